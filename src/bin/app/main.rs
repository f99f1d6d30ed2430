//! The app's start in the browser: read the city's files, then take the place of the painted page. Home does so with the settings alone
//! that its page brings along, さがす and some others with the places; they read the rest while they can be used already.

#[cfg(feature = "parted")]
mod parts;
#[cfg(not(feature = "parted"))]
#[path = "whole.rs"]
mod parts;
mod reading;

use leptos::prelude::*;
use reading::Read;
use std::cell::RefCell;
use std::sync::Arc;
use tsunagi::app::App;
use tsunagi::app::browser;
use tsunagi::app::browser::lists;
use tsunagi::app::outlet::Coming;
use tsunagi::app::pages::{Ask, Page};
use tsunagi::app::site::{Held, Site, Whole, held};
use tsunagi::app::turns::Turns;
use tsunagi::calendar::Date;
use tsunagi::data::Catalog;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

fn main() {
    browser::crash::tell_only_where();
    spawn_local(start());
}

/// What a page did not wait for.
struct Rest {
    site: Arc<Site>,
    of: Missing,
    turns: Turns,
    /// Whether it is there, once that is known; none before it is asked for.
    coming: Option<js_sys::Promise>,
}

/// What the page began without.
#[derive(Clone, Copy)]
enum Missing {
    /// Everything but the settings that it began with.
    Lists(Held),
    /// What lies apart from the places, made of the lists with this digest.
    Apart(u64),
}

thread_local! {
    static REST: RefCell<Option<Rest>> = const { RefCell::new(None) };
}

/// Begins to bring a page the rest that it began without, where that has not begun or what came was not all. None for a page that has it.
fn bring() -> Option<js_sys::Promise> {
    REST.with_borrow_mut(|rest| {
        let Rest { site, of, turns, coming } = rest.as_mut()?;
        if site.whole_now() == Whole::Failed {
            site.await_again();
            *coming = None;
        }
        Some(coming.get_or_insert_with(|| future_to_promise(bring_rest(Arc::clone(site), *of, turns.clone()))).clone())
    })
}

/// Whether the city's lists are there: at once, but for the moments after home or さがす has come. What did not come is asked for again.
fn lists_there() -> Coming {
    let coming = bring();
    Box::pin(async {
        match coming {
            Some(coming) => JsFuture::from(coming).await.is_ok_and(|came| came.is_truthy()),
            None => true,
        }
    })
}

/// Whether a page can be drawn with the places alone, and they are there. Whoever has a record by now sees more of the lists.
fn can_begin_apart(page: Page) -> bool {
    let places = REST.with_borrow(|rest| rest.as_ref().is_none_or(|rest| matches!(rest.of, Missing::Apart(_))));
    places && page.begins_apart() && !browser::store::is_used()
}

/// Reads the city's lists. None where what reads them could not be fetched.
async fn read(top: String, today: Date, begun: Option<Held>, apart: bool) -> Option<Read> {
    parts::reading(top, today, begun, apart).await.ok()?.await
}

/// Brings it, and says whether it came. What is shown of it is drawn in turns.
async fn bring_rest(site: Arc<Site>, of: Missing, turns: Turns) -> Result<JsValue, JsValue> {
    browser::pause().await;
    let begun = match of {
        Missing::Lists(begun) => begun,
        Missing::Apart(lists) => {
            let came = lists::fill(site.catalog(), lists).await;
            turns.begin_again();
            site.settle(came);
            in_turns(&turns).await;
            return Ok(JsValue::from_bool(came));
        }
    };
    let Some(Read { catalog, advance, same_settings, .. }) =
        read(site.top.clone(), site.today, Some(begun), false).await
    else {
        site.complete(None);
        return Ok(JsValue::FALSE);
    };
    if !same_settings && lists::note_other_settings() {
        // The city has changed its settings and not published since: a page that is loaded anew begins with what it says now.
        if lists::touched() {
            browser::behind::tell_newer();
        } else {
            lists::reload();
        }
    }
    turns.begin_again();
    site.complete(Some(catalog));
    in_turns(&turns).await;
    if let Some(lists) = advance {
        spawn_local(compare(site, lists));
    }
    Ok(JsValue::TRUE)
}

/// Compares what is shown with the lists on the server. Where those are newer they are shown: at once as long as nobody has
/// done anything here, else when they are asked for.
async fn compare(site: Arc<Site>, lists: u64) {
    let names: Vec<String> = site.catalog().settings.lists().map(str::to_owned).collect();
    if lists::are_newer(&site.top, &names, lists).await {
        if lists::touched() {
            browser::behind::tell_newer();
        } else {
            lists::reload();
        }
    }
}

async fn start() {
    // The program has just been made ready, which is a piece of work of its own.
    browser::pause().await;
    let top = browser::root();
    let today = browser::today();
    let page = Page::of(&browser::path_below(&top));
    browser::pause().await;
    let used = browser::store::is_used();
    let settings = if page == Page::Home && !used { lists::settings() } else { None };
    let begun = settings.map(|settings| held(Catalog::of_settings(settings)));
    let apart = page.begins_apart() && !used;
    // Whoever has a record sees its dates at once.
    let steps = async { !used || parts::have_steps().await };
    // What home shows of the lists comes with them.
    let part = async { begun.is_some() || (parts::PARTS.fetch)(page).await };
    let part = async { futures::future::join(part, steps).await == (true, true) };
    let known = async {
        match begun {
            Some(catalog) => Some(Read { catalog, advance: None, apart: false, same_settings: true }),
            None => read(top.clone(), today, None, apart).await,
        }
    };
    let (known, words, came) = futures::future::join3(known, browser::words(&top), part).await;
    // Without the page's part, the reader of the lists or the words of its language the painted page stays, with its numbers
    // to ring.
    let Some(Read { catalog, advance, apart, .. }) =
        known.filter(|_| came && words.is_some() == browser::foreign().is_some())
    else {
        return browser::show_start_failed();
    };
    // To read it was another.
    browser::pause().await;
    let words = words.unwrap_or_else(|| catalog.settings.words());
    let missing = begun.map(Missing::Lists).or(advance.filter(|_| apart).map(Missing::Apart));
    let mut site = Site::new(words, top, catalog, today, missing.is_none());
    // Things have pages of their own in Japanese alone.
    site.paged = browser::paged() && words.tag == "ja";
    if page.has_forms() {
        site.forms = parts::forms(page, site.top.clone(), site.catalog().settings.forms.clone()).await;
    }
    let base = site.root.trim_end_matches('/').to_owned();
    let site = Arc::new(site);
    if let Some(lists) = advance {
        spawn_local(compare(Arc::clone(&site), lists));
    }
    let turns = Turns::begin();
    if let Some(of) = missing {
        REST.set(Some(Rest { site: Arc::clone(&site), of, turns: turns.clone(), coming: None }));
    }
    draw(site, base, turns).await;
    let _ = bring();
    spawn_local(async {
        browser::at_rest().await;
        (parts::PARTS.fetch)(Page::Ask(Ask::Now)).await;
    });
    browser::behind::tell_drawn();
}

/// Draws what waits, a piece after the other.
async fn in_turns(turns: &Turns) {
    browser::pause().await;
    while turns.next() {
        browser::pause().await;
    }
}

/// Draws the page apart from the painted one, a piece after the other, and puts it in its place once all of it is there.
async fn draw(site: Arc<Site>, base: String, turns: Turns) {
    browser::pause().await;
    let apart = browser::apart();
    let first = turns.clone();
    leptos::mount::mount_to(apart.clone(), move || view! { <App site=site base=base parts=parts::PARTS turns=first/> })
        .forget();
    in_turns(&turns).await;
    // The painted page has stood until here; what was typed into it is not lost.
    let typed = browser::typed_before_start();
    let chosen = browser::chosen_before_start();
    let focused = document().active_element().is_some_and(|e| e.id() == "q");
    browser::show(&apart);
    browser::restore_chosen(&chosen);
    if !typed.is_empty() || focused {
        browser::resume_typing(&typed, focused);
    }
}
