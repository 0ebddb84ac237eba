use landfall_core::document::{Fault, FileError, FileProblem, Incoming, MergeReport};
use landfall_core::exchange::TableError;
use landfall_core::lock::LockProblem;
use landfall_core::model::Collection;
use landfall_core::view::{conflict_line, field_line};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::conflicts::sides;
use super::table_in::TablePreview;
use crate::i18n::{
    Locale, collection_words, field_words, lock_words, sheet_error_words, t, t_string, use_i18n, use_lang,
};
use crate::store::{Intake, IntakeError, Ready, Workspace, screen, use_intakes, use_session};
use crate::ui::{Button, Icon, IconName, Look, SecretField, live, live_view};

/// Lines of a list in the preview; the rest is counted.
const MOST: usize = 12;

/// Choosing a file, and what it would bring before anything is merged.
#[component]
pub fn FilesIn(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let intakes = use_intakes();
    let choose = move |event: leptos::ev::Event| {
        if let Some(file) = screen::picked(&event) {
            intakes.take(file, workspace, lang.get_untracked());
        }
    };
    view! {
        <div class="intake" data-over=live(move || intakes.hovering.get().to_string())>
            <Icon name=IconName::Merge size=20 />
            <div class="intake__words">
                <label class="intake__label" for="import-file">{t!(i18n, data.import_file)}</label>
                <p class="intake__hint">{t!(i18n, data.import_hint)}</p>
            </div>
            <input
                id="import-file" class="intake__input" type="file" accept=".landfall,.landfall-enquiry,.xlsx,.csv,.tsv,.txt,.json"
                aria-label=live(move || t_string!(i18n, data.import_file)) on:change=choose
            />
            <span class="button" data-look="outline" data-size="small" aria-hidden="true">{t!(i18n, data.choose)}</span>
        </div>
        <div aria-live="polite">
            {live_view(move || intakes.with(|intake| match intake {
                Intake::None => ().into_any(),
                Intake::Reading(name) => reading(t_string!(i18n, data.reading, name = name.clone())),
                Intake::Failed { name, error } => view! { <Failed text=error_words(i18n, name, error) /> }.into_any(),
                Intake::Locked { name, problem, busy, .. } => {
                    view! { <Locked workspace=workspace name=name.clone() problem=*problem busy=*busy /> }.into_any()
                }
                Intake::Ready(ready) => match &**ready {
                    Ready::Workspace { incoming, report } => {
                        view! { <Preview workspace=workspace incoming=incoming.clone() report=report.clone() /> }.into_any()
                    }
                    Ready::Table { table, mapping, run } => view! {
                        <TablePreview workspace=workspace table=table.clone() mapping=mapping.clone() run=run.clone() />
                    }.into_any(),
                },
            }))}
        </div>
    }
}

fn reading(text: String) -> AnyView {
    view! {
        <div class="preview" aria-busy="true">
            <p class="preview__title">{text}</p>
            <div class="preview__bones"><span></span><span></span><span></span></div>
        </div>
    }
    .into_any()
}

/// A file that asks for the passphrase it was exported with.
#[component]
fn Locked(workspace: Workspace, name: String, problem: Option<LockProblem>, busy: bool) -> impl IntoView {
    let (i18n, intakes) = (use_i18n(), use_intakes());
    let (passphrase, shown) = (RwSignal::new(String::new()), RwSignal::new(false));
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !busy {
            intakes.unlock(passphrase.get_untracked(), workspace);
        }
    };
    let cancel = Callback::new(move |()| intakes.clear());
    let wrong = live(move || problem.map(|why| lock_words(i18n, why).to_owned()).unwrap_or_default());
    if !busy {
        screen::focus_when_drawn("file-passphrase".to_owned());
    }
    view! {
        <form class="preview lock-ask" aria-labelledby="file-locked" aria-busy=busy.to_string() on:submit=open>
            <h3 class="preview__title" id="file-locked">{live(move || t_string!(i18n, lock.file_title, name = name.clone()))}</h3>
            <p class="preview__from">{t!(i18n, lock.file_text)}</p>
            <SecretField id="file-passphrase" label=t!(i18n, lock.passphrase) value=passphrase shown=shown error=wrong autocomplete="current-password" />
            <label class="choice" for="file-show">
                <input id="file-show" type="checkbox" prop:checked=live(move || shown.get()) on:change=move |event| shown.set(event_target_checked(&event)) />
                <span>{t!(i18n, lock.show)}</span>
            </label>
            <div class="data__buttons">
                <Button look=Look::Primary submit=true>
                    {live(move || if busy { t_string!(i18n, lock.opening) } else { t_string!(i18n, lock.file_open) }.to_owned())}
                </Button>
                <Button look=Look::Plain on_click=cancel>{t!(i18n, data.cancel)}</Button>
            </div>
        </form>
    }
}

#[component]
fn Failed(text: String) -> impl IntoView {
    let i18n = use_i18n();
    let intakes = use_intakes();
    view! {
        <div class="preview" data-tone="caution" role="alert">
            <p class="preview__error"><Icon name=IconName::Rock /><span>{text}</span></p>
            <Button on_click=Callback::new(move |()| intakes.clear())>{t!(i18n, data.done)}</Button>
        </div>
    }
}

fn error_words(i18n: I18nContext<Locale>, name: &str, error: &IntakeError) -> String {
    let name = name.to_owned();
    match error {
        IntakeError::Unreadable => t_string!(i18n, data.err_read, name = name),
        IntakeError::TooLarge | IntakeError::File(FileError::TooLarge { .. } | FileError::TooMany { .. }) => {
            t_string!(i18n, data.err_large, name = name)
        }
        IntakeError::Lock(LockProblem::TooNew) => t_string!(i18n, data.err_newer, name = name),
        IntakeError::Lock(_) => t_string!(i18n, lock.file_damaged, name = name),
        IntakeError::File(FileError::Empty)
        | IntakeError::Table(landfall_core::exchange::SheetError::Table(TableError::Empty)) => {
            t_string!(i18n, data.err_empty, name = name)
        }
        IntakeError::File(FileError::NotJson { line, column }) => {
            t_string!(i18n, data.err_json, name = name, line = *line, column = *column)
        }
        IntakeError::File(FileError::NotLandfall) => t_string!(i18n, data.err_other, name = name),
        IntakeError::File(FileError::TooNew { .. }) => t_string!(i18n, data.err_newer, name = name),
        IntakeError::Table(error) => format!("{name}: {}", sheet_error_words(i18n, error)),
    }
}

/// What merging a workspace would do.
#[component]
fn Preview(workspace: Workspace, incoming: Incoming, report: MergeReport) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang().get_untracked();
    let counts = made_by_collection(i18n, &report);
    let changes: Vec<_> = workspace
        .peek(|document| report.changes.iter().take(MOST).map(|change| field_line(document, change, lang)).collect());
    let conflicts: Vec<_> = workspace.peek(|document| {
        report.conflicts.iter().take(MOST).map(|conflict| conflict_line(document, conflict, lang)).collect()
    });
    let from = incoming.workspace.clone();
    let problems = incoming.problems.clone();
    view! {
        <section class="preview" aria-labelledby="preview-title">
            <h3 class="preview__title" id="preview-title">{t_string!(i18n, data.preview, name = incoming.file.clone())}</h3>
            {(!from.is_empty()).then(|| view! { <p class="preview__from">{t_string!(i18n, data.from_workspace, name = from)}</p> })}
            <dl class="preview__counts">
                <div><dt>{t_string!(i18n, data.new_count, count = report.made.len())}</dt><dd>{counts}</dd></div>
                <div><dt>{t_string!(i18n, data.changed_count, count = report.changes.len())}</dt></div>
                <div data-tone=(!report.conflicts.is_empty()).then_some("warn")>
                    <dt>{t_string!(i18n, data.conflict_count, count = report.conflicts.len())}</dt>
                    <dd>{(!report.conflicts.is_empty()).then(|| t_string!(i18n, data.conflicts_hint))}</dd>
                </div>
            </dl>
            {(!changes.is_empty()).then(|| view! {
                <ul class="changes">
                    {changes.into_iter().map(|line| view! { <li class="changes__line"><strong>{line.title.clone()}</strong>{super::history::field_change(i18n, &line)}</li> }).collect_view()}
                </ul>
            })}
            {more(i18n, report.changes.len())}
            {conflicts.into_iter().map(|line| view! {
                <div class="conflict">
                    <p class="conflict__title">{t_string!(i18n, data.conflict_of, title = line.title.clone(), field = field_words(i18n, &line.field))}</p>
                    {sides(i18n, lang, &line, None)}
                </div>
            }).collect_view()}
            {more(i18n, report.conflicts.len())}
            <Problems problems=problems />
            <Decide workspace=workspace nothing_new=report.nothing_new made=report.made.len() changed=report.changes.len() name=incoming.file />
        </section>
    }
}

/// Import, or leave it.
#[component]
pub fn Decide(workspace: Workspace, nothing_new: bool, made: usize, changed: usize, name: String) -> impl IntoView {
    let i18n = use_i18n();
    let intakes = use_intakes();
    let session = use_session();
    let merge = Callback::new(move |()| {
        let Intake::Ready(ready) = intakes.get_now() else { return };
        let name = name.clone();
        if workspace.take_in(*ready).is_ok() {
            intakes.clear();
            session.say(t_string!(i18n, data.merged, name = name, made = made, changed = changed), true);
        } else {
            session.say(t_string!(i18n, data.newer_document).to_owned(), false);
        }
    });
    let cancel = Callback::new(move |()| intakes.clear());
    if nothing_new {
        return view! {
            <p class="preview__none">{t!(i18n, data.nothing_new)}</p>
            <div class="data__buttons"><Button on_click=cancel>{t!(i18n, data.done)}</Button></div>
        }
        .into_any();
    }
    view! {
        <div class="data__buttons">
            <Button look=Look::Primary on_click=merge>{t!(i18n, data.do_import)}</Button>
            <Button look=Look::Plain on_click=cancel>{t!(i18n, data.cancel)}</Button>
        </div>
    }
    .into_any()
}

/// That a list goes on.
pub fn more(i18n: I18nContext<Locale>, all: usize) -> Option<AnyView> {
    let rest = all.saturating_sub(MOST);
    (rest > 0).then(|| view! { <p class="preview__more">{t_string!(i18n, data.more, count = rest)}</p> }.into_any())
}

fn made_by_collection(i18n: I18nContext<Locale>, report: &MergeReport) -> String {
    let count = |collection: Collection| report.made.iter().filter(|(made, _)| *made == collection).count();
    let counted = Collection::ALL.iter().map(|collection| (*collection, count(*collection))).filter(|(_, n)| *n > 0);
    counted
        .map(|(collection, n)| t_string!(i18n, data.new_of, collection = collection_words(i18n, collection), count = n))
        .collect::<Vec<_>>()
        .join("  ")
}

/// What could not be read, by list, row and field.
#[component]
fn Problems(problems: Vec<FileProblem>) -> impl IntoView {
    let i18n = use_i18n();
    let count = problems.len();
    let lines = problems.into_iter().take(200).map(|problem| {
        let list =
            Collection::from_name(&problem.list).map_or(problem.list.clone(), |list| collection_words(i18n, list));
        let place = match (problem.row, problem.field.is_empty() || problem.field == "id") {
            (0, _) => list,
            (row, true) => t_string!(i18n, data.problem_row, list = list, row = row),
            (row, false) => {
                t_string!(i18n, data.problem_field, list = list, row = row, field = field_words(i18n, &problem.field))
            }
        };
        let fault = match problem.fault {
            Fault::NotARecord => t_string!(i18n, data.fault_not_record).to_owned(),
            Fault::NoId => t_string!(i18n, data.fault_no_id).to_owned(),
            Fault::DuplicateId => t_string!(i18n, data.fault_duplicate).to_owned(),
            Fault::WrongValue { value } => t_string!(i18n, data.fault_value, value = value),
            Fault::Damaged => t_string!(i18n, data.fault_damaged).to_owned(),
        };
        view! { <li class="problems__line"><strong>{place}</strong><span>{fault}</span></li> }
    });
    (count > 0).then(|| {
        view! {
            <div class="problems">
                <h4 class="problems__title"><Icon name=IconName::Rock />{t_string!(i18n, data.problem_count, count = count)}</h4>
                <ul aria-label=t_string!(i18n, data.problems)>{lines.collect_view()}</ul>
                {(count > 200).then(|| view! { <p class="preview__more">{t_string!(i18n, data.more, count = count - 200)}</p> })}
            </div>
        }
    })
}
