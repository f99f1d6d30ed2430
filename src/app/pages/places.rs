//! さがす: type, choose a purpose and a kind, see the list.

use crate::app::parts::card::place_card;
use crate::app::parts::query::{address, parameter, rewriter, words_searched};
use crate::app::parts::search_box::SearchBox;
use crate::app::parts::state::{Trouble, skeleton};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, site};
use crate::directory::{Group, Kind, Place};
use crate::search::{Meant, Results};
use crate::words::Word;
use leptos::prelude::*;
use std::sync::Arc;

/// How many cards are drawn at once: more than a phone shows in several screens, few enough to draw at a keystroke.
const PAGE: usize = 30;

#[component]
pub fn Places() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::PlacesTitle)));
    let query = words_searched();
    let group = parameter("group");
    let kind = parameter("kind");
    let here = {
        let root = site.root.clone();
        move || address(&root, "places/", &[("q", &query.get()), ("group", &group.get()), ("kind", &kind.get())])
    };
    let shown = RwSignal::new(untrack(|| kept_length(&here())).unwrap_or(PAGE));
    Effect::new(move |_| keep_length(here(), shown.get()));
    let rewrite = rewriter("places/");

    let typed = {
        let rewrite = rewrite.clone();
        Callback::new(move |text: String| {
            shown.set(PAGE);
            rewrite(&[("q", &text), ("group", &group.get_untracked()), ("kind", &kind.get_untracked())]);
        })
    };
    let choose = Callback::new(move |(group, kind): (String, String)| {
        shown.set(PAGE);
        rewrite(&[("q", &query.get_untracked()), ("group", &group), ("kind", &kind)]);
    });
    let start = query.get_untracked();
    // The words are looked for once; the choices only sort out what they found.
    let answers = {
        let site = Arc::clone(&site);
        Memo::new(move |_| site.places_index().search(&query.get()))
    };
    let found = {
        let site = Arc::clone(&site);
        Memo::new(move |_| answers.with(|answers| choose_from(&site, answers, &group.get(), &kind.get())))
    };
    let filters = {
        let site = Arc::clone(&site);
        move || answers.with(|answers| filters(&site, answers, &group.get(), &kind.get(), choose))
    };
    let results = {
        let site = Arc::clone(&site);
        move || found.with(|found| results(&site, found, &query.get(), shown))
    };
    view! {
        <h1>{site.text(Word::PlacesTitle)}</h1>
        <p class="narrow-only"><a href=site.link("programmes/")>{site.text(Word::HomeProgrammesLink)}</a></p>
        <div class="sticky-search">
            <SearchBox label=Word::PlacesSearchLabel placeholder=Word::PlacesSearchPlaceholder value=start action="places/" on_input=typed/>
        </div>
        <Trouble/>
        {filters}
        {results}
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

/// What a query and the chosen filters leave.
#[derive(Clone, Debug, Default, PartialEq)]
struct Found {
    /// Positions in the catalog, best first.
    places: Vec<u32>,
    left_out: Vec<String>,
    meant: Vec<Meant>,
}

fn choose_from(site: &Site, results: &Results, group: &str, kind: &str) -> Found {
    let group = Group::from_key(group);
    let kind = Kind::from_key(kind);
    let fits = |p: &Place| group.is_none_or(|g| p.kind.group() == g) && kind.is_none_or(|k| p.kind == k);
    let places = results.hits.iter().map(|h| h.document).filter(|d| fits(&site.catalog.places[*d as usize])).collect();
    Found { places, left_out: results.left_out.clone(), meant: results.meant.clone() }
}

/// The purposes, and under a chosen one its kinds, each with how many there are for this query.
fn filters(site: &Site, answers: &Results, group: &str, kind: &str, choose: Callback<(String, String)>) -> AnyView {
    if !site.ready {
        return view! { <div class="chips-space" aria-hidden="true"></div> }.into_any();
    }
    let all = &answers.hits;
    let kind_of = |d: u32| site.catalog.places[d as usize].kind;
    let count = |fits: &dyn Fn(Kind) -> bool| all.iter().filter(|h| fits(kind_of(h.document))).count();
    let chip = move |label: String, count: usize, on: bool, group: String, kind: String| {
        let choice = if on {
            (if kind.is_empty() { String::new() } else { group.clone() }, String::new())
        } else {
            (group, kind)
        };
        view! {
            <li>
                <button type="button" class="chip" aria-pressed=on.to_string() on:click=move |_| choose.run(choice.clone())>
                    {label}<span class="chip-count">{count}</span>
                </button>
            </li>
        }
    };
    let groups: Vec<_> = Group::ALL
        .into_iter()
        .map(|g| (g, count(&|k: Kind| k.group() == g)))
        .filter(|(g, n)| *n > 0 || g.key() == group)
        .map(|(g, n)| chip(site.text(g.word()).to_owned(), n, g.key() == group, g.key().to_owned(), String::new()))
        .collect();
    let chosen = Group::from_key(group).or_else(|| Kind::from_key(kind).map(Kind::group));
    let kinds: Vec<_> = Kind::ALL
        .iter()
        .copied()
        .filter(|k| chosen == Some(k.group()))
        .map(|k| (k, count(&|other: Kind| other == k)))
        .filter(|(k, n)| *n > 0 || k.key() == kind)
        .map(|(k, n)| {
            let label = k.word().map(|w| site.text(w)).unwrap_or_default().to_owned();
            chip(label, n, k.key() == kind, k.group().key().to_owned(), k.key().to_owned())
        })
        .collect();
    let kinds = (kinds.len() > 1 || !kind.is_empty())
        .then(|| view! { <div role="group" aria-label=site.text(Word::PlacesFilterKind)><ul class="chips chips-kinds">{kinds}</ul></div> });
    if groups.is_empty() {
        return ().into_any();
    }
    view! {
        <div role="group" aria-label=site.text(Word::PlacesFilterGroup)><ul class="chips">{groups}</ul></div>
        {kinds}
    }
    .into_any()
}

fn results(site: &Site, found: &Found, query: &str, shown: RwSignal<usize>) -> AnyView {
    if !site.ready {
        return skeleton(4).into_any();
    }
    if site.catalog.places.is_empty() {
        return view! { <p class="empty">{site.text(Word::PlacesEmptyNone)}</p> }.into_any();
    }
    let left_out = understood(site, &found.left_out, &found.meant);
    if found.places.is_empty() {
        return nothing(site).into_any();
    }
    let total = found.places.len();
    let limit = shown.get().min(total);
    let cards: Vec<_> =
        found.places.iter().take(limit).map(|d| place_card(&site.catalog.places[*d as usize], query)).collect();
    let count = if limit < total {
        site.words.fill(Word::PlacesCountOf, &[("total", &total.to_string()), ("count", &limit.to_string())])
    } else {
        site.words.fill(Word::PlacesCount, &[("count", &total.to_string())])
    };
    let more = (limit < total).then(|| {
        view! {
            <p class="more">
                <button type="button" class="button" on:click=move |_| shown.update(|n| *n += PAGE)>{site.text(Word::PlacesMore)}</button>
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
    let ask = site.catalog.places.iter().find(|p| p.kind == Kind::FamilyCentre).map(|p| {
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
