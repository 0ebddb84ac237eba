//! Sorting with one copy of the machine code. Every use of std's `sort_by` with another type costs 3 kB of wasm;
//! here the sort works on positions and only the reordering is generic.

use std::cmp::Ordering;

/// Stable: items that compare equal keep their order.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = {
        let at = |index: usize| items.get(index);
        positions(items.len(), &mut |a, b| match (at(a), at(b)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal,
        })
    };
    let mut slots: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|index| slots.get_mut(index).and_then(Option::take)));
}

/// By a key that is made anew for each comparison.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

fn positions(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_std_does_and_is_stable() {
        let items: Vec<(u32, usize)> = (0..500).map(|n| ((n * 7919 % 31) as u32, n)).collect();
        let (mut ours, mut std) = (items.clone(), items);
        sort_by_key(&mut ours, |item| item.0);
        std.sort_by_key(|item| item.0);
        assert_eq!(ours, std);
    }
}
