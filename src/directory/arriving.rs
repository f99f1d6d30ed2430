//! 引っ越してきた方へ: the five things of one's district on a page (seed 003: newcomers ask by mail where to play).

use super::around::middle;
use super::{Kind, Place};
use crate::data::Catalog;
use crate::family::hub::{is_in, suggest};
use crate::order;
use crate::programmes::Programme;

/// What a family new in town needs first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// Somebody to ask
    Ask,
    /// Somewhere to play and to meet others
    Gather,
    /// A doctor, and where to go at night
    Doctor,
    /// Somebody who takes care of the child for a while; nurseries
    Care,
    /// Offices and applications
    Apply,
}

/// The five, in the order of the page.
pub const THINGS: [Thing; 5] = [Thing::Ask, Thing::Gather, Thing::Doctor, Thing::Care, Thing::Apply];

/// How many places stand under one of them.
const SHOWN: usize = 3;

impl Thing {
    /// The kinds that answer it, each with how many at most.
    fn kinds(self) -> &'static [(Kind, usize)] {
        match self {
            Thing::Ask => &[],
            Thing::Gather => &[(Kind::SupportHub, 1), (Kind::ChildrensHall, 1), (Kind::Park, 1)],
            Thing::Doctor => &[(Kind::Paediatrics, 2), (Kind::EmergencyClinic, 1)],
            Thing::Care => &[(Kind::TemporaryCare, 1), (Kind::MutualHelp, 1), (Kind::UserSupport, 1)],
            Thing::Apply => &[(Kind::CityOffice, 1), (Kind::HealthCentre, 1)],
        }
    }
}

/// The places that answer one of the five for a district: its own before others, the nearer before the farther.
pub fn places<'a>(catalog: &'a Catalog, district: &str, thing: Thing) -> Vec<&'a Place> {
    if thing == Thing::Ask {
        return suggest(catalog, district).into_iter().filter(|p| p.kind != Kind::SupportHub).take(SHOWN).collect();
    }
    let centre = middle(catalog.places.iter().filter(|p| is_in(p, district)).filter_map(|p| p.position));
    let far = |p: &Place| match (centre, p.position) {
        (Some(from), Some(to)) => from.metres_to(to),
        _ => f64::MAX,
    };
    let mut all = Vec::new();
    for (kind, most) in thing.kinds() {
        let mut of_kind: Vec<&Place> =
            catalog.places.iter().filter(|p| p.is_kind(&super::KindChoice::Known(*kind))).collect();
        order::by(&mut of_kind, |a, b| (!is_in(a, district)).cmp(&!is_in(b, district)).then(far(a).total_cmp(&far(b))));
        all.extend(of_kind.into_iter().take(*most));
    }
    all
}

/// Programmes that say that they are for those who have moved here.
pub fn programmes(catalog: &Catalog) -> Vec<&Programme> {
    let says = |text: &str| ["引っ越し", "転入"].iter().any(|word| text.contains(word));
    catalog.programmes.iter().filter(|p| says(&p.name) || p.tags.iter().any(|tag| says(tag))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Date;
    use crate::data::SourceFile;

    #[test]
    fn what_is_in_the_district_comes_first_then_what_is_near() {
        let text = "名称,種別,地区,緯度,経度\n\
            みなと医院,小児科,西,34.70,137.10\n\
            やま医院,小児科,東,34.80,137.20\n\
            となり医院,小児科,南,34.79,137.20\n\
            東ひろば,地域子育て支援拠点,東,34.80,137.21\n\
            市役所,市役所,西,34.70,137.10\n";
        let file = SourceFile { name: "preschool.csv".into(), bytes: Ok(text.as_bytes().to_vec()) };
        let catalog = Catalog::read(&[file], &|_| None, Date::from_ymd_opt(2026, 11, 20).expect("a day"));
        let names = |thing| places(&catalog, "東", thing).iter().map(|p| p.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(Thing::Doctor), ["やま医院", "となり医院"]);
        assert_eq!(names(Thing::Gather), ["東ひろば"]);
        assert_eq!(names(Thing::Apply), ["市役所"]);
        assert_eq!(names(Thing::Ask), [""; 0]);
    }
}
