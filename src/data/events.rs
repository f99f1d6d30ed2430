//! Rows to events.

use super::columns::Field;
use super::problem::{Problem, ProblemKind};
use super::record::Record;
use super::{Dataset, record_id};
use crate::calendar::{Date, parse_date, parse_dates, parse_recurrence, parse_time, parse_time_range};
use crate::directory::{Facts, Origin};
use crate::events::listing::planned;
use crate::events::{Booking, BookingDay, Event, Moved, Newcomers, Session, Status, Target, Times};
use crate::text::width::narrow;

/// One row as an event; `None` for a row without a name, which is told.
pub(super) fn event(mut record: Record, file: &str) -> (Option<Event>, Vec<Problem>) {
    let name = record.take(Field::Name).to_owned();
    if name.is_empty() {
        record.problem(Field::Name, "", ProblemKind::NameMissing);
        return (None, record.problems);
    }
    let row = record.row_number();
    let start = record.date(Field::StartDate);
    let mut end = record.date(Field::EndDate);
    if let (Some(first), Some(last)) = (start, end)
        && last < first
    {
        record.problem(Field::EndDate, &last.to_string(), ProblemKind::DateOrder);
        end = None;
    }
    let dates = date_list(&mut record, Field::DateList);
    let cancelled_dates = date_list(&mut record, Field::CancelledDates);
    // The words of the repetition stay a fact too: they are shown as the city wrote them.
    let repeats = record.peek(Field::Repeats);
    let recurrence = parse_recurrence(repeats);
    if recurrence.is_none() && !repeats.is_empty() {
        record.problem(Field::Repeats, repeats, ProblemKind::Recurrence);
    }
    let sessions = sessions(&mut record);
    let mut times = times(&mut record);
    if let (None, None, Some(first), Some(last)) = (times.start, times.end, sessions.first(), sessions.last()) {
        times = Times { start: first.times.start, end: last.times.end };
    }
    let moved = moved(&mut record, start.or_else(|| dates.first().copied()));
    let status = status(record.peek(Field::Status));
    let address = record.address();
    let own = record.take(Field::Id).to_owned();
    let key = format!("{name}{}{}", start.map(|d| d.to_string()).unwrap_or_default(), row);
    let booking = booking(&mut record);
    let category = record.take(Field::Kind).to_owned();
    let target = [record.peek(Field::Target), record.peek(Field::Tags), &category].join("\n");
    let mut event = Event {
        id: record_id(Dataset::Events, &own, &key),
        reading: record.take(Field::Reading).to_owned(),
        category,
        start,
        end,
        times,
        recurrence,
        dates,
        cancelled_dates,
        moved,
        status,
        sessions,
        venue: record.take(Field::VenueName).to_owned(),
        position: record.position(),
        place_id: Some(record.take(Field::PlaceId).to_owned()).filter(|id| !id.is_empty()),
        district: record.take(Field::District).to_owned(),
        phones: record.phones(),
        ages: record.ages(),
        targets: Target::read(&target),
        newcomers: newcomers(&mut record),
        booking,
        siblings: allowed(record.peek(Field::Siblings)),
        childcare: allowed(record.peek(Field::Childcare)),
        online: ["オンライン", "Zoom", "ＺＯＯＭ", "ウェブ", "Web"]
            .iter()
            .any(|word| record.peek(Field::HeldBy).contains(word)),
        updated: record.date(Field::UpdatedOn),
        name,
        address,
        facts: Facts::default(),
        extras: Vec::new(),
        translated: Vec::new(),
        origin: Origin { dataset: Dataset::Events, file: file.to_owned(), row },
    };
    not_its_days(&mut record, &event);
    let (rest, problems) = record.finish();
    (event.facts, event.extras, event.translated) = (rest.facts, rest.extras, rest.translated);
    (Some(event), problems)
}

fn status(text: &str) -> Status {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["中止", "休止"]) {
        Status::Cancelled
    } else if says(&["延期"]) {
        Status::Postponed
    } else if says(&["満員", "満席", "定員に達し", "受付終了", "締切", "締め切り"]) {
        Status::Full
    } else {
        Status::Planned
    }
}

/// 「有」「無」, and 「みんなはじめて」 for a meeting where nobody has been before.
fn newcomers(record: &mut Record) -> Newcomers {
    let text = record.peek(Field::FirstTimersWelcome);
    if ["みんな", "全員", "初回のみ"].iter().any(|word| text.contains(word)) {
        record.take(Field::FirstTimersWelcome);
        return Newcomers::Everyone;
    }
    match record.yes_no(Field::FirstTimersWelcome) {
        Some(true) => Newcomers::Welcome,
        _ => Newcomers::Unsaid,
    }
}

/// 「可」「有（要予約）」「不可」: the text stays a fact, since it says more.
fn allowed(text: &str) -> Option<bool> {
    let text = text.trim();
    match text.chars().next()? {
        _ if ["不可", "なし", "できません"].iter().any(|no| text.starts_with(no)) => Some(false),
        '無' | '×' | '否' => Some(false),
        '可' | '有' | '○' | '〇' | '◯' => Some(true),
        _ if text.starts_with("あり") || text.starts_with("できます") => Some(true),
        _ => None,
    }
}

/// 「10:00～10:45（8組）;11:00～11:45（8組）」
fn sessions(record: &mut Record) -> Vec<Session> {
    let text = record.peek(Field::Sessions).to_owned();
    let parts = text.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let read = |part: &str| {
        let plain = narrow(part);
        let (hours, capacity) = plain.split_once('(').unwrap_or((&plain, ""));
        // 「①」「1回目」 before the hours says only which it is.
        let digits = hours.find("回目").map_or(0, |at| at + "回目".len());
        let hours = hours[digits..].trim_start_matches(|c: char| !c.is_ascii_digit() && !"午正翌".contains(c));
        let range = parse_time_range(hours)?;
        let times = Times { start: Some(range.open), end: Some(range.close) };
        Some(Session { times, capacity: capacity.trim().trim_end_matches(')').trim().to_owned() })
    };
    let all: Option<Vec<Session>> = parts.map(read).collect();
    match all {
        Some(mut all) => {
            if !all.is_empty() {
                record.take(Field::Sessions);
            }
            all.sort_by_key(|session| session.times);
            all
        }
        None => {
            record.problem(Field::Sessions, &text, ProblemKind::Sessions);
            Vec::new()
        }
    }
}

/// 「2026-12-01→2026-12-08」「12月1日→12月8日 14:00～15:00」, separated by `;`.
fn moved(record: &mut Record, start: Option<Date>) -> Vec<Moved> {
    let text = record.peek(Field::MovedDates).to_owned();
    let parts = text.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let mut last = start;
    let mut read = |part: &str| {
        let plain = narrow(part).replace("=>", "→").replace("->", "→");
        let (from, to) = plain.split_once('→')?;
        // A day without its year takes the year of the one before it.
        let mut day = |text: &str| {
            let day = parse_date(text).or_else(|| {
                let (days, rest) = parse_dates(&format!("{};{text}", last?));
                days.get(1).copied().filter(|_| rest.is_empty())
            });
            last = day.or(last);
            day
        };
        let from = day(from.trim())?;
        let (to, hours) = to.trim().split_once(' ').unwrap_or((to.trim(), ""));
        let to = day(to)?;
        let times = match hours.trim() {
            "" => None,
            hours => {
                let range = parse_time_range(hours)?;
                Some(Times { start: Some(range.open), end: Some(range.close) })
            }
        };
        (from != to).then_some(Moved { from, to, times })
    };
    match parts.map(&mut read).collect::<Option<Vec<Moved>>>() {
        Some(all) => {
            if !all.is_empty() {
                record.take(Field::MovedDates);
            }
            all
        }
        None => {
            record.problem(Field::MovedDates, &text, ProblemKind::MovedDates);
            Vec::new()
        }
    }
}

/// Whether one has to book, and when. The texts stay facts: families read them as they are.
fn booking(record: &mut Record) -> Booking {
    let mut day = |field: Field| {
        let text = record.peek(field).to_owned();
        let read = BookingDay::read(&text);
        // Words such as 「定員になりしだい」 are no mistake; a date that was not read is one.
        if read.is_none() && text.chars().any(char::is_numeric) {
            record.problem(field, &text, ProblemKind::Date);
        }
        read
    };
    let (from, until) = (day(Field::BookingFrom), day(Field::BookingUntil));
    let until_time = parse_time(record.peek(Field::BookingUntilTime));
    Booking { needed: booking_needed(record.peek(Field::Booking)), from, until, until_time }
}

/// A day called off or moved on which nothing was to be held is a slip: families would not see it.
fn not_its_days(record: &mut Record, event: &Event) {
    let strays = |days: Vec<Date>| -> Vec<Date> {
        days.into_iter().filter(|day| event.first_day().is_some() && planned(event, *day, *day).is_empty()).collect()
    };
    for day in
        strays(event.cancelled_dates.iter().copied().filter(|d| !event.moved.iter().any(|m| m.to == *d)).collect())
    {
        record.problem(Field::CancelledDates, &day.to_string(), ProblemKind::NotItsDay);
    }
    for day in strays(event.moved.iter().map(|m| m.from).collect()) {
        record.problem(Field::MovedDates, &day.to_string(), ProblemKind::NotItsDay);
    }
}

fn date_list(record: &mut Record, field: Field) -> Vec<crate::calendar::Date> {
    let text = record.peek(field).to_owned();
    let (dates, rest) = parse_dates(&text);
    if rest.is_empty() && !dates.is_empty() {
        record.take(field);
    } else if !text.is_empty() {
        record.problem(field, &text, ProblemKind::DateList);
    }
    dates
}

fn times(record: &mut Record) -> Times {
    let start = record.peek(Field::OpensAt);
    if record.peek(Field::ClosesAt).is_empty()
        && let Some(range) = parse_time_range(start)
    {
        record.take(Field::OpensAt);
        return Times { start: Some(range.open), end: Some(range.close) };
    }
    Times {
        start: record.read(Field::OpensAt, ProblemKind::Time, parse_time),
        end: record.read(Field::ClosesAt, ProblemKind::Time, parse_time),
    }
}

/// 「不要」「要」「要（電話）」「事前申込が必要です」.
fn booking_needed(text: &str) -> Option<bool> {
    let text = text.trim();
    if text.is_empty() {
        None
    } else if text.starts_with("不要") || text.starts_with("なし") || text.starts_with('無') {
        Some(false)
    } else if text.starts_with('要') || text.starts_with('有') || text.contains("必要") {
        Some(true)
    } else {
        None
    }
}
