//! The Leptos skin: pages, the parts they share, and the browser glue in one place.
//!
//! The same views are rendered twice: on the host into the pages that are painted before wasm arrives
//! ([`prerender`]), and in the browser once the city's files are read.
//!
//! - [`plans`]: the forms that plans are made of
//! - [`record`]: the family's record, and the one door through which it is changed
//! - [`site`]: what every page is given
//! - [`layout`]: header, navigation, footer
//! - `pages/`: one file a page
//! - `parts/`: what pages share
//! - `desk/`: the desk of those who publish, a program of its own (feature `desk`)
//! - `browser/`: clock, files, decoding, sharing (only in the browser)

#[cfg(feature = "app")]
pub mod browser;
#[cfg(feature = "desk")]
pub mod desk;
pub mod layout;
pub mod pages;
pub mod parts;
pub mod plans;
#[cfg(feature = "press")]
pub mod prerender;
pub mod record;
pub mod site;

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;
use site::Site;
use std::sync::Arc;

/// The whole app over one city. `base` is the path under which the site lies, without a slash at its end.
#[component]
pub fn App(site: Arc<Site>, base: String) -> impl IntoView {
    provide_context(plans::Forms::new());
    provide_context(record::Record::open(Arc::clone(&site)));
    provide_context(parts::nearby::Whereabouts::new());
    provide_context(site);
    view! {
        <Router base=base>
            <layout::Layout>
                <FlatRoutes fallback=pages::not_found::NotFound>
                    <Route path=path!("/") view=pages::home::Home/>
                    <Route path=path!("/places") view=pages::places::Places/>
                    <Route path=path!("/place") view=pages::place::PlacePage/>
                    <Route path=path!("/events") view=pages::events::Events/>
                    <Route path=path!("/subscribe") view=pages::subscribe::Subscribe/>
                    <Route path=path!("/embed") view=pages::embed::EmbedPage/>
                    <Route path=path!("/spread") view=pages::spread::Spread/>
                    <Route path=path!("/event") view=pages::event::EventPage/>
                    <Route path=path!("/event/:id") view=pages::event::EventPage/>
                    <Route path=path!("/place/:id") view=pages::place::PlacePage/>
                    <Route path=path!("/programme/:id") view=pages::programme::ProgrammePage/>
                    <Route path=path!("/programmes") view=pages::programmes::Programmes/>
                    <Route path=path!("/programme") view=pages::programme::ProgrammePage/>
                    <Route path=path!("/family") view=pages::family::FamilyPage/>
                    <Route path=path!("/child") view=pages::family::ChildPage/>
                    <Route path=path!("/timeline") view=pages::timeline::Timeline/>
                    <Route path=path!("/year") view=pages::timeline::Year/>
                    <Route path=path!("/diary") view=pages::diary::Diary/>
                    <Route path=path!("/cards") view=pages::cards::Cards/>
                    <Route path=path!("/keep") view=pages::keep::Keep/>
                    <Route path=path!("/plan") view=pages::plan::PlanPage/>
                    <Route path=path!("/sheet") view=pages::sheet::SheetPage/>
                    <Route path=path!("/paper") view=pages::paper::PaperPage/>
                    <Route path=path!("/hub") view=pages::hub::HubPage/>
                    <Route path=path!("/hand") view=pages::hand::HandPage/>
                    <Route path=path!("/handed") view=pages::handed::HandedPage/>
                    <Route path=path!("/receive") view=pages::receive::ReceivePage/>
                    <Route path=path!("/reply") view=pages::reply::ReplyPage/>
                    <Route path=path!("/now") view=pages::now::Now/>
                    <Route path=path!("/arriving") view=pages::arriving::Arriving/>
                    <Route path=path!("/kids") view=pages::kids::Kids/>
                    <Route path=path!("/about") view=pages::about::About/>
                </FlatRoutes>
            </layout::Layout>
        </Router>
    }
}
