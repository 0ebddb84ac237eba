//! `cargo xtask`: Landfall's tool. From a fresh clone to the page, its tests and its release.
//!
//! Only the standard library, so that it compiles in seconds where nothing else is there yet.

mod architecture;
mod args;
mod bench;
mod browser;
mod bundles;
mod encode;
mod engines;
mod find;
mod headers;
mod html;
mod offline;
mod release;
mod run;
mod serve;
mod single_file;
mod site;
mod sizes;
mod test;
mod tools;
mod versions;
mod workers;

use std::process::ExitCode;

use args::Task;
use run::Outcome;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let task = match args::parse(&args) {
        Ok(task) => task,
        Err(wrong) => {
            eprintln!("{wrong}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    match perform(task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n✗ {}\n  → {}", failure.what, failure.help);
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Outcome {
    match task {
        Task::Help => println!("{}", args::USAGE),
        Task::Serve { port, watch: true } => {
            // Only asked whether it is free: Trunk itself listens on it.
            drop(serve::bind(port)?);
            release::watch(port)?;
        }
        Task::Serve { port, watch: false } => serve_release(port)?,
        Task::Build => {
            release::build()?;
            println!("dist/ is the site; dist/landfall.html is all of it in one file");
        }
        Task::BenchHelp => println!("{}", bench::HELP),
        Task::Bench { no_build, runs, only } => bench::bench(no_build, runs, &only)?,
        Task::Test { part, no_build, playwright } => test::test(part, no_build, &playwright)?,
        Task::Shots { no_build } => {
            if no_build {
                release::existing()?;
            } else {
                release::compile()?;
            }
            run::say("taking the screenshots (about 20 seconds)");
            test::in_browser("tests/shots.mjs", &[], "a screenshot", "the script's own message is above")?;
        }
    }
    Ok(())
}

fn serve_release(port: u16) -> Outcome {
    let listener = serve::bind(port)?;
    release::compile()?;
    println!("Landfall is at {}  (Ctrl+C ends it)", serve::address(&listener)?);
    serve::forever(&listener, &release::dist());
    Ok(())
}
