//! Moving a lead: by drag, by menu, by keyboard. All three end in [`Mover::put`].

use std::time::Duration;

use landfall_core::document::{Command, CommandError, Fields, Step};
use landfall_core::model::{Lead, RecordId};
use landfall_core::view::Route;
use landfall_core::view::board::{Axis, Limit, Sort, Spot};
use landfall_core::view::gate::still_needed;
use landfall_core::view::term_name;
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use serde_json::Value;

use super::state::{BoardState, Lift, key_of};
use crate::i18n::{Locale, t_string, use_i18n, use_lang};
use crate::store::screen;
use crate::store::{MoveWish, Navigation, use_navigation};

/// A menu that is open: of which lead, where, and which button opened it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OpenMenu {
    pub lead: RecordId,
    pub at: (f64, f64),
    pub opener: String,
}

/// Where a lead is put: between two others of a cell, at its end without one below.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    pub column: RecordId,
    pub lane: RecordId,
    pub above: Option<RecordId>,
    pub below: Option<RecordId>,
}

#[derive(Clone, Copy)]
pub struct Mover {
    pub(super) state: BoardState,
    navigation: Navigation,
    pub i18n: I18nContext<Locale>,
    pub(super) lang: Signal<landfall_core::model::Lang>,
    pub(super) menu: RwSignal<Option<OpenMenu>>,
    announcement: RwSignal<String>,
    /// What is asked of the gate: which lead, and what else is to be done with it once it has moved.
    asked: StoredValue<Option<(RecordId, Rest)>>,
    /// Told what became of that. One for all moves: what a menu makes goes with the menu.
    decided: Callback<bool>,
}

/// What a move to a stage leaves to be done: another field, where columns are stages and lanes are not, or the reverse.
type Rest = Option<(Fields, Target)>;

pub fn mover_of(state: BoardState) -> Mover {
    let decided = Callback::new(|_| {});
    let mover = Mover {
        state,
        navigation: use_navigation(),
        i18n: use_i18n(),
        lang: use_lang(),
        menu: RwSignal::new(None),
        announcement: RwSignal::new(String::new()),
        asked: StoredValue::new(None),
        decided,
    };
    Mover { decided: Callback::new(move |moved| mover.decided(moved)), ..mover }
}

impl Mover {
    pub fn announcement(self) -> String {
        self.announcement.get()
    }

    pub(super) fn with_lead<T>(self, lead: &RecordId, look: impl FnOnce(&Lead) -> T) -> Option<T> {
        self.state.workspace.peek(|document| document.tables().leads.get(lead).map(|lead| look(lead)))
    }

    fn title(self, lead: &RecordId) -> String {
        self.with_lead(lead, |lead| lead.title.clone()).unwrap_or_default()
    }

    /// Published cases stay where they are.
    pub fn is_movable(self, lead: &RecordId) -> bool {
        self.with_lead(lead, |lead| !lead.published).unwrap_or_default()
    }

    /// What a column and lane are called together.
    pub fn place_name(self, column: &RecordId, lane: &RecordId) -> String {
        let none = || t_string!(self.i18n, board.not_set).to_owned();
        self.state.board.with(|board| {
            let of = |name: &str| if name.is_empty() { none() } else { name.to_owned() };
            let column = board.column(column).map(|column| of(&column.name)).unwrap_or_default();
            match board.rows.and_then(|_| board.lanes.iter().find(|known| known.id == *lane)) {
                Some(lane) => format!("{column} {}", of(&lane.name)),
                None => column,
            }
        })
    }

    pub(super) fn axes(self) -> (Axis, Option<Axis>) {
        self.state.board.with_untracked(|board| (board.by, board.rows))
    }

    /// Whether a lead is in this column and lane already.
    pub fn stands_in(self, lead: &RecordId, column: &RecordId, lane: &RecordId) -> bool {
        let spot = |board: &landfall_core::view::board::Board| {
            let cell = board.cell(column, lane)?;
            Some(cell.leads.iter().any(|entry| entry.id == *lead))
        };
        self.state.board.with_untracked(|board| spot(board).unwrap_or_default())
    }

    /// The hard limit of a column that one more lead would break.
    pub fn refuses(self, lead: &RecordId, column: &RecordId) -> Option<usize> {
        self.state.board.with_untracked(|board| {
            let column = board.column(column)?;
            if column.leads().any(|entry| entry.id == *lead) { None } else { column.refuses() }
        })
    }

    /// How many fields of the stage's gate are not known yet: they are asked on letting go.
    pub fn still_missing(self, lead: &RecordId, stage: &RecordId) -> usize {
        self.state.workspace.peek(|document| {
            let tables = document.tables();
            tables.leads.get(lead).map_or(0, |record| still_needed(lead, record, stage, tables))
        })
    }

    /// Whether a stage is one of the landed list.
    pub fn is_ashore(self, stage: &RecordId) -> bool {
        self.state
            .workspace
            .peek(|document| document.tables().terms.get(stage).is_some_and(|term| term.group == "landed"))
    }

    /// Puts a lead into a column and lane between two others, says so, and keeps the focus on its card. A move between
    /// stages is asked for: what the stage's gate misses is asked of the person first.
    pub fn put(self, lead: &RecordId, target: Target) {
        let (by, rows) = self.axes();
        if let Some(count) = self.refuses(lead, &target.column) {
            let name = self.place_name(&target.column, &RecordId::default());
            self.session().say(t_string!(self.i18n, board.limit_refused, name = name, count = count), false);
            self.state.focus(lead);
            return;
        }
        let Some(record) = self.with_lead(lead, Clone::clone) else { return };
        let mut stage = None;
        let mut fields = Fields::new();
        for (axis, value) in [(by, &target.column)].into_iter().chain(rows.map(|rows| (rows, &target.lane))) {
            if axis.value(&record) == value {
                continue;
            }
            if axis == Axis::Stage {
                stage = Some(value.clone());
            } else {
                let to = if value.is_empty() { Value::Null } else { Value::from(value.as_str()) };
                fields.insert(axis.field().to_owned(), to);
            }
        }
        let urgent = self.state.board.with_untracked(|board| board.sort == Sort::Urgent);
        if urgent && stage.is_none() && fields.is_empty() {
            self.session().say(t_string!(self.i18n, board.sorted_here).to_owned(), false);
            self.state.focus(lead);
            return;
        }
        let plain = by == Axis::Stage && fields.is_empty();
        match stage {
            None if plain => self.ask(lead, &target.column, if urgent { None } else { target.below.clone() }, None),
            None => self.place(lead, fields, target, urgent),
            Some(stage) => {
                let below = if plain && !urgent { target.below.clone() } else { None };
                let rest = (!fields.is_empty()).then_some((fields, target));
                self.ask(lead, &stage, below, rest);
            }
        }
    }

    /// Moves a lead to a stage, to the end of its column.
    pub fn to_stage(self, lead: &RecordId, stage: &RecordId) {
        let full = self.state.workspace.peek(|document| {
            let tables = document.tables();
            let limit = Limit::of(tables, stage).filter(|limit| limit.hard)?;
            let there = tables.leads.iter().filter(|(id, other)| *id != lead && other.stage == *stage).count();
            (there >= limit.count).then(|| (term_name(tables, stage, self.lang.get_untracked()), limit.count))
        });
        match full {
            Some((name, count)) => {
                self.session().say(t_string!(self.i18n, board.limit_refused, name = name, count = count), false);
                self.state.focus(lead);
            }
            None => self.ask(lead, stage, None, None),
        }
    }

    fn session(self) -> crate::store::Session {
        self.state.session
    }

    fn ask(self, lead: &RecordId, stage: &RecordId, before: Option<RecordId>, rest: Rest) {
        let wish = MoveWish { leads: vec![lead.clone()], to: stage.clone(), before, done: self.decided };
        self.session().ask_move(wish);
        // After it: a wish that still waited has been told by then, and it is decided on this one later.
        self.asked.set_value(Some((lead.clone(), rest)));
    }

    fn decided(self, moved: bool) {
        let Some((lead, rest)) = self.asked.try_update_value(Option::take).flatten() else { return };
        match rest.filter(|_| moved) {
            Some((fields, target)) => return self.place(&lead, fields, target, true),
            None if moved => self.show(&lead),
            None => {}
        }
        self.state.focus(&lead);
    }

    /// What was moved must be seen where it is now.
    fn show(self, lead: &RecordId) {
        let place = self.state.board.with_untracked(|board| {
            let spot = board.find(lead)?;
            Some((board.columns().nth(spot.column)?.id.clone(), board.lanes.get(spot.lane)?.id.clone()))
        });
        if let Some((column, lane)) = place {
            for key in [key_of(&column), super::state::lane_key(&lane)] {
                if untrack(|| self.state.is_folded(&key)) {
                    self.state.set_folded(&key, false);
                }
            }
        }
    }

    fn place(self, lead: &RecordId, fields: Fields, target: Target, by_itself: bool) {
        let (title, name) = (self.title(lead), untrack(|| self.place_name(&target.column, &target.lane)));
        let sets = !fields.is_empty();
        let Target { above, below, .. } = if by_itself { Target::default() } else { target };
        let placed = self.state.workspace.dispatch(Command::PlaceLead { lead: lead.clone(), fields, above, below });
        match placed {
            Ok(_) if sets => {
                self.show(lead);
                self.session().say(t_string!(self.i18n, board.placed, title = title, name = name), true);
            }
            Ok(_) => self.session().say(t_string!(self.i18n, staff.reordered, title = title), true),
            Err(CommandError::Published { title }) => {
                self.session().say(t_string!(self.i18n, staff.cannot_move_published, title = title), false);
            }
            Err(CommandError::ReadOnly) => self.session().say(t_string!(self.i18n, data.cannot_now).to_owned(), false),
            // The lead went away in another tab: the board shows that by itself.
            Err(_) => {}
        }
        self.state.focus(lead);
    }

    pub fn open(self, lead: &RecordId) {
        let code = self.with_lead(lead, |lead| lead.code.clone());
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            self.navigation.go(&Route::Lead(code));
        }
    }

    /// Closes the lead that is open over the board; says whether one was.
    pub fn close(self) -> bool {
        let open = matches!(self.navigation.route(), Route::Lead(_));
        if open {
            self.navigation.go(&Route::Board);
        }
        open
    }

    pub fn remove(self, lead: &RecordId) {
        if let Ok(applied) = self.state.workspace.dispatch(Command::RemoveLead { lead: lead.clone() })
            && let Step::Remove { title } = applied.step
        {
            self.session().current.set(None);
            self.session().say(t_string!(self.i18n, staff.removed, title = title), true);
        }
    }

    /// Opens the menu of a lead under the element that asks for it.
    pub fn open_menu(self, lead: &RecordId, opener: &str) {
        if !self.is_movable(lead) {
            self.session().say(t_string!(self.i18n, staff.cannot_move_published, title = self.title(lead)), false);
            return;
        }
        let at = screen::rect(opener).map_or((0.0, 0.0), |rect| (rect.left, rect.top + rect.height.min(40.0)));
        self.menu.set(Some(OpenMenu { lead: lead.clone(), at, opener: opener.to_owned() }));
    }

    pub fn lifting(self) -> bool {
        self.state.lift.with_untracked(Option::is_some)
    }

    /// Space: lifts the card, or drops it where it is shown.
    pub fn lift_or_drop(self, lead: &RecordId) {
        if let Some(lift) = self.state.lift.get_untracked() {
            self.drop_lifted(&lift);
            return;
        }
        let from = self.state.board.with_untracked(|board| board.find(lead));
        if let Some(from) = from.filter(|_| self.is_movable(lead)) {
            self.state.lift.set(Some(Lift { lead: lead.clone(), from, to: from }));
            self.announcement.set(t_string!(self.i18n, board.lifted, title = self.title(lead)));
        }
    }

    fn drop_lifted(self, lift: &Lift) {
        let target = self.state.shown.with_untracked(|board| {
            let leads = board.leads_at(lift.to);
            let fixed = |place: usize| leads.get(place).filter(|entry| !entry.published).map(|entry| entry.id.clone());
            Some(Target {
                column: board.columns().nth(lift.to.column)?.id.clone(),
                lane: board.lanes.get(lift.to.lane)?.id.clone(),
                above: lift.to.place.checked_sub(1).and_then(fixed),
                below: fixed(lift.to.place + 1),
            })
        });
        self.state.lift.set(None);
        self.close_peeked();
        self.announcement.set(String::new());
        match target.filter(|_| lift.to != lift.from) {
            Some(target) => self.put(&lift.lead, target),
            None => self.state.focus(&lift.lead),
        }
    }

    /// An arrow while a card is lifted: shows it there. Nothing is done until it is dropped.
    pub fn carry(self, columns: isize, places: isize) {
        let Some(lift) = self.state.lift.get_untracked() else { return };
        let to = self.state.shown.with_untracked(|board| {
            let column = lift.to.column.checked_add_signed(columns)?;
            let target = board.columns().nth(column)?;
            let others = |lane: usize| {
                let cell = target.cells.get(lane).map(|cell| cell.leads.as_slice()).unwrap_or_default();
                cell.iter().filter(|entry| entry.id != lift.lead && !entry.published).count()
            };
            let lane = lift.to.lane;
            let spot = match lift.to.place.checked_add_signed(places) {
                Some(place) if place <= others(lane) => Spot { column, lane, place },
                // Sideways into a shorter column: its end. Up and down: on into the next lane.
                _ if places == 0 => Spot { column, lane, place: others(lane) },
                Some(_) => Spot { column, lane: lane + 1, place: 0 },
                None => {
                    let lane = lane.checked_sub(1)?;
                    Spot { column, lane, place: others(lane) }
                }
            };
            let lane = board.lanes.get(spot.lane)?;
            Some((spot, target.id.clone(), lane.id.clone(), others(spot.lane) + 1))
        });
        if let Some((to, column, lane, count)) = to {
            let name = untrack(|| self.place_name(&column, &lane));
            let lead = lift.lead.clone();
            self.state.lift.set(Some(Lift { to, ..lift }));
            self.state.peeked.set(Some(key_of(&column)));
            self.state.chosen.set(column);
            let place = to.place + 1;
            self.announcement.set(t_string!(self.i18n, board.lifted_over, name = name, place = place, count = count));
            self.state.focus(&lead);
        }
    }

    /// Esc while a card is lifted: it is back where it was.
    pub fn put_back(self) {
        let Some(lift) = self.state.lift.get_untracked() else { return };
        self.state.lift.set(None);
        self.close_peeked();
        self.announcement.set(t_string!(self.i18n, board.dropped_back).to_owned());
        self.state.focus(&lift.lead);
    }

    /// A card hangs over a column: if that is folded it opens after a while, unless `turn` has gone on by then.
    pub fn wait_to_open(self, column: Option<RecordId>, turn: u32, turns: StoredValue<u32>, after: Duration) {
        let Some(key) = column.map(|column| key_of(&column)).filter(|key| untrack(|| self.state.is_folded(key))) else {
            return;
        };
        set_timeout(
            move || {
                if turns.try_get_value() == Some(turn) {
                    self.state.peeked.set(Some(key));
                }
            },
            after,
        );
    }

    pub fn close_peeked(self) {
        if self.state.peeked.with_untracked(Option::is_some) {
            self.state.peeked.set(None);
        }
    }
}
