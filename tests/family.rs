//! The timeline from outside: worked examples of law and practice over the sample city's own rules, and what holds for any
//! family on any day.

mod support;

use proptest::prelude::*;
use support::day;
use tsunagi::calendar::Date;
use tsunagi::family::age::{anniversary, gestation, months_on, reached, school_entry};
use tsunagi::family::moment::{Anchors, Moment};
use tsunagi::family::record::{
    Child, Course, Family, Mark, MarkState, Pregnancy, birth, put_child, put_mark, put_pregnancy,
};
use tsunagi::family::rules::rules;
use tsunagi::family::timeline::{Phase, next, steps};
use tsunagi::family::vaccines::{Given, shots};
use tsunagi::vault::book::Book;

fn date() -> impl Strategy<Value = Date> {
    (0..36_500_i64).prop_map(|n| day(1980, 1, 1) + chrono::Duration::days(n))
}

fn child(id: &str, born: Date) -> Child {
    Child { id: id.into(), name: String::new(), born, due: None, weight: None, pregnancy: None, away: false }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ages_are_reached_in_order_and_agree_with_each_other(born in date(), months in 0..300_u32, later in 0..40_u32) {
        use chrono::Datelike;
        let reach = reached(born, months + 1).expect("in the calendar");
        prop_assert!(reached(born, months + 2).expect("in the calendar") > reach);
        // The age is reached within the month named by law, on the day before or at the month's end.
        prop_assert_eq!(reach + chrono::Duration::days(1), anniversary(born, months + 1).expect("in the calendar"));
        prop_assert_eq!(months_on(born, reach), months);
        prop_assert_eq!(months_on(born, reach + chrono::Duration::days(1)), months + 1);
        let today = born + chrono::Duration::days(i64::from(later) * 211);
        let full = months_on(born, today);
        prop_assert!(full == 0 || anniversary(born, full).expect("in the calendar") <= today);
        prop_assert!(anniversary(born, full + 1).expect("in the calendar") > today);
        // School begins between 6 years 0 months and 7 years: after six is reached, on a 1 April.
        let entry = school_entry(born).expect("in the calendar");
        prop_assert_eq!((entry.month(), entry.day()), (4, 1));
        prop_assert!(entry > reached(born, 72).expect("in the calendar"));
        prop_assert!(entry <= reached(born, 84).expect("in the calendar") + chrono::Duration::days(1));
    }

    #[test]
    fn weeks_of_pregnancy_are_read_back(due in date(), week in 0..42_u32, rest in 0..7_u32) {
        let anchors = Anchors { due: Some(due), born: None };
        let on = Moment::read(&format!("妊娠{week}週{rest}日")).and_then(|m| m.on(anchors)).expect("a day");
        prop_assert_eq!(gestation(due, on), Some((week, rest)));
    }

    #[test]
    fn no_text_makes_a_moment_panic(text in "[0-9０-９妊娠週日予定生後歳か月の前就学年度はじめおわり一-龥]{0,16}|.{0,12}", born in date()) {
        if let Some(moment) = Moment::read(&text) {
            let _ = moment.on(Anchors { due: Some(born), born: Some(born) });
            let _ = moment.on_or_after(Anchors::default(), born);
        }
    }

    #[test]
    fn doses_come_one_after_the_other(born in date(), ages in prop::collection::vec(0..2500_i64, 0..12), now in 0..4000_i64) {
        let today = born + chrono::Duration::days(now);
        // The n-th dose of every vaccine was given at the n-th of these ages.
        let mut sorted = ages.clone();
        sorted.sort_unstable();
        let given = |_: &str, number: u32| {
            let age = sorted.get(number as usize - 1).copied().filter(|age| *age <= now)?;
            Some(Given::Done(Some(born + chrono::Duration::days(age))))
        };
        let all = shots(born, &given, today);
        for pair in all.windows(2).filter(|p| p[0].dose.vaccine == p[1].dose.vaccine) {
            prop_assert_eq!(pair[0].dose.number + 1, pair[1].dose.number);
            if let (Some(Given::Done(Some(on))), None, Some(earliest)) = (pair[0].given, pair[1].given, pair[1].earliest) {
                // A dose with an interval before it never comes sooner than the one before.
                if pair[1].dose.gap.is_some() {
                    prop_assert!(earliest > on, "{} {}", pair[1].dose.vaccine, pair[1].dose.number);
                }
            }
        }
        for shot in &all {
            if let (Some(from), Some(to)) = (shot.aim_from, shot.aim_to) {
                prop_assert!(from <= to);
            }
        }
    }

    #[test]
    fn any_family_has_a_timeline(births in prop::collection::vec(date(), 0..4), due in date(), count in 1..4_u8, today in date(), marked in prop::collection::vec((0..200_usize, 0..4_usize, prop::option::of(date())), 0..12)) {
        let mut book = Book::default();
        for (at, born) in births.iter().enumerate() {
            put_child(&mut book, &child(&format!("c{at}"), *born));
        }
        put_pregnancy(&mut book, &Pregnancy { id: "p1".into(), name: String::new(), due, count, course: Course::Expecting });
        let rules = rules(&[]);
        let first = steps(&Family::read(&book), &rules, today);
        for (at, state, on) in marked {
            if let Some(step) = first.get(at) {
                put_mark(&mut book, &step.key, &Mark { state: Some(MarkState::ALL[state].0), on, note: String::new() });
            }
        }
        let family = Family::read(&book);
        let all = steps(&family, &rules, today);
        prop_assert!(all.windows(2).all(|w| w[0].day() <= w[1].day()));
        let mut keys: Vec<&str> = all.iter().map(|s| s.key.as_str()).collect();
        keys.sort_unstable();
        let before = keys.len();
        keys.dedup();
        prop_assert_eq!(keys.len(), before, "every step has a key of its own");
        for step in &all {
            prop_assert!(step.from.is_some() || step.to.is_some());
            if let (Some(from), Some(to)) = (step.from, step.to) {
                prop_assert!(from <= to || step.kind == tsunagi::family::rules::StepKind::Vaccine, "{}", step.key);
            }
        }
        for next in next(&all, today, 3) {
            for step in &next.steps {
                prop_assert!(matches!(step.phase(today), Phase::Open | Phase::Ahead));
                prop_assert!(!step.estimated);
            }
        }
        // The same again: nothing but the record, the rules and the day goes in.
        prop_assert_eq!(all, steps(&family, &rules, today));
    }
}

/// Three children: twins born early, and a big sister; told as a parent would tell it.
#[test]
fn three_children_one_pair_of_twins_born_early() {
    let today = day(2026, 11, 21);
    let mut book = Book::default();
    put_child(&mut book, &Child { name: "さき".into(), ..child("c1", day(2023, 4, 1)) });
    let twins =
        Pregnancy { id: "p1".into(), name: String::new(), due: day(2026, 12, 20), count: 2, course: Course::Expecting };
    put_pregnancy(&mut book, &twins);
    birth(&mut book, &twins, day(2026, 10, 30), 4711);
    let mut family = Family::read(&book);
    assert_eq!(family.children.len(), 3);
    let small = family.children[1].clone();
    put_child(&mut book, &Child { weight: Some(1480), ..small.clone() });
    family = Family::read(&book);
    let all = steps(&family, &rules(&[]), today);
    let of = |id: &str, rule: &str| all.iter().filter(|s| s.subject == id && s.rule == rule).count();
    // 低体重児の届出 is for the one below 2,500 g only; what is for the birth comes once.
    assert_eq!(all.iter().filter(|s| s.rule == "low-weight").count(), 1);
    let after_birth: Vec<_> = all.iter().filter(|s| s.rule == "postnatal-care").map(|s| s.subject.as_str()).collect();
    assert_eq!(after_birth, ["c1", small.id.as_str()], "once for each birth");
    assert_eq!((of(&small.id, "birth-registration"), of("c1", "checkup-5y")), (1, 1));
    // Vaccination counts from the birth, development from the due date.
    let rota = all.iter().find(|s| s.subject == small.id && s.rule == "vaccine-rota#1").expect("there");
    assert_eq!(rota.from, Some(day(2026, 12, 11)));
    assert_eq!(small.corrected_months(day(2027, 3, 20)), Some(3));
    // さき was born on 1 April: a school year ahead of the next day's children.
    let school = all.iter().find(|s| s.subject == "c1" && s.rule == "school-entry").expect("there");
    assert_eq!(school.from, Some(day(2029, 4, 1)));
}
