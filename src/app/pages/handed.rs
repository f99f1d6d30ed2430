//! 渡した記録: what was handed to whom, the ways to show it again, and what has come back.

use crate::app::parts::carry::carry;
use crate::app::parts::form::{action, fold};
use crate::app::parts::keeping::of_record;
use crate::app::parts::paper::{Copy, paper};
use crate::app::parts::query::parameter;
use crate::app::parts::title::set_title;
use crate::app::plans::forms;
use crate::app::record::record;
use crate::app::site::{Site, site};
use crate::plan::handover::handed::{Handed, find, handed};
use crate::plan::sheet;
use crate::words::{Word, format};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn HandedPage() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::HandedTitle)));
    let id = parameter("id");
    let body = {
        let site = Arc::clone(&site);
        move || {
            let site = Arc::clone(&site);
            (move || {
                let id = id.get();
                if id.is_empty() { list(&site) } else { one(&site, &id) }
            })
            .into_any()
        }
    };
    view! {
        <h1>{site.text(Word::HandedTitle)}</h1>
        <p class="page-lead">{site.text(Word::HandedLead)}</p>
        {of_record(3, body)}
    }
}

fn list(site: &Arc<Site>) -> AnyView {
    let record = record();
    let _ = record.version();
    let all = handed(record.keeper().book());
    if all.is_empty() {
        return view! { <p>{site.text(Word::HandedNone)}</p> }.into_any();
    }
    let rows: Vec<_> = all.iter().map(|handed| row(site, handed)).collect();
    view! { <ul class="cards">{rows}</ul> }.into_any()
}

fn row(site: &Site, handed: &Handed) -> AnyView {
    let badge = if handed.back.is_empty() {
        handed.until.filter(|until| *until < site.today).map(|_| (Word::HandedPassed, "badge"))
    } else if handed.settled {
        Some((Word::HandedSettled, "badge"))
    } else {
        Some((Word::HandedArrived, "badge badge-mark"))
    };
    let badge = badge.map(|(word, class)| view! { <span class=class>{site.text(word)}</span> });
    let link = site.link(&format!("handed/#id={}", handed.id));
    view! {
        <li class="card">
            <p class="card-kind">{handed.name.clone()}" "{badge}</p>
            <h2 class="card-name"><a href=link>{handed.to.clone()}</a></h2>
            <p class="card-line">{days(site, handed)}</p>
            <p class="card-line">{site.words.list(&handed.parts)}</p>
        </li>
    }
    .into_any()
}

fn days(site: &Site, handed: &Handed) -> String {
    let say = |word: Word, day: Option<crate::calendar::Date>| {
        day.map(|d| site.words.fill(word, &[("date", &format::date_with_year(&site.words, d))])).unwrap_or_default()
    };
    site.words.beside(&[say(Word::HandedOn, handed.on), say(Word::HandedUntil, handed.until)])
}

fn one(site: &Arc<Site>, id: &str) -> AnyView {
    let found = find(record().keeper().book(), id);
    let to_list = view! { <p><a class="button" href=site.link("handed/")>{site.text(Word::HandedList)}</a></p> };
    let Some(handed) = found else {
        return view! { <p>{site.text(Word::HandedMissing)}</p>{to_list} }.into_any();
    };
    let row = |word: Word, text: String| {
        (!text.is_empty()).then(|| view! { <div><dt>{site.text(word)}</dt><dd>{text}</dd></div> })
    };
    let facts = view! {
        <dl class="facts">
            {row(Word::HandTo, handed.to.clone())}
            {row(Word::HandedPurpose, handed.purpose.clone())}
            {row(Word::HandedDays, days(site, &handed))}
            {row(Word::HandedParts, site.words.list(&handed.parts))}
        </dl>
    };
    let passed = handed.until.is_some_and(|until| until < site.today);
    let ways = match handed.sent() {
        Some(parcel) if !passed => carry(&parcel, &handed.code, false),
        _ => view! { <p class="notice">{site.text(Word::HandedPassed)}</p> }.into_any(),
    };
    let back = if handed.back.is_empty() {
        view! { <p class="small">{site.text(Word::HandedWaiting)}</p> }.into_any()
    } else {
        let word = if handed.settled { Word::HandedSettled } else { Word::HandedArrived };
        let link = site.link(&format!("reply/#id={id}"));
        view! { <section class="panel"><p><b>{site.text(word)}</b></p><a class="button call" href=link>{site.text(Word::HandedSee)}</a></section> }
            .into_any()
    };
    view! { {facts}{back}{ways}{sent(site, &handed)}{delete_part(site, id)}{to_list} }.into_any()
}

/// What was handed over, as it was then.
fn sent(site: &Arc<Site>, handed: &Handed) -> Option<AnyView> {
    let parcel = handed.sent()?;
    let site = Arc::clone(site);
    let body = move || {
        let list = forms().get()?;
        let plan = sheet::find(&parcel.book, &parcel.plan)?;
        let form = list.iter().find(|f| f.id == plan.form)?;
        let copy = Copy {
            book: &parcel.book,
            form,
            plan: Some(&plan),
            whose: None,
            parts: Some(&parcel.sections),
            code: None,
        };
        Some(paper(&site, copy))
    };
    Some(fold(Word::HandedSent, body.into_any()))
}

fn delete_part(site: &Arc<Site>, id: &str) -> AnyView {
    let navigate = leptos_router::hooks::use_navigate();
    let (root, id) = (site.root.clone(), id.to_owned());
    let go = action("button danger-button", Word::HandedDelete, move || {
        record().change(|book| book.remove("handed", &id));
        navigate(&format!("{root}handed/"), leptos_router::NavigateOptions { resolve: false, ..Default::default() });
    });
    fold(Word::HandedDeleteTitle, view! { <p>{site.text(Word::HandedDeleteLead)}</p>{go} }.into_any())
}
