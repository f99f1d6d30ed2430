//! For whom: 「1歳から5歳」「生後57日から」「0歳～就学前」, in months.

use super::scan::{Cursor, plain};
use serde::{Deserialize, Serialize};

/// An age range in months. Ages that a city counts by class or school year are taken by years of age.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeRange {
    /// The first month included.
    pub from_months: Option<u16>,
    /// The first month no longer included.
    pub to_months: Option<u16>,
}

/// 就学前 ends with the school year of the sixth birthday: up to 84 months for a child born in April.
const SCHOOL_ENTRY: u16 = 84;

impl AgeRange {
    /// Whether a child of this many months is meant.
    pub fn contains(&self, months: u16) -> bool {
        self.from_months.is_none_or(|from| months >= from) && self.to_months.is_none_or(|to| months < to)
    }
}

/// Reads an age range; `None` when it is not certain.
///
/// ```
/// use tsunagi::calendar::parse_ages;
/// let ages = parse_ages("1歳から5歳").unwrap();
/// assert!(ages.contains(12) && ages.contains(71) && !ages.contains(72));
/// assert_eq!(parse_ages("産休明け").unwrap().from_months, Some(1));
/// assert_eq!(parse_ages("どなたでも"), None);
/// ```
pub fn parse_ages(text: &str) -> Option<AgeRange> {
    let chars = plain(text);
    // 「6歳～12歳（小学校1年生～6年生）」: what stands in brackets behind says the same in other words.
    let bracket = chars.iter().position(|c| *c == '(').filter(|at| *at > 0 && chars.last() == Some(&')'));
    let mut cursor = Cursor::new(bracket.map_or(&chars[..], |at| &chars[..at]));
    if cursor.eat_any(&[
        "小学校1年生から6年生",
        "小学生",
        "小学1年生-6年生",
        "小学校1年生-6年生",
        "小1-小6",
        "小学1年-6年",
    ]) {
        return cursor.done().then_some(AgeRange { from_months: Some(72), to_months: Some(156) });
    }
    if cursor.eat_any(&["未就学児", "就学前", "未就園児"]) {
        cursor.eat_any(&["の子ども", "のこども", "まで", "児"]);
        return cursor.done().then_some(AgeRange { from_months: Some(0), to_months: Some(SCHOOL_ENTRY) });
    }
    let (from, from_unit) = cursor.attempt(point)?;
    let mut range = AgeRange { from_months: Some(from), to_months: None };
    let one_point = |range: &mut AgeRange| {
        // 「3歳」 alone is that year of age.
        if let Some(unit) = from_unit {
            range.to_months = Some(from.saturating_add(unit));
        }
    };
    if cursor.done() {
        one_point(&mut range);
        return Some(range);
    }
    if cursor.eat("未満") {
        return cursor.done().then_some(AgeRange { from_months: None, to_months: Some(from) });
    }
    if cursor.eat("まで") {
        one_point(&mut range);
        range.from_months = None;
        return cursor.done().then_some(range);
    }
    if !cursor.eat_any(&["以上", "から", "-", "クラスから", "児から", "児-", "児クラスから"]) {
        return None;
    }
    cursor.eat_any(&["・", "-", "の"]);
    if cursor.done() {
        return Some(range);
    }
    if cursor.eat_any(&["就学前", "未就学", "小学校就学前", "小学校入学前", "就学", "5歳児クラス", "入学前"])
    {
        cursor.eat_any(&["まで", "の児童", "児", "の子ども"]);
        range.to_months = Some(SCHOOL_ENTRY);
        return cursor.done().then_some(range);
    }
    if cursor.eat_any(&["小学6年生", "小学生", "小6"]) {
        cursor.eat("まで");
        range.to_months = Some(156);
        return cursor.done().then_some(range);
    }
    let (to, unit) = cursor.attempt(point)?;
    range.to_months = Some(if cursor.eat("未満") {
        to
    } else {
        cursor.eat_any(&["児クラス", "クラス", "児"]);
        cursor.eat_any(&["まで", "頃", "ごろ", "くらい"]);
        to.saturating_add(unit.unwrap_or(1))
    });
    (cursor.done() && range.to_months > range.from_months).then_some(range)
}

/// One age in months and how many months the word covers: 5歳 covers twelve.
fn point(cursor: &mut Cursor) -> Option<(u16, Option<u16>)> {
    cursor.eat_any(&["満", "生後", "概ね", "おおむね", "およそ"]);
    if cursor.eat_any(&["産休明け", "産休あけ", "産後休暇明け"]) {
        // 産後休業 lasts eight weeks (労働基準法65条): from the 57th day.
        return Some((1, None));
    }
    if cursor.eat("新生児") {
        return Some((0, Some(1)));
    }
    let (number, _) = cursor.number(3)?;
    let number = u16::try_from(number).ok()?;
    let month = |cursor: &mut Cursor| cursor.eat_any(&["か月", "カ月", "ケ月", "箇月", "月", "ヵ月"]);
    if cursor.eat("日") {
        return Some((number / 30, None));
    }
    if cursor.eat("週") {
        cursor.eat("間");
        return Some((number * 7 / 30, None));
    }
    if cursor.eat_any(&["歳", "才"]) {
        cursor.eat_any(&["児クラス", "児"]);
        // 「1歳6か月」 is one age.
        let more = cursor.attempt(|c| {
            let (months, _) = c.number(2)?;
            month(c).then_some(months as u16)
        });
        cursor.eat_any(&["児", "頃"]);
        return Some((number * 12 + more.unwrap_or(0), Some(if more.is_some() { 1 } else { 12 })));
    }
    if month(cursor) {
        cursor.eat("児");
        return Some((number, Some(1)));
    }
    // 「0-2歳」: the unit stands behind the second number.
    let ahead = cursor.attempt(|c| {
        if !c.eat_any(&["-", "・"]) {
            return None;
        }
        c.number(3)?;
        Some(if c.eat_any(&["歳", "才"]) {
            12
        } else if month(c) {
            1
        } else {
            return None;
        })
    });
    let unit = ahead?;
    // `attempt` moved past the second number: step back to the sign before it.
    while cursor.peek() != Some('-') && cursor.peek() != Some('・') {
        cursor.at = cursor.at.checked_sub(1)?;
    }
    Some((number * unit, Some(unit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notations() {
        for (text, from, to) in [
            ("1歳から5歳", Some(12), Some(72)),
            ("0～2歳", Some(0), Some(36)),
            ("０歳～就学前", Some(0), Some(84)),
            ("3歳以上", Some(36), None),
            ("3歳未満", None, Some(36)),
            ("生後57日から", Some(1), None),
            ("生後6か月から", Some(6), None),
            ("6ヶ月～", Some(6), None),
            ("6カ月以上1歳未満", Some(6), Some(12)),
            ("産休明けから5歳", Some(1), Some(72)),
            ("1歳クラスから", Some(12), None),
            ("小学生", Some(72), Some(156)),
            ("2～3か月", Some(2), Some(4)),
            ("1歳6か月～3歳", Some(18), Some(48)),
            ("5歳", Some(60), Some(72)),
            ("６歳～１２歳（小学校１年生～６年生）", Some(72), Some(156)),
            ("小学校1年生から6年生", Some(72), Some(156)),
            ("0歳～小学6年生", Some(0), Some(156)),
        ] {
            let expected = AgeRange { from_months: from, to_months: to };
            assert_eq!(parse_ages(text), Some(expected), "{text}");
        }
        for text in ["妊婦", "", "どなたでも", "子育て中の方", "5歳から1歳"] {
            assert_eq!(parse_ages(text), None, "{text}");
        }
    }
}
