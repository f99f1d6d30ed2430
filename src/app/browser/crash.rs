//! What is told when the program stops by a fault of its own: where, and nothing else. Rust's own words for a fault can hold
//! what was being worked on (a name that was cut in the wrong place), and a console can be read, copied and sent. A program with the
//! small standard library (scripts/wasm-target.sh) tells nothing at all.

use std::panic::Location;

/// Tells the console from now on where a fault was.
pub fn tell_only_where() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&told(info.location()).into());
    }));
}

fn told(place: Option<&Location<'_>>) -> String {
    place
        .map(|at| format!("つなぎ stopped at {}:{}", at.file(), at.line()))
        .unwrap_or_else(|| "つなぎ stopped".to_owned())
}
