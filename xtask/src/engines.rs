//! The engines that the main flows are run in: Chromium, Firefox, and WebKit as GTK has it.

use std::path::{Path, PathBuf};

use crate::browser;
use crate::find;
use crate::run::{self, Outcome};

/// An engine, found or installed.
pub struct Engine {
    /// What `tests/engines/run.mjs` calls it.
    pub word: &'static str,
    /// Firefox itself; for WebKit the program that drives it.
    pub program: PathBuf,
    /// The browser that a driver starts, where the two are not one.
    pub browser: Option<PathBuf>,
}

/// The browser of the other tests.
pub fn chromium() -> Option<Engine> {
    let program = browser::ensure().ok()?;
    Some(Engine { word: "chromium", program, browser: None })
}

/// Firefox, found or (where apt is) installed; `None` where neither can be.
pub fn firefox() -> Option<Engine> {
    let found = || {
        let named = ["firefox-esr", "firefox"].iter().find_map(|name| find::on_path(name));
        let mac = PathBuf::from("/Applications/Firefox.app/Contents/MacOS/firefox");
        // Ubuntu's Firefox is a snap, which may not read the profiles that tests make.
        named.filter(|path| !is_snap(path)).or_else(|| mac.is_file().then_some(mac))
    };
    let program = found().or_else(|| installed(&["firefox-esr"]).then(found).flatten())?;
    Some(Engine { word: "firefox", program, browser: None })
}

/// WebKitGTK's driver, its small browser and a screen to draw on.
pub fn webkit() -> Option<Engine> {
    let found = || {
        let program = find::on_path("WebKitWebDriver")?;
        find::on_path("Xvfb")?;
        Some(Engine { word: "webkit", program, browser: Some(mini_browser()?) })
    };
    found().or_else(|| installed(&["webkit2gtk-driver", "xvfb"]).then(found).flatten())
}

fn is_snap(path: &Path) -> bool {
    path.canonicalize().is_ok_and(|path| path.starts_with("/snap") || path.ends_with("snap"))
}

/// Where Debian and its kin keep what is for tests alone: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser`.
fn mini_browser() -> Option<PathBuf> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder).map(|all| all.flatten().map(|entry| entry.path()).collect()).unwrap_or_default()
    };
    let lib = Path::new("/usr/lib");
    let mut folders = entries(lib);
    folders.push(lib.to_path_buf());
    folders.push(PathBuf::from("/usr/libexec"));
    let mut found: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| entries(folder))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit2gtk-4.")))
        .map(|folder| folder.join("MiniBrowser"))
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found.pop()
}

/// Whether these packages could be installed. Where not, the tests in this engine are left out, and that is said.
fn installed(packages: &[&str]) -> bool {
    browser::install(packages).is_ok_and(|done| done)
}

/// Runs the flows in an engine against the release at `address`.
pub fn flows(engine: &Engine, address: String) -> Outcome {
    let mut node = run::command("node");
    node.args(["tests/engines/run.mjs", engine.word])
        .env("LANDFALL_URL", address)
        .env("LANDFALL_ENGINE", &engine.program);
    if let Some(browser) = &engine.browser {
        node.env("LANDFALL_MINIBROWSER", browser);
    }
    let word = engine.word;
    run::run(&mut node, &format!("a flow in {word}"), "what was seen is in tests/results/")
}
