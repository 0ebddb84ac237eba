//! The dialog that asks for a view's name.

use landfall_core::document::Command;
use landfall_core::model::{Collection, RecordId};
use landfall_core::view::{VIEW, saved_views};
use leptos::prelude::*;
use serde_json::Value;

use super::views::{address_fields, change, name_of};
use crate::i18n::{t, t_string, use_i18n};
use crate::platform::page;
use crate::store::{Workspace, use_navigation, use_session, use_settings};
use crate::ui::{Button, Dialog, Field, Look, live};

/// What the dialog asks a name for.
#[derive(Clone, PartialEq)]
pub enum Naming {
    Keep,
    Rename(RecordId),
}

/// A name for what is shown, or another one for a view that is kept.
#[component]
pub fn NameDialog(workspace: Workspace, what: Naming, naming: RwSignal<Option<Naming>>) -> impl IntoView {
    let i18n = use_i18n();
    let (navigation, session, settings) = (use_navigation(), use_session(), use_settings());
    let renames = matches!(what, Naming::Rename(_));
    // What was typed for a new view is kept until it is one.
    let name = match &what {
        Naming::Keep => workspace.drafts.field("view-name".to_owned()),
        Naming::Rename(id) => RwSignal::new(name_of(workspace, id)),
    };
    let wrong = RwSignal::new(false);
    let close = Callback::new(move |()| naming.set(None));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().trim().to_owned();
        if typed.is_empty() {
            wrong.set(true);
            page::focus("view-name");
            return;
        }
        match &what {
            Naming::Rename(id) => {
                if workspace.dispatch(change(id, "name", Value::from(typed.as_str()))).is_ok() {
                    session.say(t_string!(i18n, views.renamed, name = typed), true);
                }
            }
            Naming::Keep => {
                let (page, query) = untrack(|| (session.behind(), navigation.query()));
                let mut fields = address_fields(&page, &query);
                let last =
                    workspace.peek(|document| saved_views(document.tables()).last().map_or(0, |(_, view)| view.order));
                fields.insert("name".to_owned(), Value::from(typed.as_str()));
                fields.insert("order".to_owned(), Value::from(last + 1));
                fields.insert("owner".to_owned(), Value::from(untrack(|| settings.who())));
                let made = workspace.dispatch(Command::Create { collection: Collection::Views, id: None, fields });
                if let Ok(Some(id)) = made.map(|applied| applied.subject) {
                    name.set(String::new());
                    navigation.set_param(VIEW, id.as_str());
                    session.say(t_string!(i18n, views.kept, name = typed), true);
                }
            }
        }
        naming.set(None);
    };
    let title = live(move || {
        if renames { t_string!(i18n, views.rename_title) } else { t_string!(i18n, views.keep_title) }.to_owned()
    });
    view! {
        <Dialog id="view-dialog" title=title close_label=Signal::derive(move || t_string!(i18n, app.close).to_owned()) on_close=close>
            <form class="views__form" on:submit=submit>
                <Field
                    id="view-name" label=Signal::derive(move || t_string!(i18n, views.name).to_owned()) value=name autofocus=true required=true
                    placeholder=Signal::derive(move || t_string!(i18n, views.name_hint).to_owned())
                    error=Signal::derive(move || if wrong.get() && name.with(|name| name.trim().is_empty()) { t_string!(i18n, views.empty_name) } else { "" }.to_owned())
                />
                {(!renames).then(|| view! { <p class="views__help">{t!(i18n, views.keep_help)}</p> })}
                <p class="views__ways">
                    <Button look=Look::Primary submit=true>{live(move || if renames { t_string!(i18n, views.rename_now) } else { t_string!(i18n, views.keep_now) })}</Button>
                </p>
            </form>
        </Dialog>
    }
}
