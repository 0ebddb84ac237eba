//! A field of the lead, drawn from what the record says of it: one way for all of them.

use landfall_core::model::{Collection, FieldKind, Lang, RecordId};
use landfall_core::order;
use landfall_core::view::shown_field;
use leptos::prelude::*;

use super::hand::Hand;
use crate::i18n::{field_label, refusal_words, t_string};
use crate::store::KeptField;
use crate::ui::{Edit, EditKind, Select, live};
use landfall_core::document::{AboutLead, typed_value};
use landfall_core::model::Currency;
use serde_json::Value;

/// The id of a field's control.
pub fn field_id(name: &str) -> String {
    format!("lead-{}", name.replace('_', "-"))
}

/// The control of a field, with its label; what is refused stays in it, with the reason, and is kept as a draft.
pub fn lead_field(hand: Hand, name: &'static str) -> AnyView {
    let Hand { workspace, i18n, lang, .. } = hand;
    let spec = Collection::Leads.field(name);
    let kind = spec.map_or(FieldKind::Text, |spec| spec.kind);
    let label = Signal::derive(move || field_label(i18n, name));
    let value = Signal::derive(move || {
        let lang = lang.get();
        workspace.read(|document| {
            let tables = document.tables();
            match spec {
                Some(spec) => hand.fields.with(|fields| shown_field(spec, fields, tables, lang)),
                // Where its company comes from.
                None => {
                    let company = hand.lead.with(|lead| lead.company.clone());
                    tables.companies.get(&company).map(|company| company.origin.clone()).unwrap_or_default()
                }
            }
        })
    });
    let id = field_id(name);
    let pick = move |options: Signal<Vec<(String, String)>>, save: Callback<String>| {
        view! { <Select id=id.clone() label=label options=options value=value on_change=save /> }.into_any()
    };
    let save = Callback::new(move |text: String| {
        // A list or a box offers nothing that could be refused.
        let _ = hand.set(name, text);
    });
    match kind {
        FieldKind::Term("zone") if name == "zone" => pick(hand.terms("zone"), Callback::new(move |to| zone(hand, to))),
        FieldKind::Term(kind) => pick(hand.terms(kind), save),
        FieldKind::Ref(Collection::Events) => pick(events(hand), save),
        FieldKind::Flag => {
            let id = field_id(name);
            let for_id = id.clone();
            view! {
                <div class="field field--check">
                    <input
                        id=id type="checkbox" prop:checked=live(move || value.get() == "true")
                        on:change=move |event| save.run(if event_target_checked(&event) { "true".to_owned() } else { String::new() })
                    />
                    <label class="field__label" for=for_id>{live(move || label.get())}</label>
                </div>
            }
            .into_any()
        }
        kind => typed_field(hand, name, kind, label, value),
    }
}

/// A field that is typed into.
fn typed_field(
    hand: Hand,
    name: &'static str,
    kind: FieldKind,
    label: Signal<String>,
    value: Signal<String>,
) -> AnyView {
    let edit_kind = match (kind, name) {
        (FieldKind::Day, _) => EditKind::Date,
        (_, "note" | "reason" | "out_reason") => EditKind::Text,
        _ => EditKind::Line,
    };
    let hint = Signal::derive(move || match kind {
        FieldKind::Money => t_string!(hand.i18n, lead.planned_hint).to_owned(),
        _ => String::new(),
    });
    let choices = (kind == FieldKind::Ref(Collection::Officers)).then(|| officers(hand));
    let save = Callback::new(move |text: String| hand.set(name, text));
    edit(hand, Typed { id: field_id(name), draft: name.to_owned(), label, value, kind: edit_kind, hint, choices, save })
}

/// A field of a record around the lead, typed into: of a contact, a need.
pub fn record_field(
    hand: Hand,
    collection: Collection,
    record: &RecordId,
    name: &'static str,
    label: Signal<String>,
) -> AnyView {
    let kind = collection.field(name).map_or(FieldKind::Text, |spec| spec.kind);
    let (of, at) = (record.clone(), record.clone());
    let value = Signal::derive(move || {
        let lang = hand.lang.get();
        hand.workspace.read(|document| {
            let (tables, spec) = (document.tables(), collection.field(name)?);
            Some(shown_field(spec, &tables.fields(collection, &of)?, tables, lang))
        })
    });
    let value = Signal::derive(move || value.get().unwrap_or_default());
    let save = Callback::new(move |text: String| {
        let typed = typed_value(kind, &text, Currency::default());
        let value = typed.map(|value| match value {
            Value::String(text) => Value::from(text.trim()),
            other => other,
        });
        let done = value.and_then(|value| hand.set_record(collection, &at, name, value));
        done.map_err(|error| refusal_words(hand.i18n, &error, text.trim()))
    });
    let edit_kind = if kind == FieldKind::Day { EditKind::Date } else { EditKind::Line };
    let id = format!("{}-{}", collection.name(), name.replace('_', "-"));
    let (draft, hint) = (format!("{record}/{name}"), Signal::stored(String::new()));
    edit(hand, Typed { id, draft, label, value, kind: edit_kind, hint, choices: None, save })
}

struct Typed {
    id: String,
    draft: String,
    label: Signal<String>,
    value: Signal<String>,
    kind: EditKind,
    hint: Signal<String>,
    choices: Option<Signal<Vec<String>>>,
    /// Gives what is wrong.
    save: Callback<String, Result<(), String>>,
}

fn edit(hand: Hand, typed: Typed) -> AnyView {
    let Typed { id, draft, label, value, kind, hint, choices, save } = typed;
    let KeptField { kept, on_type, on_save, wrong } =
        hand.workspace.drafts.keep(format!("lead/{}/{draft}", hand.id()), save);
    match choices {
        Some(choices) => view! {
            <Edit id=id label=label value=value kind=kind placeholder=hint error=wrong draft=kept on_type=on_type choices=choices on_save=on_save />
        }
        .into_any(),
        None => view! {
            <Edit id=id label=label value=value kind=kind placeholder=hint error=wrong draft=kept on_type=on_type on_save=on_save />
        }
        .into_any(),
    }
}

/// Another zone is a transfer (流转), noted with the day; the first one is not, and neither is none.
fn zone(hand: Hand, to: String) {
    let here = hand.lead.with_untracked(|lead| lead.zone.clone());
    if here.is_empty() || to.is_empty() {
        let _ = hand.set("zone", to);
        return;
    }
    let day = untrack(|| hand.workspace.today());
    let what = AboutLead::Transfer { zone: RecordId::new(to), day, reason: String::new() };
    let _ = hand.about(what, || transferred(hand));
}

/// `已流转到三战区`.
pub fn transferred(hand: Hand) -> String {
    let zone = hand.workspace.peek(|document| {
        let tables = document.tables();
        let zone = tables.leads.get(&hand.id()).map(|lead| lead.zone.clone()).unwrap_or_default();
        landfall_core::view::term_name(tables, &zone, hand.lang.get_untracked())
    });
    t_string!(hand.i18n, detail.transferred, zone = zone)
}

/// The names of the officers.
fn officers(hand: Hand) -> Signal<Vec<String>> {
    Signal::derive(move || {
        let name = |officer: &landfall_core::model::Officer| officer.name.clone();
        hand.workspace.read(|document| document.tables().officers.iter().map(|(_, officer)| name(officer)).collect())
    })
}

/// The events a lead can come from, in the order of time.
fn events(hand: Hand) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        let lang = hand.lang.get();
        let none = (String::new(), t_string!(hand.i18n, lead.none).to_owned());
        hand.workspace.read(|document| {
            let events = document.tables().events.iter();
            let mut all: Vec<_> = events
                .map(|(id, event)| {
                    let title = if lang == Lang::ZhCn { &event.title_zh } else { &event.title_en };
                    (event.start, id.to_string(), title.clone())
                })
                .collect();
            order::sort_by(&mut all, Ord::cmp);
            std::iter::once(none).chain(all.into_iter().map(|(_, id, title)| (id, title))).collect()
        })
    })
}
