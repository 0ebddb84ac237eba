//! Laws of merging (SPEC R3, R8, F2, F3, U1): whatever three laptops do, in whatever order they merge.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::files::{by, file, laptops, now, read, records_only};
use common::{stage, workspace};
use landfall_core::document::{Capture, Command, Document, LeadField};
use landfall_core::model::RecordId;
use proptest::prelude::*;

/// Something done on one laptop.
#[derive(Debug, Clone)]
enum Deed {
    Capture(u8),
    Note(u8, u8),
    Move(u8, u8),
    Remove(u8),
    Undo,
    Merge(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (0..4u8).prop_map(Deed::Capture),
        4 => (any::<u8>(), any::<u8>()).prop_map(|(lead, n)| Deed::Note(lead, n)),
        3 => (any::<u8>(), 0..8u8).prop_map(|(lead, to)| Deed::Move(lead, to)),
        1 => any::<u8>().prop_map(Deed::Remove),
        1 => Just(Deed::Undo),
        2 => (0..3usize).prop_map(Deed::Merge),
    ]
}

const STAGES: [&str; 8] = ["prospect", "lead", "screened", "in-talks", "signed", "landed", "operating", "aftercare"];

fn act(documents: &mut [Document; 3], at: usize, deed: &Deed) {
    let who = by(["甲", "乙", "丙"][at]);
    if let Deed::Merge(from) = deed {
        let text = file(&documents[*from]);
        let command = Command::Merge(Box::new(read(&text)));
        documents[at].dispatch(command, &who).unwrap();
        return;
    }
    let document = &mut documents[at];
    let leads: Vec<RecordId> = document.tables().leads.iter().map(|(id, _)| id.clone()).collect();
    let pick = |number: &u8| leads.get(usize::from(*number) % leads.len().max(1)).cloned();
    let command = match deed {
        Deed::Capture(n) => Some(Command::Capture(Capture {
            title: format!("线索 {n}"),
            company: format!("示例企业 {n}"),
            ..Capture::default()
        })),
        Deed::Note(lead, n) => {
            pick(lead).map(|lead| Command::EditLead { lead, field: LeadField::Note(format!("{at}/{n}")) })
        }
        Deed::Move(lead, to) => {
            pick(lead).map(|lead| Command::MoveLead { lead, to: stage(STAGES[usize::from(*to)]), before: None })
        }
        Deed::Remove(lead) => pick(lead).map(|lead| Command::RemoveLead { lead }),
        Deed::Undo => {
            document.undo(&who);
            None
        }
        Deed::Merge(_) => None,
    };
    if let Some(command) = command {
        document.dispatch(command, &who).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// R3, R8: three laptops edit, merge and undo in any order; after everybody has everything they are byte-equal and
    /// show the same conflicts.
    #[test]
    fn r3_laptops_that_merge_in_any_order_agree(deeds in prop::collection::vec((0..3usize, deed()), 1..30)) {
        let mut documents = laptops();
        for (at, deed) in &deeds { act(&mut documents, *at, deed); }
        let updates = documents.each_ref().map(Document::encode);
        for (at, order) in [[1, 2, 1], [2, 0, 2], [0, 1, 0]].into_iter().enumerate() {
            for from in order { documents[at].merge(&updates[from]).unwrap(); }
        }
        let [one, two, three] = &documents;
        prop_assert!(one.canonical() == two.canonical(), "the same bytes");
        prop_assert!(two.canonical() == three.canonical(), "the same bytes");
        prop_assert_eq!(one.tables(), three.tables());
        prop_assert_eq!(one.conflicts(), two.conflicts());
        prop_assert_eq!(two.conflicts(), three.conflicts());
        for conflict in one.conflicts() {
            prop_assert!(conflict.sides.len() > 1);
        }
    }

    /// F2, F3: export and import are each other's inverse, with the document and without.
    #[test]
    fn f3_export_and_import_are_inverse(deeds in prop::collection::vec((Just(0usize), deed()), 1..20)) {
        let mut documents = laptops();
        for (at, deed) in &deeds { act(&mut documents, *at, deed); }
        let document = &mut documents[0];
        for text in [file(document), records_only(document)] {
            let mut fresh = workspace(8);
            let incoming = read(&text);
            prop_assert!(incoming.problems.is_empty());
            fresh.dispatch(Command::Merge(Box::new(incoming)), &now()).unwrap();
            prop_assert_eq!(fresh.tables(), document.tables());
            let (bytes, steps) = (document.encode(), document.log().len());
            document.dispatch(Command::Merge(Box::new(read(&text))), &now()).unwrap();
            prop_assert_eq!((document.encode(), document.log().len()), (bytes, steps));
        }
    }

    /// U1 with merges: any steps, files merged among them, and as many undos give the same records.
    #[test]
    fn u1_merges_can_be_undone_like_any_step(mine in prop::collection::vec(deed(), 1..12), theirs in prop::collection::vec(deed(), 1..12)) {
        let mut documents = laptops();
        for deed in theirs.iter().filter(|deed| !matches!(deed, Deed::Merge(_))) { act(&mut documents, 1, deed); }
        let start = documents[0].tables().clone();
        for deed in mine.iter().filter(|deed| !matches!(deed, Deed::Undo)) {
            let deed = if matches!(deed, Deed::Merge(_)) { Deed::Merge(1) } else { deed.clone() };
            act(&mut documents, 0, &deed);
        }
        let end = documents[0].tables().clone();
        let mut undone = 0;
        while documents[0].undo(&now()).is_some() { undone += 1; }
        prop_assert_eq!(documents[0].tables(), &start);
        for _ in 0..undone { documents[0].redo(&now()); }
        prop_assert_eq!(documents[0].tables(), &end);
    }
}
