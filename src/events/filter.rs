//! Narrowing a list of events: which days, for whom, where; and how many days of events each choice would leave.

use super::booking::BookingState;
use super::event::{Event, Newcomers};
use super::listing::{Occurrence, Range};
use super::month::Month;
use super::target::Target;
use crate::calendar::{Date, iso};
use crate::choices::{self, add, add_text};
use crate::data::columns::Field;
use crate::directory::around::Near;
use crate::directory::staff::professions;

/// What one can switch on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// はじめて歓迎, みんな はじめて among them
    Newcomers,
    /// みんな はじめて
    AllNew,
    /// 申込不要
    NoBooking,
    /// 申込不要, or booking is open on this day
    Bookable,
    /// 無料
    Free,
    /// 託児あり
    Childcare,
    /// きょうだいもいっしょに
    Siblings,
    /// オンライン
    Online,
    /// 気になるイベント, which only the family's record knows
    Kept,
}

impl Switch {
    /// All of them, with their names in addresses.
    pub const ALL: [(Switch, &'static str); 9] = [
        (Switch::Newcomers, "first"),
        (Switch::AllNew, "all-new"),
        (Switch::NoBooking, "free"),
        (Switch::Bookable, "bookable"),
        (Switch::Free, "no-cost"),
        (Switch::Childcare, "childcare"),
        (Switch::Siblings, "siblings"),
        (Switch::Online, "online"),
        (Switch::Kept, "kept"),
    ];

    pub fn key(self) -> &'static str {
        choices::key(&Switch::ALL, &self)
    }

    /// Whether an event has it on one of its days: what is not said is not promised.
    pub fn has(self, event: &Event, date: Date, with: &Circumstances) -> bool {
        let state = || event.booking_state(date, with.today, with.minute);
        match self {
            Switch::Newcomers => event.newcomers != Newcomers::Unsaid,
            Switch::AllNew => event.newcomers == Newcomers::Everyone,
            Switch::NoBooking => event.booking.needed == Some(false),
            Switch::Bookable => matches!(state(), BookingState::NotNeeded | BookingState::Open(_)),
            Switch::Free => event.fact(Field::Fee).is_some_and(|fee| fee.starts_with("無料")),
            Switch::Childcare => event.childcare == Some(true),
            Switch::Siblings => event.siblings == Some(true),
            Switch::Online => event.online,
            Switch::Kept => with.kept.contains(&event.id),
        }
    }
}

/// What a list is looked at with, beside the conditions.
#[derive(Clone, Debug)]
pub struct Circumstances {
    pub today: Date,
    /// Minutes after midnight in Japan, where they are known.
    pub minute: Option<u16>,
    /// The ids of the events that the family keeps.
    pub kept: Vec<String>,
}

/// All conditions together; an empty one asks nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub range: Range,
    /// The month that is shown as a calendar; none: a list of `range`.
    pub month: Option<Month>,
    /// The day chosen in the calendar.
    pub day: Option<Date>,
    /// Held at this place, by its id.
    pub place: String,
    /// カテゴリー
    pub kind: String,
    pub target: Option<Target>,
    /// A profession that is there.
    pub staff: String,
    pub district: String,
    /// The child's age in months, today; on a later day it is older. What says nothing of ages is for all.
    pub age: Option<u16>,
    pub switches: Vec<Switch>,
    /// From where distances are counted; no condition, but an order within a day.
    pub near: Near,
}

const KIND: u32 = 1;
const TARGET: u32 = 2;
const STAFF: u32 = 4;
const DISTRICT: u32 = 8;
const AGE: u32 = 16;
const PLACE: u32 = 32;
const WORDS: u32 = 64;
const FIRST_SWITCH: u32 = 128;

fn bit(switch: Switch) -> u32 {
    FIRST_SWITCH << choices::at(&Switch::ALL, &switch)
}

impl Filter {
    /// The conditions in an address: `get` gives the value of a name.
    pub fn read(get: impl Fn(&str) -> String) -> Filter {
        let day = iso(&get("day"));
        let month = match (get("view").as_str(), Month::from_key(&get("month"))) {
            (_, Some(month)) => Some(month),
            // One that an address can name again: no day of the year 99999.
            ("month", None) => day.and_then(|day| Month::from_key(&Month::of(day).key())),
            _ => None,
        };
        Filter {
            range: Range::from_key(&get("range")),
            month,
            day: day.filter(|day| month.is_some_and(|month| Month::of(*day) == month)),
            place: get("place"),
            kind: get("kind"),
            target: Target::from_key(&get("target")),
            staff: get("staff"),
            district: get("district"),
            age: get("age").parse().ok(),
            near: Near::from_key(&get("near")),
            switches: choices::read(&Switch::ALL, &get("only")),
        }
    }

    /// The conditions as names and values of an address.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        vec![
            ("range", self.range.key().to_owned()),
            ("month", self.month.map(|month| month.key()).unwrap_or_default()),
            ("day", self.day.map(|day| day.to_string()).unwrap_or_default()),
            ("place", self.place.clone()),
            ("kind", self.kind.clone()),
            ("target", self.target.map(Target::key).unwrap_or_default().to_owned()),
            ("staff", self.staff.clone()),
            ("district", self.district.clone()),
            ("age", self.age.map(|n| n.to_string()).unwrap_or_default()),
            ("near", self.near.key()),
            ("only", choices::write(&Switch::ALL, &self.switches)),
        ]
    }

    /// How many conditions are set.
    pub fn count(&self) -> usize {
        let texts = [&self.place, &self.kind, &self.staff, &self.district];
        texts.iter().filter(|text| !text.is_empty()).count()
            + usize::from(self.target.is_some())
            + usize::from(self.age.is_some())
            + self.switches.len()
    }

    /// The same days without conditions.
    pub fn cleared(&self) -> Filter {
        let (range, month, day, near) = (self.range, self.month, self.day, self.near.clone());
        Filter { range, month, day, near, ..Filter::default() }
    }

    /// The filter with a switch turned over.
    pub fn turned(&self, switch: Switch) -> Filter {
        Filter { switches: choices::turned(&self.switches, switch), ..self.clone() }
    }

    /// The first and the last day looked at, both included; of a month, all its days.
    pub fn days(&self, today: Date) -> (Date, Date) {
        match self.month {
            Some(month) => (month.first(), month.last()),
            None => self.range.days(today),
        }
    }

    /// Which conditions an event does not meet on one of its days.
    fn failed(&self, event: &Event, date: Date, with: &Circumstances) -> u32 {
        let mut failed = 0;
        let mut ask = |bit: u32, met: bool| {
            if !met {
                failed |= bit;
            }
        };
        ask(PLACE, self.place.is_empty() || event.place_id.as_deref() == Some(&self.place));
        ask(KIND, self.kind.is_empty() || event.category == self.kind);
        ask(TARGET, self.target.is_none_or(|target| event.targets.contains(&target)));
        ask(
            STAFF,
            self.staff.is_empty() || professions(event.fact(Field::Staff).unwrap_or_default()).any(|p| p == self.staff),
        );
        ask(DISTRICT, self.district.is_empty() || event.district == self.district);
        // A child is as many months older on that day as lie between.
        let older = ((date - with.today).num_days().max(0) as f64 / 30.44) as u16;
        let fits = |months: u16| event.ages.is_none_or(|ages| ages.contains(months.saturating_add(older)));
        ask(AGE, self.age.is_none_or(fits));
        for switch in &self.switches {
            ask(bit(*switch), switch.has(event, date, with));
        }
        failed
    }

    /// Looks through days once: what meets all conditions, and what each choice would leave. `found`: whether an event has the
    /// words looked for.
    pub fn look(
        &self,
        events: &[Event],
        days: &[(Date, Vec<Occurrence>)],
        with: &Circumstances,
        found: impl Fn(usize) -> bool,
    ) -> Looked {
        let mut looked = Looked::default();
        for &(date, ref list) in days {
            let mut left = Vec::new();
            for &occurrence in list {
                let event = &events[occurrence.event];
                // What is over today has left.
                if with.minute.is_some_and(|minute| occurrence.is_over(event, with.today, minute)) {
                    continue;
                }
                let words = if found(occurrence.event) { 0 } else { WORDS };
                let failed = self.failed(event, date, with) | words;
                looked.count(event, date, failed, with);
                if failed == 0 {
                    left.push(occurrence);
                }
            }
            if !left.is_empty() {
                looked.days.push((date, left));
            }
        }
        looked
    }
}

/// What looking through a list found; each count is of days of events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looked {
    /// The days on which something is left, in order, with what is.
    pub days: Vec<(Date, Vec<Occurrence>)>,
    pub kinds: Vec<(String, usize)>,
    pub districts: Vec<(String, usize)>,
    pub staff: Vec<(String, usize)>,
    pub targets: Vec<(Target, usize)>,
    switches: [usize; 9],
}

impl Looked {
    /// What fails at one condition alone would come in if that were another.
    fn count(&mut self, event: &Event, date: Date, failed: u32, with: &Circumstances) {
        let only = |bit: u32| failed & !bit == 0;
        if only(KIND) && !event.category.is_empty() {
            add_text(&mut self.kinds, &event.category);
        }
        if only(DISTRICT) && !event.district.is_empty() {
            add_text(&mut self.districts, &event.district);
        }
        if only(STAFF) {
            professions(event.fact(Field::Staff).unwrap_or_default()).for_each(|p| add_text(&mut self.staff, p));
        }
        if only(TARGET) {
            event.targets.iter().for_each(|target| add(&mut self.targets, *target));
        }
        for (at, (switch, _)) in Switch::ALL.iter().enumerate() {
            self.switches[at] += usize::from(only(bit(*switch)) && switch.has(event, date, with));
        }
    }

    /// How many remain, or would, with this switch on.
    pub fn with(&self, switch: Switch) -> usize {
        self.switches[choices::at(&Switch::ALL, &switch)]
    }

    /// How many are left in all.
    pub fn total(&self) -> usize {
        self.days.iter().map(|(_, list)| list.len()).sum()
    }

    /// What is left on a day.
    pub fn on(&self, day: Date) -> &[Occurrence] {
        self.days.iter().find(|(date, _)| *date == day).map_or(&[], |(_, list)| list)
    }
}

#[cfg(test)]
mod tests {
    use super::super::by_day;
    use super::*;
    use crate::data::{Catalog, SourceFile};

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    fn catalog() -> Catalog {
        let text = "ID,イベント名,カテゴリー,開始日,地区,対象者,対象年齢,初めての方歓迎,申込,参加申込終了日,スタッフ,託児,きょうだい同伴,料金(基本)\n\
            a,2・3か月の会,月齢別の会,2026-11-24,東,赤ちゃん,2～3か月,みんなはじめて,要（電話）,前日,助産師;保健師,,可,無料\n\
            b,パパの会,父親,2026-11-24,西,お父さん,0歳～就学前,有,不要,,保育士（2名）,有,,500円\n\
            c,ふたごの会,多胎,2026-11-25,東,多胎妊娠中の方,,無,要,2026-11-20,助産師（月1回）,無,不可,\n";
        let file = SourceFile { name: "event.csv".into(), bytes: Ok(text.as_bytes().to_vec()) };
        Catalog::read(&[file], &|_| None, day(11, 21))
    }

    fn look(filter: &Filter) -> (Vec<String>, Looked) {
        let catalog = catalog();
        let with = Circumstances { today: day(11, 21), minute: Some(600), kept: vec!["c".into()] };
        let (from, to) = filter.days(with.today);
        let looked = filter.look(&catalog.events, &by_day(&catalog.events, from, to), &with, |_| true);
        let ids = looked.days.iter().flat_map(|(_, list)| list.iter().map(|o| catalog.events[o.event].id.clone()));
        (ids.collect(), looked)
    }

    #[test]
    fn conditions_combine_and_say_what_they_would_leave() {
        let (all, looked) = look(&Filter::default());
        assert_eq!(all, ["a", "b", "c"]);
        let counts =
            [Switch::Newcomers, Switch::AllNew, Switch::Bookable, Switch::Free, Switch::Childcare, Switch::Kept];
        assert_eq!(counts.map(|s| looked.with(s)), [2, 1, 2, 1, 1, 1]);
        assert_eq!(looked.staff, [("助産師".to_owned(), 2), ("保健師".to_owned(), 1), ("保育士".to_owned(), 1)]);
        let with = |change: fn(&mut Filter)| {
            let mut filter = Filter::default();
            change(&mut filter);
            look(&filter).0
        };
        assert_eq!(with(|f| f.target = Some(Target::Fathers)), ["b"]);
        assert_eq!(with(|f| f.target = Some(Target::Pregnant)), ["c"]);
        assert_eq!(with(|f| f.staff = "助産師".into()), ["a", "c"]);
        assert_eq!(with(|f| f.district = "西".into()), ["b"]);
        assert_eq!(with(|f| f.age = Some(3)), ["a", "b", "c"]);
        assert_eq!(with(|f| f.age = Some(12)), ["b", "c"]);
        assert_eq!(with(|f| f.switches = vec![Switch::Siblings]), ["a"]);
        assert_eq!(with(|f| f.switches = vec![Switch::Kept]), ["c"]);
        let east = Filter { district: "東".into(), ..Filter::default() };
        assert_eq!(look(&east).1.districts, [("東".to_owned(), 2), ("西".to_owned(), 1)]);
    }

    #[test]
    fn a_child_is_older_on_a_later_day() {
        let mut catalog = catalog();
        catalog.events[0].start = Some(day(12, 30));
        let with = Circumstances { today: day(11, 21), minute: None, kept: Vec::new() };
        let filter = Filter { age: Some(3), month: Some(Month::of(day(12, 1))), ..Filter::default() };
        let days = by_day(&catalog.events, day(12, 1), day(12, 31));
        // Three months today, more than four on that day: the meeting is for two and three.
        assert_eq!(filter.look(&catalog.events, &days, &with, |_| true).total(), 0);
    }

    #[test]
    fn what_is_over_today_has_left() {
        let text = "ID,イベント名,開始日,開始時間,終了時間\na,朝の会,2026-11-21,9:00,10:00\nb,昼の会,2026-11-21,11:30,12:30\nc,夜の会,2026-11-21,19:00,\n";
        let file = SourceFile { name: "event.csv".into(), bytes: Ok(text.as_bytes().to_vec()) };
        let catalog = Catalog::read(&[file], &|_| None, day(11, 21));
        let left = |minute: Option<u16>| {
            let with = Circumstances { today: day(11, 21), minute, kept: Vec::new() };
            let days = by_day(&catalog.events, day(11, 21), day(11, 22));
            Filter::default().look(&catalog.events, &days, &with, |_| true).total()
        };
        assert_eq!([Some(9 * 60 + 30), Some(12 * 60), Some(20 * 60), None].map(left), [3, 2, 1, 3]);
    }

    #[test]
    fn a_filter_in_an_address_comes_back() {
        let filter = Filter {
            range: Range::Weekend,
            month: Some(Month::of(day(12, 1))),
            day: Some(day(12, 24)),
            place: "k1".into(),
            kind: "父親".into(),
            target: Some(Target::Fathers),
            staff: "助産師".into(),
            district: "東".into(),
            age: Some(8),
            switches: vec![Switch::Newcomers, Switch::Childcare],
            near: Near::District("東".into()),
        };
        let pairs = filter.pairs();
        let get = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone()).unwrap_or_default();
        assert_eq!(Filter::read(get), filter);
        assert_eq!(Filter::read(|_| "？".into()).switches, []);
        assert_eq!((filter.count(), filter.cleared().count()), (8, 0));
        // A day outside the month shown is none.
        let other = |name: &str| if name == "day" { "2026-11-24".to_owned() } else { get(name) };
        assert_eq!(Filter::read(other).day, None);
    }
}
