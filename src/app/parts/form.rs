//! Fields of forms: a label, a hint, an error that belongs to its field. What is written is read from the page when the
//! form is sent, so that a keyboard that is still composing is left alone.

use crate::app::site::site;
use crate::words::Word;
use leptos::prelude::*;

/// One field of a form.
pub struct Field {
    /// Unique on its page; under it the value is read.
    pub id: String,
    /// `text`, `date`, `number`, `password`, `file`; `area` for several lines, `digits` for a code.
    pub kind: &'static str,
    pub label: Word,
    pub hint: Option<Word>,
    pub value: String,
    /// What a browser may fill in by itself, as HTML names it: `name` for the name of whoever writes; `off` for nothing.
    pub complete: &'static str,
    /// The id of an element elsewhere on the page that says what is wrong, and whether it does now.
    pub told: Option<(&'static str, Signal<bool>)>,
}

impl Field {
    pub fn new(id: &str, kind: &'static str, label: Word) -> Field {
        Field { id: id.to_owned(), kind, label, hint: None, value: String::new(), complete: "off", told: None }
    }

    pub fn complete(mut self, complete: &'static str) -> Field {
        self.complete = complete;
        self
    }

    pub fn hint(mut self, hint: Word) -> Field {
        self.hint = Some(hint);
        self
    }

    pub fn told_at(mut self, id: &'static str, wrong: Signal<bool>) -> Field {
        self.told = Some((id, wrong));
        self
    }

    pub fn value(mut self, value: impl Into<String>) -> Field {
        self.value = value.into();
        self
    }
}

/// The field with its label; `trouble` stands under it while there is any.
pub fn field(field: Field, trouble: Option<RwSignal<Option<Word>>>) -> AnyView {
    let site = site();
    let Field { id, kind, label, hint, value, complete, told: elsewhere } = field;
    let told = format!("{id}-told");
    let hint = hint.map(|h| view! { <p class="field-hint" id=format!("{id}-hint")>{site.text(h)}</p> }.into_any());
    let mut describes = if hint.is_some() { format!("{id}-hint {told}") } else { told.clone() };
    if let Some((id, _)) = elsewhere {
        describes = format!("{describes} {id}");
    }
    let wrong = move || {
        let here = trouble.is_some_and(|t| t.with(Option::is_some));
        (here || elsewhere.is_some_and(|(_, wrong)| wrong.get())).then_some("true")
    };
    let input = if kind == "area" {
        view! { <textarea id=id.clone() rows="3" aria-describedby=describes aria-invalid=wrong>{value}</textarea> }
            .into_any()
    } else {
        let numeric = matches!(kind, "number" | "digits").then_some("numeric");
        // Digits in groups are no number: it would be shown with arrows, and its first zeros would go.
        let kind = if kind == "digits" { "text" } else { kind };
        // A passphrase of a record is no password of a site: no browser is to keep it.
        let complete = if kind == "password" { "new-password" } else { complete };
        view! {
            <input id=id.clone() type=kind value=value inputmode=numeric autocomplete=complete aria-describedby=describes aria-invalid=wrong/>
        }
        .into_any()
    };
    let message = {
        let site = site.clone();
        move || trouble.and_then(|t| t.get()).map(|word| site.text(word))
    };
    view! {
        <div class="field">
            <label for=id>{site.text(label)}</label>
            {hint}
            {input}
            <p class="field-trouble" id=told role="alert">{message}</p>
        </div>
    }
    .into_any()
}

/// What there is to choose from.
#[derive(Default)]
pub struct Options {
    all: Vec<Choice>,
}

struct Choice {
    value: String,
    name: String,
    /// The language of the name, where it is another than the page's.
    lang: Option<&'static str>,
    /// The heading in the list under which it stands; empty: none.
    group: String,
}

impl Options {
    /// Names that the city wrote, whatever their letters; that of one without a value is ours.
    pub fn written(all: Vec<(String, String)>) -> Options {
        let mut options = Options::default();
        for (value, name) in all {
            if value.is_empty() { options.ours(value, name) } else { options.citys(value, name, "") }
        }
        options
    }

    /// Adds one whose name the city wrote; `group`: in the page's language.
    pub fn citys(&mut self, value: String, name: String, group: &str) {
        let lang = site().written_in_of(&name);
        self.all.push(Choice { value, name, lang, group: group.to_owned() });
    }

    /// Adds one whose name is of the page's own texts, into which a name may be put.
    pub fn ours(&mut self, value: String, name: String) {
        let lang = site().language_of(&name);
        self.all.push(Choice { value, name, lang, group: String::new() });
    }
}

impl From<Vec<(String, String)>> for Options {
    fn from(all: Vec<(String, String)>) -> Options {
        let mut options = Options::default();
        all.into_iter().for_each(|(value, name)| options.ours(value, name));
        options
    }
}

/// A choice of a few, with the chosen one's value.
pub fn choice(id: &str, label: Word, hint: Option<Word>, options: impl Into<Options>, chosen: &str) -> AnyView {
    choice_of(id, label, hint, options.into(), chosen)
}

fn choice_of(id: &str, label: Word, hint: Option<Word>, options: Options, chosen: &str) -> AnyView {
    let site = site();
    let option = |Choice { value, name, lang, .. }: Choice| {
        let selected = value == chosen;
        view! { <option value=value selected=selected lang=lang>{name}</option> }.into_any()
    };
    let mut all = options.all.into_iter().peekable();
    let mut options = Vec::new();
    while let Some(first) = all.next() {
        if first.group.is_empty() {
            options.push(option(first));
            continue;
        }
        let group = first.group.clone();
        let mut under = vec![option(first)];
        while let Some(next) = all.next_if(|next| next.group == group) {
            under.push(option(next));
        }
        options.push(view! { <optgroup label=group>{under}</optgroup> }.into_any());
    }
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id.to_owned()>{site.text(label)}</label>
            {hint.map(|h| view! { <p class="field-hint" id=hint_id.clone()>{site.text(h)}</p> })}
            <select id=id.to_owned() aria-describedby=hint.map(|_| hint_id.clone())>{options}</select>
        </div>
    }
    .into_any()
}

/// [`choice`] that does something at once; whoever goes by keyboard stays on it, even where it is drawn anew.
pub fn choosing(
    id: &'static str,
    label: Word,
    hint: Option<Word>,
    options: impl Into<Options>,
    chosen: &str,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let change = move |event: leptos::ev::Event| {
        choose(event_target_value(&event));
        stay_at(id);
    };
    // Nothing of it waits to be sent (public/keep.js).
    view! { <div data-jotted="" on:change=change>{choice(id, label, hint, options, chosen)}</div> }.into_any()
}

/// [`choosing`] one of these, or none.
pub fn select(
    id: &'static str,
    label: Word,
    hint: Option<Word>,
    options: impl Into<Options>,
    chosen: &str,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let mut options = options.into();
    let any = Choice {
        value: String::new(),
        name: site().text(Word::FilterAny).to_owned(),
        lang: None,
        group: String::new(),
    };
    options.all.insert(0, any);
    choosing(id, label, hint, options, chosen, choose)
}

/// Choices are drawn anew with what they leave: whoever goes by keyboard stays where it was.
pub fn stay_at(id: &str) {
    #[cfg(feature = "app")]
    crate::app::browser::focus_later(id);
    #[cfg(not(feature = "app"))]
    let _ = id;
}

/// The focus goes on to another control, which may have to be drawn first.
pub fn go_on_at(id: &str) {
    #[cfg(feature = "app")]
    crate::app::browser::move_focus(id);
    #[cfg(not(feature = "app"))]
    let _ = id;
}

/// A form with its button; `send` runs when it is sent.
pub fn form(fields: Vec<AnyView>, button: Word, send: impl Fn() + 'static) -> AnyView {
    let site = site();
    view! {
        <form class="form" novalidate on:submit=move |event| { event.prevent_default(); send(); to_wrong(&event); }>
            {fields}
            <button type="submit" class="button call">{site.text(button)}</button>
        </form>
    }
    .into_any()
}

/// After a form was sent and not taken: on to the first field that has to be written anew.
pub fn to_wrong(event: &leptos::ev::SubmitEvent) {
    #[cfg(feature = "app")]
    {
        use wasm_bindgen::JsCast;
        if let Some(form) = event.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) {
            crate::app::browser::focus_wrong(form);
        }
    }
    #[cfg(not(feature = "app"))]
    let _ = event;
}

/// A button that does one thing.
pub fn action(class: &'static str, label: Word, run: impl Fn() + 'static) -> AnyView {
    button(class, label, None, run)
}

/// One of several buttons of the same words: `about` is the id of what says to which thing it belongs.
pub fn action_about(class: &'static str, label: Word, about: &str, run: impl Fn() + 'static) -> AnyView {
    button(class, label, Some(about.to_owned()), run)
}

fn button(class: &'static str, label: Word, about: Option<String>, run: impl Fn() + 'static) -> AnyView {
    let site = site();
    view! { <button type="button" class=class aria-describedby=about on:click=move |_| run()>{site.text(label)}</button> }
        .into_any()
}

/// An id for an element, of what may have blanks in it, at which ids that are told in an attribute would be parted.
pub fn id_of(parts: &[&str]) -> String {
    parts.join("-").replace(char::is_whitespace, "-")
}

/// Something folded away: for what is rare, and for what cannot be undone.
pub fn fold(title: Word, body: AnyView) -> AnyView {
    let site = site();
    view! { <details class="fold"><summary>{site.text(title)}</summary><div class="fold-body">{body}</div></details> }
        .into_any()
}

/// What stands in a field now.
pub fn value(id: &str) -> String {
    #[cfg(feature = "app")]
    return crate::app::browser::value_of(id).trim().to_owned();
    #[cfg(not(feature = "app"))]
    {
        let _ = id;
        String::new()
    }
}

/// Empties fields after their form was sent.
pub fn clear(ids: &[&str]) {
    #[cfg(feature = "app")]
    crate::app::browser::clear_fields(ids);
    #[cfg(not(feature = "app"))]
    let _ = ids;
}

/// Whether the `details` that was toggled is open now.
pub fn is_open(event: &leptos::ev::Event) -> bool {
    #[cfg(feature = "app")]
    {
        use wasm_bindgen::JsCast;
        let element = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        element.is_some_and(|e| e.has_attribute("open"))
    }
    #[cfg(not(feature = "app"))]
    {
        let _ = event;
        false
    }
}
