//! The pages, one a file, and which of them an address means.
//!
//! Families load the app in parts (src/bin/app/parts.rs): what stands around every page, and with it the part that the page they open
//! lies in. Each function that ends in `_page` draws the pages of one part.

pub mod about;
pub mod arriving;
pub mod cards;
pub mod diary;
pub mod embed;
pub mod event;
pub mod events;
pub mod family;
pub mod hand;
pub mod handed;
pub mod home;
pub mod hub;
pub mod keep;
pub mod kids;
pub mod not_found;
pub mod now;
pub mod paper;
pub mod place;
pub mod places;
pub mod plan;
pub mod programme;
pub mod programmes;
pub mod receive;
pub mod reply;
pub mod safety;
pub mod sheet;
pub mod spread;
pub mod subscribe;
pub mod timeline;

use leptos::prelude::*;

/// A page of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// An address that is none of ours.
    NotFound,
    Home,
    Places,
    Thing(Thing),
    Record(RecordPage),
    Plan(PlanPage),
    Ask(Ask),
    More(More),
}

/// いますぐ相談. Its part is small, and fetched on every page once that has come to rest: the numbers are one tap away without a
/// network too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    Now,
    Kids,
}

/// What is on, and the pages of single things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Place,
    Event,
    Programme,
    Events,
    Programmes,
}

/// うちの記録.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordPage {
    Family,
    Child,
    Timeline,
    Year,
    Diary,
    Cards,
    Keep,
    Hub,
}

/// The plan, and its way to a supporter and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanPage {
    Plan,
    Sheet,
    Paper,
    Hand,
    Handed,
    Receive,
    Reply,
}

/// Advice, explanations, and what is for those who publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum More {
    Arriving,
    Safety,
    About,
    Subscribe,
    Embed,
    Spread,
}

impl Page {
    /// The page that a path below the site's root leads to: `place/` and `place/ID/` alike are the page of a place.
    ///
    /// ```
    /// use tsunagi::app::pages::{Page, Thing};
    /// assert_eq!(Page::of("place/p1/"), Page::Thing(Thing::Place));
    /// assert_eq!(Page::of(""), Page::Home);
    /// assert_eq!(Page::of("places/p1/"), Page::NotFound);
    /// ```
    pub fn of(path: &str) -> Page {
        let mut folders = folders(path);
        let page = match folders.next().unwrap_or_default() {
            "" => Page::Home,
            "places" => Page::Places,
            "place" => Page::Thing(Thing::Place),
            "event" => Page::Thing(Thing::Event),
            "programme" => Page::Thing(Thing::Programme),
            "events" => Page::Thing(Thing::Events),
            "programmes" => Page::Thing(Thing::Programmes),
            "family" => Page::Record(RecordPage::Family),
            "child" => Page::Record(RecordPage::Child),
            "timeline" => Page::Record(RecordPage::Timeline),
            "year" => Page::Record(RecordPage::Year),
            "diary" => Page::Record(RecordPage::Diary),
            "cards" => Page::Record(RecordPage::Cards),
            "keep" => Page::Record(RecordPage::Keep),
            "hub" => Page::Record(RecordPage::Hub),
            "plan" => Page::Plan(PlanPage::Plan),
            "sheet" => Page::Plan(PlanPage::Sheet),
            "paper" => Page::Plan(PlanPage::Paper),
            "hand" => Page::Plan(PlanPage::Hand),
            "handed" => Page::Plan(PlanPage::Handed),
            "receive" => Page::Plan(PlanPage::Receive),
            "reply" => Page::Plan(PlanPage::Reply),
            "now" => Page::Ask(Ask::Now),
            "kids" => Page::Ask(Ask::Kids),
            "arriving" => Page::More(More::Arriving),
            "safety" => Page::More(More::Safety),
            "about" => Page::More(More::About),
            "subscribe" => Page::More(More::Subscribe),
            "embed" => Page::More(More::Embed),
            "spread" => Page::More(More::Spread),
            _ => Page::NotFound,
        };
        let own = matches!(page, Page::Thing(Thing::Place | Thing::Event | Thing::Programme));
        if folders.count() > usize::from(own) { Page::NotFound } else { page }
    }

    /// The part of the app that the page lies in, by the name that src/bin/app/parts.rs cuts it out under; none where it is there from the start.
    pub fn part(self) -> Option<&'static str> {
        match self {
            Page::NotFound => None,
            Page::Home => Some("home"),
            Page::Places => Some("places"),
            Page::Thing(_) => Some("things"),
            Page::Record(_) => Some("record"),
            Page::Plan(_) => Some("plan"),
            Page::Ask(_) => Some("ask"),
            Page::More(_) => Some("more"),
        }
    }

    /// The id of the thing whose own page a path below the site's root leads to (`place/ID/`); empty where there is none.
    pub fn id(path: &str) -> &str {
        folders(path).nth(1).unwrap_or_default()
    }
}

/// The folders of a path, without the file that servers take for the last of them.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|folder| !folder.is_empty() && *folder != "index.html")
}

/// Draws any page, where all parts are one: on the host.
pub fn draw(page: Page) -> AnyView {
    match page {
        Page::NotFound => not_found_page(),
        Page::Home => home_page(),
        Page::Places => places_page(),
        Page::Thing(page) => thing_page(page),
        Page::Record(page) => record_page(page),
        Page::Plan(page) => plan_page(page),
        Page::Ask(page) => ask_page(page),
        Page::More(page) => more_page(page),
    }
}

pub fn not_found_page() -> AnyView {
    view! { <not_found::NotFound/> }.into_any()
}

pub fn home_page() -> AnyView {
    view! { <home::Home/> }.into_any()
}

pub fn places_page() -> AnyView {
    view! { <places::Places/> }.into_any()
}

pub fn thing_page(page: Thing) -> AnyView {
    match page {
        Thing::Place => view! { <place::PlacePage/> }.into_any(),
        Thing::Event => view! { <event::EventPage/> }.into_any(),
        Thing::Programme => view! { <programme::ProgrammePage/> }.into_any(),
        Thing::Events => view! { <events::Events/> }.into_any(),
        Thing::Programmes => view! { <programmes::Programmes/> }.into_any(),
    }
}

pub fn record_page(page: RecordPage) -> AnyView {
    match page {
        RecordPage::Family => view! { <family::FamilyPage/> }.into_any(),
        RecordPage::Child => view! { <family::ChildPage/> }.into_any(),
        RecordPage::Timeline => view! { <timeline::Timeline/> }.into_any(),
        RecordPage::Year => view! { <timeline::Year/> }.into_any(),
        RecordPage::Diary => view! { <diary::Diary/> }.into_any(),
        RecordPage::Cards => view! { <cards::Cards/> }.into_any(),
        RecordPage::Keep => view! { <keep::Keep/> }.into_any(),
        RecordPage::Hub => view! { <hub::HubPage/> }.into_any(),
    }
}

pub fn plan_page(page: PlanPage) -> AnyView {
    match page {
        PlanPage::Plan => view! { <plan::PlanPage/> }.into_any(),
        PlanPage::Sheet => view! { <sheet::SheetPage/> }.into_any(),
        PlanPage::Paper => view! { <paper::PaperPage/> }.into_any(),
        PlanPage::Hand => view! { <hand::HandPage/> }.into_any(),
        PlanPage::Handed => view! { <handed::HandedPage/> }.into_any(),
        PlanPage::Receive => view! { <receive::ReceivePage/> }.into_any(),
        PlanPage::Reply => view! { <reply::ReplyPage/> }.into_any(),
    }
}

pub fn ask_page(page: Ask) -> AnyView {
    match page {
        Ask::Now => view! { <now::Now/> }.into_any(),
        Ask::Kids => view! { <kids::Kids/> }.into_any(),
    }
}

pub fn more_page(page: More) -> AnyView {
    match page {
        More::Arriving => view! { <arriving::Arriving/> }.into_any(),
        More::Safety => view! { <safety::Safety/> }.into_any(),
        More::About => view! { <about::About/> }.into_any(),
        More::Subscribe => view! { <subscribe::Subscribe/> }.into_any(),
        More::Embed => view! { <embed::EmbedPage/> }.into_any(),
        More::Spread => view! { <spread::Spread/> }.into_any(),
    }
}
