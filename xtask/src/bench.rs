//! `cargo xtask bench`: how long the app's work takes in the browser, as a table and as JSON.

use crate::run::{self, Outcome};
use crate::{release, test};

/// The text of `cargo xtask bench --help`.
pub const HELP: &str = "\
cargo xtask bench [--no-build] [--runs 5] [NAME ...]

Builds the release, invents workspaces of up to 10,000 leads or events (crates/bench-data: the same ones on every machine),
runs each benchmark of tests/bench/*.bench.mjs in the browser, one after the other, each in a new profile, and prints
median, smallest and largest of its runs. target/bench/results.json has every sample and the machine.

    --no-build   on the dist/ that is there
    --runs N     how often each is repeated, 5 if not said; some repeat more
    NAME         only benchmarks whose name (file/export) has this in it: cargo xtask bench workspace/open

timeline/ is measured beside vis-timeline, board/ beside React 19 with @hello-pangea/dnd.

A benchmark is an export of such a file with run(page, bench) → { name, unit, samples, target? }; tests/bench/run.mjs
and lib.mjs say more. The app measures its own work with platform::clock::measure(\"landfall:WHAT\"). A target that is
missed is marked and is no failure: machines differ. A benchmark that breaks is one.";

/// How often each benchmark is repeated when nobody says.
pub const RUNS: u32 = 5;

/// Builds, invents the data, measures.
pub fn bench(no_build: bool, runs: u32, only: &[String]) -> Outcome {
    if no_build {
        release::existing()?;
    } else {
        release::compile()?;
    }
    invent()?;
    run::say("measuring (about 20 minutes, each name alone less; leave the machine alone meanwhile)");
    let runs = runs.to_string();
    let mut args = vec![runs.as_str()];
    args.extend(only.iter().map(String::as_str));
    test::in_browser("tests/bench/run.mjs", &args, "a benchmark", "its own message is above")
}

/// A program of its own, because it needs core: this one stays quick to compile.
fn invent() -> Outcome {
    run::say("inventing the workspaces (first time about 1 minute)");
    let folder = run::root().join("target").join("bench");
    let mut cargo = run::cargo();
    cargo.args(["run", "--locked", "--quiet", "--profile", "bench-data", "--package", "landfall-bench-data", "--"]);
    run::run(cargo.arg(folder), "inventing the workspaces", "its own message is above")
}
