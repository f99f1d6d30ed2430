//! A QR code, drawn by the worker that is loaded only for it.

use crate::app::site::{Site, site};
use crate::words::Word;
use leptos::prelude::*;

/// A code of an address, with digits directly behind it.
pub fn qr_code(address: &str, digits: &str, label: Word) -> AnyView {
    let site = site();
    let drawn = RwSignal::new(None::<(String, String)>);
    #[cfg(feature = "app")]
    {
        use crate::app::browser::files::{Work, Worked, work};
        let (address, digits, root) = (address.to_owned(), digits.to_owned(), site.top.clone());
        wasm_bindgen_futures::spawn_local(async move {
            if let Worked::Bytes(bytes) = work(&root, Work::Qr { address: &address, digits: &digits }).await {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                drawn.set(text.split_once(' ').map(|(width, path)| (width.to_owned(), path.to_owned())));
            }
        });
    }
    #[cfg(not(feature = "app"))]
    let _ = (address, digits);
    (move || {
        let label = site.text(label);
        match drawn.get() {
            None => view! { <span class="qr qr-coming"></span> }.into_any(),
            Some((width, path)) => view! {
                <svg class="qr" viewBox=format!("0 0 {width} {width}") role="img" aria-label=label shape-rendering="crispEdges">
                    <rect width="100%" height="100%" fill="#fff"/>
                    <path d=path fill="#000"/>
                </svg>
            }
            .into_any(),
        }
    })
    .into_any()
}

/// The whole address of a page of this site, in its language.
pub fn absolute(site: &Site, page: &str) -> String {
    whole(site.link(page))
}

/// The whole address of a file that is the same in every language.
pub fn absolute_file(site: &Site, path: &str) -> String {
    whole(site.file(path))
}

fn whole(address: String) -> String {
    #[cfg(feature = "app")]
    return format!("{}{address}", crate::app::browser::origin());
    #[cfg(not(feature = "app"))]
    address
}
