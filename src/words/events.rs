//! Sentences about events: how things stand with a day, and what has changed.

use super::{Word, Words, format};
use crate::calendar::Date;
use crate::events::kept::Change;
use crate::events::{BookingState, Event, Held, Month, Occurrence, Status, Target};
use chrono::Datelike;

/// How a day of an event stands, where it is not as planned: 「中止」「12月8日（火）に変更」.
pub fn held(words: &Words, occurrence: &Occurrence, today: Date) -> Option<String> {
    let day = |word: Word, date: Date| words.fill(word, &[("date", &format::date(words, date, today))]);
    match occurrence.held {
        Held::AsPlanned => None,
        Held::Cancelled => Some(words.text(Word::EventsCancelled).to_owned()),
        Held::Postponed => Some(words.text(Word::EventsPostponed).to_owned()),
        Held::MovedTo(to) => Some(day(Word::EventsMovedTo, to)),
        Held::InsteadOf(from) => Some(day(Word::EventsInsteadOf, from)),
    }
}

/// Whether one has to book for a day, and until when: 「申込不要」「申込は11月27日（金）まで」. `None` where nothing is said.
pub fn booking(words: &Words, event: &Event, day: Date, today: Date, minute: Option<u16>) -> Option<String> {
    let on = |word: Word, date: Date| words.fill(word, &[("date", &format::date(words, date, today))]);
    if event.status == Status::Full {
        return Some(words.text(Word::EventsFull).to_owned());
    }
    Some(match event.booking_state(day, today, minute) {
        BookingState::Unsaid => return None,
        BookingState::NotNeeded => words.text(Word::EventsNoBooking).to_owned(),
        BookingState::Open(None) => words.text(Word::EventsBooking).to_owned(),
        BookingState::Open(Some(last)) => on(Word::EventsBookingUntil, last),
        BookingState::NotYet(first) => on(Word::EventsBookingFrom, first),
        BookingState::Closed => words.text(Word::EventsBookingClosed).to_owned(),
    })
}

/// 「2026年12月」
pub fn month(words: &Words, month: Month) -> String {
    let (year, number) = (month.first().year().to_string(), month.first().month().to_string());
    words.fill(Word::EventsMonthTitle, &[("year", &year), ("month", &number)])
}

/// Those for whom an event is.
pub fn target(target: Target) -> Word {
    match target {
        Target::Pregnant => Word::EventsTargetPregnant,
        Target::Fathers => Word::EventsTargetFathers,
        Target::Grandparents => Word::EventsTargetGrandparents,
        Target::Multiples => Word::EventsTargetMultiples,
        Target::Foreigners => Word::EventsTargetForeigners,
        Target::Development => Word::EventsTargetDevelopment,
        Target::SingleParents => Word::EventsTargetSingleParents,
        Target::Arrivals => Word::EventsTargetArrivals,
    }
}

/// What has changed, in a sentence.
pub fn change(words: &Words, change: Change, today: Date) -> String {
    let date = |date: Date| format::date(words, date, today);
    let on = |word: Word, day: Date| words.fill(word, &[("date", &date(day))]);
    match change {
        Change::Gone => words.text(Word::EventsChangeGone).to_owned(),
        Change::Cancelled => words.text(Word::EventsChangeCancelled).to_owned(),
        Change::Postponed => words.text(Word::EventsChangePostponed).to_owned(),
        Change::Full => words.text(Word::EventsChangeFull).to_owned(),
        Change::DayOff(day) => on(Word::EventsChangeDayOff, day),
        Change::DayMoved(day, to) => words.fill(Word::EventsChangeDayMoved, &[("date", &date(day)), ("to", &date(to))]),
        Change::DayGone(day) => on(Word::EventsChangeDayGone, day),
        Change::NewDay(day) => on(Word::EventsChangeNewDay, day),
        Change::Times => words.text(Word::EventsChangeTimes).to_owned(),
        Change::Venue => words.text(Word::EventsChangeVenue).to_owned(),
    }
}
