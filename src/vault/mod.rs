//! What a family keeps in its browser: kept whole through killed tabs, full storage, two tabs and damaged bytes.
//!
//! - [`entry`]: one thing that is kept, as a line of LTSV
//! - [`book`]: all of them, and how two copies become one
//! - [`layout`]: the version of the layout, and the way from older ones
//! - [`store`]: what the browser offers, and how it can fail
//! - [`slots`]: a book written so that a torn write leaves the former one
//! - [`keeper`]: opening, changing, taking in other tabs' changes, forgetting
//! - [`lock`]: the record encrypted where it lies
//! - [`away`]: when it is locked again
//! - [`backup`]: a file for another phone: merge or replace, with a preview
//! - `seal` (feature `seal`): the backup file's encryption, in the age format

#[cfg(feature = "seal")]
pub mod seal;

pub mod away;
pub mod backup;
pub mod book;
pub mod entry;
pub mod keeper;
pub mod layout;
pub mod lock;
pub mod slots;
pub mod store;
