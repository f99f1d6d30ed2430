//! Lists on trial: a desk shows this very site in a frame, and lays its own lists before it. Only a page of the same origin can,
//! since no other may be looked into.

use base64::Engine;
use js_sys::{Object, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// Under this name they lie in the desk's window.
const NAME: &str = "tsunagiOnTrial";

/// The lists that the page around this one has laid there.
fn lists() -> Option<JsValue> {
    let parent = window().parent().ok().flatten()?;
    if Object::is(&parent, &window()) {
        return None;
    }
    // Of another origin: the browser does not let one look.
    Reflect::get(&parent, &JsValue::from_str(NAME)).ok().filter(JsValue::is_object)
}

/// Whether this page shows lists on trial.
pub fn on_trial() -> bool {
    lists().is_some()
}

/// The bytes of a list on trial: none outside of one; an error for a list that is not among them.
pub fn file(name: &str) -> Option<Result<Vec<u8>, String>> {
    let found = Reflect::get(&lists()?, &JsValue::from_str(name)).ok().filter(|found| !found.is_undefined());
    Some(found.map(|bytes| Uint8Array::new(&bytes).to_vec()).ok_or_else(|| "404".to_owned()))
}

/// The address of a picture that lies beside the lists.
pub fn picture(root: &str, name: &str) -> String {
    let Some(Ok(bytes)) = file(name) else {
        return crate::app::layout::picture(root, name);
    };
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let kind = match ending.as_str() {
        "svg" => "svg+xml",
        "jpg" => "jpeg",
        other => other,
    };
    format!("data:image/{kind};base64,{}", base64::engine::general_purpose::STANDARD.encode(bytes))
}

/// Lays lists before the pages that this one shows in a frame.
#[cfg(feature = "desk")]
pub fn lay_out(files: &[(String, Vec<u8>)]) {
    let lists = Object::new();
    for (name, bytes) in files {
        let _ = Reflect::set(&lists, &JsValue::from_str(name), &Uint8Array::from(bytes.as_slice()));
    }
    let _ = Reflect::set(&window(), &JsValue::from_str(NAME), &lists);
}
