//! Ticks and faces, and what answers a tick.

use super::listing::take;
use super::{Ctx, family_words};
use crate::app::parts::faces::{face, ruby};
use crate::app::parts::form::id_of;
use crate::plan::form::{Choice, Field, FieldKind};
use crate::plan::sheet::{Item, answer, items, put_answer, tick, ticked};
use crate::plan::suggest::{Answer, suggest};
use crate::words::{Word, format, plan as say};
use leptos::prelude::*;

/// How many answers stand beside the ticks of one field.
const SHOWN_BESIDE: usize = 4;

pub fn checks(ctx: &Ctx, field: &Field) -> AnyView {
    let settled = ctx.settled(|book, plan| answer(book, plan, &field.id, "")).filter(|text| !text.is_empty());
    if let Some(ids) = settled {
        return family_words(ctx, None, say::choices(&ctx.site.words, field, &ids));
    }
    let on = ctx.read(|book, plan| ticked(book, plan, &field.id, ""));
    let boxes: Vec<_> = field
        .choices
        .iter()
        .map(|choice| {
            let (ctx, name, id) = (ctx.clone(), field.id.clone(), choice.id.clone());
            let change = move |event: leptos::ev::Event| {
                let now = event_target_checked(&event);
                ctx.jot(|book, plan| tick(book, plan, &name, "", &id, now));
                ctx.touch();
            };
            let checked = on.contains(&choice.id);
            view! { <label class="check"><input type="checkbox" checked=checked on:change=change/><span>{ruby(&choice.label)}</span></label> }
        })
        .collect();
    let found = {
        let (ctx, field) = (ctx.clone(), field.clone());
        move || {
            ctx.changed.track();
            let on = ctx.read(|book, plan| ticked(book, plan, &field.id, ""));
            let chosen: Vec<&Choice> = field.choices.iter().filter(|c| on.contains(&c.id)).collect();
            suggestions(&ctx, &chosen, SHOWN_BESIDE)
        }
    };
    view! {
        <div class="checks" role="group" aria-labelledby=format!("q-{}", field.id)>{boxes}</div>
        {found}
    }
    .into_any()
}

/// What answers the ticks, each with its reason, and the way into the plan.
pub fn suggestions(ctx: &Ctx, chosen: &[&Choice], most: usize) -> Option<AnyView> {
    // Only a form with a place for services can take one in.
    let into = ctx.form.sections.iter().flat_map(|s| &s.fields).find(|f| f.kind == FieldKind::Services)?.id.clone();
    let site = &ctx.site;
    // Whose district it is, only the family's own record knows.
    let district = ctx.ground.record().map(|r| r.family_now().household.district.clone()).unwrap_or_default();
    let mut found = suggest(chosen, site.catalog(), &district, site.today);
    found.truncate(most);
    if found.is_empty() {
        return None;
    }
    let taken: Vec<String> = ctx.read(|book, plan| items(book, plan, &into)).into_iter().map(|i| i.link).collect();
    let rows: Vec<_> = found
        .iter()
        .map(|suggestion| {
            let phone =
                |phones: &[crate::directory::Phone]| phones.first().map(|p| p.written.clone()).unwrap_or_default();
            let (written, link, key, phone) = match &suggestion.answer {
                Answer::Place(p) => (&p.name, site.place_link(&p.id), p.id.clone(), phone(&p.phones)),
                Answer::Programme(p) => (&p.name, site.programme_link(&p.id), p.id.clone(), phone(&p.phones)),
                Answer::Event(e, _) => (&e.name, site.event_link(&e.id), e.id.clone(), phone(&e.phones)),
            };
            let day = match &suggestion.answer {
                Answer::Event(_, date) => site.words.aside("", &format::date(&site.words, *date, site.today)),
                _ => String::new(),
            };
            let name = format!("{written}{day}");
            let because = site
                .words
                .fill(Word::PlanBecause, &[("labels", &suggestion.because.join(site.text(Word::MarkQuotes)))]);
            let about = id_of(&["answer", &into, &key]);
            let take = if taken.contains(&key) {
                view! { <span class="badge badge-mark">{site.text(Word::PlanTaken)}</span> }.into_any()
            } else {
                let item = Item { field: into.clone(), text: name.clone(), phone, link: key, ..Item::default() };
                take(ctx, item, &about)
            };
            view! { <li><p id=about><a href=link><span lang=site.written_in()>{written.clone()}</span>{day}</a></p><p class="small">{because}</p>{take}</li> }
        })
        .collect();
    let title = id_of(&["answers", &into]);
    Some(
        view! { <div class="suggestions"><p class="helpers-title" id=title.clone()>{site.text(Word::PlanSuggestions)}</p><ul aria-labelledby=title>{rows}</ul></div> }
            .into_any(),
    )
}

pub fn faces(ctx: &Ctx, field: &Field) -> AnyView {
    let settled = ctx.settled(|book, plan| answer(book, plan, &field.id, "")).filter(|text| !text.is_empty());
    if let Some(ids) = settled {
        return family_words(ctx, None, say::choices(&ctx.site.words, field, &ids));
    }
    let now = RwSignal::new(ctx.read(|book, plan| answer(book, plan, &field.id, "")));
    let buttons: Vec<_> = field
        .choices
        .iter()
        .map(|choice| {
            let (ctx, name, id) = (ctx.clone(), field.id.clone(), choice.id.clone());
            let mine = choice.id.clone();
            let tap = move |_| {
                // A second tap takes the choice back.
                let next = if now.get_untracked() == id { String::new() } else { id.clone() };
                now.set(next.clone());
                ctx.jot(|book, plan| put_answer(book, plan, &name, "", &next));
            };
            view! {
                <button type="button" class="face-button" aria-pressed=move || (now.get() == mine).to_string() on:click=tap>
                    {face(&choice.id)}<span>{choice.label.clone()}</span>
                </button>
            }
        })
        .collect();
    view! { <div class="faces" role="group" aria-labelledby=format!("q-{}", field.id)>{buttons}</div> }.into_any()
}
