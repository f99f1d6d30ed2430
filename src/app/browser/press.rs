//! The worker that makes a whole site.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What came of it.
pub enum Pressed {
    /// The site as a zip, and how many files it has.
    Site { bytes: Vec<u8>, files: u32 },
    /// Why it could not be made.
    Failed(String),
    /// The browser took no worker: its script has to be JavaScript by what the server says of it.
    NoWorker,
}

/// Makes a site of these files in a worker; `tell` hears which stage has come how far, in hundredths.
pub async fn press(
    root: &str,
    files: &[(String, Vec<u8>)],
    pictures: bool,
    today: &str,
    tell: impl Fn(String, u32) + 'static,
) -> Pressed {
    let failed = |why: JsValue| Pressed::Failed(why.as_string().unwrap_or_default());
    let Some(address) = checked(root, "data-press").await else {
        return failed(JsValue::from_str("press"));
    };
    let worker = match web_sys::Worker::new(&address) {
        Ok(worker) => worker,
        Err(why) => return failed(why),
    };
    let list = Array::new();
    for (name, bytes) in files {
        list.push(&JsValue::from_str(name));
        list.push(&Uint8Array::from(bytes.as_slice()));
    }
    let kit = JsValue::from_str(&format!("{root}desk/kit.zip"));
    let message = Array::of4(&list, &kit, &JsValue::from(pictures), &JsValue::from_str(today));
    let tell = std::rc::Rc::new(tell);
    let answer = js_sys::Promise::new(&mut |resolve, reject| {
        let tell = std::rc::Rc::clone(&tell);
        let of = |data: &JsValue, name: &str| Reflect::get(data, &JsValue::from_str(name)).unwrap_or_default();
        let heard = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            let data = event.data();
            match of(&data, "stage").as_string() {
                Some(stage) => tell(stage, of(&data, "done").as_f64().unwrap_or_default() as u32),
                None => drop(resolve.call1(&JsValue::NULL, &data)),
            }
        });
        let broken = Closure::once_into_js(move |event: web_sys::Event| {
            event.prevent_default();
            // Of what is thrown there is a message; of a script that was not taken, none.
            let why = of(&event, "message");
            let _ = reject.call1(&JsValue::NULL, &if why.is_undefined() { JsValue::NULL } else { why });
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(broken.unchecked_ref()));
        // It is heard for as long as the worker lives.
        heard.forget();
    });
    let answer = match worker.post_message(&message) {
        Ok(()) => JsFuture::from(answer).await,
        Err(error) => Err(error),
    };
    worker.terminate();
    match answer {
        Err(why) if why.is_null() => Pressed::NoWorker,
        Err(why) => failed(why),
        Ok(data) => {
            let of = |name: &str| Reflect::get(&data, &JsValue::from_str(name)).unwrap_or_default();
            match of("failed").as_string() {
                Some(why) => Pressed::Failed(why),
                None => Pressed::Site {
                    bytes: Uint8Array::new(&of("bytes")).to_vec(),
                    files: of("files").as_f64().unwrap_or_default() as u32,
                },
            }
        }
    }
}

/// The address of a worker's script once its content is the one that the page names: a worker has no integrity of its own, so
/// the file is asked for before it, and comes from the browser's cache after that.
async fn checked(root: &str, attribute: &str) -> Option<String> {
    let (name, sum) = super::named(attribute)?;
    let address = format!("{root}{name}");
    let asked = gloo_net::http::Request::get(&address).cache(web_sys::RequestCache::ForceCache).integrity(&sum);
    asked.send().await.ok().filter(gloo_net::http::Response::ok)?;
    Some(address)
}
