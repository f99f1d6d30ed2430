//! The making of a whole site in the browser of whoever publishes: the publisher of the command line, into an archive.
//! `public/press.js` runs it beside the desk.

use js_sys::{Array, Function, Uint8Array};
use tsunagi::calendar::Date;
use tsunagi::data::archive::archive;
use tsunagi::desk::folder::{City, gather};
use tsunagi::publish::place::{Memory, PackedKit};
use tsunagi::publish::{Progress, cp932, write_site};
use wasm_bindgen::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
}

/// The whole site as a zip. `files` holds names and bytes in turn, `kit` the kit's archive, `today` a date (2026-11-21);
/// `tell` is called with a stage's key and how much of it is done, in hundredths.
///
/// The answer holds the archive and the number of its files; an error is told in words.
#[wasm_bindgen]
pub fn press(files: &Array, kit: Vec<u8>, pictures: bool, today: &str, tell: &Function) -> Result<Array, JsValue> {
    let failed = |why: &dyn std::fmt::Display| JsValue::from_str(&why.to_string());
    let today: Date = today.parse().map_err(|why| failed(&why))?;
    let named = |at: u32| {
        let name = files.get(at).as_string()?;
        Some((name, Uint8Array::new(&files.get(at + 1)).to_vec()))
    };
    let given = (0..files.length()).step_by(2).filter_map(named).collect();
    let city = City::of(gather(given, &cp932), &cp932, today);
    let kit = PackedKit::open(kit).map_err(|why| failed(&why))?;
    let out = Memory::default();
    let teller = Teller(tell);
    let told = move |progress: Progress| teller.tell(progress);
    write_site(&kit, &city, &out, today, pictures, &told, &cp932).map_err(|why| failed(&why))?;
    let files = out.files();
    let count = files.len() as u32;
    let made = archive(&files);
    let made = made.map_err(|why| failed(&why))?;
    Ok(Array::of2(&Uint8Array::from(made.as_slice()), &JsValue::from(count)))
}

/// A function of the page, which one thread alone ever sees: there is no other here.
struct Teller<'a>(&'a Function);

// SAFETY: WebAssembly without threads; nothing is ever sent anywhere.
unsafe impl Sync for Teller<'_> {}

impl Teller<'_> {
    fn tell(&self, Progress { stage, done, of }: Progress) {
        let share = (done * 100).checked_div(of).unwrap_or(100);
        // Whoever listens may have gone.
        let _ = self.0.call2(&JsValue::NULL, &JsValue::from_str(stage.key()), &JsValue::from(share as u32));
    }
}
