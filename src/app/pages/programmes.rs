//! 制度・サービス: all of them under the city's own headings; typing narrows them.

use crate::app::parts::card::programme_card;
use crate::app::parts::query::{rewriter, words_searched};
use crate::app::parts::search_box::SearchBox;
use crate::app::parts::state::{Trouble, skeleton};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, Sought, prepare, site};
use crate::data::columns::Field;
use crate::programmes::by_kind;
use crate::words::Word;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn Programmes() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::ProgrammesTitle)));
    let query = words_searched();
    let rewrite = rewriter("programmes/");
    let start = query.get_untracked();
    let typed = Callback::new(move |text: String| rewrite(&[("q", &text)]));
    let list = {
        let site = Arc::clone(&site);
        move || list(&site, &query.get())
    };
    view! {
        <h1>{site.text(Word::ProgrammesTitle)}</h1>
        <p class="page-lead">{site.text(Word::ProgrammesLead)}</p>
        <div class="sticky-search">
            <SearchBox prepare=prepare sought=Sought::Programmes label=Word::ProgrammesSearchLabel placeholder=Word::ProgrammesSearchPlaceholder value=start action="programmes/" on_input=typed/>
        </div>
        <Trouble/>
        {list}
    }
}

fn list(site: &Site, query: &str) -> AnyView {
    if !site.ready() {
        return skeleton(4).into_any();
    }
    let all = &site.catalog().programmes;
    if all.is_empty() {
        return view! { <p class="empty">{site.text(Word::ProgrammesEmptyNone)}</p> }.into_any();
    }
    let results = site.search_programmes(query);
    if results.hits.is_empty() {
        return view! {
            <section class="empty">
                <div role="status"><h2>{site.text(Word::ProgrammesEmptyTitle)}</h2></div>
                <p>{site.text(Word::ProgrammesEmpty)}</p>
            </section>
        }
        .into_any();
    }
    let count = site.words.fill(Word::ProgrammesCount, &[("count", &results.hits.len().to_string())]);
    let count = view! { <p class="count" role="status">{count}</p> };
    let left_out = super::places::understood(site, &results.left_out, &results.meant);
    if !query.is_empty() {
        // Found by words: the best first, under no headings.
        let cards: Vec<_> = results.hits.iter().map(|h| programme_card(&all[h.document as usize], query)).collect();
        return view! { {count} {left_out} <h2 class="visually-hidden">{site.text(Word::ProgrammesTitle)}</h2> <ul class="cards">{cards}</ul> }.into_any();
    }
    let sections: Vec<_> = by_kind(all)
        .into_iter()
        .enumerate()
        .map(|(at, (kind, list))| {
            let cards: Vec<_> = list.iter().map(|p| programme_card(p, query)).collect();
            let (kind, lang) = if kind.is_empty() {
                (site.text(Word::ProgrammesOtherKind).to_owned(), None)
            } else {
                // In the page's language as soon as one of them has it.
                let told = list.iter().map(|p| site.told(&p.translated, Field::Kind, kind)).find(|(_, lang)| lang.is_none());
                told.unwrap_or_else(|| (kind.to_owned(), site.written_in()))
            };
            let id = format!("kind-{at}");
            view! { <section class="day-section"><h2 class="day" id=id.clone() lang=lang>{kind}</h2><ul class="cards" aria-labelledby=id>{cards}</ul></section> }
        })
        .collect();
    view! { {count} {sections} }.into_any()
}
