//! What was asked for on the command line.

use crate::bench;

/// One command of `cargo xtask`.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Print the usage.
    Help,
    /// Build the release and serve it; with `watch`, rebuild as files change.
    Serve { port: u16, watch: bool },
    /// Build `dist/`.
    Build,
    /// Check everything, or one part.
    Test { part: Part, no_build: bool, playwright: Vec<String> },
    /// Measure in the browser: `runs` times, only benchmarks whose name holds one of `only`.
    Bench { no_build: bool, runs: u32, only: Vec<String> },
    /// Say how `bench` is used.
    BenchHelp,
    /// Remake the README's screenshots.
    Shots { no_build: bool },
}

/// What `cargo xtask test` checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All that CI runs.
    All,
    /// Native tests.
    Core,
    /// Format, clippy, architecture.
    Lint,
    /// Release build, size budget, browser tests.
    Web,
}

/// The text of `cargo xtask help`.
pub const USAGE: &str = "\
cargo xtask serve [--port 8080] [--watch]   build the release and serve it; --watch: rebuild on change
cargo xtask test [core|lint|web]            everything CI runs, or that part alone
    --no-build                              browser tests on the dist/ that is there
    -- ARGUMENTS                            handed to Playwright: cargo xtask test web -- -g capture
cargo xtask build                           dist/ (static site) and dist/landfall.html (one file)
cargo xtask bench [--no-build] [NAME]       the benchmarks, as a table and JSON; bench --help says more
cargo xtask shots [--no-build]              remake the README's screenshots in docs/

Missing tools are installed on the first run. LANDFALL_BROWSER names the browser for the tests, if
the usual places are not enough.";

/// Reads the arguments (without the program's name); an error is one line for the user.
pub fn parse(args: &[String]) -> Result<Task, String> {
    let (own, playwright) = match args.iter().position(|arg| arg == "--") {
        Some(at) => (&args[..at], args[at + 1..].to_vec()),
        None => (args, Vec::new()),
    };
    let mut words = own.iter().map(String::as_str);
    let task = words.next().unwrap_or("help");
    if !playwright.is_empty() && task != "test" {
        return Err(format!("{task} takes nothing after --"));
    }

    let mut part = None;
    let (mut port, mut watch, mut no_build) = (8080, false, false);
    let (mut runs, mut only) = (bench::RUNS, Vec::new());
    while let Some(word) = words.next() {
        match (task, word) {
            ("serve", "--port") => port = port_number(words.next())?,
            ("serve", "--watch") => watch = true,
            ("serve", word) if word.starts_with("--port=") => {
                port = port_number(word.strip_prefix("--port="))?;
            }
            ("test" | "shots" | "bench", "--no-build") => no_build = true,
            ("bench", "--help" | "-h") => return Ok(Task::BenchHelp),
            ("bench", "--runs") => runs = count(words.next())?,
            ("bench", word) if word.starts_with("--runs=") => runs = count(word.strip_prefix("--runs="))?,
            ("bench", word) if !word.starts_with('-') => only.push(word.to_owned()),
            ("test", "core" | "lint" | "web") if part.is_none() => {
                part = Some(match word {
                    "core" => Part::Core,
                    "lint" => Part::Lint,
                    _ => Part::Web,
                });
            }
            _ => return Err(format!("{task} does not know \"{word}\"")),
        }
    }

    match task {
        "help" | "--help" | "-h" => Ok(Task::Help),
        "serve" => Ok(Task::Serve { port, watch }),
        "build" => Ok(Task::Build),
        "test" => Ok(Task::Test { part: part.unwrap_or(Part::All), no_build, playwright }),
        "bench" => Ok(Task::Bench { no_build, runs, only }),
        "shots" => Ok(Task::Shots { no_build }),
        other => Err(format!("there is no command \"{other}\"")),
    }
}

fn port_number(word: Option<&str>) -> Result<u16, String> {
    word.and_then(|word| word.parse().ok()).ok_or_else(|| "--port wants a number from 0 to 65535".to_owned())
}

fn count(word: Option<&str>) -> Result<u32, String> {
    let number = word.and_then(|word| word.parse().ok()).filter(|&number| (1..=1000).contains(&number));
    number.ok_or_else(|| "--runs wants a number from 1 to 1000".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Result<Task, &str>) {
        let args: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(parse(&args), expected.map_err(str::to_owned), "{line}");
    }

    fn test(part: Part, no_build: bool, playwright: &[&str]) -> Result<Task, &'static str> {
        let playwright = playwright.iter().map(|&arg| arg.to_owned()).collect();
        Ok(Task::Test { part, no_build, playwright })
    }

    #[test]
    fn each_command_is_read() {
        let serve = |port, watch| Ok(Task::Serve { port, watch });
        check("", Ok(Task::Help));
        check("build", Ok(Task::Build));
        check("serve", serve(8080, false));
        check("serve --port 9000", serve(9000, false));
        check("serve --watch --port=0", serve(0, true));
        check("shots --no-build", Ok(Task::Shots { no_build: true }));
        let bench = |no_build, runs, only: &[&str]| {
            Ok(Task::Bench { no_build, runs, only: only.iter().map(|&name| name.to_owned()).collect() })
        };
        check("bench", bench(false, 5, &[]));
        check("bench --no-build --runs 3 open edit", bench(true, 3, &["open", "edit"]));
        check("bench --runs=7", bench(false, 7, &[]));
        check("bench --help", Ok(Task::BenchHelp));
        check("test", test(Part::All, false, &[]));
        check("test core", test(Part::Core, false, &[]));
        check("test lint", test(Part::Lint, false, &[]));
        check("test web --no-build", test(Part::Web, true, &[]));
        check("test web -- -g capture", test(Part::Web, false, &["-g", "capture"]));
    }

    #[test]
    fn what_is_wrong_is_named() {
        check("fly", Err("there is no command \"fly\""));
        check("serve --port", Err("--port wants a number from 0 to 65535"));
        check("serve --port 70000", Err("--port wants a number from 0 to 65535"));
        check("bench --runs 0", Err("--runs wants a number from 1 to 1000"));
        check("bench --fast", Err("bench does not know \"--fast\""));
        check("build --watch", Err("build does not know \"--watch\""));
        check("test core web", Err("test does not know \"web\""));
        check("build -- x", Err("build takes nothing after --"));
    }
}
