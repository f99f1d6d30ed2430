//! A cursor over a short text of one width, shared by the readers of this folder.

use crate::text::width::narrow;

/// The text as the readers see it: one width, no spaces, one sign for every wave, dash and separator.
pub(super) fn plain(text: &str) -> Vec<char> {
    narrow(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '〜' | '～' | '∼' | 'ー' | '‐' | '‑' | '–' | '—' | '―' | '−' | '~' => '-',
            '：' | '∶' => ':',
            '，' | '､' | '、' | ';' | '/' | '・' | '･' | ',' => '・',
            // 6ヶ月, 6ヵ月, 6カ月, 6ケ月 are one word.
            'ヵ' | 'ヶ' => 'か',
            _ => c,
        })
        .collect()
}

pub(super) struct Cursor<'a> {
    chars: &'a [char],
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(chars: &'a [char]) -> Cursor<'a> {
        Cursor { chars, at: 0 }
    }

    pub fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub fn done(&self) -> bool {
        self.at >= self.chars.len()
    }

    /// Passes over the text if it comes next.
    pub fn eat(&mut self, text: &str) -> bool {
        let mut at = self.at;
        for c in text.chars() {
            if self.chars.get(at) != Some(&c) {
                return false;
            }
            at += 1;
        }
        self.at = at;
        true
    }

    /// Passes over the first of these that comes next.
    pub fn eat_any(&mut self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.eat(text))
    }

    /// A number of at most `digits` digits, and how many it had.
    pub fn number(&mut self, digits: usize) -> Option<(u32, usize)> {
        let start = self.at;
        let mut value = 0;
        while self.at - start < digits {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) else { break };
            value = value * 10 + digit;
            self.at += 1;
        }
        (self.at > start).then_some((value, self.at - start))
    }

    /// Runs a reader; takes the cursor back when it gives nothing.
    pub fn attempt<T>(&mut self, read: impl FnOnce(&mut Cursor<'a>) -> Option<T>) -> Option<T> {
        let at = self.at;
        let read = read(self);
        if read.is_none() {
            self.at = at;
        }
        read
    }
}
