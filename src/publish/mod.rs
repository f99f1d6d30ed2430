//! Making a site, on the host or in the browser of whoever publishes: the app's files under names that change with their content, the painted pages, the
//! city's lists. What it writes can be laid on any static server, at any path.

pub mod access;
mod assets;
mod city;
mod cores;
mod embed;
mod feeds;
mod icons;
mod install;
mod offline;
mod pages;
mod pictures;
pub mod place;
mod whole;

pub use crate::desk::folder::City;
pub use city::{cp932, read_city};
pub use place::Parts;
pub use whole::{Published, publish};

use crate::app::prerender::{self, PAGES, Page};
use crate::app::site::{Site, held};
use crate::calendar::Date;
use crate::data::encoding::Cp932Decoder;
use crate::data::{Catalog, Settings, SourceFile, compact};
use crate::plan::read::with_own;
use crate::words::Words;
use flate2::{Compression, write::GzEncoder};
use place::{Folder, Kit, Noted, Out, put};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

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
    write_site(parts, &city, &Folder(out), today, true, &|_| {}, &cp932)?;
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
    cp932: Cp932Decoder,
) -> Result<(), PublishError> {
    let catalog = &city.catalog;
    let settings = &catalog.settings;
    let kit = &Noted::new(kit);
    let begin = |stage| tell(Progress { stage, done: 0, of: 1 });
    begin(Stage::Pages);
    let mut assets = assets::write(kit, settings, &city.lists(), out)?;
    let icons = install::icons(city, out)?;
    (assets.apple, assets.apple_plain) = icons.apple();
    for (name, bytes) in &city.files {
        put(out, &format!("data/{name}"), bytes)?;
    }
    put_compact(city, cp932, out)?;
    let mut kept = String::new();
    let image = if pictures { pictures::SITE } else { "" };
    let own: Vec<String> = settings
        .forms
        .iter()
        .filter_map(|name| city.source(name).bytes.ok())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let painted: Vec<_> = PAGES.iter().map(|page| prerender::to_paint(page, catalog, today)).collect();
    for words in offered(settings) {
        let below = words.folder();
        let forms = Arc::new(with_own(assets::forms_in(kit, words.tag, words.is_foreign())?, &own));
        // What a page can say before the lists are there: the city's own name, the desks to ring, the forms of plans; on some of them
        // a part of the lists.
        let with = |lists: Catalog| {
            let known = Catalog { settings: settings.clone(), desks: catalog.desks.clone(), ..lists };
            let forms = Arc::clone(&forms);
            move |words: Words, top| {
                let mut site = Site::new(words, top, held(known.clone()), today, false);
                site.forms = Arc::clone(&forms);
                // Things have pages of their own in Japanese alone.
                site.paged = words.tag == "ja";
                site
            }
        };
        let site = with(Catalog::default());
        for (page, painted) in PAGES.iter().zip(&painted) {
            let mut html = prerender::page(page, words, &site, image, &assets);
            if offline::is_kept(page) {
                kept.push_str(&assets::digest(html.as_bytes()));
            }
            // The lists are others with each day on which a site is made, which makes no newer version of it.
            if let Some(lists) = painted {
                html = prerender::page(page, words, with(lists.clone()), image, &assets);
            }
            put_page(out, &format!("{below}{}", page.folder), &html)?;
        }
        install::write(&site(words, String::new()), &icons, out)?;
        // They lie one folder deeper than the language's home page.
        let top = format!("../{}", words.above());
        put_page(out, &format!("{below}{}", access::FOLDER), &access::page(&site(words, top.clone()), &assets))?;
        let mut whole = Site::new(words, top, held(catalog.clone()), today, true);
        whole.paged = true;
        put_page(out, &format!("{below}all/"), &prerender::all(&whole, &assets))?;
    }
    put_page(out, "desk/", &prerender::desk(settings, &assets))?;
    let next = if pictures { pictures::nearest(catalog, today) } else { Vec::new() };
    pages::write(catalog, &next, image, &assets, out, today, tell)?;
    offline::write(kit, &assets, &settings.offered(), &kept, out)?;
    put_page(out, "out/", &prerender::way_out(settings.way_out()))?;
    if pictures {
        pictures::write(kit, catalog, &next, out, today, tell)?;
    } else {
        // The kit is handed on whole, whatever was made with it.
        pictures::read_faces(kit)?;
    }
    begin(Stage::Feeds);
    feeds::write(catalog, out, today)?;
    embed::write(kit, catalog, &assets, out, today)?;
    put(out, "desk/kit.zip", kit.pack()?)?;
    put(out, MARK, format!("tsunagi {}\n", env!("CARGO_PKG_VERSION")))
}

/// Puts what the app would read of the lists beside them: as two files, packed as phones unpack them by themselves.
fn put_compact(city: &City, cp932: Cp932Decoder, out: &dyn Out) -> Result<(), PublishError> {
    let lists: Vec<SourceFile> = city.lists().into_iter().map(|name| city.source(name)).collect();
    let compact::Written { first, rest } = compact::write(&Catalog::as_written(&lists, cp932), &lists);
    for (name, bytes) in [(compact::FILE, first), (compact::REST, rest)] {
        put(out, &format!("data/{name}"), gzip(name, &bytes)?)?;
    }
    Ok(())
}

/// Bytes as a server need not pack them any more.
fn gzip(name: &str, bytes: &[u8]) -> Result<Vec<u8>, PublishError> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).and_then(|()| packer.finish()).during(|| format!("packing {name}"))
}

/// The texts of every language that is offered, in their order; Japanese with the city's own.
fn offered(settings: &Settings) -> impl Iterator<Item = Words> {
    settings.offered().into_iter().filter_map(|language| match language.tag {
        "ja" => Some(settings.words()),
        tag => Words::of(tag),
    })
}

/// A page as a folder with an `index.html`.
fn put_page(out: &dyn Out, folder: &str, html: &str) -> Result<(), PublishError> {
    put(out, &format!("{folder}index.html"), html)
}
