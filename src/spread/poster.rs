//! What a picture says: few words, large.

use crate::calendar::Date;
use crate::data::columns::Field;
use crate::events::{Event, Newcomers, Occurrence};
use crate::words::{Word, Words, format};

/// One line of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// 「日時」, or a day of the week's picture.
    pub label: String,
    pub text: String,
    /// A second, smaller text: hours and place.
    pub more: String,
}

/// The words of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poster {
    /// Above the title: what kind of thing, or whose week.
    pub kicker: String,
    pub title: String,
    pub lines: Vec<Line>,
    pub foot: String,
    /// 「ほか{count}件」, for what finds no room.
    pub more: &'static str,
}

impl Poster {
    /// An event on one of its days.
    pub fn of_event(words: &Words, event: &Event, day: &Occurrence, today: Date, site: &str) -> Poster {
        let line = |label: Word, text: String| Line { label: words.text(label).to_owned(), text, more: String::new() };
        let times = format::times(words, day.times(event));
        let mut lines =
            vec![line(Word::EventWhen, format!("{} {times}", format::date(words, day.date, today)).trim().to_owned())];
        if !event.venue.is_empty() {
            lines.push(line(Word::EventWhere, event.venue.clone()));
        }
        let who = event.fact(Field::Ages).or(event.fact(Field::Target));
        lines.extend(who.map(|who| line(Word::FieldTarget, who.to_owned())));
        lines.extend(event.fact(Field::Fee).map(|fee| line(Word::FieldFee, fee.to_owned())));
        let booking = match event.booking.needed {
            Some(false) => Some(words.text(Word::EventsNoBooking).to_owned()),
            Some(true) => Some(words.text(Word::EventsBooking).to_owned()),
            None => None,
        };
        lines.extend(booking.map(|booking| line(Word::FieldBooking, booking)));
        let kicker = match event.newcomers {
            Newcomers::Everyone => words.text(Word::EventsAllNew),
            Newcomers::Welcome => words.text(Word::EventsFirstTimers),
            Newcomers::Unsaid if event.category.is_empty() => words.text(Word::EventsTitle),
            Newcomers::Unsaid => &event.category,
        };
        Poster { kicker: kicker.to_owned(), title: event.name.clone(), lines, foot: site.to_owned(), more: "" }
    }

    /// The days of a week, each with what is on of those events that `has` has; what is called off is left out.
    #[allow(clippy::too_many_arguments)]
    pub fn of_week(
        words: &Words,
        whose: &str,
        days: &[(Date, Vec<Occurrence>)],
        events: &[Event],
        has: impl Fn(&Event) -> bool,
        today: Date,
        site: &str,
    ) -> Poster {
        let has = &has;
        let lines = days.iter().flat_map(|(date, list)| {
            list.iter().filter(|o| !o.is_off() && has(&events[o.event])).map(move |o| {
                let event = &events[o.event];
                let more = [format::times(words, o.times(event)), event.venue.clone()];
                let more = more.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　");
                Line { label: format::date(words, *date, today), text: event.name.clone(), more }
            })
        });
        Poster {
            kicker: whose.to_owned(),
            title: words.text(Word::SpreadWeek).to_owned(),
            lines: lines.collect(),
            foot: site.to_owned(),
            more: words.text(Word::EventsMonthMore),
        }
    }
}
