//! 近い順: from where the phone is (asked for with a reason, kept in this page's memory alone), a district or a landmark.

use super::form::{Options, action, select, stay_at};
use crate::app::site::Site;
use crate::directory::Position;
use crate::directory::around::{Near, landmarks};
use crate::directory::filter::Filter;
use crate::family::hub::districts;
use crate::words::Word;
use leptos::prelude::*;
use std::sync::Arc;

/// What is known of where one is, and whether the map's tiles may be fetched, for as long as this page is open. Never
/// written anywhere.
#[derive(Clone, Copy)]
pub struct Whereabouts {
    pub here: RwSignal<Option<Position>>,
    /// Somebody agreed that the map's tiles are fetched.
    pub tiles: RwSignal<bool>,
    /// What to say of the asking.
    told: RwSignal<Option<Word>>,
}

impl Whereabouts {
    pub fn new() -> Whereabouts {
        Whereabouts { here: RwSignal::new(None), tiles: RwSignal::new(false), told: RwSignal::new(None) }
    }

    /// Asks the phone where it is, and goes on once that is known.
    pub fn ask(self, known: impl Fn() + 'static) {
        self.told.set(Some(Word::NearAsking));
        #[cfg(feature = "app")]
        wasm_bindgen_futures::spawn_local(async move {
            match crate::app::browser::place::position().await {
                Ok(position) => {
                    self.here.set(Some(position));
                    self.told.set(None);
                    known();
                }
                Err(word) => self.told.set(Some(word)),
            }
        });
        #[cfg(not(feature = "app"))]
        known();
    }

    /// What to say of the asking, in a line that is read aloud.
    pub fn told_line(self, site: &Site) -> AnyView {
        let words = site.words;
        view! { <p class="said" role="status">{move || self.told.get().map(|word| words.text(word))}</p> }.into_any()
    }
}

impl Default for Whereabouts {
    fn default() -> Whereabouts {
        Whereabouts::new()
    }
}

/// What [`App`](crate::app::App) provides.
pub fn use_place() -> Whereabouts {
    use_context::<Whereabouts>().unwrap_or_default()
}

/// The districts that can be chosen, as values and labels.
pub fn district_options(site: &Site) -> Vec<(String, String)> {
    let label = |name: String| (name.clone(), site.catalog().settings.district_label(&name));
    districts(site.catalog()).into_iter().map(label).collect()
}

/// The districts and landmarks that can be chosen.
fn starting_points(site: &Site, district: &str) -> Options {
    let catalog = site.catalog();
    let mut all = Options::default();
    for name in districts(catalog) {
        let label = site.words.fill(Word::NearDistrict, &[("district", &name)]);
        all.ours(Near::District(name).key(), label);
    }
    for place in landmarks(&catalog.places, district) {
        all.citys(place.id.clone(), place.name.clone(), "");
    }
    all
}

/// The name of where distances are counted from.
fn name(site: &Site, near: &Near) -> String {
    match near {
        Near::Nowhere => String::new(),
        Near::Here => site.text(Word::NearHereName).to_owned(),
        Near::District(name) => site.words.fill(Word::NearDistrict, &[("district", name)]),
        Near::Place(id) => site.catalog().place(id).map(|p| p.name.clone()).unwrap_or_default(),
    }
}

/// What follows when it is said from where. Not a `Callback`: those end with what drew them, and a phone takes its time to say where
/// it is.
pub type Choose = Arc<dyn Fn(Near) + Send + Sync>;

/// The fold in which one chooses from where.
pub fn near_fold(site: &Site, near: &Near, choose: &Choose, open: RwSignal<bool>) -> AnyView {
    let place = use_place();
    let on = *near != Near::Nowhere;
    let title = if on {
        site.words.fill(Word::NearTitleOn, &[("from", &name(site, near))])
    } else {
        site.text(Word::NearTitle).to_owned()
    };
    // What is in it is drawn while it is open: a city has many landmarks.
    let body = open.get().then(|| {
        let [asked, off, chosen] = [(); 3].map(|()| Arc::clone(choose));
        let here = action("button", Word::NearHere, move || {
            let asked = Arc::clone(&asked);
            place.ask(move || asked(Near::Here));
        });
        let off = on.then(|| action("button", Word::NearOff, move || off(Near::Nowhere)));
        let options = starting_points(site, "");
        let from = select("near", Word::NearFrom, None, options, &near.key(), move |key| chosen(Near::from_key(&key)));
        view! {
            <div class="fold-body">
                <p class="small">{site.text(Word::NearLead)}</p>
                <p class="actions">{here}{off}</p>
                {place.told_line(site)}
                <div class="narrow-lists">{from}</div>
            </div>
        }
    });
    let note = on.then(|| view! { <p class="small">{site.text(Word::NearNote)}</p> });
    view! {
        <details class="fold narrow" open=move || open.get_untracked() on:toggle=move |event| open.set(super::form::is_open(&event))>
            <summary>{title}</summary>
            {body}
        </details>
        {note}
    }
    .into_any()
}

/// The fold for a list of places, and the way to the map.
pub fn nearby_part(site: &Site, filter: &Filter, choose: Callback<Filter>, open: RwSignal<bool>) -> Option<AnyView> {
    if !site.ready() || !site.catalog().places.iter().any(|p| p.position.is_some()) {
        return None;
    }
    let from = {
        let filter = filter.clone();
        Arc::new(move |near| choose.run(Filter { near, ..filter.clone() })) as Choose
    };
    let map = {
        let next = Filter { map: !filter.map, ..filter.clone() };
        let word = if filter.map { Word::MapHide } else { Word::MapShow };
        let tap = move |_| {
            choose.run(next.clone());
            stay_at("map-toggle");
        };
        view! { <button type="button" class="button" id="map-toggle" aria-expanded=filter.map.to_string() on:click=tap>{super::icon::icon(super::icon::Icon::Pin)}<span>{site.text(word)}</span></button> }
    };
    Some(view! { {near_fold(site, &filter.near, &from, open)}<p class="actions">{map}</p> }.into_any())
}
