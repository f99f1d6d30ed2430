//! FNV-1a with 64 bits (draft-eastlake-fnv): small, and the same in every build. It tells contents apart; of where they come
//! from it proves nothing. The build script uses this very file.

/// The digest of no bytes, with which every other begins.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// The digest of bytes.
///
/// ```
/// use tsunagi::text::hash::{START, fnv1a};
/// assert_eq!(fnv1a([]), START);
/// assert_eq!(fnv1a("foobar".bytes()), 0x8594_4171_f739_67e8);
/// ```
pub fn fnv1a(bytes: impl IntoIterator<Item = u8>) -> u64 {
    more(START, bytes)
}

/// Another digest of bytes, eight at a time, which tells damage where there are many: each of eight bytes that changes alone changes it.
///
/// ```
/// use tsunagi::text::hash::sum;
/// assert_eq!(sum(b"a list of places"), sum(b"a list of places"));
/// assert_ne!(sum(b"a list of places"), sum(b"a list of Places"));
/// assert_ne!(sum(b"a list"), sum(b"a list\0"));
/// ```
pub fn sum(bytes: &[u8]) -> u64 {
    let (eights, rest) = bytes.as_chunks::<8>();
    let eights = eights.iter().fold(START ^ bytes.len() as u64, |hash, eight| {
        (hash ^ u64::from_le_bytes(*eight)).wrapping_mul(0x100_0000_01b3).rotate_left(29)
    });
    more(eights, rest.iter().copied())
}

/// The digest of what `before` is the digest of, with bytes behind it.
///
/// ```
/// use tsunagi::text::hash::{fnv1a, more};
/// assert_eq!(more(fnv1a("foo".bytes()), "bar".bytes()), fnv1a("foobar".bytes()));
/// ```
pub fn more(before: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(before, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
