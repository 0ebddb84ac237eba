use landfall_core::published::{Expected, Fault, Problem, PublishedError};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t, t_string, use_i18n};
use crate::store::{FetchError, LoadError, load_published, use_published};
use crate::ui::{Button, Icon, IconName, Look, Size, live, live_view};

/// In the place of the data: what failed, what still works, and a way to try again.
#[component]
pub fn FailureNotice(error: LoadError) -> impl IntoView {
    let i18n = use_i18n();
    let published = use_published();
    let error = StoredValue::new(error);
    view! {
        <section class="visitor-failure" role="alert">
            <span class="visitor-failure__icon"><Icon name=IconName::Rock size=22 /></span>
            <h2 class="visitor-failure__title">{t!(i18n, published.failed_title)}</h2>
            <p class="visitor-failure__text">{live(move || error.with_value(|error| load_error_text(i18n, error)))}</p>
            <p class="visitor-failure__text">{t!(i18n, published.kept)}</p>
            <Button
                look=Look::Outline size=Size::Large icon=IconName::Undo
                on_click=Callback::new(move |()| load_published(published))
            >
                {t!(i18n, published.retry)}
            </Button>
        </section>
    }
}

/// Records were left out: which, and why, for whoever keeps the file.
#[component]
pub fn LeftOutNotice(problems: Vec<Problem>) -> impl IntoView {
    let i18n = use_i18n();
    let count = problems.len();
    let problems = StoredValue::new(problems);
    view! {
        <details class="visitor-left-out">
            <summary>{t!(i18n, published.left_out, count = count)}</summary>
            <ul>
                {live_view(move || {problems.with_value(|problems| {
                    problems.iter().map(|problem| view! { <li>{problem_text(i18n, problem)}</li> }).collect_view()
                })}.into_any())}
            </ul>
        </details>
    }
}

type Texts = I18nContext<Locale>;

fn load_error_text(i18n: Texts, error: &LoadError) -> String {
    match error {
        LoadError::Fetch(FetchError::Unreachable) => t_string!(i18n, published.unreachable).to_string(),
        LoadError::Fetch(FetchError::Status(status)) => t_string!(i18n, published.status, status = status).to_string(),
        LoadError::Data(error) => match error {
            PublishedError::Empty => t_string!(i18n, published.empty).to_string(),
            PublishedError::NotJson { line, column, reason } => {
                t_string!(i18n, published.not_json, line = line, column = column, reason = reason).to_string()
            }
            PublishedError::TooNew { found, known } => {
                t_string!(i18n, published.too_new, found = found, known = known).to_string()
            }
            PublishedError::Broken(problem) => {
                t_string!(i18n, published.broken, problem = problem_text(i18n, problem)).to_string()
            }
        },
    }
}

fn problem_text(i18n: Texts, problem: &Problem) -> String {
    let fault = fault_text(i18n, &problem.fault);
    let field = &problem.field;
    if problem.record.is_empty() {
        t_string!(i18n, published.problem_top, field = field, fault = fault).to_string()
    } else {
        let record = &problem.record;
        t_string!(i18n, published.problem, record = record, field = field, fault = fault).to_string()
    }
}

fn fault_text(i18n: Texts, fault: &Fault) -> String {
    match fault {
        Fault::Missing => t_string!(i18n, published.missing).to_string(),
        Fault::Empty => t_string!(i18n, published.empty_text).to_string(),
        Fault::WrongType { expected } => {
            t_string!(i18n, published.wrong_type, expected = expected_text(i18n, *expected)).to_string()
        }
        Fault::NotADate { text } => t_string!(i18n, published.not_a_date, text = text).to_string(),
        Fault::NoSuchDay { text } => t_string!(i18n, published.no_such_day, text = text).to_string(),
        Fault::OutOfRange { value, from, to } => {
            t_string!(i18n, published.out_of_range, value = value, from = from, to = to).to_string()
        }
        Fault::EndBeforeStart { start, end } => {
            t_string!(i18n, published.end_before_start, start = start, end = end).to_string()
        }
        Fault::Duplicate { id } => t_string!(i18n, published.duplicate, id = id).to_string(),
        Fault::Unknown { id, list } => t_string!(i18n, published.unknown, id = id, list = list).to_string(),
    }
}

fn expected_text(i18n: Texts, expected: Expected) -> String {
    match expected {
        Expected::Object => t_string!(i18n, published.expect_object),
        Expected::List => t_string!(i18n, published.expect_list),
        Expected::Text => t_string!(i18n, published.expect_text),
        Expected::BothLanguages => t_string!(i18n, published.expect_both),
        Expected::Number => t_string!(i18n, published.expect_number),
        Expected::WholeNumber => t_string!(i18n, published.expect_whole),
        Expected::TrueOrFalse => t_string!(i18n, published.expect_flag),
    }
    .to_string()
}
