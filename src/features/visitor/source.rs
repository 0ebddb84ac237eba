use std::sync::Arc;

use landfall_core::model::Lang;
use landfall_core::published::Published as Data;
use leptos::prelude::*;

use crate::i18n::{t, use_i18n, use_lang};
use crate::store::{Published, use_published};
use crate::ui::{live, live_view};

/// Where the data comes from, and what distances are worth.
#[component]
pub fn SourceLines(data: Arc<Data>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let open_ended = data.open_ended;
    view! {
        <p class="visitor-source">
            <span>
                {live_view(move || ({
                    let line = data.source.line.get(lang.get()).to_owned();
                    view! { {t!(i18n, visitor.source, line = line.clone())} }
                }).into_any())}
                {open_ended.then(|| view! {
                    {live(move || match lang.get() { Lang::ZhCn => "；", Lang::En => "; " })}
                    {t!(i18n, visitor.open_ended)}
                })}
            </span>
            <span>{t!(i18n, visitor.distance_note)}</span>
        </p>
    }
}

/// The same at the foot of every visitor's page, with the document it is taken from.
#[component]
pub fn SourceFooter() -> impl IntoView {
    let lang = use_lang();
    let published = use_published();
    move || match published.get() {
        Published::Ready(data) => {
            let document = data.source.document.clone();
            view! {
                {document.map(|document| view! {
                    <p class="visitor-footer__document">{live(move || document.get(lang.get()).to_owned())}</p>
                })}
                <SourceLines data=data />
            }
            .into_any()
        }
        Published::Loading | Published::Failed(_) => ().into_any(),
    }
}
