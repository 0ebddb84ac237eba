//! The stages as waypoints on a strip of water and land, and the gate of the next one under it.

use landfall_core::model::RecordId;
use landfall_core::view::gate::{GateField, gate, is_out, missing, next_stage, stage_left};
use landfall_core::view::{Waypoint, WaypointState, course, term_name};
use leptos::prelude::*;

use super::groups::go_to_field;
use super::hand::Hand;
use crate::i18n::{field_label, t, t_string};
use crate::ui::{Button, Glyph, GlyphShape, Icon, IconName, Look, live, live_view};

/// What stands under the strip.
#[derive(Clone, PartialEq)]
enum Way {
    /// The next stage, and its gate field by field.
    On {
        to: RecordId,
        name: String,
        fields: Vec<(GateField, bool)>,
    },
    /// Out: back to this stage.
    Back {
        to: RecordId,
        name: String,
    },
    End,
}

#[component]
pub fn Course(hand: Hand) -> impl IntoView {
    let Hand { workspace, i18n, lang, lead, .. } = hand;
    let points = Memo::new(move |_| {
        let lang = lang.get();
        workspace.read(|document| lead.with(|lead| course(lead, document.tables(), lang)))
    });
    let way = Memo::new(move |_| {
        let lang = lang.get();
        let id = hand.id();
        workspace.read(|document| {
            let tables = document.tables();
            lead.with(|lead| {
                let name = |stage: &RecordId| term_name(tables, stage, lang);
                if let Some(to) = stage_left(&id, lead, tables) {
                    return Way::Back { name: name(&to), to };
                }
                match next_stage(lead, tables) {
                    Some(to) => Way::On { name: name(&to), fields: gate(&id, lead, &to, tables), to },
                    None => Way::End,
                }
            })
        })
    });
    // What is missing for the stage the lead is in already; the out type and reason of old data too.
    let lacks = Memo::new(move |_| {
        let id = hand.id();
        workspace.read(|document| lead.with(|lead| missing(&id, lead, &lead.stage, document.tables())))
    });
    let out = move || workspace.read(|document| lead.with(|lead| is_out(&lead.stage, document.tables())));
    let published = move || lead.with(|lead| lead.published);
    view! {
        <section class="course" aria-label=live(move || t_string!(i18n, lead.course)) data-out=live(move || out().to_string())>
            <ol class="course__strip">
                <For each=move || points.get() key=|point| format!("{}{:?}{}", point.stage, point.state, point.name) let:point>
                    <CoursePoint point=point />
                </For>
            </ol>
            {live_view(move || {
                let fields = lacks.get();
                if fields.is_empty() || published() {
                    return ().into_any();
                }
                let chips = fields.into_iter().map(|field| missing_chip(hand, field)).collect_view();
                view! { <div class="gate-row" data-lacks="true"><span class="gate-row__name">{t!(i18n, detail.lacks)}</span><span class="gate-row__chips">{chips}</span></div> }.into_any()
            })}
            {live_view(move || if published() { ().into_any() } else { the_way(hand, way.get()) })}
        </section>
    }
}

fn the_way(hand: Hand, way: Way) -> AnyView {
    let i18n = hand.i18n;
    match way {
        Way::End => ().into_any(),
        Way::Back { to, name } => view! {
            <div class="gate-row">
                <Button look=Look::Primary icon=IconName::Undo on_click=Callback::new(move |()| hand.move_to(to.clone()))>
                    {t!(i18n, detail.revive_to, stage = name.clone())}
                </Button>
            </div>
        }
        .into_any(),
        Way::On { to, name, fields } => {
            let open = fields.iter().filter(|(field, known)| !known && !field.optional).count();
            let stage = name.clone();
            let chips = fields.into_iter().filter(|(field, known)| *known || !field.optional).map(|(field, known)| {
                if !known {
                    return missing_chip(hand, field);
                }
                let label = Signal::derive(move || field_label(i18n, field.name));
                view! { <span class="gate-chip" data-known="true"><Icon name=IconName::Check size=14 />{live(move || label.get())}</span> }.into_any()
            });
            let chips = chips.collect_view();
            view! {
                <div class="gate-row">
                    <span class="gate-row__name">
                        <strong>{t!(i18n, detail.gate, stage = stage.clone())}</strong>" "
                        {live(move || if open == 0 { t_string!(i18n, detail.gate_complete).to_owned() } else { t_string!(i18n, detail.gate_open, count = open) })}
                    </span>
                    <span class="gate-row__chips">{chips}</span>
                    <Button look=Look::Primary on_click=Callback::new(move |()| hand.move_to(to.clone()))>
                        {t!(i18n, lead.advance, name = name.clone())}
                        <Icon name=IconName::Arrow />
                    </Button>
                </div>
            }
            .into_any()
        }
    }
}

/// A field that is missing: leads to where it is filled in.
fn missing_chip(hand: Hand, field: GateField) -> AnyView {
    let i18n = hand.i18n;
    let label = Signal::derive(move || field_label(i18n, field.name));
    view! {
        <button class="gate-chip" type="button" data-known="false" on:click=move |_| go_to_field(hand, field.name)>
            {live(move || label.get())}
        </button>
    }
    .into_any()
}

#[component]
fn CoursePoint(point: Waypoint) -> impl IntoView {
    let state = match point.state {
        WaypointState::Past => "past",
        WaypointState::Now => "now",
        WaypointState::Ahead => "ahead",
    };
    let shape = match (point.state, point.ashore) {
        (WaypointState::Past, false) => GlyphShape::Disc,
        (WaypointState::Past, true) => GlyphShape::Square,
        (WaypointState::Ahead, false) => GlyphShape::Ring,
        (WaypointState::Ahead, true) => GlyphShape::OpenSquare,
        (WaypointState::Now, _) => GlyphShape::named(&point.shape),
    };
    let size = if point.state == WaypointState::Now { 24 } else { 16 };
    view! {
        <li class="course__point" data-state=state data-ashore=point.ashore.to_string() aria-current=(state == "now").then_some("step")>
            <span class="course__glyph"><Glyph shape=shape size=size /></span>
            <span class="course__name">{point.name}</span>
        </li>
    }
}
