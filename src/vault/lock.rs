//! The record encrypted where it lies, for a phone that others also hold.
//!
//! XChaCha20-Poly1305 under a key made from the family's passphrase by scrypt (RFC 7914); the salt and the cost stand
//! beside each slot. The key lives only as long as the page. A passphrase that is lost cannot be found again.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};

/// scrypt's cost for a new lock, as a power of two: 2^15 with r = 8 takes 32 MiB, which old phones still have.
pub const LOG_N: u8 = 15;

/// The highest cost that is taken from a stored header: 2^18 takes 256 MiB.
pub const LOG_N_MAX: u8 = 18;

/// How a key was made from the passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockParams {
    pub salt: [u8; 16],
    pub log_n: u8,
}

/// A lock's header, and the payload that lies under it.
pub type Locked = (String, String);

/// The key and how it was made.
#[derive(Clone)]
pub struct LockKey {
    pub params: LockParams,
    key: [u8; 32],
    /// The cipher comes along with the key: whoever has no lock has no key, and fetches no cipher.
    close: fn(&LockKey, [u8; 24], &str) -> Option<Locked>,
    open: fn(&LockKey, &str, &str) -> Option<String>,
}

impl LockKey {
    /// `key`: what scrypt made of the passphrase with `params`.
    pub const fn new(params: LockParams, key: [u8; 32]) -> LockKey {
        LockKey { params, key, close, open }
    }

    /// The text under the lock. `nonce` is random and used once.
    pub fn close(&self, nonce: [u8; 24], text: &str) -> Option<Locked> {
        (self.close)(self, nonce, text)
    }

    /// The text of a locked slot; `None` with another key, or where a byte of it is changed.
    pub fn open(&self, lock: &str, payload: &str) -> Option<String> {
        (self.open)(self, lock, payload)
    }
}

impl std::fmt::Debug for LockKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A key has no place in a log.
        f.debug_struct("LockKey").field("params", &self.params).finish_non_exhaustive()
    }
}

/// The header of a locked slot: scheme, cost, salt, nonce.
struct Header {
    params: LockParams,
    nonce: [u8; 24],
}

const SCHEME: &str = "xchacha20poly1305-scrypt";

impl Header {
    fn text(&self) -> String {
        format!("{SCHEME},{},{},{}", self.params.log_n, BASE64.encode(self.params.salt), BASE64.encode(self.nonce))
    }

    fn read(text: &str) -> Option<Header> {
        let mut parts = text.split(',');
        if parts.next()? != SCHEME {
            return None;
        }
        let log_n = parts.next()?.parse().ok().filter(|n| (1..=LOG_N_MAX).contains(n))?;
        let salt = BASE64.decode(parts.next()?).ok()?.try_into().ok()?;
        let nonce = BASE64.decode(parts.next()?).ok()?.try_into().ok()?;
        parts.next().is_none().then_some(Header { params: LockParams { salt, log_n }, nonce })
    }
}

/// How the key of a locked slot is made; `None` for a scheme that this version does not know.
pub fn params(lock: &str) -> Option<LockParams> {
    Header::read(lock).map(|h| h.params)
}

fn close(key: &LockKey, nonce: [u8; 24], text: &str) -> Option<Locked> {
    let header = Header { params: key.params, nonce }.text();
    let sealed = XChaCha20Poly1305::new(&Key::from(key.key))
        .encrypt(&XNonce::from(nonce), Payload { msg: text.as_bytes(), aad: header.as_bytes() })
        .ok()?;
    Some((header, BASE64.encode(sealed)))
}

fn open(key: &LockKey, lock: &str, payload: &str) -> Option<String> {
    let header = Header::read(lock)?;
    let sealed = BASE64.decode(payload).ok()?;
    let plain = XChaCha20Poly1305::new(&Key::from(key.key))
        .decrypt(&XNonce::from(header.nonce), Payload { msg: &sealed, aad: lock.as_bytes() })
        .ok()?;
    String::from_utf8(plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_key_opens() {
        let params = LockParams { salt: [7; 16], log_n: LOG_N };
        let key = LockKey::new(params, [1; 32]);
        let (lock, payload) = key.close([9; 24], "はるの記録").expect("closed");
        assert!(!payload.contains("はる"));
        assert_eq!(key.open(&lock, &payload).as_deref(), Some("はるの記録"));
        assert_eq!(super::params(&lock), Some(params));
        let other = LockKey::new(params, [2; 32]);
        assert_eq!(other.open(&lock, &payload), None);
        let moved = lock.replace(&BASE64.encode([9; 24]), &BASE64.encode([8; 24]));
        assert_eq!(key.open(&moved, &payload), None);
        assert!(!format!("{key:?}").contains("1, 1"));
    }

    /// The AEAD itself, by the vector of draft-irtf-cfrg-xchacha A.3.1.
    #[test]
    fn xchacha20poly1305_of_the_draft() {
        let key: Vec<u8> = (0x80..=0x9f).collect();
        let nonce: Vec<u8> = (0x40..=0x57).collect();
        let aad = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
        let msg = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
        let key: [u8; 32] = key.try_into().expect("32 bytes");
        let nonce: [u8; 24] = nonce.try_into().expect("24 bytes");
        let sealed = XChaCha20Poly1305::new(&Key::from(key))
            .encrypt(&XNonce::from(nonce), Payload { msg, aad: &aad })
            .expect("sealed");
        let tag: Vec<u8> = sealed[sealed.len() - 16..].to_vec();
        assert_eq!(sealed[..4], [0xbd, 0x6d, 0x17, 0x9d]);
        assert_eq!(
            tag,
            [0xc0, 0x87, 0x59, 0x24, 0xc1, 0xc7, 0x98, 0x79, 0x47, 0xde, 0xaf, 0xd8, 0x78, 0x0a, 0xcf, 0x49]
        );
    }
}
