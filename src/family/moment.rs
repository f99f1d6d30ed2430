//! A day told by a pregnancy, a birth or the school year: 「妊娠28週」「生後2か月の前日」「就学の前年11月30日」.
//!
//! The rules of the timeline say their days in these words, the national ones as well as a city's own file, so that an
//! officer can read and write them.

use super::age::{TERM_DAYS, anniversary, fiscal_year_start, reached, school_entry};
use crate::calendar::Date;
use crate::text::width::narrow;
use chrono::{Datelike, Days, Duration};

/// What a moment is counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    /// 出産予定日
    pub due: Option<Date>,
    /// 生年月日; for a child yet unborn its due date, as a guess.
    pub born: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    /// 妊娠N週D日, in days from 0週0日.
    Gestation(i64),
    Due,
    Birth,
    /// The everyday anniversary of so many months.
    Age(u32),
    /// First day of the fiscal year in which this age (months) is reached.
    FiscalStart(u32),
    /// Its last day.
    FiscalEnd(u32),
    /// A day of the year of entry into school, or so many years before.
    School {
        years_before: i32,
        month: u32,
        day: u32,
    },
    /// The same day every year.
    Yearly {
        month: u32,
        day: u32,
    },
}

/// A day that is fixed once a due date or a birth is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    base: Base,
    /// Days after (negative: before).
    shift: i64,
}

impl Moment {
    /// Reads the notation; `None` for anything else.
    ///
    /// ```
    /// use tsunagi::{calendar::Date, family::moment::{Anchors, Moment}};
    /// let day = |y, m, d| Date::from_ymd_opt(y, m, d).unwrap();
    /// let child = Anchors { born: Some(day(2026, 4, 1)), ..Anchors::default() };
    /// let on = |text| Moment::read(text).unwrap().on(child);
    /// assert_eq!(on("生後2か月"), Some(day(2026, 6, 1)));
    /// assert_eq!(on("生後2か月の前日"), Some(day(2026, 5, 31)));
    /// assert_eq!(on("1歳6か月"), Some(day(2027, 10, 1)));
    /// assert_eq!(on("出生日の13日後"), Some(day(2026, 4, 14)));
    /// assert_eq!(on("就学の年4月1日"), Some(day(2032, 4, 1)));
    /// assert_eq!(on("就学の3年前4月1日"), Some(day(2029, 4, 1)));
    /// assert_eq!(on("12歳の年度はじめ"), Some(day(2037, 4, 1)));
    /// ```
    pub fn read(text: &str) -> Option<Moment> {
        let text: String = narrow(text).chars().filter(|c| !c.is_whitespace()).collect();
        let text = text.replace(['ヵ', 'ヶ', 'カ', 'ケ', '箇'], "か");
        let (text, shift) = shift(&text)?;
        Some(Moment { base: base(text)?, shift })
    }

    /// The day; `None` where what it counts from is not known. For a yearly day see [`Moment::on_or_after`].
    pub fn on(&self, anchors: Anchors) -> Option<Date> {
        let day = match self.base {
            Base::Gestation(days) => anchors.due?.checked_add_signed(Duration::days(days - TERM_DAYS))?,
            Base::Due => anchors.due?,
            Base::Birth => anchors.born?,
            Base::Age(months) => anniversary(anchors.born?, months)?,
            Base::FiscalStart(months) => fiscal_year_start(reached(anchors.born?, months)?),
            Base::FiscalEnd(months) => {
                let start = fiscal_year_start(reached(anchors.born?, months)?);
                Date::from_ymd_opt(start.year() + 1, 3, 31)?
            }
            Base::School { years_before, month, day } => {
                Date::from_ymd_opt(school_entry(anchors.born?)?.year() - years_before, month, day)?
            }
            Base::Yearly { .. } => return None,
        };
        day.checked_add_signed(Duration::days(self.shift))
    }

    /// Comes round every year.
    pub fn yearly(&self) -> bool {
        matches!(self.base, Base::Yearly { .. })
    }

    /// The first day of a yearly moment on or after another day; any other moment's own day.
    pub fn on_or_after(&self, anchors: Anchors, earliest: Date) -> Option<Date> {
        let Base::Yearly { month, day } = self.base else { return self.on(anchors) };
        (earliest.year()..=earliest.year() + 1)
            .filter_map(|year| Date::from_ymd_opt(year, month, day)?.checked_add_signed(Duration::days(self.shift)))
            .find(|date| *date >= earliest)
    }
}

/// Takes 「の前日」「の42日前」「の13日後」「の3週間前」 off the end.
fn shift(text: &str) -> Option<(&str, i64)> {
    if let Some(rest) = text.strip_suffix("の前日") {
        return Some((rest, -1));
    }
    for (word, sign) in [("前", -1), ("後", 1)] {
        let Some(rest) = text.strip_suffix(word) else { continue };
        let Some((rest, count)) = rest.rsplit_once('の') else { continue };
        let days = match count.strip_suffix("日") {
            Some(days) => days.parse::<i64>().ok()?,
            None => count.strip_suffix("週間")?.parse::<i64>().ok()?.checked_mul(7)?,
        };
        return (0..100_000).contains(&days).then(|| (rest, sign * days));
    }
    Some((text, 0))
}

fn base(text: &str) -> Option<Base> {
    match text {
        "予定日" | "出産予定日" => return Some(Base::Due),
        "出生日" | "出生" | "誕生日" => return Some(Base::Birth),
        _ => {}
    }
    if let Some(rest) = text.strip_prefix("妊娠") {
        let days = weeks(rest)?;
        return (days <= 44 * 7).then_some(Base::Gestation(days));
    }
    if let Some(rest) = text.strip_prefix("就学の") {
        let (years_before, rest) = school_years(rest)?;
        let (month, day) = month_day(rest)?;
        return Some(Base::School { years_before, month, day });
    }
    if let Some(age) = text.strip_suffix("の年度はじめ") {
        return age_months(age).map(Base::FiscalStart);
    }
    if let Some(age) = text.strip_suffix("の年度おわり") {
        return age_months(age).map(Base::FiscalEnd);
    }
    if let Some(months) = age_months(text) {
        return Some(Base::Age(months));
    }
    let (month, day) = month_day(text)?;
    Some(Base::Yearly { month, day })
}

/// 「年」「前年」「前々年」「3年前」「6年後」 of entry into school, and what follows.
fn school_years(text: &str) -> Option<(i32, &str)> {
    for (word, years) in [("前々年", 2), ("前年", 1), ("年", 0)] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((years, rest));
        }
    }
    let (count, rest) = text.split_once('年')?;
    let years = count.parse::<i32>().ok().filter(|n| (1..=20).contains(n))?;
    match rest.strip_prefix('前') {
        Some(rest) => Some((years, rest)),
        None => rest.strip_prefix('後').map(|rest| (-years, rest)),
    }
}

/// 「28週」「28週0日」, in days.
fn weeks(text: &str) -> Option<i64> {
    let (weeks, days) = text.split_once('週')?;
    let days = match days {
        "" => 0,
        days => days.strip_suffix('日')?.parse::<i64>().ok().filter(|d| (0..7).contains(d))?,
    };
    Some(weeks.parse::<i64>().ok().filter(|w| (0..=100).contains(w))? * 7 + days)
}

/// 「生後2か月」「1歳」「1歳6か月」, in months.
fn age_months(text: &str) -> Option<u32> {
    let text = text.strip_prefix("生後").unwrap_or(text);
    let text = text.strip_prefix("満").unwrap_or(text);
    let (years, rest) = match text.split_once('歳') {
        Some((years, rest)) => (years.parse::<u32>().ok()?, rest),
        None => (0, text),
    };
    let months = match rest {
        "" if text.contains('歳') => 0,
        rest => rest.strip_suffix("か月")?.parse::<u32>().ok()?,
    };
    let all = years.checked_mul(12)?.checked_add(months)?;
    (all <= 12 * 120).then_some(all)
}

fn month_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('月')?;
    let (month, day) = (month.parse().ok()?, day.strip_suffix('日')?.parse().ok()?);
    // 29 February would be missing in most years.
    Date::from_ymd_opt(2027, month, day).map(|_| (month, day))
}

/// A length of time between two acts: 「27日」「6か月」, as the vaccination rules say 「…以上の間隔をおいて」.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    Days(u32),
    Months(u32),
}

impl Gap {
    /// ```
    /// use tsunagi::family::moment::Gap;
    /// assert_eq!(Gap::read("27日"), Some(Gap::Days(27)));
    /// assert_eq!(Gap::read("6か月"), Some(Gap::Months(6)));
    /// ```
    pub fn read(text: &str) -> Option<Gap> {
        if let Some(days) = text.strip_suffix('日') {
            return days.parse().ok().map(Gap::Days);
        }
        text.strip_suffix("か月")?.parse().ok().map(Gap::Months)
    }

    /// The first day that keeps this gap after another day. 「27日以上の間隔をおいて」 leaves 27 whole days between:
    /// it is the 28th day after. Months run to the same day of the month; where it has none, to the first of the next.
    pub fn after(self, day: Date) -> Option<Date> {
        match self {
            Gap::Days(days) => day.checked_add_days(Days::new(u64::from(days) + 1)),
            Gap::Months(months) => anniversary(day, months),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).expect("a day of the calendar")
    }

    #[test]
    fn pregnancy_counts_from_the_due_date() {
        let due = Anchors { due: Some(day(2026, 4, 23)), born: None };
        let on = |text: &str| Moment::read(text).and_then(|m| m.on(due));
        // RSウイルス母子免疫ワクチン, as municipal notices work it out (函館市, 蟹江町).
        assert_eq!(on("妊娠28週0日"), Some(day(2026, 1, 29)));
        assert_eq!(on("妊娠36週6日"), Some(day(2026, 4, 1)));
        // 産前休業: six weeks, fourteen with several children (労働基準法65条).
        assert_eq!(on("予定日の41日前"), Some(day(2026, 3, 13)));
        assert_eq!(on("予定日の97日前"), Some(day(2026, 1, 16)));
        assert_eq!(on("生後2か月"), None);
    }

    #[test]
    fn yearly_days_come_round() {
        let autumn = Moment::read("10月1日").expect("a moment");
        assert!(autumn.yearly());
        assert_eq!(autumn.on_or_after(Anchors::default(), day(2026, 10, 1)), Some(day(2026, 10, 1)));
        assert_eq!(autumn.on_or_after(Anchors::default(), day(2026, 10, 2)), Some(day(2027, 10, 1)));
    }

    #[test]
    fn what_is_no_moment_is_told_apart() {
        for text in [
            "",
            "春ごろ",
            "妊娠",
            "妊娠28",
            "妊娠28週9日",
            "2月29日",
            "13月1日",
            "歳",
            "就学の年",
            "99999999999か月",
            "出生日の後",
            "出生日の999999999日後",
        ] {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }

    #[test]
    fn gaps_leave_whole_days_between() {
        // Four weeks later, on the same weekday.
        assert_eq!(Gap::Days(27).after(day(2026, 6, 1)), Some(day(2026, 6, 29)));
        assert_eq!(Gap::Months(6).after(day(2026, 4, 1)), Some(day(2026, 10, 1)));
        assert_eq!(Gap::Months(6).after(day(2026, 8, 31)), Some(day(2027, 3, 1)));
    }
}
