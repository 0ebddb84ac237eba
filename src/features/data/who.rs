use landfall_core::document::Step;
use leptos::prelude::*;

use super::Section;
use crate::i18n::{t, t_string, use_i18n};
use crate::store::{Workspace, use_session, use_settings};
use crate::ui::{Button, Edit, Field, Look, live};

/// Who is at this device, to be changed at any time.
#[component]
pub fn WhoSection() -> impl IntoView {
    let i18n = use_i18n();
    let settings = use_settings();
    let name = Callback::new(move |name: String| settings.set_who(&name, &untrack(|| settings.unit())));
    let unit = Callback::new(move |unit: String| settings.set_who(&untrack(|| settings.who()), &unit));
    view! {
        <Section id="data-device" title=t!(i18n, data.device) text=t!(i18n, data.who_text)>
            <div class="data__pair">
                <Edit id="who-name" label=t!(i18n, data.who_name) value=Signal::derive(move || settings.who()) on_save=name />
                <Edit id="who-unit" label=t!(i18n, data.who_unit) value=Signal::derive(move || settings.unit()) on_save=unit />
            </div>
        </Section>
    }
}

/// Asks once who is at this device: after the first change, in a line above the work and not in its way.
#[component]
pub fn WhoCard(workspace: Workspace) -> impl IntoView {
    let settings = use_settings();
    // Counts what this tab did itself: what others wrote is no reason to ask, nor is looking at the sample.
    let own = |step: &Step| !matches!(step, Step::LoadSample | Step::ClearSample);
    let asks =
        Memo::new(move |_| settings.is_unasked() && workspace.read(|document| document.undo_step().is_some_and(own)));
    view! { <Show when=move || asks.get()><Ask /></Show> }
}

#[component]
fn Ask() -> impl IntoView {
    let i18n = use_i18n();
    let settings = use_settings();
    let session = use_session();
    let name = RwSignal::new(String::new());
    let unit = RwSignal::new(String::new());
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (name, unit) = (name.get_untracked(), unit.get_untracked());
        if !name.trim().is_empty() {
            settings.set_who(&name, &unit);
            session.say(t_string!(i18n, data.who_saved).to_owned(), false);
        }
    };
    view! {
        <form class="who" aria-labelledby="who-heading" on:submit=save>
            <div class="who__words">
                <h2 class="who__title" id="who-heading">{t!(i18n, data.who_title)}</h2>
                <p class="who__text">{live(move || format!("{} {}", t_string!(i18n, data.who_text), t_string!(i18n, data.who_hint)))}</p>
            </div>
            <div class="who__fields">
                <Field id="who-card-name" label=t!(i18n, data.who_name) value=name />
                <Field id="who-card-unit" label=t!(i18n, data.who_unit) value=unit />
                <Button look=Look::Primary submit=true>{t!(i18n, data.who_save)}</Button>
                <Button look=Look::Plain on_click=Callback::new(move |()| settings.leave_unnamed())>{t!(i18n, data.who_later)}</Button>
            </div>
        </form>
    }
}
