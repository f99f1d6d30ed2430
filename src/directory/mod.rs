//! Places and desks: the model and what kinds there are. Reading them from files is in `data`, finding them in `search`.

pub mod kind;
pub mod place;

pub use kind::{Group, Kind};
pub use place::{Desk, Extra, Fact, Origin, Phone, Place, Position};
