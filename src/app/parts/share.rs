//! Sending a page on: the phone's own sheet where there is one, else the address is copied.

use super::icon::{Icon, icon};
use super::qr::absolute;
use crate::app::site::site;
use crate::words::Word;
use leptos::prelude::*;

/// `page`: what is sent on, below the site's root.
pub fn share_button(name: &str, page: &str) -> impl IntoView + use<> {
    let site = site();
    let page = absolute(&site, page);
    let said = RwSignal::new(None::<Word>);
    let name = name.to_owned();
    let share = move |_| {
        #[cfg(feature = "app")]
        {
            let (name, page) = (name.clone(), page.clone());
            wasm_bindgen_futures::spawn_local(async move { said.set(crate::app::browser::share(&name, &page).await) });
        }
        #[cfg(not(feature = "app"))]
        let _ = (&name, &page);
    };
    let told = {
        let site = site.clone();
        move || said.get().map(|word| site.text(word))
    };
    view! {
        <button type="button" class="button" on:click=share>{icon(Icon::Share)}<span>{site.text(Word::PlaceShare)}</span></button>
        <p class="said" role="status">{told}</p>
    }
}
