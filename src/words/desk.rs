//! The words for those who publish: problems in files, the command line. Of more languages than the families' own.

include!(concat!(env!("OUT_DIR"), "/desk.rs"));

/// The texts of one language.
#[derive(Clone, Copy, Debug)]
pub struct DeskWords {
    /// The language's tag (BCP 47).
    pub language: &'static str,
    texts: &'static [&'static str; COUNT],
}

impl DeskWords {
    /// The texts of the language with this tag; Japanese where there is no file for it.
    ///
    /// ```
    /// use tsunagi::words::desk::{Desk, DeskWords};
    /// assert_eq!(DeskWords::of("en").text(Desk::CliProblemsNone), "Nothing to check.");
    /// assert_eq!(DeskWords::of("xx").language, "ja");
    /// ```
    pub fn of(tag: &str) -> DeskWords {
        let found = LANGUAGES.iter().find(|(language, _)| *language == tag);
        let (language, texts) =
            found.or(LANGUAGES.iter().find(|(language, _)| *language == "ja")).unwrap_or(&LANGUAGES[0]);
        DeskWords { language, texts }
    }

    /// Every language that there is.
    pub fn all() -> impl Iterator<Item = DeskWords> {
        LANGUAGES.iter().map(|(language, texts)| DeskWords { language, texts })
    }

    pub fn japanese() -> DeskWords {
        DeskWords::of("ja")
    }

    /// One text as it is.
    pub fn text(&self, word: Desk) -> &'static str {
        self.texts[word as usize]
    }

    /// One text with its `{names}` filled.
    pub fn fill(&self, word: Desk, values: &[(&str, &str)]) -> String {
        super::message::fill(self.text(word), values, self.language)
    }
}
