//! 閉じる: the quick way out of a page that somebody must not see (see public/way-out.js, which does it).

use super::faces::ruby;
use crate::app::site::site;
use crate::words::Word;
use leptos::prelude::*;

/// The button above a page that has none of its own, and what it does below the page.
pub fn way_out_above() -> AnyView {
    button(Word::NowClose, "way-out way-out-above no-print")
}

/// What the button above does, in words.
pub fn way_out_below() -> AnyView {
    hint(Word::NowCloseHint)
}

/// The button, which stays in view, and what it does in words. Without scripts it is a plain link.
pub fn way_out(close: Word, hint: Word) -> AnyView {
    view! {
        {button(close, "way-out no-print")}
        {self::hint(hint)}
    }
    .into_any()
}

fn button(close: Word, class: &'static str) -> AnyView {
    let site = site();
    let to = site.catalog().settings.way_out().to_owned();
    view! {
        <div class=class>
            <a class="button way-out-button" data-way-out="" href=to rel="noreferrer external" aria-describedby="way-out-hint">{site.text(close)}</a>
        </div>
    }
    .into_any()
}

fn hint(hint: Word) -> AnyView {
    view! { <p class="small no-print" id="way-out-hint">{ruby(site().text(hint))}</p> }.into_any()
}
