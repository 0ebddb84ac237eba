use std::cmp::Ordering;
use std::rc::Rc;
use std::sync::Arc;

use crate::document::Tables;
use crate::model::{Day, Lead, RecordId};
use crate::order;

/// What the board must know of a lead to place it and to reserve its room, without drawing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: RecordId,
    pub published: bool,
    /// Whether a blocker stands: one line more.
    pub blocked: bool,
    pub due: Option<Day>,
    /// About how wide the title is, in hundredths of its font's size.
    pub title_width: u32,
}

/// Every lead in the order of a column (SPEC B2), kept between two looks at the document: what did not change is
/// neither read nor sorted again.
#[derive(Debug, Default)]
pub struct Shelf {
    /// In the order of their ids, as the table has them.
    known: Vec<Slot>,
    /// Places in `known`, in the order of the board.
    order: Vec<u32>,
}

#[derive(Debug)]
struct Slot {
    lead: Rc<Lead>,
    entry: Arc<Entry>,
    /// The beginning of the rank as a number: most comparisons end there.
    rank: u64,
}

/// From so many changed leads on, sorting anew is quicker than putting each in its place.
const MANY: usize = 256;
const GONE: u32 = u32::MAX;

impl Shelf {
    /// Catches up with the document.
    pub fn follow(&mut self, tables: &Tables) {
        let mut old = std::mem::take(&mut self.known).into_iter().enumerate().peekable();
        let mut now_at = vec![GONE; old.len()];
        let mut known = Vec::with_capacity(tables.leads.len());
        let mut changed: Vec<u32> = Vec::new();
        let mut blocked = tables.blocked_leads().peekable();
        for (id, lead) in tables.leads.iter() {
            while blocked.next_if(|other| *other < id).is_some() {}
            let is_blocked = blocked.peek().is_some_and(|other| *other == id);
            // Ones that are gone stand before the one that is here.
            while old.next_if(|(_, slot)| !Rc::ptr_eq(&slot.lead, lead) && slot.entry.id < *id).is_some() {}
            let same = |slot: &Slot| Rc::ptr_eq(&slot.lead, lead) && slot.entry.blocked == is_blocked;
            let at = u32::try_from(known.len()).unwrap_or(GONE);
            if let Some((before, slot)) = old.next_if(|(_, slot)| same(slot)) {
                if let Some(place) = now_at.get_mut(before) {
                    *place = at;
                }
                known.push(slot);
            } else {
                old.next_if(|(_, slot)| slot.entry.id == *id);
                changed.push(at);
                known.push(Slot::of(id, lead, is_blocked));
            }
        }
        self.known = known;
        if changed.is_empty() && !now_at.contains(&GONE) {
            return;
        }
        if changed.len() > MANY {
            self.order = (0..u32::try_from(self.known.len()).unwrap_or(0)).collect();
            let (known, mut order) = (&self.known, std::mem::take(&mut self.order));
            order::sort_by(&mut order, |a, b| compare(known, *a, *b));
            self.order = order;
            return;
        }
        let mut order = std::mem::take(&mut self.order);
        order.retain_mut(|place| {
            *place = now_at.get(*place as usize).copied().unwrap_or(GONE);
            *place != GONE
        });
        for place in changed {
            let at = order.partition_point(|other| compare(&self.known, *other, place) == Ordering::Less);
            order.insert(at, place);
        }
        self.order = order;
    }

    /// The leads in their order.
    pub(super) fn leads(&self) -> impl Iterator<Item = (&Lead, &Arc<Entry>)> {
        self.order.iter().filter_map(|place| self.known.get(*place as usize)).map(|slot| (&*slot.lead, &slot.entry))
    }
}

impl Slot {
    fn of(id: &RecordId, lead: &Rc<Lead>, blocked: bool) -> Self {
        let entry = Entry {
            id: id.clone(),
            published: lead.published,
            blocked,
            due: lead.due,
            title_width: width_of(&lead.title),
        };
        Slot { lead: lead.clone(), entry: Arc::new(entry), rank: beginning(&lead.rank) }
    }
}

/// By rank, equal ranks by id, published cases last (SPEC B2).
fn compare(known: &[Slot], a: u32, b: u32) -> Ordering {
    let (Some(a), Some(b)) = (known.get(a as usize), known.get(b as usize)) else { return Ordering::Equal };
    (a.entry.published, a.rank).cmp(&(b.entry.published, b.rank)).then_with(|| {
        // Equal beginnings: the whole of them decides.
        (a.lead.rank.as_str(), &a.entry.id).cmp(&(b.lead.rank.as_str(), &b.entry.id))
    })
}

fn beginning(rank: &str) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(rank.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(bytes)
}

/// About the width of a text in hundredths of its font's size: a Chinese character is as wide as it is high and has
/// three bytes, Latin letters are as wide as a bold sans serif has them. By bytes, since it is asked of every lead of a
/// workspace.
fn width_of(text: &str) -> u32 {
    text.bytes().map(|byte| WIDTHS.get(usize::from(byte)).copied().map_or(34, u32::from)).sum()
}

/// Of each ASCII character.
const WIDTHS: [u8; 128] = {
    let mut widths = [60; 128];
    let mut byte = 0;
    while byte < 128 {
        #[allow(clippy::cast_possible_truncation)]
        let width = match byte as u8 {
            b' ' => 24,
            b'i' | b'j' | b'l' | b'I' | b'.' | b',' | b';' | b':' | b'\'' | b'|' | b'!' => 32,
            b'f' | b'r' | b't' | b'(' | b')' | b'-' | b'/' | b'"' => 41,
            b'm' | b'w' | b'M' | b'W' | b'&' | b'@' | b'%' => 90,
            b'A'..=b'Z' => 70,
            _ => 60,
        };
        widths[byte] = width;
        byte += 1;
    }
    widths
};
