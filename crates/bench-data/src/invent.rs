//! Invents a workspace: leads, companies, officers. The same seed gives the same one, to the letter.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::chance::Chance;
use crate::words::{
    CHAIN, FIELD_EN, FIELD_ZH, FIRST_EN, FIRST_ZH, FORM_ZH, NEXT, NOTE_A, NOTE_B, ORIGIN, PROJECT_EN, PROJECT_ZH, ROLE,
    SHAPE_EN, SHAPE_ZH, SURNAME,
};

/// A lead with 20 fields, none of them empty, besides its id. The names are those of the records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lead {
    pub id: String,
    pub code: String,
    pub title: String,
    pub company: String,
    pub stage: String,
    pub stage_since: String,
    pub rank: String,
    pub industry: String,
    pub chain_node: String,
    pub zone: String,
    pub officer: String,
    pub priority: String,
    pub source: String,
    pub planned: String,
    pub contact: String,
    pub phone: String,
    pub email: String,
    pub next_step: String,
    pub due: String,
    pub note: String,
    pub reported_on: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Company {
    pub id: String,
    pub name: String,
    pub origin: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Officer {
    pub id: String,
    pub name: String,
    pub disc: String,
    pub zone: String,
}

/// What a workspace holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    pub leads: Vec<Lead>,
    pub companies: Vec<Company>,
    pub officers: Vec<Officer>,
}

const STAGES: [(&str, usize); 8] = [
    ("stage/prospect", 30),
    ("stage/lead", 25),
    ("stage/screened", 15),
    ("stage/in-talks", 14),
    ("stage/signed", 6),
    ("stage/landed", 5),
    ("stage/operating", 3),
    ("stage/aftercare", 2),
];
const INDUSTRIES: &[&str] = &["industry/digital", "industry/life-health", "industry/culture", "industry/finance"];
const SOURCES: &[&str] = &[
    "source/overseas-roadshow",
    "source/national-roadshow",
    "source/ciie",
    "source/chain-leader",
    "source/assigned",
    "source/agency",
    "source/existing",
    "source/website",
    "source/visit",
];
const PRIORITIES: &[&str] = &["priority/high", "priority/normal", "priority/normal", "priority/low"];

/// As many leads as asked for, at four companies to five leads.
pub fn book(leads: usize, seed: u64) -> Book {
    let mut chance = Chance::new(seed);
    // Ids are what tabs give: their author in hex, and a count. A workspace of years was filled by many tabs.
    let tabs: Vec<u64> = (0..leads / 40 + 1).map(|_| chance.next() >> 11).collect();
    let mut minted = vec![0_u32; tabs.len()];
    let mut id = |chance: &mut Chance| {
        let tab = chance.below(tabs.len());
        let count = minted.get_mut(tab).map_or(0, |count| {
            *count += 1;
            *count
        });
        format!("{:x}-{count}", tabs.get(tab).copied().unwrap_or_default())
    };

    let officers: Vec<Officer> = (0..24)
        .map(|n| Officer {
            id: id(&mut chance),
            name: format!("专员{:02}", n + 1),
            disc: format!("{}", n + 1),
            zone: format!("zone/zone-{}", n % 5 + 1),
        })
        .collect();
    let companies: Vec<Company> = (0..(leads * 4).div_ceil(5))
        .map(|n| Company {
            id: id(&mut chance),
            name: company(&mut chance, n + 1),
            origin: chance.pick(ORIGIN).to_owned(),
        })
        .collect();

    let mut titles = BTreeSet::new();
    let leads = (0..leads)
        .map(|n| {
            let officer = &officers[chance.below(officers.len())];
            // Each company has a lead; every fifth lead is another one of some company.
            let company = if n < companies.len() { n } else { chance.below(companies.len()) };
            let reported = 19_000 + n * 700 / leads.max(1);
            let since = reported + chance.below(120);
            let surname = chance.pick(SURNAME);
            let mut title = project(&mut chance);
            // A name is not used twice.
            if !titles.insert(title.clone()) {
                title = format!("{title} {}", n + 1);
                titles.insert(title.clone());
            }
            Lead {
                id: id(&mut chance),
                code: format!("{}-{:03}{}", day(reported).replace('-', ""), n % 1000, ["KP", "QT", "BX", "MD"][n % 4]),
                title,
                company: companies[company].id.clone(),
                stage: stage(&mut chance),
                stage_since: day(since),
                rank: format!("{:04x}80", n * 6 + chance.below(6)),
                industry: chance.pick(INDUSTRIES).to_owned(),
                chain_node: chance.pick(CHAIN).to_owned(),
                zone: officer.zone.clone(),
                officer: officer.id.clone(),
                priority: chance.pick(PRIORITIES).to_owned(),
                source: chance.pick(SOURCES).to_owned(),
                planned: amount(&mut chance),
                contact: format!("{surname}{}", chance.pick(ROLE)),
                // 100 begins no number in use.
                phone: format!("100{:08}", chance.below(100_000_000)),
                email: format!("contact{}@example{:04}.com", chance.below(90) + 10, company + 1),
                next_step: chance.pick(NEXT).to_owned(),
                due: day(since + 3 + chance.below(40)),
                note: note(&mut chance),
                reported_on: day(reported),
            }
        })
        .collect();
    Book { leads, companies, officers }
}

fn company(chance: &mut Chance, number: usize) -> String {
    if chance.one_in(5) {
        format!("Example Company {number:04} {} {}", chance.pick(FIRST_EN), chance.pick(FIELD_EN))
    } else {
        format!("示例企业 {number:04} {}{}{}", chance.pick(FIRST_ZH), chance.pick(FIELD_ZH), chance.pick(FORM_ZH))
    }
}

fn project(chance: &mut Chance) -> String {
    if chance.one_in(5) {
        format!("{} {} of {}", chance.pick(PROJECT_EN), chance.pick(SHAPE_EN), chance.pick(FIRST_EN))
    } else {
        format!("{}{}{}", chance.pick(FIRST_ZH), chance.pick(PROJECT_ZH), chance.pick(SHAPE_ZH))
    }
}

/// With figures of its own, as real notes have: text that repeats itself would flatter whatever compresses it.
fn note(chance: &mut Chance) -> String {
    let (month, date, area) = (chance.below(12) + 1, chance.below(28) + 1, (chance.below(900) + 20) * 10);
    let (first, then) = (chance.pick(NOTE_A), chance.pick(NOTE_B));
    let (surname, role) = (chance.pick(SURNAME), chance.pick(ROLE));
    format!("{month}月{date}日{surname}{role}来谈：{first}，要 {area} 平方米；{then}。")
}

fn stage(chance: &mut Chance) -> String {
    let mut left = chance.below(STAGES.iter().map(|(_, share)| share).sum());
    for (stage, share) in STAGES {
        if left < share {
            return stage.to_owned();
        }
        left -= share;
    }
    STAGES[0].0.to_owned()
}

fn amount(chance: &mut Chance) -> String {
    let round = (chance.below(900) + 10) as u64;
    match chance.below(10) {
        0 | 1 => format!("USD {}", round * 100_000),
        _ => format!("CNY {}", round * 1_000_000),
    }
}

/// The date this many days after 1970-01-01 (Howard Hinnant's civil_from_days, for days after 0000-03-01).
pub fn day(days: usize) -> String {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let date = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + usize::from(month <= 2);
    format!("{year}-{month:02}-{date:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_workspace() {
        assert_eq!(book(300, 1), book(300, 1));
        assert_ne!(book(300, 1), book(300, 2));
    }

    #[test]
    fn every_lead_has_twenty_full_fields_and_a_name_of_its_own() {
        let book = book(10_000, 1);
        let mut seen = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
        for lead in &book.leads {
            let fields = serde_json::to_value(lead).unwrap_or_default();
            let full = fields.as_object().into_iter().flatten().filter(|(_, value)| value.as_str() != Some("")).count();
            assert_eq!(full, 21, "20 fields and the id: {fields}");
            for (set, value) in seen.iter_mut().zip([&lead.id, &lead.title, &lead.code]) {
                assert!(set.insert(value.clone()), "{value} twice");
            }
        }
        let names: BTreeSet<&String> = book.companies.iter().map(|company| &company.name).collect();
        assert_eq!((names.len(), book.companies.len()), (8000, 8000));
    }

    #[test]
    fn days_are_dates() {
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(19_000), "2022-01-08");
        assert_eq!(day(19_782), "2024-02-29");
    }
}
