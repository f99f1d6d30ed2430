//! Whether a place is open at an hour of a day, as far as its list says.

use super::hours::{Day, Hours, joined};
use super::{Date, TimeOfDay, TimeRange};
use chrono::Days;

/// How a place stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// Open until then.
    Open(TimeOfDay),
    /// Not yet, or in its midday break: it opens at this hour of the same day.
    OpensAt(TimeOfDay),
    /// Over for this day, or closed on it. The next day on which it opens within two weeks, and when.
    Closed(Option<(Date, Option<TimeOfDay>)>),
    /// The list does not say enough.
    Unknown,
}

/// How far ahead the next opening is looked for, in days.
const AHEAD: u64 = 14;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// A minute of a day in Japan, for asking many places whether they are open.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    today: Day,
    yesterday: Option<Day>,
    minute: u16,
}

impl Moment {
    /// A day, and minutes after its midnight.
    pub fn new(date: Date, minute: u16) -> Moment {
        Moment { today: Day::of(date), yesterday: date.pred_opt().map(Day::of), minute }
    }
}

impl Hours {
    /// Whether it is open, without looking for when it opens next.
    pub fn is_open(&self, moment: &Moment) -> bool {
        let within = |day: &Day, minute: u16| {
            let open = |r: &TimeRange| (r.open.minutes()..r.close.minutes()).contains(&minute);
            self.on_day(day).is_some_and(|ranges| ranges.iter().any(open))
        };
        let yesterday = moment.yesterday.as_ref();
        !self.days.is_empty()
            && (within(&moment.today, moment.minute) || yesterday.is_some_and(|day| within(day, moment.minute + DAY)))
    }

    /// How it stands on a day at a minute after midnight (Japan's).
    pub fn openness(&self, date: Date, minute: u16) -> Openness {
        if self.days.is_empty() {
            return Openness::Unknown;
        }
        // What began yesterday may last beyond midnight, or begin after it.
        let yesterday = date.pred_opt().and_then(|day| self.on_date(day)).unwrap_or_default();
        let here = |time: TimeOfDay| TimeOfDay::from_minutes(time.minutes().saturating_sub(DAY));
        let over = yesterday.iter().filter(|r| r.close.minutes() > DAY);
        let over = over.filter_map(|r| Some(TimeRange { open: here(r.open)?, close: here(r.close)? }));
        let later = || {
            let next = (1..=AHEAD).filter_map(|n| date.checked_add_days(Days::new(n)));
            let mut open = next.filter_map(|day| Some((day, self.on_date(day)?.first().map(|range| range.open))));
            Openness::Closed(open.next())
        };
        let today = self.on_date(date);
        let unsaid = today.as_ref().is_some_and(Vec::is_empty);
        let ranges = joined(over.chain(today.unwrap_or_default()).collect());
        let now = |time: TimeOfDay| time.minutes() <= minute;
        match ranges.iter().find(|r| !now(r.close)) {
            Some(range) if now(range.open) => Openness::Open(range.close),
            Some(range) => Openness::OpensAt(range.open),
            None if unsaid => Openness::Unknown,
            None => later(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike;

    fn day(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).expect("a day")
    }

    fn hours(days: &str, open: &str, close: &str, note: &str) -> Hours {
        Hours::from_columns(days, open, close, note).0
    }

    fn at(hours: &Hours, date: Date, time: &str) -> String {
        let minute = crate::calendar::parse_time(time).expect("a time").minutes();
        match hours.openness(date, minute) {
            Openness::Open(until) => format!("open until {until}"),
            Openness::OpensAt(time) => format!("opens at {time}"),
            Openness::Closed(Some((day, Some(time)))) => format!("next {}/{} {time}", day.month(), day.day()),
            Openness::Closed(Some((day, None))) => format!("next {}/{}", day.month(), day.day()),
            Openness::Closed(None) => "closed".into(),
            Openness::Unknown => "unknown".into(),
        }
    }

    #[test]
    fn an_ordinary_week() {
        let hours = hours("月～金", "9:30", "15:30", "祝日、12/29～1/3は休館");
        let friday = day(2026, 11, 20);
        assert_eq!(at(&hours, friday, "9:29"), "opens at 9:30");
        assert_eq!(at(&hours, friday, "9:30"), "open until 15:30");
        // The 23rd is 勤労感謝の日.
        assert_eq!(at(&hours, friday, "15:30"), "next 11/24 9:30");
        assert_eq!(at(&hours, day(2026, 12, 29), "10:00"), "next 1/4 9:30");
    }

    #[test]
    fn breaks_closed_days_and_weeks_of_the_month() {
        let clinic = hours("月～土", "9:00", "18:00", "12:00～15:00は休診。木曜日、日曜日、祝日は休診");
        let monday = day(2026, 11, 16);
        assert_eq!(at(&clinic, monday, "9:00"), "open until 12:00");
        assert_eq!(at(&clinic, monday, "13:00"), "opens at 15:00");
        assert_eq!(at(&clinic, monday, "16:00"), "open until 18:00");
        assert_eq!(at(&clinic, day(2026, 11, 19), "10:00"), "next 11/20 9:00");
        let monthly = hours("第2・第4水曜", "10:00", "12:00", "");
        assert_eq!(at(&monthly, day(2026, 11, 18), "10:00"), "next 11/25 10:00");
        assert_eq!(at(&monthly, day(2026, 11, 25), "11:00"), "open until 12:00");
    }

    #[test]
    fn a_holiday_with_hours_of_its_own_is_no_closed_one() {
        let hall = hours("月～日", "9:00", "18:00", "祝日は17:00まで。12/29～1/3は休館");
        assert!(!hall.closed_on_holidays);
        assert_eq!(at(&hall, day(2026, 11, 23), "10:00"), "open until 17:00");
        assert_eq!(at(&hall, day(2026, 11, 24), "10:00"), "open until 18:00");
        assert_eq!(at(&hall, day(2027, 1, 3), "10:00"), "next 1/4 9:00");
    }

    #[test]
    fn what_the_list_does_not_say_is_not_guessed() {
        assert_eq!(hours("", "9:00", "17:00", "").openness(day(2026, 11, 20), 600), Openness::Unknown);
        assert_eq!(hours("月～金", "", "", "").openness(day(2026, 11, 20), 600), Openness::Unknown);
        assert_eq!(Hours::default().openness(day(2026, 11, 20), 600), Openness::Unknown);
    }

    #[test]
    fn what_a_note_says_of_single_days() {
        // The 23rd of November 2026, a Monday, is a holiday; so are the 21st to the 23rd of September.
        let hall = hours("火～日", "9:00", "17:00", "月曜日（祝日の場合は翌日）は休館");
        assert_eq!(at(&hall, day(2026, 11, 23), "10:00"), "open until 17:00");
        assert_eq!(at(&hall, day(2026, 11, 24), "10:00"), "next 11/25 9:00");
        assert_eq!(at(&hall, day(2026, 11, 30), "10:00"), "next 12/1 9:00");
        let third = hours("毎日", "9:00", "17:00", "第3日曜日、8月13日～16日は休館");
        assert_eq!(at(&third, day(2026, 11, 15), "10:00"), "next 11/16 9:00");
        assert_eq!(at(&third, day(2026, 11, 22), "10:00"), "open until 17:00");
        assert_eq!(at(&third, day(2027, 8, 16), "10:00"), "next 8/17 9:00");
        let listed = hours("毎日", "9:00", "17:00", "休館日：月曜日・第3日曜日、年末年始");
        assert_eq!(at(&listed, day(2026, 11, 16), "10:00"), "next 11/17 9:00");
        assert_eq!(at(&listed, day(2026, 11, 15), "10:00"), "next 11/17 9:00");
        assert_eq!(at(&listed, day(2027, 1, 1), "10:00"), "next 1/5 9:00");
        let once = hours("毎日", "9:00", "17:00", "工事のため、2026年12月1日～10日は休館します");
        assert_eq!(at(&once, day(2026, 12, 5), "10:00"), "next 12/11 9:00");
        assert_eq!(at(&once, day(2027, 12, 5), "10:00"), "open until 17:00");
        let after = hours("毎日", "9:00", "17:00", "祝日の翌日は休館");
        assert_eq!(at(&after, day(2026, 11, 23), "10:00"), "open until 17:00");
        assert_eq!(at(&after, day(2026, 11, 24), "10:00"), "next 11/25 9:00");
    }

    #[test]
    fn hours_beside_the_usual_ones() {
        let office =
            hours("月～金", "8:30", "17:15", "第2・第4土曜日の9:00～12:00も開いています。祝日、12/29～1/3は休み");
        assert_eq!(at(&office, day(2026, 11, 14), "10:00"), "open until 12:00");
        assert_eq!(at(&office, day(2026, 11, 21), "10:00"), "next 11/24 8:30");
        let emergency = hours("毎日", "19:00", "23:00", "日曜・祝日・12/29～1/3は9:00～17:00も診療");
        for sunday in [day(2026, 11, 22), day(2026, 11, 23), day(2026, 12, 30)] {
            assert_eq!(at(&emergency, sunday, "10:00"), "open until 17:00");
            assert_eq!(at(&emergency, sunday, "20:00"), "open until 23:00");
        }
        assert_eq!(at(&emergency, day(2026, 11, 24), "10:00"), "opens at 19:00");
    }

    #[test]
    fn over_midnight() {
        let night = hours("金・土", "20:00～翌6:00", "", "");
        assert_eq!(at(&night, day(2026, 11, 20), "23:00"), "open until 30:00");
        assert_eq!(at(&night, day(2026, 11, 21), "5:59"), "open until 6:00");
        assert_eq!(at(&night, day(2026, 11, 21), "6:00"), "opens at 20:00");
        assert_eq!(at(&night, day(2026, 11, 22), "3:00"), "open until 6:00");
    }

    #[test]
    fn hours_for_some_weekdays_of_the_year_are_not_taken_for_all() {
        let club = hours(
            "月火水木金土",
            "",
            "",
            "平日：放課後～18：30（延長利用：19：00）\n土曜（学校休業日含む）：8：30～18：30\n学校休業日等の平日：8：00～18：30",
        );
        assert_eq!(at(&club, day(2026, 11, 20), "10:00"), "unknown");
        assert_eq!(at(&club, day(2026, 11, 21), "10:00"), "open until 18:30");
    }
}
