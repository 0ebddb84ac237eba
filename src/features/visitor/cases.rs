use leptos::prelude::*;

use super::case_list::CaseList;
use super::gate::WithPublished;
use crate::i18n::{t, use_i18n};

/// `#/cases`: who landed, and which units took part.
#[component]
pub fn CasesPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="visitor-page">
            <h1 class="visitor-page__title" tabindex="-1">{t!(i18n, cases.title)}</h1>
            <p class="visitor-page__lead">{t!(i18n, cases.lead)}</p>
        </div>
        <WithPublished
            children=Callback::new(|(data,)| {
                view! { <div class="home-section"><CaseList data=data level=2 /></div> }.into_any()
            })
        />
    }
}
