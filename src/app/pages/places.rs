//! さがす: type, choose a purpose and a kind, see the list.

use crate::app::parts::card::place_card_at;
use crate::app::parts::growing::Growing;
use crate::app::parts::later::following;
use crate::app::parts::map::map_part;
use crate::app::parts::narrow::{kinds_part, narrow_part};
use crate::app::parts::nearby::{nearby_part, use_place};
use crate::app::parts::query::{address, asked, rewriter, with_words, words_searched};
use crate::app::parts::search_box::SearchBox;
use crate::app::parts::state::Trouble;
use crate::app::parts::title::set_title;
#[cfg(feature = "press")]
use crate::app::parts::{
    icon::{Icon, icon},
    narrow::painted_link,
    state::{painted_fold, skeleton_cards},
};
use crate::app::site::{Site, Sought, prepare, site};
use crate::app::turns::in_turn;
use crate::directory::Kind;
use crate::directory::around::by_distance;
use crate::directory::filter::{Filter, Looked};
use crate::search::{Meant, Results};
use crate::words::Word;
use leptos::prelude::*;
use std::sync::Arc;

/// How many cards are shown before one asks for more.
const PAGE: usize = 30;

#[component]
pub fn Places() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::PlacesTitle)));
    let query = words_searched();
    let asked = asked();
    let filter = Memo::new(move |_| asked.with(|asked| Filter::read(|name| asked.get(name))));
    let here = {
        let root = site.root.clone();
        move || with_words(&query.get(), &filter.get().pairs(), |pairs| address(&root, "places/", pairs))
    };
    let growing = Growing::new(PAGE, untrack(|| kept_length(&here())));
    Effect::new(move |_| keep_length(here(), growing.shown()));
    let rewrite = rewriter("places/");

    let typed = {
        let rewrite = rewrite.clone();
        Callback::new(move |text: String| {
            growing.begin();
            with_words(&text, &filter.get_untracked().pairs(), &rewrite);
        })
    };
    let choose = Callback::new(move |filter: Filter| {
        growing.begin();
        with_words(&query.get_untracked(), &filter.pairs(), &rewrite);
    });
    let start = query.get_untracked();
    // The words are looked for once; the conditions only sort out what they found.
    let answers = {
        let site = Arc::clone(&site);
        Memo::new(move |_| site.search_places(&query.get()))
    };
    // What one has unfolded stays unfolded while the counts in it change.
    let open = RwSignal::new(false);
    let found = {
        let site = Arc::clone(&site);
        Memo::new(move |_| answers.with(|answers| filter.with(|filter| look(&site, answers, filter, open.get()))))
    };
    // What the list depends on; the counts beside it change by themselves.
    let told = Memo::new(move |_| found.with(|found| (found.left_out.clone(), found.meant.clone())));
    // A condition shows at once, and the next tap builds on it.
    let (words, opened) = (following(query), Memo::new(move |_| open.get()));
    let beside = move || {
        words.track();
        opened.track();
        filter.get()
    };
    let filters = {
        let site = Arc::clone(&site);
        move || {
            let filter = beside();
            found.with_untracked(|found| kinds_part(&site, &found.looked, &filter, choose))
        }
    };
    let near_open = RwSignal::new(false);
    let narrow = {
        let site = Arc::clone(&site);
        move || {
            let filter = beside();
            found.with_untracked(|found| narrow_part(&site, &found.looked, &filter, choose, open))
        }
    };
    let place = use_place();
    let ordered = {
        let site = Arc::clone(&site);
        Memo::new(move |_| {
            let from = filter.with(|f| f.near.position(&site.catalog().places, place.here.get()));
            found.with(|found| match from {
                Some(from) => by_distance(&site.catalog().places, &found.looked.places, from),
                None => found.looked.places.iter().map(|at| (*at, None)).collect(),
            })
        })
    };
    let near = {
        let site = Arc::clone(&site);
        move || nearby_part(&site, &filter.get(), choose, near_open)
    };
    let map_on = Memo::new(move |_| filter.with(|f| f.map));
    let map = {
        let site = Arc::clone(&site);
        move || (map_on.get() && site.ready()).then(|| map_part(&site, ordered, filter))
    };
    let results = {
        let site = Arc::clone(&site);
        move || told.with(|told| ordered.with(|ordered| results(&site, told, ordered, &query.get(), growing)))
    };
    view! {
        <h1>{site.text(Word::PlacesTitle)}</h1>
        <p class="side-links">
            <a class="narrow-only" href=site.link("programmes/")>{site.text(Word::HomeProgrammesLink)}</a>
            <a href=site.link("arriving/")>{site.text(Word::ArrivingTitle)}</a>
        </p>
        <div class="sticky-search">
            <SearchBox prepare=prepare sought=Sought::Places label=Word::PlacesSearchLabel placeholder=Word::PlacesSearchPlaceholder value=start action="places/" on_input=typed/>
        </div>
        <Trouble/>
        {in_turn(filters)}
        {in_turn(narrow)}
        {in_turn(near)}
        {map}
        {in_turn(results)}
    }
}

/// How long this list was when one went on from it; nothing on the host.
fn kept_length(address: &str) -> Option<usize> {
    #[cfg(feature = "app")]
    return crate::app::browser::list_length(address);
    #[cfg(not(feature = "app"))]
    return Some(address).and(None);
}

fn keep_length(address: String, shown: usize) {
    #[cfg(feature = "app")]
    crate::app::browser::keep_list_length(&address, shown);
    #[cfg(not(feature = "app"))]
    drop((address, shown));
}

/// What a query and the conditions leave.
#[derive(Clone, Debug, Default, PartialEq)]
struct Found {
    looked: Looked,
    left_out: Vec<String>,
    meant: Vec<Meant>,
}

/// `counted`: how many each switch would leave is shown. Whether thousands of places are open now takes an old phone its time, and is
/// found out where somebody asks.
fn look(site: &Site, results: &Results, filter: &Filter, counted: bool) -> Found {
    let places = results.hits.iter().map(|h| h.document);
    let switches = if counted || !filter.switches.is_empty() { site.switches() } else { Arc::default() };
    let looked = filter.look(&site.catalog().places, places, &switches);
    Found { looked, left_out: results.left_out.clone(), meant: results.meant.clone() }
}

/// How the words of a query were understood: those left out, those taken as others.
type Told = (Vec<String>, Vec<Meant>);

fn results(site: &Arc<Site>, told: &Told, ordered: &[(u32, Option<f64>)], query: &str, growing: Growing) -> AnyView {
    if !site.ready() {
        return painted(site);
    }
    if site.catalog().places.is_empty() {
        return view! { <p class="empty">{site.text(Word::PlacesEmptyNone)}</p> }.into_any();
    }
    let left_out = understood(site, &told.0, &told.1);
    if ordered.is_empty() {
        return nothing(site).into_any();
    }
    let total = ordered.len();
    let limit = growing.shown().min(total);
    let card = {
        let (site, query) = (Arc::clone(site), query.to_owned());
        move |(at, far): &(u32, Option<f64>)| place_card_at(&site.catalog().places[*at as usize], &query, *far)
    };
    let cards = growing.cards(0, &ordered[..limit.min(ordered.len())], card);
    let count = if limit < total {
        site.words.fill(Word::PlacesCountOf, &[("total", &total.to_string()), ("count", &limit.to_string())])
    } else {
        site.words.fill(Word::PlacesCount, &[("count", &total.to_string())])
    };
    let more = (limit < total).then(|| {
        view! {
            <p class="more">
                <button type="button" class="button" on:click=move |_| growing.more()>{site.text(Word::PlacesMore)}</button>
            </p>
        }
    });
    view! {
        <h2 class="visually-hidden">{site.text(Word::PlacesSearchLabel)}</h2>
        <p class="count" role="status">{count}</p>
        {left_out}
        <ul class="cards">{cards}</ul>
        {more}
    }
    .into_any()
}

/// How many places the painted page shows.
#[cfg(feature = "press")]
const PAINTED: usize = 12;

#[cfg(not(feature = "press"))]
fn painted(_: &Site) -> AnyView {
    ().into_any()
}

/// The list's beginning, to be read and rung while the app is on its way. public/start.js shows it in the place of a list that is coming,
/// unless the address asks for something; where there are no scripts it is shown.
#[cfg(feature = "press")]
fn painted(site: &Site) -> AnyView {
    let places = &site.catalog().places;
    let cards: Vec<_> = places.iter().take(PAINTED).map(|place| place_card_at(place, "", None)).collect();
    let none = cards.is_empty();
    let near = places.iter().any(|place| place.position.is_some()).then(|| {
        let map = painted_link(site, &Filter { map: true, ..Filter::default() });
        view! { {painted_fold(Word::NearTitle)}<p class="actions awaited"><a class="button" href=map>{icon(Icon::Pin)}<span>{site.text(Word::MapShow)}</span></a></p> }
    });
    view! {
        {(!none).then(|| painted_fold(Word::FilterTitle))}
        {near}
        <h2 class="visually-hidden">{site.text(Word::PlacesSearchLabel)}</h2>
        <p class="count awaited" role="status">{site.text(Word::StartLoading)}</p>
        {(!none).then(|| view! { <div data-first hidden><ul class="cards">{cards}</ul></div> })}
        <div class=(!none).then_some("awaited") data-awaited>{skeleton_cards(4)}</div>
    }
    .into_any()
}

/// How the words of a query were understood, where not as they stand.
pub fn understood(site: &Site, left_out: &[String], meant: &[Meant]) -> AnyView {
    let meant = meant.iter().map(|m| {
        let values = [("typed", m.typed.as_str()), ("meant", m.meant.as_str())];
        site.words.fill(Word::PlacesMeant, &values)
    });
    let left_out = left_out.iter().map(|word| site.words.fill(Word::PlacesLeftOut, &[("word", word)]));
    let lines: Vec<_> = meant.chain(left_out).map(|text| view! { <p class="left-out">{text}</p> }).collect();
    lines.into_any()
}

/// Nothing found: other words, all places, or a person to ask.
pub fn nothing(site: &Site) -> impl IntoView + use<> {
    let ask = site.catalog().places.iter().find(|p| p.kind == Kind::FamilyCentre).map(|p| {
        let text = site.words.fill(Word::PlacesAskInstead, &[("name", &p.name)]);
        view! { <p>{text}</p> {p.phones.first().map(crate::app::parts::call::call_button)} }
    });
    view! {
        <section class="empty">
            <div role="status"><h2>{site.text(Word::PlacesEmptyTitle)}</h2></div>
            <p>{site.text(Word::PlacesEmpty)}</p>
            <p><a class="button" href=site.link("places/") rel="external">{site.text(Word::PlacesShowAll)}</a></p>
            {ask}
        </section>
    }
}
