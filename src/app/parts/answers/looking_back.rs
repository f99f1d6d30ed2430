//! What the version before said, beside what is written now.

use super::Ctx;
use super::listing::outcome_part;
use crate::plan::difference::columns;
use crate::plan::form::{Field, FieldKind, Form};
use crate::plan::sheet::{Plan, answer, find, items, voices};
use crate::plan::version::history;
use crate::text::decimal::fixed;
use crate::vault::book::Book;
use crate::words::{Word, format, plan as say};
use leptos::prelude::*;

/// What the version before said to this question; a scale's history.
pub fn field(ctx: &Ctx, field: &Field) -> Option<AnyView> {
    if field.kind == FieldKind::Scale {
        return drawn(ctx, field);
    }
    let former = former(ctx)?;
    // On another form the same id may ask something else: there the field for it shows the whole.
    if former.form != ctx.form.id {
        return None;
    }
    let lines = ctx.read(|book, _| said(&ctx.site.words, book, &former.id, field));
    (!lines.is_empty()).then(|| quote(ctx, &former, lines))
}

fn former(ctx: &Ctx) -> Option<Plan> {
    let id = ctx.plan.former.clone()?;
    ctx.read(|book, _| find(book, &id))
}

fn quote(ctx: &Ctx, former: &Plan, lines: Vec<String>) -> AnyView {
    let site = &ctx.site;
    let lines: Vec<_> = lines.into_iter().map(|line| view! { <p class="quote-text">{line}</p> }).collect();
    view! {
        <blockquote class="quote">
            <p class="quote-who">{say::former(&site.words, former.made)}</p>
            {lines}
        </blockquote>
    }
    .into_any()
}

/// What a field of a sheet says, a line each.
pub fn said(words: &crate::words::Words, book: &Book, plan: &str, field: &Field) -> Vec<String> {
    let lines = match field.kind {
        FieldKind::Goals | FieldKind::Actions | FieldKind::Services => items(book, plan, &field.id)
            .into_iter()
            .map(|item| {
                let how = item.outcome.map_or("", |o| say::outcome(words, o));
                let parts = [item.who.as_str(), &item.text, how, &item.words];
                words.beside(&parts)
            })
            .collect(),
        FieldKind::Checks | FieldKind::Faces => vec![say::choices(words, field, &answer(book, plan, &field.id, ""))],
        FieldKind::Review | FieldKind::Former => Vec::new(),
        _ => columns(field).into_iter().map(|(voice, _)| answer(book, plan, &field.id, voice)).collect(),
    };
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// All that the version before says, question by question; its goals can be looked back on here.
pub fn whole(ctx: &Ctx) -> AnyView {
    let site = &ctx.site;
    let Some(former) = former(ctx) else {
        return view! { <p class="small">{site.text(Word::PlanFormerNothing)}</p> }.into_any();
    };
    // The form of the version before may be another one.
    let forms = crate::app::plans::forms().get();
    let form = forms.and_then(|all| all.iter().find(|f| f.id == former.form).cloned());
    let Some(form) = form else {
        return view! { <p class="small">{site.text(Word::PlanFormGone)}</p> }.into_any();
    };
    let parts: Vec<_> =
        form.sections.iter().flat_map(|s| &s.fields).filter_map(|f| of_field(ctx, &former, f)).collect();
    let voices: Vec<_> = beside(ctx, &form, &former);
    view! {
        <blockquote class="quote">
            <p class="quote-who">{say::former(&site.words, former.made)}</p>
            <dl class="facts">{parts}{voices}</dl>
        </blockquote>
    }
    .into_any()
}

fn of_field(ctx: &Ctx, former: &Plan, field: &Field) -> Option<AnyView> {
    let label = crate::text::ruby::plain(&field.label);
    if field.kind == FieldKind::Goals && ctx.guest.is_none() {
        let goals = ctx.read(|book, _| items(book, &former.id, &field.id));
        if goals.is_empty() {
            return None;
        }
        let rows: Vec<_> = goals
            .iter()
            .map(|goal| view! { <li class="item"><p class="item-text">{goal.text.clone()}</p>{outcome_part(ctx, goal)}</li> })
            .collect();
        return Some(view! { <div><dt>{label}</dt><dd><ul class="items">{rows}</ul></dd></div> }.into_any());
    }
    let lines = ctx.read(|book, _| said(&ctx.site.words, book, &former.id, field));
    (!lines.is_empty()).then(|| view! { <div><dt>{label}</dt><dd>{lines.join("\n")}</dd></div> }.into_any())
}

fn beside(ctx: &Ctx, form: &Form, former: &Plan) -> Vec<AnyView> {
    let words = &ctx.site.words;
    let of = |id: &str| ctx.read(|book, _| voices(book, &former.id, id));
    form.sections
        .iter()
        .flat_map(|section| of(&section.id))
        .map(|voice| {
            let who = say::from(words, &voice.who);
            view! { <div><dt>{who}</dt><dd>{voice.text}</dd></div> }.into_any()
        })
        .collect()
}

/// What a scale said in each version, drawn small, with the same in words.
fn drawn(ctx: &Ctx, field: &Field) -> Option<AnyView> {
    // Without the version that is being written: its own value moves under the finger.
    let former = former(ctx)?;
    let points = ctx.read(|book, _| history(book, &former.id, &field.id));
    let site = &ctx.site;
    if points.is_empty() {
        return None;
    }
    let step = 200.0 / points.len().max(2) as f64;
    let at = |n: usize, value: u8| (20.0 + step * n as f64, 52.0 - f64::from(value) * 0.44);
    let line: Vec<String> = (0..)
        .zip(&points)
        .map(|(n, (_, value))| {
            let (x, y) = at(n, *value);
            format!("{},{}", fixed(x, 1), fixed(y, 1))
        })
        .collect();
    let dots: Vec<_> = (0..)
        .zip(&points)
        .map(|(n, (_, value))| {
            let (x, y) = at(n, *value);
            view! {
                <circle cx=fixed(x, 1) cy=fixed(y, 1) r="4"/>
                <text x=fixed(x, 1) y=fixed(y - 8.0, 1) text-anchor="middle">{value.to_string()}</text>
            }
        })
        .collect();
    let said: Vec<_> = points
        .iter()
        .map(|(day, value)| {
            let date = day.map(|d| format::date_with_year(&site.words, d)).unwrap_or_default();
            let values = [("date", date.as_str()), ("n", &value.to_string())];
            view! { <li>{site.words.fill(Word::PlanHistoryPoint, &values)}</li> }
        })
        .collect();
    Some(
        view! {
            <div class="history">
                <p class="quote-who">{site.text(Word::PlanHistory)}</p>
                <svg class="history-line" viewBox="0 0 240 64" aria-hidden="true" focusable="false">
                    <path d="M12 52h216M12 8h216" class="history-rules"/>
                    <polyline points=line.join(" ")/>
                    {dots}
                </svg>
                <ul class="history-words">{said}</ul>
            </div>
        }
        .into_any(),
    )
}
