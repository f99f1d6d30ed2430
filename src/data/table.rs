//! From text to rows: comma or tab, quotes with newlines inside, and rows numbered as a spreadsheet numbers them.

/// One row of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As a spreadsheet shows it: the file's first row is 1.
    pub number: u32,
    /// The cells without surrounding spaces.
    pub cells: Vec<String>,
}

impl Row {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.is_empty())
    }
}

/// Every row of a text that holds something, and how many held nothing.
pub fn rows(text: &str) -> (Vec<Row>, u32) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut blank = 0;
    // The reader passes over empty lines; the sheet counts them. A newline inside quotes is no row of its own.
    let mut record = csv::StringRecord::new();
    let mut last = 0;
    // A flexible reader over a str has no error left to give: reading ends at the end.
    while let Ok(true) = reader.read_record(&mut record) {
        let start = record.position().map_or(0, |p| p.byte() as usize);
        let empty = empty_lines(text, start);
        let number = last + 1 + empty;
        blank += empty;
        last = number;
        let row = Row { number, cells: record.iter().map(plain).collect() };
        if row.is_blank() {
            blank += 1;
        } else {
            rows.push(row);
        }
    }
    (rows, blank)
}

/// A cell without spaces around it, and without the apostrophe that keeps a spreadsheet from taking it for a formula.
pub(crate) fn plain(cell: &str) -> String {
    let cell = cell.trim();
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell).to_owned()
}

/// Whether a spreadsheet would take a cell for a formula: what begins with `=` or `@`, and what begins with a sign and is no
/// number.
///
/// ```
/// use tsunagi::data::table::is_formula;
/// assert!(is_formula("=1+1") && is_formula("@SUM(A1)") && is_formula("+cmd|' /C calc'!A0"));
/// assert!(!is_formula("-") && !is_formula("-1.5") && !is_formula("+81-3-0000-0000") && !is_formula("@"));
/// ```
pub fn is_formula(cell: &str) -> bool {
    let mut chars = cell.chars();
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | ' ' | '(' | ')' | '%');
    match chars.next() {
        Some('=' | '@') => chars.next().is_some(),
        Some('+' | '-') => chars.any(|c| !number(c)),
        _ => false,
    }
}

/// How many line ends stand before the first character of a record that begins at or after `start`.
fn empty_lines(text: &str, start: usize) -> u32 {
    let bytes = text.as_bytes().get(start..).unwrap_or_default();
    // The second half of the line end of the record before.
    let half = start > 0 && bytes.first() == Some(&b'\n') && text.as_bytes().get(start - 1) == Some(&b'\r');
    let mut rest = if half { &bytes[1..] } else { bytes };
    let mut count = 0;
    while let Some(first) = rest.first().filter(|b| matches!(b, b'\r' | b'\n')) {
        let both = *first == b'\r' && rest.get(1) == Some(&b'\n');
        rest = &rest[if both { 2 } else { 1 }..];
        count += 1;
    }
    count
}

/// Tab where the first lines have more tabs than commas (Excel's Unicode text), else comma. Those within quotes are text.
fn delimiter(text: &str) -> u8 {
    let head = &text.as_bytes()[..text.len().min(4096)];
    let (mut tabs, mut commas, mut quoted, mut begins) = (0, 0, false, true);
    for byte in head {
        match byte {
            b'"' if quoted || begins => {
                // Two in a row within quotes are one, and the quotes go on.
                (begins, quoted) = (quoted, !quoted);
                continue;
            }
            b'\t' if !quoted => tabs += 1,
            b',' if !quoted => commas += 1,
            _ => {}
        }
        begins = matches!(byte, b'\t' | b',' | b'\n' | b'\r');
    }
    if tabs > commas { b'\t' } else { b',' }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<(u32, String)> {
        rows(text).0.into_iter().map(|r| (r.number, r.cells.join("|"))).collect()
    }

    #[test]
    fn rows_are_numbered_as_in_the_sheet() {
        let text = "名称,備考\r\n一,\"上\r\n下\"\r\n\r\n二,\r\n,\r\n三,x\r\n";
        assert_eq!(
            numbers(text),
            [(1, "名称|備考".into()), (2, "一|上\r\n下".into()), (4, "二|".into()), (6, "三|x".into())]
        );
        assert_eq!(rows(text).1, 2);
    }

    #[test]
    fn tabs_are_seen() {
        assert_eq!(numbers("名称\t住所\n栄町\t1,2\n"), [(1, "名称|住所".into()), (2, "栄町|1,2".into())]);
    }

    #[test]
    fn a_quote_left_open_drops_nothing() {
        let (rows, _) = rows("名称,備考\n一,\"閉じない\n二,x\n");
        assert_eq!(rows.len(), 2);
        assert!(rows[1].cells[1].contains("二,x"));
    }

    #[test]
    fn old_mac_line_ends() {
        assert_eq!(numbers("a,b\rc,d\r"), [(1, "a|b".into()), (2, "c|d".into())]);
    }
}
