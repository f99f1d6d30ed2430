//! Finding: an index over short records, and a query as a parent types it.
//!
//! Every record is folded once into long strings; a query is looked for in them from end to end. At the size of a
//! city (10,000 records, some megabytes) that costs a millisecond or two, needs no dictionary, and finds any part of any word,
//! which is what readers of Japanese expect.
//!
//! - [`index`]: the index and the ranking
//! - `gradual`: an index that is made while nobody waits for it
//! - [`query`]: what a typed word may stand for: itself, kana for romaji, the field's kanji for its reading
//! - [`meaning`]: the field's words for what a parent types
//! - [`records`]: what of a city's records is searched
//! - `signature`: which records can have a word at all
//! - `near`: words with a slip in them

mod gradual;
pub mod index;
pub mod meaning;
mod near;
pub mod query;
pub mod records;
mod signature;

pub use gradual::{Gradual, Records};
pub use index::{Builder, Document, Hit, Index, Meant, Results};
pub use meaning::Synonyms;
pub use query::highlight;
