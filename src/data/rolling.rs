//! The sample city never looks stale: each date keeps its month and its place in the month, and takes the year
//! that puts it near the day of viewing.

use crate::calendar::{Date, Weekday};
use crate::events::{BookingDay, Event};
use chrono::{Datelike, Months};

/// How long ago a date may lie before it moves to the next year.
const BEHIND_DAYS: i64 = 60;

/// The same weekday of the same week of the same month, in the year in which it lies nearest ahead of
/// `today` (at most 60 days behind it).
///
/// ```
/// use tsunagi::calendar::Date;
/// use tsunagi::data::rolling::roll;
/// let day = |y, m, d| Date::from_ymd_opt(y, m, d).unwrap();
/// // The third Sunday of November stays a third Sunday.
/// assert_eq!(roll(day(2026, 11, 15), day(2029, 2, 10)), day(2029, 11, 18));
/// assert_eq!(roll(day(2026, 11, 15), day(2026, 12, 1)), day(2026, 11, 15));
/// ```
pub fn roll(date: Date, today: Date) -> Date {
    let oldest = today - chrono::Duration::days(BEHIND_DAYS);
    (today.year() - 1..=today.year() + 1)
        .filter_map(|year| in_year(date, year))
        .find(|moved| *moved >= oldest)
        .unwrap_or(date)
}

/// The date's weekday and week of the month in another year; the last such weekday where there is no fifth.
fn in_year(date: Date, year: i32) -> Option<Date> {
    let weekday = date.weekday();
    let week = (date.day0() / 7 + 1) as u8;
    Date::from_weekday_of_month_opt(year, date.month(), weekday, week)
        .or_else(|| Date::from_weekday_of_month_opt(year, date.month(), weekday, 4))
}

/// Moves an event: a series to one that is running now, a single event to its day of this year.
pub(super) fn roll_event(event: &mut Event, today: Date) {
    let series = event.recurrence.is_some();
    if let Some(start) = event.start {
        let length = event.end.map(|end| end - start);
        let moved = if series {
            // A series of a school year goes on all the time: it began on such a day within the last year.
            let moved = roll(start, today);
            if moved > today { moved.checked_sub_months(Months::new(12)).unwrap_or(moved) } else { moved }
        } else {
            roll(start, today)
        };
        event.start = Some(moved);
        event.end = if series {
            event.end.map(|_| today + chrono::Duration::days(366))
        } else {
            length.map(|length| moved + length)
        };
    }
    for date in event.dates.iter_mut().chain(&mut event.cancelled_dates) {
        *date = roll(*date, today);
    }
    for moved in &mut event.moved {
        let length = moved.to - moved.from;
        moved.from = roll(moved.from, today);
        moved.to = moved.from + length;
    }
    for day in [&mut event.booking.from, &mut event.booking.until] {
        if let Some(BookingDay::On(date)) = day {
            *date = roll(*date, today);
        }
    }
    if let Some(updated) = &mut event.updated {
        *updated = last_before(*updated, today);
    }
}

/// The same day of the year, the latest that is not after today: for 更新日.
pub(super) fn last_before(date: Date, today: Date) -> Date {
    [today.year(), today.year() - 1]
        .into_iter()
        .filter_map(|year| date.with_year(year).or_else(|| date.pred_opt()?.with_year(year)))
        .find(|moved| *moved <= today)
        .unwrap_or(date)
}

/// Whether two dates share weekday and month: what rolling keeps. For tests.
#[doc(hidden)]
pub fn keeps(date: Date, moved: Date) -> bool {
    Weekday::of(date) == Weekday::of(moved) && date.month() == moved.month()
}
