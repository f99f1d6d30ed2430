//! A long list that is drawn a piece at a time: what fits on a screen at once, the rest when the page has a moment. A letter that
//! is typed waits for some cards, not for all of them. All are there in the end: to search the page for, to print, to be read out.

use super::later::later;
use leptos::prelude::*;

/// How many entries are drawn at once: more than a phone's screen shows, less than a letter would have to wait for.
pub const PIECE: usize = 10;

/// How far a list is drawn.
#[derive(Clone, Copy)]
pub struct Growing {
    drawn: RwSignal<usize>,
    /// Counts what was begun anew, so that a former beginning grows no further.
    turn: StoredValue<u32>,
}

impl Growing {
    /// Of a list of at most `shown` entries. `whole`: one that was here before is drawn as it was, since the browser goes back to where
    /// in it one has been.
    pub fn new(shown: RwSignal<usize>, whole: bool) -> Growing {
        let drawn = if whole { shown.get_untracked() } else { PIECE };
        let growing = Growing { drawn: RwSignal::new(drawn), turn: StoredValue::new(0) };
        // At its beginning, and whenever more of it is wanted; one that begins anew waits until it is calm.
        Effect::new(move |before: Option<usize>| {
            let wanted = shown.get();
            if before.is_none_or(|before| before < wanted) {
                growing.grow(shown, SOON);
            }
            wanted
        });
        growing
    }

    /// Another list takes its place: its first piece now, the rest once nothing has changed for a moment.
    pub fn begin(self, shown: RwSignal<usize>) {
        self.drawn.set(PIECE);
        self.grow(shown, CALM);
    }

    fn grow(self, shown: RwSignal<usize>, wait: u32) {
        self.turn.update_value(|turn| *turn += 1);
        self.step(shown, wait, self.turn.get_value());
    }

    fn step(self, shown: RwSignal<usize>, wait: u32, turn: u32) {
        later(wait, move || {
            // The page may have been left, or the list begun anew.
            let wanted = shown.try_get_untracked().filter(|_| self.turn.try_get_value() == Some(turn));
            let Some(wanted) = wanted.filter(|wanted| self.drawn.get_untracked() < *wanted) else { return };
            self.drawn.update(|drawn| *drawn += PIECE);
            if self.drawn.get_untracked() < wanted {
                self.step(shown, SOON, turn);
            }
        });
    }

    /// Draws a piece once the list has grown so far: `from` entries are before it.
    pub fn piece(self, from: usize, draw: impl Fn() -> AnyView + Send + 'static) -> impl IntoView {
        let there = Memo::new(move |_| self.drawn.get() > from);
        move || there.get().then(&draw)
    }
}

/// After how long the rest follows, in milliseconds: when the screen has been painted, and when one has stopped typing.
const SOON: u32 = 30;
const CALM: u32 = 400;
