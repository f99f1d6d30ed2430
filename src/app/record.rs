//! The family's record as pages see it: read once, changed through one door, told when it could not be kept.

use crate::app::site::Site;
use crate::family::record::{Family, Household, put_household};
use crate::family::rules::{Rule, rules};
use crate::family::timeline::{Step, steps};
use crate::vault::book::Book;
use crate::vault::keeper::{Keeper, State, Unsaved};
use leptos::prelude::*;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

#[cfg(feature = "app")]
type PlatformStore = crate::app::browser::store::TabStore;
/// On the host pages are painted without anybody's record.
#[cfg(not(feature = "app"))]
type PlatformStore = crate::vault::store::MemoryStore;

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
    rules: Arc<OnceLock<Vec<Rule>>>,
    site: Arc<Site>,
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
    pub fn open(site: Arc<Site>) -> Record {
        let keeper = Keeper::open(PlatformStore::default(), random);
        let record = Record {
            keeper: Arc::new(Mutex::new(keeper)),
            family: RwSignal::new(Arc::default()),
            steps: RwSignal::new(Arc::default()),
            status: RwSignal::new(Status { state: State::Open, unsaved: None, damaged: 0, empty: true }),
            version: RwSignal::new(0),
            rules: Arc::default(),
            site,
        };
        record.show(None);
        #[cfg(feature = "app")]
        {
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

    fn rules(&self) -> &[Rule] {
        self.rules.get_or_init(|| rules(&self.site.catalog.schedule))
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
        // Whoever has nobody in the record waits for no rules to be read.
        let rules = if family.is_empty() { &[] } else { self.rules() };
        let mut made = steps(&family, rules, self.site.today);
        // The national rules and the vaccines are ours, and so in the page's language; what a city or the family wrote stays.
        let words = self.site.words;
        for step in &mut made {
            for text in [&mut step.name, &mut step.text, &mut step.ask] {
                let said = words.of_ours(text);
                if said != text {
                    *text = said.to_owned();
                }
            }
        }
        if **self.family.read_untracked() != family {
            self.family.set(Arc::new(family));
        }
        self.version.update(|n| *n = n.wrapping_add(1));
        self.steps.set(Arc::new(made.into_iter().map(Arc::new).collect()));
        self.tell(unsaved);
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
