//! The index: folded records, and ranking by where a word was found and how it was meant.

use super::meaning::Synonyms;
use super::near;
use super::query::{Known, QueryWord, known, pieces, words};
use super::signature::Signature;
use crate::text::fold;
use memchr::memmem;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What is indexed of one record.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'a> {
    pub name: &'a str,
    /// The name in kana; may be empty.
    pub reading: &'a str,
    /// What it is: its kind, its tags. Many records share it.
    pub kind: &'a str,
    /// Everything else that may be searched: address, description.
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

/// A word that nothing has, and the one that was looked for in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    pub typed: String,
    /// As the field writes it.
    pub meant: String,
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// Best first.
    pub hits: Vec<Hit>,
    /// Words that were left out because nothing has all of them.
    pub left_out: Vec<String>,
    /// もしかして: words read as others.
    pub meant: Vec<Meant>,
}

impl Results {
    /// So many records in their own order: what is found without any words, and needs no index.
    pub fn all(count: usize) -> Results {
        let hits = (0..count as u32).map(|document| Hit { document, score: 0 }).collect();
        Results { hits, ..Results::default() }
    }
}

/// An index over records, built once and asked at every keystroke.
///
/// ```
/// use tsunagi::search::{Document, Index};
/// let index = Index::build([
///     Document { name: "栄町保育所", reading: "サカエチョウホイクショ", ..Document::default() },
///     Document { name: "中央児童館", reading: "ちゅうおうじどうかん", ..Document::default() },
///     Document { name: "ほっとルーム", kind: "一時預かり", ..Document::default() },
/// ]);
/// assert_eq!(index.search("さかえちょう").hits[0].document, 0);
/// assert_eq!(index.search("jidoukan").hits[0].document, 1);
/// assert_eq!(index.search("子どもを預けたい").hits[0].document, 2);
/// assert_eq!(index.search("じどうかm").meant[0].meant, "児童館");
/// ```
#[derive(Clone, Debug, Default)]
// To measure it against an index that comes in a file (benches/peers).
#[cfg_attr(feature = "engine", derive(serde::Serialize, serde::Deserialize))]
pub struct Index {
    /// Names, each behind a separator, and where each begins; one more than there are records.
    names: String,
    name_starts: Vec<u32>,
    /// Kinds and tags: the different ones, and which each record has.
    kinds: Vec<String>,
    kind_of: Vec<u32>,
    /// Reading and text of each record, each behind a separator, and where they begin.
    rest: String,
    rest_starts: Vec<[u32; 2]>,
    /// Which pairs of letters each of these has.
    signatures: Vec<Signature>,
    #[cfg_attr(feature = "engine", serde(skip))]
    synonyms: Synonyms,
    /// Which names have a word of the field's, for each that was asked for: they are few, and asked for at every letter.
    #[cfg_attr(feature = "engine", serde(skip))]
    named: Arc<Mutex<HashMap<String, Arc<Named>>>>,
}

/// The records that have a word in their name, and those that have it in their kind.
#[derive(Debug, Default)]
struct Named {
    by_name: Vec<u32>,
    by_kind: Vec<u32>,
}

/// Stands between fields; folding lets no such character through, so no match spans two fields.
const SEPARATOR: char = '\u{1}';

/// What a word found: a score for each record, 0 where it is not found.
struct Found {
    typed: String,
    scores: Vec<u32>,
    count: usize,
}

impl Found {
    fn new(typed: &str, scores: Vec<u32>) -> Found {
        let count = scores.iter().filter(|s| **s > 0).count();
        Found { typed: typed.to_owned(), scores, count }
    }
}

/// An index in the making: a record at a time.
#[derive(Debug)]
pub struct Builder {
    index: Index,
    /// The number of each kind that came before.
    kinds: HashMap<String, u32>,
}

impl Builder {
    /// `synonyms`: a city's own words beside the built-in ones.
    pub fn new(synonyms: Synonyms) -> Builder {
        let index = Index { synonyms, name_starts: vec![0], ..Index::default() };
        Builder { index, kinds: HashMap::new() }
    }

    /// How many records it holds by now.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    pub fn add(&mut self, document: Document<'_>) {
        let index = &mut self.index;
        index.names.push_str(&fold(document.name));
        index.names.push(SEPARATOR);
        index.name_starts.push(index.names.len() as u32);
        let kind = match self.kinds.get(document.kind) {
            Some(kind) => *kind,
            None => {
                let kind = index.kinds.len() as u32;
                index.kinds.push(fold(document.kind));
                self.kinds.insert(document.kind.to_owned(), kind);
                kind
            }
        };
        index.kind_of.push(kind);
        let mut starts = [0; 2];
        for (field, text) in [document.reading, document.text].into_iter().enumerate() {
            starts[field] = index.rest.len() as u32;
            index.rest.push_str(&fold(text));
            index.rest.push(SEPARATOR);
        }
        index.signatures.push(Signature::of(&index.rest[starts[0] as usize..]));
        index.rest_starts.push(starts);
    }

    pub fn done(self) -> Index {
        self.index
    }
}

impl Index {
    pub fn build<'a>(documents: impl IntoIterator<Item = Document<'a>>) -> Index {
        let mut builder = Builder::new(Synonyms::default());
        documents.into_iter().for_each(|document| builder.add(document));
        builder.done()
    }

    /// How many records it holds.
    pub fn len(&self) -> usize {
        self.kind_of.len()
    }

    pub fn is_empty(&self) -> bool {
        self.kind_of.is_empty()
    }

    /// The bytes that it takes in memory.
    pub fn bytes(&self) -> usize {
        let kinds: usize = self.kinds.iter().map(|k| k.capacity() + 24).sum();
        let signatures = self.signatures.capacity() * size_of::<Signature>();
        let numbers = self.name_starts.capacity() + self.kind_of.capacity() + 2 * self.rest_starts.capacity();
        self.names.capacity() + self.rest.capacity() + kinds + signatures + 4 * numbers
    }

    /// Everything that answers the query, best first. An empty query gives all records in their own order.
    ///
    /// Every word counts, as it stands, in the field's words for it, or with a slip. Where nothing has all of them, the
    /// words that found least are left out, and named.
    pub fn search(&self, query: &str) -> Results {
        let words = words(query);
        if words.is_empty() {
            return Results::all(self.len());
        }
        let mut results = Results::default();
        let mut found: Vec<Found> = Vec::new();
        for word in &words {
            found.extend(self.find(word, &mut results.meant));
        }
        loop {
            results.hits = self.all_of(&found);
            if !results.hits.is_empty() || found.len() <= 1 {
                return results;
            }
            // The rarest word is the one that keeps the others from being found.
            let rarest = found.iter().enumerate().min_by_key(|(_, f)| f.count).map(|(at, _)| at);
            let Some(rarest) = rarest else { return results };
            let typed = found.remove(rarest).typed;
            results.meant.retain(|m| m.typed != typed);
            results.left_out.push(typed);
        }
    }

    /// A word as it stands and as it is meant; else its parts around a particle; else the nearest word.
    fn find(&self, word: &QueryWord, meant: &mut Vec<Meant>) -> Vec<Found> {
        let direct = self.direct(word);
        if direct.count == 0 {
            let parts = pieces(&word.typed);
            // 「ことばが遅い」 says more than ことば and 遅い.
            let whole =
                word.forms().iter().flat_map(|text| self.synonyms.of(text)).any(|row| {
                    !parts.iter().flat_map(QueryWord::forms).any(|text| self.synonyms.of(text).contains(&row))
                });
            if !whole {
                let parts: Vec<Found> = parts.iter().map(|part| self.known_as(part)).collect();
                if parts.len() > 1 && parts.iter().all(|part| part.count > 0) {
                    return parts;
                }
            }
        }
        let all = self.add_meaning(word, direct);
        if all.count > 0 {
            return vec![all];
        }
        vec![self.nearest(word, meant).unwrap_or(all)]
    }

    fn known_as(&self, word: &QueryWord) -> Found {
        self.add_meaning(word, self.direct(word))
    }

    fn all_of(&self, found: &[Found]) -> Vec<Hit> {
        // The better score, then the shorter name, then the earlier record: as one number each, thousands are put in
        // order at a keystroke.
        let mut keys: Vec<u64> = (0..self.len())
            .filter_map(|at| {
                let mut score = 0_u32;
                for word in found {
                    if word.scores[at] == 0 {
                        return None;
                    }
                    score += word.scores[at];
                }
                let (score, length) = (score.min(0xffff), self.name_length(at).min(0xff));
                Some(u64::from(0xffff - score) << 40 | u64::from(length) << 32 | at as u64)
            })
            .collect();
        keys.sort_unstable();
        let hit = |key: u64| Hit { document: key as u32, score: 0xffff - (key >> 40) as u32 };
        keys.into_iter().map(hit).collect()
    }

    fn name_length(&self, document: usize) -> u32 {
        self.name_starts[document + 1] - self.name_starts[document] - 1
    }

    /// Calls back for every place where a text stands in a name: the record, and how far into the name.
    fn in_names(&self, text: &str, mut tell: impl FnMut(usize, u32)) {
        let mut document = 0;
        for at in memmem::find_iter(self.names.as_bytes(), text.as_bytes()) {
            let at = at as u32;
            // Matches come in order: the record only moves on.
            while self.name_starts[document + 1] <= at {
                document += 1;
            }
            tell(document, at - self.name_starts[document]);
        }
    }

    /// Whatever has the word in it. Earlier in a field is better, but never as much as a better field.
    fn direct(&self, word: &QueryWord) -> Found {
        let mut scores = vec![0; self.len()];
        for alternative in &word.alternatives {
            let length = alternative.len() as u32;
            self.in_names(alternative, |document, at| {
                let score = match at {
                    0 if self.name_length(document) == length => 1000,
                    0 => 860,
                    at => 700 + earlier(at),
                };
                scores[document] = scores[document].max(score);
            });
            self.in_kinds(&mut scores, |kind| kind.find(alternative.as_str()).map(|at| 300 + earlier(at as u32)));
            let finder = memmem::Finder::new(alternative);
            let asked = Signature::of(alternative).asked();
            for (document, [reading, text]) in self.rest_starts.iter().copied().enumerate() {
                if !self.signatures[document].may_have(&asked) {
                    continue;
                }
                let end = self.rest_starts.get(document + 1).map_or(self.rest.len(), |next| next[0] as usize);
                let both = &self.rest.as_bytes()[reading as usize..end];
                // The first match is the best: what comes later in a field scores less, and the reading comes first.
                let Some(at) = finder.find(both) else { continue };
                let at = reading + at as u32;
                let score = match at.checked_sub(text) {
                    Some(at) => 100 + earlier(at),
                    None if at > reading => 500 + earlier(at - reading),
                    None if text - reading - 1 == length => 680,
                    None => 600,
                };
                scores[document] = scores[document].max(score);
            }
        }
        Found::new(&word.typed, scores)
    }

    /// Scores the records by their kinds.
    fn in_kinds(&self, scores: &mut [u32], score: impl Fn(&str) -> Option<u32>) {
        let of_kinds: Vec<u32> = self.kinds.iter().map(|kind| score(kind).unwrap_or(0)).collect();
        if of_kinds.iter().any(|s| *s > 0) {
            for (own, kind) in scores.iter_mut().zip(&self.kind_of) {
                *own = (*own).max(of_kinds[*kind as usize]);
            }
        }
    }

    /// The records that have a word of the field's in their name or their kind; looked up once.
    fn named(&self, word: &str) -> Arc<Named> {
        let mut known = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(all) = known.get(word) {
            return Arc::clone(all);
        }
        let mut all = Named::default();
        self.in_names(word, |document, _| {
            if all.by_name.last() != Some(&(document as u32)) {
                all.by_name.push(document as u32);
            }
        });
        let kinds: Vec<bool> = self.kinds.iter().map(|kind| kind.contains(word)).collect();
        if kinds.contains(&true) {
            let of_kind = self.kind_of.iter().enumerate().filter(|(_, kind)| kinds[**kind as usize]);
            all.by_kind = of_kind.map(|(document, _)| document as u32).collect();
        }
        let all = Arc::new(all);
        known.insert(word.to_owned(), Arc::clone(&all));
        all
    }

    /// Adds what the field calls it. A record that several rows name stands before those that one names.
    fn add_meaning(&self, word: &QueryWord, direct: Found) -> Found {
        let mut rows: Vec<&super::meaning::Row> = Vec::new();
        for form in word.forms() {
            for row in self.synonyms.of(form) {
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
        if rows.is_empty() {
            return direct;
        }
        let mut meant = vec![0_u32; self.len()];
        let mut of_row = vec![0_u32; self.len()];
        for row in rows {
            let mut touched: Vec<u32> = Vec::new();
            let mut raise = |documents: &[u32], to: u32| {
                for document in documents {
                    let score = &mut of_row[*document as usize];
                    if *score == 0 {
                        touched.push(*document);
                    }
                    *score = (*score).max(to);
                }
            };
            for (rank, target) in (0..).zip(&row.targets) {
                // The first is what is most likely meant.
                let rank = 20 * rank;
                let named = self.named(target);
                raise(&named.by_name, 400_u32.saturating_sub(rank).max(200));
                raise(&named.by_kind, 380_u32.saturating_sub(rank).max(190));
            }
            for document in touched {
                let one = std::mem::take(&mut of_row[document as usize]);
                let all = &mut meant[document as usize];
                *all = if *all == 0 { one } else { (*all).max(one) + 60 };
            }
        }
        let scores = direct.scores.iter().zip(&meant).map(|(a, b)| *a.max(b)).collect();
        Found::new(&direct.typed, scores)
    }

    /// For a word that nothing has: the field's word that is a slip away, else what is written here a slip away, else
    /// what begins as it does.
    fn nearest(&self, word: &QueryWord, meant: &mut Vec<Meant>) -> Option<Found> {
        for alternative in &word.alternatives {
            let letters: Vec<char> = alternative.chars().collect();
            let mut best: Option<(usize, &str)> = None;
            for Known { written, folded } in known() {
                let other: Vec<char> = folded.chars().collect();
                let most = near::slips(letters.len().max(other.len()));
                if let Some(cost) = near::distance(&letters, &other, most)
                    && best.is_none_or(|(least, _)| cost < least)
                {
                    best = Some((cost, written));
                }
            }
            if let Some((_, written)) = best {
                let again = words(written).first().map(|word| self.known_as(word));
                if let Some(found) = again.filter(|f| f.count > 0) {
                    meant.push(Meant { typed: word.typed.clone(), meant: written.to_owned() });
                    return Some(Found { typed: word.typed.clone(), ..found });
                }
            }
        }
        self.with_slips(word).or_else(|| self.beginning(word))
    }

    fn with_slips(&self, word: &QueryWord) -> Option<Found> {
        let mut scores = vec![0_u32; self.len()];
        for alternative in &word.alternatives {
            for (at, cost) in near::find(&self.names, alternative, SEPARATOR) {
                let document = self.name_starts.partition_point(|start| *start as usize <= at) - 1;
                scores[document] = scores[document].max(350 - 40 * cost as u32);
            }
            for (at, cost) in near::find(&self.rest, alternative, SEPARATOR) {
                let document = self.rest_starts.partition_point(|starts| starts[0] as usize <= at) - 1;
                scores[document] = scores[document].max(250 - 40 * cost as u32);
            }
        }
        Some(Found::new(&word.typed, scores)).filter(|f| f.count > 0)
    }

    fn beginning(&self, word: &QueryWord) -> Option<Found> {
        let letters: Vec<char> = word.alternatives.first()?.chars().collect();
        // One letter begins everything.
        (2..letters.len()).rev().find_map(|length| {
            let text: String = letters[..length].iter().collect();
            let shorter = QueryWord { typed: word.typed.clone(), alternatives: vec![text], typed_forms: 1 };
            let mut found = self.direct(&shorter);
            found.scores.iter_mut().for_each(|score| *score /= 4);
            (found.count > 0).then_some(found)
        })
    }
}

fn earlier(at: u32) -> u32 {
    40_u32.saturating_sub(at / 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENTS: [Document; 7] = [
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
        Document { name: "子育て支援センター", reading: "", kind: "地域子育て支援拠点", text: "" },
        Document { name: "児童館", reading: "ジドウカン", kind: "児童館", text: "" },
        Document {
            name: "ほっとルーム", reading: "", kind: "一時預かり 体を休めたい", text: "浜手町"
        },
    ];

    fn search(query: &str) -> Results {
        Index::build(DOCUMENTS).search(query)
    }

    fn names(query: &str) -> Vec<&'static str> {
        search(query).hits.iter().map(|h| DOCUMENTS[h.document as usize].name).collect()
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
    fn the_fields_words_answer_a_parents_words() {
        for query in ["預けたい", "子どもを預けたい", "疲れた", "一時預り", "浜手町で預ける", "浜手町 あずける"]
        {
            assert_eq!(names(query).first(), Some(&"ほっとルーム"), "{query}");
        }
        // The district alone is not enough where a worry was said as well.
        assert_eq!(names("浜手町で預ける").len(), 1);
    }

    #[test]
    fn a_slip_is_understood_and_said() {
        let results = search("じどうかm");
        assert_eq!(results.meant, [Meant { typed: "じどうかm".into(), meant: "児童館".into() }]);
        assert_eq!(results.hits.len(), 2);
        assert_eq!(names("さかえちゅうほいくしょ").first(), Some(&"川口市立栄町保育所"));
        // What only begins so is better than nothing.
        assert_eq!(names("ほっとルンルン").first(), Some(&"ほっとルーム"));
    }

    #[test]
    fn a_word_that_nothing_has_is_left_out_and_named() {
        let index = Index::build([Document { name: "児童館", ..Document::default() }]);
        let results = index.search("児童館 そらとぶ");
        assert_eq!((results.hits.len(), results.left_out), (1, vec!["そらとぶ".to_owned()]));
        assert_eq!(index.search("そらとぶ").hits, []);
    }
}
