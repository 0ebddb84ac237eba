//! What came of the event: the clock of the second contact, the funnel, the lists behind the numbers.

use landfall_core::format;
use landfall_core::model::RecordId;
use landfall_core::view::Route;
use landfall_core::view::event::{LeadList, LeadRow, Trip};
use leptos::prelude::*;

use super::hand::Hand;
use crate::i18n::{ageing_words, t, t_string};
use crate::ui::{Glyph, GlyphShape, live, live_view};

/// What is open below its number; one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Leads(LeadList),
    Visits,
    SeasonVisits,
}

/// The clock, the funnel, the trip and its season, and what counts elsewhere.
#[component]
pub fn CameOf(hand: Hand, on_open: Callback<RecordId>) -> impl IntoView {
    let open = RwSignal::new(None::<Open>);
    view! {
        <Clock hand=hand open=open />
        <Funnel hand=hand open=open />
        <Already hand=hand on_open=on_open />
    }
}

/// A number that opens its list; pressed again it closes it. `more` is read out behind what is seen.
fn door(open: RwSignal<Option<Open>>, what: Open, more: String, class: &'static str, inside: AnyView) -> AnyView {
    let expanded = move || (open.get() == Some(what)).to_string();
    let press = move |_| open.update(|open| *open = if *open == Some(what) { None } else { Some(what) });
    view! {
        <button class=class type="button" aria-expanded=live(expanded) on:click=press>
            {inside}<span class="visually-hidden">{more}</span>
        </button>
    }
    .into_any()
}

/// The list that is open, if it is one of these.
fn list(hand: Hand, open: RwSignal<Option<Open>>, mine: fn(Open) -> bool) -> AnyView {
    let rows = Memo::new(move |_| {
        let open = open.get().filter(|open| mine(*open))?;
        Some((
            open,
            hand.see(|sheet| match open {
                Open::Leads(list) => sheet.came.rows(list).into_iter().cloned().collect(),
                _ => Vec::new(),
            }),
        ))
    });
    live_view(move || match rows.get() {
        None => ().into_any(),
        Some((Open::Leads(_), rows)) => leads(hand, rows),
        Some((visits, _)) => visit_rows(hand, visits),
    })
    .into_any()
}

fn leads(hand: Hand, rows: Vec<LeadRow>) -> AnyView {
    let i18n = hand.i18n;
    let label = t_string!(i18n, event.list_label, count = rows.len());
    if rows.is_empty() {
        return view! { <p class="event-sheet__hint">{t!(i18n, event.list_empty)}</p> }.into_any();
    }
    let rows = rows
        .into_iter()
        .map(|row| view! { <li class="event-rows__item">{lead_row(hand, row, true)}</li> })
        .collect_view();
    view! { <ul class="event-rows" aria-label=label>{rows}</ul> }.into_any()
}

/// Stage, title, company, days; opens the lead.
fn lead_row(hand: Hand, row: LeadRow, days: bool) -> AnyView {
    let i18n = hand.i18n;
    let shape = GlyphShape::named(&row.shape);
    let meta = [row.company.clone(), row.stage.clone()].into_iter().chain(days.then(|| ageing_words(i18n, row.ageing)));
    let meta = meta.filter(|word| !word.is_empty()).map(|word| view! { <span>{word}</span> }).collect_view();
    let badge = row.sample.then(|| view! { <span class="badge-sample">{t!(i18n, event.sample)}</span> });
    view! {
        <a class="event-rows__link" href=Route::Lead(row.code).href()>
            <Glyph shape=shape size=14 />
            <span class="event-rows__words">
                <span class="event-rows__title" dir="auto">{row.title}</span>
                <span class="event-rows__meta">{meta}</span>
            </span>
            {badge}
        </a>
    }
    .into_any()
}

fn visit_rows(hand: Hand, open: Open) -> AnyView {
    let i18n = hand.i18n;
    let visits = hand.see(|sheet| match open {
        Open::SeasonVisits => sheet.came.season.as_ref().map(|season| season.visits.clone()).unwrap_or_default(),
        _ => sheet.came.trip.visits.clone(),
    });
    if visits.is_empty() {
        return view! { <p class="event-sheet__hint">{t!(i18n, event.list_empty)}</p> }.into_any();
    }
    let label = t_string!(i18n, event.visits_label, count = visits.len());
    let rows = visits
        .into_iter()
        .map(|visit| {
            let meta = [visit.day, visit.company, visit.text]
                .map(|word| view! { <span dir="auto">{word}</span> })
                .collect_view();
            view! {
                <li class="event-rows__item">
                    <a class="event-rows__link" href=Route::Lead(visit.code).href()>
                        <span class="event-rows__words">
                            <span class="event-rows__title" dir="auto">{visit.title}</span>
                            <span class="event-rows__meta">{meta}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="event-rows" aria-label=label>{rows}</ul> }.into_any()
}

/// `二次联系 第 8 天 / 14 天`, how many of them, and who waits.
#[component]
fn Clock(hand: Hand, open: RwSignal<Option<Open>>) -> impl IntoView {
    let i18n = hand.i18n;
    let clock = Memo::new(move |_| hand.see(|sheet| sheet.came.clock));
    let build = move || {
        let Some(clock) = clock.get() else { return ().into_any() };
        let waiting = clock.of - clock.contacted;
        let part = clock.day.clamp(0, clock.limit) * 100 / clock.limit.max(1);
        let tone = if clock.due { "due" } else { "running" };
        let words = if waiting == 0 {
            t_string!(i18n, event.clock_done).to_owned()
        } else if clock.due {
            t_string!(i18n, event.clock_due, day = clock.day, limit = clock.limit)
        } else {
            t_string!(i18n, event.clock, day = clock.day, limit = clock.limit)
        };
        let what = Open::Leads(LeadList::Waiting);
        let label = Signal::derive(move || t_string!(i18n, event.waiting, count = waiting));
        let button =
            (waiting > 0).then(|| door(open, what, String::new(), "event-sheet__more", view! { {label} }.into_any()));
        view! {
            <section class="event-sheet__block" data-tone=tone>
                <h3 class="event-sheet__heading">
                    {t!(i18n, event.second_contact)}<span class="event-sheet__aside">{words}</span>
                </h3>
                <div class="event-clock" aria-hidden="true"><span class="event-clock__fill" style=("width", format!("{part}%"))></span></div>
                <p class="event-sheet__line">
                    <span><strong>{clock.contacted}</strong>{t!(i18n, event.contacted, of = clock.of)}</span>
                    {button}
                </p>
                {list(hand, open, |open| open == Open::Leads(LeadList::Waiting))}
            </section>
        }
        .into_any()
    };
    live_view(build)
}

/// Where the leads got to: ever reached, by stage; out; sums; the trip and its season.
#[component]
fn Funnel(hand: Hand, open: RwSignal<Option<Open>>) -> impl IntoView {
    let i18n = hand.i18n;
    let total = Memo::new(move |_| hand.see(|sheet| sheet.came.count(LeadList::All)));
    let bars = Memo::new(move |_| hand.see(|sheet| (sheet.came.funnel.clone(), sheet.came.count(LeadList::Out))));
    let sample = Memo::new(move |_| hand.see(|sheet| sheet.came.trip.leads.iter().any(|row| row.sample)));
    let sums = move || hand.see(|sheet| sheet.came.sums.clone());
    let row = move |name: String, shape: GlyphShape, count: usize, what: LeadList| {
        let all = total.get().max(1);
        let inside = view! {
            <Glyph shape=shape size=14 />
            <span class="event-funnel__name">{name}</span>
            <span class="event-funnel__track"><span class="event-funnel__fill" style=("width", format!("{}%", count * 100 / all))></span></span>
            <span class="event-funnel__count">{count}</span>
        };
        door(open, Open::Leads(what), t_string!(i18n, event.door).to_owned(), "event-funnel__row", inside.into_any())
    };
    let funnel = move || {
        let (rows, out) = bars.get();
        let rows = rows.into_iter().map(|one| {
            // All of them were noted: the first stage is the book itself.
            let name = if one.place == 0 { t_string!(i18n, event.noted).to_owned() } else { one.name };
            row(name, GlyphShape::named(&one.shape), one.count, LeadList::Reached(one.place))
        });
        let out =
            (out > 0).then(|| row(t_string!(i18n, event.out).to_owned(), GlyphShape::StruckRing, out, LeadList::Out));
        rows.chain(out).collect_view().into_any()
    };
    let all_label = Signal::derive(move || t_string!(i18n, event.leads_count, count = total.get()));
    let any = Memo::new(move |_| total.get() > 0);
    view! {
        <section class="event-sheet__block">
            <h3 class="event-sheet__heading">
                {t!(i18n, event.came)}
                <Show when=move || sample.get()><span class="badge-sample">{t!(i18n, event.sample)}</span></Show>
                <span class="event-sheet__aside">
                    {door(open, Open::Leads(LeadList::All), String::new(), "event-sheet__more", view! { {all_label} }.into_any())}
                </span>
            </h3>
            <Show when=move || any.get() fallback=move || view! { <p class="event-sheet__hint">{t!(i18n, event.no_leads)}</p> }>
                <div class="event-funnel">{live_view(funnel)}</div>
                <p class="event-sheet__hint">{t!(i18n, event.funnel_note)}</p>
                <Show when=move || !sums().is_empty()>
                    <p class="event-sheet__line"><span>{t!(i18n, event.planned)}</span><strong>{live(sums)}</strong></p>
                </Show>
            </Show>
            {list(hand, open, |open| !matches!(open, Open::Leads(LeadList::Waiting | LeadList::Season | LeadList::SeasonLanded) | Open::SeasonVisits))}
            <TripLine hand=hand open=open season=false />
            <TripLine hand=hand open=open season=true />
            {list(hand, open, |open| matches!(open, Open::Leads(LeadList::Season | LeadList::SeasonLanded) | Open::SeasonVisits))}
        </section>
    }
}

/// Leads, visits, landed, last activity: of the trip, or of all trips of its season.
#[component]
fn TripLine(hand: Hand, open: RwSignal<Option<Open>>, season: bool) -> impl IntoView {
    let (i18n, lang, workspace) = (hand.i18n, hand.lang, hand.workspace);
    let told = Memo::new(move |_| {
        hand.see(|sheet| {
            let trip = if season { sheet.came.season.as_ref() } else { Some(&sheet.came.trip) };
            let landed = sheet.came.count(if season { LeadList::SeasonLanded } else { LeadList::Landed });
            let line = |trip: &Trip| (trip.events, trip.leads.len(), trip.visits.len(), landed, trip.last);
            trip.map(|trip| (line(trip), sheet.record.season.unwrap_or_default()))
        })
    });
    live_view(move || {
        let Some(((events, leads, visits, landed, last), number)) = told.get() else { return ().into_any() };
        let (all, ashore, seen) = if season {
            (Open::Leads(LeadList::Season), Open::Leads(LeadList::SeasonLanded), Open::SeasonVisits)
        } else {
            (Open::Leads(LeadList::All), Open::Leads(LeadList::Landed), Open::Visits)
        };
        let name = if season {
            t_string!(i18n, event.season_line, number = number, count = events)
        } else {
            t_string!(i18n, event.trip).to_owned()
        };
        let part = |what: Open, words: &'static str, count: usize| {
            let more = t_string!(i18n, event.trip_door, trip = name.clone());
            let inside = view! { <span class="event-trip__count">{count}</span><span>{words}</span> };
            door(open, what, more, "event-trip__part", inside.into_any())
        };
        let last = match last {
            Some(day) => {
                t_string!(i18n, event.last_activity, day = format::day_week(lang.get(), day, workspace.today()))
            }
            None => t_string!(i18n, event.no_activity).to_owned(),
        };
        let parts = view! {
            {part(all, t_string!(i18n, event.trip_leads), leads)}
            {part(seen, t_string!(i18n, event.trip_visits), visits)}
            {part(ashore, t_string!(i18n, event.trip_landed), landed)}
        };
        view! {
            <div class="event-trip">
                <p class="event-trip__name">{name}<span class="event-sheet__aside">{last}</span></p>
                <div class="event-trip__parts">{parts}</div>
            </div>
        }
        .into_any()
    })
}

/// Leads whose company was met here and that count at another event.
#[component]
fn Already(hand: Hand, on_open: Callback<RecordId>) -> impl IntoView {
    let i18n = hand.i18n;
    let rows = Memo::new(move |_| hand.see(|sheet| sheet.came.elsewhere.clone()));
    live_view(move || {
        let rows = rows.get();
        if rows.is_empty() {
            return ().into_any();
        }
        let count = rows.len();
        let rows = rows
            .into_iter()
            .map(|one| {
                let at = one.at.map(|(event, title)| {
                    let words = t_string!(i18n, event.counted_at, title = title);
                    view! { <button class="event-sheet__more" type="button" on:click=move |_| on_open.run(event.clone())>{words}</button> }
                        .into_any()
                });
                let at = at.unwrap_or_else(|| view! { <span class="event-rows__meta">{t!(i18n, event.known_before)}</span> }.into_any());
                view! { <li class="event-rows__item event-rows__item--at">{lead_row(hand, one.row, false)}{at}</li> }
            })
            .collect_view();
        view! {
            <section class="event-sheet__block">
                <h3 class="event-sheet__heading">{t!(i18n, event.already)}<span class="event-sheet__aside">{count}</span></h3>
                <ul class="event-rows">{rows}</ul>
            </section>
        }
        .into_any()
    })
}
