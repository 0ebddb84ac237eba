//! The leads in the order of the board, kept while the workspace is open.

use std::time::Duration;

use landfall_core::model::Lang;
use landfall_core::query::Filter;
use landfall_core::view::Query;
use landfall_core::view::board::{Arrangement, Board};
use leptos::prelude::*;

use super::workspace::Workspace;

/// They are sorted for the first time so long after the workspace was opened: once the page stands.
const SOON: Duration = Duration::from_millis(800);

impl Workspace {
    /// The board of the leads; what looks is run again when the document changes.
    pub fn board(self, filter: &Filter, arrangement: &Arrangement, lang: Lang) -> Board {
        self.read(|document| {
            let board = self.shelf.try_update_value(|shelf| {
                shelf.follow(document.tables());
                shelf.board(document.tables(), filter, arrangement, lang)
            });
            board.unwrap_or_else(|| Board::of(document, filter, arrangement, lang))
        })
    }

    /// Lays the board out while nobody waits for it: the leads are sorted then, and the browser has seen the code.
    pub(super) fn lay_out_soon(self) {
        let lay_out = move || {
            if self.shelf.try_with_value(|_| ()).is_some() {
                let arrangement = Arrangement::from_query(&Query::new(), self.today.get_untracked());
                untrack(|| self.board(&Filter::default(), &arrangement, Lang::default()));
            }
        };
        set_timeout(lay_out, SOON);
    }
}
