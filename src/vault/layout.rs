//! The version of what is kept, and the way from older ones.
//!
//! The first line of a book's text names the layout: `tsunagi:family<tab>layout:1`. A text of a newer layout is never
//! written over; one of an older layout is brought forward when it is opened.

use super::book::Book;

/// The layout that this version writes. 1 is the first.
pub const LAYOUT: u32 = FORWARD.len() as u32 + 1;

/// From each former layout to the next, the oldest first. A new layout adds a function here and a text of the former
/// one to `tests/vault/`.
const FORWARD: &[fn(&mut Book)] = &[];

const TITLE: &str = "tsunagi:family\tlayout:";

/// Why a text is not a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotABook {
    /// The first line is not ours.
    Foreign,
    /// A newer version wrote it.
    Newer,
}

/// The text of a book under its first line.
pub fn write(book: &Book) -> String {
    format!("{TITLE}{LAYOUT}\n{}", book.text())
}

/// The book of a text of this or any former layout.
///
/// ```
/// use tsunagi::vault::layout;
/// let book = layout::read("tsunagi:family\tlayout:1\nkind:pregnancy\tid:p1\trev:1\tdue:2027-01-10\n").unwrap();
/// assert_eq!(book.of("pregnancy").count(), 1);
/// assert_eq!(layout::read("tsunagi:family\tlayout:999\n"), Err(layout::NotABook::Newer));
/// ```
pub fn read(text: &str) -> Result<Book, NotABook> {
    read_with(text, FORWARD)
}

fn read_with(text: &str, forward: &[fn(&mut Book)]) -> Result<Book, NotABook> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let layout: usize = first.strip_prefix(TITLE).and_then(|n| n.parse().ok()).ok_or(NotABook::Foreign)?;
    let steps = layout.checked_sub(1).ok_or(NotABook::Foreign)?;
    let steps = forward.get(steps..).ok_or(NotABook::Newer)?;
    let mut book = Book::read(rest);
    steps.iter().for_each(|step| step(&mut book));
    Ok(book)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_forward_is_taken_once() {
        let steps: [fn(&mut Book); 2] = [
            |book| book.change("child", "c1", |e| e.set("first", "1")),
            |book| {
                let first = book.get("child", "c1").map(|e| e.get("first").to_owned()).unwrap_or_default();
                book.change("child", "c1", |e| e.set("second", &format!("after {first}")));
            },
        ];
        let read = |layout: u32| read_with(&format!("{TITLE}{layout}\nkind:child\tid:c1\trev:1\n"), &steps);
        let child = |layout| read(layout).expect("a book").get("child", "c1").cloned().expect("the child");
        assert_eq!(child(1).get("second"), "after 1");
        assert_eq!(child(2).get("second"), "after ");
        assert_eq!(child(3).fields.len(), 0);
        assert_eq!(read(4), Err(NotABook::Newer));
        assert_eq!(read(0), Err(NotABook::Foreign));
    }
}
