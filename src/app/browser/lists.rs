//! What a publisher has read of the city's lists, asked for by start.js, and whether it is still what they say.

use super::asked;
use crate::calendar::Date;
use crate::data::compact::{self, Answer, Compact, Digest};
use crate::data::{Catalog, Settings};
use gloo_storage::{SessionStorage, Storage};
use js_sys::{Array, Reflect, Uint8Array};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Under this name the tab remembers of which lists a catalog is no longer true.
pub(super) const OUTDATED: &str = "tsunagi.lists";

/// What was read of the lists in advance.
pub struct Advance {
    pub compact: Compact,
    /// The server has no newer lists.
    pub current: bool,
    /// The server has answered for none of them: there is no network.
    pub alone: bool,
    /// Of a kept copy: what it says of when it came.
    pub kept: Option<String>,
}

/// The city's settings as a publisher wrote them into the page. `None` where there are none, or where this tab knows that the lists say
/// something else.
pub fn settings() -> Option<Settings> {
    let known = super::session_allowed() && SessionStorage::raw().get_item(OUTDATED).is_ok_and(|kept| kept.is_none());
    let word = document().document_element()?.get_attribute("data-settings");
    word.filter(|_| known && !super::trial::on_trial()).and_then(|word| compact::settings(&word))
}

/// Remembers for this tab that the settings in its pages are no longer the city's. Whether it can be remembered.
pub fn note_other_settings() -> bool {
    super::session_allowed() && SessionStorage::raw().set_item(OUTDATED, "settings").is_ok()
}

/// A part of what a script gave.
fn part(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &JsValue::from_str(name)).ok()
}

/// What a packed file of the app holds; `None` where it did not come.
pub async fn unpacked(address: &str) -> Option<Vec<u8>> {
    Some(asked("tsunagiUnpacked", &[JsValue::from_str(address)]).await?.dyn_into::<Uint8Array>().ok()?.to_vec())
}

/// Adds what a catalog was read without. Whether it came, and was made of the same lists.
pub async fn fill(catalog: &Catalog, lists: u64) -> bool {
    let bytes = asked("tsunagiRest", &[]).await.and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok());
    // What came before, and to unpack it, were pieces of work of their own.
    super::pause().await;
    bytes.is_some_and(|bytes| compact::fill(catalog, lists, bytes.to_vec()))
}

/// What a publisher read of the lists; `apart`: its first file alone, for a page that the rest follows on ([`fill`]). `None` where there is
/// no such file, one of another version, or one that this tab knows to be outdated.
pub async fn advance(today: Date, apart: bool) -> Option<Advance> {
    let found = asked("tsunagiCatalog", &[]).await?;
    let bytes = part(&found, "bytes")?.dyn_into::<Uint8Array>().ok()?.to_vec();
    let compact = compact::read(bytes, today).filter(|read| may_use(read.lists))?;
    if !apart && !fill(&compact.catalog, compact.lists).await {
        return None;
    }
    let moment = |value: JsValue| value.as_f64().filter(|moment| moment.is_finite());
    let answers = part(&found, "answers")?.dyn_into::<Array>().ok()?;
    let answers = answers.iter().filter_map(|answer| {
        let answer = answer.dyn_into::<Array>().ok()?;
        let (file, status) = (answer.get(0).as_string()?, answer.get(1).as_f64()? as u16);
        Some(Answer { file, status, modified: moment(answer.get(2)) })
    });
    let answers: Vec<_> = answers.collect();
    let current = compact::is_current(&compact.catalog, part(&found, "placed").and_then(moment), &answers);
    let alone = answers.iter().all(|answer| answer.status == 0);
    Some(Advance { compact, current, alone, kept: part(&found, "kept").and_then(|kept| kept.as_string()) })
}

/// Whether this tab has not found a catalog outdated. Where it can remember nothing, none is used.
fn may_use(lists: u64) -> bool {
    super::session_allowed()
        && SessionStorage::raw().get_item(OUTDATED).is_ok_and(|kept| kept != Some(lists.to_string()))
}

/// Compares the lists as the server has them, once the page has come to rest, with those that a catalog was made of: whether
/// there is something new, which the tab then remembers. Dates can lie: a folder that is uploaded anew as a whole is as new in
/// each of its files.
pub async fn are_newer(root: &str, names: &[String], lists: u64) -> bool {
    super::at_rest().await;
    // One after the other, and each piece by piece: nobody waits for them, and all at once they would keep a slow phone from whoever does
    // something now.
    let mut found = Digest::default();
    for name in names {
        if look_through(&mut found, root, name).await.is_none() {
            return false;
        }
    }
    found.0 != lists && SessionStorage::raw().set_item(OUTDATED, &lists.to_string()).is_ok()
}

/// How many bytes are looked through before something else has its turn.
const AT_A_TIME: u32 = 1 << 18;

/// Adds a list as the server has it, as it comes: a large town's is never held as a whole. `None` where it could not be fetched, unless the server
/// says that it is not there.
async fn look_through(found: &mut Digest, root: &str, name: &str) -> Option<()> {
    let response = super::ask(root, name).await.ok()?;
    found.begin(name);
    if compact::is_gone(response.status()) {
        return Some(());
    }
    let body = response.body().filter(|_| response.ok())?;
    super::behind::note(&response);
    let reader = web_sys::ReadableStreamDefaultReader::new(&body).ok()?;
    let mut looked = 0;
    loop {
        let read = JsFuture::from(reader.read()).await.ok()?;
        if part(&read, "done")?.is_truthy() {
            return Some(());
        }
        let piece = part(&read, "value")?.dyn_into::<Uint8Array>().ok()?;
        found.add(&piece.to_vec());
        looked += piece.length();
        if looked >= AT_A_TIME {
            looked = 0;
            super::pause().await;
        }
    }
}

/// Whether the page has been tapped or typed into since it was opened.
pub fn touched() -> bool {
    document().document_element().is_some_and(|html| html.has_attribute("data-touched"))
}

pub fn reload() {
    let _ = window().location().reload();
}
