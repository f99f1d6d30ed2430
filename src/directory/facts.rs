//! The columns of a record that are understood but have no type of their own.

use crate::data::columns::Field;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A column that is understood but has no type of its own: its meaning and the text as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact<'a> {
    pub field: Field,
    pub value: &'a str,
}

/// Those of a record, in the order of its row. They are one text and how long each is in it: a large town has some hundred thousand of
/// them, and an old phone makes each text for itself.
///
/// ```
/// use tsunagi::data::columns::Field;
/// use tsunagi::directory::Facts;
/// let mut facts = Facts::default();
/// facts.push(Field::Fee, "無料");
/// facts.push(Field::Booking, "不要");
/// assert_eq!(facts.get(Field::Booking), Some("不要"));
/// assert_eq!(facts.iter().map(|fact| fact.value).collect::<Vec<_>>(), ["無料", "不要"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    text: String,
    /// How long the text of each is, in bytes.
    lengths: Vec<(Field, u32)>,
}

impl Facts {
    /// One more.
    pub fn push(&mut self, field: Field, value: &str) {
        self.text.push_str(value);
        // A cell of more than 4 GB is read by nobody.
        self.lengths.push((field, u32::try_from(value.len()).unwrap_or(u32::MAX)));
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Fact<'_>> {
        let mut from = 0_usize;
        self.lengths.iter().map(move |(field, length)| {
            let end = from + *length as usize;
            // Always there: each length is of what was put in.
            let value = self.text.get(from..end).unwrap_or_default();
            from = end;
            Fact { field: *field, value }
        })
    }

    /// The first of this meaning.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.iter().find(|fact| fact.field == field).map(|fact| fact.value)
    }
}

/// Pairs of meaning and text: beside its meaning a text is pressed smaller than among others.
impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|fact| (fact.field, fact.value)))
    }
}

/// From a format whose texts lie in what is read, as in a compact catalog.
impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Facts, D::Error> {
        let pairs: Vec<(Field, &'de str)> = Deserialize::deserialize(deserializer)?;
        let mut facts = Facts {
            text: String::with_capacity(pairs.iter().map(|(_, value)| value.len()).sum()),
            lengths: Vec::with_capacity(pairs.len()),
        };
        pairs.iter().for_each(|(field, value)| facts.push(*field, value));
        Ok(facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_put_in_comes_out(values in prop::collection::vec("\\PC{0,6}", 0..8)) {
            let mut facts = Facts::default();
            values.iter().for_each(|value| facts.push(Field::Note, value));
            prop_assert_eq!(facts.iter().map(|fact| fact.value).collect::<Vec<_>>(), values.iter().collect::<Vec<_>>());
            prop_assert_eq!(facts.get(Field::Note), values.first().map(String::as_str));
            prop_assert_eq!(facts.get(Field::Fee), None);
            let packed = postcard::to_extend(&facts, Vec::new()).expect("written");
            prop_assert_eq!(postcard::from_bytes::<Facts>(&packed).expect("read"), facts);
        }
    }
}
