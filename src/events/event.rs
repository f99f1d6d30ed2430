//! An event as one row of イベント一覧: once, over several days, or again and again.
//!
//! All days and hours are those of Japan, whatever the phone's zone.

use super::booking::Booking;
use super::target::Target;
use crate::calendar::{AgeRange, Date, Recurrence, TimeOfDay};
use crate::data::columns::Field;
use crate::directory::{Extra, Facts, Origin, Phone, Position, Translated, place};
use serde::{Deserialize, Serialize};

/// The hours of a day's meeting; either end may be unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Times {
    pub start: Option<TimeOfDay>,
    pub end: Option<TimeOfDay>,
}

/// 状態: how things stand with the whole event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    #[default]
    Planned,
    /// 中止
    Cancelled,
    /// 延期, without a new day yet
    Postponed,
    /// 満員, 受付終了
    Full,
}

/// One of several meetings of a day, each with its own places (回).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub times: Times,
    /// 「8組」 as written; empty where nothing is said.
    pub capacity: String,
}

/// A single day of a series that is held on another (日程変更).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    #[serde(with = "crate::calendar::days")]
    pub from: Date,
    #[serde(with = "crate::calendar::days")]
    pub to: Date,
    /// The hours on the new day, where they are others.
    pub times: Option<Times>,
}

/// 初めての方歓迎
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Newcomers {
    #[default]
    Unsaid,
    Welcome,
    /// みんな はじめて: nobody there has been before (seed 003: 2・3か月の会, ひなた学級).
    Everyone,
}

/// One event or one series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub id: String,
    pub name: String,
    pub reading: String,
    /// カテゴリー as written.
    pub category: String,
    /// The first day, of the event or of the series. `None` where the file's date was not understood.
    #[serde(with = "crate::calendar::days")]
    pub start: Option<Date>,
    /// The last day, included.
    #[serde(with = "crate::calendar::days")]
    pub end: Option<Date>,
    pub times: Times,
    /// くりかえし, where it was understood.
    pub recurrence: Option<Recurrence>,
    /// 開催日一覧
    #[serde(with = "crate::calendar::days")]
    pub dates: Vec<Date>,
    /// Single days called off.
    #[serde(with = "crate::calendar::days")]
    pub cancelled_dates: Vec<Date>,
    /// Single days put on another.
    pub moved: Vec<Moved>,
    pub status: Status,
    /// Where a day has more than one meeting; in the order of their hours.
    pub sessions: Vec<Session>,
    pub venue: String,
    pub address: String,
    pub position: Option<Position>,
    /// The place of our directory in which it is held.
    pub place_id: Option<String>,
    pub district: String,
    pub phones: Vec<Phone>,
    pub ages: Option<AgeRange>,
    /// For whom in particular; none: nothing is said.
    pub targets: Vec<Target>,
    pub newcomers: Newcomers,
    pub booking: Booking,
    /// 下の子同伴可, 託児: whether a brother or sister may come along, whether children are looked after.
    pub siblings: Option<bool>,
    pub childcare: Option<bool>,
    /// Held online, or there as well.
    pub online: bool,
    #[serde(with = "crate::calendar::days")]
    pub updated: Option<Date>,
    pub facts: Facts,
    pub extras: Vec<Extra>,
    pub translated: Vec<Translated>,
    pub origin: Origin,
}

impl Event {
    /// The text of an understood column, where the file has one.
    pub fn fact(&self, field: Field) -> Option<&str> {
        self.facts.get(field)
    }

    /// Whether its name or summary says one of these words.
    pub fn mentions(&self, words: &[String]) -> bool {
        place::mentions(&self.name, self.fact(Field::Summary), words)
    }

    /// Whether the whole event is not held as it was announced.
    pub fn is_off(&self) -> bool {
        matches!(self.status, Status::Cancelled | Status::Postponed)
    }

    /// Its first day by its own words: that of the series, or the first of its list.
    pub fn first_day(&self) -> Option<Date> {
        self.start.or_else(|| self.dates.iter().min().copied())
    }

    /// Whether it comes round by a rule or a list of days rather than once.
    pub fn repeats(&self) -> bool {
        self.recurrence.is_some() || self.dates.len() > 1
    }
}
