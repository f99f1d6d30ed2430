//! A long list that is drawn a piece at a time: what fits on a screen at once, the rest when the page has a moment. A letter that
//! is typed waits for some cards, not for all of them. All are there in the end: to search the page for, to print, to be read out.

use super::later::later;
use leptos::prelude::*;

/// How many entries are drawn at once: what a phone's screen shows, less than a letter would have to wait for.
const PIECE: usize = 3;

/// How long a list is, and how far of that it is drawn.
#[derive(Clone, Copy)]
pub struct Growing {
    /// How many entries are shown before one asks for more, and with each asking.
    page: usize,
    shown: RwSignal<usize>,
    drawn: RwSignal<usize>,
    /// Counts what was begun anew, so that a former beginning grows no further.
    turn: StoredValue<u32>,
}

impl Growing {
    /// `kept`: how long the list was when one was here before. It is drawn as it was, since the browser goes back to where in it one
    /// has been.
    pub fn new(page: usize, kept: Option<usize>) -> Growing {
        let shown = RwSignal::new(kept.unwrap_or(page));
        let drawn = RwSignal::new(kept.unwrap_or(PIECE));
        let growing = Growing { page, shown, drawn, turn: StoredValue::new(0) };
        // At its beginning, and whenever more of it is wanted; one that begins anew waits until it is calm.
        Effect::new(move |before: Option<usize>| {
            let wanted = shown.get();
            if before.is_none_or(|before| before < wanted) {
                growing.grow(SOON);
            }
            wanted
        });
        growing
    }

    /// How many entries there are to be in the end.
    pub fn shown(self) -> usize {
        self.shown.get()
    }

    /// More of it is wanted.
    pub fn more(self) {
        self.shown.update(|shown| *shown += self.page);
    }

    /// Another list takes its place: its first piece now, the rest once nothing has changed for a moment.
    pub fn begin(self) {
        self.shown.set(self.page);
        self.drawn.set(PIECE);
        self.grow(CALM);
    }

    fn grow(self, wait: u32) {
        self.turn.update_value(|turn| *turn += 1);
        self.step(wait, self.turn.get_value());
    }

    fn step(self, wait: u32, turn: u32) {
        later(wait, move || {
            // The page may have been left, or the list begun anew.
            let wanted = self.shown.try_get_untracked().filter(|_| self.turn.try_get_value() == Some(turn));
            let Some(wanted) = wanted.filter(|wanted| self.drawn.get_untracked() < *wanted) else { return };
            self.drawn.update(|drawn| *drawn += PIECE);
            if self.drawn.get_untracked() < wanted {
                self.step(SOON, turn);
            }
        });
    }

    /// Entries as cards, each piece once the list has grown so far. `before`: how many entries stand before these.
    pub fn cards<T: Clone + Send + 'static>(
        self,
        before: usize,
        entries: &[T],
        card: impl Fn(&T) -> AnyView + Clone + Send + 'static,
    ) -> Vec<AnyView> {
        let piece = |(at, entries): (usize, &[T])| {
            let (entries, card) = (entries.to_vec(), card.clone());
            let there = Memo::new(move |_| self.drawn.get() > before + at * PIECE);
            (move || there.get().then(|| entries.iter().map(&card).collect::<Vec<_>>())).into_any()
        };
        entries.chunks(PIECE).enumerate().map(piece).collect()
    }
}

/// After how long the rest follows, in milliseconds: when the screen has been painted, and when one has stopped typing.
const SOON: u32 = 30;
const CALM: u32 = 400;
