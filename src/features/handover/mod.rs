//! A lead or a contact from one screen to another's camera, without a network: shown as codes, received as codes, photos
//! of codes, or a file.

mod code;
mod preview;
mod receive;
mod show;

use landfall_core::model::{Collection, RecordId};
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n};
use crate::store::{HandoverWish, Workspace, use_session};
use crate::ui::{Button, Dialog, Look, Size, live_view};

use receive::ReceiveDialog;
use show::ShowDialog;

/// The dialog that somebody asked for through the session. `locked` says whether a workspace has a passphrase: then it
/// is asked before a record of it is shown to everybody who sees the screen.
#[component]
pub fn HandoverDialogs(workspace: Workspace, locked: fn(Workspace) -> bool) -> impl IntoView {
    let session = use_session();
    let agreed = RwSignal::new(None::<(Collection, RecordId)>);
    let close = Callback::new(move |()| {
        agreed.set(None);
        session.handover.set(None);
    });
    live_view(move || match session.handover.get() {
        Some(HandoverWish::Show(what, id)) => {
            let wish = (what, id.clone());
            if locked(workspace) && agreed.with(|agreed| agreed.as_ref() != Some(&wish)) {
                let agree = Callback::new(move |()| agreed.set(Some(wish.clone())));
                return view! { <AskFirst on_agree=agree on_close=close /> }.into_any();
            }
            view! { <ShowDialog workspace=workspace what=what id=id on_close=close /> }.into_any()
        }
        Some(HandoverWish::Receive) => view! { <ReceiveDialog workspace=workspace on_close=close /> }.into_any(),
        None => ().into_any(),
    })
}

/// That codes are not encrypted, where the workspace is.
#[component]
fn AskFirst(on_agree: Callback<()>, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || t_string!(i18n, handover.ask_yes).to_owned());
    view! {
        <Dialog
            id="handover-ask" title=title close_label=Signal::derive(move || t_string!(i18n, app.close).to_owned()) on_close=on_close
        >
            <p class="dialog__text">{t!(i18n, handover.ask)}</p>
            <div class="handover__foot">
                <Button look=Look::Primary size=Size::Large on_click=on_agree>{t!(i18n, handover.ask_yes)}</Button>
                <Button look=Look::Plain size=Size::Large on_click=on_close>{t!(i18n, handover.ask_no)}</Button>
            </div>
        </Dialog>
    }
}
