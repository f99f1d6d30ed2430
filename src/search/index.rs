//! The index: all records in one folded string, and ranking by where a word was found.

use super::query::{QueryWord, words};
use crate::text::fold;
use memchr::memmem;

/// What is indexed of one record.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'a> {
    pub name: &'a str,
    /// The name in kana; may be empty.
    pub reading: &'a str,
    pub kind: &'a str,
    /// Everything else that may be searched: address, description, tags.
    pub text: &'a str,
}

/// One record found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its position among the records indexed.
    pub document: u32,
    /// Higher is better; only the order means anything.
    pub score: u32,
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// Best first.
    pub hits: Vec<Hit>,
    /// Words that were left out because nothing has all of them.
    pub left_out: Vec<String>,
}

/// An index over records, built once and asked at every keystroke.
///
/// ```
/// use tsunagi::search::{Document, Index};
/// let index = Index::build([
///     Document { name: "栄町保育所", reading: "サカエチョウホイクショ", ..Document::default() },
///     Document { name: "中央児童館", reading: "ちゅうおうじどうかん", ..Document::default() },
/// ]);
/// assert_eq!(index.search("さかえちょう").hits[0].document, 0);
/// assert_eq!(index.search("jidoukan").hits[0].document, 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// For each record: name, reading, kind, text, each behind a separator.
    arena: String,
    /// Where each record's four fields begin in the arena.
    fields: Vec<[u32; 4]>,
    /// Length of each folded name in bytes, for the whole-name match and for putting short names first.
    name_lengths: Vec<u32>,
}

/// Stands between fields; folding lets no such character through, so no match spans two fields.
const SEPARATOR: char = '\u{1}';

const NAME: usize = 0;
const READING: usize = 1;

impl Index {
    pub fn build<'a>(documents: impl IntoIterator<Item = Document<'a>>) -> Index {
        let mut index = Index::default();
        for document in documents {
            let mut starts = [0; 4];
            let parts = [document.name, document.reading, document.kind, document.text];
            for (field, text) in parts.into_iter().enumerate() {
                starts[field] = index.arena.len() as u32;
                index.arena.push_str(&fold(text));
                if field == NAME {
                    index.name_lengths.push(index.arena.len() as u32 - starts[NAME]);
                }
                index.arena.push(SEPARATOR);
            }
            index.fields.push(starts);
        }
        index
    }

    /// How many records it holds.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The bytes that it takes in memory.
    pub fn bytes(&self) -> usize {
        self.arena.capacity() + self.fields.capacity() * 16 + self.name_lengths.capacity() * 4
    }

    /// Everything that answers the query, best first. An empty query gives all records in their own order.
    ///
    /// Every word counts. Where nothing has all of them, the words that found least are left out, and named.
    pub fn search(&self, query: &str) -> Results {
        let words = words(query);
        if words.is_empty() {
            let hits = (0..self.len() as u32).map(|document| Hit { document, score: 0 }).collect();
            return Results { hits, left_out: Vec::new() };
        }
        let mut found: Vec<(usize, Vec<u32>, &QueryWord)> = words
            .iter()
            .map(|word| {
                let scores = self.scores(word);
                (scores.iter().filter(|s| **s > 0).count(), scores, word)
            })
            .collect();
        let mut left_out = Vec::new();
        loop {
            let hits = self.all_of(&found);
            if !hits.is_empty() || found.len() <= 1 {
                return Results { hits, left_out };
            }
            // The rarest word is the one that keeps the others from being found.
            let rarest = found.iter().enumerate().min_by_key(|(_, (count, _, _))| *count).map(|(at, _)| at);
            let Some(rarest) = rarest else { return Results::default() };
            left_out.push(found.remove(rarest).2.typed.clone());
        }
    }

    fn all_of(&self, found: &[(usize, Vec<u32>, &QueryWord)]) -> Vec<Hit> {
        let mut hits: Vec<Hit> = (0..self.len())
            .filter_map(|at| {
                let mut score = 0;
                for (_, scores, _) in found {
                    if scores[at] == 0 {
                        return None;
                    }
                    score += scores[at];
                }
                Some(Hit { document: at as u32, score })
            })
            .collect();
        hits.sort_by(|a, b| {
            let length = |h: &Hit| self.name_lengths[h.document as usize];
            b.score.cmp(&a.score).then(length(a).cmp(&length(b))).then(a.document.cmp(&b.document))
        });
        hits
    }

    /// The best score of each record for one word; 0 where it is not found.
    fn scores(&self, word: &QueryWord) -> Vec<u32> {
        let mut scores = vec![0; self.len()];
        for alternative in &word.alternatives {
            let length = alternative.len() as u32;
            let mut document = 0;
            for at in memmem::find_iter(self.arena.as_bytes(), alternative.as_bytes()) {
                let at = at as u32;
                // Matches come in order: the record only moves on.
                while self.fields.get(document + 1).is_some_and(|next| next[NAME] <= at) {
                    document += 1;
                }
                let starts = &self.fields[document];
                let field = starts.iter().rposition(|start| *start <= at).unwrap_or(NAME);
                let score = self.score(document, field, at - starts[field], length);
                scores[document] = scores[document].max(score);
            }
        }
        scores
    }

    fn score(&self, document: usize, field: usize, at: u32, length: u32) -> u32 {
        // Where in the field it stands; earlier is better, but never as much as a better field.
        let earlier = 40_u32.saturating_sub(at / 3);
        let whole = |field: usize| {
            let end = match field {
                NAME => self.name_lengths[document],
                _ => self.fields[document][field + 1] - self.fields[document][field] - 1,
            };
            end == length
        };
        match field {
            NAME if whole(NAME) => 1000,
            NAME if at == 0 => 860,
            NAME => 700 + earlier,
            READING if whole(READING) => 680,
            READING if at == 0 => 600,
            READING => 500 + earlier,
            2 => 300 + earlier,
            _ => 100 + earlier,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(query: &str) -> Vec<&'static str> {
        const DOCUMENTS: [Document; 6] = [
            Document {
                name: "幼保連携型認定こども園 うみ",
                reading: "",
                kind: "認定こども園（幼保連携型）",
                text: "浜手町",
            },
            Document { name: "子ども運動会", reading: "コドモウンドウカイ", kind: "行事", text: "" },
            Document {
                name: "川口市立栄町保育所",
                reading: "カワグチシリツサカエチョウホイクショ",
                kind: "認可公立保育所",
                text: "栄町1",
            },
            Document {
                name: "中央児童館", reading: "チュウオウジドウカン", kind: "児童館", text: "保育所のとなり"
            },
            Document {
                name: "子育て支援センター", reading: "", kind: "地域子育て支援拠点", text: ""
            },
            Document { name: "児童館", reading: "ジドウカン", kind: "児童館", text: "" },
        ];
        let index = Index::build(DOCUMENTS);
        index.search(query).hits.iter().map(|h| DOCUMENTS[h.document as usize].name).collect()
    }

    #[test]
    fn what_parents_type_is_found() {
        for query in ["さかえちょう", "ｻｶｴﾁｮｳ", "サカエチョー", "sakaecho", "SAKAECHOU", "栄町", "栄 保育所"]
        {
            assert_eq!(names(query).first(), Some(&"川口市立栄町保育所"), "{query}");
        }
        assert_eq!(names("ようほれんけい"), ["幼保連携型認定こども園 うみ"]);
        assert_eq!(names("ようほ").first(), Some(&"幼保連携型認定こども園 うみ"));
        assert_eq!(names("こそだてしえん"), ["子育て支援センター"]);
        assert_eq!(names("うんどうかい"), ["子ども運動会"]);
        assert_eq!(names("うみ"), ["幼保連携型認定こども園 うみ"]);
    }

    #[test]
    fn the_whole_name_comes_first_then_the_beginning_then_the_rest() {
        assert_eq!(names("児童館"), ["児童館", "中央児童館"]);
        assert_eq!(names("jidoukan"), ["児童館", "中央児童館"]);
        // By name before by text.
        assert_eq!(names("保育所"), ["川口市立栄町保育所", "中央児童館"]);
    }

    #[test]
    fn a_word_that_nothing_has_is_left_out_and_named() {
        let index = Index::build([Document { name: "児童館", ..Document::default() }]);
        let results = index.search("児童館 そらとぶ");
        assert_eq!((results.hits.len(), results.left_out), (1, vec!["そらとぶ".to_owned()]));
        assert_eq!(index.search("そらとぶ").hits, []);
    }
}
