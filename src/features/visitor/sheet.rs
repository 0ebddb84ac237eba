//! Printing: a sheet a year, the chart drawn anew for the paper.

use std::sync::Arc;

use landfall_core::format;
use landfall_core::published::Published;
use landfall_core::view::chart::{ChartInput, Setting, Window, wide_chart};
use landfall_core::view::story::years;
use landfall_core::view::visitor::{EventItem, event_items};
use leptos::ev;
use leptos::prelude::*;

use super::chart::use_chart_words;
use super::chart_wide::WideChart;
use super::event_list::event_facts;
use super::indicators::figures_of;
use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::screen;
use crate::ui::live_view;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    #[default]
    A4,
    A3,
}

impl Paper {
    fn word(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::A3 => "a3",
        }
    }

    /// How wide the chart is drawn, in its own pixels. The margins of `timeline-print.css` leave 1,046 and 1,511 CSS
    /// pixels; on the smaller paper, which is held nearer to the eye, letters are a fifth smaller than on a screen.
    fn width(self) -> f64 {
        match self {
            Paper::A4 => 1_307.0,
            Paper::A3 => 1_511.0,
        }
    }
}

/// Whether sheets are in the page: only while it is printed, so that nothing on the screen is there twice.
#[derive(Clone, Copy)]
pub struct Printing {
    paper: RwSignal<Paper>,
    on: RwSignal<bool>,
}

impl Printing {
    /// Follows the browser: its own print command gets sheets too.
    pub fn of_page() -> Printing {
        let printing = Printing { paper: RwSignal::new(Paper::default()), on: RwSignal::new(false) };
        let listeners = [
            window_event_listener(ev::Custom::<ev::Event>::new("beforeprint"), move |_| printing.on.set(true)),
            window_event_listener(ev::Custom::<ev::Event>::new("afterprint"), move |_| printing.on.set(false)),
        ];
        on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
        printing
    }

    /// Draws the sheets, then opens the browser's print dialog.
    pub fn print(self, paper: Paper) {
        self.paper.set(paper);
        self.on.set(true);
        // Once more after the next frame: then they are there, fonts and all.
        request_animation_frame(|| request_animation_frame(screen::print));
    }
}

#[component]
pub fn Sheets(data: Arc<Published>, printing: Printing) -> impl IntoView {
    let lang = use_lang();
    let words = use_chart_words();
    live_view(move || {
        if !printing.on.get() {
            return ().into_any();
        }
        let (lang, words, paper) = (lang.get(), words.get(), printing.paper.get());
        let sheet = |year: i32| {
            let input = ChartInput {
                data: &data,
                lang,
                width: paper.width(),
                words: &words,
                window: Window::year(year),
                today: None,
                setting: Setting::Sheet,
            };
            let chart = wide_chart(&input);
            view! { <Sheet data=data.clone() year=year chart=view! { <WideChart chart=chart still=true /> }.into_any() /> }
        };
        let sheets = years(&data).into_iter().map(sheet).collect_view();
        view! { <div class="sheets" data-paper=paper.word()>{sheets}</div> }.into_any()
    })
}

#[component]
fn Sheet(data: Arc<Published>, year: i32, chart: AnyView) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang().get_untracked();
    let of_year = Window::year(year);
    let touches = |item: &EventItem| {
        let event = data.events.iter().find(|event| event.id == item.id);
        event.is_some_and(|event| event.start <= of_year.last() && event.end.unwrap_or(event.start) >= of_year.first())
    };
    let events = event_items(&data, lang).into_iter().filter(touches).map(entry).collect_view();
    let figures = data.indicators.iter().any(|indicator| indicator.year == year);
    let figures = figures.then(|| {
        view! { <ul class="indicators__row" role="list">{figures_of(&data, lang, year)}</ul> }
    });
    let line = data.source.line.get(lang).to_owned();
    let stated = data.source.date.map(|day| format::day_plain(lang, day));
    let today = screen::today().map(|day| format::day_plain(lang, day));
    view! {
        <section class="sheet">
            <header class="sheet__head">
                <p class="sheet__title">{t!(i18n, paper.title, year = year)}</p>
                <p class="sheet__district">{data.district.get(lang).to_owned()}</p>
            </header>
            <div class="sheet__chart">{chart}</div>
            <ol class="sheet__events" role="list">{events}</ol>
            {figures}
            <footer class="sheet__foot">
                <span>
                    {t_string!(i18n, visitor.source, line = line)}
                    {stated.map(|day| format!(" ({day})"))}
                </span>
                <span>{t!(i18n, visitor.distance_note)}</span>
                <span>{today.map(|day| t_string!(i18n, paper.printed, day = day))}</span>
            </footer>
        </section>
    }
}

fn entry(item: EventItem) -> AnyView {
    let i18n = use_i18n();
    let length = item.duration.clone().unwrap_or_else(|| t_string!(i18n, timeline.end_not_stated).to_owned());
    view! {
        <li class="sheet__event">
            <p class="sheet__when"><span class="sheet__number">{item.number}</span>{item.dates.clone()}" · "{length}</p>
            <p class="sheet__what">{item.title.clone()}</p>
            <p class="sheet__kind">{item.kind.clone()}</p>
            {event_facts(&item)}
        </li>
    }
    .into_any()
}
