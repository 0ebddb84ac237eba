//! Running other programs, and saying what is going on.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why a step failed, and what the user can do about it.
#[derive(Debug)]
pub struct Failure {
    pub what: String,
    pub help: String,
}

impl Failure {
    pub fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }
}

/// What every step returns.
pub type Outcome<T = ()> = Result<T, Failure>;

/// Announces a step: what it does and how long it may take.
pub fn say(step: &str) {
    println!("▸ {step}");
}

/// The repository's root.
///
/// Asked at run time first: worktrees that share a target directory share this binary too.
pub fn root() -> PathBuf {
    let xtask =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().map_or(xtask.clone(), Path::to_path_buf)
}

/// A command run in the repository's root that never waits for somebody to type.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    // What cargo says about xtask is not about the packages that a nested cargo builds; left in
    // place it makes build scripts that look at it run again.
    for (key, _) in env::vars_os() {
        let name = key.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&key);
        }
    }
    command
}

/// The cargo that runs this.
pub fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command to its end, its output shown as it comes.
pub fn run(command: &mut Command, what: &str, help: &str) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("{what} failed ({status})"), help)),
        Err(error) => {
            let program = command.get_program().to_string_lossy().into_owned();
            Err(Failure::new(format!("{what} failed: cannot start {program}: {error}"), help))
        }
    }
}

/// Lets a command take this program's place, where that can be: then ending this ends it.
pub fn become_program(mut command: Command, what: &str, help: &str) -> Outcome {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        // Comes back only if the program could not be started.
        let error = command.exec();
        Err(Failure::new(format!("{what} failed: {error}"), help))
    }
    #[cfg(not(unix))]
    run(&mut command, what, help)
}

/// What a command prints on its standard output; `None` if it cannot be run or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// Reads a file of the repository.
pub fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| cannot("read", path, &error))
}

/// Writes a file of the repository.
pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Outcome {
    std::fs::write(path, contents).map_err(|error| cannot("write", path, &error))
}

/// The failure of a file operation.
pub fn cannot(verb: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("cannot {verb} {}: {error}", path.display()),
        "check that the file is there, that it may be changed, and that the disk is not full",
    )
}
