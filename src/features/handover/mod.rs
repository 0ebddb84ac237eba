//! A lead or a contact from one screen to another's camera, without a network: shown as codes, received as codes, photos
//! of codes, or a file.

mod code;
mod preview;
mod receive;
mod show;

use leptos::prelude::*;

use crate::store::{HandoverWish, Workspace, use_session};
use crate::ui::live_view;

use receive::ReceiveDialog;
use show::ShowDialog;

/// The dialog that somebody asked for through the session.
#[component]
pub fn HandoverDialogs(workspace: Workspace) -> impl IntoView {
    let session = use_session();
    let close = Callback::new(move |()| session.handover.set(None));
    live_view(move || match session.handover.get() {
        Some(HandoverWish::Show(what, id)) => {
            view! { <ShowDialog workspace=workspace what=what id=id on_close=close /> }.into_any()
        }
        Some(HandoverWish::Receive) => view! { <ReceiveDialog workspace=workspace on_close=close /> }.into_any(),
        None => ().into_any(),
    })
}
