//! いますぐ相談: numbers that can be rung at once. The page is whole before any script runs; once the app is there, what
//! answers at this hour, for those of whom one speaks, comes first.

use crate::app::parts::call::call_line;
use crate::app::parts::form::stay_at;
use crate::app::parts::hours::one_line;
use crate::app::parts::query::{parameter, rewriter};
use crate::app::parts::title::set_title;
use crate::app::parts::way_out::way_out;
use crate::app::site::{Site, site};
use crate::calendar::{Hours, Openness};
use crate::data::columns::Field;
use crate::directory::Desk;
use crate::helplines::{Helpline, Need, Whom, lines, rank};
use crate::order;
use crate::words::{Word, format};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn Now() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::NowTitle)));
    let asked = parameter("for");
    let rewrite = rewriter("now/");
    let choose = Callback::new(move |whom: Option<Whom>| {
        rewrite(&[("for", whom.map(Whom::key).unwrap_or_default())]);
    });
    let danger: Vec<_> = lines().filter(|l| l.need == Need::Danger).map(|l| national(&site, &l)).collect();
    let chips = {
        let site = Arc::clone(&site);
        move || site.ready().then(|| chips(&site, Whom::from_key(&asked.get()), choose))
    };
    let body = {
        let site = Arc::clone(&site);
        move || ordered(&site, Whom::from_key(&asked.get()))
    };
    view! {
        <h1>{site.text(Word::NowTitle)}</h1>
        {way_out(Word::NowClose, Word::NowCloseHint)}
        <p class="page-lead">{site.text(Word::NowLead)}</p>
        <section class="danger">
            <h2>{site.text(Word::NowDangerTitle)}</h2>
            <ul class="lines">{danger}</ul>
        </section>
        <p class="kids-link"><a href=site.link("kids/")>{site.text(Word::KidsTitle)}</a>{site.text(Word::MarkGap)}{site.text(Word::NowKids)}</p>
        {chips}
        {body}
        {sources(&site)}
    }
}

fn whom_word(whom: Whom) -> Word {
    match whom {
        Whom::Expecting => Word::NowWhomExpecting,
        Whom::Small => Word::NowWhomSmall,
        Whom::School => Word::NowWhomSchool,
        Whom::Oneself => Word::NowWhomOneself,
    }
}

fn chips(site: &Site, asked: Option<Whom>, choose: Callback<Option<Whom>>) -> AnyView {
    let chips: Vec<_> = Whom::ALL
        .into_iter()
        .map(|(whom, key)| {
            let on = asked == Some(whom);
            let id = format!("whom-{key}");
            let tap = {
                let id = id.clone();
                move |_| {
                    choose.run((!on).then_some(whom));
                    stay_at(&id);
                }
            };
            view! {
                <li><button type="button" class="chip" id=id aria-pressed=on.to_string() on:click=tap>{site.text(whom_word(whom))}</button></li>
            }
        })
        .collect();
    view! {
        <div role="group" aria-labelledby="whom">
            <p class="chips-label" id="whom">{site.text(Word::NowWhom)}</p>
            <ul class="chips">{chips}</ul>
        </div>
        <p class="small">{site.text(Word::NowOrder)}</p>
    }
    .into_any()
}

/// The city's desks and the national lines, what answers now first.
fn ordered(site: &Site, asked: Option<Whom>) -> AnyView {
    let whom = match asked {
        Some(whom) => vec![whom],
        None => Whom::of(&crate::app::record::record().family(), site.today),
    };
    let now = if site.ready() { site.now() } else { None };
    let mut desks: Vec<&Desk> = site.catalog().desks.iter().filter(|d| !d.phones.is_empty()).collect();
    order::by_key(&mut desks, |d| rank(&d.hours, d.fact(Field::Target).unwrap_or_default(), &whom, now));
    let desks: Vec<_> = desks.into_iter().map(|d| desk(site, d)).collect();
    let mut others: Vec<Helpline> = lines().filter(|l| l.need != Need::Danger).collect();
    order::by_key(&mut others, |l| rank(&l.hours, l.whom, &whom, now));
    let others: Vec<_> = others.iter().map(|l| national(site, l)).collect();
    let city = match site.catalog().settings.municipality.as_str() {
        "" => site.text(Word::NowDesksTitlePlain).to_owned(),
        city => site.words.fill(Word::NowDesksTitle, &[("city", city)]),
    };
    let desks = (!desks.is_empty()).then(|| {
        view! {
            <section>
                <h2>{city}</h2>
                <p class="small">{site.text(Word::NowDesksNote)}</p>
                <ul class="lines">{desks}</ul>
            </section>
        }
    });
    view! {
        {desks}
        <section>
            <h2>{site.text(Word::NowNationalTitle)}</h2>
            <ul class="lines">{others}</ul>
            <p class="small">{site.text(Word::NowChecked)}</p>
        </section>
    }
    .into_any()
}

fn sources(site: &Site) -> AnyView {
    let rows: Vec<_> = lines()
        .map(|line| {
            let date = line.checked.map(|d| format::date_with_year(&site.words, d));
            let values = [
                ("name", site.words.of_ours(line.name)),
                ("source", line.source),
                ("date", date.as_deref().unwrap_or_default()),
            ];
            let word = if date.is_some() { Word::NowSourcesLine } else { Word::NowSourcesLineUndated };
            let values = if date.is_some() { &values[..] } else { &values[..2] };
            view! { <li>{site.words.fill(word, values)}</li> }
        })
        .collect();
    view! {
        <details class="source">
            <summary>{site.text(Word::NowSources)}</summary>
            <p>{site.text(Word::NowSourcesLead)}</p>
            <ul>{rows}</ul>
        </details>
    }
    .into_any()
}

/// One of the national lines, with its number to ring.
pub fn national(site: &Site, line: &Helpline) -> AnyView {
    let free = line.free.then(|| view! { <span class="badge badge-welcome">{site.text(Word::NowFree)}</span> });
    let write = (!line.site.is_empty()).then(|| {
        view! { <p><a href=line.site target="_blank" rel="noopener noreferrer external">{site.text(Word::NowWrite)}</a></p> }
    });
    let badge = view! { {free}{write} }.into_any();
    // That 119 answers goes without saying.
    let hours = (line.need != Need::Danger).then_some(&line.hours);
    row(
        site,
        None,
        (site.words.of_ours(line.name), site.words.of_ours(line.when)),
        (site.words.of_ours(line.hours_text), ""),
        hours,
        (line.dial, &line.written()),
        badge,
    )
}

fn desk(site: &Site, desk: &Desk) -> Option<AnyView> {
    let phone = desk.phones.first()?;
    let what = desk.fact(Field::Description).or(desk.fact(Field::Target)).unwrap_or("");
    let hours = one_line(&site.words, &desk.hours);
    let note = match (hours.as_str(), desk.hours.note.as_str()) {
        (_, "") => String::new(),
        ("", note) => note.to_owned(),
        (_, note) => format!("（{note}）"),
    };
    let number = (phone.dial.as_str(), phone.written.as_str());
    Some(row(site, site.written_in(), (&desk.name, what), (&hours, &note), Some(&desk.hours), number, ().into_any()))
}

/// Whether somebody answers at this hour.
fn answers(site: &Site, hours: &Hours) -> Option<AnyView> {
    let (today, minute) = site.now().filter(|_| site.ready())?;
    let (class, text) = match hours.openness(today, minute) {
        Openness::Unknown => return None,
        Openness::Open(until) if until.minutes() >= 24 * 60 => {
            ("openness openness-now", site.text(Word::NowOpenWhole).to_owned())
        }
        Openness::Open(until) => {
            let until = format::time(&site.words, until);
            ("openness openness-now", site.words.fill(Word::NowOpenUntil, &[("time", &until)]))
        }
        Openness::OpensAt(time) => {
            ("openness", site.words.fill(Word::NowOpensAt, &[("time", &format::time(&site.words, time))]))
        }
        Openness::Closed(Some((day, Some(time)))) => {
            let (day, time) = (format::date(&site.words, day, today), format::time(&site.words, time));
            ("openness", site.words.fill(Word::NowOpensNext, &[("date", &day), ("time", &time)]))
        }
        Openness::Closed(_) => ("openness", site.text(Word::NowClosed).to_owned()),
    };
    Some(view! { <p class=class><b>{text}</b></p> }.into_any())
}

/// `lang`: the language of the name, of when one rings it and of the note, where it is another than the page's.
fn row(
    site: &Site,
    lang: Option<&'static str>,
    (name, when): (&str, &str),
    (hours_text, note): (&str, &str),
    hours: Option<&Hours>,
    (dial, written): (&str, &str),
    badge: AnyView,
) -> AnyView {
    let text = (!hours_text.is_empty() || !note.is_empty()).then(|| {
        let note = view! { <span lang=lang>{note.to_owned()}</span> };
        view! { <p class="line-hours"><span class="line-label">{site.text(Word::NowHours)}</span>{hours_text.to_owned()}{note}</p> }
    });
    let text = view! {
        <h3 lang=lang>{name.to_owned()}</h3>
        {(!when.is_empty()).then(|| view! { <p lang=lang>{when.to_owned()}</p> })}
        {text}
        {hours.and_then(|hours| answers(site, hours))}
    };
    call_line(name, dial, written, text.into_any(), badge)
}
