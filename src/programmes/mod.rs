//! 制度・サービス: programmes and benefits, one row of 支援制度情報 each.

use crate::calendar::{AgeRange, Date};
use crate::data::columns::Field;
use crate::directory::{Extra, Facts, Origin, Phone, Translated, place};
use serde::{Deserialize, Serialize};

/// A programme or benefit: who can use it, what one gets, how to apply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Programme {
    pub id: String,
    pub name: String,
    pub reading: String,
    /// 種別 as written.
    pub kind_text: String,
    pub phones: Vec<Phone>,
    pub ages: Option<AgeRange>,
    pub tags: Vec<String>,
    /// The place of our directory where it is applied for or given.
    pub place_id: Option<String>,
    /// Applications are taken from this day.
    #[serde(with = "crate::calendar::days")]
    pub apply_from: Option<Date>,
    /// Applications are taken through this day.
    #[serde(with = "crate::calendar::days")]
    pub apply_until: Option<Date>,
    #[serde(with = "crate::calendar::days")]
    pub updated: Option<Date>,
    pub facts: Facts,
    pub extras: Vec<Extra>,
    pub translated: Vec<Translated>,
    pub origin: Origin,
}

impl Programme {
    /// The text of an understood column, where the file has one.
    pub fn fact(&self, field: Field) -> Option<&str> {
        self.facts.get(field)
    }

    /// Whether its name or summary says one of these words.
    pub fn mentions(&self, words: &[String]) -> bool {
        place::mentions(&self.name, self.fact(Field::Summary), words)
    }
}

/// The programmes under the headings of their 種別, in the order in which the file first names each; those without
/// one last.
pub fn by_kind(programmes: &[Programme]) -> Vec<(&str, Vec<&Programme>)> {
    let mut groups: Vec<(&str, Vec<&Programme>)> = Vec::new();
    for programme in programmes {
        match groups.iter_mut().find(|(kind, _)| *kind == programme.kind_text) {
            Some((_, list)) => list.push(programme),
            None => groups.push((&programme.kind_text, vec![programme])),
        }
    }
    crate::order::by_key(&mut groups, |(kind, _)| kind.is_empty());
    groups
}

/// A cost that differs by income or household, as its list gives it: 「生活保護世帯：0円；住民税非課税世帯：1,000円；その他：2,750円」 is
/// three. `None` where a cell is no such list.
///
/// ```
/// use tsunagi::programmes::bands;
/// let all = bands("生活保護世帯：0円；その他の世帯：1泊2,750円").unwrap();
/// assert_eq!(all[1], ("その他の世帯", "1泊2,750円"));
/// assert_eq!(bands("1時間400円（半額：ひとり親）"), None);
/// ```
pub fn bands(cell: &str) -> Option<Vec<(&str, &str)>> {
    let parts = cell.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let bands: Option<Vec<(&str, &str)>> = parts
        .map(|part| {
            let (who, what) = part.split_once(['：', ':'])?;
            let (who, what) = (who.trim(), what.trim());
            (!who.is_empty() && !what.is_empty()).then_some((who, what))
        })
        .collect();
    bands.filter(|bands| bands.len() > 1)
}
