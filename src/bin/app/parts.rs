//! The parts that the app is fetched in. What is reached only through one of the functions marked here is cut out of the program
//! at build time (scripts/build.sh) and fetched when the function is first called; what several of them need lies between them.

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use tsunagi::app::browser;
use tsunagi::app::outlet::{Coming, Parts};
use tsunagi::app::pages::{self, Ask, More, Page, PlanPage, RecordPage, Thing};
use tsunagi::app::plans::fetched;
use tsunagi::app::record::reckon;
use tsunagi::app::site::Site;
use tsunagi::calendar::Date;
use tsunagi::data::{Catalog, SourceFile};
use tsunagi::family::record::Family;
use tsunagi::family::timeline::Step;
use tsunagi::plan::form::Form;

/// Each page with the part that it lies in.
pub const PARTS: Parts =
    Parts { fetch, draw, steps: |family, site| Box::pin(async move { steps(family, site).await.ok() }) };

/// What a part gives, or that it could not be fetched.
type Part<T> = Result<T, SplitLoaderError>;

#[wasm_split(places, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_places))]
fn places() -> Part<AnyView> {
    Ok(pages::places_page())
}

#[wasm_split(things, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_things))]
fn thing(page: Thing) -> Part<AnyView> {
    Ok(pages::thing_page(page))
}

#[wasm_split(record, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_record))]
fn record(page: RecordPage) -> Part<AnyView> {
    Ok(pages::record_page(page))
}

#[wasm_split(plan, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_plan))]
fn plan(page: PlanPage) -> Part<AnyView> {
    Ok(pages::plan_page(page))
}

/// Forms that are on their way.
type ComingForms = Pin<Box<dyn Future<Output = Arc<Vec<Form>>>>>;

/// What fetches and reads the forms, which lies where they are used.
#[wasm_split(plan, fallible, wasm_split_path = leptos::wasm_split)]
fn coming_forms(top: String, own: Vec<String>) -> Part<ComingForms> {
    Ok(Box::pin(fetched(top, own)))
}

/// The forms, for a page of the plan that the app starts on; none where they did not come.
pub async fn forms(top: String, own: Vec<String>) -> Arc<Vec<Form>> {
    match coming_forms(top, own).await {
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
    Ok(Catalog::read(&files, &browser::cp932, today))
}

fn fetch(page: Page) -> Coming {
    Box::pin(async move {
        let came = match page {
            Page::NotFound | Page::Home => Ok(()),
            Page::Places => fetch_places().await,
            Page::Thing(_) => fetch_things().await,
            Page::Record(_) => fetch_record().await,
            Page::Plan(_) => fetch_plan().await,
            Page::Ask(_) => fetch_ask().await,
            Page::More(_) => fetch_more().await,
        };
        came.is_ok()
    })
}

fn draw(page: Page) -> AnyView {
    use futures::FutureExt;
    let drawn = match page {
        Page::NotFound => return pages::not_found_page(),
        Page::Home => return pages::home_page(),
        Page::Places => places().now_or_never(),
        Page::Thing(page) => thing(page).now_or_never(),
        Page::Record(page) => record(page).now_or_never(),
        Page::Plan(page) => plan(page).now_or_never(),
        Page::Ask(page) => ask(page).now_or_never(),
        Page::More(page) => more(page).now_or_never(),
    };
    // A part that is there is called at once.
    drawn.and_then(Result::ok).unwrap_or_else(|| tsunagi::app::parts::state::not_come().into_any())
}
