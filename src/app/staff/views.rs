//! The views of the leads as tabs of the top bar: those everybody has, then those somebody kept.

use landfall_core::document::{Command, Fields};
use landfall_core::model::{Collection, RecordId};
use landfall_core::view::{BuiltIn, Route, ViewId, ViewTab, saved_views, stored_address, view_counts, view_tabs};
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use serde_json::Value;

use super::view_name::{NameDialog, Naming};
use crate::i18n::{Locale, t, t_string, use_i18n};
use crate::platform::page;
use crate::store::{First, Settings, Workspace, at_rest, use_navigation, use_session, use_settings, use_viewport};
use crate::ui::{Icon, IconButton, IconName, Menu, MenuItem, live, live_view};

const ROOM: &str = "view-room";
/// Less room than this many CSS pixels is a list to choose from.
const LEAST: f64 = 220.0;
/// So is a page narrower than this.
const PHONE: f64 = 600.0;

/// The officer at this device: the one of the name it was given.
pub fn officer_here(workspace: Workspace, settings: Settings) -> Option<RecordId> {
    let who = settings.who();
    let who = who.trim().to_owned();
    if who.is_empty() {
        return None;
    }
    workspace.read(|document| {
        document.tables().officers.iter().find(|(_, officer)| officer.name.trim() == who).map(|(id, _)| id.clone())
    })
}

pub fn built_in_words(i18n: I18nContext<Locale>, which: BuiltIn) -> &'static str {
    match which {
        BuiltIn::All => t_string!(i18n, views.all),
        BuiltIn::Mine => t_string!(i18n, views.mine),
        BuiltIn::Stale => t_string!(i18n, views.stale),
        BuiltIn::Blocked => t_string!(i18n, views.blocked),
        BuiltIn::Overdue => t_string!(i18n, views.overdue),
    }
}

/// What is open over the tabs, and where.
#[derive(Clone, PartialEq)]
enum Over {
    /// The views there is no room for.
    More(f64, f64),
    /// What can be done with the view that is shown.
    Of(RecordId, f64, f64),
}

/// The views of board and table.
#[component]
pub fn ViewTabs(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let (navigation, session, settings) = (use_navigation(), use_session(), use_settings());
    let me = Memo::new(move |_| officer_here(workspace, settings));
    let tabs = Memo::new(move |_| {
        let query = navigation.query();
        workspace.read(|document| view_tabs(document.tables(), &session.behind(), &query, me.get().as_ref()))
    });
    let counts = live_counts(workspace, tabs);
    let room = RwSignal::new(0.0);
    let viewport = use_viewport();
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        // Looked at when the page is drawn: then the element is there.
        viewport.track();
        if watch.with_value(Option::is_none) {
            watch.set_value(page::watch_size(ROOM, move |width, _| {
                room.try_set(width);
            }));
        }
    });
    let naming = RwSignal::new(None::<Naming>);
    let over = RwSignal::new(None::<Over>);
    let words = move |tab: &ViewTab| match &tab.which {
        ViewId::BuiltIn(which) => built_in_words(i18n, *which).to_owned(),
        ViewId::Saved(_) => tab.name.clone(),
    };
    let count_of = move |tab: &ViewTab| {
        counts.with(|counts| counts.iter().find(|(which, _)| *which == tab.which).map(|(_, count)| *count))
    };
    // How many have room, in their order; the shown one always has.
    let shown = Memo::new(move |_| {
        let tabs = tabs.get();
        let mut left = room.get() - width_of(t_string!(i18n, views.keep), None) - 64.0;
        let current = tabs.iter().position(|tab| tab.current);
        let width = |tab: &ViewTab| {
            width_of(&words(tab), Some(count_of(tab).unwrap_or_default())) + if tab.changed { 80.0 } else { 0.0 }
        };
        if let Some(tab) = current.and_then(|at| tabs.get(at)) {
            left -= width(tab);
        }
        let (mut shown, mut hidden) = (Vec::new(), Vec::new());
        for (at, tab) in tabs.into_iter().enumerate() {
            if Some(at) == current {
                shown.push(tab);
                continue;
            }
            let wide = width(&tab);
            if hidden.is_empty() && wide <= left {
                left -= wide;
                shown.push(tab);
            } else {
                hidden.push(tab);
            }
        }
        (shown, hidden)
    });
    let narrow = Memo::new(move |_| room.get() < LEAST || viewport.get() < PHONE);
    let say = move |text: String| session.say(text, true);
    let discard = move |tab: &ViewTab| navigation.open(&tab.route, &tab.query);
    let update = move |id: &RecordId| {
        let fields = untrack(|| address_fields(&session.behind(), &navigation.query()));
        let command = Command::Change { collection: Collection::Views, id: id.clone(), fields };
        if workspace.dispatch(command).is_ok() {
            say(t_string!(i18n, views.updated, name = name_of(workspace, id)));
        }
    };
    let tab_view = move |tab: ViewTab| {
        let name = words(&tab);
        let count = {
            let tab = tab.clone();
            live(move || count_of(&tab).map(|count| count.to_string()))
        };
        let href = tab.route.href_with(&tab.query);
        let id = match &tab.which {
            ViewId::Saved(id) if tab.current => Some(id.clone()),
            _ => None,
        };
        let own = id.map(|id| {
            let menu = format!("view-menu-{id}");
            let opens = menu.clone();
            let label = t_string!(i18n, views.menu, name = name.as_str());
            let (changed, of) = (tab.changed, id.clone());
            let open = Callback::new(move |()| {
                let at = page::rect(&opens).map_or((0.0, 48.0), |rect| (rect.left, rect.top + rect.height + 4.0));
                over.set(Some(Over::Of(id.clone(), at.0, at.1)));
            });
            let (update_label, discard_label) =
                (t_string!(i18n, views.update_label, name = name.as_str()), t_string!(i18n, views.discard, name = name.as_str()));
            let back = tab.clone();
            view! {
                <span class="views__own">
                    {changed.then(|| view! {
                        <button class="views__update" type="button" aria-label=update_label on:click=move |_| update(&of)>{t!(i18n, views.update)}</button>
                        <IconButton name=IconName::Close size=14 label=Signal::stored(discard_label) on_click=Callback::new(move |()| discard(&back)) />
                    })}
                    <IconButton name=IconName::More size=16 id=menu label=Signal::stored(label) on_click=open />
                </span>
            }
        });
        view! {
            <span class="views__tab" data-current=tab.current.to_string() data-changed=tab.changed.to_string()>
                <a class="tab" href=href aria-current=tab.current.then_some("true")>{name}" "<span class="tab__count">{count}</span></a>
                {own}
            </span>
        }
    };
    let open_more = Callback::new(move |()| {
        let at = page::rect("views-more").map_or((0.0, 48.0), |rect| (rect.left, rect.top + rect.height + 4.0));
        over.set(Some(Over::More(at.0, at.1)));
    });
    let choose = move |value: String| {
        let tab = tabs.with_untracked(|tabs| tabs.iter().find(|tab| key_of(&tab.which) == value).cloned());
        if let Some(tab) = tab {
            navigation.open(&tab.route, &tab.query);
        }
    };
    view! {
        <div class="views" id=ROOM role="group" aria-label=live(move || t_string!(i18n, views.label))>
            {live_view(move || if narrow.get() {
                let tabs = tabs.get();
                let none = tabs.iter().all(|tab| !tab.current);
                let saved = tabs.iter().find(|tab| tab.current && matches!(tab.which, ViewId::Saved(_))).cloned();
                view! {
                    <select class="views__select field__input field__input--select" aria-label=live(move || t_string!(i18n, views.choose)) on:change=move |event| choose(event_target_value(&event))>
                        {none.then(|| view! { <option value="" selected=true>{t_string!(i18n, views.none)}</option> })}
                        {tabs.into_iter().map(|tab| {
                            let words = match count_of(&tab) {
                                Some(count) => format!("{} {count}", words(&tab)),
                                None => words(&tab),
                            };
                            view! { <option value=key_of(&tab.which) selected=tab.current>{words}</option> }
                        }).collect_view()}
                    </select>
                    {saved.map(tab_view)}
                }.into_any()
            } else {
                let (tabs, hidden) = shown.get();
                view! {
                    {tabs.into_iter().map(tab_view).collect_view()}
                    {(!hidden.is_empty()).then(|| view! {
                        <IconButton name=IconName::Down size=16 id="views-more" label=Signal::derive(move || t_string!(i18n, views.more).to_owned()) on_click=open_more />
                    })}
                }.into_any()
            })}
            <button class="tab views__keep" type="button" on:click=move |_| naming.set(Some(Naming::Keep))>
                <Icon name=IconName::Plus size=14 /><span>{t!(i18n, views.keep)}</span>
            </button>
        </div>
        {live_view(move || over.get().map(|open| {
            let close = Callback::new(move |()| over.set(None));
            let (label, at, items) = match open {
                Over::More(x, y) => (t_string!(i18n, views.more).to_owned(), (x, y), more_items(shown.get_untracked().1, &words, navigation, over)),
                Over::Of(id, x, y) => {
                    let label = t_string!(i18n, views.menu, name = name_of(workspace, &id));
                    (label, (x, y), own_items(workspace, i18n, &id, over, naming, Callback::new(say)))
                }
            };
            view! { <Menu label=Signal::stored(label) at=at items=items on_close=close /> }
        }).into_any())}
        {live_view(move || naming.get().map(|what| view! { <NameDialog workspace=workspace what=what naming=naming /> }).into_any())}
    }
}

/// The counts, made anew when nothing has changed for a moment: an edit does not wait for them.
fn live_counts(workspace: Workspace, tabs: Memo<Vec<ViewTab>>) -> ReadSignal<Vec<(ViewId, usize)>> {
    // Which of them is shown is no matter of what it counts.
    let asked = Memo::new(move |_| {
        let tabs = tabs.get().into_iter();
        tabs.map(|tab| ViewTab { current: false, changed: false, ..tab }).collect::<Vec<_>>()
    });
    at_rest(
        First::Now,
        move || {
            asked.track();
            workspace.read(|_| ());
            workspace.today();
        },
        move || {
            let tabs = asked.try_get()?;
            let found = workspace.peek(|document| view_counts(document, &tabs, workspace.today()));
            Some(tabs.into_iter().map(|tab| tab.which).zip(found).collect())
        },
    )
}

fn more_items(
    hidden: Vec<ViewTab>,
    words: &dyn Fn(&ViewTab) -> String,
    navigation: crate::store::Navigation,
    over: RwSignal<Option<Over>>,
) -> Vec<MenuItem> {
    let item = |tab: ViewTab| {
        let words = words(&tab);
        MenuItem::new(
            words,
            IconName::Bookmark,
            Callback::new(move |()| {
                over.set(None);
                navigation.open(&tab.route, &tab.query);
            }),
        )
    };
    hidden.into_iter().map(item).collect()
}

/// What can be done with a kept view.
fn own_items(
    workspace: Workspace,
    i18n: I18nContext<Locale>,
    id: &RecordId,
    over: RwSignal<Option<Over>>,
    naming: RwSignal<Option<Naming>>,
    say: Callback<String>,
) -> Vec<MenuItem> {
    let name = name_of(workspace, id);
    let order: Vec<RecordId> =
        workspace.peek(|document| saved_views(document.tables()).into_iter().map(|(id, _)| id.clone()).collect());
    let place = order.iter().position(|known| known == id);
    let swap = |step: isize| {
        let to = place?.checked_add_signed(step).filter(|to| *to < order.len())?;
        let mut order = order.clone();
        order.swap(place?, to);
        let name = name.clone();
        Some(Callback::new(move |()| {
            over.set(None);
            let commands = order.iter().zip(1..).map(|(id, place)| change(id, "order", Value::from(place))).collect();
            if workspace.dispatch(Command::Bulk(commands)).is_ok() {
                say.run(t_string!(i18n, views.moved, name = name.as_str()));
            }
        }))
    };
    let rename = {
        let id = id.clone();
        Callback::new(move |()| {
            over.set(None);
            naming.set(Some(Naming::Rename(id.clone())));
        })
    };
    let delete = {
        let (id, name) = (id.clone(), name.clone());
        Callback::new(move |()| {
            over.set(None);
            if workspace.dispatch(Command::Delete { collection: Collection::Views, id: id.clone() }).is_ok() {
                say.run(t_string!(i18n, views.deleted, name = name.as_str()));
            }
        })
    };
    let mut items = vec![MenuItem::new(t_string!(i18n, views.rename).to_owned(), IconName::Edit, rename)];
    items.extend(swap(-1).map(|run| MenuItem::new(t_string!(i18n, views.left).to_owned(), IconName::Left, run)));
    items.extend(swap(1).map(|run| MenuItem::new(t_string!(i18n, views.right).to_owned(), IconName::Right, run)));
    items.push(MenuItem::new(t_string!(i18n, views.delete).to_owned(), IconName::Trash, delete).apart());
    items
}

pub(super) fn change(id: &RecordId, field: &str, value: Value) -> Command {
    let fields = Fields::from_iter([(field.to_owned(), value)]);
    Command::Change { collection: Collection::Views, id: id.clone(), fields }
}

pub(super) fn address_fields(page: &Route, query: &landfall_core::view::Query) -> Fields {
    let (route, query) = stored_address(page, query);
    Fields::from_iter([("route".to_owned(), Value::from(route)), ("query".to_owned(), Value::from(query))])
}

pub(super) fn name_of(workspace: Workspace, id: &RecordId) -> String {
    workspace.peek(|document| document.tables().title(Collection::Views, id))
}

fn key_of(which: &ViewId) -> String {
    match which {
        ViewId::BuiltIn(which) => which.name().to_owned(),
        ViewId::Saved(id) => format!("view/{id}"),
    }
}

/// About how wide a tab is, in CSS pixels: Chinese characters at 13 px, others at 7.5.
fn width_of(words: &str, count: Option<usize>) -> f64 {
    let letters: f64 = words.chars().map(|c| if c.is_ascii() { 7.5 } else { 13.0 }).sum();
    let digits = count.map_or(0, |count| count.to_string().len() + 1);
    #[allow(clippy::cast_precision_loss)]
    let digits = digits as f64 * 7.5;
    letters + digits + 22.0
}
