//! A place for search engines: JSON-LD in the words of schema.org.

use super::kind::{Group, Kind};
use super::place::{Place, Position};
use crate::calendar::{TimeRange, Weekday};
use crate::data::columns::Field;
use crate::text::json::Json;

/// What it is in schema.org's words.
fn kind(place: &Place) -> &'static str {
    match place.kind {
        Kind::Nursery | Kind::SmallNursery | Kind::UnlicensedNursery | Kind::Kodomoen | Kind::TemporaryCare => {
            "ChildCare"
        }
        Kind::Kindergarten => "Preschool",
        Kind::ElementarySchool => "ElementarySchool",
        Kind::JuniorHigh => "MiddleSchool",
        Kind::HighSchool => "HighSchool",
        Kind::SpecialSchool => "School",
        Kind::Library => "Library",
        Kind::Park => "Park",
        Kind::Museum => "Museum",
        Kind::Dentist => "Dentist",
        Kind::Clinic | Kind::Paediatrics | Kind::Obstetrics | Kind::EmergencyClinic => "MedicalClinic",
        Kind::CityOffice | Kind::FamilyCentre | Kind::HealthCentre => "GovernmentOffice",
        Kind::CommunityHall | Kind::Sports => "CivicStructure",
        _ if place.group == Group::Ask => "GovernmentOffice",
        _ => "Place",
    }
}

fn day(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
        Weekday::Holiday => "PublicHolidays",
    }
}

/// A time as ISO 8601 has it, within one day.
fn time(range: TimeRange, close: bool) -> String {
    let minutes = if close { range.close.minutes() } else { range.open.minutes() };
    // The end of a day is 23:59 to schema.org; beyond midnight it is the next day's hour.
    let minutes = if minutes == 24 * 60 { minutes - 1 } else { minutes % (24 * 60) };
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Where something is: `address` and `geo`, as far as they are known. `local` is the address within the city.
pub(crate) fn whereabouts(
    address: &str,
    local: &str,
    city: &str,
    position: Option<Position>,
) -> Vec<(&'static str, Json)> {
    let mut pairs = Vec::new();
    if !address.is_empty() {
        let mut postal = vec![("@type", Json::text("PostalAddress")), ("addressCountry", Json::text("JP"))];
        if !city.is_empty() {
            postal.push(("addressLocality", Json::text(city)));
        }
        postal.push(("streetAddress", Json::text(local)));
        pairs.push(("address", Json::object(postal)));
    }
    if let Some(position) = position {
        let geo = [
            ("@type", Json::text("GeoCoordinates")),
            ("latitude", Json::Number(position.latitude)),
            ("longitude", Json::Number(position.longitude)),
        ];
        pairs.push(("geo", Json::object(geo)));
    }
    pairs
}

/// The place as JSON-LD. `url` is the address of its page, `city` 自治体名.
///
/// Only hours of every week are told: what holds in some weeks of the month has no form in schema.org.
pub fn place(place: &Place, url: &str, city: &str) -> Json {
    let mut pairs = vec![
        ("@context", Json::text("https://schema.org")),
        ("@type", Json::text(kind(place))),
        ("@id", Json::text(url)),
        ("url", Json::text(url)),
        ("name", Json::text(&place.name)),
    ];
    if let Some(text) = place.fact(Field::Description).or(place.fact(Field::Summary)) {
        pairs.push(("description", Json::text(text)));
    }
    if let Some(phone) = place.phones.first() {
        // International form (ITU-T E.123); short numbers have none.
        let number = match phone.dial.strip_prefix('0') {
            Some(rest) if phone.dial.len() >= 9 => format!("+81{rest}"),
            _ => phone.dial.clone(),
        };
        pairs.push(("telephone", Json::text(number)));
    }
    pairs.extend(whereabouts(&place.address, place.local_address(city), city, place.position));
    if place.hours.nth.is_empty() {
        let mut hours = Vec::new();
        for row in place.hours.week().iter().filter(|row| row.nth.is_empty()) {
            for range in &row.ranges {
                let days = row.days.iter().map(|d| Json::text(format!("https://schema.org/{}", day(*d)))).collect();
                hours.push(Json::object([
                    ("@type", Json::text("OpeningHoursSpecification")),
                    ("dayOfWeek", Json::List(days)),
                    ("opens", Json::text(time(*range, false))),
                    ("closes", Json::text(time(*range, true))),
                ]));
            }
        }
        if !hours.is_empty() {
            pairs.push(("openingHoursSpecification", Json::List(hours)));
        }
    }
    Json::object(pairs)
}
