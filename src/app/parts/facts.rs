//! What a list says of a thing, under words a family knows; and everything else that the file holds, under its own headers.

use crate::app::site::{Site, site};
use crate::data::columns::{Field, header};
use crate::directory::{Extra, Facts, Translated, translated};
use crate::programmes::bands;
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
    (Field::HeldBy, Word::FieldHeldBy),
    (Field::Siblings, Word::FieldSiblings),
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

/// What one asks before a first visit: on a place's page it stands above the rest.
pub const FIRST: &[Field] = &[
    Field::Target,
    Field::Ages,
    Field::Fee,
    Field::FeeDetail,
    Field::Booking,
    Field::BookingMethod,
    Field::Bring,
    Field::PrivateRoom,
    Field::Languages,
    Field::Childcare,
];

/// What has not been confirmed for longer than the city allows says so.
pub fn stale_notice(updated: Option<crate::calendar::Date>) -> Option<AnyView> {
    let site = site();
    let day = updated.filter(|_| site.catalog().settings.is_stale(updated, site.today))?;
    let date = crate::words::format::date(&site.words, day, site.today);
    let text = site.words.fill(Word::StaleNotice, &[("date", &date)]);
    Some(view! { <p class="notice stale">{text}</p> }.into_any())
}

/// On pages in another language: that what the city wrote stands as it wrote it.
pub fn original_notice(site: &Site) -> Option<AnyView> {
    let text = site.words.is_foreign().then(|| site.text(Word::SiteOriginal))?;
    Some(view! { <p class="small">{text}</p> }.into_any())
}

/// The facts a family reads, as a list of terms.
pub fn facts_list(facts: &Facts, all: &[Translated]) -> Option<impl IntoView + use<>> {
    facts_where(facts, all, |_| true)
}

/// What a thing is in a few words: the first of some fields that there is.
pub fn lead(site: &Site, facts: &Facts, all: &[Translated], fields: &[Field]) -> Option<AnyView> {
    let (text, lang) = site.told_first(facts, all, fields)?;
    Some(view! { <p class="lead" lang=lang>{text}</p> }.into_any())
}

/// Those of some fields alone.
pub fn facts_where(facts: &Facts, all: &[Translated], wanted: impl Fn(Field) -> bool) -> Option<AnyView> {
    let site = site();
    let mut rows = Vec::new();
    for (field, word) in SHOWN.iter().filter(|(field, _)| wanted(*field)) {
        let written =
            || facts.iter().filter(|f| f.field == *field).map(|f| (f.value.to_owned(), site.written_in())).collect();
        let told: Vec<_> =
            translated(all, *field, site.words.tag).map_or_else(written, |text| vec![(text.to_owned(), None)]);
        rows.extend(told.into_iter().map(|(text, lang)| {
            view! { <div><dt>{site.text(*word)}</dt><dd lang=lang>{value(*field, &text)}</dd></div> }
        }));
    }
    (!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> }.into_any())
}

/// A cost that differs by household is a small table; everything else a text.
fn value(field: Field, text: &str) -> AnyView {
    let costs = matches!(field, Field::Fee | Field::FeeDetail | Field::Amount | Field::CareFee);
    match bands(text).filter(|_| costs) {
        None => spread(text).into_any(),
        Some(bands) => {
            let rows: Vec<_> = bands
                .into_iter()
                .map(|(who, what)| view! { <tr><th scope="row">{who.to_owned()}</th><td>{what.to_owned()}</td></tr> })
                .collect();
            view! { <table class="bands"><tbody>{rows}</tbody></table> }.into_any()
        }
    }
}

/// The columns that this software does not know, under the file's own headers.
pub fn extras_list(extras: &[Extra]) -> Option<impl IntoView + use<>> {
    let site = site();
    let rows: Vec<_> = extras
        .iter()
        .map(|e| view! { <div lang=site.written_in()><dt>{e.label.clone()}</dt><dd>{spread(&e.value)}</dd></div> })
        .collect();
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
pub fn source_details(facts: &Facts, sources: &[(&str, u32)], updated: Option<String>) -> impl IntoView + use<> {
    let site = site();
    let rows: Vec<_> = facts
        .iter()
        .filter(|f| !ELSEWHERE.contains(&f.field) && !SHOWN.iter().any(|(field, _)| *field == f.field))
        .map(|f| view! { <div lang=site.written_in()><dt>{header(f.field)}</dt><dd>{f.value.to_owned()}</dd></div> })
        .collect();
    let notes: Vec<_> = sources
        .iter()
        .map(|(list, row)| site.words.fill(Word::PlaceSourceNote, &[("list", list), ("row", &row.to_string())]))
        .map(|note| view! { <p>{note}</p> })
        .collect();
    view! {
        <details class="source">
            <summary>{updated.map_or(site.text(Word::PlaceSource).to_owned(), |u| site.words.aside(site.text(Word::PlaceSource), &u))}</summary>
            {notes}
            {(!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> })}
        </details>
    }
}

/// A list in one cell, as the standard separates it, with the separators that a reader expects.
pub fn spread(value: &str) -> String {
    value.split([';', '；']).map(str::trim).filter(|p| !p.is_empty()).collect::<Vec<_>>().join("、")
}

/// The first address of the web in a text: where one can write instead, as lists have it among other words.
pub fn address_in(text: Option<&str>) -> Option<String> {
    let text = text?;
    let from = text.find("https://")?;
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | ')' | ',' | ';');
    let address: String = text[from..].chars().take_while(|c| plain(*c)).collect();
    (address.len() > "https://".len()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_among_words() {
        let found = |text: &str| address_in(Some(text));
        assert_eq!(
            found("LINE（https://line.example.jp/a?b=1）で相談").as_deref(),
            Some("https://line.example.jp/a?b=1")
        );
        assert_eq!(found("javascript:alert(1)"), None);
        assert_eq!(found("https://"), None);
        assert_eq!(address_in(None), None);
    }
}
