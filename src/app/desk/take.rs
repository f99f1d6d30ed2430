//! The files to publish: the changed lists, all of them, or the whole site.

use super::State;
use crate::app::browser;
use crate::app::browser::files::save_file;
use crate::app::browser::press::{Pressed, press};
use crate::data::archive::archive;
use crate::desk::folder::Named;
use crate::desk::report;
use crate::desk::told::{Form, told};
use crate::words::desk::Desk;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Files as one archive, under a folder.
fn packed(folder: &str, files: &[Named]) -> Option<Vec<u8>> {
    archive(files.iter().map(|(name, bytes)| (format!("{folder}{name}"), bytes))).ok()
}

pub fn take(state: State) -> impl IntoView {
    let pictures = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let making = RwSignal::new(false);
    let today = browser::today();
    let corrected = move |_| {
        let files = state.bench.with_untracked(|bench| bench.corrected());
        match files.as_slice() {
            [] => {}
            [(name, bytes)] => {
                save_file(name, "text/csv", bytes);
                browser::ask_before_leaving(false);
            }
            files => {
                if let Some(bytes) = packed("", files) {
                    save_file(&format!("tsunagi-lists-{today}.zip"), "application/zip", &bytes);
                    browser::ask_before_leaving(false);
                }
            }
        }
    };
    let lists = move |_| {
        let made = state.bench.with_untracked(|bench| packed("data/", &bench.city().files));
        if let Some(bytes) = made {
            save_file(&format!("tsunagi-data-{today}.zip"), "application/zip", &bytes);
            browser::ask_before_leaving(false);
        }
    };
    let site = move |_| {
        if making.get_untracked() {
            return;
        }
        making.set(true);
        let files = state.bench.with_untracked(|bench| bench.city().files.clone());
        let words = state.words.get_untracked();
        let began = browser::milliseconds();
        let tell = move |stage: String, share: u32| {
            let what = words.text(match stage.as_str() {
                "pages" => Desk::CliMakingPages,
                "pictures" => Desk::CliMakingPictures,
                _ => Desk::CliMakingFeeds,
            });
            said.set(words.fill(Desk::DeskTakeMaking, &[("what", what), ("done", &share.to_string())]));
        };
        tell("pages".to_owned(), 0);
        spawn_local(async move {
            let made = press(&browser::root(), &files, pictures.get_untracked(), &today.to_string(), tell).await;
            match made {
                Pressed::Site { bytes, files } => {
                    let name = format!("tsunagi-site-{today}.zip");
                    let seconds = format!("{:.0}", (browser::milliseconds() - began) / 1000.0);
                    let size = format!("{:.1}", bytes.len() as f64 / 1e6);
                    save_file(&name, "application/zip", &bytes);
                    browser::ask_before_leaving(false);
                    let values = [
                        ("file", name.as_str()),
                        ("files", &files.to_string()),
                        ("size", &size),
                        ("seconds", &seconds),
                    ];
                    said.set(words.fill(Desk::DeskTakeDone, &values));
                }
                Pressed::NoWorker => said.set(words.text(Desk::DeskTakeNoWorker).to_owned()),
                Pressed::Failed(why) => said.set(words.fill(Desk::DeskTakeFailed, &[("why", &why)])),
            }
            making.set(false);
        });
    };
    let problems = move |_| {
        let text =
            state.bench.with_untracked(|bench| told(&state.words.get_untracked(), &bench.city().catalog, Form::Csv));
        save_file(&format!("tsunagi-check-{today}.csv"), "text/csv", text.as_bytes());
    };
    let missing = move |_| {
        let words = state.words.get_untracked();
        let text = state.bench.with_untracked(|bench| {
            let catalog = &bench.city().catalog;
            report::html(&words, &report::lines(&words, catalog, today), &catalog.settings.site_name, today)
        });
        save_file(&format!("tsunagi-report-{today}.html"), "text/html", text.as_bytes());
    };
    let changed = move || state.bench.with(|bench| bench.is_changed());
    let errors = move || {
        let count = state.errors();
        (count > 0).then(|| {
            let text = state.words.get().fill(Desk::DeskTakeErrors, &[("count", &count.to_string())]);
            view! { <p class="notice">{text}</p> }
        })
    };
    view! {
        <section aria-labelledby="desk-take-title">
            <h2 id="desk-take-title">{move || state.text(Desk::DeskTake)}</h2>
            <p>{move || state.text(Desk::DeskTakeLead)}</p>
            {errors}
            <ul class="desk-take">
                <li>
                    <button type="button" class="button call" disabled=move || making.get() on:click=site>{move || state.text(Desk::DeskTakeSite)}</button>
                    <p class="small">{move || state.text(Desk::DeskTakeSiteLead)}</p>
                    <p class="desk-check">
                        <input type="checkbox" id="desk-pictures" prop:checked=move || pictures.get()
                            on:change=move |_| pictures.update(|on| *on = !*on)/>
                        <label for="desk-pictures">{move || state.text(Desk::DeskTakePictures)}</label>
                    </p>
                    <p class="desk-making" role="status">{move || said.get()}</p>
                </li>
                <li>
                    <button type="button" class="button" on:click=lists>{move || state.text(Desk::DeskTakeLists)}</button>
                    <p class="small">{move || state.text(Desk::DeskTakeListsLead)}</p>
                </li>
                <li>
                    <button type="button" class="button" disabled=move || !changed() on:click=corrected>{move || state.text(Desk::DeskTakeCorrected)}</button>
                    <p class="small">{move || (!changed()).then(|| state.text(Desk::DeskTakeCorrectedNone))}</p>
                </li>
                <li>
                    <button type="button" class="button" on:click=problems>{move || state.text(Desk::DeskTakeProblems)}</button>
                </li>
                <li>
                    <button type="button" class="button" on:click=missing>{move || state.text(Desk::DeskTakeReport)}</button>
                    <p class="small">{move || state.text(Desk::DeskTakeReportLead)}</p>
                </li>
            </ul>
        </section>
    }
}
