//! The desk of those who publish (担当者の机), in the browser: files are opened, mended, looked at and taken away; none is sent
//! anywhere. What it knows is the core's ([`crate::desk::workbench`]); here it is shown.
//!
//! - [`open`]: laying files on the desk, and the list of them
//! - [`problems`]: what is to check in a list, mended in place
//! - [`table`]: a list, cell by cell
//! - [`preview`]: the site as a family would see it
//! - [`take`]: the files to publish

mod open;
mod preview;
mod problems;
mod table;
mod take;

use crate::app::browser;
use crate::data::encoding::Cp932Decoder;
use crate::desk::folder::Named;
use crate::desk::told::standing;
use crate::desk::workbench::{Seen, Workbench};
use crate::words::desk::{Desk, DeskWords};
use leptos::prelude::*;

/// CP932 by the browser.
const CP932: Cp932Decoder<'static> = &browser::cp932;

/// What the desk's parts share.
#[derive(Clone, Copy)]
struct State {
    bench: RwSignal<Workbench, LocalStorage>,
    words: RwSignal<DeskWords>,
    /// The list that is worked on.
    chosen: RwSignal<String>,
    /// What has just happened, for those who hear it.
    said: RwSignal<String>,
    /// Files are being read.
    busy: RwSignal<bool>,
    /// What stands about the chosen list.
    seen: Memo<Seen>,
}

impl State {
    fn text(self, word: Desk) -> &'static str {
        self.words.get().text(word)
    }

    fn fill(self, word: Desk, values: &[(&str, &str)]) -> String {
        self.words.get_untracked().fill(word, values)
    }

    fn say(self, text: String) {
        self.said.set(text);
    }

    /// Lays files on the desk and turns to the first of them that is a list.
    fn put(self, files: Vec<Named>, shut: Vec<String>) {
        self.bench.update(|bench| {
            bench.put(files, CP932);
            bench.tell_shut(shut);
        });
        self.settle();
    }

    /// The chosen list is one that is there.
    fn settle(self) {
        let chosen = self.chosen.get_untracked();
        let next = self.bench.with_untracked(|bench| {
            bench.list(&chosen).is_none().then(|| {
                // The one with the most to mend comes first.
                let most = bench.lists().iter().max_by_key(|list| bench.seen(&list.name).found.len());
                most.map(|list| list.name.clone()).unwrap_or_default()
            })
        });
        if let Some(next) = next {
            self.chosen.set(next);
        }
        browser::ask_before_leaving(self.bench.with_untracked(Workbench::is_changed));
    }

    /// Writes a cell of the chosen list, and says how much is left.
    fn write(self, row: u32, column: usize, label: &str, text: &str) {
        let name = self.chosen.get_untracked();
        let same =
            self.bench.with_untracked(|b| b.list(&name).is_none_or(|list| list.cell(row, column) == text.trim()));
        if same {
            return;
        }
        self.bench.update(|bench| bench.change(&name, CP932, |list| list.set(row, column, text)));
        let left = self.bench.with_untracked(|bench| bench.seen(&name).found.len()).to_string();
        self.say(self.fill(Desk::DeskChanged, &[("row", &row.to_string()), ("column", label), ("count", &left)]));
        self.settle();
    }

    /// How many problems keep something from being shown.
    fn errors(self) -> usize {
        self.bench.with(|bench| standing(&bench.city().catalog).errors)
    }
}

/// The header of a column, else its number.
fn label(header: &[String], column: usize) -> String {
    header.get(column).filter(|label| !label.is_empty()).cloned().unwrap_or_else(|| (column + 1).to_string())
}

/// The page.
#[component]
pub fn DeskPage(language: String) -> impl IntoView {
    let bench = RwSignal::new_local(Workbench::new(browser::today()));
    let chosen = RwSignal::new(String::new());
    let state = State {
        bench,
        words: RwSignal::new(DeskWords::of(&language)),
        chosen,
        seen: Memo::new(move |_| bench.with(|bench| bench.seen(&chosen.get()))),
        said: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
    };
    Effect::new(move |_| {
        let words = state.words.get();
        document().set_title(words.text(Desk::DeskTitle));
        if let Some(html) = document().document_element() {
            let _ = html.set_attribute("lang", words.language);
        }
    });
    let filled = Memo::new(move |_| state.bench.with(|bench| !bench.lists().is_empty()));
    view! {
        <a class="skip" href="#main">{move || state.text(Desk::DeskSkip)}</a>
        <header class="top desk-top">
            <p class="brand"><span class="brand-name">{move || state.text(Desk::DeskTitle)}</span></p>
            <p class="desk-language">
                <label for="desk-language">{move || state.text(Desk::DeskLanguage)}</label>
                <select id="desk-language" on:change=move |event| state.words.set(DeskWords::of(&event_target_value(&event)))>
                    {DeskWords::all().map(|words| view! {
                        <option value=words.language lang=words.language selected=move || state.words.get().language == words.language>
                            {words.text(Desk::DeskLanguageName)}
                        </option>
                    }).collect_view()}
                </select>
            </p>
        </header>
        <main id="main" tabindex="-1">
            <h1>{move || state.text(Desk::DeskTitle)}</h1>
            <p>{move || state.text(Desk::DeskLead)}</p>
            <p class="desk-private">{move || state.text(Desk::DeskPrivate)}</p>
            {open::open(state)}
            {open::files(state)}
            {move || filled.get().then(|| view! {
                {problems::problems(state)}
                {table::table(state)}
                {preview::preview(state)}
                {take::take(state)}
            })}
            <p class="visually-hidden" role="status" aria-live="polite">{move || state.said.get()}</p>
        </main>
        // Shown by public/begin.js once the program has stopped by a fault of its own.
        <div id="stopped" class="notice stopped" role="alert" hidden>
            <p>{move || state.text(Desk::DeskFault)}</p>
            <p class="notice-actions"><a class="button" href="">{move || state.text(Desk::DeskFaultRetry)}</a></p>
        </div>
    }
}
