//! 引っ越してきた方へ: the five things of one's district on a page, to be shared, kept or printed.

use crate::app::parts::card::{event_card, place_card, programme_card};
use crate::app::parts::form::{Options, select};
use crate::app::parts::nearby::district_options;
use crate::app::parts::pass_on::pass_on;
use crate::app::parts::query::{address, parameter, rewriter};
use crate::app::parts::state::{Trouble, skeleton};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, site};
use crate::directory::arriving::{THINGS, Thing, places, programmes};
use crate::events::{Newcomers, by_day};
use crate::words::Word;
use chrono::Days;
use leptos::prelude::*;
use std::sync::Arc;

/// How far ahead events are looked for, in days, and how many are shown.
const DAYS_AHEAD: u64 = 30;
const EVENTS_SHOWN: usize = 3;
const PROGRAMMES_SHOWN: usize = 4;

#[component]
pub fn Arriving() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::ArrivingTitle)));
    let asked = parameter("district");
    let rewrite = rewriter("arriving/");
    // The district of the record, where none is asked for.
    let record = crate::app::record::record();
    let district = Memo::new(move |_| match asked.get() {
        asked if asked.is_empty() => record.family().household.district.clone(),
        asked => asked,
    });
    let body = {
        let site = Arc::clone(&site);
        move || if site.ready() { page(&site, &district.get()) } else { skeleton(4).into_any() }
    };
    let choice = {
        let site = Arc::clone(&site);
        move || {
            let rewrite = rewrite.clone();
            let options = Options::written(district_options(&site));
            select("arriving-district", Word::HubDistrict, None, options, &district.get(), move |district| {
                rewrite(&[("district", &district)]);
            })
        }
    };
    view! {
        <h1>{site.text(Word::ArrivingTitle)}</h1>
        <p class="page-lead">{site.text(Word::ArrivingLead)}</p>
        <Trouble/>
        <div class="no-print">{choice}</div>
        {body}
    }
}

fn title(thing: Thing) -> (Word, Word) {
    match thing {
        Thing::Ask => (Word::ArrivingAsk, Word::ArrivingAskLead),
        Thing::Gather => (Word::ArrivingGather, Word::ArrivingGatherLead),
        Thing::Doctor => (Word::ArrivingDoctor, Word::ArrivingDoctorLead),
        Thing::Care => (Word::ArrivingCare, Word::ArrivingCareLead),
        Thing::Apply => (Word::ArrivingApply, Word::ArrivingApplyLead),
    }
}

fn page(site: &Site, district: &str) -> AnyView {
    let sections = (1..).zip(THINGS).map(|(number, thing)| {
        let (name, lead) = title(thing);
        let mut cards: Vec<AnyView> =
            places(site.catalog(), district, thing).into_iter().map(|p| place_card(p, "")).collect();
        match thing {
            Thing::Gather => cards.extend(first_events(site, district)),
            Thing::Apply => {
                let list = programmes(site.catalog()).into_iter().take(PROGRAMMES_SHOWN);
                cards.extend(list.map(|p| programme_card(p, "").into_any()));
            }
            _ => {}
        }
        (!cards.is_empty()).then(|| {
            view! {
                <section class="arriving">
                    <h2><span class="arriving-number">{number}</span>{site.text(name)}</h2>
                    <p>{site.text(lead)}</p>
                    <ul class="cards">{cards}</ul>
                </section>
            }
        })
    });
    let sections: Vec<_> = sections.flatten().collect();
    let page = address("", "arriving/", &[("district", district)]);
    view! { <div class="five">{sections} {pass_on(site, site.text(Word::ArrivingTitle), &page)}</div> }.into_any()
}

/// What is on soon where those who come for the first time are welcome; the district's own first.
fn first_events(site: &Site, district: &str) -> Vec<AnyView> {
    let last = site.today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(site.today);
    let events = &site.catalog().events;
    let mut coming: Vec<_> = by_day(events, site.today, last)
        .into_iter()
        .flat_map(|(_, list)| list)
        .filter(|o| !o.is_off() && events[o.event].newcomers != Newcomers::Unsaid)
        .collect();
    crate::order::by_key(&mut coming, |o| events[o.event].district != district);
    let mut seen = Vec::new();
    coming.retain(|o| {
        let new = !seen.contains(&o.event);
        seen.push(o.event);
        new
    });
    coming.iter().take(EVENTS_SHOWN).map(|o| event_card_dated(site, o)).collect()
}

fn event_card_dated(site: &Site, occurrence: &crate::events::Occurrence) -> AnyView {
    let event = &site.catalog().events[occurrence.event];
    let day = super::events::day_heading(site, occurrence.date);
    view! { <li class="dated"><p class="day">{day}</p><ul class="cards">{event_card(event, occurrence, "")}</ul></li> }
        .into_any()
}
