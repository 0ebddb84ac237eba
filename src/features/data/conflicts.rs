use landfall_core::document::Command;
use landfall_core::format;
use landfall_core::model::{Collection, Day, Lang, RecordId};
use landfall_core::view::{ConflictLine, SideLine, conflict_line};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::{Section, who_words};
use crate::i18n::{Locale, field_words, t, t_string, use_i18n, use_lang};
use crate::store::{Workspace, screen, use_session};
use crate::ui::{Button, Look, live_view};

/// Fields that two people changed without seeing each other's change; nothing when there are none.
#[component]
pub fn Conflicts(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let lines = Memo::new(move |_| {
        let lang = lang.get();
        workspace.read(|document| {
            document.conflicts().iter().map(|conflict| conflict_line(document, conflict, lang)).collect::<Vec<_>>()
        })
    });
    let any = Memo::new(move |_| lines.with(|lines| !lines.is_empty()));
    view! {
        <Show when=move || any.get()>
            <Section
                id="data-conflicts" title=t!(i18n, data.conflicts) text=t!(i18n, data.conflicts_text)
                aside=move || view! { <span class="data__count">{move || lines.with(Vec::len)}</span> }
            >
                {live_view(move || {
                    let lang = lang.get();
                    lines.get().into_iter().map(|line| view! { <ConflictCard workspace=workspace line=line lang=lang /> }).collect_view().into_any()
                })}
            </Section>
        </Show>
    }
}

#[component]
fn ConflictCard(workspace: Workspace, line: ConflictLine, lang: Lang) -> impl IntoView {
    let i18n = use_i18n();
    let title = t_string!(i18n, data.conflict_of, title = line.title.clone(), field = field_words(i18n, &line.field));
    let label = title.clone();
    view! {
        <div class="conflict" role="group" aria-label=label>
            <p class="conflict__title">{title}</p>
            {sides(i18n, lang, &line, Some(workspace))}
        </div>
    }
}

/// The different edits of one record's fields, for the page of that record; nothing when there are none.
#[component]
pub fn RecordConflicts(workspace: Workspace, collection: Collection, id: RecordId) -> impl IntoView {
    let lang = use_lang();
    let lines = Memo::new(move |_| {
        let lang = lang.get();
        workspace.read(|document| {
            let found = document.conflicts_of(collection, &id);
            found.iter().map(|conflict| conflict_line(document, conflict, lang)).collect::<Vec<_>>()
        })
    });
    live_view(move || {
        let lang = lang.get();
        lines
            .get()
            .into_iter()
            .map(|line| view! { <ConflictCard workspace=workspace line=line lang=lang /> })
            .collect_view()
            .into_any()
    })
}

/// The values side by side, with who and when; with a workspace, the other is one click away.
pub fn sides(i18n: I18nContext<Locale>, lang: Lang, line: &ConflictLine, workspace: Option<Workspace>) -> AnyView {
    let session = use_session();
    let cell = |index: usize, side: &SideLine| {
        let words = if side.words.is_empty() { t_string!(i18n, data.emptied).to_owned() } else { side.words.clone() };
        let who =
            if side.at == 0 && side.who.is_empty() { String::new() } else { who_words(i18n, &side.who, &side.unit) };
        let when = when(lang, side.at);
        let take = workspace.map(|workspace| {
            let line = line.clone();
            let value = side.value.clone();
            let settle = Callback::new(move |()| {
                let (collection, id, field) = (line.collection, line.id.clone(), line.field.clone());
                let command = Command::Settle { collection, id, field, value: value.clone() };
                if workspace.dispatch(command).is_ok() {
                    let field = field_words(i18n, &line.field);
                    session.say(t_string!(i18n, data.settled, title = line.title.clone(), field = field), true);
                }
            });
            if index == 0 {
                view! { <Button look=Look::Plain on_click=settle>{t!(i18n, data.keep_this)}</Button> }
            } else {
                view! { <Button on_click=settle>{t!(i18n, data.take_other)}</Button> }
            }
        });
        view! {
            <li class="conflict__side" data-current=(index == 0).to_string()>
                {(index == 0).then(|| view! { <span class="tag conflict__mark">{t!(i18n, data.holds)}</span> })}
                <p class="conflict__value">{words}</p>
                <p class="conflict__who"><span>{who}</span><span>{when}</span></p>
                {take}
            </li>
        }
    };
    let cells = line.sides.iter().enumerate().map(|(index, side)| cell(index, side)).collect_view();
    view! { <ul class="conflict__sides">{cells}</ul> }.into_any()
}

/// `12月8日 09:42`: the day in Shanghai, the time at this desk. Empty when it is not known.
pub fn when(lang: Lang, at: i64) -> String {
    if at == 0 {
        return String::new();
    }
    let day = Day::in_shanghai(at).map(|day| format::day_plain(lang, day)).unwrap_or_default();
    format!("{day} {}", screen::time_of_day(at))
}
