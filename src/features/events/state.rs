//! What the timeline shows now: which days are in sight, what is laid out, which event has the focus.

use std::sync::Arc;

use landfall_core::model::{Day, Lang, RecordId};
use landfall_core::query::Filter;
use landfall_core::view::Query;
use landfall_core::view::event::leads_by_event;
use landfall_core::view::timeline::{
    Lanes, LanesBy, Layout, Leads, Mark, Show, Span, Timeline, TimelineInput, TimelineWords, chosen, marks,
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t_string, use_i18n, use_lang};
use crate::store::{Navigation, Published, Workspace, use_navigation, use_published};

/// The measures of the page's parts, in CSS pixels.
pub const HEAD: f64 = 68.0;
pub const FLOW: f64 = 112.0;
pub const LAND: f64 = 66.0;
/// So much more than what is in sight is laid out to either side, in widths of the axis: panning within it moves what
/// is there.
pub const MARGIN: f64 = 0.15;
/// Groups that could be several by now are not kept longer than this.
const STRETCH: f64 = 1.7;

/// The timeline of a workspace. Copied freely; all copies are the same one.
#[derive(Clone, Copy)]
pub struct Stage {
    pub workspace: Workspace,
    i18n: I18nContext<Locale>,
    pub navigation: Navigation,
    pub timeline: Memo<Arc<Timeline>>,
    pub leads: Memo<Arc<Leads>>,
    /// Width of the axis, and height of axis, lanes, leads and land together.
    pub size: RwSignal<(f64, f64)>,
    /// What is in sight.
    pub span: RwSignal<Span>,
    /// What is laid out: what was in sight when one last panned farther than the margin, or zoomed.
    pub anchor: RwSignal<Span>,
    pub lanes: Memo<Lanes>,
    pub layout: Memo<Arc<Layout>>,
    /// What is drawn, in the order of time.
    pub marks: Memo<Arc<Vec<Mark>>>,
    /// The event that has the focus, or gets it.
    pub current: RwSignal<Option<RecordId>>,
    /// The event whose panel is open.
    pub open: Memo<Option<RecordId>>,
    pub by: Memo<LanesBy>,
    /// Dates an event is being dragged to.
    pub dragged: RwSignal<Option<(RecordId, Day, Option<Day>)>>,
}

impl Stage {
    pub fn new(workspace: Workspace) -> Self {
        let (i18n, lang, navigation, published) = (use_i18n(), use_lang(), use_navigation(), use_published());
        let filter = Memo::new(move |_| {
            let query: Query = Filter::OF_EVENTS.iter().map(|key| ((*key).to_owned(), navigation.param(key))).collect();
            Filter::from_query(&query)
        });
        let words = Memo::new(move |_| TimelineWords {
            end_not_stated: t_string!(i18n, chart.end_not_stated).to_string(),
            led_by: t_string!(i18n, events.led_by).to_string(),
            other: t_string!(i18n, events.other).to_string(),
        });
        let home = Memo::new(move |_| {
            published.with(|published| match published {
                Published::Ready(data) => Some((data.home.position.lat, data.home.position.lon)),
                _ => None,
            })
        });
        // Each part of the address by itself: moving about must not gather the events anew.
        let by = Memo::new(move |_| LanesBy::from_word(&navigation.param("lanes")));
        let show = Memo::new(move |_| Show::from_word(&navigation.param("show")));
        let open = Memo::new(move |_| Some(navigation.param("event")).filter(|id| !id.is_empty()).map(RecordId::new));
        let by_event = Memo::new(move |_| workspace.read(|document| leads_by_event(document.tables())));
        let timeline = Memo::new(move |_| {
            let (filter, words, by_event) = (filter.get(), words.get(), by_event.get());
            let home = home.get().map(|(lat, lon)| landfall_core::published::Position { lat, lon });
            let input = TimelineInput {
                filter: &filter,
                lanes: by.get(),
                show: show.get(),
                lang: lang.get(),
                today: workspace.today(),
                home,
                words: &words,
                leads: &by_event,
            };
            workspace.read(|document| Arc::new(Timeline::of(document.tables(), &input)))
        });
        let leads = Memo::new(move |_| {
            let (filter, by_event) = (filter.get(), by_event.get());
            workspace.read(|document| Arc::new(Leads::of(document.tables(), &filter, &by_event)))
        });
        let size = RwSignal::new((960.0, 640.0));
        let span = RwSignal::new(first_span(navigation, &timeline.get_untracked(), workspace, 960.0));
        let anchor = RwSignal::new(span.get_untracked());
        let lanes = Memo::new(move |_| {
            let (_, height) = size.get();
            Lanes::of(timeline.with(|timeline| timeline.lanes.len()), lanes_room(height))
        });
        let per_day = Memo::new(move |_| anchor.with(Span::per_day));
        let layout = Memo::new(move |_| {
            let rows = lanes.with(|lanes| lanes.rows);
            timeline.with(|timeline| Arc::new(Layout::of(timeline, per_day.get(), rows)))
        });
        let current = RwSignal::new(None);
        // The event that is drawn for itself: with the focus, or open.
        let drawn = Memo::new(move |_| {
            let id = current.get().or_else(|| open.get())?;
            timeline.with(|timeline| timeline.position(&id))
        });
        let marks = Memo::new(move |_| {
            let (lanes, anchor, drawn, lang) = (lanes.get(), anchor.get(), drawn.get(), lang.get());
            let margin = anchor.width * MARGIN;
            timeline.with(|timeline| {
                layout.with(|layout| Arc::new(in_sight(timeline, layout, &lanes, (&anchor, margin), drawn, lang)))
            })
        });
        let dragged = RwSignal::new(None);
        Stage {
            workspace,
            i18n,
            navigation,
            timeline,
            leads,
            size,
            span,
            anchor,
            lanes,
            layout,
            marks,
            current,
            open,
            by,
            dragged,
        }
    }

    /// Shows other days. What is laid out moves and stretches with them; it is laid out anew when what is to be seen was
    /// not laid out or has been stretched too far, and when the hand rests.
    pub fn show(self, next: Span) {
        let Some(anchor) = self.anchor.try_get_untracked() else { return };
        let margin = anchor.days * MARGIN * 0.95;
        let there =
            next.start >= anchor.start - margin && next.start + next.days <= anchor.start + anchor.days + margin;
        self.span.set(next);
        if !there || anchor.days / next.days > STRETCH || (next.width - anchor.width).abs() > 0.01 {
            self.anchor.set(next);
        }
    }

    /// How much wider a day is in sight than where it was laid out: 1 except while one zooms.
    pub fn stretch(self) -> f64 {
        let (anchor, span) = (self.anchor.get(), self.span.get());
        span.per_day() / anchor.per_day()
    }

    /// How far what was laid out has moved, in CSS pixels.
    pub fn offset(self) -> f64 {
        let (anchor, span) = (self.anchor.get(), self.span.get());
        (anchor.start - span.start) * span.per_day()
    }

    /// Lays out what is in sight, once the hand rests: labels go where they are read best.
    pub fn settle(self) {
        let Some(span) = self.span.try_get_untracked() else { return };
        if self.anchor.with_untracked(|anchor| *anchor != span) {
            self.anchor.set(span);
        }
        let (from, to) = span.rounded();
        self.navigation.set_params(&[("from", &from.to_string()), ("to", &to.to_string())]);
    }

    /// Another number of days, or other days, at once.
    pub fn go(self, next: Span) {
        self.show(next);
        self.settle();
    }

    /// Brings an event into sight, if it is not there.
    pub fn reveal(self, index: usize) {
        let Some(item) = self.timeline.with_untracked(|timeline| timeline.items.get(index).cloned()) else { return };
        let span = self.span.get_untracked();
        let x = span.x(item.start);
        let ends = item.end.map_or(x, |end| span.x_after(end));
        let seen = x >= 8.0 && x <= span.width - 120.0 || x < 8.0 && ends > span.width * 0.5;
        if !seen {
            self.go(span.centred(item.start));
        }
    }

    /// What the lanes are called.
    pub fn lane_words(self) -> Vec<String> {
        let i18n = self.i18n;
        let by = self.by.get();
        self.timeline.with(|timeline| {
            let names = timeline.lanes.iter().map(|lane| match (by, lane.name.is_empty()) {
                (LanesBy::Season, true) => t_string!(i18n, events.season_none).to_owned(),
                (_, true) => t_string!(i18n, events.not_stated).to_owned(),
                (LanesBy::Season, false) => t_string!(i18n, events.season_number, number = lane.name.clone()),
                (_, false) => lane.name.clone(),
            });
            names.collect()
        })
    }

    /// The id of the lane at a height, in CSS pixels from the first lane's top.
    pub fn lane_at(self, y: f64) -> Option<String> {
        let height = self.lanes.with_untracked(|lanes| lanes.height);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // At most 24 lanes.
        let place = (y / height).max(0.0) as usize;
        self.timeline.with_untracked(|timeline| timeline.lanes.get(place).map(|lane| lane.id.clone()))
    }

    /// Opens an event's panel, or closes it.
    pub fn set_open(self, id: Option<&RecordId>) {
        self.navigation.set_param("event", id.map(RecordId::as_str).unwrap_or_default());
    }
}

/// What is laid out, and the chosen event by itself, also out of a group.
fn in_sight(
    timeline: &Timeline,
    layout: &Layout,
    lanes: &Lanes,
    (anchor, margin): (&Span, f64),
    drawn: Option<usize>,
    lang: Lang,
) -> Vec<Mark> {
    let mut marks = marks(timeline, layout, lanes, anchor, margin, lang);
    let alone = drawn.and_then(|index| chosen(timeline, layout, lanes, anchor, index, lang));
    if let Some(alone) = alone {
        let at = marks.partition_point(|mark| mark.place < alone.place);
        let same = marks.get(at).is_some_and(|mark| mark.id == alone.id && mark.count == 1);
        if same {
            marks.splice(at..=at, [alone]);
        } else {
            marks.insert(at, alone);
        }
    }
    marks
}

/// What is left for the lanes.
pub fn lanes_room(height: f64) -> f64 {
    height - HEAD - strips(height)
}

/// The height of leads and land together; a low window has no room for them.
pub fn strips(height: f64) -> f64 {
    if height >= 440.0 { FLOW + LAND } else { 0.0 }
}

/// The width of the names left of the axis: a phone spares them less.
pub fn names(width: f64) -> f64 {
    if width < 560.0 { 76.0 } else { 104.0 }
}

/// The days the address asks for; else the five months to the end of this one, if anything is there; else all there
/// is.
fn first_span(navigation: Navigation, timeline: &Timeline, workspace: Workspace, width: f64) -> Span {
    let param = |key: &str| untrack(|| navigation.param(key)).parse::<Day>().ok();
    if let (Some(from), Some(to)) = (param("from"), param("to")) {
        return Span::of_days(from, to, width);
    }
    let today = untrack(|| workspace.today());
    let open = RecordId::new(untrack(|| navigation.param("event")));
    let recent = recent(today, width);
    let (first, last) = recent.seen();
    if let Some(item) = timeline.position(&open).and_then(|index| timeline.items.get(index)) {
        return if item.start >= first && item.start <= last { recent } else { recent.centred(item.start) };
    }
    let here = timeline.items.iter().any(|item| item.start >= first && item.start <= last);
    match timeline.extent() {
        Some(extent) if !here => around(extent, width),
        _ => recent,
    }
}

/// Five months, this one the last.
pub fn recent(today: Day, width: f64) -> Span {
    let month = today.year() * 12 + i32::try_from(today.month()).unwrap_or(1) - 1;
    let first = |month: i32| {
        let of_year = u32::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
        Day::new(month.div_euclid(12), of_year, 1).unwrap_or(today)
    };
    Span::of_days(first(month - 4), first(month + 1).plus(-1), width)
}

/// All days from first to last, with a little air.
pub fn around((first, last): (Day, Day), width: f64) -> Span {
    let air = (first.days_until(last) / 20).max(4);
    Span::of_days(first.plus(-air), last.plus(air * 2), width)
}
