//! What the tests from outside share: reading files as the site does, and a fixed day.
#![allow(dead_code)]

use tsunagi::calendar::Date;
use tsunagi::data::{Catalog, SourceFile};

pub fn day(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).expect("a date that exists")
}

/// CP932 as the host reads it.
pub fn cp932(bytes: &[u8]) -> Option<String> {
    encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// A city of these files, seen on 21 November 2026.
pub fn read(files: &[(&str, Vec<u8>)]) -> Catalog {
    let files: Vec<SourceFile> =
        files.iter().map(|(name, bytes)| SourceFile { name: (*name).to_owned(), bytes: Ok(bytes.clone()) }).collect();
    Catalog::read(&files, &cp932, day(2026, 11, 21))
}

/// The sample city, seen on a day.
pub fn sample(today: Date) -> Catalog {
    let mut files: Vec<SourceFile> = std::fs::read_dir("sample")
        .expect("the sample city")
        .flatten()
        .filter(|e| e.path().extension().is_some_and(|x| x == "csv"))
        .map(|e| SourceFile {
            name: e.file_name().to_string_lossy().into_owned(),
            bytes: std::fs::read(e.path()).map_err(|e| e.to_string()),
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Catalog::read(&files, &cp932, today)
}
