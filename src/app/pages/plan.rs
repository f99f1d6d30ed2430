//! わたしのプラン: what a plan is, the sheets one has, a new one.

use crate::app::parts::form::{action_about, fold, id_of};
use crate::app::parts::icon::{Icon, icon};
use crate::app::parts::keeping::{guarded, of_record};
use crate::app::parts::state::skeleton;
use crate::app::parts::title::set_title;
use crate::app::plans::forms;
use crate::app::record::{Record, record};
use crate::app::site::{Site, site};
use crate::family::record::{Course, Family};
use crate::plan::form::{Form, Stage};
use crate::plan::handover::handed::handed;
use crate::plan::sheet::{Plan, plans, put_plan};
use crate::words::{Word, format};
use leptos::prelude::*;
use std::sync::Arc;

/// As many cards hold the place of the forms that are still coming: what stands below them does not move when they come.
const FORMS: usize = 8;

#[component]
pub fn PlanPage() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::PlanTitle)));
    let sentences = [Word::PlanWhat1, Word::PlanWhat2, Word::PlanWhat3, Word::PlanWhat4, Word::PlanWhat5]
        .map(|word| view! { <li>{site.text(word)}</li> });
    let body = {
        let site = Arc::clone(&site);
        move || {
            let (mine, new) = (Arc::clone(&site), Arc::clone(&site));
            let record = record();
            let painted = (!site.ready()).then_some("painted");
            view! {
                {mine_part(&mine, &record)}
                {handed_part(&mine, &record)}
                // A record moves what was painted without it (see public/start.js).
                <section class=painted>
                    <h2>{new.text(Word::PlanNew)}</h2>
                    {move || match forms().get() {
                        None => view! { <div role="status">{new.text(Word::PlanFormsLoading)}{skeleton(FORMS)}</div> }.into_any(),
                        Some(list) if list.is_empty() => view! { <p class="notice">{new.text(Word::PlanFormsFailed)}</p> }.into_any(),
                        Some(list) => choose(&new, &record, &list),
                    }}
                </section>
            }
            .into_any()
        }
    };
    view! {
        <h1>{site.text(Word::PlanTitle)}</h1>
        <p class="page-lead">{site.text(Word::PlanLead)}</p>
        {fold(Word::PlanWhatTitle, view! { <ol class="sentences">{sentences}</ol> }.into_any())}
        // The painted page has the forms as well, which can be read while the app is on its way.
        {if site.ready() || site.forms.is_empty() { of_record(FORMS, body) } else { guarded(body) }}
    }
}

fn mine_part(site: &Arc<Site>, record: &Record) -> AnyView {
    let (site, record) = (Arc::clone(site), record.clone());
    (move || {
        let _ = record.version();
        let mine = plans(record.keeper().book());
        if mine.is_empty() {
            return ().into_any();
        }
        let rows: Vec<_> = mine.iter().map(|plan| row(&site, plan)).collect();
        view! { <section><h2>{site.text(Word::PlanMine)}</h2><ul class="cards">{rows}</ul></section> }.into_any()
    })
    .into_any()
}

fn row(site: &Site, plan: &Plan) -> AnyView {
    let name = if plan.whose.is_empty() { plan.name.clone() } else { site.words.beside(&[&plan.whose, &plan.name]) };
    let made = plan.made.map(|d| site.words.fill(Word::PlanMade, &[("date", &format::date_with_year(&site.words, d))]));
    let version = site.words.fill(Word::PlanVersion, &[("n", &plan.version.to_string())]);
    let state = if plan.closed { Some(Word::PlanClosed) } else { plan.ended.then_some(Word::PlanEnded) };
    let closed = state.map(|word| view! { <span class="badge">{site.text(word)}</span> });
    view! {
        <li class="card">
            <p class="card-kind">{version}" "{closed}</p>
            <h3 class="card-name"><a href=site.link(&format!("sheet/#id={}", plan.id))>{name}</a></h3>
            <p class="card-line">{made}</p>
        </li>
    }
    .into_any()
}

/// What was handed over and what has come back; where one opens what somebody else handed over.
fn handed_part(site: &Arc<Site>, record: &Record) -> AnyView {
    let (site, record) = (Arc::clone(site), record.clone());
    (move || {
        let _ = record.version();
        let all = handed(record.keeper().book());
        let waiting = all.iter().filter(|h| !h.back.is_empty() && !h.settled).count();
        let news = (waiting > 0).then(|| {
            let text = site.words.fill(Word::HandedArrivedCount, &[("n", &waiting.to_string())]);
            view! { <p class="notice">{text}</p> }
        });
        let list = (!all.is_empty())
            .then(|| view! { <a class="button" href=site.link("handed/")>{icon(Icon::Share)}<span>{site.text(Word::HandedTitle)}</span></a> });
        view! {
            {news}
            <p class="actions">{list}<a class="button" href=site.link("receive/")>{icon(Icon::Mail)}<span>{site.text(Word::ReceiveTitle)}</span></a></p>
        }
        .into_any()
    })
    .into_any()
}

/// The stages that fit this family stand first.
fn fits(family: &Family, stage: Stage, site: &Site) -> bool {
    let months: Vec<u32> = family.children.iter().filter(|c| !c.away).map(|c| c.months(site.today)).collect();
    match stage {
        Stage::Pregnancy | Stage::Newborn if family.pregnancies.iter().any(|p| p.course == Course::Expecting) => true,
        Stage::Newborn => months.iter().any(|m| *m < 4),
        Stage::Infant => months.iter().any(|m| (4..72).contains(m)),
        Stage::School | Stage::Child => months.iter().any(|m| *m >= 72),
        _ => false,
    }
}

fn choose(site: &Arc<Site>, record: &Record, list: &Arc<Vec<Form>>) -> AnyView {
    let family = record.family_now();
    let mut ordered: Vec<&Form> = list.iter().collect();
    // Then in the order of a child's years.
    let years = |stage: Stage| Stage::ALL.iter().position(|(known, _)| *known == stage);
    crate::order::by_key(&mut ordered, |f| (!fits(&family, f.stage, site), years(f.stage)));
    let cards: Vec<_> = ordered
        .into_iter()
        .map(|form| {
            let named = id_of(&["form", &form.id]);
            let begin = {
                let (record, form) = (record.clone(), form.clone());
                let navigate = leptos_router::hooks::use_navigate();
                let (root, today) = (site.root.clone(), site.today);
                action_about("button call", Word::PlanNew, &named, move || {
                    let salt = record.salt();
                    let plan_id = record.keeper().book().free_id("plan", 's', salt);
                    let plan = Plan::new(plan_id.clone(), &form, today);
                    record.change(move |book| put_plan(book, &plan));
                    let options = leptos_router::NavigateOptions { resolve: false, ..Default::default() };
                    navigate(&format!("{root}sheet/#id={plan_id}"), options);
                })
            };
            let blank = site.link(&format!("paper/#form={}", form.id));
            view! {
                <li class="card">
                    <h3 class="card-name" id=named.clone()>{form.name.clone()}</h3>
                    <p class="card-text">{form.lead.clone()}</p>
                    <div class="actions">
                        {begin}
                        <a class="button" href=blank aria-describedby=named>{icon(Icon::Document)}<span>{site.text(Word::PlanBlank)}</span></a>
                    </div>
                </li>
            }
        })
        .collect();
    view! { <ul class="cards">{cards}</ul> }.into_any()
}
