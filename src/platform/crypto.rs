//! The browser's cryptography: randomness, and keys from passphrases. What is asynchronous there is done once, on
//! unlocking; what is written while the page closes is encrypted in the program itself (`landfall_core::lock`).

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether this page may use the browser's cryptography at all: not on plain http, except on this computer itself.
pub fn is_there() -> bool {
    subtle().is_some()
}

fn subtle() -> Option<web_sys::SubtleCrypto> {
    let crypto: JsValue = web_sys::window()?.crypto().ok()?.into();
    // The property is not there in an insecure context.
    Reflect::get(&crypto, &"subtle".into()).ok()?.dyn_into().ok()
}

/// Random bytes fit for keys; `None` where the browser has none.
pub fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// 256 bits by PBKDF2-HMAC-SHA-256; some tenths of a second. Full-width and composed characters count as what they
/// stand for (NFKC): input methods differ. `None` where the browser refuses.
pub async fn derive(passphrase: &str, salt: &[u8], iterations: u32) -> Option<[u8; 32]> {
    let subtle = subtle()?;
    let text = js_sys::JsString::from(passphrase).normalize("NFKC");
    let secret = String::from(text).into_bytes();
    let uses = Array::of1(&"deriveBits".into());
    let data: Object = Uint8Array::from(secret.as_slice()).into();
    let imported = subtle.import_key_with_str("raw", &data, "PBKDF2", false, &uses).ok()?;
    let key: web_sys::CryptoKey = JsFuture::from(imported).await.ok()?.dyn_into().ok()?;
    let how = Object::new();
    for (name, value) in [
        ("name", JsValue::from("PBKDF2")),
        ("hash", JsValue::from("SHA-256")),
        ("salt", Uint8Array::from(salt).into()),
        ("iterations", JsValue::from(iterations)),
    ] {
        Reflect::set(&how, &name.into(), &value).ok()?;
    }
    let bits = JsFuture::from(subtle.derive_bits_with_object(&how, &key, 256).ok()?).await.ok()?;
    Uint8Array::new(&bits).to_vec().try_into().ok()
}
