//! The worker's program: two functions for `src/platform/worker.rs`. Natively it is nothing; the tests use the library.

fn main() {}

#[cfg(target_arch = "wasm32")]
mod worker {
    use landfall_core::exchange::{SheetError, cells_from_json, cells_to_json};
    use wasm_bindgen::prelude::*;

    fn code(error: SheetError) -> JsValue {
        error.code().into()
    }

    /// The first sheet of an .xlsx as the JSON of its cells.
    ///
    /// # Errors
    /// The code of a [`SheetError`].
    #[wasm_bindgen]
    pub fn read(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
        landfall_sheet::read(bytes).map(|rows| cells_to_json(&rows).into_bytes()).map_err(code)
    }

    /// An .xlsx out of the JSON of its cells: the first line names the sheet.
    ///
    /// # Errors
    /// The code of a [`SheetError`].
    #[wasm_bindgen]
    pub fn write(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let (name, cells) = text.split_once('\n').unwrap_or_default();
        let rows = cells_from_json(cells).ok_or_else(|| code(SheetError::Stopped))?;
        landfall_sheet::write(&rows, name).map_err(code)
    }
}
