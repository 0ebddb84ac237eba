//! What every part of the page needs: the view model, what is open on it, and the words.

use landfall_core::document::{Command, CommandError};
use landfall_core::format;
use landfall_core::model::{Day, Lang, RecordId};
use landfall_core::query::Filter;
use landfall_core::view::today::{About, Asked, ListKind, Row, Span, Today, When};
use landfall_core::view::{Query, Route};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, due_words, t_string, use_i18n, use_lang};
use crate::store::{Navigation, Session, Workspace, screen, use_navigation, use_session, use_viewport};

/// Rows of a list that are shown before somebody asks for more; a list little longer is shown whole.
const FEW: usize = 8;
const NEARLY_FEW: usize = 10;
/// Rows that come with each further wish.
pub const MORE: usize = 200;

/// What is typed at a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    Log,
    Done,
    Reason,
    Date,
}

/// A row in its list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Item {
    pub list: ListKind,
    pub row: Row,
}

impl Item {
    /// The id of its element.
    pub fn element(&self) -> String {
        format!("today-{}-{}", self.list.word(), self.row.about.key())
    }
}

/// The page's state. Copied freely.
#[derive(Clone, Copy)]
pub struct Desk {
    pub workspace: Workspace,
    pub i18n: I18nContext<Locale>,
    pub lang: Signal<Lang>,
    pub session: Session,
    pub navigation: Navigation,
    page: Memo<Today>,
    /// The row at which something is typed, by its element.
    pub open: RwSignal<Option<(String, Mode)>>,
    /// The row whose other days are offered, and where.
    pub menu: RwSignal<Option<(Item, (f64, f64))>>,
    /// The row that was opened last: the focus comes back to it.
    opened: StoredValue<Option<String>>,
    /// Lists of which more is shown than a few rows, and how many.
    shown: RwSignal<Vec<(ListKind, usize)>>,
}

impl Desk {
    pub fn new(workspace: Workspace) -> Self {
        let (navigation, lang) = (use_navigation(), use_lang());
        let width = use_viewport();
        let span = Memo::new(move |_| Span::for_width(width.get()));
        let filter = Memo::new(move |_| {
            let query: Query = Filter::OF_LEADS.iter().map(|key| ((*key).to_owned(), navigation.param(key))).collect();
            Filter::from_query(&query).on(workspace.today())
        });
        let picked = Memo::new(move |_| navigation.param("day").parse::<Day>().ok());
        let page = Memo::new(move |_| {
            let backup = workspace.backup();
            filter.with(|filter| {
                let (lang, today, span) = (lang.get(), workspace.today(), span.get());
                let asked = Asked { filter, lang, today, span, picked: picked.get(), backup };
                workspace.read(|document| Today::of(document.tables(), &asked))
            })
        });
        Desk {
            workspace,
            i18n: use_i18n(),
            lang,
            session: use_session(),
            navigation,
            page,
            open: RwSignal::new(None),
            menu: RwSignal::new(None),
            opened: StoredValue::new(None),
            shown: RwSignal::new(Vec::new()),
        }
    }

    /// Looks at the page; the default once it is gone.
    pub fn see<T: Default>(self, look: impl FnOnce(&Today) -> T) -> T {
        self.page.try_with(look).unwrap_or_default()
    }

    /// How many rows of a list are shown.
    pub fn shown(self, kind: ListKind) -> usize {
        let all = self.see(|page| page.rows(kind).len());
        let asked = self.shown.with(|shown| shown.iter().find(|(of, _)| *of == kind).map(|(_, count)| *count));
        asked.unwrap_or(Desk::few(all)).min(all)
    }

    /// How many of that many rows are shown without asking.
    pub fn few(all: usize) -> usize {
        if all <= NEARLY_FEW { all } else { FEW }
    }

    /// Shows more rows of a list, or a few again once it is shown whole.
    pub fn show_more(self, kind: ListKind) {
        let (all, now) = untrack(|| (self.see(|page| page.rows(kind).len()), self.shown(kind)));
        self.shown.update(|shown| {
            shown.retain(|(of, _)| *of != kind);
            if now < all {
                let whole = all.saturating_sub(now) <= MORE;
                // Whole means whole: also what comes to it later.
                shown.push((kind, if whole { usize::MAX } else { now + MORE }));
            }
        });
    }

    /// The list behind a number: opened, and in sight.
    pub fn open_list(self, kind: ListKind) {
        if untrack(|| self.shown(kind) < self.see(|page| page.rows(kind).len())) {
            self.show_more(kind);
        }
        let heading = heading_id(kind);
        screen::focus(&heading);
        screen::scroll_to(&heading);
    }

    /// The rows one sees, in the order of the page.
    pub fn rows(self) -> Vec<Item> {
        untrack(|| {
            self.see(|page| {
                let of = |list: ListKind| {
                    page.rows(list).iter().take(self.shown(list)).map(move |row| Item { list, row: row.clone() })
                };
                let (main, side): (Vec<_>, Vec<_>) =
                    page.lists.iter().map(|list| list.kind).partition(|kind| !kind.is_aside());
                main.into_iter().chain(side).flat_map(of).collect()
            })
        })
    }

    /// Carries out what is done at a row and says so; the focus goes to the row, or to the one in its place. Gives
    /// whether it was done.
    pub fn act(self, item: &Item, command: Command, words: impl FnOnce() -> String) -> bool {
        let element = item.element();
        let place = self.rows().iter().position(|row| row.element() == element).unwrap_or_default();
        match self.workspace.dispatch(command) {
            Ok(_) => {
                self.open.try_set(None);
                self.session.say(words(), true);
                let rows = self.rows();
                let still = rows.iter().find(|row| row.element() == element);
                let next = still.or_else(|| rows.get(place.min(rows.len().saturating_sub(1)))).map(Item::element);
                screen::focus_when_drawn(next.unwrap_or_else(|| "main".to_owned()));
                true
            }
            Err(CommandError::ReadOnly) => {
                self.session.say(t_string!(self.i18n, data.cannot_now).to_owned(), false);
                false
            }
            // The record went away in another tab: the list shows that by itself.
            Err(_) => false,
        }
    }

    /// Opens what a row is about.
    pub fn go(self, item: &Item) {
        let row = &item.row;
        self.opened.set_value(Some(item.element()));
        match row_route(row) {
            Route::Events => self.navigation.go_to_page_at(&Route::Events, "event", row.event.as_str()),
            route => self.navigation.go(&route),
        }
    }

    /// Back from a lead: the focus is where it was opened from.
    pub fn come_back(self) {
        if let Some(element) = self.opened.try_update_value(Option::take).flatten() {
            screen::focus_when_drawn(element);
        }
    }

    /// Types something at a row.
    pub fn write(self, item: &Item, mode: Mode) {
        self.open.set(Some((item.element(), mode)));
        screen::focus_when_drawn(form_field(mode).to_owned());
    }

    /// The id of a lead's stage screened, where it waits for it.
    pub fn screened() -> RecordId {
        RecordId::from("stage/screened")
    }
}

/// The field of a row's form that gets the focus.
pub fn form_field(mode: Mode) -> &'static str {
    match mode {
        Mode::Date => "today-form-date",
        _ => "today-form-text",
    }
}

pub fn heading_id(kind: ListKind) -> String {
    format!("today-{}", kind.word())
}

/// Where a row leads.
pub fn row_route(row: &Row) -> Route {
    if row.about == About::Backup {
        Route::Data
    } else if row.code.is_empty() {
        Route::Events
    } else {
        Route::Lead(row.code.clone())
    }
}

/// What a list is called.
pub fn list_words(desk: Desk, kind: ListKind) -> String {
    let i18n = desk.i18n;
    match kind {
        ListKind::OnDay(day) => {
            let day = format::day_week(desk.lang.get(), day, desk.workspace.today());
            return t_string!(i18n, today.on_day, day = day);
        }
        ListKind::Overdue => t_string!(i18n, today.overdue),
        ListKind::Due => t_string!(i18n, today.due),
        ListKind::Soon => t_string!(i18n, today.soon),
        ListKind::Stale => t_string!(i18n, today.stale),
        ListKind::SecondContact => t_string!(i18n, today.second_contact),
        ListKind::NotWrittenUp => t_string!(i18n, today.not_written_up),
        ListKind::Reply => t_string!(i18n, today.reply),
        ListKind::Screening => t_string!(i18n, today.screening),
        ListKind::Progress => t_string!(i18n, today.progress),
        ListKind::Gate => t_string!(i18n, today.gate),
        ListKind::Visits => t_string!(i18n, today.visits),
        ListKind::Backup => t_string!(i18n, today.backup),
    }
    .to_owned()
}

/// What is said of a row beside its name, and its tone.
pub fn when_words(desk: Desk, item: &Item) -> (String, &'static str) {
    let (i18n, lang, today) = (desk.i18n, desk.lang.get(), desk.workspace.today());
    match &item.row.when {
        When::Due(due) => {
            let tone = match due {
                landfall_core::view::Due::Overdue(_) => "caution",
                landfall_core::view::Due::Today => "now",
                _ => "calm",
            };
            (due_words(i18n, lang, *due, today), tone)
        }
        When::Stale(days) => (t_string!(i18n, today.idle, days = *days), "warn"),
        When::Unexplained(days) => (t_string!(i18n, today.unexplained, days = *days), "caution"),
        When::Explained(days) => (t_string!(i18n, today.idle_explained, days = *days), "warn"),
        When::Ended(day) => {
            let day =
                if day.year() == today.year() { format::day_short(lang, *day) } else { format::day_plain(lang, *day) };
            (t_string!(i18n, today.ended, day = day), "calm")
        }
        When::Days(days) => {
            let days = *days;
            match item.list {
                // The heading of its event says it.
                ListKind::SecondContact => (item.row.company.clone(), "calm"),
                ListKind::Screening => (t_string!(i18n, today.unscreened, days = days), "warn"),
                ListKind::Progress => (t_string!(i18n, today.unreported, days = days), "warn"),
                ListKind::Backup => (t_string!(i18n, today.since_backup, days = days), "warn"),
                _ => (t_string!(i18n, today.waited, days = days), "warn"),
            }
        }
        When::Waiting => (item.row.company.clone(), "calm"),
        When::Missing(fields) => (t_string!(i18n, today.missing, count = fields.len()), "caution"),
    }
}
