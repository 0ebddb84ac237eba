//! The data page: files out and in, backup, workspaces, different edits to decide on, history.

mod conflicts;
mod differences;
mod files;
mod history;
mod incoming;
mod keep;
mod lock;
mod table_in;
mod view_only;
mod who;
mod workspaces;

use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n};
use crate::store::Workspace;
use crate::ui::live;

use conflicts::Conflicts;
pub use conflicts::RecordConflicts;
use differences::Differences;
use files::{Backups, FilesOut};
pub use history::Changes;
use history::HistorySection;
use incoming::FilesIn;
use keep::{Snapshots, StorageUse};
use lock::LockSection;
pub use view_only::{BackupReminder, ViewOnly};
pub use who::WhoCard;
use who::WhoSection;
use workspaces::WorkspaceList;

/// `#/data`. `duplicates` is the part about records that may be one.
#[component]
pub fn DataPage(workspace: Workspace, duplicates: fn(Workspace) -> AnyView) -> impl IntoView {
    view! {
        <div class="data" data-scroll="y">
            <div class="data__grid">
                <div class="data__main">
                    <Section id="data-files" title=t!(use_i18n(), data.files) text=t!(use_i18n(), data.files_text)>
                        <FilesOut workspace=workspace />
                        <FilesIn workspace=workspace />
                    </Section>
                    <Conflicts workspace=workspace />
                    <Differences workspace=workspace />
                    {duplicates(workspace)}
                    <HistorySection workspace=workspace />
                </div>
                <div class="data__side">
                    <Section id="data-backup" title=t!(use_i18n(), data.backup)>
                        <Backups workspace=workspace />
                        <Snapshots workspace=workspace />
                    </Section>
                    <LockSection workspace=workspace />
                    <WorkspaceList workspace=workspace />
                    <WhoSection />
                    <StorageUse workspace=workspace />
                </div>
            </div>
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
