//! One thing that is kept, as one line: labels and values parted by tabs (LTSV), readable without this software.

use std::collections::BTreeMap;
use std::fmt::Write;

/// One child, one mark, one visit: whatever has an id of its own.
///
/// Labels that this version does not know are kept and written back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// `child`, `step`, …
    pub kind: String,
    /// Unique among its kind.
    pub id: String,
    /// Grows with every change anywhere in the book; of two copies the higher one is the newer.
    pub rev: u64,
    /// Taken away. Nothing but kind, id and rev is left of it.
    pub gone: bool,
    pub fields: BTreeMap<String, String>,
}

/// The highest revision that a record can have come to; one beyond it was made up, and counts as the oldest, so that what is
/// written next is newer.
const HIGHEST: u64 = 1 << 53;

impl Entry {
    pub fn new(kind: &str, id: &str) -> Entry {
        Entry { kind: kind.to_owned(), id: id.to_owned(), ..Entry::default() }
    }

    /// A value, empty where there is none.
    pub fn get(&self, label: &str) -> &str {
        self.fields.get(label).map_or("", String::as_str)
    }

    /// Sets a value; an empty one is taken away.
    pub fn set(&mut self, label: &str, value: &str) {
        if value.is_empty() {
            self.fields.remove(label);
        } else {
            self.fields.insert(label.to_owned(), value.to_owned());
        }
    }

    /// The entry with a value set.
    pub fn with(mut self, label: &str, value: &str) -> Entry {
        self.set(label, value);
        self
    }

    /// The line, without its end.
    ///
    /// ```
    /// use tsunagi::vault::entry::Entry;
    /// let entry = Entry::new("child", "c1").with("name", "はる\tちゃん");
    /// assert_eq!(entry.line(), "kind:child\tid:c1\trev:0\tname:はる\\tちゃん");
    /// assert_eq!(Entry::read(&entry.line()), Some(entry));
    /// ```
    pub fn line(&self) -> String {
        let mut line = String::from("kind:");
        escape(&mut line, &self.kind);
        line.push_str("\tid:");
        escape(&mut line, &self.id);
        // A number can always be written into a String.
        let _ = write!(line, "\trev:{}", self.rev);
        if self.gone {
            line.push_str("\tgone:1");
        }
        for (label, value) in &self.fields {
            line.push('\t');
            escape(&mut line, label);
            line.push(':');
            escape(&mut line, value);
        }
        line
    }

    /// Reads a line; `None` where it has no kind, no id, or a label twice.
    pub fn read(line: &str) -> Option<Entry> {
        let mut entry = Entry::default();
        let mut rev = None;
        for cell in line.split('\t') {
            let (label, value) = cell.split_once(':')?;
            let (label, value) = (unescape(label)?, unescape(value)?);
            match label.as_str() {
                "kind" => entry.kind = value,
                "id" => entry.id = value,
                "rev" => rev = Some(value.parse().ok().map(|rev: u64| if rev > HIGHEST { 0 } else { rev })?),
                "gone" => entry.gone = value == "1",
                "" => return None,
                _ => {
                    if entry.fields.insert(label, value).is_some() {
                        return None;
                    }
                }
            }
        }
        entry.rev = rev?;
        (!entry.kind.is_empty() && !entry.id.is_empty()).then_some(entry)
    }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
}

fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}
