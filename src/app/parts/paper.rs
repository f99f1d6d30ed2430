//! A sheet as it lies on paper: A4, both sides, black and white; filled or blank.

use crate::app::parts::answers::said;
use crate::app::parts::faces::{face, ruby};
use crate::app::site::Site;
use crate::plan::form::{Field, FieldKind, Form, Paper, Section};
use crate::plan::sheet::{Item, Plan, answer, find, items, ticked, voices};
use crate::vault::book::Book;
use crate::words::{Word, format, plan as say};
use leptos::prelude::*;

/// One copy of a sheet.
pub struct Copy<'a> {
    pub book: &'a Book,
    pub form: &'a Form,
    /// `None`: a blank one.
    pub plan: Option<&'a Plan>,
    /// Whose copy it is; nothing on the screen of somebody it was handed to.
    pub whose: Option<Word>,
    /// The ids of the parts that stand on it; `None`: all.
    pub parts: Option<&'a [String]>,
    /// The QR code by which the family comes back to it.
    pub code: Option<AnyView>,
}

/// The paper.
pub fn paper(site: &Site, copy: Copy) -> AnyView {
    let Copy { book, form, plan, whose, parts, code } = copy;
    let class = match form.paper {
        Paper::Portrait => "paper paper-portrait",
        Paper::Landscape => "paper paper-landscape",
    };
    let side = |back: bool| -> Vec<AnyView> {
        let shown = |s: &&Section| s.back == back && parts.is_none_or(|ids| ids.contains(&s.id));
        form.sections.iter().filter(shown).map(|s| section(site, book, form, s, plan)).collect()
    };
    let (front, back) = (side(false), side(true));
    let made = plan.and_then(|p| p.made).map(|d| format::date_with_year(&site.words, d));
    let made = made.unwrap_or_else(|| site.text(Word::PlanPaperDate).to_owned());
    let name = plan.map(|p| p.whose.clone()).unwrap_or_default();
    let version = plan.map(|p| site.words.fill(Word::PlanVersion, &[("n", &p.version.to_string())]));
    let copy = whose.map(|word| site.text(word));
    let head = view! {
        <header class="paper-head">
            <div class="paper-title">
                <p class="paper-copy">{copy}</p>
                <h2>{form.name.clone()}{original(form, &form.name)}</h2>
            </div>
            {code}
            <p class="paper-line"><span>{name}</span><span>{version}</span><span>{site.text(Word::PlanPaperMade)}" "{made}</span></p>
        </header>
    };
    let back = (!back.is_empty()).then(|| {
        view! {
            <div class="paper-side paper-back">
                <p class="paper-copy">{copy}{site.text(Word::MarkGap)}{site.text(Word::PlanPaperBack)}</p>
                {back}
                <p class="paper-foot">{site.catalog().settings.contact_name.clone()}" "{site.catalog().settings.contact_phone.clone().map(|p| p.written)}</p>
            </div>
        }
    });
    view! { <article class=class class:paper-filled=plan.is_some()><div class="paper-side">{head}{front}</div>{back}</article> }.into_any()
}

fn section(site: &Site, book: &Book, form: &Form, section: &Section, plan: Option<&Plan>) -> AnyView {
    let fields: Vec<_> = section.fields.iter().map(|f| field(site, book, form, f, plan)).collect();
    // What others said to it, each under its name.
    let said = plan.map(|p| voices(book, &p.id, &section.id)).unwrap_or_default();
    let said: Vec<_> = said
        .into_iter()
        .map(|voice| {
            let who = say::from(&site.words, &voice.who);
            view! { <div class="paper-field paper-other">{words(&who, voice.text)}</div> }
        })
        .collect();
    view! { <section class="paper-section"><h3>{ruby(&section.title)}{original(form, &section.title)}</h3>{fields}{said}</section> }.into_any()
}

/// The label of a column, with its Japanese.
fn voice_label(form: &Form, label: &str) -> String {
    form.original(label).map_or(label.to_owned(), |original| format!("{label} / {original}"))
}

/// The Japanese of a text of the form, beneath it, where the form is in another language.
fn original(form: &Form, text: &str) -> Option<AnyView> {
    let text = form.original(text)?;
    Some(view! { <span class="paper-original" lang="ja">{ruby(text)}</span> }.into_any())
}

fn field(site: &Site, book: &Book, form: &Form, field: &Field, plan: Option<&Plan>) -> AnyView {
    let text = |voice: &str| plan.map(|p| answer(book, &p.id, &field.id, voice)).unwrap_or_default();
    let label = view! { <p class="paper-label">{ruby(&field.label)}{original(form, &field.label)}</p> };
    let body = match field.kind {
        FieldKind::Text | FieldKind::Strengths | FieldKind::Contacts => {
            let columns: Vec<_> = if field.voices.is_empty() {
                vec![words("", text(""))]
            } else {
                field.voices.iter().map(|v| words(&voice_label(form, &v.label), text(&v.id))).collect()
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
                    view! { <li class:chosen=chosen>{picture}<span class="tick">{sign}</span>{ruby(&choice.label)}{original(form, &choice.label)}</li> }
                })
                .collect();
            view! { <ul class="paper-checks">{boxes}</ul> }.into_any()
        }
        FieldKind::Scale => {
            let now = text("");
            let mark = now.parse::<u8>().ok().filter(|n| *n <= 100);
            let mark = mark.map(|n| view! { <circle cx=(u16::from(n) * 2).to_string() cy="4" r="3"/> });
            view! {
                <p class="paper-scale">
                    <span>"0"</span>
                    <svg class="paper-bar" viewBox="-4 0 208 8" aria-hidden="true" focusable="false"><path d="M0 4h200M0 1v6M50 2v4M100 2v4M150 2v4M200 1v6" fill="none" stroke="#000"/>{mark}</svg>
                    <span>"100"</span>
                    <b>{now}</b>
                </p>
            }
            .into_any()
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
        FieldKind::Former => former(site, book, plan),
        FieldKind::Agreement => view! {
            <p class="paper-sign"><span>{site.text(Word::PlanSignature)}" "{text("")}</span><span>{site.text(Word::PlanPaperSignatureDay)}{site.text(Word::PlanPaperDate)}</span></p>
        }
        .into_any(),
    };
    view! { <div class="paper-field">{label}{body}</div> }.into_any()
}

/// What the version before said; lines to write on where there is none.
fn former(site: &Site, book: &Book, plan: Option<&Plan>) -> AnyView {
    let former = plan.and_then(|p| p.former.as_deref()).and_then(|id| find(book, id));
    let all = crate::app::plans::forms().get();
    let form = former.as_ref().zip(all).and_then(|(p, all)| all.iter().find(|f| f.id == p.form).cloned());
    let (Some(former), Some(form)) = (former, form) else {
        return view! { <div class="paper-columns">{words("", String::new())}</div> }.into_any();
    };
    let date = former.made.map(|d| format::date_with_year(&site.words, d)).unwrap_or_default();
    let rows: Vec<_> = form
        .sections
        .iter()
        .flat_map(|s| &s.fields)
        .filter_map(|f| {
            let lines = said(&site.words, book, &former.id, f);
            (!lines.is_empty())
                .then(|| view! { <tr><th scope="row">{ruby(&f.label)}</th><td>{lines.join("\n")}</td></tr> })
        })
        .collect();
    view! {
        <p class="paper-voice">{site.words.fill(Word::PlanFormer, &[("date", &date)])}</p>
        <table class="paper-table paper-former"><tbody>{rows}</tbody></table>
    }
    .into_any()
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
                let how = item.outcome.map(|o| say::outcome(&site.words, o).to_owned()).unwrap_or_default();
                vec![
                    item.text.clone(),
                    say::by(&site.words, &item.by),
                    format!("{how} {}", item.words).trim().to_owned(),
                ]
            }
            FieldKind::Actions => vec![item.who.clone(), item.text.clone(), say::by(&site.words, &item.by)],
            _ => vec![item.text.clone(), item.phone.clone()],
        }
    };
    let (heads, class): (&[Word], _) = match kind {
        FieldKind::Goals => (&[Word::PlanGoal, Word::PlanBy, Word::PlanOutcome], "paper-table paper-goals"),
        FieldKind::Actions => (&[Word::PlanWho, Word::PlanAction, Word::PlanBy], "paper-table paper-actions"),
        _ => (&[Word::PlanService, Word::PlanPhone], "paper-table paper-services"),
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
    view! { <table class=class><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table> }.into_any()
}
