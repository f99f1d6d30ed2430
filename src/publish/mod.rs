//! Making a site, on the host or in the browser of whoever publishes: the app's files under names that change with their content, the painted pages, the
//! city's lists. What it writes can be laid on any static server, at any path.

mod assets;
mod city;
mod cores;
mod embed;
mod feeds;
mod pages;
mod pictures;
pub mod place;
mod whole;

pub use crate::desk::folder::City;
pub use city::{cp932, read_city};
pub use place::Parts;
pub use whole::{Published, publish};

use crate::app::prerender::{self, Assets, PAGES};
use crate::app::site::Site;
use crate::calendar::Date;
use crate::data::Catalog;
use crate::words::Words;
use place::{Folder, Kit, Noted, Out, put, text_part};
use std::fs;
use std::io;
use std::path::Path;

/// An error with what was being done: which file, and what went wrong.
#[derive(Debug)]
pub struct PublishError {
    what: String,
    why: io::Error,
}

impl PublishError {
    /// Something stood in the way that this program did not make.
    pub fn already_there(&self) -> bool {
        self.why.kind() == io::ErrorKind::AlreadyExists
    }
}

impl std::fmt::Display for PublishError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}: {}", self.what, self.why)
    }
}

impl std::error::Error for PublishError {}

/// Says what was being done when a file operation fails.
pub(crate) trait During<T> {
    fn during(self, what: impl FnOnce() -> String) -> Result<T, PublishError>;
}

impl<T> During<T> for io::Result<T> {
    fn during(self, what: impl FnOnce() -> String) -> Result<T, PublishError> {
        self.map_err(|why| PublishError { what: what(), why })
    }
}

/// Writes the whole site into `out`, which is emptied first.
///
/// `today` (in Japan) only matters to a sample city. Gives the city as read, for telling what was found.
pub fn build(parts: &Parts, city: &Path, out: &Path, today: Date) -> Result<City, PublishError> {
    let city = read_city(city, today)?;
    if out.exists() {
        fs::remove_dir_all(out).during(|| format!("emptying {}", out.display()))?;
    }
    write_site(parts, &city, &Folder(out), today, true, &|_| {})?;
    Ok(city)
}

/// What is being made, for telling while one waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Pages,
    Pictures,
    Feeds,
}

impl Stage {
    /// Its name for programs.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Pages => "pages",
            Stage::Pictures => "pictures",
            Stage::Feeds => "feeds",
        }
    }
}

/// How far a stage has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub stage: Stage,
    pub done: usize,
    pub of: usize,
}

/// Whoever is told, from whichever core.
pub type Tell<'a> = &'a (dyn Fn(Progress) + Sync);

/// The file by which a folder is known as one that this program made.
pub(crate) const MARK: &str = "tsunagi-site.txt";

/// Writes every file of a site to where nothing lies yet. Without `pictures` none are painted, and no page names one.
pub fn write_site(
    kit: &dyn Kit,
    city: &City,
    out: &dyn Out,
    today: Date,
    pictures: bool,
    tell: Tell,
) -> Result<(), PublishError> {
    let catalog = &city.catalog;
    let settings = &catalog.settings;
    let own = settings.words();
    let kit = &Noted::new(kit);
    let begin = |stage| tell(Progress { stage, done: 0, of: 1 });
    begin(Stage::Pages);
    let assets = assets::write(kit, settings, out)?;
    for (name, bytes) in &city.files {
        put(out, &format!("data/{name}"), bytes)?;
    }
    let mut kept = String::new();
    let image = if pictures { pictures::SITE } else { "" };
    // What a page can say before the lists are there: the city's own name, and the desks to ring.
    let site = |words, top| {
        let catalog = Catalog { settings: settings.clone(), desks: catalog.desks.clone(), ..Catalog::default() };
        Site::new(words, top, catalog, today, false)
    };
    for language in settings.offered() {
        let Some(words) = Words::of(language.tag) else { continue };
        let (words, below) = match words.tag {
            "ja" => (own, String::new()),
            tag => (words, format!("{tag}/")),
        };
        for page in &PAGES {
            let html = prerender::page(page, words, site, image, &assets);
            put_page(out, &format!("{below}{}", page.folder), &html)?;
            if words.tag == "ja" && WITHOUT_NETWORK.contains(&page.folder) {
                kept.push_str(&html);
            }
        }
    }
    put_page(out, "desk/", &prerender::desk(settings, &assets))?;
    let next = if pictures { pictures::nearest(catalog, today) } else { Vec::new() };
    pages::write(catalog, &next, image, &assets, out, today, tell)?;
    keep_now(kit, &assets, &kept, out)?;
    put_page(out, "out/", &prerender::way_out(settings.way_out()))?;
    if pictures {
        pictures::write(kit, catalog, &next, out, today, tell)?;
    } else {
        // The kit is handed on whole, whatever was made with it.
        pictures::read_faces(kit)?;
    }
    begin(Stage::Feeds);
    feeds::write(catalog, out, today)?;
    embed::write(kit, catalog, out, today)?;
    put(out, "desk/kit.zip", kit.pack()?)?;
    put(out, MARK, format!("tsunagi {}\n", env!("CARGO_PKG_VERSION")))
}

/// A page as a folder with an `index.html`.
fn put_page(out: &dyn Out, folder: &str, html: &str) -> Result<(), PublishError> {
    put(out, &format!("{folder}index.html"), html)
}

/// The pages that open without a network, below the site's root.
const WITHOUT_NETWORK: [&str; 2] = ["now/", "kids/"];

/// Writes the worker that keeps them: under a name of its own for each content, so that a new site replaces the old.
fn keep_now(kit: &dyn Kit, assets: &Assets, pages: &str, out: &dyn Out) -> Result<(), PublishError> {
    let source = text_part(kit, "public/sw.js")?;
    let mut names: Vec<&str> = WITHOUT_NETWORK.to_vec();
    names.extend([assets.style.as_str(), assets.icon.as_str(), assets.way_out.as_str()]);
    let content = names.join(" ") + pages;
    let list = names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
    let script =
        source.replace("CONTENT", &assets::digest(content.as_bytes())).replace("FILES_KEPT", &format!("[{list}]"));
    put(out, "sw.js", script)
}
