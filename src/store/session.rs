//! This tab's state: what is open, what was just done. Never saved.

use landfall_core::document::{Applied, CommandError};
use landfall_core::model::{Collection, RecordId};
use landfall_core::view::Route;
use leptos::prelude::*;

/// What was just done, for the toast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    /// Whether the toast offers to take it back.
    pub undo: bool,
    /// Counts notices, so that the same words twice are two notices.
    pub number: u32,
}

/// Leads that somebody wants to move to a stage, wherever they asked for it.
#[derive(Clone)]
pub struct MoveWish {
    pub leads: Vec<RecordId>,
    pub to: RecordId,
    /// The lead above which one lead is put; at the end of the column without.
    pub before: Option<RecordId>,
    /// Told whether they were moved, once that is known: the asker shows them where they are then. Made by
    /// [`Session::told`], since that may be after a dialog, and the menu that asked is gone by then.
    pub done: Callback<bool>,
}

/// What somebody wants to hand over, or that they want to receive something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandoverWish {
    /// A lead or a contact.
    Show(Collection, RecordId),
    Receive,
}

#[derive(Clone, Copy)]
pub struct Session {
    wish: RwSignal<Option<MoveWish>>,
    owner: StoredValue<Owner>,
    capture: RwSignal<bool>,
    keys: RwSignal<bool>,
    /// Whether the command palette is open.
    pub palette: RwSignal<bool>,
    /// What is handed over or received now.
    pub handover: RwSignal<Option<HandoverWish>>,
    /// Whether what would be published is shown, on the page of the data.
    pub publishing: RwSignal<bool>,
    notice: RwSignal<Option<Notice>>,
    /// The card that has or gets the keyboard focus.
    pub current: RwSignal<Option<RecordId>>,
    /// The page a lead opens over, and that is there again when it is closed.
    behind: RwSignal<Route>,
    /// How many events the timeline could show: all, not written up, upcoming; `None` on other pages.
    pub event_counts: RwSignal<Option<(usize, usize, usize)>>,
}

impl Session {
    pub fn capture_open(self) -> bool {
        self.capture.get()
    }

    /// Without following it: for keys.
    pub fn capture_open_now(self) -> bool {
        self.capture.get_untracked()
    }

    pub fn keys_open_now(self) -> bool {
        self.keys.get_untracked()
    }

    pub fn open_capture(self) {
        self.capture.set(true);
    }

    pub fn close_capture(self) {
        self.capture.set(false);
    }

    pub fn keys_open(self) -> bool {
        self.keys.get()
    }

    pub fn set_keys_open(self, open: bool) {
        self.keys.set(open);
    }

    /// What hears how a move ended, whatever has become of the part of the page that asked for it.
    pub fn told(self, hear: impl Fn(bool) + Send + Sync + 'static) -> Callback<bool> {
        self.owner.with_value(|owner| owner.with(|| Callback::new(hear)))
    }

    /// Asks for a move; what is still missing for the stage is asked of the person first.
    pub fn ask_move(self, wish: MoveWish) {
        // One that waits for its dialog gives way.
        self.settle_move(false);
        self.wish.set(Some(wish));
    }

    /// What was asked for and is not decided yet.
    pub fn move_wish(self) -> Option<MoveWish> {
        self.wish.get()
    }

    /// Decides a wish: tells the asker.
    pub fn settle_move(self, moved: bool) {
        let wish = self.wish.try_update(Option::take).flatten();
        if let Some(wish) = wish {
            wish.done.try_run(moved);
        }
    }

    /// The page a lead is open over.
    pub fn behind(self) -> Route {
        self.behind.get()
    }

    /// Remembers the page one is on, unless it is a lead.
    pub fn set_behind(self, route: &Route) {
        if !matches!(route, Route::Lead(_)) && self.behind.with_untracked(|behind| behind != route) {
            self.behind.set(route.clone());
        }
    }

    pub fn notice(self) -> Option<Notice> {
        self.notice.get()
    }

    /// Forgets everything that belongs to the workspace that was open.
    pub fn reset(self) {
        self.capture.set(false);
        self.palette.set(false);
        self.handover.set(None);
        self.wish.set(None);
        self.notice.set(None);
        self.current.set(None);
    }

    /// Says how a command ended: `words`, with the way back, where it changed something; `locked` where only an earlier day is
    /// looked at. What else is refused is said where it was asked.
    pub fn tell(
        self,
        done: &Result<Applied, CommandError>,
        words: impl FnOnce() -> String,
        locked: impl FnOnce() -> String,
    ) {
        match done {
            Ok(applied) if !applied.update.is_empty() => self.say(words(), true),
            Err(CommandError::ReadOnly) => self.say(locked(), false),
            _ => {}
        }
    }

    /// Says what was done; `undo` offers to take it back.
    pub fn say(self, text: String, undo: bool) {
        self.notice.update(|notice| {
            let number = notice.as_ref().map_or(0, |last| last.number.wrapping_add(1));
            *notice = Some(Notice { text, undo, number });
        });
    }

    /// Takes the notice away if it still is the one with this number.
    pub fn hush(self, number: u32) {
        if self.notice.with_untracked(|notice| notice.as_ref().is_some_and(|last| last.number == number)) {
            self.notice.set(None);
        }
    }
}

pub fn provide_session() -> Session {
    let session = Session {
        wish: RwSignal::new(None),
        owner: StoredValue::new(Owner::current().unwrap_or_default()),
        capture: RwSignal::new(false),
        keys: RwSignal::new(false),
        palette: RwSignal::new(false),
        handover: RwSignal::new(None),
        publishing: RwSignal::new(false),
        notice: RwSignal::new(None),
        current: RwSignal::new(None),
        behind: RwSignal::new(Route::Board),
        event_counts: RwSignal::new(None),
    };
    provide_context(session);
    session
}

pub fn use_session() -> Session {
    use_context().unwrap_or_else(provide_session)
}
