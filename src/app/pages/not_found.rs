//! An address that is none of ours.

use crate::app::parts::title::set_title;
use crate::app::site::site;
use crate::words::Word;
use leptos::prelude::*;

#[component]
pub fn NotFound() -> impl IntoView {
    missing(Word::NotFoundTitle, Word::NotFoundText, "", Word::NotFoundHome)
}

/// What is said when a thing is not there, with the way on.
pub fn missing(title: Word, text: Word, page: &'static str, link: Word) -> AnyView {
    let site = site();
    set_title(Some(site.text(title)));
    view! {
        <section class="empty">
            <h1>{site.text(title)}</h1>
            <p>{site.text(text)}</p>
            <p><a class="button" href=site.link(page)>{site.text(link)}</a></p>
        </section>
    }
    .into_any()
}
