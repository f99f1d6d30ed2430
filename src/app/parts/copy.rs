//! A button that puts a text on the clipboard, and says whether it did.

use super::form::action;
use crate::app::site::site;
use crate::words::Word;
use leptos::prelude::*;

/// The button, and the line that says how it went.
pub fn copy_button(label: Word, text: String, done: Word, failed: Word) -> (AnyView, AnyView) {
    let words = site().words;
    let said = RwSignal::new(None::<Word>);
    let button = action("button", label, move || {
        #[cfg(feature = "app")]
        {
            let text = text.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let copied = crate::app::browser::copy(&text).await;
                said.set(Some(if copied { done } else { failed }));
            });
        }
        #[cfg(not(feature = "app"))]
        let _ = (&text, said, done, failed);
    });
    let line = view! { <p class="said" role="status">{move || said.get().map(|word| words.text(word))}</p> };
    (button, line.into_any())
}
