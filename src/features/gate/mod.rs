//! Moves between stages, wherever they were asked for: what the stage's gate still misses is asked first.

use landfall_core::document::{Command, CommandError, Step};
use landfall_core::model::RecordId;
use landfall_core::view::term_name;
use leptos::prelude::*;

use crate::i18n::{t_string, use_i18n, use_lang};
use crate::store::{MoveWish, Workspace, use_session};

/// Carries out what [`crate::store::Session::ask_move`] asks for.
#[component]
pub fn MoveDialog(workspace: Workspace) -> impl IntoView {
    let (i18n, lang, session) = (use_i18n(), use_lang(), use_session());
    let name =
        move |stage: &RecordId| workspace.peek(|document| term_name(document.tables(), stage, lang.get_untracked()));
    let carry_out = move |wish: &MoveWish| {
        let one = |lead: &RecordId| Command::MoveLead {
            lead: lead.clone(),
            to: wish.to.clone(),
            before: wish.before.clone(),
        };
        let command = match wish.leads.as_slice() {
            [lead] => one(lead),
            leads => Command::Bulk(leads.iter().map(one).collect()),
        };
        match workspace.dispatch(command) {
            Ok(applied) => {
                let text = match &applied.step {
                    Step::Move { title, from, to } => {
                        t_string!(i18n, staff.moved, title = title.as_str(), from = name(from), to = name(to))
                    }
                    Step::Reorder { title } => t_string!(i18n, staff.reordered, title = title.as_str()),
                    _ => return true,
                };
                session.say(text, true);
                true
            }
            Err(CommandError::Published { title }) => {
                session.say(t_string!(i18n, staff.cannot_move_published, title = title), false);
                false
            }
            Err(CommandError::ReadOnly) => {
                session.say(t_string!(i18n, data.cannot_now).to_owned(), false);
                false
            }
            // The lead went away in another tab: the page shows that by itself.
            Err(_) => false,
        }
    };
    Effect::new(move |_| {
        if let Some(wish) = session.move_wish() {
            let moved = untrack(|| carry_out(&wish));
            session.settle_move(moved);
        }
    });
}
