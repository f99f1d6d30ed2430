//! A typed query: its words, and for each word all that it may stand for.

use crate::text::{fold, fold_with_map, romaji_to_kana};
use std::ops::Range;

/// Readings of the field's words: what a parent types in kana and a list writes in kanji.
const READINGS: &str = include_str!("readings.csv");

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryWord {
    /// As typed.
    pub typed: String,
    /// Folded texts, any of which satisfies the word.
    pub alternatives: Vec<String>,
}

/// The words of a query; those that fold to nothing (a lone bracket) are passed over.
pub(super) fn words(query: &str) -> Vec<QueryWord> {
    query
        .split(|c: char| c.is_whitespace() || matches!(c, '、' | ',' | '，' | '。'))
        .filter_map(|typed| {
            let own = fold(typed);
            if own.is_empty() {
                return None;
            }
            let mut alternatives = vec![own];
            let narrow = crate::text::width::narrow(typed);
            if let Some(kana) = romaji_to_kana(narrow.trim()) {
                alternatives.push(fold(&kana));
            }
            for at in 0..alternatives.len() {
                alternatives.extend(written_in_kanji(&alternatives[at]));
            }
            // In a reading without spaces a word's first う may look like the length of the vowel before it, and be
            // gone: コドモウンドウカイ.
            if let Some(rest) = alternatives[0].strip_prefix(['う', 'お']).filter(|rest| rest.chars().count() >= 3) {
                alternatives.push(rest.to_owned());
            }
            alternatives.retain(|a| !a.is_empty());
            alternatives.dedup();
            Some(QueryWord { typed: typed.to_owned(), alternatives })
        })
        .collect()
}

/// The word with every reading of the field's words in it replaced by the kanji, longest first; then the words whose
/// reading begins so (「ようほ」 to 幼保連携), from two kana on.
fn written_in_kanji(word: &str) -> Vec<String> {
    let is_kana = |c: char| ('ぁ'..='ゖ').contains(&c);
    if !word.chars().any(is_kana) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut replaced = word.to_owned();
    for (kanji, reading) in readings() {
        if replaced.contains(&reading) {
            replaced = replaced.replace(&reading, &kanji);
        } else if word.chars().count() >= 2 && reading.starts_with(word) {
            found.push(kanji);
        }
    }
    if replaced != word {
        found.push(replaced);
    }
    found
}

/// Kanji and reading, folded, longest reading first.
fn readings() -> Vec<(String, String)> {
    let mut list: Vec<(String, String)> = READINGS
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .map(|(kanji, reading)| (fold(kanji), fold(reading)))
        .collect();
    crate::order::by_key(&mut list, |(_, reading)| std::cmp::Reverse(reading.len()));
    list
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
    let words = words(query);
    if words.is_empty() {
        return Vec::new();
    }
    let folded = fold_with_map(text);
    let starts: Vec<usize> = folded.text.char_indices().map(|(at, _)| at).collect();
    let char_at = |byte: usize| starts.partition_point(|start| *start < byte);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for alternative in words.iter().flat_map(|w| &w.alternatives) {
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
