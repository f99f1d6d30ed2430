//! The sample city is what it promises to be, on every day that it may be seen.

mod support;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use support::{cp932, day, sample};
use tsunagi::directory::Kind;
use tsunagi::events::by_day;

#[test]
fn every_row_is_a_record_and_nothing_is_unclear() {
    let catalog = sample(day(2026, 11, 21));
    for report in &catalog.reports {
        assert_eq!(report.rows, report.records, "{}", report.file);
        assert_eq!(report.problems, [], "{}", report.file);
    }
}

#[test]
fn it_has_what_a_city_has() {
    let catalog = sample(day(2026, 11, 21));
    assert!(catalog.places.len() >= 150, "{} places", catalog.places.len());
    assert!(catalog.events.len() >= 150, "{} events", catalog.events.len());
    assert!(catalog.programmes.len() >= 40, "{} programmes", catalog.programmes.len());
    let kinds: HashSet<Kind> = catalog.places.iter().map(|p| p.kind).collect();
    assert!(kinds.len() >= 30, "{} kinds", kinds.len());
    assert!(!kinds.contains(&Kind::Other));
    let districts: HashSet<&str> = catalog.places.iter().map(|p| p.district.as_str()).collect();
    assert_eq!(districts.len(), 8, "{districts:?}");
    assert!(catalog.events.iter().filter(|e| e.repeats()).count() >= 60);
    // 児童福祉法6条の3: the six 家庭支援事業.
    for name in [
        "子育て短期支援事業",
        "養育支援訪問事業",
        "一時預かり事業",
        "子育て世帯訪問支援事業",
        "児童育成支援拠点事業",
        "親子関係形成支援事業",
    ] {
        assert!(catalog.programmes.iter().any(|p| p.name.contains(name)), "{name}");
    }
}

#[test]
fn nobody_real_can_be_rung_or_written_to() {
    let catalog = sample(day(2026, 11, 21));
    for phone in catalog.places.iter().flat_map(|p| &p.phones).chain(catalog.desks.iter().flat_map(|d| &d.phones)) {
        assert!(phone.dial.starts_with("099000"), "{}", phone.written);
    }
    for file in fs::read_dir("sample").expect("the sample city").flatten() {
        let bytes = fs::read(file.path()).unwrap_or_default();
        let text = String::from_utf8(bytes).or_else(|e| cp932(e.as_bytes()).ok_or(e)).expect("a text");
        for address in text.split(['"', ',', ' ', '\n']).filter(|cell| cell.contains("://") || cell.contains('@')) {
            assert!(address.contains("example.jp"), "{address}");
        }
    }
}

#[test]
fn it_never_looks_stale() {
    for today in [day(2026, 11, 21), day(2027, 4, 1), day(2028, 2, 29), day(2031, 8, 15), day(2040, 1, 1)] {
        let catalog = sample(today);
        let week = by_day(&catalog.events, today, today + chrono::Duration::days(6));
        assert!(week.len() >= 5, "{today}: events on {} days of the week", week.len());
        // In every month of the coming year there are single events as well as series.
        let year = by_day(&catalog.events, today, today + chrono::Duration::days(300));
        let mut single: BTreeMap<String, usize> = BTreeMap::new();
        for (date, list) in &year {
            let count = list.iter().filter(|o| !catalog.events[o.event].repeats()).count();
            *single.entry(date.to_string()[..7].to_owned()).or_default() += count;
        }
        assert!(single.values().filter(|n| **n > 0).count() >= 9, "{today}: {single:?}");
        assert!(catalog.places.iter().filter_map(|p| p.updated).all(|d| d <= today), "{today}");
    }
}
