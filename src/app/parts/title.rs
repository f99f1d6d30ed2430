//! The title of the page in the browser's tab: where one is, then the site's name.

use crate::app::site::{Site, site};
use crate::words::Word;

/// The whole title of a page; the site's name alone for home.
pub fn full_title(site: &Site, page: Option<&str>) -> String {
    match page {
        Some(page) => site.words.fill(Word::SiteTitle, &[("page", page), ("site", &site.name())]),
        None => site.name(),
    }
}

/// Sets the tab's title once the page stands. On the host the title is in the page already.
pub fn set_title(page: Option<&str>) {
    let title = full_title(&site(), page);
    #[cfg(feature = "app")]
    leptos::prelude::document().set_title(&title);
    #[cfg(not(feature = "app"))]
    drop(title);
}
