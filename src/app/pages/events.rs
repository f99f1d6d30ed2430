//! イベント: by day, the nearest first.

use crate::app::parts::card::event_card;
use crate::app::parts::query::{parameter, rewriter, words_searched};
use crate::app::parts::search_box::SearchBox;
use crate::app::parts::state::{Trouble, skeleton};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, site};
use crate::calendar::Date;
use crate::events::{Event, Range, by_day};
use crate::words::{Word, format};
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

#[component]
pub fn Events() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::EventsTitle)));
    let query = words_searched();
    let range = parameter("range");
    let only = parameter("only");
    let rewrite = rewriter("events/");
    let start = query.get_untracked();
    let typed = {
        let rewrite = rewrite.clone();
        Callback::new(move |text: String| {
            rewrite(&[("q", &text), ("range", &range.get_untracked()), ("only", &only.get_untracked())]);
        })
    };
    let choose = Callback::new(move |(range, only): (String, String)| {
        rewrite(&[("q", &query.get_untracked()), ("range", &range), ("only", &only)]);
    });
    let chips = {
        let site = Arc::clone(&site);
        move || chips(&site, &range.get(), &only.get(), choose)
    };
    let list = {
        let site = Arc::clone(&site);
        move || list(&site, &query.get(), &range.get(), &only.get(), choose)
    };
    view! {
        <h1>{site.text(Word::EventsTitle)}</h1>
        <p class="side-links"><a href=site.link("subscribe/")>{site.text(Word::SubscribeTitle)}</a></p>
        <div class="sticky-search">
            <SearchBox label=Word::EventsSearchLabel placeholder=Word::EventsSearchPlaceholder value=start action="events/" on_input=typed/>
        </div>
        <Trouble/>
        {chips}
        {list}
    }
}

fn chips(site: &Site, range: &str, only: &str, choose: Callback<(String, String)>) -> impl IntoView + use<> {
    let chosen = Range::from_key(range);
    let chip = |label: Word, on: bool, choice: (String, String)| {
        view! {
            <li>
                <button type="button" class="chip" aria-pressed=on.to_string() on:click=move |_| choose.run(choice.clone())>
                    {site.text(label)}
                </button>
            </li>
        }
    };
    let ranges: Vec<_> = [
        (Range::Week, Word::EventsRangeWeek),
        (Range::Today, Word::EventsRangeToday),
        (Range::Weekend, Word::EventsRangeWeekend),
        (Range::Month, Word::EventsRangeMonth),
    ]
    .into_iter()
    .map(|(r, word)| chip(word, r == chosen, (r.key().to_owned(), only.to_owned())))
    .collect();
    let onlys: Vec<_> = [("first", Word::EventsOnlyFirst), ("free", Word::EventsOnlyFreeEntry)]
        .into_iter()
        .map(|(key, word)| {
            let on = only == key;
            chip(word, on, (range.to_owned(), if on { String::new() } else { key.to_owned() }))
        })
        .collect();
    view! {
        <div role="group" aria-label=site.text(Word::EventsRangeLabel)><ul class="chips">{ranges}</ul></div>
        <div role="group" aria-label=site.text(Word::EventsFilterLabel)><ul class="chips chips-kinds">{onlys}</ul></div>
    }
}

fn list(site: &Site, query: &str, range: &str, only: &str, choose: Callback<(String, String)>) -> AnyView {
    if !site.ready {
        return skeleton(4).into_any();
    }
    if site.catalog.events.is_empty() {
        return view! { <p class="empty">{site.text(Word::EventsEmptyNone)}</p> }.into_any();
    }
    let range = Range::from_key(range);
    let (from, to) = range.days(site.today);
    let found = (!query.is_empty()).then(|| {
        site.events_index().search(query).hits.iter().map(|h| h.document as usize).collect::<HashSet<usize>>()
    });
    let fits = |at: usize, event: &Event| {
        found.as_ref().is_none_or(|f| f.contains(&at))
            && match only {
                "first" => event.first_timers_welcome,
                "free" => event.booking_needed == Some(false),
                _ => true,
            }
    };
    let mut total = 0;
    let mut days = Vec::new();
    for (date, occurrences) in by_day(&site.catalog.events, from, to) {
        let cards: Vec<_> = occurrences
            .iter()
            .filter(|o| fits(o.event, &site.catalog.events[o.event]))
            .map(|o| event_card(&site.catalog.events[o.event], o, query))
            .collect();
        if !cards.is_empty() {
            total += cards.len();
            days.push(view! {
                <section class="day-section">
                    <h2 class="day">{day_heading(site, date)}</h2>
                    <ul class="cards">{cards}</ul>
                </section>
            });
        }
    }
    if days.is_empty() {
        return view! {
            <section class="empty">
                <div role="status"><h2>{site.text(Word::EventsEmptyTitle)}</h2></div>
                <p>{site.text(Word::EventsEmpty)}</p>
                {undated(site, query)}
            </section>
        }
        .into_any();
    }
    let more = (range != Range::Month).then(|| {
        let only = only.to_owned();
        view! {
            <p class="more">
                <button type="button" class="button" on:click=move |_| choose.run(("month".to_owned(), only.clone()))>
                    {site.text(Word::EventsMoreDays)}
                </button>
            </p>
        }
    });
    view! {
        <p class="count" role="status">{site.words.fill(Word::EventsCount, &[("count", &total.to_string())])}</p>
        {days}
        {more}
        {undated(site, query)}
    }
    .into_any()
}

/// Events whose day was not understood: still shown, never dropped.
fn undated(site: &Site, query: &str) -> Option<impl IntoView + use<>> {
    let links: Vec<_> = site
        .catalog
        .events
        .iter()
        .filter(|e| e.start.is_none() && e.dates.is_empty())
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
    let text = format::date(&site.words, date, site.today);
    view! {
        {near.map(|word| view! { <span class="day-near">{site.text(word)}</span> })}
        <time datetime=date.to_string()>{text}</time>
    }
    .into_any()
}
