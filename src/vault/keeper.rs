//! Opening the record, changing it, taking in what other tabs wrote, forgetting it.

use super::book::Book;
use super::layout::{self, NotABook};
use super::lock::{self, LockKey, LockParams};
use super::slots::{self, Frame, Head, Slot, WriteError, Written};
use super::store::{Store, StoreError};

/// Whether the record can be read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Read and written.
    Open,
    /// The browser keeps nothing: the record lasts for this visit.
    Denied,
    /// Locked with a passphrase.
    Locked(LockParams),
    /// A newer version of this software wrote it; this one leaves it alone.
    Newer,
}

/// Why a change is not in the store (it is in the book, and is tried again with the next change).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// The browser keeps nothing.
    Denied,
    /// There is no room.
    Full,
    /// What came back was not what was written.
    Torn,
    Locked,
    Newer,
}

/// Why it is not certain that everything is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotForgotten {
    /// The browser did not let us look.
    Denied,
    /// These keys would not go.
    Left(Vec<String>),
}

/// Stands in the store while everything is taken away, and goes last.
const FORGETTING: &str = "tsunagi.forgetting";

/// The record of one family in one browser tab.
pub struct Keeper<S> {
    store: S,
    random: fn(&mut [u8]),
    book: Book,
    state: State,
    /// The lock on the newest slot.
    key: Option<LockKey>,
    /// Every key that this page has been given: a slot may be older than the lock.
    known: Vec<LockKey>,
    /// Something of the book is not in the store yet.
    pending: bool,
    /// The slots as they were when they were last taken in: while they stay so, there is nothing to read anew.
    seen: Option<Vec<(u32, String)>>,
    /// What a save has to know of them.
    heads: Vec<(u32, Head)>,
    /// A slot has been read or written: if none is left, someone took all away.
    had_slots: bool,
    damaged: Vec<(u32, String)>,
}

impl<S: Store> Keeper<S> {
    /// Opens what the store holds. Never fails: where nothing can be read, the book is empty and [`Keeper::state`] and
    /// [`Keeper::damaged`] say why. `random` fills bytes from the system's source.
    pub fn open(store: S, random: fn(&mut [u8])) -> Keeper<S> {
        let mut keeper = Keeper {
            store,
            random,
            book: Book::default(),
            state: State::Open,
            key: None,
            known: Vec::new(),
            pending: false,
            seen: None,
            heads: Vec::new(),
            had_slots: false,
            damaged: Vec::new(),
        };
        keeper.finish_forgetting();
        keeper.take_in();
        keeper
    }

    /// Whether some tab is taking everything away, key by key.
    fn is_being_forgotten(&self) -> bool {
        matches!(self.store.get(FORGETTING), Ok(Some(_)))
    }

    /// Takes away what a tab that was closed half-way has left: it was asked to, and confirmed.
    fn finish_forgetting(&mut self) {
        if !self.is_being_forgotten() {
            return;
        }
        let _ = self.remove_ours();
    }

    /// The keys under our names.
    fn ours(&self) -> Result<Vec<String>, NotForgotten> {
        let keys = self.store.keys().map_err(|_| NotForgotten::Denied)?;
        Ok(keys.into_iter().filter(|key| slots::is_ours(key)).collect())
    }

    /// Takes away all that is ours, the sign of it last.
    fn remove_ours(&self) -> Result<(), NotForgotten> {
        for key in self.ours()?.iter().filter(|key| *key != FORGETTING) {
            let _ = self.store.remove(key);
        }
        let _ = self.store.remove(FORGETTING);
        Ok(())
    }

    pub fn book(&self) -> &Book {
        &self.book
    }

    pub fn state(&self) -> State {
        self.state
    }

    /// Something told has not reached the store.
    pub fn pending(&self) -> bool {
        self.pending
    }

    /// The texts of slots that are not whole: kept where they are, to be offered as a file.
    pub fn damaged(&self) -> &[(u32, String)] {
        &self.damaged
    }

    /// Takes the damaged slots away, once the person has seen to them.
    pub fn discard_damaged(&mut self) {
        self.seen = None;
        for (number, text) in std::mem::take(&mut self.damaged) {
            // Only the very text that was shown: another tab may have put a good record in its place since.
            let key = slots::key(number);
            if matches!(self.store.get(&key), Ok(Some(now)) if now == text) {
                let _ = self.store.remove(&key);
            }
        }
        self.take_in();
    }

    /// Reads the store again, after another tab's change for example. True when the book is another than before.
    pub fn take_in(&mut self) -> bool {
        let before = self.book.clone();
        let state = self.state;
        self.look();
        // What this tab knows and the store does not is written now, so that all tabs come to the same.
        if self.pending && self.state == State::Open {
            let _ = self.save(None);
        }
        self.book != before || self.state != state
    }

    fn look(&mut self) {
        match slots::texts(&self.store) {
            Err(_) => {
                self.state = State::Denied;
                self.seen = None;
            }
            Ok(texts) => {
                // What is left while another tab forgets is no record any longer, and not to be completed.
                let texts = if self.is_being_forgotten() { Vec::new() } else { texts };
                self.absorb_new(texts);
            }
        }
    }

    /// Takes the slots in, unless they are those that were taken in last.
    fn absorb_new(&mut self, texts: Vec<(u32, String)>) {
        if self.state == State::Open && self.seen.as_ref() == Some(&texts) {
            return;
        }
        let slots = slots::read_texts(&texts);
        self.absorb(&slots);
        self.heads = slots
            .iter()
            .map(|(number, slot)| match slot {
                // One that is no book is as good as damaged.
                Slot::Whole(frame) if !self.damaged.iter().any(|(n, _)| n == number) => {
                    (*number, Head::Whole(frame.seq))
                }
                _ => (*number, Head::Untouchable),
            })
            .collect();
        self.seen = Some(texts);
    }

    /// After a save: what the slots are now, as far as this tab has changed them. What another tab has changed in the
    /// same moment differs from it, and is taken in at the next look.
    fn saw_own(&mut self, written: Written) {
        let Written { number, text, seq, removed } = written;
        let mut texts = self.seen.take().unwrap_or_default();
        texts.retain(|(n, _)| *n != number && !removed.contains(n));
        texts.push((number, text));
        crate::order::by_key(&mut texts, |(n, _)| *n);
        self.heads.retain(|(n, _)| *n != number && !removed.contains(n));
        self.heads.push((number, Head::Whole(seq)));
        self.seen = Some(texts);
    }

    /// Joins what the slots hold into the book.
    fn absorb(&mut self, slots: &[(u32, Slot)]) {
        self.damaged = slots
            .iter()
            .filter_map(|(number, slot)| match slot {
                Slot::Damaged(text) => Some((*number, text.clone())),
                _ => None,
            })
            .collect();
        if slots.iter().any(|(_, slot)| *slot == Slot::Newer) {
            self.state = State::Newer;
            return;
        }
        if slots.is_empty() && self.had_slots && !matches!(self.state, State::Denied) {
            // Another tab has forgotten everything, or the browser has: nothing is brought back.
            self.book = Book::default();
            self.key = None;
            self.known.clear();
            self.state = State::Open;
            self.pending = false;
            self.had_slots = false;
            return;
        }
        // Both whole slots count: the older one adds nothing, unless two tabs wrote in the same moment.
        let mut newest: Option<Book> = None;
        let mut joined = self.book.clone();
        for (number, frame) in slots::whole(slots) {
            match self.read(frame) {
                Ok(stored) => {
                    joined.merge(&stored);
                    if newest.is_none() {
                        // The lock is that of the newest slot, whichever tab put it on or took it off.
                        self.key = self.key_of(frame).cloned();
                        newest = Some(stored);
                    }
                }
                Err(Unreadable::Locked(params)) if newest.is_none() => {
                    self.had_slots = true;
                    self.key = None;
                    self.state = State::Locked(params);
                    return;
                }
                Err(Unreadable::Newer) => {
                    self.state = State::Newer;
                    return;
                }
                // Under a lock of before: what it held has been written anew since.
                Err(Unreadable::Locked(_)) => {}
                // Whole by its checksum and yet no book: kept aside like a damaged one.
                Err(Unreadable::Foreign) => self.damaged.push((number, frame.text())),
            }
        }
        self.state = State::Open;
        self.had_slots |= newest.is_some();
        self.pending = joined != newest.unwrap_or_default();
        self.book = joined;
    }

    fn key_of(&self, frame: &Frame) -> Option<&LockKey> {
        let params = lock::params(&frame.lock)?;
        self.known.iter().find(|key| key.params == params)
    }

    fn read(&self, frame: &Frame) -> Result<Book, Unreadable> {
        let text = if frame.lock.is_empty() {
            frame.payload.clone()
        } else {
            let params = lock::params(&frame.lock).ok_or(Unreadable::Newer)?;
            let key = self.key_of(frame).ok_or(Unreadable::Locked(params))?;
            key.open(&frame.lock, &frame.payload).ok_or(Unreadable::Locked(params))?
        };
        layout::read(&text).map_err(|error| match error {
            NotABook::Newer => Unreadable::Newer,
            NotABook::Foreign => Unreadable::Foreign,
        })
    }

    /// Changes the book, on top of whatever other tabs have written, and keeps it.
    ///
    /// The change is in the book whether or not it could be kept: on `Err` the person is told, and the next change
    /// tries again.
    pub fn change(&mut self, change: impl FnOnce(&mut Book)) -> Result<(), Unsaved> {
        self.look();
        match self.state {
            State::Locked(_) => return Err(Unsaved::Locked),
            State::Newer => return Err(Unsaved::Newer),
            State::Open | State::Denied => {}
        }
        let before = self.book.clone();
        change(&mut self.book);
        if self.book == before && !self.pending {
            return Ok(());
        }
        self.pending = true;
        self.save(None)
    }

    /// `lock`: the lock to write under from now on, where it changes.
    fn save(&mut self, lock: Option<Option<&LockKey>>) -> Result<(), Unsaved> {
        let result = self.try_save(lock);
        self.pending = result.is_err();
        match result {
            Err(Unsaved::Denied) => self.state = State::Denied,
            Ok(()) => self.state = State::Open,
            Err(_) => {}
        }
        result
    }

    fn try_save(&mut self, lock: Option<Option<&LockKey>>) -> Result<(), Unsaved> {
        let told = |error| match error {
            WriteError::Store(StoreError::Denied) => Unsaved::Denied,
            WriteError::Store(StoreError::Full) => Unsaved::Full,
            WriteError::Torn => Unsaved::Torn,
        };
        self.finish_forgetting();
        let texts = slots::texts(&self.store).map_err(|e| told(WriteError::Store(e)))?;
        self.absorb_new(texts);
        match self.state {
            State::Locked(_) => return Err(Unsaved::Locked),
            State::Newer => return Err(Unsaved::Newer),
            State::Open | State::Denied => {}
        }
        let text = layout::write(&self.book);
        if let Some(lock) = lock {
            self.key = lock.cloned();
        }
        let (lock, payload) = match &self.key {
            None => (String::new(), text),
            Some(key) => {
                let mut nonce = [0; 24];
                (self.random)(&mut nonce);
                key.close(nonce, &text).ok_or(Unsaved::Torn)?
            }
        };
        let written = slots::write(&self.store, &self.heads, &lock, payload).map_err(|error| {
            self.seen = None;
            told(error)
        })?;
        self.saw_own(written);
        self.had_slots = true;
        Ok(())
    }

    /// Opens a locked record. False with a wrong key.
    pub fn unlock(&mut self, key: LockKey) -> bool {
        self.known.push(key);
        self.take_in();
        let open = !matches!(self.state, State::Locked(_));
        if !open {
            self.known.pop();
        }
        open
    }

    /// The lock that is on.
    pub fn locked_with(&self) -> Option<LockParams> {
        self.key.as_ref().map(|k| k.params)
    }

    /// Puts the key away and everything that was read with it: the page knows nothing until the passphrase is given again. What
    /// could not be kept is lost with it; the page has said that it was not. False where there is no lock.
    pub fn lock_again(&mut self) -> bool {
        let Some(key) = self.key.take() else { return false };
        self.book = Book::default();
        self.known.clear();
        self.pending = false;
        self.seen = None;
        self.heads.clear();
        self.state = State::Locked(key.params);
        true
    }

    /// Puts a lock on, changes it, or takes it off. No copy under the former one is left behind.
    pub fn set_lock(&mut self, key: Option<LockKey>) -> Result<(), Unsaved> {
        self.seen = None;
        self.known.extend(key.clone());
        self.save(Some(key.as_ref()))?;
        let slots = slots::read_all(&self.store).map_err(|_| Unsaved::Denied)?;
        self.seen = None;
        // Only the slot just written, which was read back, stays.
        for (number, _) in slots::whole(&slots).into_iter().skip(1) {
            self.store.remove(&slots::key(number)).map_err(|_| Unsaved::Denied)?;
        }
        Ok(())
    }

    /// Takes away everything of ours that the store holds, and looks again.
    pub fn forget(&mut self) -> Result<(), NotForgotten> {
        self.book = Book::default();
        self.key = None;
        self.known.clear();
        self.pending = false;
        self.seen = None;
        self.damaged.clear();
        // Other tabs see key after key go: this one tells them not to write back what they know. Where there is no room for it
        // the rest goes all the same.
        let _ = self.store.set(FORGETTING, "1");
        self.remove_ours()?;
        let left = self.ours()?;
        if !left.is_empty() {
            return Err(NotForgotten::Left(left));
        }
        self.had_slots = false;
        self.state = State::Open;
        Ok(())
    }

    /// What lies in the store under our names: key and size in characters.
    pub fn kept(&self) -> Vec<(String, usize)> {
        let mut kept: Vec<(String, usize)> = self
            .store
            .keys()
            .unwrap_or_default()
            .into_iter()
            .filter(|k| slots::is_ours(k))
            .map(|k| {
                let size = self.store.get(&k).ok().flatten().map_or(0, |text| text.chars().count());
                (k, size)
            })
            .collect();
        crate::order::by(&mut kept, |a, b| a.cmp(b));
        kept
    }
}

enum Unreadable {
    Locked(LockParams),
    Newer,
    Foreign,
}

#[cfg(test)]
mod tests {
    use super::super::entry::Entry;
    use super::super::lock::LOG_N;
    use super::super::store::MemoryStore;
    use super::*;

    fn random(bytes: &mut [u8]) {
        bytes.fill(5);
    }

    fn open(store: &MemoryStore) -> Keeper<MemoryStore> {
        Keeper::open(store.clone(), random)
    }

    fn child(name: &str) -> impl FnOnce(&mut Book) + '_ {
        move |book| book.put(Entry::new("child", name).with("name", name))
    }

    #[test]
    fn what_is_told_is_there_next_time() {
        let store = MemoryStore::default();
        let mut first = open(&store);
        assert_eq!(first.change(child("はる")), Ok(()));
        assert_eq!(first.change(child("なつ")), Ok(()));
        let next = open(&store);
        assert_eq!(next.book().of("child").count(), 2);
        assert_eq!(next.kept().len(), 2, "the newest and the one before");
    }

    #[test]
    fn two_tabs_end_with_the_same() {
        let store = MemoryStore::default();
        let mut a = open(&store);
        let mut b = open(&store);
        assert_eq!(a.change(child("はる")), Ok(()));
        assert_eq!(b.change(child("なつ")), Ok(()));
        assert!(a.take_in());
        assert_eq!(a.book(), b.book());
        assert_eq!(a.book().of("child").count(), 2);
        // One forgets: the other does not bring it back.
        assert_eq!(a.forget(), Ok(()));
        assert!(b.take_in());
        assert!(b.book().is_empty());
        assert!(open(&store).book().is_empty());
    }

    #[test]
    fn all_that_is_ours_is_forgotten_and_nothing_else() {
        let store = MemoryStore::default();
        let mut keeper = open(&store);
        assert_eq!(keeper.change(child("はる")), Ok(()));
        for key in ["tsunagi.face", "tsunagi.pieces", "tsunagi-list https://city.example.jp/place-k1", "another's"] {
            assert_eq!(store.set(key, "1"), Ok(()));
        }
        assert_eq!(keeper.forget(), Ok(()));
        assert_eq!(store.keys(), Ok(vec!["another's".to_owned()]));
    }

    #[test]
    fn a_tab_that_looks_while_another_forgets_brings_nothing_back() {
        let store = MemoryStore::default();
        let mut a = open(&store);
        let mut b = open(&store);
        assert_eq!(a.change(child("はる")), Ok(()));
        assert_eq!(a.change(child("なつ")), Ok(()));
        assert!(b.take_in());
        // The newest slot is gone already, the one before is not.
        assert_eq!(store.set(FORGETTING, "1"), Ok(()));
        assert_eq!(store.remove(&slots::key(1)), Ok(()));
        assert!(b.take_in());
        assert!(b.book().is_empty());
        assert_eq!(store.get(&slots::key(1)), Ok(None));
        // The tab that forgot was closed here: the next one to open or to write ends it.
        let next = open(&store);
        assert!(next.book().is_empty() && next.kept().is_empty());
        assert_eq!(b.change(child("ふゆ")), Ok(()));
        assert_eq!(open(&store).book().of("child").count(), 1);
    }

    #[test]
    fn a_damaged_record_is_kept_aside_and_the_one_before_is_read() {
        let store = MemoryStore::default();
        let mut keeper = open(&store);
        for name in ["はる", "なつ"] {
            assert_eq!(keeper.change(child(name)), Ok(()));
        }
        let newest = slots::key(1);
        let torn: String = store.get(&newest).ok().flatten().unwrap_or_default().chars().take(60).collect();
        assert_eq!(store.set(&newest, &torn), Ok(()));
        let mut next = open(&store);
        assert_eq!(next.book().of("child").count(), 1);
        assert_eq!(next.damaged(), [(1, torn.clone())]);
        // New words are kept, and the damaged text is still there.
        assert_eq!(next.change(child("あき")), Ok(()));
        assert_eq!(next.change(child("ふゆ")), Ok(()));
        assert_eq!(store.get(&newest), Ok(Some(torn)));
        next.discard_damaged();
        assert_eq!(store.get(&newest), Ok(None));
        assert_eq!(open(&store).book().of("child").count(), 3);
    }

    #[test]
    fn discarding_spares_what_has_come_in_its_place() {
        let store = MemoryStore::default();
        assert_eq!(store.set(&slots::key(0), "half a rec"), Ok(()));
        let mut stale = open(&store);
        assert_eq!(stale.damaged().len(), 1);
        assert_eq!(store.remove(&slots::key(0)), Ok(()));
        assert_eq!(open(&store).change(child("はる")), Ok(()));
        stale.discard_damaged();
        assert_eq!(open(&store).book().of("child").count(), 1);
    }

    #[test]
    fn what_a_newer_version_wrote_is_left_alone() {
        for text in ["tsunagi:slot\tframe:2\tzzz".to_owned(), {
            Frame { seq: 9, lock: String::new(), payload: "tsunagi:family\tlayout:99\nnew\n".into() }.text()
        }] {
            let store = MemoryStore::default();
            assert_eq!(store.set(&slots::key(0), &text), Ok(()));
            let mut keeper = open(&store);
            assert_eq!(keeper.state(), State::Newer);
            assert_eq!(keeper.change(child("はる")), Err(Unsaved::Newer));
            assert_eq!(store.keys().map(|k| k.len()), Ok(1));
            assert_eq!(store.get(&slots::key(0)), Ok(Some(text)));
        }
    }

    #[test]
    fn a_lock_leaves_no_open_copy() {
        let store = MemoryStore::default();
        let mut keeper = open(&store);
        assert_eq!(keeper.change(child("はる")), Ok(()));
        assert_eq!(keeper.change(child("なつ")), Ok(()));
        let key = LockKey::new(LockParams { salt: [3; 16], log_n: LOG_N }, [8; 32]);
        assert_eq!(keeper.set_lock(Some(key.clone())), Ok(()));
        for (name, _) in keeper.kept() {
            assert!(!store.get(&name).ok().flatten().unwrap_or_default().contains("はる"));
        }
        let mut next = open(&store);
        assert_eq!(next.state(), State::Locked(key.params));
        assert_eq!(next.change(child("あき")), Err(Unsaved::Locked));
        assert!(!next.unlock(LockKey::new(key.params, [9; 32])));
        assert!(next.unlock(key.clone()));
        assert_eq!(next.book().of("child").count(), 2);
        assert_eq!(next.change(child("あき")), Ok(()));
        // Locked again: nothing is known, and nothing is written over.
        assert!(next.lock_again());
        assert!(next.book().is_empty() && next.locked_with().is_none());
        assert!(!next.take_in());
        assert_eq!(next.state(), State::Locked(key.params));
        assert_eq!(next.change(child("ふゆ")), Err(Unsaved::Locked));
        assert!(!next.lock_again(), "there is no key to put away");
        assert!(next.unlock(key.clone()));
        assert_eq!(next.book().of("child").count(), 3);
        assert_eq!(next.set_lock(None), Ok(()));
        assert_eq!(open(&store).book().of("child").count(), 3);
    }
}
