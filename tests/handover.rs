//! Handing over as a whole: no text goes unless someone chose so, and nothing that comes from outside makes it stumble.

use proptest::prelude::*;
use tsunagi::calendar::Date;
use tsunagi::plan::form::Form;
use tsunagi::plan::handover::code;
use tsunagi::plan::handover::frame::{Gathered, Piece, cut};
use tsunagi::plan::handover::merge::{Change, Take, compare, decide};
use tsunagi::plan::handover::parcel::{Parcel, Way, parts};
use tsunagi::plan::read::read;
use tsunagi::plan::sheet::{
    Item, Outcome, Plan, Voice, add_item, find, items, put_answer, put_item, put_plan, put_voice, tick,
};
use tsunagi::vault::book::Book;
use tsunagi::vault::entry::Entry;

fn form(name: &str) -> Form {
    read(&std::fs::read_to_string(format!("forms/{name}.toml")).expect("a form")).0.expect("a form")
}

fn begun(form: &Form) -> Book {
    let mut book = Book::default();
    let today = Date::from_ymd_opt(2026, 11, 21).expect("a day");
    let plan = Plan { whose: "はる".into(), ..Plan::new("s1".into(), form, today) };
    put_plan(&mut book, &plan);
    book
}

/// What a hand does to a sheet.
#[derive(Clone, Debug)]
enum Stroke {
    Write(usize, String),
    Tick(usize, bool),
    Scale(u8),
    Add(String),
    Change(prop::sample::Index, String),
    Outcome(prop::sample::Index, usize),
    TakeAway(prop::sample::Index),
    Say(usize, String),
    Review(u32),
}

const TEXTS: [(&str, &str); 3] = [("strengths", "child"), ("strengths", "me"), ("worry-words", "")];
const TICKS: [&str; 4] = ["cook", "clean", "night", "rest"];
const SECTIONS: [&str; 4] = ["good", "trouble", "goal", "plan"];

fn stroke() -> impl Strategy<Value = Stroke> {
    // Few words, so that both sides often write the same.
    let words = "[あい]{0,2}|[a-z]{1,3}";
    prop_oneof![
        (0..TEXTS.len(), words).prop_map(|(at, text)| Stroke::Write(at, text)),
        (0..TICKS.len(), any::<bool>()).prop_map(|(at, on)| Stroke::Tick(at, on)),
        (0..3_u8).prop_map(|n| Stroke::Scale(n * 50)),
        words.prop_map(Stroke::Add),
        (any::<prop::sample::Index>(), words).prop_map(|(at, text)| Stroke::Change(at, text)),
        (any::<prop::sample::Index>(), 0..4_usize).prop_map(|(at, outcome)| Stroke::Outcome(at, outcome)),
        any::<prop::sample::Index>().prop_map(Stroke::TakeAway),
        (0..SECTIONS.len(), words).prop_map(|(at, text)| Stroke::Say(at, text)),
        (1..4_u32).prop_map(Stroke::Review),
    ]
}

fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
    prop::collection::vec(stroke(), 0..10)
}

fn apply(book: &mut Book, strokes: &[Stroke], salt: u32) {
    for (n, stroke) in (0..).zip(strokes) {
        match stroke {
            Stroke::Write(at, text) => put_answer(book, "s1", TEXTS[*at].0, TEXTS[*at].1, text),
            Stroke::Tick(at, on) => tick(book, "s1", "house", "", TICKS[*at], *on),
            Stroke::Scale(value) => put_answer(book, "s1", "satisfaction", "", &value.to_string()),
            Stroke::Add(text) => {
                let item = Item { field: "actions".into(), text: text.clone(), ..Item::default() };
                add_item(book, "s1", &item, salt + n);
            }
            Stroke::Change(at, text) => with_item(book, at, |book, mut item| {
                item.words = text.clone();
                put_item(book, &item);
            }),
            Stroke::Outcome(at, outcome) => with_item(book, at, |book, mut item| {
                item.outcome = Some(Outcome::ALL[*outcome].0);
                put_item(book, &item);
            }),
            Stroke::TakeAway(at) => with_item(book, at, |book, item| book.remove("item", &item.id)),
            Stroke::Say(at, text) => {
                put_voice(book, "s1", SECTIONS[*at], &Voice { who: "保健師".into(), text: text.clone() });
            }
            Stroke::Review(month) => {
                let plan = find(book, "s1").expect("the sheet");
                put_plan(book, &Plan { review: Date::from_ymd_opt(2027, *month, 1), ..plan });
            }
        }
    }
}

fn with_item(book: &mut Book, at: &prop::sample::Index, run: impl FnOnce(&mut Book, Item)) {
    let all = items(book, "s1", "actions");
    if !all.is_empty() {
        let item = at.get(&all).clone();
        run(book, item);
    }
}

fn values(entry: Option<&Entry>) -> Vec<(String, String)> {
    entry.map(|e| e.fields.iter().map(|(l, v)| (l.clone(), v.clone())).collect()).unwrap_or_default()
}

/// Whether a label's words can stand beside others'.
fn is_words(label: &str) -> bool {
    matches!(label, "text" | "words" | "who" | "by")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Three copies of a sheet, changed at random; choices at random. Nothing changes but what was chosen, and of what
    /// either side wrote only that goes which the family chose to let go.
    #[test]
    fn no_text_disappears_unless_someone_chose(
        before in strokes(), mine in strokes(), other in strokes(),
        choices in prop::collection::vec(0..4_u8, 24),
    ) {
        let form = form("infant");
        let mut base = begun(&form);
        apply(&mut base, &before, 100);
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        apply(&mut ours, &mine, 200);
        apply(&mut theirs, &other, 300);
        let untouched = ours.clone();
        let found = compare(Some(&form), "s1", &base, &ours, &theirs);
        let takes: Vec<Option<Take>> = found
            .iter()
            .zip(choices.iter().cycle())
            .map(|(_, n)| [None, Some(Take::Mine), Some(Take::Theirs), Some(Take::Both)][*n as usize])
            .collect();
        for (part, take) in found.iter().zip(&takes) {
            if let Some(take) = take {
                decide(&mut ours, Some(&form), part, *take);
            }
        }
        for (part, take) in found.iter().zip(&takes) {
            let now = ours.get(&part.kind, &part.id);
            let was = untouched.get(&part.kind, &part.id);
            let only_theirs = |take: &Option<Take>| *take == Some(Take::Theirs);
            if only_theirs(take) {
                for (label, value) in values(part.theirs.as_ref()) {
                    prop_assert_eq!(now.map(|e| e.get(&label).to_owned()), Some(value));
                }
            } else if *take == Some(Take::Both) && part.joinable {
                let base = |label: &str| part.base.as_ref().map_or("", |e| e.get(label)).to_owned();
                for (label, value) in values(part.ours.as_ref()).into_iter().chain(values(part.theirs.as_ref())) {
                    if is_words(&label) && value != base(&label) {
                        let now = now.map(|e| e.get(&label).to_owned()).unwrap_or_default();
                        // A list of ticks is joined tick by tick.
                        prop_assert!(
                            now.contains(&value) || value.split(';').all(|id| now.split(';').any(|n| n == id)),
                            "{} is not in {}", value, now
                        );
                    }
                }
            } else {
                prop_assert_eq!(values(now), values(was));
            }
        }
        // What was no question has not changed.
        for entry in untouched.entries() {
            if !found.iter().any(|p| (&p.kind, &p.id) == (&entry.kind, &entry.id)) {
                prop_assert_eq!(values(ours.get(&entry.kind, &entry.id)), values(Some(entry)));
            }
        }
        // What was taken in as it came is no question any longer.
        let left = compare(Some(&form), "s1", &base, &ours, &theirs);
        for (part, take) in found.iter().zip(&takes) {
            if *take == Some(Take::Theirs) {
                prop_assert!(!left.iter().any(|p| (&p.kind, &p.id) == (&part.kind, &part.id)), "{:?}", part);
            }
        }
    }

    /// Whoever takes everything that only the other side changed has both sides' work.
    #[test]
    fn taking_all_in_without_conflict_is_both_sides_work(before in strokes(), mine in strokes(), other in strokes()) {
        let form = form("infant");
        let mut base = begun(&form);
        apply(&mut base, &before, 100);
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        apply(&mut ours, &mine, 200);
        apply(&mut theirs, &other, 300);
        let found = compare(Some(&form), "s1", &base, &ours, &theirs);
        for part in found.iter().filter(|p| p.change != Change::Both) {
            decide(&mut ours, Some(&form), part, Take::Theirs);
        }
        for entry in theirs.entries().filter(|e| e.kind != "plan") {
            if !found.iter().any(|p| p.change == Change::Both && (&p.kind, &p.id) == (&entry.kind, &entry.id)) {
                let base = base.get(&entry.kind, &entry.id);
                if values(base) != values(Some(entry)) {
                    prop_assert_eq!(values(ours.get(&entry.kind, &entry.id)), values(Some(entry)));
                }
            }
        }
    }

    #[test]
    fn a_parcel_of_any_sheet_is_read_as_it_was_written(before in strokes(), id: u32, to in "\\PC{0,12}", chosen in prop::collection::vec(any::<bool>(), 4)) {
        let form = form("infant");
        let mut book = begun(&form);
        apply(&mut book, &before, 100);
        let sections: Vec<String> =
            SECTIONS.iter().zip(&chosen).filter(|(_, on)| **on).map(|(s, _)| (*s).to_owned()).collect();
        let plan = find(&book, "s1").expect("the sheet");
        let parcel = Parcel {
            id,
            way: Way::There,
            plan: "s1".into(),
            to,
            purpose: "話すため".into(),
            made: plan.made,
            until: None,
            book: parts(&book, &form, &plan, &sections),
            sections,
            from: String::new(),
        };
        prop_assert_eq!(Parcel::read(&parcel.text()), Ok(parcel));
    }

    #[test]
    fn pieces_survive_any_bytes_and_any_order(bytes in prop::collection::vec(any::<u8>(), 1..4000), most in 1..800_usize, seed: u64) {
        prop_assume!(bytes.len().div_ceil(most) < 256);
        let mut pieces = cut(3, &bytes, most);
        let mut gathered = Gathered::default();
        let mut seed = seed;
        while !pieces.is_empty() {
            prop_assert_eq!(gathered.whole(), None);
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let piece = pieces.swap_remove((seed >> 33) as usize % pieces.len());
            let text = if seed & 1 << 40 == 0 { piece.letters() } else { piece.digits() };
            gathered.add(Piece::read(&text).expect("a piece"));
        }
        prop_assert_eq!(gathered.whole(), Some(bytes));
    }

    #[test]
    fn nothing_typed_or_followed_makes_it_stumble(text in "\\PC{0,80}", letters in "[tn][A-Za-z0-9_-]{0,120}", digits in "n[0-9]{0,120}") {
        for text in [&text, &letters, &digits] {
            let _ = Piece::read(text);
            let _ = Parcel::read(text);
            let _ = code::read(text);
        }
    }
}

#[cfg(feature = "seal")]
mod sealed {
    use super::*;
    use tsunagi::plan::handover::frame::QR_BYTES;
    use tsunagi::plan::handover::seal::{MOST, unwrap, wrap};
    use tsunagi::vault::seal::{SealError, seal};

    fn random(bytes: &mut [u8]) {
        bytes.iter_mut().zip(3_u8..).for_each(|(byte, n)| *byte = n.wrapping_mul(37));
    }

    fn full() -> String {
        let form = form("infant");
        let mut book = begun(&form);
        put_answer(
            &mut book,
            "s1",
            "strengths",
            "me",
            "朝ごはんは毎日食べている。絵本の時間は、ふたりとも笑っている。",
        );
        put_answer(
            &mut book,
            "s1",
            "worry-words",
            "",
            "お風呂のあと、ふたり同時に泣く時間がいちばんつらい。夜は2時間おきに起きる。",
        );
        for (n, text) in (0..).zip(["週に1回、ひとりで買い物に行く", "一時預かりを見に行く", "月曜にひろばへ行く"])
        {
            add_item(&mut book, "s1", &Item { field: "actions".into(), text: text.into(), ..Item::default() }, n);
        }
        let plan = find(&book, "s1").expect("the sheet");
        let sections: Vec<String> = SECTIONS.iter().map(|s| (*s).to_owned()).collect();
        let parcel = Parcel {
            id: 5,
            way: Way::There,
            plan: "s1".into(),
            to: "こども家庭センター".into(),
            purpose: "相談の前に読んでもらう".into(),
            made: plan.made,
            until: plan.made,
            book: parts(&book, &form, &plan, &sections),
            sections,
            from: String::new(),
        };
        parcel.text()
    }

    #[test]
    fn a_sheet_goes_by_three_codes_at_most_and_opens_with_its_code_only() {
        let text = full();
        let sealed = wrap("1234123412341234", text.as_bytes(), random).expect("sealed");
        assert!(sealed.len() < text.len());
        assert!(cut(5, &sealed, QR_BYTES).len() <= 3, "{}", sealed.len());
        assert_eq!(unwrap("1234 1234", &sealed), Err(SealError::Passphrase));
        assert_eq!(unwrap("1234123412341234", &sealed).as_deref(), Ok(text.as_bytes()));
        let mut changed = sealed.clone();
        let last = changed.len() - 1;
        changed[last] ^= 1;
        assert_eq!(unwrap("1234123412341234", &changed), Err(SealError::Damaged));
    }

    #[test]
    fn what_swells_beyond_any_sheet_is_not_opened() {
        let zeros = vec![0_u8; MOST + 1];
        let small = miniz_oxide::deflate::compress_to_vec_zlib(&zeros, 9);
        let sealed = seal("code", &small, 4, random).expect("sealed");
        assert_eq!(unwrap("code", &sealed), Err(SealError::Damaged));
        let sealed = seal("code", b"no zlib at all", 4, random).expect("sealed");
        assert_eq!(unwrap("code", &sealed), Err(SealError::Damaged));
    }
}
