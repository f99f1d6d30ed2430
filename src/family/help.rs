//! What of the city's directory belongs to a step: where it is done, who helps, which programmes and events fit.

use super::timeline::Step;
use crate::calendar::Date;
use crate::data::Catalog;
use crate::directory::Place;
use crate::events::{Event, next_day};
use crate::programmes::Programme;
use chrono::Days;

/// How many of each are offered.
const SHOWN: usize = 3;

/// How far ahead events are looked for, in days.
const DAYS_AHEAD: u64 = 60;

/// What helps with one step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Help<'a> {
    pub places: Vec<&'a Place>,
    pub programmes: Vec<&'a Programme>,
    /// Each with its next day.
    pub events: Vec<(&'a Event, Date)>,
}

/// Looks through the catalog. The place that the city names comes first, then those of the family's own district.
/// `months` is the child's age, for events that say for whom they are.
pub fn help<'a>(step: &Step, catalog: &'a Catalog, district: &str, months: Option<u32>, today: Date) -> Help<'a> {
    let mut places: Vec<&Place> =
        catalog.places.iter().filter(|p| step.places.iter().any(|key| key == p.kind.key())).collect();
    // By the order of kinds in the rule, then nearness; equals keep the file's order.
    crate::order::by_key(&mut places, |p| {
        let kind = step.places.iter().position(|key| key == p.kind.key());
        (kind, district.is_empty() || p.district != district)
    });
    if let Some(named) = step.place_id.as_deref().and_then(|id| catalog.place(id)) {
        places.retain(|p| p.id != named.id);
        places.insert(0, named);
    }
    places.truncate(SHOWN);

    let programmes = catalog.programmes.iter().filter(|p| p.mentions(&step.words)).take(SHOWN).collect();

    let last = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today);
    let mut events: Vec<(&Event, Date)> = catalog
        .events
        .iter()
        .filter(|e| !e.is_off() && e.mentions(&step.words))
        .filter(|e| {
            e.ages.zip(months).is_none_or(|(ages, months)| ages.contains(u16::try_from(months).unwrap_or(u16::MAX)))
        })
        .filter_map(|e| Some((e, next_day(e, today, last)?)))
        .collect();
    crate::order::by(&mut events, |(a, x), (b, y)| (x, &a.id).cmp(&(y, &b.id)));
    events.truncate(SHOWN);
    Help { places, programmes, events }
}
