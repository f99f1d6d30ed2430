//! `feeds/`: what is on, for calendars and readers of news, whole and for each place and kind.

use super::{During, PublishError};
use crate::calendar::Date;
use crate::data::Catalog;
use crate::events::icalendar::{Made, calendar};
use crate::events::{Of, feeds};
use crate::words::Words;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// Writes every feed that has an event in it. Gives how many.
pub(super) fn write(catalog: &Catalog, out: &Path, today: Date) -> Result<usize, PublishError> {
    let folder = out.join("feeds");
    fs::create_dir_all(&folder).during(|| format!("making {}", folder.display()))?;
    let words = Words::japanese();
    let settings = &catalog.settings;
    let mut all = vec![(Of::All, settings.site_name.clone())];
    let held: HashSet<&str> = catalog.events.iter().filter_map(|e| e.place_id.as_deref()).collect();
    for place in catalog.places.iter().filter(|p| held.contains(p.id.as_str())) {
        all.push((Of::Place(&place.id), place.name.clone()));
    }
    let mut categories: Vec<&str> =
        catalog.events.iter().map(|e| e.category.as_str()).filter(|c| !c.is_empty()).collect();
    categories.sort_unstable();
    categories.dedup();
    all.extend(categories.into_iter().map(|name| (Of::Category(name), name.to_owned())));
    let mut written = 0;
    for (of, name) in all {
        let events = || catalog.events.iter().filter(|event| of.has(event));
        let city = settings.other("全国地方公共団体コード");
        let made = Made { name: &name, site: &settings.site_address, city, stamp: today, alarm: None };
        let put = |ending: &str, text: String| {
            let path = out.join(format!("{}.{ending}", of.file()));
            fs::write(&path, text).during(|| format!("writing {}", path.display()))
        };
        put("ics", calendar(&made, events()))?;
        put("atom", feeds::atom(&words, &made, &format!("{}.atom", of.file()), events()))?;
        put("json", feeds::json(&words, &made, &format!("{}.json", of.file()), events()))?;
        written += 3;
    }
    Ok(written)
}
