//! Home: look for something, choose a purpose, see what is on today and tomorrow, know whom to ask.

use crate::app::parts::call::call_button;
use crate::app::parts::card::{event_card, place_card, programme_card};
use crate::app::parts::hub::hub_card;
use crate::app::parts::icon::{Icon, icon};
use crate::app::parts::query::address;
use crate::app::parts::search_box::SearchBox;
use crate::app::parts::state::{Trouble, skeleton};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, Sought, site};
use crate::data::columns::Field;
use crate::directory::{Group, Kind};
use crate::events::by_day;
use crate::words::Word;
use chrono::Days;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;

/// How many events home shows at most, and how far ahead it looks.
const EVENTS_SHOWN: usize = 5;
const DAYS_AHEAD: u64 = 13;

/// How many places home shows of what is typed; half as many programmes.
const FOUND_SHOWN: usize = 6;

#[component]
pub fn Home() -> impl IntoView {
    let site = site();
    set_title(None);
    let query = RwSignal::new(String::new());
    let navigate = use_navigate();
    let root = site.root.clone();
    // The keyboard's button opens さがす, where the same words can be narrowed further.
    let submit = Callback::new(move |text: String| {
        let address = address(&root, "places/", &[("q", &text)]);
        navigate(&address, NavigateOptions { resolve: false, ..NavigateOptions::default() });
    });
    let type_ = Callback::new(move |text: String| query.set(text));
    let below = {
        let site = Arc::clone(&site);
        // What is found stands right under the field. Moving to another page at the first letter would take the
        // field away from under a Japanese keyboard, which is still composing.
        move || if query.with(String::is_empty) { front(&site) } else { query.with(|q| found(&site, q)) }
    };
    view! {
        <section class="hero">
            <h1>{site.text(Word::SiteTagline)}</h1>
            <SearchBox sought=Sought::PlacesAndProgrammes label=Word::HomeSearchLabel placeholder=Word::PlacesSearchPlaceholder value=String::new() action="places/" on_input=type_ on_submit=submit/>
        </section>
        <Trouble/>
        {below}
    }
}

/// What home shows while nothing is typed.
fn front(site: &Site) -> AnyView {
    let record = crate::app::record::record();
    let empty = Memo::new(move |_| record.family().is_empty() && record.steps().is_empty());
    view! {
        {hubs(site)}
        {crate::app::parts::kept_events::changes_notice(site)}
        {ours(site, empty)}
        <section aria-labelledby="groups">
            <h2 id="groups">{site.text(Word::HomeGroups)}</h2>
            <ul class="groups">{Group::ALL.map(|g| group_tile(site, g)).collect_view()}</ul>
        </section>
        {invitation(site, empty)}
        {first_step(site)}
        {upcoming(site)}
        <section class="band">
            <h2>{site.text(Word::HomeProgrammesTitle)}</h2>
            <p>{site.text(Word::HomeProgrammesLead)}</p>
            <a class="button" href=site.link("programmes/")>{icon(Icon::Document)}<span>{site.text(Word::HomeProgrammesLink)}</span></a>
        </section>
        <section class="band band-now">
            <h2>{site.text(Word::NavNow)}</h2>
            <p>{site.text(Word::HomeNowLead)}</p>
            <a class="button" href=site.link("now/")>{icon(Icon::Phone)}<span>{site.text(Word::NavNow)}</span></a>
        </section>
    }
    .into_any()
}

/// マイ相談先 stand before everything else.
fn hubs(site: &Site) -> AnyView {
    if !site.ready() {
        return ().into_any();
    }
    let record = crate::app::record::record();
    let kept = Memo::new(move |_| record.family().kept.iter().filter(|k| k.hub).cloned().collect::<Vec<_>>());
    (move || {
        let site = crate::app::site::site();
        let cards: Vec<_> = kept
            .get()
            .iter()
            .filter_map(|k| site.catalog.place(&k.place))
            .map(|place| view! { <section class="first-step"><h2>{site.text(Word::HubTitle)}</h2>{hub_card(&site, place, false)}</section> })
            .collect();
        cards.into_any()
    })
    .into_any()
}

/// The next three things of the family's own, where there is a record.
fn ours(site: &Site, empty: Memo<bool>) -> AnyView {
    let (title, all, link) = (site.text(Word::FamilyHomeTitle), site.text(Word::FamilyHomeAll), site.link("family/"));
    (move || {
        let link = link.clone();
        (!empty.get()).then(|| {
            view! {
                <section aria-labelledby="ours">
                    <h2 id="ours">{title}</h2>
                    {crate::app::parts::keeping::keeping_notice()}
                    {crate::app::parts::next::next_things()}
                    <p class="more"><a class="button" href=link>{icon(Icon::Family)}<span>{all}</span></a></p>
                </section>
            }
            .into_any()
        })
    })
    .into_any()
}

/// Before there is a record, the way to begin one.
fn invitation(site: &Site, empty: Memo<bool>) -> AnyView {
    let (title, link) = (site.text(Word::FamilyHomeTitle), site.link("family/"));
    let (plan, write) = (site.link("plan/"), site.text(Word::PlanTitle));
    let (invite, begin) = (site.text(Word::FamilyHomeInvite), site.text(Word::FamilyHomeInviteLink));
    (move || {
        let link = link.clone();
        empty.get().then(|| {
            view! {
                <section class="band band-family">
                    <h2>{title}</h2>
                    <p>{invite}</p>
                    <p class="actions">
                        <a class="button" href=link>{icon(Icon::Family)}<span>{begin}</span></a>
                        <a class="button" href=plan.clone()>{icon(Icon::Ask)}<span>{write}</span></a>
                    </p>
                </section>
            }
            .into_any()
        })
    })
    .into_any()
}

/// The best places and programmes for what is typed, and the way to all of them.
fn found(site: &Site, query: &str) -> AnyView {
    if !site.ready() {
        return skeleton(3).into_any();
    }
    let places = site.search_places(query);
    let programmes = site.search_programmes(query);
    if places.hits.is_empty() && programmes.hits.is_empty() {
        return super::places::nothing(site).into_any();
    }
    let place_cards: Vec<_> = places
        .hits
        .iter()
        .take(FOUND_SHOWN)
        .map(|h| place_card(&site.catalog.places[h.document as usize], query))
        .collect();
    let programme_cards: Vec<_> = programmes
        .hits
        .iter()
        .take(FOUND_SHOWN / 2)
        .map(|h| programme_card(&site.catalog.programmes[h.document as usize], query))
        .collect();
    let section = |title: Word, count: usize, cards: Vec<AnyView>, page: &str, all: Word| {
        let count = site.words.fill(Word::PlacesCount, &[("count", &count.to_string())]);
        let more = address(&site.root, page, &[("q", query)]);
        (!cards.is_empty()).then(|| {
            view! {
                <section>
                    <h2>{site.text(title)}</h2>
                    <p class="count" role="status">{count}</p>
                    <ul class="cards">{cards}</ul>
                    <p class="more"><a class="button" href=more>{site.text(all)}</a></p>
                </section>
            }
        })
    };
    let place_cards = place_cards.into_iter().map(IntoAny::into_any).collect();
    let programme_cards = programme_cards.into_iter().map(IntoAny::into_any).collect();
    let how = super::places::understood(site, &places.left_out, &places.meant);
    view! {
        {how}
        {section(Word::HomeFoundPlaces, places.hits.len(), place_cards, "places/", Word::HomeFoundAll)}
        {section(Word::ProgrammesTitle, programmes.hits.len(), programme_cards, "programmes/", Word::HomeFoundAllProgrammes)}
    }
    .into_any()
}

fn group_tile(site: &Site, group: Group) -> impl IntoView + use<> {
    let hint = Word::by_data(&format!("group.{}_hint", group.key())).map(|w| site.text(w));
    view! {
        <li>
            <a class=format!("group group-{}", group.key()) href=site.link(&format!("places/?group={}", group.key()))>
                {icon(group.into())}
                <span class="group-name">{site.text(group.word())}</span>
                <span class="group-hint">{hint}</span>
            </a>
        </li>
    }
}

/// The こども家庭センター, where any question may begin.
fn first_step(site: &Site) -> Option<impl IntoView + use<>> {
    let place = site.catalog.places.iter().find(|p| p.kind == Kind::FamilyCentre)?;
    let hours = crate::app::parts::hours::one_line(&site.words, &place.hours);
    let (name, lang) = site.told(&place.translated, Field::Name, &place.name);
    Some(view! {
        <section class="first-step">
            <h2>{site.text(Word::HomeFirstStep)}</h2>
            <p class="first-step-name"><a href=site.place_link(&place.id) lang=lang>{name}</a></p>
            <p>{site.text(Word::HomeFirstStepLead)}</p>
            {(!hours.is_empty()).then(|| view! { <p class="first-step-hours">{icon(Icon::Clock)}<span>{hours.clone()}</span></p> })}
            {place.phones.first().map(call_button)}
            <p><a href=site.link("hub/")>{site.text(Word::HubChoose)}</a></p>
            <p><a href=site.link("arriving/")>{site.text(Word::ArrivingTitle)}</a></p>
        </section>
    })
}

fn upcoming(site: &Site) -> AnyView {
    if !site.ready() {
        return view! { <section><h2>{site.text(Word::HomeSoon)}</h2>{skeleton(2)}</section> }.into_any();
    }
    if site.catalog.events.is_empty() {
        return ().into_any();
    }
    let last = site.today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(site.today);
    let days = by_day(&site.catalog.events, site.today, last);
    let mut left = EVENTS_SHOWN;
    let mut sections = Vec::new();
    for (date, list) in days {
        if left == 0 {
            break;
        }
        let open: Vec<_> = list.iter().filter(|o| !o.is_off()).take(left).collect();
        if open.is_empty() {
            continue;
        }
        left -= open.len();
        let cards: Vec<_> = open.iter().map(|o| event_card(&site.catalog.events[o.event], o, "")).collect();
        sections.push(view! {
            <h3 class="day">{super::events::day_heading(site, date)}</h3>
            <ul class="cards">{cards}</ul>
        });
    }
    let empty = sections.is_empty().then(|| view! { <p>{site.text(Word::HomeNoEvents)}</p> });
    view! {
        <section>
            <h2>{site.text(Word::HomeSoon)}</h2>
            {empty}
            {sections}
            <p class="more"><a class="button" href=site.link("events/")>{icon(Icon::Calendar)}<span>{site.text(Word::HomeAllEvents)}</span></a></p>
        </section>
    }
    .into_any()
}
