use landfall_core::view::Route;
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n};
use crate::store::{Workspace, use_navigation};
use crate::ui::{Icon, IconName, Seal, live, live_view};

/// The way between the staff pages: an icon over a word.
#[component]
pub fn Rail(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let undecided = Memo::new(move |_| workspace.read(|document| document.conflicts().len()));
    let navigation = use_navigation();
    let on_data = move || navigation.route() == Route::Data;
    let here = move || (navigation.route().is_staff() && !on_data()).then_some("page");
    let data_here = move || on_data().then_some("page");
    view! {
        <nav class="rail" aria-label=live(move || t_string!(i18n, staff.nav))>
            <a class="rail__seal" href=Route::Home.href() aria-label=live(move || t_string!(i18n, staff.home))><Seal size=30 /></a>
            <ul class="rail__items">
                <li>
                    <a class="rail__item" href=Route::Board.href() aria-current=here>
                        <Icon name=IconName::Board size=20 />
                        <span>{t!(i18n, staff.board)}</span>
                    </a>
                </li>
                <li>
                    <a class="rail__item" href=Route::Timeline.href()>
                        <Icon name=IconName::River size=20 />
                        <span>{t!(i18n, staff.timeline)}</span>
                    </a>
                </li>
                <li>
                    <a class="rail__item" href=Route::Data.href() aria-current=data_here>
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
        </nav>
    }
}
