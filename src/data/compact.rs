//! The compact catalog: what a publisher has read of a city's lists, as one file beside them, so that a phone need not read them
//! again. The lists stay what counts: where one is newer on the server than this file, or it cannot be told, they are read.

use super::{Catalog, ProblemKind, Settings, SourceFile};
use crate::calendar::Date;
use crate::text::hash::{fnv1a, sum};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Its name in `data/`. It sorts behind the lists, so that tools which go by the alphabet upload it last.
pub const FILE: &str = "tsunagi-catalog.bin";

/// What wrote it, and the only thing that reads it: a digest of the sources that reading stands on.
const WRITER: u64 = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// A list as the server answers for it, without sending it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub file: String,
    /// HTTP status; 0 where no answer came.
    pub status: u16,
    /// When it was put there (Last-Modified), in milliseconds since 1970.
    pub modified: Option<f64>,
}

/// A compact catalog as read.
#[derive(Clone, Debug)]
pub struct Compact {
    pub catalog: Catalog,
    /// The [`digest`] of the lists that it was made of.
    pub lists: u64,
}

/// Tells lists apart by their names and bytes, in their order. `None` where one could not be fetched, unless the server said that
/// it is not there.
pub fn digest(lists: &[SourceFile]) -> Option<u64> {
    let absent = |why: &str| why.starts_with("HTTP 404") || why.starts_with("HTTP 410");
    if lists.iter().any(|list| list.bytes.as_ref().is_err_and(|why| !absent(why))) {
        return None;
    }
    let bytes = lists.iter().flat_map(|list| {
        let own = list.bytes.as_deref().unwrap_or_default();
        list.name.bytes().chain([0]).chain(own.iter().copied())
    });
    Some(fnv1a(bytes))
}

/// Writes a catalog in the form that [`read`] reads. It is as its lists were written: of no day ([`Catalog::as_written`]).
pub fn write(catalog: &Catalog, lists: &[SourceFile]) -> Vec<u8> {
    let mut out = WRITER.to_le_bytes().to_vec();
    out.extend(digest(lists).unwrap_or_default().to_le_bytes());
    // Only a type that refuses to be written can fail, and none of ours does; an empty file is read as none.
    let catalog = postcard::to_extend(catalog, Vec::new()).unwrap_or_default();
    out.extend(sum(&catalog).to_le_bytes());
    out.extend(catalog);
    out
}

/// Reads a compact catalog for a day in Japan (which moves the dates of a sample city alone). `None` for one that another
/// version wrote, or that is damaged: the lists are there.
pub fn read(bytes: &[u8], today: Date) -> Option<Compact> {
    let (writer, rest) = bytes.split_first_chunk::<8>()?;
    if u64::from_le_bytes(*writer) != WRITER {
        return None;
    }
    let (lists, rest) = rest.split_first_chunk::<8>()?;
    // The longest lists are unpacked when they are looked at, when it is too late to read others.
    let (whole, rest) = rest.split_first_chunk::<8>()?;
    if u64::from_le_bytes(*whole) != sum(rest) {
        return None;
    }
    let mut catalog: Catalog = postcard::from_bytes(rest).ok()?;
    catalog.roll(today);
    Some(Compact { catalog, lists: u64::from_le_bytes(*lists) })
}

/// Writes a city's settings as a word of letters and digits that stands in a page, so that what the page needs at once need not wait
/// for the lists ([`settings`] reads it).
pub fn settings_word(settings: &Settings) -> String {
    // As above: none of our types refuses to be written, and an empty word is read as none.
    let bytes = postcard::to_extend(settings, WRITER.to_le_bytes().to_vec()).unwrap_or_default();
    STANDARD.encode(bytes)
}

/// Reads such a word. `None` for one that another version wrote, or that is damaged.
pub fn settings(word: &str) -> Option<Settings> {
    let bytes = STANDARD.decode(word).ok()?;
    let (writer, rest) = bytes.split_first_chunk::<8>()?;
    postcard::from_bytes(rest).ok().filter(|_| u64::from_le_bytes(*writer) == WRITER)
}

/// Whether a catalog that was put on the server at a time (milliseconds since 1970) tells what its lists say today: each is
/// there and not newer, or is missing as it was then. Without both times it cannot be told.
pub fn is_current(catalog: &Catalog, put: Option<f64>, answers: &[Answer]) -> bool {
    catalog.reports.iter().all(|report| {
        let was_missing = report.problems.iter().any(|problem| problem.kind == ProblemKind::FileMissing);
        answers.iter().find(|answer| answer.file == report.file).is_some_and(|answer| match answer.status {
            200..=299 => !was_missing && answer.modified.zip(put).is_some_and(|(list, put)| list <= put),
            404 | 410 => was_missing,
            _ => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(name: &str, text: &str) -> SourceFile {
        SourceFile { name: name.to_owned(), bytes: Ok(text.as_bytes().to_vec()) }
    }

    fn lists() -> Vec<SourceFile> {
        vec![
            list("settings.csv", "項目,値\nデータファイル,event.csv\nデータファイル,gone.csv\n文言,さがす→探す\n"),
            list(
                "event.csv",
                "ID,イベント名,開始日,終了日,開始時間,くりかえし,申込開始日,連絡先電話番号\n1,おはなし会,2026-04-01,2027-03-31,10:00,毎月第3日曜,開催日の3日前,0990-00-1234\n2,ひろば,2026-13-40,,,,,\n",
            ),
            SourceFile { name: "gone.csv".to_owned(), bytes: Err("HTTP 404".to_owned()) },
        ]
    }

    fn day(month: u32, day: u32) -> Date {
        Date::from_ymd_opt(2026, month, day).expect("a day")
    }

    #[test]
    fn it_says_what_the_lists_say() {
        let lists = lists();
        let written = Catalog::as_written(&lists, &|_| None);
        let bytes = write(&written, &lists);
        let (own, read) =
            (Catalog::read(&lists, &|_| None, day(11, 1)), read(&bytes, day(11, 1)).expect("read").catalog);
        assert_eq!(read.events, own.events);
        assert_eq!(read.settings, own.settings);
        assert!(!read.settings.texts.is_empty() && !read.events.is_empty());
        let told = |catalog: &Catalog| catalog.reports.iter().map(|r| (r.rows, r.problems.clone())).collect::<Vec<_>>();
        assert_eq!(told(&read), told(&own));
        // The same lists make the same file, and one that only looks different another.
        assert_eq!(write(&written, &lists), bytes);
        let mut others = lists.clone();
        others[1].bytes.as_mut().expect("bytes").extend(b"\r\n");
        assert_ne!(write(&Catalog::as_written(&others, &|_| None), &others), bytes);
        // The lists as they lie on the server show whether it is still theirs.
        let of = |lists: &[SourceFile]| {
            digest(lists).is_some_and(|lists| super::read(&bytes, day(11, 1)).is_some_and(|c| c.lists == lists))
        };
        assert!(of(&lists) && !of(&others));
        others[2].bytes = Err("NetworkError".to_owned());
        assert_eq!(digest(&others), None);
    }

    #[test]
    fn what_is_damaged_or_anothers_is_no_catalog() {
        let bytes = write(&Catalog::as_written(&lists(), &|_| None), &lists());
        for end in [0, 7, 8, 15, 16, 23, 24, bytes.len() / 2, bytes.len() - 1] {
            assert!(read(&bytes[..end], day(11, 1)).is_none(), "{end}");
        }
        let mut other = bytes.clone();
        other[0] ^= 1;
        assert!(read(&other, day(11, 1)).is_none());
        for at in 16..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1 << (at % 8);
            assert!(read(&other, day(11, 1)).is_none(), "{at}");
        }
    }

    proptest::proptest! {
        /// Whatever a file says whose sum is right: it is read as another catalog or as none, and stops nothing.
        #[test]
        fn changed_bytes_stop_nothing(changes in proptest::collection::vec((24usize..4000, proptest::prelude::any::<u8>()), 1..40)) {
            let mut bytes = write(&Catalog::as_written(&lists(), &|_| None), &lists());
            let mut settings = STANDARD.decode(settings_word(&read(&bytes, day(11, 1)).expect("read").catalog.settings)).expect("base64");
            for (at, byte) in changes {
                let (whole, own) = (bytes.len(), settings.len());
                bytes[24 + at % (whole - 24)] = byte;
                settings[8 + at % (own - 8)] = byte;
            }
            let whole = sum(&bytes[24..]).to_le_bytes();
            bytes[16..24].copy_from_slice(&whole);
            if let Some(read) = read(&bytes, day(11, 1)) {
                let _ = is_current(&read.catalog, Some(0.0), &[]);
                for event in &read.catalog.events {
                    let _ = event.facts.iter().map(|fact| fact.value.len()).sum::<usize>();
                }
                let _ = (read.catalog.places.len(), read.catalog.place("1").is_some());
            }
            let _ = super::settings(&STANDARD.encode(settings));
        }
    }

    #[test]
    fn settings_stand_in_a_page() {
        let settings = Catalog::as_written(&lists(), &|_| None).settings;
        let word = settings_word(&settings);
        assert!(!settings.texts.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b)));
        assert_eq!(super::settings(&word), Some(settings));
        for other in ["", "=", "AAAA", &word[..word.len() / 2], &word[4..], &format!("B{}", &word[1..])] {
            assert!(other == word || super::settings(other).is_none(), "{other}");
        }
    }

    #[test]
    fn a_newer_list_stands_before_it() {
        let catalog = Catalog::as_written(&lists(), &|_| None);
        let answer = |file: &str, status, modified| Answer { file: file.to_owned(), status, modified };
        let fine = [
            answer("settings.csv", 200, Some(1000.0)),
            answer("event.csv", 200, Some(2000.0)),
            answer("gone.csv", 404, None),
        ];
        assert!(is_current(&catalog, Some(2000.0), &fine));
        assert!(!is_current(&catalog, None, &fine));
        let with = |at: usize, other: Answer| {
            let mut answers = fine.to_vec();
            answers[at] = other;
            is_current(&catalog, Some(2000.0), &answers)
        };
        assert!(!with(1, answer("event.csv", 200, Some(3000.0))));
        assert!(!with(1, answer("event.csv", 200, None)));
        assert!(!with(1, answer("event.csv", 404, None)));
        assert!(!with(1, answer("event.csv", 0, None)));
        assert!(!with(1, answer("other.csv", 200, Some(1.0))));
        assert!(!with(2, answer("gone.csv", 200, Some(1.0))));
    }
}
