//! Times of day and ranges of them.

use super::scan::{Cursor, plain};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Minutes since midnight, to the noon of the next day: a range may end after midnight (「25:00」「翌9:00」).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    const LAST: u16 = 36 * 60;

    pub fn from_minutes(minutes: u16) -> Option<TimeOfDay> {
        (minutes <= TimeOfDay::LAST).then_some(TimeOfDay(minutes))
    }

    pub fn new(hour: u16, minute: u16) -> Option<TimeOfDay> {
        if minute > 59 || hour > 30 { None } else { TimeOfDay::from_minutes(hour * 60 + minute) }
    }

    /// Minutes since midnight.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// From opening to closing; the close is not before the open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimeRange {
    pub open: TimeOfDay,
    pub close: TimeOfDay,
}

/// One time: 9:00, 07：00, 9時, 午後1時半, 正午, 19：00まで.
///
/// ```
/// use tsunagi::calendar::parse_time;
/// assert_eq!(parse_time("１９：００まで").map(|t| t.to_string()).as_deref(), Some("19:00"));
/// assert_eq!(parse_time("午後1時半").map(|t| t.to_string()).as_deref(), Some("13:30"));
/// assert_eq!(parse_time("25:70"), None);
/// ```
pub fn parse_time(text: &str) -> Option<TimeOfDay> {
    if let Some(time) = fraction_of_day(text) {
        return Some(time);
    }
    let chars = plain(text);
    let mut cursor = Cursor::new(&chars);
    let time = read_time(&mut cursor)?;
    cursor.eat_any(&["まで", "から", "より", "頃", "ごろ"]);
    cursor.done().then_some(time)
}

/// 0.375 is 9:00 to a spreadsheet, and is what is left of it in some files.
fn fraction_of_day(text: &str) -> Option<TimeOfDay> {
    let digits = crate::text::width::narrow(text);
    let digits = digits.trim().strip_prefix("0.").filter(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))?;
    // Of a day, the ninth digit is less than a ten-thousandth of a second.
    let digits = &digits[..digits.len().min(9)];
    let (part, whole) = (digits.parse::<u64>().ok()?, 10_u64.pow(digits.len() as u32));
    TimeOfDay::from_minutes(((part * 24 * 60 + whole / 2) / whole) as u16)
}

/// One range: 「9:00～17:00」「9時から17時まで」.
///
/// ```
/// use tsunagi::calendar::parse_time_range;
/// let range = parse_time_range("９：００～１７：００").unwrap();
/// assert_eq!((range.open.to_string(), range.close.to_string()), ("9:00".into(), "17:00".into()));
/// ```
pub fn parse_time_range(text: &str) -> Option<TimeRange> {
    let chars = plain(text);
    let mut cursor = Cursor::new(&chars);
    let range = read_range(&mut cursor)?;
    cursor.done().then_some(range)
}

/// As many ranges as come next, each after the one before: 「9:00～12:00、13:00～16:00」「24時間」.
pub(super) fn read_ranges(cursor: &mut Cursor) -> Vec<TimeRange> {
    let mut all: Vec<TimeRange> = Vec::new();
    if cursor.eat("24時間") {
        return vec![TimeRange { open: TimeOfDay(0), close: TimeOfDay(24 * 60) }];
    }
    while let Some(range) = cursor.attempt(|c| {
        if let Some(last) = all.last() {
            while c.eat_any(&["・", "と", "及び", "および", "&"]) {}
            return read_range(c).filter(|next| last.close <= next.open);
        }
        read_range(c)
    }) {
        all.push(range);
    }
    all
}

pub(super) fn read_range(cursor: &mut Cursor) -> Option<TimeRange> {
    cursor.attempt(|c| {
        let open = read_time(c)?;
        if !c.eat_any(&["から", "より", "-"]) {
            return None;
        }
        let close = read_time(c)?;
        c.eat("まで");
        (open <= close).then_some(TimeRange { open, close })
    })
}

pub(super) fn read_time(cursor: &mut Cursor) -> Option<TimeOfDay> {
    cursor.attempt(|c| {
        if c.eat_any(&["翌朝", "翌日", "翌"]) {
            // Said once: the day after the next is none of these hours.
            return TimeOfDay::from_minutes(of_the_day(c)?.0.checked_add(24 * 60)?);
        }
        of_the_day(c)
    })
}

fn of_the_day(cursor: &mut Cursor) -> Option<TimeOfDay> {
    cursor.attempt(|c| {
        if c.eat("正午") {
            return TimeOfDay::new(12, 0);
        }
        let afternoon = c.eat_any(&["午後", "PM", "pm"]);
        if !afternoon {
            c.eat_any(&["午前", "AM", "am"]);
        }
        let (hour, digits) = c.number(4)?;
        let (hour, minute) = if digits == 4 {
            (hour / 100, hour % 100)
        } else if digits > 2 {
            return None;
        } else if c.eat(":") {
            let (minute, two) = c.number(2)?;
            if two != 2 {
                return None;
            }
            // Seconds, as spreadsheets write them.
            c.attempt(|c| (c.eat(":") && c.number(2)?.1 == 2).then_some(()));
            (hour, minute)
        } else if c.eat("時") {
            if c.eat("半") {
                (hour, 30)
            } else {
                let minute = c.attempt(|c| c.number(2).filter(|_| c.eat("分"))).map_or(0, |(m, _)| m);
                (hour, minute)
            }
        } else {
            return None;
        };
        let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
        TimeOfDay::new(u16::try_from(hour).ok()?, u16::try_from(minute).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notations() {
        for (text, expected) in [
            ("7:00", Some("7:00")),
            ("07：30", Some("7:30")),
            ("9時", Some("9:00")),
            ("9時30分", Some("9:30")),
            ("午前９時半", Some("9:30")),
            ("09:00:00", Some("9:00")),
            ("0900", Some("9:00")),
            ("正午", Some("12:00")),
            ("24:00", Some("24:00")),
            ("0.375", Some("9:00")),
            ("0.72916666666666663", Some("17:30")),
            ("0.99999", Some("24:00")),
            ("0.0006944", Some("0:01")),
            ("25:00", Some("25:00")),
            ("31:00", None),
            ("9", None),
            ("9:5", None),
            ("随時", None),
            ("", None),
        ] {
            assert_eq!(parse_time(text).map(|t| t.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn ranges() {
        for text in ["9:00～17:00", "9:00〜17:00", "9:00-17:00", "9:00－17:00", "9時から17時まで", "9:00−17:00"]
        {
            let range = parse_time_range(text).map(|r| (r.open.minutes(), r.close.minutes()));
            assert_eq!(range, Some((540, 1020)), "{text}");
        }
        assert_eq!(parse_time_range("17:00～9:00"), None);
    }
}
