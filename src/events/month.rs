//! A month as a sheet of weeks, Sunday first as calendars in Japan have it, and the ways about it by keyboard.

use crate::calendar::{Date, Weekday, iso};
use chrono::{Datelike, Days, Months};

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    first: Date,
}

/// A key that leads about a month's sheet (WAI-ARIA Authoring Practices, date grid).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Left,
    Right,
    Up,
    Down,
    /// The week's first and last day.
    Home,
    End,
    PageUp,
    PageDown,
}

impl Key {
    /// The key of a name in `KeyboardEvent.key`.
    pub fn of(name: &str) -> Option<Key> {
        Some(match name {
            "ArrowLeft" => Key::Left,
            "ArrowRight" => Key::Right,
            "ArrowUp" => Key::Up,
            "ArrowDown" => Key::Down,
            "Home" => Key::Home,
            "End" => Key::End,
            "PageUp" => Key::PageUp,
            "PageDown" => Key::PageDown,
            _ => return None,
        })
    }

    /// The day to which it leads; at the calendar's end it stays.
    pub fn from(self, day: Date) -> Date {
        let into = u64::from(day.weekday().num_days_from_sunday());
        let back = |days: u64| day.checked_sub_days(Days::new(days));
        let on = |days: u64| day.checked_add_days(Days::new(days));
        let to = match self {
            Key::Left => back(1),
            Key::Right => on(1),
            Key::Up => back(7),
            Key::Down => on(7),
            Key::Home => back(into),
            Key::End => on(6 - into),
            Key::PageUp => day.checked_sub_months(Months::new(1)),
            Key::PageDown => day.checked_add_months(Months::new(1)),
        };
        to.unwrap_or(day)
    }
}

impl Month {
    /// The days of a week as a sheet has them.
    pub const WEEK: [Weekday; 7] =
        [Weekday::Sun, Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat];

    /// The month of a day.
    pub fn of(day: Date) -> Month {
        Month { first: day.with_day(1).unwrap_or(day) }
    }

    /// `2026-12`, as addresses name it; years from 1900 to 2199.
    pub fn from_key(key: &str) -> Option<Month> {
        let first = iso(&format!("{key}-01"))?;
        (key.len() == 7 && (1900..2200).contains(&first.year())).then_some(Month { first })
    }

    pub fn key(self) -> String {
        format!("{:04}-{:02}", self.first.year(), self.first.month())
    }

    pub fn first(self) -> Date {
        self.first
    }

    pub fn last(self) -> Date {
        self.next().first.pred_opt().unwrap_or(self.first)
    }

    pub fn next(self) -> Month {
        Month { first: self.first.checked_add_months(Months::new(1)).unwrap_or(self.first) }
    }

    pub fn previous(self) -> Month {
        Month { first: self.first.checked_sub_months(Months::new(1)).unwrap_or(self.first) }
    }

    pub fn contains(self, day: Date) -> bool {
        Month::of(day) == self
    }

    /// Its weeks, whole: the first and the last have days of the months beside it.
    ///
    /// ```
    /// use tsunagi::{calendar::Date, events::Month};
    /// let weeks = Month::from_key("2026-11").unwrap().weeks();
    /// assert_eq!((weeks.len(), weeks[0][0].to_string()), (5, "2026-11-01".to_string()));
    /// ```
    pub fn weeks(self) -> Vec<[Date; 7]> {
        let sunday = Key::Home.from(self.first);
        let days: Vec<Date> = sunday.iter_days().take(42).collect();
        let weeks = days.chunks_exact(7).filter_map(|week| <[Date; 7]>::try_from(week).ok());
        weeks.take_while(|week| week[0] <= self.last()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_whole_and_keys_lead_about_it() {
        for key in ["2026-02", "2026-11", "2028-02", "2027-05", "2026-08"] {
            let month = Month::from_key(key).expect(key);
            let weeks = month.weeks();
            let days: Vec<Date> = weeks.iter().flatten().copied().filter(|day| month.contains(*day)).collect();
            assert_eq!(days.len() as u32, month.last().day(), "{key}");
            assert!(weeks.iter().all(|week| week[0].weekday() == chrono::Weekday::Sun), "{key}");
            assert!(
                month.contains(*weeks[0].last().expect("seven")) && month.contains(weeks[weeks.len() - 1][0]),
                "{key}"
            );
            assert_eq!((month.next().previous(), month.key().as_str()), (month, key));
        }
        let day = Date::from_ymd_opt(2026, 12, 31).expect("a day");
        let to = |key: &str| Key::of(key).map(|k| k.from(day).to_string()).unwrap_or_default();
        assert_eq!(
            [to("ArrowRight"), to("ArrowUp"), to("Home"), to("End"), to("PageDown"), to("PageUp"), to("x")],
            ["2027-01-01", "2026-12-24", "2026-12-27", "2027-01-02", "2027-01-31", "2026-11-30", ""]
        );
        for key in ["2026-13", "26-12", "あ", "", "2026-1", "9999-01", "2026-+1"] {
            assert_eq!(Month::from_key(key), None, "{key}");
        }
    }
}
