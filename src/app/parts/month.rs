//! A month of events as a sheet: a grid that is gone about by arrow keys, each day a button that says how much is on.

use super::form::{go_on_at, stay_at};
use crate::app::site::Site;
use crate::calendar::Date;
use crate::calendar::holiday::is_holiday;
use crate::events::Month;
use crate::events::filter::{Filter, Looked};
use crate::events::month::Key;
use crate::words::{Word, events as say, format};
use chrono::Datelike;
use leptos::prelude::*;

/// How many names stand in a day's cell where the screen is wide.
const NAMES: usize = 3;

/// A day's cell, for the way about by keyboard.
fn cell_id(day: Date) -> String {
    format!("cell-{day}")
}

/// The sheet. `chosen`: the day whose list stands below it, the one that Tab leads to.
pub fn month_part(
    site: &Site,
    month: Month,
    looked: &Looked,
    chosen: Date,
    filter: &Filter,
    choose: Callback<Filter>,
) -> AnyView {
    let name = say::month(&site.words, month);
    let go = {
        let filter = filter.clone();
        move |day: Date| choose.run(Filter { month: Some(Month::of(day)), day: Some(day), ..filter.clone() })
    };
    let keys = {
        let go = go.clone();
        move |event: leptos::ev::KeyboardEvent| {
            let plain = !(event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key());
            let Some(key) = Key::of(&event.key()).filter(|_| plain) else { return };
            event.prevent_default();
            let to = key.from(chosen);
            go(to);
            go_on_at(&cell_id(to));
        }
    };
    let turn = |id: &'static str, word: Word, to: Month, sign: &'static str| {
        let filter = filter.clone();
        let tap = move |_| {
            choose.run(Filter { month: Some(to), day: None, ..filter.clone() });
            stay_at(id);
        };
        view! { <button type="button" class="button month-turn" id=id aria-label=site.text(word) on:click=tap><span aria-hidden="true">{sign}</span></button> }
    };
    let head: Vec<_> =
        Month::WEEK.iter().map(|day| view! { <th scope="col">{format::weekday(&site.words, *day)}</th> }).collect();
    let rows: Vec<_> = month
        .weeks()
        .into_iter()
        .map(|week| {
            let cells: Vec<_> =
                week.into_iter().map(|day| cell(site, month, looked, day, day == chosen, go.clone())).collect();
            view! { <tr>{cells}</tr> }
        })
        .collect();
    view! {
        <section class="month" aria-label=name.clone()>
            <div class="month-head">
                {turn("month-previous", Word::EventsMonthPrevious, month.previous(), "‹")}
                <h2 aria-live="polite">{name.clone()}</h2>
                {turn("month-next", Word::EventsMonthNext, month.next(), "›")}
            </div>
            <table role="grid" aria-label=name.clone() aria-describedby="month-help" on:keydown=keys>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="visually-hidden" id="month-help">{site.text(Word::EventsMonthHelp)}</p>
        </section>
    }
    .into_any()
}

fn cell(site: &Site, month: Month, looked: &Looked, day: Date, chosen: bool, go: impl Fn(Date) + 'static) -> AnyView {
    if !month.contains(day) {
        return view! { <td></td> }.into_any();
    }
    let list = looked.on(day);
    let held: Vec<_> = list.iter().filter(|o| !o.is_off()).collect();
    let holiday = is_holiday(day);
    let word = if holiday { Word::EventsMonthHoliday } else { Word::EventsMonthDay };
    let date = format::date(&site.words, day, site.today);
    let label = site.words.fill(word, &[("date", &date), ("count", &held.len().to_string())]);
    let names: Vec<_> = held
        .iter()
        .take(NAMES)
        .map(|o| view! { <span class="month-name">{site.catalog().events[o.event].name.clone()}</span> })
        .collect();
    let more = (held.len() > NAMES).then(|| {
        let more = site.words.fill(Word::EventsMonthMore, &[("count", &(held.len() - NAMES).to_string())]);
        view! { <span class="month-name month-more">{more}</span> }
    });
    let class = match (holiday, day.weekday()) {
        (true, _) | (_, chrono::Weekday::Sun) => "month-day month-sunday",
        (_, chrono::Weekday::Sat) => "month-day month-saturday",
        _ => "month-day",
    };
    let id = cell_id(day);
    let tap = {
        let id = id.clone();
        move |_| {
            go(day);
            go_on_at(&id);
        }
    };
    view! {
        <td aria-selected=chosen.to_string()>
            <button type="button" class=class class:month-past=day < site.today id=id tabindex=if chosen { "0" } else { "-1" }
                aria-label=label aria-current=(day == site.today).then_some("date") on:click=tap>
                <span class="month-number">{day.day()}</span>
                {(!held.is_empty()).then(|| view! { <span class="month-count">{held.len()}</span> })}
                {names}
                {more}
            </button>
        </td>
    }
    .into_any()
}
