//! Events for everyone's calendar: iCalendar (RFC 5545), for one event and for feeds that calendars come back to.
//!
//! Times are Japan's whatever the phone's zone (TZID with its VTIMEZONE). A series is one VEVENT with its rule; a single day
//! that is called off is a second one with the day's RECURRENCE-ID and STATUS:CANCELLED, so that a calendar shows it struck
//! out instead of losing it. UID stays while the event keeps its number in the list, SEQUENCE grows with 更新日.

use super::event::Event;
use super::listing::occurrences;
use crate::calendar::ics::{basic, escape, line};
use crate::calendar::{Date, Recurrence, Rule, TimeOfDay, Weekday};
use crate::data::columns::Field;
use chrono::Days;

/// What a calendar is made with.
#[derive(Clone, Debug)]
pub struct Made<'a> {
    /// The name that calendars show.
    pub name: &'a str,
    /// Where the site is on the web, with a slash at its end; empty where that is not known.
    pub site: &'a str,
    /// 全国地方公共団体コード or another word that tells this city's events from others': part of the UID.
    pub city: &'a str,
    /// The day on which it is made.
    pub stamp: Date,
    /// Minutes before an event at which the calendar reminds one; none in feeds.
    pub alarm: Option<u32>,
}

/// How far a list of single days is followed, in days.
const FOLLOWED: u64 = 731;

/// A calendar of events.
///
/// ```
/// use tsunagi::{calendar::Date, data::{Catalog, SourceFile}, events::icalendar::{Made, calendar}};
/// let text = "ID,イベント名,開始日,終了日,開始時間,終了時間,くりかえし\ne1,おはなし会,2026-11-01,2027-03-31,10:30,11:00,毎月第3日曜\n";
/// let file = SourceFile { name: "event.csv".into(), bytes: Ok(text.as_bytes().to_vec()) };
/// let today = Date::from_ymd_opt(2026, 11, 21).unwrap();
/// let catalog = Catalog::read(&[file], &|_| None, today);
/// let made = Made { name: "汐見市", site: "", city: "990019", stamp: today, alarm: None };
/// let text = calendar(&made, catalog.events.iter());
/// assert!(text.contains("DTSTART;TZID=Asia/Tokyo:20261115T103000\r\n"));
/// assert!(text.contains("RRULE:FREQ=MONTHLY;BYDAY=3SU;UNTIL=20270331T145959Z\r\n"));
/// ```
pub fn calendar<'a>(made: &Made, events: impl Iterator<Item = &'a Event>) -> String {
    let mut out = String::new();
    for text in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tsunagi//Events//JA", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    {
        line(&mut out, text);
    }
    line(&mut out, &format!("X-WR-CALNAME:{}", escape(made.name)));
    line(&mut out, "X-WR-TIMEZONE:Asia/Tokyo");
    // How often a calendar looks again (RFC 7986 5.7, and the older name of it).
    line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION:PT12H");
    line(&mut out, "X-PUBLISHED-TTL:PT12H");
    for text in [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Tokyo",
        "BEGIN:STANDARD",
        "DTSTART:19510909T000000",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
        "TZNAME:JST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ] {
        line(&mut out, text);
    }
    for event in events {
        entries(&mut out, made, event);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// One event: its series, then each single day of it that is called off.
fn entries(out: &mut String, made: &Made, event: &Event) {
    let Some(start) = event.start.or_else(|| event.dates.iter().min().copied()) else { return };
    let last = start.checked_add_days(Days::new(FOLLOWED)).unwrap_or(start);
    let all = occurrences(event, 0, start, last);
    let Some(first) = all.first().map(|o| o.date) else { return };
    let list: Vec<Date> = event.dates.iter().copied().filter(|d| *d != first).collect();
    entry(out, made, event, first, None, &list);
    if event.cancelled {
        return;
    }
    let off = event.cancelled_dates.iter().filter(|day| all.iter().any(|o| o.date == **day));
    for day in off {
        entry(out, made, event, *day, Some(*day), &[]);
    }
}

/// `only`: the single day of the series that this entry stands for.
fn entry(out: &mut String, made: &Made, event: &Event, first: Date, only: Option<Date>, others: &[Date]) {
    line(out, "BEGIN:VEVENT");
    line(
        out,
        &format!("UID:{}@{}.tsunagi.invalid", escape(&event.id), if made.city.is_empty() { "city" } else { made.city }),
    );
    let stamp = event.updated.unwrap_or(made.stamp);
    line(out, &format!("DTSTAMP:{}T000000Z", basic(stamp)));
    line(out, &format!("LAST-MODIFIED:{}T000000Z", basic(stamp)));
    line(out, &format!("SEQUENCE:{}", sequence(event)));
    if let Some(day) = only {
        line(out, &format!("RECURRENCE-ID{}", moment(day, event.times.start)));
    }
    line(out, &format!("DTSTART{}", moment(first, event.times.start)));
    if let Some(end) = end(event, first) {
        line(out, &format!("DTEND{end}"));
    }
    if only.is_none() {
        if let Some(rule) = event.recurrence.as_ref().filter(|_| event.dates.is_empty()).map(|rule| rrule(rule, event))
        {
            line(out, &rule);
            for day in left_out(event, first) {
                line(out, &format!("EXDATE{}", moment(day, event.times.start)));
            }
        }
        for day in others {
            line(out, &format!("RDATE{}", moment(*day, event.times.start)));
        }
    }
    line(out, &format!("SUMMARY:{}", escape(&event.name)));
    let place = [event.venue.as_str(), event.address.as_str()];
    let place = place.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("、");
    if !place.is_empty() {
        line(out, &format!("LOCATION:{}", escape(&place)));
    }
    if let Some(position) = event.position {
        line(out, &format!("GEO:{:.6};{:.6}", position.latitude, position.longitude));
    }
    let description = description(event);
    if !description.is_empty() {
        line(out, &format!("DESCRIPTION:{}", escape(&description)));
    }
    if !event.category.is_empty() {
        line(out, &format!("CATEGORIES:{}", escape(&event.category)));
    }
    if !made.site.is_empty() {
        line(out, &format!("URL:{}event/?id={}", made.site, event.id));
    }
    let status = if event.cancelled || only.is_some() { "CANCELLED" } else { "CONFIRMED" };
    line(out, &format!("STATUS:{status}"));
    if let Some(minutes) = made.alarm.filter(|_| only.is_none() && !event.cancelled) {
        line(out, "BEGIN:VALARM");
        line(out, "ACTION:DISPLAY");
        line(out, &format!("DESCRIPTION:{}", escape(&event.name)));
        line(out, &format!("TRIGGER:-PT{minutes}M"));
        line(out, "END:VALARM");
    }
    line(out, "END:VEVENT");
}

/// Grows with 更新日: days since the beginning of 2020.
fn sequence(event: &Event) -> i64 {
    let epoch = Date::from_ymd_opt(2020, 1, 1).unwrap_or_default();
    let days = event.updated.map_or(0, |day| (day - epoch).num_days().max(0));
    // Called off without a new 更新日 is a change too.
    2 * days + i64::from(event.cancelled || !event.cancelled_dates.is_empty())
}

/// A property's value: a time in Japan, or a whole day.
fn moment(day: Date, time: Option<TimeOfDay>) -> String {
    match time {
        None => format!(";VALUE=DATE:{}", basic(day)),
        Some(time) => {
            let over = u64::from(time.minutes() / (24 * 60));
            let (day, minutes) = (day.checked_add_days(Days::new(over)).unwrap_or(day), time.minutes() % (24 * 60));
            format!(";TZID=Asia/Tokyo:{}T{:02}{:02}00", basic(day), minutes / 60, minutes % 60)
        }
    }
}

fn end(event: &Event, first: Date) -> Option<String> {
    match (event.times.start, event.times.end) {
        (Some(start), Some(end)) if end > start => Some(moment(first, Some(end))),
        (Some(_), _) => None,
        (None, _) => {
            // Whole days: the end is the first that is no longer part of it (3.6.1).
            let last = event.end.filter(|_| !event.repeats()).unwrap_or(first).max(first);
            Some(moment(last.checked_add_days(Days::new(1)).unwrap_or(last), None))
        }
    }
}

/// RRULE (3.3.10) of a repetition.
fn rrule(rule: &Recurrence, event: &Event) -> String {
    let name = |day: Weekday| match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
        Weekday::Holiday => "",
    };
    let weekdays = |days: &crate::calendar::Weekdays| -> Vec<&'static str> {
        days.iter().filter(|d| *d != Weekday::Holiday).map(name).collect()
    };
    let mut text = match &rule.rule {
        Rule::Weekly { days } => format!("FREQ=WEEKLY;BYDAY={}", weekdays(days).join(",")),
        Rule::Monthly { nth, days, every } => {
            let days = weekdays(days);
            let each: Vec<String> = nth.iter().flat_map(|n| days.iter().map(move |day| format!("{n}{day}"))).collect();
            let interval = if *every > 1 { format!("INTERVAL={every};") } else { String::new() };
            format!("FREQ=MONTHLY;{interval}BYDAY={}", each.join(","))
        }
        Rule::MonthlyOn { days } => {
            let days: Vec<String> = days.iter().map(u8::to_string).collect();
            format!("FREQ=MONTHLY;BYMONTHDAY={}", days.join(","))
        }
    };
    if let Some(last) = event.end.filter(|end| event.start.is_some_and(|start| *end > start)) {
        // The end of that day in Japan, in UTC, where times have a zone; the day itself where they are whole days.
        let until = if event.times.start.is_some() { format!("{}T145959Z", basic(last)) } else { basic(last) };
        text.push_str(&format!(";UNTIL={until}"));
    }
    format!("RRULE:{text}")
}

/// Holidays that a series leaves out: a rule of iCalendar knows none.
fn left_out(event: &Event, first: Date) -> Vec<Date> {
    let Some(series) = event.recurrence.as_ref().filter(|series| series.not_on_holidays) else { return Vec::new() };
    let last = first.checked_add_days(Days::new(FOLLOWED)).unwrap_or(first);
    let last = event.end.filter(|end| *end > first).map_or(last, |end| end.min(last));
    let start = event.start.unwrap_or(first);
    first
        .iter_days()
        .take_while(|day| *day <= last)
        .filter(|day| series.rule.falls_on(start, *day) && !series.falls_on(start, *day))
        .collect()
}

/// What one has to know before one goes, as the list says it.
fn description(event: &Event) -> String {
    let facts = [Field::Summary, Field::Description, Field::Target, Field::Fee, Field::Booking, Field::Bring];
    let mut parts: Vec<&str> = facts.iter().filter_map(|field| event.fact(*field)).collect();
    let phone = event.phones.first().map(|p| p.written.as_str());
    parts.extend(phone);
    parts.join("\n")
}
