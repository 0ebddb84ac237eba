//! The shell: routes, language, theme, and the frame around every page.

mod embed;
mod not_found;
mod staff;
mod theme;
mod update;
mod visitor;

use landfall_core::embed::View;
use landfall_core::view::Route;
use leptos::prelude::*;

use crate::embed::Opened;
use crate::features::visitor::{
    BoardPage, CasesPage, EmbedTimeline, HomePage, IndicatorsPage, PlacesPage, TimelinePage,
};
use crate::i18n::{I18nContextProvider, locale_of, t, t_string, use_i18n};
use crate::platform::{crash, frame, page};
use crate::store::{
    Embedding, Theme, provide_navigation, provide_offline, provide_published, provide_settings, provide_viewport,
    use_embedding, use_navigation, use_settings,
};
use crate::ui::live_view;

use embed::{ElsewherePage, EmbedFrame};
use not_found::NotFoundPage;
use staff::StaffFrame;
pub use theme::ThemeButton;
use update::UpdateBar;
use visitor::VisitorFrame;

/// What draws the workspace; the visitor's program has none.
pub type StaffView = fn() -> AnyView;

/// Starts the app in the page.
pub fn start(staff: Option<StaffView>) {
    crash::watch();
    let opened = crate::embed::open();
    leptos::mount::mount_to_body(move || view! { <App staff=staff opened=opened.clone() /> });
}

/// The workspace, for [`start`].
pub fn staff() -> AnyView {
    view! { <StaffFrame /> }.into_any()
}

/// The whole page.
#[component]
fn App(staff: Option<StaffView>, opened: Opened) -> impl IntoView {
    let settings = provide_settings();
    let navigation = provide_navigation();
    let published = provide_published();
    provide_viewport();
    opened.provide(settings, navigation, published);
    provide_offline();
    // The text for browsers that can't run the app has done its work.
    page::remove("boot");
    view! {
        <I18nContextProvider set_lang_attr_on_html=false>
            <Shell staff=staff />
        </I18nContextProvider>
    }
}

#[component]
fn Shell(staff: Option<StaffView>) -> impl IntoView {
    let i18n = use_i18n();
    let settings = use_settings();
    let navigation = use_navigation();
    let embedding = use_embedding();
    Effect::new(move |_| {
        let lang = settings.lang();
        i18n.set_locale(locale_of(lang));
        page::set_root_attribute("lang", Some(lang.tag()));
    });
    Effect::new(move |_| {
        let theme = match settings.theme() {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        page::set_root_attribute("data-theme", theme);
    });
    // A page's identity is its route without what is open on it: opening a lead must not rebuild the board.
    let place = Memo::new(move |_| {
        // The header's ways to parts of the home page lead there, whatever page comes first.
        let to_a_part = embedding.is_some_and(|embedding| embedding.chrome) && !navigation.param("section").is_empty();
        match navigation.route() {
            Route::Home if to_a_part => Place::Home,
            route => Place::of(&route, embedding),
        }
    });
    Effect::new(move |_| {
        let route = navigation.route();
        let title = place.with(|place| match place {
            Place::Home | Place::View(_) | Place::Elsewhere => t_string!(i18n, titles.home),
            Place::Timeline => t_string!(i18n, titles.timeline),
            Place::Cases => t_string!(i18n, titles.cases),
            Place::Staff if route == Route::Data => t_string!(i18n, titles.data),
            Place::Staff if route == Route::Events => t_string!(i18n, titles.timeline),
            Place::Staff if route == Route::Table => t_string!(i18n, titles.table),
            Place::Staff if route == Route::Today => t_string!(i18n, titles.today),
            Place::Staff => t_string!(i18n, titles.board),
            Place::NotFound(_) => t_string!(i18n, titles.not_found),
        });
        page::set_title(title);
    });
    // A new page begins at its heading, for eyes and for screen readers; a link to a part of it goes there instead.
    Effect::new(move |before: Option<Place>| {
        let now = place.get();
        let to_a_part = ["section", "event"].iter().any(|key| !untrack(|| navigation.param(key)).is_empty());
        // The page around this one may send us somewhere while somebody types in it.
        let ours = embedding.is_none() || frame::has_keyboard();
        if before.is_some_and(|before| before != now) && !to_a_part && ours {
            request_animation_frame(|| {
                page::scroll_to_top();
                page::focus_heading();
            });
        }
        now
    });
    let bare = embedding.is_some_and(|embedding| !embedding.chrome);
    let framed = move |drawn: bool, page: AnyView| {
        if bare {
            view! { <EmbedFrame drawn=drawn>{page}</EmbedFrame> }.into_any()
        } else {
            view! { <VisitorFrame>{page}</VisitorFrame> }.into_any()
        }
    };
    view! {
        <a class="skip-link" href="#main" on:click=skip_to_main>{t!(i18n, app.skip)}</a>
        {live_view(move || match place.get() {
            Place::Home => framed(false, view! { <HomePage /> }.into_any()),
            Place::Timeline if bare => framed(true, view! { <EmbedTimeline /> }.into_any()),
            Place::Timeline => framed(false, view! { <TimelinePage /> }.into_any()),
            Place::Cases => framed(false, view! { <CasesPage /> }.into_any()),
            Place::View(View::Board) => framed(false, view! { <BoardPage /> }.into_any()),
            Place::View(View::Map) => framed(false, view! { <PlacesPage /> }.into_any()),
            Place::View(_) => framed(false, view! { <IndicatorsPage /> }.into_any()),
            Place::Elsewhere => framed(false, view! { <ElsewherePage /> }.into_any()),
            Place::Staff => match staff {
                    Some(staff) => staff(),
                    // This program has no workspace: loaded anew at this address, the page starts the one that has.
                    None => {
                        page::reload();
                        ().into_any()
                    }
                },
            Place::NotFound(path) => framed(false, view! { <NotFoundPage path=path /> }.into_any()),
        })}
        <UpdateBar />
    }
}

/// The hash is the route, so an in-page link can't be followed: focus does what it would have done.
fn skip_to_main(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    page::focus("main");
}

/// A page to build. Two routes with the same place share the page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Home,
    Timeline,
    Cases,
    /// A page that is there inside other pages alone.
    View(View),
    /// A page of the workspace, inside another page.
    Elsewhere,
    /// Every staff page: the frame stays while its pages change.
    Staff,
    NotFound(String),
}

impl Place {
    fn of(route: &Route, embedding: Option<Embedding>) -> Self {
        match route {
            Route::Home => match embedding {
                None | Some(Embedding { view: None, chrome: true }) => Place::Home,
                Some(embedding) => match embedding.view.unwrap_or_default() {
                    View::Timeline => Place::Timeline,
                    View::Cases => Place::Cases,
                    view => Place::View(view),
                },
            },
            Route::Timeline => Place::Timeline,
            Route::Cases => Place::Cases,
            route if route.is_staff() && embedding.is_some() => Place::Elsewhere,
            Route::Board | Route::Table | Route::Today | Route::Lead(_) | Route::Events | Route::Data => Place::Staff,
            Route::NotFound(path) => Place::NotFound(path.clone()),
        }
    }
}
