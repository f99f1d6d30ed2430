//! A copy of the record as a file, and what taking one in would change.

use super::book::Book;
use super::entry::Entry;
use super::layout::{self, NotABook};

/// The plain text of a backup, before it is sealed.
pub fn text(book: &Book) -> String {
    layout::write(book)
}

/// Reads a backup's plain text, of this or any former layout.
pub fn read(text: &str) -> Result<Book, NotABook> {
    // A file that went through a Windows editor has other line ends and maybe a mark at its beginning.
    let lines = text.trim_start_matches('\u{feff}').split('\n').map(|line| line.trim_end_matches('\r'));
    layout::read(&lines.collect::<Vec<_>>().join("\n"))
}

/// What the person wants of the two copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restore {
    /// Of each thing the newer one; nothing is lost of either.
    Merge,
    /// Just what the file says.
    Replace,
}

/// What restoring would change, as counts of things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
    pub same: usize,
}

/// The book that restoring makes of ours and the file's.
pub fn restored(ours: &Book, file: &Book, how: Restore) -> Book {
    let mut out = ours.clone();
    match how {
        Restore::Merge => out.merge(file),
        Restore::Replace => {
            // Above every revision of both, so that other tabs and an older phone follow.
            let rev = ours.clock().max(file.clock()) + 1;
            for entry in ours.all() {
                out.force(Entry { rev, gone: true, ..Entry::new(&entry.kind, &entry.id) });
            }
            for entry in file.all() {
                out.force(Entry { rev, ..entry.clone() });
            }
            for stray in file.strays() {
                out.keep_stray(stray);
            }
        }
    }
    out
}

/// Compares two books entry by entry.
pub fn preview(before: &Book, after: &Book) -> Preview {
    let mut preview = Preview::default();
    for entry in after.entries() {
        match before.get(&entry.kind, &entry.id) {
            None => preview.added += 1,
            Some(known) if known.fields == entry.fields => preview.same += 1,
            Some(_) => preview.changed += 1,
        }
    }
    preview.removed = before.entries().filter(|e| after.get(&e.kind, &e.id).is_none()).count();
    preview
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(names: &[(&str, &str)]) -> Book {
        let mut book = Book::default();
        for (id, name) in names {
            book.put(Entry::new("child", id).with("name", name));
        }
        book
    }

    #[test]
    fn merging_keeps_both_and_replacing_keeps_the_file() {
        let ours = book(&[("c1", "はる"), ("c2", "なつ")]);
        let file = book(&[("c1", "はる"), ("c3", "あき")]);
        let merged = restored(&ours, &file, Restore::Merge);
        assert_eq!(preview(&ours, &merged), Preview { added: 1, changed: 0, removed: 0, same: 2 });
        let replaced = restored(&ours, &file, Restore::Replace);
        assert_eq!(preview(&ours, &replaced), Preview { added: 1, changed: 0, removed: 1, same: 1 });
        // Another tab that still has the old copy follows.
        let mut other_tab = ours.clone();
        other_tab.merge(&replaced);
        assert_eq!(other_tab.entries().count(), 2);
    }

    #[test]
    fn a_file_saved_by_an_editor_is_read() {
        let ours = book(&[("c1", "はる")]);
        let edited = format!("\u{feff}{}", text(&ours).replace('\n', "\r\n"));
        assert_eq!(read(&edited).as_ref(), Ok(&ours));
        assert_eq!(read("こんにちは"), Err(NotABook::Foreign));
    }
}
