use landfall_core::view::Route;
use leptos::prelude::*;

use crate::i18n::{t, use_i18n};
use crate::store::use_embedding;

/// An address that leads nowhere says so, and shows the way home.
#[component]
pub fn NotFoundPage(path: String) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="not-found">
            <h1 class="not-found__title" tabindex="-1">{t!(i18n, not_found.title)}</h1>
            <p class="not-found__text">{t!(i18n, not_found.text, path = format!("#/{path}"))}</p>
            <p class="not-found__ways">
                <a class="button" data-look="primary" data-size="large" href=Route::Home.href()>
                    {t!(i18n, not_found.home)}
                </a>
                {use_embedding().is_none().then(|| view! {
                    <a class="button" data-look="outline" data-size="large" href=Route::Board.href()>
                        {t!(i18n, not_found.board)}
                    </a>
                })}
            </p>
        </div>
    }
}
