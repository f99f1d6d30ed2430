//! Rows to events.

use super::columns::Field;
use super::problem::{Problem, ProblemKind};
use super::record::Record;
use super::{Dataset, record_id};
use crate::calendar::{parse_dates, parse_recurrence, parse_time, parse_time_range};
use crate::directory::Origin;
use crate::events::{Event, Times};

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
    let times = times(&mut record);
    let status = record.peek(Field::Status).to_owned();
    let address = record.address();
    let own = record.take(Field::Id).to_owned();
    let key = format!("{name}{}{}", start.map(|d| d.to_string()).unwrap_or_default(), row);
    let booking = record.peek(Field::Booking).to_owned();
    let mut event = Event {
        id: record_id(Dataset::Events, &own, &key),
        reading: record.take(Field::Reading).to_owned(),
        category: record.take(Field::Kind).to_owned(),
        start,
        end,
        times,
        recurrence,
        dates,
        cancelled_dates,
        cancelled: status.contains("中止"),
        venue: record.take(Field::VenueName).to_owned(),
        position: record.position(),
        place_id: Some(record.take(Field::PlaceId).to_owned()).filter(|id| !id.is_empty()),
        district: record.take(Field::District).to_owned(),
        phones: record.phones(),
        ages: record.ages(),
        first_timers_welcome: record.yes_no(Field::FirstTimersWelcome).unwrap_or(false),
        booking_needed: booking_needed(&booking),
        updated: record.date(Field::UpdatedOn),
        name,
        address,
        facts: Vec::new(),
        extras: Vec::new(),
        origin: Origin { dataset: Dataset::Events, file: file.to_owned(), row },
    };
    let (facts, extras, problems) = record.finish();
    event.facts = facts;
    event.extras = extras;
    (Some(event), problems)
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
