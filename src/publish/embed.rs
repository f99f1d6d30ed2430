//! `embed.js` and `embed/`: what `<tsunagi-list>` shows on other people's pages (docs/embed.md).
//!
//! The data are scripts, each of which hands its list to whoever loaded it: a plain server sends no header by which another
//! site's page could fetch them. Days are reckoned here, so that the script need know no rules.

use super::assets::squeeze;
use super::place::{Kit, Out, put, text_part};
use super::{PublishError, offered, put_page};
use crate::app::parts::hours::one_line;
use crate::app::prerender::Assets;
use crate::calendar::Date;
use crate::data::Catalog;
use crate::data::columns::Field;
use crate::directory::Place;
use crate::events::{Event, Held, Newcomers, Of, by_place, occurrences};
use crate::search::records::kind_label;
use crate::text::json::Json;
use crate::text::written::markup as escape;
use crate::words::{Word, Words, format};
use chrono::Days;
use std::collections::HashMap;

/// How far ahead days are told, in days.
const AHEAD: u64 = 180;

/// What the script says, in each language.
const SAID: [(&str, Word); 13] = [
    ("today", Word::EventsToday),
    ("tomorrow", Word::EventsTomorrow),
    ("cancelled", Word::EventsCancelled),
    ("postponed", Word::EventsPostponed),
    ("moved", Word::EventsMovedTo),
    ("events", Word::EmbedEvents),
    ("places", Word::EmbedPlaces),
    ("none", Word::EmbedNone),
    ("no_places", Word::EmbedNoPlaces),
    ("all_events", Word::EmbedAllEvents),
    ("all_places", Word::EmbedAllPlaces),
    ("more", Word::EmbedMore),
    ("failed", Word::EmbedFailed),
];

/// Writes the script, the page for iframes, and the data of every list that can be asked for.
pub(super) fn write(
    kit: &dyn Kit,
    catalog: &Catalog,
    assets: &Assets,
    out: &dyn Out,
    today: Date,
) -> Result<(), PublishError> {
    let settings = &catalog.settings;
    let read = |name: &str| text_part(kit, &format!("public/{name}"));
    let words = offered(settings)
        // Readings over kanji are for pages of ours.
        .filter(|words| words.tag != "easy")
        .map(|words| (words.tag, Json::object(SAID.map(|(name, word)| (name, Json::text(words.text(word)))))));
    let script = read("embed.js")?
        // The words last: a city's own may say STYLE.
        .replace("STYLE", squeeze(&read("embed.css")?).trim())
        .replace("WORDS", &Json::object(words).to_string());
    put(out, "embed.js", script)?;
    put(out, "embed/frame.js", read("frame.js")?)?;
    let words = settings.words();
    put_page(out, "embed/frame/", &frame(&words, &catalog.settings.site_name, assets))?;
    let head = || {
        vec![
            ("made", Json::text(today.to_string())),
            ("site", Json::text(&catalog.settings.site_name)),
            ("municipality", Json::text(&catalog.settings.municipality)),
        ]
    };
    let hosts = Json::List(settings.hosts.iter().map(Json::text).collect());
    let list = |name: &str, more: Vec<(&'static str, Json)>| {
        let mut data = head();
        data.extend((!settings.hosts.is_empty()).then(|| ("hosts", hosts.clone())));
        data.extend(more);
        let data = Json::object(data);
        let text =
            format!("document.currentScript.dispatchEvent(new CustomEvent(\"tsunagi-data\",{{detail:{data}}}));\n");
        put(out, &format!("embed/data/{name}.js"), text)
    };
    // Each event stands in the lists of all, of its kind and of its place: it is made once.
    let made = catalog.events.iter().filter_map(|event| Some((event.id.as_str(), self::event(&words, event, today)?)));
    let made: HashMap<&str, Json> = made.collect();
    let held = by_place(catalog);
    let events = |here: &mut dyn Iterator<Item = &Event>| {
        ("events", Json::List(here.filter_map(|event| made.get(event.id.as_str()).cloned()).collect()))
    };
    list("all", vec![events(&mut catalog.events.iter())])?;
    for of in Of::every(catalog) {
        if let Of::Category(_) = of {
            let here = &mut catalog.events.iter().filter(|event| of.has(event));
            list(of.file().trim_start_matches("feeds/"), vec![events(here)])?;
        }
    }
    let mut places = Vec::new();
    for place in &catalog.places {
        let card = self::place(&words, catalog, place);
        let here = held.get(place.id.as_str()).into_iter().flatten().copied();
        list(&format!("place-{}", place.id), vec![("place", card.clone()), events(&mut here.into_iter())])?;
        places.push(card);
    }
    list("places", vec![("places", Json::List(places))])
}

fn ages(ages: Option<crate::calendar::AgeRange>) -> Json {
    let bound = |months: Option<u16>| months.map_or(Json::Number(f64::NAN), |n| Json::Number(f64::from(n)));
    Json::List(ages.map(|ages| vec![bound(ages.from_months), bound(ages.to_months)]).unwrap_or_default())
}

/// An event with its coming days; none where it has none.
fn event(words: &Words, event: &Event, today: Date) -> Option<Json> {
    let last = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let days: Vec<Json> = occurrences(event, 0, today, last)
        .iter()
        .map(|day| {
            let (state, to) = match day.held {
                Held::AsPlanned | Held::InsteadOf(_) => ("", String::new()),
                Held::Cancelled => ("cancelled", String::new()),
                Held::Postponed => ("postponed", String::new()),
                Held::MovedTo(to) => ("moved", to.to_string()),
            };
            let times = day.times(event);
            let mut parts = vec![day.date.to_string(), state.to_owned(), to];
            parts.push(if times == event.times { String::new() } else { format::times(words, times) });
            while parts.last().is_some_and(String::is_empty) {
                parts.pop();
            }
            Json::List(parts.into_iter().map(Json::text).collect())
        })
        .collect();
    if days.is_empty() {
        return None;
    }
    let newcomers = match event.newcomers {
        Newcomers::Unsaid => None,
        Newcomers::Welcome => Some(Word::EventsFirstTimers),
        Newcomers::Everyone => Some(Word::EventsAllNew),
    };
    let booking = event.booking.needed.map(|needed| if needed { Word::EventsBooking } else { Word::EventsNoBooking });
    let badges = newcomers.into_iter().chain(booking).map(|word| words.text(word)).chain(event.fact(Field::Ages));
    let start = event.times.start.map(|time| format!("{:02}:{:02}", time.minutes() / 60, time.minutes() % 60));
    Some(Json::object([
        ("name", Json::text(&event.name)),
        ("page", Json::text(format!("event/{}/", event.id))),
        ("venue", Json::text(&event.venue)),
        ("time", Json::text(format::times(words, event.times))),
        ("start", Json::text(start.unwrap_or_default())),
        ("kind", Json::text(&event.category)),
        ("district", Json::text(&event.district)),
        ("ages", ages(event.ages)),
        ("badges", Json::List(badges.map(Json::text).collect())),
        ("days", Json::List(days)),
    ]))
}

fn place(words: &Words, catalog: &Catalog, place: &Place) -> Json {
    let phone = place.phones.first();
    Json::object([
        ("name", Json::text(&place.name)),
        ("page", Json::text(format!("place/{}/", place.id))),
        ("label", Json::text(kind_label(words, place))),
        ("kind", Json::text(&place.kind_text)),
        ("kinds", Json::List(vec![Json::text(kind_label(words, place))])),
        ("address", Json::text(place.local_address(&catalog.settings.municipality))),
        ("hours", Json::text(one_line(words, &place.hours))),
        ("phone", Json::text(phone.map(|p| p.written.clone()).unwrap_or_default())),
        ("dial", Json::text(phone.map(|p| p.dial.clone()).unwrap_or_default())),
        ("district", Json::text(&place.district)),
        ("ages", ages(place.ages)),
    ])
}

/// The page that stands in an iframe: the same list, for pages that allow no script of others.
fn frame(words: &Words, name: &str, assets: &Assets) -> String {
    let trusted = assets.script("../../", &assets.trusted);
    let (language, title, all) = (words.language, escape(name), escape(words.text(Word::EmbedAllEvents)));
    format!(
        r#"<!doctype html>
<html lang="{language}" data-tsunagi-frame>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default">
<title>{title}</title>
{trusted}<script src="../../embed.js" defer></script>
<script src="../frame.js" defer></script>
</head>
<body>
<tsunagi-list><a href="../../events/" target="_blank" rel="noopener">{all}</a></tsunagi-list>
</body>
</html>
"#
    )
}
