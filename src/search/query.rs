//! A typed query: its words, and for each word all that it may stand for.

use super::meaning::Synonyms;
use crate::text::{fold, fold_with_map, romaji_to_kana};
use std::ops::Range;
use std::sync::OnceLock;

/// Readings of the field's words: what a parent types in kana and a list writes in kanji.
const READINGS: &str = include_str!("readings.csv");

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryWord {
    /// As typed.
    pub typed: String,
    /// Folded texts, any of which satisfies the word.
    pub alternatives: Vec<String>,
    /// How many of them, from the first, are what was typed (itself, its kana) and no guess at its kanji: only these are
    /// asked what they mean, since たたいて is not 多胎.
    pub typed_forms: usize,
}

impl QueryWord {
    /// The texts that are asked what they mean.
    pub fn forms(&self) -> &[String] {
        &self.alternatives[..self.typed_forms.min(self.alternatives.len())]
    }
}

/// The words of a query; those that fold to nothing (a lone bracket) are passed over.
pub(super) fn words(query: &str) -> Vec<QueryWord> {
    query.split(|c: char| c.is_whitespace() || matches!(c, '、' | ',' | '，' | '。')).filter_map(word).collect()
}

fn word(typed: &str) -> Option<QueryWord> {
    let own = fold(typed);
    if own.is_empty() {
        return None;
    }
    let mut alternatives = vec![own];
    let narrow = crate::text::width::narrow(typed);
    if let Some(kana) = romaji_to_kana(narrow.trim()) {
        alternatives.push(fold(&kana));
    }
    let typed_forms = alternatives.len();
    for at in 0..typed_forms {
        alternatives.extend(written_in_kanji(&alternatives[at]));
    }
    alternatives.extend(without_ending(&alternatives[0]));
    // In a reading without spaces a word's first う may look like the length of the vowel before it, and be
    // gone: コドモウンドウカイ.
    if let Some(rest) = alternatives[0].strip_prefix(['う', 'お']).filter(|rest| rest.chars().count() >= 3) {
        alternatives.push(rest.to_owned());
    }
    alternatives.retain(|a| !a.is_empty());
    alternatives.dedup();
    Some(QueryWord { typed: typed.to_owned(), alternatives, typed_forms })
}

fn is_kana(c: char) -> bool {
    ('ぁ'..='ゖ').contains(&c)
}

/// 送り仮名 differ: 一時預り is 一時預かり. The kanji before them, where there are at least two, stand in both.
fn without_ending(word: &str) -> Option<String> {
    let stem = word.trim_end_matches(is_kana);
    (stem.len() < word.len() && stem.chars().filter(|c| ('一'..='龥').contains(c)).count() >= 2)
        .then(|| stem.to_owned())
}

/// Words that say nothing of what is looked for.
const EMPTY: &[&str] = &[
    "ない",
    "いない",
    "いる",
    "ある",
    "する",
    "したい",
    "ほしい",
    "欲しい",
    "ところ",
    "場所",
    "施設",
    "近く",
    "近所",
    "行きたい",
    "いきたい",
    "できる",
    "どこ",
    "教えて",
    "子ども",
    "こども",
    "子供",
];

/// The parts of a word written without spaces, around its particles: 「汐見台で遊ぶ」 is 汐見台 and 遊ぶ. Nothing where there
/// are no two.
pub(super) fn pieces(typed: &str) -> Vec<QueryWord> {
    let mut parts: Vec<String> = vec![String::new()];
    for c in typed.chars() {
        let last = parts.last_mut();
        match last {
            Some(last) if "のでにをがへとはや".contains(c) && last.chars().count() >= 2 => {
                parts.push(String::new())
            }
            Some(last) => last.push(c),
            None => {}
        }
    }
    let parts: Vec<QueryWord> =
        parts.iter().filter(|part| !EMPTY.contains(&part.as_str())).filter_map(|part| word(part)).collect();
    if parts.len() < 2 || parts.iter().any(|p| p.typed.chars().count() < 2) { Vec::new() } else { parts }
}

/// A word that the field knows.
pub(super) struct Known {
    pub written: &'static str,
    pub folded: String,
}

/// The field's words, by their kanji and by their readings.
pub(super) fn known() -> impl Iterator<Item = Known> {
    READINGS
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .flat_map(|(kanji, reading)| [kanji, reading].map(|text| Known { written: kanji, folded: fold(text) }))
}

/// The word with every reading of the field's words in it replaced by the kanji, longest first; then the words whose
/// reading begins so (「ようほ」 to 幼保連携), from two kana on.
fn written_in_kanji(word: &str) -> Vec<String> {
    if !word.chars().any(is_kana) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut replaced = word.to_owned();
    for (kanji, reading) in readings() {
        if replaced.contains(reading.as_str()) {
            replaced = replaced.replace(reading.as_str(), kanji);
        } else if word.chars().count() >= 2 && reading.starts_with(word) {
            found.push(kanji.clone());
        }
    }
    if replaced != word {
        found.push(replaced);
    }
    found
}

/// Kanji and reading, folded, longest reading first.
fn readings() -> &'static [(String, String)] {
    static LIST: OnceLock<Vec<(String, String)>> = OnceLock::new();
    LIST.get_or_init(|| {
        let lines = READINGS.lines().skip(1).filter_map(|line| line.split_once(','));
        let mut list: Vec<(String, String)> = lines.map(|(kanji, reading)| (fold(kanji), fold(reading))).collect();
        crate::order::by_key(&mut list, |(_, reading)| std::cmp::Reverse(reading.len()));
        list
    })
}

/// Everything by which a query may have found a record: its words, their parts, and the field's words for them.
fn marks(query: &str) -> Vec<String> {
    let mut all = Vec::new();
    let synonyms = Synonyms::default();
    for word in words(query) {
        for part in std::iter::once(word.clone()).chain(pieces(&word.typed)) {
            for row in part.forms().iter().flat_map(|form| synonyms.of(form)) {
                all.extend(row.targets.iter().cloned());
            }
            all.extend(part.alternatives);
        }
    }
    all
}

/// The byte ranges of a text that a query found: sorted, not touching, for marking.
///
/// ```
/// use tsunagi::search::highlight;
/// let text = "汐見児童館のひろば";
/// let marked: Vec<&str> = highlight(text, "児童館").into_iter().map(|r| &text[r]).collect();
/// assert_eq!(marked, ["児童館"]);
/// ```
pub fn highlight(text: &str, query: &str) -> Vec<Range<usize>> {
    let marks = marks(query);
    if marks.is_empty() {
        return Vec::new();
    }
    let folded = fold_with_map(text);
    let starts: Vec<usize> = folded.text.char_indices().map(|(at, _)| at).collect();
    let char_at = |byte: usize| starts.partition_point(|start| *start < byte);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for alternative in &marks {
        for (at, found) in folded.text.match_indices(alternative.as_str()) {
            let (first, last) = (char_at(at), char_at(at + found.len()));
            if let (Some((from, _)), Some((_, to))) =
                (folded.source.get(first), folded.source.get(last.wrapping_sub(1)))
            {
                ranges.push(*from as usize..*to as usize);
            }
        }
    }
    crate::order::by_key(&mut ranges, |r| r.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
