//! マイ相談先: the places that a family keeps at hand, and which of its district to suggest.
//!
//! One 地域子育て相談機関 stands in each 中学校区 as a rule (児童福祉法10条の3); several may be kept, and one far off as well, since
//! some would rather not meet their neighbours there (seed 003).

use super::record::{Household, day};
use crate::calendar::{Date, iso};
use crate::data::Catalog;
use crate::data::columns::Field;
use crate::directory::{Group, Kind, Place};
use crate::order;
use crate::vault::book::Book;

/// A place that a family keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The place's id.
    pub place: String,
    /// Its name when it was kept, for a place that is gone from the list.
    pub name: String,
    /// マイ相談先; else 気になるリスト.
    pub hub: bool,
    pub since: Option<Date>,
}

/// What is kept, マイ相談先 first, each in the order in which it was kept.
pub fn kept(book: &Book) -> Vec<Kept> {
    let mut all: Vec<Kept> = book
        .of("keep")
        .map(|e| Kept {
            place: e.id.clone(),
            name: e.get("name").to_owned(),
            hub: e.get("as") == "hub",
            since: iso(e.get("since")),
        })
        .collect();
    order::by(&mut all, |a, b| (!a.hub, a.since, &a.place).cmp(&(!b.hub, b.since, &b.place)));
    all
}

/// Keeps a place, or changes as what it is kept.
pub fn keep(book: &mut Book, place: &Place, hub: bool, today: Date) {
    book.change("keep", &place.id, |entry| {
        entry.set("name", &place.name);
        entry.set("as", if hub { "hub" } else { "" });
        if entry.get("since").is_empty() {
            entry.set("since", &day(Some(today)));
        }
    });
}

/// Keeps a place no longer.
pub fn let_go(book: &mut Book, place: &str) {
    book.remove("keep", place);
}

/// Whether a place can be somebody's マイ相談先: where one asks, gathers, or is helped around birth.
pub fn can_be_hub(kind: Kind) -> bool {
    matches!(kind.group(), Group::Ask | Group::Play | Group::Birth)
        && !matches!(kind, Kind::Park | Kind::Library | Kind::BabyStation | Kind::Obstetrics)
}

/// Whether a place belongs to a district, by any of its names for one.
pub fn is_in(place: &Place, district: &str) -> bool {
    let named =
        [Field::JuniorHighDistrict, Field::ElementaryDistrict].map(|field| place.fact(field).unwrap_or_default());
    !district.is_empty() && (place.district == district || named.contains(&district))
}

/// The districts that have places, each once, in the order of the list: what a family chooses from.
pub fn districts(catalog: &Catalog) -> Vec<String> {
    // Those that the city lists stand first, in its order.
    let mut all: Vec<String> = catalog.settings.districts.iter().map(|(name, _)| name.clone()).collect();
    for place in catalog.places.iter().filter(|p| !p.district.is_empty()) {
        if !all.contains(&place.district) {
            all.push(place.district.clone());
        }
    }
    all
}

/// From where a family's distances are counted: the landmark it chose, else an elementary school of its district. Where it
/// lives is never asked for.
pub fn starting_point<'a>(catalog: &'a Catalog, household: &Household) -> Option<&'a Place> {
    let school = |p: &&Place| p.kind == Kind::ElementarySchool && p.position.is_some() && is_in(p, &household.district);
    let chosen = catalog.place(&household.landmark).filter(|p| p.position.is_some());
    chosen.or_else(|| catalog.places.iter().find(school))
}

/// Whom to suggest to a family of a district: its 地域子育て相談機関, the municipality's こども家庭センター, the district's ひろば.
pub fn suggest<'a>(catalog: &'a Catalog, district: &str) -> Vec<&'a Place> {
    let of =
        |kind: Kind, near: bool| catalog.places.iter().filter(move |p| p.kind == kind && (!near || is_in(p, district)));
    let bodies = of(Kind::ConsultationBody, true);
    bodies.chain(of(Kind::FamilyCentre, false).take(1)).chain(of(Kind::SupportHub, true).take(2)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::SourceFile;

    fn catalog() -> Catalog {
        let text = "ID,名称,種別,地区,中学校区\n1,東の相談室,地域子育て相談機関,東,東中学校\n2,西の相談室,地域子育て相談機関,西,西中学校\n\
            3,センター,こども家庭センター,西,\n4,東ひろば,地域子育て支援拠点,東,\n5,東公園,公園,東,\n";
        let file = SourceFile { name: "preschool.csv".into(), bytes: Ok(text.as_bytes().to_vec()) };
        Catalog::read(&[file], &|_| None, Date::from_ymd_opt(2026, 11, 21).expect("a day"))
    }

    #[test]
    fn the_district_alone_is_enough_for_a_suggestion() {
        let catalog = catalog();
        let names = |district: &str| suggest(&catalog, district).iter().map(|p| p.name.as_str()).collect::<Vec<_>>();
        assert_eq!(names("東"), ["東の相談室", "センター", "東ひろば"]);
        assert_eq!(names("東中学校"), ["東の相談室", "センター"]);
        assert_eq!(names(""), ["センター"]);
        assert_eq!(districts(&catalog), ["東", "西"]);
        assert!(can_be_hub(Kind::ConsultationBody) && !can_be_hub(Kind::Park));
    }

    #[test]
    fn several_are_kept_and_one_is_let_go() {
        let catalog = catalog();
        let mut book = Book::default();
        let day = |d| Date::from_ymd_opt(2026, 11, d).expect("a day");
        keep(&mut book, &catalog.places[4], false, day(1));
        keep(&mut book, &catalog.places[1], true, day(3));
        keep(&mut book, &catalog.places[0], true, day(2));
        let names = |book: &Book| kept(book).into_iter().map(|k| (k.name, k.hub)).collect::<Vec<_>>();
        assert_eq!(names(&book), [("東の相談室".into(), true), ("西の相談室".into(), true), ("東公園".into(), false)]);
        // From the list to a hub, at its place by the day on which it was first kept.
        keep(&mut book, &catalog.places[4], true, day(9));
        assert_eq!(names(&book)[0], ("東公園".into(), true));
        let_go(&mut book, &catalog.places[4].id);
        assert_eq!(names(&book).len(), 2);
    }
}
