use landfall_core::document::{Command, CommandError, Fields};
use landfall_core::model::{Collection, Company, CreditCodeFault, RecordId, check_credit_code, tidy_credit_code};
use landfall_core::query::CompanyIndex;
use landfall_core::view::term_name;
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use serde_json::Value;

use crate::i18n::{Locale, field_words, t, t_string, use_i18n, use_lang};
use crate::store::{Session, Workspace, use_session};
use crate::ui::{Dialog, Edit, EditKind, Icon, IconName, Select, live, live_view};

/// Saves a field of a company at once.
#[derive(Clone, Copy)]
struct Saver {
    id: StoredValue<RecordId>,
    workspace: Workspace,
    session: Session,
    i18n: I18nContext<Locale>,
}

impl Saver {
    fn save(self, field: &'static str, value: Value) {
        let fields = Fields::from_iter([(field.to_owned(), value)]);
        let command = Command::Change { collection: Collection::Companies, id: self.id.get_value(), fields };
        match self.workspace.dispatch(command) {
            Ok(applied) if applied.update.is_empty() => {}
            Ok(_) => {
                let name = self.workspace.peek(|document| document.title(Collection::Companies, &self.id.get_value()));
                self.session.say(t_string!(self.i18n, companies.edited, name = name), true);
            }
            Err(CommandError::EmptyField { .. }) => {
                self.session.say(t_string!(self.i18n, companies.empty_name).to_owned(), false);
            }
            Err(_) => self.session.say(t_string!(self.i18n, data.cannot_now).to_owned(), false),
        }
    }

    fn text(self, field: &'static str) -> Callback<String> {
        Callback::new(move |text: String| self.save(field, Value::from(text.trim())))
    }
}

/// What is known of a company, each field saved as it is left.
#[component]
pub fn CompanyPanel(workspace: Workspace, id: RecordId, on_close: Callback<()>) -> impl IntoView {
    let (i18n, lang, session) = (use_i18n(), use_lang(), use_session());
    let saver = Saver { id: StoredValue::new(id.clone()), workspace, session, i18n };
    let company = Memo::new(move |_| {
        let found = workspace.read(|document| document.tables().companies.get(&id).map(|company| (**company).clone()));
        found.unwrap_or_default()
    });
    let text =
        move |read: fn(&Company) -> &str| Signal::derive(move || company.with(|company| read(company).to_owned()));
    let label = move |field: &'static str| Signal::derive(move || field_words(i18n, field));
    let code_fault = Signal::derive(move || {
        let code = company.with(|company| company.credit_code.clone());
        match check_credit_code(&code) {
            _ if code.is_empty() => String::new(),
            Ok(()) => String::new(),
            Err(CreditCodeFault::WrongLength(count)) => t_string!(i18n, companies.credit_length, count = count),
            Err(CreditCodeFault::WrongCharacter(c)) => t_string!(i18n, companies.credit_character, c = c.to_string()),
            Err(CreditCodeFault::WrongCheck { .. }) => t_string!(i18n, companies.credit_check).to_owned(),
        }
    });
    let save_code =
        Callback::new(move |typed: String| saver.save("credit_code", Value::from(tidy_credit_code(&typed))));
    let parent_fault = RwSignal::new(String::new());
    let parent = Signal::derive(move || {
        let id = company.with(|company| company.parent.clone());
        workspace.read(|document| document.tables().title(Collection::Companies, &id))
    });
    let save_parent = Callback::new(move |name: String| {
        let name = name.trim().to_owned();
        let index = workspace.peek(|document| CompanyIndex::new(document.tables()));
        let own = saver.id.get_value();
        match index.find(&name).into_iter().find(|found| found.id != own) {
            Some(found) => {
                parent_fault.set(String::new());
                saver.save("parent", Value::from(found.id.as_str()));
            }
            None if name.is_empty() => {
                parent_fault.set(String::new());
                saver.save("parent", Value::Null);
            }
            None => parent_fault.set(t_string!(i18n, companies.parent_unknown, name = name)),
        }
    });
    let terms = move |kind: &'static str| {
        Signal::derive(move || {
            let lang = lang.get();
            let none = (String::new(), t_string!(i18n, lead.none).to_owned());
            workspace.read(|document| {
                let tables = document.tables();
                let all =
                    tables.terms_of(kind).into_iter().map(|(id, _)| (id.to_string(), term_name(tables, id, lang)));
                std::iter::once(none).chain(all).collect::<Vec<_>>()
            })
        })
    };
    let pick = move |field: &'static str| Callback::new(move |id: String| saver.save(field, Value::from(id)));
    // A district may have no dictionary for it.
    let natures = terms("nature");
    let tags = terms("tag");
    let turn_tag = move |tag: String, on: bool| {
        let now = company.with_untracked(|company| company.tags.clone());
        let mut all: Vec<&str> = now.lines().filter(|line| *line != tag).collect();
        if on {
            all.push(&tag);
        }
        saver.save("tags", Value::from(all.join("\n")));
    };
    // Several lines take a while to write: what is not saved yet outlives the tab.
    let draft = |field: &str| {
        let (drafts, name) = (workspace.drafts, StoredValue::new(format!("company/{}/{field}", saver.id.get_value())));
        let kept = Signal::derive(move || name.with_value(|name| drafts.get(name)));
        (kept, Callback::new(move |text: String| name.with_value(|name| drafts.set(name, &text))))
    };
    let (aliases_draft, note_draft) = (draft("aliases"), draft("note"));
    let names = view! {
        <div class="company-panel__pair">
            <Edit id="company-name" label=label("name") value=text(|company| &company.name) on_save=saver.text("name") />
            <Edit id="company-name-en" label=label("name_en") value=text(|company| &company.name_en) on_save=saver.text("name_en") />
        </div>
        <Edit id="company-aliases" draft=aliases_draft.0 on_type=aliases_draft.1 label=label("aliases") kind=EditKind::Text placeholder=t!(i18n, companies.aliases_hint) value=text(|company| &company.aliases) on_save=saver.text("aliases") />
    }
    .into_any();
    let facts = view! {
        <div class="company-panel__pair">
            <Edit
                id="company-code" label=label("credit_code") placeholder=t!(i18n, companies.credit_hint) error=code_fault
                value=text(|company| &company.credit_code) on_save=save_code
            />
            <Edit id="company-origin" label=label("origin") value=text(|company| &company.origin) on_save=saver.text("origin") />
            <Select id="company-industry" label=label("industry") options=terms("industry") value=text(|company| company.industry.as_str()) on_change=pick("industry") />
            <Edit id="company-parent" label=label("parent") value=parent error=parent_fault on_save=save_parent />
            <Show when=move || natures.with(|all| all.len() > 1)>
                <Select id="company-nature" label=label("nature") options=natures value=text(|company| company.nature.as_str()) on_change=pick("nature") />
            </Show>
        </div>
        <div class="company-panel__flags" role="group" aria-label=live(move || field_words(i18n, "tags"))>
            <label>
                <input
                    type="checkbox" prop:checked=live(move || company.with(|company| company.chain_leader))
                    on:change=move |event| saver.save("chain_leader", Value::from(event_target_checked(&event)))
                />
                {t!(i18n, companies.chain_leader)}
            </label>
            {live_view(move || tags.get().into_iter().skip(1).map(|(id, words)| {
                let asked = id.clone();
                let checked = live(move || company.with(|company| company.tags.lines().any(|line| line == asked)));
                view! {
                    <label>
                        <input type="checkbox" prop:checked=checked on:change=move |event| turn_tag(id.clone(), event_target_checked(&event)) />
                        {words}
                    </label>
                }
            }).collect_view().into_any())}
        </div>
        <Edit id="company-note" draft=note_draft.0 on_type=note_draft.1 label=label("note") kind=EditKind::Text value=text(|company| &company.note) on_save=saver.text("note") />
    }
    .into_any();
    view! {
        <Dialog
            id="company-panel" title=t!(i18n, companies.panel) close_label=Signal::derive(move || t_string!(i18n, app.close).to_owned())
            on_close=on_close aside=move || view! { <span class="dialog__hint"><Icon name=IconName::Saved />{t!(i18n, lead.autosave)}</span> }
        >
            <div class="company-panel">{names} {facts}</div>
        </Dialog>
    }
}
