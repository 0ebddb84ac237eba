//! The cell that is edited: its field, and what hangs from it to choose from.

use landfall_core::model::{Day, RecordId};
use landfall_core::view::table::{Kind, Month, TableColumn, choices, fits, typed_day_near};
use leptos::ev;
use leptos::prelude::*;

use super::lines::Line;
use super::state::{Cursor, EAR, Grid, SCROLLER};
use super::words::column_words;
use crate::i18n::{t, t_string};
use crate::store::screen;
use crate::ui::{DayPicker, Icon, IconName, PickerDay, live, live_view};

/// The field of the cell that has the cursor. While nothing is typed it is invisible and has the focus, so that an
/// input method can begin in it.
pub fn ear(grid: Grid, lead: RecordId, column: TableColumn) -> AnyView {
    let takes = grid.takes_text(&lead, column);
    let named = lead.clone();
    let label = move || {
        let value = grid.workspace.read(|_| grid.text(&named, column));
        let value = if value.is_empty() { t_string!(grid.i18n, table.empty_cell).to_owned() } else { value };
        t_string!(grid.i18n, table.cell, column = column_words(grid.i18n, column), value = value)
    };
    let chooses = !matches!(column.kind(), Kind::Text | Kind::Money | Kind::Day | Kind::Computed);
    view! {
        <input
            class="table__ear" id=EAR type="text" autocomplete="off" spellcheck="false" readonly=!takes
            role=chooses.then_some("combobox") aria-expanded=live(move || chooses.then(|| grid.editing.get().to_string()))
            aria-controls=chooses.then_some("table-choices") aria-autocomplete=chooses.then_some("list")
            aria-activedescendant=live(move || {
                grid.active.get().filter(|_| chooses).map(|at| format!("table-choice-{at}"))
            })
            aria-label=live(label) aria-invalid=live(move || (!grid.error.with(String::is_empty)).to_string())
            aria-describedby=live(move || (!grid.error.with(String::is_empty)).then_some("table-error"))
            data-resting=live(move || (!grid.editing.get()).to_string())
            prop:value=live(move || if grid.editing.get() { grid.typed.get() } else { String::new() })
            on:input=move |event| grid.type_text(event_target_value(&event))
            on:blur=move |_| { grid.leave_edit(); }
        />
    }
    .into_any()
}

/// What hangs from the cell that is edited, and what is wrong with what was typed.
#[component]
pub fn Hanging(grid: Grid) -> impl IntoView {
    // Where the cell is; a step of scrolling moves it.
    let place = Memo::new(move |_| {
        grid.sight.track();
        let editing = grid.editing.get();
        let cursor = grid.cursor.get().filter(|_| editing)?;
        let Line::Row(id) = &cursor.line else { return None };
        let rect = screen::rect(&cell_id(id, cursor.column))?;
        let ground = screen::rect(SCROLLER)?;
        Some((rect.left, rect.top, rect.height, ground.top + ground.height))
    });
    let kind = Memo::new(move |_| {
        let editing = grid.editing.get();
        grid.cursor.track();
        grid.cell().filter(|_| editing).map(|(_, column)| column)
    });
    view! {
        {live_view(move || {
            let Some(column) = kind.get() else { return ().into_any() };
            let inner = match column.kind() {
                Kind::Day => view! { <DayChoice grid=grid /> }.into_any(),
                Kind::Text | Kind::Money | Kind::Computed => ().into_any(),
                _ => view! { <Choices grid=grid column=column /> }.into_any(),
            };
            let high = match column.kind() {
                Kind::Text | Kind::Money | Kind::Computed => 48.0,
                _ => 300.0,
            };
            // Above the cell where there is no room below.
            let above = move || place.with(|place| place.is_some_and(|(_, top, height, end)| top + height + high > end && top > high));
            let px = |value: f64| format!("{value}px");
            view! {
                <div
                    class="table-hanging" data-above=live(move || above().to_string())
                    style=("--hang-x", live(move || place.with(|place| px(place.map_or(0.0, |place| place.0)))))
                    style=("--hang-top", live(move || place.with(|place| px(place.map_or(0.0, |place| place.1)))))
                    style=("--hang-bottom", live(move || place.with(|place| px(place.map_or(0.0, |place| place.1 + place.2)))))
                >
                    <p class="table-hanging__error" id="table-error" role="alert" hidden=live(move || grid.error.with(String::is_empty))>
                        <Icon name=IconName::Rock size=14 /><span>{live(move || grid.error.get())}</span>
                    </p>
                    {inner}
                </div>
            }
            .into_any()
        })}
    }
}

pub fn cell_id(lead: &RecordId, at: usize) -> String {
    format!("table-cell-{at}-{lead}")
}

/// The choices that fit what is typed; all of them as long as nothing else is typed.
fn fitting(grid: Grid, column: TableColumn) -> Vec<(RecordId, String)> {
    let all = grid.workspace.peek(|document| choices(document.tables(), column, grid.lang.get_untracked()));
    let none = (RecordId::default(), String::new());
    let all = if column.kind() == Kind::Stage { all } else { std::iter::once(none).chain(all).collect() };
    let typed = grid.typed.get();
    if typed == grid.before.get() {
        return all;
    }
    all.into_iter().filter(|(_, words)| fits(words, &typed)).collect()
}

/// Enter with a choice in the list takes it; so does a text that only one choice fits.
pub fn take_active(grid: Grid) -> bool {
    let Some((lead, column)) = grid.cell() else { return false };
    if matches!(column.kind(), Kind::Text | Kind::Money | Kind::Day | Kind::Computed) {
        return false;
    }
    let all = untrack(|| fitting(grid, column));
    let typed =
        !grid.typed.with_untracked(String::is_empty) && grid.typed.get_untracked() != grid.before.get_untracked();
    let only = || all.first().filter(|_| typed && all.len() == 1);
    let choice = grid.active.get_untracked().and_then(|at| all.get(at)).or_else(only);
    choice.is_some_and(|(id, _)| grid.choose(&lead, column, id))
}

pub fn step_choice(grid: Grid, down: bool) {
    let Some((_, column)) = grid.cell() else { return };
    let all = untrack(|| fitting(grid, column));
    let Some(last) = all.len().checked_sub(1) else { return };
    let before = grid.before.get_untracked();
    // Begins beside what is there.
    let now = grid.active.get_untracked().or_else(|| all.iter().position(|(_, words)| *words == before));
    let next = match now {
        None => 0,
        Some(at) if down => {
            if at >= last {
                0
            } else {
                at + 1
            }
        }
        Some(at) => at.checked_sub(1).unwrap_or(last),
    };
    grid.active.set(Some(next));
    screen::scroll_to(&format!("table-choice-{next}"));
}

#[component]
fn Choices(grid: Grid, column: TableColumn) -> impl IntoView {
    let i18n = grid.i18n;
    let label = move || column_words(i18n, column);
    let list = move || {
        let all = fitting(grid, column);
        if all.is_empty() {
            return view! { <li class="table-choices__none" role="option" aria-disabled="true">{t!(i18n, table.nothing_fits)}</li> }.into_any();
        }
        let before = grid.before.get();
        all.into_iter()
            .enumerate()
            .map(|(at, (id, words))| {
                let now = words == before;
                let shown = if id.is_empty() { t_string!(i18n, lead.none).to_owned() } else { words };
                let pick = move |_| {
                    if let Some((lead, column)) = grid.cell() {
                        grid.choose(&lead, column, &id);
                        if !grid.waits_for_gate() {
                            grid.focus();
                        }
                    }
                };
                view! {
                    <li
                        class="table-choices__item" id=format!("table-choice-{at}") role="option" data-now=now.to_string()
                        aria-selected=live(move || (grid.active.get() == Some(at)).to_string()) on:click=pick
                    >
                        {shown}
                    </li>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <ul
            class="table-choices" id="table-choices" role="listbox" aria-label=live(label)
            on:pointerdown=|event: ev::PointerEvent| event.prevent_default() on:mousedown=|event: ev::MouseEvent| event.prevent_default()
        >
            {live_view(list)}
        </ul>
    }
}

/// The day that is typed, if it is one.
fn typed_day(grid: Grid) -> Option<Day> {
    typed_day_near(&grid.typed.get(), grid.workspace.today()).ok().flatten()
}

/// An arrow in the field of a day: a day further, with Page a month.
pub fn step_day(grid: Grid, down: bool, months: bool) {
    let now = untrack(|| typed_day(grid).unwrap_or_else(|| grid.workspace.today()));
    let by = if down { 1 } else { -1 };
    let next = if months { Month::turn(now, by) } else { now.plus(by) };
    grid.type_text(next.to_string());
}

/// The calendar of the cell that is edited.
#[component]
fn DayChoice(grid: Grid) -> impl IntoView {
    let choose = Callback::new(move |value: String| {
        grid.type_text(value);
        if grid.leave_edit() {
            grid.focus();
        }
    });
    let chosen = Signal::derive(move || typed_day(grid));
    view! { <Calendar grid=grid chosen=chosen on_choose=choose /> }
}

/// A calendar in the words of the table.
#[component]
pub fn Calendar(grid: Grid, chosen: Signal<Option<Day>>, on_choose: Callback<String>) -> impl IntoView {
    let (i18n, lang, workspace) = (grid.i18n, grid.lang, grid.workspace);
    // What was turned to; a day that is typed turns back to its own month.
    let turned = RwSignal::new(None::<Day>);
    let follow = Memo::new(move |_| chosen.get());
    Effect::new(move |_| {
        follow.track();
        turned.set(None);
    });
    let shown = move || turned.get().or_else(|| chosen.get()).unwrap_or_else(|| workspace.today());
    let month = Memo::new(move |_| Month::of(shown(), lang.get()));
    let days = Signal::derive(move || {
        let (today, chosen) = (workspace.today(), chosen.get());
        let day = |one: landfall_core::view::table::MonthDay| PickerDay {
            value: one.day.to_string(),
            number: one.day.day().to_string(),
            words: one.words,
            outside: one.outside,
            today: one.day == today,
            chosen: chosen == Some(one.day),
        };
        month.get().days.into_iter().map(day).collect::<Vec<_>>()
    });
    let week = Signal::derive(move || {
        let names = month.with(|month| month.days.iter().take(7).map(|day| day.day).collect::<Vec<_>>());
        let name = |day: Day| landfall_core::format::weekday_name(lang.get(), day).trim_start_matches('周').to_owned();
        names.into_iter().map(name).collect::<Vec<_>>()
    });
    let often = Signal::derive(move || {
        let today = workspace.today();
        vec![
            (today.plus(1).to_string(), t_string!(i18n, table.tomorrow).to_owned()),
            (Month::next_monday(today).to_string(), t_string!(i18n, table.next_monday).to_owned()),
            (today.plus(14).to_string(), t_string!(i18n, table.in_two_weeks).to_owned()),
            (String::new(), t_string!(i18n, table.clear).to_owned()),
        ]
    });
    let turn = Callback::new(move |by: i32| turned.set(Some(Month::turn(untrack(shown), by))));
    view! {
        <DayPicker
            label=t!(i18n, table.choose_day) title=Signal::derive(move || month.with(|month| month.title.clone())) week=week days=days
            often=often before=t!(i18n, table.previous_month) after=t!(i18n, table.next_month) on_turn=turn on_choose=on_choose
        />
    }
}

/// A press on a cell: puts the cursor there; a press on the cell that has it begins to edit.
pub fn press(grid: Grid, lead: RecordId, at: usize) {
    let to = Cursor { line: Line::Row(lead), column: at };
    let again = grid.cursor.get_untracked().as_ref() == Some(&to);
    if again && grid.editing.get_untracked() {
        return;
    }
    grid.go(to, false);
    if again {
        grid.edit(None);
    }
}
