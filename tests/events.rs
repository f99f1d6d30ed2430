//! Events as calendars outside read them: our days beside those of the rrule crate, feeds that keep to their standards.

mod support;

use proptest::prelude::*;
use rrule::RRuleSet;
use support::{day, read, sample};
use tsunagi::calendar::{Date, parse_recurrence};
use tsunagi::data::Catalog;
use tsunagi::events::icalendar::{Made, calendar};
use tsunagi::events::{Event, Held, Of, by_day, feeds, first_of_days, occurrences};
use tsunagi::words::Words;
use tsunagi::words::desk::DeskWords;

const STAMP: Date = Date::from_ymd_opt(2026, 11, 21).expect("a day");
const MADE: Made =
    Made { name: "汐見市", site: "https://example.jp/", paged: true, city: "990019", stamp: STAMP, alarm: None };

/// Content lines as RFC 5545 3.1 joins them again, by entries.
fn entries(text: &str) -> Vec<Vec<String>> {
    let lines = text.replace("\r\n ", "");
    let mut all: Vec<Vec<String>> = Vec::new();
    let mut inside = false;
    for line in lines.split("\r\n") {
        match line {
            "BEGIN:VEVENT" => {
                inside = true;
                all.push(Vec::new());
            }
            "END:VEVENT" => inside = false,
            line if inside => all.last_mut().expect("an entry has begun").push(line.to_owned()),
            _ => {}
        }
    }
    all
}

fn property<'a>(entry: &'a [String], name: &str) -> Option<&'a str> {
    entry.iter().find(|l| l.starts_with(name) && l[name.len()..].starts_with([':', ';'])).map(|l| &l[name.len()..])
}

/// The days that the rrule crate makes of an entry, until the end of two years.
fn days_of(entry: &[String], until: Date) -> Vec<Date> {
    let start = property(entry, "DTSTART").expect("a start");
    let date = |value: &str| {
        Date::parse_from_str(&value.rsplit(':').next().unwrap_or_default()[..8], "%Y%m%d").expect("a day")
    };
    let mut days: Vec<Date> = match property(entry, "RRULE") {
        None => vec![date(start)],
        Some(rule) => {
            // The crate wants a time zone's times throughout.
            let (start, rule) = if let Some(date) = start.strip_prefix(";VALUE=DATE:") {
                (
                    format!(";TZID=Asia/Tokyo:{date}T000000"),
                    match rule.split_once("UNTIL=") {
                        Some((before, until)) => format!("{before}UNTIL={}T145959Z", &until[..8]),
                        None => rule.to_owned(),
                    },
                )
            } else {
                (start.to_owned(), rule.to_owned())
            };
            let set: RRuleSet =
                format!("DTSTART{start}\nRRULE{rule}").parse().unwrap_or_else(|e| panic!("{rule}: {e}"));
            let dates = set.all(2000).dates;
            dates.into_iter().map(|d| d.date_naive()).take_while(|d| *d <= until).collect()
        }
    };
    let left_out: Vec<Date> = entry.iter().filter_map(|l| l.strip_prefix("EXDATE")).map(date).collect();
    days.retain(|day| !left_out.contains(day));
    days.extend(entry.iter().filter_map(|l| l.strip_prefix("RDATE")).map(date));
    days.sort();
    days.dedup();
    days.retain(|d| *d <= until);
    days
}

/// Each day on which our own site shows an event, and whether nobody need come on it.
fn ours(event: &Event, until: Date) -> Vec<(Date, bool)> {
    let Some(first) = event.first_day() else { return Vec::new() };
    let first = event.moved.iter().map(|m| m.to).fold(first, Date::min);
    let days = occurrences(event, 0, first, until);
    let days = days.into_iter().filter(|o| !matches!(o.held, Held::MovedTo(_))).map(|o| (o.date, o.is_off()));
    // Several days in a row are one entry.
    let spans = event.end.is_some() && !event.repeats() && event.moved.is_empty() && event.cancelled_dates.is_empty();
    days.take(if spans { 1 } else { usize::MAX }).collect()
}

/// The days of an event's entries as the rrule crate and the exceptions make them.
fn theirs(event: &Event, until: Date) -> Vec<(Date, bool)> {
    let all = entries(&calendar(&MADE, std::iter::once(event)));
    let date = |value: &str| {
        Date::parse_from_str(&value.rsplit(':').next().unwrap_or_default()[..8], "%Y%m%d").expect("a day")
    };
    let off = |entry: &[String]| property(entry, "STATUS") == Some(":CANCELLED");
    let (single, whole): (Vec<_>, Vec<_>) = all.iter().partition(|e| property(e, "RECURRENCE-ID").is_some());
    let instead: Vec<Date> = single.iter().filter_map(|e| property(e, "RECURRENCE-ID")).map(date).collect();
    let mut days: Vec<(Date, bool)> = Vec::new();
    for entry in whole {
        days.extend(days_of(entry, until).into_iter().filter(|d| !instead.contains(d)).map(|d| (d, off(entry))));
    }
    days.extend(single.iter().filter_map(|e| Some((date(property(e, "DTSTART")?), off(e)))));
    days.retain(|(day, _)| *day <= until);
    days.sort();
    days
}

fn agree(catalog: &Catalog, until: Date) {
    for event in &catalog.events {
        assert_eq!(theirs(event, until), ours(event, until), "{} {:?} {:?}", event.name, event.recurrence, event.moved);
    }
}

/// What a program that is not ours reads in a calendar: `uid`, day, off.
fn read_by(program: &str, script: &str, until: Date, text: &str) -> Vec<String> {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let top = env!("CARGO_MANIFEST_DIR");
    let mut child = Command::new(program)
        .current_dir(top)
        .args([script, &until.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|why| panic!("{program} {script}: {why}. `./run setup` sets it up."));
    child.stdin.take().expect("piped").write_all(text.as_bytes()).expect("written");
    let out = child.wait_with_output().expect("it ends");
    assert!(out.status.success(), "{program} {script} failed");
    String::from_utf8(out.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

/// Every day of a list until a day, as two readers that are not ours see it, beside our own.
fn readers_agree(catalog: &Catalog, until: Date) {
    let text = calendar(&MADE, catalog.events.iter());
    let mut expected: Vec<String> = Vec::new();
    for event in &catalog.events {
        let days = ours(event, until).into_iter();
        expected
            .extend(days.map(|(day, off)| format!("{}@990019.tsunagi.invalid\t{day}\t{}", event.id, u8::from(off))));
    }
    expected.sort();
    for (program, script) in [(".tools/python/bin/python", "tests/readers/days.py"), ("node", "tests/readers/days.mjs")]
    {
        let mut found = read_by(program, script, until, &text);
        found.sort();
        let missing: Vec<_> = expected.iter().filter(|line| !found.contains(line)).take(5).collect();
        let more: Vec<_> = found.iter().filter(|line| !expected.contains(line)).take(5).collect();
        assert_eq!((missing, more), (vec![], vec![]), "{script}");
        assert_eq!(found.len(), expected.len(), "{script}");
    }
}

#[test]
fn two_years_of_the_sample_city_as_another_library_reads_them() {
    let today = day(2026, 11, 21);
    let catalog = sample(today);
    assert!(catalog.events.iter().filter(|e| e.repeats()).count() >= 60);
    agree(&catalog, day(2028, 11, 21));
    readers_agree(&catalog, day(2028, 11, 21));
}

const ODD: &str = "ID,イベント名,開始日,終了日,開始時間,終了時間,くりかえし,開催日一覧,中止日,日程変更,状態\n\
    a,動く会,2026-11-03,2027-03-30,10:00,11:00,毎週火,,2026-12-29,2026-12-01→2026-12-03;2027-01-05→1月7日 14:00～15:00,\n\
    b,次の日と重なる会,2026-11-03,2027-03-30,10:00,11:00,毎週火・木,,,2026-12-01→2026-12-03,\n\
    c,一日だけの会,2026-12-05,,10:00,11:00,,,,2026-12-05→2026-12-12,\n\
    d,並べた日の会,,,10:00,11:00,,2026-12-05;2026-12-19;2027-01-16,2026-12-19,2027-01-16→2027-01-23,\n\
    e,三日間の会,2026-12-24,2026-12-26,,,,,2026-12-25,,\n\
    f,延びた会,2026-12-10,,10:00,11:00,,,,,延期\n\
    g,日曜と祝日の会,2026-11-01,2027-05-31,10:00,11:00,毎週日・祝,,,,\n\
    h,隔週の会,2026-11-05,2027-05-31,10:00,11:00,隔週木（祝日を除く）,,,,\n\
    i,十回の会,2026-11-05,,10:00,11:00,FREQ=WEEKLY;INTERVAL=2;BYDAY=TU\\,TH;COUNT=10,,,,\n\
    j,毎年の日,2026-05-05,,10:00,11:00,毎年5月5日,,,,\n\
    k,月末の会,2026-11-30,2027-11-30,,,FREQ=MONTHLY;BYMONTHDAY=-1,,,,\n";

#[test]
fn moved_and_odd_days_as_two_other_readers_see_them() {
    let text = ODD.replace("BYDAY=TU\\,TH", "BYDAY=TU");
    let catalog = read(&[("event.csv", text.into_bytes())]);
    assert!(catalog.reports[0].problems.is_empty(), "{:?}", catalog.reports[0].problems);
    agree(&catalog, day(2028, 11, 21));
    readers_agree(&catalog, day(2028, 11, 21));
    let days = |id: &str| ours(catalog.event(id).expect("there"), day(2027, 1, 31));
    assert!(days("a").contains(&(day(2026, 12, 3), false)) && !days("a").iter().any(|(d, _)| *d == day(2026, 12, 1)));
    assert_eq!(days("b").iter().filter(|(d, _)| *d == day(2026, 12, 3)).count(), 1);
    assert_eq!(days("c"), [(day(2026, 12, 12), false)]);
    assert_eq!(days("d"), [(day(2026, 12, 5), false), (day(2026, 12, 19), true), (day(2027, 1, 23), false)]);
    assert_eq!(days("f"), [(day(2026, 12, 10), true)]);
    assert_eq!(days("i").len(), 6);
    // Where it would have been, it says where it went.
    let moved = occurrences(catalog.event("a").expect("there"), 0, day(2026, 12, 1), day(2026, 12, 1));
    assert_eq!(moved[0].held, Held::MovedTo(day(2026, 12, 3)));
    let hours = occurrences(catalog.event("a").expect("there"), 0, day(2027, 1, 7), day(2027, 1, 7))[0];
    let times = hours.times(catalog.event("a").expect("there"));
    assert_eq!(times.start.map(|t| t.to_string()).as_deref(), Some("14:00"));
}

#[test]
fn what_cannot_be_is_told_and_stays_to_be_read() {
    let text = "ID,イベント名,開始日,終了日,開始時間,終了時間,くりかえし,中止日,日程変更,回,参加申込終了日\n\
        a,逆の日,2026-12-05,2026-12-01,10:00,11:00,,,,,\n\
        b,ない時刻,2026-12-05,,10:75,31:00,,,,,\n\
        c,開催日でない中止,2026-11-03,2027-03-30,10:00,11:00,毎週火,2026-12-02,,,\n\
        d,読めない変更,2026-11-03,,10:00,11:00,,,12月ごろ→1月,,\n\
        e,読めない回,2026-11-03,,10:00,11:00,,,,午前と午後,\n\
        f,読めない規則,2026-11-03,,10:00,11:00,FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,,,,\n\
        g,読めない締切,2026-11-03,,10:00,11:00,,,,,12月32日\n";
    let catalog = read(&[("event.csv", text.as_bytes().to_vec())]);
    use tsunagi::data::ProblemKind::*;
    let told: Vec<_> = catalog.reports[0].problems.iter().map(|p| (p.row, p.kind)).collect();
    let expected = [
        (2, DateOrder),
        (3, Time),
        (3, Time),
        (4, NotItsDay),
        (5, MovedDates),
        (6, Sessions),
        (7, Recurrence),
        (8, Date),
    ];
    assert_eq!(told, expected.map(|(row, kind)| (Some(row), kind)));
    assert_eq!(catalog.events.len(), 7);
    // What was not understood is still there as written.
    for (id, text) in
        [("b", "10:75"), ("d", "12月ごろ→1月"), ("e", "午前と午後"), ("f", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1")]
    {
        let event = catalog.event(id).expect("there");
        assert!(event.facts.iter().any(|f| f.value == text), "{id}: {:?}", event.facts);
    }
    let words = DeskWords::of("en");
    assert!(catalog.reports[0].problems.iter().all(|p| !p.expected(&words).is_empty() && !p.remedy(&words).is_empty()));
}

#[test]
fn a_series_without_an_end_and_fifty_thousand_days() {
    // Without an end: three years at most in one look, whatever is asked for.
    let endless = read(&[("event.csv", "イベント名,開始日,くりかえし\nx,2026-01-01,毎日\n".as_bytes().to_vec())]);
    let days = occurrences(&endless.events[0], 0, day(2026, 1, 1), day(9000, 1, 1));
    assert_eq!(days.len(), 366 * 3 + 1);
    // Every day in a list: none is lost, none stands twice.
    let first = day(2026, 1, 1);
    let list: Vec<String> = (0..50_000).map(|n| (first + chrono::Duration::days(n / 5)).to_string()).collect();
    let text = format!("イベント名,開催日一覧\nx,{}\n", list.join(";"));
    let many = read(&[("event.csv", text.into_bytes())]);
    assert_eq!(occurrences(&many.events[0], 0, first, day(2100, 1, 1)).len(), 10_000);
    // Many events on one day.
    let rows: String = (0..1_700).map(|n| format!("会{n},2026-01-01,毎日\n")).collect();
    let crowd = read(&[("event.csv", format!("イベント名,開始日,くりかえし\n{rows}").into_bytes())]);
    let month = by_day(&crowd.events, day(2026, 11, 1), day(2026, 11, 30));
    assert_eq!((month.len(), month.iter().map(|(_, list)| list.len()).sum::<usize>()), (30, 51_000));
}

#[test]
fn a_page_made_ahead_has_the_first_of_each_coming_day() {
    let text = "イベント名,開始日,開始時間,くりかえし\n\
        おわった会,2026-11-01,10:00,\n\
        ひるの会,2026-11-01,13:00,毎日\n\
        あさの会,2026-11-01,9:00,毎日\n\
        よるの会,2026-11-01,18:00,毎日\n\
        来年の会,2027-04-01,10:00,\n";
    let events = read(&[("event.csv", text.as_bytes().to_vec())]).events;
    let shown = |events: &[Event], each, most| -> Vec<(String, Vec<String>)> {
        let names = |day: &[tsunagi::events::Occurrence]| day.iter().map(|o| events[o.event].name.clone()).collect();
        let days = first_of_days(events, day(2026, 11, 21), each, most);
        days.iter().map(|(date, day)| (date.to_string(), names(day))).collect()
    };
    let named =
        |date: &str, names: &[&str]| (date.to_owned(), names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
    let expected = [
        named("2026-11-21", &["あさの会", "ひるの会"]),
        named("2026-11-22", &["あさの会", "ひるの会"]),
        named("2026-11-23", &["あさの会"]),
    ];
    assert_eq!(shown(&events, 2, 5), expected);
    // No longer ahead than a month, and what is not shown changes nothing.
    assert_eq!(shown(&events, 9, 1_000).len(), 31);
    assert_eq!(shown(&events[1..3], 2, 5), expected);
    assert_eq!((shown(&[], 2, 5), shown(&events, 2, 0)), (vec![], vec![]));
}

#[test]
fn what_is_called_off_stays_to_be_seen() {
    let text = "ID,イベント名,開始日,終了日,開始時間,終了時間,くりかえし,中止日,更新日,状態\n\
        a,おはなし会,2026-11-01,2027-03-31,10:30,11:00,毎週火,2026-12-01,2026-11-10,\n\
        b,夏まつり,2026-08-01,2026-08-02,,,,,2026-07-01,中止\n\
        c,相談,2026-12-05,,25:00,26:00,,,2026-07-01,\n";
    let catalog = read(&[("event.csv", text.as_bytes().to_vec())]);
    let all = entries(&calendar(&MADE, catalog.events.iter()));
    assert_eq!(all.len(), 4);
    assert_eq!(property(&all[1], "RECURRENCE-ID"), Some(";TZID=Asia/Tokyo:20261201T103000"));
    assert_eq!((property(&all[0], "STATUS"), property(&all[1], "STATUS")), (Some(":CONFIRMED"), Some(":CANCELLED")));
    assert_eq!(property(&all[0], "UID"), property(&all[1], "UID"));
    assert_eq!(property(&all[2], "STATUS"), Some(":CANCELLED"));
    assert_eq!(
        (property(&all[2], "DTSTART"), property(&all[2], "DTEND")),
        (Some(";VALUE=DATE:20260801"), Some(";VALUE=DATE:20260803"))
    );
    // 25:00 is one in the morning of the next day.
    assert_eq!(property(&all[3], "DTSTART"), Some(";TZID=Asia/Tokyo:20261206T010000"));
    // A later 更新日 is a later version; the name stays.
    let later = read(&[("event.csv", text.replace("2026-11-10", "2026-11-20").into_bytes())]);
    let later = entries(&calendar(&MADE, later.events.iter()));
    let version = |e: &[String]| property(e, "SEQUENCE").and_then(|n| n[1..].parse::<u32>().ok());
    assert!(version(&later[0]) > version(&all[0]));
    assert_eq!(property(&later[0], "UID"), property(&all[0], "UID"));
}

#[test]
fn feeds_of_a_place_and_of_a_kind() {
    let today = day(2026, 11, 21);
    let catalog = sample(today);
    let place = Of::Place("k990019002");
    let mine = || catalog.events.iter().filter(|e| place.has(e));
    assert!(mine().count() > 2 && mine().count() < catalog.events.len());
    let made = Made { stamp: today, ..MADE };
    let words = Words::japanese();
    let value: serde_json::Value =
        serde_json::from_str(&feeds::json(&words, &made, "feeds/x.json", mine())).expect("JSON");
    assert_eq!(value["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(value["feed_url"], "https://example.jp/feeds/x.json");
    let items = value["items"].as_array().expect("items");
    assert!(!items.is_empty());
    let ids: std::collections::HashSet<_> = items.iter().map(|i| i["id"].as_str()).collect();
    assert_eq!(ids.len(), items.len());
    let atom = feeds::atom(&words, &made, "feeds/x.atom", mine());
    assert_eq!(atom.matches("<entry>").count(), items.len());
}

/// Rules as calendars write them, of every part that is followed.
fn rrule_text() -> impl Strategy<Value = String> {
    let weekday = || prop::sample::select(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
    let weekdays =
        || prop::collection::btree_set(weekday(), 1..4).prop_map(|d| d.into_iter().collect::<Vec<_>>().join(","));
    // The fifth from the end is no week to the other library.
    let nth = (prop::sample::select(vec!["1", "2", "3", "4", "5", "-1", "-2", "-4"]), weekday());
    let nths = prop::collection::btree_set(nth.prop_map(|(n, day)| format!("{n}{day}")), 1..3);
    // One with its week and one without in the same rule is read otherwise by the other library than RFC 5545 has it.
    let nths = nths.prop_map(|d| d.into_iter().collect::<Vec<_>>().join(","));
    let nths = prop_oneof![3 => nths, 1 => weekdays()].boxed();
    let month_day = prop_oneof![1..=31_i8, -31..=-1_i8];
    let month_days = prop::collection::btree_set(month_day, 1..3);
    let month_days = month_days.prop_map(|d| d.iter().map(i8::to_string).collect::<Vec<_>>().join(",")).boxed();
    let months = prop::collection::btree_set(1..=12_u8, 1..4);
    let months = months.prop_map(|m| m.iter().map(u8::to_string).collect::<Vec<_>>().join(",")).boxed();
    let rule = prop_oneof![
        (1..9_u8).prop_map(|n| format!("FREQ=DAILY;INTERVAL={n}")),
        weekdays().prop_map(|days| format!("FREQ=DAILY;BYDAY={days}")),
        (1..5_u8, weekdays(), weekday()).prop_map(|(n, d, w)| format!("FREQ=WEEKLY;INTERVAL={n};BYDAY={d};WKST={w}")),
        (1..5_u8).prop_map(|n| format!("FREQ=WEEKLY;INTERVAL={n}")),
        (1..5_u8, nths.clone()).prop_map(|(n, days)| format!("FREQ=MONTHLY;INTERVAL={n};BYDAY={days}")),
        (1..5_u8, month_days.clone()).prop_map(|(n, days)| format!("FREQ=MONTHLY;INTERVAL={n};BYMONTHDAY={days}")),
        (months.clone(), nths).prop_map(|(months, days)| format!("FREQ=YEARLY;BYMONTH={months};BYDAY={days}")),
        (months, month_days).prop_map(|(months, days)| format!("FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={days}")),
    ];
    (rule, prop::option::of(1..40_u32)).prop_map(|(rule, count)| match count {
        Some(count) => format!("\"{rule};COUNT={count}\""),
        None => format!("\"{rule}\""),
    })
}

fn notation() -> impl Strategy<Value = String> {
    let weekday = prop::sample::select(vec!["月", "火", "水", "木", "金", "土", "日"]);
    let weekdays = prop::collection::vec(weekday, 1..4);
    let nth = prop::collection::vec(prop::sample::select(vec!["第1", "第2", "第3", "第4", "第5", "最終"]), 1..3);
    prop_oneof![
        weekdays.clone().prop_map(|days| format!("毎週{}", days.join("・"))),
        weekdays.clone().prop_map(|days| format!("毎週{}（祝日を除く）", days.join("・"))),
        (nth.clone(), weekdays.clone()).prop_map(|(nth, days)| format!("毎月{}{}曜", nth.join("・"), days.join("・"))),
        (nth, weekdays.clone()).prop_map(|(nth, days)| format!("隔月{}{}曜", nth.join("・"), days.join("・"))),
        weekdays.clone().prop_map(|days| format!("隔週{}", days.join("・"))),
        rrule_text(),
        prop::collection::vec(1..=31_u8, 1..3)
            .prop_map(|days| format!("毎月{}", days.iter().map(|d| format!("{d}日")).collect::<Vec<_>>().join("・"))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn our_days_are_those_of_another_library(rule in notation(), start in 0..700_i64, length in 1..900_i64, timed in any::<bool>()) {
        let start = day(2026, 1, 1) + chrono::Duration::days(start);
        let end = start + chrono::Duration::days(length);
        let times = if timed { "10:00,11:30" } else { "," };
        let text = format!("ID,イベント名,開始日,終了日,開始時間,終了時間,くりかえし\na,x,{start},{end},{times},{rule}\n");
        let catalog = read(&[("event.csv", text.into_bytes())]);
        prop_assert!(catalog.events[0].recurrence.is_some(), "{}", rule);
        agree(&catalog, start + chrono::Duration::days(730));
    }

    /// The rule as it was written, not as we write it again.
    #[test]
    fn a_rule_means_what_it_means_to_another_library(text in rrule_text(), start in 0..700_i64) {
        let text = text.trim_matches('"');
        let start = day(2026, 1, 1) + chrono::Duration::days(start);
        let until = start + chrono::Duration::days(730);
        let set: RRuleSet = format!("DTSTART;TZID=Asia/Tokyo:{}T100000\nRRULE:{text}", start.format("%Y%m%d")).parse().expect("a rule");
        let theirs: Vec<Date> = set.all(2000).dates.into_iter().map(|d| d.date_naive()).take_while(|d| *d <= until).collect();
        let ours: Vec<Date> = parse_recurrence(text).expect("read").between(start, start, until).collect();
        prop_assert_eq!(ours, theirs, "{} from {}", text, start);
    }

    /// Whatever a cell holds: lines of at most 75 bytes, none that a reader could take for another property.
    #[test]
    fn any_text_keeps_to_the_lines(name in ".{1,80}", note in "[ -~\n\r、。😀🎈ぁ-ん]{0,120}") {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["ID", "イベント名", "開始日", "開始時間", "説明"]).expect("a header");
        writer.write_record(["a", name.as_str(), "2026-12-01", "10:00", note.as_str()]).expect("a row");
        let catalog = read(&[("event.csv", writer.into_inner().expect("the bytes"))]);
        let text = calendar(&MADE, catalog.events.iter());
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} bytes", line.len());
            prop_assert!(!line.contains(['\n', '\r']), "{:?}", line);
        }
        let known = ["UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "SUMMARY", "DESCRIPTION", "URL", "STATUS"];
        for entry in entries(&text) {
            for line in &entry {
                let name = line.split([':', ';']).next().unwrap_or_default();
                prop_assert!(known.contains(&name), "{:?}", line);
            }
        }
    }
}
