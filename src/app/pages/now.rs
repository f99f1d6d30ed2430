//! いますぐ相談: numbers that can be rung at once. The page is whole before any script runs.

use crate::app::parts::hours::one_line;
use crate::app::parts::icon::{Icon, icon};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, site};
use crate::data::columns::Field;
use crate::directory::Desk;
use crate::helplines::{Helpline, Need, lines};
use crate::words::Word;
use leptos::prelude::*;

#[component]
pub fn Now() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::NowTitle)));
    let danger: Vec<_> = lines().filter(|l| l.need == Need::Danger).map(|l| national(&site, l)).collect();
    let others: Vec<_> = lines().filter(|l| l.need != Need::Danger).map(|l| national(&site, l)).collect();
    let desks: Vec<_> = site.catalog.desks.iter().map(|d| desk(&site, d)).collect();
    let city = match site.catalog.settings.municipality.as_str() {
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
        <h1>{site.text(Word::NowTitle)}</h1>
        <p class="page-lead">{site.text(Word::NowLead)}</p>
        <section class="danger">
            <h2>{site.text(Word::NowDangerTitle)}</h2>
            <ul class="lines">{danger}</ul>
        </section>
        {desks}
        <section>
            <h2>{site.text(Word::NowNationalTitle)}</h2>
            <ul class="lines">{others}</ul>
            <p class="small">{site.text(Word::NowChecked)}</p>
        </section>
    }
}

fn national(site: &Site, line: Helpline) -> impl IntoView + use<> {
    let free = line.free.then(|| view! { <span class="badge badge-welcome">{site.text(Word::NowFree)}</span> });
    row(site, line.name, line.when, line.hours, line.dial, &line.written(), free.map(IntoAny::into_any))
}

fn desk(site: &Site, desk: &Desk) -> Option<impl IntoView + use<>> {
    let phone = desk.phones.first()?;
    let what = desk.fact(Field::Description).or(desk.fact(Field::Target)).unwrap_or("");
    let mut hours = one_line(&site.words, &desk.hours);
    if !desk.hours.note.is_empty() {
        if !hours.is_empty() {
            hours.push('（');
            hours.push_str(&desk.hours.note);
            hours.push('）');
        } else {
            hours.clone_from(&desk.hours.note);
        }
    }
    Some(row(site, &desk.name, what, &hours, &phone.dial, &phone.written, None))
}

fn row(
    site: &Site,
    name: &str,
    when: &str,
    hours: &str,
    dial: &str,
    written: &str,
    badge: Option<AnyView>,
) -> impl IntoView + use<> {
    let label = site.words.fill(Word::NowCallNumber, &[("name", name), ("number", written)]);
    // `#` begins a fragment in an address and has to be written as its code (RFC 3966).
    let href = format!("tel:{}", dial.replace('#', "%23"));
    let hours = (!hours.is_empty()).then(|| {
        view! { <p class="line-hours"><span class="line-label">{site.text(Word::NowHours)}</span>{hours.to_owned()}</p> }
    });
    view! {
        <li class="line">
            <div class="line-text">
                <h3>{name.to_owned()}</h3>
                {(!when.is_empty()).then(|| view! { <p>{when.to_owned()}</p> })}
                {hours}
            </div>
            <a class="button call" href=href aria-label=label>
                {icon(Icon::Phone)}
                <span class="button-main">{written.to_owned()}</span>
            </a>
            {badge}
        </li>
    }
}
