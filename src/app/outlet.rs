//! The place of the page within what stands around it: which page the address asks for, fetched where it is not there yet, and drawn.

use super::pages::{self, Page, Piece};
#[cfg(feature = "app")]
use super::parts::query;
use super::parts::state::not_come;
use super::record::{Reckoning, reckon};
use super::site::{Prepare, Site, prepare, site};
use super::turns::in_turn;
use crate::family::record::Family;
use crate::plan::form::Form;
use crate::plan::read::with_own;
use crate::words::Word;
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use leptos_router::location::Url;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

/// Whether the part of the app that a page lies in came.
pub type Coming = Pin<Box<dyn Future<Output = bool>>>;

/// Forms that are on their way.
pub type ComingForms = Pin<Box<dyn Future<Output = Arc<Vec<Form>>>>>;

/// How the pages come: all of them with the app, or in parts that are fetched when they are asked for.
#[derive(Clone, Copy)]
pub struct Parts {
    /// Fetches the part that a page lies in: done at once where it is there.
    pub fetch: fn(Page) -> Coming,
    /// Draws a page whose part is there.
    pub draw: fn(Page) -> AnyView,
    /// Draws what home shows of the city's lists and of a record: to be called once the lists are there.
    pub piece: fn(Piece) -> AnyView,
    /// Makes ready what home looks for, once the lists are there.
    pub prepare: Prepare,
    /// Reckons what comes when in a family, with the rules for it.
    pub steps: fn(Arc<Family>, Arc<Site>) -> Reckoning,
    /// Reads a city's own forms, and gives them with the built-in ones.
    pub own_forms: fn(Arc<Vec<Form>>, Vec<String>) -> ComingForms,
}

impl Parts {
    /// All pages at once.
    pub const WHOLE: Parts = Parts {
        fetch: |_| Box::pin(ready(true)),
        draw: pages::draw,
        piece: pages::home_piece,
        prepare,
        steps: |family, site| Box::pin(ready(Some(reckon(&family, &site)))),
        own_forms: |built_in, own| Box::pin(ready(Arc::new(with_own((*built_in).clone(), &own)))),
    };
}

/// What is drawn: a page, none where its part did not come, with the address that it was asked for by.
#[derive(Clone)]
struct Shown {
    page: Page,
    came: bool,
    url: ArcRwSignal<Url>,
}

impl Shown {
    fn new(page: Page, came: bool, url: Url) -> Shown {
        Shown { page, came, url: ArcRwSignal::new(url) }
    }
}

/// What of an address lies below the site's root.
pub fn below<'a>(root: &str, path: &'a str) -> &'a str {
    path.strip_prefix(root).unwrap_or(path.trim_start_matches('/'))
}

/// What of an address says which thing a page is about. Conditions of a list are in the address as well, and are none.
#[cfg(feature = "app")]
fn thing(url: &Url) -> (&str, String) {
    (url.path().trim_end_matches('/'), query::thing(url))
}

/// The page that the address asks for. The first one has to be there; while a further one is on its way the former stays, and
/// keeps the address that it was drawn for. On every page that one comes to the focus goes to its heading, as a page that is
/// loaded is begun at its top.
pub fn outlet(parts: Parts) -> impl IntoView {
    let (url, site) = (use_url(), site());
    let first = url.get_untracked();
    let shown = RwSignal::new(Shown::new(Page::of(below(&site.root, first.path())), true, first));
    let coming = RwSignal::new(false);
    #[cfg(feature = "app")]
    {
        use crate::app::browser::arrive;
        use leptos_router::hooks::use_navigate;
        use leptos_router::location::{BrowserUrl, LocationProvider};
        // The router gives it to all that stands within it.
        let browser = expect_context::<BrowserUrl>();
        let root = site.root.clone();
        let navigate = use_navigate();
        Effect::new(move |former: Option<()>| {
            let asked = url.get();
            if former.is_none() {
                // Loading it anew would send it to the server once more.
                if let Some(address) = query::moved(&asked, shown.get_untracked().page) {
                    navigate(&address, query::quietly());
                }
                return;
            }
            let now = shown.get_untracked();
            let page = Page::of(below(&root, asked.path()));
            if page == now.page && now.came {
                coming.set(false);
                if now.url.with_untracked(|url| thing(url) != thing(&asked)) {
                    arrive("main h1");
                }
                now.url.set(asked);
                return browser.ready_to_complete();
            }
            let browser = browser.clone();
            let part = (parts.fetch)(page);
            coming.set(true);
            leptos::task::spawn_local(async move {
                let came = part.await;
                // Whoever has gone elsewhere meanwhile is left there.
                let Some(asked) = url.try_get_untracked().filter(|at| at.path() == asked.path()) else { return };
                coming.set(false);
                arrive("main h1");
                shown.set(Shown::new(page, came, asked));
                browser.ready_to_complete();
            });
        });
    }
    let loading = site.text(Word::StartLoading);
    view! {
        <p class="coming" role="status">{move || coming.get().then(|| view! { <span>{loading}</span> })}</p>
        {in_turn(move || {
            let Shown { page, came, url } = shown.get();
            provide_context(url);
            if came { (parts.draw)(page) } else { not_come().into_any() }
        })}
    }
}
