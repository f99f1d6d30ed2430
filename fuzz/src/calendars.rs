//! A strict reader of iCalendar (RFC 5545), to hold our writer to: lines, folding, names, values, what an entry needs.

/// One VEVENT: its properties in order, as name and value.
#[derive(Debug, Default)]
pub struct Entry(Vec<(String, String)>);

impl Entry {
    /// The value of a property, unescaped where it is text.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What a text is in a calendar: without what no calendar can hold, a tab being a space.
pub fn as_kept(text: &str) -> String {
    let text = text.replace('\t', " ");
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

const TEXTS: [&str; 6] = ["SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "UID", "X-WR-CALNAME"];

/// Reads a calendar; panics where it is none.
pub fn read(text: &str) -> Vec<Entry> {
    assert!(text.ends_with("\r\n"), "it ends in the middle of a line");
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "a line of {} bytes", line.len());
        assert!(!line.is_empty() && !line.contains(char::is_control), "{line:?}");
    }
    let unfolded = text.replace("\r\n ", "");
    let (mut open, mut entries) = (Vec::new(), Vec::new());
    let mut entry = Entry::default();
    for line in unfolded.trim_end_matches("\r\n").split("\r\n") {
        let (head, value) = line.split_once(':').unwrap_or_else(|| panic!("no property: {line:?}"));
        let name = head.split(';').next().unwrap_or_default();
        assert!(!name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '-'), "no property: {line:?}");
        for parameter in head.split(';').skip(1) {
            assert!(
                parameter.split_once('=').is_some_and(|(name, value)| !name.is_empty() && !value.is_empty()),
                "{line:?}"
            );
        }
        match name {
            "BEGIN" => {
                if value == "VEVENT" {
                    entry = Entry::default();
                }
                open.push(value.to_owned());
                assert!(matches!(value, "VCALENDAR" | "VTIMEZONE" | "STANDARD" | "VEVENT" | "VALARM"), "{line:?}");
            }
            "END" => {
                assert_eq!(open.pop().as_deref(), Some(value), "what was begun is ended");
                if value == "VEVENT" {
                    check(&entry);
                    entries.push(std::mem::take(&mut entry));
                }
            }
            _ => {
                assert!(!open.is_empty(), "a property outside of everything: {line:?}");
                let value = if TEXTS.contains(&name) { unescaped(value) } else { value.to_owned() };
                if name.starts_with("DT") || matches!(name, "EXDATE" | "RDATE" | "RECURRENCE-ID") {
                    assert!(is_moment(&value), "{line:?}");
                }
                if open.last().is_some_and(|part| part == "VEVENT") {
                    entry.0.push((name.to_owned(), value));
                }
            }
        }
    }
    assert!(open.is_empty(), "{open:?} is not ended");
    entries
}

fn check(entry: &Entry) {
    for name in ["UID", "DTSTAMP", "DTSTART", "SUMMARY"] {
        let count = entry.0.iter().filter(|(known, _)| known == name).count();
        assert_eq!(count, 1, "{name} in {entry:?}");
    }
    if let (Some(start), Some(end)) = (entry.value("DTSTART"), entry.value("DTEND")) {
        assert!(start < end, "it ends at {end} before it begins at {start}");
    }
}

/// 20261121, 20261121T103000, 20261121T000000Z
fn is_moment(value: &str) -> bool {
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let time = time.strip_suffix('Z').unwrap_or(time);
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    digits(day, 8) && (time.is_empty() || digits(time, 6))
}

fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("an escape that is none: {other:?} in {value:?}"),
            },
            ';' | ',' => panic!("{c} in the middle of {value:?}"),
            c => out.push(c),
        }
    }
    out
}
