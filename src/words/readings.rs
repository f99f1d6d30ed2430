//! Whether the readings over numbers in easy Japanese are right: 3日 is みっか, not 3にち. What is right is written here once more, by hand.

use super::{Word, Words, family, format};
use crate::calendar::{Date, TimeOfDay};
use crate::text::ruby;
use std::{fs, path::Path};

/// The days that are read as a whole, by their number: of a month, and as so many days. Beyond a month so many days are counted in にち.
const DAYS: [(u32, &str); 12] = [
    (2, "ふつか"),
    (3, "みっか"),
    (4, "よっか"),
    (5, "いつか"),
    (6, "むいか"),
    (7, "なのか"),
    (8, "ようか"),
    (9, "ここのか"),
    (10, "とおか"),
    (14, "じゅうよっか"),
    (20, "はつか"),
    (24, "にじゅうよっか"),
];

/// What is counted and always read alike, whatever number stands before it.
const ALIKE: &[(&str, &str)] = &[
    ("万", "まん"),
    ("万円", "まんえん"),
    ("件", "けん"),
    ("千円", "せんえん"),
    ("回", "かい"),
    ("回目", "かいめ"),
    ("字", "じ"),
    ("年", "ねん"),
    ("文字", "もじ"),
    ("文字目", "もじめ"),
    ("時間", "じかん"),
    ("期", "き"),
    ("枚", "まい"),
    ("枚目", "まいめ"),
    ("歳", "さい"),
    ("歳児", "さいじ"),
    ("点", "てん"),
    ("番", "ばん"),
    ("番目", "ばんめ"),
    ("種", "しゅ"),
    ("行目", "ぎょうめ"),
    ("週", "しゅう"),
    ("週間", "しゅうかん"),
];

/// How a number with what is counted is read: as a whole, where the two are not read one by one, else what stands over the counter.
/// `date`: whether a day of a month is meant.
enum Reading {
    Whole(String),
    Counter(&'static str),
}

fn reading(n: u32, counter: &str, date: bool) -> Option<Reading> {
    let whole = |reading: &str| Some(Reading::Whole(reading.to_owned()));
    let day = DAYS.iter().find(|(day, _)| *day == n).map(|(_, reading)| *reading);
    match (counter, n) {
        ("日", 1) if date => whole("ついたち"),
        ("日", _) => day.map_or(Some(Reading::Counter("にち")), whole),
        ("日間", _) => day.map_or(Some(Reading::Counter("にちかん")), |day| whole(&format!("{day}かん"))),
        ("日目", _) => day.map_or(Some(Reading::Counter("にちめ")), |day| whole(&format!("{day}め"))),
        ("月", 4) => whole("しがつ"),
        ("月", 7) => whole("しちがつ"),
        ("月", 9) => whole("くがつ"),
        ("月", _) => Some(Reading::Counter("がつ")),
        ("時", 4) => whole("よじ"),
        ("時", 7) => whole("しちじ"),
        ("時", 9) => whole("くじ"),
        ("時", 14) => whole("じゅうよじ"),
        ("時", 17) => whole("じゅうしちじ"),
        ("時", 19) => whole("じゅうくじ"),
        ("時", 24) => whole("にじゅうよじ"),
        ("時", _) => Some(Reading::Counter("じ")),
        ("分", 0) => Some(Reading::Counter("ふん")),
        ("分", _) if [2, 5, 7, 9].contains(&(n % 10)) => Some(Reading::Counter("ふん")),
        ("分", _) => Some(Reading::Counter("ぷん")),
        ("人", 1) => whole("ひとり"),
        ("人", 2) => whole("ふたり"),
        ("人", _) => Some(Reading::Counter("にん")),
        ("人目", 1) => whole("ひとりめ"),
        ("人目", 2) => whole("ふたりめ"),
        ("人目", _) => Some(Reading::Counter("にんめ")),
        _ => ALIKE.iter().find(|(known, _)| *known == counter).map(|(_, reading)| Reading::Counter(reading)),
    }
}

/// What is wrong with the readings over the numbers of a text; nothing where all are right.
fn wrong(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let (mut before, mut month) = ("", false);
    for (base, over) in ruby::parts(text) {
        let Some(over) = over else {
            // A day of a month: nothing but its number is between.
            month = month && base.chars().all(|c| c.is_ascii_digit());
            before = base;
            continue;
        };
        let own = base.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = &base[..base.len() - own.len()];
        let beside = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
        let said = match (number.parse(), beside.parse()) {
            (Ok(n), _) => Some((n, true)),
            (_, Ok(n)) => Some((n, false)),
            _ => None,
        };
        if let Some((n, joined)) = said {
            let right = match reading(n, own, month) {
                None => format!("? (the test does not know {own})"),
                Some(Reading::Whole(whole)) => format!("《{n}{own}|{whole}》"),
                Some(Reading::Counter(counter)) => format!("{n}《{own}|{counter}》"),
            };
            let written = if joined { format!("《{base}|{over}》") } else { format!("{n}《{base}|{over}》") };
            if written != right {
                wrong.push(format!("{written} is {right}"));
            }
        }
        month = base.ends_with('月') && over.ends_with("がつ");
        before = "";
    }
    wrong
}

fn easy() -> Words {
    Words::of("easy").expect("there is easy Japanese")
}

#[test]
fn the_reader_of_this_test_finds_what_is_wrong() {
    assert_eq!(wrong("3《日|にち》"), ["3《日|にち》 is 《3日|みっか》"]);
    assert_eq!(
        wrong("4《月|がつ》1《日|にち》"),
        ["4《月|がつ》 is 《4月|しがつ》", "1《日|にち》 is 《1日|ついたち》"]
    );
    assert_eq!(wrong("《4月|しがつ》《1日|ついたち》、1《日|にち》、10《分|ぷん》、1か《月|げつ》"), [""; 0]);
    assert_eq!(wrong("10《分|ふん》"), ["10《分|ふん》 is 10《分|ぷん》"]);
    assert!(wrong("3《匹|ひき》")[0].contains("does not know 匹"));
}

#[test]
fn every_day_of_the_year_has_its_reading() {
    let words = easy();
    let day = |year, month, day| Date::from_ymd_opt(year, month, day).expect("a day");
    let today = day(2026, 1, 1);
    // A leap year as well: with its 29 February, and with the year before.
    for date in today.iter_days().take(365 * 3) {
        for said in [format::date(&words, date, today), format::date_with_year(&words, date)] {
            assert_eq!(wrong(&said), [""; 0], "{said}");
        }
    }
    let said = |m, d| format::date_with_year(&words, day(2026, m, d));
    assert_eq!(said(4, 1), "2026《年|ねん》《4月|しがつ》《1日|ついたち》");
    assert_eq!(said(12, 24), "2026《年|ねん》12《月|がつ》《24日|にじゅうよっか》");
    assert_eq!(said(1, 31), "2026《年|ねん》1《月|がつ》31《日|にち》");
}

#[test]
fn every_hour_and_minute_has_its_reading() {
    let words = easy();
    for minute in 0..24 * 60 {
        let time = TimeOfDay::from_minutes(minute).expect("a time of a day");
        let said = words.fill(Word::NowOpensAt, &[("time", &format::time(&words, time))]);
        assert_eq!(wrong(&said), [""; 0], "{said}");
    }
    for minutes in 0..=120_u32 {
        for word in [Word::HubWalk, Word::NearFar, Word::KeepAwayMinutes] {
            let given = [("minutes", minutes.to_string())];
            let said = words.fill(word, &[("minutes", &given[0].1), ("from", "えき"), ("far", "とおい")]);
            let right = if minutes == 0 || [2, 5, 7, 9].contains(&(minutes % 10)) { "ふん" } else { "ぷん" };
            assert!(said.contains(&format!("{minutes}《分|{right}》")), "{said}");
        }
    }
}

#[test]
fn so_many_days_are_read_as_days_are_counted() {
    let words = easy();
    let date = |day: i64| Date::from_ymd_opt(2026, 11, 1).expect("a day") + chrono::Duration::days(day);
    assert_eq!(family::age(&words, date(0), date(1)), "《生|う》まれて1《日|にち》");
    assert_eq!(family::age(&words, date(0), date(8)), "《生|う》まれて《8日|ようか》");
    assert_eq!(family::age(&words, date(0), date(20)), "《生|う》まれて《20日|はつか》");
    assert_eq!(family::weeks(&words, date(280 - 73), date(0)), "《妊娠|にんしん》10《週|しゅう》《3日|みっか》");
}

/// Every text in which a number may stand, with every number of a year: nothing is read as it is not said.
#[test]
fn every_number_that_is_filled_in_has_its_reading() {
    // Places that hold no number.
    let texts = ["district", "date", "time", "from", "to", "name", "weekday", "who", "label", "text", "part", "list"];
    let words = easy();
    for word in Word::all() {
        let text = words.text(word);
        let holes = super::message::holes(text);
        // Dates are looked at day by day above.
        let most = if holes.contains(&"month") { 12 } else { 366_u32 };
        for n in 0..=most {
            let number = n.to_string();
            let value = |hole: &str| if texts.contains(&hole) { "あ" } else { number.as_str() };
            let values: Vec<(&str, &str)> = holes.iter().map(|hole| (*hole, value(hole))).collect();
            let said = words.fill(word, &values);
            assert_eq!(wrong(&said), [""; 0], "{}: {said}", word.key());
            if holes.is_empty() {
                break;
            }
        }
    }
}

#[test]
fn every_number_in_our_lists_and_forms_has_its_reading() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![root.join("src/helplines/kids.ja.csv"), root.join("src/words/ja.toml")];
    for folder in ["src/words/others/easy", "forms/easy", "forms"] {
        let entries = fs::read_dir(root.join(folder)).expect("the folder is there");
        files.extend(entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).filter(|path| path.is_file()));
    }
    assert!(files.len() > 20, "{files:?}");
    for file in files {
        for (line, text) in fs::read_to_string(&file).expect("it is text").lines().enumerate() {
            // What is filled in is looked at in the texts.
            if !text.contains("{") {
                assert_eq!(wrong(text), [""; 0], "{}:{}", file.display(), line + 1);
            }
        }
    }
}
