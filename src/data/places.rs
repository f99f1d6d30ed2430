//! Rows to places: 子育て施設, 公共施設, 医療機関, 教育機関, 赤ちゃんの駅; and rows to desks.

use super::columns::Field;
use super::problem::{Problem, ProblemKind};
use super::record::Record;
use super::{Dataset, record_id};
use crate::directory::{Desk, Facts, Kind, Origin, Place};

/// One row as a place; `None` for a row without a name, which is told.
pub(super) fn place(mut record: Record, file: &str, dataset: Dataset) -> (Option<Place>, Vec<Problem>) {
    let name = record.take(Field::Name).to_owned();
    if name.is_empty() {
        record.problem(Field::Name, "", ProblemKind::NameMissing);
        return (None, record.problems);
    }
    let row = record.row_number();
    let kind_text = record.take(Field::Kind).to_owned();
    let fields = record.peek(Field::MedicalFields).to_owned();
    let kind = match dataset {
        Dataset::Medical => Kind::of_clinic(&kind_text, &name, &fields),
        _ => Kind::of(&kind_text, &name, dataset),
    };
    let address = record.address();
    let own = record.take(Field::Id).to_owned();
    let own = if own.is_empty() { record.take(Field::PlaceId).to_owned() } else { own };
    let district = match record.take(Field::District) {
        "" => record.peek(Field::JuniorHighDistrict),
        district => district,
    }
    .to_owned();
    let mut place = Place {
        id: record_id(dataset, &own, &format!("{name}{address}")),
        reading: record.take(Field::Reading).to_owned(),
        kind,
        group: kind.group(),
        kind_text,
        position: record.position(),
        phones: record.phones(),
        hours: record.hours(),
        ages: record.ages(),
        district,
        tags: record.list(Field::Tags),
        updated: record.date(Field::UpdatedOn),
        name,
        address,
        facts: Facts::default(),
        extras: Vec::new(),
        translated: Vec::new(),
        origin: Origin { dataset, file: file.to_owned(), row },
        also: Vec::new(),
    };
    let (rest, problems) = record.finish();
    (place.facts, place.extras, place.translated) = (rest.facts, rest.extras, rest.translated);
    (Some(place), problems)
}

/// One row of 相談窓口一覧 as a desk.
pub(super) fn desk(mut record: Record, file: &str) -> (Option<Desk>, Vec<Problem>) {
    let name = record.take(Field::Name).to_owned();
    if name.is_empty() {
        record.problem(Field::Name, "", ProblemKind::NameMissing);
        return (None, record.problems);
    }
    let row = record.row_number();
    let own = record.take(Field::Id).to_owned();
    let mut desk = Desk {
        id: record_id(Dataset::Desks, &own, &name),
        reading: record.take(Field::Reading).to_owned(),
        phones: record.phones(),
        hours: record.hours(),
        place_id: Some(record.take(Field::PlaceId).to_owned()).filter(|id| !id.is_empty()),
        name,
        facts: Facts::default(),
        extras: Vec::new(),
        translated: Vec::new(),
        origin: Origin { dataset: Dataset::Desks, file: file.to_owned(), row },
    };
    let (rest, problems) = record.finish();
    (desk.facts, desk.extras, desk.translated) = (rest.facts, rest.extras, rest.translated);
    (Some(desk), problems)
}
