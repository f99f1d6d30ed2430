//! Rows to programmes and benefits.

use super::columns::Field;
use super::problem::{Problem, ProblemKind};
use super::record::Record;
use super::{Dataset, record_id};
use crate::directory::{Facts, Origin};
use crate::programmes::Programme;

/// One row as a programme; `None` for a row without a name, which is told.
pub(super) fn programme(mut record: Record, file: &str) -> (Option<Programme>, Vec<Problem>) {
    let name = record.take(Field::Name).to_owned();
    if name.is_empty() {
        record.problem(Field::Name, "", ProblemKind::NameMissing);
        return (None, record.problems);
    }
    let row = record.row_number();
    let own = record.take(Field::Id).to_owned();
    let mut programme = Programme {
        id: record_id(Dataset::Programmes, &own, &name),
        reading: record.take(Field::Reading).to_owned(),
        kind_text: record.take(Field::Kind).to_owned(),
        phones: record.phones(),
        ages: record.ages(),
        tags: record.list(Field::Tags),
        place_id: Some(record.take(Field::PlaceId).to_owned()).filter(|id| !id.is_empty()),
        apply_from: record.date(Field::ApplyFrom),
        apply_until: record.date(Field::ApplyUntil),
        updated: record.date(Field::UpdatedOn),
        name,
        facts: Facts::default(),
        extras: Vec::new(),
        translated: Vec::new(),
        origin: Origin { dataset: Dataset::Programmes, file: file.to_owned(), row },
    };
    let (rest, problems) = record.finish();
    (programme.facts, programme.extras, programme.translated) = (rest.facts, rest.extras, rest.translated);
    (Some(programme), problems)
}
