//! Passing a page on: sharing, a QR code for somebody beside one, a sheet of paper.

use super::form::action;
use super::qr::{absolute, qr_code};
use super::share::share_button;
use crate::app::site::Site;
use crate::words::Word;
use leptos::prelude::*;

/// The buttons, and the code once it is asked for. `page` is the page's own address below the site's root.
pub fn pass_on(site: &Site, name: &str, page: &str) -> AnyView {
    let wanted = RwSignal::new(false);
    let address = absolute(site, page);
    let code = move || {
        wanted.get().then(|| {
            let site = crate::app::site::site();
            view! {
                <div class="page-qr">
                    {qr_code(&address, "", Word::PlaceQr)}
                    <p class="small">{site.text(Word::PlaceQrLead)}</p>
                </div>
            }
        })
    };
    let print = action("button", Word::PlacePrint, move || {
        wanted.set(true);
        #[cfg(feature = "app")]
        crate::app::browser::print_when_drawn();
    });
    view! {
        <section class="pass-on">
            <h2>{site.text(Word::PlacePassOn)}</h2>
            <div class="actions">
                {share_button(name, page)}
                {action("button", Word::PlaceQr, move || wanted.update(|on| *on = !*on))}
                {print}
            </div>
            {code}
        </section>
    }
    .into_any()
}
