//! Two folders beside each other: what will families see change.

use crate::calendar::Date;
use crate::data::Catalog;
use crate::data::columns::{Field, header};
use crate::directory::{Extra, Facts, Place, Translated};
use crate::events::{Event, Held, Status, occurrences};
use crate::programmes::Programme;
use crate::words::desk::{Desk, DeskWords};
use crate::words::{Language, Words};
use chrono::Days;
use std::collections::HashMap;

/// How far ahead single days are compared, in days.
const AHEAD: u64 = 120;

/// What changes of one kind of thing, each a line for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub added: Vec<String>,
    pub removed: Vec<String>,
    pub changed: Vec<String>,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// Everything that changes, by kind of thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    pub places: Changes,
    pub events: Changes,
    pub programmes: Changes,
    /// Things whose id has changed, and with it the address of their page: old id, new id, name.
    pub readdressed: Vec<(String, String, String)>,
}

/// One thing as it is compared.
struct Seen {
    id: String,
    name: String,
    /// What families read, by its label.
    fields: Vec<(String, String)>,
}

fn facts(facts: &Facts, extras: &[Extra], translated: &[Translated], fields: &mut Vec<(String, String)>) {
    // When a row was last looked at is no change for a family.
    let own = [Field::UpdatedOn, Field::PublishedOn, Field::PublishedUntil];
    let facts = facts.iter().filter(|f| !own.contains(&f.field));
    fields.extend(facts.map(|f| (header(f.field).to_owned(), f.value.to_owned())));
    fields.extend(extras.iter().map(|e| (e.label.clone(), e.value.clone())));
    let language = |tag: &str| Language::of(tag).map_or("", |language| language.name);
    let label = |t: &Translated| Words::japanese().aside(header(t.field), language(&t.language));
    fields.extend(translated.iter().map(|t| (label(t), t.value.clone())));
}

fn place(words: &DeskWords, place: &Place) -> Seen {
    let phones = place.phones.iter().map(|p| p.written.as_str()).collect::<Vec<_>>().join("、");
    let hours = crate::words::format::hours(&crate::words::Words::japanese(), &place.hours);
    let mut fields = vec![
        (words.text(Desk::DiffName).to_owned(), place.name.clone()),
        (words.text(Desk::DiffAddress).to_owned(), place.address.clone()),
        (words.text(Desk::DiffPhone).to_owned(), phones),
        (words.text(Desk::DiffHours).to_owned(), hours),
    ];
    facts(&place.facts, &place.extras, &place.translated, &mut fields);
    Seen { id: place.id.clone(), name: place.name.clone(), fields }
}

fn event(words: &DeskWords, event: &Event) -> Seen {
    let day = |day: Option<Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let dates: Vec<String> = event.dates.iter().map(Date::to_string).collect();
    let days = [day(event.start), day(event.end), dates.join(";")].into_iter().filter(|part| !part.is_empty());
    let times = crate::words::format::times(&crate::words::Words::japanese(), event.times);
    let mut fields = vec![
        (words.text(Desk::DiffName).to_owned(), event.name.clone()),
        (words.text(Desk::DiffDays).to_owned(), days.collect::<Vec<_>>().join("〜")),
        (words.text(Desk::DiffHours).to_owned(), times),
        (words.text(Desk::DiffVenue).to_owned(), event.venue.clone()),
        (words.text(Desk::DiffAddress).to_owned(), event.address.clone()),
    ];
    facts(&event.facts, &event.extras, &event.translated, &mut fields);
    // How it stands is told in a sentence of its own.
    fields.retain(|(label, _)| *label != header(Field::Status));
    Seen { id: event.id.clone(), name: event.name.clone(), fields }
}

fn programme(words: &DeskWords, programme: &Programme) -> Seen {
    let mut fields = vec![(words.text(Desk::DiffName).to_owned(), programme.name.clone())];
    facts(&programme.facts, &programme.extras, &programme.translated, &mut fields);
    Seen { id: programme.id.clone(), name: programme.name.clone(), fields }
}

/// What differs between the fields of one thing.
fn fields(words: &DeskWords, old: &Seen, new: &Seen) -> Vec<String> {
    let value = |seen: &Seen, label: &str| {
        let all = seen.fields.iter().filter(|(known, _)| known == label).map(|(_, value)| value.as_str());
        all.collect::<Vec<_>>().join(" / ")
    };
    let mut labels: Vec<&str> = Vec::new();
    for (label, _) in old.fields.iter().chain(&new.fields) {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    let line = |label: &str| {
        let (before, after) = (value(old, label), value(new, label));
        let word = match (before.is_empty(), after.is_empty()) {
            _ if before == after => return None,
            (true, _) => Desk::DiffFieldNew,
            (_, true) => Desk::DiffFieldGone,
            _ => Desk::DiffField,
        };
        let values = [("name", new.name.as_str()), ("field", label), ("old", &before), ("new", &after)];
        Some(words.fill(word, &values).replace('\n', " "))
    };
    labels.into_iter().filter_map(line).collect()
}

/// The things of two lists beside each other, by their ids; one that has another id but the same name and place counts as
/// the same with a new address.
fn compare(
    words: &DeskWords,
    old: Vec<Seen>,
    new: Vec<Seen>,
    readdressed: &mut Vec<(String, String, String)>,
) -> Changes {
    let mut changes = Changes::default();
    let before: HashMap<&str, &Seen> = old.iter().map(|seen| (seen.id.as_str(), seen)).collect();
    let after: HashMap<&str, &Seen> = new.iter().map(|seen| (seen.id.as_str(), seen)).collect();
    let same = |a: &Seen, b: &Seen| a.name == b.name && a.fields == b.fields;
    let gone: Vec<&Seen> = old.iter().filter(|seen| !after.contains_key(seen.id.as_str())).collect();
    let mut moved: Vec<&str> = Vec::new();
    for seen in &new {
        match before.get(seen.id.as_str()) {
            Some(former) => changes.changed.extend(fields(words, former, seen)),
            None => match gone.iter().find(|former| same(former, seen) && !moved.contains(&former.id.as_str())) {
                Some(former) => {
                    moved.push(&former.id);
                    readdressed.push((former.id.clone(), seen.id.clone(), seen.name.clone()));
                }
                None => changes.added.push(seen.name.clone()),
            },
        }
    }
    let gone = gone.iter().filter(|seen| !moved.contains(&seen.id.as_str()));
    changes.removed.extend(gone.map(|seen| seen.name.clone()));
    changes
}

/// What families will see change from one catalog to another.
pub fn diff(words: &DeskWords, old: &Catalog, new: &Catalog, today: Date) -> Diff {
    let mut diff = Diff::default();
    let all = |c: &Catalog| c.places.iter().map(|p| place(words, p)).collect();
    diff.places = compare(words, all(old), all(new), &mut diff.readdressed);
    let all = |c: &Catalog| c.events.iter().map(|e| event(words, e)).collect();
    diff.events = compare(words, all(old), all(new), &mut diff.readdressed);
    let all = |c: &Catalog| c.programmes.iter().map(|p| programme(words, p)).collect();
    diff.programmes = compare(words, all(old), all(new), &mut diff.readdressed);
    for event in &new.events {
        let Some(former) = old.event(&event.id) else { continue };
        diff.events.changed.extend(days(words, former, event, today));
    }
    diff
}

/// Single days that are called off or put on another, and whole events.
fn days(words: &DeskWords, old: &Event, new: &Event, today: Date) -> Vec<String> {
    let name = ("name", new.name.as_str());
    if old.status != new.status {
        match new.status {
            Status::Cancelled => return vec![words.fill(Desk::DiffCancelled, &[name])],
            Status::Postponed => return vec![words.fill(Desk::DiffPostponed, &[name])],
            _ => {}
        }
    }
    let last = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let before = occurrences(old, 0, today, last);
    let held = |date: Date| before.iter().find(|o| o.date == date).map(|o| o.held);
    let line = |o: crate::events::Occurrence| match o.held {
        Held::Cancelled if held(o.date) != Some(Held::Cancelled) && new.status == Status::Planned => {
            Some(words.fill(Desk::DiffDayOff, &[name, ("date", &o.date.to_string())]))
        }
        Held::MovedTo(to) if held(o.date) != Some(o.held) => {
            Some(words.fill(Desk::DiffDayMoved, &[name, ("date", &o.date.to_string()), ("to", &to.to_string())]))
        }
        _ => None,
    };
    occurrences(new, 0, today, last).into_iter().filter_map(line).collect()
}

/// The difference as text.
pub fn text(words: &DeskWords, diff: &Diff) -> String {
    let mut out = String::new();
    let kinds =
        [(Desk::DiffPlaces, &diff.places), (Desk::DiffEvents, &diff.events), (Desk::DiffProgrammes, &diff.programmes)];
    for (kind, changes) in kinds {
        let parts = [
            (Desk::DiffAdded, "+", &changes.added),
            (Desk::DiffRemoved, "-", &changes.removed),
            (Desk::DiffChanged, "~", &changes.changed),
        ];
        for (word, sign, lines) in parts.into_iter().filter(|(_, _, lines)| !lines.is_empty()) {
            out.push_str(&format!("{}　{}（{}）\n", words.text(kind), words.text(word), lines.len()));
            lines.iter().for_each(|line| out.push_str(&format!("  {sign} {line}\n")));
        }
    }
    if !diff.readdressed.is_empty() {
        out.push_str(&format!("{}\n", words.text(Desk::DiffMovedPage)));
        for (old, new, name) in &diff.readdressed {
            out.push_str(&format!("  {name}: {old} → {new}\n"));
        }
    }
    if out.is_empty() {
        out = format!("{}\n", words.text(Desk::DiffSame));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::SourceFile;

    fn read(places: &str, events: &str) -> Catalog {
        let file = |name: &str, text: String| SourceFile { name: name.into(), bytes: Ok(text.into_bytes()) };
        let places = format!("ID,名称,住所,電話番号,利用可能曜日,開始時間,終了時間,説明,更新日\n{places}");
        let events = format!("ID,イベント名,開始日,終了日,開始時間,くりかえし,中止日,日程変更,状態\n{events}");
        let files = [file("preschool.csv", places), file("event.csv", events)];
        Catalog::read(&files, &|_| None, Date::from_ymd_opt(2026, 11, 21).expect("a day"))
    }

    #[test]
    fn what_families_see_is_told_and_nothing_else() {
        let old = read(
            "a,東ひろば,町1,0990-00-1000,月～金,9:00,12:00,,2026-01-01\nb,西ひろば,町2,,,,,,\nc,北ひろば,町3,,,,,,\n",
            "x,会,2026-11-24,2027-03-30,10:00,毎週火,,,\ny,講座,2026-12-05,,10:00,,,,\n",
        );
        let new = read(
            "a,東ひろば,町1,0990-00-1001,月～金,9:00,15:00,庭があります,2026-11-01\nz,西ひろば,町2,,,,,,\nd,南ひろば,町4,,,,,,\n",
            "x,会,2026-11-24,2027-03-30,10:00,毎週火,2026-12-01,2026-12-08→2026-12-09,\ny,講座,2026-12-05,,10:00,,,,中止\n",
        );
        let today = Date::from_ymd_opt(2026, 11, 21).expect("a day");
        let words = DeskWords::japanese();
        let found = diff(&words, &old, &new, today);
        assert_eq!((found.places.added, found.places.removed), (vec!["南ひろば".into()], vec!["北ひろば".to_owned()]));
        assert_eq!(found.readdressed, [("b".into(), "z".into(), "西ひろば".into())]);
        let told = found.places.changed.join("\n");
        assert!(told.contains("電話「0990-00-1000」→「0990-00-1001」"), "{told}");
        assert!(told.contains("説明「庭があります」が加わりました"), "{told}");
        assert_eq!(found.places.changed.len(), 3);
        let told = found.events.changed.join("\n");
        for part in
            ["会：2026-12-01が中止になりました", "会：2026-12-08が2026-12-09に変わりました", "講座：中止になりました"]
        {
            assert!(told.contains(part), "{told}");
        }
        assert_eq!(text(&words, &diff(&words, &new, &new, today)), "家庭から見て、変わるところはありません。\n");
    }
}
