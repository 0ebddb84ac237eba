use landfall_core::model::{Lang, RecordId};
use landfall_core::view::{Ageing, Card, Due, Route, term_name};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::card_id;
use super::drag::use_drag;
use super::mover::use_mover;
use crate::i18n::{Locale, ageing_words, due_words, t, t_string, use_i18n, use_lang};
use crate::store::{Workspace, use_navigation, use_session};
use crate::ui::{Icon, IconName, live, live_view};

/// One lead on the board: a list item that takes the focus, opens, and moves.
#[component]
pub fn BoardCard(id: RecordId, stage: RecordId, workspace: Workspace) -> impl IntoView {
    let session = use_session();
    let navigation = use_navigation();
    let drag = use_drag();
    let mover = use_mover();
    let card = card_memo(id.clone(), workspace);
    let words = CardWords::new(workspace);
    let element = card_id(&id);
    let current = {
        let id = id.clone();
        Memo::new(move |_| session.current.with(|current| current.as_ref() == Some(&id)))
    };
    let open = Memo::new(move |_| match navigation.route() {
        Route::Lead(code) => card.with(|card| card.as_ref().is_some_and(|card| card.code == code && !code.is_empty())),
        _ => false,
    });
    let lifted = {
        let id = id.clone();
        Memo::new(move |_| mover.is_lifted(&id))
    };
    let dragged = {
        let id = id.clone();
        Memo::new(move |_| drag.is_dragging(&id))
    };
    let slot_above = {
        let id = id.to_string();
        Memo::new(move |_| drag.spot().is_some_and(|spot| spot.before.as_deref() == Some(&id)))
    };
    let focus = {
        let id = id.clone();
        move |_| session.current.set(Some(id.clone()))
    };
    let (item, owner, at) = (id.to_string(), id.to_string(), stage.to_string());
    let i18n = use_i18n();
    let stage_name = {
        let (stage, lang) = (stage.clone(), use_lang());
        Signal::derive(move || workspace.read(|document| term_name(document.tables(), &stage, lang.get())))
    };
    let published = move || card.with(|card| card.as_ref().is_some_and(|card| card.published));
    let title = Memo::new(move |_| card.with(|card| card.as_ref().map(|card| card.title.clone()).unwrap_or_default()));
    let tab = move || if current.get() { "0" } else { "-1" };
    view! {
        <Show when=move || slot_above.get()>
            <li class="board-column__slot" aria-hidden="true">{t!(i18n, board.drop_here, name = stage_name.get())}</li>
        </Show>
        <li
            class="card" id=element tabindex=live(move || if session.current.with(Option::is_none) { "0" } else { tab() })
            aria-label=live(move || card.with(|card| card.as_ref().map(label).unwrap_or_default()))
            data-drop-item=item data-lead=owner data-stage=at
            data-published=live(move || published().to_string()) data-open=live(move || open.get().to_string())
            data-lifted=live(move || lifted.get().to_string()) data-dragged=live(move || dragged.get().to_string())
            on:focus=focus
        >
            {live_view(move || {card.get().map(|card| card_face(words, card, Signal::derive(tab)))}.into_any())}
            <Show when=move || !published()>
                <MoveButton lead=id.clone() title=title tab=Signal::derive(tab) />
            </Show>
        </li>
    }
}

/// The card of a lead, kept up with the document, the language and the day.
pub fn card_memo(id: RecordId, workspace: Workspace) -> Memo<Option<Card>> {
    let lang = use_lang();
    Memo::new(move |_| {
        let (lang, today) = (lang.get(), workspace.today());
        workspace.read(|document| {
            let tables = document.tables();
            tables.leads.get(&id).map(|lead| Card::of(&id, lead, tables, lang, today))
        })
    })
}

fn label(card: &Card) -> String {
    format!("{} {}", card.title, card.company)
}

#[component]
fn MoveButton(lead: RecordId, title: Memo<String>, tab: Signal<&'static str>) -> impl IntoView {
    let i18n = use_i18n();
    let mover = use_mover();
    let button = format!("move-{lead}");
    let opens = button.clone();
    let label = move || format!("{} {}", t_string!(i18n, board.move_to), title.get());
    view! {
        <button
            class="card__move" id=button type="button" tabindex=live(move || tab.get()) aria-haspopup="menu" aria-label=label
            title=live(move || t_string!(i18n, board.move_to))
            on:click=move |_| mover.open_menu(&lead, &opens)
        >
            <Icon name=IconName::More />
        </button>
    }
}

/// What a card needs to put itself into words.
#[derive(Clone, Copy)]
pub struct CardWords {
    i18n: I18nContext<Locale>,
    lang: Signal<Lang>,
    workspace: Workspace,
}

impl CardWords {
    pub fn new(workspace: Workspace) -> Self {
        CardWords { i18n: use_i18n(), lang: use_lang(), workspace }
    }
}

/// What a card shows; also what hangs from the pointer while it is dragged. A function and no component, so that it
/// is drawn anew when the language or the day changes.
pub fn card_face(words: CardWords, card: Card, tab: Signal<&'static str>) -> AnyView {
    let (i18n, lang, today) = (words.i18n, words.lang.get(), words.workspace.today());
    let href = Route::Lead(card.code.clone()).href();
    let title = if card.code.is_empty() {
        view! { <span class="card__title">{card.title.clone()}</span> }.into_any()
    } else {
        view! { <a class="card__title" href=href tabindex=live(move || tab.get()) draggable="false">{card.title.clone()}</a> }
            .into_any()
    };
    if card.published {
        return view! {
            <div class="card__head">{title}</div>
            <p class="card__facts"><span>{card.company.clone()}</span></p>
            <p class="card__foot">
                <span class="card__tags">
                    {card.tags.into_iter().map(|tag| view! { <span class="tag">{tag}</span> }).collect_view()}
                </span>
                <span class="card__published"><Icon name=IconName::Eye />{t!(i18n, board.published)}</span>
            </p>
        }
        .into_any();
    }
    let officer = card.officer.clone().map(|(disc, name)| {
        view! {
            <span class="disc" title=name.clone() aria-label=t_string!(i18n, board.officer_is, name = name) role="img">
                {disc}
            </span>
        }
    });
    let tone = tone(card.ageing);
    let due = card.due.map(|due| {
        let tone = due_tone(due);
        view! { <span class="card__due" data-due=tone>{due_words(i18n, lang, due, today)}</span> }
    });
    let facts = [card.company.clone(), card.industry.clone(), card.zone.clone()];
    let next = if card.next_step.is_empty() {
        view! { <span class="card__next card__next--none">{t!(i18n, board.no_next_step)}</span> }.into_any()
    } else {
        view! { <span class="card__next">{card.next_step.clone()}</span> }.into_any()
    };
    view! {
        <div class="card__head">{title} {officer}</div>
        <p class="card__facts">
            {facts.into_iter().filter(|fact| !fact.is_empty()).map(|fact| view! { <span>{fact}</span> }).collect_view()}
        </p>
        <div class="waterline" data-tone=tone aria-hidden="true">
            <span class="waterline__fill" style=("inline-size", format!("{}%", card.waterline))></span>
        </div>
        <p class="card__row">{next} {due}</p>
        {card.blocker.map(|kind| {
            view! {
                <p class="card__blocker"><Icon name=IconName::Rock size=14 /><span>{t_string!(i18n, board.blocker, kind = kind)}</span></p>
            }
        })}
        <p class="card__foot">
            <span class="card__ageing" data-tone=tone>{ageing_words(i18n, card.ageing)}</span>
            <span class="card__amount">{card.amount.clone()}</span>
        </p>
    }
    .into_any()
}

fn tone(ageing: Ageing) -> &'static str {
    match ageing {
        Ageing::InStage(_) => "calm",
        Ageing::Stale(_) | Ageing::Explained(_) => "warn",
        Ageing::Unexplained(_) => "caution",
    }
}

fn due_tone(due: Due) -> &'static str {
    match due {
        Due::Overdue(_) => "overdue",
        Due::Today => "today",
        Due::Tomorrow | Due::On(_) => "later",
    }
}
