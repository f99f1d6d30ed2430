//! Events for everyone's calendar: iCalendar (RFC 5545), for one event and for feeds that calendars come back to.
//!
//! Times are Japan's whatever the phone's zone (TZID with its VTIMEZONE). A series is one VEVENT with its rule; a single day
//! that is called off is a second one with the day's RECURRENCE-ID and STATUS:CANCELLED, so that a calendar shows it struck
//! out instead of losing it; one that is put on another has that day as its DTSTART. UID stays while the event keeps its number in the list, SEQUENCE grows with 更新日.

use super::event::{Event, Times};
use super::listing::planned;
use crate::calendar::ics::{basic, escape, line, next_day};
use crate::calendar::{Date, Recurrence, Rule, TimeOfDay, Weekday, rrule};
use crate::data::columns::Field;
use crate::text::decimal::fixed;
use chrono::Days;

/// What a calendar is made with.
#[derive(Clone, Debug)]
pub struct Made<'a> {
    /// The name that calendars show.
    pub name: &'a str,
    /// Where the site is on the web, with a slash at its end; empty where that is not known.
    pub site: &'a str,
    /// Each event has a page of its own (`event/ID/`); else one page serves for all.
    pub paged: bool,
    /// 全国地方公共団体コード or another word that tells this city's events from others': part of the UID.
    pub city: &'a str,
    /// The day on which it is made.
    pub stamp: Date,
    /// Minutes before an event at which the calendar reminds one; none in feeds.
    pub alarm: Option<u32>,
}

impl Made<'_> {
    /// The address of an event's page.
    pub fn page(&self, event: &Event) -> String {
        if self.paged {
            format!("{}event/{}/", self.site, event.id)
        } else {
            format!("{}event/?id={}", self.site, event.id)
        }
    }
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
/// let made = Made { name: "汐見市", site: "", paged: false, city: "990019", stamp: today, alarm: None };
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

/// How the days of an event stand in a calendar.
struct Series {
    first: Date,
    /// RRULE, where its days follow a rule.
    rule: Option<String>,
    /// Days of the rule on which it is not held: holidays that the words leave out.
    without: Vec<Date>,
    /// Days beside the rule, or the whole list.
    also: Vec<Date>,
}

impl Series {
    fn of(event: &Event) -> Option<Series> {
        let start = event.first_day()?;
        let last = start.checked_add_days(Days::new(FOLLOWED)).unwrap_or(start);
        let days: Vec<Date> = planned(event, start, last).into_iter().map(|(day, _)| day).collect();
        let first = *days.first()?;
        let mut series = Series { first, rule: None, without: Vec::new(), also: Vec::new() };
        let touched = !event.cancelled_dates.is_empty() || !event.moved.is_empty();
        match event.recurrence.as_ref().filter(|_| event.dates.is_empty()) {
            Some(recurrence) => {
                let end = event.end.filter(|end| *end > start);
                series.rule = Some(rrule::write(recurrence, start, end, event.times.start.is_some()));
                // A rule of iCalendar knows no holidays of Japan.
                let plain = Recurrence {
                    not_on_holidays: false,
                    rule: without_holidays(&recurrence.rule),
                    ..recurrence.clone()
                };
                let follow = last.min(end.unwrap_or(last));
                let by_rule: Vec<Date> = plain.between(start, first, follow).collect();
                series.without = by_rule.iter().copied().filter(|day| !days.contains(day)).collect();
                series.also = days.into_iter().filter(|day| *day > first && !by_rule.contains(day)).collect();
            }
            // Several days in a row are one entry, unless one of them is another matter.
            None if event.dates.is_empty() && !touched => {}
            // The first day too: ical.js, and with it Thunderbird, leaves DTSTART out where there are RDATEs alone.
            None if days.len() > 1 => series.also = days,
            None => {}
        }
        Some(series)
    }

    fn repeats(&self) -> bool {
        self.rule.is_some() || !self.also.is_empty()
    }
}

fn without_holidays(rule: &Rule) -> Rule {
    match rule {
        Rule::Weekly { days, every, week_start } => {
            Rule::Weekly { days: days.without(Weekday::Holiday), every: *every, week_start: *week_start }
        }
        rule => rule.clone(),
    }
}

/// One event: its series, then each single day of it that is called off or put on another.
fn entries(out: &mut String, made: &Made, event: &Event) {
    let Some(mut series) = Series::of(event) else { return };
    let off = event.cancelled_dates.clone();
    let moved = |from: Date| event.moved.iter().find(|m| m.from == from);
    if !series.repeats() {
        // One day alone has no exceptions: it is on another, or it is off.
        let instead = moved(series.first).map_or(series.first, |m| m.to);
        let times = moved(series.first).and_then(|m| m.times).unwrap_or(event.times);
        let cancelled = event.is_off() || off.contains(&series.first) || off.contains(&instead);
        series.first = instead;
        entry(out, made, event, &Entry { series: Some(&series), day: instead, of: None, times, cancelled });
        return;
    }
    let is_planned = |day: Date| !planned(event, day, day).is_empty();
    // A day to which another is moved stands once.
    series.without.extend(event.moved.iter().map(|m| m.to).filter(|to| is_planned(*to)));
    let whole =
        Entry { series: Some(&series), day: series.first, of: None, times: event.times, cancelled: event.is_off() };
    entry(out, made, event, &whole);
    if event.is_off() {
        return;
    }
    for day in off.iter().copied().filter(|day| is_planned(*day) && !event.moved.iter().any(|m| m.to == *day)) {
        entry(out, made, event, &Entry { series: None, day, of: Some(day), times: event.times, cancelled: true });
    }
    for moved in event.moved.iter().filter(|m| is_planned(m.from) && !off.contains(&m.from)) {
        let (times, cancelled) = (moved.times.unwrap_or(event.times), off.contains(&moved.to));
        entry(out, made, event, &Entry { series: None, day: moved.to, of: Some(moved.from), times, cancelled });
    }
}

/// One VEVENT.
struct Entry<'a> {
    /// The whole series; none for a single day of it.
    series: Option<&'a Series>,
    day: Date,
    /// The day of the series that it stands for.
    of: Option<Date>,
    times: Times,
    cancelled: bool,
}

fn entry(out: &mut String, made: &Made, event: &Event, entry: &Entry) {
    line(out, "BEGIN:VEVENT");
    line(
        out,
        &format!(
            "UID:{}@{}.tsunagi.invalid",
            escape(&event.id),
            escape(if made.city.is_empty() { "city" } else { made.city })
        ),
    );
    let stamp = event.updated.unwrap_or(made.stamp);
    line(out, &format!("DTSTAMP:{}T000000Z", basic(stamp)));
    line(out, &format!("LAST-MODIFIED:{}T000000Z", basic(stamp)));
    line(out, &format!("SEQUENCE:{}", sequence(event)));
    if let Some(day) = entry.of {
        line(out, &format!("RECURRENCE-ID{}", moment(day, event.times.start)));
    }
    line(out, &format!("DTSTART{}", moment(entry.day, entry.times.start)));
    let last_day = event.end.filter(|_| entry.series.is_some_and(|s| !s.repeats()) && event.moved.is_empty());
    if let Some(end) = end(entry.times, entry.day, last_day) {
        line(out, &format!("DTEND{end}"));
    }
    if let Some(series) = entry.series {
        if let Some(rule) = &series.rule {
            line(out, rule);
        }
        for day in &series.without {
            line(out, &format!("EXDATE{}", moment(*day, event.times.start)));
        }
        for day in &series.also {
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
        line(out, &format!("GEO:{};{}", fixed(position.latitude, 6), fixed(position.longitude, 6)));
    }
    let description = description(event);
    if !description.is_empty() {
        line(out, &format!("DESCRIPTION:{}", escape(&description)));
    }
    if !event.category.is_empty() {
        line(out, &format!("CATEGORIES:{}", escape(&event.category)));
    }
    if !made.site.is_empty() {
        line(out, &format!("URL:{}", made.page(event)));
    }
    line(out, &format!("STATUS:{}", if entry.cancelled { "CANCELLED" } else { "CONFIRMED" }));
    if let Some(minutes) = made.alarm.filter(|_| entry.series.is_some() && !entry.cancelled) {
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
    // Called off or moved without a new 更新日 is a change too: at most ninety such are told apart.
    let single = (event.cancelled_dates.len() + event.moved.len()).min(90) as i64;
    100 * days + single + if event.is_off() { 91 } else { 0 }
}

/// A property's value: a time in Japan, or a whole day.
fn moment(day: Date, time: Option<TimeOfDay>) -> String {
    match time {
        None => format!(";VALUE=DATE:{}", basic(day)),
        Some(time) => {
            let (over, minutes) = (time.minutes() / (24 * 60) > 0, time.minutes() % (24 * 60));
            let day = Some(day).filter(|_| over).and_then(next_day).unwrap_or(day);
            format!(";TZID=Asia/Tokyo:{}T{:02}{:02}00", basic(day), minutes / 60, minutes % 60)
        }
    }
}

/// `last_day`: of several whole days.
fn end(times: Times, first: Date, last_day: Option<Date>) -> Option<String> {
    match (times.start, times.end) {
        (Some(start), Some(end)) if end > start => Some(moment(first, Some(end))),
        (Some(_), _) => None,
        (None, _) => {
            // Whole days: the end is the first that is no longer part of it (3.6.1).
            let last = last_day.unwrap_or(first).max(first);
            next_day(last).map(|end| moment(end, None))
        }
    }
}

/// What one has to know before one goes, as the list says it.
fn description(event: &Event) -> String {
    let facts = [Field::Summary, Field::Description, Field::Target, Field::Fee, Field::Booking, Field::Bring];
    let mut parts: Vec<String> = facts.iter().filter_map(|field| event.fact(*field)).map(str::to_owned).collect();
    let time = |time: Option<TimeOfDay>| time.map(|time| time.to_string()).unwrap_or_default();
    for session in &event.sessions {
        parts.push(
            format!("{}〜{} {}", time(session.times.start), time(session.times.end), session.capacity)
                .trim()
                .to_owned(),
        );
    }
    parts.extend(event.phones.first().map(|p| p.written.clone()));
    parts.join("\n")
}
