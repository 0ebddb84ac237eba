//! Looking for programs, without running them.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The folders of PATH.
pub fn path_folders() -> Vec<PathBuf> {
    env::var_os("PATH").map_or_else(Vec::new, |path| env::split_paths(&path).collect())
}

/// Where `cargo install` puts programs.
pub fn cargo_bin() -> Option<PathBuf> {
    let home =
        env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")))?;
    Some(home.join("bin"))
}

/// The names under which `program` may lie in a folder.
///
/// On Windows npm is a `.cmd`, cargo's programs are `.exe`.
pub fn file_names(program: &str, windows: bool) -> Vec<String> {
    if windows {
        [".exe", ".cmd", ".bat"].map(|end| format!("{program}{end}")).to_vec()
    } else {
        vec![program.to_owned()]
    }
}

/// The first of `folders` that holds `program`.
pub fn in_folders(program: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    folders.iter().find_map(|folder| {
        file_names(program, cfg!(windows)).iter().map(|name| folder.join(name)).find(|path| path.is_file())
    })
}

/// `program` on the PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    in_folders(program, &path_folders())
}

/// PATH with `first` put in front.
pub fn path_with(first: &[&Path]) -> OsString {
    let folders = first.iter().map(|folder| folder.to_path_buf()).chain(path_folders());
    // A folder whose name holds the separator cannot be said in a PATH; then PATH stays as it is.
    env::join_paths(folders).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_programs_have_an_ending() {
        assert_eq!(file_names("npm", false), ["npm"]);
        assert_eq!(file_names("npm", true), ["npm.exe", "npm.cmd", "npm.bat"]);
    }

    #[test]
    fn the_first_folder_wins_and_absence_is_none() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = [here.join("absent"), here.to_path_buf()];
        if !cfg!(windows) {
            assert_eq!(in_folders("Cargo.toml", &folders), Some(here.join("Cargo.toml")));
        }
        assert_eq!(in_folders("no-such-program", &folders), None);
    }
}
