//! What those who publish are told: problems for people and for programs, what families will see change, what is missing.
//!
//! - [`told`]: the problems of a folder as text, JSON, CSV or SARIF
//! - [`diff`]: two folders beside each other
//! - [`report`]: what is missing that families look for
//! - [`starter`]: a folder to begin with

pub mod diff;
pub mod report;
pub mod starter;
pub mod told;

use crate::text::written;

/// A cell of CSV. What a spreadsheet would take for a formula stands behind an apostrophe, so that opening the file runs
/// nothing.
///
/// ```
/// use tsunagi::desk::cell;
/// assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
/// assert_eq!(cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
/// ```
pub fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.len() > 1;
    if formula { written::cell(&format!("'{text}")) } else { written::cell(text) }
}

/// A row of CSV, with the line end of RFC 4180.
pub(crate) fn row(cells: &[&str]) -> String {
    cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",") + "\r\n"
}
