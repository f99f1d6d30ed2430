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
pub mod home_lists;
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
    Place,
    Events(EventsPage),
    Programmes(ProgrammesPage),
    Record(RecordPage),
    Kept(KeptPage),
    Plan(PlanPage),
    Hand(HandPage),
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

/// イベント, and the page of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventsPage {
    All,
    One,
}

/// 制度・サービス, and the page of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgrammesPage {
    All,
    One,
}

/// うちの記録: who is in it, what comes when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordPage {
    Family,
    Child,
    Timeline,
    Year,
}

/// What is kept beside it, and how all of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptPage {
    Hub,
    Diary,
    Cards,
    Keep,
}

/// わたしのプラン.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanPage {
    Plan,
    Sheet,
    Paper,
}

/// Its way to a supporter and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandPage {
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

/// What home shows of the city's lists and of the family's record, which come after what it needs at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Lists that could not be read.
    Trouble,
    /// マイ相談先, what has changed of events kept, the next things of the family's own.
    Own,
    /// The こども家庭センター.
    FirstStep,
    /// The coming events.
    Soon,
    /// What is found of what is typed.
    Found(String),
}

impl Page {
    /// The page that a path below the site's root leads to: `place/` and `place/ID/` alike are the page of a place.
    ///
    /// ```
    /// use tsunagi::app::pages::Page;
    /// assert_eq!(Page::of("place/p1/"), Page::Place);
    /// assert_eq!(Page::of(""), Page::Home);
    /// assert_eq!(Page::of("places/p1/"), Page::NotFound);
    /// ```
    pub fn of(path: &str) -> Page {
        let mut folders = folders(path);
        let page = match folders.next().unwrap_or_default() {
            "" => Page::Home,
            "places" => Page::Places,
            "place" => Page::Place,
            "event" => Page::Events(EventsPage::One),
            "programme" => Page::Programmes(ProgrammesPage::One),
            "events" => Page::Events(EventsPage::All),
            "programmes" => Page::Programmes(ProgrammesPage::All),
            "family" => Page::Record(RecordPage::Family),
            "child" => Page::Record(RecordPage::Child),
            "timeline" => Page::Record(RecordPage::Timeline),
            "year" => Page::Record(RecordPage::Year),
            "diary" => Page::Kept(KeptPage::Diary),
            "cards" => Page::Kept(KeptPage::Cards),
            "keep" => Page::Kept(KeptPage::Keep),
            "hub" => Page::Kept(KeptPage::Hub),
            "plan" => Page::Plan(PlanPage::Plan),
            "sheet" => Page::Plan(PlanPage::Sheet),
            "paper" => Page::Plan(PlanPage::Paper),
            "hand" => Page::Hand(HandPage::Hand),
            "handed" => Page::Hand(HandPage::Handed),
            "receive" => Page::Hand(HandPage::Receive),
            "reply" => Page::Hand(HandPage::Reply),
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
        let own = matches!(page, Page::Place | Page::Events(EventsPage::One) | Page::Programmes(ProgrammesPage::One));
        if folders.count() > usize::from(own) { Page::NotFound } else { page }
    }

    /// The part of the app that the page lies in, by the name that src/bin/app/parts.rs cuts it out under; none where it is there from the start.
    pub fn part(self) -> Option<&'static str> {
        match self {
            Page::NotFound | Page::Home => None,
            Page::Places => Some("places"),
            Page::Place => Some("place"),
            Page::Events(_) => Some("events"),
            Page::Programmes(_) => Some("programmes"),
            Page::Record(_) => Some("record"),
            Page::Kept(_) => Some("kept"),
            Page::Plan(_) => Some("plan"),
            Page::Hand(_) => Some("hand"),
            Page::Ask(_) => Some("ask"),
            Page::More(_) => Some("more"),
        }
    }

    /// Of the city's lists it shows the places and desks at most, as long as there is no record: it can be used before the others come.
    pub fn begins_apart(self) -> bool {
        matches!(self, Page::Places | Page::Ask(_) | Page::Record(RecordPage::Family) | Page::Plan(PlanPage::Plan))
    }

    /// It shows the forms that plans are made of.
    pub fn has_forms(self) -> bool {
        matches!(self, Page::Plan(_) | Page::Hand(_))
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
        Page::Place => place_page(),
        Page::Events(page) => events_page(page),
        Page::Programmes(page) => programmes_page(page),
        Page::Record(page) => record_page(page),
        Page::Kept(page) => kept_page(page),
        Page::Plan(page) => plan_page(page),
        Page::Hand(page) => hand_page(page),
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

pub fn home_piece(piece: Piece) -> AnyView {
    home_lists::piece(piece)
}

pub fn places_page() -> AnyView {
    view! { <places::Places/> }.into_any()
}

pub fn place_page() -> AnyView {
    view! { <place::PlacePage/> }.into_any()
}

pub fn events_page(page: EventsPage) -> AnyView {
    match page {
        EventsPage::All => view! { <events::Events/> }.into_any(),
        EventsPage::One => view! { <event::EventPage/> }.into_any(),
    }
}

pub fn programmes_page(page: ProgrammesPage) -> AnyView {
    match page {
        ProgrammesPage::All => view! { <programmes::Programmes/> }.into_any(),
        ProgrammesPage::One => view! { <programme::ProgrammePage/> }.into_any(),
    }
}

pub fn record_page(page: RecordPage) -> AnyView {
    match page {
        RecordPage::Family => view! { <family::FamilyPage/> }.into_any(),
        RecordPage::Child => view! { <family::ChildPage/> }.into_any(),
        RecordPage::Timeline => view! { <timeline::Timeline/> }.into_any(),
        RecordPage::Year => view! { <timeline::Year/> }.into_any(),
    }
}

pub fn kept_page(page: KeptPage) -> AnyView {
    match page {
        KeptPage::Hub => view! { <hub::HubPage/> }.into_any(),
        KeptPage::Diary => view! { <diary::Diary/> }.into_any(),
        KeptPage::Cards => view! { <cards::Cards/> }.into_any(),
        KeptPage::Keep => view! { <keep::Keep/> }.into_any(),
    }
}

pub fn plan_page(page: PlanPage) -> AnyView {
    match page {
        PlanPage::Plan => view! { <plan::PlanPage/> }.into_any(),
        PlanPage::Sheet => view! { <sheet::SheetPage/> }.into_any(),
        PlanPage::Paper => view! { <paper::PaperPage/> }.into_any(),
    }
}

pub fn hand_page(page: HandPage) -> AnyView {
    match page {
        HandPage::Hand => view! { <hand::HandPage/> }.into_any(),
        HandPage::Handed => view! { <handed::HandedPage/> }.into_any(),
        HandPage::Receive => view! { <receive::ReceivePage/> }.into_any(),
        HandPage::Reply => view! { <reply::ReplyPage/> }.into_any(),
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
