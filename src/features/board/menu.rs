//! The menu of a card.

use landfall_core::model::RecordId;
use landfall_core::view::board::Axis;
use landfall_core::view::term_name;
use leptos::prelude::*;

use super::mover::{Mover, OpenMenu, Target};
use crate::i18n::t_string;
use crate::store::screen;
use crate::ui::{Glyph, GlyphShape, Icon, IconName, Menu, MenuItem};

/// The menu of a card: where it can go, and what else can be done with it.
#[component]
pub fn MoveMenu(mover: Mover) -> impl IntoView {
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
            view! { <Menu label=label at=open.at items=items(mover, &open) on_close=close /> }
        })
    }
}

fn items(mover: Mover, open: &OpenMenu) -> Vec<MenuItem> {
    let lead = open.lead.clone();
    let Some(record) = mover.with_lead(&lead, Clone::clone) else { return Vec::new() };
    let (lang, (by, rows)) = (mover.lang.get_untracked(), mover.axes());
    let stages = mover.state.workspace.peek(|document| {
        let tables = document.tables();
        let terms = tables.terms_of("stage").into_iter();
        terms.map(|(id, term)| (id.clone(), term_name(tables, id, lang), term.shape.clone())).collect::<Vec<_>>()
    });
    let mut items = Vec::new();
    if by != Axis::Stage {
        // The columns of this board come first: they are what one sees.
        let lane = rows.map(|rows| rows.value(&record).clone()).unwrap_or_default();
        let columns =
            mover.state.board.with_untracked(|board| board.columns().map(|c| c.id.clone()).collect::<Vec<_>>());
        for column in columns {
            let (words, current) =
                (untrack(|| mover.place_name(&column, &RecordId::default())), *by.value(&record) == column);
            let target = Target { column, lane: lane.clone(), ..Target::default() };
            let lead = lead.clone();
            items.push(MenuItem {
                words,
                mark: (move || view! { <Icon name=IconName::Columns /> }).into(),
                current,
                apart: false,
                caution: false,
                on_choose: Callback::new(move |()| {
                    mover.menu.set(None);
                    mover.put(&lead, target.clone());
                }),
            });
        }
    }
    let first = items.len();
    for (place, (stage, words, shape)) in stages.into_iter().enumerate() {
        let (lead, shape) = (lead.clone(), GlyphShape::named(&shape));
        items.push(MenuItem {
            words,
            mark: (move || view! { <Glyph shape=shape /> }).into(),
            current: record.stage == stage,
            apart: first > 0 && place == 0,
            caution: false,
            on_choose: Callback::new(move |()| {
                mover.menu.set(None);
                mover.to_stage(&lead, &stage);
            }),
        });
    }
    let (opened, removed) = (lead.clone(), lead);
    let open_it = Callback::new(move |()| {
        mover.menu.set(None);
        mover.open(&opened);
    });
    let remove_it = Callback::new(move |()| {
        mover.menu.set(None);
        mover.remove(&removed);
    });
    items.push(MenuItem::new(t_string!(mover.i18n, board.open).to_owned(), IconName::Right, open_it).apart());
    items.push(MenuItem {
        caution: true,
        ..MenuItem::new(t_string!(mover.i18n, board.delete).to_owned(), IconName::Trash, remove_it)
    });
    items
}
