//! Invents a timeline: events of ten years, in all kinds. The same seed gives the same ones, to the letter.

use serde::Serialize;

use crate::chance::Chance;
use crate::invent::day;
use crate::words::{FIELD_EN, FIELD_ZH, FIRST_EN, FIRST_ZH, ORIGIN};

/// An event as a file has it. The names are those of the records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    pub id: String,
    pub title_zh: String,
    pub title_en: String,
    pub kind: String,
    pub zone: String,
    pub industry: String,
    pub places_zh: String,
    pub start: String,
    /// Not there: nobody says when it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    pub sample: bool,
}

/// The kinds, and what share of the events they have.
const KINDS: [(&str, &str, &str, usize); 7] = [
    ("overseas", "出海推介", "roadshow overseas", 10),
    ("national", "国内推介", "national roadshow", 20),
    ("season", "推介季", "promotion season", 4),
    ("launch", "揭牌", "launch", 8),
    ("round-table", "圆桌", "round table", 24),
    ("reception", "请进来", "reception", 24),
    ("training", "培训", "training", 10),
];
const INDUSTRIES: [&str; 4] = ["digital", "life-health", "culture", "finance"];
/// 2014-01-01, in days since 1970.
const FIRST_DAY: usize = 16_071;
/// Ten years.
const DAYS: usize = 3_652;

/// So many events, in the order of their start. Six in ten have one day, three in ten more, one has no stated end.
pub fn events(count: usize, seed: u64) -> Vec<Event> {
    let mut chance = Chance::new(seed);
    (0..count)
        .map(|n| {
            let (kind, kind_zh, kind_en, _) = kind(&mut chance);
            let start = FIRST_DAY + n * DAYS / count.max(1);
            let length = match chance.below(10) {
                0..6 => Some(0),
                6..9 if kind == "season" => Some(20 + chance.below(40)),
                6..9 => Some(1 + chance.below(10)),
                _ => None,
            };
            let (first_zh, field_zh) = (chance.pick(FIRST_ZH), chance.pick(FIELD_ZH));
            let (first_en, field_en) = (chance.pick(FIRST_EN), chance.pick(FIELD_EN));
            Event {
                id: format!("bench-event-{n:05}"),
                title_zh: format!("示例 {first_zh}{field_zh}{kind_zh} {}", n + 1),
                title_en: format!("Sample: {first_en} {field_en} {kind_en} {}", n + 1),
                kind: format!("event-kind/{kind}"),
                zone: format!("zone/zone-{}", chance.below(5) + 1),
                industry: format!("industry/{}", chance.pick(&INDUSTRIES)),
                places_zh: chance.pick(ORIGIN).to_owned(),
                start: day(start),
                end: length.map(|length| day(start + length)),
                sample: true,
            }
        })
        .collect()
}

fn kind(chance: &mut Chance) -> (&'static str, &'static str, &'static str, usize) {
    let mut left = chance.below(KINDS.iter().map(|kind| kind.3).sum());
    for kind in KINDS {
        if left < kind.3 {
            return kind;
        }
        left -= kind.3;
    }
    KINDS[0]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ten_years_of_every_kind_and_shape() {
        let all = events(10_000, 1);
        assert_eq!(all, events(10_000, 1));
        assert_eq!((all[0].start.as_str(), all[9_999].start.as_str()), ("2014-01-01", "2023-12-31"));
        let kinds: BTreeSet<&String> = all.iter().map(|event| &event.kind).collect();
        assert_eq!(kinds.len(), 7);
        let open = all.iter().filter(|event| event.end.is_none()).count();
        let of_one_day = all.iter().filter(|event| event.end.as_ref() == Some(&event.start)).count();
        assert!((800..1200).contains(&open) && (5700..6300).contains(&of_one_day), "{open}, {of_one_day}");
        assert!(all.iter().all(|event| event.title_zh.starts_with("示例")));
    }
}
