//! Moving a lead: by drag, by menu, by keyboard. All three end in [`Mover::drop_at`].

use landfall_core::document::{Command, Step};
use landfall_core::model::RecordId;
use landfall_core::view::{Board, term_name};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::card_id;
use crate::i18n::{Locale, t_string, use_i18n, use_lang};
use crate::store::screen;
use crate::store::{MoveWish, Navigation, Session, Settings, Workspace, use_navigation, use_session, use_settings};
use crate::ui::{Glyph, GlyphShape, IconName, Menu, MenuItem};

/// A menu that is open: of which lead, where, and which button opened it.
#[derive(Debug, Clone, PartialEq)]
struct OpenMenu {
    lead: RecordId,
    at: (f64, f64),
    opener: String,
}

/// A card lifted by keyboard: where it was, so that Esc can put it back, and where it would go.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lift {
    lead: RecordId,
    stage: RecordId,
    place: usize,
}

#[derive(Clone, Copy)]
pub struct Mover {
    workspace: Workspace,
    board: Memo<Board>,
    session: Session,
    settings: Settings,
    navigation: Navigation,
    i18n: I18nContext<Locale>,
    lang: Signal<landfall_core::model::Lang>,
    menu: RwSignal<Option<OpenMenu>>,
    lift: RwSignal<Option<Lift>>,
    announcement: RwSignal<String>,
}

pub fn provide_mover(workspace: Workspace, board: Memo<Board>) -> Mover {
    let mover = Mover {
        workspace,
        board,
        session: use_session(),
        settings: use_settings(),
        navigation: use_navigation(),
        i18n: use_i18n(),
        lang: use_lang(),
        menu: RwSignal::new(None),
        lift: RwSignal::new(None),
        announcement: RwSignal::new(String::new()),
    };
    provide_context(mover);
    mover
}

/// The mover of the board this is in.
pub fn use_mover() -> Mover {
    expect_context()
}

impl Mover {
    pub fn workspace(self) -> Workspace {
        self.workspace
    }

    pub fn announcement(self) -> String {
        self.announcement.get()
    }

    fn name(self, stage: &RecordId) -> String {
        self.workspace.peek(|document| term_name(document.tables(), stage, self.lang.get_untracked()))
    }

    fn title(self, lead: &RecordId) -> String {
        self.workspace
            .peek(|document| document.tables().leads.get(lead).map(|lead| lead.title.clone()))
            .unwrap_or_default()
    }

    /// Puts a lead into a column, above `before` or at its end, says so, and keeps the focus on its card.
    pub fn drop_at(self, lead: &RecordId, stage: &RecordId, before: Option<RecordId>) {
        let (moved, column) = (lead.clone(), stage.clone());
        let done = self.session.told(move |done: bool| {
            if done {
                // What was moved must be seen where it is now.
                self.settings.set_folded(column.as_str(), false);
            }
            self.focus(&moved);
        });
        self.session.ask_move(MoveWish { leads: vec![lead.clone()], to: stage.clone(), before, done });
    }

    /// Puts the keyboard focus on a card once it is drawn.
    pub fn focus(self, lead: &RecordId) {
        self.session.current.set(Some(lead.clone()));
        let id = card_id(lead);
        screen::focus_when_drawn(id);
    }

    pub fn open(self, lead: &RecordId) {
        let code = self.workspace.peek(|document| document.tables().leads.get(lead).map(|lead| lead.code.clone()));
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            self.navigation.go(&landfall_core::view::Route::Lead(code));
        }
    }

    pub fn remove(self, lead: &RecordId) {
        if let Ok(applied) = self.workspace.dispatch(Command::RemoveLead { lead: lead.clone() })
            && let Step::Remove { title } = applied.step
        {
            self.session.current.set(None);
            self.session.say(t_string!(self.i18n, staff.removed, title = title), true);
        }
    }

    /// Opens the menu of a lead under the element that asks for it.
    pub fn open_menu(self, lead: &RecordId, opener: &str) {
        let published = self.workspace.peek(|document| document.tables().leads.get(lead).is_some_and(|l| l.published));
        if published {
            self.session.say(t_string!(self.i18n, staff.cannot_move_published, title = self.title(lead)), false);
            return;
        }
        let at = screen::rect(opener).map_or((0.0, 0.0), |rect| (rect.left, rect.top + rect.height.min(40.0)));
        self.menu.set(Some(OpenMenu { lead: lead.clone(), at, opener: opener.to_owned() }));
    }

    pub fn is_lifted(self, lead: &RecordId) -> bool {
        self.lift.with(|lift| lift.as_ref().is_some_and(|lift| lift.lead == *lead))
    }

    pub fn lifting(self) -> bool {
        self.lift.with_untracked(Option::is_some)
    }

    /// Space: lifts the card, or drops it where it stands.
    pub fn lift_or_drop(self, lead: &RecordId) {
        if self.lifting() {
            self.lift.set(None);
            self.announcement.set(String::new());
            return;
        }
        let place = self.board.with_untracked(|board| {
            board.columns().find_map(|column| {
                let place = column.leads.iter().position(|id| id == lead)?;
                Some((column.stage.clone(), place))
            })
        });
        let movable = self.workspace.peek(|document| document.tables().leads.get(lead).is_some_and(|l| !l.published));
        if let Some((stage, place)) = place.filter(|_| movable) {
            self.lift.set(Some(Lift { lead: lead.clone(), stage, place }));
            self.announcement.set(t_string!(self.i18n, board.lifted, title = self.title(lead)));
        }
    }

    /// An arrow while a card is lifted: moves it there at once, as a step that undo takes back.
    pub fn carry(self, lead: &RecordId, columns: i32, places: i32) {
        let target = self.board.with_untracked(|board| {
            let all: Vec<_> = board.columns().collect();
            let here = all.iter().position(|column| column.leads.contains(lead))?;
            let to = here.checked_add_signed(isize::try_from(columns).ok()?)?;
            let column = all.get(to)?;
            let place = all.get(here)?.leads.iter().position(|id| id == lead)?;
            let others: Vec<&RecordId> = column.leads.iter().filter(|id| *id != lead).collect();
            let place = place.checked_add_signed(isize::try_from(places).ok()?)?.min(others.len());
            let before = others.get(place).map(|id| (*id).clone());
            Some((column.stage.clone(), column.name.clone(), before, place + 1, others.len() + 1))
        });
        if let Some((stage, name, before, place, count)) = target {
            self.drop_at(lead, &stage, before);
            self.announcement.set(t_string!(self.i18n, board.lifted_over, name = name, place = place, count = count));
        }
    }

    /// Esc while a card is lifted: back to where it was.
    pub fn put_back(self) {
        let Some(lift) = self.lift.get_untracked() else { return };
        self.lift.set(None);
        let before = self.board.with_untracked(|board| {
            let column = board.column(&lift.stage)?;
            column.leads.iter().filter(|id| **id != lift.lead).nth(lift.place).cloned()
        });
        self.drop_at(&lift.lead, &lift.stage, before);
        self.announcement.set(t_string!(self.i18n, board.dropped_back).to_owned());
    }
}

/// The menu of a card: the stages it can move to, and what else can be done with it.
#[component]
pub fn MoveMenu(mover: Mover, workspace: Workspace) -> impl IntoView {
    move || {
        mover.menu.get().map(|open| {
            let close = {
                let opener = open.opener.clone();
                Callback::new(move |()| {
                    mover.menu.set(None);
                    screen::focus(&opener);
                })
            };
            let label = Signal::derive(move || t_string!(mover.i18n, board.move_to).to_owned());
            view! { <Menu label=label at=open.at items=items(mover, workspace, &open) on_close=close /> }
        })
    }
}

fn items(mover: Mover, workspace: Workspace, open: &OpenMenu) -> Vec<MenuItem> {
    let lead = open.lead.clone();
    let now = workspace.peek(|document| document.tables().leads.get(&lead).map(|lead| lead.stage.clone()));
    let stages = workspace.peek(|document| {
        let terms = document.tables().terms_of("stage");
        terms.into_iter().map(|(id, term)| (id.clone(), term.shape.clone())).collect::<Vec<_>>()
    });
    let moves = stages.into_iter().map(|(stage, shape)| {
        let (lead, to) = (lead.clone(), stage.clone());
        let shape = GlyphShape::named(&shape);
        MenuItem {
            words: mover.name(&stage),
            mark: (move || view! { <Glyph shape=shape /> }).into(),
            current: now.as_ref() == Some(&stage),
            apart: false,
            caution: false,
            on_choose: Callback::new(move |()| {
                mover.menu.set(None);
                mover.drop_at(&lead, &to, None);
            }),
        }
    });
    let (opened, removed) = (lead.clone(), lead.clone());
    let open_it = Callback::new(move |()| {
        mover.menu.set(None);
        mover.open(&opened);
    });
    let remove_it = Callback::new(move |()| {
        mover.menu.set(None);
        mover.remove(&removed);
    });
    moves
        .chain([
            MenuItem::new(t_string!(mover.i18n, board.open).to_owned(), IconName::Right, open_it).apart(),
            MenuItem {
                caution: true,
                ..MenuItem::new(t_string!(mover.i18n, board.delete).to_owned(), IconName::Trash, remove_it)
            },
        ])
        .collect()
}
