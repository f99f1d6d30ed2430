//! What a sheet is written on: the family's own record, or a parcel that lives as long as this page.

use crate::app::record::Record;
use crate::vault::book::Book;
use leptos::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};

/// A sheet's ground.
#[derive(Clone)]
pub enum Ground {
    /// The family's record: each stroke is kept.
    Ours(Record),
    /// What somebody else handed over: nothing is kept.
    Theirs(Loose),
}

/// A book that no store holds.
#[derive(Clone)]
pub struct Loose {
    book: Arc<Mutex<Book>>,
    /// Something was written in it.
    pub written: RwSignal<bool>,
}

impl Loose {
    pub fn new(book: Book) -> Loose {
        Loose { book: Arc::new(Mutex::new(book)), written: RwSignal::new(false) }
    }

    /// What stands in it now.
    pub fn copy(&self) -> Book {
        self.book.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Ground {
    /// Looks something up.
    pub fn read<T>(&self, run: impl FnOnce(&Book) -> T) -> T {
        match self {
            Ground::Ours(record) => run(record.keeper().book()),
            Ground::Theirs(loose) => run(&loose.book.lock().unwrap_or_else(PoisonError::into_inner)),
        }
    }

    /// Writes something that no list of the record shows, such as one letter more.
    pub fn jot(&self, change: impl FnOnce(&mut Book)) {
        match self {
            Ground::Ours(record) => {
                record.jot(change);
            }
            Ground::Theirs(loose) => {
                change(&mut loose.book.lock().unwrap_or_else(PoisonError::into_inner));
                if !loose.written.get_untracked() {
                    loose.written.set(true);
                }
            }
        }
    }

    /// Writes something that the timeline shows as well.
    pub fn change(&self, change: impl FnOnce(&mut Book)) {
        match self {
            Ground::Ours(record) => {
                record.change(change);
            }
            Ground::Theirs(_) => self.jot(change),
        }
    }

    /// A number to begin an id with.
    pub fn salt(&self) -> u32 {
        crate::app::record::salt()
    }

    /// The family's own record, where this is it.
    pub fn record(&self) -> Option<&Record> {
        match self {
            Ground::Ours(record) => Some(record),
            Ground::Theirs(_) => None,
        }
    }
}
