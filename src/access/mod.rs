//! アクセシビリティの試験結果: what was tried of JIS X 8341-3:2016 level AA (and of what WCAG 2.1 and 2.2 add to it), how, when, and what was not.
//!
//! - `criteria.ja.csv`: one criterion a row, with the browser tests that try it and what was looked at by hand
//! - `figures.csv`: what the last whole run of those tests counted; `tests/browser/support/figures.js` writes it, and fails where it is no longer true
//! - `pages.csv`: the same by page and language, how often axe looked and how many violations it found: `12/0`
//! - `statement.ja.html`: the page around them, with `{names}` for what is filled in
//! - `phrases.ja.csv`: what its tables and its changing sentences say
//!
//! The site has it as a page of its own (`accessibility/`), which the app that families load has no part in.

use crate::calendar::{Date, parse_date};

/// One 達成基準, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// `JIS`, `WCAG 2.1` or `WCAG 2.2`: the first standard that has it.
    pub standard: String,
    /// `1.4.3`
    pub number: String,
    pub name: String,
    /// `A` or `AA`.
    pub level: String,
    /// The site has something that it applies to.
    pub applies: bool,
    /// It is met, which what it does not apply to is as well.
    pub met: bool,
    /// The browser tests that try it: a file of `tests/browser/`, and the name of the test or of the step in it.
    pub tests: Vec<(String, String)>,
    /// What was looked at by hand; empty where nothing was.
    pub by_hand: String,
    /// The day on which it was looked at.
    pub on: Option<Date>,
    pub note: String,
}

/// The criteria of level A and AA, in the order of the standards.
pub fn criteria() -> Vec<Criterion> {
    let mut rows = csv::Reader::from_reader(include_str!("criteria.ja.csv").as_bytes());
    // The file is part of the program: a test reads every row of it.
    rows.records()
        .flatten()
        .map(|row| {
            let cell = |at: usize| row.get(at).unwrap_or_default().to_owned();
            let tests = cell(6);
            let tests = tests.split(" / ").filter_map(|test| test.split_once(": "));
            Criterion {
                standard: cell(0),
                number: cell(1),
                name: cell(2),
                level: cell(3),
                applies: cell(4) == "あり",
                met: cell(5) == "適合",
                tests: tests.map(|(file, name)| (file.to_owned(), name.to_owned())).collect(),
                by_hand: cell(7),
                on: parse_date(&cell(8)),
                note: cell(9),
            }
        })
        .collect()
}

/// What the last whole run of the browser tests counted, by name; empty for a name that it does not have.
///
/// ```
/// assert_eq!(tsunagi::access::figure("violations"), "0");
/// ```
pub fn figure(name: &str) -> &'static str {
    value(include_str!("figures.csv"), name)
}

/// What axe looked at on one page of the site, and found there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Its address below the site's root in Japanese: `/places/`; `ID` stands for any of many.
    pub page: String,
    /// For each language, in the order of [`Looked::languages`], how often it was looked at and how many violations were found; none
    /// where there is no such page in it.
    pub of: Vec<Option<(u32, u32)>>,
}

impl Looked {
    /// The tags of the languages.
    pub fn languages() -> Vec<&'static str> {
        PAGES.lines().next().unwrap_or_default().split(',').skip(1).collect()
    }

    /// The pages, those of the app in its own order and first.
    pub fn all() -> Vec<Looked> {
        let number = |text: &str| text.parse::<u32>().ok();
        let cell =
            |text: &str| text.split_once('/').and_then(|(looked, found)| Some((number(looked)?, number(found)?)));
        let row = |line: &str| {
            let mut cells = line.split(',');
            Looked { page: cells.next().unwrap_or_default().to_owned(), of: cells.map(cell).collect() }
        };
        PAGES.lines().skip(1).map(row).collect()
    }
}

const PAGES: &str = include_str!("pages.csv");

/// A text of the page's tables and changing sentences in Japanese, with `{places}` to fill; empty for a name that there is not.
///
/// ```
/// assert_eq!(tsunagi::access::phrase("applies_yes"), "あり");
/// ```
pub fn phrase(name: &str) -> &'static str {
    value(include_str!("phrases.ja.csv"), name)
}

/// What stands behind a name and a comma in a list.
fn value(list: &'static str, name: &str) -> &'static str {
    let mut lines = list.lines().filter_map(|line| line.split_once(','));
    lines.find(|(known, _)| *known == name).map_or("", |(_, value)| value)
}

/// The first and the last day on which anything was tried.
pub fn period() -> Option<(Date, Date)> {
    let by_hand = criteria().into_iter().filter_map(|criterion| criterion.on);
    let days: Vec<Date> = by_hand.chain(parse_date(figure("date"))).collect();
    Some((*days.iter().min()?, *days.iter().max()?))
}

/// The page around the tables, in Japanese.
pub const STATEMENT: &str = include_str!("statement.ja.html");
