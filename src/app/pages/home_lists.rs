//! What home shows of the city's lists and of the family's record: it comes after the rest of home, with the part of the app that it
//! lies in.

use super::Piece;
use crate::app::parts::call::call_button;
use crate::app::parts::card::{event_card, place_card, programme_card};
use crate::app::parts::hub::hub_card;
use crate::app::parts::icon::{Icon, icon};
use crate::app::parts::query::address;
use crate::app::parts::state::Trouble;
use crate::app::record::record;
use crate::app::site::{Site, site};
use crate::data::columns::Field;
use crate::directory::Kind;
use crate::events::{Occurrence, by_day};
use crate::words::Word;
use chrono::Days;
use leptos::prelude::*;

/// How many events home shows at most, and how far ahead it looks.
const EVENTS_SHOWN: usize = 5;
const DAYS_AHEAD: u64 = 13;

/// How many places home shows of what is typed; half as many programmes.
const FOUND_SHOWN: usize = 6;

/// One piece of home.
pub fn piece(piece: Piece) -> AnyView {
    let site = site();
    match piece {
        Piece::Trouble => view! { <Trouble/> }.into_any(),
        Piece::Own => {
            view! { {hubs()} {crate::app::parts::kept_events::changes_notice(&site)} {ours(&site)} }.into_any()
        }
        Piece::FirstStep => first_step(&site).into_any(),
        Piece::Soon => upcoming(&site),
        Piece::Found(query) => found(&site, &query),
    }
}

/// マイ相談先 stand before everything else.
fn hubs() -> AnyView {
    let record = record();
    let kept = Memo::new(move |_| record.family().kept.iter().filter(|k| k.hub).cloned().collect::<Vec<_>>());
    (move || {
        let site = site();
        let cards: Vec<_> = kept
            .get()
            .iter()
            .filter_map(|k| site.catalog().place(&k.place))
            .map(|place| view! { <section class="first-step"><h2>{site.text(Word::HubTitle)}</h2>{hub_card(&site, place, false)}</section> })
            .collect();
        cards.into_any()
    })
    .into_any()
}

/// The next three things of the family's own, where there is a record.
fn ours(site: &Site) -> AnyView {
    let empty = record().is_empty();
    let (title, all, link) = (site.text(Word::FamilyHomeTitle), site.text(Word::FamilyHomeAll), site.link("family/"));
    (move || {
        let link = link.clone();
        (!empty.get()).then(|| {
            view! {
                <section aria-labelledby="ours">
                    <h2 id="ours">{title}</h2>
                    {crate::app::parts::keeping::keeping_notice()}
                    {crate::app::parts::next::next_things()}
                    <p class="more"><a class="button" href=link>{icon(Icon::Family)}<span>{all}</span></a></p>
                </section>
            }
            .into_any()
        })
    })
    .into_any()
}

/// The best places and programmes for what is typed, and the way to all of them.
fn found(site: &Site, query: &str) -> AnyView {
    let places = site.search_places(query);
    let programmes = site.search_programmes(query);
    if places.hits.is_empty() && programmes.hits.is_empty() {
        return super::places::nothing(site).into_any();
    }
    let place_cards: Vec<_> = places
        .hits
        .iter()
        .take(FOUND_SHOWN)
        .map(|h| place_card(&site.catalog().places[h.document as usize], query))
        .collect();
    let programme_cards: Vec<_> = programmes
        .hits
        .iter()
        .take(FOUND_SHOWN / 2)
        .map(|h| programme_card(&site.catalog().programmes[h.document as usize], query))
        .collect();
    let section = |title: Word, count: usize, cards: Vec<AnyView>, page: &str, all: Word| {
        let count = site.words.fill(Word::PlacesCount, &[("count", &count.to_string())]);
        let more = address(&site.root, page, &[("q", query)]);
        (!cards.is_empty()).then(|| {
            view! {
                <section>
                    <h2>{site.text(title)}</h2>
                    <p class="count" role="status">{count}</p>
                    <ul class="cards">{cards}</ul>
                    <p class="more"><a class="button" href=more>{site.text(all)}</a></p>
                </section>
            }
        })
    };
    let place_cards = place_cards.into_iter().map(IntoAny::into_any).collect();
    let programme_cards = programme_cards.into_iter().map(IntoAny::into_any).collect();
    let how = super::places::understood(site, &places.left_out, &places.meant);
    view! {
        {how}
        {section(Word::HomeFoundPlaces, places.hits.len(), place_cards, "places/", Word::HomeFoundAll)}
        {section(Word::ProgrammesTitle, programmes.hits.len(), programme_cards, "programmes/", Word::HomeFoundAllProgrammes)}
    }
    .into_any()
}

/// The こども家庭センター, where any question may begin.
fn first_step(site: &Site) -> Option<impl IntoView + use<>> {
    let place = site.catalog().places.iter().find(|p| p.kind == Kind::FamilyCentre)?;
    let hours = crate::app::parts::hours::one_line(&site.words, &place.hours);
    let (name, lang) = site.told(&place.translated, Field::Name, &place.name);
    Some(view! {
        <section class="first-step">
            <h2>{site.text(Word::HomeFirstStep)}</h2>
            <p class="first-step-name"><a href=site.place_link(&place.id) lang=lang>{name}</a></p>
            <p>{site.text(Word::HomeFirstStepLead)}</p>
            {(!hours.is_empty()).then(|| view! { <p class="first-step-hours">{icon(Icon::Clock)}<span>{hours.clone()}</span></p> })}
            {place.phones.first().map(call_button)}
            <p><a href=site.link("hub/")>{site.text(Word::HubChoose)}</a></p>
            <p><a href=site.link("arriving/")>{site.text(Word::ArrivingTitle)}</a></p>
        </section>
    })
}

fn upcoming(site: &Site) -> AnyView {
    if site.catalog().events.is_empty() {
        return ().into_any();
    }
    let last = site.today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(site.today);
    let days = by_day(&site.catalog().events, site.today, last);
    let now = site.now();
    let mut left = EVENTS_SHOWN;
    let mut sections = Vec::new();
    for (date, list) in days {
        if left == 0 {
            break;
        }
        let over = |o: &Occurrence| {
            now.is_some_and(|(today, minute)| o.is_over(&site.catalog().events[o.event], today, minute))
        };
        let open: Vec<_> = list.iter().filter(|o| !o.is_off() && !over(o)).take(left).collect();
        if open.is_empty() {
            continue;
        }
        left -= open.len();
        let cards: Vec<_> = open.iter().map(|o| event_card(&site.catalog().events[o.event], o, "")).collect();
        sections.push(view! {
            <h3 class="day" id=super::events::day_id(date)>{super::events::day_heading(site, date)}</h3>
            <ul class="cards" aria-labelledby=super::events::day_id(date)>{cards}</ul>
        });
    }
    let empty = sections.is_empty().then(|| view! { <p>{site.text(Word::HomeNoEvents)}</p> });
    view! {
        <section>
            <h2>{site.text(Word::HomeSoon)}</h2>
            {empty}
            {sections}
            <p class="more"><a class="button" href=site.link("events/")>{icon(Icon::Calendar)}<span>{site.text(Word::HomeAllEvents)}</span></a></p>
        </section>
    }
    .into_any()
}
