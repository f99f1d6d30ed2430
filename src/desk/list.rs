//! A list as it is worked on: every cell as written, rows numbered as a spreadsheet numbers them.

use super::row as csv_row;
use crate::data::encoding::{Cp932Decoder, Encoding, decode};
use crate::data::table::{plain, rows};
use std::sync::Arc;

/// The setting that names a list of the site.
const DATA_FILE: &str = "データファイル";

/// A list that can be changed cell by cell. One that was not changed is given back byte for byte.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub name: String,
    /// As what it was read; none where its bytes are no text.
    pub encoding: Option<Encoding>,
    /// Shared between this list and what it was before a change.
    rows: Vec<Arc<Vec<String>>>,
    /// As it came; none once it was changed.
    bytes: Option<Arc<Vec<u8>>>,
}

impl List {
    /// A file as a list. Bytes that are no text leave it without rows.
    pub fn read(name: &str, bytes: Vec<u8>, cp932: Cp932Decoder) -> List {
        let read = decode(&bytes, cp932).ok();
        let mut all: Vec<Arc<Vec<String>>> = Vec::new();
        for row in read.iter().flat_map(|(text, _)| rows(text).0) {
            // Rows that hold nothing keep their place.
            all.resize_with(row.number.saturating_sub(1) as usize, Arc::default);
            all.push(Arc::new(row.cells.iter().map(|cell| typed(cell)).collect()));
        }
        List {
            name: name.to_owned(),
            encoding: read.map(|(_, encoding)| encoding),
            rows: all,
            bytes: Some(Arc::new(bytes)),
        }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many columns its widest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.len()).max().unwrap_or(0)
    }

    pub fn is_changed(&self) -> bool {
        self.bytes.is_none()
    }

    /// A cell by its row (the first is 1) and its column (the first is 0); empty where there is none.
    pub fn cell(&self, row: u32, column: usize) -> &str {
        self.row(row).get(column).map_or("", String::as_str)
    }

    /// The cells of a row.
    pub fn row(&self, row: u32) -> &[String] {
        (row as usize).checked_sub(1).and_then(|at| self.rows.get(at)).map_or(&[], |row| row.as_slice())
    }

    /// Writes a cell; one that lies past the row's or the list's end makes them longer.
    pub fn set(&mut self, row: u32, column: usize, text: &str) {
        let at = (row as usize).max(1);
        if self.rows.len() < at {
            self.rows.resize_with(at, Arc::default);
        }
        let cells = Arc::make_mut(&mut self.rows[at - 1]);
        if cells.len() <= column {
            cells.resize_with(column + 1, String::new);
        }
        cells[column] = typed(text);
        self.bytes = None;
    }

    /// Puts a row before the one of this number; at the end for a number past it.
    pub fn insert(&mut self, row: u32, cells: Vec<String>) {
        let at = (row as usize).saturating_sub(1).min(self.rows.len());
        self.rows.insert(at, Arc::new(cells.iter().map(|cell| typed(cell)).collect()));
        self.bytes = None;
    }

    /// Takes a row away; the rows below it move up.
    pub fn remove(&mut self, row: u32) {
        if let Some(at) = (row as usize).checked_sub(1).filter(|at| *at < self.rows.len()) {
            self.rows.remove(at);
            self.bytes = None;
        }
    }

    /// As a file: as it came, or as Excel opens it without a question (CSV, UTF-8 with a byte order mark, CRLF).
    pub fn bytes(&self) -> Vec<u8> {
        if let Some(bytes) = &self.bytes {
            return bytes.to_vec();
        }
        let width = self.width();
        let mut text = String::from("\u{feff}");
        for row in &self.rows {
            let cells: Vec<&str> = (0..width).map(|at| row.get(at).map_or("", String::as_str)).collect();
            text.push_str(&csv_row(&cells));
        }
        text.into_bytes()
    }

    /// In the list of settings: one more list that the site reads.
    pub fn name_list(&mut self, name: &str) {
        self.insert(u32::MAX, vec![DATA_FILE.to_owned(), name.to_owned(), String::new()]);
    }

    /// In the list of settings: the lists that were made of workbooks, where it names those.
    pub fn name_workbooks(&mut self, workbooks: &[(String, Vec<String>)]) {
        for (book, lists) in workbooks {
            let Some(row) = self.row_naming(book).filter(|_| !lists.is_empty()) else { continue };
            self.remove(row);
            for list in lists.iter().rev() {
                self.insert(row, vec![DATA_FILE.to_owned(), list.clone(), String::new()]);
            }
        }
    }

    /// In the list of settings: the row that names a file, whatever as.
    pub fn row_naming(&self, file: &str) -> Option<u32> {
        let names = |row: &u32| [DATA_FILE, "様式ファイル", "ロゴ"].contains(&self.cell(*row, 0));
        (1..=self.len() as u32).filter(names).find(|row| self.cell(*row, 1) == file)
    }

    /// A new row after its fellows: what all of them share (the municipality's code and name) and the next free number, by the
    /// columns that hold them. `first` is the first row below the header.
    pub fn next_row(&self, first: u32, shared: &[usize], number: Option<usize>) -> Vec<String> {
        let below = self.rows.get(first.saturating_sub(1) as usize..).unwrap_or_default();
        let below: Vec<&Arc<Vec<String>>> =
            below.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        let width = self.width();
        let mut cells = vec![String::new(); width];
        for at in shared.iter().copied().filter(|at| *at < width) {
            let mut values = below.iter().map(|row| row.get(at).map_or("", String::as_str));
            if let Some(value) = values.next().filter(|value| values.all(|other| other == *value)) {
                value.clone_into(&mut cells[at]);
            }
        }
        if let Some(at) = number.filter(|at| *at < width) {
            cells[at] = next_number(below.iter().filter_map(|row| row.get(at)).map(String::as_str));
        }
        cells
    }
}

/// What stands in a cell, as it is read again once the list was written: without what no list can hold.
fn typed(text: &str) -> String {
    let text = text.replace('\0', "");
    plain(text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()))
}

/// The number after the largest, as wide as that one and with the letters before it: `E009` after `E008`. Empty where the ids
/// end in no number.
fn next_number<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let parted = ids.filter_map(|id| {
        let digits = id.len() - id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (letters, number) = id.split_at(id.len() - digits);
        Some((number.parse::<u64>().ok()?, letters, digits))
    });
    let Some((number, letters, width)) = parted.max() else { return String::new() };
    number.checked_add(1).map_or(String::new(), |next| format!("{letters}{next:0width$}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> List {
        List::read("a.csv", text.as_bytes().to_vec(), &|_| None)
    }

    #[test]
    fn unchanged_is_the_same_bytes_and_changed_opens_in_excel() {
        let text = "名称,備考\n一,\"x\ny\"\n\n二\n";
        let mut list = list(text);
        assert_eq!((list.len(), list.width(), list.cell(4, 0), list.cell(3, 1)), (4, 2, "二", ""));
        assert_eq!(list.bytes(), text.as_bytes());
        list.set(4, 1, " =1+1, ");
        assert!(list.is_changed());
        let written = "\u{feff}名称,備考\r\n一,\"x\ny\"\r\n,\r\n二,\"'=1+1,\"\r\n";
        assert_eq!(String::from_utf8(list.bytes()).expect("text"), written);
        // What keeps a spreadsheet from running it is no part of it.
        assert_eq!(List::read("a.csv", list.bytes(), &|_| None).cell(4, 1), "=1+1,");
    }

    #[test]
    fn rows_come_and_go() {
        let mut list = list("ID,名称\nE008,一\nE009,二\n");
        list.insert(99, list.next_row(2, &[], Some(0)));
        assert_eq!(list.cell(4, 0), "E010");
        list.remove(2);
        list.remove(99);
        assert_eq!((list.len(), list.cell(2, 1), list.cell(3, 0)), (3, "二", "E010"));
        list.set(9, 3, "先");
        assert_eq!((list.len(), list.width()), (9, 4));
    }

    #[test]
    fn a_new_row_has_what_all_have() {
        let list = list("コード,名称,ID\n990019,一,7\n,,\n990019,二,x\n");
        assert_eq!(list.next_row(2, &[0, 1], Some(2)), ["990019", "", "8"]);
        assert_eq!(next_number(["a", ""].into_iter()), "");
        assert_eq!(next_number(["99999999999999999999"].into_iter()), "");
    }
}
