//! Who reported the lead first, and the transfers between zones (首报, 流转).

use landfall_core::document::AboutLead;
use landfall_core::format;
use landfall_core::model::{Collection, Day, RecordId};
use landfall_core::view::{first_report_event, term_name, transfers};
use leptos::prelude::*;

use super::fields::transferred;
use super::hand::{Hand, label, on_enter};
use super::needs::{date, line};
use crate::i18n::{t, t_string};
use crate::store::screen;
use crate::ui::{Button, Icon, IconName, Look, Select, live, live_view};

const ZONE: &str = "transfer-zone";

#[component]
pub fn Origin(hand: Hand) -> impl IntoView {
    let Hand { workspace, i18n, lang, lead, .. } = hand;
    let first = move || {
        let lang = lang.get();
        workspace.read(|document| {
            let tables = document.tables();
            lead.with(|lead| {
                let officer = tables.title(Collection::Officers, &lead.reported_by);
                let unit = tables
                    .officers
                    .get(&lead.reported_by)
                    .map(|officer| tables.title(Collection::Units, &officer.unit));
                let day = lead.reported_on.map(|day| format::day_plain(lang, day)).unwrap_or_default();
                let event = first_report_event(lead, tables, lang);
                let event = if event.is_empty() { event } else { t_string!(i18n, detail.from_event, event = event) };
                let words =
                    [officer, unit.unwrap_or_default(), term_name(tables, &lead.reported_zone, lang), day, event];
                words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>()
            })
        })
    };
    let moves = Memo::new(move |_| {
        let lang = lang.get();
        workspace.read(|document| transfers(&hand.id(), document.tables(), lang))
    });
    let adding = RwSignal::new(false);
    let toggle = Callback::new(move |()| {
        adding.update(|adding| *adding = !*adding);
        if adding.get_untracked() {
            screen::focus_when_drawn(ZONE.to_owned());
        }
    });
    view! {
        <section class="drawer__block">
            <div class="first-line">
                <Icon name=IconName::Flag />
                <strong>{t!(i18n, lead.first_report)}</strong>
                {live_view(move || first().into_iter().map(|word| view! { <span dir="auto">{word}</span> }).collect_view().into_any())}
                <span class="drawer__way"><Button look=Look::Plain icon=IconName::Merge on_click=toggle>{t!(i18n, detail.transfer)}</Button></span>
            </div>
            {live_view(move || {
                let all = moves.get();
                let lines = all.into_iter().map(|(from, to, day, reason)| {
                    let day = day.map(|day| format::day_plain(lang.get_untracked(), day)).unwrap_or_default();
                    view! {
                        <p class="first-line">
                            <Icon name=IconName::Merge /><strong>{t!(i18n, detail.transfer)}</strong>
                            <span>{format!("{from} → {to}")}</span><span>{day}</span><span dir="auto">{reason}</span>
                            <span>{t!(i18n, detail.counts_once)}</span>
                        </p>
                    }
                });
                lines.collect_view().into_any()
            })}
            {live_view(move || if adding.get() { transfer(hand, adding) } else { ().into_any() })}
        </section>
    }
}

fn transfer(hand: Hand, adding: RwSignal<bool>) -> AnyView {
    let i18n = hand.i18n;
    let (zone, reason) = (hand.draft("transfer/zone"), hand.draft("transfer/reason"));
    let day = RwSignal::new(untrack(|| hand.workspace.today()).to_string());
    let wrong = RwSignal::new(String::new());
    let others = Signal::derive(move || {
        let here = hand.lead.with(|lead| lead.zone.to_string());
        let mut zones = hand.terms("zone").get();
        zones.retain(|(id, _)| id.is_empty() || *id != here);
        zones
    });
    let save = Callback::new(move |()| {
        let to = RecordId::new(zone.get_untracked());
        let Ok(day) = day.get_untracked().parse::<Day>() else {
            screen::focus("transfer-day");
            return;
        };
        let what = AboutLead::Transfer { zone: to, day, reason: reason.get_untracked() };
        if hand.about(what, || transferred(hand)).is_ok() {
            zone.set(String::new());
            reason.set(String::new());
            adding.set(false);
        } else {
            wrong.set(t_string!(i18n, detail.no_zone).to_owned());
            screen::focus(ZONE);
        }
    });
    let choose = Callback::new(move |value: String| {
        zone.set(value);
        wrong.set(String::new());
    });
    view! {
        <div class="adder" on:keydown=on_enter(save)>
            <Select id=ZONE label=label!(hand, transfer_to) options=others value=Signal::derive(move || zone.get()) on_change=choose />
            {date("transfer-day", label!(hand, transfer_day), day)}
            {line("transfer-reason", label!(hand, transfer_reason), reason, None)}
            <span class="adder__ways"><Button on_click=save>{t!(i18n, detail.transfer_save)}</Button></span>
            <p class="field__error adder__error" role="alert" hidden=live(move || wrong.with(String::is_empty))>{live(move || wrong.get())}</p>
        </div>
    }
    .into_any()
}
