//! Files given to the person and taken from them, and the passphrase work that runs beside the page.

use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Offers bytes as a file to be saved.
pub fn save_file(name: &str, mime: &str, bytes: &[u8]) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let Ok(blob) = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options) else { return };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    let link = document().create_element("a").ok().and_then(|e| e.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&url);
        link.set_download(name);
        // The router must not take it for a page of the site.
        link.set_rel("external");
        if let Some(body) = document().body() {
            let _ = body.append_child(&link);
            link.click();
            link.remove();
        }
    }
    // The download has begun by then.
    let revoke = Closure::once_into_js(move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    });
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(revoke.unchecked_ref(), 10_000);
}

/// The bytes of the file chosen in a field; `None` where none is.
pub async fn chosen_file(id: &str) -> Option<Vec<u8>> {
    let field = document().get_element_by_id(id)?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    let file = field.files()?.get(0)?;
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The files of a list, which the browser may empty once an event is over.
#[cfg(feature = "desk")]
pub fn in_list(list: &web_sys::FileList) -> Vec<web_sys::File> {
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

/// The names and bytes of files that were chosen or dropped, and the names of those that cannot be read (a folder, one that is
/// gone).
#[cfg(feature = "desk")]
pub async fn read_all(files: Vec<web_sys::File>) -> (Vec<(String, Vec<u8>)>, Vec<String>) {
    let (mut read, mut shut) = (Vec::new(), Vec::new());
    for file in files {
        match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => read.push((file.name(), js_sys::Uint8Array::new(&buffer).to_vec())),
            Err(_) => shut.push(file.name()),
        }
    }
    (read, shut)
}

/// What the worker is asked to do.
pub enum Work<'a> {
    Seal {
        passphrase: &'a str,
        bytes: &'a [u8],
    },
    Unseal {
        passphrase: &'a str,
        bytes: &'a [u8],
    },
    Derive {
        passphrase: &'a str,
        salt: &'a [u8],
        log_n: u8,
    },
    /// A parcel that is handed over.
    Wrap {
        code: &'a str,
        text: &'a [u8],
    },
    Unwrap {
        code: &'a str,
        sealed: &'a [u8],
    },
    /// A QR code: see [`crate::app::parts::qr`].
    Qr {
        address: &'a str,
        digits: &'a str,
    },
}

/// What came back: bytes, or the worker's word for what went wrong.
pub enum Worked {
    Bytes(Vec<u8>),
    /// `foreign`, `passphrase`, `damaged`, `heavy`.
    Refused(String),
    /// It could not be done, neither by a worker nor by the page.
    NoWorker,
}

/// Runs the passphrase work in a worker of its own: it takes about a second, in which the page must not stand still (public/begin.js).
pub async fn work(root: &str, work: Work<'_>) -> Worked {
    let Some((name, sum)) = super::named("data-sealer") else {
        return Worked::NoWorker;
    };
    let mut random = [0_u8; 48];
    super::store::random(&mut random);
    let (task, passphrase, bytes, cost) = match work {
        Work::Seal { passphrase, bytes } => ("seal", passphrase, bytes, 0),
        Work::Unseal { passphrase, bytes } => ("unseal", passphrase, bytes, 0),
        Work::Wrap { code, text } => ("wrap", code, text, 0),
        Work::Unwrap { code, sealed } => ("unwrap", code, sealed, 0),
        Work::Qr { address, digits } => ("qr", address, digits.as_bytes(), 0),
        Work::Derive { passphrase, salt, log_n } => ("derive", passphrase, salt, log_n),
    };
    let message = js_sys::Array::new();
    message.push(&JsValue::from_str(task));
    message.push(&JsValue::from_str(passphrase));
    message.push(&js_sys::Uint8Array::from(bytes));
    message.push(&js_sys::Uint8Array::from(&random[..]));
    message.push(&JsValue::from(cost));
    let address = JsValue::from_str(&format!("{root}{name}"));
    match super::asked("tsunagiWork", &[address, JsValue::from_str(&sum), message.into()]).await {
        Some(value) => match value.as_string() {
            Some(word) => Worked::Refused(word),
            None => Worked::Bytes(js_sys::Uint8Array::new(&value).to_vec()),
        },
        None => Worked::NoWorker,
    }
}
