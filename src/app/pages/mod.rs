//! The pages, one a file.

pub mod about;
pub mod event;
pub mod events;
pub mod home;
pub mod not_found;
pub mod now;
pub mod place;
pub mod places;
pub mod programme;
pub mod programmes;
