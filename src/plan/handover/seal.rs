//! A parcel's text made small and sealed with the code: deflate in a zlib wrapper (RFC 1950, RFC 1951), inside the age
//! format of [`crate::vault::seal`]. Fewer bytes are fewer QR codes to hold a phone over.

use crate::vault::seal::{self, LOG_N, SealError};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

/// The most that a parcel opens to, in bytes: a hundred full sheets. What claims to be more is not opened.
pub const MOST: usize = 1024 * 1024;

/// Makes a text small and seals it. `random` fills bytes from the system's source.
pub fn wrap(code: &str, text: &[u8], random: impl Fn(&mut [u8])) -> Option<Vec<u8>> {
    seal::seal(code, &compress_to_vec_zlib(text, 9), LOG_N, random)
}

/// The text again.
pub fn unwrap(code: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
    let small = seal::unseal(code, sealed)?;
    decompress_to_vec_zlib_with_limit(&small, MOST).map_err(|_| SealError::Damaged)
}
