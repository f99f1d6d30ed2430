//! From bytes to text: the encodings in which municipal files come.

use super::problem::ProblemKind;
use serde::{Deserialize, Serialize};

/// How a file's bytes were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    Utf8,
    Utf8Bom,
    /// Shift_JIS as Windows writes it.
    Cp932,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    /// The name that an officer meets in Excel and editors.
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8Bom => "UTF-8 (BOM)",
            Encoding::Cp932 => "Shift_JIS (CP932)",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
        }
    }
}

/// Reads CP932, or says that the bytes are not that. The core has no table of its own: the browser brings
/// `TextDecoder`, the host `encoding_rs`; both follow the WHATWG standard's `shift_jis`.
pub type Cp932Decoder<'a> = &'a dyn Fn(&[u8]) -> Option<String>;

/// The text of a file and how it was written.
///
/// Errors: what the bytes are instead (a zip, a web page, nothing, an unknown encoding).
pub fn decode(bytes: &[u8], cp932: Cp932Decoder) -> Result<(String, Encoding), ProblemKind> {
    let (text, encoding) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (utf8(rest, cp932)?.0, Encoding::Utf8Bom),
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes).ok_or(ProblemKind::Encoding)?, Encoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes).ok_or(ProblemKind::Encoding)?, Encoding::Utf16Be),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => return Err(ProblemKind::FileZip),
        _ => utf8(bytes, cp932)?,
    };
    let start = text.trim_start();
    if start.is_empty() {
        return Err(ProblemKind::FileEmpty);
    }
    let head: String = start.chars().take(15).flat_map(char::to_lowercase).collect();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return Err(ProblemKind::FileHtml);
    }
    Ok((text, encoding))
}

fn utf8(bytes: &[u8], cp932: Cp932Decoder) -> Result<(String, Encoding), ProblemKind> {
    match std::str::from_utf8(bytes) {
        // A NUL has no place in a list: UTF-16 without its mark, or no text at all.
        Ok(text) if !text.contains('\0') => Ok((text.to_owned(), Encoding::Utf8)),
        Ok(_) => unmarked_utf16(bytes),
        Err(_) if bytes.contains(&0) => unmarked_utf16(bytes),
        Err(_) => cp932(bytes)
            .filter(|text| !text.contains('\0'))
            .map(|text| (text, Encoding::Cp932))
            .ok_or(ProblemKind::Encoding),
    }
}

/// UTF-16 without its mark: taken only when all of it is what a Japanese list is written in.
fn unmarked_utf16(bytes: &[u8]) -> Result<(String, Encoding), ProblemKind> {
    let usual = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{ff}' | '\u{2000}'..='\u{33ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
    let read = |unit| utf16(bytes, unit).filter(|text| text.contains([',', '\t']) && text.chars().all(usual));
    if let Some(text) = read(u16::from_le_bytes) {
        return Ok((text, Encoding::Utf16Le));
    }
    read(u16::from_be_bytes).map(|text| (text, Encoding::Utf16Be)).ok_or(ProblemKind::Encoding)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    if !odd.is_empty() {
        return None;
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<_, _>>().ok()
}
