//! `feeds/`: what is on, for calendars and readers of news, whole and for each place and kind.

use super::{During, PublishError};
use crate::calendar::Date;
use crate::data::Catalog;
use crate::events::icalendar::{Made, calendar};
use crate::events::{Of, by_place, feeds, jsonld};
use crate::text::json::Json;
use crate::words::Words;
use std::fs;
use std::path::Path;

/// Writes every feed that has an event in it. Gives how many.
pub(super) fn write(catalog: &Catalog, out: &Path, today: Date) -> Result<usize, PublishError> {
    let folder = out.join("feeds");
    fs::create_dir_all(&folder).during(|| format!("making {}", folder.display()))?;
    let words = Words::japanese();
    let settings = &catalog.settings;
    let held = by_place(catalog);
    let mut written = 0;
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
        let put = |ending: &str, text: String| {
            let path = out.join(format!("{}.{ending}", of.file()));
            fs::write(&path, text).during(|| format!("writing {}", path.display()))
        };
        put("ics", calendar(&made, events()))?;
        put("atom", feeds::atom(&words, &made, &format!("{}.atom", of.file()), events()))?;
        put("json", feeds::json(&words, &made, &format!("{}.json", of.file()), events()))?;
        let city = settings.municipality.as_str();
        let each = events().flat_map(|event| jsonld::events(event, today, &made.page(event), city));
        put("jsonld", Json::List(each.collect()).to_string())?;
        written += 4;
    }
    Ok(written)
}
