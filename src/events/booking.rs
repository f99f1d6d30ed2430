//! 申込: whether one has to book, and from when until when one can.

use super::event::{Event, Status};
use crate::calendar::{Date, TimeOfDay, parse_date};
use crate::text::width::narrow;
use chrono::Days;
use serde::{Deserialize, Serialize};

/// A day on which booking begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BookingDay {
    On(#[serde(with = "crate::calendar::days")] Date),
    /// So many days before each day of the event: 「開催日の3日前」.
    Before(u16),
}

impl BookingDay {
    /// Reads a cell; `None` when it is not certain.
    ///
    /// ```
    /// use tsunagi::events::BookingDay;
    /// assert_eq!(BookingDay::read("開催日の３日前まで"), Some(BookingDay::Before(3)));
    /// assert_eq!(BookingDay::read("前日"), Some(BookingDay::Before(1)));
    /// assert!(matches!(BookingDay::read("2026/12/1"), Some(BookingDay::On(_))));
    /// assert_eq!(BookingDay::read("定員になりしだい"), None);
    /// ```
    pub fn read(text: &str) -> Option<BookingDay> {
        if let Some(date) = parse_date(text) {
            return Some(BookingDay::On(date));
        }
        let text = narrow(text);
        let text =
            text.trim().trim_start_matches("開催日の").trim_start_matches("各回の").trim_end_matches("まで").trim();
        let days = match text {
            "当日" => 0,
            "前日" => 1,
            "1週間前" => 7,
            "2週間前" => 14,
            "1か月前" | "1ヶ月前" | "1ヵ月前" => 30,
            _ => text.strip_suffix("日前")?.parse().ok().filter(|n| *n <= 366)?,
        };
        Some(BookingDay::Before(days))
    }

    /// The day for a meeting on `day`.
    pub fn for_day(self, day: Date) -> Date {
        match self {
            BookingDay::On(date) => date,
            BookingDay::Before(days) => day.checked_sub_days(Days::new(u64::from(days))).unwrap_or(day),
        }
    }
}

/// What a list says of booking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// 申込不要: `Some(false)`; 要: `Some(true)`; `None` where nothing is said.
    pub needed: Option<bool>,
    pub from: Option<BookingDay>,
    /// The last day, included.
    pub until: Option<BookingDay>,
    /// Until when on the last day.
    pub until_time: Option<TimeOfDay>,
}

/// How things stand with booking for one day of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookingState {
    /// Nothing is said.
    Unsaid,
    NotNeeded,
    /// One can; until that day, where it is known.
    Open(Option<Date>),
    /// From that day.
    NotYet(Date),
    /// Over, or all places are taken.
    Closed,
}

impl Event {
    /// How things stand with booking for the meeting of `day`, at a moment in Japan (minutes after midnight; none: its morning).
    pub fn booking_state(&self, day: Date, today: Date, minute: Option<u16>) -> BookingState {
        let Booking { needed, from, until, until_time } = self.booking;
        if needed == Some(false) {
            return BookingState::NotNeeded;
        }
        if needed.is_none() && from.is_none() && until.is_none() {
            return if self.status == Status::Full { BookingState::Closed } else { BookingState::Unsaid };
        }
        if self.is_off() || self.status == Status::Full {
            return BookingState::Closed;
        }
        let (from, until) = (from.map(|d| d.for_day(day)), until.map(|d| d.for_day(day)));
        let over = |last: Date| match until_time {
            Some(time) if last == today => minute.is_some_and(|minute| minute > time.minutes()),
            _ => last < today,
        };
        match (from, until) {
            (_, Some(last)) if over(last) => BookingState::Closed,
            (Some(first), _) if first > today => BookingState::NotYet(first),
            _ => BookingState::Open(until),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Catalog, SourceFile};

    fn event(booking: &str) -> Event {
        let text = format!(
            "イベント名,開始日,終了日,くりかえし,申込,参加申込開始日,参加申込終了日,参加申込終了時間,状態\nx,2026-11-01,2027-03-31,毎週土,{booking}\n"
        );
        let file = SourceFile { name: "event.csv".into(), bytes: Ok(text.into_bytes()) };
        let catalog = Catalog::read(&[file], &|_| None, Date::from_ymd_opt(2026, 11, 21).expect("a day"));
        assert!(catalog.reports[0].problems.is_empty(), "{:?}", catalog.reports[0].problems);
        catalog.events.into_vec().into_iter().next().expect("an event")
    }

    #[test]
    fn each_day_of_a_series_has_its_own_end() {
        let day = |m, d| Date::from_ymd_opt(2026, m, d).expect("a day");
        let state = |booking: &str, on, today, minute| event(booking).booking_state(on, today, minute);
        let relative = "要（電話）,1か月前,3日前,17:00,";
        assert_eq!(state(relative, day(11, 28), day(11, 24), None), BookingState::Open(Some(day(11, 25))));
        assert_eq!(state(relative, day(11, 28), day(11, 25), Some(17 * 60)), BookingState::Open(Some(day(11, 25))));
        assert_eq!(state(relative, day(11, 28), day(11, 25), Some(17 * 60 + 1)), BookingState::Closed);
        assert_eq!(state(relative, day(12, 26), day(11, 25), None), BookingState::NotYet(day(11, 26)));
        assert_eq!(state("不要,,,,", day(11, 28), day(11, 25), None), BookingState::NotNeeded);
        assert_eq!(state(",,,,", day(11, 28), day(11, 25), None), BookingState::Unsaid);
        assert_eq!(state("要,,,,満員", day(11, 28), day(11, 25), None), BookingState::Closed);
        assert_eq!(state("要,,,,中止", day(11, 28), day(11, 25), None), BookingState::Closed);
        assert_eq!(state(",,2026-11-30,,", day(11, 28), day(11, 25), None), BookingState::Open(Some(day(11, 30))));
    }
}
