//! One row being read: each column is taken once; what nobody takes is handed on, so that nothing is dropped.

use super::columns::{Field, Header};
use super::problem::{Problem, ProblemKind};
use super::table::Row;
use crate::calendar::{AgeRange, Date, Hours, HoursColumn, parse_ages, parse_date};
use crate::directory::{Extra, Facts, Phone, Position, Translated};

/// What is left of a row: known columns, those that are not, and those in another language.
#[derive(Default)]
pub(super) struct Rest {
    pub facts: Facts,
    pub extras: Vec<Extra>,
    pub translated: Vec<Translated>,
}

/// A row and its header, with the columns taken so far.
pub(super) struct Record<'a> {
    file: &'a str,
    header: &'a Header,
    row: &'a Row,
    taken: Vec<bool>,
    pub problems: Vec<Problem>,
}

impl<'a> Record<'a> {
    pub fn new(file: &'a str, header: &'a Header, row: &'a Row) -> Record<'a> {
        Record { file, header, row, taken: vec![false; row.cells.len()], problems: Vec::new() }
    }

    pub fn row_number(&self) -> u32 {
        self.row.number
    }

    fn find(&self, field: Field) -> Option<usize> {
        self.header
            .fields
            .iter()
            .enumerate()
            .take(self.row.cells.len())
            .find(|(at, f)| **f == Some(field) && !self.taken[*at] && !self.row.cells[*at].is_empty())
            .map(|(at, _)| at)
    }

    /// The text of a column without taking it.
    pub fn peek(&self, field: Field) -> &'a str {
        self.find(field).map_or("", |at| self.row.cells[at].as_str())
    }

    /// The text of a column, which counts as understood from here on; empty where there is none.
    pub fn take(&mut self, field: Field) -> &'a str {
        match self.find(field) {
            Some(at) => {
                self.taken[at] = true;
                self.row.cells[at].as_str()
            }
            None => "",
        }
    }

    pub fn problem(&mut self, field: Field, value: &str, kind: ProblemKind) {
        let column = self.header.label_of(field).map(str::to_owned);
        self.problems.push(Problem {
            file: self.file.to_owned(),
            row: Some(self.row.number),
            column,
            value: value.to_owned(),
            kind,
        });
    }

    /// Reads a column; where that fails it stays as written, and the problem is noted.
    pub fn read<T>(&mut self, field: Field, kind: ProblemKind, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.peek(field);
        if value.is_empty() {
            return None;
        }
        match read(value) {
            Some(read) => {
                self.take(field);
                Some(read)
            }
            None => {
                self.problem(field, value, kind);
                None
            }
        }
    }

    pub fn date(&mut self, field: Field) -> Option<Date> {
        // 9999-12-31 is how some systems write that there is no such day.
        self.read(field, ProblemKind::Date, parse_date).filter(|date| chrono::Datelike::year(date) < 9999)
    }

    /// 有/無 and their kin.
    pub fn yes_no(&mut self, field: Field) -> Option<bool> {
        self.read(field, ProblemKind::YesNo, yes_no)
    }

    /// The ages for filters; the text stays a fact, since it says more than months do.
    pub fn ages(&mut self) -> Option<AgeRange> {
        let value = self.peek(Field::Ages);
        // Words such as 「妊婦」 are no ages and no mistake: only digits that were not read are told.
        let ages = parse_ages(value);
        if ages.is_none() && value.chars().any(|c| c.is_numeric()) {
            self.problem(Field::Ages, value, ProblemKind::Ages);
        }
        ages
    }

    pub fn phones(&mut self) -> Vec<Phone> {
        let value = self.peek(Field::Phone);
        let (phones, rest) = Phone::read(value);
        // A cell with nothing but a separator is not understood either.
        if rest.is_empty() && !phones.is_empty() {
            self.take(Field::Phone);
        } else if !value.is_empty() {
            self.problem(Field::Phone, value, ProblemKind::Phone);
        }
        phones
    }

    pub fn position(&mut self) -> Option<Position> {
        let (latitude, longitude) = (self.peek(Field::Latitude), self.peek(Field::Longitude));
        if latitude.is_empty() && longitude.is_empty() {
            return None;
        }
        let number = |text: &str| crate::text::width::narrow(text).trim().parse::<f64>().ok();
        let written = format!("{latitude}, {longitude}");
        let found = match (number(latitude), number(longitude)) {
            (Some(a), Some(b)) => match (Position::in_japan(a, b), Position::in_japan(b, a)) {
                (Some(position), _) => Some(position),
                (None, Some(position)) => {
                    self.problem(Field::Latitude, &written, ProblemKind::CoordinatesSwapped);
                    Some(position)
                }
                (None, None) => None,
            },
            _ => None,
        };
        if found.is_some() {
            self.take(Field::Latitude);
            self.take(Field::Longitude);
        } else {
            self.problem(Field::Latitude, &written, ProblemKind::Coordinates);
        }
        found
    }

    pub fn hours(&mut self) -> Hours {
        let columns = [Field::Days, Field::OpensAt, Field::ClosesAt];
        let [days, open, close] = columns.map(|f| self.peek(f));
        let note = self.take(Field::HoursNote);
        let (hours, unclear) = Hours::from_columns(days, open, close, note);
        for (field, column) in columns.into_iter().zip([HoursColumn::Days, HoursColumn::Open, HoursColumn::Close]) {
            if unclear.contains(&column) {
                let kind = if column == HoursColumn::Days { ProblemKind::Weekdays } else { ProblemKind::Time };
                self.problem(field, self.peek(field), kind);
            } else if !hours.usual.is_empty() || column == HoursColumn::Days {
                self.take(field);
            }
        }
        hours
    }

    /// The address in one line: the joined one, else its parts.
    pub fn address(&mut self) -> String {
        let joined = self.take(Field::Address);
        if !joined.is_empty() {
            return joined.to_owned();
        }
        let parts = [Field::AddressPrefecture, Field::AddressCity, Field::AddressTown, Field::AddressNumber];
        parts.map(|f| self.take(f)).concat()
    }

    /// The parts of a list in one cell.
    pub fn list(&mut self, field: Field) -> Vec<String> {
        let parts: Vec<String> = self
            .peek(field)
            .split([';', '；', '、', '\n', '，'])
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect();
        if !parts.is_empty() {
            self.take(field);
        }
        parts
    }

    /// Everything that was not taken.
    pub fn finish(mut self) -> (Rest, Vec<Problem>) {
        let mut rest = Rest::default();
        for (at, cell) in self.row.cells.iter().enumerate() {
            if cell.is_empty() || self.taken[at] {
                continue;
            }
            let label = self.header.labels.get(at).map(String::as_str).unwrap_or("");
            match self.header.fields.get(at).copied().flatten() {
                Some(field) => rest.facts.push(field, cell),
                None if label.is_empty() => {
                    // A cell under no header: shown by its column's number, so that it can be found.
                    rest.extras.push(Extra { label: format!("{}", at + 1), value: cell.clone() });
                    self.problems.push(Problem {
                        file: self.file.to_owned(),
                        row: Some(self.row.number),
                        column: Some(format!("{}", at + 1)),
                        value: cell.clone(),
                        kind: ProblemKind::ExtraCells,
                    });
                }
                None => match self.header.translated.get(at).copied().flatten() {
                    Some((field, language)) => {
                        rest.translated.push(Translated { field, language: language.to_owned(), value: cell.clone() });
                    }
                    None => rest.extras.push(Extra { label: label.to_owned(), value: cell.clone() }),
                },
            }
        }
        (rest, self.problems)
    }
}

/// 有, 無 and what else stands for them.
fn yes_no(text: &str) -> Option<bool> {
    match crate::text::width::narrow(text).trim() {
        "有" | "あり" | "有り" | "○" | "〇" | "◯" | "可" | "1" | "はい" | "要" | "必要" | "TRUE" => {
            Some(true)
        }
        "無" | "なし" | "無し" | "×" | "✕" | "不可" | "0" | "いいえ" | "不要" | "FALSE" | "-" => {
            Some(false)
        }
        _ => None,
    }
}
