//! What a page tells of itself above its content: that its lists are from a kept copy and from when, that there is a newer version.
//! The page is read anew by a tap alone, and not while something is being typed that is nowhere else.

use super::form::action;
use crate::app::site::Site;
#[cfg(feature = "app")]
use crate::data::kept::age;
use crate::words::{Word, kept};
use leptos::prelude::*;
use std::sync::Arc;

pub fn standing(site: &Arc<Site>) -> AnyView {
    let (back, newer, unsent) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    #[cfg(feature = "app")]
    let age = {
        use crate::app::browser::behind::{kept, on, told};
        newer.set(told("newer").is_some());
        on("tsunagi-newer", move || newer.set(true));
        on("tsunagi-online", move || back.set(true));
        on("tsunagi-unsent", move || unsent.set(true));
        site.now().and_then(|now| age(&kept(), now))
    };
    #[cfg(not(feature = "app"))]
    let age = None;
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
    let old = age.map(|age| {
        let said = kept::said(&site.words, age, site.today);
        let text = text.clone();
        view! {
            <p>{said}</p>
            {move || back.get().then(|| text(Word::KeptBack))}
            {renew(Word::KeptRenew)}
        }
    });
    let newer = {
        let text = text.clone();
        // Who is shown old lists has the same button for them.
        let other = old.is_none();
        move || newer.get().then(|| view! { {text(Word::KeptNewer)}{other.then(|| renew(Word::KeptNewerButton))} })
    };
    view! {
        <div class="standing no-print" role="status">
            {old}
            {newer}
            {move || unsent.get().then(|| text(Word::KeptUnsent))}
        </div>
    }
    .into_any()
}
