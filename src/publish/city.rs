//! A city's folder: its lists as they are, and settings made from what the lists say where there are none.

use super::sheets::{is_sheet, lists};
use super::{During, PublishError};
use crate::calendar::Date;
use crate::data::columns::Field;
use crate::data::{Catalog, FileReport, SourceFile};
use crate::plan::read::{FormProblem, Trouble, read};
use crate::text::written::cell;
use std::fs;
use std::path::Path;

/// The name of the list of settings.
const SETTINGS: &str = "settings.csv";

/// A city's folder as read.
pub struct City {
    pub catalog: Catalog,
    /// What belongs into the site's `data/`: name and bytes, the settings first.
    pub files: Vec<(String, Vec<u8>)>,
    /// The city's own forms for plans (様式ファイル), and what was not understood in each.
    pub forms: Vec<(String, Vec<FormProblem>)>,
}

/// CP932 as the host reads it.
pub fn cp932(bytes: &[u8]) -> Option<String> {
    encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// Reads every list of a folder, spreadsheets among them: each of their sheets is a list.
///
/// Without a `settings.csv` one is made that names the lists found and the municipality that they name.
pub fn read_city(folder: &Path, today: Date) -> Result<City, PublishError> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .during(|| format!("reading {}", folder.display()))?
        .filter_map(|entry| entry.ok().map(|e| e.file_name().to_string_lossy().into_owned()))
        // What Excel leaves beside an open file, and other hidden files, are no lists.
        .filter(|name| !name.starts_with(['.', '~']))
        .filter(|name| {
            let lower = name.to_lowercase();
            [".csv", ".tsv", ".txt"].iter().any(|ending| lower.ends_with(ending)) || is_sheet(name)
        })
        // What explains a folder is none of its lists.
        .filter(|name| !name.to_lowercase().starts_with("readme"))
        .collect();
    names.sort();
    let mut files = Vec::new();
    // Each spreadsheet with the lists that were made of it.
    let mut sheets: Vec<(String, Vec<String>)> = Vec::new();
    let mut closed = Vec::new();
    for name in names {
        let path = folder.join(&name);
        let bytes = fs::read(&path).during(|| format!("reading {}", path.display()))?;
        if !is_sheet(&name) {
            files.push((name, bytes));
            continue;
        }
        match lists(&name, bytes) {
            Ok(made) => {
                // A CSV of the same name is the later form of the same list.
                let made = made.into_iter().filter(|(list, _)| !folder.join(list).exists());
                // Two workbooks may each have a sheet of one name.
                let free = |(list, bytes): (String, Vec<u8>)| {
                    let taken = |list: &str| files.iter().any(|(known, _): &(String, Vec<u8>)| known == list);
                    let stem = list.trim_end_matches(".csv").to_owned();
                    let list = (2..)
                        .map(|n| format!("{stem}-{n}.csv"))
                        .find(|l| !taken(l))
                        .filter(|_| taken(&list))
                        .unwrap_or(list);
                    (list, bytes)
                };
                let made: Vec<_> = made.map(free).collect();
                sheets.push((name, made.iter().map(|(list, _)| list.clone()).collect()));
                files.extend(made);
            }
            Err(why) => closed.push((name, why)),
        }
    }
    rename_sheets(&mut files, &sheets);
    if !files.iter().any(|(name, _)| name == SETTINGS) {
        let read = catalog(&files, today);
        files.push((SETTINGS.to_owned(), made_settings(&read).into_bytes()));
    }
    let settings = files.iter().position(|(name, _)| name == SETTINGS).unwrap_or(0);
    files[..=settings].rotate_right(1);
    let catalog = catalog(&files, today);
    // Lists that lie in the folder but are not named in the settings are not part of the site.
    let named = &catalog.settings.files;
    files.retain(|(name, _)| name == SETTINGS || named.is_empty() || named.contains(name));
    let catalog = self::catalog(&files, today);
    let mut forms = Vec::new();
    for name in &catalog.settings.forms {
        let problems = match fs::read(folder.join(name)) {
            Ok(bytes) => {
                let problems = read(&String::from_utf8_lossy(&bytes)).1;
                files.push((name.clone(), bytes));
                problems
            }
            // The site stands without it; the city is told.
            Err(why) => vec![FormProblem {
                line: 1,
                column: 1,
                key: String::new(),
                trouble: Trouble::Missing,
                found: why.to_string(),
            }],
        };
        forms.push((name.clone(), problems));
    }
    let mut catalog = catalog;
    for (name, why) in closed {
        // It lies in the folder and is no list: told like a file that is no CSV.
        catalog.reports.push(FileReport::closed(&name, &why));
    }
    Ok(City { catalog, files, forms })
}

/// データファイル names a spreadsheet: the site reads the lists made of it.
fn rename_sheets(files: &mut [(String, Vec<u8>)], sheets: &[(String, Vec<String>)]) {
    let Some((_, bytes)) = files.iter_mut().find(|(name, _)| name == SETTINGS).filter(|_| !sheets.is_empty()) else {
        return;
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => match cp932(bytes) {
            Some(text) => text,
            None => return,
        },
    };
    let lines = text.lines().flat_map(|line| {
        let mut cells = line.splitn(3, ',');
        let (what, name) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        match sheets.iter().find(|(sheet, _)| what.ends_with("データファイル") && sheet == name.trim_matches('"'))
        {
            Some((_, lists)) => lists.iter().map(|list| format!("データファイル,{list},")).collect(),
            None => vec![line.to_owned()],
        }
    });
    *bytes = (lines.collect::<Vec<_>>().join("\n") + "\n").into_bytes();
}

fn catalog(files: &[(String, Vec<u8>)], today: Date) -> Catalog {
    let sources: Vec<SourceFile> =
        files.iter().map(|(name, bytes)| SourceFile { name: name.clone(), bytes: Ok(bytes.clone()) }).collect();
    Catalog::read(&sources, &cp932, today)
}

/// Settings for lists without any: 項目, 値, 説明.
fn made_settings(catalog: &Catalog) -> String {
    let municipality = catalog
        .places
        .iter()
        .find_map(|p| p.fact(Field::MunicipalityName).or(p.fact(Field::CityName)))
        .or_else(|| catalog.events.iter().find_map(|e| e.fact(Field::MunicipalityName)))
        .unwrap_or_default();
    let mut out = String::from("項目,値,説明\n");
    if !municipality.is_empty() {
        out.push_str(&format!("自治体名,{},\n", cell(municipality)));
    }
    for report in catalog.reports.iter().filter(|r| r.dataset.is_some()) {
        out.push_str(&format!("データファイル,{},\n", cell(&report.file)));
    }
    out
}
