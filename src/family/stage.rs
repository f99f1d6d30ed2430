//! The stages of life under which a timeline's steps stand.

use super::age::{gestation, months_on, school_entry};
use crate::calendar::Date;
use chrono::Datelike;

/// A stage; its name is a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Up to 15 weeks.
    PregnancyEarly,
    /// 16 to 27 weeks.
    PregnancyMiddle,
    /// From 28 weeks.
    PregnancyLate,
    /// The first month.
    Newborn,
    /// From the one to the other month of the first year.
    Months(u32, u32),
    /// A year of age before school.
    Year(u32),
    Elementary,
    JuniorHigh,
    /// And on.
    High,
}

/// The stage in which a day lies.
///
/// ```
/// use tsunagi::{calendar::Date, family::stage::{Stage, stage}};
/// let day = |y, m, d| Date::from_ymd_opt(y, m, d).unwrap();
/// let (due, born) = (day(2026, 6, 10), day(2026, 6, 1));
/// assert_eq!(stage(due, born, day(2026, 2, 1)), Stage::PregnancyMiddle);
/// assert_eq!(stage(due, born, day(2026, 8, 15)), Stage::Months(1, 3));
/// assert_eq!(stage(due, born, day(2033, 4, 1)), Stage::Elementary);
/// ```
pub fn stage(due: Date, born: Date, day: Date) -> Stage {
    if day < born {
        return match gestation(due, day) {
            Some((28.., _)) => Stage::PregnancyLate,
            Some((16..=27, _)) => Stage::PregnancyMiddle,
            _ => Stage::PregnancyEarly,
        };
    }
    if let Some(entry) = school_entry(born).filter(|entry| day >= *entry) {
        // Nine years of school, then as many as there are.
        return match day.year() - entry.year() - i32::from(day.month() < 4) {
            ..6 => Stage::Elementary,
            6..9 => Stage::JuniorHigh,
            _ => Stage::High,
        };
    }
    match months_on(born, day) {
        0 => Stage::Newborn,
        1..=3 => Stage::Months(1, 3),
        4..=6 => Stage::Months(4, 6),
        7..=11 => Stage::Months(7, 11),
        months => Stage::Year(months / 12),
    }
}
