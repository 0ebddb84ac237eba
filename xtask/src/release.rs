//! The release: `trunk build`, then what Trunk does not do.

use std::path::{Path, PathBuf};

use crate::find;
use crate::run::{self, Failure, Outcome};
use crate::{bundles, offline, single_file, site, sizes, tools, workers};

/// Where the release lies.
pub fn dist() -> PathBuf {
    run::root().join("dist")
}

/// Builds `dist/`, prints its sizes and fails over the budget.
pub fn build() -> Outcome {
    compile()?;
    sizes::report(&dist())
}

/// Builds `dist/` and `dist/landfall.html`.
pub fn compile() -> Outcome {
    let path = tools::for_build()?;
    run::say("building the release (first time about 3 minutes, later 1 to 2)");
    let mut trunk = trunk(&path, "build")?;
    trunk.args(["--release", "--locked", "--offline"]);
    run::run(&mut trunk, "the release build", "the compiler's or Trunk's own message is above")?;

    let dist = dist();
    let index = run::read(&dist.join("index.html"))?;
    let index = bundles::choose(&index, &dist)?;
    let index = workers::name(&index, &dist)?;
    // Before the site is finished: it needs the files as they are now.
    let single = single_file::make(&index, &dist)?;
    site::finish(&index, &dist)?;
    run::write(&dist.join("landfall.html"), single)?;
    // Last: it lists the files as they are served.
    offline::finish(&dist)
}

/// The release that is there already.
pub fn existing() -> Outcome {
    if dist().join("landfall.html").is_file() {
        return Ok(());
    }
    Err(Failure::new("there is no finished dist/ to use", "leave out --no-build, or first: cargo xtask build"))
}

/// Builds for development, again with every change, until the user stops it.
pub fn watch(port: u16) -> Outcome {
    let path = tools::for_build()?;
    run::say("building for development (first time about 3 minutes), then on every change; Ctrl+C ends it");
    let mut trunk = trunk(&path, "serve")?;
    // One program for every address: Trunk starts the first and knows no other.
    trunk.args(["--features", "whole"]);
    // Not dist/: that is the release, which this is not.
    trunk.args(["--address", "127.0.0.1", "--port", &port.to_string()]);
    trunk.arg("--dist").arg(run::root().join("target").join("watch"));
    run::become_program(trunk, "trunk serve", "Trunk's own message is above")
}

fn trunk(path: &std::ffi::OsStr, task: &str) -> Outcome<std::process::Command> {
    // Found here and not by the system: on Windows a new PATH is not used to find the program itself.
    let folders: Vec<PathBuf> = std::env::split_paths(path).collect();
    let program = find::in_folders("trunk", &folders)
        .ok_or_else(|| Failure::new("trunk is not where it was a moment ago", "run this again"))?;
    let mut trunk = run::command(program);
    trunk
        .arg(task)
        .env("PATH", path)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags(std::env::var("RUSTFLAGS").ok().as_deref()));
    // The convention is "set to anything"; Trunk reads a word and stops at "1".
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    Ok(trunk)
}

/// Flags for rustc besides the user's.
///
/// Without the remapping, this machine's folders would be in the published wasm: each place that can panic names
/// its source file. It also makes the same wasm of the same source anywhere. `erase_components` keeps Leptos
/// from compiling every view anew for each place it is used in: 83 kB less after brotli of 601, measured with the
/// board and the visitor's pages.
fn rustflags(users: Option<&str>) -> String {
    let cargo_home = find::cargo_bin().and_then(|bin| bin.parent().map(Path::to_path_buf));
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let folders = [(Some(run::root()), "landfall"), (cargo_home, "cargo"), (target, "target")];
    let remapped = folders
        .into_iter()
        .filter_map(|(folder, name)| Some(format!("--remap-path-prefix={}={name}", folder?.display())));
    let users = users.unwrap_or("").split_whitespace().map(str::to_owned);
    let leptos = ["--cfg", "erase_components"].map(str::to_owned);
    // The separator that the variable wants, because folders may have spaces in their names.
    users.chain(remapped).chain(leptos).collect::<Vec<_>>().join("\u{1f}")
}

/// `reference` (a URL in a file of `folder` inside `dist`) as a path inside `dist`, if it is one.
pub fn local(reference: &str, folder: &str) -> Option<String> {
    let path = reference.split(['?', '#']).next()?;
    if path.is_empty() || path.contains(':') || path.starts_with("//") {
        return None;
    }
    let (mut parts, path) = match path.strip_prefix('/') {
        Some(path) => (Vec::new(), path),
        None => (folder.split('/').filter(|part| !part.is_empty()).collect(), path),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder part of a path inside `dist`.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Reads a file of `dist`.
pub fn bytes(dist: &Path, path: &str) -> Outcome<Vec<u8>> {
    let path = dist.join(path);
    std::fs::read(&path).map_err(|error| run::cannot("read", &path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_flags_are_kept() {
        let flags = rustflags(Some("-C target-cpu=mvp"));
        assert!(flags.starts_with("-C\u{1f}target-cpu=mvp\u{1f}--remap-path-prefix="), "{flags}");
        assert!(rustflags(None).starts_with("--remap-path-prefix="));
    }

    #[test]
    fn references_become_paths_inside_dist() {
        let check = |reference, folder, expected: Option<&str>| {
            assert_eq!(local(reference, folder).as_deref(), expected, "{reference}");
        };
        check("./app-1.js", "", Some("app-1.js"));
        check("icons/a.svg#x", "", Some("icons/a.svg"));
        check("../map/b.svg?v=1", "style", Some("map/b.svg"));
        check("./x.js", "snippets/a", Some("snippets/a/x.js"));
        check("/data/a.json", "style", Some("data/a.json"));
        check("https://example.org/a.js", "", None);
        check("//example.org/a.js", "", None);
        check("data:text/plain,x", "", None);
        check("#/board", "", None);
        check("../outside", "", None);
    }
}
