//! Places as real lists have them: coordinates of every wrong kind, two lists of one place, very many of them; and what is
//! written for search engines and for the map.

mod support;

use proptest::prelude::*;
use support::{day, read};
use tsunagi::data::{Catalog, ProblemKind};
use tsunagi::directory::around::{Spots, by_distance, outline, walking_minutes};
use tsunagi::directory::filter::{Filter, Switches};
use tsunagi::directory::{Position, jsonld};
use tsunagi::search::records;
use tsunagi::text::json::Json;
use tsunagi::words::Words;

#[test]
fn coordinates_of_every_wrong_kind() {
    let text = "名称,緯度,経度\n\
        ただしい,34.72,137.18\n\
        いれかわり,137.18,34.72\n\
        海のむこう,48.85,2.35\n\
        ゼロ,0,0\n\
        かたほう,34.72,\n\
        なし,,\n\
        ことば,市役所のとなり,\n\
        全角,３４．７２,１３７．１８\n";
    let catalog = read(&[("preschool.csv", text.as_bytes().to_vec())]);
    let of = |name: &str| catalog.places.iter().find(|p| p.name == name).expect("a place");
    assert_eq!(catalog.places.len(), 8);
    for name in ["ただしい", "いれかわり", "全角"] {
        assert_eq!(of(name).position, Some(Position { latitude: 34.72, longitude: 137.18 }), "{name}");
    }
    for name in ["海のむこう", "ゼロ", "かたほう", "なし", "ことば"] {
        assert_eq!(of(name).position, None, "{name}");
    }
    let told: Vec<(u32, ProblemKind)> =
        catalog.reports[0].problems.iter().map(|p| (p.row.unwrap_or(0), p.kind)).collect();
    assert!(told.contains(&(3, ProblemKind::CoordinatesSwapped)), "{told:?}");
    for row in [4, 5, 6, 8] {
        assert!(told.contains(&(row, ProblemKind::Coordinates)), "row {row}: {told:?}");
    }
    assert!(!told.iter().any(|(row, _)| [2, 7, 9].contains(row)), "{told:?}");
    // Without positions the list goes on; they come last where distances count.
    let found: Vec<u32> = (0..8).collect();
    let order = by_distance(&catalog.places, &found, Position { latitude: 34.72, longitude: 137.18 });
    assert!(order[..3].iter().all(|(_, far)| far.is_some()) && order[3..].iter().all(|(_, far)| far.is_none()));
}

/// A city's list of so many made-up places.
fn many(count: usize) -> Catalog {
    let mut text = String::from(
        "ID,名称,名称_カナ,種別,所在地_連結表記,緯度,経度,電話番号,受入年齢,利用可能曜日,開始時間,終了時間,地区,タグ\n",
    );
    let kinds = ["地域子育て支援拠点", "児童館", "認可私立保育所", "公園", "放課後児童クラブ"];
    for n in 0..count {
        let (kind, district) = (kinds[n % kinds.len()], n % 40);
        let (latitude, longitude) = (34.0 + (n % 997) as f64 / 1000.0, 137.0 + (n % 991) as f64 / 1000.0);
        text.push_str(&format!(
            "x{n},ひろば{n}番,ヒロバ{n}バン,{kind},見本県汐見市町{district}の{n},{latitude:.4},{longitude:.4},0990-00-{:04},0歳～5歳,月～金,9:00,17:00,地区{district},友だちがほしい\n",
            n % 10_000
        ));
    }
    read(&[("preschool.csv", text.into_bytes())])
}

fn hold(count: usize) {
    let catalog = many(count);
    assert_eq!(catalog.places.len(), count);
    assert!(catalog.reports[0].problems.is_empty());
    let index = records::places(&catalog, &Words::japanese());
    let name = format!("ひろば{}番", count - 1);
    let found = index.search(&name);
    assert_eq!(catalog.places[found.hits[0].document as usize].name, name);
    let filter = Filter { district: "地区7".into(), age: Some(18), ..Filter::default() };
    let switches = Switches::of(&catalog.places, Some((day(2026, 11, 20), 600)));
    let looked = filter.look(&catalog.places, 0..count as u32, &switches);
    assert_eq!(looked.places.len(), count / 40);
    assert_eq!(looked.districts.len(), 40);
    let order = by_distance(&catalog.places, &looked.places, Position { latitude: 34.5, longitude: 137.5 });
    assert!(order.windows(2).all(|pair| pair[0].1 <= pair[1].1));
}

#[test]
fn ten_thousand_places() {
    hold(10_000);
}

#[test]
fn a_hundred_thousand_places() {
    hold(100_000);
}

#[test]
fn for_search_engines() {
    let text = "名称,種別,住所,緯度,経度,電話番号,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,説明\n\
        ひろば</script>\"A\",地域子育て支援拠点,見本県汐見市中央1,34.72,137.18,0990-00-1001,月～金,9:00,24:00,第2土曜の9:00～12:00も開いています,\"畳の\nひろば\"\n";
    let catalog = read(&[("preschool.csv", text.as_bytes().to_vec())]);
    let place = &catalog.places[0];
    let written = jsonld::place(place, "https://example.jp/place/?id=1", "汐見市").to_string();
    assert!(!written.contains('<'));
    let value: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(value["name"], place.name.as_str());
    assert_eq!(value["telephone"], "+81990001001");
    assert_eq!(value["geo"]["latitude"], 34.72);
    assert_eq!(value["address"]["streetAddress"], "中央1");
    // Hours of some weeks of the month are not told as those of all.
    assert_eq!(value["openingHoursSpecification"].as_array().map(Vec::len), Some(1));
    assert_eq!(value["openingHoursSpecification"][0]["closes"], "23:59");
}

#[test]
fn the_same_address_in_another_notation_and_the_same_spot_are_one_place() {
    let text = "ID,名称,種別,住所,緯度,経度\n1,ひろば,地域子育て支援拠点,見本県汐見市中央1-2,34.72,137.18\n\
        2,相談室,こども家庭センター,見本県汐見市中央１－２,,\n3,公園,公園,,34.72,137.18\n4,児童館,児童館,見本県汐見市中央1-3,34.73,137.18\n5,園,公園,,,\n";
    let catalog = read(&[("preschool.csv", text.as_bytes().to_vec())]);
    let spots = Spots::of(&catalog.places);
    let with = |at: usize| spots.with(&catalog.places, at).map(|p| p.name.as_str()).collect::<Vec<_>>();
    assert_eq!(with(0), ["相談室", "公園"]);
    assert_eq!((with(1), with(2)), (vec!["ひろば"], vec!["ひろば"]));
    assert!(with(3).is_empty() && with(4).is_empty() && with(99).is_empty());
    // By any number that a list knows it by.
    assert_eq!(catalog.place("k4").map(|p| p.name.as_str()), Some("児童館"));
    assert!(catalog.place("k9").is_none());
}

fn position() -> impl Strategy<Value = Position> {
    (24.0..45.0_f64, 123.0..153.0_f64).prop_map(|(latitude, longitude)| Position { latitude, longitude })
}

/// Half a degree around, the way through a prefecture.
fn near() -> impl Strategy<Value = (f64, f64)> {
    (-0.5..0.5_f64, -0.5..0.5_f64)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_json(text in ".{0,40}", number in prop_oneof![-180.0..180.0_f64, Just(f64::NAN), Just(f64::INFINITY), Just(1e300)]) {
        let list = Json::List(vec![Json::text(&text), Json::Number(number)]);
        let value: serde_json::Value = serde_json::from_str(&list.to_string()).expect("JSON");
        prop_assert_eq!(value[0].as_str(), Some(text.as_str()));
        match value[1].as_f64() {
            Some(read) => prop_assert!((read - number).abs() <= 1e-9),
            None => prop_assert!(!number.is_finite() || number.abs() > 2_f64.powi(53)),
        }
    }

    #[test]
    fn distances_are_distances(a in position(), b in near(), c in near()) {
        let [b, c] = [b, c].map(|(up, across)| Position { latitude: a.latitude + up, longitude: a.longitude + across });
        let (ab, ba) = (a.metres_to(b), b.metres_to(a));
        prop_assert!((ab - ba).abs() < 1e-6 && ab >= 0.0 && a.metres_to(a) == 0.0);
        // Within a thousandth, as it says.
        prop_assert!(a.metres_to(c) <= (ab + b.metres_to(c)) * 1.001 + 1e-6);
        prop_assert!(walking_minutes(ab) >= 1);
    }

    #[test]
    fn an_outline_holds_every_pin(positions in prop::collection::vec(position(), 0..30)) {
        let hull = outline(positions.iter().copied());
        prop_assert!(hull.iter().all(|corner| positions.contains(corner)));
        for p in &positions {
            for (at, a) in hull.iter().enumerate() {
                let b = hull[(at + 1) % hull.len()];
                let turn = (b.longitude - a.longitude) * (p.latitude - a.latitude) - (b.latitude - a.latitude) * (p.longitude - a.longitude);
                prop_assert!(turn >= -1e-9, "{p:?} is outside");
            }
        }
    }
}
