//! Where things are: distances, how long one walks, what else is at the same address, the outline of a district.

use super::kind::Kind;
use super::place::{Place, Position};
use crate::order;
use crate::text::fold;
use std::collections::HashMap;

/// Metres of a mean radius of the earth (IUGG).
const EARTH: f64 = 6_371_008.8;

/// Metres walked in a minute (不動産の表示に関する公正競争規約施行規則9条: 80 m).
const WALKED: f64 = 80.0;

/// A way through streets is longer than the straight line; a rule of thumb for towns.
const DETOUR: f64 = 1.3;

impl Position {
    /// The straight line to another position, in metres: on a map that is true to the middle between them, within a thousandth over
    /// the hundred kilometres of a prefecture.
    ///
    /// ```
    /// use tsunagi::directory::Position;
    /// let at = |latitude, longitude| Position { latitude, longitude };
    /// // Tokyo to Osaka: about 400 km.
    /// let metres = at(35.681, 139.767).metres_to(at(34.702, 135.496));
    /// assert!((400_000.0..406_000.0).contains(&metres));
    /// ```
    pub fn metres_to(self, other: Position) -> f64 {
        let up = (other.latitude - self.latitude).to_radians();
        let across =
            (other.longitude - self.longitude).to_radians() * cos((self.latitude + other.latitude).to_radians() / 2.0);
        EARTH * (up * up + across * across).sqrt()
    }
}

/// The cosine of an angle of at most a quarter turn, to seven digits by its series. The one of the standard library is for any angle, and
/// every page would fetch it.
fn cos(angle: f64) -> f64 {
    let square = angle * angle;
    (1..=6).rev().fold(1.0, |sum, n| 1.0 - sum * square / f64::from((2 * n - 1) * 2 * n))
}

/// Minutes on foot over a straight line of so many metres, rounded up; at least one.
pub fn walking_minutes(metres: f64) -> u32 {
    (metres * DETOUR / WALKED).ceil().clamp(1.0, 9999.0) as u32
}

/// The middle of some positions; `None` without any.
pub fn middle(positions: impl IntoIterator<Item = Position>) -> Option<Position> {
    let (mut latitude, mut longitude, mut count) = (0.0, 0.0, 0.0);
    for position in positions {
        latitude += position.latitude;
        longitude += position.longitude;
        count += 1.0;
    }
    (count > 0.0).then(|| Position { latitude: latitude / count, longitude: longitude / count })
}

/// Which places are at one address, or on the very same spot.
///
/// ```
/// use tsunagi::directory::around::Spots;
/// assert_eq!(Spots::of(&[]).with(&[], 0).count(), 0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Spots {
    /// Positions in the list by folded address, and by degrees as their bits.
    addresses: HashMap<String, Vec<usize>>,
    positions: HashMap<(u64, u64), Vec<usize>>,
}

fn bits(position: Position) -> (u64, u64) {
    (position.latitude.to_bits(), position.longitude.to_bits())
}

impl Spots {
    pub fn of(places: &[Place]) -> Spots {
        let mut spots = Spots::default();
        for (at, place) in places.iter().enumerate() {
            let address = fold(&place.address);
            if !address.is_empty() {
                spots.addresses.entry(address).or_default().push(at);
            }
            if let Some(position) = place.position {
                spots.positions.entry(bits(position)).or_default().push(at);
            }
        }
        spots
    }

    /// The other places where the place at `at` is, in the order of the list that these were made of.
    pub fn with<'a>(&self, places: &'a [Place], at: usize) -> impl Iterator<Item = &'a Place> + use<'a> {
        let place = places.get(at);
        let address = place.and_then(|place| self.addresses.get(&fold(&place.address)));
        let position = place.and_then(|place| self.positions.get(&bits(place.position?)));
        let mut found: Vec<usize> = address.into_iter().chain(position).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter(move |other| *other != at).filter_map(|other| places.get(other))
    }
}

/// Places that everyone in town knows, to say from where one looks: schools, halls, libraries, offices.
pub fn landmarks<'a>(places: &'a [Place], district: &str) -> Vec<&'a Place> {
    let known = |p: &&Place| {
        let kind = matches!(
            p.kind,
            Kind::ElementarySchool | Kind::JuniorHigh | Kind::CommunityHall | Kind::Library | Kind::CityOffice
        );
        kind && p.position.is_some() && (district.is_empty() || p.district == district)
    };
    places.iter().filter(known).collect()
}

/// Positions of an outline around some positions: their convex hull, counterclockwise, from the westernmost (Andrew's
/// monotone chain). Fewer than three that are apart have none.
pub fn outline(positions: impl IntoIterator<Item = Position>) -> Vec<Position> {
    let mut all: Vec<(f64, f64)> = positions.into_iter().map(|p| (p.longitude, p.latitude)).collect();
    order::by(&mut all, |a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    all.dedup();
    let turn = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    let half = |points: &mut dyn Iterator<Item = (f64, f64)>| {
        let mut chain: Vec<(f64, f64)> = Vec::new();
        for point in points {
            while chain.len() >= 2 && turn(chain[chain.len() - 2], chain[chain.len() - 1], point) <= 0.0 {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut hull = half(&mut all.iter().copied());
    hull.extend(half(&mut all.iter().rev().copied()));
    if hull.len() < 3 {
        return Vec::new();
    }
    hull.into_iter().map(|(longitude, latitude)| Position { latitude, longitude }).collect()
}

/// From where distances are counted, as an address names it (`#near=…`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Near {
    #[default]
    Nowhere,
    /// Where the phone is; never written down.
    Here,
    /// The middle of a district.
    District(String),
    /// A place, by its id.
    Place(String),
}

impl Near {
    pub fn from_key(key: &str) -> Near {
        match key.split_once(':') {
            _ if key.is_empty() => Near::Nowhere,
            _ if key == "here" => Near::Here,
            Some(("district", name)) => Near::District(name.to_owned()),
            _ => Near::Place(key.to_owned()),
        }
    }

    pub fn key(&self) -> String {
        match self {
            Near::Nowhere => String::new(),
            Near::Here => "here".to_owned(),
            Near::District(name) => format!("district:{name}"),
            Near::Place(id) => id.clone(),
        }
    }

    /// The position meant, as far as the lists know it; `here` is where the phone is.
    pub fn position(&self, places: &[Place], here: Option<Position>) -> Option<Position> {
        match self {
            Near::Nowhere => None,
            Near::Here => here,
            Near::District(name) => middle(places.iter().filter(|p| p.district == *name).filter_map(|p| p.position)),
            Near::Place(id) => places.iter().find(|p| p.id == *id)?.position,
        }
    }
}

/// Puts records in the order of their distance; those without a position come last, in their own order. Beside each, its
/// distance in metres.
pub fn by_distance(places: &[Place], found: &[u32], from: Position) -> Vec<(u32, Option<f64>)> {
    let far = |at: u32| places[at as usize].position.map(|p| p.metres_to(from));
    let mut all: Vec<(u32, Option<f64>)> = found.iter().map(|at| (*at, far(*at))).collect();
    order::by(&mut all, |(_, a), (_, b)| a.unwrap_or(f64::MAX).total_cmp(&b.unwrap_or(f64::MAX)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(latitude: f64, longitude: f64) -> Position {
        Position { latitude, longitude }
    }

    #[test]
    fn minutes_on_foot() {
        // 15 minutes, the seed's measure, are some 920 m in a straight line.
        assert_eq!((walking_minutes(0.0), walking_minutes(900.0), walking_minutes(930.0)), (1, 15, 16));
        assert!((at(34.72, 137.18).metres_to(at(34.73, 137.18)) - 1112.0).abs() < 1.0);
    }

    proptest! {
        /// On the sphere itself (the haversine formula), wherever in Japan.
        #[test]
        fn as_far_as_on_the_globe(
            latitude in 24.0..45.6_f64, longitude in 122.9..146.0_f64, up in -0.6..0.6_f64, across in -0.6..0.6_f64,
        ) {
            let (here, there) = (at(latitude, longitude), at(latitude + up, longitude + across));
            let (a, b) = (here.latitude.to_radians(), there.latitude.to_radians());
            let (up, across) = (((b - a) / 2.0).sin(), (across.to_radians() / 2.0).sin());
            let far = 2.0 * EARTH * (up * up + a.cos() * b.cos() * across * across).sqrt().asin();
            prop_assert!((here.metres_to(there) - far).abs() <= far / 1_000.0 + 0.001, "{far}");
        }

        #[test]
        fn a_cosine_is_one(angle in -1.571..1.571_f64) {
            prop_assert!((cos(angle) - angle.cos()).abs() < 1e-7);
        }
    }

    #[test]
    fn an_outline_is_what_a_string_around_the_pins_would_be() {
        let square = [at(0.0, 0.0), at(0.0, 1.0), at(1.0, 1.0), at(1.0, 0.0)];
        let inside = [at(0.5, 0.5), at(0.0, 0.5), at(0.2, 0.9)];
        let hull = outline(square.into_iter().chain(inside));
        assert_eq!(hull.len(), 4);
        assert!(square.iter().all(|corner| hull.contains(corner)));
        assert_eq!(outline([at(0.0, 0.0), at(1.0, 1.0), at(2.0, 2.0)]), []);
        assert_eq!(outline([]), []);
    }

    #[test]
    fn from_where_one_looks_stands_in_the_address_but_never_a_position() {
        for near in [Near::Nowhere, Near::Here, Near::District("本町".into()), Near::Place("k1".into())] {
            assert_eq!(Near::from_key(&near.key()), near);
        }
        assert_eq!(Near::Here.position(&[], None), None);
        assert_eq!(Near::Here.position(&[], Some(at(34.0, 137.0))), Some(at(34.0, 137.0)));
    }
}
