//! The title of the page in the browser's tab: where one is, then the site's name. And its heading, where that comes later.

use crate::app::site::{Site, site};
use crate::words::Word;
use leptos::prelude::*;

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

/// The heading of a page about one thing in the record. Before that has been read, and while it is locked, it is what the tab
/// says, so that no page is without a heading; the focus that came to it stays as its text changes.
#[derive(Clone, Copy)]
pub struct Heading {
    before: &'static str,
    text: RwSignal<String>,
}

impl Heading {
    pub fn new(before: &'static str) -> Heading {
        set_title(Some(before));
        Heading { before, text: RwSignal::new(before.to_owned()) }
    }

    /// Says what the page is about, for as long as what is being drawn stands.
    pub fn say(self, text: &str) {
        self.text.set(text.to_owned());
        on_cleanup(move || drop(self.text.try_set(self.before.to_owned())));
    }

    pub fn view(self) -> impl IntoView {
        view! { <h1>{move || self.text.get()}</h1> }
    }
}
