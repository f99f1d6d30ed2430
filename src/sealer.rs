//! The passphrase work, as a small WebAssembly of its own that runs in a worker and is loaded only when a family makes or
//! opens a backup, or opens a lock. `public/sealer.js` starts it.

use tsunagi::vault::seal::{self, SealError};
use wasm_bindgen::prelude::*;

fn main() {}

/// A text sealed as an age file. `random` holds 48 fresh random bytes.
#[wasm_bindgen]
pub fn seal(passphrase: &str, text: &[u8], random: &[u8]) -> Result<Vec<u8>, JsValue> {
    let left = std::cell::Cell::new(random);
    let fill = |bytes: &mut [u8]| {
        let (now, rest) = left.get().split_at(bytes.len().min(left.get().len()));
        bytes[..now.len()].copy_from_slice(now);
        left.set(rest);
    };
    if random.len() < 48 {
        return Err(JsValue::from_str("random"));
    }
    seal::seal(passphrase, text, seal::LOG_N, fill).ok_or_else(|| JsValue::from_str("damaged"))
}

/// The text of an age file; a word for what stands against it.
#[wasm_bindgen]
pub fn unseal(passphrase: &str, bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    seal::unseal(passphrase, bytes).map_err(|error| {
        JsValue::from_str(match error {
            SealError::Foreign => "foreign",
            SealError::TooHeavy(_) => "heavy",
            SealError::Passphrase => "passphrase",
            SealError::Damaged => "damaged",
        })
    })
}

/// The key of a lock.
#[wasm_bindgen]
pub fn derive(passphrase: &str, salt: &[u8], log_n: u8) -> Result<Vec<u8>, JsValue> {
    seal::derive(passphrase, salt, log_n).map(Vec::from).ok_or_else(|| JsValue::from_str("heavy"))
}
