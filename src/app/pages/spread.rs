//! ちらし・カード・画像を作る: a flyer for a hub's door, a month for a wall, cards for a nurse's bag, pictures for posts.

use super::embed::hubs;
use crate::app::parts::form::{Options, action, choosing};
use crate::app::parts::narrow::choice_chip;
use crate::app::parts::qr::qr_code;
use crate::app::parts::query::rewriter;
use crate::app::parts::state::{Trouble, skeleton};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, site};
use crate::calendar::Date;
use crate::directory::{Kind, Place};
use crate::events::{Event, Month, Of, by_day, next_day, occurrences};
use crate::spread::wall::weeks;
use crate::spread::{Poster, Shape, draws, picture};
use crate::words::{Word, Words, events as say, format};
use chrono::{Datelike, Days};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::sync::Arc;

/// How many events stand on a flyer, and how far ahead they are looked for, in days.
const ON_FLYER: usize = 7;
const AHEAD: u64 = 45;
/// How many lines a day has on the wall's sheet.
const ON_WALL: usize = 4;
/// Business cards (91 × 55 mm) on a sheet of A4.
const CARDS: usize = 10;

/// What is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Thing {
    Flyer,
    Wall,
    Cards,
    Picture,
}

impl Thing {
    const ALL: [(Thing, &'static str, Word); 4] = [
        (Thing::Flyer, "", Word::SpreadFlyer),
        (Thing::Wall, "wall", Word::SpreadWall),
        (Thing::Cards, "cards", Word::SpreadCards),
        (Thing::Picture, "picture", Word::SpreadPicture),
    ];
}

/// The choices, as the address has them.
#[derive(Clone, PartialEq)]
struct Choice {
    thing: Thing,
    hub: String,
    month: String,
    event: String,
    shape: Shape,
}

#[component]
pub fn Spread() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::SpreadTitle)));
    let map = use_query_map();
    let choice = Memo::new(move |_| {
        map.with(|m| {
            let get = |name: &str| m.get_str(name).unwrap_or_default().to_owned();
            let thing = get("as");
            Choice {
                thing: Thing::ALL.iter().find(|(_, key, _)| *key == thing).map_or(Thing::Flyer, |(thing, ..)| *thing),
                hub: get("place"),
                month: get("month"),
                event: get("event"),
                shape: Shape::from_key(&get("shape")),
            }
        })
    });
    let rewrite = rewriter("spread/");
    let choose = Callback::new(move |choice: Choice| {
        let thing = Thing::ALL.iter().find(|(thing, ..)| *thing == choice.thing).map_or("", |(_, key, _)| key);
        let shape = if choice.shape == Shape::Square { "" } else { choice.shape.key() };
        rewrite(&[
            ("as", thing),
            ("place", &choice.hub),
            ("month", &choice.month),
            ("event", &choice.event),
            ("shape", shape),
        ]);
    });
    let body = {
        let site = Arc::clone(&site);
        move || {
            if !site.ready() {
                return skeleton(3).into_any();
            }
            let choice = choice.get();
            let place = site.catalog().place(&choice.hub);
            let sheet = match choice.thing {
                Thing::Flyer => flyer(&site, place),
                Thing::Wall => wall(&site, place, &choice),
                Thing::Cards => cards(&site, place),
                Thing::Picture => post(&site, place, &choice),
            };
            view! { <div class="no-print">{controls(&site, &choice, choose)}</div>{sheet} }.into_any()
        }
    };
    view! {
        <div class="no-print page-head">
            <h1>{site.text(Word::SpreadTitle)}</h1>
            <p class="page-lead">{site.text(Word::SpreadLead)}</p>
            <p class="side-links"><a href=site.link("embed/")>{site.text(Word::EmbedTitle)}</a></p>
            <Trouble/>
        </div>
        {body}
    }
}

fn controls(site: &Site, choice: &Choice, choose: Callback<Choice>) -> AnyView {
    let chips: Vec<_> = Thing::ALL
        .into_iter()
        .map(|(thing, key, word)| {
            let next = Choice { thing, ..choice.clone() };
            choice_chip(format!("thing-{key}"), site.text(word).into_any(), choice.thing == thing, next, choose)
        })
        .collect();
    let mut places = hubs(site);
    if let Some(place) = site.catalog().place(&choice.hub).filter(|p| !places.iter().any(|(id, _)| *id == p.id)) {
        places.push((place.id.clone(), place.name.clone()));
    }
    places.insert(0, (String::new(), site.text(Word::EmbedPlaceAll).to_owned()));
    let with = |change: fn(&mut Choice, String)| {
        let choice = choice.clone();
        move |value: String| {
            let mut next = choice.clone();
            change(&mut next, value);
            choose.run(next);
        }
    };
    let hub = choosing(
        "spread-place",
        Word::EmbedPlace,
        None,
        Options::written(places),
        &choice.hub,
        with(|c, hub| {
            c.hub = hub;
            c.event = String::new();
        }),
    );
    let month = (choice.thing == Thing::Wall).then(|| {
        let mut months = vec![Month::of(site.today)];
        for _ in 0..3 {
            months.push(months[months.len() - 1].next());
        }
        let options = months.iter().map(|month| (month.key(), say::month(&site.words, *month))).collect::<Vec<_>>();
        let chosen = wanted_month(site, choice).key();
        choosing("spread-month", Word::SpreadMonth, None, options, &chosen, with(|c, month| c.month = month))
    });
    let post = (choice.thing == Thing::Picture).then(|| {
        // Under the day, which is said in the page's language, stand the names, which are the city's.
        let mut events = Options::default();
        events.ours(String::new(), site.text(Word::SpreadWeek).to_owned());
        for (day, event) in coming(site, of(&choice.hub)) {
            events.citys(event.id.clone(), event.name.clone(), &format::date(&site.words, day, site.today));
        }
        let shapes = [(Shape::Square, Word::SpreadSquare), (Shape::Tall, Word::SpreadTall)];
        let shapes = shapes.map(|(shape, word)| (shape.key().to_owned(), site.text(word).to_owned())).to_vec();
        view! {
            {choosing("spread-event", Word::SpreadEvent, None, events, &choice.event, with(|c, event| c.event = event))}
            {choosing("spread-shape", Word::SpreadShape, None, shapes, choice.shape.key(), with(|c, shape| c.shape = Shape::from_key(&shape)))}
        }
    });
    let print = (choice.thing != Thing::Picture).then(|| {
        action("button call", Word::SpreadPrint, || {
            #[cfg(feature = "app")]
            crate::app::browser::print_when_drawn();
        })
    });
    view! {
        <div role="group" aria-label=site.text(Word::SpreadWhat)><ul class="chips">{chips}</ul></div>
        <div class="narrow-lists spread-choices">{hub}{month}{post}</div>
        <p class="actions">{print}</p>
    }
    .into_any()
}

/// Whose events are meant: those of a place, by its id, or of all.
fn of(hub: &str) -> Of<'_> {
    if hub.is_empty() { Of::All } else { Of::Place(hub) }
}

/// The events with a day to come, the nearest first.
fn coming<'a>(site: &'a Site, of: Of) -> Vec<(Date, &'a Event)> {
    let last = site.today.checked_add_days(Days::new(AHEAD)).unwrap_or(site.today);
    let here = site.catalog().events.iter().filter(|e| of.has(e));
    let mut coming: Vec<_> = here.filter_map(|e| Some((next_day(e, site.today, last)?, e))).collect();
    crate::order::by(&mut coming, |a, b| (a.0, a.1.times, &a.1.id).cmp(&(b.0, b.1.times, &b.1.id)));
    coming
}

/// The month asked for, else the next one: a sheet is hung up before its month begins, except in its first days.
fn wanted_month(site: &Site, choice: &Choice) -> Month {
    let now = Month::of(site.today);
    Month::from_key(&choice.month).unwrap_or(if site.today.day() <= 10 { now } else { now.next() })
}

/// For whom to ring: the place's own desk, else the city's.
fn phone(site: &Site, place: Option<&Place>) -> Option<AnyView> {
    let centre = || site.catalog().places.iter().find(|p| p.kind == Kind::FamilyCentre);
    let place = place.or_else(centre)?;
    let phone = place.phones.first()?;
    Some(
        view! { <p class="poster-phone"><span>{place.name.clone()}</span>" "<b>{phone.written.clone()}</b></p> }
            .into_any(),
    )
}

/// A sheet for a hub's door.
fn flyer(site: &Site, place: Option<&Place>) -> AnyView {
    let page = place.map_or_else(String::new, |p| site.place_page(&p.id));
    let name = place.map_or_else(|| site.name(), |p| p.name.clone());
    let about = place.map(|p| {
        let hours = crate::app::parts::hours::one_line(&site.words, &p.hours);
        view! { <p class="poster-about"><span>{p.address.clone()}</span><span>{hours}</span></p> }
    });
    let coming = coming(site, of(place.map_or("", |p| &p.id)));
    let rows: Vec<_> = coming
        .iter()
        .take(ON_FLYER)
        .map(|(day, event)| {
            let venue = place.is_none().then(|| view! { <span class="poster-venue">{event.venue.clone()}</span> });
            view! {
                <li>
                    <span class="poster-when">{format::date(&site.words, *day, site.today)}" "{format::times(&site.words, event.times)}</span>
                    <span class="poster-name">{event.name.clone()}</span>
                    {venue}
                </li>
            }
        })
        .collect();
    let events = (!rows.is_empty())
        .then(|| view! { <h3>{site.text(Word::SpreadSoon)}</h3><ul class="poster-events">{rows}</ul> });
    view! {
        <section class="poster poster-flyer" tabindex="0" aria-label=site.text(Word::SpreadFlyer)>
            <header class="poster-head"><p>{site.catalog().settings.municipality.clone()}</p><h2>{name}</h2>{about}</header>
            <div class="poster-body">
                <div class="poster-code">
                    {qr_code(&format!("{}{page}", site.address()), "", Word::SpreadQr)}
                    <p>{site.text(Word::SpreadQrLead)}</p>
                </div>
                <div class="poster-list">{events}</div>
            </div>
            <p class="poster-promise">{site.text(Word::SpreadPromise)}</p>
            <footer class="poster-foot"><p>{site.name()}</p>{phone(site, place)}</footer>
        </section>
    }
    .into_any()
}

/// A month on A4, for a wall.
fn wall(site: &Site, place: Option<&Place>, choice: &Choice) -> AnyView {
    let month = wanted_month(site, choice);
    let of = of(&choice.hub);
    let name = place.map_or_else(|| site.name(), |p| p.name.clone());
    let page = place.map_or_else(|| "events/".to_owned(), |p| format!("events/?place={}", p.id));
    let head = Month::WEEK.map(|day| view! { <th scope="col">{format::weekday(&site.words, day)}</th> });
    let most = if place.is_some() { ON_WALL + 2 } else { ON_WALL };
    let rows: Vec<_> = weeks(&site.catalog().events, month, most, |e| of.has(e))
        .into_iter()
        .map(|week| {
            let cells: Vec<_> = week
                .into_iter()
                .map(|cell| {
                    if !cell.inside {
                        return view! { <td></td> }.into_any();
                    }
                    let lines: Vec<_> = cell
                        .shown
                        .iter()
                        .map(|o| {
                            let event: &Event = &site.catalog().events[o.event];
                            let start = o.times(event).start.map(|time| time.to_string());
                            let held = say::held(&site.words, o, site.today);
                            view! { <li class:wall-off=o.is_off()>{start}" "{held.map_or(event.name.clone(), |text| site.words.aside(&event.name, &text))}</li> }
                        })
                        .collect();
                    let more = (cell.more > 0).then(|| {
                        let more = site.words.fill(Word::EventsMonthMore, &[("count", &cell.more.to_string())]);
                        view! { <li>{more}</li> }
                    });
                    let sunday = cell.day.weekday() == chrono::Weekday::Sun || crate::calendar::holiday::is_holiday(cell.day);
                    view! { <td><b class:wall-sunday=sunday>{cell.day.day()}</b><ul>{lines}{more}</ul></td> }.into_any()
                })
                .collect();
            view! { <tr>{cells}</tr> }
        })
        .collect();
    view! {
        <section class="poster poster-wall" tabindex="0" aria-label=site.text(Word::SpreadWall)>
            <header class="wall-head">
                <h2>{say::month(&site.words, month)}{site.text(Word::MarkGap)}{name}</h2>
                {phone(site, place)}
                {qr_code(&format!("{}{page}", site.address()), "", Word::SpreadQr)}
            </header>
            <table class="wall"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
        </section>
    }
    .into_any()
}

/// Cards for a nurse's bag, ten on a sheet.
fn cards(site: &Site, place: Option<&Place>) -> AnyView {
    let page = place.map_or_else(String::new, |p| site.place_page(&p.id));
    let address = format!("{}{page}", site.address());
    let name = place.map_or_else(|| site.name(), |p| p.name.clone());
    let shown = address.trim_start_matches("https://").trim_start_matches("http://").to_owned();
    let card = |at: usize| {
        // The first is read aloud; the others are the same.
        view! {
            <li class="visiting-card" aria-hidden=(at > 0).then_some("true")>
                {qr_code(&address, "", Word::SpreadQr)}
                <div>
                    <p class="visiting-lead">{site.text(Word::SpreadCardLead)}</p>
                    <p class="visiting-name">{name.clone()}</p>
                    {phone(site, place)}
                    {place.is_none().then(|| view! { <p class="visiting-address">{shown.clone()}</p> })}
                </div>
            </li>
        }
    };
    view! {
        <section class="poster poster-cards" tabindex="0" aria-label=site.text(Word::SpreadCards)>
            <ul class="visiting-cards">{(0..CARDS).map(card).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// A picture for a post: of an event, or of the week.
fn post(site: &Site, place: Option<&Place>, choice: &Choice) -> AnyView {
    #[cfg(feature = "app")]
    crate::app::browser::place::load_picture();
    let last = site.today.checked_add_days(Days::new(AHEAD)).unwrap_or(site.today);
    let event = site.catalog().event(&choice.event);
    let day = event.and_then(|e| occurrences(e, 0, site.today, last).into_iter().find(|o| !o.is_off()));
    let foot = site.name();
    // No readings over kanji in a picture.
    let words = if site.words.tag == "easy" { Words::japanese() } else { site.words };
    let poster = match event.zip(day) {
        Some((event, day)) => Poster::of_event(&words, event, &day, site.today, &foot),
        None => {
            let week = site.today.checked_add_days(Days::new(6)).unwrap_or(site.today);
            let of = of(&choice.hub);
            let days = by_day(&site.catalog().events, site.today, week);
            let whose = place.map_or_else(|| site.catalog().settings.municipality.clone(), |p| p.name.clone());
            Poster::of_week(&words, &whose, &days, &site.catalog().events, |event| of.has(event), site.today, &foot)
        }
    };
    let (width, height) = choice.shape.size();
    let strokes = picture::json(&draws(&poster, choice.shape));
    let mut label = vec![poster.kicker.clone(), poster.title.clone()];
    label.extend(poster.lines.iter().map(|line| format!("{} {} {}", line.label, line.text, line.more)));
    let name = if choice.event.is_empty() { "week".to_owned() } else { choice.event.clone() };
    view! {
        <section class="post-picture" aria-label=site.text(Word::SpreadPicture)>
            <post-picture width=width.to_string() height=height.to_string() label=site.words.list(&label) name=name draws=strokes></post-picture>
            <p class="actions">
                <button type="button" class="button call" data-picture="save">{site.text(Word::SpreadSave)}</button>
                <button type="button" class="button" data-picture="pass">{site.text(Word::SpreadPass)}</button>
            </p>
            <p class="small">{site.text(Word::SpreadPictureNote)}</p>
        </section>
    }
    .into_any()
}
