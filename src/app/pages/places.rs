//! さがす: type, choose a purpose and a kind, see the list.

use crate::app::parts::card::place_card;
use crate::app::parts::query::{address, rewriter, words_searched};
use crate::app::parts::search_box::SearchBox;
use crate::app::parts::state::{Trouble, skeleton};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, site};
use crate::calendar::Weekday;
use crate::directory::filter::{Filter, Looked, Switch, day_from_key, day_key};
use crate::directory::{Group, Kind, KindChoice};
use crate::search::{Meant, Results};
use crate::words::{Word, family as say};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::sync::Arc;

/// How many cards are drawn at once: more than a phone shows in several screens, few enough to draw at a keystroke.
const PAGE: usize = 30;

#[component]
pub fn Places() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::PlacesTitle)));
    let query = words_searched();
    let map = use_query_map();
    let filter = Memo::new(move |_| map.with(|m| Filter::read(|name| m.get_str(name).unwrap_or_default().to_owned())));
    let here = {
        let root = site.root.clone();
        move || with_pairs(&query.get(), &filter.get(), |pairs| address(&root, "places/", pairs))
    };
    let shown = RwSignal::new(untrack(|| kept_length(&here())).unwrap_or(PAGE));
    Effect::new(move |_| keep_length(here(), shown.get()));
    let rewrite = rewriter("places/");

    let typed = {
        let rewrite = rewrite.clone();
        Callback::new(move |text: String| {
            shown.set(PAGE);
            with_pairs(&text, &filter.get_untracked(), &rewrite);
        })
    };
    let choose = Callback::new(move |filter: Filter| {
        shown.set(PAGE);
        with_pairs(&query.get_untracked(), &filter, &rewrite);
    });
    let start = query.get_untracked();
    // The words are looked for once; the conditions only sort out what they found.
    let answers = {
        let site = Arc::clone(&site);
        Memo::new(move |_| site.places_index().search(&query.get()))
    };
    let found = {
        let site = Arc::clone(&site);
        Memo::new(move |_| answers.with(|answers| look(&site, answers, &filter.get())))
    };
    let filters = {
        let site = Arc::clone(&site);
        move || found.with(|found| kinds_part(&site, found, &filter.get(), choose))
    };
    // What one has unfolded stays unfolded while the counts in it change.
    let open = RwSignal::new(false);
    let narrow = {
        let site = Arc::clone(&site);
        move || found.with(|found| narrow_part(&site, found, &filter.get(), choose, open))
    };
    let results = {
        let site = Arc::clone(&site);
        move || found.with(|found| results(&site, found, &query.get(), shown))
    };
    view! {
        <h1>{site.text(Word::PlacesTitle)}</h1>
        <p class="narrow-only"><a href=site.link("programmes/")>{site.text(Word::HomeProgrammesLink)}</a></p>
        <div class="sticky-search">
            <SearchBox label=Word::PlacesSearchLabel placeholder=Word::PlacesSearchPlaceholder value=start action="places/" on_input=typed/>
        </div>
        <Trouble/>
        {filters}
        {narrow}
        {results}
    }
}

/// The words and the conditions as an address has them.
fn with_pairs<T>(query: &str, filter: &Filter, run: impl FnOnce(&[(&str, &str)]) -> T) -> T {
    let pairs = filter.pairs();
    let mut all: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.push(("q", query));
    run(&all)
}

/// How long this list was when one went on from it; nothing on the host.
fn kept_length(address: &str) -> Option<usize> {
    #[cfg(feature = "app")]
    return crate::app::browser::list_length(address);
    #[cfg(not(feature = "app"))]
    return Some(address).and(None);
}

fn keep_length(address: String, shown: usize) {
    #[cfg(feature = "app")]
    crate::app::browser::keep_list_length(&address, shown);
    #[cfg(not(feature = "app"))]
    drop((address, shown));
}

/// What a query and the conditions leave.
#[derive(Clone, Debug, Default, PartialEq)]
struct Found {
    looked: Looked,
    left_out: Vec<String>,
    meant: Vec<Meant>,
}

fn look(site: &Site, results: &Results, filter: &Filter) -> Found {
    let places = results.hits.iter().map(|h| (h.document, &site.catalog.places[h.document as usize]));
    Found { looked: filter.look(places, site.now()), left_out: results.left_out.clone(), meant: results.meant.clone() }
}

/// A choice that can be switched on and off, with how many places it leaves.
fn chip(key: &str, label: String, count: usize, on: bool, next: Filter, choose: Callback<Filter>) -> AnyView {
    let id = format!("chip-{key}");
    let tap = {
        let id = id.clone();
        move |_| {
            choose.run(next.clone());
            stay_at(&id);
        }
    };
    view! {
        <li>
            <button type="button" class="chip" id=id aria-pressed=on.to_string() on:click=tap>
                {label}<span class="chip-count">{count}</span>
            </button>
        </li>
    }
    .into_any()
}

/// The choices are drawn anew with their counts: whoever goes by keyboard stays where it was.
fn stay_at(id: &str) {
    #[cfg(feature = "app")]
    crate::app::browser::focus_later(id);
    #[cfg(not(feature = "app"))]
    let _ = id;
}

/// The purposes, and under a chosen one its kinds, each with how many there are for this query.
fn kinds_part(site: &Site, found: &Found, filter: &Filter, choose: Callback<Filter>) -> AnyView {
    if !site.ready {
        return view! { <div class="chips-space" aria-hidden="true"></div> }.into_any();
    }
    let with = |group: Option<Group>, kind: Option<KindChoice>| Filter { group, kind, ..filter.clone() };
    let groups: Vec<_> = Group::ALL
        .into_iter()
        .map(|g| (g, found.looked.of_group(g), filter.group == Some(g)))
        .filter(|(_, n, on)| *n > 0 || *on)
        .map(|(g, n, on)| chip(g.key(), site.text(g.word()).to_owned(), n, on, with((!on).then_some(g), None), choose))
        .collect();
    let of_kind = |choice: &KindChoice| match choice {
        KindChoice::Known(kind) => Some(kind.group()),
        KindChoice::Own(_) => {
            found.looked.kinds.iter().find(|(known, _, _)| known == choice).map(|(_, group, _)| *group)
        }
    };
    let chosen = filter.group.or(filter.kind.as_ref().and_then(of_kind));
    let count = |choice: &KindChoice| {
        let here = found.looked.kinds.iter().find(|(kind, group, _)| kind == choice && Some(*group) == chosen);
        here.map_or(0, |(_, _, n)| *n)
    };
    // Ours in their order, then the city's own.
    let ours = Kind::ALL.iter().filter(|k| chosen == Some(k.group())).map(|k| KindChoice::Known(*k));
    let own = found.looked.kinds.iter().filter(|(_, group, _)| Some(*group) == chosen).map(|(kind, _, _)| kind.clone());
    let own = own.filter(|kind| matches!(kind, KindChoice::Own(_)));
    let kinds: Vec<_> = ours
        .chain(own)
        .map(|k| (count(&k), filter.kind.as_ref() == Some(&k), k))
        .filter(|(n, on, _)| *n > 0 || *on)
        .map(|(n, on, k)| {
            let label = match &k {
                KindChoice::Known(kind) => kind.word().map(|w| site.text(w)).unwrap_or_default().to_owned(),
                KindChoice::Own(text) => text.clone(),
            };
            chip(&k.key(), label, n, on, with(chosen, (!on).then_some(k)), choose)
        })
        .collect();
    let kinds = (kinds.len() > 1 || filter.kind.is_some())
        .then(|| view! { <div role="group" aria-label=site.text(Word::PlacesFilterKind)><ul class="chips chips-kinds">{kinds}</ul></div> });
    if groups.is_empty() {
        return ().into_any();
    }
    view! {
        <div role="group" aria-label=site.text(Word::PlacesFilterGroup)><ul class="chips">{groups}</ul></div>
        {kinds}
    }
    .into_any()
}

/// The ages that are offered, in months, with the word for each.
const AGES: [(u16, Word); 6] = [
    (6, Word::FilterAge0),
    (18, Word::FilterAge1),
    (30, Word::FilterAge2),
    (54, Word::FilterAge3),
    (108, Word::FilterAge6),
    (168, Word::FilterAge12),
];

/// The hours of the day that are offered.
const HOURS: std::ops::Range<u16> = 7..22;

fn day_word(day: Weekday) -> Word {
    match day {
        Weekday::Mon => Word::FilterDayMon,
        Weekday::Tue => Word::FilterDayTue,
        Weekday::Wed => Word::FilterDayWed,
        Weekday::Thu => Word::FilterDayThu,
        Weekday::Fri => Word::FilterDayFri,
        Weekday::Sat => Word::FilterDaySat,
        Weekday::Sun => Word::FilterDaySun,
        Weekday::Holiday => Word::FilterDayHoliday,
    }
}

fn switch_word(switch: Switch) -> Word {
    match switch {
        Switch::Open => Word::FilterOpen,
        Switch::NoBooking => Word::FilterNoBooking,
        Switch::Free => Word::FilterFree,
        Switch::Remote => Word::FilterRemote,
        Switch::Parking => Word::FilterParking,
        Switch::BarrierFree => Word::FilterBarrierFree,
        Switch::Languages => Word::FilterLanguages,
    }
}

/// しぼりこむ: what combines with the kinds; the ages of the family's own children first.
fn narrow_part(
    site: &Site,
    found: &Found,
    filter: &Filter,
    choose: Callback<Filter>,
    open: RwSignal<bool>,
) -> Option<AnyView> {
    if !site.ready || site.catalog.places.is_empty() {
        return None;
    }
    let looked = &found.looked;
    let numbered = |name: &str, n: usize| format!("{name}（{n}）");
    let lists = |all: &[(String, usize)], chosen: &str| {
        let mut all: Vec<(String, usize)> = all.to_vec();
        if !chosen.is_empty() && !all.iter().any(|(name, _)| name == chosen) {
            all.push((chosen.to_owned(), 0));
        }
        crate::order::by(&mut all, |(a, n), (b, m)| (m, a).cmp(&(n, b)));
        all.into_iter().map(|(name, n)| (name.clone(), numbered(&name, n))).collect::<Vec<_>>()
    };
    let needs = {
        let filter = filter.clone();
        let options = lists(&looked.needs, &filter.need);
        let chosen = filter.need.clone();
        select("need", Word::FilterNeed, options, chosen, move |need| choose.run(Filter { need, ..filter.clone() }))
    };
    let districts = {
        let filter = filter.clone();
        let options = lists(&looked.districts, &filter.district);
        let chosen = filter.district.clone();
        select("district", Word::PlaceDistrict, options, chosen, move |district| {
            choose.run(Filter { district, ..filter.clone() });
        })
    };
    let family = crate::app::record::record().family();
    let children = family.children.iter().filter(|c| !c.away).map(|child| {
        let months = u16::try_from(child.months(site.today)).unwrap_or(u16::MAX);
        let name = say::child_name(&site.words, &family, child);
        (months, format!("{name}（{}）", say::age(&site.words, child.born, site.today)))
    });
    let mut ages: Vec<(u16, String)> = children.collect();
    ages.extend(AGES.iter().map(|(months, word)| (*months, site.text(*word).to_owned())));
    let mut options: Vec<(String, String)> = Vec::new();
    for (months, label) in ages {
        if !options.iter().any(|(known, _)| *known == months.to_string()) {
            options.push((months.to_string(), label));
        }
    }
    if let Some(months) = filter.age.filter(|m| !options.iter().any(|(known, _)| *known == m.to_string())) {
        options.push((months.to_string(), say::age_of_months(&site.words, u32::from(months))));
    }
    let age = {
        let filter = filter.clone();
        let chosen = filter.age.map(|n| n.to_string()).unwrap_or_default();
        select("age", Word::FilterAge, options, chosen, move |age| {
            choose.run(Filter { age: age.parse().ok(), ..filter.clone() });
        })
    };
    let day = {
        let filter = filter.clone();
        let options = Weekday::WEEK.into_iter().chain([Weekday::Holiday]);
        let name = |day: Weekday| (day_key(day).to_owned(), site.text(day_word(day)).to_owned());
        let chosen = filter.day.map(day_key).unwrap_or_default().to_owned();
        select("day", Word::FilterDay, options.map(name).collect(), chosen, move |day| {
            choose.run(Filter { day: day_from_key(&day), ..filter.clone() });
        })
    };
    let hour = {
        let filter = filter.clone();
        let name = |hour: u16| (hour.to_string(), site.words.fill(Word::FilterHourAt, &[("hour", &hour.to_string())]));
        let chosen = filter.hour.map(|n| n.to_string()).unwrap_or_default();
        let asked = filter.hour.filter(|hour| !HOURS.contains(hour));
        select("hour", Word::FilterHour, HOURS.chain(asked).map(name).collect(), chosen, move |hour| {
            choose.run(Filter { hour: hour.parse().ok(), ..filter.clone() });
        })
    };
    let switches: Vec<_> = Switch::ALL
        .into_iter()
        .map(|(switch, _)| (switch, looked.with(switch), filter.switches.contains(&switch)))
        .filter(|(_, n, on)| *n > 0 || *on)
        .map(|(switch, n, on)| {
            chip(switch.key(), site.text(switch_word(switch)).to_owned(), n, on, filter.turned(switch), choose)
        })
        .collect();
    let set = filter.count();
    let title = match set {
        0 => site.text(Word::FilterTitle).to_owned(),
        n => site.words.fill(Word::FilterTitleCount, &[("n", &n.to_string())]),
    };
    let clear = (set > 0).then(|| {
        let next = filter.cleared();
        crate::app::parts::form::action("button", Word::FilterClear, move || choose.run(next.clone()))
    });
    Some(
        view! {
            <details class="fold narrow" open=move || open.get_untracked() on:toggle=move |event| open.set(crate::app::parts::form::is_open(&event))>
                <summary>{title}</summary>
                <div class="fold-body">
                    <div class="narrow-lists">{age}{needs}{districts}{day}{hour}</div>
                    <div role="group" aria-label=site.text(Word::FilterTitle)><ul class="chips">{switches}</ul></div>
                    {clear}
                </div>
            </details>
        }
        .into_any(),
    )
}

fn select(
    id: &'static str,
    label: Word,
    options: Vec<(String, String)>,
    chosen: String,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let site = site();
    let rows: Vec<_> = options
        .into_iter()
        .map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for=id>{site.text(label)}</label>
            <select id=id on:change=move |event| {
                choose(event_target_value(&event));
                stay_at(id);
            }>
                <option value="">{site.text(Word::FilterAny)}</option>
                {rows}
            </select>
        </div>
    }
    .into_any()
}

fn results(site: &Site, found: &Found, query: &str, shown: RwSignal<usize>) -> AnyView {
    if !site.ready {
        return skeleton(4).into_any();
    }
    if site.catalog.places.is_empty() {
        return view! { <p class="empty">{site.text(Word::PlacesEmptyNone)}</p> }.into_any();
    }
    let left_out = understood(site, &found.left_out, &found.meant);
    if found.looked.places.is_empty() {
        return nothing(site).into_any();
    }
    let total = found.looked.places.len();
    let limit = shown.get().min(total);
    let cards: Vec<_> =
        found.looked.places.iter().take(limit).map(|d| place_card(&site.catalog.places[*d as usize], query)).collect();
    let count = if limit < total {
        site.words.fill(Word::PlacesCountOf, &[("total", &total.to_string()), ("count", &limit.to_string())])
    } else {
        site.words.fill(Word::PlacesCount, &[("count", &total.to_string())])
    };
    let more = (limit < total).then(|| {
        view! {
            <p class="more">
                <button type="button" class="button" on:click=move |_| shown.update(|n| *n += PAGE)>{site.text(Word::PlacesMore)}</button>
            </p>
        }
    });
    view! {
        <h2 class="visually-hidden">{site.text(Word::PlacesSearchLabel)}</h2>
        <p class="count" role="status">{count}</p>
        {left_out}
        <ul class="cards">{cards}</ul>
        {more}
    }
    .into_any()
}

/// How the words of a query were understood, where not as they stand.
pub fn understood(site: &Site, left_out: &[String], meant: &[Meant]) -> AnyView {
    let meant = meant.iter().map(|m| {
        let values = [("typed", m.typed.as_str()), ("meant", m.meant.as_str())];
        site.words.fill(Word::PlacesMeant, &values)
    });
    let left_out = left_out.iter().map(|word| site.words.fill(Word::PlacesLeftOut, &[("word", word)]));
    let lines: Vec<_> = meant.chain(left_out).map(|text| view! { <p class="left-out">{text}</p> }).collect();
    lines.into_any()
}

/// Nothing found: other words, all places, or a person to ask.
pub fn nothing(site: &Site) -> impl IntoView + use<> {
    let ask = site.catalog.places.iter().find(|p| p.kind == Kind::FamilyCentre).map(|p| {
        let text = site.words.fill(Word::PlacesAskInstead, &[("name", &p.name)]);
        view! { <p>{text}</p> {p.phones.first().map(crate::app::parts::call::call_button)} }
    });
    view! {
        <section class="empty">
            <div role="status"><h2>{site.text(Word::PlacesEmptyTitle)}</h2></div>
            <p>{site.text(Word::PlacesEmpty)}</p>
            <p><a class="button" href=site.link("places/") rel="external">{site.text(Word::PlacesShowAll)}</a></p>
            {ask}
        </section>
    }
}
