//! What the parts of the board share: what is shown, how wide its columns are, which of them are folded.

use landfall_core::model::RecordId;
use landfall_core::query::Filter;
use landfall_core::view::board::{Arrangement, Axis, Board, CardSize, Density, Spot};
use landfall_core::view::{Query, Route};
use leptos::prelude::*;

use crate::i18n::use_lang;
use crate::store::{
    Navigation, Session, Settings, Workspace, screen, use_navigation, use_session, use_settings, use_viewport,
};

/// The id of the board's element.
pub const BOARD: &str = "board";
/// Up to so many leads each is in the page, as on paper: nothing has to be scrolled to before it can be read or found.
const WHOLE: usize = 60;
/// The least width of a column, CSS pixels; style/features/board.css has the same.
const NARROWEST: f64 = 216.0;
/// Below these widths of the page one column, or one list, is shown at a time.
const PHONE: f64 = 600.0;
const LAPTOP: f64 = 1200.0;

/// A lead lifted by keyboard, and where it would be put down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lift {
    pub lead: RecordId,
    pub from: Spot,
    pub to: Spot,
}

#[derive(Clone, Copy)]
pub struct BoardState {
    pub workspace: Workspace,
    pub session: Session,
    settings: Settings,
    navigation: Navigation,
    pub arrangement: Memo<Arrangement>,
    /// As the document has it.
    pub board: Memo<Board>,
    /// The same, with a lifted card where it would go.
    pub shown: Memo<Board>,
    pub lift: RwSignal<Option<Lift>>,
    /// The folded column or lane that is open while a card is carried over it.
    pub peeked: RwSignal<Option<String>>,
    /// Width and height of the board's element.
    pub size: RwSignal<(f64, f64)>,
    /// How far it is scrolled sideways.
    pub across: RwSignal<f64>,
    /// The column that is shown where there is room for one only; its list where there is room for a list.
    pub chosen: RwSignal<RecordId>,
    viewport: Signal<f64>,
    pub whole: Memo<bool>,
    pub density: Memo<Density>,
    pub card_size: Memo<CardSize>,
    /// The lead that is open beside the board.
    pub open: Memo<Option<String>>,
    /// The card that can be reached by Tab; `None` when it is not on the board: then the first of each column can.
    pub current: Memo<Option<RecordId>>,
}

/// Where a column stands.
#[derive(Debug, Clone, PartialEq)]
struct Place {
    id: RecordId,
    group: usize,
    left: f64,
    width: f64,
}

pub fn provide_board(workspace: Workspace) -> BoardState {
    let (navigation, session, settings, viewport) = (use_navigation(), use_session(), use_settings(), use_viewport());
    let lang = use_lang();
    let asked =
        move |keys: &[&str]| -> Query { keys.iter().map(|key| ((*key).to_owned(), navigation.param(key))).collect() };
    let filter = Memo::new(move |_| Filter::from_query(&asked(&Filter::OF_LEADS)).on(workspace.today()));
    let arrangement = Memo::new(move |_| Arrangement::from_query(&asked(&Arrangement::KEYS), workspace.today()));
    let board = Memo::new(move |_| workspace.board(&filter.get(), &arrangement.get(), lang.get()));
    let lift = RwSignal::new(None::<Lift>);
    let shown = Memo::new(move |_| match lift.get() {
        None => board.get(),
        Some(lift) => board.get().with_lead_at(&lift.lead, lift.to),
    });
    let size = RwSignal::new((1376.0, 760.0));
    let density = Memo::new(move |_| settings.density());
    let (chosen, peeked) = (RwSignal::new(RecordId::from("stage/lead")), RwSignal::new(None::<String>));
    let current = Memo::new(move |_| {
        let lead = session.current.get()?;
        shown.with(|board| board.find(&lead)).map(|_| lead)
    });
    let open = Memo::new(move |_| match navigation.route() {
        Route::Lead(code) => Some(code),
        _ => None,
    });
    let whole = Memo::new(move |_| board.with(|board| board.total <= WHOLE));
    let state = BoardState {
        workspace,
        session,
        settings,
        navigation,
        arrangement,
        board,
        shown,
        lift,
        peeked,
        size,
        across: RwSignal::new(0.0),
        chosen,
        viewport,
        whole,
        density,
        card_size: Memo::new(move |_| CardSize::in_column(NARROWEST, 0.0, density.get())),
        open,
        current,
    };
    let card_size = Memo::new(move |_| {
        let width = state.places().first().map_or(NARROWEST, |place| place.width);
        let extra = if screen::media("(pointer: coarse)") { 34.0 } else { 0.0 };
        CardSize::in_column(width, extra, density.get())
    });
    let state = BoardState { card_size, ..state };
    provide_context(state);
    state
}

pub fn use_board() -> BoardState {
    expect_context()
}

/// A column or lane in the settings, the address and the page.
pub fn key_of(id: &RecordId) -> String {
    if id.is_empty() { "none".to_owned() } else { id.to_string() }
}

pub fn id_of(key: &str) -> RecordId {
    if key == "none" { RecordId::default() } else { RecordId::from(key) }
}

/// A lane among the folded ones.
pub fn lane_key(id: &RecordId) -> String {
    format!("lane/{}", key_of(id))
}

impl BoardState {
    pub fn is_folded(self, key: &str) -> bool {
        if self.peeked.with(|peeked| peeked.as_deref() == Some(key)) {
            return false;
        }
        let asked = self.navigation.param("fold");
        if asked.is_empty() { self.settings.is_folded(key) } else { asked.split(',').any(|known| known == key) }
    }

    /// Folds a column or lane, or opens it: in the address where that says which are folded, else on this device.
    pub fn set_folded(self, key: &str, fold: bool) {
        let asked = untrack(|| self.navigation.param("fold"));
        if asked.is_empty() {
            self.settings.set_folded(key, fold);
            return;
        }
        let mut folded: Vec<&str> = asked.split(',').filter(|known| *known != key && *known != "-").collect();
        if fold {
            folded.push(key);
        }
        let words = if folded.is_empty() { "-".to_owned() } else { folded.join(",") };
        self.navigation.set_param("fold", &words);
    }

    pub fn set_param(self, key: &str, value: &str) {
        self.navigation.set_param(key, value);
    }

    pub fn is_phone(self) -> bool {
        self.viewport.get() < PHONE
    }

    /// Whether one list of stages is shown at a time.
    pub fn is_one_list(self) -> bool {
        self.viewport.get() < LAPTOP && self.arrangement.get().by == Axis::Stage
    }

    /// Where the columns stand that are open; in place of widths that are measured, since the page would have to be
    /// laid out for that before anything is drawn.
    fn places(self) -> Vec<Place> {
        let (width, _) = self.size.get();
        let (phone, one_list, chosen) = (self.is_phone(), self.is_one_list(), self.chosen.get());
        self.board.with(|board| {
            let chosen_group = board.groups.iter().position(|group| group.columns.iter().any(|c| c.id == chosen));
            let groups = board.groups.iter().enumerate();
            let seen = groups.filter(|(place, _)| !one_list || phone || chosen_group == Some(*place));
            let columns: Vec<_> =
                seen.flat_map(|(place, group)| group.columns.iter().map(move |column| (place, column))).collect();
            if phone {
                let one = columns.into_iter().find(|(_, column)| column.id == chosen);
                return one
                    .map(|(group, column)| Place { id: column.id.clone(), group, left: 0.0, width: width - 32.0 })
                    .into_iter()
                    .collect();
            }
            let folded: Vec<bool> = columns.iter().map(|(_, column)| self.is_folded(&key_of(&column.id))).collect();
            let groups = columns.iter().map(|(group, _)| group).collect::<std::collections::BTreeSet<_>>().len();
            #[allow(clippy::cast_precision_loss)]
            let part = {
                let (shut, groups) = (folded.iter().filter(|folded| **folded).count() as f64, groups as f64);
                let open = (columns.len() as f64 - shut).max(1.0);
                ((width - groups * 24.0 - (columns.len() as f64 - groups) * 8.0 - shut * 40.0) / open).max(NARROWEST)
            };
            let mut left = 0.0;
            let mut last = None;
            let mut places = Vec::with_capacity(columns.len());
            for ((group, column), folded) in columns.iter().zip(folded) {
                left += if last == Some(*group) { 8.0 } else { 24.0 };
                last = Some(*group);
                if !folded {
                    places.push(Place { id: column.id.clone(), group: *group, left, width: part });
                }
                left += if folded { 40.0 } else { part };
            }
            places
        })
    }

    /// Whether something of a column can be seen, or soon could.
    pub fn in_sight(self, column: &RecordId) -> bool {
        const AHEAD: f64 = 80.0;
        let (from, (width, _)) = (self.across.get(), self.size.get());
        self.places()
            .iter()
            .find(|place| place.id == *column)
            .is_some_and(|place| place.left < from + width + AHEAD && place.left + place.width > from - AHEAD)
    }

    /// Puts the keyboard focus on a card once it is drawn; it is drawn wherever it stands.
    pub fn focus(self, lead: &RecordId) {
        self.session.current.set(Some(lead.clone()));
        screen::focus_when_drawn(card_id(lead));
    }
}

/// The id of a card's element.
pub fn card_id(lead: &RecordId) -> String {
    format!("card-{lead}")
}
