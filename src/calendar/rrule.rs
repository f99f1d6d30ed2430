//! RRULE (RFC 5545 3.3.10): the rules that calendars write for a series, read and written.
//!
//! Read is what has a day in [`Rule`]: DAILY, WEEKLY, MONTHLY and YEARLY with INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, WKST, UNTIL
//! and COUNT. What else there is (BYSETPOS, BYWEEKNO, BYYEARDAY, hours and below) is not guessed at but told.

use super::ics::basic;
use super::recurrence::{Recurrence, Rule};
use super::weekday::{Weekday, Weekdays};
use super::{Date, parse_date};
use crate::choices;
use crate::text::width::narrow;
use chrono::Datelike;

/// After how many days, weeks or months at most one of a series follows another.
const LONGEST: u16 = 1000;

const NAMES: [(Weekday, &str); 7] = [
    (Weekday::Mon, "MO"),
    (Weekday::Tue, "TU"),
    (Weekday::Wed, "WE"),
    (Weekday::Thu, "TH"),
    (Weekday::Fri, "FR"),
    (Weekday::Sat, "SA"),
    (Weekday::Sun, "SU"),
];

fn weekday(name: &str) -> Option<Weekday> {
    choices::of_key(&NAMES, name)
}

fn name(day: Weekday) -> &'static str {
    choices::key(&NAMES, &day)
}

/// Reads a rule, with or without `RRULE:` before it; `None` when it is none, or has a part that is not followed.
///
/// ```
/// use tsunagi::calendar::{Date, rrule};
/// let day = |m, d| Date::from_ymd_opt(2026, m, d).unwrap();
/// let rule = rrule::read("RRULE:FREQ=MONTHLY;BYDAY=1MO,-1FR;COUNT=3").unwrap();
/// let days: Vec<_> = rule.between(day(4, 1), day(4, 1), day(12, 31)).collect();
/// assert_eq!(days, [day(4, 6), day(4, 24), day(5, 4)]);
/// assert_eq!(rrule::read("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1"), None);
/// ```
pub fn read(text: &str) -> Option<Recurrence> {
    let text = narrow(text.trim()).to_uppercase();
    let text = text.strip_prefix("RRULE:").unwrap_or(&text);
    if !text.starts_with("FREQ=") {
        return None;
    }
    let (mut every, mut week_start, mut until, mut count) = (1, Weekday::Mon, None, None);
    let (mut frequency, mut days, mut month_days, mut months) = ("", Vec::new(), Vec::new(), Vec::new());
    for part in text.split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=')?;
        match name.trim() {
            "FREQ" => frequency = value.trim(),
            "INTERVAL" => every = value.parse().ok().filter(|n: &u16| (1..=LONGEST).contains(n))?,
            "COUNT" => count = Some(value.parse().ok().filter(|n: &u32| *n > 0)?),
            // The day in Japan is all that is kept: 14:59:59Z is the last second of it.
            "UNTIL" => until = Some(day_of(value)?),
            "WKST" => week_start = weekday(value)?,
            "BYDAY" => days = value.split(',').map(nth_day).collect::<Option<Vec<_>>>()?,
            "BYMONTHDAY" => {
                let each = value.split(',').map(|n| n.parse().ok().filter(|n: &i8| *n != 0 && (-31..=31).contains(n)));
                month_days = each.collect::<Option<Vec<_>>>()?;
            }
            "BYMONTH" => {
                let each = value.split(',').map(|n| n.parse().ok().filter(|n: &u8| (1..=12).contains(n)));
                months = each.collect::<Option<Vec<_>>>()?;
            }
            _ => return None,
        }
    }
    let plain = days.iter().all(|(nth, _)| *nth == 0);
    let set = || days.iter().map(|(_, day)| *day).collect::<Weekdays>();
    let rule = match (frequency, days.is_empty(), month_days.is_empty()) {
        ("DAILY", true, true) => Rule::Daily { every },
        ("DAILY", false, true) if plain && every == 1 => Rule::Weekly { days: set(), every, week_start },
        ("WEEKLY", _, true) if plain => Rule::Weekly { days: set(), every, week_start },
        ("MONTHLY", false, true) => Rule::Monthly { on: days, every },
        ("MONTHLY", true, _) => Rule::MonthlyOn { days: month_days, every },
        // A year is twelve months; in named months every one of them, which only a rule of every year can be.
        ("YEARLY", true, true) if months.is_empty() => {
            let every = every.checked_mul(12).filter(|months| *months <= LONGEST)?;
            Rule::MonthlyOn { days: month_days, every }
        }
        ("YEARLY", true, _) if every == 1 => Rule::MonthlyOn { days: month_days, every: 1 },
        ("YEARLY", false, true) if every == 1 && !months.is_empty() => Rule::Monthly { on: days, every: 1 },
        _ => return None,
    };
    Some(Recurrence { months, until, count, ..rule.into() })
}

/// 20270331, 20270331T145959Z: the day in Japan.
fn day_of(value: &str) -> Option<Date> {
    let day = parse_date(value.get(..8)?)?;
    let hour: u32 = match value.strip_suffix('Z').and_then(|value| value.get(9..11)) {
        Some(hour) => hour.parse().ok()?,
        None => 0,
    };
    if hour + 9 >= 24 { day.succ_opt() } else { Some(day) }
}

/// `MO`, `3SU`, `-1FR`.
fn nth_day(text: &str) -> Option<(i8, Weekday)> {
    let at = text.len().checked_sub(2).filter(|at| text.is_char_boundary(*at))?;
    let nth = match &text[..at] {
        "" => 0,
        number => number.parse().ok().filter(|n: &i8| *n != 0 && (-5..=5).contains(n))?,
    };
    Some((nth, weekday(&text[at..])?))
}

/// Writes a rule for a series that began on `start` and goes on to `last` at most. `timed`: its days have hours, which decides
/// how the end is written.
pub fn write(series: &Recurrence, start: Date, last: Option<Date>, timed: bool) -> String {
    let interval = |every: u16| if every > 1 { format!(";INTERVAL={every}") } else { String::new() };
    let mut text = match &series.rule {
        Rule::Daily { every } => format!("FREQ=DAILY{}", interval(*every)),
        Rule::Weekly { days, every, week_start } => {
            let mut named: Vec<_> = days.iter().filter(|day| *day != Weekday::Holiday).map(name).collect();
            if named.is_empty() {
                named.push(name(Weekday::of(start)));
            }
            let week = if *week_start == Weekday::Mon || *every < 2 {
                String::new()
            } else {
                format!(";WKST={}", name(*week_start))
            };
            format!("FREQ=WEEKLY{}{week};BYDAY={}", interval(*every), named.join(","))
        }
        Rule::Monthly { on, every } => {
            let one = |(nth, day): &(i8, Weekday)| {
                if *nth == 0 { name(*day).to_owned() } else { format!("{nth}{}", name(*day)) }
            };
            format!("FREQ=MONTHLY{};BYDAY={}", interval(*every), on.iter().map(one).collect::<Vec<_>>().join(","))
        }
        Rule::MonthlyOn { days, every } => {
            let mut named: Vec<_> = days.iter().map(i8::to_string).collect();
            if named.is_empty() {
                named.push(start.day().to_string());
            }
            format!("FREQ=MONTHLY{};BYMONTHDAY={}", interval(*every), named.join(","))
        }
    };
    if !series.months.is_empty() {
        let months: Vec<_> = series.months.iter().map(u8::to_string).collect();
        text.push_str(&format!(";BYMONTH={}", months.join(",")));
    }
    let own = series.last(start);
    let last = own.into_iter().chain(last).min();
    match (last, series.count) {
        // The end of that day in Japan, in UTC, where times have a zone; the day itself where they are whole days.
        (Some(last), _) if timed => text.push_str(&format!(";UNTIL={}T145959Z", basic(last))),
        (Some(last), _) => text.push_str(&format!(";UNTIL={}", basic(last))),
        (None, Some(count)) => text.push_str(&format!(";COUNT={count}")),
        (None, None) => {}
    }
    format!("RRULE:{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_followed_is_not_guessed() {
        for text in [
            "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1",
            "FREQ=HOURLY",
            "FREQ=WEEKLY;BYDAY=2MO",
            "FREQ=YEARLY;BYDAY=20MO",
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=5,6",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=YEARLY;INTERVAL=84",
            "FREQ=WEEKLY;COUNT=0",
            "FREQ=WEEKLY;BYDAY=あ",
            "FREQ=",
            "毎週火",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_end_is_a_day_in_japan() {
        let until = |text: &str| read(&format!("FREQ=DAILY;UNTIL={text}")).and_then(|rule| rule.until);
        let day = |d| Date::from_ymd_opt(2027, 3, d);
        assert_eq!(until("20270331"), day(31));
        assert_eq!(until("20270331T145959Z"), day(31));
        assert_eq!(until("20270330T150000Z"), day(31));
        assert_eq!(until("20270331T235959"), day(31));
    }
}
