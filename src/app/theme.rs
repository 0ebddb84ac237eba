use leptos::prelude::*;

use crate::i18n::{t_string, use_i18n};
use crate::store::{Theme, use_settings};
use crate::ui::{IconButton, IconName};

/// Light or dark: shows what a press would give.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let i18n = use_i18n();
    let settings = use_settings();
    move || {
        let dark = settings.is_dark();
        let (icon, next) = if dark { (IconName::Sun, Theme::Light) } else { (IconName::Moon, Theme::Dark) };
        let label = Signal::derive(move || {
            if dark { t_string!(i18n, app.theme_to_light) } else { t_string!(i18n, app.theme_to_dark) }.to_owned()
        });
        view! { <IconButton name=icon label=label on_click=Callback::new(move |()| settings.set_theme(next)) /> }
    }
}
