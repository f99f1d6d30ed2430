//! Whether somebody is there: for the lock that comes back by itself ([`crate::vault::away`] has the rule).

use crate::vault::away::due;
use leptos::prelude::{document, window};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// What tells that somebody is there.
const SIGNS: [&str; 5] = ["pointerdown", "keydown", "input", "wheel", "touchmove"];

/// When a page is looked at again, after it was left or the phone slept: that alone is no sign, but time to look at the clock.
const BACK: [&str; 3] = ["visibilitychange", "pageshow", "focus"];

/// How often the clock is looked at meanwhile, in milliseconds.
const EVERY: i32 = 5_000;

/// Marks the page while it is left, so that the list of open programs shows nothing of it (style/9b-safety.css).
const LEFT: &str = "data-left";

thread_local! {
    static SEEN: Cell<u32> = const { Cell::new(0) };
}

/// How many signs there were that somebody is there.
pub(super) fn signs() -> u32 {
    SEEN.get()
}

fn now() -> u64 {
    // Milliseconds since 1970 are no fraction, and fit.
    js_sys::Date::now() as u64
}

/// Calls `lock` once nobody has been there for `minutes()`; none while there is nothing to lock. For as long as the page lives.
pub fn watch(minutes: impl Fn() -> Option<u16> + 'static, lock: impl Fn() + 'static) {
    let seen = Rc::new(Cell::new(now()));
    let minutes = Rc::new(minutes);
    // Whether it was locked. Asked before any sign counts: the first touch after a night is not one of the evening before.
    let look = {
        let (seen, minutes) = (Rc::clone(&seen), Rc::clone(&minutes));
        Rc::new(move || {
            let away = minutes().is_some_and(|minutes| due(minutes, seen.get(), now()));
            if away {
                seen.set(now());
                lock();
            }
            away
        })
    };
    let sign = {
        let look = Rc::clone(&look);
        Closure::<dyn Fn()>::new(move || {
            SEEN.set(SEEN.get().wrapping_add(1));
            if !look() {
                seen.set(now());
            }
        })
    };
    let back = {
        let look = Rc::clone(&look);
        Closure::<dyn Fn()>::new(move || {
            look();
            let left = document().hidden() && minutes().is_some();
            if let Some(html) = document().document_element() {
                let _ = if left { html.set_attribute(LEFT, "") } else { html.remove_attribute(LEFT) };
            }
        })
    };
    let tick = Closure::<dyn Fn()>::new(move || {
        look();
    });
    let (sign_js, back_js) = (sign.as_ref().unchecked_ref(), back.as_ref().unchecked_ref());
    for name in SIGNS {
        let _ = window().add_event_listener_with_callback_and_bool(name, sign_js, true);
    }
    for name in BACK {
        let _ = window().add_event_listener_with_callback_and_bool(name, back_js, true);
    }
    let _ = window().set_interval_with_callback_and_timeout_and_arguments_0(tick.as_ref().unchecked_ref(), EVERY);
    sign.forget();
    back.forget();
    tick.forget();
}
