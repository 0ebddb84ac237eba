//! The sheet of an event, beside the timeline: what it was, what came of it, and all that is noted about it.

mod came;
mod facts;
mod feedback;
mod hand;
mod met;
mod new;
mod preview;
mod stops;
mod written;

use landfall_core::document::Command;
use landfall_core::exchange::{csv, some_leads_table};
use landfall_core::format;
use landfall_core::model::{Collection, RecordId};
use landfall_core::view::event::{EventSheet, LeadList};
use leptos::ev;
use leptos::prelude::*;

use crate::i18n::{field_words, t, t_string, use_i18n, use_lang};
use crate::store::{Published, Workspace, screen, use_published, use_viewport};
use crate::ui::{Button, Icon, IconButton, IconName, live, live_view};

use came::CameOf;
use facts::{Facts, FactsForm};
use feedback::{Attachments, FeedbackList};
use hand::Hand;
use met::{Met, NoteHere};
pub use new::{NewEvent, NewEventDialog};
use preview::PublicPart;
use stops::Itinerary;
use written::Written;

/// What the sheet shows that is not its own: different edits of a field, and every change of the event.
#[derive(Clone, Copy)]
pub struct EventParts {
    pub conflicts: fn(Workspace, RecordId) -> AnyView,
    pub changes: fn(Workspace, RecordId) -> AnyView,
}

/// From this width on the sheet stands beside the timeline, below it lies over it.
const BESIDE: f64 = 1200.0;
const PANEL: &str = "event-sheet";

/// The sheet of the event `id`.
#[component]
pub fn EventPanel(
    workspace: Workspace,
    id: RecordId,
    on_close: Callback<()>,
    /// Shows another event: a copy, or the one a lead counts at.
    on_open: Callback<RecordId>,
    about: EventParts,
) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let published = use_published();
    let viewport = use_viewport();
    let sheet = {
        let id = id.clone();
        Memo::new(move |_| {
            let (lang, today) = (lang.get(), workspace.today());
            let data = published.with(|published| match published {
                Published::Ready(data) => Some(data.clone()),
                _ => None,
            });
            workspace.read(|document| EventSheet::of(document, &id, data.as_deref(), lang, today))
        })
    };
    let hand = Hand::new(workspace, id.clone(), sheet);
    let there = Memo::new(move |_| sheet.with(Option::is_some));
    let label = move || {
        let title = hand.see(|sheet| sheet.title.clone());
        if title.is_empty() { t_string!(i18n, event.region).to_owned() } else { title }
    };
    let keys = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !screen::is_composing(&event) {
            event.stop_propagation();
            on_close.run(());
        }
    };
    if viewport.get_untracked() < BESIDE {
        // It lies over what was chosen from: Esc and Tab are to be in it.
        request_animation_frame(|| {
            screen::focus(PANEL);
        });
    }
    view! {
        <aside class="event-sheet" id=PANEL tabindex="-1" aria-label=live(label) on:keydown=keys>
            {live_view(move || {
                if there.get() {
                    sheet_view(hand, on_close, on_open, about)
                } else {
                    view! {
                        <header class="event-sheet__bar"><span class="event-sheet__space"></span><CloseButton on_close=on_close /></header>
                        <div class="event-sheet__block">
                            <h2 class="event-sheet__title">{t!(i18n, event.not_found)}</h2>
                            <p class="event-sheet__hint">{t!(i18n, event.not_found_text)}</p>
                        </div>
                    }
                    .into_any()
                }
            })}
        </aside>
    }
}

#[component]
fn CloseButton(on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let label = Signal::derive(move || t_string!(i18n, event.close).to_owned());
    view! { <IconButton id="event-close" name=IconName::Close label=label on_click=on_close /> }
}

fn sheet_view(hand: Hand, on_close: Callback<()>, on_open: Callback<RecordId>, about: EventParts) -> AnyView {
    let (i18n, lang, workspace) = (hand.i18n, hand.lang, hand.workspace);
    let editing = RwSignal::new(false);
    let id = hand.id();
    let (conflicts, changes) = ((about.conflicts)(workspace, id.clone()), (about.changes)(workspace, id));
    let not_written = Memo::new(move |_| hand.see(|sheet| sheet.not_written_up));
    let differs = Memo::new(move |_| hand.see(|sheet| sheet.differs.clone()));
    let differs_words = move || {
        let fields: Vec<String> =
            differs
                .get()
                .iter()
                .map(|field| {
                    if field == "stops" {
                        t_string!(i18n, event.itinerary).to_owned()
                    } else {
                        field_words(i18n, field)
                    }
                })
                .collect();
        t_string!(i18n, event.differs, fields = fields.join(t_string!(i18n, event.and)))
    };
    let printed = move || {
        let day = format::day_plain(lang.get(), workspace.today());
        t_string!(i18n, event.printed, day = day)
    };
    view! {
        <Bar hand=hand editing=editing on_close=on_close on_open=on_open />
        <div class="event-sheet__body" inert=live(move || workspace.read_only().is_some())>
            <Head hand=hand />
            <Show when=move || not_written.get()>
                <div class="event-sheet__notice" data-tone="caution">
                    <Icon name=IconName::Note />
                    <p>{t!(i18n, event.not_written_text)}</p>
                    <Button on_click=Callback::new(|()| { screen::focus(written::OUTCOME); })>{t!(i18n, event.write_up)}</Button>
                </div>
            </Show>
            <Show when=move || !differs.with(Vec::is_empty)>
                <p class="event-sheet__notice" data-tone="warn"><Icon name=IconName::Eye /><span>{live(differs_words)}</span></p>
            </Show>
            {conflicts}
            <Show when=move || editing.get() fallback=move || view! { <Facts hand=hand /> }>
                <FactsForm hand=hand editing=editing />
            </Show>
            <CameOf hand=hand on_open=on_open />
            <Written hand=hand />
            <NoteHere hand=hand />
            <Met hand=hand />
            <FeedbackList hand=hand />
            <Itinerary hand=hand />
            <Attachments hand=hand />
            <PublicPart hand=hand />
            <section class="event-sheet__block event-sheet__changes">{changes}</section>
            <p class="event-sheet__printed">{live(printed)}</p>
        </div>
        <footer class="event-sheet__foot">
            <Button icon=IconName::Print on_click=Callback::new(|()| screen::print())>{t!(i18n, event.print)}</Button>
            <Button icon=IconName::Download on_click=Callback::new(move |()| export_leads(hand))>{t!(i18n, event.export)}</Button>
        </footer>
    }
    .into_any()
}

/// What it is, and what can be done with it as a whole.
#[component]
fn Bar(hand: Hand, editing: RwSignal<bool>, on_close: Callback<()>, on_open: Callback<RecordId>) -> impl IntoView {
    let i18n = hand.i18n;
    let flags = Memo::new(move |_| {
        hand.see(|sheet| (sheet.record.published, sheet.record.public, sheet.record.sample, sheet.kind.clone()))
    });
    let title = move || untrack(|| hand.see(|sheet| sheet.title.clone()));
    let copy = Callback::new(move |()| {
        let words = || t_string!(i18n, event.copied, title = title());
        if let Ok(applied) = hand.act(Command::CopyEvent { event: hand.id() }, words)
            && let Some(copy) = applied.subject
        {
            on_open.run(copy);
        }
    });
    let delete = Callback::new(move |()| {
        let said = t_string!(i18n, staff.removed, title = title());
        let command = Command::Delete { collection: Collection::Events, id: hand.id() };
        if hand.act(command, || said).is_ok() {
            on_close.run(());
        }
    });
    let edit = Callback::new(move |()| {
        editing.update(|editing| *editing = !*editing);
        if editing.get_untracked() {
            screen::focus_when_drawn(facts::FIRST_FIELD.to_owned());
        }
    });
    let status = move || {
        let (published, public, ..) = flags.get();
        match (published, public) {
            (true, _) => t_string!(i18n, event.published).to_owned(),
            (false, true) => t_string!(i18n, event.public).to_owned(),
            (false, false) => t_string!(i18n, event.internal).to_owned(),
        }
    };
    let open_to_all = move || flags.with(|flags| flags.0 || flags.1);
    let label = move |editing: bool| {
        let text = if editing { t_string!(i18n, event.edit_done) } else { t_string!(i18n, event.edit) };
        text.to_owned()
    };
    view! {
        <header class="event-sheet__bar">
            <div class="event-sheet__tags">
                <Show when=move || !flags.with(|flags| flags.3.is_empty())><span class="event-sheet__kind">{live(move || flags.get().3)}</span></Show>
                <span class="event-sheet__status" data-public=live(move || open_to_all().to_string())>
                    <Show when=open_to_all><Icon name=IconName::Eye size=14 /></Show>
                    {live(status)}
                </span>
                <Show when=move || flags.get().2><span class="badge-sample">{t!(i18n, event.sample)}</span></Show>
            </div>
            <IconButton id="event-edit" name=IconName::Edit label=Signal::derive(move || label(editing.get())) on_click=edit />
            <IconButton
                id="event-copy" name=IconName::Copy label=Signal::derive(move || t_string!(i18n, event.copy).to_owned())
                hint=Signal::derive(move || t_string!(i18n, event.copy_hint).to_owned()) on_click=copy
            />
            <IconButton
                id="event-delete" name=IconName::Trash label=Signal::derive(move || t_string!(i18n, event.delete).to_owned()) on_click=delete
            />
            <CloseButton on_close=on_close />
        </header>
    }
}

/// Title, dates, places, distance.
#[component]
fn Head(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    let dates = move || {
        let (dates, open) = hand.see(|sheet| (sheet.dates.clone(), sheet.end_unknown));
        match (dates.is_empty(), open) {
            (true, _) => t_string!(i18n, event.no_date).to_owned(),
            (false, true) => t_string!(i18n, event.open_end, dates = dates),
            (false, false) => dates,
        }
    };
    let places = move || hand.see(|sheet| sheet.places.join(t_string!(i18n, event.and)));
    let far = move || {
        hand.see(|sheet| sheet.farthest.clone())
            .map(|far| t_string!(i18n, event.offshore, distance = far))
            .unwrap_or_default()
    };
    view! {
        <div class="event-sheet__head">
            <h2 class="event-sheet__title">{live(move || hand.see(|sheet| sheet.title.clone()))}</h2>
            <p class="event-sheet__facts"><span>{live(dates)}</span><span>{live(places)}</span><span>{live(far)}</span></p>
            <Show when=move || hand.see(|sheet| sheet.not_written_up)>
                <p class="event-sheet__unwritten">{t!(i18n, event.not_written)}</p>
            </Show>
        </div>
    }
}

/// The leads that count here as a table for Excel and WPS.
fn export_leads(hand: Hand) {
    let lang = hand.lang.get_untracked();
    let (title, ids) = untrack(|| {
        hand.see(|sheet| {
            let rows = sheet.came.rows(LeadList::All);
            (sheet.title.clone(), rows.into_iter().map(|row| row.id.clone()).collect::<Vec<_>>())
        })
    });
    if ids.is_empty() {
        hand.say(t_string!(hand.i18n, event.export_none).to_owned());
        return;
    }
    let table = hand.workspace.peek(|document| some_leads_table(document.tables(), lang, &ids));
    let plain = |c: char| if c.is_control() || "\\/:*?\"<>|".contains(c) { '-' } else { c };
    let title: String = title.chars().map(plain).take(60).collect();
    let name = format!("{title}-{}.csv", untrack(|| hand.workspace.today()));
    let run = move |()| {
        screen::download(&name, "text/csv", &csv::write(&table));
        hand.say(t_string!(hand.i18n, data.exported, name = name.clone()));
    };
    hand.locks.ask_readable(hand.workspace, hand.locks.told(run));
}
