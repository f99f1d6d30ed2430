//! Where the app's parts are read from and a site's files are written to: folders on disk, or memory in a browser.

use super::{During, PublishError};
use crate::data::archive::{archive, entries};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The app's parts, by their paths in the kit: `app/app.js`, `style/1-tokens.css`, `public/start.js`, `forms/…`,
/// `vendor/leaflet/…`.
pub trait Kit: Sync {
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// The names of the files in one of its folders, sorted.
    fn names(&self, folder: &str) -> io::Result<Vec<String>>;

    /// The whole kit as one archive, where it was one.
    fn packed(&self) -> Option<&[u8]> {
        None
    }
}

/// Where the files of a site go, by their paths below its root.
pub trait Out: Sync {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()>;
}

/// The folders of a kit on disk; not each of them need lie in the same place.
pub struct Parts<'a> {
    /// The folder with `app.js` and `app_bg.wasm`, and so on, as wasm-bindgen makes them.
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

impl Parts<'_> {
    fn at(&self, path: &str) -> PathBuf {
        let (folder, rest) = path.split_once('/').unwrap_or((path, ""));
        let folder = match folder {
            "app" => self.app,
            "style" => self.style,
            "forms" => self.forms,
            "public" => self.public,
            _ => self.vendor,
        };
        folder.join(rest)
    }
}

impl Kit for Parts<'_> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        fs::read(self.at(path))
    }

    fn names(&self, folder: &str) -> io::Result<Vec<String>> {
        let entries = fs::read_dir(self.at(folder))?;
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.ok().map(|e| e.file_name().to_string_lossy().into_owned())).collect();
        names.sort();
        Ok(names)
    }
}

/// A kit that remembers what was read of it, so that it can be handed on with the site.
pub(super) struct Noted<'a> {
    kit: &'a dyn Kit,
    read: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl<'a> Noted<'a> {
    pub fn new(kit: &'a dyn Kit) -> Noted<'a> {
        Noted { kit, read: Mutex::new(BTreeMap::new()) }
    }

    /// Everything that a site is made of, as one archive: the one that came, or one of what was read.
    pub fn pack(&self) -> Result<Vec<u8>, PublishError> {
        if let Some(bytes) = self.kit.packed() {
            return Ok(bytes.to_vec());
        }
        archive(held(&self.read).iter()).map_err(io::Error::other).during(|| "packing the kit".to_owned())
    }
}

/// What a lock guards. A worker that panicked has left no half of a map behind.
fn held<T>(lock: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Kit for Noted<'_> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let bytes = self.kit.read(path)?;
        if self.kit.packed().is_none() {
            held(&self.read).insert(path.to_owned(), bytes.clone());
        }
        Ok(bytes)
    }

    fn names(&self, folder: &str) -> io::Result<Vec<String>> {
        self.kit.names(folder)
    }
}

/// A kit as the archive that lies beside every site's desk.
pub struct PackedKit {
    packed: Vec<u8>,
    files: BTreeMap<String, Vec<u8>>,
}

impl PackedKit {
    pub fn open(packed: Vec<u8>) -> Result<PackedKit, PublishError> {
        let paths = entries_with_paths(&packed).during(|| "opening the kit".to_owned())?;
        Ok(PackedKit { files: paths.into_iter().collect(), packed })
    }
}

fn entries_with_paths(packed: &[u8]) -> io::Result<Vec<(String, Vec<u8>)>> {
    entries(packed, &|_| None, true).map_err(|(_, found)| io::Error::new(io::ErrorKind::InvalidData, found))
}

impl Kit for PackedKit {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, path.to_owned()))
    }

    fn names(&self, folder: &str) -> io::Result<Vec<String>> {
        let below = |path: &String| path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned);
        Ok(self.files.keys().filter_map(below).filter(|name| !name.contains('/')).collect())
    }

    fn packed(&self) -> Option<&[u8]> {
        Some(&self.packed)
    }
}

/// A folder on disk.
pub struct Folder<'a>(pub &'a Path);

impl Out for Folder<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.0.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)
    }
}

/// Files in memory, in the order of their paths.
#[derive(Default)]
pub struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl Memory {
    /// Everything that was put there.
    pub fn files(self) -> BTreeMap<String, Vec<u8>> {
        self.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Out for Memory {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        held(&self.0).insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

/// Reads a part, and says which where it is not there.
pub(super) fn part(kit: &dyn Kit, path: &str) -> Result<Vec<u8>, PublishError> {
    kit.read(path).during(|| format!("reading {path}"))
}

/// The same as text.
pub(super) fn text_part(kit: &dyn Kit, path: &str) -> Result<String, PublishError> {
    Ok(String::from_utf8_lossy(&part(kit, path)?).into_owned())
}

/// Writes a file of the site, and says which where that fails.
pub(super) fn put(out: &dyn Out, path: &str, bytes: impl AsRef<[u8]>) -> Result<(), PublishError> {
    out.put(path, bytes.as_ref()).during(|| format!("writing {path}"))
}
