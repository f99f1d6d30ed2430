//! 渡した記録: what was handed to whom, for what and until when, and what has come back of it.
//!
//! The sheet as it was handed over stays here, so that what comes back can be compared with it, and so does the code: the
//! family can say it again, and need not type it when the answer comes. It lies where the sheet itself lies.

use super::parcel::{Parcel, id_text};
use crate::calendar::{Date, parse_date};
use crate::order;
use crate::vault::book::Book;

/// One handing over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// Eight letters.
    pub id: String,
    pub plan: String,
    /// The sheet's name when it was handed over.
    pub name: String,
    pub to: String,
    pub purpose: String,
    /// The day on which the family agreed and handed it over.
    pub on: Option<Date>,
    pub until: Option<Date>,
    /// The names of the parts.
    pub parts: Vec<String>,
    pub code: String,
    /// The parcel as text.
    pub parcel: String,
    /// What came back, as text; empty while nothing has.
    pub back: String,
    pub back_on: Option<Date>,
    /// The keys of the parts that the family did not take in.
    pub declined: Vec<String>,
    /// The family has looked through what came back.
    pub settled: bool,
}

impl Handed {
    /// What was handed over.
    pub fn sent(&self) -> Option<Parcel> {
        Parcel::read(&self.parcel).ok()
    }

    /// What came back.
    pub fn returned(&self) -> Option<Parcel> {
        Parcel::read(&self.back).ok()
    }
}

/// Everything that was handed over, the newest first.
pub fn handed(book: &Book) -> Vec<Handed> {
    let mut all: Vec<Handed> = book.of("handed").map(read).collect();
    order::by(&mut all, |a, b| (b.on, &b.id).cmp(&(a.on, &a.id)));
    all
}

/// One of them.
pub fn find(book: &Book, id: &str) -> Option<Handed> {
    book.get("handed", id).map(read)
}

fn read(entry: &crate::vault::entry::Entry) -> Handed {
    let list = |label: &str| entry.get(label).split(';').filter(|t| !t.is_empty()).map(str::to_owned).collect();
    let text = |label: &str| entry.get(label).to_owned();
    Handed {
        id: entry.id.clone(),
        plan: text("plan"),
        name: text("name"),
        to: text("to"),
        purpose: text("purpose"),
        on: parse_date(entry.get("on")),
        until: parse_date(entry.get("until")),
        parts: list("parts"),
        code: text("code"),
        parcel: text("parcel"),
        back: text("back"),
        back_on: parse_date(entry.get("back-on")),
        declined: list("declined"),
        settled: entry.get("settled") == "1",
    }
}

/// Writes down that a parcel was handed over. `parts` are the names of its parts as the family read them.
pub fn put(book: &mut Book, parcel: &Parcel, name: &str, parts: &[String], code: &str) {
    let day = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
    book.change("handed", &id_text(parcel.id), |entry| {
        entry.set("plan", &parcel.plan);
        entry.set("name", name);
        entry.set("to", &parcel.to);
        entry.set("purpose", &parcel.purpose);
        entry.set("on", &day(parcel.made));
        entry.set("until", &day(parcel.until));
        // The sign between two names is not one that a name loses anything by.
        entry.set("parts", &parts.iter().map(|p| p.replace(';', "；")).collect::<Vec<_>>().join(";"));
        entry.set("code", code);
        entry.set("parcel", &parcel.text());
    });
}

/// Keeps what came back; false where nothing of that id was handed over from here.
pub fn put_back(book: &mut Book, parcel: &Parcel, today: Date) -> bool {
    let id = id_text(parcel.id);
    if book.get("handed", &id).is_none() {
        return false;
    }
    book.change("handed", &id, |entry| {
        // The same answer opened once more is no new one.
        let text = parcel.text();
        if entry.get("back") != text {
            entry.set("back", &text);
            entry.set("back-on", &today.to_string());
            entry.set("declined", "");
            entry.set("settled", "");
        }
    });
    true
}

/// Remembers that the family has looked through what came back.
pub fn settle(book: &mut Book, id: &str) {
    if book.get("handed", id).is_some() {
        book.change("handed", id, |entry| entry.set("settled", "1"));
    }
}

/// Remembers that a part was not taken in.
pub fn decline(book: &mut Book, id: &str, key: &str) {
    if book.get("handed", id).is_some() {
        book.change("handed", id, |entry| {
            let all = entry.get("declined");
            let all = if all.is_empty() { key.to_owned() } else { format!("{all};{key}") };
            entry.set("declined", &all);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::parcel::Way;
    use super::*;

    #[test]
    fn what_was_handed_and_what_came_back_are_kept() {
        let mut book = Book::default();
        let day = Date::from_ymd_opt(2026, 11, 21).expect("a day");
        let mut parcel = Parcel {
            id: 7,
            way: Way::There,
            plan: "s1".into(),
            to: "保健師".into(),
            purpose: "相談".into(),
            made: Some(day),
            until: Some(day),
            sections: vec!["one".into()],
            from: String::new(),
            book: Book::default(),
        };
        assert!(!put_back(&mut book, &parcel, day));
        put(&mut book, &parcel, "ためし", &["できていること; よいところ".into()], "0000000000000000");
        let kept = find(&book, "00000007").expect("kept");
        assert_eq!(kept.parts, ["できていること； よいところ"]);
        assert_eq!((kept.sent(), kept.returned()), (Some(parcel.clone()), None));
        parcel.way = Way::Back;
        parcel.from = "山田".into();
        assert!(put_back(&mut book, &parcel, day));
        decline(&mut book, "00000007", "a");
        decline(&mut book, "00000007", "b");
        settle(&mut book, "00000007");
        // Opened once more.
        assert!(put_back(&mut book, &parcel, day));
        let kept = handed(&book).remove(0);
        assert_eq!((kept.returned(), kept.declined.len(), kept.settled), (Some(parcel.clone()), 2, true));
        parcel.from = "鈴木".into();
        assert!(put_back(&mut book, &parcel, day));
        assert_eq!(handed(&book).remove(0).declined.len(), 0);
    }
}
