//! このサイトについて: what is shown and where it is from, what happens to one's own data (nothing), and what the
//! city's files hold that was not understood.

use crate::app::parts::install::install_section;
use crate::app::parts::state::Trouble;
use crate::app::parts::title::set_title;
use crate::app::site::{Site, site};
use crate::data::{FileReport, Problem};
use crate::words::Word;
use crate::words::desk::DeskWords;
use leptos::prelude::*;

/// How many problems of one file the page lists.
const PROBLEMS_SHOWN: usize = 20;

#[component]
pub fn About() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::AboutTitle)));
    let settings = &site.catalog().settings;
    let sample = settings.sample.then(|| view! { <p class="notice">{site.text(Word::SiteSampleNotice)}</p> });
    let row = |word: Word, value: &str| {
        (!value.is_empty()).then(
            || view! { <div><dt>{site.text(word)}</dt><dd lang=site.written_in_of(value)>{value.to_owned()}</dd></div> },
        )
    };
    let official = super::place::safe_url(&settings.official_url).map(|url| {
        view! {
            <div><dt>{site.text(Word::AboutOfficial)}</dt><dd><a href=url.clone() rel="noopener noreferrer external">{url.clone()}</a></dd></div>
        }
    });
    let files: Vec<_> = site.catalog().reports.iter().map(|r| file_row(&site, r)).collect();
    let notes: Vec<_> =
        site.catalog().reports.iter().filter(|r| !r.problems.is_empty()).map(|r| notes(&site, r)).collect();
    let notes = (!notes.is_empty()).then(|| {
        view! {
            <section>
                <h2>{site.text(Word::AboutNotesTitle)}</h2>
                <p class="small">{site.text(Word::AboutNotesLead)}</p>
                {notes}
            </section>
        }
    });
    view! {
        <h1>{site.text(Word::AboutTitle)}</h1>
        <Trouble/>
        {sample}
        <section>
            <h2>{site.text(Word::AboutPrivacyTitle)}</h2>
            <p>{site.text(Word::AboutPrivacy)}</p>
            <p class="actions"><a class="button" href=site.link("safety/")>{site.text(Word::SafetyTitle)}</a></p>
        </section>
        {install_section()}
        <section>
            <h2>{site.text(Word::AccessName)}</h2>
            <p>{site.text(Word::AccessLead)}</p>
            <p><a href=site.link("accessibility/") rel="external">{site.text(Word::AccessTitle)}</a></p>
        </section>
        <section>
            <h2>{site.text(Word::AboutHubsTitle)}</h2>
            <p>{site.text(Word::AboutHubs)}</p>
            <p class="actions">
                <a class="button" href=site.link("embed/")>{site.text(Word::EmbedTitle)}</a>
                <a class="button" href=site.link("spread/")>{site.text(Word::SpreadTitle)}</a>
            </p>
            <p class="small"><a href=site.file("desk/") rel="external">{site.text(Word::AboutDesk)}</a></p>
        </section>
        <section>
            <h2>{site.text(Word::AboutDataTitle)}</h2>
            <p>{site.text(Word::AboutDataLead)}</p>
            <dl class="facts">
                {row(Word::AboutDataDate, &settings.data_date)}
                {row(Word::AboutLicence, &settings.licence)}
                {row(Word::AboutContact, &settings.contact_name)}
                {official}
            </dl>
            {(!files.is_empty()).then(|| view! {
                <div class="table-wrap" tabindex="0" role="region" aria-label=site.text(Word::AboutDataTitle)>
                    <table class="table">
                        <thead><tr>
                            <th scope="col">{site.text(Word::AboutTableFile)}</th>
                            <th scope="col">{site.text(Word::AboutTableRows)}</th>
                            <th scope="col">{site.text(Word::AboutTableRecords)}</th>
                            <th scope="col">{site.text(Word::AboutTableState)}</th>
                        </tr></thead>
                        <tbody>{files}</tbody>
                    </table>
                </div>
            })}
        </section>
        {notes}
        <p class="small">{site.text(Word::AboutSoftware)}</p>
    }
}

fn file_row(site: &Site, report: &FileReport) -> impl IntoView + use<> {
    let state = if report.unreadable() {
        site.text(Word::AboutStateFailed).to_owned()
    } else if report.problems.is_empty() {
        site.text(Word::AboutStateOk).to_owned()
    } else {
        site.words.fill(Word::AboutStateNotes, &[("count", &report.problems.len().to_string())])
    };
    let list = report.dataset.map(|d| d.title()).unwrap_or_default();
    view! {
        <tr>
            <th scope="row"><span lang=site.written_in()>{list}</span><span class="file-name">{report.file.clone()}</span></th>
            <td>{report.rows}</td>
            <td>{report.records}</td>
            <td>{state}</td>
        </tr>
    }
}

fn notes(site: &Site, report: &FileReport) -> impl IntoView + use<> {
    let rows: Vec<_> = report.problems.iter().take(PROBLEMS_SHOWN).map(|p| note(site, p)).collect();
    let hidden = report.problems.len().saturating_sub(PROBLEMS_SHOWN);
    let more = (hidden > 0).then(
        || view! { <p class="small">{site.words.fill(Word::AboutNotesMore, &[("count", &hidden.to_string())])}</p> },
    );
    let count = site.words.fill(Word::PlacesCount, &[("count", &report.problems.len().to_string())]);
    view! {
        <details>
            <summary>{site.words.aside(&report.file, &count)}</summary>
            <ul class="notes">{rows}</ul>
            {more}
        </details>
    }
}

fn note(site: &Site, problem: &Problem) -> impl IntoView + use<> {
    let desk = DeskWords::of(site.words.language);
    view! {
        <li>
            <p class="note-place">{problem.place(&desk)}</p>
            <dl class="facts">
                <div><dt>{site.text(Word::AboutFound)}</dt><dd>{problem.value.clone()}</dd></div>
                <div><dt>{site.text(Word::AboutExpected)}</dt><dd>{problem.expected(&desk)}</dd></div>
                <div><dt>{site.text(Word::AboutRemedy)}</dt><dd>{problem.remedy(&desk)}</dd></div>
            </dl>
        </li>
    }
}
