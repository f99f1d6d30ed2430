//! 利用の記録: where one has been and what was said, in the family's own hands.

use crate::app::parts::form::{Field, action, clear, field, fold, form, value};
use crate::app::parts::keeping::of_record;
use crate::app::parts::query::parameter;
use crate::app::parts::title::set_title;
use crate::app::record::record;
use crate::app::site::{Site, site};
use crate::calendar::parse_date;
use crate::family::belongings::{Visit, put_visit};
use crate::words::{Word, format};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn Diary() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::DiaryTitle)));
    let (place, event) = (parameter("place"), parameter("event"));
    let body = {
        let site = Arc::clone(&site);
        move || {
            let site = Arc::clone(&site);
            let record = record();
            let (place, event) = (place.get_untracked(), event.get_untracked());
            let title = site.catalog().place(&place).map(|p| p.name.clone());
            let title = title.or_else(|| site.catalog().event(&event).map(|e| e.name.clone())).unwrap_or_default();
            let new = Visit {
                id: String::new(),
                on: site.today,
                title,
                place_id: place,
                event_id: event,
                note: String::new(),
                next: String::new(),
                again: false,
            };
            let list = {
                let site = Arc::clone(&site);
                let ids = {
                    let record = record.clone();
                    Memo::new(move |_| record.family().visits.iter().map(|v| v.id.clone()).collect::<Vec<_>>())
                };
                move || {
                    // A list that changed is drawn anew; a visit that is being written anew is not among its changes.
                    let _ = ids.get();
                    let family = record.family_now();
                    if family.visits.is_empty() {
                        return view! { <p>{site.text(Word::DiaryEmpty)}</p> }.into_any();
                    }
                    let cards: Vec<_> = family.visits.iter().map(|v| visit_card(&site, v)).collect();
                    view! { <ul class="cards cards-one">{cards}</ul> }.into_any()
                }
            };
            view! {
                <section class="panel"><h2>{site.text(Word::DiaryAdd)}</h2>{visit_form(&new)}</section>
                {list}
            }
            .into_any()
        }
    };
    view! {
        <h1>{site.text(Word::DiaryTitle)}</h1>
        <p class="page-lead">{site.text(Word::DiaryLead)}</p>
        {of_record(3, body)}
    }
}

/// Writes a visit, or writes one anew.
fn visit_form(visit: &Visit) -> AnyView {
    let site = site();
    let record = record();
    let prefix = if visit.id.is_empty() { "v-new".to_owned() } else { visit.id.clone() };
    let id = move |name: &str| format!("{prefix}-{name}");
    let (on_id, title_id, note_id, next_id, again_id) = (id("on"), id("title"), id("note"), id("next"), id("again"));
    let on_trouble = RwSignal::new(None);
    let title_trouble = RwSignal::new(None);
    let saved = RwSignal::new(false);
    let fields = vec![
        field(Field::new(&on_id, "date", Word::DiaryOn).value(visit.on.to_string()), Some(on_trouble)),
        field(Field::new(&title_id, "text", Word::DiaryWhere).value(&visit.title), Some(title_trouble)),
        field(Field::new(&note_id, "area", Word::DiaryNote).value(&visit.note), None),
        field(Field::new(&next_id, "area", Word::DiaryNext).value(&visit.next), None),
        view! {
            <label class="check"><input type="checkbox" id=again_id.clone() checked=visit.again/><span>{site.text(Word::DiaryAgain)}</span></label>
        }
        .into_any(),
    ];
    let visit = visit.clone();
    let send = move || {
        let (on, title) = (parse_date(&value(&on_id)), value(&title_id));
        on_trouble.set(on.is_none().then_some(Word::DiaryTroubleOn));
        title_trouble.set(title.is_empty().then_some(Word::DiaryTroubleWhere));
        let Some(on) = on.filter(|_| !title.is_empty()) else { return };
        // Words of one's own about a place that was written over belong to no page of the directory.
        let same = title == visit.title;
        let mut written = Visit {
            on,
            place_id: if same { visit.place_id.clone() } else { String::new() },
            event_id: if same { visit.event_id.clone() } else { String::new() },
            title,
            note: value(&note_id),
            next: value(&next_id),
            again: !value(&again_id).is_empty(),
            id: visit.id.clone(),
        };
        let salt = record.salt();
        let new = written.id.is_empty();
        saved.set(record.change(move |book| {
            if new {
                written.id = book.free_id("visit", 'v', salt);
            }
            put_visit(book, &written);
        }));
        if new {
            clear(&[&title_id, &note_id, &next_id, &again_id]);
        }
    };
    view! {
        {form(fields, Word::FamilySave, send)}
        <p class="said" role="status">{move || saved.get().then(|| site.text(Word::FamilySaved))}</p>
    }
    .into_any()
}

fn visit_card(site: &Arc<Site>, visit: &Visit) -> AnyView {
    let record = record();
    let place = site.catalog().place(&visit.place_id).map(|p| (site.place_link(&p.id), Word::DiaryPage));
    let event = site.catalog().event(&visit.event_id).map(|e| (site.event_link(&e.id), Word::DiaryEventPage));
    let links: Vec<_> = [place, event]
        .into_iter()
        .flatten()
        .map(|(link, word)| view! { <a href=link>{site.text(word)}</a>" " })
        .collect();
    let live = {
        let (record, id) = (record.clone(), visit.id.clone());
        Memo::new(move |_| record.family().visits.iter().find(|v| v.id == id).cloned())
    };
    let text = {
        let site = Arc::clone(site);
        move || {
            live.get().map(|visit| {
                let next = (!visit.next.is_empty()).then(
                    || view! { <p class="card-text"><b>{site.words.labelled(site.text(Word::DiaryNext), "")}</b>{visit.next.clone()}</p> },
                );
                let again = visit
                    .again
                    .then(|| view! { <span class="badge badge-welcome">{site.text(Word::DiaryAgain)}</span> });
                view! {
                    <p class="card-kind">{format::date(&site.words, visit.on, site.today)}" "{again}</p>
                    <h2 class="card-name">{visit.title.clone()}</h2>
                    <p class="card-text as-said">{visit.note.clone()}</p>
                    {next}
                }
            })
        }
    };
    let remove = {
        let id = visit.id.clone();
        action("button", Word::DiaryRemove, move || {
            let id = id.clone();
            record.change(move |book| book.remove("visit", &id));
        })
    };
    view! {
        <li class="card">
            {text}
            {(!links.is_empty()).then(|| view! { <p class="card-line">{links}</p> })}
            {fold(Word::DiaryEdit, view! { {visit_form(visit)}{remove} }.into_any())}
        </li>
    }
    .into_any()
}
