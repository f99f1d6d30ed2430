//! The map beside the list: the element of public/map.js, which is loaded when it is asked for, fed with the same places.

use super::card::place_card;
use super::form::action;
use super::nearby::use_place;
use crate::app::site::Site;
use crate::directory::around::outline;
use crate::directory::filter::Filter;
use crate::directory::{Place, Position};
use crate::family::hub::districts;
use crate::text::json::Json;
use crate::words::Word;
use leptos::prelude::*;

fn pair(position: Position) -> Json {
    Json::List(vec![Json::Number(position.latitude), Json::Number(position.longitude)])
}

/// The outlines of the districts: the same whatever is found.
fn outlines(site: &Site) -> String {
    let outlines = districts(site.catalog()).into_iter().filter_map(|name| {
        let of = site.catalog().places.iter().filter(|p| p.district == name).filter_map(|p| p.position);
        let corners: Vec<Json> = outline(of).into_iter().map(pair).collect();
        (!corners.is_empty()).then(|| Json::object([("name", Json::text(name)), ("outline", Json::List(corners))]))
    });
    Json::List(outlines.collect()).to_string()
}

/// What is found: pins, and where one is.
fn data(places: &[&Place], here: Option<Position>) -> String {
    let pin = |place: &&Place| {
        let position = place.position?;
        let texts = [Json::text(&place.id), Json::text(&place.name)];
        let numbers = [Json::Number(position.latitude), Json::Number(position.longitude)];
        Some(Json::List(texts.into_iter().chain(numbers).collect()))
    };
    let mut pairs = vec![("pins", Json::List(places.iter().filter_map(pin).collect()))];
    if let Some(here) = here {
        pairs.push(("here", pair(here)));
    }
    Json::object(pairs).to_string()
}

/// The map of the places found, in the order of the list; under it what one has chosen on it.
pub fn map_part(site: &Site, found: Memo<Vec<(u32, Option<f64>)>>, filter: Memo<Filter>) -> AnyView {
    #[cfg(feature = "app")]
    crate::app::browser::place::load_map();
    let (whereabouts, words) = (use_place(), site.words);
    let chosen = RwSignal::new(String::new());
    let failed = RwSignal::new(false);
    let drawn = Memo::new(move |_| {
        let site = crate::app::site::site();
        let from = filter.with(|f| f.near.position(&site.catalog().places, whereabouts.here.get()));
        let places = found.with(|found| found.iter().map(|(at, _)| *at).collect::<Vec<_>>());
        let places: Vec<&Place> = places.iter().map(|at| &site.catalog().places[*at as usize]).collect();
        data(&places, from)
    });
    let counts = Memo::new(move |_| {
        let site = crate::app::site::site();
        found.with(|found| {
            let on_map = found.iter().filter(|(at, _)| site.catalog().places[*at as usize].position.is_some()).count();
            (on_map, found.len() - on_map)
        })
    });
    let settings = &site.catalog().settings;
    let (tiles, credit) = match (settings.tiles(), settings.tiles_credit.as_str()) {
        (tiles, "") => (tiles.to_owned(), site.text(Word::MapGsi).to_owned()),
        (tiles, credit) => (tiles.to_owned(), credit.to_owned()),
    };
    let asked_tiles = move || if whereabouts.tiles.get() { tiles.clone() } else { String::new() };
    let consent = {
        let credit = credit.clone();
        move || {
            if whereabouts.tiles.get() {
                return view! { <p class="actions">{action("button", Word::MapTilesOff, move || whereabouts.tiles.set(false))}</p> }
                    .into_any();
            }
            view! {
                <p class="small">{words.fill(Word::MapTilesLead, &[("name", &credit)])}</p>
                <p class="actions">{action("button", Word::MapTiles, move || whereabouts.tiles.set(true))}</p>
            }
            .into_any()
        }
    };
    let on_chosen = move |event: leptos::ev::Event| {
        #[cfg(feature = "app")]
        chosen.set(crate::app::browser::place::detail(&event));
        #[cfg(not(feature = "app"))]
        let _ = (event, chosen);
    };
    let card = move || {
        let site = crate::app::site::site();
        let ids = chosen.get();
        let cards: Vec<_> =
            ids.split(' ').filter_map(|id| site.catalog().place(id)).map(|place| place_card(place, "")).collect();
        (!cards.is_empty()).then(|| view! { <h3>{site.text(Word::MapChosen)}</h3><ul class="cards">{cards}</ul> })
    };
    let told = move || {
        let (on_map, missing) = counts.get();
        let count = words.fill(Word::MapCount, &[("count", &on_map.to_string())]);
        let missing = (missing > 0).then(|| words.fill(Word::MapMissing, &[("count", &missing.to_string())]));
        format!("{count}{}{}", words.text(Word::MarkSentence), missing.unwrap_or_default()).trim().to_owned()
    };
    let trouble = move || failed.get().then(|| view! { <p class="notice">{words.text(Word::MapFailed)}</p> });
    view! {
        <section class="map" aria-label=site.text(Word::MapLabel)>
            <p class="small">{told}" "{site.text(Word::MapHow)}</p>
            <tsunagi-map
                class="map-frame"
                role="group"
                aria-label=site.text(Word::MapLabel)
                data-map=move || drawn.get()
                data-outlines=outlines(site)
                data-tiles=asked_tiles
                data-credit=credit
                data-cluster=site.text(Word::MapCluster)
                data-zoom-in=site.text(Word::MapZoomIn)
                data-zoom-out=site.text(Word::MapZoomOut)
                on:tsunagi-map-chosen=on_chosen
                on:tsunagi-map-failed=move |_: leptos::ev::Event| failed.set(true)
            ></tsunagi-map>
            <div role="status">{trouble}</div>
            <div class="map-chosen-card" role="status">{card}</div>
            {consent}
        </section>
    }
    .into_any()
}
