//! The browser and the fonts for the browser tests.

use std::env;
use std::path::{Path, PathBuf};

use crate::find;
use crate::run::{self, Failure, Outcome};

/// Names the browser to use, whatever else is there.
const VARIABLE: &str = "LANDFALL_BROWSER";

/// Names on a PATH, and where macOS and Windows keep what is not on it.
const ON_PATH: [&str; 6] = [
    // Chrome first: Ubuntu's Chromium is a snap, which may not read the profiles that tests make.
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
    "microsoft-edge-stable",
];
const MACOS: [&str; 3] = [
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "Applications/Chromium.app/Contents/MacOS/Chromium",
    "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
const WINDOWS: [&str; 3] = [
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
];

/// Debian's packages: the browser, and fonts without which Chinese is drawn as boxes.
const APT_BROWSER: &str = "chromium";
const APT_FONTS: [&str; 2] = ["fonts-noto-cjk", "fontconfig"];

/// A Chromium and Chinese fonts, found or (where apt is) installed.
pub fn ensure() -> Outcome<PathBuf> {
    let named = env::var(VARIABLE).ok().filter(|value| !value.is_empty());
    if let Some(named) = &named
        && !Path::new(named).is_file()
    {
        return Err(Failure::new(
            format!("{VARIABLE} names {named}, which is not there"),
            format!("set {VARIABLE} to the full path of Chromium, Chrome or Edge"),
        ));
    }
    let found = named.map(PathBuf::from).or_else(usual_place);

    let mut packages = Vec::new();
    if found.is_none() {
        packages.push(APT_BROWSER);
    }
    if cfg!(target_os = "linux") && !has_chinese_fonts() {
        packages.extend(APT_FONTS);
    }
    if !packages.is_empty() {
        apt_install(&packages, found.is_some())?;
    }
    found.or_else(usual_place).ok_or_else(|| {
        Failure::new(
            "no Chromium, Chrome or Edge was found for the browser tests",
            format!("install one, or set {VARIABLE} to its full path"),
        )
    })
}

fn usual_place() -> Option<PathBuf> {
    let variable = |name: &str| env::var_os(name).map(PathBuf::from);
    ON_PATH
        .iter()
        .find_map(|name| find::on_path(name))
        .or_else(|| candidates(env::consts::OS, &variable).into_iter().find(|path| path.is_file()))
}

/// Where a browser lies that is on no PATH.
fn candidates(os: &str, variable: &dyn Fn(&str) -> Option<PathBuf>) -> Vec<PathBuf> {
    let (folders, places): (Vec<PathBuf>, &[&str]) = match os {
        "macos" => {
            let home = variable("HOME");
            let folders = [Some(PathBuf::from("/")), home];
            (folders.into_iter().flatten().collect(), &MACOS)
        }
        "windows" => {
            let names = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"];
            (names.iter().filter_map(|name| variable(name)).collect(), &WINDOWS)
        }
        _ => return Vec::new(),
    };
    places.iter().flat_map(|place| folders.iter().map(move |folder| folder.join(place))).collect()
}

fn has_chinese_fonts() -> bool {
    run::output(run::command("fc-list").arg(":lang=zh")).is_some_and(|fonts| !fonts.trim().is_empty())
}

/// Installs what the browser tests need. Without fonts they can go on, without a browser not.
fn apt_install(packages: &[&str], have_browser: bool) -> Outcome {
    if install(packages)? {
        return Ok(());
    }
    if have_browser {
        println!("  note: no Chinese fonts are installed; pictures of the page will show boxes for them");
        return Ok(());
    }
    // What `ensure` says of a missing browser helps where there is no apt.
    if find::on_path("apt-get").is_none() {
        return Ok(());
    }
    let list = packages.join(" ");
    Err(Failure::new(
        format!("the browser tests need {list}, and this user may not install it"),
        format!("sudo apt-get install {list}"),
    ))
}

/// Installs Debian packages; gives false where there is no apt, or this user may not.
pub fn install(packages: &[&str]) -> Outcome<bool> {
    let apt = find::on_path("apt-get").filter(|_| cfg!(target_os = "linux"));
    let Some((apt, prefix)) = apt.and_then(|apt| Some((apt, may_install()?))) else {
        return Ok(false);
    };
    let list = packages.join(" ");
    let by_hand = format!("sudo apt-get install {list}");
    run::say(&format!("installing {list} with apt (once, about 2 minutes)"));
    let apt_get = |args: &[&str]| {
        let mut command = run::command(prefix[0]);
        command.args(&prefix[1..]).arg("DEBIAN_FRONTEND=noninteractive").arg(&apt).args(args);
        run::run(&mut command, &format!("apt-get {}", args.join(" ")), &by_hand)
    };
    // One package source of the user's that is out of order fails the update and need not fail the rest.
    apt_get(&["update"]).ok();
    apt_get(&[&["install", "-y", "--no-install-recommends"], packages].concat())?;
    Ok(true)
}

/// What to put before a command that installs; `None` if this user may not, or only with a password.
fn may_install() -> Option<&'static [&'static str]> {
    let is_root = run::output(run::command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if is_root {
        return Some(&["env"]);
    }
    run::output(run::command("sudo").args(["-n", "true"])).map(|_| ["sudo", "-n", "env"].as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variable(name: &str) -> Option<PathBuf> {
        match name {
            "HOME" => Some("/Users/x".into()),
            "ProgramFiles" => Some("C:/Program Files".into()),
            "LOCALAPPDATA" => Some("C:/Users/x/AppData/Local".into()),
            _ => None,
        }
    }

    #[test]
    fn each_system_has_its_usual_places() {
        let check = |os, first: &str, count| {
            let found = candidates(os, &variable);
            assert_eq!(found.first(), Some(&PathBuf::from(first)), "{os}");
            assert_eq!(found.len(), count, "{os}");
        };
        check("macos", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", 6);
        check("windows", "C:/Program Files/Google/Chrome/Application/chrome.exe", 6);
    }

    #[test]
    fn linux_has_them_on_the_path() {
        assert!(candidates("linux", &variable).is_empty());
    }

    #[test]
    fn macos_looks_in_the_home_folder_too() {
        let edge = "/Users/x/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge";
        assert!(candidates("macos", &variable).contains(&PathBuf::from(edge)));
    }
}
