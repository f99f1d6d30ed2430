//! What the scripts around the app tell and are told: whether lists came from a kept copy (public/sw.js), that the page is drawn and
//! whether the site has a newer version (public/keep.js), how it goes onto a home screen (public/face.js). Events of the document
//! carry it, and attributes of its root hold what is so now.

use super::moment_of;
use crate::calendar::Date;
use leptos::prelude::document;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// On a kept copy: when it came, in milliseconds since the beginning of 1970.
const KEPT: &str = "x-tsunagi-kept";

thread_local! {
    static CAME: RefCell<Vec<Option<(Date, u16)>>> = const { RefCell::new(Vec::new()) };
}

/// Notes an answer that is a kept copy. To be called for whatever is read below `data/`.
pub fn note(response: &gloo_net::http::Response) {
    if let Some(came) = response.headers().get(KEPT) {
        note_copy(&came);
    }
}

/// Notes a kept copy, by what it says of when it came.
pub fn note_copy(came: &str) {
    CAME.with_borrow_mut(|all| all.push(came.parse().ok().map(|at: i64| at as f64).and_then(moment_of)));
}

/// Takes back what was noted so far: other lists are shown.
pub fn note_none() {
    CAME.with_borrow_mut(Vec::clear);
}

/// When the kept copies came that were read so far.
pub fn kept() -> Vec<Option<(Date, u16)>> {
    CAME.with_borrow(Clone::clone)
}

/// What is so now, by its name: `newer`, `install`, `face`. None where no script has said anything.
pub fn told(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(&format!("data-{name}"))
}

/// Tells the scripts something.
pub fn tell(event: &str) {
    if let Ok(event) = web_sys::Event::new(event) {
        let _ = document().dispatch_event(&event);
    }
}

/// Lets the page say that there is something newer, as where a new version of the site has come.
pub fn tell_newer() {
    tell_so("data-newer", "tsunagi-newer");
}

/// Tells the scripts that the app has drawn the page: what they put off until then begins.
pub fn tell_drawn() {
    tell_so("data-drawn", "tsunagi-drawn");
}

/// Tells what is so from now on.
fn tell_so(attribute: &str, event: &str) {
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute(attribute, "");
    }
    tell(event);
}

/// Runs at each event of this name, for as long as the page lives.
pub fn on(event: &str, run: impl Fn() + 'static) {
    let run = Closure::<dyn Fn()>::new(run);
    let _ = document().add_event_listener_with_callback(event, run.as_ref().unchecked_ref());
    run.forget();
}
