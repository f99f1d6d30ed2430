//! An index that is made a few records at a time, so that a phone is never kept busy by it; or at once, where somebody asks first.

use super::{Builder, Index, Results};
use std::sync::{Mutex, OnceLock, PoisonError};

/// What is to be indexed.
pub trait Records {
    /// How many there are.
    fn count(&self) -> usize;
    /// An index without any of them.
    fn begin(&self) -> Builder;
    /// Adds the record of a number below the count.
    fn add(&self, at: usize, builder: &mut Builder);

    /// Adds so many more of them; whether all are in it now.
    fn add_some(&self, builder: &mut Builder, records: usize) -> bool {
        let end = builder.len().saturating_add(records).min(self.count());
        (builder.len()..end).for_each(|at| self.add(at, builder));
        builder.len() >= self.count()
    }
}

/// An index that may not be finished.
#[derive(Debug, Default)]
pub struct Gradual {
    made: OnceLock<Index>,
    begun: Mutex<Option<Builder>>,
    /// The last query, and what it found.
    last: Mutex<Option<(String, Results)>>,
}

impl Gradual {
    /// Adds so many records more; whether all of them are in it now.
    pub fn go_on(&self, of: &impl Records, records: usize) -> bool {
        if self.made.get().is_some() {
            return true;
        }
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let mut builder = begun.take().unwrap_or_else(|| of.begin());
        if !of.add_some(&mut builder, records) {
            *begun = Some(builder);
            return false;
        }
        self.made.get_or_init(|| builder.done());
        true
    }

    /// The whole of it: what is still missing is added at once.
    pub fn whole(&self, of: &impl Records) -> &Index {
        self.go_on(of, usize::MAX);
        // All of them are in it: nothing is made here.
        self.made.get_or_init(Index::default)
    }

    /// What answers a query. What was found last is not looked for again: a letter is looked for ahead of what shows the answer, in a piece of
    /// work of its own.
    pub fn search(&self, of: &impl Records, query: &str) -> Results {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((asked, found)) if asked == query => found.clone(),
            _ => last.insert((query.to_owned(), self.whole(of).search(query))).1.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Synonyms};
    use super::*;

    struct Names(Vec<String>);

    impl Records for Names {
        fn count(&self) -> usize {
            self.0.len()
        }
        fn begin(&self) -> Builder {
            Builder::new(Synonyms::default())
        }
        fn add(&self, at: usize, builder: &mut Builder) {
            builder.add(Document { name: &self.0[at], kind: ["園", "館"][at % 2], ..Document::default() });
        }
    }

    fn found(index: &Index, query: &str) -> Vec<u32> {
        index.search(query).hits.iter().map(|hit| hit.document).collect()
    }

    #[test]
    fn made_in_pieces_it_answers_as_made_at_once() {
        let names = Names((0..23).map(|n| format!("{n}番ひろば")).collect());
        let (whole, pieces) = (Gradual::default(), Gradual::default());
        let mut steps = 1;
        while !pieces.go_on(&names, 5) {
            steps += 1;
        }
        assert_eq!(steps, 5);
        for query in ["ひろば", "2", "館", "22番", "ない"] {
            assert_eq!(found(pieces.whole(&names), query), found(whole.whole(&names), query), "{query}");
        }
        assert_eq!(found(whole.whole(&names), "館").len(), 11);
    }

    #[test]
    fn what_was_found_last_is_found_again_and_nothing_else() {
        let names = Names((0..23).map(|n| format!("{n}番ひろば")).collect());
        let gradual = Gradual::default();
        for query in ["ひろば", "ひろば", "館", "ひろば", "", "ない", ""] {
            assert_eq!(gradual.search(&names, query), gradual.whole(&names).search(query), "{query}");
        }
    }

    #[test]
    fn whoever_asks_first_is_answered_from_all_records() {
        let names = Names((0..9).map(|n| format!("{n}番ひろば")).collect());
        let gradual = Gradual::default();
        assert!(!gradual.go_on(&names, 2));
        assert_eq!(found(gradual.whole(&names), "ひろば").len(), 9);
        assert!(gradual.go_on(&names, 2));
        assert_eq!(found(Gradual::default().whole(&Names(Vec::new())), "ひろば"), [0; 0]);
    }
}
