//! One sheet of a plan: one question at a time or the whole, kept at each stroke, looked back on, carried on in a new version.

use crate::app::parts::answers::beside::voices_part;
use crate::app::parts::answers::{Ctx, field_part};
use crate::app::parts::faces::ruby;
use crate::app::parts::form::{Field, action, field, fold, form as form_part, value};
use crate::app::parts::ground::Ground;
use crate::app::parts::icon::{Icon, icon};
use crate::app::parts::keeping::with_forms;
use crate::app::parts::query::parameter;
use crate::app::parts::title::Heading;
use crate::app::record::record;
use crate::app::site::{Site, site};
use crate::plan::difference::{Change, difference};
use crate::plan::form::{Form, Section, Stage};
use crate::plan::sheet::{Plan, find, memo, put_memo, put_plan, remove};
use crate::plan::version::{look_back, next_version};
use crate::vault::keeper::State;
use crate::words::Word;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn SheetPage() -> impl IntoView {
    let site = site();
    let heading = Heading::new(site.text(Word::PlanTitle));
    let id = parameter("id");
    let body = with_forms(move |site, list| {
        let plan = find(record().keeper().book(), &id.get());
        let form = plan.as_ref().and_then(|plan| list.iter().find(|f| f.id == plan.form));
        let (name, body) = match (plan, form) {
            (None, _) => (site.text(Word::PlanNotFoundTitle).to_owned(), missing(site)),
            (Some(plan), Some(form)) => (title(site, &plan, form), sheet(site, plan, Arc::new(form.clone()), list)),
            (Some(plan), None) => {
                (plan.name, view! { <p class="notice">{site.text(Word::PlanFormGone)}</p> }.into_any())
            }
        };
        heading.say(&name);
        body
    });
    view! { <div class="page">{heading.view()}{body}</div> }
}

/// Whose plan it is, where that is said, and on which form.
fn title(site: &Site, plan: &Plan, form: &Form) -> String {
    if plan.whose.is_empty() { form.name.clone() } else { site.words.beside(&[&plan.whose, &form.name]) }
}

fn missing(site: &Site) -> AnyView {
    view! {
        <p>{site.text(Word::PlanNotFound)}</p>
        <p><a class="button" href=site.link("plan/")>{site.text(Word::PlanToPlans)}</a></p>
    }
    .into_any()
}

fn sheet(site: &Arc<Site>, plan: Plan, form: Arc<Form>, all: &[Form]) -> AnyView {
    let ctx = Ctx::new(Arc::clone(site), Ground::Ours(record()), plan.clone(), Arc::clone(&form));
    let beside = RwSignal::new(plan.beside.clone());
    // `None`: the whole sheet; else the number of the part.
    let at = RwSignal::new(Some(0_usize));
    let count = form.sections.len();
    let parts = {
        let (ctx, form) = (ctx.clone(), Arc::clone(&form));
        move || match at.get() {
            None => form.sections.iter().map(|s| section_part(&ctx, s, beside)).collect::<Vec<_>>(),
            Some(n) => form.sections.get(n).map(|s| section_part(&ctx, s, beside)).into_iter().collect(),
        }
    };
    let mode = |word: Word, value: Option<usize>| {
        let site = Arc::clone(site);
        view! {
            <button type="button" class="chip" aria-pressed=move || (at.get().is_some() == value.is_some()).to_string() on:click=move |_| at.set(value)>
                {site.text(word)}
            </button>
        }
        .into_any()
    };
    let steps = {
        let site = Arc::clone(site);
        move || {
            at.get().map(|n| {
                let progress = [("n", (n + 1).to_string()), ("all", count.to_string())];
                let progress: Vec<(&str, &str)> = progress.iter().map(|(k, v)| (*k, v.as_str())).collect();
                let turn = move |to: usize| {
                    at.set(Some(to));
                    #[cfg(feature = "app")]
                    {
                        crate::app::browser::bring_into_view("main");
                        crate::app::browser::arrive(".sheet h2");
                    }
                };
                let back = (n > 0).then(|| action("button", Word::PlanBack, move || turn(n - 1)));
                let next = (n + 1 < count).then(|| action("button call", Word::PlanNext, move || turn(n + 1)));
                view! {
                    <div class="turning">
                        {back}
                        <p role="status">{site.words.fill(Word::PlanProgress, &progress)}</p>
                        {next}
                    </div>
                    <p class="small">{site.text(Word::PlanSkip)}</p>
                }
            })
        }
    };
    // What is typed here is in the store already, where that takes it: the page may be read anew (see public/keep.js).
    let status = record().status;
    let jotted = move || {
        let now = status.get();
        (now.state == State::Open && now.unsaved.is_none()).then_some("")
    };
    view! {
        <p class="page-lead">{form.lead.clone()}</p>
        <p class="assurance">{icon(Icon::Lock)}<span>{site.text(Word::PlanSaved)}</span></p>
        <div data-jotted=jotted>{whose_part(&ctx)}</div>
        {beside_part(&ctx, beside)}
        <div class="marks" role="group" aria-label=site.text(Word::PlanMode)>{mode(Word::PlanOne, Some(0))}{mode(Word::PlanWhole, None)}</div>
        <div class="sheet" data-jotted=jotted>{parts}</div>
        {steps}
        <p class="actions">
            {hand_link(site, &plan.id)}
            {paper_link(site, &plan.id)}
            <a class="button" href=site.link("plan/")>{site.text(Word::PlanToPlans)}</a>
        </p>
        {differences(site, &plan, &form)}
        {(!plan.closed).then(|| review_part(site, &plan, all))}
        {delete_part(site, &plan)}
    }
    .into_any()
}

fn hand_link(site: &Site, id: &str) -> AnyView {
    view! { <a class="button" href=site.link(&format!("hand/#id={id}"))>{icon(Icon::Share)}<span>{site.text(Word::HandButton)}</span></a> }
        .into_any()
}

fn paper_link(site: &Site, id: &str) -> AnyView {
    view! { <a class="button" href=site.link(&format!("paper/#id={id}"))>{icon(Icon::Document)}<span>{site.text(Word::PlanPrint)}</span></a> }
        .into_any()
}

fn whose_part(ctx: &Ctx) -> AnyView {
    let site = &ctx.site;
    let own = ctx.clone();
    view! {
        <div class="field">
            <label for="whose">{site.text(Word::PlanForLabel)}</label>
            <p class="field-hint" id="whose-hint">{site.text(Word::PlanForHint)}</p>
            <input id="whose" type="text" autocomplete="off" aria-describedby="whose-hint" value=ctx.plan.whose.clone() on:input=move |event| {
                let whose = event_target_value(&event);
                own.ground.jot(|book| {
                    if let Some(now) = find(book, &own.plan.id) {
                        put_plan(book, &Plan { whose, ..now });
                    }
                });
            }/>
        </div>
    }
    .into_any()
}

/// Who writes beside the family on this phone.
fn beside_part(ctx: &Ctx, beside: RwSignal<String>) -> AnyView {
    let site = &ctx.site;
    let own = ctx.clone();
    let send = move || {
        let name = value("beside");
        beside.set(name.clone());
        own.ground.jot(|book| {
            if let Some(now) = find(book, &own.plan.id) {
                put_plan(book, &Plan { beside: name, ..now });
            }
        });
    };
    let input = field(Field::new("beside", "text", Word::PlanBesideName).value(beside.get_untracked()), None);
    fold(
        Word::PlanBeside,
        view! { <p>{site.text(Word::PlanBesideLead)}</p>{form_part(vec![input], Word::PlanBesideButton, send)} }
            .into_any(),
    )
}

fn section_part(ctx: &Ctx, section: &Section, beside: RwSignal<String>) -> AnyView {
    let fields: Vec<_> = section.fields.iter().map(|f| field_part(ctx, f)).collect();
    let lead = (!section.lead.is_empty()).then(|| view! { <p>{section.lead.clone()}</p> });
    let kept = ctx.ground.read(|book| memo(book, &ctx.plan.id, &section.id));
    let memo_id = format!("memo-{}", section.id);
    let write = {
        let (own, section) = (ctx.clone(), section.id.clone());
        move |text: String| own.ground.jot(|book| put_memo(book, &own.plan.id, &section, &text))
    };
    let site = &ctx.site;
    let memo_fold = fold(
        Word::PlanMemo,
        view! {
            <div class="field">
                <label for=memo_id.clone()>{site.text(Word::PlanMemo)}</label>
                <p class="field-hint" id=format!("{memo_id}-hint")>{site.text(Word::PlanMemoHint)}</p>
                <textarea id=memo_id.clone() rows="2" aria-describedby=format!("{memo_id}-hint") on:input=move |event| write(event_target_value(&event))>{kept}</textarea>
            </div>
        }
        .into_any(),
    );
    view! {
        <section class="panel">
            <h2>{ruby(&section.title)}</h2>
            {lead}
            {fields}
            {voices_part(ctx, section, beside.into())}
            {memo_fold}
        </section>
    }
    .into_any()
}

/// What changed since the version before: in sentences, and side by side.
fn differences(site: &Arc<Site>, plan: &Plan, form: &Form) -> Option<AnyView> {
    let former = plan.former.as_ref()?;
    // Versions on two forms ask different things: the field of what was said before shows the other.
    let record = record();
    let changes = {
        let keeper = record.keeper();
        if find(keeper.book(), former).is_none_or(|p| p.form != form.id) {
            return None;
        }
        difference(keeper.book(), form, former, &plan.id)
    };
    if changes.is_empty() {
        return Some(fold(Word::PlanDifferences, view! { <p>{site.text(Word::PlanDifferenceNone)}</p> }.into_any()));
    }
    let sentence = |change: &Change| {
        let values = [("before", change.before.as_str()), ("now", change.now.as_str())];
        let word = match (change.before.is_empty(), change.now.is_empty()) {
            (true, _) => Word::PlanDifferenceAdded,
            (_, true) => Word::PlanDifferenceGone,
            _ => Word::PlanDifferenceChanged,
        };
        view! { <div><dt>{ruby(&change.label)}</dt><dd>{site.words.fill(word, &values)}</dd></div> }
    };
    let sentences: Vec<_> = changes.iter().map(sentence).collect();
    let rows: Vec<_> = changes
        .iter()
        .map(|change| {
            view! { <tr><th scope="row">{ruby(&change.label)}</th><td>{change.before.clone()}</td><td>{change.now.clone()}</td></tr> }
        })
        .collect();
    let heads: Vec<_> = [Word::PlanDifferenceWhat, Word::PlanDifferenceBefore, Word::PlanDifferenceNow]
        .map(|word| view! { <th scope="col">{site.text(word)}</th> })
        .into_iter()
        .collect();
    let body = view! {
        <dl class="facts">{sentences}</dl>
        <h3>{site.text(Word::PlanDifferenceTable)}</h3>
        <table class="beside"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
    };
    Some(fold(Word::PlanDifferences, body.into_any()))
}

/// Looking back: a new version on the same form or on the one for looking back; or an end, from which one can come back.
fn review_part(site: &Arc<Site>, plan: &Plan, all: &[Form]) -> AnyView {
    let sheet_for_review = all.iter().find(|f| f.stage == Stage::Review && f.id != plan.form).cloned();
    let onward = |word: Option<Word>, label: String, form: Option<Form>| {
        let record = record();
        let navigate = leptos_router::hooks::use_navigate();
        let (root, today, id) = (site.root.clone(), site.today, plan.id.clone());
        let go = move |_| {
            let salt = record.salt();
            let Some(now) = find(record.keeper().book(), &id) else { return };
            let mut next = String::new();
            record.change(|book| {
                next = match &form {
                    Some(form) => look_back(book, &now, form, today, salt),
                    None => next_version(book, &now, today, salt),
                };
            });
            let options = leptos_router::NavigateOptions { resolve: false, ..Default::default() };
            navigate(&format!("{root}sheet/#id={next}"), options);
        };
        let label = word.map_or(label, |word| site.text(word).to_owned());
        view! { <button type="button" class="button call" on:click=go>{label}</button> }.into_any()
    };
    let same = onward(Some(Word::PlanReviewButton), String::new(), None);
    let other = sheet_for_review
        .map(|form| onward(None, site.words.fill(Word::PlanReviewSheet, &[("form", &form.name)]), Some(form)));
    let ended = RwSignal::new(plan.ended);
    let set_end = {
        let id = plan.id.clone();
        move |end: bool| {
            let id = id.clone();
            ended.set(end);
            record().change(move |book| {
                if let Some(now) = find(book, &id) {
                    put_plan(book, &Plan { ended: end, ..now });
                }
            });
        }
    };
    let end = {
        let site = Arc::clone(site);
        move || {
            let set_end = set_end.clone();
            let (lead, word, to) = if ended.get() {
                (Word::PlanEndedLead, Word::PlanEndUndo, false)
            } else {
                (Word::PlanEndLead, Word::PlanEnd, true)
            };
            view! { <p>{site.text(lead)}</p>{action("button", word, move || set_end(to))} }
        }
    };
    let body = view! { <p>{site.text(Word::PlanReviewLead)}</p><p class="actions">{same}{other}</p>{end} };
    fold(Word::PlanReviewTitle, body.into_any())
}

fn delete_part(site: &Arc<Site>, plan: &Plan) -> AnyView {
    let record = record();
    let navigate = leptos_router::hooks::use_navigate();
    let (root, id) = (site.root.clone(), plan.id.clone());
    let go = action("button danger-button", Word::PlanDelete, move || {
        let id = id.clone();
        record.change(move |book| remove(book, &id));
        navigate(&format!("{root}plan/"), leptos_router::NavigateOptions { resolve: false, ..Default::default() });
    });
    fold(Word::PlanDeleteTitle, view! { <p>{site.text(Word::PlanDeleteLead)}</p>{go} }.into_any())
}
