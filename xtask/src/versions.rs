//! The one place where a tool's version stands.
//!
//! Elsewhere only because another tool reads it there: Rust in `rust-toolchain.toml`, the npm
//! packages in `package.json`. wasm-bindgen's command line must equal the library to the digit, so
//! it is read from `Cargo.lock` and written nowhere.

/// The newest Trunk that Rust 1.95 compiles.
pub const TRUNK: &str = "0.21.14";

/// Playwright's and binaryen's own demand.
pub const OLDEST_NODE: u32 = 20;

/// The version of `package` in the text of a `Cargo.lock`.
pub fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    quoted(lines.next()?, "version = ")
}

/// The first thing in `text` that looks like a version: `trunk 0.21.14` gives `0.21.14`.
pub fn printed(text: &str) -> Option<&str> {
    text.split_whitespace()
        .map(|word| word.trim_start_matches('v'))
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('.'))
}

fn quoted(line: &str, key: &str) -> Option<String> {
    let value = line.trim().strip_prefix(key)?;
    Some(value.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_says_which_wasm_bindgen() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "absent"), None);
    }

    #[test]
    fn tools_print_their_version_in_their_own_way() {
        let check = |text, expected| assert_eq!(printed(text), expected);
        check("trunk 0.21.14\n", Some("0.21.14"));
        check("wasm-bindgen 0.2.130 (abc123)", Some("0.2.130"));
        check("v20.20.2\n", Some("20.20.2"));
        check("wasm-opt version 132 (version_132)", None);
        check("", None);
    }
}
