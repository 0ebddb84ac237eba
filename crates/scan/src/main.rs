//! The worker's program: one function for `src/platform/scanner.rs`. Natively it is nothing; the tests use the library.

fn main() {}

#[cfg(target_arch = "wasm32")]
mod worker {
    use wasm_bindgen::prelude::*;

    /// The texts of the codes in a picture, with a zero character between them.
    #[wasm_bindgen]
    pub fn read(pixels: &[u8], width: usize) -> String {
        landfall_scan::read(pixels, width).join("\0")
    }
}
