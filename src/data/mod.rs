//! Reading a city's files: bytes to text, text to rows, rows to records, and what was not understood on the way.
//!
//! - [`encoding`]: UTF-8, CP932, UTF-16
//! - [`table`]: CSV and TSV rows, numbered as a spreadsheet does
//! - [`columns`]: every spelling of every header
//! - [`dataset`]: which list a file is
//! - [`catalog`]: all files of a city together, and a report of each
//! - [`compact`]: what was read of all files, as one file that is read at once
//! - [`problem`]: what was found, what was expected, what to do
//! - [`settings`]: the site's own settings, a list of two columns
//! - `archive`, `sheets` (feature `sheets`): zip archives, workbooks
//! - [`color`]: the city's colour, and those made of it that can be read
//! - [`later`]: lists that are unpacked when they are first looked at
//! - [`kept`]: how old lists are that came from a copy on the phone
//! - [`rolling`]: the sample city's dates move with the day

#[cfg(feature = "sheets")]
pub mod archive;
pub mod catalog;
pub mod color;
pub mod columns;
pub mod compact;
pub mod dataset;
pub mod encoding;
mod events;
pub mod kept;
pub mod later;
mod merge;
mod places;
pub mod problem;
mod programmes;
mod record;
pub mod rolling;
mod schedule;
pub mod settings;
#[cfg(feature = "sheets")]
pub mod sheets;
pub mod table;

pub use catalog::{Catalog, FileReport, SourceFile};
pub use dataset::Dataset;
pub use encoding::{Cp932Decoder, Encoding};
pub use problem::{Problem, ProblemKind, Severity};
pub use settings::Settings;

use crate::text::hash::fnv1a;

/// An id that is safe in an address: the file's own where it has one, else made of what names the record.
pub(crate) fn record_id(dataset: Dataset, own: &str, naming: &str) -> String {
    let own = crate::text::width::narrow(own);
    let own = own.trim();
    let plain = own.len() <= 40 && own.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !own.is_empty() && plain {
        // A bare number is the same in every list: the list's letter tells them apart.
        return if own.starts_with(|c: char| c.is_ascii_alphabetic()) {
            own.to_owned()
        } else {
            format!("{}{own}", dataset.letter())
        };
    }
    let text = if own.is_empty() { naming } else { own };
    // The same in every build, which an address needs.
    format!("{}-{:010x}", dataset.letter(), fnv1a(text.bytes()) & 0xff_ffff_ffff)
}
