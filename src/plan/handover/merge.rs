//! What came back beside what stands here: the sheet as it was handed over, the family's own as it is now, and the
//! other side's. Nothing is taken in unless the family chooses so, part by part; where both sides wrote, both can stay.

use crate::plan::form::{FieldKind, Form};
use crate::plan::sheet::{Plan, find, plans};
use crate::vault::book::Book;
use crate::vault::entry::Entry;
use std::collections::BTreeSet;

/// What the other side did to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Added,
    Changed,
    Removed,
    /// Both sides changed it, each in another way.
    Both,
}

/// One answer, item, voice, or the day of the next talk, that the other side left otherwise than it stands here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub kind: String,
    pub id: String,
    pub change: Change,
    pub base: Option<Entry>,
    pub ours: Option<Entry>,
    pub theirs: Option<Entry>,
    /// Both sides' words can stand beside each other.
    pub joinable: bool,
}

impl Part {
    /// What says which part this is, for remembering that it was declined. It changes with what the other side wrote.
    pub fn key(&self) -> String {
        let theirs = self.theirs.as_ref().map(|e| Entry { rev: 0, ..e.clone() }.line()).unwrap_or_default();
        format!(
            "{:08x}",
            crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC)
                .checksum(format!("{} {} {theirs}", self.kind, self.id).as_bytes())
        )
    }
}

/// What the family chooses for a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// As it stands here.
    Mine,
    /// As it came back.
    Theirs,
    /// Both sides' words.
    Both,
}

/// The labels of a kind that a parcel can bring back.
fn seen(kind: &str, label: &str) -> bool {
    kind != "plan" || label == "review"
}

fn view(entry: Option<&Entry>) -> Option<Entry> {
    let mut entry = entry?.clone();
    let kind = entry.kind.clone();
    entry.fields.retain(|label, _| seen(&kind, label));
    entry.rev = 0;
    // A sheet without a day for the next talk says nothing here.
    (kind != "plan" || !entry.fields.is_empty()).then_some(entry)
}

/// Every part that came back otherwise than it stands here because the other side changed it, in the form's order.
///
/// What only this side changed is no part of it, and neither is what both sides changed alike.
pub fn compare(form: Option<&Form>, plan: &str, base: &Book, ours: &Book, theirs: &Book) -> Vec<Part> {
    let prefix = format!("{plan}.");
    let mut keys: BTreeSet<(String, String)> = BTreeSet::new();
    for entry in base.entries().chain(theirs.entries()) {
        let of_sheet = matches!(entry.kind.as_str(), "answer" | "item" | "voice") && entry.id.starts_with(&prefix);
        if of_sheet || (entry.kind == "plan" && entry.id == plan) {
            keys.insert((entry.kind.clone(), entry.id.clone()));
        }
    }
    let mut parts: Vec<Part> = keys
        .into_iter()
        .filter_map(|(kind, id)| {
            let [b, o, t] = [base, ours, theirs].map(|book| view(book.get(&kind, &id)));
            if t == b || t == o {
                return None;
            }
            let change = match (&b, &o, &t) {
                (_, _, None) if o == b => Change::Removed,
                (None, None, _) => Change::Added,
                _ if o == b => Change::Changed,
                _ => Change::Both,
            };
            let joinable = change == Change::Both && can_join(form, &kind, &id);
            Some(Part { kind, id, change, base: b, ours: o, theirs: t, joinable })
        })
        .collect();
    crate::order::by_key(&mut parts, |part| position(form, plan, part));
    parts
}

/// The field of an answer or an item; the section of a voice.
pub fn field_of<'a>(plan: &str, entry: &'a Entry) -> &'a str {
    match entry.kind.as_str() {
        "item" => entry.get("field"),
        _ => {
            let rest = entry.id.strip_prefix(plan).and_then(|rest| rest.strip_prefix('.')).unwrap_or("");
            rest.split('@').next().unwrap_or("")
        }
    }
}

fn position(form: Option<&Form>, plan: &str, part: &Part) -> (usize, String) {
    let entry = part.theirs.as_ref().or(part.base.as_ref());
    let (Some(form), Some(entry)) = (form, entry) else { return (usize::MAX, part.id.clone()) };
    let name = field_of(plan, entry);
    let mut at = 0;
    for section in &form.sections {
        for field in &section.fields {
            let mine = match part.kind.as_str() {
                "plan" => field.kind == FieldKind::Review,
                "voice" => false,
                _ => field.id == name,
            };
            if mine {
                return (at, part.id.clone());
            }
            at += 1;
        }
        // A voice stands at the end of its part.
        if part.kind == "voice" && section.id == name {
            return (at, part.id.clone());
        }
        at += 1;
    }
    (usize::MAX, part.id.clone())
}

/// What kind of field an answer belongs to.
fn answer_kind(form: Option<&Form>, id: &str) -> Option<FieldKind> {
    let name = id.split_once('.').map_or("", |(_, rest)| rest.split('@').next().unwrap_or(rest));
    form.and_then(|f| f.field(name)).map(|f| f.kind)
}

fn can_join(form: Option<&Form>, kind: &str, id: &str) -> bool {
    match kind {
        "plan" => false,
        // One number and one face cannot be two.
        "answer" => !matches!(answer_kind(form, id), Some(FieldKind::Scale | FieldKind::Faces)),
        _ => true,
    }
}

/// Does what the family chose for a part. Only this changes the record.
pub fn decide(book: &mut Book, form: Option<&Form>, part: &Part, take: Take) {
    let put = |book: &mut Book, entry: &Entry| {
        book.change(&part.kind, &part.id, |now| {
            now.fields.retain(|label, _| !seen(&part.kind, label));
            for (label, value) in &entry.fields {
                now.set(label, value);
            }
        });
    };
    match (take, &part.theirs) {
        (Take::Mine, _) => {}
        (Take::Theirs, Some(theirs)) => put(book, theirs),
        (Take::Theirs, None) if part.kind == "plan" => book.change("plan", &part.id, |now| now.set("review", "")),
        (Take::Theirs, None) => book.remove(&part.kind, &part.id),
        (Take::Both, Some(theirs)) if part.joinable => put(book, &join(form, part, theirs)),
        // What is taken away on one side only, or cannot stand twice, stays as it stands here.
        (Take::Both, _) => {}
    }
}

/// Label by label: what one side changed is as that side has it; what both changed stands twice.
fn join(form: Option<&Form>, part: &Part, theirs: &Entry) -> Entry {
    let Some(ours) = &part.ours else { return theirs.clone() };
    let mut out = ours.clone();
    let labels: BTreeSet<&String> = ours.fields.keys().chain(theirs.fields.keys()).collect();
    for label in labels {
        let base = part.base.as_ref().map_or("", |e| e.get(label));
        let (o, t) = (ours.get(label), theirs.get(label));
        let joined = if o == t || t == base {
            o.to_owned()
        } else if o == base {
            t.to_owned()
        } else if part.kind == "answer" && answer_kind(form, &part.id) == Some(FieldKind::Checks) {
            let mut ids: Vec<&str> = o.split(';').collect();
            ids.extend(t.split(';').filter(|id| !o.split(';').any(|known| known == *id)));
            ids.join(";")
        } else {
            match label.as_str() {
                // One word of a few, or a number: it cannot be two.
                "order" | "outcome" | "link" | "field" if !o.is_empty() => o.to_owned(),
                _ => beside(o, t, if matches!(label.as_str(), "text" | "words") { "\n" } else { "／" }),
            }
        };
        out.set(label, &joined);
    }
    out
}

/// Two texts as one, without saying twice what one of them says already.
fn beside(ours: &str, theirs: &str, between: &str) -> String {
    if ours.contains(theirs) {
        ours.to_owned()
    } else if theirs.contains(ours) {
        theirs.to_owned()
    } else {
        format!("{ours}{between}{theirs}")
    }
}

/// The newest version of a sheet: what comes back belongs there.
pub fn newest(book: &Book, plan: &str) -> Option<Plan> {
    let all = plans(book);
    let mut now = find(book, plan)?;
    // No chain is longer than there are sheets; a ring, which nobody can make here, ends.
    for _ in 0..all.len() {
        match all.iter().find(|p| p.former.as_deref() == Some(now.id.as_str()) && p.form == now.form) {
            Some(next) => now = next.clone(),
            None => break,
        }
    }
    Some(now)
}

/// The entries of one sheet under the id of another version of it.
pub fn moved(book: &Book, from: &str, to: &str) -> Book {
    if from == to {
        return book.clone();
    }
    let prefix = format!("{from}.");
    let mut out = Book::default();
    for entry in book.all() {
        let id = match entry.id.strip_prefix(&prefix) {
            Some(rest) => format!("{to}.{rest}"),
            None if entry.kind == "plan" && entry.id == from => to.to_owned(),
            None => entry.id.clone(),
        };
        out.force(Entry { id, ..entry.clone() });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::read::read;
    use crate::plan::sheet::{Item, add_item, answer, items, put_answer, put_item, put_plan, tick, ticked};
    use crate::plan::version::next_version;

    const FORM: &str = "format = 1\nid = \"a\"\nname = \"ためし\"\n[[section]]\nid = \"one\"\ntitle = \"x\"\n[[section.field]]\nid = \"f\"\nkind = \"text\"\nlabel = \"y\"\n[[section.field]]\nid = \"c\"\nkind = \"checks\"\nlabel = \"y\"\nchoices = [{ id = \"p\", label = \"P\" }, { id = \"q\", label = \"Q\" }, { id = \"r\", label = \"R\" }]\n[[section.field]]\nid = \"s\"\nkind = \"scale\"\nlabel = \"y\"\n[[section.field]]\nid = \"g\"\nkind = \"goals\"\nlabel = \"w\"\n[[section.field]]\nid = \"n\"\nkind = \"review\"\nlabel = \"v\"\n";

    fn begun() -> (Form, Book) {
        let mut book = Book::default();
        let form = read(FORM).0.expect("a form");
        put_plan(&mut book, &Plan::new("s1".into(), &form, crate::calendar::parse_date("2026-11-21").expect("a day")));
        put_answer(&mut book, "s1", "f", "", "夜がつらい");
        tick(&mut book, "s1", "c", "", "p", true);
        add_item(&mut book, "s1", &Item { field: "g".into(), text: "散歩".into(), ..Item::default() }, 1);
        (form, book)
    }

    #[test]
    fn what_only_this_side_changed_is_no_question() {
        let (form, base) = begun();
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        put_answer(&mut ours, "s1", "f", "", "夜も朝もつらい");
        add_item(
            &mut theirs,
            "s1",
            &Item { field: "g".into(), text: "ひろば".into(), from: "保健師".into(), ..Item::default() },
            2,
        );
        let parts = compare(Some(&form), "s1", &base, &ours, &theirs);
        assert_eq!(parts.iter().map(|p| (p.kind.as_str(), p.change)).collect::<Vec<_>>(), [("item", Change::Added)]);
        decide(&mut ours, Some(&form), &parts[0], Take::Theirs);
        assert_eq!(items(&ours, "s1", "g").iter().map(|i| i.text.as_str()).collect::<Vec<_>>(), ["散歩", "ひろば"]);
        assert_eq!(answer(&ours, "s1", "f", ""), "夜も朝もつらい");
        assert!(compare(Some(&form), "s1", &base, &ours, &theirs).is_empty());
    }

    #[test]
    fn where_both_wrote_both_can_stay() {
        let (form, base) = begun();
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        put_answer(&mut ours, "s1", "f", "", "夜がつらい。腰も痛い");
        put_answer(&mut theirs, "s1", "f", "", "夜がつらい。泣き声が気になる");
        tick(&mut ours, "s1", "c", "", "q", true);
        tick(&mut theirs, "s1", "c", "", "r", true);
        put_answer(&mut ours, "s1", "s", "", "40");
        put_answer(&mut theirs, "s1", "s", "", "60");
        let mut item = items(&ours, "s1", "g").remove(0);
        item.words = "2回できた".into();
        put_item(&mut ours, &item);
        item.words = String::new();
        item.who = "ふたり".into();
        put_item(&mut theirs, &item);
        let parts = compare(Some(&form), "s1", &base, &ours, &theirs);
        assert_eq!(parts.len(), 4);
        assert!(parts.iter().all(|p| p.change == Change::Both));
        assert_eq!(parts.iter().filter(|p| !p.joinable).map(|p| p.id.as_str()).collect::<Vec<_>>(), ["s1.s"]);
        for part in &parts {
            decide(&mut ours, Some(&form), part, Take::Both);
        }
        assert_eq!(answer(&ours, "s1", "f", ""), "夜がつらい。腰も痛い\n夜がつらい。泣き声が気になる");
        assert_eq!(ticked(&ours, "s1", "c", ""), ["p", "q", "r"]);
        assert_eq!(answer(&ours, "s1", "s", ""), "40");
        let item = items(&ours, "s1", "g").remove(0);
        assert_eq!((item.words.as_str(), item.who.as_str()), ("2回できた", "ふたり"));
    }

    #[test]
    fn the_day_of_the_next_talk_comes_back_and_nothing_else_of_what_the_sheet_is() {
        let (form, base) = begun();
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        theirs.change("plan", "s1", |e| {
            e.set("review", "2027-02-21");
            e.set("whose", "ほかの名前");
        });
        let parts = compare(Some(&form), "s1", &base, &ours, &theirs);
        assert_eq!(parts.len(), 1);
        decide(&mut ours, Some(&form), &parts[0], Take::Theirs);
        let plan = find(&ours, "s1").expect("there");
        assert_eq!((plan.review, plan.whose.as_str()), (crate::calendar::parse_date("2027-02-21"), ""));
        assert_eq!(plan.name, "ためし");
    }

    #[test]
    fn what_comes_back_late_goes_to_the_newest_version() {
        let (form, base) = begun();
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        put_answer(&mut theirs, "s1", "f", "", "夜がつらい。昼寝はできる");
        let plan = find(&ours, "s1").expect("there");
        let next = next_version(&mut ours, &plan, plan.made.expect("a day"), 5);
        let now = newest(&ours, "s1").expect("there");
        assert_eq!(now.id, next);
        let [base, theirs] = [&base, &theirs].map(|book| moved(book, "s1", &next));
        let parts = compare(Some(&form), &next, &base, &ours, &theirs);
        assert_eq!(parts.iter().map(|p| p.change).collect::<Vec<_>>(), [Change::Changed]);
        decide(&mut ours, Some(&form), &parts[0], Take::Theirs);
        assert_eq!(answer(&ours, &next, "f", ""), "夜がつらい。昼寝はできる");
        assert_eq!(answer(&ours, "s1", "f", ""), "夜がつらい");
    }
}
