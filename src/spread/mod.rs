//! Reaching those not yet met (seed 003: news is handed over with the 母子手帳, at a first visit, in a post): pictures and sheets.
//!
//! - [`poster`]: what a picture of an event or of a week says
//! - [`picture`]: where it stands on the picture, for whoever paints it: the browser's canvas, or the publisher
//! - [`wall`]: a month on one sheet for a wall

pub mod picture;
pub mod poster;
pub mod wall;

pub use picture::{Draw, Shape, draws};
pub use poster::{Line, Poster};
