//! Who cooperates, what the district offers for this lead, and links to material.

use landfall_core::document::AboutLead;
use landfall_core::model::RecordId;
use leptos::prelude::*;

use super::groups::group;
use super::hand::{Hand, label, on_enter};
use super::people::{joined_row, linked_of};
use crate::i18n::{t, t_string};
use crate::store::screen;
use crate::ui::{Button, Field, IconName, Select, live_view};

pub fn material(hand: Hand) -> AnyView {
    let count = Signal::derive(move || {
        let all = ["unit", "resource", "attachment"].map(|kind| linked_of(hand, kind).len());
        all.into_iter().sum::<usize>().to_string()
    });
    group(hand, "material", label!(hand, material), count, move || {
        view! {
            <p class="group__sub">{t!(hand.i18n, detail.units)}</p>
            {rows(hand, "unit", IconName::Company)}
            {units(hand)}
            <p class="group__sub">{t!(hand.i18n, detail.resources)}</p>
            {rows(hand, "resource", IconName::Premises)}
            {resources(hand)}
            <p class="group__sub">{t!(hand.i18n, detail.attachments)}</p>
            {rows(hand, "attachment", IconName::Link)}
            {attachments(hand)}
        }
        .into_any()
    })
}

fn rows(hand: Hand, kind: &'static str, icon: IconName) -> AnyView {
    let lines = Memo::new(move |_| linked_of(hand, kind));
    let rows = live_view(move || lines.get().iter().map(|line| joined_row(hand, line, icon)).collect_view().into_any());
    view! { <ul class="joined">{rows}</ul> }.into_any()
}

fn units(hand: Hand) -> AnyView {
    let i18n = hand.i18n;
    let (name, wrong) = (hand.draft("unit/name"), RwSignal::new(String::new()));
    let known = Signal::derive(move || {
        hand.workspace
            .read(|document| document.tables().units.iter().map(|(_, unit)| unit.name.clone()).collect::<Vec<_>>())
    });
    let save = Callback::new(move |()| {
        let what = AboutLead::Unit { name: name.get_untracked() };
        let done = hand.about(what, || t_string!(i18n, detail.unit_added).to_owned());
        settle(done.err(), &[name], wrong, "unit-name");
    });
    view! {
        <div class="adder adder--line" on:keydown=on_enter(save)>
            <Field id="unit-name" label=label!(hand, unit_name) value=name error=wrong choices=known />
            <Button on_click=save>{t!(i18n, detail.unit_add)}</Button>
        </div>
    }
    .into_any()
}

fn resources(hand: Hand) -> AnyView {
    let i18n = hand.i18n;
    let (name, kind, wrong) = (hand.draft("resource/name"), hand.draft("resource/kind"), RwSignal::new(String::new()));
    let known = Signal::derive(move || {
        let name = |document: &landfall_core::document::Document| {
            document.tables().resources.iter().map(|(_, one)| one.name.clone()).collect::<Vec<_>>()
        };
        hand.workspace.read(name)
    });
    let save = Callback::new(move |()| {
        let what = AboutLead::Resource { name: name.get_untracked(), kind: RecordId::new(kind.get_untracked()) };
        let done = hand.about(what, || t_string!(i18n, detail.resource_added).to_owned());
        settle(done.err(), &[name, kind], wrong, "resource-name");
    });
    let choose = Callback::new(move |value: String| kind.set(value));
    view! {
        <div class="adder adder--line" on:keydown=on_enter(save)>
            <Field id="resource-name" label=label!(hand, resource_name) value=name error=wrong choices=known />
            <Select id="resource-kind" label=label!(hand, resource_kind) options=hand.terms("resource") value=Signal::derive(move || kind.get()) on_change=choose />
            <Button on_click=save>{t!(i18n, detail.resource_add)}</Button>
        </div>
    }
    .into_any()
}

fn attachments(hand: Hand) -> AnyView {
    let i18n = hand.i18n;
    let (link, name, wrong) = (hand.draft("link/address"), hand.draft("link/name"), RwSignal::new(String::new()));
    let save = Callback::new(move |()| {
        let what = AboutLead::Attachment { link: link.get_untracked(), name: name.get_untracked() };
        let done = hand.about(what, || t_string!(i18n, event.link_kept).to_owned());
        settle(done.err(), &[link, name], wrong, "link-address");
    });
    let address = Signal::derive(move || t_string!(i18n, event.new_link).to_owned());
    let link_name = Signal::derive(move || t_string!(i18n, event.link_name).to_owned());
    view! {
        <div class="adder adder--line" on:keydown=on_enter(save)>
            <Field id="link-address" label=address value=link error=wrong placeholder=Signal::stored("https://".to_owned()) />
            <Field id="link-name" label=link_name value=name />
            <Button on_click=save>{t!(i18n, event.add_link)}</Button>
        </div>
    }
    .into_any()
}

/// After adding: the fields are free for the next one, or what is wrong is said and stays.
fn settle(wrong: Option<String>, fields: &[RwSignal<String>], said: RwSignal<String>, first: &str) {
    if wrong.is_none() {
        for field in fields {
            field.set(String::new());
        }
    }
    said.set(wrong.unwrap_or_default());
    screen::focus(first);
}
