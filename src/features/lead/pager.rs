use landfall_core::model::RecordId;
use landfall_core::query::Filter;
use landfall_core::view::board::Arrangement;
use landfall_core::view::table::{Layout, Table};
use landfall_core::view::{Around, Query, Route};
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::{Navigation, Workspace, use_navigation, use_session};
use crate::ui::{IconButton, IconName, live};

/// To the leads beside the one that is open, in the order of the page behind it.
#[derive(Clone, Copy)]
pub struct Pager {
    around: Memo<Around>,
    navigation: Navigation,
}

impl Pager {
    pub fn new(workspace: Workspace, id: RecordId) -> Self {
        let (navigation, session, lang) = (use_navigation(), use_session(), use_lang());
        let asked = move |keys: &[&str]| -> Query {
            keys.iter().map(|key| ((*key).to_owned(), navigation.param(key))).collect()
        };
        let around = Memo::new(move |_| {
            let (today, lang) = (workspace.today(), lang.get());
            let filter = Filter::from_query(&asked(&Filter::OF_LEADS)).on(today);
            if session.behind() == Route::Table {
                let layout = Layout::from_query(&asked(&Layout::PARTS));
                workspace.read(|document| {
                    Around::in_table(document, &Table::of(document, &filter, &layout, lang, today), &id)
                })
            } else {
                let arrangement = Arrangement::from_query(&asked(&Arrangement::KEYS), today);
                let board = workspace.board(&filter, &arrangement, lang);
                workspace.read(|document| Around::on_board(document, &board, &id))
            }
        });
        Pager { around, navigation }
    }

    pub fn back(self) {
        self.go(self.around.with_untracked(|around| around.previous.clone()));
    }

    pub fn on(self) {
        self.go(self.around.with_untracked(|around| around.following.clone()));
    }

    fn go(self, code: Option<String>) {
        if let Some(code) = code {
            self.navigation.go(&Route::Lead(code));
        }
    }
}

#[component]
pub fn PagerButtons(pager: Pager) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <span class="drawer__pager">
            <IconButton
                name=IconName::Left label=Signal::derive(move || t_string!(i18n, lead.previous).to_owned())
                on_click=Callback::new(move |()| pager.back())
            />
            <span class="drawer__position">
                {live(move || {
                    let (place, count) = pager.around.with(|around| (around.place, around.count));
                    t!(i18n, lead.position, place = place, count = count)
                })}
            </span>
            <IconButton
                name=IconName::Right label=Signal::derive(move || t_string!(i18n, lead.following).to_owned())
                on_click=Callback::new(move |()| pager.on())
            />
        </span>
    }
}
