//! The desk at work, from outside: what is opened and how, what is wrong in which cell, what is taken away.
#![cfg(feature = "cli")]

mod support;

use std::io::Write;
use support::day;
use tsunagi::data::settings::SETTINGS;
use tsunagi::data::{Dataset, ProblemKind};
use tsunagi::desk::folder::{City, gather};
use tsunagi::desk::workbench::Workbench;
use tsunagi::publish::cp932;
use zip::write::SimpleFileOptions;

const PLACES: &str = "施設の一覧,,,,\n,,,,\n全国地方公共団体コード,ID,名称,住所,電話番号\n990019,k008,ひろば,汐見市町1,0990-00-1001\n990019,k009,\"ひろば\n二\",汐見市町2,電話なし\n";

fn files(files: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

fn bench(given: &[(&str, &str)]) -> Workbench {
    let mut bench = Workbench::new(day(2026, 11, 21));
    bench.put(files(given), &cp932);
    bench
}

/// A zip with names as bytes, as Windows and macOS write them.
fn zipped(files: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        // A name of the same length, put in its place afterwards: the writer takes none but UTF-8.
        let stand_in = "x".repeat(name.len());
        writer.start_file(stand_in, SimpleFileOptions::default()).expect("begun");
        writer.write_all(bytes).expect("written");
        let so_far = writer.finish().expect("finished").into_inner();
        let mut renamed = so_far;
        let at: Vec<usize> = (0..renamed.len().saturating_sub(name.len()))
            .filter(|at| renamed[*at..*at + name.len()].iter().all(|b| *b == b'x'))
            .collect();
        for at in at {
            renamed[at..at + name.len()].copy_from_slice(name);
        }
        writer = zip::ZipWriter::new_append(std::io::Cursor::new(renamed)).expect("opened");
    }
    writer.finish().expect("finished").into_inner()
}

#[test]
fn a_problem_is_about_a_cell_and_goes_with_it() {
    let mut bench = bench(&[("preschool.csv", PLACES), (SETTINGS, "項目,値,説明\nデータファイル,preschool.csv,\n")]);
    let seen = bench.seen("preschool.csv");
    assert_eq!((seen.dataset, seen.header_row, seen.records), (Some(Dataset::ChildcareFacilities), 3, 2));
    let found = &seen.found[0];
    assert_eq!((found.problem.kind, found.cell), (ProblemKind::Phone, Some((5, 4))));
    assert_eq!(bench.list("preschool.csv").expect("there").cell(5, 4), "電話なし");
    // What is not changed is given back as it came.
    assert!(!bench.is_changed() && bench.corrected().is_empty());
    bench.change("preschool.csv", &cp932, |list| list.set(5, 4, "0990-00-1002"));
    assert_eq!(bench.count(), 0);
    let corrected = bench.corrected();
    let text = String::from_utf8(corrected[0].1.clone()).expect("text");
    assert!(
        text.starts_with("\u{feff}施設の一覧,,,,\r\n,,,,\r\n")
            && text.contains("\"ひろば\n二\",汐見市町2,0990-00-1002\r\n"),
        "{text}"
    );
    assert_eq!(bench.city().catalog.places[1].phones[0].written, "0990-00-1002");
    assert!(bench.undo(&cp932) && bench.count() == 1 && !bench.is_changed());
    // A new row has what all have, and the next number; a copy has the rest as well.
    let row = bench.add_row("preschool.csv", None, &cp932);
    assert_eq!(
        (row, bench.list("preschool.csv").expect("there").row(row)),
        (6, &["990019", "k010", "", "", ""].map(str::to_owned)[..])
    );
    let copy = bench.add_row("preschool.csv", Some(4), &cp932);
    assert_eq!(bench.list("preschool.csv").expect("there").row(copy)[1..3], ["k011", "ひろば"]);
    assert_eq!(bench.add_row("nowhere.csv", None, &cp932), 0);
}

#[test]
fn a_list_that_the_settings_do_not_name_is_told_and_can_be_named() {
    let events = "ID,イベント名,開始日\ne1,会,2026-12-01\n";
    let mut bench = bench(&[
        ("event.csv", events),
        ("preschool.csv", PLACES),
        (SETTINGS, "項目,値,説明\nデータファイル,preschool.csv,\nデータファイル,gone.csv,\n"),
    ]);
    assert!(bench.city().catalog.events.is_empty() && !bench.is_named("event.csv"));
    let told: Vec<_> = bench.seen(SETTINGS).found.into_iter().map(|f| (f.problem.kind, f.problem.value)).collect();
    assert_eq!(told, [(ProblemKind::NotNamed, "event.csv".to_owned())]);
    let gone = bench.city().catalog.reports.iter().find(|r| r.file == "gone.csv").expect("told");
    assert_eq!(gone.problems[0].kind, ProblemKind::FileMissing);
    bench.name_list("event.csv", &cp932);
    assert_eq!(bench.city().catalog.events.len(), 1);
    bench.remove("event.csv", &cp932);
    assert!(bench.city().catalog.reports.iter().all(|r| r.file != "event.csv"));
    // Settings that name no list name all that there are: the site finds its lists by their names.
    let bench = self::bench(&[("my-events.csv", events), (SETTINGS, "項目\t値\t説明\nサイト名\tつなぎ\t\n")]);
    let settings = &bench.city().files[0];
    let text = String::from_utf8(settings.1.clone()).expect("text");
    assert!(
        settings.0 == SETTINGS && text.contains("データファイル,my-events.csv,") && text.contains("サイト名,つなぎ,"),
        "{text}"
    );
}

#[test]
fn only_an_events_list_is_enough() {
    let bench = bench(&[("うちの行事.csv", "行事名,開始日,会場\nもちつき,2026-12-20,ホール\n")]);
    assert_eq!(bench.city().catalog.events[0].name, "もちつき");
    assert!(bench.list(SETTINGS).is_some() && bench.is_named("うちの行事.csv"));
}

#[test]
fn archives_are_opened_whatever_made_them_and_lead_nowhere() {
    let (utf8, _, _) = encoding_rs::SHIFT_JIS.encode("一覧/イベント.csv");
    let event = "ID,イベント名,開始日\ne1,会,2026-12-01\n".as_bytes();
    let zip = zipped(&[
        (&utf8, event),
        ("データ/../../preschool.csv".as_bytes(), PLACES.as_bytes()),
        (b"__MACOSX/._preschool.csv", b"x"),
        (b"notes.pdf", b"%PDF"),
        (b"inner.zip", b"PK\x03\x04"),
    ]);
    // Some systems name an archive as if it were the list.
    for name in ["city.zip", "05_kosodate.csv"] {
        let gathered = gather(vec![(name.to_owned(), zip.clone())], &cp932);
        let mut names: Vec<&str> = gathered.lists.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["preschool.csv", "イベント.csv"], "{name}");
        assert_eq!((gathered.shut[0].0.as_str(), gathered.shut[0].1), ("inner.zip", ProblemKind::FileZip));
    }
    let mut locked = zip.clone();
    for at in 0..locked.len() - 10 {
        let (offset, local) = (at, &locked[at..at + 4] == b"PK\x03\x04");
        if local {
            locked[offset + 6] |= 1;
        } else if &locked[at..at + 4] == b"PK\x01\x02" {
            locked[offset + 8] |= 1;
        }
    }
    let kinds = |name: &str, bytes: Vec<u8>| {
        let gathered = gather(vec![(name.to_owned(), bytes)], &cp932);
        gathered.shut.first().map(|(_, kind, _)| *kind)
    };
    assert_eq!(kinds("locked.zip", locked), Some(ProblemKind::FileLocked));
    assert_eq!(kinds("cut.zip", zip[..zip.len() / 2].to_vec()), Some(ProblemKind::FileBroken));
    // A workbook behind a password lies in the container of the old format.
    let mut container = vec![0xd0, 0xcf, 0x11, 0xe0];
    container.resize(4096, 0);
    assert_eq!(kinds("book.xlsx", container.clone()), Some(ProblemKind::FileLocked));
    assert_eq!(kinds("book.xls", container), Some(ProblemKind::FileBroken));
}

#[test]
fn what_is_too_large_is_told_and_not_opened() {
    let bomb = {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let zeros = vec![0_u8; 8 << 20];
        for at in 0..70 {
            writer.start_file(format!("{at}.csv"), SimpleFileOptions::default()).expect("begun");
            writer.write_all(&zeros).expect("written");
        }
        writer.finish().expect("finished").into_inner()
    };
    assert!(bomb.len() < 2 << 20);
    // The directory may lie about how much there is.
    let mut lying = bomb.clone();
    let at: Vec<usize> = (0..lying.len() - 4).filter(|at| &lying[*at..*at + 4] == b"PK\x01\x02").collect();
    for at in at {
        lying[at + 24..at + 28].copy_from_slice(&8_u32.to_le_bytes());
    }
    let mut large = PLACES.as_bytes().to_vec();
    large.resize(200 << 20, b'\n');
    for (name, bytes) in [("bomb.zip", bomb), ("lying.zip", lying), ("large.csv", large)] {
        let city = City::of(gather(vec![(name.to_owned(), bytes)], &cp932), &cp932, day(2026, 11, 21));
        let told: Vec<ProblemKind> =
            city.catalog.reports.iter().filter(|r| r.file == name).flat_map(|r| &r.problems).map(|p| p.kind).collect();
        assert!(
            told == [ProblemKind::FileTooLarge] || (name == "lying.zip" && told == [ProblemKind::FileBroken]),
            "{name}: {told:?}"
        );
    }
}

#[test]
fn forms_and_a_logo_come_with_the_lists_that_name_them() {
    let settings = "項目,値,説明\nデータファイル,preschool.csv,\n様式ファイル,own.toml,\nロゴ,logo.svg,\n色,#0b6e4f,\n";
    let given = [
        ("preschool.csv", PLACES),
        (SETTINGS, settings),
        ("own.toml", "x = "),
        ("logo.svg", "<svg/>"),
        ("other.png", "x"),
        ("plan.docx", "x"),
    ];
    let mut bench = bench(&given);
    let names: Vec<&str> = bench.city().files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, [SETTINGS, "preschool.csv", "own.toml", "logo.svg"]);
    assert_eq!(bench.closed().1, ["plan.docx"]);
    assert!(!bench.city().forms[0].1.is_empty());
    bench.remove("logo.svg", &cp932);
    assert!(bench.city().catalog.settings.logo.is_empty());
    // Its row goes with it; settings that name one that is not there are told.
    assert!(bench.seen(SETTINGS).found.iter().all(|f| f.problem.kind != ProblemKind::Logo));
    let bench = self::bench(&given[..2]);
    assert!(bench.seen(SETTINGS).found.iter().any(|f| f.problem.kind == ProblemKind::Logo));
}

/// `tests/files/libreoffice.*`: the starter's events, opened in LibreOffice 7.4 and saved, so that days and hours are its cells.
#[test]
fn what_an_office_suite_saves_says_the_same_as_the_list() {
    let starter = tsunagi::desk::starter::files();
    let (_, text) = starter.iter().find(|(name, _)| *name == "event.csv").expect("there");
    let csv = bench(&[("event.csv", text)]);
    let known = &csv.city().catalog.events;
    assert!(known.len() >= 2);
    for (name, bytes) in [
        ("event.xlsx", &include_bytes!("files/libreoffice.xlsx")[..]),
        ("event.ods", &include_bytes!("files/libreoffice.ods")[..]),
    ] {
        let mut book = Workbench::new(day(2026, 11, 21));
        book.put(vec![(name.to_owned(), bytes.to_vec())], &cp932);
        assert_eq!(book.count(), 0, "{name}: {:?}", book.city().catalog.reports);
        let read = &book.city().catalog.events;
        assert_eq!(read.len(), known.len(), "{name}");
        for (a, b) in read.iter().zip(known) {
            assert_eq!((&a.id, &a.name, a.start, a.end, a.times), (&b.id, &b.name, b.start, b.end, b.times), "{name}");
            assert_eq!((&a.recurrence, a.ages, &a.facts), (&b.recurrence, b.ages, &b.facts), "{name}");
        }
    }
}

/// A workbook with sheets of these names, each with a header and one event.
fn book(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, event) in sheets {
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        for (column, text) in ["ID", "イベント名", "開始日"].iter().enumerate() {
            sheet.write(0, column as u16, *text).expect("written");
        }
        sheet.write(1, 0, *event).expect("written");
        sheet.write(1, 1, *event).expect("written");
        sheet.write(1, 2, "2026-12-01").expect("written");
    }
    book.save_to_buffer().expect("saved")
}

#[test]
fn a_later_form_of_a_sheet_stands_for_the_workbook_that_the_settings_name() {
    let settings = "項目,値,説明\nデータファイル,event.xlsx,\nデータファイル,preschool.csv,\n";
    let mut given = files(&[
        ("event.csv", "ID,イベント名,開始日\ne1,後の形,2026-12-01\n"),
        ("preschool.csv", PLACES),
        (SETTINGS, settings),
    ]);
    given.push(("event.xlsx".to_owned(), book(&[("イベント", "前の形")])));
    let city = City::of(gather(given, &cp932), &cp932, day(2026, 11, 21));
    let names: Vec<&str> = city.catalog.events.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["後の形"]);
}

#[test]
fn what_comes_later_takes_nothing_of_another_file_away() {
    let mut bench = Workbench::new(day(2026, 11, 21));
    bench.put(vec![("a.xlsx".to_owned(), book(&[("一つ", "a1"), ("一覧", "a2")]))], &cp932);
    bench.put(vec![("b.xlsx".to_owned(), book(&[("一つ", "b1"), ("一覧", "b2")]))], &cp932);
    let names: Vec<&str> = bench.lists().iter().map(|list| list.name.as_str()).filter(|n| *n != SETTINGS).collect();
    assert_eq!(names, ["a.csv", "一覧.csv", "b.csv", "一覧-2.csv"]);
    // The same workbook again takes its own place.
    bench.put(vec![("a.xlsx".to_owned(), book(&[("一つ", "a3"), ("一覧", "a4")]))], &cp932);
    assert_eq!((bench.lists().len(), bench.list("一覧.csv").expect("there").cell(2, 1)), (5, "a4"));
    // The workbook first, and then the settings that name it.
    let mut late = Workbench::new(day(2026, 11, 21));
    late.put(vec![("event.xlsx".to_owned(), book(&[("表", "e")]))], &cp932);
    late.put(files(&[(SETTINGS, "項目,値,説明\nデータファイル,event.xlsx,\n")]), &cp932);
    assert_eq!((late.city().catalog.events.len(), late.count()), (1, 0), "{:?}", late.city().catalog.reports);
    // What could not be opened is told no longer once it comes whole.
    let whole = book(&[("表", "e")]);
    late.put(vec![("event.xlsx".to_owned(), whole[..whole.len() / 2].to_vec())], &cp932);
    assert_eq!(late.closed().0.len(), 1);
    late.put(vec![("event.xlsx".to_owned(), whole)], &cp932);
    assert!(late.closed().0.is_empty());
    // A form that was taken away comes back.
    late.put(files(&[("own.toml", "x = ")]), &cp932);
    late.remove("own.toml", &cp932);
    assert!(late.undo(&cp932) && late.others().eq(["own.toml"]));
}

#[test]
fn two_files_of_one_name_in_an_archive_are_both_told() {
    let event = |name: &str| format!("ID,イベント名,開始日\n{name},{name},2026-12-01\n").into_bytes();
    let (a, b) = (event("r7"), event("r8"));
    let zip = zipped(&[(b"R7/event.csv", &a), (b"R8/event.csv", &b)]);
    let gathered = gather(vec![("two.zip".to_owned(), zip)], &cp932);
    let names: Vec<&str> = gathered.lists.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["event.csv", "event-2.csv"]);
}

#[test]
fn settings_that_cannot_be_read_take_no_list_away() {
    let bench =
        bench(&[("event.csv", "ID,イベント名,開始日\ne1,会,2026-12-01\n"), (SETTINGS, "これは設定ではありません\n")]);
    assert_eq!(bench.city().catalog.events.len(), 1);
    assert!(bench.city().catalog.reports.iter().any(|r| r.problems.iter().any(|p| p.kind == ProblemKind::NoHeader)));
}

#[test]
fn a_sheet_with_cells_far_apart_is_told_and_not_unfolded_and_a_hidden_one_stays_hidden() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "名称").expect("written");
    sheet.write(1_048_575, 16_383, "遠く").expect("written");
    let bytes = workbook.save_to_buffer().expect("saved");
    let gathered = gather(vec![("far.xlsx".to_owned(), bytes)], &cp932);
    assert_eq!(gathered.shut[0].1, ProblemKind::FileTooLarge);
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write(0, 0, "名称").expect("written");
    workbook.add_worksheet().set_hidden(true).write(0, 0, "内部のメモ").expect("written");
    let bytes = workbook.save_to_buffer().expect("saved");
    let gathered = gather(vec![("list.xlsx".to_owned(), bytes)], &cp932);
    assert_eq!(gathered.lists.len(), 1);
}

#[test]
fn of_two_columns_with_one_header_the_one_that_is_meant_is_offered() {
    let text = "名称,住所,電話番号,備考,備考\nひろば,町1,0990-00-1001,よい,ちがう\n";
    let bench = bench(&[("preschool.csv", text)]);
    let seen = bench.seen("preschool.csv");
    let twice = seen.found.iter().find(|f| f.problem.kind == ProblemKind::ColumnTwice).expect("told");
    assert_eq!(twice.cell, Some((2, 4)));
}

#[test]
fn a_column_in_another_language_is_understood() {
    let bench =
        bench(&[("preschool.csv", "ID,名称,説明（英語）,説明（スワヒリ語）\nk1,ひろば,Come and play,Karibu\n")]);
    assert_eq!(bench.seen("preschool.csv").understood, [true, true, true, false]);
}
