//! Events as calendars outside read them: our days beside those of the rrule crate, feeds that keep to their standards.

mod support;

use proptest::prelude::*;
use rrule::RRuleSet;
use support::{day, read, sample};
use tsunagi::calendar::Date;
use tsunagi::data::Catalog;
use tsunagi::events::icalendar::{Made, calendar};
use tsunagi::events::{Event, Of, feeds, occurrences};
use tsunagi::words::Words;

const STAMP: Date = Date::from_ymd_opt(2026, 11, 21).expect("a day");
const MADE: Made = Made { name: "汐見市", site: "https://example.jp/", city: "990019", stamp: STAMP, alarm: None };

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
    days.retain(|d| *d <= until);
    days
}

fn ours(event: &Event, until: Date) -> Vec<Date> {
    let first = event.start.into_iter().chain(event.dates.iter().copied()).min().expect("a start");
    occurrences(event, 0, first, until).iter().map(|o| o.date).collect()
}

fn agree(catalog: &Catalog, until: Date) {
    for event in &catalog.events {
        let text = calendar(&MADE, std::iter::once(event));
        let all = entries(&text);
        let Some(whole) = all.first() else { continue };
        let spans = event.end.is_some() && !event.repeats();
        let mut expected = ours(event, until);
        if spans {
            // Several days in a row are one entry.
            expected.truncate(1);
        }
        assert_eq!(days_of(whole, until), expected, "{} {:?}", event.name, event.recurrence);
        let off = event.cancelled_dates.iter().filter(|d| ours(event, day(2040, 1, 1)).contains(d)).count();
        assert_eq!(all.len() - 1, if event.cancelled { 0 } else { off }, "{}", event.name);
    }
}

#[test]
fn two_years_of_the_sample_city_as_another_library_reads_them() {
    let today = day(2026, 11, 21);
    let catalog = sample(today);
    assert!(catalog.events.iter().filter(|e| e.repeats()).count() >= 60);
    agree(&catalog, day(2028, 11, 21));
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

fn notation() -> impl Strategy<Value = String> {
    let weekday = prop::sample::select(vec!["月", "火", "水", "木", "金", "土", "日"]);
    let weekdays = prop::collection::vec(weekday, 1..4);
    let nth = prop::collection::vec(prop::sample::select(vec!["第1", "第2", "第3", "第4", "第5", "最終"]), 1..3);
    prop_oneof![
        weekdays.clone().prop_map(|days| format!("毎週{}", days.join("・"))),
        weekdays.clone().prop_map(|days| format!("毎週{}（祝日を除く）", days.join("・"))),
        (nth.clone(), weekdays.clone()).prop_map(|(nth, days)| format!("毎月{}{}曜", nth.join("・"), days.join("・"))),
        (nth, weekdays).prop_map(|(nth, days)| format!("隔月{}{}曜", nth.join("・"), days.join("・"))),
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
