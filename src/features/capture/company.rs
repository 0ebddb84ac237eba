use landfall_core::query::{CompanyIndex, Suggestion};
use leptos::ev;
use leptos::prelude::*;

use super::COMPANY_FIELD;
use crate::i18n::{t, t_string, use_i18n};
use crate::store::screen;
use crate::ui::{FieldError, Icon, IconName, live, live_view};

const LIST: &str = "capture-companies";
const MOST: usize = 5;

/// The company, with the known ones offered while one types. Typing is never held up: what is offered is chosen with the
/// arrows and Enter, or by a click, or left alone.
#[component]
pub fn CompanyField(
    value: RwSignal<String>,
    index: Memo<CompanyIndex>,
    /// The company is for several lines that have none.
    several: Memo<bool>,
    #[prop(into)] error: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let offered = Memo::new(move |_| {
        if !open.get() {
            return Vec::new();
        }
        let typed = value.get();
        let found = index.with(|index| index.suggest(&typed, MOST));
        // What stands there already needs no offer.
        if found.len() == 1 && found.iter().all(|one| one.name == typed.trim()) { Vec::new() } else { found }
    });
    let choose = move |suggestion: &Suggestion| {
        value.set(suggestion.name.clone());
        open.set(false);
        active.set(None);
    };
    let keys = move |event: ev::KeyboardEvent| {
        if screen::is_composing(&event) {
            return;
        }
        let offers = offered.get_untracked();
        let last = offers.len().saturating_sub(1);
        let now = active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if offers.is_empty() => open.set(true),
            "ArrowDown" => active.set(Some(now.filter(|at| *at < last).map_or(0, |at| at + 1))),
            "ArrowUp" if !offers.is_empty() => {
                active.set(Some(now.and_then(|at| at.checked_sub(1)).unwrap_or(last)));
            }
            "Escape" if !offers.is_empty() => {
                open.set(false);
                active.set(None);
            }
            "Enter" => match now.and_then(|at| offers.get(at)) {
                Some(suggestion) => choose(suggestion),
                None => return,
            },
            _ => return,
        }
        event.prevent_default();
    };
    let wrong = move || !error.with(String::is_empty);
    let error_id = format!("{COMPANY_FIELD}-error");
    let describes = error_id.clone();
    let shown = move || !offered.with(Vec::is_empty);
    view! {
        <div class="field" data-wrong=live(move || wrong().to_string())>
            <label class="field__label" for=COMPANY_FIELD>{t!(i18n, capture.company)}</label>
            <input
                id=COMPANY_FIELD class="field__input" type="text" autocomplete="off" role="combobox" aria-autocomplete="list" aria-controls=LIST
                aria-required=live(move || (!several.get()).to_string()) aria-expanded=live(move || shown().to_string())
                aria-activedescendant=live(move || active.get().filter(|_| shown()).map(|at| format!("{LIST}-{at}")))
                aria-invalid=live(move || wrong().to_string()) aria-describedby=live(move || wrong().then(|| describes.clone()))
                placeholder=live(move || if several.get() { t_string!(i18n, capture.lines_company) } else { t_string!(i18n, capture.company_hint) })
                prop:value=live(move || value.get())
                on:input=move |event| {
                    value.set(event_target_value(&event));
                    active.set(None);
                    open.set(true);
                }
                on:keydown=keys on:blur=move |_| { open.try_set(false); }
            />
            // The list stays out of the dialog's flow: the fields under it do not move while one types.
            <div class="suggest" id=LIST role="listbox" aria-label=live(move || t_string!(i18n, capture.known)) hidden=live(move || !shown())>
                {live_view(move || {
                    offered.get().into_iter().enumerate().map(|(at, suggestion)| {
                        let (name, other) = (suggestion.name.clone(), suggestion.other.clone());
                        view! {
                            <div
                                class="suggest__one" role="option" id=format!("{LIST}-{at}") aria-selected=live(move || (active.get() == Some(at)).to_string())
                                // The field keeps the focus.
                                on:mousedown=move |event| event.prevent_default() on:click=move |_| choose(&suggestion)
                            >
                                <Icon name=IconName::Company />
                                <span class="suggest__name">{name}</span>
                                <span class="suggest__other">{other}</span>
                            </div>
                        }
                    }).collect_view().into_any()
                })}
            </div>
            <FieldError id=error_id error=error />
        </div>
    }
}
