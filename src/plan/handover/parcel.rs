//! What is handed over: the chosen parts of one sheet, to whom, for what, until when. Never the private words, never
//! anything else of the record.
//!
//! As text it is lines of LTSV like the record's own, under a first line that names the format; labels that a version does
//! not know go there and back unharmed.

use crate::calendar::{Date, parse_date};
use crate::plan::form::{Form, Section};
use crate::plan::sheet::Plan;
use crate::vault::book::Book;
use crate::vault::entry::Entry;

/// The format that this version writes. 1 is the first.
pub const FORMAT: u32 = 1;

const TITLE: &str = "tsunagi:handover\tformat:";

/// Which way a parcel goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From the family.
    There,
    /// Back to the family, with what the other side wrote.
    Back,
}

/// A parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The id of the handing over, the same on the way back.
    pub id: u32,
    pub way: Way,
    /// The sheet's id.
    pub plan: String,
    /// Whom the family handed it to.
    pub to: String,
    /// What for, in the family's words.
    pub purpose: String,
    pub made: Option<Date>,
    /// The last day on which it is to be read.
    pub until: Option<Date>,
    /// The ids of the chosen parts, in the order of the form.
    pub sections: Vec<String>,
    /// Who wrote what comes back.
    pub from: String,
    /// The sheet itself: what it is, its answers, items and voices.
    pub book: Book,
}

/// Why a text is no parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAParcel {
    Foreign,
    /// A newer version wrote it.
    Newer,
}

/// The id as it is kept and shown: eight letters.
pub fn id_text(id: u32) -> String {
    format!("{id:08x}")
}

/// The chosen parts of a sheet, without private words and without revisions (they would tell how much was written).
pub fn parts(book: &Book, form: &Form, plan: &Plan, sections: &[String]) -> Book {
    let chosen = || form.sections.iter().filter(|s| sections.contains(&s.id));
    let mut out = Book::default();
    let mut put = |entry: &Entry| out.force(Entry { rev: 0, ..entry.clone() });
    if let Some(entry) = book.get("plan", &plan.id) {
        let mut entry = entry.clone();
        // The day of the next talk is a part as others are.
        if !chosen().any(has_review) {
            entry.set("review", "");
        }
        // What the family's other sheets are called, and who sat beside it, is theirs.
        entry.set("former", "");
        entry.set("beside", "");
        put(&entry);
    }
    let prefix = format!("{}.", plan.id);
    let of = |id: &str| chosen().any(|s| s.fields.iter().any(|f| f.id == id));
    for entry in book.of("answer") {
        let field = entry.id.strip_prefix(&prefix).map(|rest| rest.split('@').next().unwrap_or(rest));
        if field.is_some_and(of) {
            put(entry);
        }
    }
    book.of("item").filter(|e| e.id.starts_with(&prefix) && of(e.get("field"))).for_each(&mut put);
    for entry in book.of("voice") {
        let section = entry.id.strip_prefix(&prefix).and_then(|rest| rest.split('@').next());
        if section.is_some_and(|id| sections.iter().any(|s| s == id)) {
            put(entry);
        }
    }
    out
}

/// Whether the day of the next talk belongs to this part.
pub fn has_review(section: &Section) -> bool {
    section.fields.iter().any(|f| f.kind == crate::plan::form::FieldKind::Review)
}

impl Parcel {
    /// The text that is sealed.
    pub fn text(&self) -> String {
        let day = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
        let way = if self.way == Way::Back { "back" } else { "there" };
        let head = Entry::new("parcel", &id_text(self.id))
            .with("way", way)
            .with("plan", &self.plan)
            .with("to", &self.to)
            .with("purpose", &self.purpose)
            .with("made", &day(self.made))
            .with("until", &day(self.until))
            .with("sections", &self.sections.join(";"))
            .with("from", &self.from);
        format!("{TITLE}{FORMAT}\n{}\n{}", head.line(), self.book.text())
    }

    /// Reads what was unsealed.
    pub fn read(text: &str) -> Result<Parcel, NotAParcel> {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let format: u32 = first.strip_prefix(TITLE).and_then(|n| n.parse().ok()).ok_or(NotAParcel::Foreign)?;
        if format > FORMAT {
            return Err(NotAParcel::Newer);
        }
        let (head, rest) = rest.split_once('\n').unwrap_or((rest, ""));
        let head = Entry::read(head).filter(|e| e.kind == "parcel").ok_or(NotAParcel::Foreign)?;
        Ok(Parcel {
            id: u32::from_str_radix(&head.id, 16).map_err(|_| NotAParcel::Foreign)?,
            way: if head.get("way") == "back" { Way::Back } else { Way::There },
            plan: head.get("plan").to_owned(),
            to: head.get("to").to_owned(),
            purpose: head.get("purpose").to_owned(),
            made: parse_date(head.get("made")),
            until: parse_date(head.get("until")),
            sections: head.get("sections").split(';').filter(|s| !s.is_empty()).map(str::to_owned).collect(),
            from: head.get("from").to_owned(),
            book: Book::read(rest),
        })
    }

    /// Whether the day until which it is to be read has passed. What comes back to the family does not run out.
    pub fn expired(&self, today: Date) -> bool {
        self.way == Way::There && self.until.is_some_and(|until| today > until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::read::read;
    use crate::plan::sheet::{Item, Voice, add_item, put_answer, put_memo, put_plan, put_voice};

    const FORM: &str = "format = 1\nid = \"a\"\nname = \"ためし\"\n[[section]]\nid = \"one\"\ntitle = \"x\"\n[[section.field]]\nid = \"f\"\nkind = \"text\"\nlabel = \"y\"\n[[section]]\nid = \"two\"\ntitle = \"z\"\n[[section.field]]\nid = \"g\"\nkind = \"goals\"\nlabel = \"w\"\n[[section.field]]\nid = \"n\"\nkind = \"review\"\nlabel = \"v\"\n";

    fn written() -> (Book, Form, Plan) {
        let form = read(FORM).0.expect("a form");
        let mut book = Book::default();
        let plan = Plan {
            whose: "はる".into(),
            review: Date::from_ymd_opt(2027, 2, 21),
            version: 2,
            former: Some("s0".into()),
            ..Plan::new("s1".into(), &form, Date::from_ymd_opt(2026, 11, 21).expect("a day"))
        };
        put_plan(&mut book, &plan);
        put_answer(&mut book, "s1", "f", "me", "夜がつらい");
        put_answer(&mut book, "s11", "f", "", "ほかの紙の言葉");
        put_memo(&mut book, "s1", "one", "だれにも言っていないこと");
        add_item(&mut book, "s1", &Item { field: "g".into(), text: "散歩する".into(), ..Item::default() }, 1);
        put_voice(&mut book, "s1", "two", &Voice { who: "保健師".into(), text: "よく歩いていますね".into() });
        book.put(Entry::new("child", "c1").with("name", "なつ"));
        (book, form, plan)
    }

    #[test]
    fn only_the_chosen_parts_go_and_never_the_private_words() {
        let (book, form, plan) = written();
        let one = parts(&book, &form, &plan, &["one".into()]).text();
        assert!(one.contains("夜がつらい") && one.contains("はる"));
        for other in ["散歩", "保健師", "だれにも", "ほかの紙", "なつ", "2027-02-21", "s0", "rev:1", "rev:2"]
        {
            assert!(!one.contains(other), "{other} in {one}");
        }
        let two = parts(&book, &form, &plan, &["two".into()]).text();
        assert!(two.contains("散歩する") && two.contains("よく歩いて") && two.contains("2027-02-21"));
        assert!(!two.contains("夜がつらい"));
    }

    #[test]
    fn a_parcel_is_read_as_it_was_written_and_labels_of_others_stay() {
        let (book, form, plan) = written();
        let day = Date::from_ymd_opt(2026, 12, 21).expect("a day");
        let parcel = Parcel {
            id: 0x00ab_cdef,
            way: Way::There,
            plan: "s1".into(),
            to: "こども家庭センター".into(),
            purpose: "相談の前に\n読んでもらう".into(),
            made: Date::from_ymd_opt(2026, 11, 21),
            until: Some(day),
            sections: vec!["one".into(), "two".into()],
            from: String::new(),
            book: parts(&book, &form, &plan, &["one".into(), "two".into()]),
        };
        assert_eq!(Parcel::read(&parcel.text()), Ok(parcel.clone()));
        assert!(!parcel.expired(day));
        assert!(parcel.expired(day.succ_opt().expect("a day")));
        let tomorrow = parcel.text().replace("text:散歩する", "text:散歩する\tglow:blue");
        assert!(Parcel::read(&tomorrow).expect("a parcel").book.text().contains("glow:blue"));
        assert_eq!(Parcel::read("tsunagi:handover\tformat:2\n"), Err(NotAParcel::Newer));
        assert_eq!(Parcel::read("tsunagi:family\tlayout:1\n"), Err(NotAParcel::Foreign));
        assert_eq!(Parcel::read(""), Err(NotAParcel::Foreign));
    }
}
