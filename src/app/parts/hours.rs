//! Opening hours: one line on a card, a small table on a page.

use crate::app::site::{Site, site};
use crate::calendar::{Hours, Openness};
use crate::words::{Word, format};
use leptos::prelude::*;

pub use crate::words::format::hours as one_line;
use crate::words::format::nth_days as days;

/// How it stands at this moment, where the list says enough.
pub fn openness(site: &Site, hours: &Hours) -> Option<AnyView> {
    let (today, minute) = site.now()?;
    let (class, text, next) = match hours.openness(today, minute) {
        Openness::Unknown => return None,
        Openness::Open(until) => {
            let text = site.words.fill(Word::OpenUntil, &[("time", &format::time(&site.words, until))]);
            ("openness openness-now", text, None)
        }
        Openness::OpensAt(time) => ("openness", site.words.fill(Word::OpenAt, &[("time", &time.to_string())]), None),
        Openness::Closed(next) => {
            let next = next.map(|(day, time)| {
                let day = format::date(&site.words, day, today);
                match time {
                    Some(time) => site.words.fill(Word::OpenNextAt, &[("date", &day), ("time", &time.to_string())]),
                    None => site.words.fill(Word::OpenNext, &[("date", &day)]),
                }
            });
            ("openness", site.text(Word::OpenClosed).to_owned(), next)
        }
    };
    // How it stands now is seen at a glance; when it opens again stands below it.
    let gap = next.is_some().then(|| site.text(Word::MarkSentence));
    let next = next.map(|next| view! { <span class="openness-next">{next}</span> });
    Some(view! { <p class=class><b>{text}</b>{gap}{next}</p> }.into_any())
}

/// The week as a table, and the note as the city wrote it.
pub fn hours_table(hours: &Hours, (note, lang): (String, Option<&'static str>)) -> AnyView {
    let site = site();
    if hours.is_empty() {
        return view! { <p>{site.text(Word::PlaceHoursUnknown)}</p> }.into_any();
    }
    let rows: Vec<_> = hours
        .week()
        .into_iter()
        .map(|row| {
            let time = match &row.ranges[..] {
                [] => site.text(Word::PlaceHoursTimeUnknown).to_owned(),
                ranges => format::ranges(&site.words, ranges),
            };
            view! { <tr><th scope="row">{days(&site.words, &row.nth, &row.days)}</th><td>{time}</td></tr> }
        })
        .collect();
    let table = match (rows.is_empty(), &hours.usual[..]) {
        (true, []) => None,
        (true, ranges) => Some(view! { <p class="hours-line">{format::ranges(&site.words, ranges)}</p> }.into_any()),
        (false, _) => Some(
            view! {
                <table class="hours">
                    <thead class="visually-hidden">
                        <tr><th scope="col">{site.text(Word::PlaceHoursOpen)}</th><th scope="col">{site.text(Word::PlaceHoursTime)}</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any(),
        ),
    };
    let holidays = hours
        .closed_on_holidays
        .then(|| view! { <p class="hours-holidays">{site.text(Word::PlaceClosedHolidays)}</p> });
    let note = (!note.is_empty()).then(|| view! { <p class="as-written" lang=lang>{note}</p> });
    view! { {table} {holidays} {note} }.into_any()
}
