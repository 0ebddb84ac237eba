use leptos::prelude::*;

use super::Section;
use crate::i18n::{t, t_string, use_i18n};
use crate::store::{OnDevice, use_offline};
use crate::ui::{Button, Icon, IconName, Look, live, live_view};

/// Whether the app opens here without a network, and how to have it in a window of its own.
#[component]
pub fn OfflineSection() -> impl IntoView {
    let i18n = use_i18n();
    let offline = use_offline();
    offline.version().map(|version| {
        let words = live(move || match offline.kept() {
            OnDevice::No => t_string!(i18n, offline.no),
            OnDevice::Insecure => t_string!(i18n, offline.insecure),
            OnDevice::Coming => t_string!(i18n, offline.coming),
            OnDevice::Ready | OnDevice::Update => t_string!(i18n, offline.ready),
        }
        .to_owned());
        let is_kept = move || matches!(offline.kept(), OnDevice::Ready | OnDevice::Update);
        let version = live(move || t_string!(i18n, offline.version, version = version.clone()));
        view! {
            <Section id="data-offline" title=t!(i18n, offline.title) aside=move || view! { <span>{version}</span> }>
                <p class="offline" data-kept=live(move || is_kept().to_string())>
                    {live_view(move || ({
                        let name = if is_kept() { IconName::Check } else { IconName::Offline };
                        view! { <Icon name=name size=16 /> }
                    }).into_any())}
                    <span>{words}</span>
                </p>
                // While the bar speaks of it, once is enough.
                {live_view(move || (offline.kept() == OnDevice::Update && !offline.speaks()).then(|| view! {
                    <p class="data__text">{t!(i18n, offline.update)}</p>
                    <div class="data__buttons">
                        <Button on_click=Callback::new(move |()| offline.update())>{t!(i18n, offline.update_now)}</Button>
                    </div>
                }).into_any())}
                {live_view(move || match (offline.is_installed(), offline.offers_install()) {
                    (true, _) => ().into_any(),
                    (false, true) => view! {
                        <div class="data__buttons">
                            <Button look=Look::Outline icon=IconName::Download on_click=Callback::new(move |()| offline.install())>
                                {t!(i18n, offline.install)}
                            </Button>
                        </div>
                    }.into_any(),
                    (false, false) => view! {
                        <h3 class="data__sub">{t!(i18n, offline.install)}</h3>
                        <p class="data__text">{t!(i18n, offline.install_how)}</p>
                    }.into_any(),
                })}
            </Section>
        }
    })
}
