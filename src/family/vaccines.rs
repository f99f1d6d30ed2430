//! Routine and optional vaccinations: windows, intervals, and the next possible day given what was done.
//!
//! `vaccines.ja.csv` has one row a dose. Where the number of doses depends on the age at the first, a vaccine has several
//! plans, told apart by 条件の開始 and 条件の終了. The sources and the day each row holds from stand in the file.
//! This informs; which vaccine is given when is for the family and its doctor.

use super::moment::{Anchors, Gap, Moment};
use crate::calendar::{Date, parse_date};
use std::sync::OnceLock;

/// One dose of one plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Dose {
    /// Shared by the doses of a vaccine.
    pub vaccine: String,
    pub name: String,
    /// 1 for the first.
    pub number: u32,
    /// Ages at the first dose for which this plan is meant.
    pub plan_from: Option<Moment>,
    pub plan_to: Option<Moment>,
    pub from: Moment,
    pub to: Moment,
    pub aim_from: Option<Moment>,
    pub aim_to: Option<Moment>,
    /// The least interval from the dose before, and from the first.
    pub gap: Option<Gap>,
    pub gap_from_first: Option<Gap>,
    /// 注射生ワクチン: 27 days from any other of these (予防接種実施規則).
    pub live: bool,
    /// 定期; otherwise 任意.
    pub routine: bool,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub note: String,
    pub source: String,
}

/// Every dose of the file.
pub fn doses() -> &'static [Dose] {
    static DOSES: OnceLock<Vec<Dose>> = OnceLock::new();
    DOSES.get_or_init(|| {
        csv::Reader::from_reader(include_str!("vaccines.ja.csv").as_bytes())
            .records()
            .filter_map(Result::ok)
            .filter_map(|r| {
                let cell = |at: usize| r.get(at).unwrap_or("");
                Some(Dose {
                    vaccine: cell(0).to_owned(),
                    name: cell(1).to_owned(),
                    number: cell(2).parse().ok()?,
                    plan_from: Moment::read(cell(3)),
                    plan_to: Moment::read(cell(4)),
                    from: Moment::read(cell(5))?,
                    to: Moment::read(cell(6))?,
                    aim_from: Moment::read(cell(7)),
                    aim_to: Moment::read(cell(8)),
                    gap: Gap::read(cell(9)),
                    gap_from_first: Gap::read(cell(10)),
                    live: !cell(11).is_empty(),
                    routine: cell(12) == "定期",
                    valid_from: parse_date(cell(13)),
                    valid_to: parse_date(cell(14)),
                    note: cell(15).to_owned(),
                    source: cell(16).to_owned(),
                })
            })
            .collect()
    })
}

/// What a family has told of one dose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Done; the day may have been left out.
    Done(Option<Date>),
    /// Not for this child.
    Skipped,
}

/// One dose for one child, with its days worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Shot {
    pub dose: &'static Dose,
    pub given: Option<Given>,
    /// The first day on which it may be given: by age, and by what was given before.
    pub earliest: Option<Date>,
    /// The last day.
    pub latest: Option<Date>,
    pub aim_from: Option<Date>,
    pub aim_to: Option<Date>,
    /// The days depend on a dose that has not been given yet, or whose day is not known.
    pub waits: bool,
}

/// The doses of every vaccine for a child, worked out from its birth and what was given.
///
/// `given` tells of a dose by vaccine and number. `today` chooses the plan where nothing was given yet.
pub fn shots(born: Date, given: &dyn Fn(&str, u32) -> Option<Given>, today: Date) -> Vec<Shot> {
    let anchors = Anchors { born: Some(born), due: None };
    let mut names: Vec<&str> = Vec::new();
    for dose in doses() {
        if !names.contains(&dose.vaccine.as_str()) {
            names.push(&dose.vaccine);
        }
    }
    // Injected live vaccines given so far, from which all others of their kind keep their distance.
    let lives: Vec<(&str, Date)> = doses()
        .iter()
        .filter(|d| d.live)
        .filter_map(|d| match given(&d.vaccine, d.number) {
            Some(Given::Done(Some(on))) => Some((d.vaccine.as_str(), on)),
            _ => None,
        })
        .collect();
    names.iter().flat_map(|name| of_vaccine(name, anchors, given, &lives, today)).collect()
}

fn of_vaccine(
    name: &str,
    anchors: Anchors,
    given: &dyn Fn(&str, u32) -> Option<Given>,
    lives: &[(&str, Date)],
    today: Date,
) -> Vec<Shot> {
    let all: Vec<&'static Dose> = doses().iter().filter(|d| d.vaccine == name).collect();
    let first_given = match given(name, 1) {
        Some(Given::Done(Some(on))) => on,
        _ => today,
    };
    // The plan is the one of the age at the first dose; before the first age there is, the first plan.
    let fits = |d: &&'static Dose| {
        d.plan_from.and_then(|m| m.on(anchors)).is_none_or(|from| first_given >= from)
            && d.plan_to.and_then(|m| m.on(anchors)).is_none_or(|to| first_given <= to)
    };
    let chosen: Vec<&'static Dose> = all.iter().copied().filter(fits).collect();
    let chosen = if chosen.is_empty() {
        // Too late for every plan: the first one stands, with its windows behind us.
        let first = all.first().map(|d| (d.plan_from, d.plan_to));
        all.into_iter().filter(|d| Some((d.plan_from, d.plan_to)) == first).collect()
    } else {
        chosen
    };

    // Whoever usually began before the rule held had another vaccine or none; so will whoever begins after its end.
    let begins = chosen.first().and_then(|d| d.aim_from.unwrap_or(d.from).on(anchors));
    let held = chosen.first().is_none_or(|d| {
        d.valid_from.is_none_or(|from| begins.is_none_or(|begins| begins >= from))
            && d.valid_to.is_none_or(|to| begins.is_none_or(|begins| begins <= to))
    });
    if !held && given(name, 1).is_none() {
        return Vec::new();
    }

    let mut shots = Vec::new();
    let mut before: Option<Date> = None;
    let mut first: Option<Date> = None;
    let mut waits = false;
    for dose in chosen {
        let told = given(name, dose.number);
        let latest = dose.to.on(anchors);
        let aim_from = dose.aim_from.and_then(|m| m.on(anchors));
        let mut earliest = dose.from.on(anchors);
        let gaps = [
            before.zip(dose.gap).and_then(|(day, gap)| gap.after(day)),
            first.zip(dose.gap_from_first).and_then(|(day, gap)| gap.after(day)),
        ];
        for after in gaps.into_iter().flatten() {
            earliest = earliest.max(Some(after));
        }
        if dose.live && told.is_none() {
            for (_, on) in lives.iter().filter(|(other, _)| *other != name) {
                earliest = earliest.max(Gap::Days(27).after(*on));
            }
        }
        let aim_from = aim_from.max(earliest);
        let given_on = match told {
            Some(Given::Done(on)) => on,
            _ => None,
        };
        let aim_to = dose.aim_to.and_then(|m| m.on(anchors)).filter(|to| aim_from.is_none_or(|from| *to >= from));
        shots.push(Shot { dose, given: told, earliest, latest, aim_from, aim_to, waits });
        match told {
            Some(Given::Skipped) => {}
            Some(Given::Done(on)) => {
                // Without its day the next one's distance is not known.
                before = on.or(earliest);
                waits = on.is_none();
            }
            None => {
                // As if it were given as soon as is usual, so that the next ones have a place in the year.
                before = aim_from.max(Some(today)).filter(|d| latest.is_none_or(|l| *d <= l)).or(earliest);
                waits = true;
            }
        }
        if dose.number == 1 {
            first = given_on.or(before);
        }
    }
    shots
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).expect("a day of the calendar")
    }

    fn shot<'a>(shots: &'a [Shot], vaccine: &str, number: u32) -> &'a Shot {
        shots.iter().find(|s| s.dose.vaccine == vaccine && s.dose.number == number).expect("a shot")
    }

    fn with(born: Date, done: &[(&str, u32, Date)], today: Date) -> Vec<Shot> {
        let given = |v: &str, n: u32| {
            done.iter().find(|(vaccine, number, _)| *vaccine == v && *number == n).map(|d| Given::Done(Some(d.2)))
        };
        shots(born, &given, today)
    }

    #[test]
    fn every_row_of_the_file_is_a_dose() {
        let rows = include_str!("vaccines.ja.csv").lines().count() - 1;
        assert_eq!(doses().len(), rows);
        for dose in doses() {
            assert!(!dose.source.is_empty() && dose.valid_from.is_some(), "{} {}", dose.vaccine, dose.number);
        }
    }

    #[test]
    fn windows_of_the_first_months() {
        // Municipal examples: born 2018-04-01, 生後2月 to 60月に至るまで is 2018-05-31 to 2023-03-31. Same days, later year.
        let shots = with(day(2026, 4, 1), &[], day(2026, 4, 10));
        let pcv = shot(&shots, "pcv", 1);
        assert_eq!(pcv.earliest, Some(day(2026, 5, 31)));
        assert_eq!(shot(&shots, "pcv", 4).latest, Some(day(2031, 3, 31)));
        let rota = shot(&shots, "rota", 1);
        assert_eq!((rota.earliest, rota.aim_to), (Some(day(2026, 5, 13)), Some(day(2026, 7, 14))));
        assert_eq!(shot(&shots, "hepb", 1).latest, Some(day(2027, 3, 31)));
        assert_eq!(shot(&shots, "mr", 1).earliest, Some(day(2027, 3, 31)));
        assert_eq!(shot(&shots, "mr", 1).latest, Some(day(2028, 3, 31)));
        // The year before school, for one born on 1 April: a year earlier than for the next day's children.
        assert_eq!(shot(&shots, "mr", 2).earliest, Some(day(2031, 4, 1)));
        assert_eq!(shot(&shots, "mr", 2).latest, Some(day(2032, 3, 31)));
    }

    #[test]
    fn the_next_day_counts_from_what_was_given() {
        let born = day(2026, 1, 10);
        let done = [("dpt", 1, day(2026, 3, 16)), ("hepb", 1, day(2026, 3, 16)), ("hepb", 2, day(2026, 4, 13))];
        let shots = with(born, &done, day(2026, 4, 14));
        assert_eq!(shot(&shots, "dpt", 2).earliest, Some(day(2026, 4, 6)), "20 days between: three weeks later");
        assert!(!shot(&shots, "dpt", 2).waits);
        assert!(shot(&shots, "dpt", 3).waits);
        assert_eq!(shot(&shots, "hepb", 3).earliest, Some(day(2026, 8, 3)), "139 days after the first");
    }

    #[test]
    fn injected_live_vaccines_keep_their_distance() {
        let born = day(2025, 9, 1);
        let shots = with(born, &[("mr", 1, day(2026, 9, 1))], day(2026, 9, 2));
        assert_eq!(shot(&shots, "varicella", 1).earliest, Some(day(2026, 9, 29)));
        // Rotavirus is swallowed and keeps no such distance.
        assert_eq!(shot(&shots, "rota", 1).earliest, Some(day(2025, 10, 13)));
    }

    #[test]
    fn fewer_doses_for_a_later_start() {
        let born = day(2026, 1, 10);
        let count = |today: Date, done: &[(&str, u32, Date)]| {
            with(born, done, today).iter().filter(|s| s.dose.vaccine == "pcv").count()
        };
        assert_eq!(count(day(2026, 2, 1), &[]), 4);
        assert_eq!(count(day(2026, 8, 10), &[]), 3);
        assert_eq!(count(day(2027, 1, 10), &[]), 2);
        assert_eq!(count(day(2028, 1, 10), &[]), 1);
        // Begun in time: four, however late one looks.
        assert_eq!(count(day(2028, 1, 10), &[("pcv", 1, day(2026, 3, 16))]), 4);
    }

    #[test]
    fn a_vaccine_is_for_those_who_begin_under_its_rule() {
        let has = |born: Date| with(born, &[], day(2026, 1, 1)).iter().any(|s| s.dose.vaccine == "dpt");
        // 5種混合 from 2024-04-01: two months old on or after that day.
        assert!(!has(day(2024, 1, 31)));
        assert!(has(day(2024, 2, 1)));
    }

    #[test]
    fn a_skipped_dose_holds_nothing_up() {
        let born = day(2026, 1, 10);
        let given = |v: &str, n: u32| match (v, n) {
            ("rota", 3) => Some(Given::Skipped),
            ("mr", 1) => Some(Given::Done(None)),
            _ => None,
        };
        let all = shots(born, &given, day(2027, 3, 1));
        assert_eq!(shot(&all, "rota", 3).given, Some(Given::Skipped));
        assert!(shot(&all, "mr", 2).waits, "the day of the first is not known");
    }
}
