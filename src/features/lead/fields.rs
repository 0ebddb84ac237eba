use landfall_core::document::{Command, CommandError, LeadField, Step};
use landfall_core::format;
use landfall_core::model::{Day, Lang, Lead, RecordId};
use landfall_core::order;
use landfall_core::view::{amount_text, term_name};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t, t_string, use_i18n, use_lang};
use crate::store::{Session, Workspace, use_session};
use crate::ui::{Edit, EditKind, Select, live, live_view};

/// Saves a field of a lead; gives what is wrong with it, if anything.
#[derive(Clone, Copy)]
struct Saver {
    id: StoredValue<RecordId>,
    workspace: Workspace,
    session: Session,
    i18n: I18nContext<Locale>,
}

impl Saver {
    fn new(id: RecordId, workspace: Workspace) -> Self {
        Saver { id: StoredValue::new(id), workspace, session: use_session(), i18n: use_i18n() }
    }

    fn save(self, field: LeadField) -> Result<(), CommandError> {
        let applied = self.workspace.dispatch(Command::EditLead { lead: self.id.get_value(), field })?;
        if let Step::Edit { title, .. } = applied.step
            && !applied.update.is_empty()
        {
            // The way back must be in sight: in a field, Ctrl+Z is the field's own.
            self.session.say(t_string!(self.i18n, staff.edited, title = title), true);
        }
        Ok(())
    }
}

/// The title, and one line of the most asked facts.
#[component]
pub fn TitleField(id: RecordId, lead: Memo<Lead>, workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let session = use_session();
    let saver = Saver::new(id, workspace);
    let facts = move || {
        let lang = lang.get();
        workspace.read(|document| {
            let tables = document.tables();
            lead.with(|lead| {
                let company = tables.companies.get(&lead.company).map(|company| company.name.clone());
                let amount = lead.planned.map(|money| format::money(lang, money));
                let terms =
                    [&lead.industry, &lead.zone, &lead.capital, &lead.form].map(|id| Some(term_name(tables, id, lang)));
                let words = company.into_iter().chain(terms.into_iter().flatten()).chain(amount);
                words.filter(|word| !word.is_empty()).collect::<Vec<_>>()
            })
        })
    };
    let save = Callback::new(move |text: String| {
        if saver.save(LeadField::Title(text)).is_err() {
            session.say(t_string!(i18n, lead.empty_title).to_owned(), false);
        }
    });
    view! {
        <div class="drawer__head">
            <Show
                when=move || !lead.with(|lead| lead.published)
                fallback=move || view! { <h2 class="drawer__title">{live(move || lead.with(|lead| lead.title.clone()))}</h2> }
            >
                <h2 class="visually-hidden">{live(move || lead.with(|lead| lead.title.clone()))}</h2>
                <div class="drawer__title-edit">
                    <Edit
                        id="lead-title" label=Signal::derive(move || t_string!(i18n, lead.title).to_owned())
                        value=Signal::derive(move || lead.with(|lead| lead.title.clone())) on_save=save
                    />
                </div>
            </Show>
            <p class="drawer__facts">{live_view(move || {facts().into_iter().map(|fact| view! { <span>{fact}</span> }).collect_view()}.into_any())}</p>
        </div>
    }
}

/// The main fields, each saved as it is left.
#[component]
pub fn Fields(id: RecordId, lead: Memo<Lead>, workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let session = use_session();
    let saver = Saver::new(id, workspace);
    let bad_amount = RwSignal::new(String::new());
    let text = move |read: fn(&Lead) -> &String| Signal::derive(move || lead.with(|lead| read(lead).clone()));
    // A field that takes any text can't be refused.
    let keep = move |field: fn(String) -> LeadField| Callback::new(move |text: String| drop(saver.save(field(text))));
    let pick = move |field: fn(RecordId) -> LeadField| {
        Callback::new(move |id: String| drop(saver.save(field(RecordId::new(id)))))
    };
    let chosen = move |read: fn(&Lead) -> &RecordId| Signal::derive(move || lead.with(|lead| read(lead).to_string()));
    let company = Signal::derive(move || {
        workspace.read(|document| {
            let company = lead.with(|lead| lead.company.clone());
            document.tables().companies.get(&company).map(|company| company.name.clone()).unwrap_or_default()
        })
    });
    let save_company = Callback::new(move |name: String| {
        if saver.save(LeadField::Company(name)).is_err() {
            session.say(t_string!(i18n, lead.empty_company).to_owned(), false);
        }
    });
    let save_amount = Callback::new(move |text: String| {
        bad_amount.set(match saver.save(LeadField::Planned(text.clone())) {
            Err(CommandError::Amount(_)) => t_string!(i18n, lead.bad_amount, text = text),
            _ => String::new(),
        });
    });
    // A date input gives a whole date or nothing; years outside the calendar's range stay unsaved.
    let save_due = Callback::new(move |text: String| {
        let day = text.parse::<Day>().ok();
        if day.is_some() || text.is_empty() {
            drop(saver.save(LeadField::Due(day)));
        }
    });
    let terms = move |kind: &'static str| options(workspace, lang, i18n, kind);
    let officers = Signal::derive(move || {
        let none = (String::new(), t_string!(i18n, lead.none).to_owned());
        workspace.read(|document| {
            let all = document.tables().officers.iter().map(|(id, officer)| (id.to_string(), officer.name.clone()));
            std::iter::once(none).chain(all).collect::<Vec<_>>()
        })
    });
    let events = Signal::derive(move || {
        let none = (String::new(), t_string!(i18n, lead.none).to_owned());
        let lang = lang.get();
        workspace.read(|document| {
            let mut all: Vec<_> = document
                .tables()
                .events
                .iter()
                .map(|(id, event)| {
                    let title = if lang == Lang::ZhCn { &event.title_zh } else { &event.title_en };
                    (event.start, id.to_string(), title.clone())
                })
                .collect();
            order::sort_by(&mut all, Ord::cmp);
            std::iter::once(none).chain(all.into_iter().map(|(_, id, title)| (id, title))).collect::<Vec<_>>()
        })
    });
    let draft = |field: &str| {
        let (drafts, name) = (workspace.drafts, StoredValue::new(format!("lead/{}/{field}", saver.id.get_value())));
        let kept = Signal::derive(move || name.with_value(|name| drafts.get(name)));
        (kept, Callback::new(move |text: String| name.with_value(|name| drafts.set(name, &text))))
    };
    let (reason_draft, note_draft) = (draft("reason"), draft("note"));
    macro_rules! label {
        ($key:ident) => {
            Signal::derive(move || t_string!(i18n, lead.$key).to_owned())
        };
    }
    let next = view! {
        <div class="drawer__grid">
            <Edit id="lead-next" label=label!(next) value=text(|lead| &lead.next_step) on_save=keep(LeadField::NextStep) />
            <Edit
                id="lead-due" label=label!(due) kind=EditKind::Date on_save=save_due
                value=Signal::derive(move || lead.with(|lead| lead.due.map(|day| day.to_string()).unwrap_or_default()))
            />
            <Edit id="lead-company" label=label!(company) value=company on_save=save_company />
            <Edit
                id="lead-planned" label=label!(planned) placeholder=label!(planned_hint) error=bad_amount on_save=save_amount
                value=Signal::derive(move || lead.with(|lead| amount_text(lead, lang.get())))
            />
        </div>
    }
    .into_any();
    let place = view! {
        <div class="drawer__grid drawer__grid--three">
            <Select id="lead-zone" label=label!(zone) options=terms("zone") value=chosen(|lead| &lead.zone) on_change=pick(LeadField::Zone) />
            <Select id="lead-officer" label=label!(officer) options=officers value=chosen(|lead| &lead.officer) on_change=pick(LeadField::Officer) />
            <Select id="lead-priority" label=label!(priority) options=terms("priority") value=chosen(|lead| &lead.priority) on_change=pick(LeadField::Priority) />
            <Select id="lead-industry" label=label!(industry) options=terms("industry") value=chosen(|lead| &lead.industry) on_change=pick(LeadField::Industry) />
            <Select id="lead-capital" label=label!(capital) options=terms("capital") value=chosen(|lead| &lead.capital) on_change=pick(LeadField::Capital) />
            <Select id="lead-form" label=label!(form) options=terms("form") value=chosen(|lead| &lead.form) on_change=pick(LeadField::Form) />
            <Select id="lead-source" label=label!(source) options=terms("source") value=chosen(|lead| &lead.source) on_change=pick(LeadField::Source) />
            <Select id="lead-event" label=label!(source_event) options=events value=chosen(|lead| &lead.source_event) on_change=pick(LeadField::SourceEvent) />
            <Edit id="lead-chain" label=label!(chain_node) value=text(|lead| &lead.chain_node) on_save=keep(LeadField::ChainNode) />
        </div>
    }
    .into_any();
    let people = view! {
        <div class="drawer__grid drawer__grid--three">
            <Edit id="lead-contact" label=label!(contact) value=text(|lead| &lead.contact) on_save=keep(LeadField::Contact) />
            <Edit id="lead-phone" label=label!(phone) value=text(|lead| &lead.phone) on_save=keep(LeadField::Phone) />
            <Edit id="lead-email" label=label!(email) value=text(|lead| &lead.email) on_save=keep(LeadField::Email) />
        </div>
        <div class="drawer__grid">
            <Edit id="lead-reason" label=label!(reason) kind=EditKind::Text draft=reason_draft.0 on_type=reason_draft.1 value=text(|lead| &lead.reason) on_save=keep(LeadField::Reason) />
            <Edit id="lead-note" label=label!(note) kind=EditKind::Text draft=note_draft.0 on_type=note_draft.1 value=text(|lead| &lead.note) on_save=keep(LeadField::Note) />
        </div>
    }
    .into_any();
    view! {
        <section class="drawer__block">
            <h3 class="drawer__heading">{t!(i18n, lead.facts)}<span class="drawer__saved">{t!(i18n, lead.autosave)}</span></h3>
            {next} {place} {people}
        </section>
    }
}

fn options(
    workspace: Workspace,
    lang: Signal<Lang>,
    i18n: I18nContext<Locale>,
    kind: &'static str,
) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        let lang = lang.get();
        let none = (String::new(), t_string!(i18n, lead.none).to_owned());
        workspace.read(|document| {
            let tables = document.tables();
            let all = tables.terms_of(kind).into_iter().map(|(id, _)| (id.to_string(), term_name(tables, id, lang)));
            std::iter::once(none).chain(all).collect()
        })
    })
}
