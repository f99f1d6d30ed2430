//! A backup sealed with a passphrase, in the age format (age-encryption.org/v1, scrypt recipient): any age tool opens it.
//!
//! scrypt makes a key of the passphrase; it wraps a random file key; the file key seals the text in chunks of 64 KiB with
//! ChaCha20-Poly1305. The cost and the salt stand in the file's own header. The primitives are the RustCrypto crates'; the
//! age crate itself would be ten times this module's weight in WebAssembly.
//!
//! Source: <https://age-encryption.org/v1>; RFC 7914 (scrypt), RFC 5869 (HKDF), RFC 8439 (ChaCha20-Poly1305).

use crate::text::width::narrow;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The cost of a new file, as a power of two: 2^16 with r = 8 takes 64 MiB and about a second on a phone.
pub const LOG_N: u8 = 16;

/// The highest cost that is opened: 2^18 takes 256 MiB, which is what age's own tools write.
pub const LOG_N_MAX: u8 = 18;

const VERSION: &str = "age-encryption.org/v1";
const SALT_LABEL: &[u8] = b"age-encryption.org/v1/scrypt";
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

/// Why a file was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealError {
    /// Not an age file with a passphrase.
    Foreign,
    /// It asks for more memory than a phone has.
    TooHeavy(u8),
    /// Another passphrase.
    Passphrase,
    /// The passphrase is right; bytes are missing or changed.
    Damaged,
}

/// Whether these bytes begin as an age file does.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(VERSION.as_bytes())
}

/// A passphrase as it is used: without spaces around it, full-width letters as half-width ones, since a Japanese
/// keyboard gives now the one and now the other.
fn plain(passphrase: &str) -> String {
    narrow(passphrase).trim().to_owned()
}

/// The key for a passphrase, a salt and a cost (r = 8, p = 1).
pub fn derive(passphrase: &str, salt: &[u8], log_n: u8) -> Option<[u8; 32]> {
    let params = scrypt::Params::new(log_n, 8, 1, 32).ok()?;
    let mut key = [0; 32];
    scrypt::scrypt(plain(passphrase).as_bytes(), salt, &params, &mut key).ok()?;
    Some(key)
}

/// Seals a text. `random` fills bytes from the system's source.
pub fn seal(passphrase: &str, text: &[u8], log_n: u8, random: impl Fn(&mut [u8])) -> Option<Vec<u8>> {
    let (mut salt, mut file_key, mut nonce) = ([0; 16], [0; 16], [0; 16]);
    random(&mut salt);
    random(&mut file_key);
    random(&mut nonce);
    let wrapped = cipher(&wrap_key(passphrase, &salt, log_n)?).encrypt(&Nonce::default(), &file_key[..]).ok()?;
    let header = format!("{VERSION}\n-> scrypt {} {log_n}\n{}\n---", BASE64.encode(salt), BASE64.encode(wrapped));
    let mac = header_mac(&file_key, header.as_bytes()).finalize().into_bytes();
    let mut out = format!("{header} {}\n", BASE64.encode(mac)).into_bytes();
    out.extend(nonce);
    let cipher = cipher(&expand(&file_key, &nonce, b"payload"));
    let mut chunks = text.chunks(CHUNK).peekable();
    if chunks.peek().is_none() {
        out.extend(cipher.encrypt(&chunk_nonce(0, true), &[][..]).ok()?);
    }
    let mut number = 0;
    while let Some(chunk) = chunks.next() {
        out.extend(cipher.encrypt(&chunk_nonce(number, chunks.peek().is_none()), chunk).ok()?);
        number += 1;
    }
    Some(out)
}

/// Opens what [`seal`] or any age tool sealed with a passphrase.
pub fn unseal(passphrase: &str, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
    let (header, payload) = split(bytes).ok_or(SealError::Foreign)?;
    if header.log_n > LOG_N_MAX {
        return Err(SealError::TooHeavy(header.log_n));
    }
    let key = wrap_key(passphrase, &header.salt, header.log_n).ok_or(SealError::Foreign)?;
    let file_key: [u8; 16] = cipher(&key)
        .decrypt(&Nonce::default(), &header.wrapped[..])
        .ok()
        .and_then(|key| key.try_into().ok())
        .ok_or(SealError::Passphrase)?;
    header_mac(&file_key, header.signed).verify_slice(&header.mac).map_err(|_| SealError::Damaged)?;
    let (nonce, sealed) = payload.split_at_checked(16).ok_or(SealError::Damaged)?;
    let cipher = cipher(&expand(&file_key, nonce, b"payload"));
    let mut out = Vec::with_capacity(sealed.len());
    let mut chunks = sealed.chunks(CHUNK + TAG).peekable();
    if chunks.peek().is_none() {
        return Err(SealError::Damaged);
    }
    let mut number = 0;
    while let Some(chunk) = chunks.next() {
        let last = chunks.peek().is_none();
        // Only a wholly empty file has an empty chunk.
        if chunk.len() == TAG && number > 0 {
            return Err(SealError::Damaged);
        }
        out.extend(cipher.decrypt(&chunk_nonce(number, last), chunk).map_err(|_| SealError::Damaged)?);
        number += 1;
    }
    Ok(out)
}

struct Header<'a> {
    salt: [u8; 16],
    log_n: u8,
    wrapped: [u8; 32],
    mac: [u8; 32],
    /// The bytes under the code: all up to and with `---`.
    signed: &'a [u8],
}

fn split(bytes: &[u8]) -> Option<(Header<'_>, &[u8])> {
    // A header with one passphrase is far below this.
    let head = &bytes[..bytes.len().min(1024)];
    let mut ends = head.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at);
    let (a, b, c, d) = (ends.next()?, ends.next()?, ends.next()?, ends.next()?);
    let line = |from: usize, to: usize| std::str::from_utf8(&bytes[from..to]).ok();
    if line(0, a)? != VERSION {
        return None;
    }
    let (salt, log_n) = line(a + 1, b)?.strip_prefix("-> scrypt ")?.split_once(' ')?;
    let mac = line(c + 1, d)?.strip_prefix("--- ")?;
    let header = Header {
        salt: BASE64.decode(salt).ok()?.try_into().ok()?,
        // Written without a sign or a zero before it.
        log_n: log_n.parse::<u8>().ok().filter(|n| n.to_string() == log_n && (1..=64).contains(n))?,
        wrapped: BASE64.decode(line(b + 1, c)?).ok()?.try_into().ok()?,
        mac: BASE64.decode(mac).ok()?.try_into().ok()?,
        signed: &bytes[..c + 4],
    };
    Some((header, &bytes[d + 1..]))
}

fn wrap_key(passphrase: &str, salt: &[u8; 16], log_n: u8) -> Option<[u8; 32]> {
    derive(passphrase, &[SALT_LABEL, salt].concat(), log_n)
}

fn cipher(key: &[u8; 32]) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(Key::from_slice(key))
}

fn expand(file_key: &[u8; 16], salt: &[u8], info: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    // 32 bytes are one block of HKDF-SHA256, which gives up to 255 of them: this cannot fail.
    let _ = Hkdf::<Sha256>::new(Some(salt), file_key).expand(info, &mut key);
    key
}

fn header_mac(file_key: &[u8; 16], header: &[u8]) -> Hmac<Sha256> {
    // HMAC takes a key of any length: this cannot fail.
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&expand(file_key, b"", b"header"))
        .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
    mac.update(header);
    mac
}

/// Eleven bytes of the chunk's number, then 1 for the last.
fn chunk_nonce(number: u64, last: bool) -> Nonce {
    let mut nonce = Nonce::default();
    nonce[3..11].copy_from_slice(&number.to_be_bytes());
    nonce[11] = u8::from(last);
    nonce
}

#[cfg(test)]
mod tests {
    use super::*;

    fn random(bytes: &mut [u8]) {
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = at as u8 * 7 + 1;
        }
    }

    #[test]
    fn what_is_sealed_opens_with_the_same_passphrase_only() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let text = vec![b'a'; length];
            let sealed = seal("ひみつの ことば 12", &text, 4, random).expect("sealed");
            assert_eq!(unseal("ひみつの ことば １２", &sealed).as_deref(), Ok(&text[..]), "{length}");
            assert_eq!(unseal("ひみつ", &sealed), Err(SealError::Passphrase));
        }
    }

    #[test]
    fn every_changed_or_missing_byte_is_noticed() {
        let sealed = seal("himitsu", "はるの記録".as_bytes(), 2, random).expect("sealed");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(unseal("himitsu", &changed).is_err(), "byte {at}");
            assert!(unseal("himitsu", &sealed[..at]).is_err(), "cut at {at}");
        }
        let mut longer = sealed.clone();
        longer.push(0);
        assert_eq!(unseal("himitsu", &longer), Err(SealError::Damaged));
    }

    #[test]
    fn a_file_that_asks_too_much_is_not_opened() {
        let sealed = seal("himitsu", b"x", 2, random).expect("sealed");
        let heavy = String::from_utf8_lossy(&sealed).replacen(" 2\n", " 30\n", 1).into_bytes();
        // The payload is not text, but the header comes first.
        assert_eq!(unseal("himitsu", &heavy), Err(SealError::TooHeavy(30)));
        assert_eq!(unseal("himitsu", b"hello"), Err(SealError::Foreign));
    }

    /// RFC 7914, 12: scrypt("pleaseletmein", "SodiumChloride", N = 16384, r = 8, p = 1), the first 32 bytes.
    #[test]
    fn scrypt_of_the_rfc() {
        let key = derive("pleaseletmein", b"SodiumChloride", 14).expect("a key");
        assert_eq!(key[..8], [0x70, 0x23, 0xbd, 0xcb, 0x3a, 0xfd, 0x73, 0x48]);
    }
}
