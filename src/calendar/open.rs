//! Whether a place is open at an hour of a day, as far as its list says.

use super::holiday::is_holiday;
use super::hours::Hours;
use super::{Date, TimeOfDay, TimeRange, Weekday};
use chrono::{Datelike, Days};

/// How a place stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// Open until then.
    Open(TimeOfDay),
    /// Not yet, or in its midday break: it opens at this hour of the same day.
    OpensAt(TimeOfDay),
    /// Over for this day, or closed on it. The next day on which it opens within two weeks, and when.
    Closed(Option<(Date, Option<TimeOfDay>)>),
    /// The list does not say enough.
    Unknown,
}

/// How far ahead the next opening is looked for, in days.
const AHEAD: u64 = 14;

impl Hours {
    /// The hours of one day of the calendar; `None` where it is closed on it. Holidays, weeks of the month, closed periods
    /// and days count; `Some(None)` is a day on which it opens at hours that the list does not say.
    pub fn on_date(&self, date: Date) -> Option<Option<TimeRange>> {
        let week = (date.day0() / 7 + 1) as i8;
        let last = date.checked_add_days(Days::new(7)).is_none_or(|d| d.month() != date.month());
        let in_week = self.nth.is_empty() || self.nth.contains(&week) || (last && self.nth.contains(&-1));
        if !in_week {
            return None;
        }
        if self.closures.iter().any(|closure| closure.contains(date)) {
            return None;
        }
        let weekday = Weekday::of(date);
        if is_holiday(date) {
            if self.days.contains(Weekday::Holiday) {
                return Some(self.on(Weekday::Holiday).or(self.on(weekday)));
            }
            if self.closed_on_holidays {
                return None;
            }
        }
        (self.days.contains(weekday) && !self.closed_days.contains(weekday)).then(|| self.on(weekday))
    }

    /// How it stands on a day at a minute after midnight (Japan's).
    pub fn openness(&self, date: Date, minute: u16) -> Openness {
        if self.days.is_empty() {
            return Openness::Unknown;
        }
        let later = || {
            let next = (1..=AHEAD).filter_map(|n| date.checked_add_days(Days::new(n)));
            let mut open = next.filter_map(|day| Some((day, self.on_date(day)?.map(|range| range.open))));
            Openness::Closed(open.next())
        };
        match self.on_date(date) {
            None => later(),
            Some(None) => Openness::Unknown,
            Some(Some(range)) => {
                let now = TimeOfDay::from_minutes(minute).unwrap_or(range.close);
                if now < range.open {
                    return Openness::OpensAt(range.open);
                }
                if now >= range.close {
                    return later();
                }
                match self.breaks.iter().find(|pause| pause.open <= now && now < pause.close) {
                    Some(pause) if pause.close < range.close => Openness::OpensAt(pause.close),
                    Some(_) => later(),
                    None => {
                        let next = self.breaks.iter().map(|pause| pause.open).filter(|open| *open > now).min();
                        Openness::Open(next.unwrap_or(range.close).min(range.close))
                    }
                }
            }
        }
    }
}

/// Days of every year on which it is closed: from a month and day to another, over the end of the year too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closure {
    pub from: (u32, u32),
    pub to: (u32, u32),
}

impl Closure {
    pub fn contains(&self, date: Date) -> bool {
        let day = (date.month(), date.day());
        if self.from <= self.to { (self.from..=self.to).contains(&day) } else { day >= self.from || day <= self.to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).expect("a day")
    }

    fn hours(days: &str, open: &str, close: &str, note: &str) -> Hours {
        Hours::from_columns(days, open, close, note).0
    }

    fn at(hours: &Hours, date: Date, time: &str) -> String {
        let minute = crate::calendar::parse_time(time).expect("a time").minutes();
        match hours.openness(date, minute) {
            Openness::Open(until) => format!("open until {until}"),
            Openness::OpensAt(time) => format!("opens at {time}"),
            Openness::Closed(Some((day, Some(time)))) => format!("next {}/{} {time}", day.month(), day.day()),
            Openness::Closed(Some((day, None))) => format!("next {}/{}", day.month(), day.day()),
            Openness::Closed(None) => "closed".into(),
            Openness::Unknown => "unknown".into(),
        }
    }

    #[test]
    fn an_ordinary_week() {
        let hours = hours("月～金", "9:30", "15:30", "祝日、12/29～1/3は休館");
        let friday = day(2026, 11, 20);
        assert_eq!(at(&hours, friday, "9:29"), "opens at 9:30");
        assert_eq!(at(&hours, friday, "9:30"), "open until 15:30");
        // The 23rd is 勤労感謝の日.
        assert_eq!(at(&hours, friday, "15:30"), "next 11/24 9:30");
        assert_eq!(at(&hours, day(2026, 12, 29), "10:00"), "next 1/4 9:30");
    }

    #[test]
    fn breaks_closed_days_and_weeks_of_the_month() {
        let clinic = hours("月～土", "9:00", "18:00", "12:00～15:00は休診。木曜日、日曜日、祝日は休診");
        let monday = day(2026, 11, 16);
        assert_eq!(at(&clinic, monday, "9:00"), "open until 12:00");
        assert_eq!(at(&clinic, monday, "13:00"), "opens at 15:00");
        assert_eq!(at(&clinic, monday, "16:00"), "open until 18:00");
        assert_eq!(at(&clinic, day(2026, 11, 19), "10:00"), "next 11/20 9:00");
        let monthly = hours("第2・第4水曜", "10:00", "12:00", "");
        assert_eq!(at(&monthly, day(2026, 11, 18), "10:00"), "next 11/25 10:00");
        assert_eq!(at(&monthly, day(2026, 11, 25), "11:00"), "open until 12:00");
    }

    #[test]
    fn a_holiday_with_hours_of_its_own_is_no_closed_one() {
        let hall = hours("月～日", "9:00", "18:00", "祝日は17:00まで。12/29～1/3は休館");
        assert!(!hall.closed_on_holidays);
        assert_eq!(at(&hall, day(2026, 11, 23), "10:00"), "open until 17:00");
        assert_eq!(at(&hall, day(2026, 11, 24), "10:00"), "open until 18:00");
        assert_eq!(at(&hall, day(2027, 1, 3), "10:00"), "next 1/4 9:00");
    }

    #[test]
    fn what_the_list_does_not_say_is_not_guessed() {
        assert_eq!(hours("", "9:00", "17:00", "").openness(day(2026, 11, 20), 600), Openness::Unknown);
        assert_eq!(hours("月～金", "", "", "").openness(day(2026, 11, 20), 600), Openness::Unknown);
        assert_eq!(Hours::default().openness(day(2026, 11, 20), 600), Openness::Unknown);
    }
}
