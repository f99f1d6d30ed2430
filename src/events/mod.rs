//! Events: the model, and the days on which they come round.

pub mod event;
pub mod listing;

pub use event::{Event, Times};
pub use listing::{Occurrence, Range, by_day, next_day, occurrences};
