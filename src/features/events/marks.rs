//! The events in their lanes: a list for those who listen, bars with labels for those who look.
//!
//! A zoom moves every mark and makes other groups of most events. Marks of events keep their elements; groups take
//! those of the groups before them, so that a step of the wheel changes texts and places and builds nothing.

use std::collections::BTreeMap;

use landfall_core::model::RecordId;
use landfall_core::view::timeline::{Form, Mark};
use leptos::prelude::*;

use super::axis::share;
use super::state::Stage;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{live, live_view};

/// A mark and the element it has. What an event says is part of its key: another text is another element.
#[derive(Clone)]
struct Row {
    key: String,
    mark: ArcRwSignal<Mark>,
}

fn key(mark: &Mark, groups: &mut usize) -> String {
    if mark.form == Form::Group {
        *groups += 1;
        return format!("group {groups}");
    }
    let flags = [mark.sample, mark.public, mark.not_written_up, mark.open].map(u8::from);
    let Mark { id, form, place, leads, title, caption, dates, .. } = mark;
    format!("{id}|{form:?}|{place}|{leads}|{flags:?}|{title}|{caption}|{dates}")
}

/// The list of what is laid out. It says its full size, and where in it each one stands.
#[component]
pub fn Marks(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    let rows = RwSignal::new(Vec::<Row>::new());
    let kept = StoredValue::new(BTreeMap::<String, ArcRwSignal<Mark>>::new());
    Effect::new(move |_| {
        let marks = stage.marks.get();
        let mut before = kept.try_update_value(std::mem::take).unwrap_or_default();
        let (mut now, mut groups) = (BTreeMap::new(), 0);
        let next: Vec<Row> = marks
            .iter()
            .map(|mark| {
                let key = key(mark, &mut groups);
                let signal = before.remove(&key);
                if let Some(signal) = signal.as_ref().filter(|signal| signal.with_untracked(|before| before != mark)) {
                    signal.set(mark.clone());
                }
                let signal = signal.unwrap_or_else(|| ArcRwSignal::new(mark.clone()));
                now.insert(key.clone(), signal.clone());
                Row { key, mark: signal }
            })
            .collect();
        kept.set_value(now);
        let same = |shown: &Vec<Row>| {
            shown.len() == next.len() && shown.iter().zip(&next).all(|(shown, next)| shown.key == next.key)
        };
        if !rows.with_untracked(same) {
            rows.set(next);
        }
    });
    let size = Memo::new(move |_| stage.timeline.with(|timeline| timeline.items.len()));
    let drawn = Memo::new(move |_| stage.current.get().or_else(|| stage.open.get()));
    // One stop for the Tab key: the event with the focus, or the open one, or the first in sight.
    let stop = Memo::new(move |_| {
        stage.marks.with(|marks| {
            let drawn = drawn.get().filter(|id| marks.iter().any(|mark| mark.id == *id));
            drawn.or_else(|| marks.iter().find(|mark| mark.x >= 0.0).or(marks.first()).map(|mark| mark.id.clone()))
        })
    });
    view! {
        <ol class="timeline__events" role="list" aria-label=live(move || t_string!(i18n, events.list))>
            <For each=move || rows.get() key=|row| row.key.clone() let:row>
                {if row.mark.with_untracked(|mark| mark.form == Form::Group) {
                    view! { <GroupItem mark=row.mark stage=stage stop=stop /> }.into_any()
                } else {
                    view! { <EventItem mark=row.mark stage=stage size=size stop=stop drawn=drawn /> }.into_any()
                }}
            </For>
        </ol>
    }
}

/// The id of an event's mark, and of the group that begins with it.
pub fn mark_id(id: &RecordId, group: bool) -> String {
    if group { format!("group-{id}") } else { format!("event-{id}") }
}

/// Several events in one box.
#[component]
fn GroupItem(mark: ArcRwSignal<Mark>, stage: Stage, stop: Memo<Option<RecordId>>) -> impl IntoView {
    let i18n = use_i18n();
    let see = move |look: fn(&Mark) -> String| {
        let mark = mark.clone();
        live(move || mark.with(look))
    };
    let axis = move || stage.anchor.with(|anchor| anchor.width);
    let (y, id, event, count) = (
        see(|mark| format!("{}px", mark.y)),
        see(|mark| mark_id(&mark.id, true)),
        see(|mark| mark.id.to_string()),
        see(|mark| mark.count.to_string()),
    );
    let (at, dates, size) = (
        see(|mark| mark.x.to_string()),
        see(|mark| mark.dates.clone()),
        see(|mark| mark.count.checked_ilog10().unwrap_or(0).min(3).to_string()),
    );
    let x = live(move || share(at.get().parse().unwrap_or_default(), axis()));
    let name = live(move || t_string!(i18n, events.group_name, count = count.get(), dates = dates.get()));
    let tab = live(move || {
        let event = event.get();
        if stop.with(|stop| stop.as_ref().is_some_and(|stop| stop.as_str() == event)) { "0" } else { "-1" }
    });
    view! {
        <li class="mark" data-form="group" style=("left", x) style=("top", y)>
            <button class="mark__hit mark__count" type="button" id=id tabindex=tab aria-label=name data-event=event data-group="true" data-size=size>
                {count}
            </button>
        </li>
    }
}

/// One event: its bar, and as much of its words as there is room for.
#[component]
fn EventItem(
    mark: ArcRwSignal<Mark>,
    stage: Stage,
    size: Memo<usize>,
    stop: Memo<Option<RecordId>>,
    drawn: Memo<Option<RecordId>>,
) -> impl IntoView {
    let i18n = use_i18n();
    // All but its place stays what it is, as long as the element is.
    let fixed = mark.get_untracked();
    let id = mark_id(&fixed.id, false);
    let see = |look: fn(&Mark, f64) -> String| {
        let mark = mark.clone();
        live(move || {
            let axis = stage.anchor.with(|anchor| anchor.width);
            mark.with(|mark| look(mark, axis))
        })
    };
    let (x, y) = (see(|mark, axis| share(mark.x, axis)), see(|mark, _| format!("{}px", mark.y)));
    // A bar whose end is not known is as long at any zoom.
    let bar = see(|mark, axis| if mark.open { format!("{}px", mark.bar) } else { share(mark.bar, axis) });
    let (shift, plate) =
        (see(|mark, _| format!("{}px", mark.shift)), see(|mark, _| format!("{}px", mark.width + 10.0)));
    let chosen = {
        let id = fixed.id.clone();
        Memo::new(move |_| drawn.with(|drawn| drawn.as_ref() == Some(&id)))
    };
    let open = move || chosen.get() && stage.open.with(Option::is_some);
    let tab = {
        let id = fixed.id.clone();
        live(move || if stop.with(|stop| stop.as_ref() == Some(&id)) { "0" } else { "-1" })
    };
    let form = match fixed.form {
        Form::Full => "full",
        Form::Line => "line",
        Form::Bare | Form::Group => "bare",
    };
    let (full, bare) = (fixed.form == Form::Full, form == "bare");
    let Mark { title, caption, dates, leads, sample, not_written_up, .. } = fixed.clone();
    let name = live({
        let (title, dates) = (title.clone(), dates.clone());
        move || {
            let mut parts = vec![title.clone(), dates.clone()];
            if leads > 0 {
                parts.push(t_string!(i18n, events.leads_count, count = leads));
            }
            if not_written_up {
                parts.push(t_string!(i18n, events.not_written_up).to_owned());
            }
            if sample && !title.starts_with(t_string!(i18n, staff.sample_mark)) {
                parts.push(t_string!(i18n, staff.sample_mark).to_owned());
            }
            parts.join(t_string!(i18n, events.comma))
        }
    });
    let gap = move || {
        not_written_up.then(|| view! { <span class="mark__gap">{t_string!(i18n, events.not_written_up)}</span> })
    };
    // The name of the button is what is seen on it, and after that what is not; a bar alone has only the latter.
    let words = (!bare).then(|| {
        let number = (leads > 0).then(|| {
            view! { <span class="mark__leads">{leads}<span class="visually-hidden">{t_string!(i18n, events.leads_word)}</span></span> }
        });
        let line = (!full).then(|| view! { <span class="mark__title">{title.clone()}</span>{gap()} });
        let label = full.then(|| {
            view! {
                <span class="mark__label" style=("left", shift)>
                    <span class="mark__title">{title.clone()}</span>
                    <span class="mark__caption">{caption}{not_written_up.then_some(" ")}{gap()}</span>
                </span>
            }
        });
        view! {
            <span class="mark__side">{number}{line}</span>
            {label}
            <span class="visually-hidden">" "{dates}</span>
        }
    });
    view! {
        <li
            class="mark" style=("left", x) style=("top", y) style=("width", bar) data-form=form data-open-end=fixed.open.to_string()
            data-sample=sample.to_string() data-public=fixed.public.to_string() data-chosen=live(move || chosen.get().to_string())
            data-open=live(move || open().to_string()) aria-label=name aria-setsize=live(move || size.get().to_string())
            aria-posinset=fixed.place.to_string()
        >
            {live_view(move || chosen.get().then(|| view! { <span class="mark__plate" style=("width", plate)></span> }).into_any())}
            // A bar alone is its own button: most of what stands on a full screen are such bars.
            <button
                class=if bare { "mark__hit mark__bar" } else { "mark__hit" } type="button" id=id tabindex=tab aria-label=bare.then_some(name)
                data-event=fixed.id.to_string()
            >
                {(!bare).then(|| view! { <span class="mark__bar" data-grip=fixed.id.to_string()></span> })}
                {words}
            </button>
            {live_view(move || chosen.get().then(|| view! {
                <span class="mark__edge" data-edge="start" aria-hidden="true"></span>
                <span class="mark__edge" data-edge="end" aria-hidden="true"></span>
            }).into_any())}
        </li>
    }
}
