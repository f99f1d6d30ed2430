//! イベント: by day, the nearest first, or as a month's sheet.

use crate::app::parts::card::event_card_at;
use crate::app::parts::form::select;
use crate::app::parts::growing::Growing;
use crate::app::parts::kept_events::changes_notice;
use crate::app::parts::later::following;
use crate::app::parts::month::month_part;
use crate::app::parts::narrow::{age_list, chip, choice_chip, narrow_fold, numbered};
use crate::app::parts::nearby::{Choose, near_fold, use_place};
use crate::app::parts::query::{asked, rewriter, with_words, words_searched};
use crate::app::parts::search_box::SearchBox;
use crate::app::parts::state::Trouble;
#[cfg(feature = "press")]
use crate::app::parts::state::{painted_fold, skeleton_cards};
use crate::app::parts::title::set_title;
use crate::app::record::record;
use crate::app::site::{Site, Sought, prepare, site};
use crate::app::turns::in_turn;
use crate::calendar::Date;
use crate::directory::Position;
use crate::directory::around::Near;
use crate::events::filter::{Circumstances, Filter, Looked, Switch};
#[cfg(feature = "press")]
use crate::events::first_of_days;
use crate::events::{Event, Month, Occurrence, Range, Target, by_day};
use crate::words::{Word, events as say, format};
use leptos::prelude::*;
use std::sync::Arc;

/// How many cards are shown before one asks for more.
const PAGE: usize = 40;

#[component]
pub fn Events() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::EventsTitle)));
    let query = words_searched();
    let asked = asked();
    let filter = Memo::new(move |_| asked.with(|asked| Filter::read(|name| asked.get(name))));
    let growing = Growing::new(PAGE, None);
    let rewrite = rewriter("events/");
    let typed = {
        let rewrite = rewrite.clone();
        Callback::new(move |text: String| {
            growing.begin();
            with_words(&text, &filter.get_untracked().pairs(), &rewrite);
        })
    };
    let choose = Callback::new(move |filter: Filter| {
        growing.begin();
        with_words(&query.get_untracked(), &filter.pairs(), &rewrite);
    });
    let start = query.get_untracked();
    // The words are looked for once; the conditions only sort out what they found.
    let found = {
        let site = Arc::clone(&site);
        Memo::new(move |_| {
            let query = query.get();
            (!query.is_empty()).then(|| {
                let mut found = vec![false; site.catalog().events.len()];
                site.search_events(&query).hits.iter().for_each(|h| found[h.document as usize] = true);
                found
            })
        })
    };
    let record = record();
    let kept = Memo::new(move |_| record.family().events.iter().map(|k| k.event.clone()).collect::<Vec<_>>());
    // The days themselves change with the range alone.
    let range = Memo::new({
        let today = site.today;
        move |_| filter.with(|filter| filter.days(today))
    });
    let days_of_range = {
        let site = Arc::clone(&site);
        Memo::new(move |_| {
            let (from, to) = range.get();
            by_day(&site.catalog().events, from, to)
        })
    };
    let looked = {
        let site = Arc::clone(&site);
        Memo::new(move |_| {
            let minute = site.now().map(|(_, minute)| minute);
            let with = Circumstances { today: site.today, minute, kept: kept.get() };
            let events = &site.catalog().events;
            found.with(|found| {
                let has = |at: usize| found.as_ref().is_none_or(|found| found[at]);
                days_of_range.with(|days| filter.with(|filter| filter.look(events, days, &with, has)))
            })
        })
    };
    let (open, near_open) = (RwSignal::new(false), RwSignal::new(false));
    let days = {
        let site = Arc::clone(&site);
        move || days_part(&site, &filter.get(), choose)
    };
    // A condition shows at once, and the next tap builds on it.
    let words = following(query);
    let narrow = {
        let site = Arc::clone(&site);
        move || {
            words.track();
            kept.track();
            let filter = filter.get();
            looked.with_untracked(|looked| narrow_part(&site, looked, &filter, choose, open))
        }
    };
    let near = {
        let site = Arc::clone(&site);
        move || {
            let filter = filter.get();
            let from = filter.clone();
            let near: Choose = Arc::new(move |near| choose.run(Filter { near, ..from.clone() }));
            (site.ready() && !site.catalog().places.is_empty())
                .then(|| near_fold(&site, &filter.near, &near, near_open))
        }
    };
    let place = use_place();
    let list = {
        let site = Arc::clone(&site);
        move || {
            // Without it the places are not looked at.
            let from = |near: &Near| near.position(&site.catalog().places, place.here.get());
            let from = filter.with(|f| if f.near == Near::Nowhere { None } else { from(&f.near) });
            looked
                .with(|looked| list(&site, looked, &filter.get(), &List { query: &query.get(), from, growing }, choose))
        }
    };
    view! {
        <h1>{site.text(Word::EventsTitle)}</h1>
        <p class="side-links">
            <a href=site.link("subscribe/")>{site.text(Word::SubscribeTitle)}</a>
        </p>
        <Trouble/>
        {changes_notice(&site)}
        <div class="sticky-search">
            <SearchBox prepare=prepare sought=Sought::Events label=Word::EventsSearchLabel placeholder=Word::EventsSearchPlaceholder value=start action="events/" on_input=typed/>
        </div>
        {in_turn(days)}
        {in_turn(narrow)}
        {in_turn(near)}
        {in_turn(list)}
    }
}

/// Which days, and as a list or as a sheet.
fn days_part(site: &Site, filter: &Filter, choose: Callback<Filter>) -> AnyView {
    let chip = |key: &str, label: Word, on: bool, next: Filter| {
        choice_chip(format!("days-{key}"), site.text(label).into_any(), on, next, choose)
    };
    let list = Filter { month: None, day: None, ..filter.clone() };
    let mut chips: Vec<_> = [
        ("week", Range::Week, Word::EventsRangeWeek),
        ("today", Range::Today, Word::EventsRangeToday),
        ("weekend", Range::Weekend, Word::EventsRangeWeekend),
        ("month", Range::Month, Word::EventsRangeMonth),
    ]
    .into_iter()
    .map(|(key, range, word)| {
        chip(key, word, filter.month.is_none() && filter.range == range, Filter { range, ..list.clone() })
    })
    .collect();
    let sheet = Filter { month: Some(Month::of(site.today)), day: None, ..filter.clone() };
    // Where a phone still shows it without scrolling.
    chips.insert(3, chip("sheet", Word::EventsViewMonth, filter.month.is_some(), sheet));
    view! { <div role="group" aria-label=site.text(Word::EventsRangeLabel)><ul class="chips">{chips}</ul></div> }
        .into_any()
}

fn switch_word(switch: Switch) -> Word {
    match switch {
        Switch::Newcomers => Word::EventsOnlyFirst,
        Switch::AllNew => Word::EventsOnlyAllNew,
        Switch::NoBooking => Word::EventsOnlyFreeEntry,
        Switch::Bookable => Word::EventsOnlyBookable,
        Switch::Free => Word::EventsOnlyNoCost,
        Switch::Childcare => Word::EventsOnlyChildcare,
        Switch::Siblings => Word::EventsOnlySiblings,
        Switch::Online => Word::EventsOnlyOnline,
        Switch::Kept => Word::EventsOnlyKept,
    }
}

/// What is asked most stands open; the rest is folded.
fn narrow_part(
    site: &Site,
    looked: &Looked,
    filter: &Filter,
    choose: Callback<Filter>,
    open: RwSignal<bool>,
) -> AnyView {
    if !site.ready() || site.catalog().events.is_empty() {
        return view! { <div class="chips-space" aria-hidden="true"></div> }.into_any();
    }
    let switches = |often: bool| {
        let all = Switch::ALL.into_iter().filter(|(switch, _)| {
            often
                == matches!(
                    switch,
                    Switch::AllNew | Switch::Newcomers | Switch::NoBooking | Switch::Bookable | Switch::Kept
                )
        });
        let counted = all.map(|(switch, _)| (switch, looked.with(switch), filter.switches.contains(&switch)));
        let chips = counted.filter(|(_, n, on)| *n > 0 || *on).map(|(switch, n, on)| {
            chip(switch.key(), site.text(switch_word(switch)).to_owned(), n, on, filter.turned(switch), choose)
        });
        chips.collect::<Vec<_>>()
    };
    let numbers =
        |id: &'static str, label: Word, counts: &[(String, usize)], chosen: &str, set: fn(&mut Filter, String)| {
            let filter = filter.clone();
            select(id, label, None, numbered(counts, chosen), chosen, move |value| {
                let mut next = filter.clone();
                set(&mut next, value);
                choose.run(next);
            })
        };
    let lists = || {
        let aged = filter.clone();
        vec![
            age_list(site, filter.age, move |age| choose.run(Filter { age, ..aged.clone() })),
            target_list(site, looked, filter, choose),
            numbers("kind", Word::EventsKind, &looked.kinds, &filter.kind, |f, kind| f.kind = kind),
            numbers("district", Word::PlaceDistrict, &looked.districts, &filter.district, |f, name| f.district = name),
            numbers("staff", Word::EventsStaff, &looked.staff, &filter.staff, |f, staff| f.staff = staff),
        ]
    };
    // One place alone, as a hub's own page leads here.
    let here = (!filter.place.is_empty()).then(|| site.catalog().place(&filter.place)).flatten().map(|place| {
        let all = Filter { place: String::new(), ..filter.clone() };
        view! {
            <p class="notice">
                {site.words.fill(Word::EventsAtPlace, &[("name", &place.name)])}" "
                {crate::app::parts::form::action("button", Word::EventsAtPlaceAll, move || choose.run(all.clone()))}
            </p>
        }
    });
    view! {
        <div role="group" aria-label=site.text(Word::EventsFilterLabel)><ul class="chips chips-kinds">{switches(true)}</ul></div>
        {here}
        {narrow_fold(site, filter.count(), filter.cleared(), choose, open, lists, || switches(false))}
    }
    .into_any()
}

fn target_list(site: &Site, looked: &Looked, filter: &Filter, choose: Callback<Filter>) -> AnyView {
    let options = Target::ALL.into_iter().filter_map(|(target, key, _)| {
        let count = looked.targets.iter().find(|(t, _)| *t == target).map_or(0, |(_, n)| *n);
        let label = site.words.aside(site.text(say::target(target)), &count.to_string());
        (count > 0 || filter.target == Some(target)).then(|| (key.to_owned(), label))
    });
    let chosen = filter.target.map(Target::key).unwrap_or_default();
    let (options, filter) = (options.collect::<Vec<_>>(), filter.clone());
    select("target", Word::EventsTarget, None, options, chosen, move |key| {
        choose.run(Filter { target: Target::from_key(&key), ..filter.clone() });
    })
}

/// How a list is drawn.
struct List<'a> {
    query: &'a str,
    /// From where distances are counted.
    from: Option<Position>,
    growing: Growing,
}

/// Where an event is held: its own position, else that of its place.
fn position(site: &Site, event: &Event) -> Option<Position> {
    event.position.or_else(|| site.catalog().place(event.place_id.as_deref()?)?.position)
}

/// One day's list, the nearest first where it is said from where: at most so many, and how many there are before it on the page.
fn day_list(
    site: &Arc<Site>,
    (day, list): (Date, &[Occurrence]),
    how: &List,
    most: usize,
    before: usize,
) -> (usize, AnyView) {
    let events = &site.catalog().events;
    let far = |o: &Occurrence| Some(position(site, &events[o.event])?.metres_to(how.from?));
    let mut list: Vec<(Occurrence, Option<f64>)> = list.iter().map(|o| (*o, far(o))).collect();
    if how.from.is_some() {
        list.sort_by(|(_, a), (_, b)| a.unwrap_or(f64::MAX).total_cmp(&b.unwrap_or(f64::MAX)));
    }
    list.truncate(most);
    let card = {
        let (site, query) = (Arc::clone(site), how.query.to_owned());
        move |(o, far): &(Occurrence, Option<f64>)| event_card_at(&site.catalog().events[o.event], o, &query, *far)
    };
    let cards = how.growing.cards(before, &list, card);
    (list.len(), view! { <ul class="cards" aria-labelledby=day_id(day)>{cards}</ul> }.into_any())
}

/// The heading of a day, by which its list is named.
pub fn day_id(day: Date) -> String {
    format!("day-{day}")
}

fn list(site: &Arc<Site>, looked: &Looked, filter: &Filter, how: &List, choose: Callback<Filter>) -> AnyView {
    if !site.ready() {
        return painted(site);
    }
    if site.catalog().events.is_empty() {
        return view! { <p class="empty">{site.text(Word::EventsEmptyNone)}</p> }.into_any();
    }
    if let Some(month) = filter.month {
        return sheet(site, looked, month, filter, how, choose);
    }
    let total = looked.total();
    let shown = how.growing.shown();
    let mut left = shown;
    let mut days = Vec::new();
    for (date, occurrences) in &looked.days {
        if left == 0 {
            break;
        }
        let (count, cards) = day_list(site, (*date, occurrences), how, left, shown - left);
        left -= count;
        days.push(view! {
            <section class="day-section">
                <h2 class="day" id=day_id(*date)>{day_heading(site, *date)}</h2>
                {cards}
            </section>
        });
    }
    if days.is_empty() {
        return view! {
            <section class="empty">
                <div role="status"><h2>{site.text(Word::EventsEmptyTitle)}</h2></div>
                <p>{site.text(Word::EventsEmpty)}</p>
                {further(site, filter, choose)}
                {undated(site, how.query)}
            </section>
        }
        .into_any();
    }
    let drawn = shown.min(total);
    let count = if drawn < total {
        site.words.fill(Word::EventsCountOf, &[("total", &total.to_string()), ("count", &drawn.to_string())])
    } else {
        site.words.fill(Word::EventsCount, &[("count", &total.to_string())])
    };
    let more = (drawn < total).then(|| more_button(site, how.growing));
    view! {
        <p class="count" role="status">{count}</p>
        {days}
        {match more {
            Some(more) => more,
            None => further(site, filter, choose).into_any(),
        }}
        {undated(site, how.query)}
    }
    .into_any()
}

/// How many cards of a day are painted, and of all days.
#[cfg(feature = "press")]
const PAINTED: (usize, usize) = (4, 16);

/// What of a city's events the painted page shows: those alone, in their order.
#[cfg(feature = "press")]
pub fn to_paint(events: &[Event], today: Date) -> Vec<Event> {
    let days = first_of_days(events, today, PAINTED.0, PAINTED.1);
    let shown: std::collections::BTreeSet<usize> =
        days.iter().flat_map(|(_, day)| day.iter().map(|o| o.event)).collect();
    shown.into_iter().map(|at| events[at].clone()).collect()
}

#[cfg(not(feature = "press"))]
fn painted(_: &Site) -> AnyView {
    ().into_any()
}

/// The coming days as they were when the page was made, to be read while the app is on its way. public/start.js shows what of them is not
/// over by then (`data-ends`: minutes of the day) in the place of a list that is coming; where there are no scripts all are shown.
#[cfg(feature = "press")]
fn painted(site: &Site) -> AnyView {
    let days = first_of_days(&site.catalog().events, site.today, PAINTED.0, PAINTED.1);
    let none = days.is_empty();
    let days: Vec<_> = days
        .into_iter()
        .map(|(date, day)| {
            let cards: Vec<_> =
                day.iter().map(|o| event_card_at(&site.catalog().events[o.event], o, "", None)).collect();
            let end = |o: &Occurrence| o.times(&site.catalog().events[o.event]).end;
            let ends: Vec<_> =
                day.iter().map(|o| end(o).map_or("-".to_owned(), |end| end.minutes().to_string())).collect();
            view! {
                <section class="day-section" data-day=date.to_string() data-ends=ends.join(" ") hidden>
                    <h2 class="day" id=day_id(date)>{day_alone(site, date)}</h2>
                    <ul class="cards" aria-labelledby=day_id(date)>{cards}</ul>
                </section>
            }
        })
        .collect();
    view! {
        {painted_fold(Word::FilterTitle)}
        {painted_fold(Word::NearTitle)}
        <p class="count awaited" role="status">{site.text(Word::StartLoading)}</p>
        {days}
        <div class=(!none).then_some("awaited") data-awaited>{skeleton_cards(4)}</div>
    }
    .into_any()
}

/// To what else there is of a long list.
fn more_button(site: &Site, growing: Growing) -> AnyView {
    view! { <p class="more"><button type="button" class="button" on:click=move |_| growing.more()>{site.text(Word::EventsMore)}</button></p> }
        .into_any()
}

/// To all of the next thirty days.
fn further(site: &Site, filter: &Filter, choose: Callback<Filter>) -> Option<AnyView> {
    let next = Filter { range: Range::Month, month: None, day: None, ..filter.clone() };
    (filter.range != Range::Month).then(|| {
        view! {
            <p class="more">
                <button type="button" class="button" on:click=move |_| choose.run(next.clone())>{site.text(Word::EventsMoreDays)}</button>
            </p>
        }
        .into_any()
    })
}

/// The month as a sheet, and below it what is on on the chosen day: today, or the month's first day that has something.
fn sheet(
    site: &Arc<Site>,
    looked: &Looked,
    month: Month,
    filter: &Filter,
    how: &List,
    choose: Callback<Filter>,
) -> AnyView {
    let first = looked.days.iter().map(|(day, _)| *day).find(|day| *day >= site.today);
    let usual = if month.contains(site.today) { site.today } else { first.unwrap_or(month.first()) };
    let day = filter.day.unwrap_or(usual);
    let all = looked.on(day);
    let (count, cards) = day_list(site, (day, all), how, how.growing.shown(), 0);
    let more = (count < all.len()).then(|| more_button(site, how.growing));
    let none = all.is_empty().then(|| view! { <p>{site.text(Word::EventsMonthNone)}</p> });
    view! {
        {month_part(site, month, looked, day, filter, choose)}
        <section class="day-section" aria-labelledby=day_id(day)>
            <h2 class="day" id=day_id(day)>{day_heading(site, day)}</h2>
            {none}
            {cards}
            {more}
        </section>
    }
    .into_any()
}

/// Events whose day was not understood: still shown, never dropped.
fn undated(site: &Site, query: &str) -> Option<impl IntoView + use<>> {
    let links: Vec<_> = site
        .catalog()
        .events
        .iter()
        .filter(|e| e.first_day().is_none())
        .filter(|e| query.is_empty() || e.name.contains(query))
        .map(|e| view! { <li><a href=site.event_link(&e.id)>{e.name.clone()}</a></li> })
        .collect();
    (!links.is_empty()).then(|| {
        view! { <section><h2 class="day">{site.text(Word::EventsUndatedTitle)}</h2><ul class="links">{links}</ul></section> }
    })
}

/// 「今日 11月21日（土）」
pub fn day_heading(site: &Site, date: Date) -> AnyView {
    let near = if date == site.today {
        Some(Word::EventsToday)
    } else if Some(date) == site.today.succ_opt() {
        Some(Word::EventsTomorrow)
    } else {
        None
    };
    view! {
        {near.map(|word| view! { <span class="day-near">{site.text(word)}</span> })}
        {day_alone(site, date)}
    }
    .into_any()
}

fn day_alone(site: &Site, date: Date) -> impl IntoView + use<> {
    view! { <time datetime=date.to_string()>{format::date(&site.words, date, site.today)}</time> }
}
