//! What the fuzzers found (docs/fuzzing.md): every input worth keeping is tried again, and each fault has a test by its name.
#![cfg(all(feature = "seal", feature = "qr", feature = "sheets"))]

#[path = "../fuzz/src/lib.rs"]
mod fuzz;
mod support;

use std::fs;
use std::path::Path;
use support::{cp932, day, read};
use tsunagi::calendar::ics::{Item, calendar};
use tsunagi::calendar::{parse_ages, parse_dates, parse_time, rrule};
use tsunagi::desk::list::List;
use tsunagi::events::icalendar;
use tsunagi::family::moment::{Anchors, Moment};
use tsunagi::plan::form::Form;
use tsunagi::plan::read::{Trouble, read as read_form};
use tsunagi::vault::backup;
use tsunagi::vault::book::Book;
use tsunagi::vault::entry::Entry;
use tsunagi::words::message::{fill, holes};

/// Every file of the kept corpus, through its target. One that fails is named.
#[test]
fn everything_that_was_kept_is_tried_again() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (target, tried) in fuzz::TARGETS {
        let mut files: Vec<_> = fs::read_dir(corpus.join(target)).expect(target).flatten().map(|e| e.path()).collect();
        files.sort();
        assert!(files.len() > 2, "the corpus of {target} is not there");
        for file in files {
            let bytes = fs::read(&file).expect("readable");
            let outcome = std::panic::catch_unwind(|| tried(&bytes));
            assert!(outcome.is_ok(), "{target} fails on {}", file.display());
        }
    }
    // A folder that no target goes through would be kept in vain.
    for folder in fs::read_dir(&corpus).expect("the corpus").flatten() {
        let name = folder.file_name().to_string_lossy().into_owned();
        assert!(fuzz::TARGETS.iter().any(|(target, _)| *target == name), "{name} belongs to no target");
    }
}

/// Bytes of any kind, so that the targets themselves are tried where no corpus lies.
#[test]
fn every_target_takes_nothing_and_noise() {
    let noise: Vec<u8> = (0..600_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 23) as u8).collect();
    for (target, _) in fuzz::TARGETS {
        for bytes in [&[][..], &[0], &[255; 40], &noise, "名称,住所\n栄町,1\n".as_bytes()] {
            fuzz::run(target, bytes);
        }
    }
}

#[test]
fn the_next_day_said_over_and_over_is_no_time_and_no_overflow() {
    assert_eq!(parse_time(&"翌".repeat(1_000_000)), None);
    assert_eq!(parse_time("翌翌9:00"), None);
    assert_eq!(parse_time("翌9:00").map(|time| time.minutes()), Some(33 * 60));
}

#[test]
fn what_opens_after_midnight_is_not_open_before_it() {
    use tsunagi::calendar::{Hours, Openness, TimeOfDay};
    let (hours, _) = Hours::from_columns("金", "25:00～26:00", "", "");
    // The 20th of November 2026 is a Friday.
    let at = |hour: u16| hours.openness(day(2026, 11, 21), hour * 60);
    let time = |hour: u16| TimeOfDay::new(hour, 0).expect("an hour");
    assert_eq!((at(0), at(1)), (Openness::OpensAt(time(1)), Openness::Open(time(2))));
    assert!(matches!(at(2), Openness::Closed(Some(_))));
}

#[test]
fn what_looks_like_a_directory_within_a_file_makes_no_archive_too_large() {
    use tsunagi::data::archive::{archive, entries};
    // The beginning of an entry of a zip's directory, with a size of two gigabytes.
    let name = "PK\u{1}\u{2}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}.csv";
    let made = archive([(name, &b"a,b"[..])]).expect("packed");
    assert_eq!(entries(&made, &cp932, true).map(|files| files.len()), Ok(1));
}

#[test]
fn a_cell_beyond_any_sheet_stops_nothing() {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/workbook/fault-06bd5f02");
    let cell =
        b"\x03<worksheet><sheetData><row r=\"1\"><c r=\"A99999999999999\"><v>1</v></c></row></sheetData></worksheet>"
            .to_vec();
    fuzz::run("workbook", &cell);

    let cell = fs::read(found).expect("kept");
    fuzz::run("workbook", &cell);
}

#[test]
fn holidays_are_reckoned_before_1980_too() {
    use tsunagi::calendar::holiday::is_holiday;
    assert!(is_holiday(day(1970, 3, 21)) && !is_holiday(day(1970, 3, 22)));
    assert!(!is_holiday(day(1, 3, 5)) && is_holiday(day(1, 1, 1)));
}

#[test]
fn every_day_but_every_day_is_no_day() {
    assert_eq!(tsunagi::calendar::parse_weekdays("毎日を除く毎日"), None);
    assert!(tsunagi::calendar::parse_weekdays("水曜を除く毎日").is_some());
}

#[test]
fn a_holiday_of_some_week_is_no_repetition() {
    assert_eq!(tsunagi::calendar::parse_recurrence("毎月第1祝日"), None);
    assert!(tsunagi::calendar::parse_recurrence("毎月第1月曜・祝日").is_some());
}

#[test]
fn a_list_that_could_be_read_can_be_read_when_it_was_changed() {
    let bytes: Vec<u8> = [0xfeff_u16]
        .into_iter()
        .chain("名称,備考\na\0b,\u{feff}x\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut list = List::read("a.csv", bytes, &cp932);
    list.set(2, 1, "y");
    let again = List::read("a.csv", list.bytes(), &cp932);
    assert_eq!((list.cell(2, 0), again.cell(2, 0), again.cell(2, 1)), ("ab", "ab", "y"));
}

#[test]
fn a_moment_far_beyond_any_calendar_is_none() {
    let known = Anchors { due: Some(day(2027, 1, 10)), born: Some(day(2026, 4, 1)) };
    for text in ["出生日の-99999999999999日後", "出生日の-9223372036854775808日前", "予定日の-300000000000週間後"]
    {
        assert_eq!(Moment::read(text).and_then(|moment| moment.on(known)), None, "{text}");
    }
    assert_eq!(Moment::read("出生日の13日後").and_then(|moment| moment.on(known)), Some(day(2026, 4, 14)));
}

#[test]
fn a_revision_as_high_as_can_be_does_not_stop_the_next_word() {
    let came = format!("tsunagi:family\tlayout:1\nkind:child\tid:c1\trev:{}\tname:はる\n", u64::MAX);
    let mut book = backup::read(&came).expect("a book");
    let before = book.clone();
    book.put(Entry::new("child", "c1").with("name", "なつ"));
    let mut there = before;
    there.merge(&book);
    assert_eq!(there.get("child", "c1").map(|entry| entry.get("name")), Some("なつ"));
    assert_eq!(Book::read(&there.text()), there);
}

#[test]
fn a_part_of_a_form_has_an_id_that_can_be_handed_over() {
    let with = |id: &str| {
        let text = format!(
            "format = 1\nid = \"a\"\nname = \"x\"\n[[section]]\nid = \"{id}\"\ntitle = \"x\"\n[[section]]\nid = \"two\"\ntitle = \"y\"\n"
        );
        read_form(&text)
    };
    let sections = |form: Option<Form>| form.map(|form| form.sections.into_iter().map(|s| s.id).collect::<Vec<_>>());
    for id in ["a;b", "a@b"] {
        let (form, problems) = with(id);
        assert_eq!(sections(form), Some(vec!["two".to_owned()]), "{id}");
        assert_eq!(problems.iter().map(|p| (p.trouble, p.line)).collect::<Vec<_>>(), [(Trouble::Unknown, 4)], "{id}");
    }
    assert_eq!(with("a.b").1, []);
}

#[test]
fn a_form_nested_without_end_is_told_and_stops_nothing() {
    for open in ["[", "{ a = "] {
        let (form, problems) = read_form(&format!("format = 1\na = {}", open.repeat(200_000)));
        assert_eq!((form, problems[0].trouble), (None, Trouble::Syntax));
    }
}

#[test]
fn a_number_sign_in_what_is_filled_in_is_no_number() {
    let text = "{n, plural, one {# event at {place}} other {# events at {place}}}";
    assert_eq!(fill(text, &[("n", "3"), ("place", "ひろば#2")], "en"), "3 events at ひろば#2");
    let within = "{n, plural, other {{who, select, other {# of {who}}}}}";
    assert_eq!(fill(within, &[("n", "3"), ("who", "a")], "en"), "3 of a");
}

#[test]
fn a_text_with_places_within_places_without_end_stops_nothing() {
    let deep = format!("{}{}", "{a, select, other {".repeat(100_000), "}}".repeat(100_000));
    assert!(holes(&deep).len() <= 1);
    let _ = fill(&deep, &[("a", "b")], "ja");
}

#[test]
fn no_cell_writes_a_line_of_its_own_into_a_calendar() {
    let list = "ID,イベント名,開始日,開始時間\ne1,会\tと\u{1}会,2026-12-01,10:00\n";
    let settings = "項目,値\n全国地方公共団体コード,\"990019\nATTACH:https://example.jp/\"\n";
    let city = read(&[("event.csv", list.as_bytes().to_vec()), ("settings.csv", settings.as_bytes().to_vec())]);
    let code = city.settings.other("全国地方公共団体コード");
    let made = icalendar::Made {
        name: "x",
        site: "https://example.jp/",
        paged: true,
        city: code,
        stamp: day(2026, 11, 21),
        alarm: None,
    };
    let entries = fuzz::calendars::read(&icalendar::calendar(&made, city.events.iter()));
    assert_eq!(entries.len(), 1);
    assert_eq!((entries[0].value("ATTACH"), entries[0].value("SUMMARY")), (None, Some("会 と会")));
    let item = Item {
        uid: "a".into(),
        first: day(2026, 12, 1),
        last: day(2026, 12, 1),
        summary: "朝\tと夜".into(),
        description: String::new(),
    };
    assert!(calendar("x", &[item], day(2026, 11, 21)).contains("SUMMARY:朝 と夜\r\n"));
}

#[test]
fn no_day_lies_beyond_the_year_9999() {
    let (days, rest) = parse_dates("9999-12-15;1月5日");
    assert_eq!((days, rest), (vec![day(9999, 12, 15)], vec!["1月5日".to_owned()]));
}

#[test]
fn an_address_of_the_site_can_stand_wherever_it_is_written() {
    for bad in
        ["https://", "https:///", "https:// /", "https://a\u{1}b/", "https://a\u{a0}b/", "https://a>b/", "https://a\\b"]
    {
        let rows = format!("項目,値\nサイトのアドレス,\"{bad}\"\n閉じたあとのページ,\"{bad}\"\n");
        let city = read(&[("settings.csv", rows.into_bytes())]);
        assert_eq!(city.settings.site_address, "", "{bad:?}");
        assert!(city.settings.way_out().starts_with("https://www.jma.go.jp/"), "{bad:?}");
        assert_eq!(city.reports[0].problems.len(), 2, "{bad:?}");
    }
    let good =
        "項目,値\nサイトのアドレス,https://汐見.example.jp/子育て\n閉じたあとのページ,https://example.jp/?a=b&c#d\n";
    let city = read(&[("settings.csv", good.as_bytes().to_vec())]);
    assert_eq!(
        (city.settings.site_address.as_str(), city.reports[0].problems.len()),
        ("https://汐見.example.jp/子育て/", 0)
    );
}

#[test]
fn tabs_within_cells_do_not_make_a_list_another_when_it_is_written() {
    let mut list = List::read("a.tsv", "名称\t備考\n\"a\tb\tc\td\"\tx\n".as_bytes().to_vec(), &cp932);
    assert_eq!(list.cell(2, 0), "a\tb\tc\td");
    list.set(1, 1, "メモ");
    let again = List::read("a.tsv", list.bytes(), &cp932);
    assert_eq!((again.cell(1, 1), again.cell(2, 0), again.cell(2, 1)), ("メモ", "a\tb\tc\td", "x"));
}

#[test]
fn a_cell_that_was_typed_is_the_same_when_the_list_is_opened_again() {
    for typed in ["'=1+1", "a\0b", " '@x ", "=1", "'a"] {
        let mut list = List::read("a.csv", "名称,備考\nx,y\n".as_bytes().to_vec(), &cp932);
        list.set(2, 1, typed);
        let again = List::read("a.csv", list.bytes(), &cp932);
        assert_eq!(list.cell(2, 1), again.cell(2, 1), "{typed:?}");
        assert_eq!(again.cell(2, 0), "x", "{typed:?}");
    }
}

#[test]
fn a_line_that_is_none_stays_the_same_through_an_editor_and_back() {
    let text = "tsunagi:family\tlayout:1\nnothing we know\r\r\n";
    let book = backup::read(text).expect("a book");
    assert_eq!(backup::read(&backup::text(&book)).as_ref(), Ok(&book));
}

#[test]
fn a_form_that_is_not_read_says_why() {
    for missing in ["id = \"\"\nname = \"ためし\"", "id = \"a\"\nname = \" \""] {
        let (form, problems) = read_form(&format!("format = 1\n{missing}\n[[section]]\nid = \"s\"\ntitle = \"x\"\n"));
        assert!(form.is_none(), "{missing}");
        assert_eq!(problems.len(), 1, "{problems:?}");
    }
}

#[test]
fn no_ages_end_before_they_begin() {
    for text in ["126月以上就学前", "8歳から就学前", "15歳～小学6年生"] {
        assert_eq!(parse_ages(text), None, "{text}");
    }
    assert!(parse_ages("5歳から就学前").is_some());
}

#[test]
fn every_817th_year_is_written_as_it_can_be_read_or_not_read() {
    let years = |n: u16| rrule::read(&format!("FREQ=YEARLY;INTERVAL={n}"));
    for rule in (1..=1000).filter_map(years) {
        let written = rrule::write(&rule, day(2026, 11, 22), None, false);
        assert!(rrule::read(&written).is_some(), "{written}");
    }
    assert_eq!(years(817), None);
}

#[test]
fn an_extension_alone_is_no_number_that_can_be_dialled() {
    use tsunagi::directory::Phone;
    let (phones, rest) = Phone::read("内線 123456789、（0990）00-1234 内線99");
    let dialled: Vec<_> = phones.iter().map(|phone| phone.dial.as_str()).collect();
    assert_eq!((dialled, rest), (vec!["0990001234"], vec!["内線 123456789".to_owned()]));
}

#[test]
fn a_month_that_no_address_can_name_is_not_opened_by_one_of_its_days() {
    use tsunagi::events::filter::Filter;
    let of = |day: &'static str| {
        Filter::read(move |name| match name {
            "view" => "month".to_owned(),
            "day" => day.to_owned(),
            _ => String::new(),
        })
    };
    for far in ["99999-01-01", "262142-12-31", "1-1-1"] {
        assert_eq!(of(far), Filter::default(), "{far}");
    }
    assert_eq!(of("2026-12-24").day, Some(day(2026, 12, 24)));
}

#[test]
fn a_day_that_no_list_can_say_stops_no_compact_catalog() {
    use tsunagi::calendar::Date;
    use tsunagi::data::compact;
    let list = "ID,イベント名,開始日\ne1,会,2026-12-01\n";
    let mut city = read(&[("event.csv", list.as_bytes().to_vec()), ("settings.csv", "項目,値\n見本,はい\n".into())]);
    let opened = |city: &tsunagi::data::Catalog| {
        let compact::Written { first, rest } = compact::write(city, &[]);
        let again = compact::read(first, day(2026, 11, 28)).expect("read");
        assert!(compact::fill(&again.catalog, again.lists, rest));
        again.catalog.events.iter().map(|event| event.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(opened(&city), ["会"]);
    (city.events[0].start, city.events[0].end) = (Some(Date::MIN), Some(Date::MAX));
    assert_eq!(opened(&city), [""; 0]);
}

#[test]
fn a_due_date_at_the_end_of_all_calendars_has_no_day_after_it() {
    use tsunagi::calendar::Date;
    let known = Anchors { due: Some(Date::MAX), born: None };
    assert_eq!(Moment::read("妊娠44週").and_then(|moment| moment.on(known)), None);
    assert_eq!(Moment::read("妊娠40週0日").and_then(|moment| moment.on(known)), Some(Date::MAX));
}

#[test]
fn a_slot_of_which_the_end_is_gone_is_never_whole_whatever_its_number() {
    use tsunagi::vault::slots::{Frame, LAST, Slot};
    for seq in [0, 1, LAST, u64::MAX] {
        let payload = "\0".repeat(33);
        let text = Frame { seq, lock: String::new(), payload }.text();
        for end in 0..text.len() {
            assert!(!matches!(Frame::read(&text[..end]), Slot::Whole(_)), "{seq}: torn at {end} and taken for whole");
        }
        assert_eq!(matches!(Frame::read(&text), Slot::Whole(_)), seq <= LAST);
    }
}
