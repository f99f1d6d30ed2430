//! What pages share, one part a file.

pub mod answers;
pub mod call;
pub mod card;
pub mod carry;
pub mod faces;
pub mod facts;
pub mod form;
pub mod ground;
pub mod hours;
pub mod hub;
pub mod icon;
pub mod keeping;
pub mod marked;
pub mod next;
pub mod paper;
pub mod qr;
pub mod query;
pub mod search_box;
pub mod share;
pub mod state;
pub mod step_card;
pub mod title;
pub mod way_out;
