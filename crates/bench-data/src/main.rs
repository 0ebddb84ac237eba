//! Invents the workspaces that the benchmarks open and merge. `cargo xtask bench` runs it:
//! `landfall-bench-data FOLDER` writes them there.

mod chance;
mod connect;
mod invent;
mod words;

use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

/// Any number does; it must stay the same.
const SEED: u64 = 20_231_208;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: landfall-bench-data FOLDER");
        return ExitCode::from(2);
    };
    match write_all(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write into {folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// - `leads-N.landfall`: another laptop's export, records only.
/// - `journal-N.json`: what localStorage holds of such a workspace, `[[key, value], …]`.
/// - `steps-N.json`: the same where every field was a step of its own.
fn write_all(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for count in [1_000, 10_000] {
        let book = invent::book(count, SEED);
        let file = file(&book);
        let journal = serde_json::to_string(&connect::journal(&file))?;
        std::fs::write(folder.join(format!("leads-{count}.landfall")), file)?;
        std::fs::write(folder.join(format!("journal-{count}.json")), journal)?;
    }
    // Ten thousand leads typed in one field at a time are 200,000 steps: no storage holds those unpacked.
    let steps = serde_json::to_string(&connect::steps(&invent::book(100, SEED)))?;
    std::fs::write(folder.join("steps-100.json"), steps)
}

/// The export of a workspace: complete without the document and the log.
fn file(book: &invent::Book) -> String {
    let content = json!({
        "app": "landfall",
        "schema": 2,
        "workspace": { "name": "示例工作区" },
        "leads": book.leads,
        "companies": book.companies,
        "officers": book.officers,
    });
    format!("{content}\n")
}
