//! 安全のために: who could see what, what protects and what does not (docs/safety.md tells it to those who support families).

use super::now::national;
use crate::app::parts::title::set_title;
use crate::app::site::site;
use crate::helplines::{Need, lines};
use crate::words::Word;
use leptos::prelude::*;

/// What is told, under its heading.
const TOLD: [(Word, &[Word]); 8] = [
    (Word::SafetyLeaveTitle, &[Word::SafetyLeave, Word::SafetyLeaveNot]),
    (Word::SafetySharedTitle, &[Word::SafetyShared, Word::SafetySharedLock, Word::SafetySharedForget]),
    (Word::SafetyWatchedTitle, &[Word::SafetyWatched, Word::SafetyWatchedOther]),
    (Word::SafetyHostTitle, &[Word::SafetyHost]),
    (Word::SafetyChangedTitle, &[Word::SafetyChanged]),
    (Word::SafetyLostTitle, &[Word::SafetyLost, Word::SafetyLostBackup]),
    (Word::SafetySendsTitle, &[Word::SafetySends, Word::SafetySendsServer, Word::SafetySendsMap]),
    (Word::SafetyGivenTitle, &[Word::SafetyGiven]),
];

#[component]
pub fn Safety() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::SafetyTitle)));
    let told = TOLD.map(|(title, texts)| {
        let texts: Vec<_> = texts.iter().map(|word| view! { <p>{site.text(*word)}</p> }).collect();
        view! { <section><h2>{site.text(title)}</h2>{texts}</section> }.into_any()
    });
    let lines: Vec<_> = lines().filter(|line| line.need == Need::Safety).map(|line| national(&site, &line)).collect();
    view! {
        <h1>{site.text(Word::SafetyTitle)}</h1>
        <p class="page-lead">{site.text(Word::SafetyLead)}</p>
        <p class="actions">
            <a class="button" href=site.link("keep/")>{site.text(Word::KeepTitle)}</a>
            <a class="button" href=site.link("now/")>{site.text(Word::NavNow)}</a>
        </p>
        {told.into_iter().collect_view()}
        <section class="danger">
            <h2>{site.text(Word::SafetyHelpTitle)}</h2>
            <p>{site.text(Word::SafetyHelp)}</p>
            <ul class="lines">{lines}</ul>
        </section>
    }
}
