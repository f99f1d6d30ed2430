//! The test results of アクセシビリティ from outside: every criterion is there, names tests that exist, and the page says what a public site has to say.

#[cfg(feature = "cli")]
mod support;

use std::fs;
use std::path::Path;
use tsunagi::access::{Criterion, Looked, criteria, figure, period};

/// The criteria of level A and AA: JIS X 8341-3:2016 (WCAG 2.0), then what WCAG 2.1 and 2.2 add.
const JIS: &str = "1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 2.1.1 2.1.2 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 \
                   2.4.7 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.3.1 3.3.2 3.3.3 3.3.4 4.1.1 4.1.2";
const ADDED: &str =
    "1.3.4 1.3.5 1.4.10 1.4.11 1.4.12 1.4.13 2.1.4 2.5.1 2.5.2 2.5.3 2.5.4 4.1.3 2.4.11 2.5.7 2.5.8 3.2.6 3.3.7 3.3.8";

fn numbers(all: &[Criterion], jis: bool) -> Vec<String> {
    all.iter().filter(|c| (c.standard == "JIS") == jis).map(|c| c.number.clone()).collect()
}

#[test]
fn every_criterion_has_a_row() {
    let all = criteria();
    assert_eq!(numbers(&all, true).join(" "), JIS);
    assert_eq!(numbers(&all, false).join(" "), ADDED);
    let of = |level: &str| all.iter().filter(|c| c.standard == "JIS" && c.level == level).count();
    assert_eq!((of("A"), of("AA")), (25, 13));
}

#[test]
fn what_applies_was_tried_and_says_how() {
    for c in criteria() {
        let tried = !c.tests.is_empty() || !c.by_hand.is_empty();
        assert_eq!(c.applies, tried, "{} {}", c.number, c.name);
        assert_eq!(c.by_hand.is_empty(), c.on.is_none(), "{}: what was looked at has its day", c.number);
        assert!(c.applies || !c.note.is_empty(), "{}: says why it does not apply", c.number);
        assert!(c.applies || c.met, "{}: what does not apply is met", c.number);
    }
}

/// The names of the tests and steps of a file of browser tests, as they are written there.
fn titles(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser").join(file);
    let source = fs::read_to_string(&path).unwrap_or_default();
    let calls = ["test(", "test.step(", "test.describe("];
    let found = source.lines().filter_map(|line| calls.iter().find_map(|call| line.trim_start().split_once(call)));
    found.map(|(_, rest)| rest.to_owned()).collect()
}

#[test]
fn the_tests_that_are_named_exist() {
    for c in criteria() {
        for (file, name) in &c.tests {
            assert!(titles(file).iter().any(|title| title.contains(name.as_str())), "{}: {file}: {name}", c.number);
        }
    }
}

#[test]
fn the_figures_are_of_a_whole_run_without_a_violation() {
    let number = |name: &str| figure(name).parse::<u32>().unwrap_or_default();
    assert_eq!(figure("violations"), "0");
    assert_eq!(number("schemes"), 2);
    assert_eq!(number("languages") as usize, tsunagi::words::OFFERED.len());
    assert!(number("states") >= 20 && number("states_elsewhere") >= 20, "{} states", figure("states"));
    // Those of a page in a language are all of them, and add up.
    let rows = Looked::all();
    let cells: Vec<(u32, u32)> = rows.iter().flat_map(|row| row.of.iter().flatten().copied()).collect();
    assert_eq!(cells.iter().map(|(looked, _)| looked).sum::<u32>(), number("runs"));
    assert_eq!(cells.iter().map(|(_, found)| found).sum::<u32>(), number("violations"));
    assert_eq!(rows.len(), number("pages") as usize);
    // In light and in dark at least; what is measured is all pages in Japanese, and those of the app in one more.
    assert!(cells.iter().all(|(looked, _)| *looked >= 2), "{cells:?}");
    let tried = |language: usize| rows.iter().filter(|row| row.of[language].is_some()).count() as u32;
    assert_eq!(Looked::languages(), tsunagi::words::OFFERED.map(|language| language.tag));
    assert!(number("measured") >= tried(0) + tried(4), "{} measured", figure("measured"));
    assert!(number("measured_open") >= number("states_elsewhere") * 2, "{} measured open", figure("measured_open"));
    let (first, last) = period().expect("days");
    assert!(first <= last && (last - first).num_days() <= 31, "{first} to {last}: one trial");
}

#[cfg(feature = "cli")]
mod page {
    use super::support::read;
    use super::*;
    use std::collections::BTreeSet;
    use tsunagi::app::prerender::{Assets, PAGES};
    use tsunagi::app::site::{Site, held};
    use tsunagi::calendar::parse_date;
    use tsunagi::publish::access::{OTHERS, page};
    use tsunagi::words::Words;

    /// The page of a city with these rows of settings.
    fn painted(tag: &str, settings: &str) -> String {
        let words = Words::of(tag).expect("a language");
        let catalog = read(&[("settings.csv", format!("項目,値\n{settings}").into_bytes())]);
        let today = parse_date("2026-11-22").expect("a day");
        page(&Site::new(words, "../".to_owned(), held(catalog), today, false), &Assets::default())
    }

    #[test]
    fn the_page_says_what_a_public_site_has_to_say() {
        let page = painted("ja", "自治体名,汐見市\n");
        for said in [
            "表明日",
            "規格の番号と改正年",
            "満たしている適合レベル",
            "対象となるウェブページ",
            "依存したウェブコンテンツ技術",
            "試験したページの選びかた",
            "試験したページ",
            "達成基準チェックリスト",
            "試験を実施した期間",
            "まだ確かめていないこと",
            "NVDA",
            "障害のある方に使っていただく試験",
        ] {
            assert!(page.contains(said), "{said}");
        }
        assert_eq!(page.matches("<tr><th scope=\"row\">").count(), criteria().len() + Looked::all().len());
        assert!(!page.contains(['{', '}']), "everything is filled in");
        assert!(!page.contains("<script"), "no app starts here");
        for tried in PAGES.iter().map(|page| page.folder).chain(OTHERS) {
            assert!(page.contains(&format!("<code>/{tried}</code>")), "{tried}");
        }
        assert_eq!(figure("pages").parse::<usize>().ok(), Some(PAGES.len() + OTHERS.len()));
        // Each page of the app was looked at in each language.
        for (row, tried) in Looked::all().iter().zip(&PAGES) {
            assert_eq!(row.page, format!("/{}", tried.folder));
            assert!(row.of.iter().all(Option::is_some), "{}", row.page);
        }
        assert!(page.contains("汐見市としての方針と試験結果は、このページにはふくまれていません"));
        assert!(page.contains("このサイトを公開している市区町村の窓口"));
        assert!(!page.contains("></th>") && !page.contains("></td>"), "no cell is empty");
    }

    #[test]
    fn a_city_leads_to_its_own_results_and_its_cells_are_text() {
        let own = "自治体名,<b>市</b>\nアクセシビリティの試験結果,https://www.city.example.jp/access?a=1&b=2\n";
        let page = painted("ja", own);
        assert!(page.contains("つぎのページにあります：<a href=\"https://www.city.example.jp/access?a=1&amp;b=2\">"));
        assert!(!page.contains("<b>市</b>"));
        let bad = "アクセシビリティの試験結果,javascript:alert(1)\n";
        assert!(!painted("ja", bad).contains("javascript:"));
    }

    #[test]
    fn in_other_languages_the_head_is_in_that_language_and_the_tables_are_marked_as_japanese() {
        let tags: BTreeSet<&str> = tsunagi::words::OFFERED.iter().map(|language| language.tag).collect();
        for tag in tags.into_iter().filter(|tag| *tag != "ja") {
            let page = painted(tag, "");
            let words = Words::of(tag).expect("a language");
            assert!(page.contains(&format!("<html lang=\"{}\">", words.language)), "{tag}");
            assert!(page.contains("<div class=\"access\" lang=\"ja\">"), "{tag}");
            assert!(!page.contains(['{', '}', '《', '》']), "{tag}");
        }
    }
}
