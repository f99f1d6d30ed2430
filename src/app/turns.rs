//! The first drawing of a page, in turns: an old phone is at work on all of it for a fifth of a second, most of which it makes the
//! program's functions ready that are called for the first time. What is drawn in turns leaves it time to answer taps; nothing of it is
//! shown before all of it is there.

use leptos::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};

/// Pieces of a page that wait for their turn; none once the page is there, from when on what is drawn is drawn at once.
#[derive(Clone)]
pub struct Turns(Arc<Mutex<Option<Vec<RwSignal<bool>>>>>);

impl Turns {
    /// A page that is about to be drawn.
    pub fn begin() -> Turns {
        Turns(Arc::new(Mutex::new(Some(Vec::new()))))
    }

    /// Something more is about to be drawn, such as what a page shows of the lists once they have come.
    pub fn begin_again(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default();
    }

    /// Whether one more piece waits, and has its turn now: it is drawn before the next task. After the last one nothing waits any more.
    pub fn next(&self) -> bool {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let next = waiting.as_mut().filter(|waiting| !waiting.is_empty()).map(|waiting| waiting.remove(0));
        if next.is_none() {
            *waiting = None;
        }
        drop(waiting);
        let Some(there) = next else { return false };
        // What asked for it may be gone.
        let _ = there.try_set(true);
        true
    }

    fn ask(&self) -> Option<RwSignal<bool>> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.as_mut().map(|waiting| {
            let there = RwSignal::new(false);
            waiting.push(there);
            there
        })
    }
}

/// A piece of a page, drawn in its turn while the page is drawn for the first time, else at once.
pub fn in_turn<V: IntoAny + 'static>(draw: impl Fn() -> V + Send + 'static) -> AnyView {
    in_turn_after(|| ().into_any(), draw)
}

/// The same for one in whose place `before` stands until then.
pub fn in_turn_after<V: IntoAny + 'static>(
    before: impl Fn() -> AnyView + Send + 'static,
    draw: impl Fn() -> V + Send + 'static,
) -> AnyView {
    let there = use_context::<Turns>().and_then(|turns| turns.ask());
    (move || if there.is_none_or(|there| there.get()) { draw().into_any() } else { before() }).into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_their_turns_in_their_order_and_then_nothing_waits() {
        let owner = Owner::new();
        owner.with(|| {
            let turns = Turns::begin();
            let (first, second) = (turns.ask().expect("waits"), turns.ask().expect("waits"));
            let drawn = || (first.get_untracked(), second.get_untracked());
            assert_eq!(drawn(), (false, false));
            assert!(turns.next());
            assert_eq!(drawn(), (true, false));
            // One that is asked for meanwhile comes after those that were.
            let third = turns.ask().expect("waits");
            assert!(turns.next() && drawn().1 && !third.get_untracked());
            // What is gone has its turn all the same.
            third.dispose();
            assert!(turns.next());
            assert!(!turns.next());
            assert!(turns.ask().is_none() && !turns.next());
            // What comes later has turns of its own; what is asked for while others wait waits with them.
            turns.begin_again();
            let fourth = turns.ask().expect("waits");
            turns.begin_again();
            assert!(!fourth.get_untracked() && turns.next() && fourth.get_untracked());
            assert!(!turns.next() && turns.ask().is_none());
        });
    }
}
