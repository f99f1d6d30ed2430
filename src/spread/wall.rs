//! A month on one sheet: how much stands in a day's cell, and what does not.

use crate::calendar::Date;
use crate::events::{Event, Month, Occurrence, by_day};

/// A day's cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub day: Date,
    /// The day is of the month itself.
    pub inside: bool,
    pub shown: Vec<Occurrence>,
    /// How many more there are.
    pub more: usize,
}

/// The weeks of a month with what is on; at most `most` in a cell. What is called off stands there as such, since the sheet
/// may hang beside an older one.
pub fn weeks(events: &[Event], month: Month, most: usize, has: impl Fn(&Event) -> bool) -> Vec<Vec<Cell>> {
    let days = by_day(events, month.first(), month.last());
    let on = |day: Date| {
        let all = days.iter().find(|(date, _)| *date == day).map(|(_, list)| list.as_slice()).unwrap_or_default();
        all.iter().filter(|o| has(&events[o.event])).copied().collect::<Vec<_>>()
    };
    let cell = |day: Date| {
        let inside = month.contains(day);
        let mut shown = if inside { on(day) } else { Vec::new() };
        // One line over is shown rather than told of.
        let kept = if shown.len() <= most + 1 { shown.len() } else { most };
        let more = shown.len() - kept;
        shown.truncate(kept);
        Cell { day, inside, shown, more }
    };
    month.weeks().into_iter().map(|week| week.into_iter().map(cell).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Catalog, SourceFile};

    #[test]
    fn every_event_of_the_month_is_shown_or_counted() {
        let rows: String =
            (0..9).map(|n| format!("会{n},2026-12-{:02},k{}\n", if n < 7 { 5 } else { 6 }, n % 2)).collect();
        let text = format!("イベント名,開始日,施設ID\n{rows}");
        let file = SourceFile { name: "event.csv".into(), bytes: Ok(text.into_bytes()) };
        let today = Date::from_ymd_opt(2026, 11, 21).expect("a day");
        let catalog = Catalog::read(&[file], &|_| None, today);
        let month = Month::from_key("2026-12").expect("a month");
        let cells: Vec<Cell> = weeks(&catalog.events, month, 4, |_| true).into_iter().flatten().collect();
        let all: usize = cells.iter().map(|c| c.shown.len() + c.more).sum();
        assert_eq!(all, 9);
        let fifth = cells.iter().find(|c| c.day.to_string() == "2026-12-05").expect("there");
        assert_eq!((fifth.shown.len(), fifth.more), (4, 3));
        let one = weeks(&catalog.events, month, 4, |e| e.place_id.as_deref() == Some("k1"));
        assert_eq!(one.iter().flatten().map(|c| c.shown.len()).sum::<usize>(), 4);
    }
}
