//! これからの予定: every step, for all or for one child, from pregnancy to eighteen; and the year on one page.

use crate::app::parts::form::action;
use crate::app::parts::keeping::{give, of_record};
use crate::app::parts::query::parameter;
use crate::app::parts::step_card::{item, step_card};
use crate::app::parts::title::set_title;
use crate::app::record::{Record, record};
use crate::app::site::{Site, site};
use crate::calendar::{Date, ics};
use crate::family::record::{Course, Family, Mark};
use crate::family::stage::{Stage, stage};
use crate::family::timeline::{Phase, Step};
use crate::family::year::{Entry, year};
use crate::order;
use crate::words::family as say;
use crate::words::{Word, format};
use chrono::{Datelike, Months};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn Timeline() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::TimelineTitle)));
    let of = parameter("of");
    let opened = parameter("open");
    let body = {
        let site = Arc::clone(&site);
        move || {
            let record = record();
            let site = Arc::clone(&site);
            let empty = {
                let record = record.clone();
                Memo::new(move |_| record.family().is_empty() && record.steps().is_empty())
            };
            (move || {
                if empty.get() {
                    return view! {
                        <p>{site.text(Word::TimelineEmpty)}</p>
                        <p><a class="button" href=site.link("family/")>{site.text(Word::FamilyHomeInviteLink)}</a></p>
                    }
                    .into_any();
                }
                list(&site, &record, of, opened)
            })
            .into_any()
        }
    };
    view! {
        <h1>{site.text(Word::TimelineTitle)}</h1>
        <p class="page-lead">{site.text(Word::TimelinePriority)}</p>
        {of_record(4, body)}
    }
}

/// A heading or a step of the list.
#[derive(Clone, PartialEq)]
struct Line {
    key: String,
    heading: Option<String>,
    whose: Option<String>,
}

fn list(site: &Arc<Site>, record: &Record, of: Memo<String>, opened: Memo<String>) -> AnyView {
    let today = site.today;
    let open = RwSignal::new(Vec::from_iter(Some(opened.get_untracked()).filter(|key| !key.is_empty())));
    // Steps stand where they stood when the page was opened: a mark set now takes none away from under the finger.
    let settled: Arc<Vec<String>> =
        Arc::new(record.steps_now().iter().filter(|s| s.mark.state.is_some()).map(|s| s.key.clone()).collect());
    let chips = {
        let (site, record) = (Arc::clone(site), record.clone());
        move || filter(&site, &record.family(), "timeline/", &of.get())
    };
    let lines = |past: bool| {
        let (site, record, settled) = (Arc::clone(site), record.clone(), Arc::clone(&settled));
        Memo::new(move |_| {
            let (family, steps, of) = (record.family(), record.steps(), of.get());
            let mine = steps.iter().filter(|s| of.is_empty() || s.subject == of);
            let placed = mine.map(|s| match settled.contains(&s.key) || s.mark.state.is_none() {
                true => Arc::clone(s),
                false => Arc::new(Step { mark: Mark::default(), ..(**s).clone() }),
            });
            let placed = placed.filter(|s| (s.phase(today) == Phase::Past || behind(s, today)) == past);
            lines(&site, &family, placed.collect(), of.is_empty(), past)
        })
    };
    let (ahead, behind) = (lines(false), lines(true));
    let export = {
        let (site, record) = (Arc::clone(site), record.clone());
        action("button", Word::TimelineExport, move || {
            let family = record.family_now();
            let until = today.checked_add_months(Months::new(12)).unwrap_or(today);
            let of = of.get_untracked();
            let steps = record.steps_now();
            let items: Vec<_> = steps
                .iter()
                .filter(|s| of.is_empty() || s.subject == of)
                .filter(|s| matches!(s.phase(today), Phase::Open | Phase::Ahead) && s.day().is_some_and(|d| d <= until))
                .filter_map(|s| item(&site, &family, s))
                .collect();
            let text = ics::calendar(site.text(Word::TimelineExportName), &items, today);
            give("tsunagi.ics", "text/calendar", text.as_bytes());
        })
    };
    let several = {
        let record = record.clone();
        move || behind.with(|lines| !lines.is_empty()) && !record.family().is_empty()
    };
    let past_open = RwSignal::new(false);
    let site = Arc::clone(site);
    view! {
        {chips}
        <div class="steps">{each(ahead, open)}</div>
        {
            let site = Arc::clone(&site);
            move || several().then(|| view! {
                <details class="fold" on:toggle=move |_| past_open.set(true)>
                    <summary>{site.text(Word::TimelinePast)}</summary>
                    <div class="fold-body">
                        <p class="small">{site.text(Word::TimelinePastLead)}</p>
                        {move || past_open.get().then(|| view! { <div class="steps">{each(behind, open)}</div> })}
                    </div>
                </details>
            })
        }
        <section class="panel">
            <p>{site.text(Word::TimelineExportHint)}</p>
            {export}
        </section>
    }
    .into_any()
}

/// Done, and its day is behind.
fn behind(step: &Step, today: Date) -> bool {
    step.phase(today) == Phase::Done && step.day().is_none_or(|day| day < today)
}

fn each(lines: Memo<Vec<Line>>, open: RwSignal<Vec<String>>) -> AnyView {
    view! {
        <For each=move || lines.get() key=|line| line.key.clone() children=move |line: Line| match line.heading {
            Some(text) => view! { <h2 class="step-heading">{text}</h2> }.into_any(),
            None => step_card(&line.key, line.whose, open),
        }/>
    }
    .into_any()
}

/// Headings and steps in order: by stages of life for one child, by months for all together.
fn lines(site: &Site, family: &Family, mut steps: Vec<Arc<Step>>, together: bool, past: bool) -> Vec<Line> {
    let several = together && family.children.len() + family.pregnancies.len() > 1;
    let mut sections: Vec<(String, Vec<Line>)> = Vec::new();
    // What can be done now stands by its end, the rest by its beginning.
    let open = |s: &Step| !past && s.phase(site.today) == Phase::Open && s.day().is_none_or(|day| day <= site.today);
    order::by_key(&mut steps, |s| (!open(s), if open(s) { s.look_by(site.today) } else { s.day() }));
    for step in steps {
        let day = step.day().unwrap_or(site.today);
        let heading = if open(&step) {
            site.text(Word::TimelineNow).to_owned()
        } else if several {
            month_name(site, day)
        } else {
            stage_name(site, family, &step, day)
        };
        let line = Line {
            key: step.key.clone(),
            heading: None,
            whose: several.then(|| say::subject_name(&site.words, family, &step.subject)),
        };
        match sections.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, lines)) => lines.push(line),
            None => sections.push((heading, vec![line])),
        }
    }
    // What can be done now stands first, whenever it began.
    let now = site.text(Word::TimelineNow);
    order::by_key(&mut sections, |(heading, _)| heading != now);
    sections
        .into_iter()
        .flat_map(|(heading, lines)| {
            let heading = Line { key: format!("h {past} {heading}"), heading: Some(heading), whose: None };
            std::iter::once(heading).chain(lines)
        })
        .collect()
}

fn month_name(site: &Site, day: Date) -> String {
    site.words.fill(Word::TimelineMonth, &[("year", &day.year().to_string()), ("month", &day.month().to_string())])
}

fn stage_name(site: &Site, family: &Family, step: &Step, day: Date) -> String {
    let (due, born) = match (family.child(&step.subject), family.pregnancy(&step.subject)) {
        (Some(child), _) => (child.due.unwrap_or(child.born), child.born),
        (_, Some(pregnancy)) => (pregnancy.due, pregnancy.due),
        _ => return month_name(site, day),
    };
    let text = |word: Word| site.text(word).to_owned();
    match stage(due, born, day) {
        Stage::PregnancyEarly => text(Word::TimelineStagePregnancyEarly),
        Stage::PregnancyMiddle => text(Word::TimelineStagePregnancyMiddle),
        Stage::PregnancyLate => text(Word::TimelineStagePregnancyLate),
        Stage::Newborn => text(Word::TimelineStageNewborn),
        Stage::Months(from, to) => {
            site.words.fill(Word::TimelineStageMonths, &[("from", &from.to_string()), ("to", &to.to_string())])
        }
        Stage::Year(years) => site.words.fill(Word::TimelineStageYear, &[("years", &years.to_string())]),
        Stage::Elementary => text(Word::TimelineStageSchool),
        Stage::JuniorHigh => text(Word::TimelineStageJunior),
        Stage::High => text(Word::TimelineStageHigh),
    }
}

/// For whom the list is: all, or one.
fn filter(site: &Site, family: &Family, page: &str, of: &str) -> Option<AnyView> {
    let mut ones: Vec<(String, String)> = family
        .pregnancies
        .iter()
        .filter(|p| p.course == Course::Expecting)
        .map(|p| (p.id.clone(), say::pregnancy_name(&site.words, p)))
        .collect();
    ones.extend(
        family.children.iter().filter(|c| !c.away).map(|c| (c.id.clone(), say::child_name(&site.words, family, c))),
    );
    if ones.len() < 2 {
        return None;
    }
    ones.insert(0, (String::new(), site.text(Word::TimelineEveryone).to_owned()));
    let chips: Vec<_> = ones
        .into_iter()
        .map(|(id, name)| {
            let current = (id == of).then_some("true");
            let link = if id.is_empty() { site.link(page) } else { site.link(&format!("{page}#of={id}")) };
            view! { <li><a class="chip" href=link aria-current=current>{name}</a></li> }
        })
        .collect();
    Some(view! { <nav aria-label=site.text(Word::TimelineFilter)><ul class="chips">{chips}</ul></nav> }.into_any())
}

/// How many things one month of the year shows.
const IN_A_MONTH: usize = 8;

/// 1年のカレンダー
#[component]
pub fn Year() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::YearTitle)));
    let of = parameter("of");
    let body = {
        let site = Arc::clone(&site);
        move || {
            let (site, record) = (Arc::clone(&site), record());
            (move || {
                let (family, of) = (record.family(), of.get());
                let steps: Vec<Arc<Step>> =
                    record.steps().iter().filter(|s| of.is_empty() || s.subject == of).cloned().collect();
                let whose = (!of.is_empty()).then(|| say::subject_name(&site.words, &family, &of));
                view! {
                    <div class="no-print">{filter(&site, &family, "year/", &of)}</div>
                    {whose.map(|name| view! { <p class="year-whose">{name}</p> })}
                    {months(&site, &family, &steps, of.is_empty())}
                }
                .into_any()
            })
            .into_any()
        }
    };
    let print = action("button call no-print", Word::YearPrint, || {
        #[cfg(feature = "app")]
        crate::app::browser::print();
    });
    let made = site.words.fill(Word::YearMade, &[("date", &format::date_with_year(&site.words, site.today))]);
    view! {
        <h1>{site.text(Word::YearTitle)}</h1>
        <p class="page-lead no-print">{site.text(Word::YearLead)}</p>
        {of_record(4, body)}
        <p class="small">{made}{site.text(Word::MarkGap)}{site.text(Word::TimelinePriority)}</p>
        {print}
    }
}

fn months(site: &Site, family: &Family, steps: &[Arc<Step>], together: bool) -> AnyView {
    let several = together && family.children.len() + family.pregnancies.len() > 1;
    let boxes: Vec<_> = year(steps, site.today)
        .into_iter()
        .map(|(month, entries)| {
            let more = entries.len().saturating_sub(IN_A_MONTH);
            let more = (more > 0).then(
                || view! { <li class="small">{site.words.fill(Word::YearMore, &[("count", &more.to_string())])}</li> },
            );
            let none = entries.is_empty().then(|| view! { <li class="small">{site.text(Word::YearNone)}</li> });
            let rows: Vec<_> =
                entries.iter().take(IN_A_MONTH).map(|entry| entry_line(site, family, entry, several)).collect();
            view! { <section class="month"><h2>{month_name(site, month)}</h2><ul>{rows}{more}{none}</ul></section> }
        })
        .collect();
    view! { <div class="months">{boxes}</div> }.into_any()
}

fn entry_line(site: &Site, family: &Family, entry: &Entry, several: bool) -> AnyView {
    let names: Vec<String> = entry.steps.iter().map(|s| say::step_name(&site.words, s)).collect();
    let mut text = site.words.list(&names);
    if entry.until {
        text = site.words.fill(Word::StepLastDay, &[("name", &text)]);
    }
    let whose = entry.steps.first().filter(|_| several).map(|s| say::subject_name(&site.words, family, &s.subject));
    let whose = whose.map(|w| view! { <span class="month-whose">{w}</span> });
    view! { <li><b>{entry.day.day()}</b><span>{text}" "{whose}</span></li> }.into_any()
}
