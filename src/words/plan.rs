//! The parts of a sheet in the words of a language.

use super::{Word, Words, format};
use crate::calendar::{Date, parse_date};
use crate::plan::difference::columns;
use crate::plan::form::{Field, FieldKind, Form};
use crate::plan::handover::merge::field_of;
use crate::plan::sheet::Outcome;
use crate::text::ruby::plain;
use crate::vault::entry::Entry;

/// When a goal is meant for.
pub fn by(words: &Words, by: &str) -> String {
    let word = match by {
        "now" => Word::PlanByNow,
        "1m" => Word::PlanByMonth,
        "3m" => Word::PlanByThree,
        "1y" => Word::PlanByYear,
        other => return other.to_owned(),
    };
    words.text(word).to_owned()
}

/// How a goal went.
pub fn outcome(words: &Words, outcome: Outcome) -> &'static str {
    words.text(match outcome {
        Outcome::Done => Word::PlanOutcomeDone,
        Outcome::Some => Word::PlanOutcomeSome,
        Outcome::NotYet => Word::PlanOutcomeNotYet,
        Outcome::Dropped => Word::PlanOutcomeDropped,
    })
}

/// The labels of the ticked choices; an id of a choice that is gone stands as it is.
pub fn choices(words: &Words, field: &Field, ids: &str) -> String {
    let label = |id: &str| field.choices.iter().find(|c| c.id == id).map_or(id.to_owned(), |c| plain(&c.label));
    words.list(&ids.split(';').filter(|id| !id.is_empty()).map(label).collect::<Vec<_>>())
}

/// A name as one says it of somebody else: 「山田さん」; as it is where it is said so already.
///
/// ```
/// use tsunagi::words::{Words, plan::named};
/// let said = |who| named(&Words::japanese(), who);
/// assert_eq!((said("保健師 山田"), said("佐藤さん"), said("田中先生")), ("保健師 山田さん".into(), "佐藤さん".into(), "田中先生".into()));
/// ```
pub fn named(words: &Words, who: &str) -> String {
    if words.text(Word::PlanHonorifics).split(' ').any(|ending| who.ends_with(ending)) {
        return who.to_owned();
    }
    words.fill(Word::PlanNamed, &[("who", who)])
}

/// From whom a voice is: 「山田さんから」.
pub fn from(words: &Words, who: &str) -> String {
    words.fill(Word::PlanVoice, &[("who", &named(words, who))])
}

/// Of which version something is that was said before: 「前回（2026年11月21日）」.
pub fn former(words: &Words, made: Option<Date>) -> String {
    let date = made.map(|d| format::date_with_year(words, d)).unwrap_or_default();
    words.fill(Word::PlanFormer, &[("date", &date)])
}

/// A day on a printed page; where there is none, the line to write one on. That is there once, as the page's language has it: in any
/// other words it is in which order its parts are written there.
///
/// ```
/// use tsunagi::{calendar::Date, words::{Words, plan::day_on_paper}};
/// let ja = Words::japanese();
/// assert_eq!(day_on_paper(&ja, &ja, Date::from_ymd_opt(2026, 11, 21)), "2026年11月21日");
/// assert_eq!(day_on_paper(&ja, &ja, None), "＿＿＿＿年＿＿月＿＿日");
/// ```
pub fn day_on_paper(words: &Words, page: &Words, day: Option<Date>) -> String {
    let line = page.text(Word::PlanPaperDate);
    match day {
        Some(day) => format::date_with_year(words, day),
        None if words.text(Word::PlanPaperDate) == line => line.to_owned(),
        None => order_of_day(page.text(Word::DateYearDay)),
    }
}

/// In which order a language writes a day, in the characters of Japanese: 「日・月・年」.
fn order_of_day(written: &str) -> String {
    let japanese = Words::japanese();
    // 「{year}年{month}月{day}日」: each name, and what is said after it.
    let names = japanese.text(Word::DateYearDay).split('{').filter_map(|part| part.split_once('}'));
    let mut parts: Vec<(Option<usize>, &str)> =
        names.map(|(name, said)| (written.find(&format!("{{{name}")), said)).collect();
    crate::order::by(&mut parts, |a, b| a.0.cmp(&b.0));
    parts.iter().map(|(_, said)| *said).collect::<Vec<_>>().join(japanese.text(Word::MarkDot))
}

/// To which question of its form an answer, an item, a voice or the day of the next talk belongs.
pub fn place(words: &Words, form: Option<&Form>, plan: &str, entry: &Entry) -> String {
    let name = field_of(plan, entry);
    let sections = form.map(|f| f.sections.as_slice()).unwrap_or_default();
    let field = |found: &dyn Fn(&Field) -> bool| sections.iter().flat_map(|s| &s.fields).find(|f| found(f));
    match entry.kind.as_str() {
        "plan" => match field(&|f| f.kind == FieldKind::Review) {
            Some(field) => plain(&field.label),
            None => words.text(Word::PlanReviewDay).to_owned(),
        },
        "voice" => {
            let title = sections.iter().find(|s| s.id == name).map_or(String::new(), |s| plain(&s.title));
            let who = entry.id.split_once('@').map_or("", |(_, who)| who);
            words.fill(Word::PlanVoiceAt, &[("who", &named(words, who)), ("part", &title)])
        }
        kind => match field(&|f| f.id == name) {
            None => words.text(Word::PlanPlaceUnknown).to_owned(),
            Some(field) if kind == "item" => plain(&field.label),
            Some(field) => {
                let voice = entry.id.split_once('@').map_or("", |(_, voice)| voice);
                let column = columns(field).into_iter().find(|(id, _)| *id == voice);
                plain(&column.map_or(field.label.clone(), |(_, label)| label))
            }
        },
    }
}

/// What it says, in one text; empty where there is nothing.
pub fn said(words: &Words, form: Option<&Form>, plan: &str, entry: Option<&Entry>) -> String {
    let Some(entry) = entry else { return String::new() };
    match entry.kind.as_str() {
        "plan" => parse_date(entry.get("review")).map(|d| format::date_with_year(words, d)).unwrap_or_default(),
        "item" => {
            let how = Outcome::read(entry.get("outcome")).map_or("", |o| outcome(words, o));
            let by = by(words, entry.get("by"));
            let parts = [entry.get("who"), entry.get("text"), &by, entry.get("phone"), how, entry.get("words")];
            words.beside(&parts)
        }
        "answer" => {
            let field = form.and_then(|f| f.field(field_of(plan, entry)));
            match field {
                Some(field) if matches!(field.kind, FieldKind::Checks | FieldKind::Faces) => {
                    choices(words, field, entry.get("text"))
                }
                _ => entry.get("text").to_owned(),
            }
        }
        _ => entry.get("text").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::read::read;

    #[cfg(feature = "press")]
    #[test]
    fn a_line_for_a_day_is_there_once_and_says_in_which_order_its_parts_go() {
        let beside = |tag| Words::of(tag).map(|page| day_on_paper(&Words::japanese(), &page, None));
        let order = Some("日・月・年".to_owned());
        assert_eq!(["en", "vi", "pt"].map(beside), [order.clone(), order.clone(), order]);
        // What is written alike in both is one line.
        let chinese = Words::of("zh").map(|page| page.text(Word::PlanPaperDate).to_owned());
        assert_eq!(beside("zh"), chinese);
        let day = Date::from_ymd_opt(2026, 11, 21);
        let english = Words::of("en").expect("there is English");
        assert_eq!(day_on_paper(&english, &english, day), "21 Nov 2026");
        assert_eq!(day_on_paper(&Words::japanese(), &english, day), "2026年11月21日");
        assert_eq!(former(&Words::japanese(), day), "前回（2026年11月21日）");
    }

    #[test]
    fn every_entry_says_where_it_stands_and_what() {
        let form = read(include_str!("../../forms/infant.toml")).0;
        let (words, form) = (Words::japanese(), form.as_ref());
        let at = |entry: &Entry| (place(&words, form, "s1", entry), said(&words, form, "s1", Some(entry)));
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let answer = Entry::new("answer", "s1.strengths@child").with("text", "絵本");
        assert_eq!(at(&answer), pair("できていること、よいところ（お子さん）", "絵本"));
        let ticks = Entry::new("answer", "s1.house").with("text", "cook;night;gone");
        assert_eq!(at(&ticks), pair("家事・育児", "料理がたいへん、夜、眠ってくれない、gone"));
        let item = Entry::new("item", "s1.i1").with("field", "goals").with("text", "散歩").with("by", "1m");
        assert_eq!(at(&item), pair("来月までに、3か月後に、1年後に", "散歩　来月まで"));
        let voice = Entry::new("voice", "s1.good@保健師").with("text", "よく笑いますね");
        assert_eq!(at(&voice), pair("できていること、よいところ：保健師さんの言葉", "よく笑いますね"));
        let plan = Entry::new("plan", "s1").with("review", "2027-02-21");
        assert_eq!(at(&plan), pair("つぎに話す日", "2027年2月21日"));
        let gone = Entry::new("answer", "s1.gone").with("text", "残る言葉");
        assert_eq!(at(&gone).1, "残る言葉");
    }
}
