//! What is missing that families look for, for the publisher to look at each month. Made from the published data alone.

use super::row;
use crate::calendar::Date;
use crate::data::Catalog;
use crate::data::columns::Field;
use crate::events::next_day;
use crate::text::written::markup as escape;
use crate::words::desk::{Desk, DeskWords};
use chrono::Days;

/// How many names stand as examples.
const EXAMPLES: usize = 5;

/// After how many days what was confirmed counts as old, where the city says nothing else (settings: 確認の期限).
pub const OLD: u16 = 365;

/// How far ahead each district is looked for events, in days.
const AHEAD: u64 = 30;

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub what: String,
    /// How many lack it, of how many.
    pub count: usize,
    pub of: usize,
    /// The names of some of them.
    pub examples: Vec<String>,
}

/// Everything looked at; what nothing lacks stands with 0.
pub fn lines(words: &DeskWords, catalog: &Catalog, today: Date) -> Vec<Line> {
    let line = |word: Desk, names: Vec<&str>, of: usize| Line {
        what: words.text(word).to_owned(),
        count: names.len(),
        of,
        examples: names.into_iter().take(EXAMPLES).map(str::to_owned).collect(),
    };
    let places = |word: Desk, lacks: &dyn Fn(&crate::directory::Place) -> bool| {
        line(word, catalog.places.iter().filter(|p| lacks(p)).map(|p| p.name.as_str()).collect(), catalog.places.len())
    };
    let events = |word: Desk, lacks: &dyn Fn(&crate::events::Event) -> bool| {
        line(word, catalog.events.iter().filter(|e| lacks(e)).map(|e| e.name.as_str()).collect(), catalog.events.len())
    };
    let programmes = |word: Desk, lacks: &dyn Fn(&crate::programmes::Programme) -> bool| {
        let names = catalog.programmes.iter().filter(|p| lacks(p)).map(|p| p.name.as_str()).collect();
        line(word, names, catalog.programmes.len())
    };
    let about = |p: &crate::directory::Place| p.fact(Field::Description).or(p.fact(Field::Summary)).is_none();
    let last = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let far = today.checked_add_days(Days::new(400)).unwrap_or(today);
    let mut all = vec![
        places(Desk::ReportNoHours, &|p| p.hours.week().is_empty() && p.hours.note.is_empty()),
        places(Desk::ReportNoPhone, &|p| p.phones.is_empty()),
        places(Desk::ReportNoPosition, &|p| p.position.is_none()),
        places(Desk::ReportNoDescription, &about),
        events(Desk::ReportNoAges, &|e| e.ages.is_none() && e.fact(Field::Target).is_none()),
        events(Desk::ReportNoBooking, &|e| e.booking.needed.is_none()),
        events(Desk::ReportOver, &|e| e.first_day().is_some() && next_day(e, today, far).is_none()),
        programmes(Desk::ReportNoWho, &|p| p.fact(Field::Target).is_none()),
        programmes(Desk::ReportNoHow, &|p| p.fact(Field::HowToApply).is_none()),
    ];
    let limit = catalog.settings.stale_days.unwrap_or(OLD);
    let oldest = today.checked_sub_days(Days::new(u64::from(limit))).unwrap_or(today);
    let dated: Vec<(&str, Option<Date>)> = catalog
        .places
        .iter()
        .map(|p| (p.name.as_str(), p.updated))
        .chain(catalog.events.iter().map(|e| (e.name.as_str(), e.updated)))
        .chain(catalog.programmes.iter().map(|p| (p.name.as_str(), p.updated)))
        .collect();
    let mut old = line(
        Desk::ReportOld,
        dated.iter().filter(|(_, day)| day.is_some_and(|day| day < oldest)).map(|(name, _)| *name).collect(),
        dated.len(),
    );
    old.what = words.fill(Desk::ReportOld, &[("days", &limit.to_string())]);
    all.push(old);
    let undated = dated.iter().filter(|(_, day)| day.is_none()).map(|(name, _)| *name).collect();
    all.push(line(Desk::ReportNoDate, undated, dated.len()));
    let mut districts: Vec<&str> =
        catalog.places.iter().map(|p| p.district.as_str()).filter(|name| !name.is_empty()).collect();
    crate::order::by(&mut districts, |a, b| a.cmp(b));
    districts.dedup();
    let held = |name: &str| catalog.events.iter().any(|e| e.district == name && next_day(e, today, last).is_some());
    let empty: Vec<&str> = districts.iter().copied().filter(|name| !held(name)).collect();
    all.push(line(Desk::ReportNoEvents, empty, districts.len()));
    all
}

/// The report as text.
pub fn text(words: &DeskWords, lines: &[Line], name: &str, today: Date) -> String {
    let mut out = format!("{}　{name}　{today}\n{}\n\n", words.text(Desk::ReportTitle), words.text(Desk::ReportLead));
    let lacking: Vec<&Line> = lines.iter().filter(|line| line.count > 0).collect();
    if lacking.is_empty() {
        out.push_str(&format!("{}\n", words.text(Desk::ReportNothing)));
    }
    for line in lacking {
        out.push_str(&format!("{:>6} / {:<6} {}\n", line.count, line.of, line.what));
        out.push_str(&format!("                {}\n", line.examples.join("、")));
    }
    out
}

/// The report as CSV, with a byte order mark for Excel.
pub fn csv(words: &DeskWords, lines: &[Line]) -> String {
    let header =
        [Desk::ReportWhat, Desk::ReportCount, Desk::ReportOf, Desk::ReportExamples].map(|word| words.text(word));
    let mut out = format!("\u{feff}{}", row(&header));
    for line in lines {
        out.push_str(&row(&[&line.what, &line.count.to_string(), &line.of.to_string(), &line.examples.join("、")]));
    }
    out
}

/// The report as a page of its own.
pub fn html(words: &DeskWords, lines: &[Line], name: &str, today: Date) -> String {
    let heads = [Desk::ReportWhat, Desk::ReportCount, Desk::ReportOf, Desk::ReportExamples];
    let heads: String = heads.iter().map(|word| format!("<th scope=\"col\">{}</th>", words.text(*word))).collect();
    let rows: String = lines
        .iter()
        .map(|line| {
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                escape(&line.what),
                line.count,
                line.of,
                escape(&line.examples.join("、"))
            )
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>body{{font-family:sans-serif;line-height:1.7;margin:2rem auto;max-width:60rem;padding:0 1rem}}\
         table{{border-collapse:collapse;width:100%}}th,td{{border:1px solid #999;padding:.375rem .625rem;text-align:left;vertical-align:top}}\
         td:nth-child(2),td:nth-child(3){{text-align:right}}</style>\n<h1>{title}</h1>\n<p>{} {today}</p>\n<p>{}</p>\n\
         <table><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table>\n</html>\n",
        words.language,
        escape(name),
        words.text(Desk::ReportLead),
        title = words.text(Desk::ReportTitle),
    )
}
