//! 名寄せ: one place that two lists name is shown once, with both lists as its sources.
//!
//! Two rows of different files are one place when their names are equal (without the municipality's own name before it, as in
//! 汐見市立中央図書館) and they stand at the same address, or within fifty metres. Equal names alone are not enough.

use super::Dataset;
use crate::directory::place::Also;
use crate::directory::{Kind, Place};
use crate::text::fold;
use crate::text::width::narrow;
use std::collections::HashMap;

/// How far two lists' coordinates of one building may lie apart, in metres.
const APART: f64 = 50.0;

/// Joins the places that several files name. The order of the first stays.
pub(super) fn merge(places: Vec<Place>, municipality: &str) -> Vec<Place> {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    let mut kept: Vec<Place> = Vec::with_capacity(places.len());
    for place in places {
        let name = plain_name(&place.name, municipality);
        let known = by_name.entry(name).or_default();
        match known.iter().copied().find(|at| is_same(&kept[*at], &place, municipality)) {
            Some(at) => join(&mut kept[at], place),
            None => {
                known.push(kept.len());
                kept.push(place);
            }
        }
    }
    kept
}

/// A name without the city's own before it, in one width.
fn plain_name(name: &str, municipality: &str) -> String {
    let name: String = narrow(name).chars().filter(|c| !c.is_whitespace()).collect();
    // 自治体名 may come with its prefecture.
    let city = municipality.split(['都', '道', '府', '県']).next_back().filter(|city| !city.is_empty());
    let rest = city.and_then(|city| name.strip_prefix(city)).map(|rest| rest.trim_start_matches('立'));
    match rest {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => name,
    }
}

fn is_same(a: &Place, b: &Place, municipality: &str) -> bool {
    let files = a.origin.file != b.origin.file && a.also.iter().all(|also| also.origin.file != b.origin.file);
    if !files {
        return false;
    }
    let near = matches!((a.position, b.position), (Some(a), Some(b)) if a.metres_to(b) <= APART);
    let address = |place: &Place| fold(place.local_address(municipality));
    near || (!a.address.is_empty() && !b.address.is_empty() && address(a) == address(b))
}

/// Which list says most of a place to a family.
fn weight(dataset: Dataset) -> u8 {
    match dataset {
        Dataset::ChildcareFacilities => 0,
        Dataset::Medical => 1,
        Dataset::Schools => 2,
        Dataset::BabyStations => 3,
        _ => 4,
    }
}

/// Takes what the second has and the first has not. The list that says more gives name, kind and page.
fn join(first: &mut Place, mut second: Place) {
    if weight(second.origin.dataset) < weight(first.origin.dataset) {
        std::mem::swap(first, &mut second);
    }
    if first.kind == Kind::Other && second.kind != Kind::Other {
        (first.kind, first.group) = (second.kind, second.group);
    }
    first.also.append(&mut second.also);
    first.also.push(Also { id: second.id, kind: second.kind, origin: second.origin });
    let fill = |mine: &mut String, theirs: String| {
        if mine.is_empty() {
            *mine = theirs;
        }
    };
    fill(&mut first.reading, second.reading);
    fill(&mut first.address, second.address);
    fill(&mut first.district, second.district);
    first.position = first.position.or(second.position);
    first.ages = first.ages.or(second.ages);
    first.updated = first.updated.max(second.updated);
    if first.hours.is_empty() {
        first.hours = second.hours;
    }
    for phone in second.phones {
        if !first.phones.iter().any(|p| p.dial == phone.dial) {
            first.phones.push(phone);
        }
    }
    for tag in second.tags {
        if !first.tags.contains(&tag) {
            first.tags.push(tag);
        }
    }
    for fact in second.facts.iter() {
        if first.facts.get(fact.field).is_none() {
            first.facts.push(fact.field, fact.value);
        }
    }
    for extra in second.extras {
        if !first.extras.contains(&extra) {
            first.extras.push(extra);
        }
    }
    for told in second.translated {
        if !first.translated.iter().any(|t| t.field == told.field && t.language == told.language) {
            first.translated.push(told);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::Date;
    use crate::data::{Catalog, SourceFile};
    use crate::directory::{Kind, KindChoice};

    fn read(files: &[(&str, &str)]) -> Catalog {
        let file =
            |(name, text): &(&str, &str)| SourceFile { name: (*name).into(), bytes: Ok(text.as_bytes().to_vec()) };
        let files: Vec<SourceFile> = files.iter().map(file).collect();
        Catalog::read(&files, &|_| None, Date::from_ymd_opt(2026, 11, 20).expect("a day"))
    }

    const SETTINGS: (&str, &str) = ("settings.csv", "項目,値\n自治体名,汐見市\n");

    #[test]
    fn one_place_of_two_lists_is_shown_once() {
        let catalog = read(&[
            SETTINGS,
            (
                "01_public_facility.csv",
                "ID,名称,住所,電話番号,バリアフリー情報\np1,汐見市立本町児童館,見本県汐見市中央６－９－１０,0990-00-1001,スロープ\n",
            ),
            (
                "preschool.csv",
                "ID,名称,種別,住所,電話番号,地区\nk1,本町児童館,児童館,見本県汐見市中央6-9-10,0990-00-1002,本町\n",
            ),
            ("event.csv", "ID,イベント名,開始日,施設ID\ne1,おりがみ,2026-12-01,p1\n"),
        ]);
        assert_eq!(catalog.places.len(), 1);
        let place = &catalog.places[0];
        assert_eq!((place.id.as_str(), place.name.as_str(), place.kind), ("k1", "本町児童館", Kind::ChildrensHall));
        assert_eq!(place.phones.len(), 2);
        assert_eq!(place.also[0].origin.file, "01_public_facility.csv");
        assert!(place.facts.iter().any(|f| f.value == "スロープ"));
        // By its other number it is found as well, and what hangs on that hangs on it.
        assert_eq!(catalog.place("p1").map(|p| p.id.as_str()), Some("k1"));
        assert_eq!(catalog.events[0].place_id.as_deref(), Some("k1"));
        assert!(catalog.reports.iter().all(|r| r.rows == r.records));
    }

    #[test]
    fn a_baby_station_in_a_library_is_both() {
        let catalog = read(&[
            ("public_facility.csv", "名称,住所,緯度,経度\n中央図書館,見本県汐見市中央2-16-17,34.7169,137.1767\n"),
            ("babystation.csv", "名称,所在地_連結表記,緯度,経度,授乳室\n中央図書館,,34.7170,137.1767,有\n"),
        ]);
        assert_eq!(catalog.places.len(), 1);
        let place = &catalog.places[0];
        for kind in [Kind::Library, Kind::BabyStation] {
            assert!(place.is_kind(&KindChoice::Known(kind)), "{kind:?}");
        }
    }

    #[test]
    fn equal_names_far_apart_or_in_one_file_stay_two() {
        let far = read(&[
            ("public_facility.csv", "名称,住所\nさくら公園,見本県汐見市東1-1\n"),
            ("preschool.csv", "名称,住所\nさくら公園,見本県汐見市西2-2\n"),
        ]);
        assert_eq!(far.places.len(), 2);
        let one_file =
            read(&[("preschool.csv", "名称,種別,住所\nめばえ,保育所,汐見市東1\nめばえ,一時預かり,汐見市東1\n")]);
        assert_eq!(one_file.places.len(), 2);
    }
}
