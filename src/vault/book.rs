//! All that a family keeps, and how two copies of it become one.

use super::entry::Entry;
use std::collections::BTreeMap;

/// The entries by kind and id, with the lines that could not be read, which are kept as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    entries: BTreeMap<(String, String), Entry>,
    /// Lines that are no entries, in order, each once.
    strays: Vec<String>,
}

impl Book {
    /// Every entry that has not been taken away, by kind and id.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values().filter(|e| !e.gone)
    }

    /// The entries of one kind.
    pub fn of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries
            .range((kind.to_owned(), String::new())..)
            .map(|(_, e)| e)
            .take_while(move |e| e.kind == kind)
            .filter(|e| !e.gone)
    }

    pub fn get(&self, kind: &str, id: &str) -> Option<&Entry> {
        self.entries.get(&(kind.to_owned(), id.to_owned())).filter(|e| !e.gone)
    }

    /// Nothing has been written down (or nothing is left).
    pub fn is_empty(&self) -> bool {
        self.entries().next().is_none() && self.strays.is_empty()
    }

    pub fn strays(&self) -> &[String] {
        &self.strays
    }

    /// The highest revision of any entry.
    pub fn clock(&self) -> u64 {
        self.entries.values().map(|e| e.rev).max().unwrap_or(0)
    }

    /// Writes an entry down as the newest of all. One that says what is there already changes nothing.
    pub fn put(&mut self, mut entry: Entry) {
        let key = (entry.kind.clone(), entry.id.clone());
        if let Some(known) = self.entries.get(&key)
            && known.gone == entry.gone
            && known.fields == entry.fields
        {
            return;
        }
        entry.rev = self.clock() + 1;
        self.entries.insert(key, entry);
    }

    /// Changes an entry, or begins it.
    pub fn change(&mut self, kind: &str, id: &str, change: impl FnOnce(&mut Entry)) {
        let mut entry = self.get(kind, id).cloned().unwrap_or_else(|| Entry::new(kind, id));
        change(&mut entry);
        self.put(entry);
    }

    /// Takes an entry away. What it said is not kept; that it is gone is, for the other tabs and phones.
    pub fn remove(&mut self, kind: &str, id: &str) {
        if self.get(kind, id).is_some() {
            self.put(Entry { gone: true, ..Entry::new(kind, id) });
        }
    }

    /// An id that no entry of this kind has had: `c1`, `c2`, … `salt` keeps two phones from choosing the same.
    pub fn free_id(&self, kind: &str, letter: char, salt: u32) -> String {
        let mut salt = salt;
        loop {
            let id = format!("{letter}{:x}", salt & 0xff_ffff);
            if !self.entries.contains_key(&(kind.to_owned(), id.clone())) {
                return id;
            }
            salt = salt.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        }
    }

    /// Takes in another copy. Of each entry the newer stays; two of the same revision are joined label by label, and
    /// what either has taken away is gone. In whatever order copies are joined, the same book comes out.
    pub fn merge(&mut self, other: &Book) {
        other.entries.values().for_each(|theirs| self.join(theirs.clone()));
        other.strays.iter().for_each(|stray| self.keep_stray(stray));
    }

    fn join(&mut self, theirs: Entry) {
        let key = (theirs.kind.clone(), theirs.id.clone());
        match self.entries.get_mut(&key) {
            None => {
                self.entries.insert(key, theirs);
            }
            Some(ours) if theirs.rev > ours.rev => *ours = theirs,
            Some(ours) if theirs.rev == ours.rev => join(ours, &theirs),
            Some(_) => {}
        }
    }

    /// The lines, each with its end.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for entry in self.entries.values() {
            text.push_str(&entry.line());
            text.push('\n');
        }
        for stray in &self.strays {
            text.push_str(stray);
            text.push('\n');
        }
        text
    }

    /// Reads lines. An entry that stands twice is joined; a line that is no entry is kept as it is.
    pub fn read(text: &str) -> Book {
        let mut book = Book::default();
        for line in text.split('\n').filter(|l| !l.is_empty()) {
            match Entry::read(line) {
                Some(mut entry) => {
                    if entry.gone {
                        entry.fields.clear();
                    }
                    book.join(entry);
                }
                None => book.keep_stray(line),
            }
        }
        book
    }

    /// Every entry again, whatever its state: for restoring a copy over this one.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// Puts an entry in with just this revision: for copies that are no newer than what they copy.
    pub(crate) fn force(&mut self, entry: Entry) {
        self.entries.insert((entry.kind.clone(), entry.id.clone()), entry);
    }

    pub(super) fn keep_stray(&mut self, line: &str) {
        if !self.strays.iter().any(|s| s == line) {
            self.strays.push(line.to_owned());
            crate::order::by(&mut self.strays, |a, b| a.cmp(b));
        }
    }
}

fn join(ours: &mut Entry, theirs: &Entry) {
    if ours.gone || theirs.gone {
        ours.gone = true;
        ours.fields.clear();
        return;
    }
    for (label, value) in &theirs.fields {
        let known = ours.fields.entry(label.clone()).or_default();
        if value > known {
            known.clone_from(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_away_leaves_nothing_but_its_name() {
        let mut book = Book::default();
        book.put(Entry::new("child", "c1").with("name", "はる"));
        book.remove("child", "c1");
        assert!(book.is_empty());
        assert!(!book.text().contains("はる"));
        // An older copy does not bring it back.
        let mut old = Book::default();
        old.put(Entry::new("child", "c1").with("name", "はる"));
        book.merge(&old);
        assert!(book.is_empty());
    }

    #[test]
    fn two_tabs_that_wrote_at_once_keep_both_words() {
        let mut a = Book::default();
        a.put(Entry::new("child", "c1").with("born", "2026-04-01"));
        let mut b = a.clone();
        a.change("child", "c1", |e| e.set("name", "はる"));
        b.change("child", "c1", |e| e.set("weight", "2980"));
        let mut both = a.clone();
        both.merge(&b);
        b.merge(&a);
        assert_eq!(both, b);
        let child = both.get("child", "c1").expect("there");
        assert_eq!((child.get("name"), child.get("weight")), ("はる", "2980"));
    }

    #[test]
    fn a_line_that_is_no_entry_is_kept() {
        let text = "kind:child\tid:c1\trev:1\nまだ知らない行\nkind:child\n";
        let book = Book::read(text);
        assert_eq!(book.strays().len(), 2);
        assert_eq!(Book::read(&book.text()), book);
    }
}
