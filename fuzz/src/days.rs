//! Dates, hours, repetitions: nothing goes backwards, what is written is read back the same.

use super::calendars;
use super::given::{day, text, today};
use arbitrary::Unstructured;
use chrono::Datelike;
use tsunagi::calendar::ics::{Item, calendar as written};
use tsunagi::calendar::{
    Date, Hours, Openness, Recurrence, TimeRange, Weekday, parse_ages, parse_date, parse_dates, parse_recurrence,
    parse_time, parse_time_range, parse_weekdays, rrule,
};
use tsunagi::data::rolling::roll;
use tsunagi::family::moment::{Anchors, Gap, Moment};

/// A cell as a date, dates, a time, a range, ages, weekdays.
pub fn dates(bytes: &[u8]) {
    let mut u = Unstructured::new(bytes);
    let cell = text(&mut u, 40);
    let shown = |date: &Date| {
        assert!((0..=9999).contains(&date.year()), "{date} in {cell:?}");
        assert_eq!(parse_date(&date.to_string()), Some(*date), "{cell:?}");
    };
    let one = parse_date(&cell);
    one.iter().for_each(shown);
    let (all, rest) = parse_dates(&cell);
    all.iter().for_each(shown);
    assert!(rest.iter().all(|part| !part.trim().is_empty()), "{rest:?}");
    let content = |text: &str| text.chars().any(|c| c.is_alphanumeric());
    assert!(!content(&cell) || !all.is_empty() || !rest.is_empty(), "{cell:?} is dropped");
    // What is written as a list of whole dates is the same list.
    let joined = all.iter().map(Date::to_string).collect::<Vec<_>>().join(";");
    assert_eq!(parse_dates(&joined), (all.clone(), Vec::new()), "{cell:?}");
    for date in one.iter().chain(&all) {
        let moved = roll(*date, today());
        assert!(tsunagi::data::rolling::keeps(*date, moved), "{date} {moved}");
    }
    if let Some(time) = parse_time(&cell) {
        assert!(time.minutes() <= 36 * 60);
        assert_eq!(parse_time(&time.to_string()), Some(time).filter(|time| time.minutes() < 31 * 60), "{cell:?}");
    }
    if let Some(range) = parse_time_range(&cell) {
        assert!(range.open <= range.close, "{cell:?}");
    }
    if let Some(ages) = parse_ages(&cell) {
        assert!(ages.from_months.zip(ages.to_months).is_none_or(|(from, to)| from < to), "{ages:?} of {cell:?}");
    }
    if let Some(read) = parse_weekdays(&cell) {
        assert!(!read.days.is_empty() && read.nth.iter().all(|n| (-5..=5).contains(n)), "{cell:?}");
    }
    if let Some(moment) = Moment::read(&cell) {
        assert_eq!(Moment::read(cell.trim()), Some(moment), "{cell:?}");
        let known = Anchors { due: Some(today()), born: Some(today()) };
        let day = moment.on(known);
        assert!(!moment.yearly() || day.is_none(), "{cell:?}");
        let next = moment.on_or_after(known, today());
        assert!(!moment.yearly() || next.is_none_or(|day| day >= today()), "{cell:?}");
    }
    let _ = Gap::read(&cell).and_then(|gap| gap.after(today()));
}

fn ordered(ranges: &[TimeRange]) -> bool {
    ranges.iter().all(|range| range.open <= range.close) && ranges.windows(2).all(|two| two[0].close <= two[1].open)
}

/// Hours of any place: no range and no day of them goes backwards.
pub fn in_order(hours: &Hours) {
    let note = &hours.note;
    assert!(ordered(&hours.usual), "{hours:?}");
    for weekday in Weekday::WEEK.into_iter().chain([Weekday::Holiday]) {
        assert!(hours.on(weekday).is_none_or(|ranges| ordered(&ranges)), "{weekday:?} of {note:?}");
        let _ = hours.open_in_week(weekday, Some(600));
    }
    for row in hours.week() {
        assert!(ordered(&row.ranges) && !row.days.is_empty(), "{row:?} of {note:?}");
    }
}

/// The four columns of opening hours, on any day.
pub fn hours(bytes: &[u8]) {
    let mut u = Unstructured::new(bytes);
    let from = day(&mut u);
    let [days, open, close, note] = [6, 6, 6, 40].map(|most| text(&mut u, most));
    let (hours, unclear) = Hours::from_columns(&days, &open, &close, "");
    in_order(&hours);
    assert!(days.trim().is_empty() || !hours.days.is_empty() || !unclear.is_empty(), "{days:?} is dropped");
    let some = |cell: &str| !cell.trim().is_empty();
    // What is behind a column that was not understood is shown as it stands there.
    assert!(!(some(&open) || some(&close)) || !hours.usual.is_empty() || !unclear.is_empty(), "{open:?} {close:?}");
    let (hours, _) = Hours::from_columns(&days, &open, &close, &note);
    in_order(&hours);
    assert_eq!(hours.note, note.trim(), "the note is shown as it is");
    for date in from.iter_days().take(9) {
        let ranges = hours.on_date(date);
        assert!(ranges.as_deref().is_none_or(ordered), "{date}");
        for minute in [0, 1, 539, 540, 541, 720, 1020, 1439] {
            let moment = tsunagi::calendar::Moment::new(date, minute);
            let openness = hours.openness(date, minute);
            assert!(!hours.is_open(&moment) || matches!(openness, Openness::Open(_)), "{date} {minute} {openness:?}");
            match openness {
                Openness::Open(until) => {
                    assert!(until.minutes() > minute && hours.is_open(&moment), "{date} {minute} until {until}")
                }
                Openness::OpensAt(time) => assert!(time.minutes() > minute, "{date} {minute} opens at {time}"),
                Openness::Closed(Some((next, time))) => {
                    assert!(next > date, "{date} opens next on {next}");
                    let there = hours.on_date(next).expect("it opens on that day");
                    assert_eq!(there.first().map(|range| range.open), time);
                }
                Openness::Closed(None) | Openness::Unknown => {}
            }
        }
    }
}

/// A repetition in words or as a rule: its days are in order and its own, and the rule that is written says the same.
pub fn recurrence(bytes: &[u8]) {
    let mut u = Unstructured::new(bytes);
    let start = day(&mut u);
    let cell = text(&mut u, 24);
    let Some(series) = parse_recurrence(&cell) else { return };
    let last = start + chrono::Duration::days(800);
    let days: Vec<Date> = series.between(start, start, last).collect();
    assert!(days.windows(2).all(|two| two[0] < two[1]), "{cell:?}");
    assert!(days.iter().all(|day| (start..=last).contains(day) && series.falls_on(start, *day)), "{cell:?}");
    assert!(series.until.is_none_or(|until| days.iter().all(|day| *day <= until)), "{cell:?}");
    assert!(series.count.is_none_or(|count| days.len() <= count as usize), "{cell:?}");
    // From the middle on it has the same days.
    let middle = start + chrono::Duration::days(333);
    let later: Vec<Date> = series.between(start, middle, last).collect();
    assert_eq!(later, days.iter().copied().filter(|day| *day >= middle).collect::<Vec<_>>(), "{cell:?}");
    // Written for calendars, which know no holidays of Japan, and read again.
    let plain = Recurrence { not_on_holidays: false, ..series.clone() };
    let holidays =
        matches!(&plain.rule, tsunagi::calendar::Rule::Weekly { days, .. } if days.contains(Weekday::Holiday));
    if holidays {
        return;
    }
    for timed in [true, false] {
        let rule = rrule::write(&plain, start, None, timed);
        let again = rrule::read(&rule).unwrap_or_else(|| panic!("{rule} of {cell:?}"));
        let both = [&plain, &again].map(|series| series.between(start, start, last).collect::<Vec<_>>());
        assert_eq!(both[0], both[1], "{rule} of {cell:?}");
    }
}

/// A family's days as a calendar, and a file of a calendar's texts: every line can be read, every text is the same again.
pub fn calendar(bytes: &[u8]) {
    let mut u = Unstructured::new(bytes);
    let name = text(&mut u, 30);
    let items: Vec<Item> = (0..u.arbitrary::<u8>().unwrap_or(0) % 4 + 1)
        .map(|n| {
            let (first, last) = (day(&mut u), day(&mut u));
            let (summary, description) = (text(&mut u, 60), text(&mut u, 200));
            Item { uid: format!("{n}.{}", text(&mut u, 4)), first, last, summary, description }
        })
        .collect();
    let entries = calendars::read(&written(&name, &items, today()));
    assert_eq!(entries.len(), items.len());
    for (entry, item) in entries.iter().zip(&items) {
        assert_eq!(entry.value("SUMMARY"), Some(calendars::as_kept(&item.summary).as_str()));
        let description = Some(calendars::as_kept(&item.description)).filter(|_| !item.description.is_empty());
        assert_eq!(entry.value("DESCRIPTION"), description.as_deref());
    }
}
