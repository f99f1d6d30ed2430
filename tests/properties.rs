//! What holds for any input: readers never panic, search finds what it indexed, dates keep their promises.

mod support;

use proptest::prelude::*;
use support::{cp932, day};
use tsunagi::calendar::*;
use tsunagi::data::rolling::roll;
use tsunagi::data::table::is_formula;
use tsunagi::data::{Catalog, SourceFile};
use tsunagi::directory::Phone;
use tsunagi::search::{Document, Index, highlight};
use tsunagi::text::width::narrow;
use tsunagi::text::{fold, fold_with_map, romaji_to_kana};

/// Texts near what cells hold: kana, kanji, digits, signs of every width, and now and then anything at all.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9０-９年月日時分:：/／.．～〜ー\\-－第・、;月火水木金土祝毎週隔平令和平成RHS午前後半から まで歳か生後（）()]{0,24}",
        "[ぁ-んァ-ヶｦ-ﾟ一-龥々ーa-zA-Z0-9 　・]{0,24}",
        ".{0,24}",
    ]
}

fn date() -> impl Strategy<Value = Date> {
    (0..40_000_i64).prop_map(|n| day(1950, 1, 1) + chrono::Duration::days(n))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn no_cell_makes_a_reader_panic(text in cell()) {
        let _ = (parse_date(&text), parse_time(&text), parse_time_range(&text), parse_weekdays(&text));
        let _ = (parse_ages(&text), parse_recurrence(&text), parse_dates(&text), Phone::read(&text));
        let _ = Hours::from_columns(&text, &text, &text, &text);
        let _ = (romaji_to_kana(&text), highlight(&text, &text));
    }

    #[test]
    fn a_date_is_read_back_from_every_notation(d in date()) {
        use chrono::Datelike;
        let (y, m, n) = (d.year(), d.month(), d.day());
        let mut texts = vec![format!("{y}-{m:02}-{n:02}"), format!("{y}/{m}/{n}"), format!("{y}.{m}.{n}"), format!("{y}年{m}月{n}日（水）"), format!("{y}{m:02}{n:02}"), format!("{y}/{m}/{n} 0:00")];
        if y > 2019 { texts.push(format!("令和{}年{m}月{n}日", y - 2018)); texts.push(format!("R{}.{m}.{n}", y - 2018)); }
        if (1990..2019).contains(&y) { texts.push(format!("H{}/{m}/{n}", y - 1988)); }
        for text in texts {
            prop_assert_eq!(parse_date(&text), Some(d), "{}", text);
            let wide: String = text.chars().map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c) } else { c }).collect();
            prop_assert_eq!(parse_date(&wide), Some(d), "{}", wide);
        }
    }

    #[test]
    fn times_and_weekdays_are_read_back(minutes in 0..=1859_u16, bits in 1..128_u8) {
        let time = TimeOfDay::from_minutes(minutes).expect("within the day");
        prop_assert_eq!(parse_time(&time.to_string()), Some(time));
        let days: Weekdays = Weekday::WEEK.into_iter().enumerate().filter(|(i, _)| bits & (1 << i) != 0).map(|(_, d)| d).collect();
        let names: Vec<&str> = days.iter().map(|d| ["月", "火", "水", "木", "金", "土", "日", "祝"][d as usize]).collect();
        for joined in [names.concat(), names.join(";"), names.join("・"), names.join("、")] {
            prop_assert_eq!(parse_weekdays(&joined).map(|w| w.days), Some(days), "{}", joined);
        }
    }

    #[test]
    fn a_series_keeps_to_its_rule(nth in 1..=5_i8, weekday in 0..7_usize, start in date(), span in 0..500_i64) {
        use chrono::Datelike;
        let rule = Recurrence::from(Rule::Monthly { on: vec![(nth, Weekday::WEEK[weekday])], every: 1 });
        let end = start + chrono::Duration::days(span);
        let found: Vec<Date> = rule.between(start, start, end).collect();
        prop_assert!(found.windows(2).all(|w| w[0] < w[1]));
        for d in &found {
            prop_assert!((start..=end).contains(d));
            prop_assert_eq!(d.weekday().num_days_from_monday() as usize, weekday);
            prop_assert_eq!((d.day0() / 7 + 1) as i8, nth);
        }
    }

    #[test]
    fn a_rolled_date_lies_ahead_and_keeps_its_weekday(d in date(), today in date()) {
        let moved = roll(d, today);
        prop_assert!(tsunagi::data::rolling::keeps(d, moved));
        let ahead = (moved - today).num_days();
        prop_assert!((-60..=320).contains(&ahead), "{} {} {}", d, today, moved);
    }

    #[test]
    fn folding_twice_changes_nothing_and_knows_its_source(text in cell()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert_eq!(fold(&narrow(&text)), once.clone());
        let folded = fold_with_map(&text);
        prop_assert_eq!(&folded.text, &once);
        prop_assert_eq!(folded.text.chars().count(), folded.source.len());
        for (from, to) in &folded.source {
            prop_assert!(from < to);
            prop_assert!(text.get(*from as usize..*to as usize).is_some());
        }
        prop_assert!(folded.source.windows(2).all(|w| w[0].1 <= w[1].0));
    }

    #[test]
    fn a_place_is_found_by_any_part_of_its_name(names in prop::collection::vec("[一-龥ァ-ヶa-z]{2,12}", 1..20), pick in any::<prop::sample::Index>(), from in 0..12_usize, length in 1..12_usize) {
        let index = Index::build(names.iter().map(|name| Document { name, ..Document::default() }));
        let at = pick.index(names.len());
        let part: String = fold(&names[at]).chars().skip(from).take(length).collect();
        let results = index.search(&part);
        prop_assert!(results.hits.iter().any(|h| h.document as usize == at), "{} in {}", part, names[at]);
        prop_assert!(results.hits.windows(2).all(|w| w[0].score >= w[1].score));
    }

    #[test]
    fn marks_are_in_order_and_on_letters(text in cell(), query in cell()) {
        let ranges = highlight(&text, &query);
        prop_assert!(ranges.iter().all(|r| r.start < r.end && text.get(r.clone()).is_some()));
        prop_assert!(ranges.windows(2).all(|w| w[0].end < w[1].start));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "(preschool|event|support|settings|soudan|x)\\.csv") {
        let _ = Catalog::read(&[SourceFile { name, bytes: Ok(bytes) }], &cp932, day(2026, 11, 21));
    }

    #[test]
    fn nothing_is_dropped(rows in prop::collection::vec(prop::collection::vec(cell(), 9), 1..12)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let header = ["名称", "住所", "電話番号", "利用可能曜日", "開始時間", "受入年齢", "緯度", "独自", "備考"];
        writer.write_record(header).expect("a header");
        for row in &rows {
            writer.write_record(row).expect("a row");
        }
        let bytes = writer.into_inner().expect("the bytes");
        let catalog = Catalog::read(&[SourceFile { name: "preschool.csv".into(), bytes: Ok(bytes) }], &cp932, day(2026, 11, 21));
        let report = &catalog.reports[0];
        let unnamed = report.problems.iter().filter(|p| p.kind == tsunagi::data::ProblemKind::NameMissing).count();
        if report.dataset.is_some() {
            prop_assert_eq!(report.rows, report.records + unnamed);
        }
        for place in &catalog.places {
            let row = &rows[place.origin.row as usize - 2];
            for (at, cell) in row.iter().enumerate().filter(|(_, c)| !c.trim().is_empty()) {
                let cell = cell.trim();
                // An apostrophe that keeps a spreadsheet from a formula is none of what was written.
                let cell = cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell);
                let kept = place.name == cell
                    || place.address == cell
                    || place.hours.note == cell
                    || place.facts.iter().any(|f| f.value == cell)
                    || place.extras.iter().any(|e| e.value == cell)
                    // Understood: typed instead of kept.
                    || (at == 2 && !place.phones.is_empty())
                    || (at == 3 && !place.hours.days.is_empty())
                    || (at == 4 && !place.hours.usual.is_empty());
                prop_assert!(kept, "column {} of row {}: {:?} is gone", header[at], place.origin.row, cell);
            }
        }
    }
}
