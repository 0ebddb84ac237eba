use landfall_core::query::Clock;
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n};
use crate::store::{Workspace, use_session};
use crate::ui::{Button, Dialog, Edit, Look, live, live_view};

/// The days from which the clocks remind. Each is saved as it is left, one step.
#[component]
pub fn LimitsDialog(workspace: Workspace, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog
            id="limits" title=Signal::derive(move || t_string!(i18n, today.limits).to_owned())
            close_label=Signal::derive(move || t_string!(i18n, app.close).to_owned()) on_close=on_close
        >
            // What is pressed here is nobody else's key; Esc is the dialog's own.
            <div class="limits" on:keydown=|event| event.stop_propagation()>
                <p class="limits__text">{t!(i18n, today.limits_text)}</p>
                {Clock::ALL.map(|clock| view! { <Limit workspace=workspace clock=clock /> }).into_iter().collect_view()}
            </div>
        </Dialog>
    }
}

#[component]
fn Limit(workspace: Workspace, clock: Clock) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let wrong = RwSignal::new(false);
    let name = move || {
        match clock {
            Clock::Reply => t_string!(i18n, today.clock_reply),
            Clock::Screening => t_string!(i18n, today.clock_screening),
            Clock::Feedback => t_string!(i18n, today.clock_feedback),
            Clock::Progress => t_string!(i18n, today.clock_progress),
            Clock::Stale => t_string!(i18n, today.clock_stale),
            Clock::Reason => t_string!(i18n, today.clock_reason),
            Clock::SecondContact => t_string!(i18n, today.clock_second_contact),
            Clock::Backup => t_string!(i18n, today.clock_backup),
        }
        .to_owned()
    };
    let days = Memo::new(move |_| workspace.read(|document| clock.days(document.tables())));
    let set = move |days: u32| {
        let command = workspace.peek(|document| clock.set(document.tables(), days));
        if workspace.dispatch(command).is_ok() {
            session.say(t_string!(i18n, today.said_limit, name = name(), days = days), true);
        } else {
            session.say(t_string!(i18n, data.cannot_now).to_owned(), false);
        }
    };
    let save = Callback::new(move |text: String| match Clock::typed(&text) {
        Some(days) => {
            wrong.set(false);
            set(days);
        }
        None => wrong.set(true),
    });
    let default = clock.default_days();
    let changed = Memo::new(move |_| days.get() != default);
    view! {
        <div class="limits__row">
            <Edit
                id=field_id(clock) label=Signal::derive(move || t_string!(i18n, today.limit_days, name = name()))
                value=Signal::derive(move || days.get().to_string())
                error=Signal::derive(move || if wrong.get() { t_string!(i18n, today.limit_bad).to_owned() } else { String::new() })
                on_save=save
            />
            {live_view(move || changed.get().then(|| {
                let label = live(move || t_string!(i18n, today.limit_reset, days = default, name = name()));
                view! {
                    <span class="limits__reset">
                        <Button look=Look::Plain on_click=Callback::new(move |()| set(default))>{label}</Button>
                    </span>
                }
            }).into_any())}
        </div>
    }
}

fn field_id(clock: Clock) -> &'static str {
    match clock {
        Clock::Reply => "limit-reply",
        Clock::Screening => "limit-screening",
        Clock::Feedback => "limit-feedback",
        Clock::Progress => "limit-progress",
        Clock::Stale => "limit-stale",
        Clock::Reason => "limit-reason",
        Clock::SecondContact => "limit-second-contact",
        Clock::Backup => "limit-backup",
    }
}
