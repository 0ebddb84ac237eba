//! Installs what the build needs and is not there. A second run finds all of it and installs nothing.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::find;
use crate::run::{self, Failure, Outcome};
use crate::versions;

/// The target that the page is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Where things go that may not go into the user's own folders: ignored by git, deleted at will.
pub fn own_folder() -> PathBuf {
    run::root().join(".tools")
}

/// All that `trunk build` needs, found or installed; gives the PATH to run Trunk with.
pub fn for_build() -> Outcome<OsString> {
    wasm_target()?;
    let trunk = cargo_tool(&CargoTool {
        program: "trunk",
        package: "trunk",
        version: versions::TRUNK.to_owned(),
        locked: true,
        duration: "about 2 minutes",
        opt_level: "0",
    })?;
    let wasm_bindgen = cargo_tool(&CargoTool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: wasm_bindgen_version()?,
        // Its own lock file can name a dependency younger than what a registry serves.
        locked: false,
        duration: "about 1 minute",
        opt_level: "1",
    })?;
    node_packages()?;
    // With every crate here, Trunk can be run offline: it then never downloads a tool by itself.
    run::run(
        run::cargo().args(["fetch", "--locked", "--quiet"]),
        "fetching the crates",
        "check the network, and that Cargo.lock is up to date: cargo check",
    )?;
    let programs = run::root().join("node_modules").join(".bin");
    Ok(find::path_with(&[&trunk, &wasm_bindgen, &programs]))
}

/// The standard library for wasm32.
pub fn wasm_target() -> Outcome {
    let folder = run::output(run::command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    // Asked for by hand: rust-toolchain.toml names the target too, but RUSTUP_AUTO_INSTALL=0
    // keeps rustup from following it.
    rustup(&["target", "add", WASM], "installing Rust's wasm32 target (once, about 10 seconds)")
}

/// rustfmt and clippy.
pub fn components() -> Outcome {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if run::output(run::cargo().args([command, "--version"])).is_none() {
            rustup(&["component", "add", component], &format!("installing {component} (once, about 10 seconds)"))?;
        }
    }
    Ok(())
}

fn rustup(args: &[&str], step: &str) -> Outcome {
    let line = format!("rustup {}", args.join(" "));
    if find::on_path("rustup").is_none() {
        return Err(Failure::new(
            format!("this Rust lacks what \"{line}\" would add, and there is no rustup"),
            "install Rust with rustup (https://rustup.rs), or that part with your system's package manager",
        ));
    }
    run::say(step);
    run::run(run::command("rustup").args(args), &line, &line)
}

/// What the npm packages in `package-lock.json` hold: wasm-opt and Playwright.
pub fn node_packages() -> Outcome {
    node()?;
    let root = run::root();
    let lock = run::read(&root.join("package-lock.json"))?;
    let stamp = root.join("node_modules").join(".landfall-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let Some(npm) = find::on_path("npm") else {
        return Err(Failure::new(
            "npm is missing (Node.js is there)",
            "install npm with Node.js from https://nodejs.org or your system's package manager",
        ));
    };
    run::say("installing the npm packages of package-lock.json (once, about 20 seconds, 160 MB)");
    // Inside the repository, because nothing outside it is ours to write.
    let cache = own_folder().join("npm-cache");
    run::run(
        run::command(npm)
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--cache"])
            .arg(&cache)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
        "npm ci",
        "check the network, then: npm ci",
    )?;
    // Only saves a download that is now done. If it stays, it does no harm.
    fs::remove_dir_all(&cache).ok();
    run::write(&stamp, lock)
}

fn node() -> Outcome {
    let printed = run::output(run::command("node").arg("--version")).unwrap_or_default();
    let found = versions::printed(&printed).unwrap_or("none");
    let major: u32 = found.split('.').next().and_then(|major| major.parse().ok()).unwrap_or(0);
    if major >= versions::OLDEST_NODE {
        return Ok(());
    }
    let wanted = versions::OLDEST_NODE;
    Err(Failure::new(
        format!("Node.js {wanted} or newer is needed; found: {found}"),
        "install it from https://nodejs.org or with your system's package manager",
    ))
}

/// The version of wasm-bindgen that the page is compiled with.
fn wasm_bindgen_version() -> Outcome<String> {
    let lock = run::read(&run::root().join("Cargo.lock"))?;
    versions::locked(&lock, "wasm-bindgen")
        .ok_or_else(|| Failure::new("Cargo.lock names no wasm-bindgen", "bring Cargo.lock up to date: cargo check"))
}

/// A program that `cargo install` makes.
struct CargoTool {
    program: &'static str,
    package: &'static str,
    version: String,
    /// Install with the package's own lock file.
    locked: bool,
    duration: &'static str,
    /// How much to optimise it. Trunk only starts other programs and copies files; its own release
    /// profile takes three times as long to compile.
    opt_level: &'static str,
}

impl CargoTool {
    /// The arguments of `cargo` that install it into `folder`.
    fn install_args(&self, folder: &Path) -> Vec<OsString> {
        let mut args: Vec<OsString> = vec!["install".into()];
        if self.locked {
            args.push("--locked".into());
        }
        args.push(format!("{}@{}", self.package, self.version).into());
        args.push("--root".into());
        args.push(folder.into());
        args
    }

    /// Whether the program in `folder` is the wanted version; `None` if there is no such program.
    fn fits(&self, folder: &Path) -> Option<bool> {
        let program = find::in_folders(self.program, &[folder.to_path_buf()])?;
        let printed = run::output(run::command(program).arg("--version")).unwrap_or_default();
        Some(versions::printed(&printed) == Some(self.version.as_str()))
    }
}

/// The folder that holds the program in the wanted version, installed there if need be.
fn cargo_tool(tool: &CargoTool) -> Outcome<PathBuf> {
    let own = own_folder().join(format!("{}-{}", tool.package, tool.version));
    let mut folders = vec![own.join("bin")];
    folders.extend(find::cargo_bin());
    folders.extend(find::path_folders());
    let found: Vec<(bool, PathBuf)> =
        folders.into_iter().filter_map(|folder| Some((tool.fits(&folder)?, folder))).collect();
    if let Some((_, folder)) = found.iter().find(|(fits, _)| *fits) {
        return Ok(folder.clone());
    }

    // Another version may be what another project of the user needs: leave it where it is.
    let cargo_home = find::cargo_bin().and_then(|bin| bin.parent().map(Path::to_path_buf));
    let folder = if found.is_empty() { cargo_home.unwrap_or(own) } else { own };
    install(tool, &folder)?;
    let bin = folder.join("bin");
    if tool.fits(&bin) == Some(true) {
        return Ok(bin);
    }
    Err(Failure::new(
        format!("{} was installed into {} but does not run as version {}", tool.program, bin.display(), tool.version),
        "delete it there and run this again",
    ))
}

fn install(tool: &CargoTool, folder: &Path) -> Outcome {
    run::say(&format!(
        "installing {} {} with cargo (once, {} on two cores)",
        tool.package, tool.version, tool.duration
    ));
    let args = tool.install_args(folder);
    let line: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let help = format!(
        "it needs the network and a C compiler (Debian: apt-get install build-essential, \
         macOS: xcode-select --install); then: cargo {}",
        line.join(" ")
    );
    let mut cargo = run::cargo();
    cargo.args(&args);
    cargo
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.opt_level);
    run::run(&mut cargo, &format!("installing {}", tool.package), &help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tool(program: &'static str, locked: bool) -> CargoTool {
        CargoTool { program, package: "some-cli", version: "1.2.3".to_owned(), locked, duration: "", opt_level: "0" }
    }

    #[test]
    fn the_version_is_pinned_and_the_lock_file_used_where_it_works() {
        let check = |locked, expected: &str| {
            let args = tool("some", locked).install_args(Path::new("x"));
            let line: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
            assert_eq!(line.join(" "), expected);
        };
        check(true, "install --locked some-cli@1.2.3 --root x");
        check(false, "install some-cli@1.2.3 --root x");
    }

    #[test]
    fn a_missing_program_is_not_another_version() {
        assert_eq!(tool("no-such-program", true).fits(Path::new("/absent")), None);
    }
}
