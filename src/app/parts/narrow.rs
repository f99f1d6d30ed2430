//! しぼりこむ: the purposes and kinds of さがす, and the conditions that combine with them, each with what it leaves.

use super::form::{Options, select, stay_at};
#[cfg(feature = "press")]
use super::query::{address, with_words};
use crate::app::site::{Site, site};
use crate::calendar::Weekday;
use crate::directory::filter::{Filter, Looked, Switch, day_from_key, day_key};
use crate::directory::{Group, Kind, KindChoice};
use crate::words::{Word, family as say};
use leptos::prelude::*;

/// A choice that can be switched on and off, with how many it leaves.
pub fn chip<F: Clone + Send + Sync + 'static>(
    key: &str,
    label: String,
    count: usize,
    on: bool,
    next: F,
    choose: Callback<F>,
) -> AnyView {
    let label = view! { {label}<span class="chip-count">{count}</span> }.into_any();
    choice_chip(format!("chip-{key}"), label, on, next, choose)
}

/// A choice among several, as a button.
pub fn choice_chip<F: Clone + Send + Sync + 'static>(
    id: String,
    label: AnyView,
    on: bool,
    next: F,
    choose: Callback<F>,
) -> AnyView {
    let tap = {
        let id = id.clone();
        move |_| {
            choose.run(next.clone());
            stay_at(&id);
        }
    };
    view! { <li><button type="button" class="chip" id=id aria-pressed=on.to_string() on:click=tap>{label}</button></li> }
        .into_any()
}

/// The purposes, and under a chosen one its kinds, each with how many there are for this query.
pub fn kinds_part(site: &Site, looked: &Looked, filter: &Filter, choose: Callback<Filter>) -> AnyView {
    if !site.ready() {
        return painted_kinds(site, looked);
    }
    let with = |group: Option<Group>, kind: Option<KindChoice>| Filter { group, kind, ..filter.clone() };
    let groups: Vec<_> = Group::ALL
        .into_iter()
        .map(|g| (g, looked.of_group(g), filter.group == Some(g)))
        .filter(|(_, n, on)| *n > 0 || *on)
        .map(|(g, n, on)| chip(g.key(), site.text(g.word()).to_owned(), n, on, with((!on).then_some(g), None), choose))
        .collect();
    let of_kind = |choice: &KindChoice| match choice {
        KindChoice::Known(kind) => Some(kind.group()),
        KindChoice::Own(_) => looked.kinds.iter().find(|(known, _, _)| known == choice).map(|(_, group, _)| *group),
    };
    let chosen = filter.group.or(filter.kind.as_ref().and_then(of_kind));
    let count = |choice: &KindChoice| {
        let here = looked.kinds.iter().find(|(kind, group, _)| kind == choice && Some(*group) == chosen);
        here.map_or(0, |(_, _, n)| *n)
    };
    // Ours in their order, then the city's own.
    let ours = Kind::ALL.iter().filter(|k| chosen == Some(k.group())).map(|k| KindChoice::Known(*k));
    let own = looked.kinds.iter().filter(|(_, group, _)| Some(*group) == chosen).map(|(kind, _, _)| kind.clone());
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

#[cfg(not(feature = "press"))]
fn painted_kinds(_: &Site, _: &Looked) -> AnyView {
    ().into_any()
}

/// The purposes as they are painted: whoever taps one before the app is there finds it asked for when it comes.
#[cfg(feature = "press")]
fn painted_kinds(site: &Site, looked: &Looked) -> AnyView {
    let groups: Vec<_> = Group::ALL
        .into_iter()
        .filter(|group| looked.of_group(*group) > 0)
        .map(|group| {
            let link = painted_link(site, &Filter { group: Some(group), ..Filter::default() });
            view! { <li><a class="chip" href=link>{site.text(group.word())}<span class="chip-count">{looked.of_group(group)}</span></a></li> }
        })
        .collect();
    if groups.is_empty() {
        return ().into_any();
    }
    view! { <div class="awaited" role="group" aria-label=site.text(Word::PlacesFilterGroup)><ul class="chips">{groups}</ul></div> }
        .into_any()
}

/// Where さがす is asked for what a painted choice chooses.
#[cfg(feature = "press")]
pub fn painted_link(site: &Site, filter: &Filter) -> String {
    with_words("", &filter.pairs(), |asked| address(&site.root, "places/", asked))
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
pub fn narrow_part(
    site: &Site,
    looked: &Looked,
    filter: &Filter,
    choose: Callback<Filter>,
    open: RwSignal<bool>,
) -> Option<AnyView> {
    if !site.ready() || site.catalog().places.is_empty() {
        return None;
    }
    let lists = || {
        let aged = filter.clone();
        vec![
            age_list(site, filter.age, move |age| choose.run(Filter { age, ..aged.clone() })),
            needs_list(looked, filter, choose),
            districts_list(looked, filter, choose),
            day_list(site, filter, choose),
            hour_list(site, filter, choose),
        ]
    };
    let switches = || {
        let counted = Switch::ALL
            .into_iter()
            .map(|(switch, _)| (switch, looked.with(switch), filter.switches.contains(&switch)))
            .filter(|(_, n, on)| *n > 0 || *on);
        let chips = counted.map(|(switch, n, on)| {
            chip(switch.key(), site.text(switch_word(switch)).to_owned(), n, on, filter.turned(switch), choose)
        });
        chips.collect()
    };
    Some(narrow_fold(site, filter.count(), filter.cleared(), choose, open, lists, switches))
}

/// The fold itself: lists, switches, and the way back to none. `set`: how many conditions are. What is in it is drawn while it is
/// open: with every letter that is typed it would be drawn anew.
pub fn narrow_fold<F: Clone + Send + Sync + 'static>(
    site: &Site,
    set: usize,
    cleared: F,
    choose: Callback<F>,
    open: RwSignal<bool>,
    lists: impl FnOnce() -> Vec<AnyView>,
    switches: impl FnOnce() -> Vec<AnyView>,
) -> AnyView {
    let title = match set {
        0 => site.text(Word::FilterTitle).to_owned(),
        n => site.words.fill(Word::FilterTitleCount, &[("n", &n.to_string())]),
    };
    let body = open.get().then(|| {
        let clear =
            (set > 0).then(|| super::form::action("button", Word::FilterClear, move || choose.run(cleared.clone())));
        view! {
            <div class="fold-body">
                <div class="narrow-lists">{lists()}</div>
                <div role="group" aria-label=site.text(Word::FilterTitle)><ul class="chips">{switches()}</ul></div>
                {clear}
            </div>
        }
    });
    view! {
        <details class="fold narrow" open=move || open.get_untracked() on:toggle=move |event| open.set(super::form::is_open(&event))>
            <summary>{title}</summary>
            {body}
        </details>
    }
    .into_any()
}

/// Names with how many each leaves, the most first; what is chosen is always among them.
pub fn numbered(all: &[(String, usize)], chosen: &str) -> Options {
    let mut all: Vec<(String, usize)> = all.to_vec();
    if !chosen.is_empty() && !all.iter().any(|(name, _)| name == chosen) {
        all.push((chosen.to_owned(), 0));
    }
    crate::order::by(&mut all, |(a, n), (b, m)| (m, a).cmp(&(n, b)));
    let of = |(name, n): (String, usize)| (name.clone(), site().words.aside(&name, &n.to_string()));
    Options::written(all.into_iter().map(of).collect())
}

fn needs_list(looked: &Looked, filter: &Filter, choose: Callback<Filter>) -> AnyView {
    let (options, chosen, filter) = (numbered(&looked.needs, &filter.need), filter.need.clone(), filter.clone());
    select("need", Word::FilterNeed, None, options, &chosen, move |need| choose.run(Filter { need, ..filter.clone() }))
}

fn districts_list(looked: &Looked, filter: &Filter, choose: Callback<Filter>) -> AnyView {
    let options = numbered(&looked.districts, &filter.district);
    let (chosen, filter) = (filter.district.clone(), filter.clone());
    select("district", Word::PlaceDistrict, None, options, &chosen, move |district| {
        choose.run(Filter { district, ..filter.clone() });
    })
}

/// The ages of the family's own children, then those of all.
pub fn age_list(site: &Site, chosen: Option<u16>, choose: impl Fn(Option<u16>) + 'static) -> AnyView {
    let family = crate::app::record::record().family();
    let children = family.children.iter().filter(|c| !c.away).map(|child| {
        let months = u16::try_from(child.months(site.today)).unwrap_or(u16::MAX);
        let name = say::child_name(&site.words, &family, child);
        (months, site.words.aside(&name, &say::age(&site.words, child.born, site.today)))
    });
    let mut ages: Vec<(u16, String)> = children.collect();
    ages.extend(AGES.iter().map(|(months, word)| (*months, site.text(*word).to_owned())));
    let mut options: Vec<(String, String)> = Vec::new();
    for (months, label) in ages {
        if !options.iter().any(|(known, _)| *known == months.to_string()) {
            options.push((months.to_string(), label));
        }
    }
    if let Some(months) = chosen.filter(|m| !options.iter().any(|(known, _)| *known == m.to_string())) {
        options.push((months.to_string(), say::age_of_months(&site.words, u32::from(months))));
    }
    let chosen = chosen.map(|n| n.to_string()).unwrap_or_default();
    select("age", Word::FilterAge, None, options, &chosen, move |age| choose(age.parse().ok()))
}

fn day_list(site: &Site, filter: &Filter, choose: Callback<Filter>) -> AnyView {
    let options = Weekday::WEEK.into_iter().chain([Weekday::Holiday]);
    let options = options.map(|day| (day_key(day).to_owned(), site.text(day_word(day)).to_owned())).collect::<Vec<_>>();
    let (chosen, filter) = (filter.day.map(day_key).unwrap_or_default().to_owned(), filter.clone());
    select("day", Word::FilterDay, None, options, &chosen, move |day| {
        choose.run(Filter { day: day_from_key(&day), ..filter.clone() });
    })
}

fn hour_list(site: &Site, filter: &Filter, choose: Callback<Filter>) -> AnyView {
    let name = |hour: u16| (hour.to_string(), site.words.fill(Word::FilterHourAt, &[("hour", &hour.to_string())]));
    let asked = filter.hour.filter(|hour| !HOURS.contains(hour));
    let options = HOURS.chain(asked).map(name).collect::<Vec<_>>();
    let (chosen, filter) = (filter.hour.map(|n| n.to_string()).unwrap_or_default(), filter.clone());
    select("hour", Word::FilterHour, None, options, &chosen, move |hour| {
        choose.run(Filter { hour: hour.parse().ok(), ..filter.clone() });
    })
}
