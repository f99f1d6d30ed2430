//! The desk from outside: publishing over a served site, spreadsheets, what is told, what real folders hold.
#![cfg(feature = "cli")]

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::day;
use tsunagi::data::{Catalog, SourceFile, compact};
use tsunagi::publish::place::{Memory, PackedKit};
use tsunagi::publish::{Parts, cp932, publish, read_city, write_site};

/// A folder of a test's own, gone when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("tsunagi-test-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Folder {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("written");
        self
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A kit whose program is a few letters: what is published is not run here.
fn kit() -> Folder {
    let kit = Folder::new(&format!("kit-{:?}", std::thread::current().id()).replace(['(', ')'], ""));
    for part in ["app", "sealer", "desk", "press"] {
        kit.put(&format!("app/{part}.js"), format!("// {part}\nexport {{ initSync, __wbg_init as default }};\n"));
        kit.put(&format!("app/{part}_bg.wasm"), part);
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, folder) in [("style", "style"), ("forms", "forms"), ("public", "public"), ("vendor", "node_modules")] {
        #[cfg(unix)]
        std::os::unix::fs::symlink(top.join(folder), kit.at(name)).expect("linked");
    }
    kit
}

struct Folders([PathBuf; 5]);

fn folders(kit: &Folder) -> Folders {
    Folders(["app", "style", "forms", "public", "vendor"].map(|name| kit.at(name)))
}

impl Folders {
    fn parts(&self) -> Parts<'_> {
        let [app, style, forms, public, vendor] = &self.0;
        Parts { app, style, forms, public, vendor }
    }
}

/// Every file below a folder with its bytes.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let (mut found, mut left) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(next) = left.pop() {
        for entry in fs::read_dir(next).expect("readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                left.push(path);
            } else {
                found.push((path.strip_prefix(folder).expect("below").to_path_buf(), fs::read(&path).expect("read")));
            }
        }
    }
    found.sort();
    found
}

const PLACES: &str =
    "ID,名称,種別,住所,電話番号,地区,更新日\nk1,ひろば,地域子育て支援拠点,汐見市町1,0990-00-1001,東,2026-10-01\n";
const EVENTS: &str = "ID,イベント名,開始日,終了日,開始時間,終了時間,くりかえし,施設ID,地区\ne1,おはなし会,2026-11-01,2027-03-31,10:30,11:00,毎週土,k1,東\n";

fn city(name: &str) -> Folder {
    let city = Folder::new(name);
    city.put("preschool.csv", PLACES).put("event.csv", EVENTS);
    city.put("settings.csv", "項目,値,説明\nサイト名,つなぎ,\nサイトのアドレス,https://example.jp/kosodate,\n");
    city
}

#[test]
fn only_what_has_changed_is_written_and_the_same_is_the_same_byte_for_byte() {
    let (city, kit, out) = (city("changed"), kit(), Folder::new("changed-out"));
    let (folders, today) = (folders(&kit), day(2026, 11, 21));
    let site = out.at("site");
    let make = |site: &Path| {
        let read = read_city(&city.0, today).expect("read");
        publish(&folders.parts(), &read, site, today, &|_| {}).expect("published")
    };
    let first = make(&site);
    assert!(first.written > 60 && first.same == 0);
    let before = tree(&site);
    let again = make(&site);
    assert_eq!((again.written, again.same, again.gone), (0, first.written, 0));
    make(&out.at("other"));
    assert_eq!(tree(&out.at("other")), before);
    // One event goes, one place changes: pages of others stay the very same files.
    #[cfg(unix)]
    let node = |name: &str| std::os::unix::fs::MetadataExt::ino(&fs::metadata(site.join(name)).expect("there"));
    #[cfg(unix)]
    let kept = node("index.html");
    city.put("preschool.csv", PLACES.replace("1001", "1002")).put("event.csv", EVENTS.lines().next().expect("header"));
    let changed = make(&site);
    // In every language イベント, さがす and the page of all links are painted with what changed.
    assert!(changed.written > 3 && changed.written < 36, "{changed:?}");
    assert!(changed.gone > 4, "{changed:?}");
    assert!(!site.join("event/e1").exists() && site.join("place/k1/index.html").exists());
    #[cfg(unix)]
    assert_eq!(node("index.html"), kept);
    // Nothing is left beside it.
    let beside: Vec<_> = fs::read_dir(&out.0).expect("there").flatten().map(|e| e.file_name()).collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
    let map = String::from_utf8(fs::read(site.join("sitemap.xml")).expect("there")).expect("text");
    assert!(map.contains("<loc>https://example.jp/kosodate/place/k1/</loc><lastmod>2026-10-01</lastmod>"), "{map}");
}

#[test]
fn a_failure_leaves_the_former_site_and_files_of_others_are_left_alone() {
    let (city, kit, out) = (city("failure"), kit(), Folder::new("failure-out"));
    let (folders, today) = (folders(&kit), day(2026, 11, 21));
    let site = out.at("site");
    let read = read_city(&city.0, today).expect("read");
    publish(&folders.parts(), &read, &site, today, &|_| {}).expect("published");
    let before = tree(&site);
    // A part is missing half-way: the letters of the pictures.
    let broken = Folder::new("failure-vendor");
    for name in ["leaflet", "supercluster", "kdbush"] {
        let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules").join(name);
        for (file, bytes) in tree(&top).into_iter().filter(|(f, _)| f.starts_with("dist") || f.starts_with("LICENSE")) {
            broken.put(&format!("{name}/{}", file.display()), bytes);
        }
    }
    let parts = Parts { vendor: &broken.0, ..folders.parts() };
    let failed = publish(&parts, &read, &site, today, &|_| {});
    assert!(failed.is_err_and(|error| error.to_string().contains("BIZUDPGothic")));
    assert_eq!(tree(&site), before);
    assert_eq!(fs::read_dir(&out.0).expect("there").count(), 1);
    // Cut off between the two moves, the former site comes back at the next attempt, whatever becomes of that.
    fs::rename(&site, out.at(".site.tsunagi-old")).expect("moved");
    assert!(publish(&parts, &read, &site, today, &|_| {}).is_err());
    assert_eq!(tree(&site), before);
    let own = Folder::new("failure-own");
    own.put("holiday.jpg", "a picture of somebody's");
    let refused = publish(&folders.parts(), &read, &own.0, today, &|_| {});
    assert!(refused.is_err_and(|error| error.already_there()));
    assert_eq!(tree(&own.0).len(), 1);
}

#[test]
fn an_app_in_parts_is_named_by_the_pages_that_need_them_and_kept_by_the_worker() {
    let (city, kit, out) = (city("parts"), kit(), Folder::new("parts-out"));
    kit.put("app/parts.txt", "places for-places places\nplan for-places plan\n");
    for part in ["for-places", "places", "plan"] {
        kit.put(&format!("app/part-{part}.wasm"), part);
    }
    let read = read_city(&city.0, day(2026, 11, 21)).expect("read");
    publish(&folders(&kit).parts(), &read, &out.at("site"), day(2026, 11, 21), &|_| {}).expect("published");
    let text = |path: &str| fs::read_to_string(out.at("site").join(path)).expect("there");
    let asset = |stem: &str| {
        let names =
            fs::read_dir(out.at("site/assets")).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let mut names = names.map(|name| name.to_string_lossy().into_owned());
        let own =
            |name: &String| name.strip_prefix(stem).is_some_and(|rest| rest.len() == "-0123456789abcdef.wasm".len());
        names.find(own).unwrap_or_else(|| panic!("{stem} is not there"))
    };
    let (shared, places, plan) = (asset("app-for-places"), asset("app-places"), asset("app-plan"));
    let named = |page: &str| {
        let page = text(page);
        let beside =
            page.split_once(" data-beside=\"").and_then(|(_, rest)| rest.split_once('"')).unwrap_or_default().0;
        ["for-places", "places", "plan"].map(|part| beside.split(' ').any(|file| file == part))
    };
    assert_eq!(named("places/index.html"), [true, true, false]);
    assert_eq!(named("plan/index.html"), [true, false, true]);
    assert_eq!(named("family/index.html"), [false; 3]);
    // Home is there with the app itself.
    assert_eq!(named("index.html"), [false; 3]);
    // The start names each with what it has to be; the worker keeps them all.
    let start = fs::read_dir(out.at("site/assets")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let start = start.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("start-")));
    let start = start.map(|path| fs::read_to_string(path).expect("text")).collect::<String>();
    for (part, name) in [("for-places", &shared), ("places", &places), ("plan", &plan)] {
        let sum = Sha256::digest(part);
        assert!(start.contains(&format!("\"{part}\":\"{}\"", STANDARD.encode(sum))), "{start}");
        assert_eq!(
            **name,
            format!("app-{part}-{:016x}.wasm", sum.iter().take(8).fold(0, |all, byte| all << 8 | u64::from(*byte)))
        );
        assert!(text("sw.js").contains(&format!("\"assets/{name}\"")));
    }
}

#[test]
fn the_compact_catalog_says_what_the_published_lists_say() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample");
    let (kit, out, today) = (kit(), Folder::new("compact-out"), day(2027, 2, 10));
    let read = read_city(&sample, day(2026, 11, 21)).expect("read");
    publish(&folders(&kit).parts(), &read, &out.at("site"), day(2026, 11, 21), &|_| {}).expect("published");
    let mut packed = 0;
    let mut unpacked = |name: &str| {
        let file = fs::read(out.at("site/data").join(name)).expect("there");
        packed += file.len();
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(file.as_slice()).read_to_end(&mut bytes).expect("unpacked");
        bytes
    };
    // Read on another day than it was made on, as families do; the lists as the app fetches them.
    let compact::Compact { catalog: compact, lists } =
        compact::read(unpacked(compact::FILE), today).expect("a catalog");
    assert!(compact::fill(&compact, lists, unpacked(compact::REST)));
    let list = |name: &str| SourceFile {
        name: name.to_owned(),
        bytes: fs::read(out.at("site/data").join(name)).map_err(|why| why.to_string()),
    };
    let own = Catalog::read(&compact.settings.lists().map(list).collect::<Vec<_>>(), &cp932, today);
    assert_eq!((compact.places.len(), compact.events.len()), (214, 153));
    assert_eq!(compact.settings, own.settings);
    assert!(compact.places == own.places && compact.events == own.events && compact.programmes == own.programmes);
    assert!(compact.desks == own.desks && compact.schedule == own.schedule);
    for (ours, theirs) in compact.reports.iter().zip(&own.reports) {
        assert_eq!(
            (&ours.file, ours.rows, ours.records, &ours.problems),
            (&theirs.file, theirs.rows, theirs.records, &theirs.problems)
        );
    }
    // It is far smaller than what it stands for.
    let lists: usize = own.reports.iter().map(|r| list(&r.file).bytes.expect("there").len()).sum();
    assert!(packed * 3 < lists, "{packed} of {lists}");
}

#[test]
fn what_is_published_stands_in_the_order_of_the_settings_as_in_the_app() {
    let (city, kit, out, today) = (Folder::new("order"), kit(), Folder::new("order-out"), day(2026, 11, 21));
    city.put("settings.csv", "項目,値,説明\nデータファイル,preschool.csv,\nデータファイル,baby_station.csv,\n");
    city.put("baby_station.csv", "ID,名称,住所\nb1,みなと市場,汐見市浜1\nb2,めばえ,汐見市東1\n");
    city.put("preschool.csv", "ID,名称,種別,住所\nk1,めばえ,保育所,汐見市東1\n");
    let read = read_city(&city.0, today).expect("read");
    let lists: Vec<SourceFile> = read.lists().into_iter().map(|name| read.source(name)).collect();
    let app = Catalog::read(&lists, &cp932, today);
    assert_eq!(read.catalog.places, app.places);
    assert_eq!(app.places[0].name, "めばえ");
    publish(&folders(&kit).parts(), &read, &out.at("site"), today, &|_| {}).expect("published");
    let page = fs::read_to_string(out.at("site/places/index.html")).expect("there");
    let at = |id: &str| page.find(&format!("place/{id}/")).unwrap_or_else(|| panic!("{id} is not painted"));
    assert!(at("k1") < at("b1"));
}

#[test]
fn the_browser_makes_the_very_site_that_the_command_line_makes() {
    let (city, kit, out) = (city("doors"), kit(), Folder::new("doors-out"));
    let (folders, today) = (folders(&kit), day(2026, 11, 21));
    let read = read_city(&city.0, today).expect("read");
    publish(&folders.parts(), &read, &out.at("site"), today, &|_| {}).expect("published");
    // The kit that lies beside the desk is all that it needs.
    let packed = fs::read(out.at("site/desk/kit.zip")).expect("there");
    let kit = PackedKit::open(packed).expect("a kit");
    let memory = Memory::default();
    write_site(&kit, &read, &memory, today, true, &|_| {}, &cp932).expect("written");
    let made: Vec<(PathBuf, Vec<u8>)> = memory.files().into_iter().map(|(name, bytes)| (name.into(), bytes)).collect();
    let by_disk = tree(&out.at("site"));
    let names = |files: &[(PathBuf, Vec<u8>)]| {
        let mut names: Vec<PathBuf> = files.iter().map(|(name, _)| name.clone()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&made), names(&by_disk));
    for (name, bytes) in &made {
        assert!(by_disk.iter().any(|(known, same)| known == name && same == bytes), "{}", name.display());
    }
    // Without pictures none are there, and none are spoken of.
    let plain = Memory::default();
    write_site(&kit, &read, &plain, today, false, &|_| {}, &cp932).expect("written");
    let plain = plain.files();
    assert!(!plain.keys().any(|name| name.starts_with("pictures/")));
    assert!(plain.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("og:image")));
    assert_eq!(plain["desk/kit.zip"], by_disk.iter().find(|(n, _)| n.ends_with("kit.zip")).expect("there").1);
}

#[test]
fn a_city_has_its_own_colour_logo_words_districts_and_hosts() {
    let (city, kit, out) = (city("own"), kit(), Folder::new("own-out"));
    let (folders, today) = (folders(&kit), day(2026, 11, 21));
    city.put("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").put(
        "settings.csv",
        "項目,値,説明\nサイト名,つなぎ,\n色,#0b6e4f,\nロゴ,logo.svg,\n文言,さがす→探す,\n地区,東小学校区→町;松原,\n埋め込みを許すサイト,www.example.jp,\n",
    );
    city.put("preschool.csv", PLACES.replace(",東,", ",,"));
    let read = read_city(&city.0, today).expect("read");
    assert!(read.catalog.reports.iter().all(|r| r.problems.is_empty()), "{:?}", read.catalog.reports);
    assert_eq!(read.catalog.places[0].district, "東小学校区");
    publish(&folders.parts(), &read, &out.at("site"), today, &|_| {}).expect("published");
    let text = |name: &str| fs::read_to_string(out.at("site").join(name)).expect("there");
    let home = text("index.html");
    assert!(
        home.contains("src=\"./data/logo.svg\"") && home.contains(">探す</span>") && !home.contains(">さがす</span>")
    );
    assert!(text("data/logo.svg").contains("<svg"));
    let style = fs::read_dir(out.at("site/assets")).expect("there").flatten().map(|e| e.path());
    let style =
        style.filter(|p| p.display().to_string().contains("style-")).map(|p| fs::read_to_string(p).expect("text"));
    assert!(style.into_iter().any(|css| css.contains("--main:#0b6e4f")));
    assert!(text("embed/data/all.js").contains("\"hosts\":[\"www.example.jp\"]"));
}

/// A workbook as an office has it: a title above the header, hours and days as numbers, cells joined downwards, a second sheet.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let day_format = Format::new().set_num_format("yyyy/m/d");
    let time_format = Format::new().set_num_format("h:mm");
    let sheet = book.add_worksheet().set_name("イベント").expect("a name");
    sheet.merge_range(0, 0, 0, 5, "令和8年度 イベント一覧", &Format::new()).expect("merged");
    for (column, name) in ["ID", "イベント名", "開始日", "開始時間", "終了時間", "地区"].iter().enumerate()
    {
        sheet.write(2, column as u16, *name).expect("written");
    }
    for row in 0..3_u32 {
        sheet.write(3 + row, 0, format!("x{row}")).expect("written");
        sheet.write(3 + row, 1, format!("会{row}")).expect("written");
        let day = ExcelDateTime::from_ymd(2026, 12, 5 + row as u8).expect("a day");
        sheet.write_with_format(3 + row, 2, &day, &day_format).expect("written");
        let start = ExcelDateTime::from_hms(10, 30, 0.0).expect("a time");
        sheet.write_with_format(3 + row, 3, &start, &time_format).expect("written");
        sheet.write_with_format(3 + row, 4, 0.5, &time_format).expect("written");
    }
    sheet.merge_range(3, 5, 5, 5, "東", &Format::new()).expect("merged");
    let places = book.add_worksheet().set_name("施設 ..一覧").expect("a name");
    for (column, name) in ["ID", "名称", "種別", "住所", "電話番号"].iter().enumerate() {
        places.write(0, column as u16, *name).expect("written");
    }
    for (column, text) in ["k9", "松原ひろば", "地域子育て支援拠点", "汐見市松原1", "0990-00-1005"].iter().enumerate()
    {
        places.write(1, column as u16, *text).expect("written");
    }
    book.save_to_buffer().expect("saved")
}

#[test]
fn a_workbook_is_lists_with_the_rows_that_excel_shows() {
    let city = Folder::new("workbook");
    let book = workbook();
    city.put("event.xlsx", &book)
        .put("~$event.xlsx", "lock")
        .put("settings.csv", "項目,値,説明\nサイト名,つなぎ,\nデータファイル,event.xlsx,\n");
    let read = read_city(&city.0, day(2026, 11, 21)).expect("read");
    assert_eq!((read.catalog.events.len(), read.catalog.places.len()), (3, 1), "{:?}", read.catalog.reports);
    let event = &read.catalog.events[2];
    assert_eq!((event.name.as_str(), event.start, event.district.as_str()), ("会2", Some(day(2026, 12, 7)), "東"));
    assert_eq!(event.times.start.zip(event.times.end).map(|(a, b)| (a.minutes(), b.minutes())), Some((630, 720)));
    // The row is the one that Excel shows, title and all.
    assert_eq!(event.origin.row, 6);
    let names: Vec<&str> = read.files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["settings.csv", "event.csv", "施設___一覧.csv"]);
    let settings = String::from_utf8(read.files[0].1.clone()).expect("text");
    assert!(
        settings.contains("データファイル,event.csv,") && settings.contains("データファイル,施設___一覧.csv,"),
        "{settings}"
    );
    assert!(!settings.contains("xlsx"));
}

fn tsunagi(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tsunagi")).args(arguments).output().expect("it runs")
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[test]
fn from_nothing_to_a_site_by_the_command_line() {
    let (kit, home) = (kit(), Folder::new("walk"));
    let path = |name: &str| home.at(name).display().to_string();
    let kit = kit.0.display().to_string();
    let (code, out, _) = said(&tsunagi(&["new", &path("city"), "--lang", "ja"]));
    assert!(code == 0 && out.contains("つぎに"), "{out}");
    assert_eq!(said(&tsunagi(&["new", &path("city")])).0, 2);
    let (code, out, _) = said(&tsunagi(&["check", &path("city"), "--strict", "--lang", "ja", "--today", "2026-11-21"]));
    assert_eq!((code, out.contains("確かめたいところはありません。")), (0, true), "{out}");
    let publish =
        ["publish", &path("city"), "-o", &path("site"), "--kit", &kit, "--lang", "en", "--today", "2026-11-21"];
    let (code, out, told) = said(&tsunagi(&publish));
    assert_eq!(code, 0, "{out}{told}");
    assert!(out.contains("The site is in") && told.contains("Making pages"), "{out}{told}");
    assert!(home.at("site/event/e1/index.html").exists() && home.at("site/data/settings.csv").exists());
    let html = fs::read_to_string(home.at("site/place/k2/index.html")).expect("there");
    assert!(html.contains("ひだまりひろば") && html.contains("application/ld+json"));
    // What is wrong is told where it is; a whole file that cannot be read stops a publication.
    let event = fs::read_to_string(home.at("city/event.csv")).expect("there").replace("毎月第2火曜", "ときどき");
    home.put("city/event.csv", &event).put("city/broken.xlsx", "PK\u{3}\u{4}no");
    let (code, out, _) = said(&tsunagi(&["check", &path("city"), "--format", "json", "--lang", "en"]));
    let value: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let problems: Vec<&serde_json::Value> = value["files"]
        .as_array()
        .expect("files")
        .iter()
        .flat_map(|f| f["problems"].as_array().expect("a list"))
        .collect();
    let repeats = problems.iter().find(|p| p["kind"] == "recurrence").expect("told");
    assert_eq!(
        (&repeats["file"], &repeats["row"], &repeats["column"], &repeats["found"]),
        (&"event.csv".into(), &2.into(), &"くりかえし".into(), &"ときどき".into())
    );
    assert!(repeats["remedy"].as_str().is_some_and(|text| text.contains("開催日一覧")));
    assert_eq!(code, 1);
    let before = tree(&home.at("site"));
    let (code, _, told) = said(&tsunagi(&publish));
    assert!(code == 1 && told.contains("the former site is as it was"), "{told}");
    assert_eq!(tree(&home.at("site")), before);
    fs::remove_file(home.at("city/broken.xlsx")).expect("removed");
    let (_, sarif, _) = said(&tsunagi(&["check", &path("city"), "--format", "sarif"]));
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("SARIF");
    assert_eq!((&sarif["version"], &sarif["runs"][0]["results"][0]["ruleId"]), (&"2.1.0".into(), &"recurrence".into()));
    assert_eq!(sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
    let (_, csv, _) = said(&tsunagi(&["check", &path("city"), "--format", "csv", "--lang", "ja"]));
    assert!(
        csv.starts_with("\u{feff}程度,種類,ファイル") && csv.contains("recurrence,event.csv,2,くりかえし,ときどき")
    );
    // A folder that is not there, an empty one, a kit that is not there: not tried.
    assert_eq!(said(&tsunagi(&["check", &path("nowhere")])).0, 2);
    fs::create_dir(home.at("empty")).expect("made");
    assert_eq!(said(&tsunagi(&["check", &path("empty")])).0, 2);
    assert_eq!(said(&tsunagi(&["publish", &path("city"), "-o", &path("x"), "--kit", &path("empty")])).0, 2);
    assert_eq!(said(&tsunagi(&["publish", &path("city"), "-o", &path("city"), "--kit", &kit])).0, 2);
    // What families will see, and what is missing.
    home.put("later/event.csv", event.replace("10:30,11:30", "10:45,11:30"));
    for name in ["preschool.csv", "settings.csv", "support.csv", "soudan.csv"] {
        fs::copy(home.at(&format!("city/{name}")), home.at(&format!("later/{name}"))).expect("copied");
    }
    let (code, out, _) = said(&tsunagi(&["diff", &path("city"), &path("later"), "--lang", "ja"]));
    assert!(code == 0 && out.contains("2・3か月の会：時間「10:30〜11:30」→「10:45〜11:30」"), "{out}");
    let (code, out, _) = said(&tsunagi(&["report", &path("city"), "--lang", "ja", "--today", "2028-01-01"]));
    assert!(code == 0 && out.contains("位置（緯度・経度）がない場所") && out.contains("365日より前"), "{out}");
    let (_, help, _) = said(&tsunagi(&["check", "--help", "--lang", "en"]));
    assert!(help.contains("Exit codes") && help.contains("text, json, csv, sarif"), "{help}");
}

#[test]
fn what_real_folders_hold_breaks_nothing() {
    let city = city("real");
    let script = "<script>alert(1)</script>";
    city.put("preschool.csv", format!("ID,名称,種別,住所,説明,URL\nk1,{script},児童館,{script},\"{script}\n=HYPERLINK(\"\"x\"\")\",javascript:alert(1)\n../../x,逃げる名前,児童館,町,,\n"));
    // A zip that says it unfolds to more than any machine has.
    let mut bomb = b"PK\x03\x04".to_vec();
    for _ in 0..200 {
        let mut entry = b"PK\x01\x02".to_vec();
        entry.resize(46, 0);
        entry[24..28].copy_from_slice(&u32::MAX.to_le_bytes());
        bomb.extend(entry);
    }
    let whole = workbook();
    city.put("bomb.xlsx", bomb).put("cut.xlsx", &whole[..whole.len() / 2]).put("page.ods", "<html></html>");
    let wide: Vec<String> = (0..1_000).map(|n| format!("列{n}")).collect();
    city.put("wide.csv", format!("名称,{}\nひろば,{}\n", wide.join(","), vec!["x"; 1_000].join(",")));
    let read = read_city(&city.0, day(2026, 11, 21)).expect("read");
    let unreadable: Vec<&str> = read.catalog.unreadable().map(|r| r.file.as_str()).collect();
    for name in ["bomb.xlsx", "cut.xlsx", "page.ods"] {
        assert!(unreadable.contains(&name), "{name}: {unreadable:?}");
    }
    let (kit, out) = (kit(), Folder::new("real-out"));
    let folders = folders(&kit);
    publish(&folders.parts(), &read, &out.at("site"), day(2026, 11, 21), &|_| {}).expect("published");
    for (path, bytes) in tree(&out.at("site")) {
        let name = path.display().to_string();
        assert!(!name.contains(".."), "{name}");
        // In calendars and in the lists themselves a text is a text.
        if [".html", ".js", ".atom", ".json", ".jsonld", ".xml"].iter().any(|ending| name.ends_with(ending)) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!text.contains(script), "{name}");
            assert!(!text.contains("href=\"javascript:"), "{name}");
        }
    }
    assert!(!out.at("x").exists() && !out.at("site/x").exists());
}

/// An answer of a server on this machine: its first line and its body.
fn get(port: u16, page: &str) -> Option<(String, String)> {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).ok()?;
    write!(stream, "GET {page} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").ok()?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n")?;
    Some((head.to_owned(), body.to_owned()))
}

#[test]
fn a_preview_shows_what_was_changed_and_nothing_beside_the_site() {
    let (city, kit) = (city("preview"), kit());
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its number").port();
    let mut child = Command::new(env!("CARGO_BIN_EXE_tsunagi"))
        .args([
            "preview",
            &city.0.display().to_string(),
            "--kit",
            &kit.0.display().to_string(),
            "--port",
            &port.to_string(),
        ])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("it runs");
    let answer = (0..300).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        get(port, "/place/k1/")
    });
    let (head, body) = answer.expect("it answers");
    let checked = || {
        assert!(head.starts_with("HTTP/1.1 200") && head.contains("text/html; charset=utf-8"), "{head}");
        assert!(body.contains("0990-00-1001"));
        city.put("preschool.csv", PLACES.replace("1001", "1007"));
        let (_, body) = get(port, "/place/k1/").expect("it answers");
        assert!(body.contains("0990-00-1007"));
        for outside in ["/../settings.csv", "/data/../../x", "//etc/passwd", "/nowhere"] {
            let (head, _) = get(port, outside).expect("it answers");
            assert!(head.starts_with("HTTP/1.1 404"), "{outside}: {head}");
        }
    };
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(checked));
    child.kill().expect("ended");
    let _ = child.wait();
    if let Err(panic) = ended {
        std::panic::resume_unwind(panic);
    }
}
