//! 国民の祝日: national holidays by the law itself (国民の祝日に関する法律, as of 2021 on), with 振替休日 and 国民の休日.
//!
//! A rule of our own, since the crates for it either read a table at run time or ask for a compiler newer than ours. The two
//! equinoxes are fixed by the 官報 of each February; the usual formula has agreed with it for every year since 1980.

use super::Date;
use chrono::{Datelike, Days, Weekday};

/// Whether banks, offices and most services are closed: a national holiday, a substitute, or a day between two of them.
///
/// ```
/// use tsunagi::calendar::{Date, holiday::is_holiday};
/// let day = |y, m, d| Date::from_ymd_opt(y, m, d).unwrap();
/// assert!(is_holiday(day(2026, 9, 22))); // between 敬老の日 and 秋分の日
/// assert!(is_holiday(day(2026, 5, 6))); // 振替休日
/// assert!(!is_holiday(day(2026, 11, 24)));
/// ```
pub fn is_holiday(date: Date) -> bool {
    if is_named(date) {
        return true;
    }
    // 振替休日: the first day after a holiday on a Sunday that is none itself.
    let mut before = date.pred_opt();
    while let Some(day) = before.filter(|day| is_named(*day)) {
        if day.weekday() == Weekday::Sun {
            return true;
        }
        before = day.pred_opt();
    }
    // 国民の休日: the day before it and the day after it are holidays.
    date.pred_opt().is_some_and(is_named) && date.succ_opt().is_some_and(is_named)
}

/// The holidays that the law names.
fn is_named(date: Date) -> bool {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let monday = |n: u32| date.weekday() == Weekday::Mon && day.div_ceil(7) == n;
    match month {
        1 => day == 1 || monday(2),
        2 => day == 11 || day == 23,
        3 => day == equinox(year, 20.8431),
        4 => day == 29,
        5 => (3..=5).contains(&day),
        7 => monday(3),
        8 => day == 11,
        9 => monday(3) || day == equinox(year, 23.2488),
        10 => monday(2),
        11 => day == 3 || day == 23,
        _ => false,
    }
}

/// The day of an equinox in its month, for 1980 to 2099.
fn equinox(year: i32, base: f64) -> u32 {
    let years = year - 1980;
    let day = (base + 0.242_194 * f64::from(years)).floor() as i32 - years.div_euclid(4);
    u32::try_from(day).unwrap_or(0)
}

/// 12月29日 to 1月3日: the days on which offices are closed (行政機関の休日に関する法律1条), meant where a list says 年末年始.
pub fn is_year_end(date: Date) -> bool {
    date.checked_add_days(Days::new(3)).is_some_and(|d| d.month() == 1 && d.day() <= 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 内閣府「国民の祝日」について, the tables of these years.
    const KNOWN: [(i32, &str); 4] = [
        (2024, "1/1 1/8 2/11 2/12 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/22 9/23 10/14 11/3 11/4 11/23"),
        (2025, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/21 8/11 9/15 9/23 10/13 11/3 11/23 11/24"),
        (2026, "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23"),
        (2027, "1/1 1/11 2/11 2/23 3/21 3/22 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23"),
    ];

    #[test]
    fn the_holidays_of_four_years() {
        for (year, known) in KNOWN {
            let first = Date::from_ymd_opt(year, 1, 1).expect("a day");
            let found: Vec<String> = first
                .iter_days()
                .take_while(|d| d.year() == year)
                .filter(|d| is_holiday(*d))
                .map(|d| format!("{}/{}", d.month(), d.day()))
                .collect();
            assert_eq!(found.join(" "), known, "{year}");
        }
    }

    #[test]
    fn the_end_of_the_year() {
        let day = |y, m, d| Date::from_ymd_opt(y, m, d).expect("a day");
        let first = day(2026, 12, 20);
        let closed: Vec<String> = first
            .iter_days()
            .take(20)
            .filter(|d| is_year_end(*d))
            .map(|d| format!("{}/{}", d.month(), d.day()))
            .collect();
        assert_eq!(closed.join(" "), "12/29 12/30 12/31 1/1 1/2 1/3");
    }
}
