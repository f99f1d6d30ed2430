//! A city's folder on disk.

use super::{During, PublishError};
use crate::calendar::Date;
use crate::desk::folder::{City, gather, is_ours};
use std::fs;
use std::path::Path;

/// CP932 as the host reads it.
pub fn cp932(bytes: &[u8]) -> Option<String> {
    encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// Reads every list of a folder, spreadsheets and archives among them.
pub fn read_city(folder: &Path, today: Date) -> Result<City, PublishError> {
    let entries = fs::read_dir(folder).during(|| format!("reading {}", folder.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok().filter(|e| !e.path().is_dir()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| is_ours(name))
        .collect();
    names.sort();
    let mut given = Vec::new();
    for name in names {
        let path = folder.join(&name);
        given.push((name, fs::read(&path).during(|| format!("reading {}", path.display()))?));
    }
    Ok(City::of(gather(given, &cp932), &cp932, today))
}
