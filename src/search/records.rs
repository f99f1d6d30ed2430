//! What of a city's records is searched, and in which part of the index it stands.

use super::gradual::Records;
use super::{Builder, Document, Index, Synonyms};
use crate::data::Catalog;
use crate::data::columns::Field;
use crate::directory::{Facts, Kind, Place, Translated};
use crate::events::Event;
use crate::programmes::Programme;
use crate::words::Words;

/// A kind as a family reads it: our word for it, or the city's own where we have none.
pub fn kind_label(words: &Words, place: &Place) -> String {
    match place.kind {
        Kind::Other if !place.kind_text.is_empty() => place.kind_text.clone(),
        kind => kind.word().map(|w| words.text(w).to_owned()).unwrap_or_default(),
    }
}

/// What a place is, and everything else of it that is searched.
pub fn place_text(place: &Place, words: &Words) -> (String, String) {
    let doctors = place.fact(Field::MedicalFields).unwrap_or_default();
    let kind = format!("{} {} {} {doctors}", place.kind_text, kind_label(words, place), place.tags.join(" "));
    let mut text = format!("{} {}", place.address, place.district);
    add_facts(&mut text, &place.facts, &place.translated);
    (kind, text)
}

/// A list of a city's, and how a record of it is added to an index.
struct Listed<'a, T, F> {
    catalog: &'a Catalog,
    list: &'a [T],
    add: F,
}

impl<T, F: Fn(&T, &mut Builder)> Records for Listed<'_, T, F> {
    fn count(&self) -> usize {
        self.list.len()
    }

    fn begin(&self) -> Builder {
        Builder::new(Synonyms::with(&self.catalog.settings.synonyms))
    }

    fn add(&self, at: usize, builder: &mut Builder) {
        (self.add)(&self.list[at], builder);
    }
}

/// The places of a city, with the words of the page's language for their kinds.
pub fn of_places<'a>(catalog: &'a Catalog, words: &'a Words) -> impl Records + 'a {
    let add = |place: &Place, builder: &mut Builder| {
        let (kind, text) = place_text(place, words);
        builder.add(Document { name: &place.name, reading: &place.reading, kind: &kind, text: &text });
    };
    Listed { catalog, list: &catalog.places, add }
}

/// Its events.
pub fn of_events(catalog: &Catalog) -> impl Records {
    let add = |event: &Event, builder: &mut Builder| {
        let mut text = format!("{} {} {}", event.venue, event.address, event.district);
        add_facts(&mut text, &event.facts, &event.translated);
        builder.add(Document { name: &event.name, reading: &event.reading, kind: &event.category, text: &text });
    };
    Listed { catalog, list: &catalog.events, add }
}

/// Its programmes.
pub fn of_programmes(catalog: &Catalog) -> impl Records {
    let add = |programme: &Programme, builder: &mut Builder| {
        let mut text = String::new();
        add_facts(&mut text, &programme.facts, &programme.translated);
        let kind = format!("{} {}", programme.kind_text, programme.tags.join(" "));
        builder.add(Document { name: &programme.name, reading: &programme.reading, kind: &kind, text: &text });
    };
    Listed { catalog, list: &catalog.programmes, add }
}

/// The index of all places of a city.
pub fn places(catalog: &Catalog, words: &Words) -> Index {
    let records = of_places(catalog, words);
    let mut builder = records.begin();
    records.add_some(&mut builder, usize::MAX);
    builder.done()
}

/// The facts that a family might search for; codes and addresses of pages are not among them.
fn add_facts(text: &mut String, facts: &Facts, translated: &[Translated]) {
    const SEARCHED: [Field; 19] = [
        Field::EnglishName,
        Field::Description,
        Field::Summary,
        Field::Keywords,
        Field::Target,
        Field::Support,
        Field::MedicalFields,
        Field::FirstVisit,
        Field::Languages,
        Field::ConsultBy,
        Field::Staff,
        Field::Note,
        Field::CommonName,
        Field::Operator,
        Field::Organiser,
        Field::JuniorHighDistrict,
        Field::ElementaryDistrict,
        Field::Access,
        Field::BarrierFree,
    ];
    for fact in facts.iter().filter(|f| SEARCHED.contains(&f.field)) {
        text.push(' ');
        text.push_str(fact.value);
    }
    let said =
        |field: Field| matches!(field, Field::Name | Field::Address | Field::VenueName) || SEARCHED.contains(&field);
    for told in translated.iter().filter(|t| said(t.field)) {
        text.push(' ');
        text.push_str(&told.value);
    }
}
