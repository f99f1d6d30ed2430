//! `localStorage` as the vault's store, what the browser does with it, and news from other tabs.

use crate::vault::slots::is_ours;
use crate::vault::store::{Store, StoreError};
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The browser's own store. It is asked for anew at each call: a browser may take it away while the page is open.
#[derive(Clone, Copy, Debug, Default)]
pub struct TabStore;

/// gloo's `raw` would panic where the browser denies the store: it is asked first.
fn raw() -> Result<web_sys::Storage, StoreError> {
    // What is marked while lists are on trial is gone with the tab, and no family's record.
    if super::trial::on_trial() {
        return window().session_storage().ok().flatten().ok_or(StoreError::Denied);
    }
    match window().local_storage() {
        Ok(Some(_)) => Ok(LocalStorage::raw()),
        _ => Err(StoreError::Denied),
    }
}

impl Store for TabStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        raw()?.get_item(key).map_err(|_| StoreError::Denied)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        raw()?.set_item(key, value).map_err(|error| {
            // "QuotaExceededError", under whatever class the browser throws it.
            let name = js_sys::Reflect::get(&error, &JsValue::from_str("name")).ok().and_then(|n| n.as_string());
            match name {
                Some(name) if name.contains("Quota") => StoreError::Full,
                _ => StoreError::Denied,
            }
        })
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        raw()?.remove_item(key).map_err(|_| StoreError::Denied)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let raw = raw()?;
        let length = raw.length().map_err(|_| StoreError::Denied)?;
        Ok((0..length).filter_map(|at| raw.key(at).ok().flatten()).collect())
    }
}

/// Whether there is anything of a record in it.
pub fn is_used() -> bool {
    TabStore.keys().is_ok_and(|keys| keys.iter().any(|key| is_ours(key)))
}

/// Bytes from the system's source.
pub fn random(bytes: &mut [u8]) {
    // Every browser that runs WebAssembly has it; without it a key would be a guess, so this may stop the page.
    let crypto = window().crypto().unwrap_or_else(|_| wasm_bindgen::throw_str("no source of randomness"));
    if crypto.get_random_values_with_u8_array(bytes).is_err() {
        wasm_bindgen::throw_str("no source of randomness");
    }
}

/// Calls back when another tab has changed the store; for as long as the page lives.
pub fn on_other_tabs(told: impl Fn() + 'static) {
    let told = std::rc::Rc::new(told);
    let listener = Closure::<dyn Fn(web_sys::StorageEvent)>::new(move |event: web_sys::StorageEvent| {
        // `None`: everything was cleared.
        if event.key().is_none_or(|key| is_ours(&key)) {
            one_at_a_time(std::rc::Rc::clone(&told));
        }
    });
    let _ = window().add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Runs what may write while no other tab runs the same (Web Locks), where the browser has that; else at once.
fn one_at_a_time(run: std::rc::Rc<impl Fn() + 'static>) {
    let navigator = window().navigator();
    let locks = js_sys::Reflect::get(&navigator, &JsValue::from_str("locks")).ok().filter(|l| l.is_object());
    let request = locks.as_ref().and_then(|locks| {
        js_sys::Reflect::get(locks, &JsValue::from_str("request")).ok()?.dyn_into::<js_sys::Function>().ok()
    });
    match (locks, request) {
        (Some(locks), Some(request)) => {
            let run = Closure::once_into_js(move || run());
            let _ = request.call2(&locks, &JsValue::from_str("tsunagi.family"), &run);
        }
        _ => run(),
    }
}

/// Asks the browser to keep the site's data when room runs short. It may decide without asking the person.
pub fn ask_to_persist() {
    let navigator = window().navigator();
    let has = js_sys::Reflect::get(&navigator, &JsValue::from_str("storage")).is_ok_and(|s| s.is_object());
    if has {
        // Whether it agrees changes nothing that one could do here.
        let _ = navigator.storage().persist();
    }
}

/// Whether this browser deletes what a site has stored after seven days without a visit: WebKit does, unless the site
/// was put on the home screen.
pub fn forgets_after_a_week() -> bool {
    let navigator = window().navigator();
    let agent = navigator.user_agent().unwrap_or_default();
    let webkit = agent.contains("iPhone")
        || agent.contains("iPad")
        || (agent.contains("Safari/") && agent.contains("Version/") && !agent.contains("Chrome"));
    let installed = js_sys::Reflect::get(&navigator, &JsValue::from_str("standalone"))
        .is_ok_and(|standalone| standalone.is_truthy())
        || window().match_media("(display-mode: standalone)").ok().flatten().is_some_and(|m| m.matches());
    webkit && !installed
}

/// Under this key the pieces of a parcel wait for the others, sealed as they came. Forgetting everything takes it as well.
const PIECES: &str = "tsunagi.pieces";

/// Keeps the pieces that have come, for today; none takes them away. Where nothing can be kept, one page at a time has to
/// take them all in, which it says itself.
pub fn keep_pieces(pieces: &[String]) {
    let _ = match pieces {
        [] => TabStore.remove(PIECES),
        pieces => TabStore.set(PIECES, &format!("{} {}", super::today(), pieces.join(" "))),
    };
}

/// The pieces that came today. Older ones are taken away.
pub fn pieces() -> Vec<String> {
    let Ok(Some(text)) = TabStore.get(PIECES) else { return Vec::new() };
    let mut parts = text.split(' ').map(str::to_owned);
    if parts.next() != Some(super::today().to_string()) {
        keep_pieces(&[]);
        return Vec::new();
    }
    parts.collect()
}
