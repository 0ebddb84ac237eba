use landfall_core::format;
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::query::State;
use landfall_core::view::{Board, term_name};
use leptos::prelude::*;

use super::arrange::{Arrange, OutChip};
use crate::i18n::{t, t_string, use_i18n};
use crate::store::{Workspace, use_navigation};
use crate::ui::{FilterChip, Icon, IconName, live};

/// The filter bar: what is asked of the leads, and how many answer.
#[component]
pub fn Toolbar(workspace: Workspace, board: Memo<Board>) -> impl IntoView {
    let i18n = use_i18n();
    let count = move || {
        let (total, all) = board.with(|board| (board.total, board.all));
        if total == all {
            t_string!(i18n, board.leads, count = total)
        } else {
            t_string!(i18n, board.leads_of, count = total, all = all)
        }
    };
    let terms = move |kind: &'static str| {
        Signal::derive(move || {
            let lang = use_lang_of(i18n.get_locale());
            workspace.read(|document| {
                let terms = document.tables().terms_of(kind);
                terms
                    .into_iter()
                    .map(|(id, term)| (id.to_string(), if lang == Lang::ZhCn { &term.zh } else { &term.en }.clone()))
                    .collect::<Vec<_>>()
            })
        })
    };
    let officers = Signal::derive(move || {
        workspace.read(|document| {
            document
                .tables()
                .officers
                .iter()
                .map(|(id, officer)| (id.to_string(), officer.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let states = Signal::derive(move || {
        let words = |state: State| match state {
            State::Stale => t_string!(i18n, views.stale),
            State::Blocked => t_string!(i18n, views.blocked),
            State::Overdue => t_string!(i18n, views.overdue),
            State::Gate => t_string!(i18n, views.gate),
        };
        State::ALL.into_iter().map(|state| (state.name().to_owned(), words(state).to_owned())).collect::<Vec<_>>()
    });
    let navigation = use_navigation();
    let asked = move |key: &'static str| {
        Signal::derive(move || {
            let value = navigation.param(key);
            if value.is_empty() {
                return Vec::new();
            }
            let lang = use_lang_of(i18n.get_locale());
            let day = |value: &str| value.parse().map_or(value.to_owned(), |day| format::day_plain(lang, day));
            let id = RecordId::from(value.as_str());
            let words = match key {
                "kind" => workspace.read(|document| term_name(document.tables(), &id, lang)),
                "event" => workspace.read(|document| document.tables().title(Collection::Events, &id)),
                "from" => t_string!(i18n, board.reported_from, day = day(&value)),
                "to" => t_string!(i18n, board.reported_to, day = day(&value)),
                _ => value.clone(),
            };
            vec![(value, words)]
        })
    };
    view! {
        <div class="toolbar" role="group" aria-label=live(move || t_string!(i18n, board.filters))>
            <Icon name=IconName::Filter size=18 />
            <Chip param="zone" label=Signal::derive(move || t_string!(i18n, board.zone).to_owned()) options=terms("zone") />
            <Chip param="industry" label=Signal::derive(move || t_string!(i18n, board.industry).to_owned()) options=terms("industry") />
            <Chip param="owner" label=Signal::derive(move || t_string!(i18n, board.officer).to_owned()) options=officers />
            <Chip param="source" label=Signal::derive(move || t_string!(i18n, board.source).to_owned()) options=terms("source") />
            <Chip param="is" label=Signal::derive(move || t_string!(i18n, views.state).to_owned()) options=states />
            // What another page asked and this one does not offer is still said, and can be taken back.
            <Chip param="kind" label=Signal::stored(String::new()) options=asked("kind") />
            <Chip param="place" label=Signal::stored(String::new()) options=asked("place") />
            <Chip param="event" label=Signal::stored(String::new()) options=asked("event") />
            <Chip param="from" label=Signal::stored(String::new()) options=asked("from") />
            <Chip param="to" label=Signal::stored(String::new()) options=asked("to") />
            <OutChip />
            <span class="toolbar__count">{count}</span>
            <span class="toolbar__note">{t!(i18n, board.no_conversion)}</span>
            <Arrange />
        </div>
    }
}

fn use_lang_of(locale: crate::i18n::Locale) -> Lang {
    match locale {
        crate::i18n::Locale::zh_CN => Lang::ZhCn,
        crate::i18n::Locale::en => Lang::En,
    }
}

/// One question of the address.
#[component]
fn Chip(
    param: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let remove = Callback::new(move |(name,): (String,)| t_string!(i18n, board.remove_filter, name = name));
    view! {
        <FilterChip
            label=label options=options chosen=Signal::derive(move || navigation.param(param)) remove=remove
            on_choose=Callback::new(move |value: String| navigation.set_param(param, &value))
        />
    }
}
