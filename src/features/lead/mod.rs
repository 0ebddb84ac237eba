//! A lead in the drawer: what is known, what is next, what was done. The board stays visible and usable.

mod blockers;
mod course;
mod fields;
mod groups;
mod hand;
mod head;
mod log;
mod material;
mod menu;
mod needs;
mod origin;
mod pager;
mod people;

use landfall_core::model::{Lead, RecordId};
use leptos::ev;
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n};
use crate::store::screen;
use crate::store::{Workspace, use_navigation, use_session};
use crate::ui::{IconButton, IconName, live, live_view};

use blockers::Blockers;
use course::Course;
use groups::{fields_group, grid, group, group_title};
use hand::Hand;
use head::Head;
use log::Log;
use material::material;
use menu::{MoreMenu, open_menu};
use needs::Needs;
use origin::Origin;
use pager::{Pager, PagerButtons};
use people::people;

/// What the drawer shows that is not its own: different edits of a field, and every change of the lead.
#[derive(Clone, Copy)]
pub struct LeadParts {
    pub conflicts: fn(Workspace, RecordId) -> AnyView,
    pub changes: fn(Workspace, RecordId) -> AnyView,
    /// What is known of a company, and what closes it.
    pub company: fn(Workspace, RecordId, Callback<()>) -> AnyView,
}

/// The drawer of the lead the address names.
#[component]
pub fn LeadDrawer(workspace: Workspace, code: String, about: LeadParts) -> impl IntoView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let session = use_session();
    let found = {
        let code = code.clone();
        Memo::new(move |_| {
            workspace
                .read(|document| document.tables().lead_by_code(&code).map(|(id, lead)| (id.clone(), (**lead).clone())))
        })
    };
    let id = Memo::new(move |_| found.with(|found| found.as_ref().map(|(id, _)| id.clone())));
    let close = Callback::new(move |()| {
        navigation.go(&untrack(|| session.behind()));
        if let Some(id) = id.get_untracked() {
            session.current.set(Some(id.clone()));
            screen::focus_when_drawn(format!("card-{id}"));
        }
    });
    // What single letters do, once the lead is there.
    let letters: Letters = StoredValue::new(None);
    let keys = move |event: ev::KeyboardEvent| {
        if screen::is_composing(&event) {
            return;
        }
        if event.key() == "Escape" {
            event.stop_propagation();
            close.run(());
        }
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        if held || screen::is_typing(&event) {
            return;
        }
        // The page behind does not hear them.
        if letters.get_value().is_some_and(|letters| letters.run(event.key().to_lowercase())) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let title = move || found.with(|found| found.as_ref().map(|(_, lead)| lead.title.clone()));
    let label = move || title().unwrap_or_else(|| t_string!(i18n, lead.region).to_owned());
    // The drawer takes the focus when it opens, so that Esc and Tab are in it.
    request_animation_frame(|| {
        screen::focus("lead-drawer");
    });
    view! {
        <aside class="drawer" id="lead-drawer" tabindex="-1" aria-label=label on:keydown=keys>
            {live_view(move || match id.get() {
                Some(id) => view! { <LeadSheet id=id workspace=workspace found=found about=about on_close=close letters=letters /> }.into_any(),
                None => view! { <Missing code=code.clone() on_close=close /> }.into_any(),
            })}
        </aside>
    }
}

/// Hears a key and says whether it meant something.
type Letters = StoredValue<Option<Callback<String, bool>>>;

/// A code this workspace does not know.
#[component]
fn Missing(code: String, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <header class="drawer__bar">
            <span class="drawer__code">{code.clone()}</span>
            <CloseButton on_close=on_close />
        </header>
        <div class="drawer__block">
            <h2 class="drawer__title">{t!(i18n, lead.not_found, code = code.clone())}</h2>
            <p class="drawer__hint">{t!(i18n, lead.not_found_text)}</p>
        </div>
    }
}

#[component]
fn CloseButton(on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let label = Signal::derive(move || t_string!(i18n, lead.close).to_owned());
    view! { <IconButton name=IconName::Close label=label on_click=on_close /> }
}

#[component]
fn LeadSheet(
    id: RecordId,
    workspace: Workspace,
    found: Memo<Option<(RecordId, Lead)>>,
    about: LeadParts,
    on_close: Callback<()>,
    letters: Letters,
) -> impl IntoView {
    let i18n = use_i18n();
    let lead = Memo::new(move |_| found.get().map(|(_, lead)| lead).unwrap_or_default());
    let hand = Hand::new(workspace, id.clone(), lead);
    let pager = Pager::new(workspace, id.clone());
    let menu = RwSignal::new(None);
    let company = RwSignal::new(None::<RecordId>);
    letters.set_value(Some(Callback::new(move |key: String| {
        match key.as_str() {
            "j" => pager.on(),
            "k" => pager.back(),
            "l" => drop(screen::focus(log::LINE)),
            "e" => drop(screen::focus("lead-title")),
            "m" if lead.with_untracked(|lead| !lead.published) => open_menu(menu),
            _ => return false,
        }
        true
    })));
    let published = move || lead.with(|lead| lead.published);
    let sample = move || lead.with(|lead| lead.sample);
    view! {
        <header class="drawer__bar">
            <span class="drawer__code">{live(move || lead.with(|lead| lead.code.clone()))}</span>
            <Show when=sample><span class="badge-sample">{t!(i18n, staff.sample_badge)}</span></Show>
            <span class="drawer__space"></span>
            <PagerButtons pager=pager />
            <IconButton
                name=IconName::Print label=Signal::derive(move || t_string!(i18n, lead.print).to_owned())
                on_click=Callback::new(|()| screen::print())
            />
            <Show when=move || !published()><MoreMenu hand=hand at=menu on_gone=on_close /></Show>
            <CloseButton on_close=on_close />
        </header>
        // An earlier day is to be looked at: its fields take no text that could not be kept.
        <div class="drawer__body" inert=live(move || workspace.read_only().is_some())>
            <Head hand=hand on_company=Callback::new(move |id| company.set(Some(id))) />
            {live_view(move || match company.get() {
                Some(id) => (about.company)(workspace, id, Callback::new(move |()| company.set(None))),
                None => ().into_any(),
            })}
            <Course hand=hand />
            <Show when=move || !published() fallback=move || view! { <p class="drawer__hint">{t!(i18n, lead.published)}</p> }>
                {(about.conflicts)(workspace, id.clone())}
                <section class="drawer__block drawer__next">{grid(hand, &["next_step", "due"])}</section>
                <Needs hand=hand />
                <Blockers hand=hand />
                <Origin hand=hand />
                <Log hand=hand />
                <section class="drawer__block drawer__groups">
                    <h3 class="drawer__heading">{t!(i18n, detail.all_fields)}<span class="drawer__saved">{t!(i18n, lead.autosave)}</span></h3>
                    {fields_group(hand, "basics")}
                    {people(hand)}
                    {fields_group(hand, "signing")}
                    {fields_group(hand, "landing")}
                    {fields_group(hand, "care")}
                    {material(hand)}
                    {fields_group(hand, "reported")}
                    {fields_group(hand, "naming")}
                    <Show when=move || lead.with(|lead| !lead.out_type.is_empty() || !lead.out_reason.is_empty())>{fields_group(hand, "out_group")}</Show>
                    {group(hand, "note", group_title(hand, "note"), Signal::stored(String::new()), move || grid(hand, &["note"]))}
                </section>
                <section class="drawer__block">{(about.changes)(workspace, id.clone())}</section>
            </Show>
        </div>
    }
}
