//! What else can be done with a lead: to any stage, out and back, away.

use landfall_core::document::{Command, Step};
use landfall_core::model::{Collection, RecordId};
use landfall_core::view::gate::{is_out, stage_left};
use landfall_core::view::term_name;
use leptos::prelude::*;

use super::hand::Hand;
use crate::i18n::t_string;
use crate::store::{HandoverWish, screen};
use crate::ui::{Glyph, GlyphShape, IconButton, IconName, Menu, MenuItem, live_view};

const OPENER: &str = "lead-more";

/// Where the menu is open, in the window.
pub type MenuAt = RwSignal<Option<(f64, f64)>>;

/// Opens the menu under its button: by the button, and by a key.
pub fn open_menu(at: MenuAt) {
    at.set(Some(screen::rect(OPENER).map_or((0.0, 0.0), |rect| (rect.left, rect.top + rect.height))));
}

#[component]
pub fn MoreMenu(hand: Hand, at: MenuAt, on_gone: Callback<()>) -> impl IntoView {
    let i18n = hand.i18n;
    let open = Callback::new(move |()| open_menu(at));
    let close = Callback::new(move |()| {
        at.set(None);
        screen::focus(OPENER);
    });
    let label = Signal::derive(move || t_string!(i18n, detail.more).to_owned());
    view! {
        <IconButton name=IconName::More id=OPENER label=label on_click=open />
        {live_view(move || match at.get() {
            Some(at_point) => {
                let label = Signal::derive(move || t_string!(i18n, detail.move_to).to_owned());
                view! { <Menu label=label at=at_point items=items(hand, at, on_gone) on_close=close /> }.into_any()
            }
            None => ().into_any(),
        })}
    }
}

fn items(hand: Hand, at: MenuAt, on_gone: Callback<()>) -> Vec<MenuItem> {
    let i18n = hand.i18n;
    let lang = hand.lang.get_untracked();
    let now = hand.lead.with_untracked(|lead| lead.stage.clone());
    let (stages, back) = hand.workspace.peek(|document| {
        let tables = document.tables();
        let stages = tables.terms_of("stage").into_iter();
        let stages: Vec<(RecordId, String, String, bool)> = stages
            .map(|(id, term)| (id.clone(), term_name(tables, id, lang), term.shape.clone(), is_out(id, tables)))
            .collect();
        (stages, hand.lead.with_untracked(|lead| stage_left(&hand.id(), lead, tables)))
    });
    let go = move |to: RecordId| {
        Callback::new(move |()| {
            at.set(None);
            hand.move_to(to.clone());
        })
    };
    let mut items: Vec<MenuItem> = Vec::new();
    let (out, way): (Vec<_>, Vec<_>) = stages.into_iter().partition(|(_, _, _, out)| *out);
    for (id, words, shape, _) in way {
        let shape = GlyphShape::named(&shape);
        items.push(MenuItem {
            words,
            mark: (move || view! { <Glyph shape=shape /> }).into(),
            current: id == now,
            apart: false,
            caution: false,
            on_choose: go(id),
        });
    }
    match back {
        Some(back) => {
            items.push(MenuItem::new(t_string!(i18n, detail.revive).to_owned(), IconName::Undo, go(back)).apart())
        }
        None => {
            items.extend(out.into_iter().map(|(id, ..)| {
                MenuItem::new(t_string!(i18n, detail.out).to_owned(), IconName::Archive, go(id)).apart()
            }))
        }
    }
    let wish = HandoverWish::Show(Collection::Leads, hand.id());
    let hand_over = Callback::new(move |()| {
        at.set(None);
        // So that the focus comes back to it.
        screen::focus(OPENER);
        hand.session.handover.set(Some(wish.clone()));
    });
    items.push(MenuItem::new(t_string!(i18n, handover.menu).to_owned(), IconName::Qr, hand_over).apart());
    let remove = Callback::new(move |()| {
        at.set(None);
        if let Ok(applied) = hand.workspace.dispatch(Command::RemoveLead { lead: hand.id() })
            && let Step::Remove { title } = applied.step
        {
            hand.session.say(t_string!(i18n, staff.removed, title = title), true);
            on_gone.run(());
        }
    });
    items.push(MenuItem {
        caution: true,
        ..MenuItem::new(t_string!(i18n, detail.delete).to_owned(), IconName::Trash, remove)
    });
    items
}
