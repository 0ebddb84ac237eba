//! `#/today`: what is due, what stands still, what waits for somebody.

mod act;
mod desk;
mod filters;
mod form;
mod keys;
mod limits;
mod list;
mod row;
mod tide;

use landfall_core::format;
use landfall_core::query::Filter;
use landfall_core::view::Route;
use landfall_core::view::today::ListKind;
use leptos::prelude::*;

use crate::i18n::{t, t_string};
use crate::store::{Workspace, screen};
use crate::ui::{Button, Icon, IconButton, IconName, Look, live, live_view};

use act::PostponeMenu;
use desk::{Desk, list_words};
use filters::Asked;
pub use filters::TodayTabs;
use limits::LimitsDialog;
use list::ListSection;
use tide::TideStrip;

/// The page.
#[component]
pub fn TodayPage(workspace: Workspace) -> impl IntoView {
    let desk = Desk::new(workspace);
    let limits = RwSignal::new(false);
    keys::follow(desk);
    let on_lead = Memo::new(move |_| matches!(desk.navigation.route(), Route::Lead(_)));
    Effect::new(move |before: Option<bool>| {
        let now = on_lead.get();
        if before == Some(true) && !now {
            desk.come_back();
        }
        now
    });
    let kinds = Memo::new(move |_| desk.see(|page| page.lists.iter().map(|list| list.kind).collect::<Vec<_>>()));
    let side = move |aside: bool| {
        view! {
            <For each=move || kinds.get().into_iter().filter(move |kind| kind.is_aside() == aside) key=|kind| *kind let:kind>
                <ListSection desk=desk kind=kind />
            </For>
        }
    };
    let empty = Memo::new(move |_| desk.see(landfall_core::view::today::Today::is_empty));
    view! {
        <div class="today" on:keydown=move |event| keys::on_row(&event, desk)>
            <Head desk=desk kinds=kinds limits=limits />
            <TideStrip desk=desk />
            <div class="today__columns" data-empty=live(move || empty.get().to_string())>
                <div class="today__main">
                    {side(false)}
                    <Show when=move || empty.get()><Empty desk=desk /></Show>
                </div>
                <div class="today__side">{side(true)}</div>
            </div>
        </div>
        <PostponeMenu desk=desk />
        <Show when=move || limits.get()>
            <LimitsDialog workspace=workspace on_close=Callback::new(move |()| limits.set(false)) />
        </Show>
    }
}

/// The date, what there is in numbers, and what is asked.
#[component]
fn Head(desk: Desk, kinds: Memo<Vec<ListKind>>, limits: RwSignal<bool>) -> impl IntoView {
    let i18n = desk.i18n;
    let date = move || format::day_of_month_week(desk.lang.get(), desk.workspace.today());
    let counts = move || {
        let number = |kind: ListKind| {
            let count = live(move || desk.see(|page| page.rows(kind).len()).to_string());
            let words = live(move || list_words(desk, kind));
            view! {
                <button class="today__number" type="button" data-list=kind.word() on:click=move |_| desk.open_list(kind)>
                    <strong>{count}</strong>" "<span>{words}</span>
                </button>
            }
        };
        // What is near is told by the strip; the day that is picked has its number there.
        let told = |kind: &ListKind| !matches!(kind, ListKind::Soon | ListKind::OnDay(_) | ListKind::Backup);
        kinds.get().into_iter().filter(told).map(number).collect_view().into_any()
    };
    view! {
        <header class="today__head">
            <p class="today__date">{live(date)}</p>
            <div class="today__numbers" role="group" aria-label=live(move || t_string!(i18n, today.numbers))>{live_view(counts)}</div>
            <span class="today__ways">
                <Asked desk=desk />
                <Button look=Look::Plain icon=IconName::Gear on_click=Callback::new(move |()| limits.set(true))>
                    {t!(i18n, today.limits)}
                </Button>
                <IconButton
                    name=IconName::Print label=Signal::derive(move || t_string!(i18n, today.print).to_owned())
                    on_click=Callback::new(|()| screen::print())
                />
            </span>
        </header>
    }
}

/// Nothing is due: what would be here, and what to do.
#[component]
fn Empty(desk: Desk) -> impl IntoView {
    let i18n = desk.i18n;
    let filtered = move || Filter::OF_LEADS.iter().any(|key| !desk.navigation.param(key).is_empty());
    let clear = Callback::new(move |()| {
        desk.navigation.set_params(&Filter::OF_LEADS.map(|key| (key, "")));
    });
    let board = Callback::new(move |()| desk.navigation.go_to_page(&Route::Board));
    view! {
        <div class="today__empty">
            <Icon name=IconName::Check size=28 />
            <h2 class="today__empty-title">{t!(i18n, today.empty_title)}</h2>
            {live_view(move || if filtered() {
                view! { <p>{t!(i18n, today.no_match_text)}</p><Button on_click=clear>{t!(i18n, today.clear)}</Button> }.into_any()
            } else {
                view! { <p>{t!(i18n, today.empty_text)}</p><Button on_click=board>{t!(i18n, today.empty_board)}</Button> }.into_any()
            })}
        </div>
    }
}
