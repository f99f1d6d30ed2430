//! A family's sheet: typed views over the entries of the vault. Autosaved at each stroke, so every change is small.
//!
//! `plan` holds what the sheet is; `answer` one field's words (`plan.field` or `plan.field@voice`); `item` a goal, an action
//! or a chosen service; `voice` what somebody beside the family says to a part; `memo` what is for nobody's eyes but one's
//! own: it is never printed and never handed over.

use super::form::Form;
use crate::calendar::{Date, parse_date};
use crate::order;
use crate::vault::book::Book;
use crate::vault::entry::Entry;

/// One sheet, one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub id: String,
    /// The form's id.
    pub form: String,
    /// The form's name when it was begun, for a form that is gone.
    pub name: String,
    /// For whom, in the family's words; may be empty.
    pub whose: String,
    pub made: Option<Date>,
    /// The next day of talking about it.
    pub review: Option<Date>,
    /// 1 for the first.
    pub version: u32,
    /// The version before.
    pub former: Option<String>,
    /// Looked back on, with a newer version in its place.
    pub closed: bool,
    /// The family is done with it, for now or for good.
    pub ended: bool,
    /// Who writes beside the family on this phone; may be empty.
    pub beside: String,
}

impl Plan {
    /// A first version with nothing on it.
    pub fn new(id: String, form: &Form, today: Date) -> Plan {
        Plan {
            id,
            form: form.id.clone(),
            name: form.name.clone(),
            whose: String::new(),
            made: Some(today),
            review: None,
            version: 1,
            former: None,
            closed: false,
            ended: false,
            beside: String::new(),
        }
    }
}

/// How a goal went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// できた
    Done,
    /// すこし
    Some,
    /// まだ
    NotYet,
    /// やめた
    Dropped,
}

impl Outcome {
    pub const ALL: [(Outcome, &'static str); 4] =
        [(Outcome::Done, "done"), (Outcome::Some, "some"), (Outcome::NotYet, "not-yet"), (Outcome::Dropped, "dropped")];

    pub fn key(self) -> &'static str {
        Outcome::ALL.iter().find(|(o, _)| *o == self).map_or("", |(_, key)| key)
    }

    pub fn read(text: &str) -> Option<Outcome> {
        Outcome::ALL.iter().find(|(_, key)| *key == text).map(|(o, _)| *o)
    }
}

/// A goal, an action or a service of one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    pub id: String,
    pub field: String,
    pub text: String,
    /// だれが
    pub who: String,
    /// いつまでに: `now`, `3m`, `1y`, or words.
    pub by: String,
    pub phone: String,
    /// The id of the place or programme in the directory.
    pub link: String,
    pub outcome: Option<Outcome>,
    /// How it went, in words.
    pub words: String,
    /// Who beside the family wrote it; empty: the family itself.
    pub from: String,
}

/// Every sheet, the newest first.
pub fn plans(book: &Book) -> Vec<Plan> {
    let mut plans: Vec<Plan> = book.of("plan").map(plan).collect();
    order::by(&mut plans, |a, b| (b.made, b.version, &b.id).cmp(&(a.made, a.version, &a.id)));
    plans
}

/// One sheet.
pub fn find(book: &Book, id: &str) -> Option<Plan> {
    book.get("plan", id).map(plan)
}

fn plan(entry: &Entry) -> Plan {
    let filled = |label: &str| Some(entry.get(label).to_owned()).filter(|t| !t.is_empty());
    Plan {
        id: entry.id.clone(),
        form: entry.get("form").to_owned(),
        name: entry.get("name").to_owned(),
        whose: entry.get("whose").to_owned(),
        made: parse_date(entry.get("made")),
        review: parse_date(entry.get("review")),
        version: entry.get("version").parse().unwrap_or(1),
        former: filled("former"),
        closed: entry.get("closed") == "1",
        ended: entry.get("ended") == "1",
        beside: entry.get("beside").to_owned(),
    }
}

/// Writes what a sheet is.
pub fn put_plan(book: &mut Book, plan: &Plan) {
    let day = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
    book.change("plan", &plan.id, |entry| {
        entry.set("form", &plan.form);
        entry.set("name", &plan.name);
        entry.set("whose", &plan.whose);
        entry.set("made", &day(plan.made));
        entry.set("review", &day(plan.review));
        entry.set("version", &plan.version.to_string());
        entry.set("former", plan.former.as_deref().unwrap_or(""));
        entry.set("closed", if plan.closed { "1" } else { "" });
        entry.set("ended", if plan.ended { "1" } else { "" });
        entry.set("beside", &plan.beside);
    });
}

/// The key of an answer: the field's, and the voice's where there are several.
pub fn answer_key(plan: &str, field: &str, voice: &str) -> String {
    if voice.is_empty() { format!("{plan}.{field}") } else { format!("{plan}.{field}@{voice}") }
}

/// What stands in a field.
pub fn answer(book: &Book, plan: &str, field: &str, voice: &str) -> String {
    book.get("answer", &answer_key(plan, field, voice)).map(|e| e.get("text").to_owned()).unwrap_or_default()
}

/// Writes a field; an empty one is taken away.
pub fn put_answer(book: &mut Book, plan: &str, field: &str, voice: &str, text: &str) {
    let key = answer_key(plan, field, voice);
    if text.trim().is_empty() {
        return book.remove("answer", &key);
    }
    book.change("answer", &key, |entry| entry.set("text", text));
}

/// The ticked choices of a field, by id.
pub fn ticked(book: &Book, plan: &str, field: &str, voice: &str) -> Vec<String> {
    answer(book, plan, field, voice).split(';').filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

/// Ticks a choice, or takes the tick away.
pub fn tick(book: &mut Book, plan: &str, field: &str, voice: &str, choice: &str, on: bool) {
    let mut all = ticked(book, plan, field, voice);
    all.retain(|id| id != choice);
    if on {
        all.push(choice.to_owned());
    }
    put_answer(book, plan, field, voice, &all.join(";"));
}

/// The private words beside a section.
pub fn memo(book: &Book, plan: &str, section: &str) -> String {
    book.get("memo", &format!("{plan}.{section}")).map(|e| e.get("text").to_owned()).unwrap_or_default()
}

/// Writes private words.
pub fn put_memo(book: &mut Book, plan: &str, section: &str, text: &str) {
    let key = format!("{plan}.{section}");
    if text.trim().is_empty() {
        return book.remove("memo", &key);
    }
    book.change("memo", &key, |entry| entry.set("text", text));
}

/// The goals, actions or services of a field, in the order in which they were written.
pub fn items(book: &Book, plan: &str, field: &str) -> Vec<Item> {
    let prefix = format!("{plan}.");
    let mut items: Vec<(u32, Item)> = book
        .of("item")
        .filter(|e| e.id.starts_with(&prefix) && e.get("field") == field)
        .map(|e| {
            let item = Item {
                id: e.id.clone(),
                field: field.to_owned(),
                text: e.get("text").to_owned(),
                who: e.get("who").to_owned(),
                by: e.get("by").to_owned(),
                phone: e.get("phone").to_owned(),
                link: e.get("link").to_owned(),
                outcome: Outcome::read(e.get("outcome")),
                words: e.get("words").to_owned(),
                from: e.get("from").to_owned(),
            };
            (e.get("order").parse().unwrap_or(u32::MAX), item)
        })
        .collect();
    order::by(&mut items, |(a, x), (b, y)| (a, &x.id).cmp(&(b, &y.id)));
    items.into_iter().map(|(_, item)| item).collect()
}

/// Begins an item; its id.
pub fn add_item(book: &mut Book, plan: &str, item: &Item, salt: u32) -> String {
    let id = format!("{plan}.{}", book.free_id("item", 'i', salt));
    let order = book.of("item").filter_map(|e| e.get("order").parse::<u32>().ok()).max().unwrap_or(0) + 1;
    let mut entry = Entry::new("item", &id).with("field", &item.field).with("order", &order.to_string());
    set_item(&mut entry, item);
    book.put(entry);
    id
}

/// Writes an item anew.
pub fn put_item(book: &mut Book, item: &Item) {
    book.change("item", &item.id, |entry| set_item(entry, item));
}

fn set_item(entry: &mut Entry, item: &Item) {
    entry.set("text", &item.text);
    entry.set("who", &item.who);
    entry.set("by", &item.by);
    entry.set("phone", &item.phone);
    entry.set("link", &item.link);
    entry.set("outcome", item.outcome.map_or("", Outcome::key));
    entry.set("words", &item.words);
    entry.set("from", &item.from);
}

/// What somebody beside the family says to a part of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    pub who: String,
    pub text: String,
}

/// The id of a voice: the sheet, the part and who it is.
fn voice_key(plan: &str, section: &str, who: &str) -> String {
    format!("{plan}.{section}@{who}")
}

/// What was said to a part by those beside the family, each with a name.
pub fn voices(book: &Book, plan: &str, section: &str) -> Vec<Voice> {
    let prefix = voice_key(plan, section, "");
    let own = book.of("voice").filter(|e| e.id.starts_with(&prefix));
    own.map(|e| Voice { who: e.id[prefix.len()..].to_owned(), text: e.get("text").to_owned() }).collect()
}

/// Writes what somebody says to a part; an empty text is taken away.
pub fn put_voice(book: &mut Book, plan: &str, section: &str, voice: &Voice) {
    let key = voice_key(plan, section, &voice.who);
    if voice.text.trim().is_empty() {
        return book.remove("voice", &key);
    }
    book.change("voice", &key, |entry| entry.set("text", &voice.text));
}

/// The kinds of entries that stand on a sheet, under ids that begin with the sheet's.
const PARTS: [&str; 4] = ["answer", "item", "voice", "memo"];

/// Takes a sheet away with everything on it.
pub fn remove(book: &mut Book, plan: &str) {
    let prefix = format!("{plan}.");
    for kind in PARTS {
        let ids: Vec<String> = book.of(kind).filter(|e| e.id.starts_with(&prefix)).map(|e| e.id.clone()).collect();
        ids.iter().for_each(|id| book.remove(kind, id));
    }
    book.remove("plan", plan);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).expect("a day of the calendar")
    }

    fn begun() -> (Book, Plan) {
        let mut book = Book::default();
        let text = "format = 1\nid = \"infant\"\nname = \"乳幼児\"\n[[section]]\nid = \"a\"\ntitle = \"a\"\n";
        let form = crate::plan::read::read(text).0.expect("a form");
        let plan = Plan { whose: "はる".into(), ..Plan::new("s1".into(), &form, day(2026, 11, 21)) };
        put_plan(&mut book, &plan);
        (book, plan)
    }

    #[test]
    fn words_of_each_voice_stand_apart() {
        let (mut book, plan) = begun();
        put_answer(&mut book, &plan.id, "wish", "child", "公園に行きたい");
        put_answer(&mut book, &plan.id, "wish", "parent", "眠りたい");
        assert_eq!(answer(&book, "s1", "wish", "child"), "公園に行きたい");
        assert_eq!(answer(&book, "s1", "wish", "parent"), "眠りたい");
        put_answer(&mut book, &plan.id, "wish", "child", " ");
        assert_eq!(answer(&book, "s1", "wish", "child"), "");
        tick(&mut book, "s1", "worry", "", "cook", true);
        tick(&mut book, "s1", "worry", "", "sleep", true);
        tick(&mut book, "s1", "worry", "", "cook", false);
        assert_eq!(ticked(&book, "s1", "worry", ""), ["sleep"]);
        assert_eq!(find(&book, "s1"), Some(plan));
    }

    #[test]
    fn each_voice_beside_the_family_has_its_name() {
        let (mut book, plan) = begun();
        let voice = |who: &str, text: &str| Voice { who: who.into(), text: text.into() };
        put_voice(&mut book, &plan.id, "good", &voice("保健師 山田", "よく眠れていますね"));
        put_voice(&mut book, &plan.id, "good", &voice("ひろば@駅前", "また来てね"));
        put_voice(&mut book, &plan.id, "goods", &voice("ほか", "ほかの部分"));
        assert_eq!(
            voices(&book, &plan.id, "good"),
            [voice("ひろば@駅前", "また来てね"), voice("保健師 山田", "よく眠れていますね")]
        );
        put_voice(&mut book, &plan.id, "good", &voice("ひろば@駅前", " "));
        assert_eq!(voices(&book, &plan.id, "good").len(), 1);
        remove(&mut book, &plan.id);
        assert!(book.is_empty());
    }
}
