//! Sorting, compiled once for all lists: the standard sort is made anew for every type of element, about four kilobytes of
//! WebAssembly each time. For lists that are short or sorted seldom; the search sorts for itself.

use std::cmp::Ordering;

/// Sorts a list; equal ones keep their order.
///
/// ```
/// let mut list = vec!["b", "a", "C"];
/// tsunagi::order::by(&mut list, |a, b| a.to_lowercase().cmp(&b.to_lowercase()));
/// assert_eq!(list, ["a", "b", "C"]);
/// ```
pub fn by<T>(list: &mut Vec<T>, mut compare: impl FnMut(&T, &T) -> Ordering) {
    let order = order(list.len(), &mut |a, b| compare(&list[a], &list[b]));
    let mut taken: Vec<Option<T>> = list.drain(..).map(Some).collect();
    // Each place is named once.
    list.extend(order.into_iter().filter_map(|at| taken[at].take()));
}

/// Sorts a list by a key; equal ones keep their order.
///
/// ```
/// let mut list = vec![(2, "x"), (1, "y"), (2, "a")];
/// tsunagi::order::by_key(&mut list, |(number, _)| *number);
/// assert_eq!(list, [(1, "y"), (2, "x"), (2, "a")]);
/// ```
pub fn by_key<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    by(list, |a, b| key(a).cmp(&key(b)));
}

fn order(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}
