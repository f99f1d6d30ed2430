//! The parts of a text with places to fill ([`super::message`]). The build script reads texts with this very file.

/// A text is a row of these.
pub enum Piece<'a> {
    Text(&'a str),
    Place {
        /// As written, with its braces.
        whole: &'a str,
        name: &'a str,
        /// `plural` or `select` and its branches, or `number`.
        choice: Option<(&'a str, &'a str)>,
    },
}

/// How far the brace that a text begins with reaches, with both braces.
fn braced(text: &str) -> Option<&str> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&text[..=at]);
        }
    }
    None
}

pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let Some(whole) = braced(&rest[at..]) else { break };
        pieces.push(Piece::Text(&rest[..at]));
        let mut parts = whole[1..whole.len() - 1].splitn(3, ',');
        let name = parts.next().unwrap_or_default().trim();
        let choice = parts.next().map(|kind| (kind.trim(), parts.next().unwrap_or_default()));
        pieces.push(Piece::Place { whole, name, choice });
        rest = &rest[at + whole.len()..];
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// The branches of a choice: key and text.
pub fn branches(text: &str) -> Vec<(&str, &str)> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let Some(whole) = braced(&rest[at..]) else { break };
        all.push((rest[..at].trim(), &whole[1..whole.len() - 1]));
        rest = &rest[at + whole.len()..];
    }
    all
}

/// The names of the places of a text, each once, sorted; those within branches too.
pub fn holes(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    collect(text, &mut names, 0);
    names.sort_unstable();
    names.dedup();
    names
}

/// How deep choices may lie within each other: beyond it a text stays as it is written.
pub const DEEPEST: usize = 16;

fn collect<'a>(text: &'a str, names: &mut Vec<&'a str>, depth: usize) {
    for piece in pieces(text) {
        if let Piece::Place { name, choice, .. } = piece {
            names.push(name);
            let choice = choice.filter(|_| depth < DEEPEST);
            for (_, text) in choice.map(|(_, text)| branches(text)).unwrap_or_default() {
                collect(text, names, depth + 1);
            }
        }
    }
}
