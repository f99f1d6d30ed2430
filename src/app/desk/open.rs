//! Laying files on the desk, and the list of them.

use super::{CP932, State};
use crate::app::browser;
use crate::app::browser::files::{in_list, read_all};
use crate::data::problem::Severity;
use crate::data::settings::SETTINGS;
use crate::desk::folder::Named;
use crate::desk::starter;
use crate::words::desk::Desk;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// Where files are opened: chosen, dropped, those of this site, a template.
pub fn open(state: State) -> impl IntoView {
    let over = RwSignal::new(false);
    let take = move |list: Option<web_sys::FileList>| {
        let Some(files) = list.map(|list| in_list(&list)).filter(|files| !files.is_empty()) else { return };
        state.busy.set(true);
        spawn_local(async move {
            let (files, shut) = read_all(files).await;
            finish(state, files, shut);
        });
    };
    // The files of the site, or a template, take the place of what lies there: asked once more where something does.
    let sure = RwSignal::new("");
    let replace = move |what: &'static str| {
        let filled = state.bench.with_untracked(|bench| bench.is_changed());
        if filled && sure.get_untracked() != what {
            sure.set(what);
            return;
        }
        sure.set("");
        state.busy.set(true);
        spawn_local(async move {
            let files = if what == "here" {
                published().await
            } else {
                starter::files().into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect()
            };
            state.bench.set(crate::desk::workbench::Workbench::new(browser::today()));
            finish(state, files, Vec::new());
        });
    };
    view! {
        <section aria-labelledby="desk-open" class="desk-open" class:desk-over=move || over.get()
            on:dragover=move |event: web_sys::DragEvent| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event: web_sys::DragEvent| {
                event.prevent_default();
                over.set(false);
                take(event.data_transfer().and_then(|data| data.files()));
            }>
            <h2 id="desk-open">{move || state.text(Desk::DeskOpen)}</h2>
            <p>{move || state.text(Desk::DeskOpenLead)}<br/>{move || state.text(Desk::DeskOpenDrop)}</p>
            <p class="actions">
                <label class="button call desk-choose" for="desk-files">{move || state.text(Desk::DeskOpenChoose)}</label>
                <input type="file" id="desk-files" class="desk-input" multiple=true
                    on:change=move |event| {
                        let field = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
                        take(field.as_ref().and_then(|field| field.files()));
                        // The same file can be chosen anew after it was changed.
                        if let Some(field) = field { field.set_value(""); }
                    }/>
                <button type="button" class="button" on:click=move |_| replace("here")>{move || state.text(Desk::DeskOpenHere)}</button>
                <button type="button" class="button" on:click=move |_| replace("starter")>{move || state.text(Desk::DeskOpenStarter)}</button>
            </p>
            <p role="status">
                {move || state.busy.get().then(|| state.text(Desk::DeskOpenReading))}
                {move || (!sure.get().is_empty()).then(|| state.text(Desk::DeskOpenOver))}
            </p>
        </section>
    }
}

/// Read in the next frame, so that what is going on is seen.
fn finish(state: State, files: Vec<Named>, shut: Vec<String>) {
    request_animation_frame(move || {
        set_timeout(
            move || {
                state.put(files, shut);
                state.busy.set(false);
            },
            std::time::Duration::ZERO,
        );
    });
}

/// The lists that this very site shows now, with its forms and its logo.
async fn published() -> Vec<Named> {
    let root = browser::root();
    let settings = browser::fetch(&root, SETTINGS).await;
    let first = crate::data::Catalog::read(std::slice::from_ref(&settings), CP932, browser::today()).settings;
    let logo = Some(first.logo.clone()).filter(|logo| !logo.is_empty());
    let names = first.files.iter().cloned().chain(first.forms.iter().cloned()).chain(logo);
    let fetched = names.map(|name| {
        let root = root.clone();
        async move { browser::fetch(&root, &name).await }
    });
    let fetched = futures::future::join_all(fetched).await;
    std::iter::once(settings).chain(fetched).filter_map(|file| Some((file.name, file.bytes.ok()?))).collect()
}

/// What lies on the desk.
pub fn files(state: State) -> impl IntoView {
    let rows = move || {
        let words = state.words.get();
        let chosen = state.chosen.get();
        state.bench.with(|bench| {
            let lists = bench.lists().iter().map(|list| {
                let seen = bench.seen(&list.name);
                let errors = seen.found.iter().filter(|f| f.problem.severity() == Severity::Error).count();
                let count = seen.found.len();
                let named = bench.is_named(&list.name);
                let title = seen.dataset.map_or(words.text(Desk::DeskFileUnknownList), |dataset| dataset.title());
                let meta = words.fill(
                    Desk::DeskFileMeta,
                    &[
                        ("list", title),
                        ("encoding", list.encoding.map_or("?", |encoding| encoding.label())),
                        ("rows", &seen.rows.to_string()),
                        ("records", &seen.records.to_string()),
                    ],
                );
                let state_text = match (named, count) {
                    (false, _) => words.text(Desk::DeskFileAside).to_owned(),
                    (true, 0) => words.text(Desk::DeskFileFine).to_owned(),
                    (true, count) => words.fill(Desk::DeskFileProblems, &[("count", &count.to_string())]),
                };
                let name = list.name.clone();
                let (show, remove, add) = (name.clone(), name.clone(), name.clone());
                view! {
                    <li class="desk-file" class:desk-file-now=name == chosen>
                        <button type="button" class="desk-file-name" aria-pressed=(name == chosen).to_string()
                            aria-label=words.fill(Desk::DeskFileShow, &[("file", &name)])
                            on:click=move |_| state.chosen.set(show.clone())>
                            <b>{name.clone()}</b>
                        </button>
                        <p class="small">{meta}</p>
                        <p class="desk-state" class:desk-error={errors > 0} class:desk-warning={errors == 0 && count > 0}>
                            {state_text}
                            {list.is_changed().then(|| view! { <span class="badge">{words.text(Desk::DeskFileChanged)}</span> })}
                        </p>
                        <p class="actions">
                            {(!named).then(|| view! {
                                <button type="button" class="button" on:click=move |_| {
                                    state.bench.update(|bench| bench.name_list(&add, CP932));
                                    state.settle();
                                }>{words.text(Desk::DeskFileName)}</button>
                            })}
                            <button type="button" class="desk-small" aria-label=words.fill(Desk::DeskFileRemoveLabel, &[("file", &name)])
                                on:click=move |_| {
                                    state.bench.update(|bench| bench.remove(&remove, CP932));
                                    state.settle();
                                }>{words.text(Desk::DeskFileRemove)}</button>
                        </p>
                    </li>
                }
            });
            lists.collect_view()
        })
    };
    let beside = move || {
        let words = state.words.get();
        state.bench.with(|bench| {
            let others = bench.others().collect::<Vec<_>>().join("、");
            let (shut, unknown) = bench.closed();
            let shut = shut.into_iter().map(|problem| {
                let name = problem.file.clone();
                let remedy = format!("{} {}", problem.value, problem.remedy(&words));
                (name.clone(), words.fill(Desk::DeskOpenFailed, &[("file", &name)]), remedy)
            });
            let unknown = unknown.iter().map(|name| {
                (name.clone(), words.fill(Desk::DeskOpenUnknown, &[("file", name)]), String::new())
            });
            let told: Vec<_> = shut.chain(unknown).collect();
            let forms = bench.city().forms.iter().flat_map(|(name, problems)| {
                let site = crate::words::Words::japanese();
                problems.iter().map(move |problem| {
                    let (what, remedy) = problem.sentences();
                    let place = format!("{name} {}:{} {}", problem.line, problem.column, problem.key);
                    (name.clone(), place, format!("{} {} {}", site.text(what), problem.found, site.text(remedy)))
                })
            });
            let told: Vec<_> = told.into_iter().chain(forms).collect();
            let told = told.into_iter().map(|(name, what, more)| {
                let label = words.fill(Desk::DeskFileRemoveLabel, &[("file", &name)]);
                view! {
                    <li class="notice">
                        <p class="notice-title">{what}</p>
                        <p>{more}</p>
                        <p class="notice-actions">
                            <button type="button" class="desk-small" aria-label=label on:click=move |_| {
                                state.bench.update(|bench| bench.remove(&name, CP932));
                                state.settle();
                            }>{words.text(Desk::DeskFileRemove)}</button>
                        </p>
                    </li>
                }
            });
            view! {
                <ul class="desk-told">{told.collect_view()}</ul>
                {(!others.is_empty()).then(|| view! { <p class="small">{words.fill(Desk::DeskFileOther, &[("files", &others)])}</p> })}
            }
        })
    };
    let summary = move || {
        let words = state.words.get();
        state.bench.with(|bench| {
            let catalog = &bench.city().catalog;
            let numbers = [catalog.places.len(), catalog.events.len(), catalog.programmes.len()].map(|n| n.to_string());
            let values = [("places", &*numbers[0]), ("events", &numbers[1]), ("programmes", &numbers[2])];
            match bench.lists().is_empty() {
                true => words.text(Desk::DeskFilesNone).to_owned(),
                false => words.fill(Desk::DeskSummary, &values),
            }
        })
    };
    view! {
        <section aria-labelledby="desk-files-title" class="desk-files-section">
            <h2 id="desk-files-title">{move || state.text(Desk::DeskFiles)}</h2>
            <p class="count">{summary}</p>
            <ul class="desk-files">{rows}</ul>
            {beside}
        </section>
    }
}
