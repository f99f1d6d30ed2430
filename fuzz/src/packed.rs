//! Archives and workbooks: bounded, nothing outside of its folder, every file a list, a part of the site, or told.

use super::given::{cp932, today};
use std::io::{Cursor, Write};
use tsunagi::data::ProblemKind::{Encoding, FileEmpty, FileHtml, FileZip};
use tsunagi::data::archive::{Packed, archive as zipped, entries, packed};
use tsunagi::data::encoding::decode;
use tsunagi::data::settings::SETTINGS;
use tsunagi::data::sheets::lists;
use tsunagi::desk::folder::{City, Gathered, gather};
use zip::write::SimpleFileOptions;

/// What an archive of so few bytes may come to: sixteen megabytes here, by the limits of deflate.
const MOST: usize = 1032;

/// An archive as it comes, and one packed of what was given.
pub fn archive(bytes: &[u8]) {
    if let Ok(files) = entries(bytes, &cp932, false) {
        let all: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
        assert!(
            all <= bytes.len().saturating_mul(MOST).saturating_mul(files.len().max(1)),
            "{all} bytes of {}",
            bytes.len()
        );
        for (name, _) in &files {
            assert!(!name.is_empty() && !name.contains(['/', '\\']), "{name:?}");
        }
        if all > 1 << 20 {
            return;
        }
    }
    if bytes.len() < 30_000 {
        taken(gather(vec![("city.zip".to_owned(), bytes.to_vec())], &cp932));
    }
    // The same as files of an archive of our own: name, line end, content, parted by a line of dashes.
    let text = String::from_utf8_lossy(bytes);
    let files: Vec<(&str, &[u8])> = text
        .split("\n----\n")
        .filter_map(|part| part.split_once('\n'))
        .map(|(name, content)| (name.trim(), content.as_bytes()))
        .take(20)
        .collect();
    let mut names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    if files.is_empty() || names.len() < files.len() || names.iter().any(|name| name.is_empty() || name.len() > 60_000)
    {
        return;
    }
    let Ok(made) = zipped(files.iter().copied()) else { return };
    let whole = entries(&made, &cp932, true).expect("what was packed can be opened");
    let ours = files.iter().filter(|(name, _)| !name.ends_with(['/', '\\']) && !name.starts_with("__MACOSX/"));
    assert_eq!(whole.len(), ours.clone().count(), "a file went");
    for ((name, bytes), (own, content)) in whole.iter().zip(ours) {
        assert_eq!((name.as_str(), bytes.as_slice()), (*own, *content));
    }
    taken(gather(vec![("city.zip".to_owned(), made)], &cp932));
}

/// What was given is a list, a part of a site, or told; and a city can be read of it.
fn taken(gathered: Gathered) {
    let mut names: Vec<&str> = gathered.lists.iter().map(|(name, _)| name.as_str()).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "two lists of one name: {names:?}");
    let size: usize = gathered.lists.iter().chain(&gathered.others).map(|(_, bytes)| bytes.len()).sum();
    if size > 60_000 {
        return;
    }
    let city = City::of(gathered, &cp932, today());
    assert_eq!(city.files[0].0, SETTINGS, "the settings stand first");
}

const CONTENT: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="一覧" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs></styleSheet>"#;
const STRINGS: &str = r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>名称</t></si><si><t>住所</t></si></sst>"#;

fn book(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        writer.start_file(*name, stored).expect("begun");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

/// A workbook as it comes, or the sheet, the texts, the styles or the OpenDocument content of one that is whole otherwise: a
/// fuzzer knows no checksums of archives.
pub fn workbook(bytes: &[u8]) {
    let Some((how, part)) = bytes.split_first() else { return };
    let (name, made) = match how % 6 {
        0 => ("a.xlsx", part.to_vec()),
        1 => ("a.xls", [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], part].concat()),
        2 => {
            let mime = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
            let manifest = br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
            ("a.ods", book(&[("mimetype", mime), ("content.xml", part), ("META-INF/manifest.xml", manifest)]))
        }
        how => {
            let sheet = br#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000.5</v></c><c r="C1" s="2"><v>0.5</v></c></row></sheetData></worksheet>"#;
            let [sheet, styles, strings] = match how {
                3 => [part, STYLES.as_bytes(), STRINGS.as_bytes()],
                4 => [sheet.as_slice(), part, STRINGS.as_bytes()],
                _ => [sheet.as_slice(), STYLES.as_bytes(), part],
            };
            let files: [(&str, &[u8]); 7] = [
                ("[Content_Types].xml", CONTENT.as_bytes()),
                ("_rels/.rels", RELS.as_bytes()),
                ("xl/workbook.xml", BOOK.as_bytes()),
                ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
                ("xl/worksheets/sheet1.xml", sheet),
                ("xl/styles.xml", styles),
                ("xl/sharedStrings.xml", strings),
            ];
            ("a.xlsx", book(&files))
        }
    };
    assert!(how % 6 < 3 || packed(&made) == Some(Packed::Workbook));
    let Ok(lists) = lists(name, made) else { return };
    for (name, bytes) in &lists {
        assert!(name.ends_with(".csv") && !name.contains(['/', '\\']), "{name:?}");
        // Every list is text that the reader of lists takes whole, or that is told as empty, as a page or as no text.
        match decode(bytes, &cp932) {
            Ok(_) => super::lists::table(bytes),
            Err(why) => assert!(matches!(why, FileEmpty | FileHtml | FileZip | Encoding), "{why:?}"),
        }
    }
}
