use landfall_core::format;
use landfall_core::model::{Day, Lang};
use landfall_core::view::today::{ListKind, Mark, Tide, TideDay, TideDot, ZEBRA};
use leptos::prelude::*;

use super::desk::{Desk, list_words};
use crate::i18n::{t, t_string};
use crate::ui::{live, live_view};

/// The strip of days: a dot for each item due. A day with items opens them as a list.
#[component]
pub fn TideStrip(desk: Desk) -> impl IntoView {
    let i18n = desk.i18n;
    let tide = Memo::new(move |_| desk.see(|page| page.tide.clone()));
    let earlier = Memo::new(move |_| desk.see(|page| page.earlier));
    view! {
        <section class="tide" aria-labelledby="tide-heading">
            <h2 class="tide__title" id="tide-heading">{t!(i18n, today.tide)}</h2>
            <p class="tide__hint">{t!(i18n, today.tide_hint)}</p>
            <Show when=move || { earlier.get() > 0 }>
                <button class="tide__earlier" type="button" on:click=move |_| desk.open_list(ListKind::Overdue)>
                    {live(move || t_string!(i18n, today.earlier, count = earlier.get()))}
                </button>
            </Show>
            <div class="tide__strip">
                {live_view(move || tide.with(drawing))}
                <div class="tide__days" style=("--days", move || tide.with(|tide| tide.days.len().to_string()))>
                    <For each=move || tide.with(|tide| tide.days.iter().map(|day| (day.day, day.count, day.today)).collect::<Vec<_>>()) key=|day| *day let((day, count, now))>
                        {day_view(desk, day, count, now)}
                    </For>
                </div>
            </div>
        </section>
    }
}

fn drawing(tide: &Tide) -> AnyView {
    let (width, height) = (tide.width, tide.height);
    let ground = |day: &TideDay| {
        let (left, wide) = (day.left, tide.column);
        let today =
            day.today.then(|| view! { <rect class="tide__today" x=left y="0" width=wide height=height - ZEBRA /> });
        let tone = if day.dark { "dark" } else { "light" };
        view! { {today}<rect class="tide__zebra" data-tone=tone x=left y=height - ZEBRA width=wide height=ZEBRA /> }
    };
    let dot = |dot: &TideDot| match dot.mark {
        Mark::Cross => {
            let path = format!("M{} {}l8 8m0 -8l-8 8", dot.x - 4.0, dot.y - 4.0);
            view! { <path class="tide__cross" d=path /> }.into_any()
        }
        Mark::Disc => view! { <circle class="tide__disc" cx=dot.x cy=dot.y r="5" /> }.into_any(),
        Mark::Ring => view! { <circle class="tide__ring" cx=dot.x cy=dot.y r="4.5" /> }.into_any(),
    };
    view! {
        <svg class="tide__drawing" viewBox=format!("0 0 {width} {height}") aria-hidden="true">
            {tide.days.iter().map(ground).collect_view()}
            {tide.dots.iter().map(dot).collect_view()}
        </svg>
    }
    .into_any()
}

fn day_view(desk: Desk, day: Day, count: usize, now: bool) -> AnyView {
    let i18n = desk.i18n;
    let date = live(move || match desk.lang.get() {
        Lang::ZhCn => format!("{}.{}", day.month(), day.day()),
        // A day is narrow: the month where it begins, and today.
        Lang::En if now || day.day() == 1 => format!("{} {}", day.day(), format::month_name(Lang::En, day.month())),
        Lang::En => day.day().to_string(),
    });
    let week = live(move || format::weekday_name(desk.lang.get(), day));
    let name = view! { <span class="tide__date"><span>{date}</span>" "<span>{week}</span></span> };
    if count == 0 {
        return view! { <span class="tide__day" data-today=now.to_string()>{name}</span> }.into_any();
    }
    let picked = Memo::new(move |_| desk.navigation.param("day") == day.to_string());
    let press = move |_| {
        let on = picked.get_untracked();
        desk.navigation.set_param("day", &if on { String::new() } else { day.to_string() });
        if !on {
            // The list of a day is drawn with the next frame.
            request_animation_frame(move || desk.open_list(ListKind::OnDay(day)));
        }
    };
    let title = live(move || list_words(desk, ListKind::OnDay(day)));
    view! {
        <button
            class="tide__day tide__day--door" type="button" data-today=now.to_string() title=title
            aria-pressed=live(move || picked.get().to_string()) on:click=press
        >
            <span class="tide__count">{count}<span class="visually-hidden">" "{t!(i18n, today.items)}" "</span></span>
            {name}
        </button>
    }
    .into_any()
}
