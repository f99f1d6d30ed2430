//! Where the phone is, and the map's own script.

use super::*;
use crate::directory::Position;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// GeolocationPositionError's number for a refusal.
const PERMISSION_DENIED: f64 = 1.0;

/// How long the phone may think, in milliseconds.
const PATIENCE: u32 = 15_000;

/// Where the phone is, once, as its owner allows; else what to tell.
pub async fn position() -> Result<Position, Word> {
    let geolocation = window().navigator().geolocation().map_err(|_| Word::NearFailed)?;
    let found = Rc::new(RefCell::new(None));
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let (yes, no) = (Rc::clone(&found), Rc::clone(&found));
        let done = resolve.clone();
        // web-sys has no types for the answers: their numbers are asked for by name.
        let number = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &JsValue::from_str(name)).ok()?.as_f64();
        let success = Closure::once_into_js(move |position: JsValue| {
            let at = js_sys::Reflect::get(&position, &JsValue::from_str("coords")).unwrap_or_default();
            let at = number(&at, "latitude").zip(number(&at, "longitude"));
            *yes.borrow_mut() =
                Some(at.map(|(latitude, longitude)| Position { latitude, longitude }).ok_or(Word::NearFailed));
            let _ = done.call0(&JsValue::NULL);
        });
        let failure = Closure::once_into_js(move |error: JsValue| {
            let denied = number(&error, "code") == Some(PERMISSION_DENIED);
            *no.borrow_mut() = Some(Err(if denied { Word::NearDenied } else { Word::NearFailed }));
            let _ = resolve.call0(&JsValue::NULL);
        });
        let options = web_sys::PositionOptions::new();
        options.set_timeout(PATIENCE);
        // A place of some minutes ago is near enough to walk from.
        options.set_maximum_age(300_000);
        let _ = geolocation.get_current_position_with_error_callback_and_options(
            success.unchecked_ref(),
            Some(failure.unchecked_ref()),
            &options,
        );
    });
    let _ = JsFuture::from(promise).await;
    found.take().unwrap_or(Err(Word::NearFailed))
}

/// Loads the map's script, once.
pub fn load_map() {
    load_named("data-map");
}

/// Loads what paints pictures, once.
pub fn load_picture() {
    load_named("data-picture-script");
}

/// Loads the script that the page names by an attribute of its root.
fn load_named(attribute: &str) {
    let Some((name, sum)) = named(attribute) else { return };
    load(&format!("{}{name}", crate::app::site::site().top), Some(&sum));
}

/// Loads a plain script of ours, once: one that other people's pages load as well, whose content may change under its name.
pub fn load_script(address: &str) {
    load(address, None);
}

/// `sum`: what its content has to be (the browser checks it).
fn load(address: &str, sum: Option<&str>) {
    if document().get_element_by_id(address).is_some() {
        return;
    }
    let Ok(script) = document().create_element("script") else { return };
    let _ = script.set_attribute("id", address);
    if let Some(sum) = sum {
        let _ = script.set_attribute("integrity", sum);
    }
    let _ = script.set_attribute("src", address);
    if let Some(head) = document().head() {
        let _ = head.append_child(&script);
    }
}

/// The text that an event of the map carries.
pub fn detail(event: &web_sys::Event) -> String {
    js_sys::Reflect::get(event, &JsValue::from_str("detail")).ok().and_then(|d| d.as_string()).unwrap_or_default()
}
