//! What is to check in the chosen list: each with the very cell, mended in place.

use super::{State, label};
use crate::app::browser;
use crate::data::problem::Severity;
use crate::desk::workbench::Found;
use crate::words::desk::{Desk, DeskWords};
use leptos::prelude::*;

/// How many are shown at a time.
const SHOWN: usize = 20;

pub fn problems(state: State) -> impl IntoView {
    let shown = RwSignal::new(SHOWN);
    Effect::new(move |_| {
        state.chosen.track();
        shown.set(SHOWN);
    });
    let body = move || {
        let words = state.words.get();
        let seen = state.seen();
        let name = state.chosen.get();
        if seen.found.is_empty() {
            return view! { <p>{words.text(Desk::DeskProblemsNone)}</p> }.into_any();
        }
        let errors = seen.found.iter().filter(|f| f.problem.severity() == Severity::Error).count();
        let count = seen.found.len();
        let header: Vec<String> =
            state.bench.with(|bench| bench.list(&name).map(|l| l.row(seen.header_row).to_vec()).unwrap_or_default());
        let cards: Vec<_> = seen.found.iter().take(shown.get()).cloned().enumerate().collect();
        let cards = cards.into_iter().map(|(at, found)| card(state, words, at, found, &header));
        let rest = count.saturating_sub(shown.get());
        view! {
            <p>
                {words.fill(Desk::DeskProblemsCount, &[("count", &count.to_string())])}
                {(errors > 0).then(|| view! { <b class="desk-error">{words.fill(Desk::DeskProblemsErrors, &[("count", &errors.to_string())])}</b> })}
            </p>
            <ol class="desk-problems">{cards.collect_view()}</ol>
            {(rest > 0).then(|| view! {
                <p class="more"><button type="button" class="button" on:click=move |_| shown.update(|n| *n += SHOWN)>
                    {words.fill(Desk::DeskProblemsMore, &[("count", &rest.min(SHOWN).to_string())])}
                </button></p>
            })}
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="desk-problems-title">
            <h2 id="desk-problems-title" tabindex="-1">{move || state.text(Desk::DeskProblems)}" "<span class="desk-of">{move || state.chosen.get()}</span></h2>
            {body}
        </section>
    }
}

fn card(state: State, words: DeskWords, at: usize, found: Found, header: &[String]) -> impl IntoView + use<> {
    let Found { problem, cell } = found;
    let place = match (problem.row, &problem.column) {
        (Some(row), Some(column)) => {
            format!("{} {column}", words.fill(Desk::DeskProblemRow, &[("row", &row.to_string())]))
        }
        (Some(row), None) => words.fill(Desk::DeskProblemRow, &[("row", &row.to_string())]),
        (None, Some(column)) => column.clone(),
        (None, None) => words.text(Desk::DeskProblemWhole).to_owned(),
    };
    let error = problem.severity() == Severity::Error;
    let severity = words.text(if error { Desk::CliSeverityError } else { Desk::CliSeverityWarning });
    // What the row is about, so that one need not look it up.
    let whose = problem.row.map(|row| {
        state.bench.with_untracked(|bench| {
            let seen = bench.seen(&problem.file);
            let name = seen.fields.iter().position(|f| *f == Some(crate::data::columns::Field::Name));
            bench.list(&problem.file).zip(name).map(|(list, at)| list.cell(row, at).to_owned()).unwrap_or_default()
        })
    });
    let id = format!("desk-fix-{at}");
    let (expected_id, remedy) = (format!("desk-why-{at}"), problem.remedy(&words));
    let field = cell.map(|(row, column)| {
        let name = label(header, column);
        let value = state.bench.with_untracked(|bench| {
            bench.list(&problem.file).map(|list| list.cell(row, column).to_owned()).unwrap_or_default()
        });
        let (id, why) = (id.clone(), expected_id.clone());
        let written = name.clone();
        view! {
            <label for=id.clone()>{words.fill(Desk::DeskProblemFix, &[("row", &row.to_string()), ("column", &name)])}</label>
            <textarea id=id rows="1" class="desk-fix" aria-describedby=why prop:value=value
                on:change=move |event| {
                    state.write(row, column, &written, &event_target_value(&event));
                    // The mended one is gone: the next stands in its place.
                    browser::focus_later("desk-problems-title");
                }></textarea>
            <p class="actions">
                <button type="button" class="desk-small" on:click=move |_| super::table::go(row, column)>{words.text(Desk::DeskProblemGo)}</button>
            </p>
        }
    });
    let not_named = (problem.kind == crate::data::ProblemKind::NotNamed).then(|| {
        let name = problem.value.clone();
        view! {
            <p class="actions"><button type="button" class="button" on:click=move |_| {
                state.bench.update(|bench| bench.name_list(&name, super::CP932));
                state.settle();
            }>{words.text(Desk::DeskFileName)}</button></p>
        }
    });
    view! {
        <li class="desk-problem" class:desk-problem-error=error>
            <h3><span class="badge">{severity}</span>" "{place}" "<span class="desk-whose">{whose}</span></h3>
            <dl class="desk-about">
                {(!problem.value.is_empty()).then(|| view! { <div><dt>{words.text(Desk::DeskProblemFound)}</dt><dd>{problem.value.clone()}</dd></div> })}
                <div><dt>{words.text(Desk::DeskProblemExpected)}</dt><dd>{problem.expected(&words)}</dd></div>
            </dl>
            <p id=expected_id class="small">{remedy}</p>
            {field}
            {not_named}
        </li>
    }
}
