//! The field that finds everything: it filters the page as one types, and shows what was found under it.

use std::time::Duration;

use landfall_core::view::{Found, Hit, HitGroup, Marked, Route, search};
use leptos::ev;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::actions::{Action, Actions, find_actions};
use crate::i18n::{Locale, t_string, use_i18n, use_lang};
use crate::platform::page;
use crate::store::{Rest, Workspace, use_navigation, use_session};
use crate::ui::{Glyph, GlyphShape, Icon, IconName, live, live_view};

const FIELD: &str = "search";
const RESULTS: &str = "search-results";
/// What was found is told so many milliseconds after the last letter: the page, which is filtered at once, comes first.
const REST: Duration = Duration::from_millis(80);
/// Of each kind.
const MOST: usize = 5;

pub fn focus_search() {
    page::focus(FIELD);
}

/// One line of what was found; the choosing goes over all of them.
#[derive(Clone)]
enum Line {
    Hit(Found, Hit),
    /// All of a kind, on the page.
    All(usize),
    Action(Action, Marked),
}

/// What was found, in its groups.
#[derive(Clone, Default)]
struct Lines(Vec<(&'static str, Vec<Line>)>);

impl Lines {
    fn len(&self) -> usize {
        self.0.iter().map(|(_, lines)| lines.len()).sum()
    }

    fn get(&self, index: usize) -> Option<&Line> {
        self.0.iter().flat_map(|(_, lines)| lines).nth(index)
    }
}

/// The search of the workspace. Nothing fires while an input method composes.
#[component]
pub fn Search(workspace: Workspace, actions: Actions) -> impl IntoView {
    let (i18n, lang) = (use_i18n(), use_lang());
    let (navigation, session) = (use_navigation(), use_session());
    let text = RwSignal::new(navigation.param("q"));
    let composing = RwSignal::new(false);
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(None::<usize>);
    // The page is filtered with a letter, and once a frame where letters come faster: nobody sees each one's page.
    let (behind, drawing) = (StoredValue::new(false), StoredValue::new(false));
    let filter_page = move || {
        if behind.try_get_value() == Some(true) {
            behind.set_value(false);
            navigation.set_param("q", &text.get_untracked());
        }
    };
    let filter_in_time = move || {
        behind.set_value(true);
        if !drawing.get_value() {
            drawing.set_value(true);
            filter_page();
            request_animation_frame(move || {
                drawing.try_update_value(|drawing| *drawing = false);
                filter_page();
            });
        }
    };
    // The address may change elsewhere: a cleared filter empties the field.
    Effect::new(move |_| {
        let asked = navigation.param("q");
        if !behind.get_value() && text.with_untracked(|text| *text != asked) {
            text.set(asked);
        }
    });
    // What is looked for; follows what is typed once the hand rests.
    let looked_for = RwSignal::new(String::new());
    let rest = Rest::default();
    // Results of what stands there now, for a key that chooses among them.
    let catch_up = move || {
        rest.stop();
        filter_page();
        let now = text.get_untracked();
        if looked_for.with_untracked(|before| *before != now) {
            looked_for.set(now);
        }
    };
    let groups = Memo::new(move |_| match open.get() {
        true => workspace.read(|document| search(document, &looked_for.get(), lang.get(), MOST)),
        false => Vec::new(),
    });
    let found_lines = move || {
        if !open.get() {
            return Lines::default();
        }
        let found = groups.get();
        let asked = looked_for.get();
        let mut lines: Vec<(&'static str, Vec<Line>)> =
            found.into_iter().map(|group| (group_words(i18n, group.kind), of_group(group))).collect();
        let found =
            if asked.trim().is_empty() { Vec::new() } else { find_actions(untrack(|| actions.fixed()), &asked) };
        let doing: Vec<Line> =
            found.into_iter().take(MOST).map(|(action, words)| Line::Action(action, words)).collect();
        if !doing.is_empty() {
            lines.push((t_string!(i18n, search.actions), doing));
        }
        Lines(lines)
    };
    // Several look at them; what may be done has no equality.
    let lines = Memo::new_with_compare(move |_| found_lines(), |_, _| true);
    let ask = move |value: String| {
        chosen.set(None);
        text.set(value.clone());
        filter_in_time();
        if value.trim().is_empty() {
            rest.stop();
            open.set(false);
        } else {
            rest.wait(REST, move || {
                catch_up();
                open.set(true);
            });
        }
    };
    let close = move || {
        rest.stop();
        filter_page();
        open.set(false);
        chosen.set(None);
    };
    let run = move |line: Line| {
        close();
        match line {
            Line::Hit(Found::Lead | Found::Contact, hit) if !hit.code.is_empty() => actions.open_lead(&hit.code),
            Line::Hit(Found::Event, hit) => actions.open_event(&hit.id),
            Line::Hit(_, hit) => actions.show_leads_of(&plain(&hit.title)),
            Line::All(_) => {
                // The other pages do not show leads by their text.
                if !untrack(|| matches!(session.behind(), Route::Board | Route::Table)) {
                    actions.show_leads_of(&text.get_untracked());
                }
                page::focus("main");
            }
            Line::Action(action, _) => {
                navigation.set_param("q", "");
                page::focus("main");
                if let Some(run) = action.run {
                    run.run(());
                }
            }
        }
    };
    let choose = move |step: isize| {
        let count = lines.with_untracked(Lines::len);
        if count == 0 {
            return;
        }
        let next = match chosen.get_untracked() {
            None if step > 0 => Some(0),
            None => count.checked_sub(1),
            // Past either end is the field itself.
            Some(now) => now.checked_add_signed(step).filter(|next| *next < count),
        };
        chosen.set(next);
        if let Some(next) = next {
            page::reveal(&line_id(next));
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        if page::is_composing(&event) {
            return;
        }
        match event.key().as_str() {
            // On to what follows, past the list: arrows go through it. It can take the focus for those who scroll by keys.
            "Tab" => return close(),
            "Escape" if open.get_untracked() || rest.is_waiting() => close(),
            "Escape" => {
                if text.with_untracked(String::is_empty) {
                    page::focus("main");
                }
                ask(String::new());
            }
            key @ ("ArrowDown" | "ArrowUp") => {
                // What was just typed has its results at once, and the first of them is chosen.
                let just_typed = rest.is_waiting();
                catch_up();
                let were_open = open.get_untracked();
                open.set(!text.with_untracked(|text| text.trim().is_empty()));
                if were_open || just_typed {
                    choose(if key == "ArrowDown" { 1 } else { -1 });
                }
            }
            "Enter" => match chosen.get_untracked().and_then(|at| lines.with_untracked(|lines| lines.get(at).cloned()))
            {
                Some(line) => run(line),
                None => close(),
            },
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let shown = Memo::new(move |_| open.get());
    view! {
        <div class="search" role="search">
            <Icon name=IconName::Search />
            <input
                id=FIELD class="search__input" type="search" autocomplete="off" aria-label=live(move || t_string!(i18n, staff.search))
                aria-autocomplete="list" aria-controls=live(move || shown.get().then_some(RESULTS))
                aria-activedescendant=live(move || chosen.get().map(line_id))
                placeholder=live(move || t_string!(i18n, staff.search_hint)) prop:value=live(move || text.get())
                on:compositionstart=move |_| composing.set(true)
                on:compositionend=move |event| {
                    composing.set(false);
                    ask(event_target_value(&event));
                }
                on:input=move |event| {
                    if !composing.get_untracked() {
                        ask(event_target_value(&event));
                    }
                }
                on:keydown=keys on:blur=move |_| close()
            />
            <kbd class="key search__key" aria-hidden="true">"/"</kbd>
            <p class="visually-hidden" aria-live="polite">{live(move || {
                let total: usize = groups.with(|groups| groups.iter().map(|group| group.total).sum());
                shown.get().then(|| t_string!(i18n, search.found, count = total))
            })}</p>
            {live_view(move || shown.get().then(|| view! {
                // Pressed here, the field keeps the focus.
                <div class="finder" on:pointerdown=|event| event.prevent_default() on:mousedown=|event| event.prevent_default()>
                    <div class="finder__lines" id=RESULTS role="listbox" tabindex="0" aria-label=live(move || t_string!(i18n, search.results))>
                        {live_view(move || {
                            let lines = lines.get();
                            let mut from = 0;
                            let parts = lines.0.into_iter().enumerate().map(|(number, (name, lines))| {
                                let first = from;
                                from += lines.len();
                                let rows = lines.into_iter().enumerate().map(|(n, line)| {
                                    let index = first + n;
                                    let pressed = line.clone();
                                    let current = live(move || (chosen.get() == Some(index)).to_string());
                                    view! {
                                        <div
                                            class="finder__line" role="option" id=line_id(index) aria-selected=current
                                            on:pointermove=move |_| if chosen.get_untracked() != Some(index) { chosen.set(Some(index)) }
                                            on:click=move |_| run(pressed.clone())
                                        >
                                            {line_view(line, &move |count| t_string!(i18n, search.all, count = count))}
                                        </div>
                                    }
                                }).collect_view();
                                let id = format!("{RESULTS}-{number}");
                                view! {
                                    <div class="finder__group" role="group" aria-labelledby=id>
                                        <p class="finder__name" id=id.clone()>{name}</p>
                                        {rows}
                                    </div>
                                }
                            }).collect_view();
                            parts.into_any()
                        })}
                    </div>
                    <p class="finder__foot">{live(move || {
                        if lines.with(|lines| lines.len() == 0) {
                            t_string!(i18n, search.none, text = text.get().trim().to_owned())
                        } else {
                            t_string!(i18n, search.hint).to_owned()
                        }
                    })}</p>
                </div>
            }).into_any())}
        </div>
    }
}

fn line_id(index: usize) -> String {
    format!("search-line-{index}")
}

fn of_group(group: HitGroup) -> Vec<Line> {
    let HitGroup { kind, total, hits } = group;
    let shown = hits.len();
    let mut lines: Vec<Line> = hits.into_iter().map(|hit| Line::Hit(kind, hit)).collect();
    if kind == Found::Lead && total > shown {
        lines.push(Line::All(total));
    }
    lines
}

fn group_words(i18n: I18nContext<Locale>, kind: Found) -> &'static str {
    match kind {
        Found::Lead => t_string!(i18n, search.leads),
        Found::Company => t_string!(i18n, search.companies),
        Found::Contact => t_string!(i18n, search.contacts),
        Found::Event => t_string!(i18n, search.events),
    }
}

fn line_view(line: Line, all: &dyn Fn(usize) -> String) -> AnyView {
    match line {
        Line::Hit(kind, hit) => hit_view(kind, hit),
        Line::All(count) => view! { <span class="finder__all">{all(count)}</span> }.into_any(),
        Line::Action(action, words) => view! {
            <span class="finder__mark"><Icon name=action.icon /></span>
            <span class="finder__title">{marked(words)}</span>
            <span class="finder__keys">{action.keys.iter().map(|key| view! { <kbd class="key">{*key}</kbd> }).collect_view()}</span>
        }
        .into_any(),
    }
}

/// A record that was found: what it is, its name, what tells it from others.
pub fn hit_view(kind: Found, hit: Hit) -> AnyView {
    let mark = match kind {
        Found::Lead => view! { <Glyph shape=GlyphShape::named(&hit.shape) /> }.into_any(),
        Found::Company => view! { <Icon name=IconName::Company /> }.into_any(),
        Found::Contact => view! { <Icon name=IconName::Person /> }.into_any(),
        Found::Event => view! { <Icon name=IconName::River /> }.into_any(),
    };
    let stage = (!hit.stage.is_empty()).then(|| view! { <span class="finder__fact">{hit.stage}</span> });
    let facts =
        hit.facts.into_iter().map(|fact| view! { <span class="finder__fact">{marked(fact)}</span> }).collect_view();
    view! {
        <span class="finder__mark">{mark}</span>
        <span class="finder__title">{marked(hit.title)}</span>
        <span class="finder__facts">{facts}{stage}</span>
    }
    .into_any()
}

/// A text with what was found in it.
pub fn marked(pieces: Marked) -> AnyView {
    let piece = |(text, found): (String, bool)| match found {
        true => view! { <mark class="finder__found">{text}</mark> }.into_any(),
        false => text.into_any(),
    };
    pieces.into_iter().map(piece).collect_view().into_any()
}

pub fn plain(pieces: &Marked) -> String {
    pieces.iter().map(|(piece, _)| piece.as_str()).collect()
}
