//! The pages, one a file.

pub mod about;
pub mod arriving;
pub mod cards;
pub mod diary;
pub mod event;
pub mod events;
pub mod family;
pub mod hand;
pub mod handed;
pub mod home;
pub mod hub;
pub mod keep;
pub mod kids;
pub mod not_found;
pub mod now;
pub mod paper;
pub mod place;
pub mod places;
pub mod plan;
pub mod programme;
pub mod programmes;
pub mod receive;
pub mod reply;
pub mod sheet;
pub mod subscribe;
pub mod timeline;
