//! A plan on paper: A4, one sheet on both sides, black and white; filled or blank, one copy or two.

use crate::app::parts::answers::{by_text, outcome_text};
use crate::app::parts::faces::{face, ruby};
use crate::app::parts::form::action;
use crate::app::parts::keeping::guarded;
use crate::app::parts::query::parameter;
use crate::app::parts::state::skeleton;
use crate::app::parts::title::set_title;
use crate::app::plans::forms;
use crate::app::record::record;
use crate::app::site::{Site, site};
use crate::plan::form::{Field, FieldKind, Form, Paper, Section};
use crate::plan::sheet::{Item, Plan, answer, find, items, ticked};
use crate::vault::book::Book;
use crate::words::{Word, format};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn PaperPage() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::PlanPaperTitle)));
    let (id, blank) = (parameter("id"), parameter("form"));
    let two = RwSignal::new(false);
    let ready = site.ready;
    let body = {
        let site = Arc::clone(&site);
        move || {
            let site = Arc::clone(&site);
            (move || {
                let Some(list) = forms().get() else { return skeleton(3).into_any() };
                let record = record();
                let keeper = record.keeper();
                let plan = find(keeper.book(), &id.get());
                let wanted = plan.as_ref().map_or_else(|| blank.get(), |p| p.form.clone());
                let Some(form) = list.iter().find(|f| f.id == wanted) else {
                    return view! { <p>{site.text(Word::PlanNotFound)}</p> }.into_any();
                };
                let copies: &[Word] = if two.get() {
                    &[Word::PlanPaperFamily, Word::PlanPaperSupporter]
                } else {
                    &[Word::PlanPaperFamily]
                };
                let sheets: Vec<_> =
                    copies.iter().map(|copy| paper(&site, keeper.book(), form, plan.as_ref(), *copy)).collect();
                view! { <div class="papers">{sheets}</div> }.into_any()
            })
            .into_any()
        }
    };
    let print = action("button call", Word::PlanPaperButton, || {
        #[cfg(feature = "app")]
        crate::app::browser::print();
    });
    view! {
        <div class="no-print">
            <h1>{site.text(Word::PlanPaperTitle)}</h1>
            <p class="page-lead">{site.text(Word::PlanPaperLead)}</p>
            <label class="check"><input type="checkbox" on:change=move |event| two.set(event_target_checked(&event))/><span>{site.text(Word::PlanPaperTwo)}</span></label>
            <p class="actions">{print}<a class="button" href=site.link("plan/")>{site.text(Word::PlanToPlans)}</a></p>
        </div>
        {if ready { guarded(body) } else { skeleton(3).into_any() }}
    }
}

fn paper(site: &Site, book: &Book, form: &Form, plan: Option<&Plan>, copy: Word) -> AnyView {
    let class = match form.paper {
        Paper::Portrait => "paper paper-portrait",
        Paper::Landscape => "paper paper-landscape",
    };
    let side = |back: bool| -> Vec<AnyView> {
        form.sections.iter().filter(|s| s.back == back).map(|s| section(site, book, s, plan)).collect()
    };
    let (front, back) = (side(false), side(true));
    let made = plan.and_then(|p| p.made).map(|d| format::date_with_year(&site.words, d));
    let made = made.unwrap_or_else(|| site.text(Word::PlanPaperDate).to_owned());
    let whose = plan.map(|p| p.whose.clone()).unwrap_or_default();
    let version = plan.map(|p| site.words.fill(Word::PlanVersion, &[("n", &p.version.to_string())]));
    let head = view! {
        <header class="paper-head">
            <p class="paper-copy">{site.text(copy)}</p>
            <h2>{form.name.clone()}</h2>
            <p class="paper-line"><span>{whose}</span><span>{version}</span><span>{site.text(Word::PlanPaperMade)}" "{made}</span></p>
        </header>
    };
    let back = (!back.is_empty()).then(|| {
        view! {
            <div class="paper-side paper-back">
                <p class="paper-copy">{site.text(copy)}"　"{site.text(Word::PlanPaperBack)}</p>
                {back}
                <p class="paper-foot">{site.catalog.settings.contact_name.clone()}" "{site.catalog.settings.contact_phone.clone().map(|p| p.written)}</p>
            </div>
        }
    });
    view! { <article class=class><div class="paper-side">{head}{front}</div>{back}</article> }.into_any()
}

fn section(site: &Site, book: &Book, section: &Section, plan: Option<&Plan>) -> AnyView {
    let fields: Vec<_> = section.fields.iter().map(|f| field(site, book, f, plan)).collect();
    view! { <section class="paper-section"><h3>{section.title.clone()}</h3>{fields}</section> }.into_any()
}

fn field(site: &Site, book: &Book, field: &Field, plan: Option<&Plan>) -> AnyView {
    let text = |voice: &str| plan.map(|p| answer(book, &p.id, &field.id, voice)).unwrap_or_default();
    let label = view! { <p class="paper-label">{ruby(&field.label)}</p> };
    let body = match field.kind {
        FieldKind::Text | FieldKind::Strengths | FieldKind::Contacts => {
            let columns: Vec<_> = if field.voices.is_empty() {
                vec![words("", text(""))]
            } else {
                field.voices.iter().map(|v| words(&v.label, text(&v.id))).collect()
            };
            view! { <div class="paper-columns">{columns}</div> }.into_any()
        }
        FieldKind::Checks | FieldKind::Faces => {
            let on = plan.map(|p| ticked(book, &p.id, &field.id, "")).unwrap_or_default();
            let boxes: Vec<_> = field
                .choices
                .iter()
                .map(|choice| {
                    let chosen = on.contains(&choice.id);
                    let sign = if chosen { "☑" } else { "☐" };
                    let picture = (field.kind == FieldKind::Faces).then(|| face(&choice.id));
                    view! { <li class:chosen=chosen>{picture}<span class="tick">{sign}</span>{ruby(&choice.label)}</li> }
                })
                .collect();
            view! { <ul class="paper-checks">{boxes}</ul> }.into_any()
        }
        FieldKind::Scale => {
            let now = text("");
            view! { <p class="paper-scale"><span>"0"</span><span class="paper-bar"></span><span>"100"</span><b>{now}</b></p> }.into_any()
        }
        FieldKind::Goals | FieldKind::Actions | FieldKind::Services => {
            let all = plan.map(|p| items(book, &p.id, &field.id)).unwrap_or_default();
            rows(site, field.kind, &all)
        }
        FieldKind::Review => {
            let day = plan.and_then(|p| p.review).map(|d| format::date_with_year(&site.words, d));
            let day = day.unwrap_or_else(|| site.text(Word::PlanPaperDate).to_owned());
            view! { <p class="paper-words paper-one">{day}</p> }.into_any()
        }
        FieldKind::Agreement => view! {
            <p class="paper-sign"><span>{site.text(Word::PlanSignature)}" "{text("")}</span><span>{site.text(Word::PlanPaperSignatureDay)}{site.text(Word::PlanPaperDate)}</span></p>
        }
        .into_any(),
    };
    view! { <div class="paper-field">{label}{body}</div> }.into_any()
}

fn words(voice: &str, text: String) -> AnyView {
    let voice = (!voice.is_empty()).then(|| view! { <p class="paper-voice">{voice.to_owned()}</p> });
    view! { <div class="paper-column">{voice}<p class="paper-words">{text}</p></div> }.into_any()
}

/// A table of goals, actions or services; with empty lines to write on where there are few.
fn rows(site: &Site, kind: FieldKind, all: &[Item]) -> AnyView {
    let cells = |item: &Item| -> Vec<String> {
        match kind {
            FieldKind::Goals => {
                let how = item.outcome.map(|o| outcome_text(site, o).to_owned()).unwrap_or_default();
                vec![item.text.clone(), by_text(site, &item.by), format!("{how} {}", item.words).trim().to_owned()]
            }
            FieldKind::Actions => vec![item.who.clone(), item.text.clone(), by_text(site, &item.by)],
            _ => vec![item.text.clone(), item.phone.clone()],
        }
    };
    let heads: &[Word] = match kind {
        FieldKind::Goals => &[Word::PlanGoal, Word::PlanBy, Word::PlanOutcome],
        FieldKind::Actions => &[Word::PlanWho, Word::PlanAction, Word::PlanBy],
        _ => &[Word::PlanService, Word::PlanPhone],
    };
    let head: Vec<_> = heads.iter().map(|w| view! { <th scope="col">{site.text(*w)}</th> }).collect();
    let mut body: Vec<Vec<String>> = all.iter().map(cells).collect();
    while body.len() < 3 {
        body.push(vec![String::new(); heads.len()]);
    }
    let body: Vec<_> = body
        .into_iter()
        .map(|row| {
            let row: Vec<_> = row.into_iter().map(|cell| view! { <td>{cell}</td> }).collect();
            view! { <tr>{row}</tr> }
        })
        .collect();
    view! { <table class=format!("paper-table paper-table-{}", heads.len())><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table> }
        .into_any()
}
