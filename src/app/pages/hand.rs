//! プランを渡す: which parts, to whom, for what, until when; exactly what goes is seen, then agreed to and written down.

use crate::app::parts::faces::ruby;
use crate::app::parts::form::{Field, action, choice, field, go_on_at, to_wrong, value};
use crate::app::parts::keeping::with_forms;
use crate::app::parts::paper::{Copy, paper};
use crate::app::parts::query::parameter;
use crate::app::parts::title::set_title;
use crate::app::record::{random, record, salt};
use crate::app::site::{Site, site};
use crate::plan::form::Form;
use crate::plan::handover::parcel::{Parcel, Way, id_text, parts};
use crate::plan::handover::{code, handed};
use crate::plan::sheet::{Plan, find};
use crate::words::{Word, format};
use chrono::{Days, Months};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn HandPage() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::HandTitle)));
    let id = parameter("id");
    let body = with_forms(move |site, list| {
        let plan = find(record().keeper().book(), &id.get());
        let found = plan.and_then(|plan| {
            let form = list.iter().find(|f| f.id == plan.form)?.clone();
            Some((plan, form))
        });
        match found {
            Some((plan, form)) => choosing(site, plan, Arc::new(form)),
            None => view! { <p>{site.text(Word::PlanNotFound)}</p> }.into_any(),
        }
    });
    view! {
        <h1>{site.text(Word::HandTitle)}</h1>
        <p class="page-lead">{site.text(Word::HandLead)}</p>
        {body}
    }
}

fn choosing(site: &Arc<Site>, plan: Plan, form: Arc<Form>) -> AnyView {
    let chosen = RwSignal::new(Vec::<String>::new());
    let (parts_trouble, to_trouble) = (RwSignal::new(None::<Word>), RwSignal::new(None::<Word>));
    let shown = RwSignal::new(None::<Arc<Parcel>>);
    let boxes: Vec<_> = form
        .sections
        .iter()
        .map(|section| {
            let id = section.id.clone();
            let written = {
                let keeper = record();
                let keeper = keeper.keeper();
                let own = parts(keeper.book(), &form, &plan, std::slice::from_ref(&section.id));
                own.entries().any(|e| e.kind != "plan" || !e.get("review").is_empty())
            };
            let empty = (!written).then(|| view! { <span class="small">{site.text(Word::MarkGap)}{site.text(Word::HandEmptyPart)}</span> });
            let checked = {
                let id = id.clone();
                move || chosen.with(|all| all.contains(&id))
            };
            let change = move |event: leptos::ev::Event| {
                let on = event_target_checked(&event);
                chosen.update(|all| {
                    all.retain(|known| *known != id);
                    if on {
                        all.push(id.clone());
                    }
                });
                // What was seen is not what would go now.
                shown.set(None);
            };
            let wrong = move || parts_trouble.get().map(|_| "true");
            view! { <label class="check"><input type="checkbox" prop:checked=checked aria-describedby="parts-told" aria-invalid=wrong on:change=change/><span>{ruby(&section.title)}{empty}</span></label> }
        })
        .collect();
    let all = {
        let ids: Vec<String> = form.sections.iter().map(|s| s.id.clone()).collect();
        action("button", Word::HandAll, move || {
            chosen.set(ids.clone());
            shown.set(None);
        })
    };
    let purposes = [Word::HandPurpose1, Word::HandPurpose2, Word::HandPurpose3]
        .map(|word| {
            let text = site.text(word);
            let put = move |_| {
                #[cfg(feature = "app")]
                crate::app::browser::set_value("purpose", text);
            };
            view! { <button type="button" class="chip" on:click=put>{text}</button> }
        })
        .into_iter()
        .collect::<Vec<_>>();
    let untils = [("7d", Word::HandUntilWeek), ("1m", Word::HandUntilMonth), ("3m", Word::HandUntilThree)]
        .map(|(key, word)| (key.to_owned(), site.text(word).to_owned()))
        .to_vec();
    let see = {
        let (site, plan, form) = (Arc::clone(site), plan.clone(), Arc::clone(&form));
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let sections: Vec<String> = form
                .sections
                .iter()
                .map(|s| s.id.clone())
                .filter(|id| chosen.with_untracked(|all| all.contains(id)))
                .collect();
            let to = value("to");
            parts_trouble.set(sections.is_empty().then_some(Word::HandPartsTrouble));
            to_trouble.set(to.is_empty().then_some(Word::HandToTrouble));
            if sections.is_empty() || to.is_empty() {
                to_wrong(&event);
                return;
            }
            let until = match value("until").as_str() {
                "7d" => site.today.checked_add_days(Days::new(7)),
                "3m" => site.today.checked_add_months(Months::new(3)),
                _ => site.today.checked_add_months(Months::new(1)),
            };
            let record = record();
            let book = parts(record.keeper().book(), &form, &plan, &sections);
            shown.set(Some(Arc::new(Parcel {
                id: salt(),
                way: Way::There,
                plan: plan.id.clone(),
                to,
                purpose: value("purpose"),
                made: Some(site.today),
                until,
                sections,
                from: String::new(),
                book,
            })));
            #[cfg(feature = "app")]
            crate::app::browser::bring_into_view("see");
        }
    };
    let seen = {
        let (site, plan, form) = (Arc::clone(site), plan.clone(), Arc::clone(&form));
        move || shown.get().map(|parcel| agreeing(&site, &plan, &form, &parcel))
    };
    let name = if plan.whose.is_empty() { form.name.clone() } else { site.words.beside(&[&plan.whose, &form.name]) };
    let trouble = {
        let site = Arc::clone(site);
        move || parts_trouble.get().map(|word| site.text(word))
    };
    view! {
        <p><b>{name}</b></p>
        <form class="form hand" data-held="" novalidate on:submit=see>
            <fieldset class="panel">
                <legend>{site.text(Word::HandParts)}</legend>
                <p class="small">{site.text(Word::HandPartsLead)}</p>
                {boxes}
                <p class="actions">{all}</p>
                <p class="field-trouble" id="parts-told" role="alert">{trouble}</p>
            </fieldset>
            <fieldset class="panel">
                <legend>{site.text(Word::HandWho)}</legend>
                {field(Field::new("to", "text", Word::HandTo).hint(Word::HandToHint), Some(to_trouble))}
                {field(Field::new("purpose", "text", Word::HandPurpose), None)}
                <div class="marks" role="group" aria-label=site.text(Word::HandPurpose)>{purposes}</div>
                {choice("until", Word::HandUntil, None, untils, "1m")}
            </fieldset>
            <button type="submit" class="button call">{site.text(Word::HandSeeButton)}</button>
        </form>
        <div id="see">{seen}</div>
        <p><a class="button" href=site.link(&format!("sheet/#id={}", plan.id))>{site.text(Word::ReplyToSheet)}</a></p>
    }
    .into_any()
}

/// Exactly what goes, and the consent to it.
fn agreeing(site: &Arc<Site>, plan: &Plan, form: &Arc<Form>, parcel: &Arc<Parcel>) -> AnyView {
    let trouble = RwSignal::new(None::<Word>);
    let agreed = RwSignal::new(false);
    let handed_plan = find(&parcel.book, &plan.id);
    let sheet = Copy {
        book: &parcel.book,
        form,
        plan: handed_plan.as_ref(),
        whose: None,
        parts: Some(&parcel.sections),
        code: None,
    };
    let date = parcel.until.map(|d| format::date_with_year(&site.words, d)).unwrap_or_default();
    let agree = site.words.fill(Word::HandAgree, &[("to", &parcel.to), ("date", &date)]);
    let navigate = leptos_router::hooks::use_navigate();
    let go = {
        let (parcel, form, root) = (Arc::clone(parcel), Arc::clone(form), site.root.clone());
        action("button call", Word::HandGo, move || {
            if !agreed.get_untracked() {
                trouble.set(Some(Word::HandAgreeTrouble));
                go_on_at("agree");
                return;
            }
            let names: Vec<String> = form
                .sections
                .iter()
                .filter(|s| parcel.sections.contains(&s.id))
                .map(|s| crate::text::ruby::plain(&s.title))
                .collect();
            let code = code::new(random);
            let kept = record().change(|book| handed::put(book, &parcel, &form.name, &names, &code));
            // What could not be written down is not handed over: nobody would know of it.
            if kept {
                let options = leptos_router::NavigateOptions { resolve: false, ..Default::default() };
                navigate(&format!("{root}handed/#id={}", id_text(parcel.id)), options);
            }
        })
    };
    let wrong = move || trouble.get().map(|_| "true");
    let told = {
        let site = Arc::clone(site);
        move || trouble.get().map(|word| site.text(word))
    };
    view! {
        <section>
            <h2>{site.text(Word::HandSee)}</h2>
            <p>{site.text(Word::HandSeeLead)}</p>
            {paper(site, sheet)}
            <label class="check"><input id="agree" type="checkbox" aria-describedby="agree-told" aria-invalid=wrong on:change=move |event| agreed.set(event_target_checked(&event))/><span>{agree}</span></label>
            <p class="field-trouble" id="agree-told" role="alert">{told}</p>
            {go}
        </section>
    }
    .into_any()
}
