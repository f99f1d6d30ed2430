//! Children, ages and steps in the words of a language.

use super::{Word, Words, format};
use crate::calendar::Date;
use crate::directory::Group;
use crate::family::age::gestation;
use crate::family::record::{Child, Course, Family, Mark, MarkState, Pregnancy};
use crate::family::rules::StepKind;
use crate::family::timeline::{Next, Phase, Step};

/// An age as people say it: days in the first month, months in the first year, then years and months.
///
/// ```
/// use tsunagi::{calendar::Date, words::{Words, family::age}};
/// let day = |y, m, d| Date::from_ymd_opt(y, m, d).unwrap();
/// let said = |today| age(&Words::japanese(), day(2026, 4, 1), today);
/// assert_eq!(said(day(2026, 4, 13)), "生後12日");
/// assert_eq!(said(day(2026, 9, 1)), "生後5か月");
/// assert_eq!(said(day(2027, 7, 5)), "1歳3か月");
/// assert_eq!(said(day(2029, 4, 1)), "3歳");
/// ```
pub fn age(words: &Words, born: Date, today: Date) -> String {
    let months = crate::family::age::months_on(born, today);
    if months == 0 {
        let days = (today - born).num_days().max(0).to_string();
        return words.fill(Word::FamilyAgeDays, &[("days", &days)]);
    }
    age_of_months(words, months)
}

/// An age of full months.
pub fn age_of_months(words: &Words, months: u32) -> String {
    let (years, rest) = ((months / 12).to_string(), (months % 12).to_string());
    let word = match (months / 12, months % 12) {
        (0, _) => return words.fill(Word::FamilyAgeMonths, &[("months", &rest)]),
        // From seven on, nobody counts months.
        (7.., _) | (_, 0) => Word::FamilyAgeYears,
        _ => Word::FamilyAgeYearsMonths,
    };
    words.fill(word, &[("years", &years), ("months", &rest)])
}

/// What to call a child: its name, else the only one's or the n-th one's.
pub fn child_name(words: &Words, family: &Family, child: &Child) -> String {
    if !child.name.is_empty() {
        return child.name.clone();
    }
    match family.children.iter().position(|c| c.id == child.id) {
        Some(at) if family.children.len() > 1 => words.fill(Word::FamilyNameNth, &[("n", &(at + 1).to_string())]),
        _ => words.text(Word::FamilyNameChild).to_owned(),
    }
}

/// What to call the child of a pregnancy.
pub fn pregnancy_name(words: &Words, pregnancy: &Pregnancy) -> String {
    match (pregnancy.name.as_str(), pregnancy.count) {
        ("", 0 | 1) => words.text(Word::FamilyNameBaby).to_owned(),
        ("", _) => words.text(Word::FamilyNameBabies).to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// What to call whom a step is for.
pub fn subject_name(words: &Words, family: &Family, id: &str) -> String {
    match (family.child(id), family.pregnancy(id)) {
        (Some(child), _) => child_name(words, family, child),
        (_, Some(pregnancy)) => pregnancy_name(words, pregnancy),
        _ => String::new(),
    }
}

/// How old a child is; how far a pregnancy has come.
pub fn subject_age(words: &Words, family: &Family, id: &str, today: Date) -> String {
    match (family.child(id), family.pregnancy(id)) {
        (Some(child), _) => age(words, child.born, today),
        (_, Some(pregnancy)) => weeks(words, pregnancy.due, today),
        _ => String::new(),
    }
}

/// 「妊娠28週3日」
pub fn weeks(words: &Words, due: Date, today: Date) -> String {
    match gestation(due, today) {
        Some((weeks, days)) => {
            words.fill(Word::FamilyWeeks, &[("weeks", &weeks.to_string()), ("days", &days.to_string())])
        }
        None => String::new(),
    }
}

/// A step's name with its number: 「ロタウイルス（2回目）」.
pub fn step_name(words: &Words, step: &Step) -> String {
    match step.number {
        None => step.name.clone(),
        Some(number) => {
            // How many checkups there are is the clinic's to say; doses are counted.
            let word = if step.kind == StepKind::Vaccine { Word::StepTimes } else { Word::StepTimesAbout };
            words.fill(word, &[("name", &step.name), ("n", &number.to_string())])
        }
    }
}

/// The name of what comes next: several vaccinations of one day are one.
pub fn next_name(words: &Words, next: &Next) -> String {
    match next.steps.as_slice() {
        [step] => step_name(words, step),
        steps => {
            let names: Vec<String> = steps.iter().map(|s| step_name(words, s)).collect();
            words.fill(Word::StepVaccines, &[("names", &words.list(&names))])
        }
    }
}

/// The kind's name.
pub fn kind(words: &Words, kind: StepKind) -> &'static str {
    words.text(match kind {
        StepKind::Checkup => Word::StepCheckup,
        StepKind::Vaccine => Word::StepVaccine,
        StepKind::Application => Word::StepApplication,
        StepKind::Talk => Word::StepTalk,
        StepKind::Class => Word::StepClass,
        StepKind::Visit => Word::StepVisit,
        StepKind::Leave => Word::StepLeave,
        StepKind::Childcare => Word::StepChildcare,
        StepKind::School => Word::StepSchool,
        StepKind::Service => Word::StepService,
        StepKind::Belonging => Word::CardsTitle,
    })
}

/// A span of days: 「12月1日（火）〜1月31日（日）」, one day alone, or one open end.
pub fn span(words: &Words, from: Option<Date>, to: Option<Date>, today: Date) -> String {
    let say = |date: Date| format::date(words, date, today);
    match (from, to) {
        (Some(from), Some(to)) if from == to => say(from),
        (Some(from), Some(to)) => words.fill(Word::StepBetween, &[("from", &say(from)), ("to", &say(to))]),
        (Some(from), None) => words.fill(Word::StepFrom, &[("date", &say(from))]),
        (None, Some(to)) => words.fill(Word::StepUntil, &[("date", &say(to))]),
        (None, None) => String::new(),
    }
}

/// The one line that says when: the booked day, the deadline set by law, the usual days, else the possible ones.
pub fn when(words: &Words, step: &Step, today: Date) -> String {
    let say = |date: Date| format::date(words, date, today);
    match (step.mark.state, step.mark.on) {
        (Some(MarkState::Booked), Some(on)) => return words.fill(Word::StepBookedBadge, &[("date", &say(on))]),
        (Some(MarkState::Done), Some(on)) => return say(on),
        _ => {}
    }
    match step.to {
        Some(to) if step.legal => words.fill(Word::StepDeadlineLegal, &[("date", &say(to))]),
        // Once it is open, its end says more than its beginning: the end of the usual days while that is ahead.
        _ if step.phase(today) == Phase::Open && step.day().is_none_or(|day| day <= today) => {
            let end = step.aim_to.filter(|to| *to >= today).or(step.to);
            span(words, None, end, today)
        }
        _ if step.aim_from.is_some() || step.aim_to.is_some() => {
            span(words, step.aim_from.or(step.from), step.aim_to.or(step.to), today)
        }
        _ => span(words, step.from, step.to, today),
    }
}

/// Everything of the record, a line each.
pub fn all_of<S: AsRef<Step>>(words: &Words, family: &Family, steps: &[S]) -> Vec<String> {
    let mut lines = Vec::new();
    let joined = |parts: &[&str]| words.beside(parts);
    let day = |date: Option<Date>| date.map(|d| format::date_with_year(words, d)).unwrap_or_default();
    for pregnancy in &family.pregnancies {
        let due = words.fill(Word::FamilyDueOn, &[("date", &format::date_with_year(words, pregnancy.due))]);
        lines.push(joined(&[&pregnancy_name(words, pregnancy), &due]));
    }
    for child in &family.children {
        let born = words.fill(Word::FamilyBornOn, &[("date", &format::date_with_year(words, child.born))]);
        let due = child.due.map(|d| words.fill(Word::FamilyDueOn, &[("date", &format::date_with_year(words, d))]));
        let weight = child.weight.map(|w| format!("{w}g")).unwrap_or_default();
        lines.push(joined(&[&child_name(words, family, child), &born, &due.unwrap_or_default(), &weight]));
    }
    for (key, mark) in &family.marks {
        // A rule that is no longer in force leaves its key to stand for it.
        let step = steps.iter().map(AsRef::as_ref).find(|s| s.key == *key);
        let name = step.map_or(key.clone(), |s| step_name(words, s));
        let whose = step.map(|s| subject_name(words, family, &s.subject)).unwrap_or_default();
        lines.push(joined(&[&name, &whose, badge(words, mark).unwrap_or_default(), &day(mark.on), &mark.note]));
    }
    for visit in &family.visits {
        lines.push(joined(&[&day(Some(visit.on)), &visit.title, &visit.note, &visit.next]));
    }
    for voucher in &family.vouchers {
        let left = [("left", voucher.left().to_string()), ("total", voucher.total.to_string())];
        let left: Vec<(&str, &str)> = left.iter().map(|(k, v)| (*k, v.as_str())).collect();
        lines.push(joined(&[&voucher.name, &words.fill(Word::CardsLeft, &left), &day(voucher.until), &voucher.note]));
    }
    for registration in &family.registrations {
        let (since, until) = (day(registration.since), day(registration.until));
        lines.push(joined(&[&registration.name, &registration.number, &since, &until, &registration.note]));
    }
    for kept in &family.kept {
        let word = if kept.hub { Word::HubTitle } else { Word::HubWants };
        lines.push(joined(&[words.text(word), &kept.name, &day(kept.since)]));
    }
    for plan in &family.plans {
        lines.push(joined(&[&plan.name, &plan.whose, &day(plan.made)]));
    }
    let home = &family.household;
    if !home.district.is_empty() || !home.note.is_empty() {
        lines.push(joined(&[&home.district, &home.note]));
    }
    lines
}

/// What one can say at a first call to a place, a sentence each, from what the record knows; nothing that has to be said.
pub fn first_call(words: &Words, family: &Family, group: Group, today: Date) -> Vec<String> {
    let mut said = vec![words.text(Word::CallFirst).to_owned()];
    let ages: Vec<String> = family.children.iter().filter(|c| !c.away).map(|c| age(words, c.born, today)).collect();
    if !ages.is_empty() {
        said.push(words.fill(Word::CallChildren, &[("ages", &ages.join(words.text(Word::CallAnd)))]));
    }
    let expecting = family.pregnancies.iter().find(|p| p.course == Course::Expecting);
    if let Some(weeks) = expecting.map(|p| weeks(words, p.due, today)).filter(|w| !w.is_empty()) {
        said.push(words.fill(Word::CallExpecting, &[("weeks", &weeks)]));
    }
    if !family.household.district.is_empty() {
        said.push(words.fill(Word::CallDistrict, &[("district", &family.household.district)]));
    }
    let ask = match group {
        Group::Ask | Group::Growth => Word::CallAsk,
        Group::Play => Word::CallPlay,
        Group::Care | Group::School => Word::CallCare,
        _ => Word::CallOther,
    };
    said.push(words.text(ask).to_owned());
    said
}

/// The badge of a mark.
pub fn badge(words: &Words, mark: &Mark) -> Option<&'static str> {
    let word = match mark.state? {
        MarkState::Done => Word::StepDoneBadge,
        MarkState::Booked => Word::StepBooked,
        MarkState::NotForUs => Word::StepSkipBadge,
        MarkState::Ask => Word::StepAskBadge,
    };
    Some(words.text(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_call_says_what_the_record_knows_and_no_more() {
        let words = Words::japanese();
        let day = |y, m, d| Date::from_ymd_opt(y, m, d).expect("a day");
        let mut family = Family::default();
        let said = |family: &Family| first_call(&words, family, Group::Play, day(2026, 11, 21)).concat();
        assert_eq!(said(&family), "はじめてお電話します。一度行ってみたいのですが、はじめてでも大丈夫ですか。");
        let child = |born| Child {
            id: "c".into(),
            name: "はる".into(),
            born,
            due: None,
            weight: None,
            pregnancy: None,
            away: false,
        };
        family.children = vec![child(day(2026, 3, 10)), child(day(2023, 4, 1))];
        family.household.district = "浜手".into();
        let text = said(&family);
        assert!(text.contains("生後8か月と3歳7か月の子どもがいます。浜手に住んでいます。"), "{text}");
        // Names are nobody's but the family's.
        assert!(!text.contains("はる"));
    }
}
