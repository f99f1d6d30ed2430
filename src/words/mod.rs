//! The words of each language, checked against each other at build.
//!
//! Japanese (`ja.toml`) is the original, and each text of it lies in the program where it is named. Each other language is a folder of `others/` with the same
//! keys, and with the texts of our own lists; the app fetches the one that it shows. `others/languages.toml` names them all: a new one is
//! a row there and a folder. Texts are ICU messages ([`message`]).

pub mod desk;
pub mod events;
pub mod family;
pub mod format;
pub mod kept;
pub mod message;
mod pieces;
pub mod plan;
#[cfg(all(test, feature = "press"))]
mod readings;

// What the build asks of the texts, asked of samples.
#[cfg(test)]
#[path = "../../build/check.rs"]
mod check;
#[cfg(test)]
#[path = "../../build/plural.rs"]
mod plural;

use serde::{Deserialize, Serialize};

/// A text of the language files: the Japanese one, behind a sign that is its number among all (`ALL_SIGNS` in build.rs).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Word(&'static str);

/// The number of a text among all. It may be another text's in another build: for readers of the same words alone
/// ([`crate::data::compact`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number(u16);

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// A language that the site is offered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// The name of its files, and its part of the address; `ja` has none there.
    pub tag: &'static str,
    /// For the `lang` attribute (BCP 47).
    pub lang: &'static str,
    /// In its own words.
    pub name: &'static str,
    /// What somebody is told whose browser speaks it.
    pub offer: &'static str,
}

impl Language {
    /// The language with this tag.
    pub fn of(tag: &str) -> Option<Language> {
        OFFERED.into_iter().find(|language| language.tag == tag)
    }

    /// The folder of its pages below the site's root, with a slash at its end; none for Japanese.
    ///
    /// ```
    /// use tsunagi::words::Language;
    /// let folder = |tag| Language::of(tag).map(|language| language.folder());
    /// assert_eq!((folder("ja"), folder("vi")), (Some(String::new()), Some("vi/".into())));
    /// ```
    pub fn folder(&self) -> String {
        folder(self.tag)
    }

    /// The language of a browser, by its tag (BCP 47): `pt-BR` is Português, `zh-TW` 简体中文, which is nearer than Japanese.
    pub fn of_browser(tag: &str) -> Option<Language> {
        let first = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Language::of(&first)
    }
}

/// The folder of a language's pages below the site's root, by its tag.
fn folder(tag: &str) -> String {
    if tag == "ja" { String::new() } else { format!("{tag}/") }
}

/// The texts of a language out of one, each with a sign at its end; none where there are more or fewer.
fn texts(whole: &'static str) -> Option<Box<[&'static str; COUNT]>> {
    whole.split_terminator('\u{1f}').collect::<Box<[_]>>().try_into().ok()
}

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
    /// The language's own tag: `ja`, `easy`, `en`.
    pub tag: &'static str,
    /// For the `lang` attribute (BCP 47).
    pub language: &'static str,
    /// None: the Japanese ones.
    texts: Option<&'static [&'static str; COUNT]>,
    /// A city's own, which stand in the places of some.
    own: &'static [(Number, String)],
    /// Japanese texts of our own lists, with what stands in their place; sorted by the Japanese.
    data: &'static [(&'static str, &'static str)],
}

impl Words {
    /// The original texts.
    pub fn japanese() -> Words {
        Words { tag: "ja", language: "ja", texts: None, own: &[], data: &[] }
    }

    /// The texts of a language out of its bundle, as the build makes it; none where it is not one of this very build. They stay for
    /// as long as the program runs.
    pub fn loaded(language: Language, bundle: String) -> Option<Words> {
        let bundle: &'static str = Box::leak(bundle.into_boxed_str());
        let (texts, data) = bundle.split_once('\u{1d}')?;
        let texts = self::texts(texts)?;
        let parts: Vec<&'static str> = data.split_terminator('\u{1f}').collect();
        let mut pairs: Vec<(&'static str, &'static str)> =
            parts.as_chunks::<2>().0.iter().map(|[from, to]| (*from, *to)).collect();
        crate::order::by(&mut pairs, |a, b| a.0.cmp(b.0));
        Some(Words {
            tag: language.tag,
            language: language.lang,
            texts: Some(Box::leak(texts)),
            own: &[],
            data: Box::leak(pairs.into_boxed_slice()),
        })
    }

    /// The bundle of a language, for the app to fetch.
    #[cfg(feature = "press")]
    pub fn bundle(tag: &str) -> Option<&'static str> {
        TEXTS.iter().find(|(known, _)| *known == tag).map(|(_, text)| *text)
    }

    /// The texts of the language with this tag.
    #[cfg(feature = "press")]
    pub fn of(tag: &str) -> Option<Words> {
        use std::sync::Mutex;
        // Each is made once.
        static MADE: Mutex<Vec<Words>> = Mutex::new(Vec::new());
        if tag == "ja" {
            return Some(Words::japanese());
        }
        let mut made = MADE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(words) = made.iter().find(|words| words.tag == tag) {
            return Some(*words);
        }
        let words = Words::loaded(Language::of(tag)?, Words::bundle(tag)?.to_owned())?;
        made.push(words);
        Some(words)
    }

    /// The same with other texts in the places of some. They stay for as long as the program runs, as the others do.
    pub fn with(self, own: &[(Number, String)]) -> Words {
        // The last word on a text counts.
        let own: Vec<_> = own.iter().rev().cloned().collect();
        if own.is_empty() { self } else { Words { own: Box::leak(own.into_boxed_slice()), ..self } }
    }

    /// The folder of these pages below the site's root, with a slash at its end: none for Japanese.
    pub fn folder(&self) -> String {
        folder(self.tag)
    }

    /// The way from that folder up to the site's root: none for Japanese.
    ///
    /// ```
    /// use tsunagi::words::Words;
    /// assert_eq!(Words::japanese().above(), "");
    /// ```
    pub fn above(&self) -> &'static str {
        if self.folder().is_empty() { "" } else { "../" }
    }

    /// Whether a city's own texts are in another language than these.
    pub fn is_foreign(&self) -> bool {
        self.language != "ja"
    }

    /// One text as it is.
    pub fn text(&self, word: Word) -> &'static str {
        let (number, japanese) = word.parts();
        if let Some((_, own)) = self.own.iter().find(|(of, _)| *of == number) {
            return own;
        }
        self.texts.and_then(|texts| texts.get(usize::from(number.0))).copied().unwrap_or(japanese)
    }

    /// One text with its `{names}` filled. A name that is not given stays as it is, so that it is seen.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        message::fill(self.text(word), values, self.tag)
    }

    /// A Japanese text of our own lists (the national rules, vaccines, help lines, professions) in this language; any other text is
    /// given back as it is.
    pub fn of_ours<'a>(&self, text: &'a str) -> &'a str {
        match self.data.binary_search_by(|(from, _)| (*from).cmp(text)) {
            Ok(at) => self.data[at].1,
            Err(_) => text,
        }
    }

    /// What is told, and what of it: 「対象：未就学児」.
    pub fn labelled(&self, label: &str, text: &str) -> String {
        self.fill(Word::MarkLabelled, &[("label", label), ("text", text)])
    }

    /// Something with what is said of it beside: 「栄町（3）」.
    pub fn aside(&self, text: &str, aside: &str) -> String {
        self.fill(Word::MarkAside, &[("text", text), ("aside", aside)])
    }

    /// Several of a kind: 「a、b」.
    pub fn list<S: AsRef<str>>(&self, parts: &[S]) -> String {
        parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(self.text(Word::DateComma))
    }

    /// Things beside each other on a line.
    pub fn beside<S: AsRef<str>>(&self, parts: &[S]) -> String {
        let parts = parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(self.text(Word::MarkGap))
    }
}

impl Word {
    /// Its number, and the Japanese text.
    fn parts(self) -> (Number, &'static str) {
        let mut letters = self.0.chars();
        let sign = letters.next().map_or(0, |sign| sign as u32 & 0x1fff);
        (Number(sign as u16), letters.as_str())
    }

    /// Its number, by which a city's settings name it.
    pub fn number(self) -> Number {
        self.parts().0
    }

    /// The text with this key, where data choose it, as they do `kind.park`.
    pub fn by_data(key: &str) -> Option<Word> {
        BY_DATA.iter().find(|(known, _)| *known == key).map(|(_, word)| *word)
    }

    /// Every text that there is.
    pub fn all() -> impl Iterator<Item = Word> {
        ALL.into_iter()
    }

    /// The key in the language files.
    pub fn key(self) -> &'static str {
        KEYS.get(usize::from(self.number().0)).copied().unwrap_or_default()
    }
}

impl Number {
    /// The texts that somebody means who writes a key, or else a text as it stands on pages, with their Japanese.
    ///
    /// ```
    /// use tsunagi::words::Number;
    /// assert_eq!(Number::meant("nav.places")[0].1, "さがす");
    /// assert!(Number::meant("さがす").contains(&Number::meant("nav.places")[0]));
    /// assert_eq!(Number::meant("No such text"), []);
    /// ```
    pub fn meant(written: &str) -> Vec<(Number, &'static str)> {
        let mut all = (0..).map(Number).zip(JAPANESE.split_terminator('\u{1f}'));
        match KEYS.binary_search(&written) {
            Ok(at) => all.nth(at).into_iter().collect(),
            Err(_) => all.filter(|(_, text)| *text == written).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_words_agree() {
        assert_eq!(Word::all().count(), COUNT);
        for (at, word) in Word::all().enumerate() {
            let (number, japanese) = word.parts();
            assert_eq!((usize::from(number.0), word.key()), (at, KEYS[at]));
            assert_eq!(Number::meant(word.key()), [(number, japanese)]);
            assert_eq!(Words::japanese().text(word), japanese);
        }
        assert_eq!(Number::meant("no.such"), []);
        assert_eq!((Word::by_data("kind.park"), Word::by_data("site.name")), (Some(Word::KindPark), None));
    }

    #[test]
    fn a_citys_own_words_stand_in_the_place_of_ours() {
        let own = |key: &str, text: &str| (Number::meant(key)[0].0, text.to_owned());
        let words =
            Words::japanese().with(&[own("nav.places", "あ"), own("nav.events", "い"), own("nav.places", "う")]);
        assert_eq!([Word::NavPlaces, Word::NavEvents].map(|word| words.text(word)), ["う", "い"]);
        assert_eq!(words.text(Word::NavHome), Words::japanese().text(Word::NavHome));
    }

    #[cfg(feature = "press")]
    #[test]
    fn every_language_has_every_text_and_says_what_is_ours() {
        for language in OFFERED {
            let words = Words::of(language.tag).expect("there are texts of it");
            assert_eq!((words.tag, words.language), (language.tag, language.lang));
            assert_eq!(words.folder(), language.folder());
            assert_eq!(words.above().matches("../").count(), words.folder().matches('/').count());
            let empty: Vec<&str> = Word::all().filter(|w| words.text(*w).is_empty()).map(Word::key).collect();
            let ours: Vec<&str> =
                Word::all().filter(|w| Words::japanese().text(*w).is_empty()).map(Word::key).collect();
            assert!(empty.iter().all(|key| ours.contains(key)), "{}: {empty:?}", language.tag);
            if language.tag == "ja" {
                assert_eq!(words.of_ours("妊婦健診"), "妊婦健診");
                continue;
            }
            // The rules of the whole country, the vaccines, the lines: each text has its words.
            for rule in crate::family::rules::rules(&[]) {
                assert_ne!(words.of_ours(&rule.text), rule.text, "{}: {}", language.tag, rule.id);
            }
            let untold = crate::helplines::lines().filter(|line| words.of_ours(line.when) == line.when).count();
            assert_eq!(untold, 0, "{}", language.tag);
            assert_eq!(words.of_ours("市だけの健診"), "市だけの健診");
        }
        assert!(Words::of("xx").is_none());
        assert!(Words::loaded(OFFERED[2], "too few".to_owned()).is_none());
    }

    /// Where a language has forms for numbers, a count stands bare before no word that has them.
    #[cfg(feature = "press")]
    #[test]
    fn what_is_counted_has_the_form_of_its_number() {
        const COUNTS: [&str; 11] =
            ["count", "days", "hours", "left", "minutes", "months", "n", "size", "total", "weeks", "years"];
        // What is the same beside one and beside many.
        const UNCHANGED: [&str; 9] = ["and", "de", "found", "h", "km", "left", "m", "more", "of"];
        // There never is one alone: a single mark is no group, a single code has its own text, one day is said in its own branch.
        const SEVERAL: [(&str, &str); 4] = [
            ("map.cluster", "count"),
            ("carry.qr_lead", "count"),
            ("receive.progress", "count"),
            ("family.weeks", "days"),
        ];
        for language in OFFERED {
            let one = category(language.tag, 1);
            if language.lang == "ja" || one == category(language.tag, 5) {
                continue;
            }
            let words = Words::of(language.tag).expect("there are texts of it");
            for word in Word::all() {
                let text = words.text(word);
                for count in COUNTS {
                    for bare in [format!("{{{count}}} "), format!("{{{count}, number}} ")] {
                        let Some((_, after)) = text.split_once(&bare) else { continue };
                        let next = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                        let fine =
                            next.is_empty() || UNCHANGED.contains(&next) || SEVERAL.contains(&(word.key(), count));
                        assert!(fine, "{}, `{}`: {text}", language.tag, word.key());
                    }
                }
            }
        }
    }

    #[test]
    fn a_browser_is_met_in_its_language() {
        let tag = |browser: &str| Language::of_browser(browser).map(|language| language.tag);
        assert_eq!(
            ["ja", "en-GB", "zh-Hant-TW", "pt", "ko-KR", ""].map(tag),
            [Some("ja"), Some("en"), Some("zh"), Some("pt"), None, None]
        );
    }

    #[test]
    fn a_missing_value_stays_to_be_seen() {
        assert_eq!(Words::japanese().fill(Word::PlacesCount, &[]), "{count, number}件");
    }
}
