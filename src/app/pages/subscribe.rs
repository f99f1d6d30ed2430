//! カレンダーで受けとる: the addresses of the feeds, and how each calendar takes one.

use crate::app::parts::copy::copy_button;
use crate::app::parts::form::{Options, choosing};
use crate::app::parts::icon::{Icon, icon};
use crate::app::parts::qr::absolute_file;
use crate::app::parts::query::{parameter, rewriter};
use crate::app::parts::state::{Trouble, skeleton};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, site};
use crate::events::Of;
use crate::words::Word;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn Subscribe() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::SubscribeTitle)));
    let (place, kind) = (parameter("place"), parameter("kind"));
    let rewrite = rewriter("subscribe/");
    let body = {
        let site = Arc::clone(&site);
        move || {
            if !site.ready() {
                return skeleton(2).into_any();
            }
            let (place, kind) = (place.get(), kind.get());
            let rewrite = rewrite.clone();
            let choose = move |chosen: String| {
                let (place, kind) = match chosen.split_once(':') {
                    Some(("place", id)) => (id, ""),
                    Some(("kind", name)) => ("", name),
                    _ => ("", ""),
                };
                rewrite(&[("place", place), ("kind", kind)]);
            };
            let (of, chosen) = match (place.as_str(), kind.as_str()) {
                ("", "") => (Of::All, String::new()),
                ("", name) => (Of::Category(name), format!("kind:{name}")),
                (id, _) => (Of::Place(id), format!("place:{id}")),
            };
            let field = choosing("feed", Word::SubscribeOf, None, Options::written(options(&site)), &chosen, choose);
            view! { {field} {ways(&site, &of)} }.into_any()
        }
    };
    view! {
        <article class="page">
            <h1>{site.text(Word::SubscribeTitle)}</h1>
            <p class="page-lead">{site.text(Word::SubscribeLead)}</p>
            <Trouble/>
            {body}
        </article>
    }
}

/// Every feed that there is, by the name of what it is about.
fn options(site: &Site) -> Vec<(String, String)> {
    let name = |of: Of| match of {
        Of::All => (String::new(), site.text(Word::SubscribeAll).to_owned()),
        Of::Place(id) => {
            (format!("place:{id}"), site.catalog().place(id).map_or(id.to_owned(), |place| place.name.clone()))
        }
        Of::Category(name) => (format!("kind:{name}"), name.to_owned()),
    };
    Of::every(site.catalog()).into_iter().map(name).collect()
}

fn ways(site: &Site, of: &Of) -> AnyView {
    let file = of.file();
    let address = absolute_file(site, &format!("{file}.ics"));
    // Calendars open an address of this scheme by taking it up.
    let open = match address.split_once("://") {
        Some((_, rest)) => format!("webcal://{rest}"),
        None => address.clone(),
    };
    let (copy, said) =
        copy_button(Word::SubscribeCopy, address.clone(), Word::SubscribeCopied, Word::SubscribeCopyFailed);
    let steps = |title: Word, steps: [Word; 3]| {
        let steps = steps.map(|word| view! { <li>{site.text(word)}</li> });
        view! { <section class="panel"><h2>{site.text(title)}</h2><ol class="how-steps">{steps}</ol></section> }
    };
    let reader = |ending: &str, word: Word| {
        view! { <li><a href=site.file(&format!("{file}.{ending}")) rel="external">{site.text(word)}</a></li> }
    };
    view! {
        <div class="field">
            <label for="feed-address">{site.text(Word::SubscribeAddress)}</label>
            <input id="feed-address" type="text" readonly=true value=address.clone()/>
        </div>
        <p class="actions">
            <a class="button call" href=open rel="external">{icon(Icon::Calendar)}<span>{site.text(Word::SubscribeOpen)}</span></a>
            {copy}
        </p>
        {said}
        {steps(Word::SubscribeIphone, [Word::SubscribeIphone1, Word::SubscribeIphone2, Word::SubscribeIphone3])}
        {steps(Word::SubscribeGoogle, [Word::SubscribeGoogle1, Word::SubscribeGoogle2, Word::SubscribeGoogle3])}
        {steps(Word::SubscribeOutlook, [Word::SubscribeOutlook1, Word::SubscribeOutlook2, Word::SubscribeOutlook3])}
        <p class="small">{site.text(Word::SubscribeNote)}</p>
        <section>
            <h2>{site.text(Word::SubscribeReaders)}</h2>
            <ul class="links">{reader("atom", Word::SubscribeAtom)}{reader("json", Word::SubscribeJson)}{reader("jsonld", Word::SubscribeJsonld)}</ul>
        </section>
    }
    .into_any()
}
