//! Reading the city's lists: as a publisher has read them in advance, else the lists themselves. It lies in a part of its own, which home
//! does not wait for.

use super::parts;
use leptos::wasm_split::SplitLoaderError;
use std::future::Future;
use std::pin::Pin;
use tsunagi::app::browser;
use tsunagi::app::browser::lists::{self, Advance};
use tsunagi::app::site::{Held, held};
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

/// What was read.
pub struct Read {
    pub catalog: Held,
    /// The digest of the lists that it was read from, where that was done in advance.
    pub advance: Option<u64>,
    /// What the page can be used without is still to come.
    pub apart: bool,
    /// It has the settings that the page began with.
    pub same_settings: bool,
}

/// What is being read; none where what reads it could not be fetched.
pub type Reading = Pin<Box<dyn Future<Output = Option<Read>>>>;

/// Reads what families see, beside what a page began with; `apart`: without what a page can begin without, where that lies apart.
pub fn reading(root: String, today: Date, begun: Option<Held>, apart: bool) -> Reading {
    Box::pin(async move {
        let (catalog, advance) = catalog(&root, today, apart).await?;
        let apart = apart && advance.is_some();
        // Settings that could not be fetched are no other ones.
        let fetched = catalog.reports.iter().any(|report| report.file == SETTINGS);
        let same_settings = begun.is_none_or(|begun| !fetched || begun.settings == catalog.settings);
        Some(Read { catalog: held(catalog), advance, apart, same_settings })
    })
}

/// What families see: as a publisher read it, with the digest of the lists that it was read from; else as the lists say today.
/// None where what reads them could not be fetched.
async fn catalog(root: &str, today: Date, apart: bool) -> Option<(Catalog, Option<u64>)> {
    // Lists on trial were published by nobody yet.
    let advance = if browser::trial::on_trial() { None } else { lists::advance(today, apart).await };
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
            // What lies apart of it is still to come, and nobody shows it before.
            Some((compact.catalog, apart.then_some(compact.lists)))
        }
        None => Some((read?, None)),
    }
}

/// What a city's lists say; the site is in its colour from then on.
pub fn of_lists(files: &[SourceFile], today: Date) -> Catalog {
    let catalog = Catalog::read(files, &browser::cp932, today);
    browser::show_color(&catalog.settings);
    catalog
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
