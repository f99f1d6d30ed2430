//! Narrowing a list of places: conditions that combine, and how many places each choice would leave.

use super::around::Near;
use super::place::Place;
use super::{Group, Kind, KindChoice};
use crate::calendar::{Date, Moment, Weekday};
use crate::choices::{self, add_text};
use crate::data::columns::Field;

/// A moment in Japan: the day, and minutes after midnight.
pub type Now = (Date, u16);

/// What one can switch on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// いま開いている
    Open,
    /// 予約なしで行ける
    NoBooking,
    /// 無料
    Free,
    /// 電話・オンラインで相談できる
    Remote,
    /// 駐車場がある
    Parking,
    /// バリアフリー
    BarrierFree,
    /// 外国語で話せる
    Languages,
}

impl Switch {
    /// All of them, with their names in addresses.
    pub const ALL: [(Switch, &'static str); 7] = [
        (Switch::Open, "open"),
        (Switch::NoBooking, "walk-in"),
        (Switch::Free, "free"),
        (Switch::Remote, "remote"),
        (Switch::Parking, "parking"),
        (Switch::BarrierFree, "barrier-free"),
        (Switch::Languages, "languages"),
    ];

    pub fn key(self) -> &'static str {
        choices::key(&Switch::ALL, &self)
    }

    /// Whether a place has it, as far as its list says: what is not said is not promised.
    fn has(self, place: &Place, now: Option<&Moment>) -> bool {
        let says = |field: Field| place.fact(field).unwrap_or_default().trim();
        let there = |text: &str| !text.is_empty() && !["なし", "無", "×", "不可"].iter().any(|no| text.starts_with(no));
        match self {
            Switch::Open => now.is_some_and(|moment| place.hours.is_open(moment)),
            Switch::NoBooking => {
                ["不要", "予約不要", "申込不要", "なし"].iter().any(|no| says(Field::Booking).starts_with(no))
            }
            Switch::Free => says(Field::Fee).starts_with("無料"),
            Switch::Remote => {
                let by = says(Field::ConsultBy);
                ["電話", "オンライン", "LINE", "ＬＩＮＥ", "メール", "チャット"].iter().any(|way| by.contains(way))
            }
            Switch::Parking => there(says(Field::Parking)),
            Switch::BarrierFree => there(says(Field::BarrierFree)),
            Switch::Languages => there(says(Field::Languages)),
        }
    }
}

/// Which switches each place of a list has at a moment: found out once, and asked at every letter.
#[derive(Debug, Default)]
pub struct Switches(Vec<u8>);

impl Switches {
    pub fn of(places: &[Place], now: Option<Now>) -> Switches {
        let now = now.map(|(date, minute)| Moment::new(date, minute));
        let has = |place: &Place| {
            let on = (0..).zip(Switch::ALL).filter(|(_, (switch, _))| switch.has(place, now.as_ref()));
            on.fold(0, |all, (at, _)| all | 1 << at)
        };
        Switches(places.iter().map(has).collect())
    }

    /// A bit for each switch, in their order.
    fn at(&self, place: u32) -> u8 {
        self.0.get(place as usize).copied().unwrap_or(0)
    }
}

/// All conditions together; an empty one asks nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub group: Option<Group>,
    pub kind: Option<KindChoice>,
    /// 困りごと: a tag of the city's own.
    pub need: String,
    pub district: String,
    /// The child's age in months. A place that says nothing of ages takes every age.
    pub age: Option<u16>,
    /// Open on this day of an ordinary week.
    pub day: Option<Weekday>,
    /// Open at this hour, 0 to 23; without a day, on any.
    pub hour: Option<u16>,
    pub switches: Vec<Switch>,
    /// From where distances are counted; no condition, but an order.
    pub near: Near,
    /// The map beside the list.
    pub map: bool,
}

const KIND: u16 = 1;
const NEED: u16 = 2;
const DISTRICT: u16 = 4;
const AGE: u16 = 8;
const WHEN: u16 = 16;
const FIRST_SWITCH: u16 = 32;

/// The days of a week in addresses.
const DAYS: [(Weekday, &str); 8] = [
    (Weekday::Mon, "mon"),
    (Weekday::Tue, "tue"),
    (Weekday::Wed, "wed"),
    (Weekday::Thu, "thu"),
    (Weekday::Fri, "fri"),
    (Weekday::Sat, "sat"),
    (Weekday::Sun, "sun"),
    (Weekday::Holiday, "holiday"),
];

/// A day's name in addresses.
pub fn day_key(day: Weekday) -> &'static str {
    choices::key(&DAYS, &day)
}

/// The day of a name in an address.
pub fn day_from_key(key: &str) -> Option<Weekday> {
    choices::of_key(&DAYS, key)
}

fn bit(switch: Switch) -> u16 {
    FIRST_SWITCH << choices::at(&Switch::ALL, &switch)
}

impl Filter {
    /// The conditions in an address: `get` gives the value of a name.
    pub fn read(get: impl Fn(&str) -> String) -> Filter {
        Filter {
            group: Group::from_key(&get("group")),
            kind: KindChoice::from_key(&get("kind")),
            need: get("need"),
            district: get("district"),
            age: get("age").parse().ok(),
            day: day_from_key(&get("day")),
            hour: get("hour").parse().ok().filter(|hour| *hour < 24),
            near: Near::from_key(&get("near")),
            map: get("view") == "map",
            switches: choices::read(&Switch::ALL, &get("only")),
        }
    }

    /// The conditions as names and values of an address.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        vec![
            ("group", self.group.map(Group::key).unwrap_or_default().to_owned()),
            ("kind", self.kind.as_ref().map(KindChoice::key).unwrap_or_default()),
            ("need", self.need.clone()),
            ("district", self.district.clone()),
            ("age", self.age.map(|n| n.to_string()).unwrap_or_default()),
            ("day", self.day.map(day_key).unwrap_or_default().to_owned()),
            ("hour", self.hour.map(|n| n.to_string()).unwrap_or_default()),
            ("near", self.near.key()),
            ("view", if self.map { "map".to_owned() } else { String::new() }),
            ("only", choices::write(&Switch::ALL, &self.switches)),
        ]
    }

    /// How many conditions beside the kind are set.
    pub fn count(&self) -> usize {
        usize::from(!self.need.is_empty())
            + usize::from(!self.district.is_empty())
            + usize::from(self.age.is_some())
            + usize::from(self.day.is_some())
            + usize::from(self.hour.is_some())
            + self.switches.len()
    }

    /// The view with the kind alone for a condition.
    pub fn cleared(&self) -> Filter {
        let (group, kind, near, map) = (self.group, self.kind.clone(), self.near.clone(), self.map);
        Filter { group, kind, near, map, ..Filter::default() }
    }

    /// The filter with a switch turned over.
    pub fn turned(&self, switch: Switch) -> Filter {
        Filter { switches: choices::turned(&self.switches, switch), ..self.clone() }
    }

    /// Which conditions a place does not meet; `has`: its switches.
    fn failed(&self, place: &Place, has: u8) -> u16 {
        let mut failed = 0;
        let mut ask = |bit: u16, met: bool| {
            if !met {
                failed |= bit;
            }
        };
        let kind = self.group.is_none_or(|g| place.is_for(g)) && self.kind.as_ref().is_none_or(|k| place.is_kind(k));
        ask(KIND, kind);
        ask(NEED, self.need.is_empty() || place.tags.contains(&self.need));
        ask(DISTRICT, self.district.is_empty() || place.district == self.district);
        ask(AGE, self.age.is_none_or(|months| place.ages.is_none_or(|ages| ages.contains(months))));
        ask(WHEN, self.is_open(place));
        for switch in &self.switches {
            ask(bit(*switch), (u16::from(has) * FIRST_SWITCH) & bit(*switch) != 0);
        }
        failed
    }

    /// Whether a place is open on the day and at the hour asked for, in an ordinary week.
    fn is_open(&self, place: &Place) -> bool {
        let minute = self.hour.map(|hour| hour * 60);
        match self.day {
            Some(day) => place.hours.open_in_week(day, minute),
            None if minute.is_none() => true,
            None => Weekday::WEEK.into_iter().any(|day| place.hours.open_in_week(day, minute)),
        }
    }

    /// Looks through some of a list's places once: which meet all, and how many each choice would leave. `switches`: those of the
    /// whole list.
    pub fn look(&self, list: &[Place], places: impl IntoIterator<Item = u32>, switches: &Switches) -> Looked {
        let mut looked = Looked::default();
        for at in places {
            let Some(place) = list.get(at as usize) else { continue };
            let has = switches.at(at);
            let failed = self.failed(place, has);
            if failed == 0 {
                looked.places.push(at);
            }
            // What fails at one condition alone would come in if that were another.
            let only = |bit: u16| failed & !bit == 0;
            if only(KIND) {
                let own = if place.kind == Kind::Other { place.kind_text.as_str() } else { "" };
                count_kind(&mut looked.kinds, place.kind, own, place.group);
                for also in place.also.iter().filter(|also| also.kind != Kind::Other && also.kind != place.kind) {
                    count_kind(&mut looked.kinds, also.kind, "", also.kind.group());
                }
            }
            if only(NEED) {
                place.tags.iter().for_each(|tag| add_text(&mut looked.needs, tag));
            }
            if only(DISTRICT) && !place.district.is_empty() {
                add_text(&mut looked.districts, &place.district);
            }
            for (count, at) in looked.switches.iter_mut().zip(0..) {
                *count += usize::from(only(FIRST_SWITCH << at) && has >> at & 1 == 1);
            }
        }
        looked
    }
}

/// What looking through a list found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looked {
    /// The places that meet every condition, in the order in which they came.
    pub places: Vec<u32>,
    /// How many each kind would leave, whatever kind is chosen now; the same for needs and districts.
    pub kinds: Vec<(KindChoice, Group, usize)>,
    pub needs: Vec<(String, usize)>,
    pub districts: Vec<(String, usize)>,
    switches: [usize; 7],
}

impl Looked {
    /// How many places remain, or would, with this switch on.
    pub fn with(&self, switch: Switch) -> usize {
        self.switches[choices::at(&Switch::ALL, &switch)]
    }

    /// How many places of a group remain.
    pub fn of_group(&self, group: Group) -> usize {
        self.kinds.iter().filter(|(_, of, _)| *of == group).map(|(_, _, n)| n).sum()
    }
}

/// Counts a kind once more; `own`: the city's word for one that we have none for.
fn count_kind(counts: &mut Vec<(KindChoice, Group, usize)>, kind: Kind, own: &str, group: Group) {
    let is = |known: &KindChoice| match known {
        KindChoice::Own(text) => text == own,
        KindChoice::Known(known) => own.is_empty() && *known == kind,
    };
    match counts.iter_mut().find(|(known, of, _)| *of == group && is(known)) {
        Some((_, _, count)) => *count += 1,
        None if own.is_empty() => counts.push((KindChoice::Known(kind), group, 1)),
        None => counts.push((KindChoice::Own(own.to_owned()), group, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Catalog, SourceFile};

    fn catalog() -> Catalog {
        let text = "名称,種別,地区,タグ,受入年齢,利用可能曜日,開始時間,終了時間,予約,料金,駐車場情報\n\
            ひろばA,地域子育て支援拠点,東,友だちがほしい,0歳～2歳,月～金,9:00,12:00,不要,無料,なし\n\
            ひろばB,地域子育て支援拠点,西,友だちがほしい,,月～金,13:00,16:00,要（電話）,無料,10台\n\
            児童館C,児童館,東,遊び場がほしい,18歳未満,月～土,9:00,18:00,不要,無料,5台\n";
        let file = SourceFile { name: "preschool.csv".into(), bytes: Ok(text.as_bytes().to_vec()) };
        Catalog::read(&[file], &|_| None, Date::from_ymd_opt(2026, 11, 20).expect("a day"))
    }

    fn names(catalog: &Catalog, filter: &Filter) -> (Vec<String>, Looked) {
        let now = Some((Date::from_ymd_opt(2026, 11, 20).expect("a day"), 10 * 60));
        let switches = Switches::of(&catalog.places, now);
        let looked = filter.look(&catalog.places, 0..catalog.places.len() as u32, &switches);
        (looked.places.iter().map(|at| catalog.places[*at as usize].name.clone()).collect(), looked)
    }

    #[test]
    fn conditions_combine_and_say_what_they_would_leave() {
        let catalog = catalog();
        let (all, looked) = names(&catalog, &Filter::default());
        assert_eq!(all.len(), 3);
        assert_eq!((looked.with(Switch::Open), looked.with(Switch::Free), looked.with(Switch::Parking)), (2, 3, 2));
        let east = Filter { district: "東".into(), ..Filter::default() };
        let (found, looked) = names(&catalog, &east);
        assert_eq!(found, ["ひろばA", "児童館C"]);
        // The other district is still offered with its count.
        assert_eq!(looked.districts, [("東".to_owned(), 2), ("西".to_owned(), 1)]);
        assert_eq!(looked.with(Switch::Parking), 1);
        let (found, _) = names(&catalog, &east.turned(Switch::Parking));
        assert_eq!(found, ["児童館C"]);
        let (found, _) = names(&catalog, &Filter { age: Some(48), ..Filter::default() });
        // A place that says nothing of ages takes every age.
        assert_eq!(found, ["ひろばB", "児童館C"]);
    }

    #[test]
    fn a_day_of_the_week_and_an_hour() {
        let catalog = catalog();
        let at = |day, hour| names(&catalog, &Filter { day, hour, ..Filter::default() }).0;
        assert_eq!(at(Some(Weekday::Sat), None), ["児童館C"]);
        assert_eq!(at(Some(Weekday::Mon), Some(11)), ["ひろばA", "児童館C"]);
        assert_eq!(at(None, Some(14)), ["ひろばB", "児童館C"]);
        assert_eq!(at(Some(Weekday::Sun), Some(10)), [""; 0]);
    }

    #[test]
    fn a_kind_of_the_citys_own_is_one_like_ours() {
        let places = "名称,種別\n冒険広場,プレーパーク\nなにか,ふしぎな場所\n";
        let settings = "項目,値,説明\n種別のまとめ,プレーパーク→遊ぶ・集う,\n種別のまとめ,これは→ちがう,\n";
        let file = |name: &str, text: &str| SourceFile { name: name.into(), bytes: Ok(text.as_bytes().to_vec()) };
        let files = [file("settings.csv", settings), file("preschool.csv", places)];
        let catalog = Catalog::read(&files, &|_| None, Date::from_ymd_opt(2026, 11, 20).expect("a day"));
        assert_eq!(catalog.reports[0].problems.len(), 1);
        let (found, looked) = names(&catalog, &Filter { group: Some(Group::Play), ..Filter::default() });
        assert_eq!(found, ["冒険広場"]);
        assert_eq!((looked.of_group(Group::Play), looked.of_group(Group::Town)), (1, 1));
        let own = Filter::read(|name| if name == "kind" { "own:ふしぎな場所".into() } else { String::new() });
        assert_eq!(names(&catalog, &own).0, ["なにか"]);
    }

    #[test]
    fn a_filter_in_an_address_comes_back() {
        let filter = Filter {
            group: Some(Group::Play),
            kind: Some(KindChoice::Known(Kind::SupportHub)),
            need: "友だちがほしい".into(),
            district: "東".into(),
            age: Some(8),
            day: Some(Weekday::Sat),
            hour: Some(17),
            switches: vec![Switch::Open, Switch::Free],
            near: Near::District("東".into()),
            map: true,
        };
        let pairs = filter.pairs();
        let get = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone()).unwrap_or_default();
        assert_eq!(Filter::read(get), filter);
        assert_eq!(Filter::read(|_| "？".into()).switches, []);
        assert_eq!((filter.count(), filter.cleared().count()), (7, 0));
    }
}
