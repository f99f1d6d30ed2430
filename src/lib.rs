//! Tsunagi（つなぎ）: ties a family to the child-rearing support around it.
//!
//! This library is the core: it knows no browser, no Leptos and no clock. Time, files and the decoder of old Japanese
//! encodings come in as arguments; everything here is tested on the host.
//!
//! - [`data`]: reading a city's files, and saying exactly what was not understood
//! - [`desk`]: what those who publish are told
//! - [`directory`]: places and desks
//! - [`events`]: events and the days on which they fall
//! - [`programmes`]: programmes and benefits
//! - [`embed`]: the snippet for other people's pages
//! - [`family`]: the family's record and what comes when
//! - [`plan`]: plan forms as data, the sheets made of them
//! - [`vault`]: what is kept in the browser, and how it stays whole
//! - [`search`]: finding, as a parent types
//! - [`calendar`]: dates, times, weekdays, ages and repetitions in Japanese notation
//! - [`spread`]: pictures and sheets for those not yet met
//! - [`text`]: width, kana, romaji
//! - [`helplines`]: the national lines of いますぐ相談
//! - [`access`]: what was tried of the standards of access, and how
//! - [`choices`]: choices by name, for conditions of lists
//! - [`order`]: sorting, compiled once
//! - `qr` (feature `qr`): QR codes
//! - [`words`]: the words of each language
//!
//! `app` (with the feature `view`) is the Leptos skin over it.

pub mod access;
pub mod calendar;
pub mod choices;
pub mod data;
pub mod desk;
pub mod directory;
pub mod embed;
pub mod events;
pub mod family;
pub mod helplines;
pub mod order;
pub mod plan;
pub mod programmes;
#[cfg(feature = "qr")]
pub mod qr;
pub mod search;
pub mod spread;
pub mod text;
pub mod vault;
pub mod words;

#[cfg(feature = "view")]
pub mod app;
#[cfg(feature = "press")]
pub mod publish;
