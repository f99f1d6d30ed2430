//! A page for each place, event and programme, for links that are handed on, for search engines and for whoever has no
//! JavaScript; the page of all of them; the sitemap (sitemaps.org).

use super::{During, PublishError, pictures, put_page};
use crate::app::prerender::{self, Assets};
use crate::app::site::Site;
use crate::calendar::Date;
use crate::data::Catalog;
use crate::data::columns::Field;
use crate::words::Words;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The most addresses that one sitemap may have.
const IN_SITEMAP: usize = 50_000;

pub(super) fn write(catalog: &Catalog, assets: &Assets, out: &Path, today: Date) -> Result<(), PublishError> {
    let mut site = Site::new(Words::japanese(), "../../".to_owned(), catalog.clone(), today, true);
    site.paged = true;
    let site = Arc::new(site);
    let mut addresses: Vec<(String, Option<Date>)> =
        ["", "places/", "events/", "programmes/", "now/", "about/"].map(|page| (page.to_owned(), None)).to_vec();
    let mut put = |folder: String, name: &str, about: &str, image: &str, updated: Option<Date>| {
        let html = prerender::thing(&site, &folder, name, about, image, assets);
        put_page(out, &folder, &html)?;
        addresses.push((folder, updated));
        Ok(())
    };
    for place in &catalog.places {
        let about = prerender::about_place(&site, place);
        put(site.place_page(&place.id), &place.name, &about, pictures::SITE, place.updated)?;
    }
    for event in &catalog.events {
        let image = pictures::preview(event, today).unwrap_or_else(|| pictures::SITE.to_owned());
        let about = prerender::about_event(&site, event);
        put(site.event_page(&event.id), &event.name, &about, &image, event.updated)?;
    }
    for programme in &catalog.programmes {
        let about = programme.fact(Field::Summary).or(programme.fact(Field::Description)).unwrap_or(&programme.name);
        put(site.programme_page(&programme.id), &programme.name, about, pictures::SITE, programme.updated)?;
    }
    put_page(out, "all/", &prerender::all(&site, &assets.style))?;
    // Addresses in a sitemap are whole ones: a site that does not know its own has none.
    let root = &catalog.settings.site_address;
    if !root.is_empty() {
        let path = out.join("sitemap.xml");
        fs::write(&path, sitemap(root, &addresses)).during(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

fn sitemap(root: &str, addresses: &[(String, Option<Date>)]) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
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
