//! The parts that the app is fetched in. What is reached only through one of the functions marked here is cut out of the program
//! at build time (scripts/build.sh) and fetched when the function is first called; what several of them need lies between them.

use super::reading::{self, Reading};
use futures::FutureExt;
use futures::future::join;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use std::sync::Arc;
use tsunagi::app::outlet::{Coming, ComingForms, Parts};
use tsunagi::app::pages::{
    self, Ask, EventsPage, HandPage, KeptPage, More, Page, Piece, PlanPage, ProgrammesPage, RecordPage,
};
use tsunagi::app::plans::fetched;
use tsunagi::app::record::reckon;
use tsunagi::app::site::{self, Ahead, Held, Site, Sought};
use tsunagi::calendar::Date;
use tsunagi::data::{Catalog, SourceFile};
use tsunagi::family::record::Family;
use tsunagi::family::timeline::Step;
use tsunagi::plan::form::Form;
use tsunagi::plan::read::with_own;

/// Each page with the part that it lies in.
pub const PARTS: Parts = Parts {
    fetch,
    draw,
    // The lists are there, and so is what has read them: it is called at once.
    piece: |of| piece(of).now_or_never().and_then(Result::ok).unwrap_or_else(|| ().into_any()),
    prepare: |site, sought, ahead| prepare(site, sought, ahead).now_or_never().and_then(Result::ok).unwrap_or(true),
    // The city's own rows of what comes when are among its lists.
    steps: |family, site| {
        Box::pin(async move { if super::lists_there().await { steps(family, site).await.ok() } else { None } })
    },
    // Without the part that reads a city's own forms there are the built-in ones.
    own_forms: |built_in, own| Box::pin(async move { own_forms(Arc::clone(&built_in), own).await.unwrap_or(built_in) }),
};

/// What a part gives, or that it could not be fetched.
type Part<T> = Result<T, SplitLoaderError>;

/// What reads the city's lists.
#[wasm_split(read, fallible, wasm_split_path = leptos::wasm_split)]
fn begin_reading(top: String, today: Date, begun: Option<Held>, apart: bool) -> Part<Reading> {
    Ok(reading::reading(top, today, begun, apart))
}

/// Fetches what reads the city's lists, and begins with it; for a home that was drawn without them (`begun`) also what it shows of them.
pub async fn reading(top: String, today: Date, begun: Option<Held>, apart: bool) -> Part<Reading> {
    let pieces = async { if begun.is_some() { fetch_home().await } else { Ok(()) } };
    let (pieces, reading) = join(pieces, begin_reading(top, today, begun, apart)).await;
    pieces.and(reading)
}

/// Each is called at once from then on.
async fn fetch_home() -> Part<()> {
    let (piece, prepare) = join(fetch_piece(), fetch_prepare()).await;
    piece.and(prepare)
}

/// The forms, in the part of those who hand a plan on.
#[wasm_split(hand, fallible, wasm_split_path = leptos::wasm_split)]
fn coming_forms_there(top: String, own: Vec<String>) -> Part<ComingForms> {
    Ok(Box::pin(fetched(top, own, PARTS)))
}

#[wasm_split(home, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_piece))]
fn piece(piece: Piece) -> Part<AnyView> {
    Ok(pages::home_piece(piece))
}

#[wasm_split(home, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_prepare))]
fn prepare(site: Arc<Site>, sought: Sought, ahead: Ahead) -> Part<bool> {
    Ok(site::prepare(site, sought, ahead))
}

#[wasm_split(places, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_places))]
fn places() -> Part<AnyView> {
    Ok(pages::places_page())
}

#[wasm_split(place, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_place))]
fn place() -> Part<AnyView> {
    Ok(pages::place_page())
}

#[wasm_split(events, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_events))]
fn events(page: EventsPage) -> Part<AnyView> {
    Ok(pages::events_page(page))
}

#[wasm_split(programmes, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_programmes))]
fn programmes(page: ProgrammesPage) -> Part<AnyView> {
    Ok(pages::programmes_page(page))
}

#[wasm_split(record, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_record))]
fn record(page: RecordPage) -> Part<AnyView> {
    Ok(pages::record_page(page))
}

#[wasm_split(kept, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_kept))]
fn kept(page: KeptPage) -> Part<AnyView> {
    Ok(pages::kept_page(page))
}

#[wasm_split(plan, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_plan))]
fn plan(page: PlanPage) -> Part<AnyView> {
    Ok(pages::plan_page(page))
}

#[wasm_split(hand, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_hand))]
fn hand(page: HandPage) -> Part<AnyView> {
    Ok(pages::hand_page(page))
}

/// What fetches and reads the forms, which lies where they are used.
#[wasm_split(plan, fallible, wasm_split_path = leptos::wasm_split)]
fn coming_forms(top: String, own: Vec<String>) -> Part<ComingForms> {
    Ok(Box::pin(fetched(top, own, PARTS)))
}

/// The forms, for a page of the plan that the app starts on; none where they did not come.
pub async fn forms(page: Page, top: String, own: Vec<String>) -> Arc<Vec<Form>> {
    let coming = match page {
        Page::Hand(_) => coming_forms_there(top, own).await,
        _ => coming_forms(top, own).await,
    };
    match coming {
        Ok(coming) => coming.await,
        Err(_) => Arc::default(),
    }
}

#[wasm_split(ask, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_ask))]
fn ask(page: Ask) -> Part<AnyView> {
    Ok(pages::ask_page(page))
}

#[wasm_split(more, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_more))]
fn more(page: More) -> Part<AnyView> {
    Ok(pages::more_page(page))
}

/// What comes when in a family: for whoever has one in the record.
#[wasm_split(steps, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_steps))]
fn steps(family: Arc<Family>, site: Arc<Site>) -> Part<Vec<Step>> {
    Ok(reckon(&family, &site))
}

/// Fetches what reckons that; whether it came.
pub async fn have_steps() -> bool {
    fetch_steps().await.is_ok()
}

/// Reads a city's lists: for whoever opens a site that no publisher has read them for, or lists that are newer than that.
#[wasm_split(lists, fallible, wasm_split_path = leptos::wasm_split)]
pub fn read_lists(files: Vec<SourceFile>, today: Date) -> Part<Catalog> {
    Ok(reading::of_lists(&files, today))
}

/// Reads a city's own forms, for whoever opens a plan where there are any.
#[wasm_split(own, fallible, wasm_split_path = leptos::wasm_split)]
fn own_forms(built_in: Arc<Vec<Form>>, own: Vec<String>) -> Part<Arc<Vec<Form>>> {
    Ok(Arc::new(with_own((*built_in).clone(), &own)))
}

fn fetch(page: Page) -> Coming {
    Box::pin(async move {
        let part = async {
            match page {
                Page::NotFound => Ok(()),
                Page::Home => fetch_home().await,
                Page::Places => fetch_places().await,
                Page::Place => fetch_place().await,
                Page::Events(_) => fetch_events().await,
                Page::Programmes(_) => fetch_programmes().await,
                Page::Record(_) => fetch_record().await,
                Page::Kept(_) => fetch_kept().await,
                Page::Plan(_) => fetch_plan().await,
                Page::Hand(_) => fetch_hand().await,
                Page::Ask(_) => fetch_ask().await,
                Page::More(_) => fetch_more().await,
            }
        };
        // Home can be drawn before the lists are there, others once the places are.
        let without = page == Page::Home || super::can_begin_apart(page);
        let lists = async { without || super::lists_there().await };
        let (part, lists) = join(part, lists).await;
        part.is_ok() && lists
    })
}

fn draw(page: Page) -> AnyView {
    let drawn = match page {
        Page::NotFound => return pages::not_found_page(),
        Page::Home => return pages::home_page(),
        Page::Places => places().now_or_never(),
        Page::Place => place().now_or_never(),
        Page::Events(page) => events(page).now_or_never(),
        Page::Programmes(page) => programmes(page).now_or_never(),
        Page::Record(page) => record(page).now_or_never(),
        Page::Kept(page) => kept(page).now_or_never(),
        Page::Plan(page) => plan(page).now_or_never(),
        Page::Hand(page) => hand(page).now_or_never(),
        Page::Ask(page) => ask(page).now_or_never(),
        Page::More(page) => more(page).now_or_never(),
    };
    // A part that is there is called at once.
    drawn.and_then(Result::ok).unwrap_or_else(|| tsunagi::app::parts::state::not_come().into_any())
}
