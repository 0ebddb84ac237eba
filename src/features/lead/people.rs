//! The people of a lead: one in words, as it was captured, and any number of contacts that other leads share.

use landfall_core::document::AboutLead;
use landfall_core::model::{Collection, RecordId};
use landfall_core::view::{Linked, linked};
use leptos::prelude::*;

use super::fields::record_field;
use super::groups::{grid, group};
use super::hand::{Hand, label, on_enter};
use crate::i18n::{t, t_string};
use crate::store::{HandoverWish, screen};
use crate::ui::{Button, Field, Icon, IconButton, IconName, Select, live, live_view};

const NAME: &str = "person-name";

pub fn people(hand: Hand) -> AnyView {
    let lines = Memo::new(move |_| linked_of(hand, "contact"));
    let count = Signal::derive(move || {
        let named = hand.lead.with(|lead| !lead.contact.is_empty());
        (lines.with(Vec::len) + usize::from(named)).to_string()
    });
    group(hand, "contacts", label!(hand, contacts), count, move || {
        let editing = RwSignal::new(None::<RecordId>);
        view! {
            <p class="group__sub">{t!(hand.i18n, detail.main_contact)}</p>
            {grid(hand, &["contact", "phone", "email"])}
            <ul class="joined">
                {live_view(move || lines.get().into_iter().map(|line| person(hand, line, editing)).collect_view().into_any())}
            </ul>
            {known(hand, lines)}
            {new_person(hand)}
        }
        .into_any()
    })
}

pub fn linked_of(hand: Hand, kind: &str) -> Vec<Linked> {
    let lang = hand.lang.get();
    hand.workspace.read(|document| linked(&hand.id(), kind, document.tables(), lang))
}

/// Takes a joined record off the lead; the record itself stays.
pub fn unlink_button(hand: Hand, line: &Linked) -> AnyView {
    let i18n = hand.i18n;
    let (link, name) = (line.link.clone(), line.name.clone());
    let label = Signal::derive(move || t_string!(i18n, detail.unlink, name = name.clone()));
    let unlink = Callback::new(move |()| {
        let command = landfall_core::document::Command::Delete { collection: Collection::Links, id: link.clone() };
        let _ = hand.act(command, || t_string!(i18n, detail.unlinked).to_owned());
    });
    view! { <IconButton name=IconName::Close size=16 label=label on_click=unlink /> }.into_any()
}

fn person(hand: Hand, line: Linked, editing: RwSignal<Option<RecordId>>) -> AnyView {
    let i18n = hand.i18n;
    let (id, name) = (line.id.clone(), line.name.clone());
    let reach = hand.workspace.peek(|document| {
        let contact = document.tables().contacts.get(&line.id);
        contact.map(|contact| [contact.phone.clone(), contact.email.clone()]).unwrap_or_default()
    });
    let reach = reach.into_iter().filter(|text| !text.is_empty()).map(|text| view! { <span dir="ltr">{text}</span> });
    let reach = reach.collect_view();
    let label = Signal::derive(move || t_string!(i18n, detail.edit_person, name = name.clone()));
    let edit = {
        let id = id.clone();
        Callback::new(move |()| {
            let open = editing.with_untracked(|open| open.as_ref() == Some(&id));
            editing.set(if open { None } else { Some(id.clone()) });
            if !open {
                screen::focus_when_drawn("contacts-name".to_owned());
            }
        })
    };
    let (named, wish) = (line.name.clone(), HandoverWish::Show(Collection::Contacts, line.id.clone()));
    let hand_over_label = Signal::derive(move || t_string!(i18n, handover.person, name = named.clone()));
    let hand_over = Callback::new(move |()| hand.session.handover.set(Some(wish.clone())));
    view! {
        <li class="joined__row">
            <Icon name=IconName::Person />
            <strong dir="auto">{line.name.clone()}</strong>
            <span dir="auto">{line.about.clone()}</span>
            {reach}
            <span class="joined__ways">
                <IconButton name=IconName::Qr size=16 label=hand_over_label on_click=hand_over />
                <IconButton name=IconName::Edit size=16 label=label on_click=edit />
                {unlink_button(hand, &line)}
            </span>
            {live_view(move || if editing.with(|open| open.as_ref() == Some(&id)) { person_form(hand, &id) } else { ().into_any() })}
        </li>
    }
    .into_any()
}

fn person_form(hand: Hand, id: &RecordId) -> AnyView {
    let contacts = Collection::Contacts;
    view! {
        <div class="adder adder--edit">
            {record_field(hand, contacts, id, "name", label!(hand, person_field_name))}
            {record_field(hand, contacts, id, "post", label!(hand, person_post))}
            {record_field(hand, contacts, id, "phone", label!(hand, person_phone))}
            {record_field(hand, contacts, id, "email", label!(hand, person_email))}
        </div>
    }
    .into_any()
}

/// People of the company who are not joined with this lead yet.
fn known(hand: Hand, lines: Memo<Vec<Linked>>) -> AnyView {
    let i18n = hand.i18n;
    let others = Signal::derive(move || {
        let company = hand.lead.with(|lead| lead.company.clone());
        let joined: Vec<RecordId> = lines.with(|lines| lines.iter().map(|line| line.id.clone()).collect());
        let none = (String::new(), t_string!(i18n, detail.person_choose).to_owned());
        hand.workspace.read(|document| {
            let all = document.tables().contacts.iter();
            let of_company =
                all.filter(|(id, one)| !company.is_empty() && one.company == company && !joined.contains(id));
            let of_company = of_company.map(|(id, one)| (id.to_string(), one.name.clone()));
            std::iter::once(none).chain(of_company).collect::<Vec<_>>()
        })
    });
    let choose = Callback::new(move |id: String| {
        if !id.is_empty() {
            let what = AboutLead::Known { contact: RecordId::new(id) };
            let _ = hand.about(what, || t_string!(i18n, detail.person_added).to_owned());
        }
    });
    let any = Memo::new(move |_| others.with(|others| others.len() > 1));
    live_view(move || {
        if any.get() {
            let value = Signal::stored(String::new());
            view! { <div class="adder adder--line"><Select id="person-known" label=label!(hand, person_known) options=others value=value on_change=choose /></div> }
                .into_any()
        } else {
            ().into_any()
        }
    })
    .into_any()
}

fn new_person(hand: Hand) -> AnyView {
    let i18n = hand.i18n;
    let (name, reach) = (hand.draft("person/name"), hand.draft("person/reach"));
    let wrong = RwSignal::new(String::new());
    let save = Callback::new(move |()| {
        let typed = reach.get_untracked();
        let (phone, email) = if typed.contains('@') { (String::new(), typed) } else { (typed, String::new()) };
        let what = AboutLead::Contact { name: name.get_untracked(), phone, email };
        match hand.about(what, || t_string!(i18n, detail.person_added).to_owned()) {
            Ok(_) => {
                name.set(String::new());
                reach.set(String::new());
                wrong.set(String::new());
            }
            Err(words) => wrong.set(words),
        }
        screen::focus(NAME);
    });
    view! {
        <div class="adder adder--line" on:keydown=on_enter(save)>
            <Field id=NAME label=label!(hand, person_name) value=name error=wrong />
            <Field id="person-reach" label=label!(hand, person_reach) value=reach />
            <Button on_click=save>{t!(i18n, detail.person_add)}</Button>
        </div>
    }
    .into_any()
}

/// A row of a joined record that has nothing more to it than its name.
pub fn joined_row(hand: Hand, line: &Linked, icon: IconName) -> AnyView {
    let i18n = hand.i18n;
    let (name, about) = (line.name.clone(), line.about.clone());
    let link = !line.href.is_empty();
    let unsafe_link = !link && line.id.is_empty();
    let shown = if link {
        view! { <a class="joined__link" href=line.href.clone() target="_blank" rel="noopener noreferrer" dir="auto">{name}</a> }.into_any()
    } else {
        view! { <strong dir="auto">{name}</strong> }.into_any()
    };
    let about = if unsafe_link {
        Signal::derive(move || t_string!(i18n, detail.no_link).to_owned())
    } else {
        Signal::stored(about)
    };
    view! {
        <li class="joined__row">
            <Icon name=icon />
            {shown}
            <span class="joined__about" dir="auto">{live(move || about.get())}</span>
            <span class="joined__ways">{unlink_button(hand, line)}</span>
        </li>
    }
    .into_any()
}
