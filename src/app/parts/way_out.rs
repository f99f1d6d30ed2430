//! 閉じる: the quick way out of a page that somebody must not see (see public/way-out.js, which does it).

use super::faces::ruby;
use crate::app::site::site;
use crate::words::Word;
use leptos::prelude::*;

/// The button, which stays in view, and what it does in words. Without scripts it is a plain link.
pub fn way_out(close: Word, hint: Word) -> AnyView {
    let site = site();
    let to = site.catalog.settings.way_out().to_owned();
    view! {
        <div class="way-out no-print">
            <a class="button way-out-button" data-way-out="" href=to rel="noreferrer external" aria-describedby="way-out-hint">{site.text(close)}</a>
        </div>
        <p class="small no-print" id="way-out-hint">{ruby(site.text(hint))}</p>
    }
    .into_any()
}
