//! Zip archives: the files that lie in one, with limits against bombs, and what a packed file is whatever its name says.

use super::encoding::Cp932Decoder;
use super::problem::ProblemKind;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The largest file that is opened, in bytes, and the most that a packed one may unfold to.
pub const LARGEST: usize = 64 << 20;
pub const UNFOLDED: u64 = 512 << 20;

/// The most files of one archive.
const FILES: usize = 2_000;

/// Why something could not be opened, with what was found.
pub type Refusal = (ProblemKind, String);

/// What a file is by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packed {
    /// A workbook of Excel or of an office suite (.xlsx, .ods).
    Workbook,
    /// A workbook of Excel until 2003, or a newer one behind a password: both lie in the same container.
    Container,
    Archive,
}

/// What a file is, where it is none of text.
pub fn packed(bytes: &[u8]) -> Option<Packed> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Some(Packed::Container);
    }
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
        return None;
    }
    let names: Vec<String> = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect(),
        // Cut off or broken: what it was is told by its beginning.
        Err(_) => {
            let head = &bytes[..bytes.len().min(4096)];
            let has = |name: &[u8]| memchr::memmem::find(head, name).is_some();
            let book = has(b"[Content_Types].xml") || has(b"mimetypeapplication/vnd.oasis");
            return Some(if book { Packed::Workbook } else { Packed::Archive });
        }
    };
    let has = |name: &str| names.iter().any(|known| known == name);
    let book = has("[Content_Types].xml") || (has("mimetype") && has("content.xml"));
    Some(if book { Packed::Workbook } else { Packed::Archive })
}

/// Refuses what is too large, before it is opened and as its directory says that it would be.
pub fn bounded(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.len() > LARGEST {
        return Err((ProblemKind::FileTooLarge, format!("{} MB", bytes.len() >> 20)));
    }
    let unfolded = unfolded(bytes);
    if unfolded > UNFOLDED {
        return Err((ProblemKind::FileTooLarge, format!("{} MB", unfolded >> 20)));
    }
    Ok(())
}

/// The files in an archive, by their own names alone or with the folders that they lie in. Names that are not UTF-8 are read
/// as Windows writes them.
pub fn entries(bytes: &[u8], cp932: Cp932Decoder, folders: bool) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    bounded(bytes)?;
    let broken = |why: ZipError| (ProblemKind::FileBroken, why.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > FILES {
        return Err((ProblemKind::FileTooLarge, archive.len().to_string()));
    }
    let (mut files, mut left) = (Vec::new(), UNFOLDED);
    for at in 0..archive.len() {
        let mut entry = match archive.by_index(at) {
            Ok(entry) => entry,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err((ProblemKind::FileLocked, String::new()));
            }
            Err(why) => return Err(broken(why)),
        };
        if entry.is_dir() {
            continue;
        }
        let raw = entry.name_raw().to_vec();
        let path = String::from_utf8(raw).or_else(|raw| cp932(raw.as_bytes()).ok_or(()));
        let path = path.or_else(|()| entry.name().map(|name| name.into_owned())).map_err(broken)?;
        // Of what others have packed only a file's own name counts: wherever a path leads, nothing is written there.
        let own = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = if folders { path.clone() } else { own.to_owned() };
        if name.is_empty() || path.starts_with("__MACOSX/") {
            continue;
        }
        let mut bytes = Vec::new();
        // What an entry says of its size need not be true.
        let read = entry.by_ref().take(left + 1).read_to_end(&mut bytes);
        read.map_err(|why| (ProblemKind::FileBroken, format!("{name}: {why}")))?;
        left = left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| (ProblemKind::FileTooLarge, format!("{} MB", UNFOLDED >> 20)))?;
        files.push((name, bytes));
    }
    Ok(files)
}

/// To how many bytes a zip says that it unfolds, by its central directory; 0 where it is none, or cannot be read.
fn unfolded(bytes: &[u8]) -> u64 {
    let Some(mut archive) = bytes.starts_with(b"PK").then(|| ZipArchive::new(Cursor::new(bytes)).ok()).flatten() else {
        return 0;
    };
    let sizes = (0..archive.len()).map(|at| archive.by_index_raw(at).map_or(0, |entry| entry.size()));
    sizes.fold(0, u64::saturating_add)
}

/// Files as one archive, the same bytes for the same files: their order is the given one, their time the first that a zip
/// knows.
pub fn archive<N: AsRef<str>, B: AsRef<[u8]>>(files: impl IntoIterator<Item = (N, B)>) -> Result<Vec<u8>, ZipError> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).unix_permissions(0o644);
    for (name, bytes) in files {
        let name = name.as_ref();
        // What is packed already only grows.
        let packed = [".png", ".zip", ".woff2"].iter().any(|ending| name.ends_with(ending));
        let method = if packed { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        writer.start_file(name, options.compression_method(method))?;
        writer.write_all(bytes.as_ref())?;
    }
    Ok(writer.finish()?.into_inner())
}
