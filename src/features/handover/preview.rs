use landfall_core::document::Command;
use landfall_core::format;
use landfall_core::model::{Collection, Day, RecordId};
use landfall_core::view::{Route, term_name};
use leptos::prelude::*;

use super::show::{along, name_of};
use crate::i18n::{collection_words, t, t_string, use_i18n, use_lang};
use crate::store::{Arrived, Workspace, screen, use_navigation, use_session};
use crate::ui::{Button, Icon, IconName, Look, Size, live};

/// What has arrived and what taking it in would do, before anything is merged.
#[component]
pub fn Preview(
    workspace: Workspace,
    arrived: Arrived,
    on_again: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let (i18n, lang) = (use_i18n(), use_lang().get_untracked());
    let (session, navigation) = (use_session(), use_navigation());
    let Arrived { incoming, report, here } = arrived;
    let what = incoming.handed.as_ref().map_or(Collection::Leads, |handed| handed.what);
    let name = name_of(&incoming, what);
    let about = match what {
        Collection::Leads => {
            let stage = RecordId::from(incoming.handed_field("stage"));
            workspace.peek(|document| term_name(document.tables(), &stage, lang))
        }
        _ => incoming.handed_field("post").to_owned(),
    };
    let facts = [incoming.handed_company().to_owned(), about, incoming.handed_field("code").to_owned()];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty()).map(|fact| view! { <span dir="auto">{fact}</span> });
    let (who, at) = incoming.handed.as_ref().map(|handed| (handed.who.clone(), handed.at)).unwrap_or_default();
    let mut origin: Vec<String> = Vec::new();
    if !who.is_empty() {
        origin.push(t_string!(i18n, handover.from, who = who.clone()));
    }
    origin.push(incoming.workspace.clone());
    if let Some(day) = Day::in_shanghai(at).filter(|_| at > 0) {
        origin.push(format!("{} {}", format::day_plain(lang, day), screen::time_of_day(at)));
    }
    let origin =
        origin.into_iter().filter(|words| !words.is_empty()).map(|words| view! { <span dir="auto">{words}</span> });
    let title = here.as_ref().map(|here| workspace.peek(|document| document.title(what, here)));
    let place = match (&title, what) {
        (Some(title), _) => t_string!(i18n, handover.known, title = title.clone()),
        (None, Collection::Leads) => t_string!(i18n, handover.new_lead).to_owned(),
        (None, _) => t_string!(i18n, handover.new_contact).to_owned(),
    };
    let counts = along(&incoming, what);
    let counts = counts.into_iter().map(|(collection, count)| {
        t_string!(i18n, handover.of, collection = collection_words(i18n, collection), count = count)
    });
    let counts = counts.collect::<Vec<_>>().join("  ");
    let line = |count: usize, words: String, tone: &'static str| {
        (count > 0).then(|| view! { <li data-tone=tone>{words}</li> })
    };
    let (changed, differ, faults) = (report.changes.len(), report.conflicts.len(), incoming.problems.len());
    let lines = view! {
        {line(changed, t_string!(i18n, handover.changes, count = changed), "")}
        {line(differ, t_string!(i18n, handover.conflicts, count = differ), "warn")}
        {line(faults, t_string!(i18n, handover.problems, count = faults), "warn")}
    };
    let nothing_new = report.nothing_new;
    let said = name.clone();
    let incoming = StoredValue::new_local(incoming);
    let take = Callback::new(move |()| {
        let Some(incoming) = incoming.try_get_value() else { return };
        if workspace.dispatch(Command::Merge(Box::new(incoming.clone()))).is_err() {
            session.say(t_string!(i18n, data.cannot_now).to_owned(), false);
            return;
        }
        session.say(t_string!(i18n, handover.taken, title = said.clone()), true);
        on_close.run(());
        // A lead opens where it is now: it may have another code here.
        let code = workspace.peek(|document| {
            let id = document.here(&incoming).filter(|_| what == Collection::Leads)?;
            document.tables().leads.get(&id).map(|lead| lead.code.clone())
        });
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            navigation.go(&Route::Lead(code));
        }
    });
    let buttons = if nothing_new {
        view! {
            <Button look=Look::Primary size=Size::Large id="handover-done" on_click=on_close>{t!(i18n, handover.done)}</Button>
            <Button look=Look::Plain size=Size::Large on_click=on_again>{t!(i18n, handover.again)}</Button>
        }
        .into_any()
    } else {
        view! {
            <Button look=Look::Primary size=Size::Large id="handover-take" on_click=take>{t!(i18n, handover.take)}</Button>
            <Button look=Look::Plain size=Size::Large on_click=on_again>{t!(i18n, handover.again)}</Button>
        }
        .into_any()
    };
    screen::focus_when_drawn(if nothing_new { "handover-done" } else { "handover-take" }.to_owned());
    view! {
        <section class="arrived" aria-labelledby="arrived-title">
            <h3 class="visually-hidden" id="arrived-title">{t!(i18n, handover.preview)}</h3>
            <p class="arrived__name" dir="auto">{name}</p>
            <p class="arrived__facts">{facts.collect_view()}</p>
            <p class="arrived__origin">{origin.collect_view()}</p>
            <p class="arrived__place" aria-live="polite">
                <Icon name=if nothing_new { IconName::Check } else { IconName::Merge } />
                {live(move || if nothing_new { t_string!(i18n, handover.nothing).to_owned() } else { place.clone() })}
            </p>
            {(!counts.is_empty()).then(|| view! { <p class="handover__along"><strong>{t!(i18n, handover.along_in)}</strong><span>{counts}</span></p> })}
            <ul class="arrived__lines">{lines}</ul>
            <div class="handover__foot">{buttons}</div>
        </section>
    }
}
