//! Who is in a family and what it has marked: typed views over the entries of the vault.
//!
//! Reading never fails: an entry whose date cannot be read is counted in [`Family::unread`] and stays in the book.

use super::age::{months_on, premature};
use super::belongings::{Registration, Visit, Voucher};
use super::hub::{Kept, kept};
use crate::calendar::{Date, iso, parse_date};
use crate::order;
use crate::plan::sheet::{Plan, plans};
use crate::vault::away;
use crate::vault::book::Book;
use chrono::Days;
use std::collections::BTreeMap;

/// A pregnancy, known by its due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pregnancy {
    pub id: String,
    /// What the family calls the child to be; may be empty.
    pub name: String,
    /// 出産予定日
    pub due: Date,
    /// How many children are expected.
    pub count: u8,
    pub course: Course,
}

/// How a pregnancy went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    Expecting,
    /// Its children are in the record.
    Born,
    /// Ended without a birth: nothing of it is reminded of any more.
    Ended,
}

/// A child, known by its date of birth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    pub id: String,
    /// What the family calls it; may be empty.
    pub name: String,
    /// 生年月日
    pub born: Date,
    /// 出産予定日, for the corrected age.
    pub due: Option<Date>,
    /// 出生体重, in grams.
    pub weight: Option<u32>,
    /// The pregnancy of this record that it came from.
    pub pregnancy: Option<String>,
    /// Put away: kept, but nothing is reminded of.
    pub away: bool,
}

impl Child {
    /// Full months in everyday counting.
    pub fn months(&self, today: Date) -> u32 {
        months_on(self.born, today)
    }

    /// 修正月齢: months from the due date, for a child born before 37 weeks and until it is three. It serves questions
    /// of development, not vaccination.
    ///
    /// ```
    /// use tsunagi::{calendar::Date, family::record::Child};
    /// let day = |y, m, d| Date::from_ymd_opt(y, m, d).unwrap();
    /// let child = Child { id: "c1".into(), name: String::new(), born: day(2026, 4, 1), due: Some(day(2026, 6, 10)),
    ///     weight: Some(1480), pregnancy: None, away: false };
    /// assert_eq!(child.corrected_months(day(2026, 9, 20)), Some(3));
    /// assert_eq!(child.months(day(2026, 9, 20)), 5);
    /// ```
    pub fn corrected_months(&self, today: Date) -> Option<u32> {
        let due = self.due.filter(|due| premature(self.born, *due))?;
        (self.months(today) < 36).then(|| months_on(due, today))
    }
}

/// What a family says of one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkState {
    /// 済み
    Done,
    /// 予約した
    Booked,
    /// うちには関係ない
    NotForUs,
    /// だれかに聞く
    Ask,
}

impl MarkState {
    pub const ALL: [(MarkState, &'static str); 4] = [
        (MarkState::Done, "done"),
        (MarkState::Booked, "booked"),
        (MarkState::NotForUs, "skip"),
        (MarkState::Ask, "ask"),
    ];

    /// Its name in the record.
    pub fn key(self) -> &'static str {
        MarkState::ALL.iter().find(|(state, _)| *state == self).map_or("", |(_, key)| key)
    }

    pub fn read(text: &str) -> Option<MarkState> {
        MarkState::ALL.iter().find(|(_, key)| *key == text).map(|(state, _)| *state)
    }
}

/// A step's mark, with its day and words of the family's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    pub state: Option<MarkState>,
    /// The day it was done, or for which it is booked.
    pub on: Option<Date>,
    pub note: String,
}

/// What concerns the household as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Household {
    /// A district as the city's lists name it.
    pub district: String,
    /// A place near home from which distances are counted, by its id: the home itself is never asked for.
    pub landmark: String,
    /// Words of its own, for itself.
    pub note: String,
    /// When a backup was last made.
    pub backed_up: Option<Date>,
    /// After how many minutes without anybody a locked record is locked again.
    pub lock_after: Option<u16>,
}

/// A family's whole record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Family {
    pub pregnancies: Vec<Pregnancy>,
    pub children: Vec<Child>,
    /// By the key of the step.
    pub marks: BTreeMap<String, Mark>,
    pub household: Household,
    /// The newest first.
    pub visits: Vec<Visit>,
    pub vouchers: Vec<Voucher>,
    pub registrations: Vec<Registration>,
    /// Places kept: マイ相談先 first.
    pub kept: Vec<Kept>,
    /// Events kept, in the order in which they were.
    pub events: Vec<crate::events::kept::Kept>,
    /// The sheets that are in use.
    pub plans: Vec<Plan>,
    /// Entries of ours that could not be understood. They stay in the record.
    pub unread: usize,
}

/// The entry of the household.
const HOME: &str = "home";

pub(super) fn day(date: Option<Date>) -> String {
    date.map(|d| d.to_string()).unwrap_or_default()
}

impl Family {
    /// Reads a book.
    pub fn read(book: &Book) -> Family {
        let mut family = Family::default();
        for entry in book.of("pregnancy") {
            match iso(entry.get("due")) {
                Some(due) => family.pregnancies.push(Pregnancy {
                    id: entry.id.clone(),
                    name: entry.get("name").to_owned(),
                    due,
                    count: entry.get("count").parse().ok().filter(|n| (1..=9).contains(n)).unwrap_or(1),
                    course: match entry.get("course") {
                        "born" => Course::Born,
                        "ended" => Course::Ended,
                        _ => Course::Expecting,
                    },
                }),
                None => family.unread += 1,
            }
        }
        for entry in book.of("child") {
            match iso(entry.get("born")) {
                Some(born) => family.children.push(Child {
                    id: entry.id.clone(),
                    name: entry.get("name").to_owned(),
                    born,
                    due: iso(entry.get("due")),
                    weight: entry.get("weight").parse().ok(),
                    pregnancy: Some(entry.get("pregnancy").to_owned()).filter(|p| !p.is_empty()),
                    away: entry.get("away") == "1",
                }),
                None => family.unread += 1,
            }
        }
        // The oldest first, twins in the order of their entry.
        order::by(&mut family.children, |a, b| (a.born, &a.id).cmp(&(b.born, &b.id)));
        order::by(&mut family.pregnancies, |a, b| (a.due, &a.id).cmp(&(b.due, &b.id)));
        for entry in book.of("step") {
            let mark = Mark {
                state: MarkState::read(entry.get("state")),
                on: iso(entry.get("on")),
                note: entry.get("note").to_owned(),
            };
            family.marks.insert(entry.id.clone(), mark);
        }
        if let Some(home) = book.get("household", HOME) {
            family.household = Household {
                landmark: home.get("landmark").to_owned(),
                district: home.get("district").to_owned(),
                note: home.get("note").to_owned(),
                backed_up: iso(home.get("backup")),
                lock_after: away::read(home.get("lock")),
            };
        }
        family.visits = book.of("visit").filter_map(Visit::read).collect();
        order::by(&mut family.visits, |a, b| (b.on, &b.id).cmp(&(a.on, &a.id)));
        family.vouchers = book.of("voucher").map(Voucher::read).collect();
        family.registrations = book.of("registration").map(Registration::read).collect();
        family.kept = kept(book);
        family.events = crate::events::kept::kept(book);
        family.plans = plans(book).into_iter().filter(|p| !p.closed && !p.ended).collect();
        family.unread += book.of("visit").count() - family.visits.len();
        family
    }

    /// Nobody is in it yet.
    pub fn is_empty(&self) -> bool {
        self.children.is_empty() && self.pregnancies.is_empty()
    }

    pub fn child(&self, id: &str) -> Option<&Child> {
        self.children.iter().find(|c| c.id == id)
    }

    pub fn pregnancy(&self, id: &str) -> Option<&Pregnancy> {
        self.pregnancies.iter().find(|p| p.id == id)
    }

    /// The children born with this one, itself among them, in order: one pregnancy, or else one day (and the next,
    /// since twins may have midnight between them).
    pub fn born_with(&self, child: &Child) -> Vec<&Child> {
        self.children
            .iter()
            .filter(|other| match (&child.pregnancy, &other.pregnancy) {
                (Some(a), Some(b)) => a == b,
                _ => (other.born - child.born).num_days().abs() <= 1,
            })
            .collect()
    }
}

/// Writes a pregnancy down.
pub fn put_pregnancy(book: &mut Book, pregnancy: &Pregnancy) {
    book.change("pregnancy", &pregnancy.id, |entry| {
        entry.set("name", &pregnancy.name);
        entry.set("due", &day(Some(pregnancy.due)));
        entry.set("count", if pregnancy.count > 1 { pregnancy.count.to_string() } else { String::new() }.as_str());
        entry.set(
            "course",
            match pregnancy.course {
                Course::Expecting => "",
                Course::Born => "born",
                Course::Ended => "ended",
            },
        );
    });
}

/// Writes a child down.
pub fn put_child(book: &mut Book, child: &Child) {
    book.change("child", &child.id, |entry| {
        entry.set("name", &child.name);
        entry.set("born", &day(Some(child.born)));
        entry.set("due", &day(child.due));
        entry.set("weight", &child.weight.map(|w| w.to_string()).unwrap_or_default());
        entry.set("pregnancy", child.pregnancy.as_deref().unwrap_or(""));
        entry.set("away", if child.away { "1" } else { "" });
    });
}

/// Marks a step; one without state, day and words is taken away.
pub fn put_mark(book: &mut Book, key: &str, mark: &Mark) {
    if *mark == Mark::default() {
        return book.remove("step", key);
    }
    book.change("step", key, |entry| {
        entry.set("state", mark.state.map_or("", MarkState::key));
        entry.set("on", &day(mark.on));
        entry.set("note", &mark.note);
    });
}

/// Writes down what concerns the household.
pub fn put_household(book: &mut Book, household: &Household) {
    book.change("household", HOME, |entry| {
        entry.set("district", &household.district);
        entry.set("landmark", &household.landmark);
        entry.set("note", &household.note);
        entry.set("backup", &day(household.backed_up));
        entry.set("lock", &household.lock_after.map(|minutes| minutes.to_string()).unwrap_or_default());
    });
}

/// The children of a pregnancy are born: they come into the record with its due date, and it is marked.
pub fn birth(book: &mut Book, pregnancy: &Pregnancy, born: Date, salt: u32) {
    for number in 0..u32::from(pregnancy.count.max(1)) {
        let id = book.free_id("child", 'c', salt.wrapping_add(number * 7919));
        let child = Child {
            id,
            name: if pregnancy.count > 1 { String::new() } else { pregnancy.name.clone() },
            born,
            due: Some(pregnancy.due),
            weight: None,
            pregnancy: Some(pregnancy.id.clone()),
            away: false,
        };
        put_child(book, &child);
    }
    put_pregnancy(book, &Pregnancy { course: Course::Born, ..pregnancy.clone() });
}

/// A pregnancy has ended without a birth: it is kept without a word, and everything that was marked for it goes.
pub fn end(book: &mut Book, pregnancy: &Pregnancy) {
    put_pregnancy(book, &Pregnancy { course: Course::Ended, ..pregnancy.clone() });
    remove_marks(book, &pregnancy.id);
}

/// Takes a child or a pregnancy out of the record, with its marks.
pub fn remove(book: &mut Book, id: &str) {
    book.remove("child", id);
    book.remove("pregnancy", id);
    remove_marks(book, id);
}

fn remove_marks(book: &mut Book, subject: &str) {
    let prefix = format!("{subject}.");
    let marked: Vec<String> = book.of("step").filter(|e| e.id.starts_with(&prefix)).map(|e| e.id.clone()).collect();
    for id in marked {
        book.remove("step", &id);
    }
}

/// Why a date was not taken for a due date or a birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateTrouble {
    Missing,
    /// A birth that has not been, by today.
    Ahead,
    /// Too far off to be meant.
    TooFar,
}

/// A due date as it can be: from six weeks ago to ten months ahead.
pub fn check_due(text: &str, today: Date) -> Result<Date, DateTrouble> {
    let due = parse_date(text).ok_or(DateTrouble::Missing)?;
    let first = today.checked_sub_days(Days::new(42)).unwrap_or(today);
    let last = today.checked_add_days(Days::new(301)).unwrap_or(today);
    if (first..=last).contains(&due) { Ok(due) } else { Err(DateTrouble::TooFar) }
}

/// A birth as it can be: today or before, within the last 25 years.
pub fn check_birth(text: &str, today: Date) -> Result<Date, DateTrouble> {
    let born = parse_date(text).ok_or(DateTrouble::Missing)?;
    if born > today {
        return Err(DateTrouble::Ahead);
    }
    if months_on(born, today) >= 25 * 12 { Err(DateTrouble::TooFar) } else { Ok(born) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).expect("a day of the calendar")
    }

    fn twins() -> Pregnancy {
        Pregnancy { id: "p1".into(), name: String::new(), due: on(2026, 6, 10), count: 2, course: Course::Expecting }
    }

    #[test]
    fn twins_come_into_the_record_together() {
        let mut book = Book::default();
        put_pregnancy(&mut book, &twins());
        put_mark(&mut book, "p1.parents-class", &Mark { state: Some(MarkState::Done), ..Mark::default() });
        birth(&mut book, &twins(), on(2026, 5, 1), 12345);
        let family = Family::read(&book);
        assert_eq!(family.children.len(), 2);
        assert_eq!(family.born_with(&family.children[0]).len(), 2);
        assert!(family.children.iter().all(|c| c.corrected_months(on(2026, 8, 10)) == Some(2)));
        assert_eq!(family.pregnancies[0].course, Course::Born);
        assert_eq!(family.marks.len(), 1, "what was marked stays");
    }

    #[test]
    fn an_ended_pregnancy_keeps_no_marks() {
        let mut book = Book::default();
        put_pregnancy(&mut book, &twins());
        put_mark(&mut book, "p1.parents-class", &Mark { state: Some(MarkState::Booked), ..Mark::default() });
        put_mark(&mut book, "p12.parents-class", &Mark { state: Some(MarkState::Booked), ..Mark::default() });
        end(&mut book, &twins());
        let family = Family::read(&book);
        assert_eq!(family.pregnancies[0].course, Course::Ended);
        assert_eq!(family.marks.keys().collect::<Vec<_>>(), ["p12.parents-class"]);
    }

    #[test]
    fn labels_of_a_newer_version_survive_an_edit() {
        let mut book = Book::read("kind:child\tid:c1\trev:1\tborn:2026-04-01\tblood:A\n");
        let mut child = Family::read(&book).children.remove(0);
        child.name = "はる".into();
        put_child(&mut book, &child);
        assert_eq!(book.get("child", "c1").map(|e| e.get("blood").to_owned()), Some("A".into()));
    }

    #[test]
    fn an_entry_that_is_not_understood_stays() {
        let book = Book::read("kind:child\tid:c1\trev:1\tborn:いつか\n");
        let family = Family::read(&book);
        assert_eq!((family.children.len(), family.unread), (0, 1));
        assert!(book.text().contains("いつか"));
    }

    #[test]
    fn dates_that_cannot_be_meant_are_told_apart() {
        let today = on(2026, 11, 21);
        assert_eq!(check_due("2027-01-10", today), Ok(on(2027, 1, 10)));
        assert_eq!(check_due("2026-09-01", today), Err(DateTrouble::TooFar));
        assert_eq!(check_due("", today), Err(DateTrouble::Missing));
        // Browsers without a date field of their own give what was typed.
        assert_eq!(check_due("令和9年1月10日", today), Ok(on(2027, 1, 10)));
        assert_eq!(check_birth("2026-11-22", today), Err(DateTrouble::Ahead));
        assert_eq!(check_birth("1990-01-01", today), Err(DateTrouble::TooFar));
    }
}
