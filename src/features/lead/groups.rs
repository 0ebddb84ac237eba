//! The fields in groups that open and close, and stay as one left them.

use landfall_core::document::Fields;
use leptos::prelude::*;

use super::fields::{field_id, lead_field};
use super::hand::{Hand, label};
use crate::i18n::t_string;
use crate::store::screen;
use crate::ui::{Icon, IconName, live, live_view};

/// The fields of each group, in the order of the work.
const GROUPS: [(&str, &[&str]); 8] = [
    (
        "basics",
        &[
            "company",
            "planned",
            "zone",
            "officer",
            "industry",
            "chain_node",
            "priority",
            "capital",
            "form",
            "origin",
            "headquarters",
            "source",
            "source_event",
            "reason",
        ],
    ),
    ("contacts", &["contact", "phone", "email"]),
    (
        "signing",
        &["screening", "screened_by", "first_talk", "agreement", "signing_company", "signed_amount", "signed_on"],
    ),
    (
        "landing",
        &["premises_wanted", "premises", "registered_company", "registered_on", "opened_on", "paid_in", "jobs"],
    ),
    ("care", &["service_manager", "next_visit"]),
    ("naming", &["code_name", "announced"]),
    ("reported", &["reported_by", "reported_zone", "reported_on"]),
    ("out_group", &["out_type", "out_reason"]),
];

/// Groups that are open until somebody closes them.
const OPEN: [&str; 3] = ["basics", "contacts", "note"];

fn key(group: &str) -> String {
    format!("lead/{group}")
}

/// Puts the focus into a field, wherever it is; opens its group.
pub fn go_to_field(hand: Hand, field: &str) {
    let group = GROUPS.iter().find(|(_, fields)| fields.contains(&field)).map(|(group, _)| *group);
    if let Some(group) = group {
        let open = untrack(|| hand.settings.is_group_open(&key(group), OPEN.contains(&group)));
        if !open {
            hand.settings.set_group_open(&key(group), true);
        }
    }
    let id = field_id(field);
    if !screen::focus(&id) {
        screen::focus_when_drawn(id);
    }
}

/// A group: its name, a count, and what is in it, drawn when it is open.
pub fn group(
    hand: Hand,
    name: &'static str,
    title: Signal<String>,
    count: Signal<String>,
    body: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let open = Memo::new(move |_| hand.settings.is_group_open(&key(name), OPEN.contains(&name)));
    let toggle = move |_| hand.settings.set_group_open(&key(name), !open.get_untracked());
    view! {
        <section class="group" data-open=live(move || open.get().to_string())>
            <h3 class="group__head">
                <button class="group__toggle" type="button" aria-expanded=live(move || open.get().to_string()) on:click=toggle>
                    <Icon name=IconName::Down size=16 />
                    <span>{live(move || title.get())}</span>
                    <span class="group__count">{live(move || count.get())}</span>
                </button>
            </h3>
            {live_view(move || if open.get() { body() } else { ().into_any() })}
        </section>
    }
    .into_any()
}

/// A group of fields of the lead.
pub fn fields_group(hand: Hand, name: &'static str) -> AnyView {
    let fields = GROUPS.iter().find(|(group, _)| *group == name).map_or(&[][..], |(_, fields)| *fields);
    group(hand, name, group_title(hand, name), filled(hand, fields), move || grid(hand, fields))
}

pub fn grid(hand: Hand, fields: &'static [&'static str]) -> AnyView {
    let cells = fields.iter().map(|name| {
        let wide = matches!(*name, "reason" | "out_reason" | "note");
        view! { <div class="group__cell" data-wide=wide.to_string()>{lead_field(hand, name)}</div> }
    });
    view! { <div class="group__grid">{cells.collect_view()}</div> }.into_any()
}

/// How many of the fields hold something.
pub fn filled(hand: Hand, names: &'static [&'static str]) -> Signal<String> {
    Signal::derive(move || {
        let full = |fields: &Fields| names.iter().filter(|name| fields.contains_key(**name)).count();
        let origin = names.contains(&"origin") && {
            let company = hand.lead.with(|lead| lead.company.clone());
            let has = |document: &landfall_core::document::Document| {
                document.tables().companies.get(&company).is_some_and(|company| !company.origin.is_empty())
            };
            hand.workspace.read(has)
        };
        let count = hand.fields.with(full) + usize::from(origin);
        t_string!(hand.i18n, detail.filled, count = count, all = names.len())
    })
}

pub fn group_title(hand: Hand, name: &'static str) -> Signal<String> {
    match name {
        "basics" => label!(hand, basics),
        "contacts" => label!(hand, contacts),
        "signing" => label!(hand, signing),
        "landing" => label!(hand, landing),
        "care" => label!(hand, care),
        "naming" => label!(hand, naming),
        "reported" => label!(hand, reported),
        "out_group" => label!(hand, out_group),
        "note" => label!(hand, note),
        _ => label!(hand, material),
    }
}
