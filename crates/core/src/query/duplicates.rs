//! Records that may be one, for somebody to decide on (SPEC DU1–DU5).

use std::collections::{BTreeMap, BTreeSet};

use super::companies::{CompanyIndex, MatchReason};
use crate::document::Tables;
use crate::model::{Collection, RecordId, normal_name, phone_key};
use crate::order;

/// Records of one collection that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicates {
    pub collection: Collection,
    /// Two or more, in the order of their ids.
    pub ids: Vec<RecordId>,
    /// Why, the surest first.
    pub reasons: Vec<MatchReason>,
}

/// Above this many with one key, each is compared with the next only: a number everybody has says little.
const MANY: usize = 24;

/// The name of the link that says two records are not one (SPEC DU3): the same on every device, whoever says it.
pub fn distinct_link(a: &RecordId, b: &RecordId) -> (RecordId, RecordId, RecordId) {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    (RecordId::new(format!("distinct/{first}/{second}")), first.clone(), second.clone())
}

/// Companies that may be one, then leads, each in the order of the first id.
pub fn duplicates(tables: &Tables) -> Vec<Duplicates> {
    let distinct: BTreeSet<(&RecordId, &RecordId)> = tables
        .links
        .iter()
        .filter(|(_, link)| link.kind == "distinct")
        .map(|(_, link)| if link.from <= link.to { (&link.from, &link.to) } else { (&link.to, &link.from) })
        .collect();
    let index = CompanyIndex::new(tables);
    let mut all = groups(Collection::Companies, index.alike(), &distinct);
    let mut by_title: BTreeMap<(&RecordId, String), Vec<RecordId>> = BTreeMap::new();
    let mut by_phone: BTreeMap<String, Vec<RecordId>> = BTreeMap::new();
    for (id, lead) in tables.leads.iter().filter(|(_, lead)| !lead.published) {
        let title = normal_name(&lead.title);
        if !lead.company.is_empty() && !title.is_empty() {
            by_title.entry((&lead.company, title)).or_default().push(id.clone());
        }
        let phone = phone_key(&lead.phone);
        if !phone.is_empty() {
            by_phone.entry(phone).or_default().push(id.clone());
        }
    }
    let titles = by_title.values().map(|ids| (MatchReason::Title, ids));
    let phones = by_phone.values().map(|ids| (MatchReason::Phone, ids));
    let leads = titles.chain(phones).filter(|(_, ids)| ids.len() > 1);
    all.extend(groups(Collection::Leads, leads, &distinct));
    all
}

/// What hangs together: A and B by name, B and C by phone are one set of three.
fn groups<'a>(
    collection: Collection,
    alike: impl Iterator<Item = (MatchReason, &'a Vec<RecordId>)>,
    distinct: &BTreeSet<(&RecordId, &RecordId)>,
) -> Vec<Duplicates> {
    let mut pairs: Vec<(&RecordId, &RecordId, MatchReason)> = Vec::new();
    for (reason, ids) in alike {
        let mut ids: Vec<&RecordId> = ids.iter().collect();
        order::sort_by(&mut ids, |a, b| a.cmp(b));
        let reach = if ids.len() > MANY { 1 } else { ids.len() };
        for (at, first) in ids.iter().enumerate() {
            for second in ids.iter().skip(at + 1).take(reach) {
                if !distinct.contains(&(*first, *second)) {
                    pairs.push((first, second, reason));
                }
            }
        }
    }
    // Each record points to another of its set, in the end to the first.
    let mut root: BTreeMap<&RecordId, &RecordId> = BTreeMap::new();
    for (a, b, _) in &pairs {
        let (a, b) = (top(&mut root, a), top(&mut root, b));
        let (first, second) = if a <= b { (a, b) } else { (b, a) };
        root.insert(first, first);
        root.insert(second, first);
    }
    let mut sets: BTreeMap<&RecordId, (BTreeSet<&RecordId>, BTreeSet<MatchReason>)> = BTreeMap::new();
    for (a, b, reason) in pairs {
        let (ids, reasons) = sets.entry(top(&mut root, a)).or_default();
        ids.extend([a, b]);
        reasons.insert(reason);
    }
    let whole = |(ids, reasons): (BTreeSet<&RecordId>, BTreeSet<MatchReason>)| Duplicates {
        collection,
        ids: ids.into_iter().cloned().collect(),
        reasons: reasons.into_iter().collect(),
    };
    sets.into_values().map(whole).collect()
}

fn top<'a>(root: &mut BTreeMap<&'a RecordId, &'a RecordId>, id: &'a RecordId) -> &'a RecordId {
    let mut now = id;
    let mut passed = Vec::new();
    while let Some(next) = root.get(now).copied().filter(|next| *next != now) {
        passed.push(now);
        now = next;
    }
    for one in passed {
        root.insert(one, now);
    }
    now
}
