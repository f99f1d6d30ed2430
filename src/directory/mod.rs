//! Places and desks: the model, what kinds there are, and narrowing a list of them. Reading them from files is in `data`,
//! finding them in `search`.
//!
//! - [`place`], [`kind`], [`facts`]: the model
//! - [`filter`]: conditions that combine
//! - [`around`]: distances, what is at the same address, outlines of districts
//! - [`arriving`]: the five things for those who have moved here
//! - [`staff`]: who is there, in words
//! - [`jsonld`]: a place for search engines

pub mod around;
pub mod arriving;
pub mod facts;
pub mod filter;
pub mod jsonld;
pub mod kind;
pub mod place;
pub mod staff;

pub use facts::{Fact, Facts};
pub use kind::{Group, Kind, KindChoice};
pub use place::{Desk, Extra, Origin, Phone, Place, Position, Translated, translated};
