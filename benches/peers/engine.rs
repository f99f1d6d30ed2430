//! The search engine alone, for comparing it with others in one browser: see `run.mjs`.

use tsunagi::calendar::Date;
use tsunagi::data::{Catalog, SourceFile};
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
    let rows = records::place_texts(&catalog, &words);
    let line = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let lines: Vec<String> = catalog
        .places
        .iter()
        .zip(&rows)
        .map(|(p, (kind, text))| {
            [&p.name, &p.reading, kind, text, p.kind.key(), &p.district].map(|t| line(t)).join("\t")
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
}
