//! Search, the reading of lists and repetition alone, for comparing them with others in one browser: see `run.mjs`.

use tsunagi::calendar::{Date, parse_recurrence};
use tsunagi::data::{Catalog, SourceFile, encoding, table};
use tsunagi::search::{Document, Index, records};
use tsunagi::words::Words;
use wasm_bindgen::prelude::*;

fn main() {}

/// The places of a city's files as lines: name, reading, kind and tags, text, key of the kind, district; parted by tabs.
#[wasm_bindgen]
pub fn documents(names: Vec<String>, texts: Vec<String>) -> String {
    let files: Vec<SourceFile> =
        names.into_iter().zip(texts).map(|(name, text)| SourceFile { name, bytes: Ok(text.into_bytes()) }).collect();
    let today = Date::from_ymd_opt(2026, 11, 21).unwrap_or_default();
    let catalog = Catalog::read(&files, &|_| None, today);
    let words = Words::japanese();
    let line = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let lines: Vec<String> = catalog
        .places
        .iter()
        .map(|p| {
            let (kind, text) = records::place_text(p, &words);
            [&p.name, &p.reading, &kind, &text, p.kind.key(), &p.district].map(&line).join("\t")
        })
        .collect();
    lines.join("\n")
}

/// An index over such lines.
#[wasm_bindgen]
pub struct Finder(Index);

#[wasm_bindgen]
impl Finder {
    #[wasm_bindgen(constructor)]
    pub fn new(lines: &str) -> Finder {
        let rows: Vec<Vec<&str>> = lines.lines().map(|line| line.split('\t').collect()).collect();
        Finder(Index::build(rows.iter().map(|row| {
            let cell = |at: usize| row.get(at).copied().unwrap_or_default();
            Document { name: cell(0), reading: cell(1), kind: cell(2), text: cell(3) }
        })))
    }

    /// The first `most` of what was found.
    pub fn search(&self, query: &str, most: usize) -> Vec<u32> {
        self.0.search(query).hits.into_iter().take(most).map(|h| h.document).collect()
    }

    pub fn bytes(&self) -> usize {
        self.0.bytes()
    }

    /// As a file that a publisher could make.
    pub fn written(&self) -> Vec<u8> {
        postcard::to_extend(&self.0, Vec::new()).unwrap_or_default()
    }

    /// What such a file holds.
    pub fn read(bytes: &[u8]) -> Option<Finder> {
        postcard::from_bytes(bytes).ok().map(Finder)
    }
}

/// How many cells a list has, every row read.
#[wasm_bindgen]
pub fn cells(bytes: Vec<u8>) -> usize {
    let Ok((text, _)) = encoding::decode(&bytes, &|_| None) else { return 0 };
    let (rows, _) = table::rows(&text);
    rows.iter().map(|row| row.cells.len()).sum()
}

/// How many places and events a list has, everything in it understood.
#[wasm_bindgen]
pub fn records(name: String, bytes: Vec<u8>) -> usize {
    let catalog = Catalog::as_written(&[SourceFile { name, bytes: Ok(bytes) }], &|_| None);
    catalog.places.len() + catalog.events.len()
}

/// The days of series, each a line of its first day and its RRULE parted by a tab, from one day to another: as days since 1970,
/// series after series.
#[wasm_bindgen]
pub fn days(series: &str, from: &str, to: &str) -> Vec<i32> {
    let day = |text: &str| text.parse::<Date>().unwrap_or_default();
    let (from, to, epoch) = (day(from), day(to), Date::default());
    let mut found = Vec::new();
    for line in series.lines() {
        let Some((start, rule)) = line.split_once('\t') else { continue };
        let Some(rule) = parse_recurrence(rule) else { continue };
        found.extend(rule.between(day(start), from, to).map(|day| (day - epoch).num_days() as i32));
    }
    found
}
