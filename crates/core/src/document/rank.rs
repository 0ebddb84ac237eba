//! Places inside a column: fractional indexes, so that two devices can put cards between others and merge.

use fractional_index::FractionalIndex;

use super::Document;
use super::draft::Draft;
use crate::model::RecordId;
use crate::order;

impl Document {
    /// The leads of a stage in their order (SPEC B2): by rank, equal ranks by id; published cases close the column.
    pub fn column(&self, stage: &RecordId) -> Vec<RecordId> {
        let mut leads: Vec<_> = self
            .tables
            .leads
            .iter()
            .filter(|(_, lead)| lead.stage == *stage)
            .map(|(id, lead)| (lead.published, lead.rank.as_str(), id))
            .collect();
        order::sort_by(&mut leads, Ord::cmp);
        leads.into_iter().map(|(_, _, id)| id.clone()).collect()
    }

    /// The rank above all others of a column, those that the draft is about to put there included.
    pub(super) fn rank_at_top(&self, stage: &RecordId, draft: &mut Draft) -> String {
        let first = match draft.tops.get(stage) {
            Some(rank) => Some(rank.clone()),
            None => self.movable(stage).min().map(|(rank, _)| rank.to_owned()),
        };
        let rank = between(None, first.as_deref());
        draft.tops.insert(stage.clone(), rank.clone());
        rank
    }

    /// The rank that puts `lead` above `before`, or at the end of the column.
    pub(super) fn rank_before(
        &self,
        lead: &RecordId,
        stage: &RecordId,
        before: Option<&RecordId>,
        draft: &mut Draft,
    ) -> String {
        // Without sorting the column: above is the greatest of those that are less.
        let others = || self.movable(stage).filter(|(_, id)| *id != lead);
        let below = before.and_then(|before| others().find(|(_, id)| *id == before));
        let above = others().filter(|other| below.is_none_or(|below| *other < below)).max();
        // Several leads that go to one end in one step keep their order.
        let low = draft
            .ends
            .get(&(stage.clone(), before.cloned()))
            .cloned()
            .or_else(|| above.map(|(rank, _)| rank.to_owned()));
        let rank = between(low.as_deref(), below.map(|(rank, _)| rank));
        draft.ends.insert((stage.clone(), before.cloned()), rank.clone());
        rank
    }

    /// Ranks for `count` leads at the end of a column, in their order.
    pub(super) fn ranks_at_end(&self, stage: &RecordId, count: usize) -> Vec<String> {
        let last = self.movable(stage).max().map(|(rank, _)| rank.to_owned());
        let mut ranks = vec![String::new(); count];
        spread(last.as_deref(), None, &mut ranks);
        ranks
    }

    /// The part of a column that has ranks, in no order: ranks and ids.
    fn movable(&self, stage: &RecordId) -> impl Iterator<Item = (&str, &RecordId)> {
        let leads = self.tables.leads.iter().filter(move |(_, lead)| !lead.published && lead.stage == *stage);
        leads.map(|(id, lead)| (lead.rank.as_str(), id))
    }

    /// The rank between two leads that stand one above the other, on whatever board; `None` when neither is known.
    pub(super) fn rank_between(&self, above: Option<&RecordId>, below: Option<&RecordId>) -> Option<String> {
        let rank = |id: Option<&RecordId>| id.and_then(|id| self.rank_of(id));
        let (low, high) = (rank(above), rank(below));
        (low.is_some() || high.is_some()).then(|| between(low.as_deref(), high.as_deref()))
    }

    fn rank_of(&self, id: &RecordId) -> Option<String> {
        self.tables.leads.get(id).map(|lead| lead.rank.clone())
    }
}

/// Fills a row of ranks from its middle: one after the other would make each longer than the one before.
fn spread(low: Option<&str>, high: Option<&str>, ranks: &mut [String]) {
    let middle = ranks.len() / 2;
    let (before, rest) = ranks.split_at_mut(middle);
    let Some((rank, after)) = rest.split_first_mut() else { return };
    *rank = between(low, high);
    spread(low, Some(rank), before);
    spread(Some(rank), high, after);
}

/// A rank between two others. Where they leave no room (equal, or not ranks at all) it is the one after the first:
/// order among equals is by id, and nothing is lost.
pub(super) fn between(low: Option<&str>, high: Option<&str>) -> String {
    let read = |text: &str| FractionalIndex::from_string(text).ok();
    let (low, high) = (low.and_then(read), high.and_then(read));
    let rank = match (&low, &high) {
        (None, None) => Some(FractionalIndex::default()),
        (None, Some(high)) => Some(FractionalIndex::new_before(high)),
        (Some(low), None) => Some(FractionalIndex::new_after(low)),
        (Some(low), Some(high)) => {
            FractionalIndex::new_between(low, high).or_else(|| Some(FractionalIndex::new_after(low)))
        }
    };
    rank.unwrap_or_default().to_string()
}
