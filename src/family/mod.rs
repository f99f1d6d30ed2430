//! The family's record: who is in it, and what comes when.
//!
//! - [`age`]: age as the law counts it
//! - [`moment`]: days told by a pregnancy, a birth or the school year
//! - [`rules`] (`national.ja.csv`): what comes when, national and local
//! - [`vaccines`] (`vaccines.ja.csv`): windows, intervals, the next possible day
//! - [`record`]: children, pregnancies, marks, over the entries of the vault
//! - [`belongings`]: visits, vouchers, registrations
//! - [`hub`]: マイ相談先, the places kept at hand
//! - [`timeline`]: the steps of one family
//! - [`stage`]: the stages of life under which steps stand
//! - [`year`]: twelve months on one page
//! - [`help`]: what of the city's directory belongs to a step

pub mod age;
pub mod belongings;
pub mod help;
pub mod hub;
pub mod moment;
pub mod record;
pub mod rules;
pub mod stage;
pub mod timeline;
pub mod vaccines;
pub mod year;
