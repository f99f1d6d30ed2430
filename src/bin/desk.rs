//! The desk of those who publish, in the browser.

use leptos::prelude::*;
use tsunagi::app::browser;
use tsunagi::app::desk::DeskPage;

fn main() {
    browser::crash::tell_only_where();
    if let Some(body) = document().body() {
        body.replace_children_with_node_0();
    }
    let language = browser::language();
    let language = language.split('-').next().unwrap_or_default().to_owned();
    leptos::mount::mount_to_body(move || view! { <DeskPage language=language/> });
}
