//! The app's start in the browser: read the city's files, then take the place of the painted page.

use leptos::prelude::*;
use std::sync::Arc;
use tsunagi::app::{App, browser, site::Site};
use tsunagi::data::{Catalog, SourceFile};

/// The list of settings, from which all other files are known.
const SETTINGS: &str = "settings.csv";

/// The files looked for where a city gave no settings: the usual names of the standard's lists.
const USUAL_FILES: [&str; 8] = [
    "preschool.csv",
    "event.csv",
    "support.csv",
    "baby_station.csv",
    "hospital.csv",
    "school.csv",
    "public_facility.csv",
    "schedule.csv",
];

fn main() {
    console_error_panic_hook::set_once();
    wasm_bindgen_futures::spawn_local(start());
}

async fn start() {
    let root = browser::root();
    let today = browser::today();
    let (settings, foreign) = futures::future::join(browser::fetch(&root, SETTINGS), browser::words(&root)).await;
    let first = Catalog::read(std::slice::from_ref(&settings), &browser::cp932, today);
    let mut names = first.settings.files.clone();
    if names.is_empty() {
        names = USUAL_FILES.map(str::to_owned).to_vec();
    }
    let mut files: Vec<SourceFile> =
        futures::future::join_all(names.iter().map(|name| browser::fetch(&root, name))).await;
    if settings.bytes.is_ok() {
        files.insert(0, settings);
    } else {
        // Without settings a list that is not there is no failure: the city has others.
        files.retain(|f| f.bytes.is_ok());
    }
    let catalog = Catalog::read(&files, &browser::cp932, today);
    if let Some(color) = catalog.settings.color.filter(|_| !browser::paged()) {
        browser::show_color(color);
    }
    if foreign.is_none() && browser::is_foreign() {
        // Without the words of its language the painted page stays, with its numbers to ring.
        browser::show_start_failed();
        return;
    }
    let words = foreign.unwrap_or_else(|| catalog.settings.words());
    let mut site = Site::new(words, root, catalog, today, true);
    // Things have pages of their own in Japanese alone.
    site.paged = browser::paged() && words.tag == "ja";
    let base = site.root.trim_end_matches('/').to_owned();
    let site = Arc::new(site);

    // The painted page has stood until here; what was typed into it is not lost.
    let typed = browser::typed_before_start();
    let chosen = browser::chosen_before_start();
    let focused = document().active_element().is_some_and(|e| e.id() == "q");
    if let Some(body) = document().body() {
        body.set_inner_html("");
    }
    leptos::mount::mount_to_body(move || view! { <App site=site base=base/> });
    browser::restore_chosen(&chosen);
    if !typed.is_empty() || focused {
        browser::resume_typing(&typed, focused);
    }
}
