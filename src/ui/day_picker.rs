use leptos::ev;
use leptos::prelude::*;

use super::button::IconButton;
use super::icon::IconName;
use super::live::{live, live_view};

/// A day of a [`DayPicker`]. The values are the caller's; the picker only hands them back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickerDay {
    pub value: String,
    /// What stands in the calendar: `11`.
    pub number: String,
    /// What it is called: `12月11日 周一`.
    pub words: String,
    /// Of the month before or after.
    pub outside: bool,
    pub today: bool,
    pub chosen: bool,
}

/// A month to choose a day from, whole weeks from Monday, and some days that are asked for often. It does not take the focus
/// by itself and keeps a press from taking it away, so that it can stand beside a field.
#[component]
pub fn DayPicker(
    #[prop(into)] label: Signal<String>,
    /// The month: `2023年12月`.
    #[prop(into)]
    title: Signal<String>,
    /// The names of the seven days, from Monday.
    #[prop(into)]
    week: Signal<Vec<String>>,
    #[prop(into)] days: Signal<Vec<PickerDay>>,
    /// Values and words of the days asked for often; an empty value clears.
    #[prop(into)]
    often: Signal<Vec<(String, String)>>,
    /// What the arrows are called: the month before, the month after.
    #[prop(into)]
    before: Signal<String>,
    #[prop(into)] after: Signal<String>,
    /// Turns by so many months.
    on_turn: Callback<i32>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let hold = |event: ev::PointerEvent| event.prevent_default();
    let hold_mouse = |event: ev::MouseEvent| event.prevent_default();
    let weeks = move || {
        let day = |day: PickerDay| {
            let value = day.value;
            view! {
                <td class="day-picker__cell" aria-selected=day.chosen.to_string()>
                    <button
                        class="day-picker__day" type="button" tabindex=if day.chosen || day.today { "0" } else { "-1" } aria-label=day.words
                        aria-current=day.today.then_some("date") data-outside=day.outside.to_string() data-chosen=day.chosen.to_string()
                        on:click=move |_| { on_choose.try_run(value.clone()); }
                    >
                        {day.number}
                    </button>
                </td>
            }
        };
        let days = days.get();
        days.chunks(7)
            .map(|week| view! { <tr>{week.iter().cloned().map(day).collect_view()}</tr> })
            .collect_view()
            .into_any()
    };
    view! {
        <div class="day-picker" role="group" aria-label=live(move || label.get()) on:pointerdown=hold on:mousedown=hold_mouse>
            <div class="day-picker__head">
                <IconButton name=IconName::Left size=16 label=before on_click=Callback::new(move |()| { on_turn.try_run(-1); }) />
                <span class="day-picker__title" aria-live="polite">{live(move || title.get())}</span>
                <IconButton name=IconName::Right size=16 label=after on_click=Callback::new(move |()| { on_turn.try_run(1); }) />
            </div>
            <table class="day-picker__month" role="grid" aria-label=live(move || title.get())>
                <thead>
                    <tr>
                        {live_view(move || {
                            let name = |name: String| view! { <th class="day-picker__week" scope="col">{name}</th> };
                            week.get().into_iter().map(name).collect_view().into_any()
                        })}
                    </tr>
                </thead>
                <tbody>{live_view(weeks)}</tbody>
            </table>
            <div class="day-picker__often">
                {live_view(move || {
                    let choice = |(value, words): (String, String)| {
                        view! { <button class="day-picker__choice" type="button" on:click=move |_| { on_choose.try_run(value.clone()); }>{words}</button> }
                    };
                    often.get().into_iter().map(choice).collect_view().into_any()
                })}
            </div>
        </div>
    }
}
