//! When a record that was opened with its passphrase is locked again, because nobody is there any longer.
//!
//! Leaving the page and leaving the phone lying are the same: no sign of anybody for a while. The clock is the caller's, and goes
//! on while a phone sleeps.

/// After how many minutes, as the page offers it.
pub const CHOICES: [u16; 3] = [1, 5, 15];

/// What a new lock begins with: whoever puts one on has somebody who is not to read.
pub const USUAL: u16 = 5;

/// The longest that is taken from a stored record, in minutes: a day.
const LONGEST: u16 = 24 * 60;

/// What a record says of it; none where it is never to lock by itself, or says what this version does not understand.
///
/// ```
/// use tsunagi::vault::away::read;
/// assert_eq!(read("5"), Some(5));
/// assert_eq!(read(""), None);
/// assert_eq!(read("0"), None);
/// assert_eq!(read("99999"), None);
/// ```
pub fn read(text: &str) -> Option<u16> {
    text.parse().ok().filter(|minutes| (1..=LONGEST).contains(minutes))
}

/// Whether it is to be locked now. `seen`: when somebody was last there; both in milliseconds of the same clock. A clock that
/// was put back by as much says nothing of how long it was: then it is locked as well.
///
/// ```
/// use tsunagi::vault::away::due;
/// assert!(!due(5, 0, 299_999));
/// assert!(due(5, 0, 300_000));
/// assert!(due(5, 900_000, 0));
/// // A phone sets its clock right by a little now and then.
/// assert!(!due(5, 2_000, 0));
/// ```
pub fn due(minutes: u16, seen: u64, now: u64) -> bool {
    now.abs_diff(seen) >= u64::from(minutes) * 60_000
}
