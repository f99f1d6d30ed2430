//! Spreadsheets (.xlsx, .xls, .ods) as lists: each sheet becomes a CSV, row for row, so that a problem's row is the one that
//! Excel shows.

use super::archive::{Packed, Refusal, bounded, packed};
use super::problem::ProblemKind;
use crate::text::written;
use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};
use std::io::Cursor;

/// The most cells of one sheet that are read.
const CELLS: usize = 20_000_000;

/// Whether a file's name is that of a workbook.
pub fn is_workbook(name: &str) -> bool {
    let name = name.to_lowercase();
    [".xlsx", ".xlsm", ".xls", ".ods"].iter().any(|ending| name.ends_with(ending))
}

/// The sheets of a file that hold anything, as name and CSV. The first has the file's own name, the others theirs, since a
/// list is known by its name first.
pub fn lists(name: &str, bytes: Vec<u8>) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    bounded(&bytes)?;
    // Where the reader of workbooks gives up on bytes that no workbook has, the file is broken; the others are read.
    let read = std::panic::AssertUnwindSafe(|| read(name, bytes));
    std::panic::catch_unwind(read).unwrap_or_else(|_| Err((ProblemKind::FileBroken, String::new())))
}

fn read(name: &str, bytes: Vec<u8>) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    // A newer workbook lies in the old container only behind a password.
    if packed(&bytes) == Some(Packed::Container) && !name.to_lowercase().ends_with(".xls") {
        return Err((ProblemKind::FileLocked, String::new()));
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let mut book: Sheets<Cursor<Vec<u8>>> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|why| {
        let why = why.to_string();
        let locked = why.to_lowercase().contains("password");
        (if locked { ProblemKind::FileLocked } else { ProblemKind::FileBroken }, why)
    })?;
    let mut lists = Vec::new();
    for sheet in book.sheet_names() {
        // What an officer has hidden is not meant for a site.
        let hidden = |known: &&calamine::Sheet| known.name == sheet && known.visible != calamine::SheetVisible::Visible;
        if book.sheets_metadata().iter().any(|known| hidden(&known)) {
            continue;
        }
        let broken = |why: String| (ProblemKind::FileBroken, format!("{sheet}: {why}"));
        // A sheet becomes a table of all cells between its first and its last: looked at before that is made.
        if let Sheets::Xlsx(book) = &mut book {
            let (mut rows, mut columns) = (0, 0);
            // Charts alone have no cells to read.
            if let Ok(mut cells) = book.worksheet_cells_reader(&sheet) {
                while let Some(cell) = cells.next_cell().map_err(|why| broken(why.to_string()))? {
                    let (row, column) = cell.get_position();
                    let (row, column) = ((row as usize).saturating_add(1), (column as usize).saturating_add(1));
                    (rows, columns) = (rows.max(row), columns.max(column));
                }
            }
            if rows.saturating_mul(columns) > CELLS {
                return Err((ProblemKind::FileTooLarge, format!("{sheet}: {rows} × {columns}")));
            }
        }
        let range = book.worksheet_range(&sheet).map_err(|why| broken(why.to_string()))?;
        let Some((last_row, last_column)) = range.end() else { continue };
        if (last_row as usize).saturating_add(1).saturating_mul((last_column as usize).saturating_add(1)) > CELLS {
            return Err((ProblemKind::FileTooLarge, format!("{sheet}: {} × {}", last_row + 1, last_column + 1)));
        }
        let merged = merged(&mut book, &sheet);
        let mut text = String::new();
        // From the sheet's own first cell: rows keep their numbers.
        for row in 0..=last_row {
            let cells: Vec<String> = (0..=last_column)
                .map(|column| {
                    let (row, column) = origin(&merged, row, column);
                    range.get_value((row, column)).map(cell).unwrap_or_default()
                })
                .map(|text| written::cell(&text))
                .collect();
            text.push_str(cells.join(",").trim_end_matches(','));
            text.push_str("\r\n");
        }
        let list = if lists.is_empty() { format!("{stem}.csv") } else { format!("{}.csv", plain(&sheet)) };
        lists.push((list, text.into_bytes()));
    }
    Ok(lists)
}

/// First row, first column, last row, last column.
type Merged = (u32, u32, u32, u32);

/// Cells joined downwards within one column: each row means what the first says. Those joined across are titles.
fn merged(book: &mut Sheets<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Merged> {
    let Sheets::Xlsx(book) = book else { return Vec::new() };
    let regions = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
    let down = regions.iter().filter(|d| d.start.1 == d.end.1 && d.end.0 > d.start.0);
    down.map(|d| (d.start.0, d.start.1, d.end.0, d.end.1)).collect()
}

fn origin(merged: &[Merged], row: u32, column: u32) -> (u32, u32) {
    let inside = |(r0, c0, r1, c1): &&Merged| (*r0..=*r1).contains(&row) && (*c0..=*c1).contains(&column);
    merged.iter().find(inside).map_or((row, column), |(r0, c0, ..)| (*r0, *c0))
}

/// A cell as its list would have it: dates and hours in the notation of the standard, numbers without a needless point.
fn cell(value: &Data) -> String {
    match value {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => text.clone(),
        Data::Bool(on) => if *on { "有" } else { "無" }.to_owned(),
        Data::Int(n) => n.to_string(),
        Data::Float(n) => n.to_string(),
        Data::DateTime(moment) => {
            let serial = moment.as_f64();
            let minutes = ((serial.fract() * 1440.0).round() as u32) % 1440;
            let time = format!("{}:{:02}", minutes / 60, minutes % 60);
            if moment.is_duration() {
                let minutes = (serial * 1440.0).round() as u32;
                return format!("{}:{:02}", minutes / 60, minutes % 60);
            }
            if serial < 1.0 {
                return time;
            }
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            if minutes == 0 { day } else { format!("{day} {time}") }
        }
        // As OpenDocument has them.
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).replacen('T', " ", 1),
        Data::DurationIso(text) => hours(text).unwrap_or_else(|| text.clone()),
        // Formats of a later version: as text.
        #[allow(unreachable_patterns)]
        other => other.to_string(),
    }
}

/// A time of day that OpenDocument has as a span since midnight (ISO 8601): `PT10H30M00S` is 10:30.
fn hours(span: &str) -> Option<String> {
    let (hours, rest) = span.strip_prefix("PT")?.split_once('H')?;
    let minutes = rest.split_once('M').map_or("0", |(minutes, _)| minutes);
    Some(format!("{}:{:02}", hours.parse::<u16>().ok()?, minutes.parse::<u16>().ok()?))
}

/// A sheet's name as part of a file's.
fn plain(sheet: &str) -> String {
    sheet.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect()
}
