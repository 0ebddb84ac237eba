//! The row of tools over the chart: years, range, story, print, export.

use std::sync::Arc;

use landfall_core::published::Published;
use landfall_core::view::chart::WindowFault;
use landfall_core::view::story::{range_name, range_words, years};
use landfall_core::view::{Query, Route};
use leptos::prelude::*;

use super::range::Range;
use super::sheet::{Paper, Printing};
use super::zoom::{CHART_ID, STEP};
use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::save_calendar;
use crate::store::screen::{self, Picture};
use crate::ui::{Button, Icon, IconButton, IconName, Menu, MenuItem, live, live_view};

/// The DOM id of the way into the story: focus comes back to it.
pub const STORY_ID: &str = "timeline-story";

/// Which menu is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Print,
    Export,
}

const PRINT_ID: &str = "timeline-print";
const EXPORT_ID: &str = "timeline-export";

#[component]
pub fn Tools(
    data: Arc<Published>,
    range: Range,
    #[prop(into)] tall: Signal<bool>,
    printing: Printing,
) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let open = RwSignal::new(None::<(Open, (f64, f64))>);
    let failed = RwSignal::new(false);
    let menu = move |of: Open, id: &'static str| {
        Callback::new(move |()| {
            let Some(at) = screen::rect(id) else { return };
            open.set(Some((of, (at.left, at.top + at.height + 4.0))));
        })
    };
    let close = move |id: &'static str| {
        open.set(None);
        screen::focus(id);
    };
    let zoom = move |factor: f64| {
        Callback::new(move |()| {
            let shown = untrack(|| range.window());
            range.show(shown.zoomed(factor, 0.5));
        })
    };
    let story = Route::Timeline.href_with(&Query::from([("story".to_owned(), "1".to_owned())]));
    let of_years = data.clone();
    let (pictured, for_calendar) = (data.clone(), data);
    let export = Callback::new(move |kind: Picture| {
        let shown = untrack(|| range.settled());
        let name = t_string!(i18n, picture.name, range = range_name(shown));
        let line = pictured.source.line.get(lang.get_untracked()).to_owned();
        let lines = vec![
            t_string!(i18n, range.title, years = range_words(lang.get_untracked(), shown)),
            t_string!(i18n, visitor.source, line = line),
            t_string!(i18n, visitor.distance_note).to_owned(),
        ];
        failed.set(false);
        screen::save_picture(CHART_ID, &name, kind, &lines, Callback::new(move |()| failed.set(true)));
    });
    let calendar = Callback::new(move |()| {
        close(EXPORT_ID);
        let lang = lang.get_untracked();
        let name = t_string!(i18n, picture.name, range = for_calendar.year);
        save_calendar(&for_calendar, None, &name, lang);
    });
    let choices = move |of: Open| -> Vec<MenuItem> {
        let item =
            |words: &str, icon: IconName, on_choose: Callback<()>| MenuItem::new(words.to_owned(), icon, on_choose);
        let print = |paper: Paper| {
            Callback::new(move |()| {
                close(PRINT_ID);
                printing.print(paper);
            })
        };
        let save = |kind: Picture| {
            Callback::new(move |()| {
                close(EXPORT_ID);
                export.run(kind);
            })
        };
        match of {
            Open::Print => vec![
                item(t_string!(i18n, paper.a4), IconName::Print, print(Paper::A4)),
                item(t_string!(i18n, paper.a3), IconName::Print, print(Paper::A3)),
            ],
            Open::Export => vec![
                item(t_string!(i18n, picture.png), IconName::Download, save(Picture::Png)),
                item(t_string!(i18n, picture.svg), IconName::Download, save(Picture::Svg)),
                item(t_string!(i18n, picture.ics), IconName::Download, calendar),
            ],
        }
    };
    view! {
        <div class="timeline-tools" role="group" aria-label=live(move || t_string!(i18n, range.tools).to_string())>
            {live_view(move || year_links(&of_years, range, tall.get()))}
            {live_view(move || (!tall.get()).then(|| view! {
                <div class="timeline-tools__range">
                    <Button on_click=Callback::new(move |()| range.whole_year())>{t!(i18n, range.whole_year)}</Button>
                    <IconButton name=IconName::ZoomOut label=live(move || t_string!(i18n, range.farther).to_string()) on_click=zoom(1.0 / STEP) />
                    <IconButton name=IconName::ZoomIn label=live(move || t_string!(i18n, range.closer).to_string()) on_click=zoom(STEP) />
                    <span class="timeline-tools__words">{live(move || range_words(lang.get(), range.settled()))}</span>
                </div>
            }).into_any())}
            <div class="timeline-tools__ways">
                <a class="button" id=STORY_ID data-look="primary" data-size="small" href=story>
                    <Icon name=IconName::River />{t!(i18n, story.open)}
                </a>
                <Button id=PRINT_ID icon=IconName::Print on_click=menu(Open::Print, PRINT_ID)>{t!(i18n, paper.print)}</Button>
                <Button id=EXPORT_ID icon=IconName::Download on_click=menu(Open::Export, EXPORT_ID)>{t!(i18n, picture.export)}</Button>
            </div>
        </div>
        {live_view(move || range.fault().map(|fault| {
            let words = match fault {
                WindowFault::NotADay(text) => t_string!(i18n, range.not_a_day, text = text),
                WindowFault::Reversed => t_string!(i18n, range.reversed).to_owned(),
            };
            view! { <p class="timeline-note" role="alert">{words}</p> }
        }).into_any())}
        {live_view(move || failed.get().then(|| view! { <p class="timeline-note" role="alert">{t!(i18n, picture.failed)}</p> }).into_any())}
        {live_view(move || open.get().map(|(of, at)| {
            let (id, label) = match of {
                Open::Print => (PRINT_ID, live(move || t_string!(i18n, paper.print).to_string())),
                Open::Export => (EXPORT_ID, live(move || t_string!(i18n, picture.export).to_string())),
            };
            view! { <Menu label=label at=at items=choices(of) on_close=Callback::new(move |()| close(id)) /> }
        }).into_any())}
    }
}

/// The years there is something of, as links; nothing where there is only one.
fn year_links(data: &Published, range: Range, tall: bool) -> AnyView {
    let i18n = use_i18n();
    let years = years(data);
    let settled = range.settled();
    let shown = if tall { Some(settled.one_year(data.year)) } else { settled.whole_year() };
    if years.len() < 2 {
        return ().into_any();
    }
    let link = |year: &i32| {
        let year = *year;
        let current = (shown == Some(year)).then_some("true");
        view! {
            <li><a href=Route::Timeline.href_with(&range.query_of(year)) aria-current=current>{year}</a></li>
        }
    };
    view! {
        <nav class="timeline-years" aria-label=live(move || t_string!(i18n, range.years).to_string())>
            <ul role="list">{years.iter().map(link).collect_view()}</ul>
        </nav>
    }
    .into_any()
}
