//! The fields of a plan's sheet: each kept at each stroke.

use super::faces::{face, ruby};
use super::form::{Field as Input, action, clear, fold, value};
use crate::app::record::Record;
use crate::app::site::Site;
use crate::plan::form::{Choice, Field, FieldKind, Form};
use crate::plan::sheet::{
    Item, Outcome, Plan, add_item, answer, find, items, put_answer, put_item, put_plan, tick, ticked,
};
use crate::plan::suggest::{Answer, suggest};
use crate::words::{Word, format};
use chrono::Months;
use leptos::prelude::*;
use std::sync::Arc;

/// How many answers stand beside the ticks of one field, and how many where services are chosen.
const SHOWN_BESIDE: usize = 4;
const SHOWN_BELOW: usize = 12;

/// What every field of one sheet is given.
#[derive(Clone)]
pub struct Ctx {
    pub site: Arc<Site>,
    pub record: Record,
    pub plan: Plan,
    pub form: Arc<Form>,
    /// Changes when something is ticked, added or taken away.
    changed: RwSignal<u32>,
}

impl Ctx {
    pub fn new(site: Arc<Site>, record: Record, plan: Plan, form: Arc<Form>) -> Ctx {
        Ctx { site, record, plan, form, changed: RwSignal::new(0) }
    }

    fn touch(&self) {
        self.changed.update(|n| *n = n.wrapping_add(1));
    }
}

/// One field.
pub fn field_part(ctx: &Ctx, field: &Field) -> AnyView {
    let body = match field.kind {
        FieldKind::Text | FieldKind::Strengths | FieldKind::Contacts | FieldKind::Agreement => texts(ctx, field),
        FieldKind::Checks => checks(ctx, field),
        FieldKind::Faces => faces(ctx, field),
        FieldKind::Scale => scale(ctx, field),
        FieldKind::Goals => list(ctx, field, goal_form),
        FieldKind::Actions => list(ctx, field, action_form),
        FieldKind::Services => services(ctx, field),
        FieldKind::Review => review(ctx, field),
    };
    let site = &ctx.site;
    let hint = (!field.hint.is_empty()).then(|| view! { <p class="field-hint">{field.hint.clone()}</p> });
    let examples = (!field.examples.is_empty()).then(|| {
        let text = field.examples.join("／");
        view! { <p class="examples"><b>{site.text(Word::PlanExample)}</b>" "{text}</p> }
    });
    view! { <div class="question"><h3 id=format!("q-{}", field.id)>{ruby(&field.label)}</h3>{hint}{examples}{body}</div> }.into_any()
}

fn texts(ctx: &Ctx, field: &Field) -> AnyView {
    let column = |voice: &str, label: String, hidden: bool| {
        let id = format!("a-{}-{voice}", field.id);
        let kept = answer(ctx.record.keeper().book(), &ctx.plan.id, &field.id, voice);
        let (record, plan, name, voice) = (ctx.record.clone(), ctx.plan.id.clone(), field.id.clone(), voice.to_owned());
        let write = move |event: leptos::ev::Event| {
            let (plan, name, voice, text) = (plan.clone(), name.clone(), voice.clone(), event_target_value(&event));
            record.jot(move |book| put_answer(book, &plan, &name, &voice, &text));
        };
        view! {
            <div class="field">
                <label for=id.clone() class:visually-hidden=hidden>{ruby(&label)}</label>
                <textarea id=id.clone() rows="3" on:input=write>{kept}</textarea>
            </div>
        }
        .into_any()
    };
    if field.voices.is_empty() {
        return column("", field.label.clone(), true);
    }
    let columns: Vec<_> = field.voices.iter().map(|v| column(&v.id, v.label.clone(), false)).collect();
    view! { <div class="voices" role="group" aria-labelledby=format!("q-{}", field.id)>{columns}</div> }.into_any()
}

fn checks(ctx: &Ctx, field: &Field) -> AnyView {
    let on = ticked(ctx.record.keeper().book(), &ctx.plan.id, &field.id, "");
    let boxes: Vec<_> = field
        .choices
        .iter()
        .map(|choice| {
            let (ctx, name, id) = (ctx.clone(), field.id.clone(), choice.id.clone());
            let change = move |event: leptos::ev::Event| {
                let (plan, name, id, now) = (ctx.plan.id.clone(), name.clone(), id.clone(), event_target_checked(&event));
                ctx.record.jot(move |book| tick(book, &plan, &name, "", &id, now));
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
            let on = ticked(ctx.record.keeper().book(), &ctx.plan.id, &field.id, "");
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
fn suggestions(ctx: &Ctx, chosen: &[&Choice], most: usize) -> Option<AnyView> {
    // Only a form with a place for services can take one in.
    let into = ctx.form.sections.iter().flat_map(|s| &s.fields).find(|f| f.kind == FieldKind::Services)?.id.clone();
    let site = &ctx.site;
    let district = ctx.record.family_now().household.district.clone();
    let mut found = suggest(chosen, &site.catalog, &district, site.today);
    found.truncate(most);
    if found.is_empty() {
        return None;
    }
    let taken: Vec<String> =
        items(ctx.record.keeper().book(), &ctx.plan.id, &into).into_iter().map(|i| i.link).collect();
    let rows: Vec<_> = found
        .iter()
        .map(|suggestion| {
            let phone =
                |phones: &[crate::directory::Phone]| phones.first().map(|p| p.written.clone()).unwrap_or_default();
            let (name, link, key, phone) = match &suggestion.answer {
                Answer::Place(p) => (p.name.clone(), site.place_link(&p.id), p.id.clone(), phone(&p.phones)),
                Answer::Programme(p) => (p.name.clone(), site.programme_link(&p.id), p.id.clone(), phone(&p.phones)),
                Answer::Event(e, date) => {
                    let name = format!("{}（{}）", e.name, format::date(&site.words, *date, site.today));
                    (name, site.event_link(&e.id), e.id.clone(), phone(&e.phones))
                }
            };
            let because = site.words.fill(Word::PlanBecause, &[("labels", &suggestion.because.join("」「"))]);
            let take = if taken.contains(&key) {
                view! { <span class="badge badge-mark">{site.text(Word::PlanTaken)}</span> }.into_any()
            } else {
                let (ctx, item) = (
                    ctx.clone(),
                    Item { field: into.clone(), text: name.clone(), phone, link: key, ..Item::default() },
                );
                action("button", Word::PlanTake, move || {
                    let (plan, salt, item) = (ctx.plan.id.clone(), ctx.record.salt(), item.clone());
                    ctx.record.jot(move |book| {
                        add_item(book, &plan, &item, salt);
                    });
                    ctx.touch();
                })
            };
            view! { <li><p><a href=link>{name}</a></p><p class="small">{because}</p>{take}</li> }
        })
        .collect();
    Some(
        view! { <div class="suggestions"><p class="helpers-title">{site.text(Word::PlanSuggestions)}</p><ul>{rows}</ul></div> }
            .into_any(),
    )
}

fn faces(ctx: &Ctx, field: &Field) -> AnyView {
    let now = RwSignal::new(answer(ctx.record.keeper().book(), &ctx.plan.id, &field.id, ""));
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
                let (plan, name) = (ctx.plan.id.clone(), name.clone());
                ctx.record.jot(move |book| put_answer(book, &plan, &name, "", &next));
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

fn scale(ctx: &Ctx, field: &Field) -> AnyView {
    let kept = answer(ctx.record.keeper().book(), &ctx.plan.id, &field.id, "");
    let before = ctx.plan.former.as_ref().map(|id| answer(ctx.record.keeper().book(), id, &field.id, ""));
    let before = before.filter(|text| !text.is_empty());
    let site = &ctx.site;
    let said = RwSignal::new(kept.clone());
    let (record, plan, name) = (ctx.record.clone(), ctx.plan.id.clone(), field.id.clone());
    let write = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        said.set(text.clone());
        let (plan, name) = (plan.clone(), name.clone());
        record.jot(move |book| put_answer(book, &plan, &name, "", &text));
    };
    let shown = {
        let site = Arc::clone(site);
        move || match said.get() {
            text if text.is_empty() => site.text(Word::PlanScaleUnset).to_owned(),
            text => site.words.fill(Word::PlanScaleNow, &[("n", &text)]),
        }
    };
    let start = if kept.is_empty() { "50".to_owned() } else { kept };
    let before = before.map(|n| view! { <p class="small">{site.words.fill(Word::PlanScaleBefore, &[("n", &n)])}</p> });
    view! {
        <div class="scale">
            <input type="range" min="0" max="100" step="5" value=start aria-labelledby=format!("q-{}", field.id) on:input=write/>
            <output>{shown}</output>
        </div>
        {before}
    }
    .into_any()
}

fn list(ctx: &Ctx, field: &Field, form: fn(&Ctx, &Field) -> AnyView) -> AnyView {
    let rows = {
        let (ctx, field) = (ctx.clone(), field.clone());
        move || {
            ctx.changed.track();
            let all = items(ctx.record.keeper().book(), &ctx.plan.id, &field.id);
            let rows: Vec<_> = all.iter().map(|item| item_row(&ctx, &field, item)).collect();
            (!rows.is_empty()).then(|| view! { <ul class="items">{rows}</ul> })
        }
    };
    view! { {rows}{form(ctx, field)} }.into_any()
}

/// When a goal is meant for, in words.
pub fn by_text(site: &Site, by: &str) -> String {
    match by {
        "now" => site.text(Word::PlanByNow).to_owned(),
        "1m" => site.text(Word::PlanByMonth).to_owned(),
        "3m" => site.text(Word::PlanByThree).to_owned(),
        "1y" => site.text(Word::PlanByYear).to_owned(),
        other => other.to_owned(),
    }
}

/// How a goal went, in a word.
pub fn outcome_text(site: &Site, outcome: Outcome) -> &'static str {
    site.text(match outcome {
        Outcome::Done => Word::PlanOutcomeDone,
        Outcome::Some => Word::PlanOutcomeSome,
        Outcome::NotYet => Word::PlanOutcomeNotYet,
        Outcome::Dropped => Word::PlanOutcomeDropped,
    })
}

fn item_row(ctx: &Ctx, field: &Field, item: &Item) -> AnyView {
    let site = &ctx.site;
    let details: Vec<String> =
        [item.who.clone(), by_text(site, &item.by), item.phone.clone()].into_iter().filter(|t| !t.is_empty()).collect();
    let remove = {
        let (ctx, id) = (ctx.clone(), item.id.clone());
        action("button", Word::PlanRemove, move || {
            let id = id.clone();
            ctx.record.jot(move |book| book.remove("item", &id));
            ctx.touch();
        })
    };
    let outcome = (field.kind == FieldKind::Goals).then(|| outcome_part(ctx, item));
    view! {
        <li class="item">
            <p class="item-text">{item.text.clone()}</p>
            <p class="small">{details.join("　")}</p>
            {outcome}
            {remove}
        </li>
    }
    .into_any()
}

fn outcome_part(ctx: &Ctx, item: &Item) -> AnyView {
    let site = &ctx.site;
    let now = RwSignal::new(item.outcome);
    let write = {
        let (ctx, id, field) = (ctx.clone(), item.id.clone(), item.field.clone());
        Callback::new(move |(outcome, words): (Option<Option<Outcome>>, Option<String>)| {
            let all = items(ctx.record.keeper().book(), &ctx.plan.id, &field);
            let Some(mut item) = all.into_iter().find(|i| i.id == id) else { return };
            item.outcome = outcome.unwrap_or(item.outcome);
            item.words = words.unwrap_or(item.words);
            ctx.record.jot(move |book| put_item(book, &item));
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
                    {outcome_text(site, outcome)}
                </button>
            }
        })
        .into_iter()
        .collect();
    let id = format!("w-{}", item.id.replace('.', "-"));
    let words = item.words.clone();
    fold(
        Word::PlanOutcome,
        view! {
            <div class="marks" role="group" aria-label=site.text(Word::PlanOutcome)>{chips}</div>
            <div class="field">
                <label for=id.clone()>{site.text(Word::PlanOutcomeWords)}</label>
                <input id=id.clone() type="text" autocomplete="off" value=words on:input=move |event| write.run((None, Some(event_target_value(&event))))/>
            </div>
        }
        .into_any(),
    )
}

/// A short form that adds one item; it is emptied after.
fn adding(
    ctx: &Ctx,
    inputs: Vec<Input>,
    more: Option<AnyView>,
    ids: Vec<String>,
    button: Word,
    make: impl Fn() -> Item + 'static,
) -> AnyView {
    let fields: Vec<_> = inputs.into_iter().map(|input| super::form::field(input, None)).collect();
    let ctx = ctx.clone();
    let site = Arc::clone(&ctx.site);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let item = make();
        if item.text.is_empty() {
            return;
        }
        let (plan, salt) = (ctx.plan.id.clone(), ctx.record.salt());
        ctx.record.jot(move |book| {
            add_item(book, &plan, &item, salt);
        });
        clear(&ids.iter().map(String::as_str).collect::<Vec<_>>());
        ctx.touch();
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
    let by = super::form::choice(&by_id, Word::PlanBy, None, options, "1m");
    let name = field.id.clone();
    let ids = vec![id.clone()];
    let make = {
        let id = id.clone();
        move || Item { field: name.clone(), text: value(&id), by: value(&by_id), ..Item::default() }
    };
    adding(ctx, vec![Input::new(&id, "text", Word::PlanGoal)], Some(by), ids, Word::PlanAddGoal, make)
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
    adding(ctx, inputs, None, ids, Word::PlanAddAction, make)
}

fn services(ctx: &Ctx, field: &Field) -> AnyView {
    // Everything that was ticked anywhere on the sheet brings up what answers it here as well.
    let found = {
        let ctx = ctx.clone();
        move || {
            ctx.changed.track();
            let form = Arc::clone(&ctx.form);
            let mut chosen: Vec<&Choice> = Vec::new();
            for field in form.sections.iter().flat_map(|s| &s.fields).filter(|f| f.kind == FieldKind::Checks) {
                let on = ticked(ctx.record.keeper().book(), &ctx.plan.id, &field.id, "");
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
    fold(Word::PlanAddService, adding(ctx, inputs, None, ids, Word::PlanAddAction, make))
}

fn review(ctx: &Ctx, field: &Field) -> AnyView {
    let site = &ctx.site;
    let id = format!("r-{}", field.id);
    let kept = RwSignal::new(ctx.plan.review);
    let write = {
        let ctx = ctx.clone();
        Callback::new(move |date: Option<crate::calendar::Date>| {
            kept.set(date);
            let plan = ctx.plan.id.clone();
            // The timeline shows the day: the record as a whole is read anew.
            ctx.record.change(move |book| {
                if let Some(now) = find(book, &plan) {
                    put_plan(book, &Plan { review: date, ..now });
                }
            });
        })
    };
    let three = site.today.checked_add_months(Months::new(3));
    let propose = three.map(|day| {
        let text = site.words.fill(Word::PlanReviewPropose, &[("date", &format::date_with_year(&site.words, day))]);
        view! { <button type="button" class="button" on:click=move |_| write.run(Some(day))>{text}</button> }
    });
    let shown = move || kept.get().map(|d| d.to_string()).unwrap_or_default();
    view! {
        <div class="field">
            <label for=id.clone() class="visually-hidden">{field.label.clone()}</label>
            <input id=id.clone() type="date" prop:value=shown on:change=move |event| write.run(crate::calendar::parse_date(&event_target_value(&event)))/>
        </div>
        <div class="actions">{propose}</div>
    }
    .into_any()
}
