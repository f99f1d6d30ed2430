//! What a page tells of itself above its content: that its lists are from a kept copy and from when, that there is a newer version.
//! The page is read anew by a tap alone, and not while something is being typed that is nowhere else.

use super::form::action;
use crate::app::site::Site;
use crate::data::kept::Kept;
use crate::words::{Word, kept};
use leptos::prelude::*;
use std::sync::Arc;

/// How old the lists are that came from a kept copy; asked again once those have come that the page did not wait for.
fn age_of_lists(site: &Site) -> Option<Kept> {
    site.whole();
    #[cfg(feature = "app")]
    return site.now().and_then(|now| crate::data::kept::age(&crate::app::browser::behind::kept(), now));
    #[cfg(not(feature = "app"))]
    None
}

pub fn standing(site: &Arc<Site>) -> AnyView {
    let (back, newer, unsent) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    #[cfg(feature = "app")]
    {
        use crate::app::browser::behind::{on, told};
        newer.set(told("newer").is_some());
        on("tsunagi-newer", move || newer.set(true));
        on("tsunagi-online", move || back.set(true));
        on("tsunagi-unsent", move || unsent.set(true));
    }
    let site = Arc::clone(site);
    let text = {
        let site = Arc::clone(&site);
        move |word: Word| view! { <p>{site.text(word)}</p> }
    };
    let renew = |word: Word| {
        action("button", word, || {
            #[cfg(feature = "app")]
            crate::app::browser::behind::tell("tsunagi-renew");
        })
    };
    let old = {
        let (site, text) = (Arc::clone(&site), text.clone());
        move || {
            let said = kept::said(&site.words, age_of_lists(&site)?, site.today);
            let text = text.clone();
            Some(view! {
                <p>{said}</p>
                {move || back.get().then(|| text(Word::KeptBack))}
                {renew(Word::KeptRenew)}
            })
        }
    };
    let newer = {
        let (site, text) = (Arc::clone(&site), text.clone());
        // Who is shown old lists has the same button for them.
        let other = move || age_of_lists(&site).is_none().then(|| renew(Word::KeptNewerButton));
        move || newer.get().then(|| view! { {text(Word::KeptNewer)}{other()} })
    };
    view! {
        <div class="standing no-print" role="status" aria-label=site.text(Word::KeptLabel)>
            {old}
            {newer}
            {move || unsent.get().then(|| text(Word::KeptUnsent))}
        </div>
    }
    .into_any()
}
