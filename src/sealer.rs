//! The passphrase work and QR codes, as a small WebAssembly of its own that runs in a worker (or on the page, where a browser starts none) and is loaded only when a
//! family makes or opens a backup, opens a lock, hands a sheet over or prints one. `public/sealer.js` starts it.

use tsunagi::plan::handover::seal as parcel;
use tsunagi::vault::seal::{self, SealError};
use wasm_bindgen::prelude::*;

fn main() {}

/// A text sealed as an age file. `random` holds 48 fresh random bytes.
#[wasm_bindgen]
pub fn seal(passphrase: &str, text: &[u8], random: &[u8]) -> Result<Vec<u8>, JsValue> {
    sealed(random, |fill| seal::seal(passphrase, text, seal::LOG_N, fill))
}

/// A parcel's text made small and sealed. `random` holds 48 fresh random bytes.
#[wasm_bindgen]
pub fn wrap(code: &str, text: &[u8], random: &[u8]) -> Result<Vec<u8>, JsValue> {
    sealed(random, |fill| parcel::wrap(code, text, fill))
}

fn sealed(random: &[u8], run: impl FnOnce(&dyn Fn(&mut [u8])) -> Option<Vec<u8>>) -> Result<Vec<u8>, JsValue> {
    if random.len() < 48 {
        return Err(JsValue::from_str("random"));
    }
    let left = std::cell::Cell::new(random);
    let fill = |bytes: &mut [u8]| {
        let (now, rest) = left.get().split_at(bytes.len().min(left.get().len()));
        bytes[..now.len()].copy_from_slice(now);
        left.set(rest);
    };
    run(&fill).ok_or_else(|| JsValue::from_str("damaged"))
}

/// The text of an age file; a word for what stands against it.
#[wasm_bindgen]
pub fn unseal(passphrase: &str, bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    seal::unseal(passphrase, bytes).map_err(word)
}

/// The text of a parcel.
#[wasm_bindgen]
pub fn unwrap(code: &str, sealed: &[u8]) -> Result<Vec<u8>, JsValue> {
    parcel::unwrap(code, sealed).map_err(word)
}

fn word(error: SealError) -> JsValue {
    JsValue::from_str(match error {
        SealError::Foreign => "foreign",
        SealError::TooHeavy(_) => "heavy",
        SealError::Passphrase => "passphrase",
        SealError::Damaged => "damaged",
    })
}

/// The key of a lock.
#[wasm_bindgen]
pub fn derive(passphrase: &str, salt: &[u8], log_n: u8) -> Result<Vec<u8>, JsValue> {
    seal::derive(passphrase, salt, log_n).map(Vec::from).ok_or_else(|| JsValue::from_str("heavy"))
}

/// A QR code as text: its width in modules, a space, the path of its dark modules. `digits` are ASCII.
#[wasm_bindgen]
pub fn qr(address: &str, digits: &[u8]) -> Result<Vec<u8>, JsValue> {
    let digits = std::str::from_utf8(digits).unwrap_or("");
    let (width, path) = tsunagi::qr::code(address, digits).ok_or_else(|| JsValue::from_str("heavy"))?;
    Ok(format!("{width} {path}").into_bytes())
}
