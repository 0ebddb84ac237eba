use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t_string, use_i18n, use_lang};
use crate::store::{Published, Session, Workspace, use_published, use_session};

/// Brings the sample in and takes it out, and says so.
#[derive(Clone, Copy)]
pub struct SampleActions {
    workspace: Workspace,
    published: RwSignal<Published>,
    session: Session,
    i18n: I18nContext<Locale>,
    lang: Signal<landfall_core::model::Lang>,
}

pub fn use_sample(workspace: Workspace) -> SampleActions {
    let (published, session, i18n, lang) = (use_published(), use_session(), use_i18n(), use_lang());
    SampleActions { workspace, published, session, i18n, lang }
}

impl SampleActions {
    pub fn load(self) {
        let published = self.published.with_untracked(|published| match published {
            Published::Ready(data) => Some(data.clone()),
            _ => None,
        });
        leptos::task::spawn_local(async move {
            match self.workspace.load_sample(self.lang.get_untracked(), published).await {
                Ok(count) => self.session.say(t_string!(self.i18n, staff.sample_loaded, count = count), true),
                Err(_) => self.session.say(t_string!(self.i18n, staff.sample_failed).to_owned(), false),
            }
        });
    }

    pub fn clear(self) {
        if self.workspace.dispatch(landfall_core::document::Command::ClearSample).is_ok() {
            self.session.say(t_string!(self.i18n, staff.sample_cleared).to_owned(), true);
        }
    }
}
