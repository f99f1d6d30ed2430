//! A city's lists: rows, records, settings, and a list worked on at the desk.

use super::calendars;
use super::days::in_order;
use super::given::{cp932, one, text, today};
use arbitrary::Unstructured;
use std::collections::HashSet;
use tsunagi::data::encoding::decode;
use tsunagi::data::table::rows;
use tsunagi::data::{Catalog, Dataset, ProblemKind, SourceFile};
use tsunagi::desk::list::List;
use tsunagi::desk::told::{Form, told};
use tsunagi::desk::workbench::Workbench;
use tsunagi::events::icalendar::{Made, calendar};
use tsunagi::events::{Event, feeds, jsonld, occurrences};
use tsunagi::text::json::Json;
use tsunagi::words::desk::DeskWords;
use tsunagi::words::{Word, Words, message};

/// A letter that no reader of rows has a use of its own for: each stands in a cell.
fn is_content(c: &char) -> bool {
    !c.is_whitespace() && !matches!(c, '"' | '\'' | ',' | '\u{feff}' | '\0')
}

/// Bytes to rows: no letter is dropped, rows are numbered upwards.
pub fn table(bytes: &[u8]) {
    let Ok((text, _)) = decode(bytes, &cp932) else { return };
    let (rows, blank) = rows(&text);
    let ends = text.bytes().filter(|b| matches!(b, b'\n' | b'\r')).count();
    assert!(rows.windows(2).all(|two| two[0].number < two[1].number), "rows go backwards");
    assert!(rows.last().is_none_or(|row| row.number as usize <= ends + 1), "a row past the end");
    assert!(rows.len() + blank as usize <= ends + 1, "more rows than lines");
    for row in &rows {
        assert!(row.cells.iter().any(|cell| !cell.is_empty()), "a blank row among the others");
        assert!(row.cells.iter().all(|cell| cell.trim() == cell), "spaces around a cell");
    }
    let kept = rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.chars()).filter(is_content).count();
    assert_eq!(kept, text.chars().filter(is_content).count(), "letters were dropped");
}

const NAMES: [&str; 11] = [
    "990019_preschool.csv",
    "event.csv",
    "support.csv",
    "hospital.csv",
    "public_facility.csv",
    "school.csv",
    "baby.csv",
    "soudan.csv",
    "schedule.csv",
    "settings.csv",
    "list.csv",
];

pub(super) fn file(name: &str, bytes: &[u8]) -> SourceFile {
    SourceFile { name: name.to_owned(), bytes: Ok(bytes.to_vec()) }
}

/// A file of any name, read as part of a city: every row is a record or is told, and whatever is made of it is well-formed.
pub fn catalog(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(first & 15) % NAMES.len()];
    let mut files = vec![file(name, bytes)];
    if first & 16 != 0 {
        files.push(file("settings.csv", "項目,値\n見本,はい\n地区,東→栄町\n".as_bytes()));
    }
    let catalog = Catalog::read(&files, &cp932, today());
    nothing_dropped(&catalog);
    well_formed(&catalog);
}

/// A list of known columns, its cells of what cells hold: what is written is shown, as it is or as it was understood.
pub fn cells(bytes: &[u8]) {
    let mut u = Unstructured::new(bytes);
    let dataset = one(&mut u, &[0, 1, 2, 7, 8]);
    let header: &[&str] = match dataset {
        0 => &[
            "ID",
            "名称",
            "種別",
            "住所",
            "電話番号",
            "利用可能曜日",
            "開始時間",
            "終了時間",
            "利用可能日時特記事項",
            "受入年齢",
            "緯度",
            "経度",
            "タグ",
            "更新日",
            "独自",
        ],
        1 => &[
            "ID",
            "イベント名",
            "開始日",
            "終了日",
            "開始時間",
            "終了時間",
            "くりかえし",
            "開催日一覧",
            "中止日",
            "日程変更",
            "回",
            "参加申込開始日",
            "参加申込終了日",
            "施設ID",
            "状態",
            "独自",
        ],
        2 => &["ID", "制度名", "種別", "受付開始日", "受付終了日", "対象年齢", "電話番号", "費用", "更新日", "独自"],
        7 => &[
            "ID",
            "名称",
            "電話番号",
            "利用可能曜日",
            "開始時間",
            "終了時間",
            "利用可能日時特記事項",
            "施設ID",
            "独自",
        ],
        _ => &["ID", "名称", "開始", "終了", "説明", "有効開始日", "有効終了日"],
    };
    let count = usize::from(u.arbitrary::<u8>().unwrap_or(0)) % 4 + 1;
    let rows: Vec<Vec<String>> = (0..count)
        .map(|_| header.iter().map(|_| text(&mut u, 24).trim().replace('\u{feff}', "")).collect::<Vec<String>>())
        .collect();
    let csv: String = std::iter::once(header.join(","))
        .chain(rows.iter().map(|row| row.iter().map(|cell| tsunagi::desk::cell(cell)).collect::<Vec<_>>().join(",")))
        .collect::<Vec<_>>()
        .join("\r\n");
    let catalog = Catalog::read(&[file(NAMES[dataset], csv.as_bytes())], &cp932, today());
    nothing_dropped(&catalog);
    well_formed(&catalog);
    for event in &catalog.events {
        each_cell(&catalog, &event.name, event.origin.row, &rows, |cell| {
            [&event.name, &event.venue, &event.address, &event.category, &event.district].iter().any(|own| *own == cell)
                || event.facts.iter().any(|f| f.value == cell)
                || event.extras.iter().any(|e| e.value == cell)
        });
    }
}

/// Columns of events whose text may stay behind once it was understood.
const EVENTS_UNDERSTOOD: [usize; 12] = [0, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13];

fn each_cell(catalog: &Catalog, name: &str, row: u32, rows: &[Vec<String>], kept: impl Fn(&str) -> bool) {
    // A row whose cells hold line ends is one row of the sheet too; those before it decide its number.
    let Some(cells) = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).find(|cells| cells[1] == name)
    else {
        return;
    };
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let told = || catalog.reports[0].problems.iter().any(|p| p.row == Some(row) && p.value == *cell);
        // The apostrophe that was before a formula is none of the text.
        let plain = cell.strip_prefix('\'').unwrap_or(cell);
        let twice = rows.iter().filter(|cells| cells[1] == name).count() > 1;
        assert!(
            twice || kept(cell) || kept(plain) || EVENTS_UNDERSTOOD.contains(&at) || told(),
            "column {at} of row {row}: {cell:?} is gone"
        );
    }
}

/// Every row is a record or is told, and a file of which nothing was read is told as such.
pub(super) fn nothing_dropped(catalog: &Catalog) {
    for report in &catalog.reports {
        let without = |kinds: &[ProblemKind]| {
            let told = report.problems.iter().filter(|p| kinds.contains(&p.kind));
            told.filter(|p| p.value.is_empty()).filter_map(|p| p.row).collect::<HashSet<u32>>().len()
        };
        match report.dataset {
            None => assert!(!report.problems.is_empty(), "{}: not read, and not told", report.file),
            Some(Dataset::Schedule) => {
                let left = without(&[ProblemKind::NameMissing, ProblemKind::Moment]);
                assert!(report.records <= report.rows && report.rows <= report.records + left, "{report:?}");
            }
            Some(_) if report.rows == 0 => assert!(!report.problems.is_empty()),
            Some(_) => assert_eq!(report.rows, report.records + without(&[ProblemKind::NameMissing]), "{report:?}"),
        }
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() < 64 && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn parses(json: &Json) -> serde_json::Value {
    serde_json::from_str(&json.to_string()).unwrap_or_else(|why| panic!("{why}: {json}"))
}

/// What goes out of a catalog can be read by those for whom it is meant, and says what the list says.
pub(super) fn well_formed(catalog: &Catalog) {
    let words = Words::japanese();
    let mut ids = HashSet::new();
    for place in &catalog.places {
        assert!(is_id(&place.id) && ids.insert(&place.id), "the id {:?}", place.id);
        in_order(&place.hours);
        assert_eq!(parses(&tsunagi::directory::jsonld::place(place, "u", ""))["name"], place.name.as_str());
        assert!(catalog.place(&place.id).is_some_and(|found| found.id == place.id));
        for phone in &place.phones {
            assert!(phone.dial.chars().all(|c| c.is_ascii_digit() || matches!(c, '#' | '+')), "{phone:?}");
        }
    }
    let (mut ids, last) = (HashSet::new(), today() + chrono::Duration::days(400));
    for event in &catalog.events {
        assert!(is_id(&event.id) && ids.insert(&event.id), "the id {:?}", event.id);
        assert!(event.place_id.as_deref().is_none_or(|id| catalog.places.is_empty() || catalog.place(id).is_some()));
        assert!(event.start.zip(event.end).is_none_or(|(start, end)| start <= end), "it ends before it begins");
        let days = occurrences(event, 0, today(), last);
        assert!(days.windows(2).all(|two| two[0].date < two[1].date), "days go backwards");
        assert!(days.iter().all(|day| (today()..=last).contains(&day.date)), "a day outside of what was asked");
        for json in jsonld::events(event, today(), "u", "") {
            assert_eq!(parses(&json)["name"], event.name.as_str());
        }
    }
    goes_out(&words, &catalog.events);
    for programme in &catalog.programmes {
        assert!(is_id(&programme.id), "the id {:?}", programme.id);
    }
    let desk = DeskWords::japanese();
    let count = catalog.reports.iter().map(|report| report.problems.len()).sum::<usize>();
    for form in [Form::Json, Form::Sarif] {
        serde_json::from_str::<serde_json::Value>(&told(&desk, catalog, form)).expect("JSON");
    }
    let csv = rows(told(&desk, catalog, Form::Csv).trim_start_matches('\u{feff}')).0;
    assert_eq!(csv.len(), count + 1, "a problem a row");
}

/// The feeds of events, through readers that are not ours.
fn goes_out(words: &Words, events: &[Event]) {
    let made = Made {
        name: "つなぎ",
        site: "https://example.jp/",
        paged: true,
        city: "990019",
        stamp: today(),
        alarm: Some(60),
    };
    let read = calendars::read(&calendar(&made, events.iter()));
    for event in events.iter().filter(|event| event.first_day().is_some()) {
        let uid = format!("{}@990019.tsunagi.invalid", event.id);
        let own: Vec<_> = read.iter().filter(|entry| entry.value("UID") == Some(&uid)).collect();
        let summary = calendars::as_kept(&event.name);
        assert!(own.iter().all(|entry| entry.value("SUMMARY").is_some_and(|text| text == summary)), "{:?}", event.name);
    }
    let atom = feeds::atom(words, &made, "feeds/all.atom", events.iter());
    let tree = roxmltree::Document::parse(&atom).unwrap_or_else(|why| panic!("{why}: {atom}"));
    let known = ["feed", "title", "id", "updated", "author", "name", "link", "entry", "category", "content"];
    assert!(tree.descendants().filter(|n| n.is_element()).all(|n| known.contains(&n.tag_name().name())));
    let json: serde_json::Value =
        serde_json::from_str(&feeds::json(words, &made, "feeds/all.json", events.iter())).expect("JSON");
    let entries = tree.descendants().filter(|n| n.has_tag_name(("http://www.w3.org/2005/Atom", "entry"))).count();
    assert_eq!(json["items"].as_array().map(Vec::len), Some(entries), "the same events in both feeds");
}

/// An address that can stand in a page, a policy, a calendar and a sitemap, and leads to the web.
fn is_address(address: &str) -> bool {
    let rest = address.strip_prefix("https://");
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        && !address
            .contains(|c: char| c.is_control() || c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`'))
}

/// Settings of any kind: no address that is not one, nothing that breaks a policy, no text with other places than ours.
pub fn settings(bytes: &[u8]) {
    let catalog = Catalog::read(&[file("settings.csv", bytes)], &cp932, today());
    nothing_dropped(&catalog);
    let own = &catalog.settings;
    assert!(
        own.site_address.is_empty() || (is_address(&own.site_address) && own.site_address.ends_with('/')),
        "{own:?}"
    );
    assert!(is_address(own.way_out()), "{:?}", own.way_out());
    assert!(is_address(&own.tiles().replace(['{', '}'], "")), "{:?}", own.tiles());
    let origin = own.tiles_origin().strip_prefix("https://").expect("an address of the web");
    let plain = |host: &str| {
        !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '*'))
    };
    assert!(plain(origin) && own.hosts.iter().all(|host| plain(host)), "{origin} {:?}", own.hosts);
    assert!(!own.logo.contains(['/', '\\', ':', '?', '#']) && !own.logo.contains(char::is_control), "{:?}", own.logo);
    assert!(own.stale_days.is_none_or(|days| days > 0));
    assert!(!own.offered().is_empty() && own.offered()[0].tag == "ja");
    if let Some(phone) = &own.contact_phone {
        assert!(phone.dial.chars().all(|c| c.is_ascii_digit() || matches!(c, '#' | '+')), "{phone:?}");
    }
    let ours = Words::japanese();
    for (number, text) in &own.texts {
        let same = |word: Word| word.number() == *number && message::holes(text) == message::holes(ours.text(word));
        assert!(!text.is_empty() && Word::all().any(same), "{text:?}");
    }
    for (name, towns) in &own.districts {
        for town in towns {
            assert!(own.district_of(&format!("汐見市{town}")).is_some(), "{name}: {town}");
        }
    }
}

/// A list on the desk: changed in some cells, written, and read again, it is the same list; what was done can be taken back.
pub fn desk(bytes: &[u8]) {
    let mut u = Unstructured::new(bytes);
    let name = one(&mut u, &NAMES);
    let changes: Vec<(u8, u32, usize, String)> = (0..u.arbitrary::<u8>().unwrap_or(0) % 5)
        .map(|_| {
            let how = u.arbitrary::<u8>().unwrap_or(0);
            let (row, column) = (u.arbitrary::<u8>().unwrap_or(0) % 40, u.arbitrary::<u8>().unwrap_or(0) % 20);
            (how, u32::from(row), usize::from(column), text(&mut u, 12))
        })
        .collect();
    let bytes = u.take_rest().to_vec();
    let mut list = List::read(name, bytes.clone(), &cp932);
    assert_eq!(list.bytes(), bytes, "unchanged is the same bytes");
    for (how, row, column, text) in &changes {
        match how % 4 {
            0 => list.insert(*row, vec![text.trim().to_owned(), text.trim().to_owned()]),
            1 => list.remove(*row),
            _ => list.set(*row, *column, text),
        }
    }
    if list.is_changed() {
        let again = List::read(name, list.bytes(), &cp932);
        // Nothing at all, or what begins like a page, is no list any more; that is told.
        if decode(&list.bytes(), &cp932).is_ok() {
            let (width, length) = (list.width().max(again.width()), list.len().max(again.len()));
            assert!(width * length < 2_000_000);
            for row in 1..=length as u32 {
                for column in 0..width {
                    assert_eq!(list.cell(row, column), again.cell(row, column), "row {row}, column {column}");
                }
            }
        }
    }
    if bytes.len() > 20_000 {
        return;
    }
    let mut bench = Workbench::new(today());
    bench.put(vec![(name.to_owned(), bytes.clone())], &cp932);
    if bench.list(name).is_none() {
        return;
    }
    let before = bench.list(name).map(List::bytes);
    let mut done = 0;
    for (how, row, column, text) in &changes {
        let changed = bench.list(name).cloned();
        match how % 5 {
            0 => drop(bench.add_row(name, Some(*row), &cp932)),
            1 => bench.change(name, &cp932, |list| list.remove(*row)),
            _ => bench.change(name, &cp932, |list| list.set(*row, *column, text)),
        }
        done += usize::from(changed.as_ref() != bench.list(name));
        for found in bench.seen(name).found {
            let width = bench.list(name).map_or(0, List::width);
            assert!(found.cell.is_none_or(|(_, column)| column <= width), "{found:?}");
        }
    }
    for _ in 0..done {
        assert!(bench.undo(&cp932), "a change can be taken back");
    }
    assert_eq!(bench.list(name).map(List::bytes), before, "all taken back is the same bytes");
}
