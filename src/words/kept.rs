//! Sentences about lists that came from a copy on the phone.

use super::{Word, Words, format};
use crate::calendar::Date;
use crate::data::kept::Kept;

/// From when the lists are, and what to make of it: 「…11月20日（金）に保存したデータを表示しています。」
///
/// ```
/// use tsunagi::{calendar::Date, data::kept::Kept, words::{Words, kept}};
/// let day = |d| Date::from_ymd_opt(2026, 11, d).unwrap();
/// let said = kept::said(&Words::japanese(), Kept::Day { date: day(20), old: false }, day(22));
/// assert!(said.ends_with("11月20日（金）に保存したデータを表示しています。"), "{said}");
/// ```
pub fn said(words: &Words, kept: Kept, today: Date) -> String {
    match kept {
        Kept::Today(time) => words.fill(Word::KeptToday, &[("time", &format::time(words, time))]),
        Kept::Unknown => words.text(Word::KeptUnknown).to_owned(),
        Kept::Day { date, old } => {
            let on = words.fill(Word::KeptDay, &[("date", &format::date(words, date, today))]);
            if old { [&on, words.text(Word::MarkSentence), words.text(Word::KeptOld)].concat() } else { on }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_old_asks_to_be_confirmed() {
        let words = Words::japanese();
        let day = |day| Date::from_ymd_opt(2026, 11, day).unwrap_or_default();
        let on = |date, old| said(&words, Kept::Day { date, old }, day(22));
        let doubt = words.text(Word::KeptOld);
        assert!(on(day(1), true).ends_with(doubt) && !on(day(20), false).contains(doubt));
        assert!(on(Date::from_ymd_opt(2025, 12, 30).unwrap_or_default(), true).contains("2025年12月30日"));
        let time = crate::calendar::TimeOfDay::new(9, 5).map(Kept::Today);
        assert!(time.is_some_and(|kept| said(&words, kept, day(22)).contains("きょう9:05")));
    }
}
