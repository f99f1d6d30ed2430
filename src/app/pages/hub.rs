//! マイ相談先: the places kept, those that a district suggests, and the list of what one has in mind.

use crate::app::parts::card::place_card;
use crate::app::parts::form::{Options, action, action_about, select};
use crate::app::parts::hub::{hub_card, hub_name, keep_button};
use crate::app::parts::keeping::of_record;
use crate::app::parts::nearby::district_options;
use crate::app::parts::state::Trouble;
use crate::app::parts::title::set_title;
use crate::app::record::{Record, record};
use crate::app::site::{Site, site};
use crate::directory::around::landmarks;
use crate::family::hub::{Kept, let_go, suggest};
use crate::family::record::Household;
use crate::words::Word;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn HubPage() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::HubTitle)));
    let body = {
        let site = Arc::clone(&site);
        move || {
            let site = Arc::clone(&site);
            let record = record();
            (move || {
                let family = record.family();
                let district = family.household.district.clone();
                let (hubs, wants): (Vec<&Kept>, Vec<&Kept>) = family.kept.iter().partition(|k| k.hub);
                let hubs: Vec<_> = hubs.iter().map(|k| kept_part(&site, &record, k)).collect();
                let none = hubs.is_empty().then(|| view! { <p>{site.text(Word::HubNone)}</p> });
                let wants: Vec<_> = wants.iter().map(|k| want_part(&site, &record, k)).collect();
                let wants = (!wants.is_empty()).then(|| {
                    view! { <section><h2>{site.text(Word::HubWants)}</h2><ul class="cards">{wants}</ul></section> }
                });
                let known: Vec<&str> = family.kept.iter().filter(|k| k.hub).map(|k| k.place.as_str()).collect();
                let suggested: Vec<_> = suggest(site.catalog(), &district)
                    .into_iter()
                    .filter(|p| !known.contains(&p.id.as_str()))
                    .map(|p| view! { <section class="panel" aria-labelledby=hub_name(&p.id)>{hub_card(&site, p, true)}{keep_button(&site, p)}</section> })
                    .collect();
                view! {
                    {none}
                    {hubs}
                    <section>
                        <h2>{site.text(Word::HubSuggested)}</h2>
                        {district_part(&site, &record, &district)}
                        {landmark_part(&site, &record, &family.household)}
                        <p class="small">{site.text(Word::HubAnywhere)}</p>
                        <div class="sheet">{suggested}</div>
                    </section>
                    {wants}
                }
                .into_any()
            })
            .into_any()
        }
    };
    view! {
        <h1>{site.text(Word::HubTitle)}</h1>
        <p class="page-lead">{site.text(Word::HubLead)}</p>
        <Trouble/>
        {of_record(3, body)}
    }
}

/// Takes a place off the list.
fn letting_go(record: &Record, id: &str) -> impl Fn() + 'static {
    let (record, id) = (record.clone(), id.to_owned());
    move || {
        record.change(|book| let_go(book, &id));
    }
}

fn kept_part(site: &Site, record: &Record, kept: &Kept) -> AnyView {
    let body = match site.catalog().place(&kept.place) {
        Some(place) => hub_card(site, place, true),
        // A place that is gone from the city's list is not gone from the family's.
        None => {
            view! { <p class="first-step-name" id=hub_name(&kept.place)>{kept.name.clone()}</p><p class="small">{site.text(Word::HubGone)}</p> }
                .into_any()
        }
    };
    let name = hub_name(&kept.place);
    let button = action_about("button", Word::PlanRemove, &name, letting_go(record, &kept.place));
    view! { <section class="first-step" aria-labelledby=name>{body}{button}</section> }.into_any()
}

fn want_part(site: &Site, record: &Record, kept: &Kept) -> AnyView {
    let card = match site.catalog().place(&kept.place) {
        Some(place) => place_card(place, "").into_any(),
        None => view! { <li class="card"><p class="card-name">{kept.name.clone()}</p><p class="small">{site.text(Word::HubGone)}</p></li> }.into_any(),
    };
    let button = action("button", Word::PlanRemove, letting_go(record, &kept.place));
    view! { {card}<li>{button}</li> }.into_any()
}

/// The district decides what is suggested; it is the one of うちの記録.
fn district_part(site: &Site, record: &Record, district: &str) -> AnyView {
    let record = record.clone();
    select(
        "hub-district",
        Word::HubDistrict,
        None,
        Options::written(district_options(site)),
        district,
        move |district| {
            record.change_household(|home| home.district = district);
        },
    )
}

/// From where minutes on foot are counted: a landmark, since where one lives is nobody's business.
fn landmark_part(site: &Site, record: &Record, household: &Household) -> Option<AnyView> {
    let known = landmarks(&site.catalog().places, &household.district);
    if known.is_empty() {
        return None;
    }
    let options = Options::written(known.into_iter().map(|p| (p.id.clone(), p.name.clone())).collect());
    let (record, hint) = (record.clone(), Some(Word::HubLandmarkHint));
    Some(select("hub-landmark", Word::HubLandmark, hint, options, &household.landmark, move |landmark| {
        record.change_household(|home| home.landmark = landmark);
    }))
}
