//! The vault under faults: writes that fail, stop half-way or are silently cut, bytes that flip, room that runs out,
//! storage that is denied for a while, two tabs at once, a browser that deletes everything.
//!
//! After each of them a state that was once kept is read back; where something could not be read, the person is told and
//! the unreadable text is still there. `TSUNAGI_CASES=1000000 cargo test --release --test vault` is the long run.

use proptest::prelude::*;
use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use tsunagi::vault::book::Book;
use tsunagi::vault::entry::Entry;
use tsunagi::vault::keeper::{Keeper, State};
use tsunagi::vault::layout;
use tsunagi::vault::lock::{LockKey, LockParams};
use tsunagi::vault::slots::{self, Frame, Slot};
use tsunagi::vault::store::{MemoryStore, Store, StoreError};

fn cases() -> u32 {
    std::env::var("TSUNAGI_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(3000)
}

fn random(bytes: &mut [u8]) {
    bytes.fill(7);
}

/// What the next write does.
#[derive(Clone, Copy, Debug)]
enum WriteFault {
    Full,
    /// The tab is killed: part of the text stands, and nobody hears of it.
    Killed(usize),
    /// The browser says that all is well, and keeps only a part.
    Cut(usize),
    /// Part of the text stands, and the browser says that there is no room.
    FullHalfway(usize),
}

thread_local! {
    /// Tabs that wrote in the same moment as another: they live on, and hear of its write afterwards.
    static RACED: std::cell::RefCell<Vec<Keeper<FaultyStore>>> = const { std::cell::RefCell::new(Vec::new()) };
}

#[derive(Clone, Default)]
struct FaultyStore {
    inner: MemoryStore,
    next_write: Arc<Mutex<Option<WriteFault>>>,
    /// What another tab does just before the next write: between our look and our write.
    before_write: Arc<Mutex<Option<(u8, u16)>>>,
    /// How many calls from now on are denied.
    denied: Arc<Mutex<u32>>,
}

impl FaultyStore {
    fn allowed(&self) -> Result<(), StoreError> {
        let mut left = self.denied.lock().expect("no test panics while it holds this");
        if *left > 0 {
            *left -= 1;
            return Err(StoreError::Denied);
        }
        Ok(())
    }
}

fn part(text: &str, keep: usize) -> String {
    let all = text.chars().count();
    text.chars().take(keep % all.max(1)).collect()
}

impl Store for FaultyStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.allowed()?;
        self.inner.get(key)
    }
    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.allowed()?;
        let race = self.before_write.lock().expect("no test panics while it holds this").take();
        if let Some((id, value)) = race {
            let (_, mut other) = new_tab(&self.inner);
            let entry = Entry::new("step", &id.to_string()).with("v", &value.to_string());
            let _ = other.change(|book| book.put(entry));
            RACED.with(|raced| raced.borrow_mut().push(other));
        }
        let fault = self.next_write.lock().expect("no test panics while it holds this").take();
        match fault {
            None => self.inner.set(key, value),
            Some(WriteFault::Full) => Err(StoreError::Full),
            Some(WriteFault::Cut(keep)) => self.inner.set(key, &part(value, keep)),
            Some(WriteFault::Killed(keep)) => {
                self.inner.set(key, &part(value, keep))?;
                // Nothing after the kill happens: every further call of this tab fails.
                *self.denied.lock().expect("no test panics while it holds this") = u32::MAX;
                Err(StoreError::Denied)
            }
            Some(WriteFault::FullHalfway(keep)) => {
                self.inner.set(key, &part(value, keep))?;
                Err(StoreError::Full)
            }
        }
    }
    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.allowed()?;
        self.inner.remove(key)
    }
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.allowed()?;
        self.inner.keys()
    }
}

#[derive(Clone, Debug)]
enum Op {
    Change {
        tab: usize,
        id: u8,
        value: u16,
    },
    Remove {
        tab: usize,
        id: u8,
    },
    TakeIn {
        tab: usize,
    },
    Reopen {
        tab: usize,
    },
    Lock {
        tab: usize,
        on: bool,
    },
    Fault(WriteFault),
    Denied(u32),
    Flip {
        slot: usize,
        at: usize,
    },
    Truncate {
        slot: usize,
        keep: usize,
    },
    Evicted,
    Forget {
        tab: usize,
    },
    Discard {
        tab: usize,
    },
    /// Another tab writes between the look and the write of this one's next change.
    Race {
        tab: usize,
        id: u8,
        value: u16,
    },
}

fn op() -> impl Strategy<Value = Op> {
    let tab = 0..2_usize;
    prop_oneof![
        8 => (tab.clone(), 0..4_u8, any::<u16>()).prop_map(|(tab, id, value)| Op::Change { tab, id, value }),
        2 => (tab.clone(), 0..4_u8).prop_map(|(tab, id)| Op::Remove { tab, id }),
        2 => tab.clone().prop_map(|tab| Op::TakeIn { tab }),
        2 => tab.clone().prop_map(|tab| Op::Reopen { tab }),
        1 => (tab.clone(), any::<bool>()).prop_map(|(tab, on)| Op::Lock { tab, on }),
        4 => prop_oneof![
            Just(WriteFault::Full),
            any::<usize>().prop_map(WriteFault::Killed),
            any::<usize>().prop_map(WriteFault::Cut),
            any::<usize>().prop_map(WriteFault::FullHalfway),
        ].prop_map(Op::Fault),
        1 => (1..6_u32).prop_map(Op::Denied),
        2 => (any::<usize>(), any::<usize>()).prop_map(|(slot, at)| Op::Flip { slot, at }),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(slot, keep)| Op::Truncate { slot, keep }),
        1 => Just(Op::Evicted),
        1 => tab.clone().prop_map(|tab| Op::Forget { tab }),
        1 => tab.clone().prop_map(|tab| Op::Discard { tab }),
        2 => (tab, 0..4_u8, any::<u16>()).prop_map(|(tab, id, value)| Op::Race { tab, id, value }),
    ]
}

const KEY: LockKey = LockKey::new(LockParams { salt: [3; 16], log_n: 15 }, [8; 32]);

fn open(store: &FaultyStore) -> Keeper<FaultyStore> {
    let mut keeper = Keeper::open(store.clone(), random);
    if matches!(keeper.state(), State::Locked(_)) {
        keeper.unlock(KEY);
    }
    keeper
}

/// A new tab over the same storage, without the faults of the old one.
fn new_tab(raw: &MemoryStore) -> (FaultyStore, Keeper<FaultyStore>) {
    let store = FaultyStore { inner: raw.clone(), ..FaultyStore::default() };
    let keeper = open(&store);
    (store, keeper)
}

fn slot_keys(raw: &MemoryStore) -> Vec<String> {
    raw.keys().unwrap_or_default().into_iter().filter(|k| k.starts_with(slots::PREFIX)).collect()
}

fn damaged_texts(raw: &MemoryStore) -> HashSet<String> {
    slot_keys(raw)
        .iter()
        .filter_map(|k| raw.get(k).ok().flatten())
        .filter(|text| matches!(Frame::read(text), Slot::Damaged(_)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_kept_state_is_always_read_back(ops in prop::collection::vec(op(), 1..24)) {
        let raw = MemoryStore::default();
        let mut tabs = vec![new_tab(&raw), new_tab(&raw)];
        // Every state that was kept since the last time everything was forgotten, and the latest of them.
        let mut kept: Vec<String> = vec![Book::default().text()];
        // The stored bytes were harmed since the last save.
        let mut harmed = false;
        for op in ops {
            let before = damaged_texts(&raw);
            let mut discarded = false;
            let mut acting = None;
            match op.clone() {
                Op::Change { tab, id, value } => {
                    acting = Some(tab);
                    let entry = Entry::new("step", &id.to_string()).with("v", &value.to_string());
                    let _ = tabs[tab].1.change(|book| book.put(entry));
                }
                Op::Remove { tab, id } => {
                    acting = Some(tab);
                    let _ = tabs[tab].1.change(|book| book.remove("step", &id.to_string()));
                }
                Op::Race { tab, id, value } => *tabs[tab].0.before_write.lock().expect("free") = Some((id, value)),
                Op::TakeIn { tab } => {
                    acting = Some(tab);
                    tabs[tab].1.take_in();
                }
                Op::Reopen { tab } => {
                    tabs[tab] = new_tab(&raw);
                    acting = Some(tab);
                }
                Op::Lock { tab, on } => {
                    acting = Some(tab);
                    let _ = tabs[tab].1.set_lock(on.then_some(KEY));
                }
                Op::Fault(fault) => {
                    for (store, _) in &tabs {
                        *store.next_write.lock().expect("free") = Some(fault);
                    }
                }
                Op::Denied(calls) => *tabs[0].0.denied.lock().expect("free") = calls,
                Op::Flip { slot, at } => {
                    // Not one that is damaged already: the same bit flipped twice would mend it.
                    let damaged = damaged_texts(&raw);
                    let whole = |key: &String| !damaged.contains(&raw.get(key).ok().flatten().unwrap_or_default());
                    let keys: Vec<String> = slot_keys(&raw).into_iter().filter(whole).collect();
                    if let Some(key) = keys.get(slot % keys.len().max(1)) {
                        let text = raw.get(key).ok().flatten().unwrap_or_default();
                        let length = text.chars().count().max(1);
                        let flipped = text.chars().enumerate().map(|(i, c)| if i == at % length { char::from_u32(c as u32 ^ 1).unwrap_or('?') } else { c });
                        let _ = raw.set(key, &flipped.collect::<String>());
                        harmed = true;
                    }
                }
                Op::Truncate { slot, keep } => {
                    let keys = slot_keys(&raw);
                    if let Some(key) = keys.get(slot % keys.len().max(1)) {
                        let text = raw.get(key).ok().flatten().unwrap_or_default();
                        let _ = raw.set(key, &part(&text, keep));
                        harmed = true;
                    }
                }
                Op::Evicted => {
                    for key in slot_keys(&raw) {
                        let _ = raw.remove(&key);
                    }
                    kept = vec![Book::default().text()];
                    harmed = true;
                    discarded = true;
                }
                Op::Forget { tab } => {
                    if tabs[tab].1.forget().is_ok() && *tabs[tab].0.denied.lock().expect("free") == 0 {
                        prop_assert!(slot_keys(&raw).is_empty());
                        kept = vec![Book::default().text()];
                        harmed = false;
                    } else {
                        harmed = true;
                    }
                    discarded = true;
                }
                Op::Discard { tab } => {
                    acting = Some(tab);
                    tabs[tab].1.discard_damaged();
                    discarded = true;
                }
            }
            if let Some(tab) = acting {
                // A tab that was killed is gone; its family opens another.
                if *tabs[tab].0.denied.lock().expect("free") > 1_000_000 {
                    tabs[tab] = new_tab(&raw);
                }
                let keeper = &mut tabs[tab].1;
                if matches!(keeper.state(), State::Locked(_)) {
                    keeper.unlock(KEY);
                }
                if keeper.state() == State::Open && !keeper.pending() {
                    kept.push(keeper.book().text());
                    // What this tab knows stands in the store whole again.
                    harmed = !slot_keys(&raw).is_empty() && {
                        let fresh = new_tab(&raw).1;
                        fresh.book() != tabs[tab].1.book()
                    };
                    prop_assert!(!harmed, "kept, and yet not read back after {op:?}");
                }
            }
            // Tabs that wrote at the same moment hear of each other, and come to the same.
            let raced = RACED.with(|raced| std::mem::take(&mut *raced.borrow_mut()));
            for mut other in raced {
                other.take_in();
                if matches!(other.state(), State::Locked(_)) {
                    other.unlock(KEY);
                }
                if other.state() == State::Open && !other.pending() {
                    kept.push(other.book().text());
                    let (_, fresh) = new_tab(&raw);
                    prop_assert_eq!(fresh.book(), other.book(), "two writes at once after {:?}", op);
                    harmed = false;
                }
            }
            // Someone opens the site now.
            let (_, fresh) = new_tab(&raw);
            prop_assert!(!matches!(fresh.state(), State::Newer | State::Denied));
            let text = fresh.book().text();
            if !harmed {
                prop_assert_eq!(&text, kept.last().expect("never empty"), "after {:?}", op);
            } else {
                let known = kept.contains(&text) || text == Book::default().text();
                prop_assert!(known, "a state that never was: {} after {:?}", text, op);
                // Less than the latest: then the person is told, unless the browser itself took all away.
                if Some(&text) != kept.last() {
                    prop_assert!(!fresh.damaged().is_empty() || slot_keys(&raw).len() <= 1 || discarded, "untold after {op:?}");
                }
            }
            // Nothing unreadable was written over.
            if !discarded && !matches!(op, Op::Flip { .. } | Op::Truncate { .. }) {
                let after = damaged_texts(&raw);
                prop_assert!(before.is_subset(&after), "a damaged text vanished after {op:?}");
            }
        }
    }

    #[test]
    fn copies_become_one_in_any_order(a in book(), b in book(), c in book()) {
        let join = |x: &Book, y: &Book| { let mut x = x.clone(); x.merge(y); x };
        prop_assert_eq!(join(&a, &b), join(&b, &a));
        prop_assert_eq!(join(&join(&a, &b), &c), join(&a, &join(&b, &c)));
        prop_assert_eq!(join(&a, &a), a.clone());
        prop_assert_eq!(Book::read(&a.text()), a.clone());
        prop_assert_eq!(layout::read(&layout::write(&a)), Ok(a));
    }

    #[test]
    fn no_text_makes_the_vault_panic(text in ".{0,80}", head in prop::bool::ANY) {
        let text = if head { format!("tsunagi:slot\tframe:1\t{text}") } else { text };
        let raw = MemoryStore::default();
        let _ = raw.set(&slots::key(0), &text);
        let mut keeper = Keeper::open(raw.clone(), random);
        let _ = keeper.change(|book| book.put(Entry::new("child", "c1")));
        prop_assert_eq!(raw.get(&slots::key(0)), Ok(Some(text.clone())), "it is kept");
        let _ = (layout::read(&text), Book::read(&text), tsunagi::vault::backup::read(&text));
    }
}

fn book() -> impl Strategy<Value = Book> {
    let line = (0..3_u8, 0..3_u64, any::<bool>(), prop::collection::btree_map("[ab]", ".{0,4}", 0..3)).prop_map(
        |(id, rev, gone, fields)| {
            let mut entry = Entry { rev, gone, ..Entry::new("child", &id.to_string()) };
            if !gone {
                for (label, value) in fields {
                    entry.set(&label, &value);
                }
            }
            entry.line()
        },
    );
    prop::collection::vec(prop_oneof![9 => line, 1 => "[^\n]{1,12}"], 0..8)
        .prop_map(|lines| Book::read(&lines.join("\n")))
}
