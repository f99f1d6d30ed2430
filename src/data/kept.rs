//! Lists that came from a copy kept on the phone, and how old that is: what a page shows is never passed off as new.

use crate::calendar::{Date, TimeOfDay};

/// After how many days a kept list may well have changed: a week of events has passed by then.
const OLD: i64 = 7;

/// From when the lists of a page are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Of this very day.
    Today(TimeOfDay),
    /// Of an earlier one; `old` where they may well have changed since.
    Day { date: Date, old: bool },
    /// The copy does not say, or says a moment that has yet to come.
    Unknown,
}

/// How old the lists of a page are, by the moments at which its kept copies came: `None` for one that does not say. Nothing
/// where all of them came from the server just now.
///
/// A page shows them together, so that the oldest counts. Moments are days and minutes in Japan.
///
/// ```
/// use tsunagi::calendar::Date;
/// use tsunagi::data::kept::{Kept, age};
/// let day = |d| Date::from_ymd_opt(2026, 11, d).unwrap();
/// let now = (day(22), 600);
/// assert_eq!(age(&[], now), None);
/// assert_eq!(age(&[Some((day(22), 555)), Some((day(20), 0))], now), Some(Kept::Day { date: day(20), old: false }));
/// ```
pub fn age(kept: &[Option<(Date, u16)>], now: (Date, u16)) -> Option<Kept> {
    let oldest = kept.iter().copied().reduce(|a, b| Some(a?.min(b?)))?;
    Some(match oldest {
        Some(moment) if moment <= now => {
            let (date, minute) = moment;
            let today = TimeOfDay::from_minutes(minute).filter(|_| date == now.0).map(Kept::Today);
            today.unwrap_or(Kept::Day { date, old: (now.0 - date).num_days() >= OLD })
        }
        _ => Kept::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: u32, minute: u16) -> Option<(Date, u16)> {
        Some((Date::from_ymd_opt(2026, 11, day)?, minute))
    }

    const NOW: u32 = 22;

    fn told(kept: &[Option<(Date, u16)>]) -> Option<Kept> {
        age(kept, on(NOW, 600)?)
    }

    #[test]
    fn what_came_from_the_server_says_nothing() {
        assert_eq!(told(&[]), None);
    }

    #[test]
    fn the_oldest_of_several_counts() {
        let date = Date::from_ymd_opt(2026, 11, 20).unwrap_or_default();
        assert_eq!(told(&[on(22, 555), on(20, 1439), on(21, 0)]), Some(Kept::Day { date, old: false }));
        assert_eq!(told(&[on(22, 555), on(22, 554)]), TimeOfDay::from_minutes(554).map(Kept::Today));
    }

    #[test]
    fn a_week_is_old() {
        for (day, old) in [(16, false), (15, true), (1, true)] {
            let date = Date::from_ymd_opt(2026, 11, day).unwrap_or_default();
            assert_eq!(told(&[on(day, 0)]), Some(Kept::Day { date, old }));
        }
    }

    #[test]
    fn no_moment_is_made_up() {
        assert_eq!(told(&[None]), Some(Kept::Unknown));
        assert_eq!(told(&[on(20, 0), None]), Some(Kept::Unknown));
        // A phone whose clock is behind.
        assert_eq!(told(&[on(23, 0)]), Some(Kept::Unknown));
        assert_eq!(told(&[on(22, 601)]), Some(Kept::Unknown));
    }
}
