//! A week of opening hours, from the standard's four columns. The text as written always stays beside it.

use super::open::Closure;
use super::scan::{Cursor, plain};
use super::time::{TimeRange, parse_time, parse_time_range, read_range, read_time};
use super::weekday::{Weekday, Weekdays, parse_weekdays, read_weekdays};

/// Opening hours as far as they are certain, and the note as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// The days on which it opens; empty when no column says.
    pub days: Weekdays,
    /// Weeks of the month (−1: the last); empty: every week.
    pub nth: Vec<i8>,
    /// The usual hours.
    pub usual: Option<TimeRange>,
    /// Days with hours of their own, read from the note where it is certain.
    pub special: Vec<(Weekdays, TimeRange)>,
    /// 祝日 closed, where it says so.
    pub closed_on_holidays: bool,
    /// Weekdays that the note takes away: 「木曜日は休診」.
    pub closed_days: Weekdays,
    /// Midday and other breaks: 「12:00～15:00は休診」.
    pub breaks: Vec<TimeRange>,
    /// Closed periods of every year: 「12/29～1/3は休館」, 「年末年始」.
    pub closures: Vec<Closure>,
    /// 利用可能日時特記事項 as written.
    pub note: String,
}

/// Which of the columns was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursColumn {
    Days,
    Open,
    Close,
}

impl Hours {
    /// Reads the columns 利用可能曜日, 開始時間, 終了時間 and 利用可能日時特記事項.
    ///
    /// Gives the columns that were not understood beside: their text has to be shown as it is.
    pub fn from_columns(days: &str, open: &str, close: &str, note: &str) -> (Hours, Vec<HoursColumn>) {
        let mut hours = Hours { note: note.trim().to_owned(), ..Hours::default() };
        let mut unclear = Vec::new();
        if !days.trim().is_empty() {
            match parse_weekdays(days) {
                Some(read) => {
                    hours.days = read.days;
                    hours.nth = read.nth;
                    hours.closed_on_holidays = read.holidays_excluded;
                }
                None => unclear.push(HoursColumn::Days),
            }
        }
        let both = |text: &str| parse_time_range(text);
        match (open.trim(), close.trim()) {
            ("", "") => {}
            // The whole range in one cell.
            (range, "") | ("", range) if both(range).is_some() => hours.usual = both(range),
            (open, close) => match (parse_time(open), parse_time(close)) {
                (Some(open), Some(close)) if open <= close => hours.usual = Some(TimeRange { open, close }),
                (open, close) => {
                    if open.is_none() || close.is_some() {
                        unclear.push(HoursColumn::Open);
                    }
                    if close.is_none() || open.is_some() {
                        unclear.push(HoursColumn::Close);
                    }
                }
            },
        }
        hours.read_note();
        (hours, unclear)
    }

    /// Takes from the note only what leaves no doubt: one day's own hours, and closing on holidays.
    fn read_note(&mut self) {
        let chars = plain(&self.note);
        let mut at = 0;
        while at < chars.len() {
            let mut cursor = Cursor::new(&chars);
            cursor.at = at;
            if let Some((days, range)) = cursor.attempt(own_hours)
                && days.iter().any(|d| self.days.contains(d))
            {
                self.special.push((days, range));
            }
            at = cursor.at.max(at + 1);
        }
        let note: String = chars.iter().collect();
        note.split(['。', '。', '.']).for_each(|sentence| self.read_sentence(sentence));
        if note.contains("年末年始") && self.closures.is_empty() {
            self.closures.push(Closure { from: (12, 29), to: (1, 3) });
        }
    }

    /// One sentence of the note: what is closed, and holidays with an end of their own.
    fn read_sentence(&mut self, sentence: &str) {
        let chars: Vec<char> = sentence.chars().collect();
        // 「祝日は17:00まで」
        if let Some((_, rest)) = sentence.split_once("祝日は")
            && rest.starts_with(|c: char| c.is_ascii_digit())
        {
            let rest: Vec<char> = rest.chars().collect();
            let mut cursor = Cursor::new(&rest);
            if let (Some(close), Some(usual)) = (read_time(&mut cursor), self.usual)
                && cursor.eat("まで")
                && usual.open <= close
            {
                self.days = self.days.with(Weekday::Holiday);
                self.special.push((Weekdays::default().with(Weekday::Holiday), TimeRange { open: usual.open, close }));
            }
            return;
        }
        if !["休", "除く", "閉"].iter().any(|word| sentence.contains(word)) {
            return;
        }
        let next_day = sentence.contains("祝日の翌日") || sentence.contains("休日の翌日");
        let open = ["祝日も", "祝日は開", "祝日・第"].iter().any(|word| sentence.contains(word));
        self.closed_on_holidays |= sentence.contains('祝') && !open && !next_day;
        let mut at = 0;
        while at < chars.len() {
            let mut cursor = Cursor::new(&chars);
            cursor.at = at;
            if let Some(closure) = cursor.attempt(read_closure) {
                self.closures.push(closure);
            } else if let Some(range) = cursor.attempt(read_break) {
                self.breaks.push(range);
            }
            at = cursor.at.max(at + 1);
        }
        // 「木曜日・日曜日・祝日は休診」, from the beginning of the sentence: 「月末の木曜日」 is another thing.
        let mut cursor = Cursor::new(&chars);
        let days = cursor.attempt(|c| read_weekdays(c).filter(|found| found.nth.is_empty()));
        if let Some(found) = days
            && cursor.eat("は")
            && (cursor.eat("休") || cursor.eat("お休") || cursor.eat("閉") || cursor.eat("定休"))
        {
            // 「火曜日は休み。7月・8月は毎日」 holds for a part of the year only.
            if !self.note.contains("毎日") {
                self.closed_days = self.closed_days.union(found.days.without(Weekday::Holiday));
            }
        }
    }

    /// The hours of one weekday: `None` when it does not open then, or nothing is known.
    pub fn on(&self, day: Weekday) -> Option<TimeRange> {
        if !self.days.contains(day) {
            return None;
        }
        self.special.iter().find(|(days, _)| days.contains(day)).map(|(_, range)| *range).or(self.usual)
    }

    /// Whether there is anything to show at all.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.usual.is_none() && self.note.is_empty()
    }

    /// Runs of days with the same hours, in the order of the week: what a small table shows.
    pub fn week(&self) -> Vec<(Vec<Weekday>, Option<TimeRange>)> {
        let mut rows: Vec<(Vec<Weekday>, Option<TimeRange>)> = Vec::new();
        for day in self.days.iter() {
            let range = self.on(day);
            match rows.iter_mut().find(|(_, r)| *r == range) {
                Some((days, _)) => days.push(day),
                None => rows.push((vec![day], range)),
            }
        }
        rows
    }
}

/// 「土曜日の開所時間は07:00から18:00」「土曜は9:00-12:00」.
fn own_hours(cursor: &mut Cursor) -> Option<(Weekdays, TimeRange)> {
    let days = read_weekdays(cursor).filter(|found| found.nth.is_empty())?.days;
    cursor.eat_any(&["のみ", "の"]);
    cursor.eat_any(&["開所時間", "開館時間", "利用時間", "受付時間", "保育時間", "診療時間"]);
    cursor.eat_any(&["は", ":"]);
    Some((days, read_range(cursor)?))
}

/// 「12/29-1/3」「12月29日から1月3日」
fn read_closure(cursor: &mut Cursor) -> Option<Closure> {
    let from = read_month_day(cursor)?;
    if !cursor.eat_any(&["-", "から"]) {
        return None;
    }
    Some(Closure { from, to: read_month_day(cursor)? })
}

fn read_month_day(cursor: &mut Cursor) -> Option<(u32, u32)> {
    let (month, _) = cursor.number(2)?;
    // A slash has become a middle dot by then.
    if !cursor.eat_any(&["・", "月"]) {
        return None;
    }
    let (day, _) = cursor.number(2)?;
    cursor.eat("日");
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

/// 「12:00-13:00は昼休み」
fn read_break(cursor: &mut Cursor) -> Option<TimeRange> {
    let range = read_range(cursor)?;
    cursor.eat_any(&["は", "の間は"]);
    let closed = ["昼休", "お昼休", "休", "閉"].iter().any(|word| cursor.eat(word));
    closed.then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_real_note_gives_saturday_its_own_hours() {
        let (hours, unclear) = Hours::from_columns(
            "月火水木金土",
            "7:00",
            "19:00",
            "土曜日の開所時間は07：00から18：00休所日は日曜日及び祝日、12/29から1/3まで",
        );
        assert!(unclear.is_empty());
        assert_eq!(hours.on(Weekday::Sat).map(|r| r.close.to_string()).as_deref(), Some("18:00"));
        assert_eq!(hours.on(Weekday::Mon).map(|r| r.close.to_string()).as_deref(), Some("19:00"));
        assert_eq!(hours.on(Weekday::Sun), None);
        assert!(hours.closed_on_holidays);
        assert_eq!(hours.week().len(), 2);
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let (hours, unclear) = Hours::from_columns("不定期", "随時", "17:00", "お電話ください");
        assert_eq!(unclear, [HoursColumn::Days, HoursColumn::Open]);
        assert_eq!(hours.note, "お電話ください");
        let (_, unclear) = Hours::from_columns("月", "18:00", "9:00", "");
        assert_eq!(unclear, [HoursColumn::Open, HoursColumn::Close]);
    }

    #[test]
    fn a_range_in_one_cell() {
        let (hours, unclear) = Hours::from_columns("月～金", "9:00～17:00", "", "");
        assert!(unclear.is_empty());
        assert_eq!(hours.usual.map(|r| r.close.minutes()), Some(17 * 60));
    }
}
