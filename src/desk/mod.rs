//! What those who publish are told: problems for people and for programs, what families will see change, what is missing.
//!
//! - [`told`]: the problems of a folder as text, JSON, CSV or SARIF
//! - [`diff`]: two folders beside each other
//! - [`report`]: what is missing that families look for
//! - [`starter`]: a folder to begin with
//! - `folder`, `workbench` (feature `sheets`): a city's files as they are given, and while somebody works on them
//! - [`list`]: a list, cell by cell

pub mod diff;
#[cfg(feature = "sheets")]
pub mod folder;
pub mod list;
pub mod report;
pub mod starter;
pub mod told;
#[cfg(feature = "sheets")]
pub mod workbench;

use crate::data::table::is_formula;
use crate::text::written;

/// A cell of CSV. What a spreadsheet would take for a formula stands behind an apostrophe, so that opening the file runs
/// nothing; the reader of lists takes it away again.
///
/// ```
/// use tsunagi::desk::cell;
/// assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
/// assert_eq!(cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
/// assert_eq!(cell("-1.5"), "-1.5");
/// ```
pub fn cell(text: &str) -> String {
    if is_formula(text) { written::cell(&format!("'{text}")) } else { written::cell(text) }
}

/// A row of CSV, with the line end of RFC 4180.
pub(crate) fn row(cells: &[&str]) -> String {
    cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",") + "\r\n"
}
