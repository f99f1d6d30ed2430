//! Days in files of our own making (see [`crate::data::compact`]): as numbers, counted from the first of January of the year 1.
//! For `#[serde(with = "…")]`, on a day, on one that may be missing, on a list of them.

use super::Date;
use chrono::Datelike;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What is written as numbers of days.
pub trait Days: Sized {
    type Numbers: Serialize + DeserializeOwned;
    fn numbers(&self) -> Self::Numbers;
    /// `None` where a number is of no day that we know.
    fn of(numbers: Self::Numbers) -> Option<Self>;
}

impl Days for Date {
    type Numbers = i32;
    fn numbers(&self) -> i32 {
        self.num_days_from_ce()
    }
    fn of(number: i32) -> Option<Date> {
        // What no list can say is none: whatever is reckoned with it stays a day.
        Date::from_num_days_from_ce_opt(number).filter(|day| (0..=9999).contains(&day.year()))
    }
}

impl Days for Option<Date> {
    type Numbers = Option<i32>;
    fn numbers(&self) -> Option<i32> {
        self.map(|day| day.numbers())
    }
    fn of(number: Option<i32>) -> Option<Option<Date>> {
        Some(match number {
            Some(number) => Some(Date::of(number)?),
            None => None,
        })
    }
}

impl Days for Vec<Date> {
    type Numbers = Vec<i32>;
    fn numbers(&self) -> Vec<i32> {
        self.iter().map(Days::numbers).collect()
    }
    fn of(numbers: Vec<i32>) -> Option<Vec<Date>> {
        numbers.into_iter().map(Date::of).collect()
    }
}

pub fn serialize<S: Serializer>(days: &impl Days, serializer: S) -> Result<S::Ok, S::Error> {
    days.numbers().serialize(serializer)
}

pub fn deserialize<'de, T: Days, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let numbers = T::Numbers::deserialize(deserializer)?;
    T::of(numbers).ok_or_else(|| D::Error::custom("a day that is none"))
}
