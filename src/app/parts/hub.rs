//! マイ相談先 wherever it stands: its card, and the buttons by which a place is kept.

use super::call::call_button;
use super::facts::spread;
use super::form::{action_about, id_of};
use super::hours::{one_line, openness};
use super::icon::{Icon, icon};
use crate::app::record::record;
use crate::app::site::{Site, site};
use crate::data::columns::Field;
use crate::directory::Place;
use crate::directory::around::walking_minutes;
use crate::events::next_day;
use crate::family::hub::{can_be_hub, keep, let_go, starting_point};
use crate::words::{Word, format};
use chrono::Days;
use leptos::prelude::*;

/// How far ahead the next open event of a hub is looked for, in days.
const DAYS_AHEAD: u64 = 30;

/// The id of what says a hub's name on its card.
pub fn hub_name(place: &str) -> String {
    id_of(&["hub", place])
}

/// A hub as home has it: how it stands now, whom to ring, what is on next. `whole`: with who is there and how else to ask.
pub fn hub_card(site: &Site, place: &Place, whole: bool) -> AnyView {
    let row = |word: Word, field: Field| {
        let (text, lang) = site.told(&place.translated, field, place.fact(field)?);
        let text = Some(spread(&text)).filter(|text| !text.is_empty())?;
        Some(view! { <div><dt>{site.text(word)}</dt><dd lang=lang>{text}</dd></div> })
    };
    let facts = whole.then(|| {
        view! {
            <dl class="facts">
                {row(Word::FieldStaff, Field::Staff)}
                {row(Word::FieldPrivateRoom, Field::PrivateRoom)}
                {row(Word::FieldConsultBy, Field::ConsultBy)}
                {row(Word::FieldContactNote, Field::ContactNote)}
                {row(Word::FieldOutreach, Field::Outreach)}
                {row(Word::PlaceFirstVisit, Field::FirstVisit)}
            </dl>
            {super::facts::address_in(place.fact(Field::ContactNote)).map(|address| {
                view! { <p><a href=address target="_blank" rel="noopener noreferrer external">{site.text(Word::PlaceWrite)}</a></p> }
            })}
        }
    });
    let walk = walk(place);
    let (name, name_lang) = site.told(&place.translated, Field::Name, &place.name);
    let (note, note_lang) = site.told(&place.translated, Field::HoursNote, &place.hours.note);
    let hours = one_line(&site.words, &place.hours);
    let hours =
        (!hours.is_empty()).then(|| view! { <p class="first-step-hours">{icon(Icon::Clock)}<span>{hours}</span></p> });
    view! {
        <p class="first-step-name" id=hub_name(&place.id)><a href=site.place_link(&place.id) lang=name_lang>{name}</a></p>
        <p class="card-line">{site.words.beside(&[site.kind_label(place), place.district.clone()])}</p>
        {walk}
        {openness(site, &place.hours)}
        {hours}
        {(!note.is_empty()).then(|| view! { <p class="small" lang=note_lang>{note}</p> })}
        {facts}
        {next_event(site, place)}
        {place.phones.first().map(call_button)}
    }
    .into_any()
}

/// How long one walks there from the landmark near home, or from the district's own school.
fn walk(place: &Place) -> AnyView {
    let (to, record) = (place.position, record());
    (move || {
        let site = crate::app::site::site();
        let family = record.family();
        let from = starting_point(site.catalog(), &family.household)?;
        let metres = from.position?.metres_to(to?);
        let minutes = walking_minutes(metres).to_string();
        let text = site.words.fill(Word::HubWalk, &[("from", &from.name), ("minutes", &minutes)]);
        Some(view! { <p class="hub-walk">{icon(Icon::Pin)}<span>{text}</span></p> })
    })
    .into_any()
}

/// The next thing on there.
fn next_event(site: &Site, place: &Place) -> Option<AnyView> {
    let last = site.today.checked_add_days(Days::new(DAYS_AHEAD))?;
    let here = site.catalog().events.iter().filter(|e| !e.is_off() && e.place_id.as_deref() == Some(place.id.as_str()));
    let mut coming: Vec<_> = here.filter_map(|e| Some((next_day(e, site.today, last)?, e))).collect();
    crate::order::by(&mut coming, |(a, x), (b, y)| (a, &x.id).cmp(&(b, &y.id)));
    let (date, event) = coming.into_iter().next()?;
    let when = format!("{} {}", format::date(&site.words, date, site.today), format::times(&site.words, event.times));
    Some(
        view! { <p class="hub-event">{icon(Icon::Calendar)}<span>{when}{site.text(Word::MarkGap)}<a href=site.event_link(&event.id)>{event.name.clone()}</a></span></p> }
            .into_any(),
    )
}

/// The buttons on a place's page: as マイ相談先 where it can be one, and on the list of what one has in mind.
pub fn keep_buttons(place: &Place) -> AnyView {
    let site = site();
    let record = record();
    let hub = can_be_hub(place.kind).then(|| toggle(&site, place, true, Word::HubKeep, Word::HubKept));
    let want = toggle(&site, place, false, Word::HubWant, Word::HubWanted);
    let link = {
        let (site, id) = (site.clone(), place.id.clone());
        move || {
            let kept = record.family().kept.iter().any(|k| k.place == id);
            kept.then(|| view! { <p class="small"><a href=site.link("hub/")>{site.text(Word::HubTitle)}</a></p> })
        }
    };
    view! { <div class="actions">{hub}{want}</div>{link} }.into_any()
}

fn toggle(site: &Site, place: &Place, hub: bool, off: Word, on: Word) -> AnyView {
    let record = record();
    let (id, today) = (place.id.clone(), site.today);
    let is_on = {
        let (record, id) = (record.clone(), id.clone());
        Memo::new(move |_| record.family().kept.iter().any(|k| k.place == id && k.hub == hub))
    };
    let (off, on) = (site.text(off), site.text(on));
    let place = place.clone();
    let tap = move |_| {
        let was = is_on.get_untracked();
        record.change(|book| if was { let_go(book, &id) } else { keep(book, &place, hub, today) });
    };
    view! {
        <button type="button" class="chip" aria-pressed=move || is_on.get().to_string() on:click=tap>
            {move || if is_on.get() { on } else { off }}
        </button>
    }
    .into_any()
}

/// The button that keeps a suggested place.
pub fn keep_button(site: &Site, place: &Place) -> AnyView {
    let (record, today, place) = (record(), site.today, place.clone());
    action_about("button", Word::HubKeep, &hub_name(&place.id), move || {
        record.change(|book| keep(book, &place, true, today));
    })
}
