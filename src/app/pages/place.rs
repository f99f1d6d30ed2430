//! A place's page: whom to ring, when it is open, what a first visit is like, what is on there.

use super::not_found::missing;
use crate::app::parts::call::{call_button, call_link_plain};
use crate::app::parts::card::{event_card, other_name};
use crate::app::parts::facts::{
    FIRST, extras_list, facts_where, lead, original_notice, source_details, spread, stale_notice,
};
use crate::app::parts::hours::{hours_table, openness};
use crate::app::parts::icon::{Icon, icon};
use crate::app::parts::pass_on::pass_on;
use crate::app::parts::query::id_asked;
use crate::app::parts::state::{Trouble, awaited_thing};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, site};
use crate::app::turns::in_turn;
use crate::data::columns::Field;
use crate::directory::staff::staff;
use crate::directory::{Place, jsonld};
use crate::events::by_day;
use crate::words::{Word, Words, format};
use chrono::Days;
use leptos::prelude::*;

/// How far ahead the place's own events are shown, and how many.
const DAYS_AHEAD: u64 = 60;
const EVENTS_SHOWN: usize = 6;

#[component]
pub fn PlacePage() -> impl IntoView {
    let id = id_asked();
    move || {
        let site = site();
        if !site.ready() {
            return awaited_thing(Word::EmbedPlace);
        }
        match site.catalog().place(&id.get()) {
            Some(place) => page(place).into_any(),
            None => view! {
                <Trouble/>
                {missing(Word::PlaceNotFoundTitle, Word::PlaceNotFound, "places/", Word::NavPlaces)}
            }
            .into_any(),
        }
    }
}

fn page(place: &Place) -> impl IntoView + use<> {
    set_title(Some(&place.name));
    view! {
        <article class="page">
            {part(place, head)}
            {part(place, whom)}
            {part(place, before)}
            {part(place, hours)}
            {part(place, on_here)}
            {part(place, further)}
        </article>
    }
}

/// What it is, and the quickest ways to it.
fn head(site: &Site, place: &Place) -> AnyView {
    let description = lead(site, &place.facts, &place.translated, &[Field::Description, Field::Summary]);
    let tags: Vec<_> = place.tags.iter().map(|t| view! { <li>{t.clone()}</li> }).collect();
    let tags = (!tags.is_empty()).then(|| view! { <ul class="tags" lang=site.written_in()>{tags}</ul> });
    let reading = (!place.reading.is_empty())
        .then(|| view! { <p class="reading" lang=site.written_in()>{place.reading.clone()}</p> });
    view! {
        <p class="card-kind">{site.kind_label(place)}</p>
        <h1>{other_name(site, &place.facts, &place.translated)}<span lang=site.written_in()>{place.name.clone()}</span></h1>
        {original_notice(site)}
        {reading}
        {tags}
        {description}
        {stale_notice(place.updated)}
        <div class="actions">
            {place.phones.iter().map(call_button).collect_view()}
            {links(site, place)}
        </div>
    }
    .into_any()
}

/// A part of a place's page, drawn in its turn.
fn part(place: &Place, draw: fn(&Site, &Place) -> AnyView) -> AnyView {
    let id = place.id.clone();
    in_turn(move || {
        let site = crate::app::site::site();
        site.catalog().place(&id).map(|place| draw(&site, place))
    })
}

/// Whom to ring, and what else can be done here.
fn whom(site: &Site, place: &Place) -> AnyView {
    view! {
        {first_call(site, place)}
        {other_ways(site, place)}
        {crate::app::parts::hub::keep_buttons(place)}
    }
    .into_any()
}

/// What a first visit is like, who is there, what to know before.
fn before(site: &Site, place: &Place) -> AnyView {
    let first_visit = site.told_first(&place.facts, &place.translated, &[Field::FirstVisit]).map(|(text, lang)| {
        view! {
            <section class="first-visit">
                <h2>{site.text(Word::PlaceFirstVisit)}</h2>
                <p lang=lang>{text}</p>
            </section>
        }
    });
    view! {
        {first_visit}
        {who(site, place)}
        <section>
            <h2>{site.text(Word::PlaceBefore)}</h2>
            {facts_where(&place.facts, &place.translated, |field| FIRST.contains(&field))
                .unwrap_or_else(|| view! { <p>{site.text(Word::PlaceBeforeNone)}</p> }.into_any())}
        </section>
    }
    .into_any()
}

/// When it is open.
fn hours(site: &Site, place: &Place) -> AnyView {
    view! {
        <section>
            <h2>{site.text(Word::PlaceHours)}</h2>
            {openness(site, &place.hours)}
            // The note is the city's own word; what this software read of it may not be all.
            {(!place.hours.note.is_empty()).then(|| view! { <p class="small">{site.text(Word::OpenNote)}</p> })}
            {hours_table(&place.hours, site.told(&place.translated, Field::HoursNote, &place.hours.note))}
        </section>
    }
    .into_any()
}

/// Where it is, and what is on there.
fn on_here(site: &Site, place: &Place) -> AnyView {
    view! {
        {whereabouts(site, place)}
        {events_here(site, place)}
    }
    .into_any()
}

/// What else the lists say of it.
fn further(site: &Site, place: &Place) -> AnyView {
    let updated = place
        .updated
        .map(|d| site.words.fill(Word::PlaceUpdated, &[("date", &format::date(&site.words, d, site.today))]));
    let sources: Vec<(&str, u32)> = std::iter::once(&place.origin)
        .chain(place.also.iter().map(|also| &also.origin))
        .map(|origin| (origin.dataset.title(), origin.row))
        .collect();
    // For search engines; a block of data, which no policy on scripts concerns.
    let address = format!("{}{}", site.address(), site.place_page(&place.id));
    let data = jsonld::place(place, &address, &site.catalog().settings.municipality).to_string();
    view! {
        {same_place(site, place)}
        {programmes_here(site, place)}
        {facts_where(&place.facts, &place.translated, |field| !FIRST.contains(&field) && !APART.contains(&field)).map(|facts| {
            view! { <section class="about-here"><h2>{site.text(Word::PlaceAbout)}</h2>{facts}</section> }
        })}
        {extras_list(&place.extras)}
        {pass_on(site, &place.name, &site.place_page(&place.id))}
        {source_details(&place.facts, &sources, updated)}
        <script type="application/ld+json">{data}</script>
    }
    .into_any()
}

/// Shown in sections of their own.
const APART: [Field; 5] = [Field::Staff, Field::ConsultBy, Field::ContactNote, Field::Access, Field::Parking];

/// Who is there, each with a few words on what they are for.
fn who(site: &Site, place: &Place) -> Option<AnyView> {
    let rows: Vec<_> = staff(place.fact(Field::Staff).unwrap_or_default())
        .into_iter()
        .map(|one| {
            let what = one.what.map(|what| view! { <span class="staff-what">{site.words.of_ours(what)}</span> });
            view! { <li><b lang=site.written_in()>{one.name}</b>{what}</li> }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <section><h2>{site.text(Word::PlaceWho)}</h2><ul class="staff">{rows}</ul></section> }.into_any()
    })
}

/// The ways to ask beside the telephone, as equals of it.
fn other_ways(site: &Site, place: &Place) -> Option<AnyView> {
    let told = |field: Field| place.fact(field).map(|written| site.told(&place.translated, field, written));
    let (by, note) = (told(Field::ConsultBy), told(Field::ContactNote));
    if by.is_none() && note.is_none() {
        return None;
    }
    Some(
        view! {
            <div class="other-ways">
                <p>{by.map(|(by, lang)| view! { <b>{site.text(Word::FieldConsultBy)}</b>{site.text(Word::MarkGap)}<span lang=lang>{spread(&by)}</span> })}</p>
                {note.map(|(note, lang)| view! { <p class="small" lang=lang>{note}</p> })}
                {crate::app::parts::facts::address_in(place.fact(Field::ContactNote)).map(|address| {
                    view! { <p><a href=address target="_blank" rel="noopener noreferrer external">{site.text(Word::PlaceWrite)}</a></p> }
                })}
            </div>
        }
        .into_any(),
    )
}

/// What else is at the same address.
fn same_place(site: &Site, place: &Place) -> Option<AnyView> {
    let mut rows: Vec<AnyView> = site.at_same_place(place)
        .into_iter()
        .map(|other| {
            let kind = site.kind_label(other);
            let (name, lang) = site.told(&other.translated, Field::Name, &other.name);
            view! { <li><a href=site.place_link(&other.id) lang=lang>{name}</a><span class="small">{site.text(Word::MarkGap)}{kind}</span></li> }
                .into_any()
        })
        .collect();
    // Desks that answer the telephone here.
    let desks = site.catalog().desks.iter().filter(|d| d.place_id.as_deref() == Some(place.id.as_str()));
    rows.extend(desks.filter(|d| d.name != place.name).map(|desk| {
        let phone = desk.phones.first().map(|p| call_link_plain(p, &desk.name));
        view! { <li><span lang=site.written_in()>{desk.name.clone()}</span>" "{phone}</li> }.into_any()
    }));
    (!rows.is_empty()).then(|| {
        view! { <section><h2>{site.text(Word::PlaceSame)}</h2><ul class="links">{rows}</ul></section> }.into_any()
    })
}

/// Beside the number: what one can say, from the family's record where there is one.
fn first_call(site: &Site, place: &Place) -> Option<AnyView> {
    place.phones.first()?;
    let (group, words, today, lang) = (place.group, site.words, site.today, site.written_in());
    let original = Words::japanese();
    let record = crate::app::record::record();
    // Only these lines follow the record, not the whole page.
    let said = move || {
        let family = record.family();
        let say = |words: &Words| crate::words::family::first_call(words, &family, group, today);
        let said = say(if words.is_foreign() { &original } else { &words });
        // Who answers speaks Japanese: what to say stands in it, and beneath it what that means.
        let mut meant = if words.is_foreign() { say(&words) } else { Vec::new() };
        meant.resize(said.len(), String::new());
        let line = |(said, meant): (String, String)| {
            let meant = (!meant.is_empty()).then(|| view! { <p class="small">{meant}</p> });
            view! { <p class="quote-text" lang=lang>{said}</p>{meant} }
        };
        said.into_iter().zip(meant).map(line).collect_view()
    };
    let body = view! { <p class="small">{site.text(Word::CallLead)}</p><blockquote class="quote">{said}</blockquote> };
    Some(crate::app::parts::form::fold(Word::CallTitle, body.into_any()))
}

/// Only addresses of the web and of mail become links: a cell is foreign input.
pub fn safe_url(url: &str) -> Option<String> {
    let url = url.trim();
    (url.starts_with("https://") || url.starts_with("http://")).then(|| url.to_owned())
}

fn links(site: &Site, place: &Place) -> impl IntoView + use<> {
    let outside = |picture: Icon, url: Option<String>, word: Word| {
        url.map(|url| {
            view! {
                <a class="button" href=url target="_blank" rel="noopener noreferrer external">
                    {icon(picture)}<span>{site.text(word)}</span>
                </a>
            }
        })
    };
    let map = place.position.map(|p| format!("https://www.google.com/maps/dir/?api=1&destination={p}"));
    let mail = place.fact(Field::Email).filter(|m| m.contains('@') && !m.contains(['?', ' ', '<', ':'])).map(|m| {
        view! { <a class="button" href=format!("mailto:{m}")>{icon(Icon::Mail)}<span>{site.text(Word::PlaceMail)}</span></a> }
    });
    view! {
        {outside(Icon::Pin, map, Word::PlaceMap)}
        {outside(Icon::Globe, place.fact(Field::Url).and_then(safe_url), Word::PlaceSite)}
        {outside(Icon::Document, place.fact(Field::FormUrl).and_then(safe_url), Word::PlaceForm)}
        {mail}
        {diary_link(site, &format!("diary/#place={}", place.id))}
    }
}

/// The way to the family's own diary.
pub fn diary_link(site: &Site, page: &str) -> AnyView {
    view! { <a class="button" href=site.link(page)>{icon(Icon::Document)}<span>{site.text(Word::DiaryFromPage)}</span></a> }.into_any()
}

/// Where it is and how one gets there.
fn whereabouts(site: &Site, place: &Place) -> Option<AnyView> {
    let building = place.fact(Field::Building).map(|b| format!(" {b}")).unwrap_or_default();
    let row = |word: Word, (text, lang): (String, Option<&'static str>)| {
        (!text.is_empty())
            .then(|| view! { <div><dt>{site.text(word)}</dt><dd lang=lang>{spread(&text)}</dd></div> }.into_any())
    };
    let told = |field: Field, written: &str| site.told(&place.translated, field, written);
    let fact = |field: Field| told(field, place.fact(field).unwrap_or_default());
    let address = if place.address.is_empty() { String::new() } else { format!("{}{building}", place.address) };
    let rows: Vec<AnyView> = [
        row(Word::PlaceAddress, told(Field::Address, &address)),
        row(Word::PlaceDistrict, (place.district.clone(), site.written_in())),
        row(Word::FieldAccess, fact(Field::Access)),
        row(Word::FieldParking, fact(Field::Parking)),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!rows.is_empty()).then(|| {
        view! { <section><h2>{site.text(Word::PlaceWhere)}</h2><dl class="facts">{rows}</dl></section> }.into_any()
    })
}

fn events_here(site: &Site, place: &Place) -> Option<impl IntoView + use<>> {
    let last = site.today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(site.today);
    let mine: Vec<_> =
        site.catalog().events.iter().filter(|e| e.place_id.as_deref() == Some(place.id.as_str())).cloned().collect();
    let days = by_day(&mine, site.today, last);
    let mut left = EVENTS_SHOWN;
    let mut sections = Vec::new();
    for (date, list) in days {
        if left == 0 {
            break;
        }
        let list: Vec<_> = list.into_iter().take(left).collect();
        left -= list.len();
        let cards: Vec<_> = list.iter().map(|o| event_card(&mine[o.event], o, "")).collect();
        sections.push(view! {
            <p class="day">{super::events::day_heading(site, date)}</p>
            <ul class="cards">{cards}</ul>
        });
    }
    let subscribe = site.link(&format!("subscribe/?place={}", place.id));
    (!sections.is_empty()).then(|| {
        view! {
            <section class="events-here">
                <h2>{site.text(Word::PlaceEventsHere)}</h2>
                {sections}
                <p class="no-print"><a href=subscribe>{site.text(Word::SubscribeTitle)}</a></p>
            </section>
        }
    })
}

fn programmes_here(site: &Site, place: &Place) -> Option<impl IntoView + use<>> {
    let links: Vec<_> = site
        .catalog()
        .programmes
        .iter()
        .filter(|p| p.place_id.as_deref() == Some(place.id.as_str()))
        .map(|p| {
            let (name, lang) = site.told(&p.translated, Field::Name, &p.name);
            view! { <li><a href=site.programme_link(&p.id) lang=lang>{name}</a></li> }
        })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <section class="programmes-here">
                <h2>{site.text(Word::PlaceProgrammesHere)}</h2>
                <ul class="links">{links}</ul>
            </section>
        }
    })
}
