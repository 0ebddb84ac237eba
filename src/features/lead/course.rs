use landfall_core::document::{Command, Step};
use landfall_core::model::{Lead, RecordId};
use landfall_core::view::{Waypoint, WaypointState, course, term_name};
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::{Workspace, use_session};
use crate::ui::{Button, Glyph, GlyphShape, Icon, IconName, Look, live};

/// The stages as waypoints on a strip of water and land; the next one is a button away.
#[component]
pub fn Course(id: RecordId, lead: Memo<Lead>, workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let session = use_session();
    let points = Memo::new(move |_| {
        let lang = lang.get();
        workspace.read(|document| lead.with(|lead| course(lead, document.tables(), lang)))
    });
    let next = Memo::new(move |_| {
        points.with(|points| {
            let here = points.iter().position(|point| point.state == WaypointState::Now)?;
            points.get(here + 1).cloned()
        })
    });
    let move_to = Callback::new(move |stage: RecordId| {
        let name =
            |stage: &RecordId| workspace.peek(|document| term_name(document.tables(), stage, lang.get_untracked()));
        let moved = workspace.dispatch(Command::MoveLead { lead: id.clone(), to: stage, before: None });
        if let Ok(Step::Move { title, from, to }) = moved.map(|applied| applied.step) {
            session.say(t_string!(i18n, staff.moved, title = title, from = name(&from), to = name(&to)), true);
        }
    });
    let published = move || lead.with(|lead| lead.published);
    view! {
        <section class="course" aria-label=live(move || t_string!(i18n, lead.course))>
            <ol class="course__strip">
                <For each=move || points.get() key=|point| format!("{}{:?}{}", point.stage, point.state, point.name) let:point>
                    <CoursePoint point=point />
                </For>
            </ol>
            <Show when=move || !published() && next.with(Option::is_some)>
                <div class="course__ways">
                    <Button
                        look=Look::Primary
                        on_click=Callback::new(move |()| {
                            if let Some(point) = next.get_untracked() {
                                move_to.run(point.stage);
                            }
                        })
                    >
                        {t!(i18n, lead.advance, name = next.get().map(|point| point.name).unwrap_or_default())}
                        <Icon name=IconName::Arrow />
                    </Button>
                </div>
            </Show>
        </section>
    }
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
