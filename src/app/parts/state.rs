//! Loading, partly failed, wholly failed: each says what one can do.

use super::title::set_title;
use crate::app::site::site;
use crate::words::Word;
use leptos::prelude::*;

/// Lists that could not be read, above the ones that could; or that nothing could be.
#[component]
pub fn Trouble() -> impl IntoView {
    let site = site();
    if !site.ready() {
        return ().into_any();
    }
    let files: Vec<String> = site
        .catalog()
        .unreadable()
        .map(|r| {
            r.dataset.or(crate::data::Dataset::of_file_name(&r.file)).map_or(r.file.clone(), |d| d.title().to_owned())
        })
        .collect();
    if site.catalog().is_empty() {
        return nothing_came();
    }
    if files.is_empty() {
        return ().into_any();
    }
    let text = site.words.fill(Word::StatePartly, &[("files", &site.words.list(&files))]);
    view! { <p class="notice" role="status">{text}</p> }.into_any()
}

/// That nothing of the city's lists could be fetched.
pub fn nothing_came() -> AnyView {
    view! {
        <div class="notice" role="alert">
            <p class="notice-title">{site().text(Word::StateNothingTitle)}</p>
            {ways_on()}
        </div>
    }
    .into_any()
}

/// What one can do where nothing could be fetched.
fn ways_on() -> impl IntoView {
    let site = site();
    view! {
        <p>{site.text(Word::StateNothing)}</p>
        <p class="notice-actions">
            <a class="button" rel="external" href="">{site.text(Word::StateRetry)}</a>
            <a class="button" href=site.link("now/")>{site.text(Word::NavNow)}</a>
        </p>
    }
}

/// What stands in the place of a page whose part of the app did not come.
pub fn not_come() -> impl IntoView {
    let title = site().text(Word::StateNothingTitle);
    set_title(Some(title));
    view! { <section class="empty"><h1>{title}</h1>{ways_on()}</section> }
}

/// Where a list will be, before it is.
pub fn skeleton(cards: usize) -> impl IntoView {
    view! {
        <p class="visually-hidden" role="status">{site().text(Word::StartLoading)}</p>
        {skeleton_cards(cards)}
    }
}

/// The same, where it is said elsewhere that a list is coming.
pub fn skeleton_cards(cards: usize) -> impl IntoView {
    let cards: Vec<_> = (0..cards)
        .map(|_| view! { <li class="card skeleton" aria-hidden="true"><span></span><span></span><span></span></li> })
        .collect();
    view! { <ul class="cards">{cards}</ul> }
}

/// What is painted of a page about one thing of the city's lists: what kind of thing it is, in the place of its name, until the lists are
/// there; no page is without a heading.
pub fn awaited_thing(kind: Word) -> AnyView {
    view! { <div class="page page-space"><h1>{site().text(kind)}</h1>{skeleton(3)}</div> }.into_any()
}

/// A fold as it is painted: what is in it comes with the app.
#[cfg(feature = "press")]
pub fn painted_fold(title: Word) -> impl IntoView {
    let site = site();
    view! {
        <details class="fold narrow awaited">
            <summary>{site.text(title)}</summary>
            <div class="fold-body"><p>{site.text(Word::StartLoading)}</p></div>
        </details>
    }
}

#[cfg(all(test, feature = "press"))]
mod tests {
    use crate::app::prerender::{Assets, PAGES, page};
    use crate::app::site::{Site, held};
    use crate::calendar::Date;
    use crate::data::Catalog;
    use crate::words::Words;

    #[test]
    fn every_page_has_its_heading_as_it_is_painted() {
        let today = Date::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");
        let site = |words, top| Site::new(words, top, held(Catalog::default()), today, false);
        for tag in ["ja", "easy", "en"] {
            let words = Words::of(tag).expect("a language");
            for painted in &PAGES {
                let html = page(painted, words, site, "", &Assets::default());
                let headings: Vec<&str> = html.split("<h1").skip(1).filter_map(|h| h.split("</h1>").next()).collect();
                let said = headings.first().and_then(|h| h.split_once('>')).is_some_and(|(_, text)| !text.is_empty());
                assert!(headings.len() == 1 && said, "{tag}/{}: {headings:?}", painted.folder);
            }
        }
    }
}
