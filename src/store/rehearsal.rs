//! What a first edit runs through, run through before it.
//!
//! A browser compiles each function of the program when it is first called: the first move of a day took twice as long
//! as the second. So while nobody waits, one lead is captured, moved and looked for in a workspace that nobody sees.

use std::time::Duration;

use landfall_core::document::{Capture, Command, Context, Document, Entry, Start, seed};
use landfall_core::model::{Lang, RecordId};
use landfall_core::query::Filter;
use landfall_core::view::board::{Arrangement, Board};
use landfall_core::view::today::due_now;
use landfall_core::view::{Query, Route, search, view_counts, view_tabs};
use leptos::prelude::*;

/// So long after a workspace is opened: the page stands, and what it does by itself is done.
const LATER: Duration = Duration::from_secs(2);
const NAME: &str = "landfall";

/// Rehearses once the page has been open for a while. `context` is whose edits these would be.
pub(super) fn rehearse_later(context: Context) {
    set_timeout(move || rehearse(&context), LATER);
}

fn rehearse(context: &Context) {
    let mut document = Document::new(1);
    if document.merge(&seed(Start::Empty, None)).is_err() {
        return;
    }
    let capture = Capture { title: NAME.to_owned(), company: NAME.to_owned(), ..Capture::default() };
    let captured = document.dispatch(Command::Capture(capture), context);
    let Some(lead) = captured.ok().and_then(|applied| applied.subject) else { return };
    let move_lead = Command::MoveLead { lead, to: RecordId::from("stage/screened"), before: None };
    if let Ok(moved) = document.dispatch(move_lead, context) {
        let _ = Entry::change(&moved.update, Some(&moved.update)).encode();
    }
    let _ = document.undo(context);
    let _ = search(&document, NAME, Lang::default(), 1);
    let query: Query = [("q".to_owned(), NAME.to_owned())].into();
    let (filter, arrangement) = (Filter::from_query(&query), Arrangement::from_query(&query, context.today));
    let _ = Board::of(&document, &filter, &arrangement, Lang::default());
    let tabs = view_tabs(document.tables(), &Route::Board, &query, None);
    let _ = view_counts(&document, &tabs, context.today);
    let _ = due_now(document.tables(), context.today);
}
