//! The family's record as pages see it: read once, changed through one door, told when it could not be kept.

use crate::app::outlet::Parts;
use crate::app::site::Site;
use crate::family::record::{Family, Household, put_household};
use crate::family::timeline::{Step, steps};
use crate::vault::book::Book;
use crate::vault::keeper::{Keeper, State, Unsaved};
use futures::FutureExt;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

#[cfg(feature = "app")]
type PlatformStore = crate::app::browser::store::TabStore;
/// On the host pages are painted without anybody's record.
#[cfg(not(feature = "app"))]
type PlatformStore = crate::vault::store::MemoryStore;

/// How long a part of the app that did not come is waited for before it is asked for again.
const ASKED_AGAIN: Duration = Duration::from_secs(5);

/// What to tell the person about the keeping of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    pub state: State,
    /// Why the last change is not in the store.
    pub unsaved: Option<Unsaved>,
    pub damaged: usize,
    /// Nothing could be read in spite of damaged texts.
    pub empty: bool,
}

/// The record, from any component.
#[derive(Clone)]
pub struct Record {
    keeper: Arc<Mutex<Keeper<PlatformStore>>>,
    family: RwSignal<Arc<Family>>,
    steps: RwSignal<Arc<Vec<Arc<Step>>>>,
    pub status: RwSignal<Status>,
    version: RwSignal<u32>,
    parts: Parts,
    site: Arc<Site>,
}

/// The steps of a family, as the part of the app that knows the rules reckons them; none where it did not come.
pub type Reckoning = Pin<Box<dyn Future<Output = Option<Vec<Step>>>>>;

/// What comes when in a family: by the national rules and the city's own, in the page's language.
pub fn reckon(family: &Family, site: &Site) -> Vec<Step> {
    // Whoever has nobody in the record waits for no rules to be read.
    let rules = if family.is_empty() { &[] } else { site.rules() };
    let mut made = steps(family, rules, site.today);
    // The national rules and the vaccines are ours, and so in the page's language; what a city or the family wrote stays.
    for step in &mut made {
        for text in [&mut step.name, &mut step.text, &mut step.ask] {
            let said = site.words.of_ours(text);
            if said != text {
                *text = said.to_owned();
            }
        }
    }
    made
}

/// The record, from any component.
pub fn record() -> Record {
    // `App` provides it before anything else is made.
    expect_context::<Record>()
}

/// Bytes from the system's source.
#[cfg(feature = "app")]
pub fn random(bytes: &mut [u8]) {
    crate::app::browser::store::random(bytes);
}
#[cfg(not(feature = "app"))]
pub fn random(_: &mut [u8]) {}

impl Record {
    /// Opens the record of this browser.
    pub fn open(site: Arc<Site>, parts: Parts) -> Record {
        let keeper = Keeper::open(PlatformStore::default(), random);
        let record = Record {
            keeper: Arc::new(Mutex::new(keeper)),
            family: RwSignal::new(Arc::default()),
            steps: RwSignal::new(Arc::default()),
            status: RwSignal::new(Status { state: State::Open, unsaved: None, damaged: 0, empty: true }),
            version: RwSignal::new(0),
            parts,
            site,
        };
        record.show(None);
        #[cfg(feature = "app")]
        {
            let (here, left) = (record.clone(), record.clone());
            crate::app::browser::away::watch(move || here.locks_after(), move || left.lock_again());
            let other = record.clone();
            crate::app::browser::store::on_other_tabs(move || {
                let changed = other.keeper().take_in();
                if changed {
                    other.show(None);
                }
            });
        }
        record
    }

    /// The keeper itself. Not to be held over anything that may come back here.
    pub fn keeper(&self) -> MutexGuard<'_, Keeper<PlatformStore>> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The family as of now; pages that call this are drawn anew when it changes.
    pub fn family(&self) -> Arc<Family> {
        self.family.get()
    }

    /// The family's steps as of now.
    pub fn steps(&self) -> Arc<Vec<Arc<Step>>> {
        self.steps.get()
    }

    /// Whether there is nobody in the record, and nothing in its timeline.
    pub fn is_empty(&self) -> Memo<bool> {
        let record = self.clone();
        Memo::new(move |_| record.family().is_empty() && record.steps().is_empty())
    }

    /// Whether there is anything in the record, open or under a lock.
    pub fn is_kept(&self) -> Memo<bool> {
        let status = self.status;
        Memo::new(move |_| status.with(|now| !now.empty || matches!(now.state, State::Locked(_))))
    }

    /// One step by the key of its mark, as it is from now on.
    pub fn step(&self, key: &str) -> Memo<Option<Arc<Step>>> {
        let (steps, key) = (self.steps, key.to_owned());
        Memo::new(move |_| steps.with(|all| all.iter().find(|s| s.key == key).cloned()))
    }

    /// The family without being told of changes: for what a tap does.
    pub fn family_now(&self) -> Arc<Family> {
        self.family.get_untracked()
    }

    /// The steps without being told of changes.
    pub fn steps_now(&self) -> Arc<Vec<Arc<Step>>> {
        self.steps.get_untracked()
    }

    /// Changes what is kept of the household as a whole, as [`Record::change`] does.
    pub fn change_household(&self, change: impl FnOnce(&mut Household)) -> bool {
        let mut household = self.family_now().household.clone();
        change(&mut household);
        self.change(|book| put_household(book, &household))
    }

    /// Changes the record and keeps it. False when it could not be kept: the person is told by the notice on the page.
    pub fn change(&self, change: impl FnOnce(&mut Book)) -> bool {
        let result = self.keeper().change(change);
        let before = self.status.get_untracked().unsaved;
        self.show(result.err());
        // The notice stands at the head of the page, which may be far above the button that was tapped.
        #[cfg(feature = "app")]
        if result.is_err() && result.err() != before {
            crate::app::browser::bring_into_view("keeping");
        }
        #[cfg(not(feature = "app"))]
        let _ = before;
        result.is_ok()
    }

    /// Writes something that no list of the record shows, such as one letter more on a sheet.
    pub fn jot(&self, change: impl FnOnce(&mut Book)) -> bool {
        let unsaved = self.keeper().change(change).err();
        self.tell(unsaved);
        unsaved.is_none()
    }

    /// Tells of the keeping, where it is another than before.
    fn tell(&self, unsaved: Option<Unsaved>) {
        let status = {
            let keeper = self.keeper();
            Status { state: keeper.state(), unsaved, damaged: keeper.damaged().len(), empty: keeper.book().is_empty() }
        };
        if self.status.get_untracked() != status {
            self.status.set(status);
        }
    }

    /// After how many minutes without anybody the record is locked again; none while there is no lock, or none that comes back.
    pub fn locks_after(&self) -> Option<u16> {
        self.keeper().locked_with()?;
        self.family.with_untracked(|family| family.household.lock_after)
    }

    /// Locks the record again and begins the page anew, so that nothing of it is left in its memory.
    #[cfg(feature = "app")]
    pub fn lock_again(&self) {
        if self.keeper().lock_again() {
            self.show(None);
            // Without a network the page may not come back: what it shows by now is the lock's own form.
            crate::app::browser::begin_anew();
        }
    }

    /// A number that changes whenever the record as a whole is read anew.
    pub fn version(&self) -> u32 {
        self.version.get()
    }

    /// Shows what the keeper holds now.
    pub fn show(&self, unsaved: Option<Unsaved>) {
        let family = {
            let keeper = self.keeper();
            // What this tab read before another one put a lock on is not shown any longer.
            let locked = matches!(keeper.state(), State::Locked(_));
            if locked { Family::default() } else { Family::read(keeper.book()) }
        };
        let family = Arc::new(family);
        if *self.family.read_untracked() != family {
            self.family.set(Arc::clone(&family));
        }
        self.version.update(|n| *n = n.wrapping_add(1));
        self.show_steps(family);
        self.tell(unsaved);
    }

    /// Shows what comes when: at once where the part that reckons it is there, else as soon as it has come.
    fn show_steps(&self, family: Arc<Family>) {
        if *family == Family::default() {
            return self.steps.set(Arc::default());
        }
        let set = |steps: RwSignal<Arc<Vec<Arc<Step>>>>, made: Vec<Step>| {
            steps.try_set(Arc::new(made.into_iter().map(Arc::new).collect()));
        };
        let mut coming = (self.parts.steps)(family, Arc::clone(&self.site));
        match (&mut coming).now_or_never() {
            Some(Some(made)) => set(self.steps, made),
            first => {
                let (record, version) = (self.clone(), self.version.get_untracked());
                leptos::task::spawn_local(async move {
                    let made = match first {
                        None => coming.await,
                        done => done.flatten(),
                    };
                    // What was changed meanwhile is reckoned by itself.
                    if record.version.try_get_untracked() != Some(version) {
                        return;
                    }
                    match made {
                        Some(made) => set(record.steps, made),
                        // Without it the dates would be missing in silence: it is asked for until it comes.
                        None => set_timeout(move || record.show_steps(record.family.get_untracked()), ASKED_AGAIN),
                    }
                });
            }
        }
    }

    /// A number to begin an id with.
    pub fn salt(&self) -> u32 {
        salt()
    }
}

/// A number from the system's source.
pub fn salt() -> u32 {
    let mut bytes = [0; 4];
    random(&mut bytes);
    u32::from_le_bytes(bytes)
}
