//! Making a site on the host: the app's files under names that change with their content, the painted pages, the
//! city's lists. What it writes can be laid on any static server, at any path.

mod assets;
mod city;
mod cores;
mod embed;
mod feeds;
mod pages;
mod pictures;
mod sheets;
mod whole;

pub use city::{City, read_city};
pub use whole::{Published, publish};

use crate::app::prerender::{self, Assets, PAGES};
use crate::app::site::Site;
use crate::calendar::Date;
use crate::data::Catalog;
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

/// Where the parts of a site are.
pub struct Parts<'a> {
    /// The folder with `app.js` and `app_bg.wasm`, `sealer.js` and `sealer_bg.wasm`, as wasm-bindgen makes them.
    pub app: &'a Path,
    /// The folder of style sheets, joined in the order of their names.
    pub style: &'a Path,
    /// The folder of the built-in forms for plans.
    pub forms: &'a Path,
    /// The folder of files served beside the app.
    pub public: &'a Path,
    /// The folder of the libraries served as they are (npm's node_modules): what the map is drawn with.
    pub vendor: &'a Path,
}

/// Writes the whole site into `out`, which is emptied first.
///
/// `today` (in Japan) only matters to a sample city. Gives the city as read, for telling what was found.
pub fn build(parts: &Parts, city: &Path, out: &Path, today: Date) -> Result<City, PublishError> {
    let city = read_city(city, today)?;
    if out.exists() {
        fs::remove_dir_all(out).during(|| format!("emptying {}", out.display()))?;
    }
    write_site(parts, &city, out, today, &|_| {})?;
    Ok(city)
}

/// What is being made, for telling while one waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Pages,
    Pictures,
    Feeds,
}

/// The file by which a folder is known as one that this program made.
pub(crate) const MARK: &str = "tsunagi-site.txt";

/// Writes every file of a site into an empty folder.
pub(crate) fn write_site(
    parts: &Parts,
    city: &City,
    out: &Path,
    today: Date,
    tell: &dyn Fn(Stage),
) -> Result<(), PublishError> {
    let catalog = &city.catalog;
    tell(Stage::Pages);
    let assets = assets::write(parts, out)?;
    let data = out.join("data");
    fs::create_dir_all(&data).during(|| format!("making {}", data.display()))?;
    for (name, bytes) in &city.files {
        let path = data.join(name);
        fs::write(&path, bytes).during(|| format!("writing {}", path.display()))?;
    }
    for page in &PAGES {
        // What the page can say before the lists are there: the city's own name, and the desks to ring.
        let site = |words, root| {
            let catalog =
                Catalog { settings: catalog.settings.clone(), desks: catalog.desks.clone(), ..Catalog::default() };
            Site::new(words, root, catalog, today, false)
        };
        let html = prerender::page(page, site, pictures::SITE, &assets);
        put_page(out, page.folder, &html)?;
    }
    let next = pictures::nearest(catalog, today);
    pages::write(catalog, &next, &assets, out, today)?;
    keep_now(parts, &assets, out)?;
    put_page(out, "out/", &prerender::way_out(catalog.settings.way_out()))?;
    tell(Stage::Pictures);
    pictures::write(parts, catalog, &next, out, today)?;
    tell(Stage::Feeds);
    feeds::write(catalog, out, today)?;
    embed::write(parts, catalog, out, today)?;
    let mark = out.join(MARK);
    fs::write(&mark, format!("tsunagi {}\n", env!("CARGO_PKG_VERSION")))
        .during(|| format!("writing {}", mark.display()))
}

/// A page as a folder with an `index.html`.
fn put_page(out: &Path, folder: &str, html: &str) -> Result<(), PublishError> {
    let folder = out.join(folder);
    fs::create_dir_all(&folder).during(|| format!("making {}", folder.display()))?;
    let path = folder.join("index.html");
    fs::write(&path, html).during(|| format!("writing {}", path.display()))
}

/// The pages that open without a network, below the site's root.
const WITHOUT_NETWORK: [&str; 2] = ["now/", "kids/"];

/// Writes the worker that keeps them: under a name of its own for each content, so that a new site replaces the old.
fn keep_now(parts: &Parts, assets: &Assets, out: &Path) -> Result<(), PublishError> {
    let source = parts.public.join("sw.js");
    let source = fs::read_to_string(&source).during(|| format!("reading {}", source.display()))?;
    let mut names: Vec<&str> = WITHOUT_NETWORK.to_vec();
    names.extend([assets.style.as_str(), assets.icon.as_str(), assets.way_out.as_str()]);
    let mut content = names.join(" ");
    for page in WITHOUT_NETWORK {
        let path = out.join(page).join("index.html");
        content.push_str(&fs::read_to_string(&path).during(|| format!("reading {}", path.display()))?);
    }
    let list = names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
    let script =
        source.replace("CONTENT", &assets::digest(content.as_bytes())).replace("FILES_KEPT", &format!("[{list}]"));
    let path = out.join("sw.js");
    fs::write(&path, script).during(|| format!("writing {}", path.display()))
}
