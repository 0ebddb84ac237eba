//! The events in their lanes: a list for those who listen, bars with labels for those who look.

use std::collections::BTreeMap;

use landfall_core::view::timeline::{Form, Mark};
use leptos::prelude::*;

use super::state::Stage;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{live, live_view};

/// A mark whose place follows the zoom. What it says is part of its key: another text is another row.
#[derive(Clone)]
struct Row {
    key: String,
    mark: Mark,
    /// Left edge, top, length of the bar, shift of the label.
    place: ArcRwSignal<(f64, f64, f64, f64)>,
}

fn place(mark: &Mark) -> (f64, f64, f64, f64) {
    (mark.x, mark.y, mark.bar, mark.shift)
}

fn key(mark: &Mark) -> String {
    format!(
        "{}|{:?}|{}|{}|{}|{}{}{}|{}|{}|{}",
        mark.id,
        mark.form,
        mark.place,
        mark.count,
        mark.leads,
        u8::from(mark.sample),
        u8::from(mark.public),
        u8::from(mark.not_written_up),
        mark.title,
        mark.caption,
        mark.dates
    )
}

/// The list of what is laid out. It says its full size, and where in it each one stands.
#[component]
pub fn Marks(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    let rows = RwSignal::new(Vec::<Row>::new());
    let kept = StoredValue::new(BTreeMap::<String, Row>::new());
    Effect::new(move |_| {
        let marks = stage.marks.get();
        let mut next = Vec::with_capacity(marks.len());
        let mut before = kept.try_update_value(std::mem::take).unwrap_or_default();
        let mut now = BTreeMap::new();
        let mut same = rows.with_untracked(Vec::len) == marks.len();
        for mark in marks.iter() {
            let key = key(mark);
            let row = match before.remove(&key) {
                Some(row) => {
                    let at = place(mark);
                    if row.place.with_untracked(|before| *before != at) {
                        row.place.set(at);
                    }
                    row
                }
                None => {
                    same = false;
                    Row { key: key.clone(), place: ArcRwSignal::new(place(mark)), mark: mark.clone() }
                }
            };
            now.insert(key, row.clone());
            next.push(row);
        }
        kept.set_value(now);
        if !same || !before.is_empty() {
            rows.set(next);
        }
    });
    let size = Memo::new(move |_| stage.timeline.with(|timeline| timeline.items.len()));
    let first = Memo::new(move |_| rows.with(|rows| rows.first().map(|row| row.mark.id.clone())));
    let drawn = Memo::new(move |_| stage.current.get().or_else(|| stage.open.get()));
    // One stop for the Tab key: the event with the focus, or the open one, or the first in sight.
    let stop = Memo::new(move |_| {
        let drawn = drawn.get().filter(|id| rows.with(|rows| rows.iter().any(|row| row.mark.id == *id)));
        drawn.or_else(|| first.get())
    });
    view! {
        <ol class="timeline__events" role="list" aria-label=live(move || t_string!(i18n, events.list))>
            <For each=move || rows.get() key=|row| row.key.clone() let:row>
                <MarkItem row=row stage=stage size=size stop=stop drawn=drawn />
            </For>
        </ol>
    }
}

/// The id of an event's mark, and of the group that begins with it.
pub fn mark_id(id: &landfall_core::model::RecordId, group: bool) -> String {
    if group { format!("group-{id}") } else { format!("event-{id}") }
}

#[component]
fn MarkItem(
    row: Row,
    stage: Stage,
    size: Memo<usize>,
    stop: Memo<Option<landfall_core::model::RecordId>>,
    drawn: Memo<Option<landfall_core::model::RecordId>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Row { mark, place, .. } = row;
    let group = mark.form == Form::Group;
    let id = mark_id(&mark.id, group);
    let at = {
        let place = place.clone();
        live(move || place.with(|(x, y, ..)| format!("translate({x}px, {y}px)")))
    };
    let bar = {
        let place = place.clone();
        live(move || place.with(|(_, _, bar, _)| format!("{bar}px")))
    };
    let shift = live(move || place.with(|(.., shift)| format!("{shift}px")));
    let chosen = {
        let id = mark.id.clone();
        Memo::new(move |_| !group && drawn.with(|drawn| drawn.as_ref() == Some(&id)))
    };
    let open = {
        let id = mark.id.clone();
        live(move || (!group && stage.open.with(|open| open.as_ref() == Some(&id))).to_string())
    };
    let tab = {
        let id = mark.id.clone();
        live(move || if stop.with(|stop| stop.as_ref() == Some(&id)) { "0" } else { "-1" })
    };
    let form = match mark.form {
        Form::Full => "full",
        Form::Line => "line",
        Form::Bare => "bare",
        Form::Group => "group",
    };
    let name = {
        let (title, dates, count) = (mark.title.clone(), mark.dates.clone(), mark.count);
        let (leads, sample, not_written_up) = (mark.leads, mark.sample, mark.not_written_up);
        live(move || {
            if group {
                return t_string!(i18n, events.group_name, count = count, dates = dates.clone());
            }
            let mut name = format!("{title}  {dates}");
            let mut add = |words: String| {
                name.push_str("  ");
                name.push_str(&words);
            };
            if leads > 0 {
                add(t_string!(i18n, events.leads_count, count = leads));
            }
            if not_written_up {
                add(t_string!(i18n, events.not_written_up).to_owned());
            }
            if sample && !title.starts_with(t_string!(i18n, staff.sample_mark)) {
                add(t_string!(i18n, staff.sample_mark).to_owned());
            }
            name
        })
    };
    let (full, has_label) = (mark.form == Form::Full, !matches!(mark.form, Form::Bare | Form::Group));
    let (title, caption, leads, unwritten) =
        (mark.title.clone(), mark.caption.clone(), mark.leads, mark.not_written_up);
    let size_step = mark.count.checked_ilog10().unwrap_or(0).min(3);
    view! {
        <li
            class="mark" style=("transform", at) data-form=form data-open-end=mark.open.to_string() data-sample=mark.sample.to_string()
            data-public=mark.public.to_string() data-chosen=live(move || chosen.get().to_string()) data-open=open
            aria-label=name aria-setsize=live(move || size.get().to_string()) aria-posinset=mark.place.to_string()
        >
            <button
                class="mark__hit" type="button" id=id tabindex=tab aria-label=name data-event=mark.id.to_string()
                data-group=group.to_string()
            >
                {if group {
                    view! { <span class="mark__count" data-size=size_step.to_string()>{mark.count}</span> }.into_any()
                } else {
                    view! {
                        <span class="mark__row">
                            <span class="mark__bar" data-grip=mark.id.to_string() style=("width", bar)></span>
                            {(leads > 0 && has_label).then(|| view! { <span class="mark__leads">{leads}</span> })}
                            {(has_label && !full).then(|| view! { <span class="mark__title">{title.clone()}</span> })}
                            {(has_label && !full && unwritten).then(|| view! { <span class="mark__gap">{t_string!(i18n, events.not_written_up)}</span> })}
                        </span>
                        {full.then(|| view! {
                            <span class="mark__label" style=("left", shift)>
                                <span class="mark__title">{title}</span>
                                <span class="mark__caption">
                                    {caption}{unwritten.then(|| view! { " "<span class="mark__gap">{t_string!(i18n, events.not_written_up)}</span> })}
                                </span>
                            </span>
                        })}
                    }
                    .into_any()
                }}
            </button>
            {live_view(move || (chosen.get() && !group).then(|| view! {
                <span class="mark__edge" data-edge="start" aria-hidden="true"></span>
                <span class="mark__edge" data-edge="end" aria-hidden="true" style=("left", bar)></span>
            }).into_any())}
        </li>
    }
}
