use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n};
use crate::store::{Theme, use_settings};
use crate::ui::{IconButton, IconName, Seal};

/// The frame of the visitor's pages: header, page, footer.
#[component]
pub fn VisitorFrame(children: Children) -> impl IntoView {
    let i18n = use_i18n();
    let settings = use_settings();
    view! {
        <header class="visitor-header">
            <a class="visitor-header__brand" href="#/"><Seal />{t!(i18n, app.name)}</a>
            <button
                class="visitor-header__language" type="button"
                on:click=move |_| settings.set_lang(settings.lang().other())
            >
                {t!(i18n, app.language_label)}
            </button>
            {move || {
                let dark = settings.is_dark();
                let (icon, next) = if dark { (IconName::Sun, Theme::Light) } else { (IconName::Moon, Theme::Dark) };
                let label = Signal::derive(move || {
                    if dark { t_string!(i18n, app.theme_to_light) } else { t_string!(i18n, app.theme_to_dark) }.to_owned()
                });
                view! { <IconButton name=icon label=label on_click=Callback::new(move |()| settings.set_theme(next)) /> }
            }}
        </header>
        <main id="main" class="visitor-main" tabindex="-1">{children()}</main>
    }
}
