//! The field in which one types what one looks for.

use super::icon::{Icon, icon};
use super::later::later;
use crate::app::site::{Ahead, Prepare, Site, Sought, Whole, site};
use crate::words::Word;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::sync::Arc;

/// How long the keyboard is left to come up undisturbed, and a page that has just been opened, in milliseconds.
const KEYBOARD: u32 = 50;
const OPENED: u32 = 1000;

/// How many records are made ready at a time, and how long everything else has its turn, in milliseconds.
const RECORDS: usize = 50;
const PAUSE: u32 = 10;

/// Among so many records a letter is looked for in a piece of work of its own, before what was found is drawn.
const MANY: usize = 2_000;

/// Makes ready what is looked for, a piece at a time, as soon as there are lists to look through.
fn prepare_gradually(prepare: Prepare, site: Arc<Site>, sought: Sought, wait: u32) {
    later(wait, move || match site.has(sought) {
        true if !prepare(Arc::clone(&site), sought, Ahead::Records(RECORDS)) => {
            prepare_gradually(prepare, site, sought, PAUSE)
        }
        false if site.whole_now() == Whole::Coming => prepare_gradually(prepare, site, sought, OPENED),
        _ => {}
    });
}

/// How long the phone may be at work for whoever waits for an answer before it does something else, in milliseconds.
#[cfg(feature = "app")]
const WORK: f64 = 25.0;

/// Makes ready what is looked for, without a pause, as far as that keeps the phone from nothing else. Whether it is ready; or not there yet, which
/// those who show what was found say.
fn prepare_now(prepare: Prepare, site: &Arc<Site>, sought: Sought) -> bool {
    if !site.has(sought) {
        return true;
    }
    #[cfg(feature = "app")]
    let begun = crate::app::browser::milliseconds();
    while !prepare(Arc::clone(site), sought, Ahead::Records(RECORDS)) {
        #[cfg(feature = "app")]
        if crate::app::browser::milliseconds() - begun > WORK {
            return false;
        }
    }
    true
}

/// What is typed, on its way to who answers it.
#[derive(Clone)]
struct Typed {
    prepare: Prepare,
    site: Arc<Site>,
    sought: Sought,
    field: NodeRef<leptos::html::Input>,
    /// A letter waits for what is looked for to be ready: those that follow it go with it.
    waits: StoredValue<bool>,
    /// Where the page is.
    path: Memo<String>,
    on_input: Callback<String>,
}

impl Typed {
    /// A letter more, or one less.
    fn letter(self) {
        if self.waits.try_get_value() != Some(false) {
            return;
        }
        if prepare_now(self.prepare, &self.site, self.sought) && self.site.count(self.sought) < MANY {
            return self.tell();
        }
        self.waits.set_value(true);
        let from = self.path.get_untracked();
        later(0, move || self.go_on(from));
    }

    fn go_on(self, from: String) {
        match prepare_now(self.prepare, &self.site, self.sought) {
            // Whoever goes to another page meanwhile is not brought back by the answer.
            true if self.path.try_get_untracked().as_ref() == Some(&from) => {
                if let Some(typed) = self.typed() {
                    (self.prepare)(Arc::clone(&self.site), self.sought, Ahead::Answer(typed));
                }
                later(0, move || self.tell());
            }
            true => drop(self.waits.try_set_value(false)),
            false => later(0, move || self.go_on(from)),
        }
    }

    /// What stands in the field; nothing once the page is gone.
    fn typed(&self) -> Option<String> {
        self.field.try_get_untracked().flatten().map(|field| field.value())
    }

    /// Tells what stands in the field by the time it can be looked for. The page may be gone by then.
    fn tell(self) {
        let _ = self.waits.try_set_value(false);
        if let Some(typed) = self.typed() {
            let _ = self.on_input.try_run(typed);
        }
    }
}

/// A search field. Results follow each letter; the browser's own button on the keyboard only puts the keyboard away.
///
/// The field is not bound to `value`: a Japanese keyboard composes in it, and writing into it would break that.
#[component]
pub fn SearchBox(
    label: Word,
    placeholder: Word,
    /// The page that shows what was typed and sent before the app has started: `places/`.
    action: &'static str,
    /// What it holds at first.
    value: String,
    /// What it looks for: made ready while the keyboard comes up.
    sought: Sought,
    /// What makes it ready.
    prepare: Prepare,
    #[prop(into)] on_input: Callback<String>,
    /// What the keyboard's own button does beside putting the keyboard away.
    #[prop(optional, into)]
    on_submit: Option<Callback<String>>,
) -> impl IntoView {
    let site = site();
    let field = NodeRef::<leptos::html::Input>::new();
    prepare_gradually(prepare, Arc::clone(&site), sought, OPENED);
    let focused = {
        let site = Arc::clone(&site);
        move |_| prepare_gradually(prepare, Arc::clone(&site), sought, KEYBOARD)
    };
    let filled = RwSignal::new(!value.is_empty());
    let typed = Typed {
        prepare,
        site: Arc::clone(&site),
        sought,
        field,
        waits: StoredValue::new(false),
        path: use_location().pathname,
        on_input,
    };
    let clear = move |_| {
        if let Some(field) = field.get() {
            field.set_value("");
            let _ = field.focus();
        }
        filled.set(false);
        on_input.run(String::new());
    };
    view! {
        // Without the app it sends nothing, neither by a name nor by its method: no server is to read what is typed (public/way-out.js).
        <form class="search awaited" role="search" method="dialog" action=site.link(action) on:submit=move |event| {
            event.prevent_default();
            if let Some(field) = field.get() {
                let _ = field.blur();
                if let Some(on_submit) = on_submit {
                    on_submit.run(field.value());
                }
            }
        }>
            <label class="search-label" for="q">{site.text(label)}</label>
            <div class="search-field">
                {icon(Icon::Search)}
                <input
                    id="q" type="search" enterkeyhint="search" autocomplete="off" autocapitalize="off"
                    spellcheck="false" placeholder=site.text(placeholder) value=value node_ref=field
                    on:focus=focused
                    on:input=move |event| {
                        filled.set(!event_target_value(&event).is_empty());
                        typed.clone().letter();
                    }
                />
                <button type="button" class="search-clear" class:hidden=move || !filled.get() on:click=clear>
                    {site.text(Word::PlacesClear)}
                </button>
            </div>
        </form>
    }
}
