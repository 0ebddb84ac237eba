//! Quick capture: a lead in two fields, from anywhere.

use landfall_core::document::{Capture, CommandError};
use landfall_core::format;
use landfall_core::query::{FirstReport, first_report};
use landfall_core::view::{Route, term_name};
use leptos::ev;
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::screen;
use crate::store::{Workspace, use_navigation, use_session};
use crate::ui::{Button, Dialog, Field, Icon, IconName, Look, Size, live_view};

/// What was typed and not saved. Closing the dialog, the tab or the browser loses nothing.
#[derive(Clone, Copy)]
pub struct CaptureDraft {
    title: RwSignal<String>,
    company: RwSignal<String>,
}

const TITLE_DRAFT: &str = "capture/title";
const COMPANY_DRAFT: &str = "capture/company";

impl CaptureDraft {
    /// What was typed in this workspace, perhaps by a tab that is gone; kept as it is typed.
    pub fn kept(workspace: Workspace) -> Self {
        let drafts = workspace.drafts;
        CaptureDraft { title: drafts.field(TITLE_DRAFT.to_owned()), company: drafts.field(COMPANY_DRAFT.to_owned()) }
    }

    fn clear(self) {
        self.title.set(String::new());
        self.company.set(String::new());
    }
}

const TITLE_FIELD: &str = "capture-title";
const COMPANY_FIELD: &str = "capture-company";

/// The dialog of the two fields. Enter saves, Shift+Enter saves and goes on.
#[component]
pub fn CaptureDialog(workspace: Workspace, draft: CaptureDraft) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let wrong = RwSignal::new(None::<CommandError>);
    let close = Callback::new(move |()| session.close_capture());
    // Typing in the field that was empty takes the complaint away.
    Effect::new(move |_| {
        draft.title.track();
        draft.company.track();
        wrong.set(None);
    });
    let save = move |go_on: bool| {
        let capture = Capture {
            title: draft.title.get_untracked(),
            company: draft.company.get_untracked(),
            ..Capture::default()
        };
        let title = capture.title.trim().to_owned();
        match workspace.capture(capture) {
            Ok(applied) => {
                draft.clear();
                session.say(t_string!(i18n, staff.captured, title = title), true);
                if go_on {
                    screen::focus(TITLE_FIELD);
                    return;
                }
                session.close_capture();
                if let Some(lead) = applied.subject {
                    let card = format!("card-{lead}");
                    session.current.set(Some(lead));
                    screen::focus_when_drawn(card);
                }
            }
            Err(CommandError::ReadOnly) => session.say(t_string!(i18n, data.cannot_now).to_owned(), false),
            Err(error) => {
                let field = if error == CommandError::EmptyCompany { COMPANY_FIELD } else { TITLE_FIELD };
                wrong.set(Some(error));
                screen::focus(field);
            }
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        if event.key() != "Enter" || screen::is_composing(&event) || screen::is_button(&event) {
            return;
        }
        event.prevent_default();
        save(event.shift_key());
    };
    let error_of = move |field: CommandError, words: fn(leptos_i18n::I18nContext<crate::i18n::Locale>) -> String| {
        Signal::derive(move || if wrong.get().as_ref() == Some(&field) { words(i18n) } else { String::new() })
    };
    let report = Memo::new(move |_| {
        let company = draft.company.get();
        workspace.read(|document| first_report(document.tables(), &company))
    });
    view! {
        <Dialog
            id="capture" title=Signal::derive(move || t_string!(i18n, capture.title).to_owned())
            close_label=Signal::derive(move || t_string!(i18n, app.close).to_owned()) on_close=close
            aside=move || view! { <span class="dialog__hint"><Icon name=IconName::Saved />{t!(i18n, capture.autosave)}</span> }
        >
            <form class="capture" novalidate on:submit=move |event| event.prevent_default() on:keydown=keys>
                <Field
                    id=TITLE_FIELD label=Signal::derive(move || t_string!(i18n, capture.lead_name).to_owned())
                    placeholder=Signal::derive(move || t_string!(i18n, capture.lead_hint).to_owned()) value=draft.title
                    error=error_of(CommandError::EmptyTitle, |i18n| t_string!(i18n, capture.no_title).to_owned())
                    autofocus=true required=true
                />
                <Field
                    id=COMPANY_FIELD label=Signal::derive(move || t_string!(i18n, capture.company).to_owned())
                    placeholder=Signal::derive(move || t_string!(i18n, capture.company_hint).to_owned()) value=draft.company
                    error=error_of(CommandError::EmptyCompany, |i18n| t_string!(i18n, capture.no_company).to_owned())
                    required=true
                />
                {live_view(move || {report.get().map(|report| view! { <FirstReportNotice report=report workspace=workspace /> })}.into_any())}
                <footer class="capture__foot">
                    <span class="capture__code">{t!(i18n, capture.code, code = workspace.next_code())}</span>
                    <Button size=Size::Large key_hint="Shift Enter" on_click=Callback::new(move |()| save(true))>
                        {t!(i18n, capture.save_next)}
                    </Button>
                    <Button look=Look::Primary size=Size::Large key_hint="Enter" on_click=Callback::new(move |()| save(false))>
                        {t!(i18n, capture.save)}
                    </Button>
                </footer>
            </form>
        </Dialog>
    }
}

/// That the company is known already: who reported it, when, and where it stands.
#[component]
fn FirstReportNotice(report: FirstReport, workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let session = use_session();
    let navigation = use_navigation();
    let code = workspace.peek(|document| document.tables().leads.get(&report.lead).map(|lead| lead.code.clone()));
    let open = Callback::new(move |()| {
        session.close_capture();
        if let Some(code) = code.clone().filter(|code| !code.is_empty()) {
            navigation.go(&Route::Lead(code));
        }
    });
    let company = report.company.clone();
    let words = {
        let report = report.clone();
        move || {
            let lang = lang.get();
            let unknown = || t_string!(i18n, capture.unknown).to_owned();
            let or_unknown = |text: String| if text.is_empty() { unknown() } else { text };
            let (zone, stage) = workspace.peek(|document| {
                let tables = document.tables();
                (term_name(tables, &report.zone, lang), term_name(tables, &report.stage, lang))
            });
            let day = report.day.map(|day| format::day_plain(lang, day)).unwrap_or_else(unknown);
            let (officer, zone) = (or_unknown(report.officer.clone()), or_unknown(zone));
            t_string!(i18n, capture.first_report_by, officer = officer, zone = zone, day = day, stage = stage)
        }
    };
    view! {
        <div class="first-report" aria-live="polite">
            <Icon name=IconName::Flag size=18 />
            <div class="first-report__words">
                <p class="first-report__title">{t!(i18n, capture.first_report, company = company.clone())}</p>
                <p>{words}</p>
                <p class="first-report__ways">
                    <Button on_click=open>{t!(i18n, capture.open_existing)}</Button>
                    <span>{t!(i18n, capture.same_company)}</span>
                </p>
            </div>
        </div>
    }
}
