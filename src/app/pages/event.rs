//! An event's page: when next, where, for whom, how to come.

use super::events::day_heading;
use super::not_found::missing;
use super::place::safe_url;
use crate::app::parts::call::call_button;
use crate::app::parts::card::{event_badges, held_badge, other_name};
use crate::app::parts::facts::{extras_list, facts_list, lead, original_notice, source_details, stale_notice};
use crate::app::parts::icon::{Icon, icon};
use crate::app::parts::kept_events::{keep_event_button, went_part};
use crate::app::parts::pass_on::pass_on;
use crate::app::parts::query::id_asked;
use crate::app::parts::state::{Trouble, awaited_thing};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, site};
use crate::data::columns::Field;
use crate::events::icalendar::{Made, calendar};
use crate::events::{Event, Newcomers, Status, jsonld, next_day, occurrences};
use crate::text::json::Json;
use crate::words::{Word, format};
use chrono::Days;
use leptos::prelude::*;

/// How many coming days are listed, and how far ahead they are looked for.
const DAYS_SHOWN: usize = 6;
const DAYS_AHEAD: u64 = 366;

#[component]
pub fn EventPage() -> impl IntoView {
    let id = id_asked();
    move || {
        let site = site();
        if !site.ready() {
            return awaited_thing(Word::SpreadEvent);
        }
        match site.catalog().event(&id.get()) {
            Some(event) => page(&site, event).into_any(),
            None => view! {
                <Trouble/>
                {missing(Word::EventNotFoundTitle, Word::EventNotFound, "events/", Word::EventList)}
            }
            .into_any(),
        }
    }
}

fn page(site: &Site, event: &Event) -> impl IntoView + use<> {
    set_title(Some(&event.name));
    let updated = event
        .updated
        .map(|d| site.words.fill(Word::PlaceUpdated, &[("date", &format::date(&site.words, d, site.today))]));
    let outside = |url: Option<String>, word: Word, picture: Icon| {
        url.map(|url| {
            view! {
                <a class="button" href=url target="_blank" rel="noopener noreferrer external">{icon(picture)}<span>{site.text(word)}</span></a>
            }
        })
    };
    let notice = match event.status {
        Status::Planned => None,
        Status::Cancelled => Some(Word::EventCancelledNotice),
        Status::Postponed => Some(Word::EventPostponedNotice),
        Status::Full => Some(Word::EventFullNotice),
    };
    let newcomers = match event.newcomers {
        Newcomers::Unsaid => None,
        Newcomers::Welcome => Some(Word::EventFirstTimers),
        Newcomers::Everyone => Some(Word::EventAllNew),
    };
    let form = event.fact(Field::FormUrl).and_then(safe_url);
    let line = form.as_deref().is_some_and(|url| {
        ["https://line.me/", "https://lin.ee/", "https://page.line.me/"].iter().any(|at| url.starts_with(at))
    });
    let form_word = if line { Word::EventLine } else { Word::PlaceForm };
    let ahead = site.today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(site.today);
    let next = next_day(event, site.today, ahead);
    let own = site.event_page(&event.id);
    let url = format!("{}{own}", site.address());
    let data = Json::List(jsonld::events(event, site.today, &url, &site.catalog().settings.municipality)).to_string();
    let (kind, kind_lang) = site.told(&event.translated, Field::Kind, &event.category);
    view! {
        <article class="page">
            <script type="application/ld+json">{data}</script>
            <p class="card-kind" lang=kind_lang>{kind}</p>
            <h1>{other_name(site, &event.facts, &event.translated)}<span lang=site.written_in()>{event.name.clone()}</span></h1>
            {original_notice(site)}
            {event_badges(event, next)}
            {notice.map(|word| view! { <p class="notice notice-cancelled" role="status">{site.text(word)}</p> })}
            {stale_notice(event.updated)}
            {when(site, event)}
            {place(site, event)}
            {lead(site, &event.facts, &event.translated, &[Field::Summary])}
            {lead(site, &event.facts, &event.translated, &[Field::Description])}
            {newcomers.map(|word| view! { <p class="first-visit">{site.text(word)}</p> })}
            <div class="actions">
                {event.phones.iter().map(call_button).collect_view()}
                {outside(form, form_word, Icon::Document)}
                {outside(event.fact(Field::Url).and_then(safe_url), Word::PlaceSite, Icon::Globe)}
                {keep_event_button(site, event)}
                {calendar_button(site, event)}
            </div>
            {went_part(site, event)}
            <section>
                <h2>{site.text(Word::PlaceAbout)}</h2>
                {facts_list(&event.facts, &event.translated)}
            </section>
            {extras_list(&event.extras)}
            {pass_on(site, &event.name, &own)}
            {source_details(&event.facts, &[(event.origin.dataset.title(), event.origin.row)], updated)}
            <p class="more"><a class="button" href=site.link("events/")>{icon(Icon::Calendar)}<span>{site.text(Word::EventList)}</span></a></p>
        </article>
    }
}

/// How long before it the phone's own calendar reminds one, in minutes.
const ALARM: u32 = 60;

/// Takes the event over into the phone's own calendar, as a file.
fn calendar_button(site: &Site, event: &Event) -> Option<AnyView> {
    if event.first_day().is_none() || event.is_off() {
        return None;
    }
    let settings = &site.catalog().settings;
    let made = Made {
        name: &event.name,
        site: &site.address(),
        paged: site.paged,
        city: settings.other("全国地方公共団体コード"),
        stamp: site.today,
        alarm: event.times.start.map(|_| ALARM),
    };
    let (text, file) = (calendar(&made, std::iter::once(event)), format!("{}.ics", event.id));
    let give = move |_| {
        #[cfg(feature = "app")]
        crate::app::browser::files::save_file(&file, "text/calendar;charset=utf-8", text.as_bytes());
        #[cfg(not(feature = "app"))]
        let _ = (&file, &text);
    };
    Some(
        view! { <button type="button" class="button" on:click=give>{icon(Icon::Calendar)}<span>{site.text(Word::EventCalendar)}</span></button> }
            .into_any(),
    )
}

fn when(site: &Site, event: &Event) -> impl IntoView + use<> {
    let last = site.today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(site.today);
    let coming = occurrences(event, 0, site.today, last);
    let days: Vec<_> = coming
        .iter()
        .take(DAYS_SHOWN)
        .map(|o| {
            let times = format::times(&site.words, o.times(event));
            view! { <li class:cancelled=o.is_off()>{day_heading(site, o.date)}" "{times}" "{held_badge(site, o)}</li> }
        })
        .collect();
    let dated = event.first_day().is_some();
    // A day that was not understood stays as the city wrote it, among the facts of the record.
    let as_written = [Field::StartDate, Field::EndDate, Field::DateList, Field::OpensAt, Field::ClosesAt]
        .into_iter()
        .filter_map(|f| event.fact(f))
        .collect::<Vec<_>>()
        .join(" ");
    let none = (days.is_empty() && dated).then(|| view! { <p>{site.text(Word::EventNoneLeft)}</p> });
    let said = |field: Field| {
        event.fact(field).map(|written| {
            let (text, lang) = site.told(&event.translated, field, written);
            view! { <p class="as-written" lang=lang>{text}</p> }
        })
    };
    view! {
        <section class="when">
            <h2>{site.text(if event.repeats() { Word::EventNext } else { Word::EventWhen })}</h2>
            {said(Field::Repeats)}
            {(!days.is_empty()).then(|| view! { <ul class="days">{days}</ul> })}
            {none}
            {sessions(site, event)}
            {(!as_written.is_empty()).then(|| view! { <p class="as-written" lang=site.written_in()>{as_written.clone()}</p> })}
            {said(Field::HoursNote)}
        </section>
    }
}

/// The meetings of a day, where there are several.
fn sessions(site: &Site, event: &Event) -> Option<AnyView> {
    let rows: Vec<_> = event
        .sessions
        .iter()
        .map(|session| view! { <tr><th scope="row">{format::times(&site.words, session.times)}</th><td lang=site.written_in_of(&session.capacity)>{session.capacity.clone()}</td></tr> })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <table class="bands"><caption>{site.text(Word::EventSessions)}</caption><tbody>{rows}</tbody></table> }.into_any()
    })
}

fn place(site: &Site, event: &Event) -> Option<impl IntoView + use<>> {
    let linked = event.place_id.as_deref().and_then(|id| site.catalog().place(id));
    let (name, lang) = match (event.venue.as_str(), linked) {
        ("", Some(place)) => site.told(&place.translated, Field::Name, &place.name),
        (venue, _) => site.told(&event.translated, Field::VenueName, venue),
    };
    let (address, address_lang) = site.told(&event.translated, Field::Address, &event.address);
    let link = linked.map(|p| view! { <p><a href=site.place_link(&p.id)>{site.text(Word::EventPlacePage)}</a></p> });
    let map = event.position.map(|p| {
        let url = format!("https://www.google.com/maps/search/?api=1&query={p}");
        view! { <p><a href=url target="_blank" rel="noopener noreferrer external">{site.text(Word::PlaceMap)}</a></p> }
    });
    (!name.is_empty() || !address.is_empty()).then(|| {
        view! {
            <section>
                <h2>{site.text(Word::EventWhere)}</h2>
                <p class="venue" lang=lang>{name}</p>
                {(!address.is_empty()).then(|| view! { <p lang=address_lang>{address.clone()}</p> })}
                {link}
                {map}
            </section>
        }
    })
}
