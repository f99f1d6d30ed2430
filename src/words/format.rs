//! Dates, days and times in the words of a language.

use super::{Word, Words};
use crate::calendar::{Date, Hours, TimeOfDay, TimeRange, Weekday};
use crate::events::Times;
use crate::text::decimal::fixed;
use chrono::Datelike;

/// A weekday's short name.
pub fn weekday(words: &Words, day: Weekday) -> &'static str {
    words.text(match day {
        Weekday::Mon => Word::WeekdayMon,
        Weekday::Tue => Word::WeekdayTue,
        Weekday::Wed => Word::WeekdayWed,
        Weekday::Thu => Word::WeekdayThu,
        Weekday::Fri => Word::WeekdayFri,
        Weekday::Sat => Word::WeekdaySat,
        Weekday::Sun => Word::WeekdaySun,
        Weekday::Holiday => Word::WeekdayHoliday,
    })
}

/// A day without its year: 「11月21日（土）」; with it where the year is not today's.
///
/// ```
/// use tsunagi::{calendar::Date, words::{Words, format}};
/// let day = |y, m, d| Date::from_ymd_opt(y, m, d).unwrap();
/// let words = Words::japanese();
/// assert_eq!(format::date(&words, day(2026, 11, 21), day(2026, 11, 1)), "11月21日（土）");
/// assert_eq!(format::date(&words, day(2027, 1, 3), day(2026, 11, 1)), "2027年1月3日（日）");
/// ```
pub fn date(words: &Words, date: Date, today: Date) -> String {
    let word = if date.year() == today.year() { Word::DateDay } else { Word::DateDayWithYear };
    words.fill(
        word,
        &[
            ("year", &date.year().to_string()),
            ("month", &date.month().to_string()),
            ("day", &date.day().to_string()),
            ("weekday", weekday(words, Weekday::of(date))),
        ],
    )
}

/// A day with its year, without the weekday: 「2026年4月1日」.
pub fn date_with_year(words: &Words, date: Date) -> String {
    words.fill(
        Word::DateYearDay,
        &[("year", &date.year().to_string()), ("month", &date.month().to_string()), ("day", &date.day().to_string())],
    )
}

/// Days in runs: 「月〜金・日」.
///
/// ```
/// use tsunagi::{calendar::Weekdays, words::{Words, format}};
/// let days: Vec<_> = Weekdays::WORKDAYS.iter().collect();
/// assert_eq!(format::weekdays(&Words::japanese(), &days), "月〜金");
/// ```
pub fn weekdays(words: &Words, days: &[Weekday]) -> String {
    if Weekday::WEEK.iter().all(|day| days.contains(day)) {
        return words.text(Word::WeekdayEveryDay).to_owned();
    }
    let mut parts: Vec<String> = Vec::new();
    let mut at = 0;
    while at < days.len() {
        let mut last = at;
        while days.get(last + 1).is_some_and(|next| *next != Weekday::Holiday && *next as u8 == days[last] as u8 + 1) {
            last += 1;
        }
        let name = |i: usize| weekday(words, days[i]);
        match last - at {
            0 => parts.push(name(at).to_owned()),
            1 => parts.extend([name(at).to_owned(), name(last).to_owned()]),
            _ => parts.push(words.fill(Word::DateRange, &[("from", name(at)), ("to", name(last))])),
        }
        at = last + 1;
    }
    parts.join(words.text(Word::MarkDot))
}

/// A time of day; beyond midnight it is the next day's: 「翌6:00」.
///
/// ```
/// use tsunagi::{calendar::TimeOfDay, words::{Words, format}};
/// let time = |minutes| format::time(&Words::japanese(), TimeOfDay::from_minutes(minutes).unwrap());
/// assert_eq!((time(540), time(1440), time(1800)), ("9:00".into(), "24:00".into(), "翌6:00".into()));
/// ```
pub fn time(words: &Words, time: TimeOfDay) -> String {
    match time.minutes().checked_sub(24 * 60).filter(|beyond| *beyond > 0).and_then(TimeOfDay::from_minutes) {
        Some(next_day) => words.fill(Word::DateNextDay, &[("time", &next_day.to_string())]),
        None => time.to_string(),
    }
}

/// A distance one can picture: 「約350m」「約1.2km」.
///
/// ```
/// use tsunagi::words::{Words, format};
/// assert_eq!(format::distance(&Words::japanese(), 347.0), "約350m");
/// assert_eq!(format::distance(&Words::japanese(), 1234.0), "約1.2km");
/// ```
pub fn distance(words: &Words, metres: f64) -> String {
    let rounded = (metres / 50.0).round().max(1.0) * 50.0;
    if rounded < 1000.0 {
        words.fill(Word::NearMetres, &[("n", &fixed(rounded, 0))])
    } else {
        words.fill(Word::NearKilometres, &[("n", &fixed(metres / 1000.0, 1))])
    }
}

/// Several ranges of a day: 「9:00〜12:00、13:00〜16:00」; 「24時間」.
pub fn ranges(words: &Words, ranges: &[TimeRange]) -> String {
    let day = |r: &TimeRange| (r.open.minutes(), r.close.minutes()) == (0, 24 * 60);
    if ranges.iter().any(day) {
        return words.text(Word::DateWholeDay).to_owned();
    }
    ranges.iter().map(|r| range(words, *r)).collect::<Vec<_>>().join(words.text(Word::DateComma))
}

/// 「9:00〜17:00」
pub fn range(words: &Words, range: TimeRange) -> String {
    words.fill(Word::DateRange, &[("from", &time(words, range.open)), ("to", &time(words, range.close))])
}

/// Days with 「第2・第4」 before them where only some weeks are meant.
pub fn nth_days(words: &Words, nth: &[i8], days: &[Weekday]) -> String {
    let names = weekdays(words, days);
    if nth.is_empty() {
        return names;
    }
    let weeks: Vec<String> = nth
        .iter()
        .map(|n| match n {
            -1 => words.text(Word::PlaceHoursLast).to_owned(),
            n => words.fill(Word::PlaceHoursNth, &[("weeks", &n.to_string())]),
        })
        .collect();
    format!("{} {names}", weeks.join(words.text(Word::MarkDot)))
}

/// Opening hours in one line, 「月〜金 9:00〜17:00」; empty when nothing is certain.
pub fn hours(words: &Words, hours: &Hours) -> String {
    let times = ranges(words, &hours.usual);
    if hours.days.is_empty() {
        return times;
    }
    let all: Vec<Weekday> = hours.days.iter().collect();
    let days = nth_days(words, &hours.nth, &all);
    if times.is_empty() { days } else { format!("{days} {times}") }
}

/// An event's hours, as far as they are known; empty when nothing is.
pub fn times(words: &Words, times: Times) -> String {
    match (times.start, times.end) {
        (Some(start), Some(end)) => {
            words.fill(Word::DateRange, &[("from", &start.to_string()), ("to", &end.to_string())])
        }
        (Some(start), None) => words.fill(Word::EventsFrom, &[("time", &start.to_string())]),
        (None, Some(end)) => words.fill(Word::DateUntil, &[("to", &end.to_string())]),
        (None, None) => String::new(),
    }
}
