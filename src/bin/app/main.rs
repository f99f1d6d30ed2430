//! The app's start in the browser: read the city's files, then take the place of the painted page.

#[cfg(feature = "parted")]
mod parts;
#[cfg(not(feature = "parted"))]
#[path = "whole.rs"]
mod parts;

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use std::sync::Arc;
use tsunagi::app::browser;
use tsunagi::app::browser::lists::{self, Advance};
use tsunagi::app::pages::{Ask, Page};
use tsunagi::app::{App, site::Site};
use tsunagi::calendar::Date;
use tsunagi::data::compact::Compact;
use tsunagi::data::settings::SETTINGS;
use tsunagi::data::{Catalog, SourceFile};

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
    browser::crash::tell_only_where();
    wasm_bindgen_futures::spawn_local(start());
}

/// What families see: as a publisher read it, with the digest of the lists that it was read from; else as the lists say today.
/// None where what reads them could not be fetched.
async fn catalog(root: &str, today: Date) -> Option<(Catalog, Option<u64>)> {
    // Lists on trial were published by nobody yet.
    let advance = if browser::trial::on_trial() { None } else { lists::advance(today).await };
    let advance = match advance {
        Some(Advance { compact: Compact { catalog, lists }, current: true, .. }) => {
            return Some((catalog, Some(lists)));
        }
        other => other,
    };
    let read = read_lists(root, today).await.ok();
    let lacks = |read: &Catalog, alone: bool| read.is_empty() || (alone && read.unreadable().next().is_some());
    // Without a network not all lists may be kept: what was read of all of them is better than some or none.
    match advance.filter(|found| read.as_ref().is_none_or(|read| lacks(read, found.alone))) {
        Some(Advance { compact, kept, .. }) => {
            browser::behind::note_none();
            if let Some(came) = kept {
                browser::behind::note_copy(&came);
            }
            Some((compact.catalog, None))
        }
        None => Some((read?, None)),
    }
}

/// Compares what is shown with the lists on the server. Where those are newer they are shown: at once as long as nobody has
/// done anything here, else when they are asked for.
async fn compare(site: Arc<Site>, lists: u64) {
    let names: Vec<String> = site.catalog.settings.lists().map(str::to_owned).collect();
    if lists::are_newer(&site.top, &names, lists).await {
        if lists::touched() {
            browser::behind::tell_newer();
        } else {
            lists::reload();
        }
    }
}

/// Fetches the lists that the settings name, and reads them.
async fn read_lists(root: &str, today: Date) -> Result<Catalog, SplitLoaderError> {
    let settings = browser::fetch(root, SETTINGS).await;
    let first = parts::read_lists(vec![settings.clone()], today).await?;
    let mut names = first.settings.files;
    if names.is_empty() {
        names = USUAL_FILES.map(str::to_owned).to_vec();
    }
    let mut files: Vec<SourceFile> =
        futures::future::join_all(names.iter().map(|name| browser::fetch(root, name))).await;
    if settings.bytes.is_ok() {
        files.insert(0, settings);
    } else {
        // Without settings a list that is not there is no failure: the city has others.
        files.retain(|f| f.bytes.is_ok());
    }
    parts::read_lists(files, today).await
}

async fn start() {
    let root = browser::root();
    let today = browser::today();
    let page = Page::of(&browser::path_below(&root));
    // Whoever has a record sees its dates at once.
    let steps = async { !browser::store::is_used() || parts::have_steps().await };
    let part = async { futures::future::join((parts::PARTS.fetch)(page), steps).await == (true, true) };
    let (catalog, words, came) = futures::future::join3(catalog(&root, today), browser::words(&root), part).await;
    // Without the page's part, the reader of the lists or the words of its language the painted page stays, with its numbers
    // to ring.
    let Some((catalog, advance)) = catalog.filter(|_| came && words.is_some() == browser::foreign().is_some()) else {
        return browser::show_start_failed();
    };
    if let Some(color) = catalog.settings.color.filter(|_| !browser::paged()) {
        browser::show_color(color);
    }
    let words = words.unwrap_or_else(|| catalog.settings.words());
    let mut site = Site::new(words, root, catalog, today, true);
    // Things have pages of their own in Japanese alone.
    site.paged = browser::paged() && words.tag == "ja";
    if let Page::Plan(_) = page {
        site.forms = parts::forms(site.top.clone(), site.catalog.settings.forms.clone()).await;
    }
    let base = site.root.trim_end_matches('/').to_owned();
    let site = Arc::new(site);
    // What has been read is a piece of work, and drawing it another.
    browser::pause().await;

    // The painted page has stood until here; what was typed into it is not lost.
    let typed = browser::typed_before_start();
    let chosen = browser::chosen_before_start();
    let focused = document().active_element().is_some_and(|e| e.id() == "q");
    if let Some(body) = document().body() {
        body.replace_children_with_node_0();
    }
    if let Some(lists) = advance {
        wasm_bindgen_futures::spawn_local(compare(Arc::clone(&site), lists));
    }
    leptos::mount::mount_to_body(move || view! { <App site=site base=base parts=parts::PARTS/> });
    wasm_bindgen_futures::spawn_local(async {
        browser::at_rest().await;
        (parts::PARTS.fetch)(Page::Ask(Ask::Now)).await;
    });
    browser::restore_chosen(&chosen);
    if !typed.is_empty() || focused {
        browser::resume_typing(&typed, focused);
    }
    browser::behind::tell_drawn();
}
