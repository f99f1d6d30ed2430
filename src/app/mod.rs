//! The Leptos skin: pages, the parts they share, and the browser glue in one place.
//!
//! The same views are rendered twice: on the host into the pages that are painted before wasm arrives
//! ([`prerender`]), and in the browser once the city's files are read.
//!
//! - [`plans`]: the forms that plans are made of
//! - [`record`]: the family's record, and the one door through which it is changed
//! - [`site`]: what every page is given
//! - [`layout`]: header, navigation, footer
//! - [`outlet`]: the place of the page, and how pages come
//! - [`turns`]: the first drawing of a page, a piece after the other
//! - `pages/`: one file a page
//! - `parts/`: what pages share
//! - `desk/`: the desk of those who publish, a program of its own (feature `desk`)
//! - `browser/`: clock, files, decoding, sharing (only in the browser)

#[cfg(feature = "app")]
pub mod browser;
#[cfg(feature = "desk")]
pub mod desk;
pub mod layout;
pub mod outlet;
pub mod pages;
pub mod parts;
pub mod plans;
#[cfg(feature = "press")]
pub mod prerender;
pub mod record;
pub mod site;
pub mod turns;

use leptos::prelude::*;
use leptos_router::components::Router;
use outlet::Parts;
use site::Site;
use std::sync::Arc;
use turns::Turns;

/// The whole app over one city. `base` is the path under which the site lies, without a slash at its end.
#[component]
pub fn App(
    site: Arc<Site>,
    base: String,
    parts: Parts,
    /// In which its first page is drawn; on the host it is drawn at once.
    #[prop(optional)]
    turns: Option<Turns>,
) -> impl IntoView {
    provide_context(plans::Forms::new(&site.forms));
    provide_context(parts::nearby::Whereabouts::new());
    provide_context(Arc::clone(&site));
    provide_context(parts);
    if let Some(turns) = turns {
        provide_context(turns);
    }
    // To read the record is a piece of work, the router the next, and what all pages share the third.
    turns::in_turn(move || {
        provide_context(record::Record::open(Arc::clone(&site), parts));
        let base = base.clone();
        turns::in_turn(move || {
            let layout = move || view! { <layout::Layout>{outlet::outlet(parts)}</layout::Layout> };
            view! { <Router base=base.clone()>{turns::in_turn(layout)}</Router> }
        })
    })
}
