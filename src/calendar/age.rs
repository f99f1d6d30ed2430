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
    // 「10歳から就学前」, 「0歳未満」: no child is of such an age, and something else was meant.
    range(text).filter(|ages| ages.to_months.is_none_or(|to| ages.from_months.unwrap_or(0) < to))
}

/// What the words say, be there such a child or not.
fn range(text: &str) -> Option<AgeRange> {
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
    let from = cursor.attempt(point)?;
    let mut range = AgeRange { from_months: Some(from.months), to_months: None };
    if cursor.done() {
        // 「3歳」 alone is that year of age; 「産休明け」 is the day from which on.
        range.to_months = from.covers.map(|_| from.through());
        return Some(range);
    }
    if cursor.eat("未満") {
        return cursor.done().then_some(AgeRange { from_months: None, to_months: Some(from.before()) });
    }
    if cursor.eat("まで") {
        return cursor.done().then_some(AgeRange { from_months: None, to_months: Some(from.through()) });
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
    let to = cursor.attempt(point)?;
    range.to_months = Some(if cursor.eat("未満") {
        to.before()
    } else {
        cursor.eat_any(&["児クラス", "クラス", "児"]);
        cursor.eat_any(&["まで", "頃", "ごろ", "くらい"]);
        to.through()
    });
    cursor.done().then_some(range)
}

/// One age.
struct Point {
    /// The months that are full.
    months: u16,
    /// How many months the word covers: 5歳 covers twelve. None where it is a day.
    covers: Option<u16>,
    /// Some days beyond the months.
    days: bool,
}

impl Point {
    fn new(months: u16, covers: u16) -> Point {
        Point { months, covers: Some(covers), days: false }
    }

    fn on_day(day: u16) -> Point {
        Point { months: day / 30, covers: None, days: !day.is_multiple_of(30) }
    }

    /// The first month that 「未満」 leaves out.
    fn before(&self) -> u16 {
        self.months.saturating_add(u16::from(self.days))
    }

    /// The first month that 「まで」 leaves out.
    fn through(&self) -> u16 {
        self.months.saturating_add(self.covers.unwrap_or(1))
    }
}

fn point(cursor: &mut Cursor) -> Option<Point> {
    cursor.eat_any(&["満", "生後", "概ね", "おおむね", "およそ"]);
    if cursor.eat_any(&["産休明け", "産休あけ", "産後休暇明け"]) {
        // 産後休業 lasts eight weeks (労働基準法65条): from the 57th day.
        return Some(Point::on_day(57));
    }
    if cursor.eat("新生児") {
        return Some(Point::new(0, 1));
    }
    let (number, _) = cursor.number(3)?;
    let number = u16::try_from(number).ok()?;
    let month = |cursor: &mut Cursor| cursor.eat_any(&["か月", "カ月", "ケ月", "箇月", "月", "ヵ月"]);
    if cursor.eat("日") {
        return Some(Point::on_day(number));
    }
    if cursor.eat("週") {
        cursor.eat("間");
        return Some(Point::on_day(number * 7));
    }
    if cursor.eat_any(&["歳", "才"]) {
        cursor.eat_any(&["児クラス", "児"]);
        // 「1歳6か月」 is one age.
        let more = cursor.attempt(|c| {
            let (months, _) = c.number(2)?;
            month(c).then_some(months as u16)
        });
        cursor.eat_any(&["児", "頃"]);
        return Some(Point::new(number * 12 + more.unwrap_or(0), if more.is_some() { 1 } else { 12 }));
    }
    if month(cursor) {
        cursor.eat("児");
        return Some(Point::new(number, 1));
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
    Some(Point::new(number * unit, unit))
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
            ("生後28日まで", None, Some(1)),
            ("生後28日未満", None, Some(1)),
            ("生後57日まで", None, Some(2)),
            ("生後57日から4か月未満", Some(1), Some(4)),
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
        for text in [
            "妊婦",
            "",
            "どなたでも",
            "子育て中の方",
            "5歳から1歳",
            "10歳から就学前",
            "126月以上就学前",
            "15歳～小学生",
            "0歳未満",
        ] {
            assert_eq!(parse_ages(text), None, "{text}");
        }
    }
}
