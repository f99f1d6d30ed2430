//! Finding: an index over short records, and a query as a parent types it.
//!
//! Every record is folded once into one long string; a query is looked for in it from end to end. At the size of a
//! city (10,000 records, some megabytes) that costs a millisecond or two, needs no dictionary, and finds any part of any word,
//! which is what readers of Japanese expect.
//!
//! - [`index`]: the index and the ranking
//! - [`query`]: what a typed word may stand for: itself, kana for romaji, the field's kanji for its reading

pub mod index;
pub mod query;

pub use index::{Document, Hit, Index, Results};
pub use query::highlight;
