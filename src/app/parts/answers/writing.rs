//! Words and scales.

use super::{Ctx, family_words};
use crate::app::parts::faces::ruby;
use crate::plan::form::Field;
use crate::plan::sheet::{answer, put_answer};
use crate::words::Word;
use leptos::prelude::*;
use std::sync::Arc;

pub fn texts(ctx: &Ctx, field: &Field) -> AnyView {
    if field.voices.is_empty() {
        return column(ctx, field, "", &field.label, true);
    }
    let columns: Vec<_> = field.voices.iter().map(|v| column(ctx, field, &v.id, &v.label, false)).collect();
    view! { <div class="voices" role="group" aria-labelledby=format!("q-{}", field.id)>{columns}</div> }.into_any()
}

fn column(ctx: &Ctx, field: &Field, voice: &str, label: &str, hidden: bool) -> AnyView {
    let settled = ctx.settled(|book, plan| answer(book, plan, &field.id, voice)).filter(|text| !text.is_empty());
    if let Some(text) = settled {
        return family_words(ctx, (!hidden).then(|| label.to_owned()), text);
    }
    let id = format!("a-{}-{voice}", field.id);
    let kept = ctx.read(|book, plan| answer(book, plan, &field.id, voice));
    let (own, name, voice) = (ctx.clone(), field.id.clone(), voice.to_owned());
    let write = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        own.jot(|book, plan| put_answer(book, plan, &name, &voice, &text));
    };
    view! {
        <div class="field">
            <label for=id.clone() class:visually-hidden=hidden>{ruby(label)}</label>
            <textarea id=id.clone() rows="3" on:input=write>{kept}</textarea>
        </div>
    }
    .into_any()
}

pub fn scale(ctx: &Ctx, field: &Field) -> AnyView {
    let site = &ctx.site;
    let settled = ctx.settled(|book, plan| answer(book, plan, &field.id, "")).filter(|text| !text.is_empty());
    if let Some(text) = settled {
        return family_words(ctx, None, text);
    }
    let kept = ctx.read(|book, plan| answer(book, plan, &field.id, ""));
    let said = RwSignal::new(kept.clone());
    let (own, name) = (ctx.clone(), field.id.clone());
    let write = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        said.set(text.clone());
        own.jot(|book, plan| put_answer(book, plan, &name, "", &text));
    };
    let shown = {
        let site = Arc::clone(site);
        move || match said.get() {
            text if text.is_empty() => site.text(Word::PlanScaleUnset).to_owned(),
            text => site.words.fill(Word::PlanScaleNow, &[("n", &text)]),
        }
    };
    let start = if kept.is_empty() { "50".to_owned() } else { kept };
    view! {
        <div class="scale">
            <input type="range" min="0" max="100" step="5" value=start aria-labelledby=format!("q-{}", field.id) on:input=write/>
            <output>{shown}</output>
        </div>
    }
    .into_any()
}
