//! Age as the law counts it: 年齢計算ニ関スル法律 and 民法143条.
//!
//! The day of birth counts as the first day, so an age is reached at 24:00 of the day *before* the anniversary:
//! whoever was born on 1 April reaches six on 31 March and enters school the next morning, with those born on
//! 2 April of the year before. Every other rule of this folder counts from here.

use crate::calendar::Date;
use chrono::{Datelike, Days, Months};

/// The day at whose end this many months of age are reached.
///
/// Where the month has no such day its last day completes the age (民法143条2項ただし書).
/// `None` only beyond the calendar's own end.
///
/// ```
/// use tsunagi::{calendar::Date, family::age::reached};
/// let day = |y, m, d| Date::from_ymd_opt(y, m, d).unwrap();
/// assert_eq!(reached(day(2020, 4, 1), 12), Some(day(2021, 3, 31)));
/// assert_eq!(reached(day(2018, 12, 31), 2), Some(day(2019, 2, 28)));
/// ```
pub fn reached(born: Date, months: u32) -> Option<Date> {
    let same_day = born.checked_add_months(Months::new(months))?;
    // chrono moves a day that the month lacks to the month's end, which is where the law puts it.
    if same_day.day() == born.day() { same_day.checked_sub_days(Days::new(1)) } else { Some(same_day) }
}

/// The first day on which one is this many months old in everyday counting: the day after [`reached`].
pub fn anniversary(born: Date, months: u32) -> Option<Date> {
    reached(born, months)?.checked_add_days(Days::new(1))
}

/// Full months on a day, in everyday counting: a child born on 10 May is one month old from 10 June on. 0 before birth.
///
/// ```
/// use tsunagi::{calendar::Date, family::age::months_on};
/// let day = |y, m, d| Date::from_ymd_opt(y, m, d).unwrap();
/// assert_eq!(months_on(day(2026, 5, 10), day(2026, 6, 9)), 0);
/// assert_eq!(months_on(day(2026, 5, 10), day(2026, 6, 10)), 1);
/// assert_eq!(months_on(day(2025, 12, 31), day(2026, 3, 1)), 2);
/// ```
pub fn months_on(born: Date, today: Date) -> u32 {
    let calendar = (today.year() - born.year()) * 12 + today.month() as i32 - born.month() as i32;
    let mut months = u32::try_from(calendar).unwrap_or(0);
    while months > 0 && anniversary(born, months).is_none_or(|day| day > today) {
        months -= 1;
    }
    // A birthday at a month's end comes a day late in shorter months, never early: one look ahead is enough.
    while anniversary(born, months + 1).is_some_and(|day| day <= today) {
        months += 1;
    }
    months
}

/// 1 April of the school year in which this day lies (学年: 2 April to 1 April is another thing, see [`school_entry`]).
pub fn fiscal_year_start(day: Date) -> Date {
    let year = if day.month() >= 4 { day.year() } else { day.year() - 1 };
    Date::from_ymd_opt(year, 4, 1).unwrap_or(day)
}

/// The day of entry into elementary school: the first 1 April after six is reached (学校教育法17条1項).
///
/// ```
/// use tsunagi::{calendar::Date, family::age::school_entry};
/// let day = |y, m, d| Date::from_ymd_opt(y, m, d).unwrap();
/// assert_eq!(school_entry(day(2011, 4, 1)), Some(day(2017, 4, 1)));
/// assert_eq!(school_entry(day(2011, 4, 2)), Some(day(2018, 4, 1)));
/// ```
pub fn school_entry(born: Date) -> Option<Date> {
    let next = reached(born, 72)?.checked_add_days(Days::new(1))?;
    let start = fiscal_year_start(next);
    if start == next { Some(next) } else { Date::from_ymd_opt(start.year() + 1, 4, 1) }
}

/// Where a pregnancy stands: full weeks and days, 0 weeks 0 days being 280 days before the due date.
///
/// ```
/// use tsunagi::{calendar::Date, family::age::gestation};
/// let day = |y, m, d| Date::from_ymd_opt(y, m, d).unwrap();
/// assert_eq!(gestation(day(2026, 4, 23), day(2026, 1, 29)), Some((28, 0)));
/// assert_eq!(gestation(day(2026, 4, 23), day(2026, 4, 1)), Some((36, 6)));
/// ```
pub fn gestation(due: Date, today: Date) -> Option<(u32, u32)> {
    let days = TERM_DAYS - (due - today).num_days();
    u32::try_from(days).ok().map(|days| (days / 7, days % 7))
}

/// A pregnancy's length from its first counted day to the due date, in days.
pub const TERM_DAYS: i64 = 280;

/// Born before 37 weeks 0 days: early enough for a corrected age.
pub fn premature(born: Date, due: Date) -> bool {
    gestation(due, born).is_some_and(|(weeks, _)| (22..37).contains(&weeks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).expect("a day of the calendar")
    }

    /// Worked examples of municipal pages on 年齢計算ニ関スル法律 (登米市, 見附市, 厚木市).
    #[test]
    fn ages_are_reached_on_the_day_before() {
        for (born, months, on) in [
            (day(2018, 4, 1), 2, day(2018, 5, 31)),
            (day(2018, 4, 1), 60, day(2023, 3, 31)),
            (day(2018, 4, 1), 3, day(2018, 6, 30)),
            (day(2018, 4, 1), 90, day(2025, 9, 30)),
            (day(2018, 12, 29), 2, day(2019, 2, 28)),
            (day(2018, 12, 30), 2, day(2019, 2, 28)),
            (day(2018, 12, 31), 60, day(2023, 12, 30)),
            (day(2011, 4, 1), 72, day(2017, 3, 31)),
            (day(2020, 2, 29), 12, day(2021, 2, 28)),
            (day(2020, 2, 29), 48, day(2024, 2, 28)),
            (day(2024, 8, 31), 1, day(2024, 9, 30)),
            (day(2026, 3, 1), 12, day(2027, 2, 28)),
            (day(2027, 3, 1), 12, day(2028, 2, 29)),
        ] {
            assert_eq!(reached(born, months), Some(on), "{born} + {months}");
        }
    }

    #[test]
    fn the_school_year_parts_between_the_first_and_second_of_april() {
        for (born, entry) in [
            (day(2020, 4, 1), day(2026, 4, 1)),
            (day(2020, 4, 2), day(2027, 4, 1)),
            (day(2021, 3, 31), day(2027, 4, 1)),
            (day(2020, 12, 31), day(2027, 4, 1)),
            (day(2020, 2, 29), day(2026, 4, 1)),
        ] {
            assert_eq!(school_entry(born), Some(entry), "{born}");
        }
    }

    #[test]
    fn prematurity_begins_below_thirty_seven_weeks() {
        let due = day(2026, 7, 1);
        assert!(!premature(day(2026, 6, 10), due));
        assert!(premature(day(2026, 6, 9), due));
        assert!(!premature(day(2026, 7, 5), due));
    }
}
