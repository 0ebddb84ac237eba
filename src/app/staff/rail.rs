use landfall_core::view::Route;
use landfall_core::view::today::due_now;
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n};
use crate::store::{First, Workspace, at_rest, use_navigation, use_session};
use crate::ui::{Icon, IconName, Seal, live, live_view};

/// The way between the staff pages: an icon over a word.
#[component]
pub fn Rail(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let undecided = Memo::new(move |_| workspace.read(|document| document.conflicts().len()));
    let due = at_rest(
        First::Now,
        move || {
            workspace.read(|_| ());
            workspace.today();
        },
        move || Some(workspace.peek(|document| due_now(document.tables(), workspace.today()))),
    );
    let (navigation, session) = (use_navigation(), use_session());
    // What is asked on one page is asked on the next.
    let to = move |route: Route| live(move || navigation.page(&route));
    let current = move |routes: fn(&Route) -> bool| move || routes(&navigation.route()).then_some("page");
    let on_board = current(|route| matches!(route, Route::Board | Route::Lead(_)));
    let on_table = current(|route| *route == Route::Table);
    let on_today = current(|route| *route == Route::Today);
    let on_events = current(|route| *route == Route::Events);
    let on_data = current(|route| *route == Route::Data);
    view! {
        <nav class="rail" aria-label=live(move || t_string!(i18n, staff.nav))>
            <a class="rail__seal" href=Route::Home.href() aria-label=live(move || t_string!(i18n, staff.home))><Seal size=30 /></a>
            <ul class="rail__items">
                <li>
                    <a class="rail__item" href=to(Route::Today) aria-current=on_today>
                        <Icon name=IconName::Today size=20 />
                        <span>{t!(i18n, staff.today)}</span>
                        {live_view(move || {
                            let count = due.get();
                            (count > 0).then(|| view! {
                                <span class="rail__badge" title=t_string!(i18n, today.badge, count = count)>
                                    {count}<span class="visually-hidden">" "{t_string!(i18n, today.badge, count = count)}</span>
                                </span>
                            }).into_any()
                        })}
                    </a>
                </li>
                <li>
                    <a class="rail__item" href=to(Route::Board) aria-current=on_board>
                        <Icon name=IconName::Board size=20 />
                        <span>{t!(i18n, staff.board)}</span>
                    </a>
                </li>
                <li>
                    <a class="rail__item" href=to(Route::Table) aria-current=on_table>
                        <Icon name=IconName::Table size=20 />
                        <span>{t!(i18n, staff.table)}</span>
                    </a>
                </li>
                <li>
                    <a class="rail__item" href=to(Route::Events) aria-current=on_events>
                        <Icon name=IconName::River size=20 />
                        <span>{t!(i18n, staff.timeline)}</span>
                    </a>
                </li>
                <li>
                    <a class="rail__item" href=Route::Data.href() aria-current=on_data>
                        <Icon name=IconName::Archive size=20 />
                        <span>{t!(i18n, data.nav)}</span>
                        {live_view(move || {
                            let count = undecided.get();
                            (count > 0).then(|| view! {
                                <span class="rail__badge" title=t_string!(i18n, data.undecided, count = count)>
                                    {count}<span class="visually-hidden">{t_string!(i18n, data.undecided, count = count)}</span>
                                </span>
                            }).into_any()
                        })}
                    </a>
                </li>
            </ul>
            <button class="rail__item rail__keys" type="button" aria-haspopup="dialog" on:click=move |_| session.set_keys_open(true)>
                <Icon name=IconName::Keyboard size=20 />
                <span>{t!(i18n, keys.nav)}</span>
            </button>
        </nav>
    }
}
