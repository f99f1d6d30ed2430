//! The national lines of いますぐ相談, and which of them (and of the city's own desks) to show first.
//!
//! - `lines.ja.csv`: the lines, each with its hours, for whom it is, who answers for it, and the day on which number and hours
//!   were last compared with what public offices publish (empty: not yet; a city confirms each before it publishes)
//! - `kids.ja.csv`: how the page for children names some of them, with readings

use crate::calendar::{Date, Hours, Openness, parse_date};
use crate::family::record::Family;

/// When one would ring it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Life or safety at stake now.
    Danger,
    /// Sudden illness, poisoning.
    Health,
    /// A parent's own worries.
    Parent,
    /// Violence at home, sexual violence.
    Safety,
    /// For children themselves.
    Child,
}

/// Of whom one would speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// 妊娠・出産
    Expecting,
    /// 乳幼児: until the school year after the sixth birthday
    Small,
    /// 小・中学生、高校生
    School,
    /// The grown-up who rings
    Oneself,
}

impl Whom {
    /// All of them, with their names in addresses.
    pub const ALL: [(Whom, &'static str); 4] =
        [(Whom::Expecting, "expecting"), (Whom::Small, "small"), (Whom::School, "school"), (Whom::Oneself, "oneself")];

    pub fn key(self) -> &'static str {
        Whom::ALL.iter().find(|(w, _)| *w == self).map_or("", |(_, key)| key)
    }

    pub fn from_key(key: &str) -> Option<Whom> {
        Whom::ALL.iter().find(|(_, known)| *known == key).map(|(whom, _)| *whom)
    }

    /// How lists speak of them.
    fn parts(self) -> &'static [&'static str] {
        match self {
            Whom::Expecting => &["妊", "出産", "産後", "プレママ"],
            Whom::Small => {
                &["乳", "幼", "赤ちゃん", "就学前", "未就", "子育て", "子ども", "お子さん", "歳まで", "発熱"]
            }
            Whom::School => &[
                "学齢",
                "小学",
                "中学",
                "小・中",
                "高校",
                "児童",
                "生徒",
                "学校",
                "18歳",
                "子ども",
                "お子さん",
                "発熱",
            ],
            Whom::Oneself => &["おとな", "保護者", "夫婦", "女性", "ひとり親", "家族", "家庭"],
        }
    }

    /// Whether a list's 対象 speaks of them; one that says nothing, or どなたでも, speaks of everyone.
    ///
    /// ```
    /// use tsunagi::helplines::Whom;
    /// assert!(Whom::Expecting.is_meant_by("妊娠中から18歳まで"));
    /// assert!(!Whom::School.is_meant_by("1歳までのご家庭"));
    /// assert!(Whom::School.is_meant_by(""));
    /// ```
    pub fn is_meant_by(self, text: &str) -> bool {
        text.trim().is_empty()
            || ["どなたでも", "だれでも", "誰でも"].iter().any(|all| text.contains(all))
            || self.parts().iter().any(|part| text.contains(part))
    }

    /// Of whom a family would speak, by its record.
    pub fn of(family: &Family, today: Date) -> Vec<Whom> {
        let mut all = Vec::new();
        if !family.pregnancies.is_empty() {
            all.push(Whom::Expecting);
        }
        for child in family.children.iter().filter(|c| !c.away) {
            let whom = if child.months(today) < SCHOOL_AGE { Whom::Small } else { Whom::School };
            if !all.contains(&whom) {
                all.push(whom);
            }
        }
        all
    }
}

/// Months of the sixth birthday.
const SCHOOL_AGE: u32 = 72;

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Helpline {
    pub need: Need,
    /// Digits as dialled, a leading `#` kept.
    pub dial: &'static str,
    pub name: &'static str,
    pub when: &'static str,
    /// Its hours in words, since those of some differ from place to place.
    pub hours_text: &'static str,
    /// Its hours as far as they are the same everywhere.
    pub hours: Hours,
    pub free: bool,
    /// For whom it is, as in the file.
    pub whom: &'static str,
    /// Where one can write instead, empty where nowhere.
    pub site: &'static str,
    /// Who runs it or answers for it.
    pub source: &'static str,
    /// The day on which it was last compared with what public offices publish.
    pub checked: Option<Date>,
}

impl Helpline {
    /// The number as people read it.
    pub fn written(&self) -> String {
        written(self.dial)
    }
}

/// A number as people read it: 0120-189-783.
///
/// ```
/// assert_eq!(tsunagi::helplines::written("0120189783"), "0120-189-783");
/// ```
pub fn written(dial: &str) -> String {
    let cut = |a: usize, b: usize| match (dial.get(..a), dial.get(a..b), dial.get(b..)) {
        (Some(x), Some(y), Some(z)) => format!("{x}-{y}-{z}"),
        _ => dial.to_owned(),
    };
    match dial.len() {
        10 if dial == "0120078310" => "0120-0-78310".to_owned(),
        10 if dial == "0120997777" => "0120-99-7777".to_owned(),
        10 if dial.starts_with("0120") || dial.starts_with("0570") => cut(4, 7),
        10 => cut(3, 6),
        _ => dial.to_owned(),
    }
}

/// Every line, in the order of the file.
pub fn lines() -> impl Iterator<Item = Helpline> {
    include_str!("lines.ja.csv").lines().skip(1).filter_map(|line| {
        let cells: Vec<&'static str> = line.split(',').collect();
        let &[need, dial, name, when, hours_text, free, days, opens, closes, note, whom, site, source, checked] =
            &cells[..]
        else {
            return None;
        };
        let need = match need {
            "danger" => Need::Danger,
            "health" => Need::Health,
            "parent" => Need::Parent,
            "safety" => Need::Safety,
            "child" => Need::Child,
            _ => return None,
        };
        let hours = Hours::from_columns(days, opens, closes, note).0;
        let (free, checked) = (free == "有", parse_date(checked));
        Some(Helpline { need, dial, name, when, hours_text, hours, free, whom, site, source, checked })
    })
}

/// A line as the page for children names it; texts hold readings as 《漢字|かんじ》.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KidsLine {
    pub dial: &'static str,
    pub name: &'static str,
    pub when: &'static str,
    pub hours: &'static str,
}

/// The lines that children are given, in the order of the file.
pub fn kids_lines() -> impl Iterator<Item = KidsLine> {
    include_str!("kids.ja.csv").lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        Some(KidsLine { dial: cells.next()?, name: cells.next()?, when: cells.next()?, hours: cells.next()? })
    })
}

/// Where a line comes in the list: who is meant before who is not, then open before unknown before closed. Lines of one
/// rank keep their order.
pub fn rank(hours: &Hours, target: &str, whom: &[Whom], now: Option<(Date, u16)>) -> u8 {
    let meant = whom.is_empty() || whom.iter().any(|w| w.is_meant_by(target));
    let open = match now.map(|(date, minute)| hours.openness(date, minute)) {
        None | Some(Openness::Open(_)) => 0,
        Some(Openness::Unknown) => 1,
        Some(Openness::OpensAt(_) | Openness::Closed(_)) => 2,
    };
    if meant { open } else { 3 + open }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_line_that_can_be_dialled() {
        let rows = include_str!("lines.ja.csv").lines().count() - 1;
        assert_eq!(lines().count(), rows);
        for line in lines() {
            let digits = line.dial.trim_start_matches('#');
            assert!(digits.len() >= 3 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", line.dial);
            assert!(!line.name.is_empty() && !line.hours_text.is_empty() && !line.source.is_empty());
            // What says 24時間 in words is open at every hour; what differs from place to place promises none.
            let whole_day = line.hours.usual.iter().any(|r| r.open.minutes() == 0 && r.close.minutes() == 24 * 60);
            assert_eq!(whole_day, line.hours_text == "24時間", "{}", line.name);
            assert_eq!(line.hours.days.is_empty(), line.hours_text.contains("異なります"), "{}", line.name);
            let known = Whom::ALL.iter().any(|(whom, _)| whom.is_meant_by(line.whom));
            assert!(known, "{}: {}", line.name, line.whom);
        }
    }

    #[test]
    fn children_are_given_lines_that_are_in_the_list() {
        assert_eq!(kids_lines().count(), include_str!("kids.ja.csv").lines().count() - 1);
        for kids in kids_lines() {
            assert!(lines().any(|line| line.dial == kids.dial), "{}", kids.dial);
            for text in [kids.name, kids.when, kids.hours] {
                let plain = crate::text::ruby::plain(text);
                assert!(!text.is_empty() && !plain.contains(['《', '》', '|']), "{text}");
                // No kanji without its reading.
                let mut rest = text.to_owned();
                while let (Some(from), Some(to)) = (rest.find('《'), rest.find('》')) {
                    rest.replace_range(from..to + '》'.len_utf8(), "");
                }
                assert!(!rest.chars().any(|c| ('一'..='龥').contains(&c)), "{text}");
            }
        }
    }

    #[test]
    fn open_ones_for_whom_one_speaks_come_first() {
        let day = Date::from_ymd_opt(2026, 11, 20).expect("a day");
        let order = |whom: &[Whom], hour: u16| {
            let mut all: Vec<Helpline> = lines().filter(|l| l.need != Need::Danger).collect();
            crate::order::by_key(&mut all, |l| rank(&l.hours, l.whom, whom, Some((day, hour * 60))));
            all.iter().map(|l| l.dial).collect::<Vec<_>>()
        };
        let place = |list: &[&str], dial: &str| list.iter().position(|d| *d == dial).expect("in the list");
        let evening = order(&[], 20);
        let night = order(&[], 23);
        assert!(place(&evening, "0120997777") < place(&evening, "#8008"));
        assert!(place(&night, "0120997777") > place(&night, "#8008"));
        assert_eq!(order(&[Whom::School], 20)[0], "0727272499");
        let child = order(&[Whom::School], 20);
        assert!(place(&child, "0120078310") < place(&child, "0120279889"));
    }
}
