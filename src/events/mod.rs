//! Events: the model, the days on which they come round, and how they go out to calendars and readers of news.
//!
//! - [`event`]: the model
//! - [`target`], [`booking`]: for whom it is, and until when one can book
//! - [`listing`]: which fall on which day
//! - [`filter`], [`month`]: what a family narrows the list down to, and the month as a sheet
//! - [`kept`]: those that a family keeps, and what has changed since it looked
//! - [`icalendar`]: for everyone's calendar
//! - [`feeds`]: Atom and JSON Feed
//! - [`jsonld`]: for search engines

pub mod booking;
pub mod event;
pub mod feeds;
pub mod filter;
pub mod icalendar;
pub mod jsonld;
pub mod kept;
pub mod listing;
pub mod month;
pub mod target;

pub use booking::{Booking, BookingDay, BookingState};
pub use event::{Event, Moved, Newcomers, Session, Status, Times};
pub use listing::{Held, Occurrence, Range, by_day, first_of_days, next_day, occurrences};
pub use month::Month;
pub use target::Target;

use crate::data::Catalog;
use std::collections::{HashMap, HashSet};

/// The events of each place, in the list's order: one look for all of them.
pub fn by_place(catalog: &Catalog) -> HashMap<&str, Vec<&Event>> {
    let mut all: HashMap<&str, Vec<&Event>> = HashMap::new();
    for event in &catalog.events {
        if let Some(place) = event.place_id.as_deref() {
            all.entry(place).or_default().push(event);
        }
    }
    all
}

/// The events that a feed is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of<'a> {
    All,
    /// Those held at a place, by its id.
    Place(&'a str),
    /// Those of a カテゴリー.
    Category(&'a str),
}

impl<'a> Of<'a> {
    /// Every one that has an event: all, the places in their order, the kinds in theirs.
    pub fn every(catalog: &'a Catalog) -> Vec<Of<'a>> {
        let held: HashSet<&str> = catalog.events.iter().filter_map(|e| e.place_id.as_deref()).collect();
        let places = catalog.places.iter().map(|p| p.id.as_str()).filter(|id| held.contains(id));
        let mut kinds: Vec<&str> =
            catalog.events.iter().map(|e| e.category.as_str()).filter(|name| !name.is_empty()).collect();
        crate::order::by(&mut kinds, |a, b| a.cmp(b));
        kinds.dedup();
        let kinds = kinds.into_iter().map(Of::Category);
        std::iter::once(Of::All).chain(places.map(Of::Place)).chain(kinds).collect()
    }

    /// Whether an event is among them.
    pub fn has(&self, event: &Event) -> bool {
        match self {
            Of::All => true,
            Of::Place(id) => event.place_id.as_deref() == Some(id),
            Of::Category(name) => event.category == *name,
        }
    }

    /// The name of the feed's file below the site's root, without its ending.
    ///
    /// ```
    /// use tsunagi::events::Of;
    /// assert_eq!(Of::Place("k990019002").file(), "feeds/place-k990019002");
    /// ```
    pub fn file(&self) -> String {
        match self {
            Of::All => "feeds/all".to_owned(),
            Of::Place(id) => format!("feeds/place-{id}"),
            Of::Category(name) => {
                // FNV-1a: a name in Japanese makes no address that one can read out.
                let hash = name.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
                format!("feeds/kind-{hash:08x}")
            }
        }
    }
}
