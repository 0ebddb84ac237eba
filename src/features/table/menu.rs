//! The menu of a row: the stages it can move to, open, delete.

use landfall_core::document::{Command, Step};
use landfall_core::model::RecordId;
use landfall_core::view::term_name;
use leptos::prelude::*;

use super::state::{Grid, RowMenu};
use crate::i18n::{t, t_string};
use crate::ui::{Glyph, GlyphShape, IconName, Menu, MenuItem, live_view};

pub fn open(grid: Grid, lead: &RecordId, at: (f64, f64)) {
    if grid.is_published(lead) {
        grid.session.say(t_string!(grid.i18n, table.fault_published).to_owned(), false);
    } else {
        grid.menu.set(Some(RowMenu { lead: lead.clone(), at }));
    }
}

/// The stages as choices of a menu.
pub fn stages(grid: Grid, now: Option<&RecordId>, choose: Callback<RecordId>) -> Vec<MenuItem> {
    let lang = grid.lang.get_untracked();
    let stages = grid.workspace.peek(|document| {
        let tables = document.tables();
        let all = tables.terms_of("stage").into_iter();
        all.map(|(id, term)| (id.clone(), term.shape.clone(), term_name(tables, id, lang))).collect::<Vec<_>>()
    });
    stages
        .into_iter()
        .map(|(stage, shape, words)| {
            let shape = GlyphShape::named(&shape);
            MenuItem {
                words,
                mark: (move || view! { <Glyph shape=shape /> }).into(),
                current: now == Some(&stage),
                apart: false,
                caution: false,
                on_choose: Callback::new(move |()| choose.run(stage.clone())),
            }
        })
        .collect()
}

#[component]
pub fn RowMenuView(grid: Grid) -> impl IntoView {
    let i18n = grid.i18n;
    live_view(move || {
        let Some(RowMenu { lead, at }) = grid.menu.get() else { return ().into_any() };
        let close = Callback::new(move |()| {
            grid.menu.set(None);
            grid.focus();
        });
        let now = grid.workspace.peek(|document| document.tables().leads.get(&lead).map(|lead| lead.stage.clone()));
        let moved = lead.clone();
        let go = Callback::new(move |stage: RecordId| {
            grid.menu.set(None);
            grid.ask_move(vec![moved.clone()], &stage);
        });
        let (opened, removed) = (lead.clone(), lead);
        let open_it = Callback::new(move |()| {
            grid.menu.set(None);
            grid.open(&opened);
        });
        let remove = Callback::new(move |()| {
            grid.menu.set(None);
            if let Ok(applied) = grid.workspace.dispatch(Command::RemoveLead { lead: removed.clone() })
                && let Step::Remove { title } = applied.step
            {
                grid.session.say(t_string!(i18n, staff.removed, title = title), true);
            }
        });
        let mut items = untrack(|| stages(grid, now.as_ref(), go));
        items.push(MenuItem::new(t_string!(i18n, board.open).to_owned(), IconName::Right, open_it).apart());
        items.push(MenuItem {
            caution: true,
            ..MenuItem::new(t_string!(i18n, board.delete).to_owned(), IconName::Trash, remove)
        });
        view! { <Menu label=t!(i18n, board.move_to) at=at items=items on_close=close /> }.into_any()
    })
}
