//! Which events fall on which day.

use super::event::{Event, Status, Times};
use crate::calendar::{Date, TimeOfDay};
use chrono::{Datelike, Days};

/// How things stand with one day of an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Held {
    #[default]
    AsPlanned,
    /// This day, or the whole event, is called off.
    Cancelled,
    /// The whole event is put off, to no day yet.
    Postponed,
    /// Put on that day.
    MovedTo(Date),
    /// It stands for the day on which it would have been.
    InsteadOf(Date),
}

/// One day of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub date: Date,
    /// The event's position in the list given.
    pub event: usize,
    pub held: Held,
    /// For an event of several days: which day this is (1 for the first) and how many there are.
    pub day_of: Option<(u32, u32)>,
}

impl Occurrence {
    /// Nobody need come on this day.
    pub fn is_off(&self) -> bool {
        !matches!(self.held, Held::AsPlanned | Held::InsteadOf(_))
    }

    /// The hours on this day: those of the event, or those of the day put on another.
    pub fn times(&self, event: &Event) -> Times {
        let moved = event.moved.iter().find(|m| m.to == self.date && self.held == Held::InsteadOf(m.from));
        moved.and_then(|m| m.times).unwrap_or(event.times)
    }

    /// It has ended by this minute of today. Without an hour at which it ends it lasts for the whole day.
    pub fn is_over(&self, event: &Event, today: Date, minute: u16) -> bool {
        let ended = || self.times(event).end.is_some_and(|end| end.minutes() < minute);
        self.date < today || (self.date == today && ended())
    }
}

/// An event that goes on for longer than this is shown on its days as one of the standing kind, not day by day.
const LONGEST_SPAN_DAYS: i64 = 400;

/// The days of one event from `from` to `to`, both included, in order.
pub fn occurrences(event: &Event, index: usize, from: Date, to: Date) -> Vec<Occurrence> {
    let one = |date: Date, day_of| {
        let held = match event.status {
            Status::Cancelled => Held::Cancelled,
            Status::Postponed => Held::Postponed,
            _ if event.cancelled_dates.contains(&date) => Held::Cancelled,
            _ => event.moved.iter().find(|m| m.from == date).map_or(Held::AsPlanned, |m| Held::MovedTo(m.to)),
        };
        Occurrence { date, event: index, held, day_of }
    };
    let mut all: Vec<Occurrence> =
        planned(event, from, to).into_iter().map(|(date, day_of)| one(date, day_of)).collect();
    if !event.moved.is_empty() && !event.is_off() {
        for moved in event.moved.iter().filter(|m| (from..=to).contains(&m.to)) {
            let held =
                if event.cancelled_dates.contains(&moved.to) { Held::Cancelled } else { Held::InsteadOf(moved.from) };
            // A day to which another is moved stands once.
            all.retain(|o| o.date != moved.to);
            all.push(Occurrence { date: moved.to, event: index, held, day_of: None });
        }
        all.sort_by_key(|o| o.date);
    }
    all
}

/// A day, and for an event of several days which of them it is.
type Planned = (Date, Option<(u32, u32)>);

/// The days as first announced: neither called off nor moved.
pub fn planned(event: &Event, from: Date, to: Date) -> Vec<Planned> {
    let Some(start) = event.first_day() else { return Vec::new() };
    if !event.dates.is_empty() {
        let mut days: Vec<Date> = event.dates.iter().copied().filter(|d| (from..=to).contains(d)).collect();
        days.sort();
        days.dedup();
        return days.into_iter().map(|d| (d, None)).collect();
    }
    if let Some(recurrence) = &event.recurrence {
        let last = event.end.filter(|end| *end > start).map_or(to, |end| end.min(to));
        return recurrence.between(start, from, last).map(|d| (d, None)).collect();
    }
    let end = event.end.unwrap_or(start).max(start);
    let length = (end - start).num_days() + 1;
    if length > LONGEST_SPAN_DAYS {
        return start.max(from).iter_days().take_while(|d| *d <= end.min(to)).take(1).map(|d| (d, None)).collect();
    }
    let days = start.iter_days().take(length as usize).enumerate().filter(|(_, day)| (from..=to).contains(day));
    days.map(|(i, day)| (day, (length > 1).then_some((i as u32 + 1, length as u32)))).collect()
}

/// Every event's days from `from` to `to`, grouped by day in order; within a day by time, then by the list's order.
pub fn by_day(events: &[Event], from: Date, to: Date) -> Vec<(Date, Vec<Occurrence>)> {
    let mut all: Vec<Occurrence> =
        events.iter().enumerate().flat_map(|(i, event)| occurrences(event, i, from, to)).collect();
    let time = |o: &Occurrence| -> Option<TimeOfDay> { o.times(&events[o.event]).start };
    all.sort_by(|a, b| a.date.cmp(&b.date).then(time(a).cmp(&time(b))).then(a.event.cmp(&b.event)));
    let mut days: Vec<(Date, Vec<Occurrence>)> = Vec::new();
    for occurrence in all {
        match days.last_mut() {
            Some((date, list)) if *date == occurrence.date => list.push(occurrence),
            _ => days.push((occurrence.date, vec![occurrence])),
        }
    }
    days
}

/// How many days a page that is made ahead looks on for events.
const AHEAD_DAYS: u64 = 30;

/// What a page that is made ahead shows until the lists themselves are read: of each coming day that has something, at most
/// `each`, and at most `most` in all. `today`: the day on which the page is made, which is shown as well.
pub fn first_of_days(events: &[Event], today: Date, each: usize, most: usize) -> Vec<(Date, Vec<Occurrence>)> {
    let last = today.checked_add_days(Days::new(AHEAD_DAYS)).unwrap_or(today);
    let mut left = most;
    let mut days = by_day(events, today, last);
    for (_, day) in &mut days {
        day.truncate(each.min(left));
        left -= day.len();
    }
    days.retain(|(_, day)| !day.is_empty());
    days
}

/// How far a list of events looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Range {
    /// Seven days from today.
    #[default]
    Week,
    Today,
    /// The coming Saturday and Sunday; on a Saturday or Sunday, what is left of this one.
    Weekend,
    /// Thirty days from today.
    Month,
}

impl Range {
    /// Its name in addresses (`?range=…`); the usual one has none.
    pub fn key(self) -> &'static str {
        match self {
            Range::Week => "",
            Range::Today => "today",
            Range::Weekend => "weekend",
            Range::Month => "month",
        }
    }

    /// The range of this name; the usual one for any other.
    pub fn from_key(key: &str) -> Range {
        [Range::Today, Range::Weekend, Range::Month].into_iter().find(|r| r.key() == key).unwrap_or_default()
    }

    /// The first and the last day, both included.
    ///
    /// ```
    /// use tsunagi::{calendar::Date, events::Range};
    /// let day = |d| Date::from_ymd_opt(2026, 11, d).unwrap();
    /// // From a Tuesday the coming weekend; on the Sunday itself, that day.
    /// assert_eq!(Range::Weekend.days(day(17)), (day(21), day(22)));
    /// assert_eq!(Range::Weekend.days(day(22)), (day(22), day(22)));
    /// ```
    pub fn days(self, today: Date) -> (Date, Date) {
        let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
        match self {
            Range::Week => (today, after(6)),
            Range::Today => (today, today),
            Range::Month => (today, after(29)),
            Range::Weekend => {
                let weekday = u64::from(today.weekday().num_days_from_monday());
                if weekday >= 5 { (today, after(6 - weekday)) } else { (after(5 - weekday), after(6 - weekday)) }
            }
        }
    }
}

/// The first day from `first` to `last`, both included, on which it is held.
pub fn next_day(event: &Event, first: Date, last: Date) -> Option<Date> {
    occurrences(event, 0, first, last).into_iter().find(|o| !o.is_off()).map(|o| o.date)
}
