//! All that touches the browser, in one place: the clock, files, old encodings, sharing, focus.
//!
//! - [`away`]: whether somebody is there
//! - [`crash`]: what is told of a fault
//! - [`store`]: `localStorage` for the vault, news from other tabs
//! - [`files`]: files given and taken, the sealing worker
//! - [`behind`]: the worker behind the page, newer versions, the home screen
//! - [`lists`]: what was read of the city's lists in advance
//! - [`place`]: where the phone is, the map's script
//! - [`trial`]: lists that a desk lays before the site
//! - `press` (feature `desk`): the worker that makes a whole site

pub mod away;
pub mod behind;
pub mod crash;
pub mod files;
pub mod lists;
pub mod place;
#[cfg(feature = "desk")]
pub mod press;
pub mod store;
pub mod trial;

use crate::calendar::Date;
use crate::data::color::Palette;
use crate::data::{Settings, SourceFile};
use crate::words::{Language, Word, Words};
use gloo_storage::{SessionStorage, Storage};
use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since the beginning of 1970, as clocks in Japan count them.
fn japan() -> f64 {
    js_sys::Date::now() + 9.0 * 3_600_000.0
}

/// Today in Japan, whatever the phone's own zone.
pub fn today() -> Date {
    day_of(japan()).unwrap_or_default()
}

/// The day of a moment in milliseconds as [`japan`] counts them; none beyond what a calendar holds.
fn day_of(moment: f64) -> Option<Date> {
    let days = (moment / 86_400_000.0).floor();
    let days = chrono::Duration::try_days(days as i64).filter(|_| days.is_finite())?;
    Date::from_ymd_opt(1970, 1, 1)?.checked_add_signed(days)
}

/// A moment in milliseconds since the beginning of 1970 as day and minute in Japan.
fn moment_of(milliseconds: f64) -> Option<(Date, u16)> {
    let there = milliseconds + 9.0 * 3_600_000.0;
    Some((day_of(there)?, (there.rem_euclid(86_400_000.0) / 60_000.0) as u16))
}

/// Minutes after midnight in Japan.
pub fn minute() -> u16 {
    (japan().rem_euclid(86_400_000.0) / 60_000.0) as u16
}

/// How long a page is left alone before anything is fetched that it can do without, in milliseconds.
const CALM: i32 = 2_000;

/// After how many times that long it is fetched all the same.
const RESTLESS: usize = 30;

/// Waits until the page has come to rest, and nobody has typed, tapped or scrolled for a while.
pub async fn at_rest() {
    for _ in 0..RESTLESS {
        let before = away::signs();
        wait(CALM).await;
        if away::signs() == before {
            return;
        }
    }
}

/// Lets the browser do what else there is to do, such as answering a tap, before more is done.
pub async fn pause() {
    wait(0).await;
}

async fn wait(milliseconds: i32) {
    let over = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(over).await;
}

/// A body beside the page's own, in which what is not shown yet can be drawn.
pub fn apart() -> web_sys::HtmlElement {
    // HTML has an element of this name: it can always be made.
    document().create_element("body").expect("an element").unchecked_into()
}

/// Shows what was drawn apart in the place of what is shown.
pub fn show(apart: &web_sys::HtmlElement) {
    let Some(body) = document().body() else { return };
    body.replace_children_with_node_0();
    while let Some(child) = apart.first_child() {
        if body.append_child(&child).is_err() {
            break;
        }
    }
}

/// The browser's own language (BCP 47).
pub fn language() -> String {
    window().navigator().language().unwrap_or_default()
}

/// A moment, in milliseconds, for telling how long something took.
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

/// Whether an element has the focus.
#[cfg(feature = "desk")]
pub fn has_focus(id: &str) -> bool {
    document().active_element().is_some_and(|active| active.id() == id)
}

/// Shows the site in its city's colour, where no publisher has written it into the style.
pub fn show_color(settings: &Settings) {
    let Some(color) = settings.color.filter(|_| !paged()) else { return };
    let dark = window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|m| m.matches());
    let palette = Palette::of(color);
    let html = document().document_element().and_then(|html| html.dyn_into::<web_sys::HtmlElement>().ok());
    for (name, value) in if dark { palette.dark } else { palette.light }.properties() {
        // A property of the style object, which a policy against inline styles allows.
        let _ = html.as_ref().map(|html| html.style().set_property(name, &value));
    }
}

/// Whether a publisher wrote a page for each event.
pub fn paged() -> bool {
    // Lists on trial have no pages of their own yet.
    document().document_element().is_some_and(|html| html.has_attribute("data-paged")) && !trial::on_trial()
}

/// The path of the site's root, with a slash at its end, from the page's own word on where it lies.
pub fn root() -> String {
    let relative = document()
        .document_element()
        .and_then(|html| html.get_attribute("data-root"))
        .unwrap_or_else(|| "./".to_owned());
    let here = window().location().href().unwrap_or_default();
    let here = here.split(['?', '#']).next().unwrap_or_default();
    web_sys::Url::new_with_base(&relative, here).map(|url| url.pathname()).unwrap_or_else(|_| "/".to_owned())
}

/// CP932, by the browser's own decoder.
pub fn cp932(bytes: &[u8]) -> Option<String> {
    let options = web_sys::TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = web_sys::TextDecoder::new_with_label_and_options("shift_jis", &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

/// One file of the site's `data/` folder.
pub async fn fetch(root: &str, name: &str) -> SourceFile {
    if let Some(bytes) = trial::file(name) {
        return SourceFile { name: name.to_owned(), bytes };
    }
    let bytes = async {
        let response = ask(root, name).await?;
        if !response.ok() {
            return Err(format!("HTTP {}", response.status()));
        }
        behind::note(&response);
        response.binary().await.map_err(|e| e.to_string())
    }
    .await;
    SourceFile { name: name.to_owned(), bytes }
}

/// Asks the server for one of the city's files.
async fn ask(root: &str, name: &str) -> Result<gloo_net::http::Response, String> {
    let path = name.split('/').map(crate::app::parts::query::escape).collect::<Vec<_>>().join("/");
    // Asked anew each time: a list that a city has just replaced must not be shown from an old copy.
    let request = gloo_net::http::Request::get(&format!("{root}data/{path}")).cache(web_sys::RequestCache::NoCache);
    request.send().await.map_err(|e| e.to_string())
}

/// A file of the program that the page names by an attribute of its root: where it lies below the site's root, and what its
/// content has to be (Subresource Integrity; empty on a page that does not say).
pub fn named(attribute: &str) -> Option<(String, String)> {
    let value = document().document_element()?.get_attribute(attribute)?;
    let (name, sum) = value.split_once(' ').unwrap_or((&value, ""));
    Some((name.to_owned(), sum.to_owned()))
}

/// What a function of the page's scripts gives when it is asked (public/begin.js, start.js); `None` where there is none, or it failed.
pub async fn asked(name: &str, of: &[JsValue]) -> Option<JsValue> {
    let ask = js_sys::Reflect::get(&window(), &JsValue::from_str(name)).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let asked = ask.apply(&JsValue::UNDEFINED, &of.iter().collect()).ok()?.dyn_into::<js_sys::Promise>().ok()?;
    JsFuture::from(asked).await.ok()
}

/// The page's language, where that is not Japanese.
pub fn foreign() -> Option<Language> {
    Language::of(&document().document_element()?.get_attribute("data-language")?)
}

/// The path of the page below the root of its language: `place/p1/`.
pub fn path_below(root: &str) -> String {
    let path = window().location().pathname().unwrap_or_default();
    let root = format!("{root}{}", foreign().map(|language| language.folder()).unwrap_or_default());
    crate::app::outlet::below(&root, &path).to_owned()
}

/// Shows the notice that the painted page has for the case that the app cannot start.
pub fn show_start_failed() {
    if let Some(notice) = document().get_element_by_id("start-failed") {
        let _ = notice.remove_attribute("hidden");
    }
}

/// The words of the page's language: fetched where that is not Japanese; Japanese where they cannot be had.
pub async fn words(root: &str) -> Option<Words> {
    Words::loaded(foreign()?, fetch_named(root, "data-words").await?)
}

/// The text of a file of the app that the page names in an attribute of its root.
async fn fetch_named(root: &str, attribute: &str) -> Option<String> {
    let (name, _) = named(attribute)?;
    let response = gloo_net::http::Request::get(&format!("{root}{name}")).send().await.ok()?;
    if response.ok() { response.text().await.ok() } else { None }
}

/// The packed built-in forms in the page's language, and the texts of the city's own by their names. What does not come is not among them.
pub async fn fetch_forms(root: &str, own: &[String]) -> (Option<Vec<u8>>, Vec<String>) {
    let own = futures::future::join_all(own.iter().map(|name| fetch(root, name)));
    let built_in = async { lists::unpacked(&format!("{root}{}", named("data-forms")?.0)).await };
    let (built_in, own) = futures::future::join(built_in, own).await;
    let own = own.into_iter().filter_map(|file| file.bytes.ok());
    (built_in, own.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect())
}

/// Offers the page to the phone's own sharing sheet, else copies its address. What to tell the person, if anything.
pub async fn share(title: &str, url: &str) -> Option<Word> {
    match offer(title, url).await {
        Sent::Offered => None,
        Sent::Copied => Some(Word::PlaceCopied),
        Sent::Neither => Some(Word::PlaceShareFailed),
    }
}

/// Sends a link as [`share`] does; with `copy` it goes to the clipboard and nowhere else.
pub async fn send_link(title: &str, url: &str, copy: bool) -> Option<Word> {
    let sent = if copy { copy_text(url).await } else { offer(title, url).await };
    match sent {
        Sent::Offered => None,
        Sent::Copied => Some(Word::CarryCopied),
        Sent::Neither => Some(Word::CarryCopyFailed),
    }
}

/// Puts a text on the clipboard; whether that was allowed.
pub async fn copy(text: &str) -> bool {
    matches!(copy_text(text).await, Sent::Copied)
}

enum Sent {
    Offered,
    Copied,
    Neither,
}

async fn offer(title: &str, url: &str) -> Sent {
    let navigator = window().navigator();
    // Older browsers have no `share`: asked for by name, so that its absence is no error.
    if js_sys::Reflect::has(&navigator, &JsValue::from_str("share")).unwrap_or(false) {
        let data = web_sys::ShareData::new();
        data.set_title(title);
        data.set_url(url);
        // Closing the sheet is an answer too.
        let _ = JsFuture::from(navigator.share_with_data(&data)).await;
        return Sent::Offered;
    }
    copy_text(url).await
}

async fn copy_text(text: &str) -> Sent {
    let navigator = window().navigator();
    // Without https there is no clipboard.
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok();
    let copied = match clipboard.filter(|c| !c.is_undefined()) {
        Some(_) => JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok(),
        None => false,
    };
    if copied { Sent::Copied } else { Sent::Neither }
}

/// Loads the page anew where that does not need a network that is not there.
pub fn begin_anew() {
    if window().navigator().on_line() {
        ask_before_leaving(false);
        let _ = window().location().reload();
    }
}

/// The scheme and host that the site is open under.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Writes into a field of a form, by its id.
pub fn set_value(id: &str, text: &str) {
    if let Some(input) = document().get_element_by_id(id).and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        input.set_value(text);
    }
}

thread_local! {
    static LEAVING: Closure<dyn Fn(web_sys::Event)> = Closure::new(|event: web_sys::Event| event.prevent_default());
}

/// Lets the browser ask before the page is left, or no longer.
pub fn ask_before_leaving(ask: bool) {
    LEAVING.with(|listener| {
        let listener = listener.as_ref().unchecked_ref();
        let _ = if ask {
            window().add_event_listener_with_callback("beforeunload", listener)
        } else {
            window().remove_event_listener_with_callback("beforeunload", listener)
        };
    });
}

const LIST_LENGTH: &str = "tsunagi.list";

/// The tab's own storage, where the browser gives one: asked first, since asking gloo where it is denied would panic.
fn session_allowed() -> bool {
    matches!(window().session_storage(), Ok(Some(_)))
}

/// Keeps how long the list at an address was when one went on from it, for this tab alone: on the way back it is as
/// long again. A storage that is full or denied is no loss: the list begins anew.
pub fn keep_list_length(address: &str, shown: usize) {
    if session_allowed() {
        // As plain text: the JSON behind gloo's own `set` would weigh more than the rest of this file.
        let _ = SessionStorage::raw().set_item(LIST_LENGTH, &format!("{shown} {address}"));
    }
}

/// How long the list at this address was in this tab.
pub fn list_length(address: &str) -> Option<usize> {
    if !session_allowed() {
        return None;
    }
    let kept = SessionStorage::raw().get_item(LIST_LENGTH).ok()??;
    let (shown, kept_address) = kept.split_once(' ')?;
    (kept_address == address).then(|| shown.parse().ok())?
}

/// Takes away what was kept for this tab.
pub fn forget_session() {
    if session_allowed() {
        for key in [LIST_LENGTH, lists::OUTDATED] {
            let _ = SessionStorage::raw().remove_item(key);
        }
    }
}

/// Puts the cursor at the end of a field.
pub fn focus_end(id: &str) {
    let Some(field) = document().get_element_by_id(id).and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok())
    else {
        return;
    };
    let _ = field.focus();
    let end = field.value().encode_utf16().count() as u32;
    let _ = field.set_selection_range(end, end);
}

/// What the person typed into the painted page before the app arrived.
pub fn typed_before_start() -> String {
    document()
        .get_element_by_id("q")
        .and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok())
        .map(|field| field.value())
        .unwrap_or_default()
}

/// The fields of the painted pages that can be filled before the app arrives, beside the search.
const EARLY_FIELDS: [&str; 2] = ["due", "born"];

/// What was chosen in them.
pub fn chosen_before_start() -> Vec<(&'static str, String)> {
    EARLY_FIELDS.map(|id| (id, value_of(id))).into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// Puts it into the new fields of the same name.
pub fn restore_chosen(chosen: &[(&'static str, String)]) {
    for (id, value) in chosen {
        set_value(id, value);
    }
}

/// Puts what was typed before the start into the new field, as if it were typed there.
pub fn resume_typing(text: &str, focused: bool) {
    let Some(field) = document().get_element_by_id("q").and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok())
    else {
        return;
    };
    if !text.is_empty() && field.value() != text {
        field.set_value(text);
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &init) {
            let _ = field.dispatch_event(&event);
        }
    }
    if focused {
        focus_end("q");
    }
}

/// What stands in a field of a form, by its id; empty where there is no such field.
pub fn value_of(id: &str) -> String {
    let Some(field) = document().get_element_by_id(id) else { return String::new() };
    if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>() {
        return if input.type_() == "checkbox" {
            if input.checked() { "1".into() } else { String::new() }
        } else {
            input.value()
        };
    }
    if let Some(area) = field.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        return area.value();
    }
    field.dyn_ref::<web_sys::HtmlSelectElement>().map(|select| select.value()).unwrap_or_default()
}

/// Empties fields, by their ids.
pub fn clear_fields(ids: &[&str]) {
    for id in ids {
        let Some(field) = document().get_element_by_id(id) else { continue };
        if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>() {
            input.set_value("");
            input.set_checked(false);
        } else if let Some(area) = field.dyn_ref::<web_sys::HtmlTextAreaElement>() {
            area.set_value("");
        }
    }
}

/// Puts the focus on an element.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Keeps the focus on an element that may be drawn anew in the next frames: where it is lost with the former one, it is
/// put on the new one; where one has gone on by then, it is left alone.
pub fn focus_later(id: &str) {
    hold_focus(id.to_owned(), FRAMES_HELD);
}

/// How many frames a new drawing may take.
const FRAMES_HELD: u32 = 12;

fn hold_focus(id: String, frames: u32) {
    leptos::prelude::request_animation_frame(move || {
        // Without a focus the whole page is the active element.
        if document().active_element().is_none_or(|active| active.tag_name() == "BODY") {
            focus(&id);
        }
        if frames > 0 {
            hold_focus(id, frames - 1);
        }
    });
}

/// Moves the focus from where it is to an element that may be drawn in the next frames. Whoever has gone elsewhere by then is
/// left there.
pub fn move_focus(id: &str) {
    carry_focus(id.to_owned(), document().active_element(), FRAMES_HELD);
}

fn carry_focus(id: String, from: Option<web_sys::Element>, frames: u32) {
    leptos::prelude::request_animation_frame(move || {
        let active = document().active_element();
        let to = document().get_element_by_id(&id);
        let waiting = active.as_ref().is_none_or(|a| a.tag_name() == "BODY") || active == from;
        // A list may be drawn anew in place: the element under the focus is then another day's.
        if waiting && to.is_some() && to != active {
            focus(&id);
        }
        if frames > 0 && waiting {
            carry_focus(id, document().active_element(), frames - 1);
        }
    });
}

/// Moves the focus to the heading of what is about to be drawn, so that whoever hears the page hears where it is now, and whoever goes by
/// keyboard goes on from there. `heading` is a selector. Whoever has gone elsewhere by then is left there.
pub fn arrive(heading: &'static str) {
    let former = document().query_selector(heading).ok().flatten();
    await_heading(heading, former, document().active_element(), FRAMES_HELD);
}

fn await_heading(heading: &'static str, former: Option<web_sys::Element>, from: Option<web_sys::Element>, frames: u32) {
    leptos::prelude::request_animation_frame(move || {
        let active = document().active_element();
        if active.as_ref().is_some_and(|a| a.tag_name() != "BODY") && active != from {
            return;
        }
        let now = document().query_selector(heading).ok().flatten();
        // The same heading may serve for the next page: it is waited for as long as a drawing may take.
        if frames > 0 && (now.is_none() || now == former) {
            return await_heading(heading, former, from, frames - 1);
        }
        if let Some(element) = now.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.set_attribute("tabindex", "-1");
            focus_where_it_is(&element);
        }
    });
}

/// Puts the focus on an element without scrolling: where one was on the page that one comes back to is the browser's to know.
fn focus_where_it_is(element: &web_sys::HtmlElement) {
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"preventScroll".into(), &true.into());
    let focus = js_sys::Reflect::get(element, &"focus".into()).ok();
    if let Some(focus) = focus.and_then(|f| f.dyn_into::<js_sys::Function>().ok()) {
        let _ = focus.call1(element, &options);
    }
}

/// Moves the focus to the first field of a form that was not taken, once its trouble stands beside it.
pub fn focus_wrong(form: web_sys::Element) {
    leptos::prelude::request_animation_frame(move || {
        let field = form.query_selector("[aria-invalid=true]").ok().flatten();
        if let Some(field) = field.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = field.focus();
        }
    });
}

/// Scrolls to an element that is about to be drawn.
pub fn bring_into_view(id: &'static str) {
    leptos::prelude::request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(id) {
            element.scroll_into_view();
        }
    });
}

/// Opens the browser's print sheet.
pub fn print() {
    let _ = window().print();
}

/// Prints once the codes on the page are drawn, or without them after a while.
pub fn print_when_drawn() {
    wait_and_print(FRAMES_WAITED);
}

/// Three seconds, at sixty frames each.
const FRAMES_WAITED: u32 = 180;

fn wait_and_print(frames: u32) {
    leptos::prelude::request_animation_frame(move || {
        // The first frame only draws what was asked for.
        let coming = frames == FRAMES_WAITED || matches!(document().query_selector(".qr-coming"), Ok(Some(_)));
        if coming && frames > 0 {
            wait_and_print(frames - 1);
        } else {
            print();
        }
    });
}
