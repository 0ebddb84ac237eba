//! Quick capture: a lead in two fields, or several leads in as many lines, from anywhere.

mod company;
mod context;
mod lines;
mod notice;
mod quick;

use landfall_core::document::{Capture, Command, CommandError};
use landfall_core::query::{CompanyIndex, Pasted};
use leptos::ev;
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n};
use crate::store::screen;
use crate::store::{Workspace, use_session};
use crate::ui::{Button, Field, Icon, IconName, Look, Size, live_view};

use company::CompanyField;
use context::{Context, ContextChips};
use lines::{LINES_TABLE, Lines, LinesTable};
use notice::Reported;
use quick::QuickDialog;

/// What was typed and not saved. Closing the dialog, the tab or the browser loses nothing.
#[derive(Clone, Copy)]
pub struct CaptureDraft {
    title: RwSignal<String>,
    company: RwSignal<String>,
    /// Several leads, as they were pasted.
    lines: RwSignal<String>,
    /// How often the dialog was opened.
    opened: RwSignal<u32>,
    /// Which companies there are. It outlives the dialog: giving ten thousand of them back takes longer than saving.
    index: Memo<CompanyIndex>,
}

const TITLE_DRAFT: &str = "capture/title";
const COMPANY_DRAFT: &str = "capture/company";
const LINES_DRAFT: &str = "capture/lines";

impl CaptureDraft {
    /// What was typed in this workspace, perhaps by a tab that is gone; kept as it is typed.
    pub fn kept(workspace: Workspace) -> Self {
        let field = |name: &str| workspace.drafts.field(name.to_owned());
        let (title, company, lines) = (field(TITLE_DRAFT), field(COMPANY_DRAFT), field(LINES_DRAFT));
        let opened = RwSignal::new(0);
        // Made when the first name is typed, and again when companies or leads have come since, but not for the one that
        // is being saved: going through ten thousand companies would be what one waits for.
        let known = Memo::new(move |before: Option<&(u32, usize)>| {
            let nothing = company.with(|text| text.trim().is_empty()) && lines.with(String::is_empty);
            let count = || workspace.peek(|document| document.tables().companies.len() + document.tables().leads.len());
            before.copied().filter(|_| nothing).unwrap_or_else(|| (opened.get_untracked(), count()))
        });
        let index = Memo::new_with_compare(
            move |_| {
                known.get();
                workspace.peek(|document| CompanyIndex::new(document.tables()))
            },
            |_, _| true,
        );
        CaptureDraft { title, company, lines, opened, index }
    }

    fn clear(self) {
        for text in [self.title, self.company, self.lines] {
            text.set(String::new());
        }
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
    let context = Context::here(workspace);
    draft.opened.update(|times| *times += 1);
    let index = draft.index;
    let lines = Lines::new(workspace, draft, index);
    // Typing in the field that was empty takes the complaint away.
    Effect::new(move |_| {
        draft.title.track();
        draft.company.track();
        wrong.set(None);
    });
    let failed = move |error: CommandError| match error {
        CommandError::ReadOnly => session.say(t_string!(i18n, data.cannot_now).to_owned(), false),
        error => {
            screen::focus(if error == CommandError::EmptyCompany { COMPANY_FIELD } else { TITLE_FIELD });
            wrong.set(Some(error));
        }
    };
    let save = move |go_on: bool| {
        let capture = context.capture(draft.title.get_untracked(), draft.company.get_untracked());
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
            Err(error) => failed(error),
        }
    };
    let save_lines = move || {
        let captures: Vec<Capture> =
            lines.chosen().into_iter().map(|(title, company)| context.capture(title, company)).collect();
        let count = captures.len();
        if count == 0 {
            session.say(t_string!(i18n, capture.lines_none).to_owned(), false);
            return;
        }
        match workspace.dispatch(Command::Bulk(captures.into_iter().map(Command::Capture).collect())) {
            Ok(_) => {
                draft.clear();
                session.say(t_string!(i18n, capture.lines_saved, count = count), true);
                session.close_capture();
            }
            Err(error) => failed(error),
        }
    };
    let several = lines.several();
    let keys = move |event: ev::KeyboardEvent| {
        let taken = event.default_prevented() || screen::is_composing(&event) || screen::is_button(&event);
        if event.key() != "Enter" || taken {
            return;
        }
        event.prevent_default();
        if several.get_untracked() {
            save_lines();
        } else {
            save(event.shift_key());
        }
    };
    let paste = move |event: ev::ClipboardEvent| {
        let text = screen::pasted_text(&event).filter(|text| Pasted::read(text).is_some());
        if let Some(text) = text {
            event.prevent_default();
            draft.lines.set(text);
            screen::focus_when_drawn(LINES_TABLE.to_owned());
        }
    };
    let error_of = move |field: CommandError, words: fn(leptos_i18n::I18nContext<crate::i18n::Locale>) -> String| {
        Signal::derive(move || if wrong.get().as_ref() == Some(&field) { words(i18n) } else { String::new() })
    };
    view! {
        <QuickDialog
            id="capture" title=Signal::derive(move || t_string!(i18n, capture.title).to_owned())
            close_label=Signal::derive(move || t_string!(i18n, app.close).to_owned()) on_close=close
            aside=move || view! { <span class="dialog__hint"><Icon name=IconName::Saved />{t!(i18n, capture.autosave)}</span> }
        >
            <form class="capture" novalidate on:submit=move |event| event.prevent_default() on:keydown=keys on:paste=paste>
                {live_view(move || {
                    if several.get() {
                        view! { <LinesTable lines=lines /> }.into_any()
                    } else {
                        view! {
                            <Field
                                id=TITLE_FIELD label=Signal::derive(move || t_string!(i18n, capture.lead_name).to_owned())
                                placeholder=Signal::derive(move || t_string!(i18n, capture.lead_hint).to_owned()) value=draft.title
                                error=error_of(CommandError::EmptyTitle, |i18n| t_string!(i18n, capture.no_title).to_owned())
                                autofocus=true required=true
                            />
                        }
                        .into_any()
                    }
                })}
                <Show when=move || lines.asks_company()>
                    <CompanyField
                        value=draft.company index=index several=several
                        error=error_of(CommandError::EmptyCompany, |i18n| t_string!(i18n, capture.no_company).to_owned())
                    />
                </Show>
                <Show when=move || !several.get()>
                    <Reported workspace=workspace company=draft.company index=index />
                </Show>
                <ContextChips workspace=workspace context=context />
                <footer class="capture__foot">
                    {live_view(move || if several.get() {
                        view! {
                            <span class="capture__code">{t!(i18n, capture.lines_count, count = lines.count(), chosen = lines.chosen_count())}</span>
                            <Button size=Size::Large on_click=Callback::new(move |()| {
                                draft.lines.set(String::new());
                                screen::focus_when_drawn(TITLE_FIELD.to_owned());
                            })>{t!(i18n, capture.lines_discard)}</Button>
                            <Button look=Look::Primary size=Size::Large key_hint="Enter" on_click=Callback::new(move |()| save_lines())>
                                {t!(i18n, capture.save)}
                            </Button>
                        }
                        .into_any()
                    } else {
                        view! {
                            <span class="capture__code">{t!(i18n, capture.code, code = workspace.next_code())}</span>
                            <Button size=Size::Large key_hint="Shift Enter" on_click=Callback::new(move |()| save(true))>
                                {t!(i18n, capture.save_next)}
                            </Button>
                            <Button look=Look::Primary size=Size::Large key_hint="Enter" on_click=Callback::new(move |()| save(false))>
                                {t!(i18n, capture.save)}
                            </Button>
                        }
                        .into_any()
                    })}
                </footer>
            </form>
        </QuickDialog>
    }
}
