//! Opening hours, from the standard's four columns. The text as written always stays beside what was read of it.

use super::Date;
use super::holiday::is_holiday;
use super::note::read_note;
use super::scan::{Cursor, plain};
use super::time::{TimeRange, parse_time, read_ranges, read_time};
use super::weekday::{Weekday, Weekdays, in_week, parse_weekdays};
use chrono::{Datelike, Days};
use serde::{Deserialize, Serialize};

/// Opening hours as far as they are certain, and the note as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// The days on which it opens; empty when no column says.
    pub days: Weekdays,
    /// Weeks of the month (−1: the last); empty: every week.
    pub nth: Vec<i8>,
    /// The usual hours of a day, in order: several where it closes in between.
    pub usual: Vec<TimeRange>,
    /// What holds on some days instead.
    pub exceptions: Vec<Exception>,
    /// 祝日 closed, where it says so.
    pub closed_on_holidays: bool,
    /// 「月曜休館（祝日の場合は翌日）」: a weekly closing that falls on a holiday moves to the next day that is none.
    pub closing_moves: bool,
    /// 「祝日の翌日は休館」
    pub closed_after_holidays: bool,
    /// 利用可能日時特記事項 as written.
    pub note: String,
}

/// Some days, and what holds on them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    pub when: When,
    pub what: What,
}

/// Which days are meant: weekdays (of some weeks of the month), or days of the year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    pub days: Weekdays,
    /// Weeks of the month, as in [`Hours::nth`]; they count for `days` alone.
    pub nth: Vec<i8>,
    pub dates: Vec<Period>,
}

/// What holds on the days of an [`Exception`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    Closed,
    /// Hours in place of the usual ones: 「土曜は9:00～12:00」.
    Instead(Vec<TimeRange>),
    /// Hours beside the usual ones, or on a day that is none of the usual: 「第2土曜の9:00～12:00も開いています」.
    Also(Vec<TimeRange>),
}

/// From a month and day to another, both included, over the end of the year too; of every year, or of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub from: (u32, u32),
    pub to: (u32, u32),
    /// The year in which it begins; every year where none is named.
    pub year: Option<i32>,
}

impl Period {
    pub fn contains(&self, date: Date) -> bool {
        let day = (date.month(), date.day());
        let over_new_year = self.from > self.to;
        let within =
            if over_new_year { day >= self.from || day <= self.to } else { (self.from..=self.to).contains(&day) };
        let begins = if over_new_year && day <= self.to { date.year() - 1 } else { date.year() };
        within && self.year.is_none_or(|year| year == begins)
    }
}

impl When {
    /// A weekday of every week; 祝日 only where it is named.
    fn names(&self, date: Date, weekday: Weekday) -> bool {
        self.days.contains(weekday) && (self.nth.is_empty() || in_week(&self.nth, date))
    }

    fn has_date(&self, date: Date) -> bool {
        self.dates.iter().any(|period| period.contains(date))
    }
}

/// A day of the calendar with what hours ask of it, computed once for thousands of places.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    pub date: Date,
    weekday: Weekday,
    holiday: bool,
}

impl Day {
    pub fn of(date: Date) -> Day {
        Day { date, weekday: Weekday::of(date), holiday: is_holiday(date) }
    }
}

/// Which of the columns was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursColumn {
    Days,
    Open,
    Close,
}

/// One line of a week's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekRow {
    /// Weeks of the month; empty: every week.
    pub nth: Vec<i8>,
    pub days: Vec<Weekday>,
    /// Empty where the hours of these days are not known.
    pub ranges: Vec<TimeRange>,
}

impl Hours {
    /// Reads the columns 利用可能曜日, 開始時間, 終了時間 and 利用可能日時特記事項.
    ///
    /// Gives the columns that were not understood beside: their text has to be shown as it is.
    ///
    /// ```
    /// use tsunagi::calendar::{Hours, Weekday};
    /// let (hours, _) = Hours::from_columns("月～土", "9:00～12:00、13:00～17:00", "", "土曜は9:00～12:00");
    /// assert_eq!(hours.on(Weekday::Mon).map(|ranges| ranges.len()), Some(2));
    /// assert_eq!(hours.on(Weekday::Sat).map(|ranges| ranges.len()), Some(1));
    /// assert_eq!(hours.on(Weekday::Sun), None);
    /// ```
    pub fn from_columns(days: &str, open: &str, close: &str, note: &str) -> (Hours, Vec<HoursColumn>) {
        let mut hours = Hours { note: note.trim().to_owned(), ..Hours::default() };
        let mut unclear = Vec::new();
        if !days.trim().is_empty() {
            match parse_weekdays(days) {
                Some(read) => {
                    hours.days = read.days;
                    hours.nth = read.nth;
                    hours.closed_on_holidays = read.holidays_excluded;
                    if read.new_year_excluded {
                        hours.exceptions.push(NEW_YEAR.closed());
                    }
                    for (nth, days) in read.except_nth {
                        let when = When { days, nth, ..When::default() };
                        hours.exceptions.push(Exception { when, what: What::Closed });
                    }
                }
                None => unclear.push(HoursColumn::Days),
            }
        }
        match (open.trim(), close.trim()) {
            ("", "") => {}
            // Whole ranges in one cell.
            (ranges, "") | ("", ranges) if all_ranges(ranges).is_some() => {
                hours.usual = all_ranges(ranges).unwrap_or_default();
            }
            (open, close) => match pairs(open, close) {
                Some(ranges) => hours.usual = ranges,
                None => {
                    let (open, close) = (parse_time(open), parse_time(close));
                    if open.is_none() || close.is_some() {
                        unclear.push(HoursColumn::Open);
                    }
                    if close.is_none() || open.is_some() {
                        unclear.push(HoursColumn::Close);
                    }
                }
            },
        }
        read_note(&mut hours);
        (hours, unclear)
    }

    /// The hours of one day of an ordinary week: `None` when it does not open then; no range where the hours are not known.
    pub fn on(&self, day: Weekday) -> Option<Vec<TimeRange>> {
        let of = |e: &&Exception| e.when.days.contains(day) && e.when.nth.is_empty();
        let closed = |e: &Exception| e.what == What::Closed;
        if !self.days.contains(day) || self.exceptions.iter().filter(of).any(closed) {
            return self.added(|e| of(&e));
        }
        let instead = self.exceptions.iter().filter(of).find_map(|e| match &e.what {
            What::Instead(ranges) => Some(ranges.clone()),
            _ => None,
        });
        let mut ranges = instead.unwrap_or_else(|| self.usual.clone());
        ranges.extend(self.added(|e| of(&e)).unwrap_or_default());
        Some(joined(ranges))
    }

    fn added(&self, of: impl Fn(&Exception) -> bool) -> Option<Vec<TimeRange>> {
        let mut all: Option<Vec<TimeRange>> = None;
        for exception in self.exceptions.iter().filter(|e| of(e)) {
            if let What::Also(ranges) = &exception.what {
                all.get_or_insert_default().extend(ranges);
            }
        }
        all.map(joined)
    }

    /// The hours of one day of the calendar; `None` where it is closed on it. Holidays, weeks of the month, closed
    /// periods and days count; no range on a day on which it opens at hours that the list does not say.
    pub fn on_date(&self, date: Date) -> Option<Vec<TimeRange>> {
        self.on_day(&Day::of(date))
    }

    /// [`Hours::on_date`] of a day that is known already.
    pub fn on_day(&self, day: &Day) -> Option<Vec<TimeRange>> {
        let &Day { date, weekday, holiday } = day;
        let named = |e: &Exception| e.when.names(date, weekday) || (holiday && e.when.days.contains(Weekday::Holiday));
        // What is named with its day stands even where the rest of the place is closed.
        let on_purpose = self.added(|e| e.when.has_date(date) || (holiday && e.when.days.contains(Weekday::Holiday)));
        let closed = |e: &Exception| e.what == What::Closed;
        if self.exceptions.iter().any(|e| closed(e) && e.when.has_date(date)) {
            return on_purpose;
        }
        let opens_on_holidays = self.days.contains(Weekday::Holiday);
        if holiday && self.closed_on_holidays {
            return on_purpose;
        }
        if self.closed_after_holidays && !holiday && date.pred_opt().is_some_and(is_holiday) {
            return on_purpose;
        }
        if self.closing_moves && self.moved_here(date) {
            return on_purpose;
        }
        let shut = self.exceptions.iter().any(|e| closed(e) && e.when.names(date, weekday));
        let shut = shut && !(holiday && self.closing_moves);
        let weekly = (self.days.contains(weekday) || (holiday && (opens_on_holidays || self.closing_moves)))
            && (self.nth.is_empty() || in_week(&self.nth, date));
        if !weekly || shut {
            return self.added(|e| named(e) || e.when.has_date(date));
        }
        let instead = |e: &&Exception| match e.what {
            What::Instead(_) => named(e) || e.when.has_date(date),
            _ => false,
        };
        // A holiday's own hours come before those of its weekday.
        let of_holiday = |e: &&Exception| instead(e) && e.when.days.contains(Weekday::Holiday);
        let found = self.exceptions.iter().find(|e| holiday && of_holiday(e)).or(self.exceptions.iter().find(instead));
        let mut ranges = match found.map(|e| &e.what) {
            Some(What::Instead(ranges)) => ranges.clone(),
            _ => self.usual.clone(),
        };
        ranges.extend(self.added(|e| named(e) || e.when.has_date(date)).unwrap_or_default());
        Some(joined(ranges))
    }

    /// Whether a weekly closing has moved to this day from a holiday before it.
    fn moved_here(&self, date: Date) -> bool {
        if is_holiday(date) {
            return false;
        }
        let before = (1..=7).map_while(|n| date.checked_sub_days(Days::new(n)).filter(|day| is_holiday(*day)));
        let closed = |day: Date| {
            let weekday = Weekday::of(day);
            let by_note = self.exceptions.iter().any(|e| e.what == What::Closed && e.when.names(day, weekday));
            by_note || (!self.days.is_empty() && !self.days.contains(weekday))
        };
        before.into_iter().any(closed)
    }

    /// Whether it is open on a weekday of an ordinary week, in at least one week of the month; with `minute` (after
    /// midnight) also at that time. What the list does not say is not promised.
    pub fn open_in_week(&self, day: Weekday, minute: Option<u16>) -> bool {
        let extra = self.exceptions.iter().filter(|e| e.when.days.contains(day)).filter_map(|e| match &e.what {
            What::Also(ranges) => Some(ranges.clone()),
            _ => None,
        });
        self.on(day).into_iter().chain(extra).any(|ranges| match minute {
            None => true,
            Some(minute) => ranges.iter().any(|r| (r.open.minutes()..r.close.minutes()).contains(&minute)),
        })
    }

    /// Whether there is anything to show at all.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.usual.is_empty() && self.note.is_empty()
    }

    /// Runs of days with the same hours, in the order of the week: what a small table shows. Hours of some weeks of the
    /// month follow.
    pub fn week(&self) -> Vec<WeekRow> {
        let mut rows: Vec<WeekRow> = Vec::new();
        for day in Weekday::WEEK.into_iter().chain([Weekday::Holiday]) {
            let Some(ranges) = self.on(day) else { continue };
            match rows.iter_mut().find(|row| row.ranges == ranges) {
                Some(row) => row.days.push(day),
                None => rows.push(WeekRow { nth: self.nth.clone(), days: vec![day], ranges }),
            }
        }
        for exception in self.exceptions.iter().filter(|e| !e.when.nth.is_empty()) {
            if let What::Also(ranges) = &exception.what {
                let days = exception.when.days.iter().collect();
                rows.push(WeekRow { nth: exception.when.nth.clone(), days, ranges: ranges.clone() });
            }
        }
        rows
    }
}

/// 年末年始, where no days are named: the municipal offices' (地方自治法4条の2).
pub(super) const NEW_YEAR: Period = Period { from: (12, 29), to: (1, 3), year: None };

impl Period {
    pub(super) fn closed(self) -> Exception {
        Exception { when: When { dates: vec![self], ..When::default() }, what: What::Closed }
    }
}

/// Ranges in order, those that touch joined into one.
pub(super) fn joined(mut ranges: Vec<TimeRange>) -> Vec<TimeRange> {
    crate::order::by(&mut ranges, |a, b| (a.open, a.close).cmp(&(b.open, b.close)));
    let mut out: Vec<TimeRange> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.open <= last.close => last.close = last.close.max(range.close),
            _ => out.push(range),
        }
    }
    out
}

/// A cell that holds ranges and nothing else: 「9:00～12:00、13:00～16:00」「24時間」.
fn all_ranges(cell: &str) -> Option<Vec<TimeRange>> {
    let chars = plain(cell);
    let mut cursor = Cursor::new(&chars);
    let ranges = read_ranges(&mut cursor);
    (!ranges.is_empty() && cursor.done()).then_some(ranges)
}

/// 開始 and 終了, one time in each or as many in both: 「9:00・13:00」 and 「12:00・16:00」.
fn pairs(open: &str, close: &str) -> Option<Vec<TimeRange>> {
    let times = |cell: &str| -> Option<Vec<_>> {
        if let Some(time) = parse_time(cell) {
            return Some(vec![time]);
        }
        let chars = plain(cell);
        let mut cursor = Cursor::new(&chars);
        let mut all = Vec::new();
        while let Some(time) = read_time(&mut cursor) {
            all.push(time);
            cursor.eat("・");
        }
        (cursor.done() && !all.is_empty()).then_some(all)
    };
    let (open, close) = (times(open)?, times(close)?);
    let ranges: Vec<TimeRange> =
        open.iter().zip(&close).map(|(open, close)| TimeRange { open: *open, close: *close }).collect();
    let in_order = ranges.windows(2).all(|pair| pair[0].close <= pair[1].open);
    (open.len() == close.len() && in_order && ranges.iter().all(|r| r.open <= r.close)).then_some(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_text(hours: &Hours, day: Weekday) -> Option<String> {
        let ranges = hours.on(day)?;
        Some(ranges.iter().map(|r| format!("{}-{}", r.open, r.close)).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_real_note_gives_saturday_its_own_hours() {
        let (hours, unclear) = Hours::from_columns(
            "月火水木金土",
            "7:00",
            "19:00",
            "土曜日の開所時間は07：00から18：00休所日は日曜日及び祝日、12/29から1/3まで",
        );
        assert!(unclear.is_empty());
        assert_eq!(day_text(&hours, Weekday::Sat).as_deref(), Some("7:00-18:00"));
        assert_eq!(day_text(&hours, Weekday::Mon).as_deref(), Some("7:00-19:00"));
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
    fn several_ranges_in_one_cell_or_in_two() {
        for (open, close) in [
            ("9:00～12:00、13:00～16:00", ""),
            ("", "９時〜１２時／１３時〜１６時"),
            ("9:00、13:00", "12:00、16:00"),
            ("午前9時～正午、午後1時～午後4時", ""),
        ] {
            let (hours, unclear) = Hours::from_columns("月～金", open, close, "");
            assert!(unclear.is_empty(), "{open} {close}");
            assert_eq!(day_text(&hours, Weekday::Mon).as_deref(), Some("9:00-12:00 13:00-16:00"), "{open} {close}");
        }
        let (hours, _) = Hours::from_columns("毎日", "24時間", "", "");
        assert_eq!(day_text(&hours, Weekday::Sun).as_deref(), Some("0:00-24:00"));
        let (hours, _) = Hours::from_columns("毎日", "17:00～翌9:00", "", "");
        assert_eq!(day_text(&hours, Weekday::Sun).as_deref(), Some("17:00-33:00"));
    }

    #[test]
    fn open_on_a_weekday_at_an_hour() {
        let note = "第2・第4土曜日の9:00～12:00も開いています";
        let (hours, _) = Hours::from_columns("月～金", "9:00～12:00、13:00～17:00", "", note);
        let at = |day, hour: Option<u16>| hours.open_in_week(day, hour.map(|h| h * 60));
        assert!(at(Weekday::Mon, None) && at(Weekday::Mon, Some(13)) && at(Weekday::Sat, Some(9)));
        assert!(!at(Weekday::Mon, Some(12)) && !at(Weekday::Sat, Some(13)) && !at(Weekday::Sun, None));
        assert_eq!(hours.week().len(), 2);
        assert_eq!(hours.week()[1].nth, [2, 4]);
    }
}
