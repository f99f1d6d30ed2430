//! What of the directory answers a ticked worry: each with the words that brought it up. No verdicts, no ranking of people.

use super::form::Choice;
use crate::calendar::Date;
use crate::data::Catalog;
use crate::data::columns::Field;
use crate::directory::{Kind, Place};
use crate::events::{Event, occurrences};
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
    let mut found: Vec<Suggestion<'a>> = Vec::new();
    let last = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today);
    for choice in ticked {
        let says = |text: &str| choice.words.iter().any(|word| text.contains(word.as_str()));
        let programmes = catalog
            .programmes
            .iter()
            .filter(|p| says(&p.name) || p.tags.iter().any(|t| says(t)) || p.fact(Field::Summary).is_some_and(says))
            .take(OF_EACH)
            .map(Answer::Programme);
        let mut places: Vec<&Place> = catalog
            .places
            .iter()
            .filter(|p| choice.places.iter().any(|key| key == p.kind.key()) || p.tags.iter().any(|t| says(t)))
            .collect();
        // The desk that knows the rest stands before those of the same worry further off.
        places.sort_by_key(|p| (district.is_empty() || p.district != district, p.kind != Kind::FamilyCentre));
        let places = places.into_iter().take(OF_EACH).map(Answer::Place);
        let events = catalog
            .events
            .iter()
            .filter(|e| !e.cancelled && (says(&e.name) || e.fact(Field::Summary).is_some_and(says)))
            .filter_map(|e| {
                let next = occurrences(e, 0, today, last).into_iter().find(|o| !o.cancelled)?;
                Some(Answer::Event(e, next.date))
            })
            .take(1);
        for answer in programmes.chain(places).chain(events).collect::<Vec<_>>() {
            match found.iter_mut().find(|s| s.answer == answer) {
                Some(known) => known.because.push(choice.label.clone()),
                None => found.push(Suggestion { answer, because: vec![choice.label.clone()] }),
            }
        }
    }
    found
}
