use super::board::Board;
use super::table::Table;
use crate::document::Document;
use crate::model::RecordId;

/// What stands before and after a lead where it was opened from (SPEC LD8).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Around {
    /// Its place, from 1.
    pub place: usize,
    /// How many there are.
    pub count: usize,
    /// The codes of its neighbours; those of published cases are empty and lead nowhere.
    pub previous: Option<String>,
    pub following: Option<String>,
}

impl Around {
    /// In its column of a board, and in its lane.
    pub fn on_board(document: &Document, board: &Board, lead: &RecordId) -> Self {
        let spot = board.find(lead);
        let cell = spot.map(|spot| board.leads_at(spot).iter().map(|entry| entry.id.clone()).collect());
        Around::among(document, cell.unwrap_or_default(), lead)
    }

    /// Among the rows of a table, over its groups.
    pub fn in_table(document: &Document, table: &Table, lead: &RecordId) -> Self {
        Around::among(document, table.leads().cloned().collect(), lead)
    }

    /// A lead that a filter hides there is shown among those of its stage.
    fn among(document: &Document, mut leads: Vec<RecordId>, lead: &RecordId) -> Self {
        let tables = document.tables();
        if !leads.contains(lead) {
            leads = tables.leads.get(lead).map(|lead| document.column(&lead.stage)).unwrap_or_default();
        }
        let place = leads.iter().position(|other| other == lead).unwrap_or_default();
        let code = |at: Option<usize>| {
            let lead = tables.leads.get(leads.get(at?)?)?;
            (!lead.code.is_empty()).then(|| lead.code.clone())
        };
        let (previous, following) = (code(place.checked_sub(1)), code(place.checked_add(1)));
        Around { place: place + 1, count: leads.len(), previous, following }
    }
}
