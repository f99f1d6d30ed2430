//! A family's year on one page: what begins, what is booked and what runs out, month by month.

use super::rules::StepKind;
use super::timeline::{Phase, Step};
use crate::calendar::Date;
use crate::family::record::MarkState;
use chrono::{Datelike, Months};

/// One line of a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a> {
    pub day: Date,
    /// One step, or the vaccinations of one child on one day.
    pub steps: Vec<&'a Step>,
    /// The day is the last one, not the first.
    pub until: bool,
}

/// The twelve months from today's on, each by its first day.
///
/// A step stands under the day it is booked for; under its legal deadline; under its first usual day while that is ahead;
/// and once it runs, under the end of its usual days. What runs without such an end is no date for a calendar.
pub fn year<'a, S: AsRef<Step>>(steps: &'a [S], today: Date) -> Vec<(Date, Vec<Entry<'a>>)> {
    let first = Date::from_ymd_opt(today.year(), today.month(), 1).unwrap_or(today);
    let mut months: Vec<(Date, Vec<Entry<'a>>)> =
        (0..12).filter_map(|n| Some((first.checked_add_months(Months::new(n))?, Vec::new()))).collect();
    for step in steps.iter().map(AsRef::as_ref) {
        let Some((day, until)) = place(step, today) else { continue };
        let Some((_, entries)) = months.iter_mut().find(|(m, _)| (m.year(), m.month()) == (day.year(), day.month()))
        else {
            continue;
        };
        let shot = |s: &Step| s.kind == StepKind::Vaccine;
        let same = entries.iter_mut().find(|e| {
            (e.day, e.until) == (day, until)
                && shot(step)
                && e.steps.first().is_some_and(|other| shot(other) && other.subject == step.subject)
        });
        match same {
            Some(entry) => entry.steps.push(step),
            None => entries.push(Entry { day, steps: vec![step], until }),
        }
    }
    for (_, entries) in &mut months {
        crate::order::by_key(entries, |e| e.day);
    }
    months
}

fn place(step: &Step, today: Date) -> Option<(Date, bool)> {
    if !matches!(step.phase(today), Phase::Open | Phase::Ahead) {
        return None;
    }
    if step.mark.state == Some(MarkState::Booked)
        && let Some(on) = step.mark.on.filter(|on| *on >= today)
    {
        return Some((on, false));
    }
    if step.legal {
        return step.to.map(|to| (to, true));
    }
    match step.aim_from.or(step.from).filter(|day| *day >= today) {
        Some(begin) => Some((begin, false)),
        None => step.aim_to.or(step.to).filter(|day| *day >= today).map(|end| (end, true)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::{Child, Family, put_child};
    use super::super::rules::rules;
    use super::super::timeline::steps;
    use super::*;
    use crate::vault::book::Book;

    fn day(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).expect("a day of the calendar")
    }

    #[test]
    fn each_thing_stands_once_in_the_year() {
        let mut book = Book::default();
        let born = day(2026, 11, 1);
        let child =
            Child { id: "c1".into(), name: String::new(), born, due: None, weight: None, pregnancy: None, away: false };
        put_child(&mut book, &child);
        let today = day(2026, 11, 3);
        let all = steps(&Family::read(&book), &rules(&[]), today);
        let year = year(&all, today);
        assert_eq!(year.len(), 12);
        assert_eq!((year[0].0, year[11].0), (day(2026, 11, 1), day(2027, 10, 1)));
        let flat: Vec<&Entry> = year.iter().flat_map(|(_, entries)| entries).collect();
        let of = |rule: &str| flat.iter().filter(|e| e.steps.iter().any(|s| s.rule == rule)).collect::<Vec<_>>();
        assert_eq!(of("birth-registration").len(), 1);
        assert_eq!((of("birth-registration")[0].day, of("birth-registration")[0].until), (day(2026, 11, 14), true));
        let first_shots = of("vaccine-dpt#1");
        assert_eq!((first_shots[0].day, first_shots[0].steps.len()), (day(2027, 1, 1), 4));
        assert!(
            year.iter()
                .all(|(month, entries)| entries.iter().all(|e| e.day.month() == month.month() && e.day >= today))
        );
        // School is years away.
        assert!(of("school-entry").is_empty());
    }
}
