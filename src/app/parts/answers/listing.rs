//! Goals, actions and services: lists that one adds to.

use super::Ctx;
use super::choosing::suggestions;
use crate::app::parts::form::{self, Field as Input, action_about, clear, fold, id_of, value};
use crate::family::timeline::next;
use crate::plan::form::{Choice, Field, FieldKind};
use crate::plan::sheet::{Item, Outcome, add_item, items, ticked};
use crate::words::{Word, family, plan as say};
use leptos::prelude::*;
use std::sync::Arc;

/// How many answers stand where services are chosen, and how many of the family's own dates where actions are.
const SHOWN_BELOW: usize = 12;
const DATES: usize = 4;

/// Adds an item, under the name of whoever writes.
fn add(ctx: &Ctx, item: Item) {
    let salt = ctx.ground.salt();
    let from = ctx.guest.as_ref().map(|g| g.name.clone()).unwrap_or_default();
    ctx.jot(|book, plan| {
        add_item(book, plan, &Item { from, ..item }, salt);
    });
    ctx.touch();
}

/// The button that puts something found into the plan.
pub fn take(ctx: &Ctx, item: Item, about: &str) -> AnyView {
    let ctx = ctx.clone();
    action_about("button", Word::PlanTake, about, move || add(&ctx, item.clone()))
}

pub fn goals(ctx: &Ctx, field: &Field) -> AnyView {
    list(ctx, field, goal_form)
}

/// Who does what by when, with the family's own dates at hand.
pub fn actions(ctx: &Ctx, field: &Field) -> AnyView {
    view! { {list(ctx, field, action_form)}{dates(ctx, field)} }.into_any()
}

/// What comes next in the family's timeline, to be taken in.
fn dates(ctx: &Ctx, field: &Field) -> Option<AnyView> {
    let record = ctx.ground.record()?.clone();
    let (ctx, field) = (ctx.clone(), field.id.clone());
    let body = move || {
        ctx.changed.track();
        let site = &ctx.site;
        let steps = record.steps();
        let taken: Vec<String> = ctx.read(|book, plan| items(book, plan, &field)).into_iter().map(|i| i.link).collect();
        // A plan's own next talk is no news on its sheet.
        let steps: Vec<_> = steps.iter().filter(|s| s.rule != "plan").cloned().collect();
        let rows: Vec<_> = next(&steps, site.today, DATES)
            .iter()
            .filter_map(|next| {
                let first = next.steps.first()?;
                let (name, when) = (family::next_name(&site.words, next), family::when(&site.words, first, site.today));
                let about = id_of(&["date", &field, &first.key]);
                let put = if taken.contains(&first.key) {
                    view! { <span class="badge badge-mark">{site.text(Word::PlanTaken)}</span> }.into_any()
                } else {
                    let item = Item {
                        field: field.clone(),
                        text: name.clone(),
                        by: when.clone(),
                        link: first.key.clone(),
                        ..Item::default()
                    };
                    take(&ctx, item, &about)
                };
                Some(view! { <li><p id=about>{name}</p><p class="small">{when}</p>{put}</li> })
            })
            .collect();
        (!rows.is_empty()).then(|| {
            let title = id_of(&["dates", &field]);
            view! { <div class="suggestions"><p class="helpers-title" id=title.clone()>{site.text(Word::PlanDates)}</p><ul aria-labelledby=title>{rows}</ul></div> }
        })
    };
    Some(body.into_any())
}

fn list(ctx: &Ctx, field: &Field, form: fn(&Ctx, &Field) -> AnyView) -> AnyView {
    let rows = {
        let (ctx, field) = (ctx.clone(), field.clone());
        move || {
            ctx.changed.track();
            let all = ctx.read(|book, plan| items(book, plan, &field.id));
            let rows: Vec<_> = all.iter().map(|item| item_row(&ctx, &field, item)).collect();
            (!rows.is_empty()).then(|| view! { <ul class="items">{rows}</ul> })
        }
    };
    view! { {rows}{form(ctx, field)} }.into_any()
}

fn item_row(ctx: &Ctx, field: &Field, item: &Item) -> AnyView {
    let site = &ctx.site;
    let details: Vec<String> = [item.who.clone(), say::by(&site.words, &item.by), item.phone.clone()]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    // What the family wrote is the family's to change.
    let settled = ctx.settled(|book, _| book.get("item", &item.id).is_some()).unwrap_or(false);
    let remove = (!settled).then(|| {
        let (ctx, id) = (ctx.clone(), item.id.clone());
        action_about("button", Word::PlanRemove, &id_of(&["item", &id]), move || {
            ctx.jot(|book, _| book.remove("item", &id));
            ctx.touch();
        })
    });
    let outcome = (field.kind == FieldKind::Goals && ctx.guest.is_none())
        .then(|| fold(Word::PlanOutcome, outcome_part(ctx, item)));
    let how = item.outcome.filter(|_| ctx.guest.is_some());
    let how =
        how.map(|o| view! { <p class="small">{site.words.beside(&[say::outcome(&site.words, o), &item.words])}</p> });
    let from = (!item.from.is_empty()).then(|| view! { <p class="quote-who">{say::from(&site.words, &item.from)}</p> });
    view! {
        <li class="item">
            {from}
            <p class="item-text" id=id_of(&["item", &item.id])>{item.text.clone()}</p>
            <p class="small">{site.words.beside(&details)}</p>
            {how}
            {outcome}
            {remove}
        </li>
    }
    .into_any()
}

/// How a goal went, and a word on it.
pub fn outcome_part(ctx: &Ctx, item: &Item) -> AnyView {
    let site = &ctx.site;
    let now = RwSignal::new(item.outcome);
    let write = {
        let (ctx, id) = (ctx.clone(), item.id.clone());
        Callback::new(move |(outcome, words): (Option<Option<Outcome>>, Option<String>)| {
            ctx.jot(|book, _| {
                if book.get("item", &id).is_some() {
                    book.change("item", &id, |entry| {
                        if let Some(outcome) = outcome {
                            entry.set("outcome", outcome.map_or("", Outcome::key));
                        }
                        if let Some(words) = &words {
                            entry.set("words", words);
                        }
                    });
                }
            });
        })
    };
    let chips: Vec<_> = Outcome::ALL
        .map(|(outcome, _)| {
            let tap = move |_| {
                let next = (now.get_untracked() != Some(outcome)).then_some(outcome);
                now.set(next);
                write.run((Some(next), None));
            };
            view! {
                <button type="button" class="chip" aria-pressed=move || (now.get() == Some(outcome)).to_string() on:click=tap>
                    {say::outcome(&site.words, outcome)}
                </button>
            }
        })
        .into_iter()
        .collect();
    let id = format!("w-{}", item.id.replace('.', "-"));
    let words = item.words.clone();
    view! {
        <div class="marks" role="group" aria-label=site.text(Word::PlanOutcome)>{chips}</div>
        <div class="field">
            <label for=id.clone()>{site.text(Word::PlanOutcomeWords)}</label>
            <input id=id.clone() type="text" autocomplete="off" value=words on:input=move |event| write.run((None, Some(event_target_value(&event))))/>
        </div>
    }
    .into_any()
}

/// A short form that adds one item; it is emptied after. `needed`: the input without which there is nothing to add.
fn adding(
    ctx: &Ctx,
    inputs: Vec<Input>,
    needed: usize,
    more: Option<AnyView>,
    ids: Vec<String>,
    button: Word,
    make: impl Fn() -> Item + 'static,
) -> AnyView {
    let trouble = RwSignal::new(None);
    let inputs = inputs.into_iter().enumerate();
    let fields: Vec<_> = inputs.map(|(at, input)| form::field(input, (at == needed).then_some(trouble))).collect();
    let ctx = ctx.clone();
    let site = Arc::clone(&ctx.site);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let item = make();
        trouble.set(item.text.is_empty().then_some(Word::AccessWriteFirst));
        if item.text.is_empty() {
            form::to_wrong(&event);
            return;
        }
        add(&ctx, item);
        clear(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    };
    view! {
        <form class="form adding" novalidate on:submit=send>
            {fields}
            {more}
            <button type="submit" class="button">{site.text(button)}</button>
        </form>
    }
    .into_any()
}

fn goal_form(ctx: &Ctx, field: &Field) -> AnyView {
    let id = format!("g-{}", field.id);
    let by_id = format!("{id}-by");
    let options =
        [("now", Word::PlanByNow), ("1m", Word::PlanByMonth), ("3m", Word::PlanByThree), ("1y", Word::PlanByYear)]
            .map(|(key, word)| (key.to_owned(), ctx.site.text(word).to_owned()))
            .to_vec();
    let by = form::choice(&by_id, Word::PlanBy, None, options, "1m");
    let name = field.id.clone();
    let ids = vec![id.clone()];
    let make = {
        let id = id.clone();
        move || Item { field: name.clone(), text: value(&id), by: value(&by_id), ..Item::default() }
    };
    adding(ctx, vec![Input::new(&id, "text", Word::PlanGoal)], 0, Some(by), ids, Word::PlanAddGoal, make)
}

fn action_form(ctx: &Ctx, field: &Field) -> AnyView {
    let (who, what, by) = (format!("w-{}", field.id), format!("x-{}", field.id), format!("y-{}", field.id));
    let inputs = vec![
        Input::new(&who, "text", Word::PlanWho),
        Input::new(&what, "text", Word::PlanAction),
        Input::new(&by, "text", Word::PlanBy),
    ];
    let (name, ids) = (field.id.clone(), vec![who.clone(), what.clone(), by.clone()]);
    let make =
        move || Item { field: name.clone(), text: value(&what), who: value(&who), by: value(&by), ..Item::default() };
    adding(ctx, inputs, 1, None, ids, Word::PlanAddAction, make)
}

pub fn services(ctx: &Ctx, field: &Field) -> AnyView {
    // Everything that was ticked anywhere on the sheet brings up what answers it here as well.
    let found = {
        let ctx = ctx.clone();
        move || {
            ctx.changed.track();
            let form = Arc::clone(&ctx.form);
            let mut chosen: Vec<&Choice> = Vec::new();
            for field in form.sections.iter().flat_map(|s| &s.fields).filter(|f| f.kind == FieldKind::Checks) {
                let on = ctx.read(|book, plan| ticked(book, plan, &field.id, ""));
                chosen.extend(field.choices.iter().filter(|c| on.contains(&c.id)));
            }
            suggestions(&ctx, &chosen, SHOWN_BELOW)
        }
    };
    view! { {list(ctx, field, service_form)}{found} }.into_any()
}

fn service_form(ctx: &Ctx, field: &Field) -> AnyView {
    let (name, phone) = (format!("n-{}", field.id), format!("p-{}", field.id));
    let inputs = vec![Input::new(&name, "text", Word::PlanService), Input::new(&phone, "text", Word::PlanPhone)];
    let (own, ids) = (field.id.clone(), vec![name.clone(), phone.clone()]);
    let make = move || Item { field: own.clone(), text: value(&name), phone: value(&phone), ..Item::default() };
    fold(Word::PlanAddService, adding(ctx, inputs, 0, None, ids, Word::PlanAddAction, make))
}
