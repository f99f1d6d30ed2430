//! The forms that plans are made of, read when a page of the plan is first opened.

use crate::plan::form::Form;
#[cfg(feature = "app")]
use crate::plan::read::{read, read_all};
use leptos::prelude::*;
use std::sync::Arc;

/// The forms: not asked for yet or on their way, arrived, or not to be had.
#[derive(Clone, Copy)]
pub struct Forms {
    list: RwSignal<Option<Arc<Vec<Form>>>>,
    asked: RwSignal<bool>,
}

impl Forms {
    pub fn new() -> Forms {
        Forms { list: RwSignal::new(None), asked: RwSignal::new(false) }
    }

    /// The forms; asked for at the first call.
    pub fn get(self) -> Option<Arc<Vec<Form>>> {
        #[cfg(feature = "app")]
        if !self.asked.get_untracked() {
            self.asked.set(true);
            let site = crate::app::site::site();
            wasm_bindgen_futures::spawn_local(async move {
                let texts = crate::app::browser::fetch_forms(&site.top, &site.catalog.settings.forms).await;
                let original = crate::app::browser::fetch_original_forms(&site.top).await;
                let original = original.map(|text| read_all(&text)).unwrap_or_default();
                let mut forms: Vec<Form> = Vec::new();
                for (at, text) in texts.iter().enumerate() {
                    // The first is the built-in ones together; each other is one of the city's, which may stand for one of them.
                    let more = if at == 0 { read_all(text) } else { read(text).0.into_iter().collect() };
                    for mut form in more {
                        if let Some(original) = original.iter().find(|o| o.id == form.id).filter(|_| at == 0) {
                            form.lay_beside(original);
                        }
                        match forms.iter_mut().find(|known| known.id == form.id) {
                            Some(known) => *known = form,
                            None => forms.push(form),
                        }
                    }
                }
                self.list.set(Some(Arc::new(forms)));
            });
        }
        let _ = self.asked;
        self.list.get()
    }
}

impl Default for Forms {
    fn default() -> Forms {
        Forms::new()
    }
}

/// The forms, from any component.
pub fn forms() -> Forms {
    // `App` provides it before anything else is made.
    expect_context::<Forms>()
}
