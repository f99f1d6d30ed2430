//! 気になるイベント: the button that keeps one, what has changed since one looked, and 行った.

use super::form::{Field, action, field, value};
use super::icon::{Icon, icon};
use crate::app::record::record;
use crate::app::site::Site;
use crate::calendar::Date;
use crate::events::kept::{Change, Kept, keep, let_go};
use crate::events::{Event, occurrences};
use crate::family::belongings::{Visit, put_visit};
use crate::words::{Word, events as say, format};
use chrono::Days;
use leptos::prelude::*;

/// Keeps an event, or keeps it no longer.
pub fn keep_event_button(site: &Site, event: &Event) -> AnyView {
    let record = record();
    let (event, label, today) = (event.clone(), site.text(Word::EventKeep), site.today);
    let kept = {
        let (record, id) = (record.clone(), event.id.clone());
        Memo::new(move |_| record.family().events.iter().any(|k| k.event == id))
    };
    let tap = move |_| {
        let on = kept.get_untracked();
        record.change(|book| if on { let_go(book, &event.id) } else { keep(book, &event, today) });
    };
    view! {
        <button type="button" class="button keep-event" aria-pressed=move || kept.get().to_string() on:click=tap>{icon(Icon::Star)}<span>{label}</span></button>
    }
    .into_any()
}

/// What has changed of the events kept, wherever there is something to tell; nothing where there is not.
pub fn changes_notice(site: &Site) -> AnyView {
    if !site.ready() {
        return ().into_any();
    }
    let record = record();
    (move || {
        let site = crate::app::site::site();
        let family = record.family();
        let told: Vec<(Kept, Vec<Change>)> = family
            .events
            .iter()
            .map(|kept| (kept.clone(), kept.changes(site.catalog().event(&kept.event), site.today)))
            .filter(|(_, changes)| !changes.is_empty())
            .collect();
        if told.is_empty() {
            return ().into_any();
        }
        let items: Vec<_> = told
            .iter()
            .map(|(kept, changes)| {
                let now = site.catalog().event(&kept.event);
                let name = now.map_or(kept.name.clone(), |event| event.name.clone());
                let name = match now {
                    Some(event) => view! { <a href=site.event_link(&event.id)>{name}</a> }.into_any(),
                    None => name.into_any(),
                };
                let lines: Vec<_> =
                    changes.iter().map(|c| view! { <li>{say::change(&site.words, *c, site.today)}</li> }).collect();
                view! { <li><p class="changed-name">{name}</p><ul>{lines}</ul></li> }
            })
            .collect();
        let seen = {
            let record = record.clone();
            action("button", Word::EventsChangedSeen, move || {
                let site = crate::app::site::site();
                record.change(|book| {
                    for (kept, _) in &told {
                        match site.catalog().event(&kept.event) {
                            Some(event) => keep(book, event, site.today),
                            None => let_go(book, &kept.event),
                        }
                    }
                });
            })
        };
        view! {
            <section class="notice changed" role="status" aria-labelledby="changed">
                <h2 class="notice-title" id="changed">{site.text(Word::EventsChangedTitle)}</h2>
                <ul class="changed-list">{items}</ul>
                <p class="notice-actions">{seen}</p>
            </section>
        }
        .into_any()
    })
    .into_any()
}

/// How far back a day on which one has been is looked for, in days.
const BACK: u64 = 60;

/// 行った: one tap writes the visit down with the last day on which it was held; a line may follow.
pub fn went_part(site: &Site, event: &Event) -> Option<AnyView> {
    let first = site.today.checked_sub_days(Days::new(BACK)).unwrap_or(site.today);
    let held: Vec<Date> =
        occurrences(event, 0, first, site.today).into_iter().filter(|o| !o.is_off()).map(|o| o.date).collect();
    let on = held.last().copied()?;
    let (record, words, today) = (record(), site.words, site.today);
    let visit = Visit {
        id: String::new(),
        on,
        title: event.name.clone(),
        place_id: event.place_id.clone().unwrap_or_default(),
        event_id: event.id.clone(),
        note: String::new(),
        next: String::new(),
        again: false,
    };
    let written = {
        let (record, id) = (record.clone(), event.id.clone());
        Memo::new(move |_| record.family().visits.iter().find(|v| v.event_id == id && v.on == on).cloned())
    };
    let id = Memo::new(move |_| written.with(|visit| visit.as_ref().map(|v| v.id.clone())));
    let diary = site.link("diary/");
    let line = RwSignal::new(false);
    let body = move || match id.get() {
        None => {
            let (record, visit) = (record.clone(), visit.clone());
            let went = action("button", Word::EventWent, move || {
                let salt = record.salt();
                record.change(|book| {
                    let id = book.free_id("visit", 'v', salt);
                    put_visit(book, &Visit { id, ..visit.clone() });
                });
            });
            view! { <p class="actions">{went}</p> }.into_any()
        }
        Some(_) => {
            let site = crate::app::site::site();
            let record = record.clone();
            let note = written.with_untracked(|v| v.as_ref().map(|v| v.note.clone()).unwrap_or_default());
            let send = move || {
                let Some(visit) = written.get_untracked() else { return };
                let note = value("went-line");
                line.set(record.change(|book| put_visit(book, &Visit { note, ..visit.clone() })));
            };
            let when = format::date(&words, on, today);
            view! {
                <p role="status">{words.fill(Word::EventWentOn, &[("date", &when)])}</p>
                {super::form::form(
                    vec![field(Field::new("went-line", "text", Word::EventWentLine).hint(Word::EventWentLineHint).value(note), None)],
                    Word::EventWentSave,
                    send,
                )}
                <p class="said" role="status">{move || line.get().then(|| words.text(Word::EventWentSaved))}</p>
                <p><a href=diary.clone()>{site.text(Word::EventWentAll)}</a></p>
            }
            .into_any()
        }
    };
    Some(view! { <section class="went">{body}</section> }.into_any())
}
