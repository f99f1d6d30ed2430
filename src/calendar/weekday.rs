//! 曜日: 「月;火;水」「月火水木金土」「月～金」「平日」「第2・第4水曜日」「土日祝」.

use super::scan::{Cursor, plain};
use serde::{Deserialize, Serialize};

/// A day of the week, or 祝日 as a day of its own kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
    Holiday,
}

impl Weekday {
    /// Monday to Sunday.
    pub const WEEK: [Weekday; 7] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

    /// The weekday of a date (祝日 is not looked up here).
    pub fn of(date: chrono::NaiveDate) -> Weekday {
        use chrono::Datelike;
        Weekday::WEEK[date.weekday().num_days_from_monday() as usize]
    }
}

/// A set of weekdays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Weekdays(u8);

impl Weekdays {
    pub const NONE: Weekdays = Weekdays(0);
    /// 平日
    pub const WORKDAYS: Weekdays = Weekdays(0b0001_1111);
    /// 毎日
    pub const EVERY_DAY: Weekdays = Weekdays(0b1111_1111);

    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day as u8) != 0
    }

    pub fn with(self, day: Weekday) -> Weekdays {
        Weekdays(self.0 | 1 << day as u8)
    }

    pub fn without(self, day: Weekday) -> Weekdays {
        Weekdays(self.0 & !(1 << day as u8))
    }

    pub fn union(self, other: Weekdays) -> Weekdays {
        Weekdays(self.0 | other.0)
    }

    pub fn minus(self, other: Weekdays) -> Weekdays {
        Weekdays(self.0 & !other.0)
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// In the order of the week, 祝日 last.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        Weekday::WEEK.into_iter().chain([Weekday::Holiday]).filter(move |d| self.contains(*d))
    }
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Weekdays {
        days.into_iter().fold(Weekdays::NONE, Weekdays::with)
    }
}

/// What a cell of weekdays says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeekdayText {
    pub days: Weekdays,
    /// Which weeks of the month, 1 to 5 (−1: the last); empty: every week.
    pub nth: Vec<i8>,
    /// 「祝日を除く」 was written.
    pub holidays_excluded: bool,
    /// 「年末年始を除く」 was written.
    pub new_year_excluded: bool,
    /// Weekdays of some weeks of the month that are left out: 「火～日（第3日曜を除く）」.
    pub except_nth: Vec<(Vec<i8>, Weekdays)>,
}

impl WeekdayText {
    fn leave_out(&mut self, except: Except) {
        self.days = self.days.minus(except.days);
        if !except.days.is_empty() {
            // 「毎日（日曜を除く）」 does not open on a Sunday that is a holiday.
            self.days = self.days.without(Weekday::Holiday);
        }
        self.holidays_excluded |= except.days.contains(Weekday::Holiday);
        self.new_year_excluded |= except.new_year;
        self.except_nth.extend(except.nth);
    }
}

/// Whether a day lies in one of these weeks of its month (−1: the last).
pub(super) fn in_week(nth: &[i8], date: chrono::NaiveDate) -> bool {
    use chrono::Datelike;
    let last = date.checked_add_days(chrono::Days::new(7)).is_none_or(|day| day.month() != date.month());
    nth.contains(&((date.day0() / 7 + 1) as i8)) || (last && nth.contains(&-1))
}

/// Reads a cell of weekdays; `None` when any part of it is not understood.
///
/// ```
/// use tsunagi::calendar::{Weekday, Weekdays, parse_weekdays};
/// let days = parse_weekdays("月～金（祝日を除く）").unwrap();
/// assert_eq!(days.days, Weekdays::WORKDAYS);
/// assert!(days.holidays_excluded);
/// assert_eq!(parse_weekdays("第2・第4水曜日").unwrap().nth, [2, 4]);
/// assert_eq!(parse_weekdays("不定期"), None);
/// ```
pub fn parse_weekdays(text: &str) -> Option<WeekdayText> {
    let chars = plain(text);
    let mut cursor = Cursor::new(&chars);
    let read = read_weekdays(&mut cursor)?;
    cursor.done().then_some(read)
}

/// Reads as many weekdays as come next, with their weeks of the month.
pub(super) fn read_weekdays(cursor: &mut Cursor) -> Option<WeekdayText> {
    // 「日曜・祝日以外」「水曜を除く毎日」: what is left out comes first.
    if let Some(all_but) = cursor.attempt(read_all_but) {
        return Some(all_but);
    }
    read_list(cursor, true)
}

/// Weekdays of every week alone: ends where 「第2」 begins.
pub(super) fn read_every_week(cursor: &mut Cursor) -> Option<Weekdays> {
    read_list(cursor, false).map(|found| found.days)
}

fn read_list(cursor: &mut Cursor, weeks: bool) -> Option<WeekdayText> {
    let mut found = WeekdayText::default();
    loop {
        let before = cursor.at;
        separators(cursor);
        if weeks && let Some(nth) = cursor.attempt(read_nth) {
            found.nth.extend(nth);
            continue;
        }
        let Some((days, single)) = cursor.attempt(read_days) else {
            // A separator behind the last day belongs to what follows.
            cursor.at = before;
            break;
        };
        // 「月～金」: from one day to another, across the end of the week if need be.
        let range = single.and_then(|from| {
            cursor.attempt(|c| {
                if !c.eat_any(&["-", "から"]) {
                    return None;
                }
                let to = c.attempt(read_days)?.1?;
                c.eat("まで");
                Some(span(from, to))
            })
        });
        found.days = found.days.union(range.unwrap_or(days));
        if let Some(except) = cursor.attempt(read_exception) {
            found.leave_out(except);
        }
    }
    (!found.days.is_empty()).then_some(found)
}

fn read_all_but(cursor: &mut Cursor) -> Option<WeekdayText> {
    let mut found = WeekdayText { days: Weekdays::EVERY_DAY, ..WeekdayText::default() };
    found.leave_out(read_exception(cursor)?);
    cursor.eat("の");
    cursor.eat_any(&["毎日", "全日", "日"]);
    if let Some(except) = cursor.attempt(read_exception) {
        found.leave_out(except);
    }
    (!found.days.is_empty()).then_some(found)
}

fn separators(cursor: &mut Cursor) {
    while cursor.eat_any(&["・", "と", "及び", "および", "&", "+", "|"]) {}
}

fn span(from: Weekday, to: Weekday) -> Weekdays {
    let (from, to) = (from as usize, to as usize);
    let length = if to >= from { to - from } else { to + 7 - from };
    (0..=length).map(|i| Weekday::WEEK[(from + i) % 7]).collect()
}

/// 「第2・第4」「第1・3」「最終」.
pub(super) fn read_nth(cursor: &mut Cursor) -> Option<Vec<i8>> {
    let mut nth = Vec::new();
    loop {
        let before = cursor.at;
        if !nth.is_empty() {
            separators(cursor);
        }
        if cursor.eat_any(&["最終", "第最終"]) {
            nth.push(-1);
            continue;
        }
        let marked = cursor.eat("第");
        match cursor.number(1) {
            Some((n @ 1..=5, _)) if marked || !nth.is_empty() => {
                cursor.eat("週");
                nth.push(n as i8);
            }
            _ => {
                cursor.at = before;
                break;
            }
        }
    }
    (!nth.is_empty()).then_some(nth)
}

/// One day or one named set; the day itself where a range may follow.
fn read_days(cursor: &mut Cursor) -> Option<(Weekdays, Option<Weekday>)> {
    const DAYS: [(&str, Weekday); 8] = [
        ("月", Weekday::Mon),
        ("火", Weekday::Tue),
        ("水", Weekday::Wed),
        ("木", Weekday::Thu),
        ("金", Weekday::Fri),
        ("土", Weekday::Sat),
        ("日", Weekday::Sun),
        ("祝", Weekday::Holiday),
    ];
    if cursor.eat_any(&["平日", "ウィークデー"]) {
        return Some((Weekdays::WORKDAYS, None));
    }
    if cursor.eat_any(&["毎日", "全日", "年中無休", "無休"]) {
        return Some((Weekdays::EVERY_DAY, None));
    }
    if cursor.eat("週末") {
        return Some((Weekdays::NONE.with(Weekday::Sat).with(Weekday::Sun), None));
    }
    let (name, day) = DAYS.into_iter().find(|(name, _)| cursor.eat(name))?;
    if name == "祝" {
        cursor.eat_any(&["祭日", "日"]);
        return Some((Weekdays::NONE.with(day), None));
    }
    // 「月曜日曜」 is 月曜 and 日曜.
    if cursor.attempt(|c| (c.eat("曜日") && c.peek() != Some('曜')).then_some(())).is_none() {
        cursor.eat("曜");
    }
    Some((Weekdays::NONE.with(day), Some(day)))
}

/// What a list of days leaves out.
#[derive(Default)]
struct Except {
    days: Weekdays,
    nth: Vec<(Vec<i8>, Weekdays)>,
    new_year: bool,
}

/// 「（祝日・年末年始を除く）」「(水曜除く)」「※第3日曜除く」.
fn read_exception(cursor: &mut Cursor) -> Option<Except> {
    let bracket = cursor.eat("(");
    cursor.eat_any(&["※", "ただし", "但し"]);
    let mut except = Except::default();
    loop {
        separators(cursor);
        if cursor.eat("年末年始") {
            except.new_year = true;
        } else if let Some(found) = cursor.attempt(|c| {
            let nth = read_nth(c)?;
            Some((nth, c.attempt(read_days)?.0))
        }) {
            except.nth.push(found);
        } else if let Some((more, _)) = cursor.attempt(read_days) {
            except.days = except.days.union(more);
        } else {
            break;
        }
    }
    let any = except.new_year || !except.days.is_empty() || !except.nth.is_empty();
    let closes = cursor.eat_any(&["を除く", "は除く", "除く", "を除き", "以外", "は休み", "は休館", "休み", "休館"]);
    if !any || !closes || (bracket && !cursor.eat(")")) {
        return None;
    }
    Some(except)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Weekday::*;

    #[test]
    fn notations() {
        let week = |days: &[Weekday]| days.iter().copied().collect::<Weekdays>();
        for (text, expected) in [
            ("月;火;水;木;金;土", week(&[Mon, Tue, Wed, Thu, Fri, Sat])),
            ("月火水木金土", week(&[Mon, Tue, Wed, Thu, Fri, Sat])),
            ("月～金", Weekdays::WORKDAYS),
            ("月曜日から金曜日まで", Weekdays::WORKDAYS),
            ("月曜～金曜", Weekdays::WORKDAYS),
            ("平日", Weekdays::WORKDAYS),
            ("毎日", Weekdays::EVERY_DAY),
            ("土日祝", week(&[Sat, Sun, Holiday])),
            ("土・日", week(&[Sat, Sun])),
            ("日曜・祝日", week(&[Sun, Holiday])),
            ("火～日", week(&[Tue, Wed, Thu, Fri, Sat, Sun])),
            ("土～月", week(&[Sat, Sun, Mon])),
            ("月，水，金", week(&[Mon, Wed, Fri])),
            ("平日（水曜を除く）", week(&[Mon, Tue, Thu, Fri])),
            ("月 火 水", week(&[Mon, Tue, Wed])),
            ("水曜日以外", week(&[Mon, Tue, Thu, Fri, Sat, Sun])),
            ("月曜を除く毎日", week(&[Tue, Wed, Thu, Fri, Sat, Sun])),
            ("月～金（祝日・年末年始を除く）", Weekdays::WORKDAYS),
            ("月～金（年末年始、祝日を除く）", Weekdays::WORKDAYS),
        ] {
            assert_eq!(parse_weekdays(text).map(|w| w.days), Some(expected), "{text}");
        }
        for text in ["不定期", "", "月1回", "月～金くらい", "要問合せ"] {
            assert_eq!(parse_weekdays(text), None, "{text}");
        }
        assert_eq!(parse_weekdays("第1・3土曜").map(|w| w.nth), Some(vec![1, 3]));
        let third = parse_weekdays("火～日（第3日曜を除く）").map(|w| w.except_nth);
        assert_eq!(third, Some(vec![(vec![3], week(&[Sun]))]));
        assert!(parse_weekdays("月～金（年末年始を除く）").is_some_and(|w| w.new_year_excluded));
        assert!(parse_weekdays("月～土（祝日除く）").is_some_and(|w| w.holidays_excluded));
    }
}
