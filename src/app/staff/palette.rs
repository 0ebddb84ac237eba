//! The command palette: every view and every action, and any lead or event, by what one types.

use landfall_core::view::{Found, Hit, Marked, search};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::actions::{Action, Actions, Place, find_actions};
use super::search::{hit_view, marked};
use crate::i18n::{t_string, use_i18n, use_lang};
use crate::platform::page;
use crate::store::{Workspace, use_session, use_settings};
use crate::ui::{Icon, IconName, live, live_view};

const LINES: &str = "palette-lines";
/// Leads and events, of each.
const MOST: usize = 4;
/// Commands used lately that stand first.
const RECENT: usize = 5;

#[derive(Clone)]
enum Line {
    Action(Action, Marked),
    Hit(Found, Hit),
}

type Groups = Vec<(&'static str, Vec<Line>)>;

#[component]
pub fn Palette(workspace: Workspace, actions: Actions) -> impl IntoView {
    let (i18n, lang) = (use_i18n(), use_lang());
    let session = use_session();
    let settings = use_settings();
    let node = NodeRef::<html::Dialog>::new();
    let text = RwSignal::new(String::new());
    let composing = RwSignal::new(false);
    let chosen = RwSignal::new(0_usize);
    // What can be done does not change while one chooses.
    let all = StoredValue::new(actions.all());
    let recent = settings.recent();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            // Fails only for a dialog that is open or not in the page; then there is nothing to show.
            let _ = dialog.show_modal();
        }
    });
    let close = move || {
        if let Some(dialog) = node.get_untracked() {
            dialog.close();
        }
        session.palette.set(false);
    };
    let place_words = move |place: Place| match place {
        Place::Here => t_string!(i18n, palette.here),
        Place::Pages => t_string!(i18n, palette.pages),
        Place::Views => t_string!(i18n, palette.views),
        Place::Workspaces => t_string!(i18n, palette.workspaces),
        _ => t_string!(i18n, palette.actions),
    };
    let groups = Signal::derive(move || {
        let asked = text.get();
        // The palette is open already.
        let doing =
            all.with_value(|all| all.iter().filter(|action| action.id != "palette").cloned().collect::<Vec<_>>());
        let mut groups: Groups = Vec::new();
        if asked.trim().is_empty() {
            let known = recent.iter().filter_map(|id| doing.iter().find(|action| action.id == *id)).take(RECENT);
            let lines: Vec<Line> = known.cloned().map(unmarked).collect();
            let used: Vec<String> = recent.iter().take(RECENT).cloned().collect();
            push(&mut groups, t_string!(i18n, palette.recent), lines);
            for place in [Place::Here, Place::Pages, Place::Actions, Place::Views, Place::Workspaces] {
                let here = doing.iter().filter(|action| action.place == place && !used.contains(&action.id));
                push(&mut groups, place_words(place), here.cloned().map(unmarked).collect());
            }
            return groups;
        }
        // The place of the best stands first.
        for (action, words) in find_actions(doing, &asked) {
            let name = place_words(action.place);
            let line = Line::Action(action, words);
            match groups.iter_mut().find(|(known, _)| *known == name) {
                Some((_, lines)) => lines.push(line),
                None => groups.push((name, vec![line])),
            }
        }
        for group in workspace.peek(|document| search(document, &asked, lang.get(), MOST)) {
            let name = match group.kind {
                Found::Lead => t_string!(i18n, palette.leads),
                Found::Event => t_string!(i18n, palette.events),
                Found::Company | Found::Contact => continue,
            };
            push(&mut groups, name, group.hits.into_iter().map(|hit| Line::Hit(group.kind, hit)).collect());
        }
        groups
    });
    let count = move || groups.with_untracked(|groups| groups.iter().map(|(_, lines)| lines.len()).sum::<usize>());
    let run = move |line: Line| {
        // First the focus goes back to where it was: what is done may move it.
        close();
        match line {
            Line::Action(action, _) => {
                if !action.id.is_empty() {
                    settings.note_recent(&action.id);
                }
                if let Some(run) = action.run {
                    run.run(());
                }
            }
            Line::Hit(Found::Event, hit) => actions.open_event(&hit.id),
            Line::Hit(_, hit) => actions.open_lead(&hit.code),
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        if page::is_composing(&event) {
            return;
        }
        let (now, count) = (chosen.get_untracked(), count());
        let to = match event.key().as_str() {
            "ArrowDown" if now + 1 < count => now + 1,
            "ArrowDown" => 0,
            "ArrowUp" => now.checked_sub(1).unwrap_or(count.saturating_sub(1)),
            "Enter" => {
                event.prevent_default();
                let line = groups.with_untracked(|groups| groups.iter().flat_map(|(_, lines)| lines).nth(now).cloned());
                if let Some(line) = line {
                    run(line);
                }
                return;
            }
            "k" | "K" if event.ctrl_key() || event.meta_key() => {
                event.prevent_default();
                close();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        chosen.set(to);
        page::reveal(&line_id(to));
    };
    let ask = move |value: String| {
        chosen.set(0);
        text.set(value);
    };
    view! {
        <dialog
            class="palette" id="palette" node_ref=node aria-label=live(move || t_string!(i18n, palette.title))
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                close();
            }
            // A press beside it is a press on its backdrop.
            on:pointerdown=move |event| if page::is_on(&event, "open") { close() }
        >
            <div class="palette__head">
                <Icon name=IconName::Search />
                <input
                    class="palette__field" type="text" role="combobox" autocomplete="off" autofocus=true aria-expanded="true" aria-controls=LINES
                    aria-autocomplete="list" aria-label=live(move || t_string!(i18n, palette.field))
                    aria-activedescendant=live(move || groups.with(|groups| !groups.is_empty()).then(|| line_id(chosen.get()))) placeholder=live(move || t_string!(i18n, palette.hint))
                    prop:value=live(move || text.get()) on:compositionstart=move |_| composing.set(true)
                    on:compositionend=move |event| {
                        composing.set(false);
                        ask(event_target_value(&event));
                    }
                    on:input=move |event| if !composing.get_untracked() { ask(event_target_value(&event)) }
                    on:keydown=keys
                />
                <kbd class="key" aria-hidden="true">"Esc"</kbd>
            </div>
            <div class="palette__lines" id=LINES role="listbox" aria-label=live(move || t_string!(i18n, palette.title)) tabindex="-1">
                {live_view(move || {
                    let mut from = 0;
                    groups.get().into_iter().enumerate().map(|(number, (name, lines))| {
                        let first = from;
                        from += lines.len();
                        let rows = lines.into_iter().enumerate().map(|(n, line)| {
                            let index = first + n;
                            let pressed = line.clone();
                            view! {
                                <div
                                    class="finder__line" role="option" id=line_id(index) aria-selected=live(move || (chosen.get() == index).to_string())
                                    on:pointermove=move |_| if chosen.get_untracked() != index { chosen.set(index) }
                                    on:click=move |_| run(pressed.clone())
                                >
                                    {line_view(line)}
                                </div>
                            }
                        }).collect_view();
                        let id = format!("{LINES}-{number}");
                        view! {
                            <div class="finder__group" role="group" aria-labelledby=id>
                                <p class="finder__name" id=id.clone()>{name}</p>
                                {rows}
                            </div>
                        }
                    }).collect_view().into_any()
                })}
            </div>
            {live_view(move || groups.with(Vec::is_empty).then(|| view! { <p class="palette__none" role="note">{t_string!(i18n, palette.none)}</p> }).into_any())}
        </dialog>
    }
}

fn line_id(index: usize) -> String {
    format!("palette-line-{index}")
}

fn unmarked(action: Action) -> Line {
    let words = vec![(action.words.clone(), false)];
    Line::Action(action, words)
}

fn push(groups: &mut Groups, name: &'static str, lines: Vec<Line>) {
    if !lines.is_empty() {
        groups.push((name, lines));
    }
}

fn line_view(line: Line) -> AnyView {
    match line {
        Line::Hit(kind, hit) => hit_view(kind, hit),
        Line::Action(action, words) => view! {
            <span class="finder__mark"><Icon name=action.icon /></span>
            <span class="finder__title">{marked(words)}</span>
            <span class="finder__keys">{action.keys.iter().map(|key| view! { <kbd class="key">{*key}</kbd> }).collect_view()}</span>
        }
        .into_any(),
    }
}
