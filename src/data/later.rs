//! Lists that are unpacked when somebody first looks at them: a page shows places or events, and an old phone need not make ready those
//! of a large town that nobody asks for. Those that a page can be used without may not even have come yet.

use crate::calendar::Date;
use serde::de::DeserializeOwned;
use std::fmt;
use std::ops::{Deref, DerefMut, Range};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What a list in a compact catalog is of: its dates move in a sample city.
pub trait Listed: DeserializeOwned {
    /// Moves its dates to around a day.
    fn roll(&mut self, today: Date);
}

/// A list, used as a `Vec`. In a compact catalog it is a piece of the file that it came in ([`postcard`]), which stays as it is until its
/// records are asked for; how many there are can be told without. Whoever reads such bytes has seen that they are whole
/// (src/data/compact.rs): what is no list is an empty one.
pub struct Later<T> {
    list: OnceLock<Vec<T>>,
    packed: Mutex<Packed>,
    /// The day to which its dates move.
    today: Option<Date>,
    /// What is seen of a list that has not come.
    none: Vec<T>,
}

/// What there is of a list before it is unpacked.
enum Packed {
    /// So many records, which have not come.
    Counted(usize),
    /// A piece of a file.
    Here(Arc<Vec<u8>>, Range<usize>),
}

impl<T> Later<T> {
    fn new(list: OnceLock<Vec<T>>, packed: Packed) -> Later<T> {
        Later { list, packed: Mutex::new(packed), today: None, none: Vec::new() }
    }

    /// A list that lies in a file.
    pub(super) fn packed(file: &Arc<Vec<u8>>, at: Range<usize>) -> Later<T> {
        Later::new(OnceLock::new(), Packed::Here(Arc::clone(file), at))
    }

    /// A list of which is known how long it is. It is empty to look at until it comes ([`Later::fill`]).
    pub(super) fn counted(count: usize) -> Later<T> {
        Later::new(OnceLock::new(), Packed::Counted(count))
    }

    /// What had not come has. A list that is here stays as it is.
    pub(super) fn fill(&self, file: &Arc<Vec<u8>>, at: Range<usize>) {
        let mut packed = self.packed.lock().unwrap_or_else(PoisonError::into_inner);
        if self.list.get().is_none() && matches!(*packed, Packed::Counted(_)) {
            *packed = Packed::Here(Arc::clone(file), at);
        }
    }
}

/// How many records a list in a compact catalog has: its own count stands first; each record has a byte at least.
fn count(packed: &[u8]) -> usize {
    postcard::take_from_bytes::<usize>(packed).map_or(0, |(count, rest)| count.min(rest.len()))
}

impl<T: Listed> Later<T> {
    fn list(&self) -> &Vec<T> {
        if let Some(list) = self.list.get() {
            return list;
        }
        let mut packed = self.packed.lock().unwrap_or_else(PoisonError::into_inner);
        let Packed::Here(file, at) = &*packed else { return self.list.get().unwrap_or(&self.none) };
        let mut list: Vec<T> =
            file.get(at.clone()).and_then(|bytes| postcard::from_bytes(bytes).ok()).unwrap_or_default();
        if let Some(today) = self.today {
            list.iter_mut().for_each(|one| one.roll(today));
        }
        // The file is let go with the last of its lists.
        *packed = Packed::Counted(list.len());
        self.list.get_or_init(|| list)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.list.get().map_or_else(
            || match &*self.packed.lock().unwrap_or_else(PoisonError::into_inner) {
                Packed::Counted(count) => *count,
                Packed::Here(file, at) => file.get(at.clone()).map_or(0, count),
            },
            Vec::len,
        )
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Moves its dates to around a day, once they are there.
    pub(super) fn roll(&mut self, today: Date) {
        match self.list.get_mut() {
            Some(list) => list.iter_mut().for_each(|one| one.roll(today)),
            None => self.today = Some(today),
        }
    }

    /// Its records.
    pub fn into_vec(self) -> Vec<T> {
        self.list();
        self.list.into_inner().unwrap_or_default()
    }
}

impl<T> From<Vec<T>> for Later<T> {
    fn from(list: Vec<T>) -> Later<T> {
        Later::new(OnceLock::from(list), Packed::Counted(0))
    }
}

impl<T> Default for Later<T> {
    fn default() -> Later<T> {
        Vec::new().into()
    }
}

impl<T: Listed> Deref for Later<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        self.list()
    }
}

impl<T: Listed> DerefMut for Later<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        self.list();
        // One that has not come begins anew.
        self.list.get_or_init(Vec::new);
        self.list.get_mut().expect("put there in the line above")
    }
}

impl<T: Listed + Clone> Clone for Later<T> {
    fn clone(&self) -> Later<T> {
        self.list().clone().into()
    }
}

impl<T: Listed + PartialEq> PartialEq for Later<T> {
    fn eq(&self, other: &Later<T>) -> bool {
        self.list() == other.list()
    }
}

impl<T: Listed + fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.list().fmt(f)
    }
}

impl<'a, T: Listed> IntoIterator for &'a Later<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list().iter()
    }
}

impl<'a, T: Listed> IntoIterator for &'a mut Later<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        (**self).iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Day(#[serde(with = "crate::calendar::days")] Option<Date>);

    impl Listed for Day {
        fn roll(&mut self, today: Date) {
            self.0 = Some(today);
        }
    }

    fn file(days: usize) -> Arc<Vec<u8>> {
        Arc::new(postcard::to_extend(&vec![Day(None); days], Vec::new()).expect("written"))
    }

    fn later(days: usize) -> Later<Day> {
        let file = file(days);
        Later::packed(&file, 0..file.len())
    }

    #[test]
    fn it_is_counted_before_it_is_unpacked_and_then_what_it_was() {
        for count in [0, 1, 3, 200] {
            let list = later(count);
            assert_eq!((list.len(), list.is_empty(), list.list.get().is_none()), (count, count == 0, true));
            assert_eq!(list, vec![Day(None); count].into());
            assert_eq!((list.len(), list.iter().count(), list.into_vec().len()), (count, count, count));
        }
    }

    #[test]
    fn dates_that_are_to_move_have_moved_whenever_it_is_unpacked() {
        let today = Date::from_ymd_opt(2026, 11, 24).expect("a day");
        let (mut before, mut after) = (later(2), later(2));
        before.roll(today);
        assert_eq!(after.len() + after.iter().count(), 4);
        after.roll(today);
        after.push(Day(None));
        assert_eq!(before[1], Day(Some(today)));
        assert_eq!(*after, [Day(Some(today)), Day(Some(today)), Day(None)]);
    }

    #[test]
    fn what_is_no_list_is_an_empty_one() {
        let file = Arc::new(vec![3, 250, 250, 250]);
        for at in [0..4, 2..9, 4..4] {
            let broken: Later<Day> = Later::packed(&file, at);
            assert!(broken.iter().next().is_none() && broken.is_empty());
        }
        // One that says that it is longer than its bytes can be.
        let file = Arc::new(vec![255, 127, 0]);
        let long: Later<Day> = Later::packed(&file, 0..3);
        assert_eq!((long.len(), long.iter().count(), long.len()), (1, 0, 0));
    }

    #[test]
    fn one_that_has_not_come_is_counted_and_empty_to_look_at_until_it_comes() {
        let today = Date::from_ymd_opt(2026, 11, 24).expect("a day");
        let mut list: Later<Day> = Later::counted(3);
        list.roll(today);
        assert_eq!((list.len(), list.iter().count(), list.len()), (3, 0, 3));
        let came = file(3);
        list.fill(&came, 0..came.len());
        assert_eq!(*list, vec![Day(Some(today)); 3]);
        // What is here stays as it is, and the file goes with the last that needs it.
        list.fill(&file(5), 0..1);
        assert_eq!((list.len(), Arc::strong_count(&came)), (3, 1));
        let mut another: Later<Day> = Later::counted(2);
        another.push(Day(None));
        another.fill(&came, 0..came.len());
        assert_eq!(*another, [Day(None)]);
    }
}
