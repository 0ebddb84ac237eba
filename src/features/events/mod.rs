//! The timeline of the workspace: events on their axis, and what came of them.

mod axis;
mod export;
mod gestures;
mod ground;
mod lanes;
mod lists;
mod marks;
mod overview;
mod picture;
mod state;
mod toolbar;

use landfall_core::model::{Day, RecordId};
use landfall_core::view::timeline::LanesBy;
use leptos::ev;
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n};
use crate::store::{Workspace, screen, use_session};
use crate::ui::{Button, live, live_view};

use axis::{AxisView, TodayLine};
use export::ExportMenu;
use gestures::{Hands, LANES, keep_dates};
use ground::{Grid, Shore, StripNames, Strips};
use lanes::{DateGhost, LaneNames, LaneRows, Linked};
use lists::{List, ListMenu, Tray};
use marks::{Marks, mark_id};
use overview::OverviewView;
use picture::PictureMaker;
use state::{Stage, lanes_room, names, strips};
pub use toolbar::EventsTabs;
use toolbar::Toolbar;

/// What the page shows that is another feature's: the sheet of an event, and the dialog of a new one.
#[derive(Clone, Copy)]
pub struct EventsParts {
    /// Of an event; hears that it is closed, and which other one is to be shown.
    pub sheet: fn(Workspace, RecordId, Callback<()>, Callback<RecordId>) -> AnyView,
    /// Hears that it is closed, and which event was made.
    pub new_event: fn(Workspace, Preset, Callback<()>, Callback<RecordId>) -> AnyView,
}

/// What is known of a new event from where it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preset {
    pub kind: RecordId,
    pub start: Option<Day>,
}

/// The element whose size the timeline follows.
const BODY: &str = "timeline-body";

/// `#/events`.
#[component]
pub fn EventsPage(workspace: Workspace, parts: EventsParts) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let stage = Stage::new(workspace);
    let words = Callback::new(move |()| t_string!(i18n, events.dates_moved).to_owned());
    let hands = Hands::new(stage, keep_dates(stage, words));
    let list = RwSignal::new(None::<List>);
    follow_size(stage);
    follow_keys(
        hands,
        Callback::new(move |()| {
            stage.set_open(None);
        }),
        stage,
    );
    Effect::new(move |_| session.event_counts.set(Some(stage.timeline.with(|timeline| timeline.counts))));
    on_cleanup(move || {
        let _ = session.event_counts.try_set(None);
    });
    let making = RwSignal::new(None::<Preset>);
    let exporting = RwSignal::new(None::<(f64, f64)>);
    let wanted = RwSignal::new(None);
    let show = Callback::new(move |id: RecordId| {
        stage.current.set(Some(id.clone()));
        stage.set_open(Some(&id));
        if let Some(index) = stage.timeline.with_untracked(|timeline| timeline.position(&id)) {
            stage.reveal(index);
        }
    });
    let close = Callback::new(move |()| {
        let id = stage.open.get_untracked();
        stage.set_open(None);
        if let Some(id) = id {
            stage.current.set(Some(id.clone()));
            screen::focus_when_drawn(mark_id(&id, false));
        }
    });
    let side = live(move || {
        let (width, _) = stage.size.get();
        format!("{}px", names(width + names(width)))
    });
    view! {
        <Toolbar stage=stage hands=hands on_new=Callback::new(move |()| making.set(Some(Preset::default()))) on_export=Callback::new(move |at| exporting.set(Some(at))) />
        <div class="timeline" style=("--names", side) data-panel=live(move || stage.open.with(Option::is_some).to_string())>
            <div class="timeline__main">
                <Tray stage=stage />
                <Body stage=stage hands=hands list=list making=making />
                <OverviewView stage=stage />
            </div>
            {live_view(move || stage.open.get().map(|id| (parts.sheet)(workspace, id, close, show)).into_any())}
        </div>
        <ListMenu stage=stage list=list />
        <ExportMenu stage=stage at=exporting wanted=wanted />
        <PictureMaker stage=stage wanted=wanted />
        {live_view(move || making.get().map(|preset| {
            (parts.new_event)(workspace, preset, Callback::new(move |()| making.set(None)), show)
        }).into_any())}
    }
}

/// The width of the axis and the height of the body are the page's to give.
fn follow_size(stage: Stage) {
    let watch = StoredValue::new_local(None::<screen::SizeWatch>);
    Effect::new(move |_| {
        let watched = screen::watch_size(BODY, move |width, height| {
            let width = (width - names(width)).max(160.0);
            let Some(before) = stage.size.try_get_untracked() else { return };
            // A page that is printed, or hidden, has no size of its own: what was laid out stays.
            if before == (width, height) || height == 0.0 {
                return;
            }
            stage.size.set((width, height));
            let span = stage.span.get_untracked().on(width);
            stage.span.set(span);
            stage.anchor.set(span);
        });
        watch.set_value(watched);
    });
}

fn follow_keys(hands: Hands, close: Callback<()>, stage: Stage) {
    let session = use_session();
    let listener = window_event_listener(ev::keydown, move |event| {
        let busy = session.capture_open_now() || session.keys_open_now();
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        if event.default_prevented() || screen::is_composing(&event) || screen::is_typing(&event) || busy || held {
            return;
        }
        let key = event.key();
        let used = match key.as_str() {
            "Escape" if hands.cancel() => true,
            "Escape" if screen::nothing_focused() && stage.open.with_untracked(Option::is_some) => {
                close.run(());
                true
            }
            "Escape" => false,
            _ if hands.page_key(&key) => true,
            _ => screen::nothing_focused() && hands.lane_key(&key),
        };
        if used {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Axis, lanes, leads and land.
#[component]
fn Body(stage: Stage, hands: Hands, list: RwSignal<Option<List>>, making: RwSignal<Option<Preset>>) -> impl IntoView {
    let i18n = use_i18n();
    let scrolls = Memo::new(move |_| {
        let room = lanes_room(stage.size.get().1);
        stage.lanes.with(|lanes| lanes.total() > room + 1.0)
    });
    let lanes_height = live(move || format!("{}px", lanes_room(stage.size.get().1).max(0.0)));
    let strip = live(move || format!("{}px", strips(stage.size.get().1)));
    // Moving about within what is laid out moves and stretches it; nothing is laid out anew.
    let moved = live(move || format!("translateX({}px)", axis::px(stage.offset())));
    let stretch = live(move || format!("{}px", axis::px(stage.anchor.with(|anchor| anchor.width) * stage.stretch())));
    let keys = move |event: ev::KeyboardEvent| {
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        if held || screen::is_composing(&event) || screen::is_typing(&event) || screen::is_on(&event, "data-hold") {
            return;
        }
        if hands.lane_key(&event.key()) {
            event.prevent_default();
            event.stop_propagation();
        } else if event.key() == "Escape" && stage.open.with_untracked(Option::is_some) {
            event.stop_propagation();
            let id = stage.open.get_untracked();
            stage.set_open(None);
            stage.current.set(id);
        }
    };
    let click = move |event: ev::MouseEvent| {
        if let Some(id) = screen::closest(&event, "data-event") {
            let id = RecordId::new(id);
            if screen::closest(&event, "data-group").as_deref() == Some("true") {
                list.set(Some(List::group(stage, &id, &event)));
                return;
            }
            stage.current.set(Some(id.clone()));
            stage.set_open(Some(&id));
        } else if let Some(range) = screen::closest(&event, "data-pile") {
            list.set(List::pile(stage, &range, &event));
        } else if let Some(leads) = screen::closest(&event, "data-landed") {
            list.set(Some(List::landed(&leads, &event)));
        }
    };
    // A day of a lane, asked twice: a new event there.
    let twice = move |event: ev::MouseEvent| {
        let frozen = untrack(|| stage.workspace.read_only()).is_some();
        if frozen
            || screen::closest(&event, "data-event").is_some()
            || screen::closest(&event, "data-no-drag").is_some()
        {
            return;
        }
        let Some(lanes) = screen::rect(LANES) else { return };
        let (x, y) = (f64::from(event.client_x()) - lanes.left, f64::from(event.client_y()) - lanes.top);
        if x >= 0.0 && y >= 0.0 && y < lanes.height {
            let start = Some(stage.span.with_untracked(|span| span.day_at(x)));
            let kind = stage.lane_at(y).filter(|_| stage.by.get_untracked() == LanesBy::Kind);
            making.set(Some(Preset { kind: kind.map(RecordId::new).unwrap_or_default(), start }));
        }
    };
    // The focus that comes by Tab or a click makes its event the current one.
    let focus = move |event: ev::FocusEvent| {
        let group = screen::closest(&event, "data-group").as_deref() == Some("true");
        if let Some(id) = screen::closest(&event, "data-event").filter(|_| !group) {
            let id = RecordId::new(id);
            if stage.current.with_untracked(|current| current.as_ref() != Some(&id)) {
                stage.current.set(Some(id));
            }
        }
    };
    let nothing = Memo::new(move |_| stage.timeline.with(|timeline| timeline.items.is_empty()));
    let out_of_sight = Memo::new(move |_| {
        let (first, last) = stage.span.with(landfall_core::view::timeline::Span::seen);
        stage.timeline.with(|timeline| {
            let seen = |item: &landfall_core::view::timeline::Item| {
                item.start <= last && item.end.unwrap_or(item.start.plus(120)) >= first
            };
            !timeline.items.is_empty() && !timeline.items.iter().any(seen)
        })
    });
    view! {
        <section
            class="timeline__stage" id=BODY aria-label=live(move || t_string!(i18n, events.hint)) style=("--strips", strip)
            style=("--lanes", lanes_height) on:wheel=move |event| hands.wheel(&event, scrolls.get_untracked())
            on:pointerdown=move |event| hands.press(&event) on:pointermove=move |event| hands.follow(&event)
            on:pointerup=move |event| hands.release(&event)
            on:pointercancel=move |_| { hands.cancel(); } on:keydown=keys on:click=click on:dblclick=twice on:focusin=focus
        >
            <Shore stage=stage />
            <div class="timeline__window">
                <div class="timeline__moving" style=("transform", moved) style=("width", stretch)><Grid stage=stage /></div>
            </div>
            <div class="timeline__head">
                <div class="timeline__axis" aria-hidden="true">
                    <div class="timeline__moving" style=("transform", moved) style=("width", stretch)><AxisView stage=stage /></div>
                </div>
                <TodayLine stage=stage />
            </div>
            <div class="timeline__lanes" data-scrolls=live(move || scrolls.get().to_string())>
                <div class="timeline__lanes-in" id=LANES style=("height", live(move || stage.lanes.with(|lanes| format!("{}px", lanes.total()))))>
                    <LaneRows stage=stage />
                    <div class="timeline__moving" style=("transform", moved) style=("width", stretch)>
                        <Marks stage=stage />
                        <DateGhost stage=stage />
                    </div>
                </div>
                <LaneNames stage=stage />
            </div>
            <div class="timeline__strips">
                <div class="timeline__moving" style=("transform", moved) style=("width", stretch)><Strips stage=stage /></div>
            </div>
            <Linked stage=stage />
            <StripNames stage=stage />
            <Show when=move || nothing.get()>
                <Nothing stage=stage />
            </Show>
            <Show when=move || out_of_sight.get()>
                <p class="timeline__outside" role="note">
                    {t!(i18n, events.outside)}
                    <Button look=crate::ui::Look::Plain on_click=Callback::new(move |()| show_all(stage))>{t!(i18n, events.show_all)}</Button>
                </p>
            </Show>
        </section>
    }
}

fn show_all(stage: Stage) {
    let width = stage.span.get_untracked().width;
    if let Some(extent) = stage.timeline.with_untracked(|timeline| timeline.extent()) {
        stage.go(state::around(extent, width));
    }
}

/// No event at all, or none that the filter admits.
#[component]
fn Nothing(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    let none = Memo::new(move |_| stage.timeline.with(|timeline| timeline.all == 0));
    let clear = Callback::new(move |()| {
        let keys = landfall_core::query::Filter::OF_EVENTS;
        let values: Vec<(&str, &str)> = keys.iter().map(|key| (*key, "")).chain([("show", "")]).collect();
        stage.navigation.set_params(&values);
    });
    view! {
        <div class="timeline__nothing" data-no-drag="">
            <crate::ui::Icon name=crate::ui::IconName::River size=24 />
            {live_view(move || if none.get() {
                view! {
                    <p class="timeline__nothing-title">{t!(i18n, events.empty)}</p>
                    <p>{t!(i18n, events.empty_text)}</p>
                }.into_any()
            } else {
                view! {
                    <p class="timeline__nothing-title">{t!(i18n, events.none_found)}</p>
                    <p>{t!(i18n, events.none_found_text)}</p>
                    <Button on_click=clear>{t!(i18n, events.clear)}</Button>
                }.into_any()
            })}
        </div>
    }
}
