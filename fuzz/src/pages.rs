//! What a page begins with: the compact catalog and the word of settings that a server hands it, and the address it is opened by.

use super::calendars;
use super::given::{one, rest, today};
use super::town;
use arbitrary::Unstructured;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::sync::OnceLock;
use tsunagi::calendar::{Hours, Moment, iso};
use tsunagi::data::compact::{self, Answer};
use tsunagi::data::{Catalog, Settings};
use tsunagi::desk::told::{Form, told};
use tsunagi::directory::around::{Near, Spots, by_distance, landmarks, outline};
use tsunagi::directory::filter::{Filter as PlaceFilter, Switch as PlaceSwitch, Switches};
use tsunagi::directory::{Group, Kind, KindChoice, staff};
use tsunagi::embed::Snippet;
use tsunagi::events::filter::{Circumstances, Filter as EventFilter, Switch as EventSwitch};
use tsunagi::events::icalendar::{Made, calendar};
use tsunagi::events::{Month, Range, Target, by_day, first_of_days, month::Key};
use tsunagi::family::record::Family;
use tsunagi::family::{rules, timeline};
use tsunagi::helplines::Whom;
use tsunagi::search::{Index, Records, highlight, records};
use tsunagi::spread::picture::Shape;
use tsunagi::text::hash::sum;
use tsunagi::text::json::Json;
use tsunagi::text::written::{from_percent, percent};
use tsunagi::vault::{away, book::Book, entry::Entry};
use tsunagi::words::desk::DeskWords;
use tsunagi::words::{Words, format};

/// A minute of the day on which everything is looked at.
const MINUTE: u16 = 615;

/// The town as a publisher writes it, and its settings as they stand in a page.
fn written() -> &'static (compact::Written, Vec<u8>) {
    static WRITTEN: OnceLock<(compact::Written, Vec<u8>)> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let catalog = town::catalog();
        let all = |catalog: &Catalog| catalog.places.len() + catalog.events.len() + catalog.programmes.len();
        assert_eq!((all(&catalog), catalog.desks.len(), catalog.schedule.len()), (11, 1, 4), "the town is whole");
        let bytes = compact::write(&catalog, &town::lists());
        for file in [&bytes.first, &bytes.rest] {
            assert_eq!(with_sum(file.clone()), *file, "the sum stands elsewhere: `with_sum` has to put it there");
        }
        assert_eq!(opened(bytes.clone()).map(|catalog| all(&catalog)), Some(11));
        (bytes, STANDARD.decode(compact::settings_word(&catalog.settings)).expect("base64"))
    })
}

/// A compact catalog with both its files.
fn opened(files: compact::Written) -> Option<Catalog> {
    let read = compact::read(files.first, today())?;
    compact::fill(&read.catalog, read.lists, files.rest).then_some(read.catalog)
}

/// What stands before the catalog: who wrote it, of which lists, and its sum.
const HEAD: usize = 24;

/// A compact catalog with the sum that its bytes have, so that it is read however it was changed.
fn with_sum(mut bytes: Vec<u8>) -> Vec<u8> {
    let whole = sum(&bytes[HEAD..]).to_le_bytes();
    bytes[HEAD - 8..HEAD].copy_from_slice(&whole);
    bytes
}

/// Bytes with changes behind the first `from`: each says where, how and with what. Such changes stay of use when the form of the
/// bytes becomes another.
fn changed(mut bytes: Vec<u8>, from: usize, changes: &[u8]) -> Vec<u8> {
    let mut u = Unstructured::new(changes);
    for _ in 0..24 {
        if u.is_empty() || bytes.len() <= from {
            break;
        }
        let at = from + usize::from(u.arbitrary::<u16>().unwrap_or(0)) % (bytes.len() - from);
        let how = u.arbitrary::<u8>().unwrap_or(0);
        let count = usize::from(how / 4 % 16) + 1;
        match how % 4 {
            2 => drop(bytes.splice(at..at, u.bytes(count.min(u.len())).unwrap_or_default().iter().copied())),
            3 => drop(bytes.drain(at..(at + count).min(bytes.len()))),
            _ => {
                let own = u.bytes(count.min(u.len()).min(bytes.len() - at)).unwrap_or_default();
                bytes[at..at + own.len()].copy_from_slice(own);
            }
        }
    }
    bytes
}

/// A compact catalog whose sum is right, whatever else it says, or a word of settings: it is read or it is none, everything that
/// pages ask of it is answered, and what was read is the same written and read again.
pub fn compact(bytes: &[u8]) {
    let Some((how, changes)) = bytes.split_first() else { return };
    let (whole, word) = written();
    if how % 4 == 3 {
        let plain = compact::settings(&String::from_utf8_lossy(changes));
        assert_eq!(plain, None, "a word that nobody wrote");
        let Some(settings) = compact::settings(&STANDARD.encode(changed(word.clone(), 8, changes))) else { return };
        assert_eq!(compact::settings(&compact::settings_word(&settings)).as_ref(), Some(&settings));
        of_settings(&settings);
        return;
    }
    if how % 4 == 2 {
        // With the sum as it was: only what is unchanged is read.
        let other = changed(whole.first.clone(), 0, changes);
        let is_whole = other == whole.first || other[8..16] != whole.first[8..16];
        assert!(is_whole || compact::read(other, today()).is_none());
        return;
    }
    let mut files = whole.clone();
    let file = if how % 4 == 1 { &mut files.rest } else { &mut files.first };
    *file = with_sum(changed(std::mem::take(file), HEAD, changes));
    let most = files.first.len() + files.rest.len();
    let Some(catalog) = opened(files) else { return };
    assert!(catalog.places.len() + catalog.events.len() + catalog.programmes.len() <= most, "more records than bytes");
    let answers: Vec<Answer> = catalog.reports.iter().map(|report| answer(&report.file, *how)).collect();
    let _ = compact::is_current(&catalog, Some(f64::from(*how)), &answers);
    of_settings(&catalog.settings);
    of_places(&catalog);
    of_events(&catalog);
    of_family(&catalog);
    for form in [Form::Json, Form::Sarif] {
        serde_json::from_str::<serde_json::Value>(&told(&DeskWords::japanese(), &catalog, form)).expect("JSON");
    }
    let again = compact::write(&catalog, &[]);
    let Some(second) = opened(again.clone()) else { panic!("what was written is not read") };
    assert!(catalog.settings.sample || compact::write(&second, &[]) == again, "another catalog");
}

fn answer(file: &str, how: u8) -> Answer {
    let modified = [None, Some(f64::NAN), Some(1e300), Some(f64::from(how))][usize::from(how / 4 % 4)];
    Answer { file: file.to_owned(), status: [200, 304, 404, 0][usize::from(how / 16 % 4)], modified }
}

fn of_settings(settings: &Settings) {
    assert!(!settings.offered().is_empty() && settings.offered()[0].tag == "ja");
    assert!(!settings.way_out().is_empty() && !settings.tiles().is_empty());
    let _ = (settings.tiles_origin(), settings.lists().count(), settings.words(), settings.other("独自"));
    let _ = settings.district_of("汐見市栄町1");
    settings.districts.iter().for_each(|(name, _)| drop(settings.district_label(name)));
    let _ = (settings.is_stale(Some(today()), today()), settings.color.map(tsunagi::data::color::Palette::of));
}

fn parses(json: &Json) {
    serde_json::from_str::<serde_json::Value>(&json.to_string()).unwrap_or_else(|why| panic!("{why}: {json}"));
}

fn of_hours(words: &Words, hours: &Hours) {
    let days = today().iter_days().take(9).chain(iso("2027-01-01"));
    for day in days {
        let _ = (hours.on_date(day), hours.openness(day, MINUTE), hours.is_open(&Moment::new(day, MINUTE)));
    }
    let _ = format::hours(words, hours);
    for row in hours.week() {
        let _ = (format::nth_days(words, &row.nth, &row.days), format::ranges(words, &row.ranges));
    }
}

fn of_places(catalog: &Catalog) {
    let (words, places) = (Words::japanese(), &catalog.places);
    let spots = Spots::of(places);
    for (at, place) in places.iter().enumerate() {
        of_hours(&words, &place.hours);
        parses(&tsunagi::directory::jsonld::place(place, "u", "汐見市"));
        let _ = (spots.with(places, at).count(), place.kind_choice(), records::kind_label(&words, place));
        assert!(catalog.place(&place.id).is_some(), "a place that is not found by its own number");
    }
    let positions = || places.iter().filter_map(|place| place.position);
    let _ = (outline(positions()), landmarks(places, "").len());
    if let Some(from) = positions().next() {
        let all: Vec<u32> = (0..places.len() as u32).collect();
        assert_eq!(by_distance(places, &all, from).len(), places.len());
    }
    let switches = Switches::of(places, Some((today(), MINUTE)));
    let looked = PlaceFilter::default().look(places, 0..places.len() as u32, &switches);
    assert_eq!(looked.places.len(), places.len());
    for desk in &catalog.desks {
        of_hours(&words, &desk.hours);
    }
    let index = records::places(catalog, &words);
    found(&index, "ひろば", places.len());
}

fn index(records: &impl Records) -> Index {
    let mut builder = records.begin();
    while !records.add_some(&mut builder, 2) {}
    builder.done()
}

/// What a query finds is of the list, each once, the best first.
fn found(index: &Index, query: &str, count: usize) -> Vec<u32> {
    let results = index.search(query);
    assert!(results.hits.windows(2).all(|two| two[0].score >= two[1].score), "{query:?}");
    let mut all: Vec<u32> = results.hits.iter().map(|hit| hit.document).collect();
    all.sort_unstable();
    assert!(all.windows(2).all(|two| two[0] < two[1]) && all.last().is_none_or(|last| (*last as usize) < count));
    all
}

fn of_events(catalog: &Catalog) {
    let (words, events) = (Words::japanese(), &catalog.events);
    let with = Circumstances { today: today(), minute: Some(MINUTE), kept: vec!["e1".to_owned()] };
    let days = by_day(events, today(), today() + chrono::Duration::days(60));
    assert!(days.windows(2).all(|two| two[0].0 < two[1].0), "days go backwards");
    let looked = EventFilter::default().look(events, &days, &with, |_| true);
    assert!(looked.total() <= days.iter().map(|(_, list)| list.len()).sum());
    for (day, list) in &days {
        for occurrence in list {
            let event = &events[occurrence.event];
            let _ = (event.booking_state(*day, today(), Some(MINUTE)), occurrence.times(event));
            let _ = (format::times(&words, occurrence.times(event)), format::date(&words, *day, today()));
        }
    }
    let _ = first_of_days(events, today(), 3, 10);
    let made = Made {
        name: "つなぎ",
        site: "https://example.jp/",
        paged: false,
        city: "990019",
        stamp: today(),
        alarm: Some(60),
    };
    for event in events {
        tsunagi::events::jsonld::events(event, today(), "u", "汐見市").iter().for_each(parses);
        let entries = calendars::read(&calendar(&made, std::iter::once(event)));
        assert!(entries.len() <= 1000);
        let mut book = Book::default();
        tsunagi::events::kept::keep(&mut book, event, today());
        let changes: Vec<_> =
            tsunagi::events::kept::kept(&book).iter().map(|kept| kept.changes(Some(event), today())).collect();
        assert!(changes.iter().all(Vec::is_empty), "what was seen is not new: {changes:?}");
    }
    found(&index(&records::of_events(catalog)), "会", events.len());
    found(&index(&records::of_programmes(catalog)), "手当", catalog.programmes.len());
    for programme in &catalog.programmes {
        assert!(catalog.programme(&programme.id).is_some());
    }
}

fn of_family(catalog: &Catalog) {
    let mut book = Book::default();
    book.put(Entry::new("child", "c1").with("born", "2026-08-01").with("due", "2026-09-20").with("weight", "1480"));
    book.put(Entry::new("child", "c2").with("born", "2021-02-28"));
    book.put(Entry::new("pregnancy", "p1").with("due", "2027-01-10").with("count", "2"));
    let family = Family::read(&book);
    let steps = timeline::steps(&family, &rules::rules_in("vi", &catalog.schedule), today());
    assert!(steps.len() < 10_000);
    for step in &steps {
        let _ = (step.phase(today()), step.look_by(today()));
    }
    let _ = timeline::next(&steps, today(), 5);
}

fn the_town() -> &'static (Catalog, [Index; 3]) {
    static TOWN: OnceLock<(Catalog, [Index; 3])> = OnceLock::new();
    TOWN.get_or_init(|| {
        let catalog = town::catalog();
        let all = [
            records::places(&catalog, &Words::japanese()),
            index(&records::of_events(&catalog)),
            index(&records::of_programmes(&catalog)),
        ];
        (catalog, all)
    })
}

/// An address as a page is opened by it, or as somebody typed it: the conditions of every list. Written as our pages write them they
/// are the same conditions; what each choice would leave is what it leaves.
pub fn address(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (query, hash) = text.split_once('#').unwrap_or((&text, ""));
    let pairs: Vec<(String, String)> = query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (from_percent(name), from_percent(value)))
        .collect();
    let get = |name: &str| pairs.iter().find(|(own, _)| own == name).map_or(String::new(), |(_, v)| v.clone());
    for (_, value) in &pairs {
        assert_eq!(from_percent(&percent(value)), *value);
    }
    let words = from_percent(hash.strip_prefix("q=").unwrap_or(hash));
    let (catalog, indices) = the_town();
    let within = found(&indices[1], &words, catalog.events.len());
    places_asked(catalog, &PlaceFilter::read(get));
    events_asked(catalog, &EventFilter::read(get), &within);
    snippet_asked(&Snippet::read(get));
    for (_, value) in &pairs {
        keys(value);
    }
}

/// What one value of an address may name.
fn keys(value: &str) {
    assert_eq!(Near::from_key(value).key(), value);
    for named in [
        Group::from_key(value).map(Group::key),
        Kind::from_key(value).map(Kind::key),
        Target::from_key(value).map(Target::key),
        Whom::from_key(value).map(Whom::key),
    ] {
        assert!(named.is_none_or(|key| key == value), "{value:?}");
    }
    assert!(KindChoice::from_key(value).is_none_or(|kind| kind.key() == value), "{value:?}");
    let _ = (Range::from_key(value), Shape::from_key(value).size());
    assert!(away::read(value).is_none_or(|minutes| away::read(&minutes.to_string()) == Some(minutes)));
    if let Some(month) = Month::from_key(value) {
        assert_eq!((month.key().as_str(), month.next().previous()), (value, month));
    }
    let Some(day) = iso(value) else { return };
    assert_eq!(iso(&day.to_string()), Some(day), "{value:?}");
    for key in ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"] {
        let to = Key::of(key).map_or(day, |key| key.from(day));
        assert!((to - day).num_days().abs() <= 31, "{key} of {day} is {to}");
    }
}

fn get_of(pairs: &[(&'static str, String)]) -> impl Fn(&str) -> String {
    |name| pairs.iter().find(|(own, _)| *own == name).map_or(String::new(), |(_, value)| value.clone())
}

fn places_asked(catalog: &Catalog, filter: &PlaceFilter) {
    assert_eq!(PlaceFilter::read(get_of(&filter.pairs())), *filter, "another condition");
    assert_eq!(filter.cleared().count(), 0);
    let switches = Switches::of(&catalog.places, Some((today(), MINUTE)));
    let look = |filter: &PlaceFilter| filter.look(&catalog.places, 0..catalog.places.len() as u32, &switches);
    let looked = look(filter);
    assert!(looked.places.windows(2).all(|two| two[0] < two[1]));
    for (switch, _) in PlaceSwitch::ALL {
        assert_eq!(filter.turned(switch).turned(switch).switches.len(), filter.switches.len());
        let on = if filter.switches.contains(&switch) { filter.clone() } else { filter.turned(switch) };
        assert_eq!(look(&on).places.len(), looked.with(switch), "{switch:?} of {filter:?}");
    }
    for (need, count) in &looked.needs {
        assert_eq!(look(&PlaceFilter { need: need.clone(), ..filter.clone() }).places.len(), *count, "{need}");
    }
    for (district, count) in &looked.districts {
        let there = look(&PlaceFilter { district: district.clone(), ..filter.clone() });
        assert_eq!(there.places.len(), *count, "{district}");
    }
    if let Some(from) = filter.near.position(&catalog.places, None) {
        assert_eq!(by_distance(&catalog.places, &looked.places, from).len(), looked.places.len());
    }
}

fn events_asked(catalog: &Catalog, filter: &EventFilter, found: &[u32]) {
    assert_eq!(EventFilter::read(get_of(&filter.pairs())), *filter, "another condition");
    assert_eq!(filter.cleared().count(), 0);
    let (from, to) = filter.days(today());
    assert!(from <= to && (to - from).num_days() < 31, "{from} to {to}");
    if let Some(month) = filter.month {
        let weeks = month.weeks();
        assert!((4..=6).contains(&weeks.len()) && weeks.iter().flatten().any(|day| *day == to), "{month:?}");
        assert!(month.previous() < month && month < month.next(), "{month:?}");
    }
    assert!(filter.day.is_none_or(|day| (from..=to).contains(&day)), "a day outside of its month");
    let days = by_day(&catalog.events, from, to);
    let with = Circumstances { today: today(), minute: Some(MINUTE), kept: vec!["e2".to_owned()] };
    let has = |event: usize| found.contains(&(event as u32));
    let look = |filter: &EventFilter| filter.look(&catalog.events, &days, &with, has);
    let looked = look(filter);
    let left = |change: &dyn Fn(&mut EventFilter)| {
        let mut other = filter.clone();
        change(&mut other);
        look(&other).total()
    };
    for (switch, _) in EventSwitch::ALL {
        let on = if filter.switches.contains(&switch) { filter.clone() } else { filter.turned(switch) };
        assert_eq!(look(&on).total(), looked.with(switch), "{switch:?} of {filter:?}");
    }
    for (kind, count) in &looked.kinds {
        assert_eq!(left(&|other| other.kind.clone_from(kind)), *count, "{kind}");
    }
    for (district, count) in &looked.districts {
        assert_eq!(left(&|other| other.district.clone_from(district)), *count, "{district}");
    }
    for (staff, count) in &looked.staff {
        assert_eq!(left(&|other| other.staff.clone_from(staff)), *count, "{staff}");
    }
    for (target, count) in &looked.targets {
        assert_eq!(left(&|other| other.target = Some(*target)), *count, "{target:?}");
    }
}

/// The snippet of a list for pages of others: nothing of it gets out of its place.
fn snippet_asked(snippet: &Snippet) {
    let once = Snippet::read(get_of(&snippet.pairs()));
    assert_eq!((once.pairs(), Snippet::read(get_of(&once.pairs()))), (snippet.pairs(), once));
    let (script, frame) = (snippet.script("https://example.jp/", "一覧"), snippet.frame("https://example.jp/", "一覧"));
    assert_eq!(script.matches('<').count(), 6, "{script}");
    let control = |c: char| (c.is_control() && c != '\n') || ('\u{fffe}'..='\u{ffff}').contains(&c);
    let frame = frame.replace(control, "");
    let tree = roxmltree::Document::parse(&frame).unwrap_or_else(|why| panic!("{why}: {frame}"));
    assert_eq!(
        (tree.descendants().filter(|n| n.is_element()).count(), tree.root_element().attributes().count()),
        (1, 7)
    );
    assert!(percent(&snippet.page()).bytes().all(|byte| byte.is_ascii_graphic()));
}

/// Words that are looked for: what is found is of the list, each record once, whether the index was made at once or bit by bit; a
/// record is found by its own name, and what is marked in a text is in it.
pub fn search(bytes: &[u8]) {
    let (catalog, indices) = the_town();
    let mut u = Unstructured::new(bytes);
    let (at, cut) = (u.arbitrary::<u8>().unwrap_or(0), u.arbitrary::<u8>().unwrap_or(0));
    let separator = one(&mut u, &[" ", "　", "、", ""]);
    let typed = rest(u);
    let names: Vec<&str> = catalog.places.iter().map(|place| place.name.as_str()).collect();
    let name = names[usize::from(at) % names.len()];
    let counts = [catalog.places.len(), catalog.events.len(), catalog.programmes.len()];
    for (index, count) in indices.iter().zip(counts) {
        assert_eq!(found(index, &typed, count), found(index, &typed, count));
    }
    assert!(found(&indices[0], name, counts[0]).contains(&(u32::from(at) % names.len() as u32)), "{name}");
    // Words beside a name, before and behind it.
    let end = (0..=usize::from(cut) % (typed.len() + 1)).rev().find(|at| typed.is_char_boundary(*at)).unwrap_or(0);
    let query = format!("{}{separator}{name}{separator}{}", &typed[..end], &typed[end..]);
    found(&indices[0], &query, counts[0]);
    for text in names.iter().chain(&[typed.as_str()]) {
        let marks = highlight(text, &query);
        assert!(
            marks.iter().all(|mark| mark.start < mark.end && text.get(mark.clone()).is_some()),
            "{text:?} {query:?}"
        );
        assert!(marks.windows(2).all(|two| two[0].end < two[1].start), "marks overlap");
    }
    for part in staff::professions(&typed) {
        assert!(!part.is_empty() && typed.contains(part));
    }
}
