//! Rows of a city's 子育て予定 to rows of rules.

use super::columns::{Header, key};
use super::problem::{Problem, ProblemKind};
use super::table::Row;
use crate::family::rules::{COLUMNS, RuleRow, is_national};

/// The city's rows. A cell that should be a moment and is none is told, and left to the national rule; a column that is
/// not known is told once.
pub(super) fn schedule(file: &str, header: &Header, rows: &[Row]) -> (Vec<RuleRow>, Vec<Problem>) {
    let at: Vec<Option<usize>> =
        header.labels.iter().map(|label| COLUMNS.iter().position(|column| key(column) == key(label))).collect();
    let mut problems = Vec::new();
    for (label, _) in header.labels.iter().zip(&at).filter(|(label, at)| at.is_none() && !label.trim().is_empty()) {
        problems.push(Problem {
            file: file.to_owned(),
            row: rows.first().map(|row| row.number.saturating_sub(1)),
            column: Some(label.clone()),
            value: label.clone(),
            kind: ProblemKind::UnknownColumn,
        });
    }
    let mut read = Vec::new();
    for row in rows {
        let mut cells = RuleRow::default();
        for (cell, at) in row.cells.iter().zip(&at) {
            if let Some(at) = at {
                cells.0[*at] = cell.trim().to_owned();
            }
        }
        let mut problem = |column: &str, value: String, kind| {
            let (file, column) = (file.to_owned(), Some(column.to_owned()));
            problems.push(Problem { file, row: Some(row.number), column, value, kind });
        };
        for (column, value) in cells.unread() {
            let kind = if column.starts_with("有効") { ProblemKind::Date } else { ProblemKind::Moment };
            problem(column, value, kind);
        }
        // A row of the city's own needs a name and a time; one over a national rule has them already.
        if !is_national(cells.cell("ID")) {
            if cells.cell("名称").is_empty() {
                problem("名称", String::new(), ProblemKind::NameMissing);
                continue;
            }
            if cells.cell("開始").is_empty() && cells.cell("回ごとの開始").is_empty() {
                problem("開始", String::new(), ProblemKind::Moment);
                continue;
            }
        }
        read.push(cells);
    }
    (read, problems)
}
