//! Lists that are unpacked when somebody first looks at them: a page shows places or events, and an old phone need not make ready those
//! of a large town that nobody asks for.

use crate::calendar::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, OnceLock, PoisonError};

/// What a list in a compact catalog is of: its dates move in a sample city.
pub trait Listed: DeserializeOwned {
    /// Moves its dates to around a day.
    fn roll(&mut self, today: Date);
}

/// A list, used as a `Vec`. In a compact catalog it is bytes of its own ([`postcard`]), which stay as they are until its records are
/// asked for; how many there are can be told without. Whoever reads such bytes has seen that they are whole (src/data/compact.rs): what
/// is no list is an empty one.
pub struct Later<T> {
    list: OnceLock<Vec<T>>,
    packed: Mutex<Vec<u8>>,
    /// The day to which its dates move.
    today: Option<Date>,
}

impl<T: Listed> Later<T> {
    fn list(&self) -> &Vec<T> {
        self.list.get_or_init(|| {
            let packed = std::mem::take(&mut *self.packed.lock().unwrap_or_else(PoisonError::into_inner));
            let mut list: Vec<T> = postcard::from_bytes(&packed).unwrap_or_default();
            if let Some(today) = self.today {
                list.iter_mut().for_each(|one| one.roll(today));
            }
            list
        })
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.list.get().map_or_else(
            || {
                let packed = self.packed.lock().unwrap_or_else(PoisonError::into_inner);
                // The list's own count stands first; each record has a byte at least.
                postcard::take_from_bytes::<usize>(&packed).map_or(0, |(count, rest)| count.min(rest.len()))
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
        Later { list: OnceLock::from(list), packed: Mutex::default(), today: None }
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

impl<T: Listed + Serialize> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let packed = postcard::to_extend(self.list(), Vec::new()).map_err(serde::ser::Error::custom)?;
        serializer.serialize_bytes(&packed)
    }
}

impl<'de, T> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Later<T>, D::Error> {
        let packed: &[u8] = Deserialize::deserialize(deserializer)?;
        Ok(Later { list: OnceLock::new(), packed: Mutex::new(packed.to_vec()), today: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Day(#[serde(with = "crate::calendar::days")] Option<Date>);

    impl Listed for Day {
        fn roll(&mut self, today: Date) {
            self.0 = Some(today);
        }
    }

    fn later(days: usize) -> Later<Day> {
        let list: Later<Day> = vec![Day(None); days].into();
        let packed = postcard::to_extend(&list, Vec::new()).expect("written");
        postcard::from_bytes(&packed).expect("read")
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
        let broken: Later<Day> = postcard::from_bytes(&[3, 250, 250, 250]).expect("bytes");
        assert!(broken.iter().next().is_none() && broken.is_empty());
        // One that says that it is longer than its bytes can be.
        let long: Later<Day> = postcard::from_bytes(&[3, 255, 127, 0]).expect("bytes");
        assert_eq!((long.len(), long.iter().count(), long.len()), (1, 0, 0));
    }
}
