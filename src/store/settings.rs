//! Settings: kept on this device only, never part of the document.

use std::collections::BTreeMap;

use landfall_core::model::Lang;
use landfall_core::view::Route;
use landfall_core::view::board::Density;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::platform::{device, page, storage};

pub(super) const KEY: &str = "landfall/1/settings";

/// Light, dark, or whatever the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

/// What is written down. Unknown fields of a later version are kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Stored {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lang: Option<Lang>,
    #[serde(default)]
    theme: Theme,
    /// Stages whose columns are folded on the board; absent until somebody folds one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    folded: Option<Vec<String>>,
    /// Groups of fields of a lead that were opened or closed here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    groups: BTreeMap<String, bool>,
    /// How close cards stand on the board; empty until somebody chooses.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    density: String,
    /// The name of the person at this device.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    who: String,
    /// Their unit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    unit: String,
    /// Whether they were asked who they are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    asked: bool,
    /// The last export of each workspace: when, in milliseconds since 1970, and how long the history was then.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    exports: BTreeMap<String, (i64, usize)>,
    /// The staff page that was open last, as its hash.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    view: String,
    /// A random number that tells this device from others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    device: Option<u64>,
    /// Letters and signs by themselves do nothing (WCAG 2.1.4).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    no_single_keys: bool,
    /// The commands used last, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    recent: Vec<String>,
    #[serde(flatten)]
    rest: serde_json::Map<String, serde_json::Value>,
}

/// The settings as signals. Setting one writes it down at once.
#[derive(Clone, Copy)]
pub struct Settings {
    stored: RwSignal<Stored>,
}

impl Settings {
    /// The language chosen here, else the browser's.
    pub fn lang(self) -> Lang {
        self.stored
            .with(|stored| stored.lang)
            .unwrap_or_else(|| page::browser_language().map_or(Lang::default(), |tag| Lang::from_browser_tag(&tag)))
    }

    pub fn set_lang(self, lang: Lang) {
        self.change(|stored| stored.lang = Some(lang));
    }

    pub fn theme(self) -> Theme {
        self.stored.with(|stored| stored.theme)
    }

    /// Whether the page is dark now, by choice or by the system.
    pub fn is_dark(self) -> bool {
        match self.theme() {
            Theme::Dark => true,
            Theme::Light => false,
            Theme::Auto => page::media("(prefers-color-scheme: dark)"),
        }
    }

    pub fn set_theme(self, theme: Theme) {
        self.change(|stored| stored.theme = theme);
    }

    pub fn is_folded(self, stage: &str) -> bool {
        self.stored.with(|stored| stored.folded.iter().flatten().any(|folded| folded == stage))
    }

    pub fn set_folded(self, stage: &str, fold: bool) {
        self.change(|stored| {
            let folded = stored.folded.get_or_insert_default();
            folded.retain(|known| known != stage);
            if fold {
                folded.push(stage.to_owned());
            }
        });
    }

    /// Folds these columns if nobody has folded or unfolded any yet.
    pub fn fold_at_first(self, stages: &[&str]) {
        if self.stored.with_untracked(|stored| stored.folded.is_none()) {
            self.change(|stored| stored.folded = Some(stages.iter().map(|stage| (*stage).to_owned()).collect()));
        }
    }

    /// Whether a group of fields is open; `at_first` until somebody opens or closes it.
    pub fn is_group_open(self, group: &str, at_first: bool) -> bool {
        self.stored.with(|stored| stored.groups.get(group).copied().unwrap_or(at_first))
    }

    pub fn set_group_open(self, group: &str, open: bool) {
        self.change(|stored| {
            stored.groups.insert(group.to_owned(), open);
        });
    }

    /// How close cards stand on the board.
    pub fn density(self) -> Density {
        self.stored.with(|stored| Density::from_word(&stored.density))
    }

    pub fn set_density(self, density: Density) {
        self.change(|stored| density.word().clone_into(&mut stored.density));
    }

    /// The name of the person at this device; empty when not given.
    pub fn who(self) -> String {
        self.stored.with(|stored| stored.who.clone())
    }

    /// Their unit; empty when not given.
    pub fn unit(self) -> String {
        self.stored.with(|stored| stored.unit.clone())
    }

    pub fn set_who(self, name: &str, unit: &str) {
        self.change(|stored| {
            name.trim().clone_into(&mut stored.who);
            unit.trim().clone_into(&mut stored.unit);
            stored.asked = true;
        });
    }

    /// Whether it is time to ask who is at this device: never twice.
    pub fn is_unasked(self) -> bool {
        self.stored.with(|stored| !stored.asked && stored.who.is_empty())
    }

    /// They would rather not say.
    pub fn leave_unnamed(self) {
        self.change(|stored| stored.asked = true);
    }

    /// The staff page that was open last on this device; the board until there was one.
    pub fn last_view(self) -> Route {
        let (route, _) = self.stored.with(|stored| Route::parse(&stored.view));
        if route.is_staff() { route } else { Route::Board }
    }

    /// Remembers a staff page. A lead is no page of its own: it opens over one.
    pub fn remember_view(self, route: &Route) {
        let view = route.href();
        let keep = route.is_staff() && !matches!(route, Route::Lead(_));
        if keep && self.stored.with_untracked(|stored| stored.view != view) {
            self.change(|stored| stored.view = view);
        }
    }

    /// The last export of a workspace: when, and how long the history was then.
    pub fn exported(self, workspace: &str) -> Option<(i64, usize)> {
        self.stored.with(|stored| stored.exports.get(workspace).copied())
    }

    pub fn note_exported(self, workspace: &str, at: i64, steps: usize) {
        self.change(|stored| {
            stored.exports.insert(workspace.to_owned(), (at, steps));
        });
    }

    /// Whether letters and signs by themselves are commands.
    pub fn single_keys(self) -> bool {
        self.stored.with(|stored| !stored.no_single_keys)
    }

    /// The same for who listens from outside of the page, perhaps longer than it lives.
    pub fn try_single_keys(self) -> Option<bool> {
        self.stored.try_with_untracked(|stored| !stored.no_single_keys)
    }

    pub fn set_single_keys(self, on: bool) {
        self.change(|stored| stored.no_single_keys = !on);
    }

    /// The commands used last, the newest first.
    pub fn recent(self) -> Vec<String> {
        self.stored.with(|stored| stored.recent.clone())
    }

    pub fn note_recent(self, command: &str) {
        const KEPT: usize = 8;
        self.change(|stored| {
            stored.recent.retain(|known| known != command);
            stored.recent.insert(0, command.to_owned());
            stored.recent.truncate(KEPT);
        });
    }

    /// The number of this device, drawn the first time it is asked for.
    pub fn device(self) -> u64 {
        if let Some(known) = self.stored.with_untracked(|stored| stored.device) {
            return known;
        }
        let drawn = device::random_id();
        self.change(|stored| stored.device = Some(drawn));
        drawn
    }

    fn change(self, change: impl FnOnce(&mut Stored)) {
        self.stored.update(change);
        let text = self.stored.with_untracked(|stored| serde_json::to_string(stored).ok());
        if let Some(text) = text {
            // A full storage must not stop somebody from switching the language: it holds for this visit.
            let _ = storage::set(KEY, &text);
        }
    }
}

/// Reads the settings and puts them into the context. What can't be read counts as not set.
pub fn provide_settings() -> Settings {
    let stored = storage::get(KEY).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let settings = Settings { stored: RwSignal::new(stored) };
    provide_context(settings);
    settings
}

pub fn use_settings() -> Settings {
    use_context().unwrap_or_else(provide_settings)
}
