//! Invents the workspaces that the benchmarks open and merge. `cargo xtask bench` runs it:
//! `landfall-bench-data FOLDER` writes them there.

mod chance;
mod connect;
mod events;
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
/// - `merged-N.json`: what localStorage holds of a workspace that such a file came into, `[[key, value], …]`;
///   `typed-N.json`: of one where every field was a step of its own. `…-compacted.json`: the same at rest.
/// - `events-N.landfall`, `events-N.json`, `events-N-compacted.json`: the same with events and nothing else.
fn write_all(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for count in [1_000, 10_000] {
        let file = file(&invent::book(count, SEED));
        write_journal(folder, &format!("merged-{count}"), &connect::merged(&file))?;
        std::fs::write(folder.join(format!("leads-{count}.landfall")), file)?;
    }
    write_journal(folder, "typed-300", &connect::typed(&invent::book(300, SEED)))?;
    let timeline = timeline(&events::events(10_000, SEED));
    write_journal(folder, "events-10000", &connect::merged(&timeline))?;
    std::fs::write(folder.join("events-10000.landfall"), timeline)
}

fn write_journal(folder: &Path, name: &str, journal: &connect::Journal) -> std::io::Result<()> {
    std::fs::write(folder.join(format!("{name}.json")), serde_json::to_string(&journal.written)?)?;
    std::fs::write(folder.join(format!("{name}-compacted.json")), serde_json::to_string(&journal.compacted)?)
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

fn timeline(events: &[events::Event]) -> String {
    let content = json!({ "app": "landfall", "schema": 2, "workspace": { "name": "示例时间线" }, "events": events });
    format!("{content}\n")
}
