use landfall_core::document::Mark;
use landfall_core::model::{Collection, Day, RecordId};
use landfall_core::view::{ChangeLine, FieldLine, History, HistoryFilter, changes};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::conflicts::when;
use super::{Section, who_words};
use crate::i18n::{Locale, collection_words, field_words, step_words, t, t_string, use_i18n, use_lang};
use crate::store::Workspace;
use crate::ui::{Button, Field, Select, live};

/// Steps shown at first, and each time more are asked for.
const STEP: usize = 50;

/// Collections one looks for changes of.
const SHOWN: [Collection; 6] = [
    Collection::Leads,
    Collection::Companies,
    Collection::Events,
    Collection::Activities,
    Collection::Contacts,
    Collection::Blockers,
];

/// Who changed what and when, and the workspace as of a day.
#[component]
pub fn HistorySection(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let text = RwSignal::new(String::new());
    let who = RwSignal::new(String::new());
    let what = RwSignal::new(String::new());
    let from = RwSignal::new(String::new());
    let to = RwSignal::new(String::new());
    let most = RwSignal::new(STEP);
    let day = |signal: RwSignal<String>| signal.with(|text| text.parse::<Day>().ok());
    let history = Memo::new(move |_| {
        let filter = HistoryFilter {
            text: text.get(),
            who: who.get(),
            collection: what.with(|name| Collection::from_name(name)),
            from: day(from),
            to: day(to),
            record: None,
        };
        let (lang, most) = (lang.get(), most.get());
        workspace.read_own(|document| changes(document, &filter, lang, most))
    });
    let people = Signal::derive(move || {
        let all = (String::new(), t_string!(i18n, data.everybody).to_owned());
        let named = history.with(|history| history.people.clone()).into_iter().map(|who| (who.clone(), who));
        std::iter::once(all).chain(named).collect::<Vec<_>>()
    });
    let kinds = Signal::derive(move || {
        let all = (String::new(), t_string!(i18n, data.everything).to_owned());
        let named = SHOWN.iter().map(|one| (one.name().to_owned(), collection_words(i18n, *one)));
        std::iter::once(all).chain(named).collect::<Vec<_>>()
    });
    let picked = RwSignal::new(String::new());
    let look = Callback::new(move |()| {
        if let Some(day) = picked.with_untracked(|text| text.parse::<Day>().ok()) {
            workspace.look_at_day(day);
        }
    });
    let rest = move || history.with(|history| history.total.saturating_sub(history.lines.len()));
    view! {
        <Section
            id="data-history" title=t!(i18n, data.history) text=t!(i18n, data.history_text)
            aside=move || view! { <span class="data__count">{move || t_string!(i18n, data.history_total, count = history.with(|history| history.total))}</span> }
        >
            <div class="history__filter">
                <Field id="history-text" label=t!(i18n, data.history_search) value=text />
                <Select id="history-who" label=t!(i18n, data.history_who) options=people value=who on_change=Callback::new(move |value| who.set(value)) />
                <Select id="history-what" label=t!(i18n, data.history_what) options=kinds value=what on_change=Callback::new(move |value| what.set(value)) />
                <DayField id="history-from" label=t!(i18n, data.history_from) value=from />
                <DayField id="history-to" label=t!(i18n, data.history_to) value=to />
                <div class="history__as-of">
                    <DayField id="history-as-of" label=t!(i18n, data.as_of) value=picked />
                    <Button on_click=look>{t!(i18n, data.as_of_go)}</Button>
                </div>
            </div>
            <Lines workspace=workspace history=history />
            <Show when=move || rest() != 0>
                <Button on_click=Callback::new(move |()| most.update(|most| *most += STEP))>
                    {live(move || t_string!(i18n, data.history_more, count = rest().min(STEP)))}
                </Button>
            </Show>
        </Section>
    }
}

/// A day to choose.
#[component]
fn DayField(id: &'static str, label: Signal<String>, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>{live(move || label.get())}</label>
            <input
                id=id class="field__input" type="date" min="1900-01-01" max="2150-12-31" prop:value=live(move || value.get())
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
}

/// All changes of one record, folded until asked for.
#[component]
pub fn Changes(workspace: Workspace, collection: Collection, id: RecordId) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let open = RwSignal::new(false);
    let history = Memo::new(move |_| {
        let lang = lang.get();
        if !open.get() {
            return History::default();
        }
        let filter = HistoryFilter { record: Some((collection, id.clone())), ..HistoryFilter::default() };
        workspace.read_own(|document| changes(document, &filter, lang, 200))
    });
    let words = move || if open.get() { t_string!(i18n, data.hide_changes) } else { t_string!(i18n, data.all_changes) };
    view! {
        <button class="changes__toggle" type="button" aria-expanded=live(move || open.get().to_string()) on:click=move |_| open.update(|open| *open = !*open)>
            {live(words)}
        </button>
        <Show when=move || open.get()><Lines workspace=workspace history=history /></Show>
    }
}

#[component]
fn Lines(workspace: Workspace, history: Memo<History>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let none = move || history.with(|history| history.lines.is_empty());
    let nothing_at_all = move || workspace.read_own(|document| document.log_len()) == 0;
    view! {
        <ol class="history" aria-label=live(move || t_string!(i18n, data.history))>
            <For each=move || history.get().lines key=move |line| (line.number, lang.get()) let:line>
                <Line workspace=workspace line=line />
            </For>
        </ol>
        <Show when=none>
            <p class="data__none">
                {live(move || if nothing_at_all() { t_string!(i18n, data.history_empty) } else { t_string!(i18n, data.history_none) })}
            </p>
        </Show>
    }
}

#[component]
fn Line(workspace: Workspace, line: ChangeLine) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang().get_untracked();
    let step = workspace.peek(|document| step_words(i18n, lang, document, &line.step));
    let several = line.fields.iter().any(|field| line.fields.first().is_some_and(|first| first.id != field.id));
    let fields = line.fields.iter().map(|field| {
        let title = (several && !field.title.is_empty()).then(|| view! { <strong>{field.title.clone()}</strong> });
        view! { <li class="changes__line">{title}{field_change(i18n, field)}</li> }
    });
    let made = (line.made > 1)
        .then(|| view! { <li class="changes__line">{t_string!(i18n, data.made, count = line.made)}</li> });
    view! {
        <li class="history__line">
            <span class="history__when">{when(lang, line.at)}</span>
            <div class="history__what">
                <p class="history__step">{step}</p>
                <ul class="changes">{made}{fields.collect_view()}</ul>
            </div>
            <span class="history__who">{who_words(i18n, &line.who, &line.unit)}</span>
        </li>
    }
}

/// `备注：旧 → 新`.
pub fn field_change(i18n: I18nContext<Locale>, line: &FieldLine) -> String {
    let field = field_words(i18n, &line.field);
    let (from, to) = (short(&line.from), short(&line.to));
    match (line.mark, from.is_empty(), to.is_empty()) {
        (Mark::Offered, _, _) => t_string!(i18n, data.offered, field = field, to = to),
        (_, true, _) => t_string!(i18n, data.set_to, field = field, to = to),
        (_, false, true) => t_string!(i18n, data.cleared, field = field, from = from),
        (_, false, false) => t_string!(i18n, data.from_to, field = field, from = from, to = to),
    }
}

/// One line of a long text.
fn short(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
