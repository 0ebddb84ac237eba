use landfall_core::view::today::ListKind;
use leptos::prelude::*;

use super::desk::{Desk, Item, MORE, heading_id, list_words};
use super::row::row_view;
use crate::i18n::t_string;
use crate::ui::{Button, Look, live, live_view};

/// One list: its name, its count, its rows; a long one shows a few and opens in place.
#[component]
pub fn ListSection(desk: Desk, kind: ListKind) -> impl IntoView {
    let i18n = desk.i18n;
    let heading = heading_id(kind);
    let labelled = heading.clone();
    let count = Memo::new(move |_| desk.see(|page| page.rows(kind).len()));
    let shown = Memo::new(move |_| desk.shown(kind));
    let items = move || {
        let few = shown.get();
        desk.see(|page| {
            let rows = page.rows(kind).iter().take(few).cloned();
            let mut items = Vec::new();
            let mut last = None;
            for row in rows {
                let head = row.group.clone().filter(|group| last.as_ref() != Some(group));
                last = row.group.clone();
                items.push((head, Item { list: kind, row }));
            }
            items
        })
    };
    let more = move || {
        let (all, now) = (count.get(), shown.get());
        if all == now && all <= Desk::few(all) {
            return ().into_any();
        }
        let left = all.saturating_sub(now);
        let words = if left == 0 {
            t_string!(i18n, today.fewer).to_owned()
        } else if left <= MORE {
            t_string!(i18n, today.all_rows, count = all)
        } else {
            t_string!(i18n, today.more_rows, next = MORE, count = all)
        };
        let hidden = list_words(desk, kind);
        let press = Callback::new(move |()| desk.show_more(kind));
        view! {
            <p class="today-list__more">
                <Button look=Look::Plain on_click=press>{words}<span class="visually-hidden">" "{hidden}</span></Button>
            </p>
        }
        .into_any()
    };
    view! {
        <section class="today-list" data-list=kind.word() aria-labelledby=labelled>
            <h2 class="today-list__head" id=heading tabindex="-1">
                {live(move || list_words(desk, kind))}" "<span class="today-list__count">{live(move || count.get().to_string())}</span>
            </h2>
            <ul class="today-list__rows">
                <For each=items key=|item| item.clone() let((head, item))>
                    {row_view(desk, head, item)}
                </For>
            </ul>
            {live_view(more)}
        </section>
    }
}
