//! Moves between stages, wherever they were asked for: what the stage's gate still misses is asked first.

mod dialog;

use landfall_core::document::{Command, CommandError, Step};
use landfall_core::model::{Lang, RecordId};
use landfall_core::view::gate::{GateField, asked, asked_of_all};
use landfall_core::view::term_name;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t_string, use_i18n, use_lang};
use crate::store::{MoveWish, Session, Settings, Workspace, use_session, use_settings};
use crate::ui::live_view;

use dialog::GateDialog;

/// A move that waits for what its gate asks.
#[derive(Clone, PartialEq)]
struct Waiting {
    leads: Vec<RecordId>,
    to: RecordId,
    before: Option<RecordId>,
    /// Each field and how many of the leads lack it.
    fields: Vec<(GateField, usize)>,
}

/// Carries out moves and says what was done.
#[derive(Clone, Copy)]
struct Mover {
    workspace: Workspace,
    session: Session,
    settings: Settings,
    i18n: I18nContext<Locale>,
    lang: Signal<Lang>,
}

impl Mover {
    fn name(self, stage: &RecordId) -> String {
        self.workspace.peek(|document| term_name(document.tables(), stage, self.lang.get_untracked()))
    }

    /// Moves the leads; each gets what was typed of the fields it lacks (SPEC G6).
    fn carry_out(self, waiting: &Waiting, typed: &[(String, String)]) -> Result<(), CommandError> {
        let Waiting { leads, to, before, .. } = waiting;
        let lang = self.lang.get_untracked();
        let mut commands: Vec<Command> = self.workspace.peek(|document| {
            let tables = document.tables();
            let lacks = |id: &RecordId, field: &str| {
                let lead = tables.leads.get(id);
                lead.is_some_and(|lead| asked(id, lead, to, tables).iter().any(|one| one.name == field))
            };
            let move_one = |lead: &RecordId| Command::EnterStage {
                lead: lead.clone(),
                to: to.clone(),
                before: before.clone(),
                fields: typed.iter().filter(|(field, _)| lacks(lead, field)).cloned().collect(),
                lang,
            };
            leads.iter().map(move_one).collect()
        });
        let command = match (commands.len(), commands.pop()) {
            (1, Some(command)) => command,
            (_, last) => Command::Bulk(commands.into_iter().chain(last).collect()),
        };
        let applied = self.workspace.dispatch(command)?;
        let i18n = self.i18n;
        let text = match &applied.step {
            Step::Move { title, from, to } => {
                t_string!(i18n, staff.moved, title = title.as_str(), from = self.name(from), to = self.name(to))
            }
            Step::Reorder { title } => t_string!(i18n, staff.reordered, title = title.as_str()),
            _ => t_string!(i18n, gate.moved_many, count = leads.len(), to = self.name(to)),
        };
        self.session.say(text, true);
        Ok(())
    }

    /// Says why nothing was moved.
    fn refused(self, error: &CommandError) {
        let i18n = self.i18n;
        let text = match error {
            CommandError::Published { title } => t_string!(i18n, staff.cannot_move_published, title = title.as_str()),
            CommandError::ReadOnly => t_string!(i18n, data.cannot_now).to_owned(),
            // The lead went away in another tab: the page shows that by itself.
            _ => return,
        };
        self.session.say(text, false);
    }
}

/// Carries out what [`crate::store::Session::ask_move`] asks for, and asks what is missing first.
#[component]
pub fn MoveDialog(workspace: Workspace) -> impl IntoView {
    let session = use_session();
    let mover = Mover { workspace, session, settings: use_settings(), i18n: use_i18n(), lang: use_lang() };
    let waiting = RwSignal::new(None::<Waiting>);
    let decide = move |wish: MoveWish| {
        let fields = workspace.peek(|document| asked_of_all(&wish.leads, &wish.to, document.tables()));
        let next = Waiting { leads: wish.leads, to: wish.to, before: wish.before, fields };
        let locked = workspace.read_only().is_some();
        if next.fields.is_empty() || locked {
            let done = mover.carry_out(&next, &[]).inspect_err(|error| mover.refused(error));
            session.settle_move(done.is_ok());
        } else {
            waiting.set(Some(next));
        }
    };
    Effect::new(move |_| match session.move_wish() {
        Some(wish) => untrack(|| decide(wish)),
        None => waiting.set(None),
    });
    live_view(move || match waiting.get() {
        Some(waiting) => view! { <GateDialog mover=mover waiting=waiting /> }.into_any(),
        None => ().into_any(),
    })
}
