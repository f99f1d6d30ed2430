//! Repetition: in Japanese words (「毎週火・木」「毎月第2・第4水曜」「毎月10日」「毎月最終金曜」「隔週水曜」) or as an RRULE.

use super::holiday::is_holiday;
use super::rrule;
use super::scan::{Cursor, plain};
use super::weekday::{Weekday, WeekdayText, Weekdays, read_weekdays};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// On which days something comes round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    pub rule: Rule,
    /// 「祝日を除く」
    pub not_on_holidays: bool,
    /// The months of the year, 1 to 12, in which it comes round (BYMONTH); none named: all.
    pub months: Vec<u8>,
    /// The last day (UNTIL), included.
    #[serde(with = "crate::calendar::days")]
    pub until: Option<NaiveDate>,
    /// How often at most, from the series' first on (COUNT).
    pub count: Option<u32>,
}

/// The days of a [`Recurrence`], holidays or not. `every` counts from the series' first: days, weeks or months between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    Daily {
        every: u16,
    },
    /// With [`Weekday::Holiday`] on holidays too; no day named: that on which the series began. `week_start`: where a week begins when it is every second one (WKST).
    Weekly {
        days: Weekdays,
        every: u16,
        week_start: Weekday,
    },
    /// Weeks of the month with their weekday: 1 to 5, from the end −1 to −5, 0 for each such weekday.
    Monthly {
        on: Vec<(i8, Weekday)>,
        every: u16,
    },
    /// Days of the month: 1 to 31, from the end −1 to −31; none named: the day on which the series began.
    MonthlyOn {
        days: Vec<i8>,
        every: u16,
    },
}

impl From<Rule> for Recurrence {
    fn from(rule: Rule) -> Recurrence {
        Recurrence { rule, not_on_holidays: false, months: Vec::new(), until: None, count: None }
    }
}

/// The longest time looked through in one call, in days: a series without an end is not followed for ever.
const LONGEST_DAYS: i64 = 366 * 3;

/// The longest that a counted series is followed from its first day, in days: forty years.
const LONGEST_COUNTED: i64 = 366 * 40;

impl Recurrence {
    /// Whether it comes round on this day, in a series that began on `start`. How often (COUNT) is not looked at.
    pub fn falls_on(&self, start: NaiveDate, date: NaiveDate) -> bool {
        self.until.is_none_or(|last| date <= last)
            && (self.months.is_empty() || self.months.contains(&(date.month() as u8)))
            && self.rule.falls_on(start, date)
            && !(self.not_on_holidays && is_holiday(date))
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
        let to = self.last(start).map_or(to, |last| last.min(to));
        from.iter_days()
            .take_while(move |day| *day <= to && (*day - from).num_days() <= LONGEST_DAYS)
            .filter(move |day| self.falls_on(start, *day))
    }

    /// The last day of the series by its own words; `None` where it says none, or none within forty years.
    pub fn last(&self, start: NaiveDate) -> Option<NaiveDate> {
        let Some(count) = self.count else { return self.until };
        let days = start.iter_days().take_while(|day| (*day - start).num_days() <= LONGEST_COUNTED);
        let counted = days.filter(|day| self.falls_on(start, *day)).nth(count.saturating_sub(1) as usize);
        counted.or(self.until)
    }
}

impl Rule {
    /// Whether a day is one of its days, in a series that began on `start`.
    pub fn falls_on(&self, start: NaiveDate, date: NaiveDate) -> bool {
        let each = |passed: i64, every: u16| passed.rem_euclid(i64::from(every.max(1))) == 0;
        let months = || i64::from((date.year() - start.year()) * 12 + date.month() as i32 - start.month() as i32);
        let weekday = Weekday::of(date);
        match self {
            Rule::Daily { every } => each((date - start).num_days(), *every),
            Rule::Weekly { days, every, week_start } => {
                let into = (Weekday::of(start) as i64 - *week_start as i64).rem_euclid(7);
                let weeks = ((date - start).num_days() + into).div_euclid(7);
                let named = days.contains(weekday) || (days.contains(Weekday::Holiday) && is_holiday(date));
                let named = if days.is_empty() { weekday == Weekday::of(start) } else { named };
                named && each(weeks, *every)
            }
            Rule::Monthly { on, every } => {
                let (week, from_end) = ((date.day0() / 7 + 1) as i8, -(((length(date) - date.day()) / 7 + 1) as i8));
                let named = |(nth, day): &(i8, Weekday)| *day == weekday && [0, week, from_end].contains(nth);
                each(months(), *every) && on.iter().any(named)
            }
            Rule::MonthlyOn { days, every } => {
                let (day, length) = (date.day() as i8, length(date) as i8);
                let named = |wanted: &i8| *wanted == day || *wanted == day - length - 1;
                let named = if days.is_empty() { date.day() == start.day() } else { days.iter().any(named) };
                each(months(), *every) && named
            }
        }
    }
}

/// How many days the month of this day has.
fn length(date: NaiveDate) -> u32 {
    (28..=31).rev().find(|day| date.with_day(*day).is_some()).unwrap_or(28)
}

/// Reads a repetition, in Japanese words or as an RRULE; `None` when any part is not understood.
pub fn parse_recurrence(text: &str) -> Option<Recurrence> {
    if let Some(rule) = rrule::read(text) {
        return Some(rule);
    }
    let chars = plain(text);
    let mut cursor = Cursor::new(&chars);
    if cursor.eat("毎日") {
        return cursor.done().then_some(Rule::Daily { every: 1 }.into());
    }
    if cursor.eat("毎年") {
        return every_year(&mut cursor).filter(|_| cursor.done());
    }
    // Weeks between, or months; the other is none.
    let (weeks, months) = if cursor.eat_any(&["毎週", "週に"]) {
        (1, 0)
    } else if cursor.eat("隔週") {
        (2, 0)
    } else if cursor.eat("隔月") {
        (0, 2)
    } else {
        cursor.eat_any(&["毎月", "月"]);
        (0, 1)
    };
    cursor.eat("の");
    if months > 0
        && let Some(days) = cursor.attempt(days_of_month)
    {
        return cursor.done().then_some(Rule::MonthlyOn { days, every: months }.into());
    }
    let WeekdayText { days, nth, holidays_excluded, .. } = read_weekdays(&mut cursor)?;
    cursor.eat_any(&["に開催", "開催"]);
    let rule = match (weeks, nth.is_empty()) {
        (1.., true) => Rule::Weekly { days, every: weeks, week_start: Weekday::Mon },
        (0, false) => {
            let on = nth.iter().flat_map(|n| days.iter().map(move |day| (*n, day)));
            let on: Vec<_> = on.filter(|(_, day)| *day != Weekday::Holiday).collect();
            // 「第1祝日」 names no day of the week.
            if on.is_empty() {
                return None;
            }
            Rule::Monthly { on, every: months }
        }
        _ => return None,
    };
    cursor.done().then_some(Recurrence { not_on_holidays: holidays_excluded, ..rule.into() })
}

/// 「5月5日」
fn every_year(cursor: &mut Cursor) -> Option<Recurrence> {
    let (month, _) = cursor.number(2)?;
    if !cursor.eat("月") || !(1..=12).contains(&month) {
        return None;
    }
    let days = days_of_month(cursor)?;
    Some(Recurrence { months: vec![month as u8], ..Rule::MonthlyOn { days, every: 1 }.into() })
}

/// 「10日」「5日・20日」.
fn days_of_month(cursor: &mut Cursor) -> Option<Vec<i8>> {
    let mut days = Vec::new();
    loop {
        cursor.eat("・");
        let day = cursor.attempt(|c| {
            let (day, _) = c.number(2)?;
            (c.eat("日") && (1..=31).contains(&day)).then_some(day as i8)
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
        assert_eq!(days("隔週水曜"), [(4, 1), (4, 15), (4, 29), (5, 13), (5, 27), (6, 10), (6, 24)]);
        assert_eq!(days("毎年5月5日"), [(5, 5)]);
        assert_eq!(days("毎日").len(), 91);
        // Sundays and the five holidays of the quarter, one of which is a Sunday.
        assert_eq!(days("毎週日・祝").len(), 13 + 4);
        for text in ["毎月", "毎週", "ときどき", "毎月第6日曜", "毎月第3", ""] {
            assert_eq!(parse_recurrence(text), None, "{text}");
        }
    }
}
