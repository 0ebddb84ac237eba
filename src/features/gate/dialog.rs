//! The dialog of a gate: only what is missing, in the order of the gate. Enter goes on and saves, Esc leaves the card
//! where it was; what was typed is there the next time.

use landfall_core::document::{CommandError, typed_value};
use landfall_core::model::{Collection, Currency, FieldKind};
use landfall_core::view::gate::{GateField, is_out, likely};
use landfall_core::view::term_name;
use leptos::ev;
use leptos::prelude::*;

use super::{Mover, Waiting};
use crate::i18n::{field_label, refusal_words, t, t_string};
use crate::store::screen;
use crate::ui::{Button, Dialog, Field, Icon, IconName, Look, Select, Size, live};

/// A field that is asked, with what is typed into it.
#[derive(Clone, Copy)]
struct Asked {
    field: GateField,
    /// How many of the leads lack it.
    count: usize,
    text: RwSignal<String>,
    wrong: RwSignal<String>,
}

fn input_id(field: &str) -> String {
    format!("gate-{}", field.replace('_', "-"))
}

#[component]
pub(super) fn GateDialog(mover: Mover, waiting: Waiting) -> impl IntoView {
    let (workspace, session, i18n, lang) = (mover.workspace, mover.session, mover.i18n, mover.lang);
    let many = waiting.leads.len();
    let out = workspace.peek(|document| is_out(&waiting.to, document.tables()));
    let fields: Vec<Asked> = waiting.fields.iter().map(|(field, count)| ask(mover, &waiting, *field, *count)).collect();
    let fields = StoredValue::new(fields);
    let needed = move || {
        let open = |one: &&Asked| !one.field.optional && one.text.with(|text| text.trim().is_empty());
        fields.with_value(|fields| fields.iter().filter(open).count())
    };
    let stage = {
        let to = waiting.to.clone();
        Signal::derive(move || workspace.read(|document| term_name(document.tables(), &to, lang.get())))
    };
    let title = Signal::derive(move || match (out, many) {
        (true, 1) => t_string!(i18n, gate.out_title).to_owned(),
        (true, _) => t_string!(i18n, gate.out_many, count = many),
        (false, 1) => t_string!(i18n, gate.title, stage = stage.get()),
        (false, _) => t_string!(i18n, gate.title_many, count = many, stage = stage.get()),
    });
    let about = workspace.peek(|document| {
        let tables = document.tables();
        let [lead] = waiting.leads.as_slice() else { return String::new() };
        let lead = tables.leads.get(lead);
        let company = lead.map(|lead| tables.title(Collection::Companies, &lead.company)).unwrap_or_default();
        let title = lead.map(|lead| lead.title.clone()).unwrap_or_default();
        [title, company].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("  ")
    });
    let waiting = StoredValue::new(waiting);
    // What is wrong with what is typed is said at its field; the first one gets the focus.
    let check = move |needs_all: bool| {
        let all = fields.get_value();
        let mut first = None;
        for one in all {
            let text = one.text.get_untracked();
            let words = if text.trim().is_empty() {
                let missing = needs_all && !one.field.optional;
                missing.then(|| t_string!(i18n, gate.empty, field = field_label(i18n, one.field.name)))
            } else {
                let wrong = typed_value(one.field.kind(), &text, Currency::default()).err();
                wrong.map(|error| refusal_words(i18n, &error, text.trim()))
            };
            if words.is_some() {
                first.get_or_insert(one.field.name);
            }
            one.wrong.set(words.unwrap_or_default());
        }
        if let Some(field) = first {
            screen::focus(&input_id(field));
        }
        first.is_none()
    };
    let save = move |needs_all: bool| {
        if !check(needs_all) {
            return;
        }
        let typed: Vec<(String, String)> = fields.with_value(|fields| {
            let typed = fields.iter().map(|one| (one.field.name.to_owned(), one.text.get_untracked()));
            typed.filter(|(_, text)| !text.trim().is_empty()).collect()
        });
        match waiting.with_value(|waiting| mover.carry_out(waiting, &typed)) {
            Ok(()) => {
                forget(mover, &waiting.get_value());
                session.settle_move(true);
            }
            Err(CommandError::Published { title }) => {
                mover.refused(&CommandError::Published { title });
                session.settle_move(false);
            }
            Err(error) => session.say(refusal_words(i18n, &error, ""), false),
        }
    };
    let leave = Callback::new(move |()| session.settle_move(false));
    // Enter: to the next field that is empty, and at last the move.
    let keys = move |event: ev::KeyboardEvent| {
        if event.key() != "Enter" || screen::is_composing(&event) || event.shift_key() || screen::is_button(&event) {
            return;
        }
        event.prevent_default();
        let next = fields.with_value(|fields| {
            let empty = |one: &&Asked| !one.field.optional && one.text.with_untracked(|text| text.trim().is_empty());
            fields.iter().find(empty).map(|one| one.field.name)
        });
        match next {
            // Pressed in the very field that is empty: then it is said there.
            Some(field) if !screen::has_focus(&input_id(field)) => {
                screen::focus(&input_id(field));
            }
            _ => save(true),
        }
    };
    let rows = fields.with_value(|fields| {
        let rows = fields.iter().enumerate();
        rows.map(|(place, one)| control(mover, *one, many, place == 0)).collect_view()
    });
    let hint = move || match needed() {
        0 => t_string!(i18n, gate.complete).to_owned(),
        count => t_string!(i18n, gate.open, count = count),
    };
    view! {
        <Dialog id="gate" title=title close_label=Signal::derive(move || t_string!(i18n, gate.close).to_owned()) on_close=leave>
            <form class="gate" novalidate=true on:submit=move |event| event.prevent_default() on:keydown=keys>
                <p class="gate__about" dir="auto" hidden=about.is_empty()>{about.clone()}</p>
                <div class="gate__fields">{rows}</div>
                <footer class="gate__foot">
                    <span class="gate__open" data-open=live(move || (needed() > 0).to_string())>{live(hint)}</span>
                    {(!out).then(|| view! {
                        <Button look=Look::Plain size=Size::Large on_click=Callback::new(move |()| save(false))>{t!(i18n, gate.later)}</Button>
                    })}
                    <Button look=Look::Primary size=Size::Large key_hint="Enter" on_click=Callback::new(move |()| save(true))>
                        {live(move || if out { t_string!(i18n, gate.out_go).to_owned() } else { t_string!(i18n, gate.go, stage = stage.get()) })}
                    </Button>
                </footer>
            </form>
        </Dialog>
    }
}

/// A field with its likely value, or what was typed into it in an earlier visit.
fn ask(mover: Mover, waiting: &Waiting, field: GateField, count: usize) -> Asked {
    let workspace = mover.workspace;
    let default = likely_of_all(mover, waiting, field.name);
    let name = draft_name(waiting, field.name);
    let kept = untrack(|| workspace.drafts.get(&name)).unwrap_or_else(|| default.clone());
    let one = Asked { field, count, text: RwSignal::new(kept), wrong: RwSignal::new(String::new()) };
    // A default that nobody touched is no draft: the next day has another one.
    Effect::new(move |_| {
        one.text.with(|text| workspace.drafts.set(&name, if *text == default { "" } else { text }));
    });
    Effect::new(move |before: Option<String>| {
        let text = one.text.get();
        if before.is_some_and(|before| before != text) {
            one.wrong.set(String::new());
        }
        text
    });
    one
}

fn draft_name(waiting: &Waiting, field: &str) -> String {
    let of = match waiting.leads.as_slice() {
        [lead] => lead.as_str(),
        _ => "many",
    };
    format!("gate/{of}/{}/{field}", waiting.to)
}

fn forget(mover: Mover, waiting: &Waiting) {
    for (field, _) in &waiting.fields {
        mover.workspace.drafts.set(&draft_name(waiting, field.name), "");
    }
}

/// What is likely for every one of the leads; empty where they differ.
fn likely_of_all(mover: Mover, waiting: &Waiting, field: &str) -> String {
    let (lang, today) = (mover.lang.get_untracked(), untrack(|| mover.workspace.today()));
    let who = untrack(|| mover.settings.who());
    mover.workspace.peek(|document| {
        let tables = document.tables();
        let me = tables.officers.iter().find(|(_, officer)| !who.is_empty() && officer.name == who).map(|(id, _)| id);
        let mut all = waiting.leads.iter().filter_map(|id| {
            let lead = tables.leads.get(id)?;
            Some(likely(field, id, lead, tables, today, me, lang))
        });
        let first = all.next().unwrap_or_default();
        if all.all(|other| other == first) { first } else { String::new() }
    })
}

/// The control of a field's kind.
fn control(mover: Mover, one: Asked, many: usize, first: bool) -> AnyView {
    let (workspace, i18n, lang) = (mover.workspace, mover.i18n, mover.lang);
    let Asked { field, count, text, wrong } = one;
    let id = input_id(field.name);
    let label = Signal::derive(move || {
        let label = field_label(i18n, field.name);
        match (field.optional, many > 1 && count < many) {
            (true, _) => t_string!(i18n, gate.optional, field = label),
            (false, true) => t_string!(i18n, gate.lacking, field = label, count = count),
            (false, false) => label,
        }
    });
    let names = move |of: fn(&landfall_core::document::Tables) -> Vec<String>| {
        Some(Signal::derive(move || workspace.read(|document| of(document.tables()))))
    };
    let hint = Signal::derive(move || match field.kind() {
        FieldKind::Day => t_string!(i18n, event.day_hint).to_owned(),
        FieldKind::Money => t_string!(i18n, lead.planned_hint).to_owned(),
        FieldKind::Ref(Collection::Officers) => t_string!(i18n, gate.officer_hint).to_owned(),
        _ => String::new(),
    });
    match field.kind() {
        FieldKind::Term(kind) => {
            if first {
                // A list takes no focus by itself, as a text field does.
                screen::focus_when_drawn(id.clone());
            }
            let options = Signal::derive(move || {
                let lang = lang.get();
                let none = (String::new(), t_string!(i18n, gate.choose).to_owned());
                workspace.read(|document| {
                    let tables = document.tables();
                    let all = tables.terms_of(kind).into_iter();
                    let all = all.map(|(id, _)| (id.to_string(), term_name(tables, id, lang)));
                    std::iter::once(none).chain(all).collect::<Vec<_>>()
                })
            });
            let on_change = Callback::new(move |value: String| text.set(value));
            let value = Signal::derive(move || text.get());
            let (said, at) = (format!("{id}-error"), id.clone());
            view! {
                <div class="gate__field" data-wrong=live(move || (!wrong.with(String::is_empty)).to_string())>
                    <Select id=at label=label options=options value=value on_change=on_change />
                    <p class="field__error" id=said role="alert" hidden=live(move || wrong.with(String::is_empty))>
                        <Icon name=IconName::Rock size=14 /><span>{live(move || wrong.get())}</span>
                    </p>
                </div>
            }
            .into_any()
        }
        kind => {
            let long = matches!(field.name, "out_reason" | "reason" | "premises");
            let choices = match kind {
                FieldKind::Ref(Collection::Officers) => {
                    names(|tables| tables.officers.iter().map(|(_, officer)| officer.name.clone()).collect())
                }
                _ => None,
            };
            let required = !field.optional;
            let body = match choices {
                Some(choices) => view! {
                    <Field id=id label=label value=text error=wrong placeholder=hint choices=choices autofocus=first required=required />
                }
                .into_any(),
                None => view! { <Field id=id label=label value=text error=wrong placeholder=hint autofocus=first required=required /> }.into_any(),
            };
            view! { <div class="gate__field" data-long=long.to_string()>{body}</div> }.into_any()
        }
    }
}
