use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n};
use crate::store::use_offline;
use crate::ui::{Button, Look, live, live_view};

/// A new version waits: said quietly at the edge, for visitors and staff. It never comes by itself.
#[component]
pub fn UpdateBar() -> impl IntoView {
    let i18n = use_i18n();
    let offline = use_offline();
    view! {
        <div class="update" aria-live="polite">
            {live_view(move || offline.speaks().then(|| {
                let words = live(move || match offline.is_held() {
                    true => t_string!(i18n, offline.held),
                    false => t_string!(i18n, offline.update),
                }.to_owned());
                view! {
                    <section class="update__bar" aria-label=live(move || t_string!(i18n, offline.region))>
                        <p class="update__text">{words}</p>
                        <Button look=Look::Primary on_click=Callback::new(move |()| offline.update())>{t!(i18n, offline.update_now)}</Button>
                        <Button look=Look::Plain on_click=Callback::new(move |()| offline.put_off())>{t!(i18n, offline.later)}</Button>
                    </section>
                }
            }).into_any())}
        </div>
    }
}
