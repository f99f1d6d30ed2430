//! What is asked of every reader of foreign input, whatever bytes it is given. Each target takes bytes and fails where a promise
//! is broken; `./run fuzz` looks for such bytes, and `tests/fuzzed.rs` tries all that were ever found worth keeping
//! (docs/fuzzing.md).
//!
//! - [`lists`]: a city's lists, its settings, a list on the desk
//! - [`days`]: dates, hours, repetitions, calendars
//! - [`values`]: cells with a reader of their own: phones, colours, booking, rules of what comes when
//! - [`plans`]: forms, what is handed over and comes back, links and codes
//! - [`kept`]: backups, seals, slots of the browser's storage
//! - [`packed`]: archives and workbooks
//! - [`texts`]: messages with places to fill, readings over kanji, spellings
//! - [`pages`]: what a page begins with: the compact catalog, the address, words that are looked for
//! - [`town`]: a small town to look at
//! - [`given`]: bytes as the texts and choices that a target needs
//! - [`calendars`]: a strict reader of iCalendar, to hold our writer to

pub mod calendars;
pub mod days;
pub mod given;
pub mod kept;
pub mod lists;
pub mod packed;
pub mod pages;
pub mod plans;
pub mod texts;
pub mod town;
pub mod values;

/// A target: its name, which is that of its folder in `corpus/`, and what is asked.
pub type Target = (&'static str, fn(&[u8]));

pub const TARGETS: [Target; 22] = [
    ("table", lists::table),
    ("catalog", lists::catalog),
    ("cells", lists::cells),
    ("settings", lists::settings),
    ("desk", lists::desk),
    ("dates", days::dates),
    ("hours", days::hours),
    ("recurrence", days::recurrence),
    ("calendar", days::calendar),
    ("form", plans::form),
    ("handover", plans::handover),
    ("link", plans::link),
    ("backup", kept::backup),
    ("seal", kept::seal),
    ("slot", kept::slot),
    ("archive", packed::archive),
    ("workbook", packed::workbook),
    ("message", texts::message),
    ("compact", pages::compact),
    ("address", pages::address),
    ("search", pages::search),
    ("values", values::values),
];

/// Tries one target on some bytes. Panics where a promise is broken, or where there is no such target.
pub fn run(target: &str, bytes: &[u8]) {
    let found = TARGETS.iter().find(|(name, _)| *name == target);
    found.unwrap_or_else(|| panic!("there is no target named {target}")).1(bytes);
}
