//! What is to check in the chosen list: each with the very cell, mended in place.

use super::{State, label};
use crate::app::browser;
use crate::data::problem::{Problem, Severity};
use crate::desk::workbench::{Found, Seen};
use crate::words::desk::Desk;
use leptos::prelude::*;

/// How many are shown at a time.
const SHOWN: usize = 20;

pub fn problems(state: State) -> impl IntoView {
    let shown = RwSignal::new(SHOWN);
    Effect::new(move |_| {
        state.chosen.track();
        shown.set(SHOWN);
    });
    let told = move || {
        let words = state.words.get();
        let (count, errors) = state.seen.with(|seen| {
            let errors = seen.found.iter().filter(|f| f.problem.severity() == Severity::Error).count();
            (seen.found.len(), errors)
        });
        if count == 0 {
            return view! { <p>{words.text(Desk::DeskProblemsNone)}</p> }.into_any();
        }
        view! {
            <p>
                {words.fill(Desk::DeskProblemsCount, &[("count", &count.to_string())])}
                {(errors > 0).then(|| view! { <b class="desk-error">{words.fill(Desk::DeskProblemsErrors, &[("count", &errors.to_string())])}</b> })}
            </p>
        }
        .into_any()
    };
    // Each card is its own problem's: whoever goes on to the next while one is mended stays in it.
    let cards = move || {
        let language = state.words.get().language;
        let first = |seen: &Seen| seen.found.iter().take(shown.get()).cloned().collect::<Vec<_>>();
        state.seen.with(first).into_iter().map(|found| (language, found)).collect::<Vec<_>>()
    };
    let key = |(language, found): &(&'static str, Found)| {
        let Problem { file, row, column, value, .. } = &found.problem;
        (*language, file.clone(), *row, column.clone(), value.clone(), found.problem.key(), found.cell)
    };
    let more = move || {
        let words = state.words.get();
        let rest = state.seen.with(|seen| seen.found.len()).saturating_sub(shown.get());
        (rest > 0).then(|| {
            view! {
                <p class="more"><button type="button" class="button" on:click=move |_| shown.update(|n| *n += SHOWN)>
                    {words.fill(Desk::DeskProblemsMore, &[("count", &rest.min(SHOWN).to_string())])}
                </button></p>
            }
        })
    };
    view! {
        <section aria-labelledby="desk-problems-title">
            <h2 id="desk-problems-title" tabindex="-1">{move || state.text(Desk::DeskProblems)}" "<span class="desk-of">{move || state.chosen.get()}</span></h2>
            {told}
            <ol class="desk-problems">
                <For each=cards key=key children=move |(_, found)| card(state, found)/>
            </ol>
            {more}
        </section>
    }
}

fn card(state: State, found: Found) -> impl IntoView + use<> {
    let words = state.words.get_untracked();
    let Found { problem, cell } = found;
    let (header_row, name_at) = state.seen.with_untracked(|seen| {
        (seen.header_row, seen.fields.iter().position(|field| *field == Some(crate::data::columns::Field::Name)))
    });
    let header: Vec<String> = state.bench.with_untracked(|bench| {
        bench.list(&problem.file).map(|list| list.row(header_row).to_vec()).unwrap_or_default()
    });
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
            bench.list(&problem.file).zip(name_at).map(|(list, at)| list.cell(row, at).to_owned()).unwrap_or_default()
        })
    });
    let (row, column) = cell.unwrap_or_default();
    let at = format!("{row}-{column}-{}", problem.key());
    let id = format!("desk-fix-{at}");
    let (expected_id, about_id, remedy) =
        (format!("desk-why-{at}"), format!("desk-about-{at}"), problem.remedy(&words));
    let field = cell.map(|(row, column)| {
        let name = label(&header, column);
        let value = state.bench.with_untracked(|bench| {
            bench.list(&problem.file).map(|list| list.cell(row, column).to_owned()).unwrap_or_default()
        });
        let (id, why) = (id.clone(), format!("{about_id} {expected_id}"));
        let written = name.clone();
        view! {
            <label for=id.clone()>{words.fill(Desk::DeskProblemFix, &[("row", &row.to_string()), ("column", &name)])}</label>
            <textarea id=id rows="1" class="desk-fix" aria-invalid="true" aria-describedby=why prop:value=value
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
            <dl class="desk-about" id=about_id>
                {(!problem.value.is_empty()).then(|| view! { <div><dt>{words.text(Desk::DeskProblemFound)}</dt><dd>{problem.value.clone()}</dd></div> })}
                <div><dt>{words.text(Desk::DeskProblemExpected)}</dt><dd>{problem.expected(&words)}</dd></div>
            </dl>
            <p id=expected_id class="small">{remedy}</p>
            {field}
            {not_named}
        </li>
    }
}
