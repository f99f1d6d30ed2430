//! A city's folder: its lists as they are, and settings made from what the lists say where there are none.

use super::{During, PublishError};
use crate::calendar::Date;
use crate::data::columns::Field;
use crate::data::{Catalog, SourceFile};
use crate::plan::read::{FormProblem, Trouble, read};
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

/// Reads every list of a folder.
///
/// Without a `settings.csv` one is made that names the lists found and the municipality that they name.
pub fn read_city(folder: &Path, today: Date) -> Result<City, PublishError> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .during(|| format!("reading {}", folder.display()))?
        .filter_map(|entry| entry.ok().map(|e| e.file_name().to_string_lossy().into_owned()))
        .filter(|name| [".csv", ".tsv", ".txt"].iter().any(|ending| name.to_lowercase().ends_with(ending)))
        .collect();
    names.sort();
    let mut files = Vec::new();
    for name in names {
        let path = folder.join(&name);
        let bytes = fs::read(&path).during(|| format!("reading {}", path.display()))?;
        files.push((name, bytes));
    }
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
    Ok(City { catalog, files, forms })
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
    let cell = |text: &str| {
        if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    };
    let mut out = String::from("項目,値,説明\n");
    if !municipality.is_empty() {
        out.push_str(&format!("自治体名,{},\n", cell(municipality)));
    }
    for report in catalog.reports.iter().filter(|r| r.dataset.is_some()) {
        out.push_str(&format!("データファイル,{},\n", cell(&report.file)));
    }
    out
}
