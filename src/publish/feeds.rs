//! `feeds/`: what is on, for calendars and readers of news, whole and for each place and kind.

use super::PublishError;
use super::place::{Out, put};
use crate::calendar::Date;
use crate::data::Catalog;
use crate::events::icalendar::{Made, calendar};
use crate::events::{Of, by_place, feeds, jsonld};
use crate::text::json::Json;

/// Writes every feed that has an event in it.
pub(super) fn write(catalog: &Catalog, out: &dyn Out, today: Date) -> Result<(), PublishError> {
    let settings = &catalog.settings;
    let words = settings.words();
    let held = by_place(catalog);
    for of in Of::every(catalog) {
        let name = match of {
            Of::All => &settings.site_name,
            Of::Place(id) => catalog.place(id).map_or(id, |place| &place.name),
            Of::Category(name) => name,
        };
        let here = match of {
            Of::Place(id) => held.get(id).cloned().unwrap_or_default(),
            of => catalog.events.iter().filter(|event| of.has(event)).collect(),
        };
        let events = || here.iter().copied();
        let city = settings.other("全国地方公共団体コード");
        let made = Made { name, site: &settings.site_address, paged: true, city, stamp: today, alarm: None };
        let put = |ending: &str, text: String| put(out, &format!("{}.{ending}", of.file()), text);
        put("ics", calendar(&made, events()))?;
        put("atom", feeds::atom(&words, &made, &format!("{}.atom", of.file()), events()))?;
        put("json", feeds::json(&words, &made, &format!("{}.json", of.file()), events()))?;
        let city = settings.municipality.as_str();
        let each = events().flat_map(|event| jsonld::events(event, today, &made.page(event), city));
        put("jsonld", Json::List(each.collect()).to_string())?;
    }
    Ok(())
}
