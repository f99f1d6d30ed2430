//! The compact catalog: what a publisher has read of a city's lists, as two files beside them, so that a phone need not read them
//! again. The lists stay what counts: where one is newer on the server than these files, or it cannot be told, they are read.
//!
//! The first file has what さがす shows and いますぐ相談; the second what other pages need beside it. Each begins with what wrote it, the digest of the lists
//! and a sum over the rest; then come the pieces, each behind its length.

use super::later::Later;
use super::{Catalog, ProblemKind, Settings, SourceFile};
use crate::calendar::Date;
use crate::text::hash::{START, more, sum};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// The first file's name in `data/`. Both sort behind the lists, so that tools which go by the alphabet upload them last.
pub const FILE: &str = "tsunagi-catalog.bin";
/// The second's.
pub const REST: &str = "tsunagi-events.bin";

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

/// A compact catalog as read: without the events, programmes and rows of 子育て予定, which [`fill`] adds.
#[derive(Clone, Debug)]
pub struct Compact {
    pub catalog: Catalog,
    /// The [`digest`] of the lists that it was made of.
    pub lists: u64,
}

/// A compact catalog as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// What lies in [`FILE`].
    pub first: Vec<u8>,
    /// What lies in [`REST`].
    pub rest: Vec<u8>,
}

/// Whether a server says by this status that a list is not there, and not that it could not be had.
pub fn is_gone(status: u16) -> bool {
    matches!(status, 404 | 410)
}

/// Tells lists apart by their names and bytes, in their order. `None` where one could not be fetched, unless the server said that
/// it is not there.
pub fn digest(lists: &[SourceFile]) -> Option<u64> {
    let mut digest = Digest::default();
    for list in lists {
        digest.begin(&list.name);
        match &list.bytes {
            Ok(bytes) => digest.add(bytes),
            Err(why) if why.starts_with("HTTP 404") || why.starts_with("HTTP 410") => {}
            Err(_) => return None,
        }
    }
    Some(digest.0)
}

/// The [`digest`] of lists as it is made: each list is begun, and its bytes are added in whatever pieces they come.
///
/// ```
/// use tsunagi::data::SourceFile;
/// use tsunagi::data::compact::{Digest, digest};
/// let list = SourceFile { name: "event.csv".to_owned(), bytes: Ok(b"a,b".to_vec()) };
/// let mut made = Digest::default();
/// made.begin("event.csv");
/// made.add(b"a");
/// made.add(b",b");
/// assert_eq!(Some(made.0), digest(&[list]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(pub u64);

impl Default for Digest {
    /// Of no lists.
    fn default() -> Digest {
        Digest(START)
    }
}

impl Digest {
    /// The next list; one that the server says is not there has no bytes.
    pub fn begin(&mut self, name: &str) {
        self.add(name.as_bytes());
        self.add(&[0]);
    }

    pub fn add(&mut self, piece: &[u8]) {
        self.0 = more(self.0, piece.iter().copied());
    }
}

/// Writes a catalog in the form that [`read`] and [`fill`] read. It is as its lists were written: of no day ([`Catalog::as_written`]).
pub fn write(catalog: &Catalog, lists: &[SourceFile]) -> Written {
    let lists = digest(lists).unwrap_or_default();
    let Catalog { places, events, programmes, schedule, .. } = catalog;
    let counts = [events.len(), programmes.len(), schedule.len()].map(|count| packed(&count));
    let first = [packed(catalog), packed(&**places)].into_iter().chain(counts);
    Written {
        first: file(lists, first),
        rest: file(lists, [packed(&**events), packed(&**programmes), packed(&**schedule)]),
    }
}

fn packed(what: &impl Serialize) -> Vec<u8> {
    // Only a type that refuses to be written can fail, and none of ours does; an empty piece is read as none.
    postcard::to_extend(what, Vec::new()).unwrap_or_default()
}

fn file(lists: u64, pieces: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut whole = Vec::new();
    for piece in pieces {
        whole.extend((piece.len() as u64).to_le_bytes());
        whole.extend(piece);
    }
    [WRITER, lists, sum(&whole)].iter().flat_map(|number| number.to_le_bytes()).chain(whole).collect()
}

/// The digest of the lists, and where each piece lies. `None` for a file that another version wrote, or that is damaged.
fn pieces<const N: usize>(bytes: &[u8]) -> Option<(u64, [Range<usize>; N])> {
    let number = |at: usize| Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    // Lists are unpacked when they are looked at, when it is too late to read others.
    if number(0)? != WRITER || number(16)? != sum(bytes.get(24..)?) {
        return None;
    }
    let mut at = 24usize;
    let mut pieces = [const { 0..0 }; N];
    for piece in &mut pieces {
        let begin = at + 8;
        at = begin.checked_add(usize::try_from(number(at)?).ok()?).filter(|end| *end <= bytes.len())?;
        *piece = begin..at;
    }
    (at == bytes.len()).then_some((number(8)?, pieces))
}

/// Reads a compact catalog's first file for a day in Japan (which moves the dates of a sample city alone). `None` for one that another
/// version wrote, or that is damaged: the lists are there.
pub fn read(bytes: Vec<u8>, today: Date) -> Option<Compact> {
    let (lists, [own, places, events, programmes, schedule]) = pieces(&bytes)?;
    let mut catalog: Catalog = postcard::from_bytes(&bytes[own]).ok()?;
    let [events, programmes, schedule] =
        [events, programmes, schedule].map(|piece| postcard::from_bytes(&bytes[piece]).unwrap_or(0));
    catalog.places = Later::packed(&Arc::new(bytes), places);
    catalog.events = Later::counted(events);
    catalog.programmes = Later::counted(programmes);
    catalog.schedule = Later::counted(schedule);
    catalog.roll(today);
    Some(Compact { catalog, lists })
}

/// Adds what its second file has to a catalog whose first was made of the same lists. Whether it was that.
pub fn fill(catalog: &Catalog, lists: u64, bytes: Vec<u8>) -> bool {
    let Some((_, [events, programmes, schedule])) = pieces(&bytes).filter(|(own, _)| *own == lists) else {
        return false;
    };
    let file = Arc::new(bytes);
    catalog.events.fill(&file, events);
    catalog.programmes.fill(&file, programmes);
    catalog.schedule.fill(&file, schedule);
    true
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
            status => was_missing && is_gone(status),
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
            list(
                "settings.csv",
                "項目,値\nデータファイル,event.csv\nデータファイル,support.csv\nデータファイル,schedule.csv\nデータファイル,gone.csv\n文言,さがす→探す\n",
            ),
            list(
                "event.csv",
                "ID,イベント名,開始日,終了日,開始時間,くりかえし,申込開始日,連絡先電話番号\n1,おはなし会,2026-04-01,2027-03-31,10:00,毎月第3日曜,開催日の3日前,0990-00-1234\n2,ひろば,2026-13-40,,,,,\n",
            ),
            list("support.csv", "ID,制度名,概要,更新日\ns1,児童手当,0歳から18歳まで,2026-04-01\n"),
            list("schedule.csv", "ID,名称,開始,終了\nown,まちの絵本,生後4か月,生後6か月\n"),
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
            (Catalog::read(&lists, &|_| None, day(11, 1)), read(bytes.first.clone(), day(11, 1)).expect("read"));
        let Compact { catalog: read, lists: made_of } = read;
        // What さがす can be used without comes after it; how much it is is known before.
        assert_eq!((read.events.len(), read.events.iter().count()), (own.events.len(), 0));
        assert_eq!((read.programmes.len(), read.schedule.len()), (1, 1));
        assert!(fill(&read, made_of, bytes.rest.clone()));
        assert_eq!(read.events, own.events);
        assert_eq!((&read.programmes, &read.schedule), (&own.programmes, &own.schedule));
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
            let own = super::read(bytes.first.clone(), day(11, 1));
            digest(lists).is_some_and(|lists| own.is_some_and(|c| c.lists == lists))
        };
        assert!(of(&lists) && !of(&others));
        others[4].bytes = Err("NetworkError".to_owned());
        assert_eq!(digest(&others), None);
    }

    #[test]
    fn what_is_damaged_or_anothers_is_no_catalog() {
        let Written { first, rest } = write(&Catalog::as_written(&lists(), &|_| None), &lists());
        let whole = read(first.clone(), day(11, 1)).expect("read");
        let taken = |file: &[u8]| {
            let catalog = read(first.clone(), day(11, 1)).expect("read").catalog;
            fill(&catalog, whole.lists, file.to_vec()) || catalog.events.iter().count() > 0
        };
        assert!(taken(&rest) && !taken(&first) && read(rest.clone(), day(11, 1)).is_none());
        assert!(!fill(&whole.catalog, whole.lists ^ 1, rest.clone()));
        for bytes in [&first, &rest] {
            let is_none = |bytes: &[u8]| read(bytes.to_vec(), day(11, 1)).is_none() && !taken(bytes);
            for end in [0, 7, 8, 15, 16, 23, 24, 31, 32, bytes.len() / 2, bytes.len() - 1] {
                assert!(is_none(&bytes[..end]), "{end}");
            }
            assert!(is_none(&[bytes.as_slice(), &[0]].concat()));
            for at in (0..8).chain(16..bytes.len()) {
                let mut other = bytes.clone();
                other[at] ^= 1 << (at % 8);
                assert!(is_none(&other), "{at}");
            }
        }
    }

    proptest::proptest! {
        /// Whatever a file says whose sum is right: it is read as another catalog or as none, and stops nothing.
        #[test]
        fn changed_bytes_stop_nothing(changes in proptest::collection::vec((24usize..4000, proptest::prelude::any::<u8>()), 1..40)) {
            let Written { mut first, mut rest } = write(&Catalog::as_written(&lists(), &|_| None), &lists());
            let lists = read(first.clone(), day(11, 1)).expect("read").lists;
            let mut settings = STANDARD.decode(settings_word(&read(first.clone(), day(11, 1)).expect("read").catalog.settings)).expect("base64");
            for (at, byte) in changes {
                for bytes in [&mut first, &mut rest] {
                    let whole = bytes.len();
                    bytes[24 + at % (whole - 24)] = byte;
                }
                let own = settings.len();
                settings[8 + at % (own - 8)] = byte;
            }
            for bytes in [&mut first, &mut rest] {
                let whole = sum(&bytes[24..]).to_le_bytes();
                bytes[16..24].copy_from_slice(&whole);
            }
            if let Some(read) = read(first, day(11, 1)) {
                let _ = is_current(&read.catalog, Some(0.0), &[]);
                let _ = fill(&read.catalog, lists, rest);
                for event in &read.catalog.events {
                    let _ = event.facts.iter().map(|fact| fact.value.len()).sum::<usize>();
                }
                let _ = (read.catalog.places.len(), read.catalog.place("1").is_some());
                let _ = (read.catalog.programmes.iter().count(), read.catalog.schedule.iter().count());
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
            answer("support.csv", 200, Some(1500.0)),
            answer("schedule.csv", 200, Some(1500.0)),
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
        assert!(!with(4, answer("gone.csv", 200, Some(1.0))));
    }
}
