//! What of the directory answers a ticked worry: each with the words that brought it up. No verdicts, no ranking of people.

use super::form::Choice;
use crate::calendar::Date;
use crate::data::Catalog;
use crate::directory::{Kind, Place};
use crate::events::{Event, next_day};
use crate::programmes::Programme;
use chrono::Days;

/// One thing that answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer<'a> {
    Place(&'a Place),
    Programme(&'a Programme),
    /// With its next day.
    Event(&'a Event, Date),
}

/// A thing and the choices it answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion<'a> {
    pub answer: Answer<'a>,
    /// The labels of the ticked choices.
    pub because: Vec<String>,
}

/// How many a choice brings up of each sort.
const OF_EACH: usize = 2;

/// How far ahead events are looked for, in days.
const DAYS_AHEAD: u64 = 45;

/// What answers the ticked choices: programmes first (they say who can use them), then places of the family's district, then
/// events. The same thing is named once, with every worry it answers.
pub fn suggest<'a>(ticked: &[&Choice], catalog: &'a Catalog, district: &str, today: Date) -> Vec<Suggestion<'a>> {
    let mut by_choice: Vec<Vec<Answer<'a>>> = Vec::new();
    let last = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today);
    for choice in ticked {
        let says = |text: &str| choice.words.iter().any(|word| text.contains(word.as_str()));
        let programmes = catalog
            .programmes
            .iter()
            .filter(|p| p.mentions(&choice.words) || p.tags.iter().any(|t| says(t)))
            .take(OF_EACH)
            .map(Answer::Programme);
        let mut places: Vec<&Place> = catalog
            .places
            .iter()
            .filter(|p| choice.places.iter().any(|key| key == p.kind.key()) || p.tags.iter().any(|t| says(t)))
            .collect();
        // The desk that knows the rest stands before those of the same worry further off.
        crate::order::by_key(&mut places, |p| {
            (district.is_empty() || p.district != district, p.kind != Kind::FamilyCentre)
        });
        let places = places.into_iter().take(OF_EACH).map(Answer::Place);
        let events = catalog
            .events
            .iter()
            .filter(|e| !e.is_off() && e.mentions(&choice.words))
            .filter_map(|e| Some(Answer::Event(e, next_day(e, today, last)?)))
            .take(1);
        by_choice.push(programmes.chain(places).chain(events).collect());
    }
    // The first answer to each worry, then the second of each: none pushes the others off a short list.
    let mut found: Vec<Suggestion<'a>> = Vec::new();
    let longest = by_choice.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..longest {
        for (choice, answers) in ticked.iter().zip(&by_choice) {
            let Some(answer) = answers.get(at) else { continue };
            match found.iter_mut().find(|s| s.answer == *answer) {
                Some(known) => known.because.push(choice.label.clone()),
                None => found.push(Suggestion { answer: answer.clone(), because: vec![choice.label.clone()] }),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::SourceFile;

    #[test]
    fn every_worry_is_answered_early_and_says_why() {
        let file = |name: &str, text: &str| SourceFile { name: name.into(), bytes: Ok(text.as_bytes().to_vec()) };
        let files = [
            file(
                "support.csv",
                "制度名,概要\n一時預かり,数時間あずけられます\nショートステイ,泊まりであずけられます\n夜泣き相談,眠れないときに\n",
            ),
            file("preschool.csv", "名称,種別,地区\nひろばA,地域子育て支援拠点,東\nひろばB,地域子育て支援拠点,西\n"),
        ];
        let today = Date::from_ymd_opt(2026, 11, 21).expect("a day");
        let catalog = Catalog::read(&files, &|_| None, today);
        let choice = |label: &str, words: &[&str], places: &[&str]| Choice {
            id: label.into(),
            label: label.into(),
            words: words.iter().map(|w| (*w).to_owned()).collect(),
            places: places.iter().map(|w| (*w).to_owned()).collect(),
        };
        let (rest, night) =
            (choice("休みたい", &["あずけ"], &["support_hub"]), choice("眠れない", &["眠れない"], &["support_hub"]));
        let found = suggest(&[&rest, &night], &catalog, "西", today);
        let names: Vec<&str> = found
            .iter()
            .map(|s| match &s.answer {
                Answer::Place(p) => p.name.as_str(),
                Answer::Programme(p) => p.name.as_str(),
                Answer::Event(e, _) => e.name.as_str(),
            })
            .collect();
        assert_eq!(names, ["一時預かり", "夜泣き相談", "ショートステイ", "ひろばB", "ひろばA"]);
        assert_eq!(found[3].because, ["眠れない", "休みたい"]);
        assert!(suggest(&[], &catalog, "", today).is_empty());
    }
}
