use landfall_core::format;
use landfall_core::model::{Day, Lang};
use landfall_core::view::today::{About, Group, ListKind, Row, When};
use leptos::ev;
use leptos::prelude::*;

use super::act::{finish, offer_days};
use super::desk::{Desk, Item, Mode, list_words, row_route, when_words};
use super::form::form_view;
use crate::i18n::{field_words, t_string};
use crate::store::MoveWish;
use crate::ui::{Glyph, GlyphShape, Icon, IconName, live, live_view};

/// A row, under the heading of its event where it is the first of one.
pub fn row_view(desk: Desk, head: Option<Group>, item: Item) -> AnyView {
    let i18n = desk.i18n;
    let (element, mark) = (item.element(), item.element());
    let head = head.map(|Group { title, days, limit }| {
        let late = days >= limit;
        view! {
            <li class="today-list__event" data-late=late.to_string()>
                <h3>{title}</h3><span>{live(move || t_string!(i18n, today.clock, day = days, limit = limit))}</span>
            </li>
        }
    });
    let aside = item.list.is_aside();
    let form = {
        let item = item.clone();
        move || {
            let open = desk.open.get().filter(|(element, _)| *element == item.element());
            open.map(|(_, mode)| form_view(desk, item.clone(), mode)).into_any()
        }
    };
    let face = {
        let item = item.clone();
        move || face(desk, &item, aside)
    };
    view! {
        {head}
        <li class="today-row" id=element tabindex="0" data-today-row=mark data-aside=aside.to_string() aria-label=label(&item.row)>
            {live_view(face)}
            {live_view(form)}
        </li>
    }
    .into_any()
}

fn label(row: &Row) -> String {
    [&row.title, &row.company, &row.text]
        .into_iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a row shows; built anew when the language or the day changes.
fn face(desk: Desk, item: &Item, aside: bool) -> AnyView {
    let i18n = desk.i18n;
    let row = &item.row;
    let mark = match (&row.about, row.shape.is_empty()) {
        (About::Backup, _) => view! { <Icon name=IconName::Saved /> }.into_any(),
        (_, true) => view! { <Icon name=IconName::River /> }.into_any(),
        _ => {
            let shape = GlyphShape::named(&row.shape);
            let stage = row.stage.clone();
            view! { <Glyph shape=Signal::stored(shape) /><span class="visually-hidden">{stage}</span> }.into_any()
        }
    };
    let title =
        if row.about == About::Backup { t_string!(i18n, today.backup_row).to_owned() } else { row.title.clone() };
    let href = match row_route(row) {
        landfall_core::view::Route::Events => format!("#/events?event={}", row.event),
        route => route.href(),
    };
    let to = item.clone();
    let open = move |event: ev::MouseEvent| {
        // With a key it is the browser's: another tab.
        if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
            event.prevent_default();
            desk.go(&to);
        }
    };
    let (when, tone) = when_words(desk, item);
    let blocker = (!row.blocker.is_empty()).then(|| {
        let kind = row.blocker.clone();
        view! { <span class="today-row__blocker"><Icon name=IconName::Rock size=14 /><span>{kind}</span></span> }
    });
    let text = second_line(desk, item);
    let company = if aside && when == row.company { String::new() } else { row.company.clone() };
    let dated = matches!(row.when, When::Due(_));
    let about =
        (!aside || dated).then(|| view! { <span class="today-row__company" dir="auto">{company.clone()}</span> });
    view! {
        <span class="today-row__mark">{mark}</span>
        <a class="today-row__title" href=href tabindex="-1" dir="auto" on:click=open>{title}</a>
        {about}
        <span class="today-row__text" dir="auto" data-none=(dated && row.text.is_empty()).to_string()>{text}</span>
        {(!aside).then(|| view! { <span class="today-row__hold">{blocker}</span> })}
        <span class="today-row__when" data-tone=tone>{when}</span>
        <span class="today-row__ways">{ways(desk, item)}</span>
    }
    .into_any()
}

/// What is to be done, was said, or is missing.
fn second_line(desk: Desk, item: &Item) -> String {
    let i18n = desk.i18n;
    match (&item.row.when, &item.row.about) {
        (When::Missing(fields), _) => {
            let comma = if desk.lang.get() == Lang::ZhCn { "、" } else { ", " };
            fields.iter().map(|field| field_words(i18n, field)).collect::<Vec<_>>().join(comma)
        }
        (When::Due(_), About::Visit(_) | About::NextVisit(_)) if item.row.text.is_empty() => {
            t_string!(i18n, today.visit).to_owned()
        }
        (When::Due(_), _) if item.row.text.is_empty() => t_string!(i18n, today.no_step).to_owned(),
        _ => item.row.text.clone(),
    }
}

/// What can be done at a row.
fn ways(desk: Desk, item: &Item) -> AnyView {
    let i18n = desk.i18n;
    let list = list_words(desk, item.list);
    let label =
        move |verb: &str, title: &str| t_string!(i18n, today.way, verb = verb, title = title, list = list.clone());
    let button = |words: &'static str, look: &'static str, icon: Option<IconName>, press: Callback<ev::MouseEvent>| {
        let name = label(words, &item.row.title);
        view! {
            <button class="today-row__way" type="button" data-look=look aria-label=name on:click=move |event| press.run(event)>
                {icon.map(|name| view! { <Icon name=name /> })}<span>{words}</span>
            </button>
        }
        .into_any()
    };
    let plain = |words: &'static str, press: Callback<ev::MouseEvent>| button(words, "plain", None, press);
    let own = item.clone();
    let write = |mode: Mode| {
        let item = own.clone();
        Callback::new(move |_: ev::MouseEvent| desk.write(&item, mode))
    };
    let open = || {
        let item = item.clone();
        Callback::new(move |_: ev::MouseEvent| desk.go(&item))
    };
    match (&item.row.about, item.list) {
        (About::Backup, _) => plain(t_string!(i18n, today.export), open()),
        (About::Event(_), _) => plain(t_string!(i18n, today.write_up), open()),
        (About::Feedback(_), _) => plain(t_string!(i18n, today.answer), write(Mode::Done)),
        (About::Lead(_), ListKind::Gate) => plain(t_string!(i18n, today.fill), open()),
        (About::Lead(_), ListKind::Screening) => {
            let lead = item.row.lead.clone();
            let ask = Callback::new(move |_: ev::MouseEvent| {
                let wish = MoveWish {
                    leads: vec![lead.clone()],
                    to: Desk::screened(),
                    before: None,
                    done: Callback::new(|_| ()),
                };
                desk.session.ask_move(wish);
            });
            plain(t_string!(i18n, today.screen), ask)
        }
        (About::Lead(_), _) if matches!(item.row.when, When::Unexplained(_)) => {
            plain(t_string!(i18n, today.reason), write(Mode::Reason))
        }
        (About::Lead(_), _) => plain(t_string!(i18n, today.log), write(Mode::Log)),
        (about, _) => {
            let done = if matches!(about, About::EventStep(_)) {
                let item = own.clone();
                Callback::new(move |_: ev::MouseEvent| finish(desk, &item))
            } else {
                write(Mode::Done)
            };
            let near = if matches!(item.list, ListKind::Overdue | ListKind::Due) { "outline" } else { "quiet" };
            let days = {
                let item = own.clone();
                Callback::new(move |event: ev::MouseEvent| offer_days(desk, item.clone(), &event))
            };
            view! {
                {button(t_string!(i18n, today.done), near, Some(IconName::Check), done)}
                {button(t_string!(i18n, today.postpone), "mute", None, days)}
            }
            .into_any()
        }
    }
}

/// `12月11日 周一`, with the year when it is not this one.
pub fn day_words(desk: Desk, day: Day) -> String {
    format::day_week(desk.lang.get_untracked(), day, untrack(|| desk.workspace.today()))
}
