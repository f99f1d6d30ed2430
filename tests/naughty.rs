//! The Big List of Naughty Strings through everything that a city publishes: each string in every column of every list and in
//! every setting, in 子育て予定 and in forms for plans. Nothing is lost; pages, feeds, data for other sites and the desk's lists stay well-formed by readers that are
//! not ours; and the strings stand there as text, making no element, no attribute and no address.
#![cfg(feature = "cli")]

#[path = "../fuzz/src/calendars.rs"]
mod calendars;
#[path = "support/markup.rs"]
mod markup;
mod support;

use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use markup::{Page, is_safe, page, plain};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use support::{cp932, day};
use tsunagi::app::App;
use tsunagi::app::outlet::Parts;
use tsunagi::app::site::{Site, held};
use tsunagi::calendar::ics::{self, Item};
use tsunagi::data::columns::{FIELDS, Field, header};
use tsunagi::data::compact;
use tsunagi::data::settings::SETTINGS;
use tsunagi::data::{Catalog, Dataset, Problem, ProblemKind, SourceFile};
use tsunagi::desk::folder::{City, gather};
use tsunagi::desk::list::List;
use tsunagi::desk::told::{Form, told};
use tsunagi::family::record::{Child, Family, put_child};
use tsunagi::family::rules::{COLUMNS, MOMENTS, rules_in};
use tsunagi::family::timeline::{Step, steps};
use tsunagi::plan::form::Form as PlanForm;
use tsunagi::plan::read::read;
use tsunagi::publish::place::{Kit, Memory};
use tsunagi::publish::write_site;
use tsunagi::text::ruby;
use tsunagi::vault::book::Book;
use tsunagi::words::Words;
use tsunagi::words::desk::DeskWords;

/// What is left of a string in a cell: spaces around it go, and the apostrophe before what would be a formula.
fn in_a_cell(text: &str) -> String {
    let text = text.trim();
    let formula = |rest: &&str| tsunagi::data::table::is_formula(rest);
    text.strip_prefix('\'').filter(formula).unwrap_or(text).to_owned()
}

/// The strings that are anything in a cell, each once.
fn strings() -> Vec<String> {
    let mut seen = HashSet::new();
    let all = naughty_strings::BLNS.iter().map(|text| in_a_cell(text));
    let all: Vec<String> =
        all.filter(|text| !text.is_empty() && !text.contains('\0') && seen.insert(text.clone())).collect();
    assert!(all.len() > 400, "the list is there: {}", all.len());
    all
}

/// The parts of a site but for its program, which is not run here.
struct Folders;

impl Folders {
    fn at(path: &str) -> PathBuf {
        let (folder, rest) = path.split_once('/').unwrap_or((path, ""));
        let folder = if folder == "vendor" { "node_modules" } else { folder };
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder).join(rest)
    }
}

impl Kit for Folders {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match path.strip_prefix("app/") {
            Some(script) if script.ends_with(".js") => {
                Ok(format!("// {script}\nexport {{ initSync, __wbg_init as default }};\n").into_bytes())
            }
            Some(_) => Ok(path.as_bytes().to_vec()),
            None => std::fs::read(Folders::at(path)),
        }
    }

    fn names(&self, folder: &str) -> io::Result<Vec<String>> {
        // An app that was built as a whole.
        if folder == "app" {
            return Ok(vec!["app.js".to_owned(), "app_bg.wasm".to_owned()]);
        }
        let entries = std::fs::read_dir(Folders::at(folder))?;
        let mut names: Vec<String> = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        Ok(names)
    }
}

fn published(files: Vec<(String, Vec<u8>)>) -> (City, BTreeMap<String, Vec<u8>>) {
    let today = day(2026, 11, 21);
    let city = City::of(gather(files, &cp932), &cp932, today);
    let out = Memory::default();
    write_site(&Folders, &city, &out, today, false, &|_| {}, &cp932).expect("a site");
    (city, out.files())
}

/// Columns that are read as something else than text: a row whose days are read must not lose them to a string.
fn is_typed(field: Field) -> bool {
    use Field::*;
    matches!(
        field,
        Id | StartDate
            | EndDate
            | OpensAt
            | ClosesAt
            | Repeats
            | DateList
            | CancelledDates
            | MovedDates
            | Sessions
            | PlaceId
            | Status
            | Latitude
            | Longitude
            | Phone
            | UpdatedOn
            | Days
    )
}

/// The columns of text that a page shows in a way of its own.
const SHOWN: [Field; 14] = {
    use Field::*;
    [Name, Reading, Kind, Address, District, Tags, VenueName, Summary, Description, Target, Fee, Url, Note, Ages]
};

/// How many strings are together in one cell, each on a line of its own, where every column is filled.
const TOGETHER: usize = 24;

/// A list with a row for each string, in the columns that are shown in their own way; and with two rows for some of them together
/// in every column that there is: in all without exception, and in those of text beside days, hours and a position that can be read.
fn list(strings: &[String]) -> Vec<u8> {
    let fields: Vec<Field> = FIELDS.iter().map(|(field, _)| *field).collect();
    let readable = |field: &Field, id: &str, text: &str| match field {
        Field::Id => id.to_owned(),
        Field::StartDate => format!("2026-12-{:02}", id.len() % 28 + 1),
        Field::OpensAt => "10:00".to_owned(),
        Field::ClosesAt => "11:30".to_owned(),
        Field::Latitude => "35.3".to_owned(),
        Field::Longitude => "139.4".to_owned(),
        Field::Days => "月～金".to_owned(),
        Field::Phone => "0990-00-1234".to_owned(),
        Field::UpdatedOn => "2026-11-01".to_owned(),
        field if is_typed(*field) => String::new(),
        _ => text.to_owned(),
    };
    let mut rows = vec![fields.iter().map(|field| header(*field).to_owned()).collect::<Vec<_>>()];
    for (at, text) in strings.iter().enumerate() {
        let shown = |field: &Field| if SHOWN.contains(field) || is_typed(*field) { text } else { "" };
        rows.push(fields.iter().map(|field| readable(field, &format!("n{at}"), shown(field))).collect());
    }
    for (at, some) in strings.chunks(TOGETHER).enumerate() {
        let together = some.join("\n");
        rows.push(fields.iter().map(|_| together.clone()).collect());
        rows.push(fields.iter().map(|field| readable(field, &format!("m{at}"), &together)).collect());
    }
    let lines: Vec<String> =
        rows.iter().map(|row| row.iter().map(|cell| tsunagi::desk::cell(cell)).collect::<Vec<_>>().join(",")).collect();
    format!("\u{feff}{}\r\n", lines.join("\r\n")).into_bytes()
}

/// 子育て予定.
const SCHEDULE: &str = "990019_schedule.csv";

const LISTS: [&str; 4] = ["990019_preschool.csv", "990019_event.csv", "990019_support.csv", "990019_soudan.csv"];

/// The settings of a city whose texts are these.
fn settings(text: &str, files: &[&str]) -> Vec<u8> {
    let mut rows = vec!["項目,値,説明".to_owned()];
    let names = [
        "サイト名",
        "自治体名",
        "公式サイト",
        "問い合わせ先名称",
        "問い合わせ先電話番号",
        "データの日付",
        "データのライセンス",
        "言いかえ",
        "種別のまとめ",
        "閉じたあとのページ",
        "サイトのアドレス",
        "確認の期限",
        "地図タイル",
        "地図の出典",
        "色",
        "ロゴ",
        "地区",
        "言語",
        "埋め込みを許すサイト",
        "文言",
        "全国地方公共団体コード",
        "自治体名_カナ",
        "緯度",
        "様式ファイル",
        "知らない項目",
    ];
    rows.extend(names.iter().map(|name| format!("{name},{},", tsunagi::desk::cell(text))));
    // Those that hold two things, with the string in either place; an address below which the site lies.
    for (name, value) in [
        ("サイトのアドレス", "https://example.jp/kosodate/".to_owned()),
        ("言いかえ", format!("{text}→{text}")),
        ("種別のまとめ", format!("{text}→預ける")),
        ("地区", format!("{text}→{text};栄町")),
        ("文言", format!("nav.now→{text}")),
        ("文言", "embed.none→STYLE WORDS".to_owned()),
        ("文言", format!("events.today→{text}")),
    ] {
        rows.push(format!("{name},{},", tsunagi::desk::cell(&value)));
    }
    rows.extend(files.iter().map(|file| format!("データファイル,{file},")));
    format!("{}\r\n", rows.join("\r\n")).into_bytes()
}

type Made = BTreeSet<(String, String)>;

/// Every file of a site, by the reader that its kind has. Gives the pages by their paths.
fn read_all(files: &BTreeMap<String, Vec<u8>>, known: Option<&Made>) -> BTreeMap<String, Page> {
    let mut pages = BTreeMap::new();
    for (path, bytes) in files {
        let text = || std::str::from_utf8(bytes).unwrap_or_else(|why| panic!("{path}: {why}"));
        let json =
            |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|why| panic!("{path}: {why}"));
        if path.starts_with("data/") || path.starts_with("assets/") {
            continue;
        } else if path.ends_with(".html") {
            let page = page(text());
            if let Some(known) = known {
                let strange: Vec<_> = page.made.difference(known).collect();
                assert!(strange.is_empty(), "{path} has what no other page has: {strange:?}");
            }
            for (element, address) in &page.addresses {
                assert!(is_safe(element, address), "{path}: {element} leads to {address:?}");
            }
            page.scripts.iter().filter(|script| !script.is_empty()).for_each(|script| drop(json(script)));
            pages.insert(path.clone(), page);
        } else if path.ends_with(".ics") {
            calendars::read(text());
        } else if path.ends_with(".atom") || path.ends_with(".xml") {
            roxmltree::Document::parse(text()).unwrap_or_else(|why| panic!("{path}: {why}"));
        } else if path.ends_with(".json") || path.ends_with(".jsonld") || path.ends_with(".webmanifest") {
            json(text());
        } else if path.starts_with("embed/data/") {
            json(embedded(text()));
        }
    }
    let script = std::str::from_utf8(&files["embed.js"]).expect("text");
    words_of_embed(script);
    pages
}

/// The data in a script for other people's pages.
fn embedded(script: &str) -> &str {
    let begin = "document.currentScript.dispatchEvent(new CustomEvent(\"tsunagi-data\",{detail:";
    script.strip_prefix(begin).and_then(|rest| rest.strip_suffix("}));\n")).unwrap_or_else(|| panic!("{script}"))
}

/// The texts within the script for other people's pages; what is before and behind them is as it always is.
fn words_of_embed(script: &str) -> serde_json::Value {
    let ours = std::fs::read_to_string(Folders::at("public/embed.js")).expect("the script");
    let (before, rest) = ours.split_once("WORDS").expect("the place of the words");
    let (between, after) = rest.split_once("STYLE").expect("the place of the style");
    let rest = script.strip_prefix(before).expect("it begins as ever");
    let mut words = serde_json::Deserializer::from_str(rest).into_iter::<serde_json::Value>();
    let read = words.next().expect("texts").expect("JSON");
    let rest = &rest[words.byte_offset()..];
    assert!(rest.starts_with(between) && rest.ends_with(after), "what stands behind the words");
    read
}

#[test]
fn each_string_in_every_column_of_every_list() {
    let strings = strings();
    let with = |strings: &[String], texts: &str| {
        let mut files: Vec<(String, Vec<u8>)> = LISTS.iter().map(|name| ((*name).to_owned(), list(strings))).collect();
        files.push((SETTINGS.to_owned(), settings(texts, &LISTS)));
        files
    };
    // What pages are made of, without them: the same lists of plain words, and of an address; the sample city.
    let mut known = Made::new();
    let words =
        ["ことば", "https://example.jp/a", "無料", "有", "a@example.jp", "2026-12-01", "110"].map(str::to_owned);
    let sample = std::fs::read_dir("sample").expect("the sample city").flatten().filter(|e| e.path().is_file());
    let sample = sample.map(|e| (e.file_name().to_string_lossy().into_owned(), std::fs::read(e.path()).expect("read")));
    for files in [with(&words, "ことば"), sample.collect()] {
        known.extend(read_all(&published(files).1, None).into_values().flat_map(|page| page.made));
    }
    let (city, files) = published(with(&strings, "ことば"));
    let pages = read_all(&files, Some(&known));
    // Nothing is lost: every row of every list is a record.
    let count = strings.len() + 2 * strings.chunks(TOGETHER).len();
    let catalog = &city.catalog;
    for report in catalog.reports.iter().filter(|report| report.file != SETTINGS) {
        assert_eq!((report.rows, report.records), (count, count), "{}", report.file);
    }
    let texts: BTreeMap<&str, String> = pages.iter().map(|(path, page)| (path.as_str(), plain(&page.text))).collect();
    let said = |path: String, name: &str| {
        let text = texts.get(path.as_str()).unwrap_or_else(|| panic!("{path} of {name:?} is not there"));
        assert!(text.contains(&plain(name)), "{name:?} does not stand on {path}");
    };
    for (at, text) in strings.iter().enumerate() {
        for folder in ["place", "event", "programme"] {
            said(format!("{folder}/n{at}/index.html"), text);
            // Among the others, in every column.
            said(format!("{folder}/m{}/index.html", at / TOGETHER), text);
        }
    }
    let names: HashSet<&str> = catalog.places.iter().map(|place| place.name.as_str()).collect();
    assert!(strings.iter().all(|text| names.contains(text.as_str())), "a name went");
    assert!(catalog.places.iter().all(|place| place.extras.is_empty()), "a column was not known");
    // The feeds tell of every event that has a day.
    let entries = calendars::read(std::str::from_utf8(&files["feeds/all.ics"]).expect("text"));
    for (at, text) in strings.iter().enumerate() {
        let uid = format!("n{at}@");
        let entry = entries.iter().find(|entry| entry.value("UID").is_some_and(|own| own.starts_with(&uid)));
        assert_eq!(entry.and_then(|entry| entry.value("SUMMARY")), Some(calendars::as_kept(text).as_str()));
    }
    let all = std::str::from_utf8(&files["embed/data/places.js"]).expect("text");
    let all: serde_json::Value = serde_json::from_str(embedded(all)).expect("JSON");
    let names: HashSet<&str> =
        all["places"].as_array().expect("a list").iter().filter_map(|p| p["name"].as_str()).collect();
    assert!(strings.iter().all(|text| names.contains(text.as_str())), "a name went on the way to other sites");
    // What the desk says of all this can be read by programs.
    let desk = DeskWords::japanese();
    let problems = catalog.reports.iter().map(|report| report.problems.len()).sum::<usize>();
    for form in [Form::Json, Form::Sarif] {
        serde_json::from_str::<serde_json::Value>(&told(&desk, catalog, form)).expect("JSON");
    }
    let rows = tsunagi::data::table::rows(told(&desk, catalog, Form::Csv).trim_start_matches('\u{feff}')).0;
    assert_eq!(rows.len(), problems + 1);
}

fn told_of(city: &Catalog) -> Vec<&str> {
    city.reports.iter().flat_map(|report| &report.problems).map(|problem| problem.value.as_str()).collect()
}

#[test]
fn each_string_in_every_setting() {
    let strings = strings();
    let list = "ID,名称,種別,住所,地区\nk1,ひろば,地域子育て支援拠点,汐見市栄町1,東\n".as_bytes();
    let mut known = Made::new();
    let files = |text: &str| {
        vec![("preschool.csv".to_owned(), list.to_vec()), (SETTINGS.to_owned(), settings(text, &["preschool.csv"]))]
    };
    for text in ["ことば", "https://example.jp/"] {
        known.extend(read_all(&published(files(text)).1, None).into_values().flat_map(|page| page.made));
    }
    // Whole sites take their time: many strings are together in one, each with a line of its own.
    for some in strings.chunks(120) {
        let together = some.join("\n");
        let (city, files) = published(files(&together));
        let pages = read_all(&files, Some(&known));
        assert_eq!(city.catalog.settings.site_name, in_a_cell(&together));
        let home = plain(&pages["index.html"].text);
        for text in some {
            assert!(home.contains(&plain(text)), "{text:?} does not stand on the page");
        }
        let words = words_of_embed(std::str::from_utf8(&files["embed.js"]).expect("text"));
        assert_eq!(words["ja"]["none"], "STYLE WORDS");
    }
    // And each by itself, as far as what is read of it goes.
    for text in &strings {
        let file = SourceFile { name: SETTINGS.to_owned(), bytes: Ok(settings(text, &[])) };
        let city = Catalog::read(&[file], &cp932, day(2026, 11, 21));
        let own = &city.settings;
        assert_eq!((own.site_name.as_str(), own.municipality.as_str()), (text.as_str(), text.as_str()));
        assert_eq!(own.site_address, "https://example.jp/kosodate/");
        assert!(own.way_out().starts_with("https://") && own.tiles_origin().starts_with("https://"), "{text:?}");
        // What could not be used is told.
        for (setting, used) in
            [("色", own.color.is_some()), ("ロゴ", !own.logo.is_empty()), ("確認の期限", own.stale_days.is_some())]
        {
            assert!(used || told_of(&city).contains(&text.as_str()), "{setting} {text:?}");
        }
    }
}

#[test]
fn each_string_in_a_list_on_the_desk() {
    // At the beginning of a file this one says how it is written, and is no letter of it.
    let strings: Vec<String> = strings().into_iter().filter(|text| !text.starts_with('\u{feff}')).collect();
    let mut list = List::read("event.csv", "ID,イベント名,備考\r\n".as_bytes().to_vec(), &cp932);
    for (at, text) in (2..).zip(&strings) {
        list.set(at, 0, &format!("e{at}"));
        list.set(at, 1, text);
        list.set(at, 2, &format!("{text}\n{text}"));
    }
    let again = List::read("event.csv", list.bytes(), &cp932);
    for (at, text) in (2..).zip(&strings) {
        assert_eq!(again.cell(at, 1), text, "row {at}");
        assert_eq!(again.cell(at, 2), in_a_cell(&format!("{text}\n{text}")), "row {at}");
    }
    let file = SourceFile { name: "event.csv".to_owned(), bytes: Ok(list.bytes()) };
    let city = Catalog::read(&[file], &cp932, day(2026, 11, 21));
    assert_eq!(city.reports[0].dataset, Some(Dataset::Events));
    assert_eq!(city.events.iter().map(|event| &event.name).collect::<Vec<_>>(), strings.iter().collect::<Vec<_>>());
    // No cell would run where the file is opened.
    let bytes = list.bytes();
    let mut raw = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[3..]);
    for row in raw.records() {
        for cell in row.expect("a row").iter() {
            assert!(!tsunagi::data::table::is_formula(cell), "{cell:?}");
        }
    }
}

/// A file of 子育て予定: a row for each string, which has a time; then some together in every column, which then has none.
fn schedule(strings: &[String]) -> Vec<u8> {
    let readable = |column: &str, id: String, text: &str| match column {
        "ID" => id,
        "開始" => "生後4か月".to_owned(),
        "種類" => "健診".to_owned(),
        "対象" => "こども".to_owned(),
        "条件" | "実施" | "確認" => String::new(),
        column if MOMENTS.contains(&column) || column.starts_with("有効") => String::new(),
        _ => text.to_owned(),
    };
    let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
    for (at, text) in strings.iter().enumerate() {
        rows.push(COLUMNS.map(|column| readable(column, format!("n{at}"), text)).to_vec());
    }
    rows.extend(strings.chunks(TOGETHER).map(|some| vec![some.join("\n"); COLUMNS.len()]));
    let lines = rows.iter().map(|row| row.iter().map(|cell| tsunagi::desk::cell(cell)).collect::<Vec<_>>().join(","));
    format!("\u{feff}{}\r\n", lines.collect::<Vec<_>>().join("\r\n")).into_bytes()
}

#[test]
fn each_string_in_the_schedule() {
    let strings = strings();
    let rows = format!("項目,値,説明\nサイト名,ためし,\nデータファイル,{SCHEDULE},\n").into_bytes();
    let files = |some: &[String]| vec![(SCHEDULE.to_owned(), schedule(some)), (SETTINGS.to_owned(), rows.clone())];
    let plain_words = ["ことば".to_owned(), "https://example.jp/a".to_owned()];
    let known: Made =
        read_all(&published(files(&plain_words)).1, None).into_values().flat_map(|page| page.made).collect();
    let (city, files) = published(files(&strings));
    read_all(&files, Some(&known));
    let catalog = &city.catalog;
    let report = catalog.reports.iter().find(|report| report.file == SCHEDULE).expect("a report");
    let count = strings.len() + strings.chunks(TOGETHER).len();
    assert_eq!((report.dataset, report.rows, report.records), (Some(Dataset::Schedule), count, count));
    // What is no time is told, for each of the rows where that is so.
    let told = |problem: &&Problem| matches!(problem.kind, ProblemKind::Moment | ProblemKind::Date);
    let told: HashSet<_> = report.problems.iter().filter(told).filter_map(|problem| problem.row).collect();
    assert_eq!(told.len(), strings.chunks(TOGETHER).len(), "{:?}", report.problems);
    // It goes the packed way as well.
    let unpacked = |name: &str| {
        let (packed, mut bytes) = (files[&format!("data/{name}")].as_slice(), Vec::new());
        io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed), &mut bytes).expect("unpacked");
        bytes
    };
    let read = compact::read(unpacked(compact::FILE), day(2026, 11, 21)).expect("a catalog");
    assert!(compact::fill(&read.catalog, read.lists, unpacked(compact::REST)));
    assert!(read.catalog.schedule == catalog.schedule);
    // In a family's time each is there by its name, with what is told of it; and in its calendar, read by another reader.
    let mut book = Book::default();
    let born = day(2026, 9, 10);
    let child =
        Child { id: "c1".to_owned(), name: String::new(), born, due: None, weight: None, pregnancy: None, away: false };
    put_child(&mut book, &child);
    for language in ["ja", "vi"] {
        let rules = rules_in(language, &catalog.schedule);
        let steps = steps(&Family::read(&book), &rules, day(2026, 11, 21));
        let own: BTreeMap<&str, &Step> = steps.iter().map(|step| (step.rule.as_str(), step)).collect();
        for (at, text) in strings.iter().enumerate() {
            let step = own.get(format!("n{at}").as_str()).unwrap_or_else(|| panic!("{text:?} is not in the timeline"));
            let shown = [&step.name, &step.text, &step.ask, &step.method, &step.source];
            assert!(shown.iter().all(|own| *own == text), "{text:?}: {shown:?}");
        }
    }
    let items: Vec<Item> = strings
        .iter()
        .enumerate()
        .map(|(at, text)| Item {
            uid: format!("n{at}"),
            first: born,
            last: born,
            summary: text.clone(),
            description: text.clone(),
        })
        .collect();
    let entries = calendars::read(&ics::calendar("うちの予定", &items, born));
    for (entry, text) in entries.iter().zip(&strings) {
        assert_eq!(entry.value("SUMMARY"), Some(calendars::as_kept(text).as_str()));
        assert_eq!(entry.value("DESCRIPTION"), Some(calendars::as_kept(text).as_str()));
    }
    assert_eq!(entries.len(), strings.len());
}

/// A text as it is written in a form's file.
fn toml_text(text: &str) -> String {
    let letter = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(letter).collect::<String>())
}

/// A form with these strings in everything that it says.
fn form(id: &str, strings: &[String]) -> String {
    let all = toml_text(&strings.join(" "));
    let mut file = format!("format = 1\nid = {id:?}\nname = {all}\nlead = {all}\n");
    for (at, text) in strings.iter().enumerate() {
        let text = toml_text(text);
        file += &format!("[[section]]\nid = \"s{at}\"\ntitle = {text}\nlead = {text}\n");
        for (kind, more) in [
            ("text", format!("voices = [{{ id = \"a\", label = {text} }}, {{ id = \"b\", label = {text} }}]")),
            ("checks", format!("choices = [{{ id = \"a\", label = {text}, words = [{text}] }}]")),
        ] {
            let field =
                format!("id = \"{kind}{at}\"\nkind = {kind:?}\nlabel = {text}\nhint = {text}\nexamples = [{text}]");
            file += &format!("[[section.field]]\n{field}\n{more}\n");
        }
    }
    file
}

/// What a page of the app is made of where the city has these forms.
fn drawn(form: &PlanForm, address: &str) -> Page {
    let mut site = Site::new(Words::japanese(), "../".to_owned(), held(Catalog::default()), day(2026, 11, 21), true);
    site.forms = Arc::new(vec![form.clone()]);
    let html = Owner::new().with(|| {
        provide_context(RequestUrl::new(address));
        view! { <App site=Arc::new(site) base=String::new() parts=Parts::WHOLE/> }.to_html()
    });
    page(&html)
}

#[test]
fn each_string_in_a_form() {
    let strings = strings();
    let files = |text: String| {
        let rows = "項目,値,説明\nサイト名,ためし,\n様式ファイル,own.toml,\n".as_bytes().to_vec();
        vec![("own.toml".to_owned(), text.into_bytes()), (SETTINGS.to_owned(), rows)]
    };
    let plain_words = ["ことば".to_owned(), "《道|みち》を聞く".to_owned()];
    let plain_form = read(&form("own", &plain_words)).0.expect("a form");
    let known: Made = read_all(&published(files(form("own", &plain_words))).1, None)
        .into_values()
        .flat_map(|page| page.made)
        .collect();
    let (city, site) = published(files(form("own", &strings)));
    let pages = read_all(&site, Some(&known));
    assert!(city.forms.iter().all(|(_, problems)| problems.is_empty()), "{:?}", city.forms);
    // The page that offers the forms has its name, and is painted with it.
    let name = plain(&ruby::plain(&strings.join(" ")));
    assert!(plain(&pages["plan/index.html"].text).contains(&name), "the form's name does not stand on the page");
    let form = read(&form("own", &strings)).0.expect("a form");
    let papers = ["/paper/?form=own", "/plan/"];
    let known: Made = papers.iter().flat_map(|address| drawn(&plain_form, address).made).collect();
    for address in papers {
        let page = drawn(&form, address);
        let strange: Vec<_> = page.made.difference(&known).collect();
        assert!(strange.is_empty(), "{address} has what no other form makes: {strange:?}");
        assert!(page.addresses.iter().all(|(element, to)| is_safe(element, to)), "{address}: {:?}", page.addresses);
    }
    let text = plain(&drawn(&form, "/paper/?form=own").text);
    for string in &strings {
        assert!(text.contains(&plain(&ruby::plain(string))), "{string:?} does not stand on the paper");
    }
}
