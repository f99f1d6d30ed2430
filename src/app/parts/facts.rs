//! What a list says of a thing, under words a family knows; and everything else that the file holds, under its own headers.

use crate::app::site::site;
use crate::data::columns::{Field, header};
use crate::directory::{Extra, Fact};
use crate::words::Word;
use leptos::prelude::*;

/// The fields shown, in the order shown, with the word that names each.
const SHOWN: &[(Field, Word)] = &[
    (Field::Target, Word::FieldTarget),
    (Field::Ages, Word::PlaceAges),
    (Field::Support, Word::FieldSupport),
    (Field::Amount, Word::FieldAmount),
    (Field::Fee, Word::FieldFee),
    (Field::FeeDetail, Word::FieldFeeDetail),
    (Field::Booking, Word::FieldBooking),
    (Field::BookingMethod, Word::FieldBookingMethod),
    (Field::BookingFrom, Word::FieldBookingFrom),
    (Field::BookingUntil, Word::FieldBookingUntil),
    (Field::HowToApply, Word::FieldHowToApply),
    (Field::Papers, Word::FieldPapers),
    (Field::ApplyBy, Word::FieldApplyBy),
    (Field::Capacity, Word::FieldCapacity),
    (Field::Bring, Word::FieldBring),
    (Field::ConsultBy, Word::FieldConsultBy),
    (Field::PrivateRoom, Word::FieldPrivateRoom),
    (Field::Staff, Word::FieldStaff),
    (Field::Languages, Word::FieldLanguages),
    (Field::Childcare, Word::FieldChildcare),
    (Field::MedicalFields, Word::FieldMedicalFields),
    (Field::AfterHours, Word::FieldAfterHours),
    (Field::TemporaryCare, Word::FieldTemporaryCare),
    (Field::CareFee, Word::FieldCareFee),
    (Field::SickChildCare, Word::FieldSickChildCare),
    (Field::NursingRoom, Word::FieldNursingRoom),
    (Field::NappyChanging, Word::FieldNappyChanging),
    (Field::HotWater, Word::FieldHotWater),
    (Field::FathersWelcome, Word::FieldFathersWelcome),
    (Field::Eating, Word::FieldEating),
    (Field::PushchairUse, Word::FieldPushchairUse),
    (Field::PushchairLoan, Word::FieldPushchairLoan),
    (Field::BarrierFree, Word::FieldBarrierFree),
    (Field::Outreach, Word::FieldOutreach),
    (Field::Access, Word::FieldAccess),
    (Field::Parking, Word::FieldParking),
    (Field::JuniorHighDistrict, Word::FieldJuniorHighDistrict),
    (Field::ElementaryDistrict, Word::FieldElementaryDistrict),
    (Field::CommonName, Word::FieldCommonName),
    (Field::ContactName, Word::FieldContactName),
    (Field::ContactNote, Word::FieldContactNote),
    (Field::Fax, Word::FieldFax),
    (Field::Operator, Word::FieldOperator),
    (Field::Organiser, Word::FieldOrganiser),
    (Field::Establishment, Word::FieldEstablishment),
    (Field::Purpose, Word::FieldPurpose),
    (Field::Law, Word::FieldLaw),
    (Field::Note, Word::FieldNote),
];

/// Shown by the pages themselves, in places of their own.
const ELSEWHERE: &[Field] = &[
    Field::Description,
    Field::Summary,
    Field::FirstVisit,
    Field::Url,
    Field::FormUrl,
    Field::Email,
    Field::Repeats,
    Field::Building,
    Field::Status,
];

/// The facts a family reads, as a list of terms.
pub fn facts_list(facts: &[Fact]) -> Option<impl IntoView + use<>> {
    let site = site();
    let rows: Vec<_> = SHOWN
        .iter()
        .flat_map(|(field, word)| facts.iter().filter(move |f| f.field == *field).map(move |f| (*word, f)))
        .map(|(word, fact)| {
            let value = spread(&fact.value);
            view! { <div><dt>{site.text(word)}</dt><dd>{value}</dd></div> }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> })
}

/// The columns that this software does not know, under the file's own headers.
pub fn extras_list(extras: &[Extra]) -> Option<impl IntoView + use<>> {
    let site = site();
    let rows: Vec<_> =
        extras.iter().map(|e| view! { <div><dt>{e.label.clone()}</dt><dd>{spread(&e.value)}</dd></div> }).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section>
                <h2>{site.text(Word::PlaceOthers)}</h2>
                <dl class="facts">{rows}</dl>
            </section>
        }
    })
}

/// Codes and the like: kept within reach, folded away.
pub fn source_details(facts: &[Fact], list: &str, row: u32, updated: Option<String>) -> impl IntoView + use<> {
    let site = site();
    let rows: Vec<_> = facts
        .iter()
        .filter(|f| !ELSEWHERE.contains(&f.field) && !SHOWN.iter().any(|(field, _)| *field == f.field))
        .map(|f| view! { <div><dt>{header(f.field)}</dt><dd>{f.value.clone()}</dd></div> })
        .collect();
    let note = site.words.fill(Word::PlaceSourceNote, &[("list", list), ("row", &row.to_string())]);
    view! {
        <details class="source">
            <summary>{site.text(Word::PlaceSource)}{updated.map(|u| format!("（{u}）"))}</summary>
            <p>{note}</p>
            {(!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> })}
        </details>
    }
}

/// A list in one cell, as the standard separates it, with the separators that a reader expects.
pub fn spread(value: &str) -> String {
    value.split([';', '；']).map(str::trim).filter(|p| !p.is_empty()).collect::<Vec<_>>().join("、")
}
