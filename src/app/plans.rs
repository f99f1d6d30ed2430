//! The forms that plans are made of: read before a page of the plan that the app starts on, else when one is first opened.

use crate::plan::form::Form;
use crate::plan::read::assembled;
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
            let site = crate::app::site::site();
            wasm_bindgen_futures::spawn_local(async move {
                self.list.set(Some(fetched(site.top.clone(), site.catalog().settings.forms.clone()).await));
            });
        }
        let _ = self.asked;
        self.list.get()
    }
}

/// The forms as they come: `top` is where the site lies, `own` the city's files of its own.
#[cfg(feature = "app")]
pub async fn fetched(top: String, own: Vec<String>) -> Arc<Vec<Form>> {
    Arc::new(crate::app::browser::fetch_forms(&top, &own).await.assembled())
}

/// The texts that forms are read from.
#[derive(Default)]
pub struct Texts {
    /// The built-in ones, in the page's language.
    pub built_in: String,
    /// The same in Japanese, where that is another language.
    pub original: String,
    /// The city's own.
    pub own: Vec<String>,
}

impl Texts {
    pub fn assembled(&self) -> Vec<Form> {
        assembled(&self.built_in, &self.original, &self.own)
    }
}

/// The forms, from any component.
pub fn forms() -> Forms {
    // `App` provides it before anything else is made.
    expect_context::<Forms>()
}
