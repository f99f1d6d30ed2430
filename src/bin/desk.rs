//! The desk of those who publish, in the browser.

use leptos::prelude::*;
use tsunagi::app::browser;
use tsunagi::app::desk::DeskPage;

fn main() {
    console_error_panic_hook::set_once();
    if let Some(body) = document().body() {
        body.set_inner_html("");
    }
    let language = browser::language();
    let language = language.split('-').next().unwrap_or_default().to_owned();
    leptos::mount::mount_to_body(move || view! { <DeskPage language=language/> });
}
