//! Dates: 2026-04-01, 2026/4/1, 20260401, 2026年4月1日, 令和8年4月1日, R8.4.1.

use super::scan::Cursor;
use crate::text::width::narrow;
use chrono::{Datelike, NaiveDate};

/// A date as HTML's own date fields write it.
///
/// ```
/// use tsunagi::calendar::{Date, iso};
/// assert_eq!(iso("2026-04-01"), Date::from_ymd_opt(2026, 4, 1));
/// assert_eq!((iso("2026-02-30"), iso("2026/4/1"), iso("2026-+4-01")), (None, None, None));
/// ```
pub fn iso(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    // Nothing but digits: `parse` takes a sign as well. And no year that is written with one.
    let mut number = |most: usize| -> Option<u32> {
        let part = parts.next()?;
        (part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
    };
    NaiveDate::from_ymd_opt(number(4)? as i32, number(2)?, number(2)?)
}

/// A date in any notation met in municipal files. A weekday or a time behind it is passed over.
///
/// Era years are read leniently where an era ended (H31.5.1 is 2019-05-01, as forms printed before the change say).
///
/// ```
/// use tsunagi::calendar::{Date, parse_date};
/// let day = Date::from_ymd_opt(2026, 4, 1);
/// for text in ["2026-04-01", "2026/4/1", "２０２６年４月１日（水）", "令和8年4月1日", "R8.4.1", "20260401"] {
///     assert_eq!(parse_date(text), day, "{text}");
/// }
/// assert_eq!(parse_date("2026-02-30"), None);
/// ```
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    // 「2026/4/1 0:00」: without the space the day would run into the hour.
    let text = narrow(text);
    let time = text.find(':').and_then(|colon| text[..colon].trim_end().rfind(char::is_whitespace));
    let chars = plain(time.map_or(&*text, |space| &text[..space]));
    let mut cursor = Cursor::new(&chars);
    let date = read(&mut cursor, None)?;
    finish(&mut cursor).then_some(date)
}

/// Several dates separated by `;`, `、` or spaces; one without a year takes the year of the one before it.
///
/// Gives the dates in the order written, and what was not understood.
///
/// ```
/// use tsunagi::calendar::{Date, parse_dates};
/// let (dates, rest) = parse_dates("2026/12/15;1月19日、みてい");
/// assert_eq!(dates, [Date::from_ymd_opt(2026, 12, 15).unwrap(), Date::from_ymd_opt(2027, 1, 19).unwrap()]);
/// assert_eq!(rest, ["みてい"]);
/// ```
pub fn parse_dates(text: &str) -> (Vec<NaiveDate>, Vec<String>) {
    let mut dates: Vec<NaiveDate> = Vec::new();
    let mut rest = Vec::new();
    let separated = narrow(text);
    for part in separated.split([';', '、', ',', '，', '\n', '・', ' ']).filter(|p| !p.trim().is_empty()) {
        let chars = plain(part);
        let mut cursor = Cursor::new(&chars);
        match read(&mut cursor, dates.last().copied()).filter(|_| finish(&mut cursor)) {
            Some(date) => dates.push(date),
            None => rest.push(part.trim().to_owned()),
        }
    }
    (dates, rest)
}

/// One width, no spaces, and the dashes of a date as one: here `/` and `-` stay what they are.
fn plain(text: &str) -> Vec<char> {
    narrow(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if matches!(c, '‐' | '‑' | '–' | '−' | 'ー') { '-' } else { c })
        .collect()
}

/// A weekday in brackets, and a time, may follow.
fn finish(cursor: &mut Cursor) -> bool {
    if cursor.eat("(") {
        while let Some(c) = cursor.peek() {
            cursor.at += 1;
            if c == ')' {
                break;
            }
        }
    }
    cursor.done()
        || cursor.eat("T")
        || cursor
            .attempt(|c| {
                let (_, digits) = c.number(2)?;
                (c.eat(":") && digits > 0).then_some(())
            })
            .is_some()
}

fn read(cursor: &mut Cursor, before: Option<NaiveDate>) -> Option<NaiveDate> {
    if let Some(year) = cursor.attempt(era) {
        let year = i32::try_from(year).ok()?;
        cursor.eat_any(&["年", ".", "/", "-"]);
        let (month, day) = month_day(cursor)?;
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    if let Some(date) = cursor.attempt(|c| {
        let (year, digits) = c.number(4)?;
        if digits != 4 {
            return None;
        }
        let year = i32::try_from(year).ok()?;
        if !c.eat_any(&["年", ".", "/", "-"]) {
            let (month, two) = c.number(2)?;
            let (day, also_two) = c.number(2)?;
            return if two == 2 && also_two == 2 { NaiveDate::from_ymd_opt(year, month, day) } else { None };
        }
        let (month, day) = month_day(c)?;
        NaiveDate::from_ymd_opt(year, month, day)
    }) {
        return Some(date);
    }
    // No year: the one before it in the list, or the next year once the months begin again.
    let before = before?;
    let (month, day) = month_day(cursor)?;
    let same = NaiveDate::from_ymd_opt(before.year(), month, day)?;
    if same < before {
        // No list goes on beyond the last year that has four digits.
        let year = Some(before.year() + 1).filter(|year| *year <= 9999)?;
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    Some(same)
}

fn month_day(cursor: &mut Cursor) -> Option<(u32, u32)> {
    let (month, _) = cursor.number(2)?;
    if !cursor.eat_any(&["月", ".", "/", "-"]) {
        return None;
    }
    let (day, _) = cursor.number(2)?;
    cursor.eat("日");
    Some((month, day))
}

/// The western year of an era year: 令和8 to 2026.
fn era(cursor: &mut Cursor) -> Option<u32> {
    const ERAS: [(&[&str], u32); 5] = [
        (&["令和", "R", "r"], 2018),
        (&["平成", "H", "h"], 1988),
        (&["昭和", "S", "s"], 1925),
        (&["大正", "T", "t"], 1911),
        (&["明治", "M", "m"], 1867),
    ];
    let (_, base) = ERAS.iter().find(|(names, _)| cursor.eat_any(names))?;
    cursor.eat(".");
    if cursor.eat("元") {
        return Some(base + 1);
    }
    cursor.number(2).filter(|(year, _)| *year > 0).map(|(year, _)| base + year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    #[test]
    fn notations() {
        for (text, expected) in [
            ("1952/1/25", day(1952, 1, 25)),
            ("1950-07-10", day(1950, 7, 10)),
            ("S27.1.25", day(1952, 1, 25)),
            ("Ｒ８．４．１", day(2026, 4, 1)),
            ("令和元年5月1日", day(2019, 5, 1)),
            ("平成31年4月30日", day(2019, 4, 30)),
            ("H31.5.1", day(2019, 5, 1)),
            ("2026-04-01T00:00:00", day(2026, 4, 1)),
            ("2026/4/1 0:00", day(2026, 4, 1)),
            ("2026年4月1日(水曜日)", day(2026, 4, 1)),
            ("2024/2/29", day(2024, 2, 29)),
            ("2026/2/29", None),
            ("4月1日", None),
            ("未定", None),
            ("令和8年度", None),
            ("2026-04-01 まで", None),
            ("", None),
        ] {
            assert_eq!(parse_date(text), expected, "{text}");
        }
    }
}
