//! iCalendar (RFC 5545): days that a family takes over into its own calendar.
//!
//! Written here rather than by the icalendar crate: whole days need neither its parser nor its random ids, and the family's
//! page carries every byte.

use super::Date;
use chrono::{Datelike, Days};
use std::fmt::Write;

/// One entry of a calendar: a day, or several whole days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The same for the same thing each time, so that taking it over again changes it rather than doubling it.
    pub uid: String,
    pub first: Date,
    /// The last day, included.
    pub last: Date,
    pub summary: String,
    pub description: String,
}

/// A calendar of whole days. `stamp` is the day on which it is made.
///
/// ```
/// use tsunagi::calendar::{Date, ics::{Item, calendar}};
/// let day = Date::from_ymd_opt(2026, 12, 3).unwrap();
/// let item = Item { uid: "c1.checkup-3m".into(), first: day, last: day, summary: "4か月児健診".into(), description: String::new() };
/// let text = calendar("うちの予定", &[item], day);
/// assert!(text.contains("DTSTART;VALUE=DATE:20261203\r\nDTEND;VALUE=DATE:20261204\r\n"));
/// ```
pub fn calendar(name: &str, items: &[Item], stamp: Date) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Tsunagi//Family//JA");
    line(&mut out, &format!("X-WR-CALNAME:{}", escape(name)));
    for item in items {
        // The end is the first day that is no longer part of it (3.6.1).
        let last = item.last.max(item.first);
        let end = next_day(last).unwrap_or(last);
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{}@tsunagi.invalid", escape(&item.uid)));
        line(&mut out, &format!("DTSTAMP:{}T000000Z", basic(stamp)));
        line(&mut out, &format!("DTSTART;VALUE=DATE:{}", basic(item.first)));
        line(&mut out, &format!("DTEND;VALUE=DATE:{}", basic(end)));
        line(&mut out, &format!("SUMMARY:{}", escape(&item.summary)));
        if !item.description.is_empty() {
            line(&mut out, &format!("DESCRIPTION:{}", escape(&item.description)));
        }
        // It takes no time of the day away.
        line(&mut out, "TRANSP:TRANSPARENT");
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// The day after, where a calendar can write it: it has four digits for the year.
pub(crate) fn next_day(day: Date) -> Option<Date> {
    day.checked_add_days(Days::new(1)).filter(|next| next.year() <= 9999)
}

/// DATE (3.3.4): 20261121.
pub(crate) fn basic(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// TEXT (3.3.11).
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            // No calendar needs one, and words on its two sides are two.
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A content line, folded at 75 bytes and never inside a letter (3.1). Whatever is written into it, it stays one.
pub(crate) fn line(out: &mut String, text: &str) {
    let mut width = 0;
    for c in text.chars().filter(|c| !c.is_control()) {
        if width + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        // A char can always be written into a String.
        let _ = out.write_char(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_letters_and_signs_escaped() {
        let day = Date::from_ymd_opt(2026, 12, 31).expect("a day");
        let long = "母子健康手帳、受診票;持ちもの,\\".repeat(6);
        let item =
            Item {
                uid: "a".into(), first: day, last: day, summary: "一行\n二行".into(), description: long.clone()
            };
        let text = calendar("年", &[item], day);
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains("SUMMARY:一行\\n二行\r\n"));
        let description = unfolded.split("DESCRIPTION:").nth(1).and_then(|t| t.split("\r\n").next()).expect("there");
        assert_eq!(description.replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\"), long);
        assert!(unfolded.contains("DTEND;VALUE=DATE:20270101"));
    }
}
