//! The forms that plans are made of: read before a page of the plan that the app starts on, else when one is first opened.

#[cfg(feature = "app")]
use super::outlet::Parts;
use crate::plan::form::Form;
#[cfg(feature = "app")]
use crate::plan::packed;
use leptos::prelude::*;
use std::sync::Arc;

/// The forms: not asked for yet or on their way, arrived, or not to be had.
#[derive(Clone, Copy)]
pub struct Forms {
    list: RwSignal<Option<Arc<Vec<Form>>>>,
    asked: RwSignal<bool>,
}

impl Forms {
    /// `known`: those that were read before the page, if any were.
    pub fn new(known: &Arc<Vec<Form>>) -> Forms {
        let known = (!known.is_empty()).then(|| Arc::clone(known));
        Forms { asked: RwSignal::new(known.is_some()), list: RwSignal::new(known) }
    }

    /// The forms; asked for at the first call.
    pub fn get(self) -> Option<Arc<Vec<Form>>> {
        #[cfg(feature = "app")]
        if !self.asked.get_untracked() {
            self.asked.set(true);
            let (site, parts) = (crate::app::site::site(), expect_context::<Parts>());
            wasm_bindgen_futures::spawn_local(async move {
                self.list.set(Some(fetched(site.top.clone(), site.catalog().settings.forms.clone(), parts).await));
            });
        }
        let _ = self.asked;
        self.list.get()
    }
}

/// The forms as they come: `top` is where the site lies, `own` the city's files of its own. What does not come is not among them.
#[cfg(feature = "app")]
pub async fn fetched(top: String, own: Vec<String>, parts: Parts) -> Arc<Vec<Form>> {
    let (built_in, own) = crate::app::browser::fetch_forms(&top, &own).await;
    let built_in = Arc::new(built_in.and_then(|bytes| packed::read(&bytes)).unwrap_or_default());
    // What reads the files that a city wrote is fetched where there are any.
    if own.is_empty() { built_in } else { (parts.own_forms)(built_in, own).await }
}

/// The forms, from any component.
pub fn forms() -> Forms {
    // `App` provides it before anything else is made.
    expect_context::<Forms>()
}
