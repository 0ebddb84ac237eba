use std::sync::Arc;

use landfall_core::published;
use leptos::prelude::*;

use super::failure::{FailureNotice, LeftOutNotice};
use crate::i18n::{t, use_i18n};
use crate::store::{Published, use_published};

/// Shows what `children` make of the published data; grey bars while it comes, and a message in its place when it
/// can't be had. The rest of the page does not depend on it.
#[component]
pub fn WithPublished(children: Callback<(Arc<published::Published>,), AnyView>) -> impl IntoView {
    let i18n = use_i18n();
    let published = use_published();
    move || match published.get() {
        Published::Loading => view! {
            <div class="visitor-loading" role="status">
                <span class="visually-hidden">{t!(i18n, app.loading)}</span>
                <span class="visitor-loading__bar"></span>
                <span class="visitor-loading__bar"></span>
                <span class="visitor-loading__bar"></span>
            </div>
        }
        .into_any(),
        Published::Failed(error) => view! { <FailureNotice error=error /> }.into_any(),
        Published::Ready(data) => {
            let problems = data.problems.clone();
            view! {
                {(!problems.is_empty()).then(|| view! { <LeftOutNotice problems=problems /> })}
                {children.run((data,))}
            }
            .into_any()
        }
    }
}
