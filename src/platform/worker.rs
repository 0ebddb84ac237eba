//! Work of a separate wasm in a web worker that is fetched when it is asked for (SPEC X18).
//!
//! The page names a worker's script and wasm in `<meta name="NAME" content="script wasm">`; the single-file edition has
//! them in the page. The worker is made of a blob: one from an address would not start from a disk, nor in a sandboxed
//! frame. One worker does one task and ends, which also gives its memory back.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, JSON, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker};

use super::fetch;

/// Why a worker gave no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkerError {
    /// Its files did not arrive, or the browser starts no worker.
    Unreachable,
    /// It broke: out of memory, or a fault in it.
    Stopped,
    /// It was given up after [`LONGEST`].
    TooSlow,
    /// It refused, in its own words.
    Said(String),
}

/// Milliseconds a task may take.
const LONGEST: i32 = 60_000;

/// The worker's own script, behind what wasm-bindgen wrote: starts the wasm (packed in the single file: gzip's first byte
/// tells), carries out one task, answers.
const ANSWER: &str = "
onmessage = async ({ data: { wasm, task, bytes } }) => {
  try {
    const unpacked = () => new Blob([wasm]).stream().pipeThrough(new DecompressionStream('gzip'));
    const program = wasm[0] === 0x1f ? await new Response(unpacked()).arrayBuffer() : wasm;
    await wasm_bindgen({ module_or_path: program });
    const answer = wasm_bindgen[task](bytes);
    postMessage({ answer }, [answer.buffer]);
  } catch (error) {
    postMessage({ error: typeof error === 'string' ? error : null });
  }
};
";

/// Has the worker `name` carry out `task` (a function that it exports) with these bytes.
///
/// # Errors
/// No files, no answer in a minute, or what the worker refused with.
pub async fn run(name: &str, task: &str, bytes: &[u8]) -> Result<Vec<u8>, WorkerError> {
    let (script, wasm) = program(name).await.ok_or(WorkerError::Unreachable)?;
    let running = Running::start(&script).map_err(|_| WorkerError::Unreachable)?;
    let message = Object::new();
    let bytes = Uint8Array::from(bytes);
    // The wasm is copied: it stays here for the next task.
    let moved = Array::of1(&bytes.buffer());
    for (key, value) in [("wasm", JsValue::from(wasm)), ("task", task.into()), ("bytes", bytes.into())] {
        // A plain object takes any key.
        let _ = Reflect::set(&message, &key.into(), &value);
    }
    running.worker.post_message_with_transfer(&message, &moved).map_err(|_| WorkerError::Unreachable)?;
    let answer = JsFuture::from(running.answer.clone()).await.map_err(|late| match late.is_undefined() {
        true => WorkerError::TooSlow,
        false => WorkerError::Stopped,
    })?;
    let part = |key: &str| Reflect::get(&answer, &key.into()).unwrap_or(JsValue::UNDEFINED);
    match part("answer").dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(_) => Err(part("error").as_string().map_or(WorkerError::Stopped, WorkerError::Said)),
    }
}

thread_local! {
    /// What was fetched once works without a network from then on.
    static PROGRAMS: RefCell<BTreeMap<String, (String, Uint8Array)>> = const { RefCell::new(BTreeMap::new()) };
}

/// A worker's script and wasm.
async fn program(name: &str) -> Option<(String, Uint8Array)> {
    let kept = PROGRAMS.with_borrow(|programs| programs.get(name).cloned());
    if kept.is_some() {
        return kept;
    }
    let program = find(name).await?;
    PROGRAMS.with_borrow_mut(|programs| programs.insert(name.to_owned(), program.clone()));
    Some(program)
}

/// Out of the page, or from beside it.
async fn find(name: &str) -> Option<(String, Uint8Array)> {
    if let Some(script) = fetch::embedded(&format!("{name}-js")) {
        let script = JSON::parse(&script).ok()?.as_string()?;
        let wasm = fetch::embedded(&format!("{name}-wasm"))?;
        // One character a byte, none above U+00FF.
        let bytes: Vec<u8> =
            web_sys::window()?.atob(&wasm).ok()?.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect();
        return Some((script, Uint8Array::from(bytes.as_slice())));
    }
    let files = fetch::meta(name)?;
    let (script, wasm) = files.split_once(' ')?;
    let script = fetch::text(script).await.ok()?;
    Some((script, fetch::bytes(wasm).await.ok()?))
}

/// A worker, and what hears it. Dropping it ends the worker, whatever it is doing.
struct Running {
    worker: Worker,
    address: String,
    timer: Option<i32>,
    /// What the worker says; refused with an event when it breaks, with nothing when it takes too long.
    answer: Promise,
    _handlers: Option<Handlers>,
}

struct Handlers {
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(JsValue)>,
    _late: Closure<dyn FnMut()>,
}

impl Running {
    fn start(script: &str) -> Result<Self, JsValue> {
        let (worker, address) = worker_of(script, ANSWER)?;
        let (answer, timer, handlers) = answer_of(&worker);
        Ok(Running { worker, address, timer, answer, _handlers: handlers })
    }
}

/// A worker of a blob with these two scripts, and the blob's address.
fn worker_of(script: &str, answer: &str) -> Result<(Worker, String), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let parts = Array::of2(&script.into(), &answer.into());
    let address = Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &kind)?)?;
    Ok((Worker::new(&address)?, address))
}

/// What the worker says next, and the timer after which it is late.
fn answer_of(worker: &Worker) -> (Promise, Option<i32>, Option<Handlers>) {
    let (mut handlers, mut timer) = (None, None);
    let answer = Promise::new(&mut |resolve, reject| {
        let (broken, late) = (reject.clone(), reject);
        let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let _ = resolve.call1(&JsValue::NULL, &event.data());
        });
        let error = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let _ = broken.call1(&JsValue::NULL, &event);
        });
        let late = Closure::<dyn FnMut()>::new(move || {
            let _ = late.call0(&JsValue::NULL);
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        timer = web_sys::window().and_then(|window| {
            let late = late.as_ref().unchecked_ref();
            window.set_timeout_with_callback_and_timeout_and_arguments_0(late, LONGEST).ok()
        });
        handlers = Some(Handlers { _message: message, _error: error, _late: late });
    });
    (answer, timer, handlers)
}

fn forget(timer: Option<i32>) {
    if let (Some(window), Some(timer)) = (web_sys::window(), timer) {
        window.clear_timeout_with_handle(timer);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
        let _ = Url::revoke_object_url(&self.address);
        forget(self.timer);
    }
}

/// A worker that stays for one task after the other. Dropping it ends it.
pub struct Helper {
    worker: Worker,
    address: String,
    /// Sent with the first task: the worker keeps it.
    wasm: RefCell<Option<Uint8Array>>,
}

impl Helper {
    /// Starts the worker `name` with a script of one's own behind its own; `None` where it can't be had.
    pub async fn start(name: &str, answer: &str) -> Option<Helper> {
        let (script, wasm) = program(name).await?;
        let (worker, address) = worker_of(&script, answer).ok()?;
        Some(Helper { worker, address, wasm: RefCell::new(Some(wasm)) })
    }

    /// Sends a message and waits for the answer; `None` when it breaks or takes too long. Not to be asked again before it
    /// has answered.
    pub async fn ask(&self, message: &Object, moved: &Array) -> Option<JsValue> {
        if let Some(wasm) = self.wasm.take() {
            let _ = Reflect::set(message, &"wasm".into(), &wasm);
        }
        let (answer, timer, _handlers) = answer_of(&self.worker);
        let sent = self.worker.post_message_with_transfer(message, moved);
        let answer = match sent {
            Ok(()) => JsFuture::from(answer).await.ok(),
            Err(_) => None,
        };
        forget(timer);
        answer.filter(|answer| !answer.is_null())
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.worker.terminate();
        let _ = Url::revoke_object_url(&self.address);
    }
}
