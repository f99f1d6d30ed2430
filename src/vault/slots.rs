//! A text written so that a torn write leaves the former one: each save goes to a slot of its own, under a number that
//! grows and a checksum. The newest slot that is whole is the record; damaged ones are never written over.

use super::store::{Store, StoreError};
use crate::order;
use crc::{CRC_64_XZ, Crc};

/// All slots begin so; a number follows.
pub const PREFIX: &str = "tsunagi.family.";

/// What begins with one of these in the store is ours: what pages keep, and what the lists for other people's pages kept here in former
/// times (public/embed.js).
const OURS: [&str; 2] = ["tsunagi.", "tsunagi-list "];

/// Whether a key of the store is one of ours.
pub fn is_ours(key: &str) -> bool {
    OURS.iter().any(|ours| key.starts_with(ours))
}

const TITLE: &str = "tsunagi:slot\tframe:1\t";
const TITLE_OF_ANY: &str = "tsunagi:slot\tframe:";

/// The last number of a save. Behind the one above it the sum would see no NULs: it begins with all ones, which that number puts out.
pub const LAST: u64 = u64::MAX - 1;

/// One whole slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Grows with each save, up to [`LAST`].
    pub seq: u64,
    /// How the payload is locked ([`super::lock`]); empty for a plain one.
    pub lock: String,
    pub payload: String,
}

/// What was found under a slot's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    Whole(Frame),
    /// Written by a newer version.
    Newer,
    /// Not whole: the text as found.
    Damaged(String),
}

impl Frame {
    /// The text that is stored.
    pub fn text(&self) -> String {
        let Frame { seq, lock, payload } = self;
        format!("{TITLE}seq:{seq}\tlock:{lock}\tsum:{:016x}\n{payload}", self.sum())
    }

    /// CRC-64/XZ over everything that matters: it finds any single burst of up to 64 bits.
    fn sum(&self) -> u64 {
        static CRC: Crc<u64> = Crc::<u64>::new(&CRC_64_XZ);
        let mut digest = CRC.digest();
        digest.update(&self.seq.to_le_bytes());
        digest.update(&(self.lock.len() as u64).to_le_bytes());
        digest.update(self.lock.as_bytes());
        digest.update(self.payload.as_bytes());
        digest.finalize()
    }

    /// Reads what was stored.
    ///
    /// ```
    /// use tsunagi::vault::slots::{Frame, Slot};
    /// let frame = Frame { seq: 3, lock: String::new(), payload: "はる".into() };
    /// assert_eq!(Frame::read(&frame.text()), Slot::Whole(frame.clone()));
    /// assert!(matches!(Frame::read(&frame.text()[..40]), Slot::Damaged(_)));
    /// ```
    pub fn read(text: &str) -> Slot {
        let damaged = || Slot::Damaged(text.to_owned());
        let Some(rest) = text.strip_prefix(TITLE) else {
            let frame = text.strip_prefix(TITLE_OF_ANY).and_then(|t| t.split('\t').next()?.parse::<u32>().ok());
            return if frame.is_some_and(|f| f > 1) { Slot::Newer } else { damaged() };
        };
        let read = || {
            let (head, payload) = rest.split_once('\n')?;
            let mut cells = head.split('\t');
            let seq = cells.next()?.strip_prefix("seq:")?.parse().ok().filter(|seq| *seq <= LAST)?;
            let lock = cells.next()?.strip_prefix("lock:")?.to_owned();
            let sum = u64::from_str_radix(cells.next()?.strip_prefix("sum:")?, 16).ok()?;
            let frame = Frame { seq, lock, payload: payload.to_owned() };
            (cells.next().is_none() && frame.sum() == sum).then_some(frame)
        };
        read().map_or_else(damaged, Slot::Whole)
    }
}

/// The text of every slot of the store, by the number in its key.
pub fn texts(store: &impl Store) -> Result<Vec<(u32, String)>, StoreError> {
    let mut slots = Vec::new();
    for key in store.keys()? {
        let Some(number) = key.strip_prefix(PREFIX).and_then(|n| n.parse::<u32>().ok()) else { continue };
        // Another tab may have taken it away since.
        if let Some(text) = store.get(&key)? {
            slots.push((number, text));
        }
    }
    order::by_key(&mut slots, |(number, _)| *number);
    Ok(slots)
}

/// What the texts of slots are.
pub fn read_texts(texts: &[(u32, String)]) -> Vec<(u32, Slot)> {
    texts.iter().map(|(number, text)| (*number, Frame::read(text))).collect()
}

/// Every slot of the store, by the number in its key.
pub fn read_all(store: &impl Store) -> Result<Vec<(u32, Slot)>, StoreError> {
    Ok(read_texts(&texts(store)?))
}

/// The whole slots, the newest first.
pub fn whole(slots: &[(u32, Slot)]) -> Vec<(u32, &Frame)> {
    let mut whole: Vec<(u32, &Frame)> = slots
        .iter()
        .filter_map(|(number, slot)| match slot {
            Slot::Whole(frame) => Some((*number, frame)),
            _ => None,
        })
        .collect();
    order::by_key(&mut whole, |(_, frame)| std::cmp::Reverse(frame.seq));
    whole
}

/// What a save has to know of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Whole, with its number in the order of saves.
    Whole(u64),
    /// Not to be written over.
    Untouchable,
}

/// Why a save did not succeed. The former state stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteError {
    Store(StoreError),
    /// What was read back is not what was written.
    Torn,
}

/// What a save has changed: the slot written, and those taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub number: u32,
    pub text: String,
    pub seq: u64,
    pub removed: Vec<u32>,
}

/// Writes a payload as the newest slot, beside the newest whole one; older ones than these two go.
pub fn write(store: &impl Store, heads: &[(u32, Head)], lock: &str, payload: String) -> Result<Written, WriteError> {
    let mut whole: Vec<(u64, u32)> = heads
        .iter()
        .filter_map(|(number, head)| match head {
            Head::Whole(seq) => Some((*seq, *number)),
            Head::Untouchable => None,
        })
        .collect();
    // The newest first.
    order::by(&mut whole, |a, b| b.cmp(a));
    let seq = whole.first().map_or(1, |(newest, _)| newest.saturating_add(1).min(LAST));
    // The oldest of several whole ones is written over; a damaged one never is.
    let target = match whole.as_slice() {
        [_, .., (_, oldest)] => *oldest,
        _ => (0..).find(|n| !heads.iter().any(|(number, _)| number == n)).unwrap_or(u32::MAX),
    };
    let key = key(target);
    let text = Frame { seq, lock: lock.to_owned(), payload }.text();
    let written = store.set(&key, &text).map_err(WriteError::Store).and_then(|()| match store.get(&key) {
        Ok(Some(back)) if back == text => Ok(()),
        Ok(_) => Err(WriteError::Torn),
        Err(error) => Err(WriteError::Store(error)),
    });
    if let Err(error) = written {
        // Half a text of our own is of no use; if it can not be taken away, the checksum will tell.
        if !matches!(store.get(&key), Ok(Some(back)) if matches!(Frame::read(&back), Slot::Whole(_))) {
            let _ = store.remove(&key);
        }
        return Err(error);
    }
    let mut removed = Vec::new();
    for (_, number) in whole.iter().skip(1).filter(|(_, number)| *number != target) {
        if store.remove(&self::key(*number)).is_ok() {
            removed.push(*number);
        }
    }
    Ok(Written { number: target, text, seq, removed })
}

/// The key of a slot.
pub fn key(number: u32) -> String {
    format!("{PREFIX}{number}")
}
