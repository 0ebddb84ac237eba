use landfall_core::model::Lang;
use landfall_core::view::Board;
use leptos::prelude::*;

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
    view! {
        <div class="toolbar" role="group" aria-label=live(move || t_string!(i18n, board.filters))>
            <Icon name=IconName::Filter size=18 />
            <Chip param="zone" label=Signal::derive(move || t_string!(i18n, board.zone).to_owned()) options=terms("zone") />
            <Chip param="industry" label=Signal::derive(move || t_string!(i18n, board.industry).to_owned()) options=terms("industry") />
            <Chip param="owner" label=Signal::derive(move || t_string!(i18n, board.officer).to_owned()) options=officers />
            <Chip param="source" label=Signal::derive(move || t_string!(i18n, board.source).to_owned()) options=terms("source") />
            <span class="toolbar__count">{count}</span>
            <span class="toolbar__note">{t!(i18n, board.no_conversion)}</span>
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
