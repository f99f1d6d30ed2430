//! 気になるイベント: those that a family keeps, and what has changed since it last looked.
//!
//! With an event the days are kept on which it was to be held, its hours and its place, as they were last seen. The list that
//! is read today is held against that; nobody need be asked, and nobody learns who keeps what.

use super::event::{Event, Status, Times};
use super::listing::{Held, occurrences};
use crate::calendar::{Date, iso};
use crate::order;
use crate::vault::book::Book;
use crate::vault::entry::Entry;
use chrono::Days;

/// How far ahead days are remembered, in days.
const AHEAD: u64 = 100;

/// An event that a family keeps, as it was last seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The event's id.
    pub event: String,
    pub name: String,
    pub since: Option<Date>,
    seen: Seen,
}

/// What was seen of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Seen {
    /// The days on which it was to be held, up to `until`.
    days: Vec<Date>,
    until: Option<Date>,
    times: String,
    venue: String,
    status: String,
}

/// What is otherwise than it was when the family last looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The event is no longer in the city's list, and had days to come.
    Gone,
    Cancelled,
    Postponed,
    Full,
    /// A single day is called off.
    DayOff(Date),
    /// A single day is put on another.
    DayMoved(Date, Date),
    /// A day is no longer among its days.
    DayGone(Date),
    NewDay(Date),
    Times,
    Venue,
}

fn hours(times: Times) -> String {
    let text = |time: Option<crate::calendar::TimeOfDay>| time.map(|t| t.to_string()).unwrap_or_default();
    format!("{}-{}", text(times.start), text(times.end))
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Planned => "",
        Status::Cancelled => "cancelled",
        Status::Postponed => "postponed",
        Status::Full => "full",
    }
}

impl Seen {
    fn of(event: &Event, today: Date) -> Seen {
        let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
        let days = occurrences(event, 0, today, until).into_iter().filter(|o| !o.is_off()).map(|o| o.date).collect();
        Seen {
            days,
            until: Some(until),
            times: hours(event.times),
            venue: event.venue.clone(),
            status: status(event.status).to_owned(),
        }
    }

    fn read(entry: &Entry) -> Seen {
        Seen {
            days: entry.get("days").split(';').filter_map(iso).collect(),
            until: iso(entry.get("until")),
            times: entry.get("times").to_owned(),
            venue: entry.get("venue").to_owned(),
            status: entry.get("status").to_owned(),
        }
    }
}

/// What is kept, in the order in which it was.
pub fn kept(book: &Book) -> Vec<Kept> {
    let read = |entry: &Entry| Kept {
        event: entry.id.clone(),
        name: entry.get("name").to_owned(),
        since: iso(entry.get("since")),
        seen: Seen::read(entry),
    };
    let mut all: Vec<Kept> = book.of("event").map(read).collect();
    order::by(&mut all, |a, b| (a.since, &a.event).cmp(&(b.since, &b.event)));
    all
}

/// Keeps an event, or writes down that it was seen as it is now.
pub fn keep(book: &mut Book, event: &Event, today: Date) {
    let seen = Seen::of(event, today);
    book.change("event", &event.id, |entry| {
        entry.set("name", &event.name);
        if entry.get("since").is_empty() {
            entry.set("since", &today.to_string());
        }
        entry.set("days", &seen.days.iter().map(Date::to_string).collect::<Vec<_>>().join(";"));
        entry.set("until", &seen.until.map(|day| day.to_string()).unwrap_or_default());
        entry.set("times", &seen.times);
        entry.set("venue", &seen.venue);
        entry.set("status", &seen.status);
    });
}

/// Keeps an event no longer.
pub fn let_go(book: &mut Book, event: &str) {
    book.remove("event", event);
}

impl Kept {
    /// What has changed since it was last seen, of the days from today on; `now` is the event as the list has it today.
    pub fn changes(&self, now: Option<&Event>, today: Date) -> Vec<Change> {
        let seen = &self.seen;
        let coming: Vec<Date> = seen.days.iter().copied().filter(|day| *day >= today).collect();
        let Some(event) = now else {
            return if coming.is_empty() { Vec::new() } else { vec![Change::Gone] };
        };
        let mut changes = Vec::new();
        if seen.status != status(event.status) {
            match event.status {
                Status::Cancelled => return if coming.is_empty() { Vec::new() } else { vec![Change::Cancelled] },
                Status::Postponed => return if coming.is_empty() { Vec::new() } else { vec![Change::Postponed] },
                Status::Full => changes.push(Change::Full),
                Status::Planned => {}
            }
        }
        let until = seen.until.unwrap_or(today).max(today);
        let days = occurrences(event, 0, today, until);
        for day in &coming {
            match days.iter().find(|o| o.date == *day).map(|o| o.held) {
                Some(Held::Cancelled | Held::Postponed) => changes.push(Change::DayOff(*day)),
                Some(Held::MovedTo(to)) => changes.push(Change::DayMoved(*day, to)),
                Some(Held::AsPlanned | Held::InsteadOf(_)) => {}
                None => changes.push(Change::DayGone(*day)),
            }
        }
        // The day to which one was put is told with it.
        let new = days.iter().filter(|o| o.held == Held::AsPlanned && !seen.days.contains(&o.date));
        changes.extend(new.map(|o| Change::NewDay(o.date)));
        let any = days.iter().any(|o| !o.is_off());
        if any && seen.times != hours(event.times) {
            changes.push(Change::Times);
        }
        if any && seen.venue != event.venue {
            changes.push(Change::Venue);
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Catalog, SourceFile};

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    fn event(cells: &str) -> Event {
        let text = format!(
            "ID,イベント名,開始日,終了日,開始時間,終了時間,くりかえし,場所名称,中止日,日程変更,状態\n{cells}\n"
        );
        let file = SourceFile { name: "event.csv".into(), bytes: Ok(text.into_bytes()) };
        Catalog::read(&[file], &|_| None, day(11, 21)).events.remove(0)
    }

    #[test]
    fn what_changed_is_told_until_it_was_seen() {
        let before = event("a,広場,2026-11-24,2026-12-22,10:00,11:00,毎週火,本町,,,");
        let mut book = Book::default();
        keep(&mut book, &before, day(11, 21));
        let changes = |book: &Book, now: Option<&Event>, today| kept(book)[0].changes(now, today);
        assert_eq!(changes(&book, Some(&before), day(11, 21)), []);
        // Days that have passed are no change.
        assert_eq!(changes(&book, Some(&before), day(12, 10)), []);
        let after = event("a,広場,2026-11-24,2026-12-15,10:30,11:00,毎週火,港,2026-12-01,2026-12-08→2026-12-09,");
        let told = [
            Change::DayOff(day(12, 1)),
            Change::DayMoved(day(12, 8), day(12, 9)),
            Change::DayGone(day(12, 22)),
            Change::Times,
            Change::Venue,
        ];
        assert_eq!(changes(&book, Some(&after), day(11, 21)), told);
        assert_eq!(
            changes(&book, Some(&after), day(12, 10)),
            [Change::DayGone(day(12, 22)), Change::Times, Change::Venue]
        );
        keep(&mut book, &after, day(11, 22));
        assert_eq!(changes(&book, Some(&after), day(11, 22)), []);
        assert_eq!(changes(&book, None, day(11, 22)), [Change::Gone]);
        assert_eq!(changes(&book, None, day(12, 30)), []);
        let off = event("a,広場,2026-11-24,2026-12-15,10:30,11:00,毎週火,港,,,中止");
        assert_eq!(changes(&book, Some(&off), day(11, 22)), [Change::Cancelled]);
        // The first keeping is remembered over every look.
        assert_eq!(kept(&Book::read(&book.text()))[0].since, Some(day(11, 21)));
        let_go(&mut book, "a");
        assert!(kept(&book).is_empty());
    }

    #[test]
    fn a_new_day_and_a_full_house() {
        let before = event("a,会,2026-12-01,,10:00,,,,,,");
        let mut book = Book::default();
        keep(&mut book, &before, day(11, 21));
        let moved = event("a,会,2026-12-02,,10:00,,,,,,満員");
        let told = [Change::Full, Change::DayGone(day(12, 1)), Change::NewDay(day(12, 2))];
        assert_eq!(kept(&book)[0].changes(Some(&moved), day(11, 21)), told);
    }
}
