//! What can be done from anywhere: one list for the keys, the sheet of keys, the palette and the search.

use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::query::Words;
use landfall_core::view::{Marked, Route, ViewId, course, view_tabs};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::search::focus_search;
use super::views::{built_in_words, officer_here};
use super::words::UndoWords;
use crate::features::board::{SampleActions, use_sample};
use crate::i18n::{Locale, lock_words, t_string, use_i18n, use_lang};
use crate::store::{
    HandoverWish, Lock, Locks, MoveWish, Navigation, Offline, Session, Settings, Theme, Workspace, Workspaces,
    use_locks, use_navigation, use_offline, use_session, use_settings, use_workspaces,
};
use crate::ui::IconName;

/// Where something can be done: a part of the sheet of keys, or of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Here,
    Pages,
    Actions,
    Views,
    Workspaces,
    Card,
    Table,
    Today,
    Timeline,
    Lead,
}

/// One thing that can be done.
#[derive(Clone)]
pub struct Action {
    /// Names it among those used lately.
    pub id: String,
    pub place: Place,
    /// The keys that do it, as the sheet shows them; those of a sequence one after the other.
    pub keys: &'static [&'static str],
    pub words: String,
    pub icon: IconName,
    /// Nothing for what only works where it is: the sheet says it, the palette does not.
    pub run: Option<Callback<()>>,
}

/// What actions work on. Copied freely.
#[derive(Clone, Copy)]
pub struct Actions {
    workspace: Workspace,
    undo: UndoWords,
    session: Session,
    settings: Settings,
    navigation: Navigation,
    workspaces: Workspaces,
    locks: Locks,
    sample: SampleActions,
    offline: Offline,
    i18n: I18nContext<Locale>,
    lang: Signal<Lang>,
}

impl Actions {
    pub fn new(workspace: Workspace, undo: UndoWords) -> Self {
        Actions {
            workspace,
            undo,
            session: use_session(),
            settings: use_settings(),
            navigation: use_navigation(),
            workspaces: use_workspaces(),
            locks: use_locks(),
            sample: use_sample(workspace),
            offline: use_offline(),
            i18n: use_i18n(),
            lang: use_lang(),
        }
    }

    /// Those that have keys of their own, and those everybody can do.
    pub fn fixed(self) -> Vec<Action> {
        let Actions { i18n, session, settings, navigation, sample, undo, .. } = self;
        let go = |id: &str, keys, words: &str, icon, route: Route| {
            let run = Callback::new(move |()| navigation.go_to_page(&route));
            Action { id: id.to_owned(), place: Place::Pages, keys, words: words.to_owned(), icon, run: Some(run) }
        };
        let act = |id: &str, keys, words: &str, icon, run: Callback<()>| {
            let (id, words) = (id.to_owned(), words.to_owned());
            Action { id, place: Place::Actions, keys, words, icon, run: Some(run) }
        };
        let dark = settings.is_dark();
        let theme = if dark { t_string!(i18n, palette.theme_light) } else { t_string!(i18n, palette.theme_dark) };
        let (sun, next) = if dark { (IconName::Sun, Theme::Light) } else { (IconName::Moon, Theme::Dark) };
        let mut all = vec![
            act(
                "new",
                &["N"],
                t_string!(i18n, keys.new),
                IconName::Plus,
                Callback::new(move |()| session.open_capture()),
            ),
            act("search", &["/"], t_string!(i18n, keys.search), IconName::Search, Callback::new(|()| focus_search())),
            act(
                "palette",
                &["Ctrl", "K"],
                t_string!(i18n, keys.palette),
                IconName::Keyboard,
                Callback::new(move |()| session.palette.set(true)),
            ),
            act(
                "undo",
                &["Ctrl", "Z"],
                t_string!(i18n, keys.undo),
                IconName::Undo,
                Callback::new(move |()| undo.undo()),
            ),
            act(
                "redo",
                &["Ctrl", "Shift", "Z"],
                t_string!(i18n, keys.redo),
                IconName::Undo,
                Callback::new(move |()| undo.redo()),
            ),
            go("today", &["G", "D"], t_string!(i18n, keys.go_today), IconName::Today, Route::Today),
            go("board", &["G", "B"], t_string!(i18n, keys.go_board), IconName::Board, Route::Board),
            go("table", &["G", "L"], t_string!(i18n, keys.go_table), IconName::Table, Route::Table),
            go("timeline", &["G", "T"], t_string!(i18n, keys.go_timeline), IconName::River, Route::Events),
            go("data", &["G", "F"], t_string!(i18n, keys.go_data), IconName::Archive, Route::Data),
            act(
                "keys",
                &["?"],
                t_string!(i18n, keys.show),
                IconName::Keyboard,
                Callback::new(move |()| session.set_keys_open(true)),
            ),
            act("theme", &[], theme, sun, Callback::new(move |()| settings.set_theme(next))),
            act(
                "language",
                &[],
                t_string!(i18n, palette.language),
                IconName::Edit,
                Callback::new(move |()| settings.set_lang(settings.lang().other())),
            ),
            act(
                "export",
                &[],
                t_string!(i18n, data.export_workspace),
                IconName::Download,
                Callback::new(move |()| self.export()),
            ),
            act(
                "receive",
                &[],
                t_string!(i18n, handover.title_in),
                IconName::Qr,
                Callback::new(move |()| session.handover.set(Some(HandoverWish::Receive))),
            ),
            act(
                "publish",
                &[],
                t_string!(i18n, publish.button),
                IconName::External,
                Callback::new(move |()| {
                    navigation.go_to_page(&Route::Data);
                    session.publishing.set(true);
                }),
            ),
        ];
        let offline = self.offline;
        if untrack(|| offline.offers_install()) {
            let install = Callback::new(move |()| offline.install());
            all.push(act("install", &[], t_string!(i18n, offline.install), IconName::Download, install));
        }
        if untrack(|| self.locks.of(&self.workspace.id())) == Lock::Open {
            let lock = Callback::new(move |()| {
                if let Err(why) = self.locks.lock_now() {
                    session.say(lock_words(i18n, why).to_owned(), false);
                }
            });
            all.push(act("lock", &[], t_string!(i18n, lock.now), IconName::Lock, lock));
        }
        if untrack(|| self.workspace.has_sample()) {
            let clear = Callback::new(move |()| sample.clear());
            all.push(act("sample", &[], t_string!(i18n, staff.sample_clear), IconName::Trash, clear));
        } else {
            let load = Callback::new(move |()| sample.load());
            all.push(act("sample", &[], t_string!(i18n, staff.sample_load), IconName::Boat, load));
        }
        all
    }

    /// What the keys do in one place only.
    pub fn in_places(self) -> Vec<Action> {
        let i18n = self.i18n;
        let key = |place, keys, words: &str| Action {
            id: String::new(),
            place,
            keys,
            words: words.to_owned(),
            icon: IconName::Keyboard,
            run: None,
        };
        vec![
            key(Place::Actions, &["Esc"], t_string!(i18n, keys.back)),
            key(Place::Card, &["J", "K"], t_string!(i18n, keys.next)),
            key(Place::Card, &["←", "→"], t_string!(i18n, keys.side)),
            key(Place::Card, &["Enter"], t_string!(i18n, keys.open)),
            key(Place::Card, &["M"], t_string!(i18n, keys.move_to)),
            key(Place::Card, &["Space"], t_string!(i18n, keys.lift)),
            key(Place::Table, &["Enter", "F2"], t_string!(i18n, keys.cell_edit)),
            key(Place::Table, &["Tab"], t_string!(i18n, keys.cell_next)),
            key(Place::Table, &["X"], t_string!(i18n, keys.row_select)),
            key(Place::Table, &["Ctrl A"], t_string!(i18n, keys.select_all)),
            key(Place::Table, &["Ctrl C", "Ctrl V"], t_string!(i18n, keys.copy)),
            key(Place::Today, &["J", "K"], t_string!(i18n, keys.row_next)),
            key(Place::Today, &["Enter"], t_string!(i18n, keys.row_open)),
            key(Place::Today, &["L"], t_string!(i18n, keys.row_log)),
            key(Place::Timeline, &["←", "→"], t_string!(i18n, keys.event_next)),
            key(Place::Timeline, &["Home", "End"], t_string!(i18n, keys.event_ends)),
            key(Place::Timeline, &["Enter"], t_string!(i18n, keys.event_open)),
            key(Place::Timeline, &["+", "−"], t_string!(i18n, keys.zoom)),
            key(Place::Timeline, &["PgUp", "PgDn"], t_string!(i18n, keys.pan)),
            key(Place::Timeline, &["T"], t_string!(i18n, keys.today)),
            key(Place::Lead, &["J", "K"], t_string!(i18n, keys.lead_next)),
            key(Place::Lead, &["Ctrl Enter"], t_string!(i18n, keys.save_text)),
        ]
    }

    /// Everything that can be done now, what is at hand first.
    pub fn all(self) -> Vec<Action> {
        let mut all = self.moves();
        all.extend(self.views());
        all.extend(self.fixed());
        all.extend(self.other_workspaces());
        all
    }

    /// The moves of the lead that is open or has the focus.
    fn moves(self) -> Vec<Action> {
        let Actions { workspace, session, i18n, .. } = self;
        let lang = self.lang.get_untracked();
        let open = match untrack(|| self.navigation.route()) {
            Route::Lead(code) => {
                workspace.peek(|document| document.tables().lead_by_code(&code).map(|(id, _)| id.clone()))
            }
            _ => session.current.get_untracked(),
        };
        let Some(id) = open else { return Vec::new() };
        workspace.peek(|document| {
            let tables = document.tables();
            let Some(lead) = tables.leads.get(&id).filter(|lead| !lead.published) else { return Vec::new() };
            let others = course(lead, tables, lang).into_iter().filter(|waypoint| waypoint.stage != lead.stage);
            let handover = {
                let wish = HandoverWish::Show(Collection::Leads, id.clone());
                let words = t_string!(i18n, handover.action, title = lead.title.as_str());
                let run = Some(Callback::new(move |()| session.handover.set(Some(wish.clone()))));
                Action { id: String::new(), place: Place::Here, keys: &[], words, icon: IconName::Qr, run }
            };
            others
                .map(|waypoint| {
                    let words =
                        t_string!(i18n, palette.move_to, title = lead.title.as_str(), stage = waypoint.name.as_str());
                    let (lead, to) = (id.clone(), waypoint.stage);
                    let place = Place::Here;
                    let run = move |()| {
                        session.ask_move(MoveWish {
                            leads: vec![lead.clone()],
                            to: to.clone(),
                            before: None,
                            done: Callback::new(|_| ()),
                        });
                    };
                    let run = Some(Callback::new(run));
                    Action { id: String::new(), place, keys: &[], words, icon: IconName::Arrow, run }
                })
                .chain([handover])
                .collect()
        })
    }

    fn views(self) -> Vec<Action> {
        let Actions { workspace, navigation, i18n, .. } = self;
        let (behind, query) = untrack(|| (self.session.behind(), navigation.query()));
        let page = if behind == Route::Table { behind } else { Route::Board };
        let me = untrack(|| officer_here(workspace, self.settings));
        let tabs = workspace.peek(|document| view_tabs(document.tables(), &page, &query, me.as_ref()));
        tabs.into_iter()
            .map(|tab| {
                let (id, name) = match &tab.which {
                    ViewId::BuiltIn(which) => (which.name().to_owned(), built_in_words(i18n, *which).to_owned()),
                    ViewId::Saved(id) => (id.to_string(), tab.name.clone()),
                };
                let words = t_string!(i18n, palette.view, name = name);
                let run = Callback::new(move |()| navigation.open(&tab.route, &tab.query));
                Action {
                    id: format!("view/{id}"),
                    place: Place::Views,
                    keys: &[],
                    words,
                    icon: IconName::Bookmark,
                    run: Some(run),
                }
            })
            .collect()
    }

    fn other_workspaces(self) -> Vec<Action> {
        let Actions { i18n, workspaces, session, .. } = self;
        let here = self.workspace.id();
        let others = untrack(|| workspaces.list()).into_iter().filter(|info| info.id != here);
        others
            .map(|info| {
                let name = match (info.name.is_empty(), info.shut) {
                    (true, true) => t_string!(i18n, lock.locked_workspace).to_owned(),
                    (true, false) => t_string!(i18n, palette.unnamed).to_owned(),
                    (false, _) => info.name,
                };
                let words = t_string!(i18n, palette.workspace, name = name);
                let id = info.id.clone();
                let run = Callback::new(move |()| {
                    if workspaces.switch(&id).is_err() {
                        session.say(t_string!(i18n, palette.cannot).to_owned(), false);
                    }
                });
                let (id, place) = (format!("workspace/{}", info.id), Place::Workspaces);
                Action { id, place, keys: &[], words, icon: IconName::Archive, run: Some(run) }
            })
            .collect()
    }

    fn export(self) {
        let name = self.workspace.export(t_string!(self.i18n, data.unnamed));
        self.session.say(t_string!(self.i18n, data.exported, name = name), false);
    }

    /// Opens a lead over the page one is on.
    pub fn open_lead(self, code: &str) {
        self.navigation.go(&Route::Lead(code.to_owned()));
    }

    pub fn open_event(self, id: &RecordId) {
        self.navigation.open(&Route::Events, &[("event".to_owned(), id.to_string())].into());
    }

    /// Shows the leads a text finds, on the page of leads one is on.
    pub fn show_leads_of(self, text: &str) {
        let behind = untrack(|| self.session.behind());
        let page = if behind == Route::Table { behind } else { Route::Board };
        self.navigation.open(&page, &[("q".to_owned(), text.to_owned())].into());
    }
}

/// Those that answer what is typed, the best first, with what was found in their words.
pub fn find_actions(actions: Vec<Action>, text: &str) -> Vec<(Action, Marked)> {
    let words = Words::of(text);
    if words.is_empty() {
        let unmarked = |action: Action| {
            let words = vec![(action.words.clone(), false)];
            (action, words)
        };
        return actions.into_iter().map(unmarked).collect();
    }
    let mut found: Vec<_> = actions
        .into_iter()
        .filter_map(|action| {
            let key = landfall_core::query::Key::of(&[&action.words, &action.id]);
            Some((words.quality(&key)?, action))
        })
        .collect();
    landfall_core::order::sort_by(&mut found, |(a, _), (b, _)| a.cmp(b));
    let marked = |(_, action): (_, Action)| {
        let words = words.marked(&action.words);
        (action, words)
    };
    found.into_iter().map(marked).collect()
}
