//! Japanese text as people type it and as files hold it.
//!
//! - [`width`]: full and half width
//! - [`fold`]: one form for all spellings that a search takes as equal
//! - [`romaji`]: Latin letters to kana
//! - [`ruby`]: readings over kanji
//! - [`json`], [`written`]: text as other formats have it
//! - [`decimal`]: numbers with decimals
//! - [`hash`]: a digest that tells contents apart

pub mod decimal;
pub mod fold;
pub mod hash;
pub mod json;
pub mod romaji;
pub mod ruby;
pub mod width;
pub mod written;

pub use fold::{Folded, fold, fold_with_map};
pub use romaji::romaji_to_kana;
