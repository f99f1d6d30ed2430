//! The steps of one family: each rule and each dose laid over each pregnancy, birth and child.
//!
//! Pure: the same record, rules and day give the same steps. It informs and points to whom to ask; it never says that
//! something was missed.

use super::moment::{Anchors, Moment};
use super::record::{Child, Course, Family, Mark, MarkState, Pregnancy};
use super::rules::{About, Condition, Rule, StepKind};
use super::vaccines::{Given, Shot, shots};
use crate::calendar::Date;
use crate::order;
use chrono::{Datelike, Days, Months};

/// Below this weight at birth, in grams, 低体重児の届出 is due (母子保健法18条).
const LOW_WEIGHT: u32 = 2500;

/// How long before its last day a voucher or registration is looked at.
const DAYS_BEFORE_END: u64 = 30;

/// How far beyond the due date a pregnancy's own timeline looks.
const MONTHS_AFTER_BIRTH: u32 = 12;

/// One thing for one child or pregnancy.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The key of its mark: the subject's id, a point, the rule's.
    pub key: String,
    /// The id of the child or pregnancy.
    pub subject: String,
    /// The rule's id without the subject.
    pub rule: String,
    pub name: String,
    /// Which of several: the dose, the n-th checkup.
    pub number: Option<u32>,
    pub kind: StepKind,
    /// The first and the last day on which it is possible.
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// When it is usually done.
    pub aim_from: Option<Date>,
    pub aim_to: Option<Date>,
    /// The last day is set by law.
    pub legal: bool,
    /// Worked out from a due date for a child yet unborn.
    pub estimated: bool,
    /// Its days depend on a dose that has not been given, or whose day is not known.
    pub waits: bool,
    /// Not in the routine schedule (任意接種).
    pub optional: bool,
    pub text: String,
    pub ask: String,
    pub places: Vec<String>,
    pub words: Vec<String>,
    pub place_id: Option<String>,
    pub method: String,
    pub source: String,
    pub since: Option<Date>,
    /// From the city's own file.
    pub local: bool,
    pub mark: Mark,
}

/// Where a step stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    Done,
    NotForUs,
    /// Its first day is ahead.
    Ahead,
    /// It can be done now.
    Open,
    /// Its last day is behind.
    Past,
}

impl AsRef<Step> for Step {
    fn as_ref(&self) -> &Step {
        self
    }
}

impl Step {
    pub fn phase(&self, today: Date) -> Phase {
        match self.mark.state {
            Some(MarkState::Done) => return Phase::Done,
            Some(MarkState::NotForUs) => return Phase::NotForUs,
            // What is booked is ahead until its day has passed.
            Some(MarkState::Booked) if self.mark.on.is_some_and(|on| on >= today) => return Phase::Ahead,
            _ => {}
        }
        if self.from.is_some_and(|from| from > today) {
            Phase::Ahead
        } else if self.to.is_some_and(|to| to < today) {
            Phase::Past
        } else {
            Phase::Open
        }
    }

    /// The day under which it stands in a list.
    pub fn day(&self) -> Option<Date> {
        match self.mark.state {
            Some(MarkState::Booked | MarkState::Done) if self.mark.on.is_some() => self.mark.on,
            _ => self.aim_from.or(self.from),
        }
    }

    /// The day by which one would look at it: the booked day, the first usual day while that is ahead, else the end of
    /// the usual days, else the last day.
    pub fn look_by(&self, today: Date) -> Option<Date> {
        if let Some(MarkState::Booked) = self.mark.state
            && self.mark.on.is_some_and(|on| on >= today)
        {
            return self.mark.on;
        }
        let begin = self.aim_from.or(self.from).filter(|day| *day > today);
        begin.or(self.aim_to.filter(|day| *day >= today)).or(self.to)
    }
}

/// Every step of a family, by day.
pub fn steps(family: &Family, rules: &[Rule], today: Date) -> Vec<Step> {
    let mut steps = Vec::new();
    for pregnancy in family.pregnancies.iter().filter(|p| p.course == Course::Expecting) {
        of_pregnancy(family, pregnancy, rules, today, &mut steps);
    }
    for child in family.children.iter().filter(|c| !c.away) {
        of_child(family, child, rules, today, &mut steps);
    }
    for voucher in family.vouchers.iter().filter(|v| v.left() > 0) {
        steps.extend(of_belonging(family, "voucher", &voucher.id, &voucher.name, voucher.until, &voucher.note));
    }
    for registration in &family.registrations {
        let (id, name, note) = (&registration.id, &registration.name, &registration.note);
        steps.extend(of_belonging(family, "registration", id, name, registration.until, note));
    }
    for plan in &family.plans {
        let review = of_belonging(family, "plan", &plan.id, &plan.name, plan.review, "");
        steps.extend(review.map(|step| Step { kind: StepKind::Talk, from: plan.review, ..step }));
    }
    order::by(&mut steps, |a, b| (a.day(), a.kind, &a.key).cmp(&(b.day(), b.kind, &b.key)));
    steps
}

fn of_pregnancy(family: &Family, pregnancy: &Pregnancy, rules: &[Rule], today: Date, out: &mut Vec<Step>) {
    // The due date stands for the birth until there is one.
    let anchors = Anchors { due: Some(pregnancy.due), born: Some(pregnancy.due) };
    let known = Anchors { born: None, ..anchors };
    let horizon = pregnancy.due.checked_add_months(Months::new(MONTHS_AFTER_BIRTH)).unwrap_or(pregnancy.due);
    for rule in rules {
        let fits = match rule.condition {
            // Who reads of it says whether it is theirs.
            None | Some(Condition::OtherNationality) => true,
            Some(Condition::Single) => pregnancy.count == 1,
            Some(Condition::Multiple) => pregnancy.count > 1,
            Some(Condition::LowWeight) => false,
        };
        if !fits {
            continue;
        }
        let estimated = rule.about != About::Pregnancy && rule.from.is_none_or(|m| m.on(known).is_none());
        let mut made = of_rule(rule, &pregnancy.id, anchors, family);
        if estimated {
            made.retain(|step| step.from.is_none_or(|from| from < horizon));
            made.iter_mut().for_each(|step| step.estimated = true);
        }
        out.append(&mut made);
    }
    // The first doses, so that the months after birth do not come as a surprise.
    let first = shots(pregnancy.due, &|_, _| None, today);
    for shot in first.iter().filter(|s| s.dose.number == 1 && s.earliest.is_some_and(|day| day < horizon)) {
        out.push(Step { estimated: true, ..of_shot(shot, &pregnancy.id, family) });
    }
}

fn of_child(family: &Family, child: &Child, rules: &[Rule], today: Date, out: &mut Vec<Step>) {
    let anchors = Anchors { due: Some(child.due.unwrap_or(child.born)), born: Some(child.born) };
    let together = family.born_with(child);
    let first_of_birth = together.first().is_some_and(|first| first.id == child.id);
    for rule in rules {
        let fits = match rule.condition {
            // Who reads of it says whether it is theirs.
            None | Some(Condition::OtherNationality) => true,
            Some(Condition::Single) => together.len() == 1,
            Some(Condition::Multiple) => together.len() > 1,
            Some(Condition::LowWeight) => child.weight.is_some_and(|w| w < LOW_WEIGHT),
        };
        if !fits {
            continue;
        }
        match rule.about {
            About::Pregnancy => {}
            // Once for a birth, under the pregnancy's own key, so that what was marked before stays marked.
            About::Birth if first_of_birth => {
                let key = child.pregnancy.as_ref().unwrap_or(&child.id);
                let mut made = of_rule(rule, key, anchors, family);
                made.iter_mut().for_each(|step| step.subject.clone_from(&child.id));
                out.append(&mut made);
            }
            About::Birth => {}
            About::Child => out.append(&mut of_rule(rule, &child.id, anchors, family)),
        }
    }
    let given = |vaccine: &str, number: u32| {
        let mark = family.marks.get(&format!("{}.{}", child.id, shot_rule(vaccine, number)))?;
        match mark.state? {
            MarkState::Done => Some(Given::Done(mark.on)),
            MarkState::NotForUs => Some(Given::Skipped),
            MarkState::Booked | MarkState::Ask => None,
        }
    };
    out.extend(shots(child.born, &given, today).iter().map(|shot| of_shot(shot, &child.id, family)));
}

/// The steps that one rule makes: one, one a start, or one a year.
fn of_rule(rule: &Rule, key: &str, anchors: Anchors, family: &Family) -> Vec<Step> {
    let on = |moment: Option<Moment>| moment.and_then(|m| m.on(anchors));
    let mut made = Vec::new();
    if let Some(from) = rule.from.filter(Moment::yearly) {
        let (Some(first), Some(last)) = (on(rule.yearly_from), on(rule.yearly_to)) else { return made };
        // A season that is under way on the first day counts too.
        let mut start = first.checked_sub_months(Months::new(12)).and_then(|day| from.on_or_after(anchors, day));
        while let Some(day) = start.filter(|day| *day <= last) {
            let end = rule.to.and_then(|to| to.on_or_after(anchors, day));
            if end.is_none_or(|end| end >= first) {
                let name = format!("{}#{}", rule.id, day.year());
                made.extend(step(rule, key, &name, None, (Some(day.max(first)), end), (None, None), family));
            }
            start = day.checked_add_days(Days::new(1)).and_then(|next| from.on_or_after(anchors, next));
        }
        return made;
    }
    if !rule.starts.is_empty() {
        let starts: Vec<Option<Date>> = rule.starts.iter().map(|m| m.on(anchors)).collect();
        for (at, start) in starts.iter().enumerate() {
            let next = starts.get(at + 1).copied().flatten().and_then(|day| day.checked_sub_days(Days::new(1)));
            let number = at as u32 + 1;
            let name = format!("{}#{number}", rule.id);
            let days = (*start, next.or(on(rule.to)));
            made.extend(step(rule, key, &name, Some(number), days, (None, None), family));
        }
        return made;
    }
    let aim = (on(rule.aim_from), on(rule.aim_to));
    made.extend(step(rule, key, &rule.id, None, (on(rule.from), on(rule.to)), aim, family));
    made
}

/// A voucher that runs out, a registration to be renewed: looked at in the month before its day.
fn of_belonging(family: &Family, kind: &str, id: &str, name: &str, until: Option<Date>, note: &str) -> Option<Step> {
    let until = until?;
    let key = format!("{kind}.{id}");
    Some(Step {
        mark: family.marks.get(&key).cloned().unwrap_or_default(),
        key,
        subject: String::new(),
        rule: kind.to_owned(),
        name: name.to_owned(),
        number: None,
        kind: StepKind::Belonging,
        from: until.checked_sub_days(Days::new(DAYS_BEFORE_END)),
        to: Some(until),
        aim_from: None,
        aim_to: None,
        legal: false,
        estimated: false,
        waits: false,
        optional: false,
        text: note.to_owned(),
        ask: String::new(),
        places: Vec::new(),
        words: Vec::new(),
        place_id: None,
        method: String::new(),
        source: String::new(),
        since: None,
        local: false,
    })
}

type Window = (Option<Date>, Option<Date>);

fn step(
    rule: &Rule,
    key: &str,
    name: &str,
    number: Option<u32>,
    (mut from, mut to): Window,
    (aim_from, aim_to): Window,
    family: &Family,
) -> Option<Step> {
    // A rule is not applied before it was law, nor after.
    if let Some(since) = rule.valid_from {
        if to.is_some_and(|to| to < since) {
            return None;
        }
        from = from.max(Some(since));
    }
    if let Some(until) = rule.valid_to {
        if from.is_some_and(|from| from > until) {
            return None;
        }
        to = Some(to.map_or(until, |to| to.min(until)));
    }
    if from.is_none() && to.is_none() {
        return None;
    }
    let key_of_mark = format!("{key}.{name}");
    let aim_from = aim_from.filter(|day| from.is_none_or(|from| *day >= from));
    Some(Step {
        mark: family.marks.get(&key_of_mark).cloned().unwrap_or_default(),
        key: key_of_mark,
        subject: key.to_owned(),
        rule: name.to_owned(),
        name: rule.name.clone(),
        number,
        kind: rule.kind,
        from,
        to,
        aim_from,
        aim_to: aim_to.filter(|day| from.is_none_or(|from| *day >= from)),
        legal: rule.legal,
        estimated: false,
        waits: false,
        optional: false,
        text: rule.text.clone(),
        ask: rule.ask.clone(),
        places: rule.places.clone(),
        words: rule.words.clone(),
        place_id: rule.place_id.clone(),
        method: rule.method.clone(),
        source: rule.source.clone(),
        since: rule.valid_from,
        local: rule.local,
    })
}

fn shot_rule(vaccine: &str, number: u32) -> String {
    format!("vaccine-{vaccine}#{number}")
}

fn of_shot(shot: &Shot, subject: &str, family: &Family) -> Step {
    let rule = shot_rule(&shot.dose.vaccine, shot.dose.number);
    let key = format!("{subject}.{rule}");
    Step {
        mark: family.marks.get(&key).cloned().unwrap_or_default(),
        key,
        subject: subject.to_owned(),
        rule,
        name: shot.dose.name.clone(),
        number: Some(shot.dose.number),
        kind: StepKind::Vaccine,
        from: shot.earliest,
        to: shot.latest,
        aim_from: shot.aim_from,
        aim_to: shot.aim_to,
        legal: false,
        estimated: false,
        waits: shot.waits,
        optional: !shot.dose.routine,
        text: shot.dose.note.clone(),
        ask: String::new(),
        places: vec!["paediatrics".to_owned()],
        words: vec!["予防接種".to_owned()],
        place_id: None,
        method: String::new(),
        source: shot.dose.source.clone(),
        since: shot.dose.valid_from,
        local: false,
    }
}

/// One thing to look at next: a step, or several vaccinations that can be had on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Next<'a> {
    pub steps: Vec<&'a Step>,
    /// The day by which one would look at it.
    pub day: Date,
}

/// What comes next, the nearest first: nothing done, nothing past, nothing that waits for another, nothing estimated
/// that lies beyond birth.
pub fn next<'a, S: AsRef<Step>>(steps: &'a [S], today: Date, count: usize) -> Vec<Next<'a>> {
    let soon = today.checked_add_days(Days::new(30)).unwrap_or(today);
    let mut all: Vec<Next<'a>> = Vec::new();
    let mut candidates: Vec<(Date, &Step)> = steps
        .iter()
        .map(AsRef::as_ref)
        .filter(|s| !s.estimated && !s.waits && matches!(s.phase(today), Phase::Open | Phase::Ahead))
        // A period that runs is nothing to do.
        .filter(|s| s.kind != StepKind::Leave || s.phase(today) == Phase::Ahead)
        .filter_map(|s| Some((s.look_by(today)?, s)))
        .collect();
    // What is booked, and a legal deadline that runs out soon, stand before everything else.
    let pressing = |step: &Step| {
        let deadline = step.legal && step.phase(today) == Phase::Open && step.to.is_some_and(|to| to <= soon);
        let booked =
            step.mark.state == Some(MarkState::Booked) && step.mark.on.is_some_and(|on| (today..=soon).contains(&on));
        deadline || booked
    };
    order::by(&mut candidates, |(a, x), (b, y)| {
        (!pressing(x), a, x.kind, &x.key).cmp(&(!pressing(y), b, y.kind, &y.key))
    });
    for (day, step) in candidates {
        let booked = step.mark.state == Some(MarkState::Booked);
        let group = all.iter().position(|next| {
            step.kind == StepKind::Vaccine
                && !booked
                && next.steps.first().is_some_and(|first| {
                    first.kind == StepKind::Vaccine
                        && first.subject == step.subject
                        && first.mark.state != Some(MarkState::Booked)
                        && (first.day() == step.day() || (first.day() <= Some(today) && step.day() <= Some(today)))
                })
        });
        // Of a series only the nearest: the sixth checkup comes after the fifth.
        let series = |s: &Step| s.rule.split('#').next().unwrap_or_default().to_owned();
        let nearer = |n: &Next| n.steps.iter().any(|s| s.subject == step.subject && series(s) == series(step));
        match group {
            None if all.iter().any(nearer) => {}
            Some(at) => all[at].steps.push(step),
            None => all.push(Next { steps: vec![step], day }),
        }
    }
    all.truncate(count);
    all
}

#[cfg(test)]
mod tests {
    use super::super::record::{put_child, put_mark, put_pregnancy};
    use super::super::rules::rules;
    use super::*;
    use crate::vault::book::Book;

    fn day(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).expect("a day of the calendar")
    }

    fn child(id: &str, born: Date) -> Child {
        Child { id: id.into(), name: String::new(), born, due: None, weight: None, pregnancy: None, away: false }
    }

    fn expecting(due: Date, count: u8) -> Pregnancy {
        Pregnancy { id: "p1".into(), name: String::new(), due, count, course: Course::Expecting }
    }

    fn family(children: &[Child], pregnancies: &[Pregnancy], marks: &[(&str, MarkState, Option<Date>)]) -> Family {
        let mut book = Book::default();
        children.iter().for_each(|c| put_child(&mut book, c));
        pregnancies.iter().for_each(|p| put_pregnancy(&mut book, p));
        for (key, state, on) in marks {
            put_mark(&mut book, key, &Mark { state: Some(*state), on: *on, note: String::new() });
        }
        Family::read(&book)
    }

    fn find<'a>(steps: &'a [Step], key: &str) -> &'a Step {
        steps.iter().find(|s| s.key == key).unwrap_or_else(|| panic!("no step {key}"))
    }

    #[test]
    fn deadlines_after_birth() {
        let family = family(&[child("c1", day(2026, 11, 1))], &[], &[]);
        let steps = steps(&family, &rules(&[]), day(2026, 11, 3));
        // Within 14 days, the day of birth counted (戸籍法49条); within 15 days of the day after birth (児童手当法8条).
        let registration = find(&steps, "c1.birth-registration");
        assert_eq!((registration.to, registration.legal), (Some(day(2026, 11, 14)), true));
        assert_eq!(find(&steps, "c1.child-allowance").to, Some(day(2026, 11, 16)));
        assert_eq!(find(&steps, "c1.leave-after").to, Some(day(2026, 12, 27)));
        assert_eq!(find(&steps, "c1.checkup-18m").from, Some(day(2028, 5, 1)));
        assert_eq!(find(&steps, "c1.checkup-18m").to, Some(day(2028, 10, 31)));
        assert_eq!(find(&steps, "c1.school-checkup").to, Some(day(2032, 11, 30)));
        assert_eq!(find(&steps, "c1.school-entry").from, Some(day(2033, 4, 1)));
        assert_eq!(find(&steps, "c1.allowance-end").from, Some(day(2045, 3, 31)));
        let next = next(&steps, day(2026, 11, 3), 3);
        assert_eq!(next[0].steps[0].rule, "birth-registration");
        assert_eq!(next[1].steps[0].rule, "child-allowance");
    }

    #[test]
    fn born_on_the_first_of_april_is_a_school_year_ahead() {
        let family = family(&[child("c1", day(2027, 4, 1)), child("c2", day(2027, 4, 2))], &[], &[]);
        let all = steps(&family, &rules(&[]), day(2027, 5, 1));
        assert_eq!(find(&all, "c1.school-entry").from, Some(day(2033, 4, 1)));
        assert_eq!(find(&all, "c2.school-entry").from, Some(day(2034, 4, 1)));
        assert_eq!(find(&all, "c1.kindergarten-application").from, Some(day(2029, 10, 1)));
        assert_eq!(find(&all, "c2.free-preschool").from, Some(day(2031, 4, 1)));
    }

    #[test]
    fn twins_have_fourteen_weeks_and_one_of_what_is_for_the_birth() {
        let rules = rules(&[]);
        let before = family(&[], &[expecting(day(2027, 3, 10), 2)], &[]);
        let all = steps(&before, &rules, day(2026, 11, 21));
        assert!(all.iter().any(|s| s.rule == "leave-before-multiple"));
        assert!(!all.iter().any(|s| s.rule == "leave-before"));
        let after = family(&[child("c1", day(2027, 2, 20)), child("c2", day(2027, 2, 20))], &[], &[]);
        let all = steps(&after, &rules, day(2027, 3, 1));
        let count = |rule: &str| all.iter().filter(|s| s.rule == rule).count();
        assert_eq!((count("postnatal-care"), count("birth-registration")), (1, 2));
    }

    #[test]
    fn a_new_law_holds_from_its_day() {
        // RSウイルス母子免疫ワクチン: routine from 2026-04-01.
        let rules = rules(&[]);
        let with = |due: Date| {
            let family = family(&[], &[expecting(due, 1)], &[]);
            let all = steps(&family, &rules, day(2026, 3, 1));
            all.iter().find(|s| s.rule == "rs-maternal").map(|s| (s.from, s.to))
        };
        assert_eq!(with(day(2026, 4, 22)), None);
        assert_eq!(with(day(2026, 4, 23)), Some((Some(day(2026, 4, 1)), Some(day(2026, 4, 1)))));
        assert_eq!(with(day(2026, 9, 1)), Some((Some(day(2026, 6, 9)), Some(day(2026, 8, 10)))));
    }

    #[test]
    fn an_ended_pregnancy_has_no_steps() {
        let mut ended = expecting(day(2027, 3, 10), 1);
        ended.course = Course::Ended;
        assert!(steps(&family(&[], &[ended], &[]), &rules(&[]), day(2026, 11, 21)).is_empty());
    }

    #[test]
    fn what_was_marked_before_birth_stays_marked() {
        let mut born = expecting(day(2026, 12, 20), 1);
        born.course = Course::Born;
        let mut baby = child("c1", day(2026, 12, 18));
        baby.pregnancy = Some("p1".into());
        let family = family(&[baby], &[born], &[("p1.support-grant-2", MarkState::Done, None)]);
        let all = steps(&family, &rules(&[]), day(2026, 12, 20));
        assert_eq!(find(&all, "p1.support-grant-2").phase(day(2026, 12, 20)), Phase::Done);
        assert_eq!(find(&all, "p1.support-grant-2").subject, "c1");
    }

    #[test]
    fn nursery_seasons_come_round_until_school() {
        let family = family(&[child("c1", day(2026, 11, 1))], &[], &[]);
        let all = steps(&family, &rules(&[]), day(2026, 11, 3));
        let seasons: Vec<_> = all.iter().filter(|s| s.rule.starts_with("nursery-application")).collect();
        assert_eq!(seasons.len(), 6);
        // Born in the middle of a season: it runs already.
        assert_eq!((seasons[0].from, seasons[0].to), (Some(day(2026, 11, 1)), Some(day(2026, 12, 15))));
        assert_eq!(seasons[5].from, Some(day(2031, 10, 1)));
    }

    #[test]
    fn vaccinations_of_one_day_are_one_thing() {
        let family = family(&[child("c1", day(2026, 9, 10))], &[], &[]);
        let today = day(2026, 11, 12);
        let all = steps(&family, &rules(&[]), today);
        let next = next(&all, today, 12);
        let shots: Vec<_> = next.iter().filter(|n| n.steps[0].kind == StepKind::Vaccine).collect();
        let first: Vec<_> = shots[0].steps.iter().map(|s| s.rule.as_str()).collect();
        assert_eq!(first.len(), 4, "{first:?}");
        assert!(first.contains(&"vaccine-rota#1") && first.contains(&"vaccine-dpt#1"));
    }

    #[test]
    fn of_a_series_the_nearest_is_next() {
        let family = family(&[], &[expecting(day(2027, 3, 10), 1)], &[]);
        let today = day(2026, 11, 21);
        let all = steps(&family, &rules(&[]), today);
        let next = next(&all, today, 20);
        assert_eq!(next.iter().filter(|n| n.steps[0].rule.starts_with("prenatal-checkup")).count(), 1);
        assert_eq!(next[0].steps[0].rule, "prenatal-checkup#5");
    }

    #[test]
    fn a_voucher_is_looked_at_before_it_runs_out() {
        use super::super::belongings::{Voucher, put_voucher};
        let mut book = Book::default();
        let until = Some(day(2026, 12, 10));
        let voucher =
            |used| Voucher {
                id: "t1".into(), name: "一時預かり".into(), total: 2, used, until, note: String::new()
            };
        put_voucher(&mut book, &voucher(1));
        let all = steps(&Family::read(&book), &rules(&[]), day(2026, 11, 21));
        assert_eq!(next(&all, day(2026, 11, 21), 3)[0].steps[0].name, "一時預かり");
        put_voucher(&mut book, &voucher(2));
        assert!(steps(&Family::read(&book), &rules(&[]), day(2026, 11, 21)).is_empty());
    }

    #[test]
    fn a_booked_day_comes_first_and_a_done_one_is_gone() {
        let today = day(2026, 11, 3);
        let marks = [
            ("c1.birth-registration", MarkState::Done, None),
            ("c1.home-visit", MarkState::Booked, Some(day(2026, 11, 5))),
        ];
        let family = family(&[child("c1", day(2026, 11, 1))], &[], &marks);
        let all = steps(&family, &rules(&[]), today);
        let next = next(&all, today, 3);
        assert_eq!(next[0].steps[0].rule, "home-visit");
        assert!(next.iter().all(|n| n.steps[0].rule != "birth-registration"));
    }
}
