//! What is kept and carried away: the text of a backup, its seal, the slots of the browser's storage and their lock.

use super::given::{rest, text, today};
use arbitrary::Unstructured;
use tsunagi::events::kept::kept;
use tsunagi::family::record::Family;
use tsunagi::plan::sheet::plans;
use tsunagi::plan::version::{chain, history};
use tsunagi::vault::backup::{self, Restore, preview, restored};
use tsunagi::vault::book::Book;
use tsunagi::vault::entry::Entry;
use tsunagi::vault::lock::{self, LockKey, LockParams};
use tsunagi::vault::seal::{SealError, seal as sealed, unseal};
use tsunagi::vault::slots::{self, Frame, Slot};

/// The text of a backup: read and written again it is the same book, it can be joined with another in any order, and what is
/// written afterwards is the newest of all.
pub fn backup(bytes: &[u8]) {
    let all = String::from_utf8_lossy(bytes);
    let (first, second) = all.split_once("\n#####\n").unwrap_or((&all, ""));
    let Ok(book) = backup::read(first) else { return };
    assert_eq!(backup::read(&backup::text(&book)).as_ref(), Ok(&book));
    let other = Book::read(second);
    let (mut ab, mut ba) = (book.clone(), other.clone());
    ab.merge(&other);
    ba.merge(&book);
    assert_eq!(ab, ba, "in whatever order copies are joined");
    let once = ab.clone();
    ab.merge(&other);
    ab.merge(&book);
    assert_eq!(ab, once, "joined twice is joined once");
    let merged = restored(&book, &other, Restore::Merge);
    let counts = preview(&book, &merged);
    assert!(counts.same + counts.changed + counts.removed == book.entries().count(), "{counts:?}");
    let replaced = restored(&book, &other, Restore::Replace);
    assert_eq!(replaced.entries().count(), other.entries().count());
    look_at(&book);
    // A word written now is newer than any that came.
    let mut ours = ab.clone();
    ours.put(Entry::new("child", "c1").with("name", "はる"));
    let mut there = ab;
    there.merge(&ours);
    assert_eq!(there.get("child", "c1").map(|entry| entry.get("name")), Some("はる"), "a new word was lost");
}

/// Everything that the family's pages read of a book.
fn look_at(book: &Book) {
    let family = Family::read(book);
    for child in &family.children {
        let _ = (child.months(today()), child.corrected_months(today()), family.born_with(child).len());
    }
    for plan in plans(book) {
        assert!(chain(book, &plan.id).len() <= plans(book).len());
        let _ = history(book, &plan.id, "f");
    }
    let steps = tsunagi::family::timeline::steps(&family, &tsunagi::family::rules::rules(&[]), today());
    assert!(steps.len() < 100_000);
    for kept in kept(book) {
        let _ = kept.changes(None, today());
    }
}

fn random(seed: u8) -> impl Fn(&mut [u8]) {
    move |bytes| {
        bytes.iter_mut().enumerate().for_each(|(at, byte)| *byte = seed.wrapping_mul(31).wrapping_add(at as u8))
    }
}

/// How much work a header asks for, where it can be seen: what a phone would do in seconds is not tried here.
fn is_light(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let cost = head.lines().nth(1).and_then(|line| line.rsplit(' ').next()?.parse::<u32>().ok());
    cost.is_none_or(|cost| cost <= 8 || cost > 18)
}

/// A sealed file: whole it opens, with any bit changed it does not, and no bytes open as something else.
pub fn seal(bytes: &[u8]) {
    if is_light(bytes) {
        let opened = unseal("himitsu", bytes);
        assert!(!matches!(opened, Err(SealError::TooHeavy(..=18))), "{opened:?}");
    }
    let mut u = Unstructured::new(bytes);
    let (seed, at, bit) =
        (u.arbitrary::<u8>().unwrap_or(0), u.arbitrary::<u16>().unwrap_or(0), u.arbitrary::<u8>().unwrap_or(0));
    let passphrase = text(&mut u, 6);
    let plain = u.take_rest();
    let file = sealed(&passphrase, plain, 1, random(seed)).expect("sealed");
    assert_eq!(unseal(&passphrase, &file).as_deref(), Ok(plain));
    let mut changed = file.clone();
    let at = usize::from(at) % changed.len();
    changed[at] ^= 1 << (bit % 8);
    if is_light(&changed) {
        assert!(unseal(&passphrase, &changed).is_err(), "byte {at} was changed and nobody noticed");
    }
    assert!(unseal(&passphrase, &file[..at]).is_err(), "cut off at {at} and nobody noticed");
}

/// What lies in the browser's storage, whoever wrote it: a slot that is whole is the same written again; a lock opens with its
/// own key alone.
pub fn slot(bytes: &[u8]) {
    let mut u = Unstructured::new(bytes);
    let (seq, at) = (u.arbitrary::<u64>().unwrap_or(0).min(slots::LAST), u.arbitrary::<u16>().unwrap_or(0));
    let payload = rest(u);
    match Frame::read(&payload) {
        Slot::Whole(frame) => assert_eq!(Frame::read(&frame.text()), Slot::Whole(frame)),
        Slot::Damaged(found) => assert_eq!(found, payload, "what is damaged stays as found"),
        Slot::Newer => {}
    }
    let _ = lock::params(&payload);
    let frame = Frame { seq, lock: String::new(), payload: payload.clone() };
    let text = frame.text();
    assert_eq!(Frame::read(&text), Slot::Whole(frame));
    let cut = (0..=usize::from(at) % text.len()).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    assert!(!matches!(Frame::read(&text[..cut]), Slot::Whole(_)), "torn at {cut} and taken for whole");
    let key = LockKey::new(LockParams { salt: [7; 16], log_n: 15 }, [seq as u8; 32]);
    let (head, closed) = key.close([at as u8; 24], &payload).expect("closed");
    assert_eq!(key.open(&head, &closed).as_deref(), Some(payload.as_str()));
    let other = LockKey::new(key.params, [!(seq as u8); 32]);
    assert_eq!(other.open(&head, &closed), None);
    if payload != head {
        assert_eq!(key.open(&payload, &closed), None, "another header");
    }
    assert_eq!(key.open(&head, &payload), None, "a payload that is none");
}
