//! Dates, times, weekdays, ages and repetitions as Japanese municipalities write them. No clock: today is an argument.
//!
//! - [`date`]: 西暦, 和暦, slashes, dots, kanji
//! - [`time`]: times of day and ranges
//! - [`weekday`]: 曜日 in every notation met
//! - [`hours`]: opening hours, of a week and of a date
//! - `note`: what the note beside them says
//! - [`open`]: whether a place is open at an hour of a day
//! - [`holiday`]: national holidays by the law
//! - [`age`]: for whom, in months
//! - [`ics`]: days for the phone's own calendar
//! - [`recurrence`] (「毎月第3日曜」)
//! - [`rrule`]: the same as calendars write it

pub mod age;
pub mod date;
pub(crate) mod days;
pub mod holiday;
pub mod hours;
pub mod ics;
mod note;
pub mod open;
pub mod recurrence;
pub mod rrule;
mod scan;
pub mod time;
pub mod weekday;

pub use age::{AgeRange, parse_ages};
pub use chrono::NaiveDate as Date;
pub use date::{iso, parse_date, parse_dates};
pub use hours::{Day, Exception, Hours, HoursColumn, Period, WeekRow, What, When};
pub use open::{Moment, Openness};
pub use recurrence::{Recurrence, Rule, parse_recurrence};
pub use time::{TimeOfDay, TimeRange, parse_time, parse_time_range};
pub use weekday::{Weekday, Weekdays, parse_weekdays};
