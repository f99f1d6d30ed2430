//! Places and desks: the model, what kinds there are, and narrowing a list of them. Reading them from files is in `data`,
//! finding them in `search`.

pub mod filter;
pub mod kind;
pub mod place;

pub use kind::{Group, Kind, KindChoice};
pub use place::{Desk, Extra, Fact, Origin, Phone, Place, Position};
