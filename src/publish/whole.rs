//! Publishing over a site that is being served: the former one stays whole until the new one is.
//!
//! The new site is made in a folder beside the old one. Files whose bytes are the same are the very same files (hard links), so
//! that upload tools which go by the time of change send only what is new. Then the folders change places.

use super::place::{Folder, Parts};
use super::{City, During, MARK, PublishError, Tell, cp932, write_site};
use crate::calendar::Date;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a publication did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have changed.
    pub written: usize,
    pub same: usize,
    pub gone: usize,
}

/// Publishes a city into `out`. A folder that this program did not make is left alone, which is an error of the kind
/// [`io::ErrorKind::AlreadyExists`].
pub fn publish(parts: &Parts, city: &City, out: &Path, today: Date, tell: Tell) -> Result<Published, PublishError> {
    let (new, old) = (beside(out, "new"), beside(out, "old"));
    recover(out, &old)?;
    let filled = out.exists() && fs::read_dir(out).during(|| format!("opening {}", out.display()))?.next().is_some();
    if filled && !out.join(MARK).exists() {
        let other = io::Error::new(io::ErrorKind::AlreadyExists, "files of others");
        return Err(PublishError { what: format!("writing {}", out.display()), why: other });
    }
    empty(&new)?;
    if let Err(error) = write_site(parts, city, &Folder(&new), today, true, tell, &cp932) {
        // What stands is left as it is; what was begun goes.
        let _ = fs::remove_dir_all(&new);
        return Err(error);
    }
    let published = keep_same(out, &new)?;
    if out.exists() {
        fs::rename(out, &old).during(|| format!("moving {}", out.display()))?;
    }
    fs::rename(&new, out).during(|| format!("putting the new site at {}", out.display()))?;
    empty(&old)?;
    Ok(published)
}

/// A folder beside another, by a name that nothing else has.
fn beside(out: &Path, what: &str) -> PathBuf {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    out.with_file_name(format!(".{name}.tsunagi-{what}"))
}

/// Cut off between the two moves, the former site lies beside its place: it goes back.
fn recover(out: &Path, old: &Path) -> Result<(), PublishError> {
    if !out.exists() && old.exists() {
        fs::rename(old, out).during(|| format!("putting the former site back at {}", out.display()))?;
    }
    empty(old)
}

fn empty(folder: &Path) -> Result<(), PublishError> {
    if folder.exists() {
        fs::remove_dir_all(folder).during(|| format!("removing {}", folder.display()))?;
    }
    Ok(())
}

/// Every file below a folder, by its path from there.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut left) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(next) = left.pop() {
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                left.push(path);
            } else if let Ok(below) = path.strip_prefix(folder) {
                found.push(below.to_path_buf());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Puts the former file in the place of each new one whose bytes are the same.
fn keep_same(out: &Path, new: &Path) -> Result<Published, PublishError> {
    let list = |folder: &Path| files(folder).during(|| format!("reading {}", folder.display()));
    let mut published = Published::default();
    let made = list(new)?;
    let former = if out.exists() { list(out)? } else { Vec::new() };
    for name in &made {
        let (old, new) = (out.join(name), new.join(name));
        let same = former.binary_search(name).is_ok() && {
            let size = |path: &Path| fs::metadata(path).map(|m| m.len()).ok();
            size(&old) == size(&new) && fs::read(&old).ok() == fs::read(&new).ok()
        };
        if same {
            published.same += 1;
            fs::remove_file(&new).during(|| format!("removing {}", new.display()))?;
            // Where links are not possible the file is copied, and counts as the same.
            if fs::hard_link(&old, &new).is_err() {
                fs::copy(&old, &new).during(|| format!("copying {}", old.display()))?;
            }
        } else {
            published.written += 1;
        }
    }
    published.gone = former.iter().filter(|name| made.binary_search(name).is_err()).count();
    Ok(published)
}
