//! The words of each language: one TOML file a language beside this one, checked against each other at build.
//!
//! Japanese (`ja.toml`) is the original. A new language is a new file with the same keys.

pub mod desk;
pub mod events;
pub mod family;
pub mod format;
pub mod plan;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The texts of one language.
///
/// ```
/// use tsunagi::words::{Word, Words};
/// let words = Words::japanese();
/// assert_eq!(words.text(Word::NavPlaces), "さがす");
/// assert_eq!(words.fill(Word::PlacesCount, &[("count", "12")]), "12件");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The language's tag (BCP 47), for the `lang` attribute.
    pub language: &'static str,
    texts: &'static [&'static str; COUNT],
}

/// The names in braces of a text, sorted.
pub(crate) fn holes(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect();
    names.sort_unstable();
    names
}

impl Words {
    /// The same with other texts in the places of some. They stay for as long as the program runs, as the others do.
    pub fn with(self, own: &[(Word, String)]) -> Words {
        if own.is_empty() {
            return self;
        }
        let mut texts = *self.texts;
        for (word, text) in own {
            texts[*word as usize] = Box::leak(text.clone().into_boxed_str());
        }
        Words { texts: Box::leak(Box::new(texts)), ..self }
    }

    /// The original texts.
    pub fn japanese() -> Words {
        Words::of("ja").unwrap_or(Words { language: LANGUAGES[0].0, texts: &LANGUAGES[0].1 })
    }

    /// The texts of the language with this tag, where there is a file for it.
    pub fn of(tag: &str) -> Option<Words> {
        LANGUAGES.iter().find(|(language, _)| *language == tag).map(|(language, texts)| Words { language, texts })
    }

    /// Every language that there is, Japanese among them.
    pub fn all() -> impl Iterator<Item = Words> {
        LANGUAGES.iter().map(|(language, texts)| Words { language, texts })
    }

    /// One text as it is.
    pub fn text(&self, word: Word) -> &'static str {
        self.texts[word as usize]
    }

    /// One text with its `{names}` filled. A name that is not given stays as it is, so that it is seen.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        fill(self.text(word), values)
    }
}

fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, tail)) => {
                match values.iter().find(|(key, _)| *key == name) {
                    Some((_, value)) => out.push_str(value),
                    None => {
                        out.push('{');
                        out.push_str(name);
                        out.push('}');
                    }
                }
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

impl Word {
    /// The text with this key, where there is one: for texts chosen by data, such as `kind.park`.
    pub fn by_key(key: &str) -> Option<Word> {
        KEYS.binary_search(&key).ok().map(|at| ALL[at])
    }

    /// Every text that there is.
    pub fn all() -> impl Iterator<Item = Word> {
        ALL.iter().copied()
    }

    /// The key in the language files.
    pub fn key(self) -> &'static str {
        KEYS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_words_agree() {
        for word in ALL {
            assert_eq!(Word::by_key(word.key()), Some(word));
        }
        assert_eq!(Word::by_key("no.such"), None);
    }

    #[test]
    fn a_missing_value_stays_to_be_seen() {
        assert_eq!(Words::japanese().fill(Word::PlacesCount, &[]), "{count}件");
    }
}
