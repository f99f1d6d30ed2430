//! Versions: a sheet looked back on stays whole, and a new one takes its place.

use super::form::{FieldKind, Form};
use super::sheet::{Plan, answer, find, put_plan};
use crate::calendar::Date;
use crate::vault::book::Book;
use crate::vault::entry::Entry;

/// A new version on the same form: words and services as they stand; goals and actions that are done or dropped stay
/// behind. The former version is kept whole, with how each goal went.
pub fn next_version(book: &mut Book, plan: &Plan, today: Date, salt: u32) -> String {
    let id = book.free_id("plan", 's', salt);
    let prefix = format!("{}.", plan.id);
    let answers: Vec<Entry> = book.of("answer").filter(|e| e.id.starts_with(&prefix)).cloned().collect();
    for entry in answers {
        let rest = entry.id[prefix.len()..].to_owned();
        book.put(Entry { id: format!("{id}.{rest}"), rev: 0, ..entry });
    }
    for entry in going_on(book, plan) {
        let rest = entry.id[prefix.len()..].to_owned();
        book.put(Entry { id: format!("{id}.{rest}"), ..entry });
    }
    follow(book, plan, Plan { id, ..plan.clone() }, today)
}

/// A sheet of a form for looking back in the place of this one: the goals that go on stand in its first field of goals,
/// and nothing else is copied, since that form shows what was said before beside what is now.
pub fn look_back(book: &mut Book, plan: &Plan, form: &Form, today: Date, salt: u32) -> String {
    let id = book.free_id("plan", 's', salt);
    let prefix = format!("{}.", plan.id);
    let goals = form.sections.iter().flat_map(|s| &s.fields).find(|f| f.kind == FieldKind::Goals);
    if let Some(field) = goals {
        // Only goals have a horizon of one word.
        let goals = going_on(book, plan).into_iter().filter(|e| matches!(e.get("by"), "now" | "1m" | "3m" | "1y"));
        for entry in goals.collect::<Vec<_>>() {
            let rest = entry.id[prefix.len()..].to_owned();
            book.put(Entry { id: format!("{id}.{rest}"), ..entry }.with("field", &field.id));
        }
    }
    follow(book, plan, Plan { id, form: form.id.clone(), name: form.name.clone(), ..plan.clone() }, today)
}

/// The items that are neither done nor dropped, with how they went left off.
fn going_on(book: &Book, plan: &Plan) -> Vec<Entry> {
    let prefix = format!("{}.", plan.id);
    let open = book.of("item").filter(|e| e.id.starts_with(&prefix) && !matches!(e.get("outcome"), "done" | "dropped"));
    open.map(|e| Entry { rev: 0, ..e.clone() }.with("outcome", "").with("words", "")).collect()
}

fn follow(book: &mut Book, former: &Plan, next: Plan, today: Date) -> String {
    let next = Plan {
        made: Some(today),
        review: None,
        version: former.version + 1,
        former: Some(former.id.clone()),
        closed: false,
        ended: false,
        // Who sits beside the family this time is asked anew.
        beside: String::new(),
        ..next
    };
    put_plan(book, &next);
    put_plan(book, &Plan { closed: true, ..former.clone() });
    next.id
}

/// A sheet and the versions before it, the newest first.
pub fn chain(book: &Book, plan: &str) -> Vec<Plan> {
    let mut all: Vec<Plan> = Vec::new();
    let mut next = find(book, plan);
    while let Some(now) = next {
        // A ring, which nobody can make here, ends.
        if all.iter().any(|p| p.id == now.id) {
            break;
        }
        next = now.former.as_deref().and_then(|id| find(book, id));
        all.push(now);
    }
    all
}

/// What a scale said in each version of a sheet, the oldest first: the day on which the version was begun, 0 to 100.
pub fn history(book: &Book, plan: &str, field: &str) -> Vec<(Option<Date>, u8)> {
    let mut all: Vec<(Option<Date>, u8)> = chain(book, plan)
        .into_iter()
        .filter_map(|p| Some((p.made, answer(book, &p.id, field, "").parse().ok().filter(|n| *n <= 100)?)))
        .collect();
    all.reverse();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::read::read;
    use crate::plan::sheet::{Item, Outcome, add_item, items, memo, plans, put_answer, put_item, put_memo, remove};

    const FORM: &str = "format = 1\nid = \"infant\"\nname = \"乳幼児\"\n[[section]]\nid = \"a\"\ntitle = \"a\"\n[[section.field]]\nid = \"goals\"\nkind = \"goals\"\nlabel = \"a\"\n";
    const REVIEW: &str = "format = 1\nid = \"review\"\nname = \"見なおし\"\nstage = \"review\"\n[[section]]\nid = \"a\"\ntitle = \"a\"\n[[section.field]]\nid = \"next-goals\"\nkind = \"goals\"\nlabel = \"a\"\n";

    fn day(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).expect("a day of the calendar")
    }

    fn begun() -> (Book, Plan) {
        let mut book = Book::default();
        let form = read(FORM).0.expect("a form");
        let plan = Plan::new("s1".into(), &form, day(2026, 11, 21));
        put_plan(&mut book, &plan);
        put_answer(&mut book, "s1", "wish", "", "眠りたい");
        put_answer(&mut book, "s1", "satisfaction", "", "40");
        put_memo(&mut book, "s1", "first", "だれにも言っていないこと");
        let goal = |text: &str| Item { field: "goals".into(), by: "1m".into(), text: text.into(), ..Item::default() };
        add_item(&mut book, "s1", &goal("週に1回ひろばへ"), 1);
        add_item(&mut book, "s1", &goal("夜は交代"), 2);
        let service = Item { field: "services".into(), text: "一時預かり".into(), ..Item::default() };
        add_item(&mut book, "s1", &service, 3);
        let mut done = items(&book, "s1", "goals")[0].clone();
        done.outcome = Some(Outcome::Done);
        put_item(&mut book, &done);
        (book, plan)
    }

    #[test]
    fn a_review_keeps_the_former_version_whole() {
        let (mut book, plan) = begun();
        let next = next_version(&mut book, &plan, day(2027, 2, 21), 9);
        assert_eq!(items(&book, "s1", "goals").len(), 2);
        let carried = items(&book, &next, "goals");
        assert_eq!(carried.iter().map(|i| i.text.as_str()).collect::<Vec<_>>(), ["夜は交代"]);
        assert_eq!(items(&book, &next, "services").len(), 1);
        assert_eq!(answer(&book, &next, "wish", ""), "眠りたい");
        // Private words stay where they were written.
        assert_eq!(memo(&book, &next, "first"), "");
        let now = find(&book, &next).expect("there");
        assert_eq!((now.version, now.former.as_deref()), (2, Some("s1")));
        assert!(find(&book, "s1").is_some_and(|p| p.closed));
        remove(&mut book, &next);
        assert_eq!(plans(&book).len(), 1);
        assert_eq!(items(&book, &next, "goals").len(), 0);
    }

    #[test]
    fn a_sheet_for_looking_back_carries_goals_only_and_satisfaction_goes_on() {
        let (mut book, plan) = begun();
        let form = read(REVIEW).0.expect("a form");
        let next = look_back(&mut book, &plan, &form, day(2027, 2, 21), 9);
        assert_eq!(items(&book, &next, "next-goals").iter().map(|i| i.text.as_str()).collect::<Vec<_>>(), ["夜は交代"]);
        assert_eq!(answer(&book, &next, "wish", ""), "");
        assert_eq!(find(&book, &next).map(|p| (p.form, p.version)), Some(("review".into(), 2)));
        put_answer(&mut book, &next, "satisfaction", "", "65");
        assert_eq!(
            history(&book, &next, "satisfaction"),
            [(Some(day(2026, 11, 21)), 40), (Some(day(2027, 2, 21)), 65)]
        );
        assert_eq!(chain(&book, &next).len(), 2);
        // A ring of versions, made by no hand, ends.
        book.change("plan", "s1", |e| e.set("former", &next));
        assert_eq!(chain(&book, &next).len(), 2);
    }
}
