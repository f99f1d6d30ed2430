//! One entry of a list: a place, an event on a day, a programme.

use super::call::call_link;
use super::hours::one_line;
use super::icon::{Icon, icon};
use super::marked::marked;
use crate::app::site::{Site, site};
use crate::calendar::Date;
use crate::data::columns::Field;
use crate::directory::around::walking_minutes;
use crate::directory::{Facts, Place, Translated, translated};
use crate::events::{Event, Newcomers, Occurrence};
use crate::programmes::Programme;
use crate::words::{Word, events as say, format};
use leptos::prelude::*;

/// How far one walks rather than drives, in metres.
const FOOT: f64 = 2000.0;

pub fn place_card(place: &Place, query: &str) -> AnyView {
    place_card_at(place, query, None)
}

/// A place, and how far it is, in metres in a straight line.
pub fn place_card_at(place: &Place, query: &str, metres: Option<f64>) -> AnyView {
    let site = site();
    let far = metres.map(|metres| far_line(&site, metres));
    let hours = one_line(&site.words, &place.hours);
    let where_ = match (place.district.as_str(), place.local_address(&site.catalog().settings.municipality)) {
        ("", address) => address.to_owned(),
        (district, "") => district.to_owned(),
        (district, address) if address.starts_with(district) => address.to_owned(),
        (district, address) => {
            site.words.fill(Word::PlaceDistrictAddress, &[("district", district), ("address", address)])
        }
    };
    let tags: Vec<_> = place.tags.iter().take(3).map(|t| view! { <li>{marked(t, query)}</li> }).collect();
    view! {
        <li class="card">
            <p class="card-kind">{site.kind_label(place)}</p>
            <h3 class="card-name"><a href=site.place_link(&place.id)>{other_name(&site, &place.facts, &place.translated)}<span lang=site.written_in()>{marked(&place.name, query)}</span></a></h3>
            {(!where_.is_empty()).then(|| view! { <p class="card-line" lang=site.written_in()>{marked(&where_, query)}</p> })}
            {far}
            {(!hours.is_empty()).then(|| view! { <p class="card-line">{hours.clone()}</p> })}
            {(!tags.is_empty()).then(|| view! { <ul class="tags" lang=site.written_in()>{tags}</ul> })}
            {place.phones.first().map(|p| call_link(p, &place.name))}
        </li>
    }
    .into_any()
}

/// A name beside the Japanese one, for whoever reads the site in another language: in that one where the city has it, else 名称_英字.
pub fn other_name(site: &Site, facts: &Facts, all: &[Translated]) -> Option<AnyView> {
    let (name, lang) = named_otherwise(site, facts, all)?;
    Some(view! { <span class="english" lang=lang>{name}</span> }.into_any())
}

/// The same as text, with its language where that is not the page's.
pub fn named_otherwise(site: &Site, facts: &Facts, all: &[Translated]) -> Option<(String, Option<&'static str>)> {
    let english = || facts.get(Field::EnglishName).filter(|_| site.words.is_foreign());
    match translated(all, Field::Name, site.words.tag) {
        Some(name) => Some((name.to_owned(), None)),
        None => Some((english()?.to_owned(), Some("en"))),
    }
}

/// How far it is, and how long one walks.
fn far_line(site: &Site, metres: f64) -> AnyView {
    let far = format::distance(&site.words, metres);
    let minutes = walking_minutes(metres).to_string();
    let text = if metres < FOOT {
        site.words.fill(Word::NearFar, &[("far", &far), ("minutes", &minutes)])
    } else {
        site.words.fill(Word::NearFarOnly, &[("far", &far)])
    };
    view! { <p class="card-line card-far">{icon(Icon::Pin)}<span>{text}</span></p> }.into_any()
}

/// An event on one of its days. The day itself stands in the heading above.
pub fn event_card(event: &Event, occurrence: &Occurrence, query: &str) -> AnyView {
    event_card_at(event, occurrence, query, None)
}

/// The same, and how far it is, in metres in a straight line.
pub fn event_card_at(event: &Event, occurrence: &Occurrence, query: &str, metres: Option<f64>) -> AnyView {
    let site = site();
    let times = format::times(&site.words, occurrence.times(event));
    let times = if times.is_empty() { site.text(Word::EventsAllDay).to_owned() } else { times };
    let several = occurrence.day_of.map(|(day, days)| {
        site.words.fill(Word::EventsSeveralDays, &[("day", &day.to_string()), ("days", &days.to_string())])
    });
    let far = metres.map(|metres| far_line(&site, metres));
    let (venue, venue_lang) = site.told(&event.translated, Field::VenueName, &event.venue);
    view! {
        <li class="card event" class:cancelled=occurrence.is_off()>
            <p class="event-time">
                {times}
                {several.map(|s| view! { <span class="event-span">{s}</span> })}
            </p>
            <h3 class="card-name">
                {held_badge(&site, occurrence)}
                <a href=site.event_link(&event.id)>{other_name(&site, &event.facts, &event.translated)}<span lang=site.written_in()>{marked(&event.name, query)}</span></a>
            </h3>
            {(!event.venue.is_empty()).then(|| view! { <p class="card-line" lang=venue_lang>{marked(&venue, query)}</p> })}
            {far}
            {event_badges(event, (!occurrence.is_off()).then_some(occurrence.date))}
        </li>
    }
    .into_any()
}

/// 中止, or the day on which it is instead.
pub fn held_badge(site: &Site, occurrence: &Occurrence) -> Option<impl IntoView + use<>> {
    let text = say::held(&site.words, occurrence, site.today)?;
    let class = if occurrence.is_off() { "badge badge-cancelled" } else { "badge badge-moved" };
    Some(view! { <span class=class>{text}</span> })
}

/// What one looks for first; `day`: that for which booking is told.
pub fn event_badges(event: &Event, day: Option<Date>) -> Option<impl IntoView + use<>> {
    let site = site();
    let mut badges = Vec::new();
    let newcomers = match event.newcomers {
        Newcomers::Unsaid => None,
        Newcomers::Welcome => Some(Word::EventsFirstTimers),
        Newcomers::Everyone => Some(Word::EventsAllNew),
    };
    badges.extend(newcomers.map(|word| ("badge badge-welcome", site.text(word).to_owned(), None)));
    let minute = site.now().map(|(_, minute)| minute);
    // Whether one can still book is told of the day on which one looks, not of that on which the page was made.
    let booking =
        day.filter(|_| site.ready()).and_then(|day| say::booking(&site.words, event, day, site.today, minute));
    badges.extend(booking.map(|text| ("badge", text, None)));
    badges.extend(event.fact(Field::Ages).map(|ages| {
        let (ages, lang) = site.told(&event.translated, Field::Ages, ages);
        ("badge", ages, lang)
    }));
    if event.childcare == Some(true) {
        badges.push(("badge", site.text(Word::EventsOnlyChildcare).to_owned(), None));
    }
    if event.online {
        badges.push(("badge", site.text(Word::EventsOnlyOnline).to_owned(), None));
    }
    let badges: Vec<_> =
        badges.into_iter().map(|(class, text, lang)| view! { <li class=class lang=lang>{text}</li> }).collect();
    (!badges.is_empty()).then(|| view! { <ul class="badges">{badges}</ul> })
}

pub fn programme_card(programme: &Programme, query: &str) -> impl IntoView + use<> {
    let site = site();
    let told = |fields: &[Field]| site.told_first(&programme.facts, &programme.translated, fields);
    let lead = told(&[Field::Summary, Field::Description, Field::Support]);
    let who = told(&[Field::Target]);
    view! {
        <li class="card">
            <h3 class="card-name"><a href=site.programme_link(&programme.id)>{other_name(&site, &programme.facts, &programme.translated)}<span lang=site.written_in()>{marked(&programme.name, query)}</span></a></h3>
            {lead.map(|(lead, lang)| view! { <p class="card-text" lang=lang>{marked(&lead, query)}</p> })}
            {who.map(|(who, lang)| view! { <p class="card-line">{site.words.labelled(site.text(Word::ProgrammeWho), "")}<span lang=lang>{marked(&who, query)}</span></p> })}
        </li>
    }
}

/// An event's day and hour in one phrase.
pub fn when_of(site: &Site, event: &Event, date: Date) -> String {
    format!("{} {}", format::date(&site.words, date, site.today), format::times(&site.words, event.times))
        .trim()
        .to_owned()
}
