//! The page of a workspace that is locked, and the question before a copy anybody can read.

use landfall_core::document::Start;
use landfall_core::lock::LockProblem;
use landfall_core::model::Lang;
use leptos::prelude::*;

use crate::i18n::{lock_words, t, t_string, use_i18n};
use crate::store::{Copied, Published, WorkspaceInfo, screen, use_locks, use_published, use_settings, use_workspaces};
use crate::ui::{Button, Dialog, Icon, IconName, Look, SecretField, Size, live, live_view};

const FIELD: &str = "unlock-passphrase";

/// Asks for the passphrase of a workspace. Nothing of it is in the page.
#[component]
pub fn LockPage(
    id: String,
    /// The copy that the page is, where it asks for what that carries.
    #[prop(optional)]
    copy: Option<Copied>,
) -> impl IntoView {
    let (i18n, locks, workspaces, settings) = (use_i18n(), use_locks(), use_workspaces(), use_settings());
    let (passphrase, shown, busy) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(false));
    let problem = RwSignal::new(None::<LockProblem>);
    let this = id.clone();
    let unlock = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let (id, text) = (this.clone(), passphrase.get_untracked());
        leptos::task::spawn_local(async move {
            let done = match copy {
                Some(copy) => copy.unlock(&text).await,
                None => locks.unlock(&id, &text).await,
            };
            // When it opened, this page is gone.
            busy.try_set(false);
            if let Err(why) = done {
                problem.try_set(Some(why));
                screen::focus(FIELD);
            }
        });
    };
    screen::focus_when_drawn(FIELD.to_owned());
    let obstacle = copy.map_or_else(|| locks.obstacle(), Copied::obstacle);
    let title =
        move || if copy.is_some() { t_string!(i18n, lock.copy_title) } else { t_string!(i18n, lock.page_title) };
    let text = move || if copy.is_some() { t_string!(i18n, lock.copy_text) } else { t_string!(i18n, lock.page_text) };
    let wrong = live(move || problem.get().map(|why| lock_words(i18n, why).to_owned()).unwrap_or_default());
    let others = {
        let id = id.clone();
        Memo::new(move |_| workspaces.list().into_iter().filter(|info| info.id != id).collect::<Vec<_>>())
    };
    let other_lang = move || settings.lang().other();
    view! {
        <div class="locked">
            <main id="main" class="locked__main" tabindex="-1">
                <form class="locked__card" on:submit=unlock>
                    <div class="locked__head">
                        <span class="locked__mark" aria-hidden="true"><Icon name=IconName::Lock size=24 /></span>
                        <h1 class="locked__title" tabindex="-1">{live(move || title().to_owned())}</h1>
                    </div>
                    <p class="locked__text">{live(move || text().to_owned())}</p>
                    {match obstacle {
                        Some(why) => view! { <p class="locked__problem" role="alert">{live(move || lock_words(i18n, why).to_owned())}</p> }.into_any(),
                        None => view! {
                            <SecretField id=FIELD label=t!(i18n, lock.passphrase) value=passphrase shown=shown error=wrong autocomplete="current-password" autofocus=true />
                            <ShowChoice id="unlock-show" shown=shown />
                            <div class="locked__buttons">
                                <Button look=Look::Primary size=Size::Large submit=true>
                                    {live(move || if busy.get() { t_string!(i18n, lock.opening) } else { t_string!(i18n, lock.unlock) }.to_owned())}
                                </Button>
                            </div>
                        }.into_any(),
                    }}
                    <p class="locked__note">{t!(i18n, lock.forgotten)}</p>
                </form>
                {live_view(move || {
                    let list = others.get();
                    (copy.is_none() || !list.is_empty()).then(|| view! { <Others list=list fresh=copy.is_none() /> }).into_any()
                })}
                <button class="button locked__lang" data-look="plain" data-size="small" type="button" on:click=move |_| settings.set_lang(other_lang())>
                    {live(move || if other_lang() == Lang::ZhCn { "中文" } else { "English" })}
                </button>
            </main>
        </div>
    }
}

/// Ways past a passphrase nobody knows: the other workspaces, or a new one.
#[component]
fn Others(
    list: Vec<WorkspaceInfo>,
    /// Whether a new one is offered, too.
    fresh: bool,
) -> impl IntoView {
    let (i18n, workspaces, published) = (use_i18n(), use_workspaces(), use_published());
    let make = Callback::new(move |()| {
        let data = published.with_untracked(|published| match published {
            Published::Ready(data) => Some(data.clone()),
            _ => None,
        });
        // Without room for it the page stays.
        let _ = workspaces.create("", Start::Published, data.as_deref()).and_then(|id| workspaces.switch(&id));
    });
    let rows = list.into_iter().map(|info| {
        let name = match (info.name.is_empty(), info.locked) {
            (true, true) => t_string!(i18n, lock.locked_workspace).to_owned(),
            (true, false) => t_string!(i18n, data.unnamed).to_owned(),
            (false, _) => info.name.clone(),
        };
        let icon = if info.locked { IconName::Lock } else { IconName::Archive };
        let open = Callback::new(move |()| {
            let _ = workspaces.switch(&info.id);
        });
        view! { <li><Button look=Look::Plain icon=icon on_click=open>{name}</Button></li> }
    });
    let rows = rows.collect_view();
    view! {
        <section class="locked__others" aria-labelledby="locked-others">
            <h2 class="locked__sub" id="locked-others">{t!(i18n, lock.others)}</h2>
            <ul class="locked__list">
                {rows}
                {fresh.then(|| view! { <li><Button look=Look::Plain icon=IconName::Plus on_click=make>{t!(i18n, data.new_workspace)}</Button></li> })}
            </ul>
        </section>
    }
}

#[component]
fn ShowChoice(id: &'static str, shown: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <label class="choice" for=id>
            <input id=id type="checkbox" prop:checked=live(move || shown.get()) on:change=move |event| shown.set(event_target_checked(&event)) />
            <span>{t!(i18n, lock.show)}</span>
        </label>
    }
}

/// Asked before a spreadsheet, a CSV or a calendar leaves a locked workspace.
#[component]
pub fn ReadableDialog() -> impl IntoView {
    let (i18n, locks) = (use_i18n(), use_locks());
    let close = Callback::new(move |()| locks.decide_readable(false));
    let yes = Callback::new(move |()| locks.decide_readable(true));
    view! {
        <Show when=move || locks.asks_readable()>
            <Dialog id="readable" title=t!(i18n, lock.readable_title) close_label=t!(i18n, app.close) on_close=close>
                <p class="dialog__text">{t!(i18n, lock.readable_text)}</p>
                <div class="data__buttons">
                    <Button look=Look::Primary icon=IconName::Download on_click=yes>{t!(i18n, lock.readable_yes)}</Button>
                    <Button look=Look::Plain on_click=close>{t!(i18n, data.cancel)}</Button>
                </div>
            </Dialog>
        </Show>
    }
}
