//! The plan: forms as data, and the sheets that a family makes of them.
//!
//! - [`form`]: what a form is; [`read`]: a form's file (TOML), with exact errors
//! - [`packed`]: the built-in forms as a publisher has read them
//! - [`sheet`]: a family's sheet over the entries of the vault: answers, goals, services, voices, private words
//! - [`version`]: looking back: the next version, and what the former ones said
//! - [`suggest`]: what of the directory answers a ticked worry
//! - [`difference`]: what changed from one version to the next
//! - [`handover`]: giving chosen parts to somebody, and taking in what comes back

pub mod difference;
pub mod form;
pub mod handover;
pub mod packed;
pub mod read;
pub mod sheet;
pub mod suggest;
pub mod version;
