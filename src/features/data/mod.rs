//! The data page: files out and in, backup, workspaces, different edits to decide on, history.

mod conflicts;
mod copy;
mod differences;
mod files;
mod history;
mod incoming;
mod keep;
mod lock;
mod offline;
mod publish;
mod table_in;
mod view_only;
mod who;
mod workspaces;

use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n};
use crate::store::{HandoverWish, Workspace, use_session};
use crate::ui::{Button, IconName, live};

use conflicts::Conflicts;
pub use conflicts::RecordConflicts;
use copy::SaveCopy;
pub use copy::{CopyBanner, say_kept};
use differences::Differences;
use files::{Backups, FilesOut};
pub use history::Changes;
use history::HistorySection;
use incoming::FilesIn;
use keep::{Snapshots, StorageUse};
use lock::LockSection;
use offline::OfflineSection;
use publish::VisitorView;
pub use view_only::{BackupReminder, ViewOnly};
pub use who::WhoCard;
use who::WhoSection;
use workspaces::WorkspaceList;

/// `#/data`. `duplicates` is the part about records that may be one; `visitor` draws published data as visitors see it.
#[component]
pub fn DataPage(workspace: Workspace, duplicates: fn(Workspace) -> AnyView, visitor: VisitorView) -> impl IntoView {
    // What a page carries is no workspace of this computer: there is nothing to look after here yet.
    let own = !workspace.is_copy();
    view! {
        <div class="data" data-scroll="y">
            <div class="data__grid">
                <div class="data__main">
                    <Section id="data-files" title=t!(use_i18n(), data.files) text=t!(use_i18n(), data.files_text)>
                        <FilesOut workspace=workspace visitor=visitor />
                        <SaveCopy workspace=workspace />
                        {own.then(|| view! { <FilesIn workspace=workspace /> <ByCode /> })}
                    </Section>
                    <Conflicts workspace=workspace />
                    <Differences workspace=workspace />
                    {duplicates(workspace)}
                    <HistorySection workspace=workspace />
                </div>
                <div class="data__side">
                    {own.then(|| view! {
                        <Section id="data-backup" title=t!(use_i18n(), data.backup)>
                            <Backups workspace=workspace />
                            <Snapshots workspace=workspace />
                        </Section>
                        <LockSection workspace=workspace />
                        <WorkspaceList workspace=workspace />
                    })}
                    <WhoSection />
                    <OfflineSection />
                    {own.then(|| view! { <StorageUse workspace=workspace /> })}
                </div>
            </div>
        </div>
    }
}

/// The way in from a colleague's screen.
#[component]
fn ByCode() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let receive = Callback::new(move |()| session.handover.set(Some(HandoverWish::Receive)));
    view! {
        <div class="data__buttons">
            <Button icon=IconName::Qr on_click=receive>{t!(i18n, handover.title_in)}</Button>
            <span class="data__text">{t!(i18n, handover.data_hint)}</span>
        </div>
    }
}

/// A part of the page: a rule, a heading, perhaps a sentence.
#[component]
fn Section(
    id: &'static str,
    title: Signal<String>,
    #[prop(optional)] text: Option<Signal<String>>,
    /// Beside the heading: a count.
    #[prop(optional, into)]
    aside: ViewFn,
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-heading");
    let labelled = heading.clone();
    view! {
        <section class="data__section" id=id aria-labelledby=labelled>
            <header class="data__head">
                <h2 class="data__heading" id=heading>{live(move || title.get())}</h2>
                <span class="data__aside">{aside.run()}</span>
            </header>
            {text.map(|text| view! { <p class="data__text">{live(move || text.get())}</p> })}
            {children()}
        </section>
    }
}

/// `专员甲 · 一战区`, or that nobody signed.
fn who_words(i18n: leptos_i18n::I18nContext<crate::i18n::Locale>, who: &str, unit: &str) -> String {
    match (who.is_empty(), unit.is_empty()) {
        (true, _) => t_string!(i18n, data.unknown_who).to_owned(),
        (false, true) => who.to_owned(),
        (false, false) => format!("{who}  {unit}"),
    }
}
