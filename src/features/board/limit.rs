use landfall_core::model::{Lang, RecordId};
use landfall_core::view::board::{Axis, Limit, set_limit};
use landfall_core::view::term_name;
use leptos::ev;
use leptos::prelude::*;

use super::state::use_board;
use crate::i18n::{t, t_string, use_i18n};
use crate::store::screen;
use crate::ui::{Button, Dialog, Field, Look, live};

/// How many leads a column is to have at most, and whether that is said or enforced.
#[component]
pub fn LimitDialog(column: RecordId, name: Memo<String>, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let state = use_board();
    let now = state.workspace.peek(|document| Limit::of(document.tables(), &column));
    let count = RwSignal::new(now.map(|limit| limit.count.to_string()).unwrap_or_default());
    let hard = RwSignal::new(now.is_some_and(|limit| limit.hard));
    let wrong = RwSignal::new(false);
    let set = move |limit: Option<Limit>| {
        let command = state.workspace.peek(|document| {
            let tables = document.tables();
            let officer = tables.officers.get(&column).map(|officer| officer.name.clone());
            let by = state.arrangement.with_untracked(|arrangement| arrangement.by);
            let named = |lang| match &officer {
                Some(officer) if by == Axis::Officer => officer.clone(),
                _ => term_name(tables, &column, lang),
            };
            set_limit(tables, &column, (&named(Lang::ZhCn), &named(Lang::En)), limit)
        });
        if let Some(command) = command {
            let said = match state.workspace.dispatch(command) {
                Ok(_) => match limit {
                    Some(limit) => t_string!(i18n, board.limit_set, name = name.get_untracked(), count = limit.count),
                    None => t_string!(i18n, board.limit_gone, name = name.get_untracked()),
                },
                Err(_) => t_string!(i18n, data.cannot_now).to_owned(),
            };
            state.session.say(said, true);
        }
        on_close.run(());
    };
    let save = {
        let set = set.clone();
        move || match Limit::count_from(&count.get_untracked()) {
            Ok(count) => set(count.map(|count| Limit { count, hard: hard.get_untracked() })),
            Err(_) => wrong.set(true),
        }
    };
    let (by_key, by_button) = (save.clone(), save);
    let choice = move |value: bool, words: Signal<String>| {
        view! {
            <label class="limit__choice">
                <input type="radio" name="limit-kind" prop:checked=live(move || hard.get() == value) on:change=move |_| hard.set(value) />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <Dialog
            id="limit" title=Signal::derive(move || t_string!(i18n, board.limit_title, name = name.get()))
            close_label=Signal::derive(move || t_string!(i18n, app.close).to_owned()) on_close=on_close
        >
            <form
                class="limit" novalidate on:submit=move |event| event.prevent_default()
                on:keydown=move |event: ev::KeyboardEvent| {
                    if event.key() == "Enter" && !screen::is_composing(&event) && !screen::is_button(&event) {
                        event.prevent_default();
                        by_key();
                    }
                }
            >
                <Field
                    id="limit-count" label=Signal::derive(move || t_string!(i18n, board.limit_count).to_owned()) value=count autofocus=true
                    error=Signal::derive(move || if wrong.get() { t_string!(i18n, board.limit_wrong).to_owned() } else { String::new() })
                    placeholder=Signal::derive(move || t_string!(i18n, board.limit_none).to_owned())
                />
                <fieldset class="limit__kinds">
                    <legend class="visually-hidden">{t!(i18n, board.limit_kind)}</legend>
                    {choice(false, t!(i18n, board.limit_soft))}
                    {choice(true, t!(i18n, board.limit_hard))}
                </fieldset>
                <footer class="limit__foot">
                    {now.is_some().then(|| {
                        view! { <Button look=Look::Plain on_click=Callback::new(move |()| set(None))>{t!(i18n, board.limit_remove)}</Button> }
                    })}
                    <Button look=Look::Primary on_click=Callback::new(move |()| by_button())>{t!(i18n, capture.save)}</Button>
                </footer>
            </form>
        </Dialog>
    }
}
