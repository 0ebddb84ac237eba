//! What one feature shows of another: features never import each other.

use std::sync::Arc;

use landfall_core::model::{Collection, RecordId};
use landfall_core::published::Published;
use leptos::prelude::*;

use crate::features::companies::{CompanyPanel, DuplicatesSection};
use crate::features::data::{Changes, RecordConflicts};
use crate::features::event::{EventPanel, EventParts, NewEvent, NewEventDialog};
use crate::features::events::{EventsParts, Preset};
use crate::features::visitor::VisitorPreview;
use crate::store::Workspace;

pub const EVENTS: EventsParts = EventsParts { sheet, new_event };

fn sheet(workspace: Workspace, id: RecordId, on_close: Callback<()>, on_open: Callback<RecordId>) -> AnyView {
    let about = EventParts { conflicts, changes };
    view! { <EventPanel workspace=workspace id=id on_close=on_close on_open=on_open about=about /> }.into_any()
}

fn new_event(workspace: Workspace, preset: Preset, on_close: Callback<()>, on_made: Callback<RecordId>) -> AnyView {
    let preset = NewEvent { kind: preset.kind, start: preset.start, end: preset.start };
    view! { <NewEventDialog workspace=workspace preset=preset on_close=on_close on_made=on_made /> }.into_any()
}

fn conflicts(workspace: Workspace, id: RecordId) -> AnyView {
    view! { <RecordConflicts workspace=workspace collection=Collection::Events id=id /> }.into_any()
}

fn changes(workspace: Workspace, id: RecordId) -> AnyView {
    view! { <Changes workspace=workspace collection=Collection::Events id=id /> }.into_any()
}

/// What is known of a company.
pub fn company(workspace: Workspace, id: RecordId, on_close: Callback<()>) -> AnyView {
    view! { <CompanyPanel workspace=workspace id=id on_close=on_close /> }.into_any()
}

/// Records that may be one, on the data page.
pub fn duplicates(workspace: Workspace) -> AnyView {
    view! { <DuplicatesSection workspace=workspace /> }.into_any()
}

/// Published data as visitors see it.
pub fn visitor(data: Arc<Published>) -> AnyView {
    view! { <VisitorPreview data=data /> }.into_any()
}
