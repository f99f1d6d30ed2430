//! What a parent types and what the field calls it: 「預けたい」 is 一時預かり, 「しゃべらない」 is 発達支援.
//!
//! `synonyms.csv` holds, a row each, the beginnings of words as they are typed and the words to look for. A city adds its
//! own rows in its settings (言いかえ). They are looked for where a record says what it is: in its name, kind and tags.

use crate::text::fold;
use std::sync::OnceLock;

const BUILT_IN: &str = include_str!("synonyms.csv");

/// One row: any of the stems in a typed word stands for the targets, the best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    stems: Vec<String>,
    pub targets: Vec<String>,
}

impl Row {
    fn read(stems: &str, targets: &str) -> Option<Row> {
        let list = |text: &str| -> Vec<String> {
            text.split([';', '；', '、']).map(fold).filter(|t| !t.is_empty()).collect()
        };
        let row = Row { stems: list(stems), targets: list(targets) };
        (!row.stems.is_empty() && !row.targets.is_empty()).then_some(row)
    }
}

/// Words and what they stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    own: Vec<Row>,
}

impl Synonyms {
    /// The built-in rows, and a city's own beside them: what is typed, what to look for; several parted by `;`.
    pub fn with(own: &[(String, String)]) -> Synonyms {
        Synonyms { own: own.iter().filter_map(|(stems, targets)| Row::read(stems, targets)).collect() }
    }

    /// The rows that a folded word calls up.
    pub(super) fn of<'a>(&'a self, word: &str) -> Vec<&'a Row> {
        let called = |row: &&Row| row.stems.iter().any(|stem| word.contains(stem.as_str()));
        self.own.iter().chain(built_in()).filter(called).collect()
    }
}

fn built_in() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let rows = BUILT_IN.lines().skip(1).filter_map(|line| line.split_once(','));
        rows.filter_map(|(stems, targets)| Row::read(stems, targets)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole() {
        for (at, line) in BUILT_IN.lines().enumerate().skip(1) {
            let (stems, targets) = line.split_once(',').unwrap_or_else(|| panic!("row {}: {line}", at + 1));
            assert!(Row::read(stems, targets).is_some() && !targets.contains(','), "row {}: {line}", at + 1);
        }
    }

    #[test]
    fn a_citys_own_words_stand_before_ours() {
        let own = Synonyms::with(&[("あおぞら".into(), "出張ひろば；移動児童館".into()), (" ".into(), "x".into())]);
        let rows = own.of(&fold("あおぞら号"));
        assert_eq!(rows[0].targets, [fold("出張ひろば"), fold("移動児童館")]);
        assert_eq!(own.own.len(), 1);
        assert!(!own.of(&fold("子どもを預けたい")).is_empty());
        assert!(own.of("xyz").is_empty());
    }
}
