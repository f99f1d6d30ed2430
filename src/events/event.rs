//! An event as one row of イベント一覧: once, over several days, or again and again.

use crate::calendar::{AgeRange, Date, Recurrence, TimeOfDay};
use crate::data::columns::Field;
use crate::directory::{Extra, Fact, Origin, Phone, Position, place};

/// The hours of a day's meeting; either end may be unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Times {
    pub start: Option<TimeOfDay>,
    pub end: Option<TimeOfDay>,
}

/// One event or one series.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: String,
    pub name: String,
    pub reading: String,
    /// カテゴリー as written.
    pub category: String,
    /// The first day, of the event or of the series. `None` where the file's date was not understood.
    pub start: Option<Date>,
    /// The last day, included.
    pub end: Option<Date>,
    pub times: Times,
    /// くりかえし, where it was understood.
    pub recurrence: Option<Recurrence>,
    /// 開催日一覧
    pub dates: Vec<Date>,
    /// Single days called off.
    pub cancelled_dates: Vec<Date>,
    /// The whole event called off.
    pub cancelled: bool,
    pub venue: String,
    pub address: String,
    pub position: Option<Position>,
    /// The place of our directory in which it is held.
    pub place_id: Option<String>,
    pub district: String,
    pub phones: Vec<Phone>,
    pub ages: Option<AgeRange>,
    /// 初めての方歓迎
    pub first_timers_welcome: bool,
    /// 申込不要: `Some(false)`; 要: `Some(true)`; `None` where nothing is said.
    pub booking_needed: Option<bool>,
    pub updated: Option<Date>,
    pub facts: Vec<Fact>,
    pub extras: Vec<Extra>,
    pub origin: Origin,
}

impl Event {
    /// The text of an understood column, where the file has one.
    pub fn fact(&self, field: Field) -> Option<&str> {
        place::fact(&self.facts, field)
    }

    /// Whether its name or summary says one of these words.
    pub fn mentions(&self, words: &[String]) -> bool {
        place::mentions(&self.name, self.fact(Field::Summary), words)
    }

    /// Whether it comes round by a rule or a list of days rather than once.
    pub fn repeats(&self) -> bool {
        self.recurrence.is_some() || self.dates.len() > 1
    }
}
