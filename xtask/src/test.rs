//! `cargo xtask test`: everything that CI runs, or a part of it.

use std::time::{Duration, Instant};

use crate::args::Part;
use crate::engines::Engine;
use crate::run::{self, Failure, Outcome};
use crate::{architecture, browser, engines, release, serve, sizes, tools};

/// The result of one check: how long it took, or why it was not done.
enum Verdict {
    Passed(Duration),
    Failed(Duration, Failure),
    Skipped(&'static str),
}

/// The checks done so far. All of them are run, so that one run tells everything that is wrong.
struct Checks(Vec<(&'static str, Verdict)>);

impl Checks {
    /// Runs a check; gives whether it passed.
    fn check(&mut self, name: &'static str, duration: &str, check: impl FnOnce() -> Outcome) -> bool {
        run::say(&format!("{name} ({duration})"));
        let start = Instant::now();
        let verdict = match check() {
            Ok(()) => Verdict::Passed(start.elapsed()),
            Err(failure) => {
                println!("  ✗ {}", failure.what);
                Verdict::Failed(start.elapsed(), failure)
            }
        };
        let passed = matches!(verdict, Verdict::Passed(_));
        self.0.push((name, verdict));
        passed
    }

    fn skip(&mut self, name: &'static str, reason: &'static str) {
        self.0.push((name, Verdict::Skipped(reason)));
    }

    /// Prints what passed and what did not, and how to go on.
    fn summary(self) -> Outcome {
        println!("\nSummary");
        let (mut passed, mut failed, mut skipped) = (0, 0, 0);
        for (name, verdict) in &self.0 {
            match verdict {
                Verdict::Passed(time) => {
                    passed += 1;
                    println!("  ✓ {name:<24}{:>5} s", time.as_secs());
                }
                Verdict::Failed(time, failure) => {
                    failed += 1;
                    println!("  ✗ {name:<24}{:>5} s   {}", time.as_secs(), failure.what);
                    println!("    {:<24}          → {}", "", failure.help);
                }
                Verdict::Skipped(reason) => {
                    skipped += 1;
                    println!("  - {name:<24}          {reason}");
                }
            }
        }
        println!("checks: {passed} passed, {failed} failed, {skipped} skipped");
        if failed == 0 {
            return Ok(());
        }
        Err(Failure::new(
            format!("{failed} of {} checks failed", self.0.len()),
            "cargo xtask test core | lint | web runs one part alone",
        ))
    }
}

/// Runs the checks of `part`. `playwright` goes to the browser tests as it is.
pub fn test(part: Part, no_build: bool, playwright: &[String]) -> Outcome {
    let mut checks = Checks(Vec::new());
    let all = part == Part::All;
    if all || part == Part::Lint {
        lint(&mut checks);
    }
    if all || part == Part::Core {
        checks.check("native tests", "first time about 1 minute", native_tests);
    }
    if all || part == Part::Web {
        web(&mut checks, no_build, playwright);
    }
    checks.summary()
}

fn lint(checks: &mut Checks) {
    checks.check("format", "1 second", || {
        tools::components()?;
        run::run(run::cargo().args(["fmt", "--all", "--check"]), "the format check", "cargo fmt --all")
    });
    if std::env::var_os("CI").is_some() {
        checks.check("lock file", "1 second", lock_file);
    }
    checks.check("clippy, native", "first time about 2 minutes", || {
        tools::components()?;
        clippy(&["--workspace", "--all-targets"])
    });
    checks.check("clippy, wasm32", "first time about 2 minutes", || {
        tools::wasm_target()?;
        clippy(&[
            "--package",
            "landfall",
            "--package",
            "landfall-sheet",
            "--package",
            "landfall-scan",
            "--target",
            tools::WASM,
        ])
    });
    checks.check("architecture", "1 second", architecture::check_repository);
}

/// In a fresh clone, cargo has by now brought a stale lock file up to date: then it differs.
fn lock_file() -> Outcome {
    run::run(
        run::command("git").args(["diff", "--exit-code", "--stat", "--", "Cargo.lock"]),
        "the check that Cargo.lock is up to date",
        "cargo check, then commit Cargo.lock",
    )
}

fn clippy(scope: &[&str]) -> Outcome {
    let mut clippy = run::cargo();
    clippy.args(["clippy", "--locked"]).args(scope).args(["--", "-D", "warnings"]);
    run::run(&mut clippy, "clippy", "its own message is above")
}

/// The page itself is tested in the browser: natively it would take minutes to compile and show nothing.
fn native_tests() -> Outcome {
    let args = ["test", "--locked", "--no-fail-fast", "--workspace", "--exclude", "landfall"];
    run::run(run::cargo().args(args), "a native test", "cargo xtask test core runs these alone")
}

fn web(checks: &mut Checks, no_build: bool, playwright: &[String]) {
    // First, because without one there is no use in waiting for a build.
    let has_browser =
        checks.check("browser", "1 second; about 2 minutes to install one", || browser::ensure().map(drop));
    let built = if no_build {
        checks.check("release build", "left out", release::existing)
    } else {
        checks.check("release build", "first time about 3 minutes, and about 4 for its tools", release::compile)
    };
    if !built {
        checks.skip("size budget", "no release to measure");
        for name in ["browser tests", "flows in Chromium", "flows in Firefox", "flows in WebKit"] {
            checks.skip(name, "no release to test");
        }
        return;
    }
    checks.check("size budget", "1 second", || sizes::report(&release::dist()));
    if has_browser {
        checks.check("browser tests", "about 1 minute", || browser_tests(playwright));
    } else {
        checks.skip("browser tests", "no browser");
    }
    // Who asks for one test by its name does not ask for these.
    if playwright.is_empty() {
        in_engine(checks, "flows in Chromium", engines::chromium, "no browser");
        in_engine(
            checks,
            "flows in Firefox",
            engines::firefox,
            "no Firefox here, and no apt that this user may use for firefox-esr",
        );
        in_engine(
            checks,
            "flows in WebKit",
            engines::webkit,
            "no WebKitGTK driver here, and no apt that this user may use for webkit2gtk-driver and xvfb",
        );
    }
}

/// The main flows in an engine beside Chromium, where it is or can be installed.
fn in_engine(checks: &mut Checks, name: &'static str, find: fn() -> Option<Engine>, absent: &'static str) {
    let Some(engine) = find() else {
        checks.skip(name, absent);
        return;
    };
    checks.check(name, "about 1 minute", || {
        tools::node_packages()?;
        let listener = serve::bind(0)?;
        let address = serve::address(&listener)?;
        serve::in_background(listener, release::dist());
        engines::flows(&engine, address)
    });
}

fn browser_tests(playwright: &[String]) -> Outcome {
    let args: Vec<&str> = playwright.iter().map(String::as_str).collect();
    in_browser(
        "node_modules/@playwright/test/cli.js",
        &[&["test", "--config", "tests/playwright.config.mjs"], args.as_slice()].concat(),
        "a browser test",
        "cargo xtask test web --no-build -- -g \"NAME\" runs one; what the browser showed is in tests/results/",
    )
}

/// Runs a script of the repository with the release served and a browser found.
pub fn in_browser(script: &str, args: &[&str], what: &str, help: &str) -> Outcome {
    tools::node_packages()?;
    let browser = browser::ensure()?;
    let listener = serve::bind(0)?;
    let address = serve::address(&listener)?;
    serve::in_background(listener, release::dist());
    let mut node = run::command("node");
    node.arg(script).args(args).env("LANDFALL_URL", address).env("LANDFALL_BROWSER", browser);
    // Chromium keeps crash reports and caches in the user's folders, whatever profile it is given.
    let own = tools::own_folder().join("browser");
    node.env("XDG_CONFIG_HOME", own.join("config")).env("XDG_CACHE_HOME", own.join("cache"));
    run::run(&mut node, what, help)
}
