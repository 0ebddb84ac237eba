//! The checker on small invented trees: each rule is seen to fail, and to let through what is right.

use super::*;

fn tree(files: &[(&str, &str)]) -> Tree {
    let owned = |&(file, text): &(&str, &str)| (file.to_owned(), text.to_owned());
    Tree { files: files.iter().map(owned).collect(), folders: Vec::new() }
}

#[track_caller]
fn fails(file: &str, text: &str, rule: &str) {
    let violations = check(&tree(&[(file, text)]));
    assert!(
        violations.iter().any(|found| found.rule.contains(rule)),
        "{file}: {text}\nexpected: {rule}\nfound: {violations:?}"
    );
}

#[track_caller]
fn passes(file: &str, text: &str) {
    assert_eq!(check(&tree(&[(file, text)])), [], "{file}: {text}");
}

#[test]
fn a_feature_may_not_use_another_feature() {
    let rule = "another feature (timeline)";
    let board = "src/features/board/mod.rs";
    fails(board, "use crate::features::timeline::Axis;", rule);
    fails(board, "use crate::{ui, features::{board::x, timeline}};", rule);
    fails(board, "fn f() { super::timeline::show() }", rule);
    fails("src/features/board/card.rs", "use super::super::timeline;", rule);
    fails("src/features/board.rs", "mod tests { use super::super::timeline; }", rule);
    fails(board, "use crate::features::*;", "another feature (*)");
    fails(board, "use super::*;", "another feature (*)");

    passes(board, "use crate::features::board::card; use self::card::Card;");
    passes("src/features/board/card.rs", "use super::menu; use super::super::board::x;");
    passes(board, "mod tests { use super::*; }");
    passes("src/features/mod.rs", "pub mod board; pub use self::board::Board;");
}

#[test]
fn nothing_but_main_uses_the_app() {
    fails("src/features/board.rs", "use crate::app::Route;", "features may not use app");
    fails("src/store/mod.rs", "crate::app::go()", "store may not use app");
    passes("src/main.rs", "mod app; fn main() { crate::app::start(); app::start() }");
    passes(
        "src/app/mod.rs",
        "use crate::features::board::Board; use crate::{store, ui, platform, i18n, embed}; use landfall_core::x;",
    );
    passes("src/app/shell.rs", "use super::routes; use crate::app::x;");
}

#[test]
fn ui_and_platform_know_nothing_of_ours() {
    fails("src/ui/button.rs", "use landfall_core::model::Lead;", "ui may not use core: it may use nothing of ours");
    fails("src/ui/button.rs", "use crate::store::dispatch;", "ui may not use store");
    fails("src/ui/mod.rs", "use super::i18n::t;", "ui may not use i18n");
    fails("src/platform/mod.rs", "fn f(x: landfall_core::Id) {}", "platform may not use core");
    passes("src/ui/button.rs", "use leptos::prelude::*; use super::icon::Icon; use crate::ui::menu;");
}

#[test]
fn the_other_arrows() {
    passes("src/i18n/mod.rs", "use landfall_core::model::Stage;");
    fails("src/i18n/mod.rs", "use crate::store::x;", "i18n may not use store: it may use only core");
    passes("src/store/mod.rs", "use crate::platform::storage; use landfall_core::x;");
    fails("src/store/mod.rs", "use crate::ui::Toast;", "store may not use ui");
    passes("src/features/board.rs", "use crate::{store, ui::Button, i18n}; use landfall_core::x;");
    fails("src/features/board.rs", "use crate::platform::storage;", "features may not use platform");
    passes("src/embed/mod.rs", "use crate::{store, platform};");
    fails("src/embed/mod.rs", "use crate::ui;", "embed may not use ui");
    fails("src/store/mod.rs", "use crate::helper;", "store may not use crate::helper");
    fails("src/helpers/mod.rs", "", "no part named helpers");
}

#[test]
fn the_browser_is_named_in_platform_and_embed_only() {
    let rule = "may only be named in src/platform";
    fails("src/features/board.rs", "use leptos::web_sys::Element;", rule);
    fails("src/ui/field.rs", "fn f(e: web_sys::Event) {}", rule);
    fails("src/store/mod.rs", "let t = js_sys::Date::now();", rule);
    fails("src/main.rs", "use gloo_storage::LocalStorage;", rule);
    passes("src/platform/storage.rs", "use web_sys::Storage; use js_sys::Date; use gloo::x;");
    passes("src/embed/mod.rs", "use web_sys::MessageEvent;");
    passes("src/ui/field.rs", "// web_sys is not for here\nlet s = \"web_sys\";");
}

#[test]
fn core_is_pure() {
    fails("crates/core/Cargo.toml", "[dependencies]\nleptos = \"0.8\"\n", "may not depend on leptos");
    fails("crates/core/Cargo.toml", "[dependencies]\nweb-sys.workspace = true\n", "may not depend on web-sys");
    fails(
        "crates/core/Cargo.toml",
        "[target.'cfg(unix)'.dependencies]\nrand_core = \"1\"\n",
        "may not depend on rand_core",
    );
    passes("crates/core/Cargo.toml", "[dependencies]\nserde = \"1\"\n\n[dev-dependencies]\nrand = \"0.9\"\n");
    fails("crates/core/src/x.rs", "let now = std::time::SystemTime::now();", "no SystemTime");
    fails("crates/core/src/x.rs", "use std::time::{Duration, Instant};", "no Instant");
    fails("crates/core/src/x.rs", "use leptos::prelude::*;", "no leptos");
    passes("crates/core/src/x.rs", "// no Instant here\nuse std::time::Duration; let uuid = rand;");
}

#[test]
fn tests_that_would_never_run_are_found() {
    fails("src/store/mod.rs", "#[cfg(test)] mod tests { #[test] fn f() {} }", "never run");
    passes("crates/core/src/x.rs", "#[test] fn f() {}");
}

#[test]
fn raw_colours_stand_in_the_tokens_only() {
    let rule = "raw colours";
    fails("style/ui/button.css", ".button { color: #1a2b3c; }", rule);
    fails("style/base.css", "a { border: 1px solid rgb(0 0 0 / 50%) }", rule);
    fails("style/base.css", "a { background: linear-gradient(hsl(1 2% 3%), red) }", rule);
    fails("src/ui/icon.rs", "view! { <path fill=\"#fff\"/> }", rule);
    passes("style/tokens.css", ":root { --ink: #1a2b3c; --veil: rgb(0 0 0 / 50%); }");
    passes("style/base.css", "/* was #fff */ a { color: var(--ink); fill: rgb(from var(--ink) r g b / 50%); }");
    passes(
        "style/base.css",
        ".add::before { mask: url(x.svg#icon-add); color: color-mix(in oklch, var(--a), var(--b)) }",
    );
    passes("src/app/routes.rs", "let home = \"#/\"; let board = \"#/board\"; let entity = \"&#39;\";");
}

#[test]
fn no_style_is_about_any_element_after_any() {
    let rule = "any element next to any";
    fails("style/a.css", ".facts > * + * { margin: 0 }", rule);
    fails("style/a.css", "a { width: calc(1px\n* 2) } .facts>*~* { margin: 0 }", rule);
    passes(
        "style/a.css",
        "/* * + * */ .facts > :not(:first-child) { margin: 0 } .a + .b { width: calc(2 * 1px + var(--a) * 2) }",
    );
}

#[test]
fn a_colour_is_reported_with_its_line() {
    let found = check(&tree(&[("style/a.css", "/* one\ntwo */\na { color: #abc }")]));
    assert_eq!(found.iter().map(|found| found.line).collect::<Vec<_>>(), [3]);
}

#[test]
fn files_are_not_endless_and_folders_not_empty() {
    fails("tests/flows/board.spec.mjs", &"x;\n".repeat(701), "701 lines");
    passes("tests/flows/board.spec.mjs", &"x;\n".repeat(700));
    passes("locales/en.json", &"x\n".repeat(900));

    let mut tree = tree(&[("src/ui/.gitkeep", ""), ("style/base.css", "")]);
    tree.folders = vec!["src/ui".to_owned(), "style".to_owned()];
    let found = check(&tree);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].file, "src/ui");
}

#[test]
fn the_repository_keeps_its_own_rules() {
    assert!(check_repository().is_ok(), "see above for the places");
}
