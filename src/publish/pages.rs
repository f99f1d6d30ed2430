//! A page for each place, event and programme, for links that are handed on, for search engines and for whoever has no
//! JavaScript; the sitemap (sitemaps.org).

use super::cores::each;
use super::pictures::{self, Next};
use super::place::{Out, put};
use super::{PublishError, Stage, Tell, put_page};
use crate::app::prerender::{self, Assets};
use crate::app::site::{Site, held};
use crate::calendar::Date;
use crate::data::Catalog;
use crate::data::columns::Field;
use crate::directory::Place;
use crate::events::Event;
use crate::programmes::Programme;
use crate::text::written::markup as escape;
use std::collections::HashSet;
use std::sync::Arc;

/// The most addresses that one sitemap may have.
const IN_SITEMAP: usize = 50_000;

/// What has a page of its own.
enum Thing<'a> {
    Place(&'a Place),
    Event(&'a Event),
    Programme(&'a Programme),
}

impl Thing<'_> {
    /// Its page below the site's root, and when it was last confirmed.
    fn address(&self, site: &Site) -> (String, Option<Date>) {
        match self {
            Thing::Place(place) => (site.place_page(&place.id), place.updated),
            Thing::Event(event) => (site.event_page(&event.id), event.updated),
            Thing::Programme(programme) => (site.programme_page(&programme.id), programme.updated),
        }
    }

    /// Its name, and what its page says of itself.
    fn says(&self, site: &Site) -> (&str, String) {
        match self {
            Thing::Place(place) => (&place.name, prerender::about_place(site, place)),
            Thing::Event(event) => (&event.name, prerender::about_event(site, event)),
            Thing::Programme(programme) => {
                let about = programme.fact(Field::Summary).or(programme.fact(Field::Description));
                (&programme.name, about.unwrap_or(&programme.name).to_owned())
            }
        }
    }
}

/// `next`: the events that have a picture, each with its next day; `image`: the picture of all other pages.
pub(super) fn write(
    catalog: &Catalog,
    next: &[Next],
    image: &str,
    assets: &Assets,
    out: &dyn Out,
    today: Date,
    tell: Tell,
) -> Result<(), PublishError> {
    let mut site = Site::new(catalog.settings.words(), "../../".to_owned(), held(catalog.clone()), today, true);
    site.paged = true;
    let site = Arc::new(site);
    let mut addresses: Vec<(String, Option<Date>)> =
        ["", "places/", "events/", "programmes/", "now/", "about/", super::access::FOLDER]
            .map(|page| (page.to_owned(), None))
            .to_vec();
    let pictured: HashSet<&str> = next.iter().map(|(event, _)| event.id.as_str()).collect();
    let mut things: Vec<Thing> = Vec::new();
    things.extend(catalog.places.iter().map(Thing::Place));
    things.extend(catalog.events.iter().map(Thing::Event));
    things.extend(catalog.programmes.iter().map(Thing::Programme));
    addresses.extend(things.iter().map(|thing| thing.address(&site)));
    each(Stage::Pages, &things, tell, |thing| {
        let (folder, _) = thing.address(&site);
        let (name, about) = thing.says(&site);
        let own = match thing {
            Thing::Event(event) if pictured.contains(event.id.as_str()) => Some(pictures::preview(&event.id)),
            _ => None,
        };
        let image = own.as_deref().unwrap_or(image);
        put_page(out, &folder, &prerender::thing(&site, &folder, name, &about, image, assets))
    })?;
    // Addresses in a sitemap are whole ones: a site that does not know its own has none.
    let root = &catalog.settings.site_address;
    if !root.is_empty() {
        put(out, "sitemap.xml", sitemap(root, &addresses))?;
    }
    Ok(())
}

fn sitemap(root: &str, addresses: &[(String, Option<Date>)]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (page, updated) in addresses.iter().take(IN_SITEMAP) {
        let changed = updated.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        text.push_str(&format!("<url><loc>{}</loc>{changed}</url>\n", escape(&format!("{root}{page}"))));
    }
    text.push_str("</urlset>\n");
    text
}
