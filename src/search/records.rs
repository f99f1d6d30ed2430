//! What of a city's records is searched, and in which part of the index it stands.

use super::{Document, Index, Synonyms};
use crate::data::Catalog;
use crate::data::columns::Field;
use crate::directory::{Fact, Kind, Place, Translated};
use crate::words::Words;

/// A kind as a family reads it: our word for it, or the city's own where we have none.
pub fn kind_label(words: &Words, place: &Place) -> String {
    match place.kind {
        Kind::Other if !place.kind_text.is_empty() => place.kind_text.clone(),
        kind => kind.word().map(|w| words.text(w).to_owned()).unwrap_or_default(),
    }
}

/// What each place is, and everything else of it that is searched.
pub fn place_texts(catalog: &Catalog, words: &Words) -> Vec<(String, String)> {
    catalog
        .places
        .iter()
        .map(|p| {
            let doctors = p.fact(Field::MedicalFields).unwrap_or_default();
            let kind = format!("{} {} {} {doctors}", p.kind_text, kind_label(words, p), p.tags.join(" "));
            let mut text = format!("{} {}", p.address, p.district);
            add_facts(&mut text, &p.facts, &p.translated);
            (kind, text)
        })
        .collect()
}

/// The places of a city.
pub fn places(catalog: &Catalog, words: &Words) -> Index {
    let rows = place_texts(catalog, words);
    let documents = catalog.places.iter().zip(&rows).map(|(p, (kind, text))| Document {
        name: &p.name,
        reading: &p.reading,
        kind,
        text,
    });
    Index::with_synonyms(documents, Synonyms::with(&catalog.settings.synonyms))
}

/// Its events.
pub fn events(catalog: &Catalog) -> Index {
    let texts: Vec<String> = catalog
        .events
        .iter()
        .map(|e| {
            let mut text = format!("{} {} {}", e.venue, e.address, e.district);
            add_facts(&mut text, &e.facts, &e.translated);
            text
        })
        .collect();
    let documents = catalog.events.iter().zip(&texts).map(|(e, text)| Document {
        name: &e.name,
        reading: &e.reading,
        kind: &e.category,
        text,
    });
    Index::with_synonyms(documents, Synonyms::with(&catalog.settings.synonyms))
}

/// Its programmes.
pub fn programmes(catalog: &Catalog) -> Index {
    let rows: Vec<(String, String)> = catalog
        .programmes
        .iter()
        .map(|p| {
            let mut text = String::new();
            add_facts(&mut text, &p.facts, &p.translated);
            (format!("{} {}", p.kind_text, p.tags.join(" ")), text)
        })
        .collect();
    let documents = catalog.programmes.iter().zip(&rows).map(|(p, (kind, text))| Document {
        name: &p.name,
        reading: &p.reading,
        kind,
        text,
    });
    Index::with_synonyms(documents, Synonyms::with(&catalog.settings.synonyms))
}

/// The facts that a family might search for; codes and addresses of pages are not among them.
fn add_facts(text: &mut String, facts: &[Fact], translated: &[Translated]) {
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
        text.push_str(&fact.value);
    }
    let said =
        |field: Field| matches!(field, Field::Name | Field::Address | Field::VenueName) || SEARCHED.contains(&field);
    for told in translated.iter().filter(|t| said(t.field)) {
        text.push(' ');
        text.push_str(&told.value);
    }
}
