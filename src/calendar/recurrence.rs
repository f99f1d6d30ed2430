//! Repetition in Japanese words: 「毎週火・木」「毎月第2・第4水曜」「毎月10日」「毎月最終金曜」.

use super::holiday::is_holiday;
use super::scan::{Cursor, plain};
use super::weekday::{Weekday, WeekdayText, Weekdays, in_week, read_weekdays};
use chrono::{Datelike, NaiveDate};

/// On which days something comes round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    pub rule: Rule,
    /// 「祝日を除く」
    pub not_on_holidays: bool,
}

/// The days of a [`Recurrence`], holidays or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    Weekly {
        days: Weekdays,
    },
    /// `nth`: weeks of the month 1 to 5, −1 for the last; `every`: months between, counted from the series' first.
    Monthly {
        nth: Vec<i8>,
        days: Weekdays,
        every: u8,
    },
    MonthlyOn {
        days: Vec<u8>,
    },
}

/// The longest time looked through in one call: a series without an end is not followed for ever.
const LONGEST_DAYS: i64 = 366 * 3;

impl Recurrence {
    /// Whether it comes round on this day, in a series that began on `start`.
    pub fn falls_on(&self, start: NaiveDate, date: NaiveDate) -> bool {
        self.rule.falls_on(start, date) && !(self.not_on_holidays && is_holiday(date))
    }

    /// The days from `from` to `to`, both included, in order. At most three years are looked through.
    ///
    /// ```
    /// use tsunagi::calendar::{Date, parse_recurrence};
    /// let day = |m, d| Date::from_ymd_opt(2026, m, d).unwrap();
    /// let third_sunday = parse_recurrence("毎月第3日曜").unwrap();
    /// let days: Vec<_> = third_sunday.between(day(4, 1), day(4, 1), day(6, 30)).collect();
    /// assert_eq!(days, [day(4, 19), day(5, 17), day(6, 21)]);
    /// ```
    pub fn between(&self, start: NaiveDate, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let from = from.max(start);
        from.iter_days()
            .take_while(move |day| *day <= to && (*day - from).num_days() <= LONGEST_DAYS)
            .filter(move |day| self.falls_on(start, *day))
    }
}

impl Rule {
    /// Whether a day is one of its days, in a series that began on `start`.
    pub fn falls_on(&self, start: NaiveDate, date: NaiveDate) -> bool {
        let weekday = Weekday::of(date);
        match self {
            Rule::Weekly { days } => days.contains(weekday),
            Rule::Monthly { nth, days, every } => {
                let months = (date.year() - start.year()) * 12 + date.month() as i32 - start.month() as i32;
                days.contains(weekday) && months.rem_euclid(i32::from((*every).max(1))) == 0 && in_week(nth, date)
            }
            Rule::MonthlyOn { days } => days.contains(&(date.day() as u8)),
        }
    }
}

/// Reads a repetition; `None` when any part is not understood.
pub fn parse_recurrence(text: &str) -> Option<Recurrence> {
    let chars = plain(text);
    let mut cursor = Cursor::new(&chars);
    let every = if cursor.eat_any(&["毎週", "週に"]) {
        0
    } else if cursor.eat("隔月") {
        2
    } else {
        cursor.eat_any(&["毎月", "月"]);
        1
    };
    cursor.eat("の");
    if every > 0
        && let Some(days) = cursor.attempt(days_of_month)
    {
        return cursor.done().then_some(Recurrence { rule: Rule::MonthlyOn { days }, not_on_holidays: false });
    }
    let WeekdayText { days, nth, holidays_excluded, .. } = read_weekdays(&mut cursor)?;
    cursor.eat_any(&["に開催", "開催"]);
    let rule = match (every, nth.is_empty()) {
        (0, true) => Rule::Weekly { days },
        (1.., false) => Rule::Monthly { nth, days, every },
        _ => return None,
    };
    cursor.done().then_some(Recurrence { rule, not_on_holidays: holidays_excluded })
}

/// 「10日」「5日・20日」.
fn days_of_month(cursor: &mut Cursor) -> Option<Vec<u8>> {
    let mut days = Vec::new();
    loop {
        cursor.eat("・");
        let day = cursor.attempt(|c| {
            let (day, _) = c.number(2)?;
            (c.eat("日") && (1..=31).contains(&day)).then_some(day as u8)
        });
        match day {
            Some(day) => days.push(day),
            None => break,
        }
    }
    (!days.is_empty()).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Vec<(u32, u32)> {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap_or_default();
        parse_recurrence(text)
            .map(|r| r.between(day(4, 1), day(4, 1), day(6, 30)).map(|d| (d.month(), d.day())).collect())
            .unwrap_or_default()
    }

    #[test]
    fn notations() {
        assert_eq!(days("毎週火・木").len(), 26);
        assert_eq!(days("毎週火曜日と木曜日"), days("毎週火・木"));
        assert_eq!(days("毎週月・木").len(), 26);
        assert_eq!(days("毎月第2・第4水曜"), [(4, 8), (4, 22), (5, 13), (5, 27), (6, 10), (6, 24)]);
        assert_eq!(days("毎月第1,3土曜日"), [(4, 4), (4, 18), (5, 2), (5, 16), (6, 6), (6, 20)]);
        assert_eq!(days("毎月最終金曜"), [(4, 24), (5, 29), (6, 26)]);
        assert_eq!(days("毎月10日"), [(4, 10), (5, 10), (6, 10)]);
        assert_eq!(days("毎月5日・20日"), [(4, 5), (4, 20), (5, 5), (5, 20), (6, 5), (6, 20)]);
        assert_eq!(days("隔月第2日曜"), [(4, 12), (6, 14)]);
        assert_eq!(days("毎月31日"), [(5, 31)]);
        // The 29th of April, the 4th to the 6th of May.
        assert_eq!(days("毎週水（祝日を除く）").len(), 13 - 2);
        assert_eq!(days("毎月第1月曜（祝日を除く）"), [(4, 6), (6, 1)]);
        for text in ["毎月", "毎週", "ときどき", "毎月第6日曜", "毎月第3", ""] {
            assert_eq!(parse_recurrence(text), None, "{text}");
        }
    }
}
