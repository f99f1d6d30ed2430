//! A place as a family sees it: what is understood typed, the rest as written.

use super::facts::Facts;
use super::kind::{Group, Kind, KindChoice};
use crate::calendar::{AgeRange, Date, Hours};
use crate::data::{Dataset, columns::Field};
use crate::text::decimal::at_most;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A position on the globe, in degrees (JGD2011, which for this use equals WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    pub latitude: f64,
    pub longitude: f64,
}

impl Position {
    /// The position, where it can be in Japan: 20 to 46 degrees north, 122 to 154 east.
    pub fn in_japan(latitude: f64, longitude: f64) -> Option<Position> {
        ((20.0..46.0).contains(&latitude) && (122.0..154.0).contains(&longitude))
            .then_some(Position { latitude, longitude })
    }
}

/// As services of maps take it.
///
/// ```
/// use tsunagi::directory::Position;
/// assert_eq!(Position::in_japan(35.6812, 139.7671).unwrap().to_string(), "35.6812,139.7671");
/// ```
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{},{}", at_most(self.latitude, 9), at_most(self.longitude, 9))
    }
}

/// A telephone number as written and as dialled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// As the file has it: 「(048)252-4384」.
    pub written: String,
    /// Digits only, for `tel:`; a leading `#` or `+` is kept.
    pub dial: String,
}

impl Phone {
    /// Every number in a cell, and the parts that are none.
    ///
    /// ```
    /// use tsunagi::directory::Phone;
    /// let (phones, rest) = Phone::read("(0990)00-1234、０９９０−００−５６７８（代表）");
    /// let dial: Vec<_> = phones.iter().map(|p| p.dial.as_str()).collect();
    /// assert_eq!(dial, ["0990001234", "0990005678"]);
    /// assert!(rest.is_empty());
    /// ```
    pub fn read(cell: &str) -> (Vec<Phone>, Vec<String>) {
        let text = crate::text::width::narrow(cell);
        let mut phones = Vec::new();
        let mut rest = Vec::new();
        for part in text.split(['、', ',', ';', '\n', '/', '・', '，']).map(str::trim).filter(|p| !p.is_empty()) {
            // 「内線」 and what follows is for the person who answers: alone it is no number.
            let dialled = &part[..part.find("内線").unwrap_or(part.len())];
            let digits = dialled.chars().filter(char::is_ascii_digit).count();
            let sign = part.chars().find(|c| !c.is_whitespace()).filter(|c| matches!(c, '#' | '+'));
            // 110 and #8000 are numbers too; anything much longer is two numbers run together.
            if (3..=15).contains(&digits) && (digits >= 9 || sign.is_some() || digits == part.len()) {
                let mut dial: String = sign.into_iter().collect();
                dial.extend(dialled.chars().filter(char::is_ascii_digit));
                phones.push(Phone { written: part.to_owned(), dial });
            } else {
                rest.push(part.to_owned());
            }
        }
        (phones, rest)
    }
}

/// A column that is not known: the file's own header and the text as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    pub label: String,
    pub value: String,
}

/// A column in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translated {
    /// The column that it says.
    pub field: Field,
    /// The language's tag ([`crate::words::Language::tag`]).
    pub language: String,
    pub value: String,
}

/// What a record says of a field in a language, where the city has it.
pub fn translated<'a>(all: &'a [Translated], field: Field, language: &str) -> Option<&'a str> {
    all.iter().find(|t| t.field == field && t.language == language).map(|t| t.value.as_str())
}

/// Where a record comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub dataset: Dataset,
    /// The file's name.
    pub file: String,
    /// The row as a spreadsheet numbers it.
    pub row: u32,
}

/// A place, desk or service that a family can go to or ring.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Stable over publications as far as the city's own ids are; safe in an address.
    pub id: String,
    pub name: String,
    /// 名称_カナ, in whatever kana the file has.
    pub reading: String,
    pub kind: Kind,
    /// What a family comes for: its kind's, or what the city says of its own kind.
    pub group: Group,
    /// 種別 as written.
    pub kind_text: String,
    pub address: String,
    pub position: Option<Position>,
    pub phones: Vec<Phone>,
    pub hours: Hours,
    pub ages: Option<AgeRange>,
    /// 地区, else 中学校区.
    pub district: String,
    /// Needs in everyday words.
    pub tags: Vec<String>,
    #[serde(with = "crate::calendar::days")]
    pub updated: Option<Date>,
    pub facts: Facts,
    pub extras: Vec<Extra>,
    pub translated: Vec<Translated>,
    pub origin: Origin,
    /// Other lists that name the same place (名寄せ).
    pub also: Vec<Also>,
}

/// Another list's row for the same place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Also {
    /// The number by which that list knows it.
    pub id: String,
    pub kind: Kind,
    pub origin: Origin,
}

impl Place {
    /// The address without prefecture and municipality, which everyone on a city's own site knows.
    ///
    /// `municipality` is 自治体名, with or without its prefecture.
    pub fn local_address(&self, municipality: &str) -> &str {
        // Only at the beginning: a town may be named like its city.
        match self.address.find(municipality).filter(|at| !municipality.is_empty() && *at <= "神奈川県".len()) {
            Some(at) => match &self.address[at + municipality.len()..] {
                "" => &self.address,
                rest => rest,
            },
            None => &self.address,
        }
    }

    /// What it is, as one can choose it.
    pub fn kind_choice(&self) -> KindChoice {
        match self.kind {
            Kind::Other if !self.kind_text.is_empty() => KindChoice::Own(self.kind_text.clone()),
            kind => KindChoice::Known(kind),
        }
    }

    /// Whether a family comes to it for this; what is two things at once belongs to both groups.
    pub fn is_for(&self, group: Group) -> bool {
        self.group == group || self.also.iter().any(|also| also.kind != Kind::Other && also.kind.group() == group)
    }

    /// Whether it has this number, in any of its lists.
    pub fn has_id(&self, id: &str) -> bool {
        self.id == id || self.also.iter().any(|also| also.id == id)
    }

    /// Whether it is of a kind, without making the choice anew.
    pub fn is_kind(&self, choice: &KindChoice) -> bool {
        match choice {
            KindChoice::Known(Kind::Other) => self.kind == Kind::Other && self.kind_text.is_empty(),
            KindChoice::Known(kind) => self.kind == *kind || self.also.iter().any(|also| also.kind == *kind),
            KindChoice::Own(text) => self.kind == Kind::Other && self.kind_text == *text,
        }
    }

    /// The text of an understood column, where the file has one.
    pub fn fact(&self, field: Field) -> Option<&str> {
        self.facts.get(field)
    }
}

/// A desk that answers worries: one row of 相談窓口一覧.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Desk {
    pub id: String,
    pub name: String,
    pub reading: String,
    pub phones: Vec<Phone>,
    pub hours: Hours,
    /// The linked place's id, where the file names one.
    pub place_id: Option<String>,
    pub facts: Facts,
    pub extras: Vec<Extra>,
    pub translated: Vec<Translated>,
    pub origin: Origin,
}

impl Desk {
    pub fn fact(&self, field: Field) -> Option<&str> {
        self.facts.get(field)
    }
}

/// Whether a name or a summary says one of these words.
pub(crate) fn mentions(name: &str, summary: Option<&str>, words: &[String]) -> bool {
    let says = |text: &str| words.iter().any(|word| text.contains(word.as_str()));
    says(name) || summary.is_some_and(says)
}
