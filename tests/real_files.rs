//! Real municipal files, where there are any: name their folder in `TSUNAGI_REALDATA`. They are never part of the project.

mod support;

use std::{env, fs, path::PathBuf};
use support::{cp932, day, read};
use tsunagi::calendar::Weekday;
use tsunagi::data::{Catalog, Dataset};

fn folder() -> Option<PathBuf> {
    let folder = env::var_os("TSUNAGI_REALDATA").map(PathBuf::from).filter(|f| f.is_dir());
    if folder.is_none() {
        eprintln!("skipped: TSUNAGI_REALDATA names no folder of real files");
    }
    folder
}

#[test]
fn every_row_becomes_a_record_or_is_explained() {
    let Some(folder) = folder() else { return };
    println!("| file | list | encoding | rows | records | problems |\n|---|---|---|---|---|---|");
    let mut files: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "csv" || e == "tsv")) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let catalog = read(&[(&name, fs::read(file).unwrap_or_default())]);
        let report = &catalog.reports[0];
        println!(
            "| {name} | {} | {} | {} | {} | {} |",
            report.dataset.map_or("—", Dataset::title),
            report.encoding.map_or("—", |e| e.label()),
            report.rows,
            report.records,
            report.problems.len()
        );
        for problem in report.problems.iter().take(20) {
            println!("{problem:?}");
        }
        let unnamed = report.problems.iter().filter(|p| p.severity() == tsunagi::data::Severity::Error).count();
        assert_eq!(report.rows, report.records + unnamed, "{name}: a row is neither a record nor explained");
    }
}

fn kawaguchi() -> Option<Vec<u8>> {
    fs::read(folder()?.join("112038_preschool.csv")).ok()
}

fn names(catalog: &Catalog) -> Vec<String> {
    catalog.places.iter().map(|p| p.name.clone()).collect()
}

#[test]
fn the_same_file_in_every_encoding_gives_the_same_places() {
    let Some(bytes) = kawaguchi() else { return };
    let name = "112038_preschool.csv";
    let text = String::from_utf8(bytes.clone()).unwrap_or_default();
    let text = text.trim_start_matches('\u{feff}');
    let original = read(&[(name, bytes)]);
    assert_eq!(original.places.len(), 302);

    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    let tabs: String = text.replace(',', "\t");
    let utf16 = |big: bool| -> Vec<u8> {
        std::iter::once(0xfeff_u16)
            .chain(tabs.encode_utf16())
            .flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() })
            .collect()
    };
    let titled = format!("川口市の子育て施設一覧（令和8年4月1日現在）\r\n\r\n{text}");
    for (what, bytes) in [
        ("plain UTF-8", text.as_bytes().to_vec()),
        ("CP932", sjis.into_owned()),
        ("UTF-16LE with tabs", utf16(false)),
        ("UTF-16BE with tabs", utf16(true)),
        ("title rows above", titled.into_bytes()),
    ] {
        let other = read(&[(name, bytes)]);
        assert_eq!(names(&other), names(&original), "{what}");
        assert_eq!(other.places[0].hours, original.places[0].hours, "{what}");
    }
}

#[test]
fn swapped_coordinates_are_read_and_told() {
    let Some(bytes) = kawaguchi() else { return };
    let text = String::from_utf8(bytes).unwrap_or_default().replacen("緯度,経度", "経度,緯度", 1);
    let catalog = read(&[("112038_preschool.csv", text.into_bytes())]);
    assert!(catalog.places.iter().filter_map(|p| p.position).all(|p| p.latitude < 46.0 && p.longitude > 122.0));
    assert!(catalog.reports[0].problems.iter().any(|p| p.kind == tsunagi::data::ProblemKind::CoordinatesSwapped));
}

#[test]
fn saturdays_of_the_real_notes_have_their_own_hours() {
    let Some(bytes) = kawaguchi() else { return };
    let catalog = Catalog::read(
        &[tsunagi::data::SourceFile { name: "112038_preschool.csv".into(), bytes: Ok(bytes) }],
        &cp932,
        day(2026, 11, 21),
    );
    let place = &catalog.places[0];
    assert_eq!(place.hours.on(Weekday::Sat).map(|r| r[0].close.to_string()).as_deref(), Some("18:00"));
    assert!(catalog.places.iter().filter(|p| !p.hours.days.is_empty()).count() > 300);
}
