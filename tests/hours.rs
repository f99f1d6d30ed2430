//! Opening hours in every notation met in real lists: what was meant is what is read, on every day of two years.

mod support;

use proptest::prelude::*;
use support::day;
use tsunagi::calendar::holiday::is_holiday;
use tsunagi::calendar::{Date, Hours, Moment, TimeRange, Weekday, parse_time_range};

/// What a place means by its hours, with nothing of how it writes them.
#[derive(Clone, Debug)]
struct Meant {
    /// Bits of the weekdays, Monday first.
    days: u8,
    usual: Vec<(u16, u16)>,
    /// One weekday with hours of its own.
    other: Option<(usize, (u16, u16))>,
    /// A weekday of a week of the month that is closed.
    closed_nth: Option<(u8, usize)>,
    closed_on_holidays: bool,
    new_year: Option<((u32, u32), (u32, u32))>,
}

impl Meant {
    /// The hours of a day by the plain reading of the sentences.
    fn on(&self, date: Date) -> Vec<(u16, u16)> {
        use chrono::Datelike;
        let weekday = date.weekday().num_days_from_monday() as usize;
        let day = (date.month(), date.day());
        let in_new_year = self.new_year.is_some_and(|(from, to)| day >= from || day <= to);
        let nth = ((date.day() - 1) / 7 + 1) as u8;
        if self.days & (1 << weekday) == 0
            || (self.closed_on_holidays && is_holiday(date))
            || in_new_year
            || self.closed_nth == Some((nth, weekday))
        {
            return Vec::new();
        }
        match self.other {
            Some((other, hours)) if other == weekday => vec![hours],
            _ => self.usual.clone(),
        }
    }
}

const NAMES: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];

fn meant() -> impl Strategy<Value = Meant> {
    let quarter = |from: u16, to: u16| (from..to).prop_map(|n| n * 15);
    let usual = prop_oneof![
        (quarter(24, 48), quarter(49, 88)).prop_map(|r| vec![r]),
        (quarter(28, 46), quarter(47, 50), quarter(51, 58), quarter(59, 80))
            .prop_map(|(a, b, c, d)| vec![(a, b), (c, d)]),
    ];
    let other = prop::option::of((0..7_usize, (quarter(28, 44), quarter(45, 76))));
    let closed_nth = prop::option::of((1..=5_u8, 0..7_usize));
    let new_year = prop::option::of((27..=31_u32, 3..=7_u32).prop_map(|(from, to)| ((12, from), (1, to))));
    (1..128_u8, usual, other, closed_nth, any::<bool>(), new_year).prop_map(
        |(days, usual, other, closed_nth, closed_on_holidays, new_year)| Meant {
            days,
            usual,
            other: other.filter(|(day, _)| days & (1 << day) != 0),
            closed_nth,
            closed_on_holidays,
            new_year,
        },
    )
}

/// How it is written: one choice for each part.
#[derive(Clone, Debug)]
struct Style {
    choices: Vec<usize>,
    wide: bool,
}

fn style() -> impl Strategy<Value = Style> {
    (prop::collection::vec(0..60_usize, 12), any::<bool>()).prop_map(|(choices, wide)| Style { choices, wide })
}

impl Style {
    fn pick<'a>(&self, at: usize, of: &[&'a str]) -> &'a str {
        of[self.choices[at] % of.len()]
    }

    fn time(&self, minutes: u16) -> String {
        let (h, m) = (minutes / 60, minutes % 60);
        match self.choices[0] % 6 {
            0 => format!("{h}:{m:02}"),
            1 => format!("{h:02}：{m:02}"),
            2 if m == 0 => format!("{h}時"),
            2 => format!("{h}時{m}分"),
            3 if h >= 13 => format!("午後{}時{m:02}分", h - 12),
            3 if h < 12 => format!("午前{h}時{m:02}分"),
            4 => format!("{h:02}{m:02}"),
            _ => format!("{h}:{m:02}"),
        }
    }

    fn range(&self, range: (u16, u16)) -> String {
        let between = self.pick(1, &["～", "〜", "-", "－", "から", " ～ ", "−"]);
        let end = if between == "から" { "まで" } else { "" };
        format!("{}{between}{}{end}", self.time(range.0), self.time(range.1))
    }

    fn days(&self, bits: u8) -> String {
        let chosen: Vec<usize> = (0..7).filter(|d| bits & (1 << d) != 0).collect();
        let run = chosen.windows(2).all(|pair| pair[1] == pair[0] + 1) && chosen.len() > 2;
        let suffix = self.pick(2, &["", "曜", "曜日"]);
        let name = |day: usize| format!("{}{suffix}", NAMES[day]);
        match self.choices[3] % 6 {
            0 if run => format!("{}～{}", name(chosen[0]), name(chosen[chosen.len() - 1])),
            1 if run => format!("{}から{}まで", name(chosen[0]), name(chosen[chosen.len() - 1])),
            2 if bits == 0b1_1111 => "平日".into(),
            2 if bits == 0b111_1111 => "毎日".into(),
            3 if chosen.len() == 6 => {
                let missing = (0..7).find(|d| bits & (1 << d) == 0).unwrap_or(0);
                format!("{}以外", name(missing))
            }
            _ => {
                let between = self.pick(4, &["", ";", "・", "、", ",", "/"]);
                chosen.iter().map(|d| name(*d)).collect::<Vec<_>>().join(between)
            }
        }
    }

    /// The four columns.
    fn columns(&self, meant: &Meant) -> [String; 4] {
        let (open, close) = match &meant.usual[..] {
            [one] if self.choices[5].is_multiple_of(2) => (self.time(one.0), self.time(one.1)),
            ranges => {
                let all = ranges
                    .iter()
                    .map(|r| self.range(*r))
                    .collect::<Vec<_>>()
                    .join(self.pick(6, &["、", "，", "／", "・", "\n"]));
                if self.choices[5].is_multiple_of(3) { (String::new(), all) } else { (all, String::new()) }
            }
        };
        let mut days = self.days(meant.days);
        let mut sentences = Vec::new();
        if let Some((day, hours)) = meant.other {
            let name = format!("{}{}", NAMES[day], self.pick(2, &["曜", "曜", "曜日"]));
            let opening = self.pick(7, &["は", "：", "の開所時間は", "の開館時間は", "のみ"]);
            sentences.push(format!("{name}{opening}{}", self.range(hours)));
        }
        if let Some((nth, day)) = meant.closed_nth {
            let sentence = match self.choices[8] % 4 {
                0 => format!("第{nth}{}曜日は休館", NAMES[day]),
                1 => format!("休館日：第{nth}{}曜", NAMES[day]),
                2 => format!("毎月第{nth}{}曜日はお休みです", NAMES[day]),
                _ => format!("定休日は第{nth}{}曜日です", NAMES[day]),
            };
            sentences.push(sentence);
        }
        let closure = meant.new_year.map(|(from, to)| {
            let ((a, b), (c, d)) = (from, to);
            match self.choices[9] % 4 {
                0 => format!("{a}/{b}～{c}/{d}"),
                1 => format!("{a}月{b}日から{c}月{d}日まで"),
                2 => format!("年末年始（{a}/{b}～{c}/{d}）"),
                _ => format!("{a}／{b}〜{c}／{d}"),
            }
        });
        match (meant.closed_on_holidays, closure) {
            (true, Some(closure)) => {
                let and = self.pick(10, &["、", "及び", "と", "・"]);
                sentences.push(format!(
                    "祝日{and}{closure}{}",
                    self.pick(11, &["は休み", "は休館", "休館", "はお休みです", "は休診"])
                ));
            }
            (true, None) if self.choices[10].is_multiple_of(2) => {
                days.push_str(self.pick(11, &["（祝日を除く）", "(祝日除く)", "※祝日を除く"]))
            }
            (true, None) => sentences
                .push(format!("祝日{}", self.pick(11, &["は休み", "は休館", "休館", "はお休みです", "は休診"]))),
            (false, Some(closure)) => {
                sentences.push(format!("{closure}{}", self.pick(11, &["は休み", "は休館", "休館", "はお休みです"])))
            }
            (false, None) => {}
        }
        let note = sentences.join(self.pick(10, &["。", "。\n", "\n"]));
        let columns = [days, open, close, note];
        if self.wide { columns.map(|text| widen(&text)) } else { columns }
    }
}

/// Digits and signs as wide as kanji.
fn widen(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' | ':' | '/' | '-' | ',' | ';' | '(' | ')' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

fn plain(ranges: &[TimeRange]) -> Vec<(u16, u16)> {
    ranges.iter().map(|r| (r.open.minutes(), r.close.minutes())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_was_meant_is_what_is_read(meant in meant(), style in style()) {
        let [days, open, close, note] = style.columns(&meant);
        let (hours, unclear) = Hours::from_columns(&days, &open, &close, &note);
        let written = format!("{days} | {open} | {close} | {note}");
        prop_assert!(unclear.is_empty(), "{written}: {unclear:?}");
        let start = day(2026, 1, 1);
        for n in 0..730 {
            let date = start + chrono::Duration::days(n);
            let read = hours.on_date(date).map(|ranges| plain(&ranges)).unwrap_or_default();
            prop_assert_eq!(read, meant.on(date), "{} on {}", written, date);
        }
    }

    /// Whatever stands in the columns: ranges are in order and apart, an openness is one of the day's own hours.
    #[test]
    fn hours_of_a_day_are_in_order(texts in prop::collection::vec("[0-9０-９年月日時分:：/／～〜ー\\-、;月火水木金土日祝毎週第は休館診も開翌（）()から まで。]{0,32}", 4), n in 0..730_i64, minute in 0..1440_u16) {
        let (hours, _) = Hours::from_columns(&texts[0], &texts[1], &texts[2], &texts[3]);
        let date = day(2026, 1, 1) + chrono::Duration::days(n);
        let ranges = hours.on_date(date).unwrap_or_default();
        prop_assert!(ranges.iter().all(|r| r.open <= r.close), "{texts:?}");
        prop_assert!(ranges.windows(2).all(|pair| pair[0].close < pair[1].open), "{texts:?}");
        let open = matches!(hours.openness(date, minute), tsunagi::calendar::Openness::Open(_));
        prop_assert_eq!(hours.is_open(&Moment::new(date, minute)), open, "{:?}", texts);
        let before = hours.on_date(date.pred_opt().expect("a day before")).unwrap_or_default();
        let within = |ranges: &[TimeRange], minute: u16| ranges.iter().any(|r| (r.open.minutes()..r.close.minutes()).contains(&minute));
        prop_assert_eq!(open, !hours.days.is_empty() && (within(&ranges, minute) || within(&before, minute + 1440)), "{:?}", texts);
        for weekday in Weekday::WEEK {
            prop_assert!(hours.open_in_week(weekday, Some(minute)) <= hours.open_in_week(weekday, None));
        }
    }
}

/// Notes of real lists and what they say, shortened to what differs.
#[test]
fn notes_of_real_lists() {
    let open = |days: &str, from: &str, to: &str, note: &str, date: Date| -> String {
        let (hours, _) = Hours::from_columns(days, from, to, note);
        match hours.on_date(date) {
            None => "閉".into(),
            Some(ranges) if ranges.is_empty() => "？".into(),
            Some(ranges) => ranges.iter().map(|r| format!("{}-{}", r.open, r.close)).collect::<Vec<_>>().join(" "),
        }
    };
    let (wed, thu, fri) = (day(2026, 11, 18), day(2026, 11, 19), day(2026, 11, 20));
    let (sat, sun, holiday) = (day(2026, 11, 21), day(2026, 11, 22), day(2026, 11, 23));
    for (days, from, to, note, date, expected) in [
        (
            "月火水木金土",
            "7:30",
            "19:00",
            "土曜日の開所時間は07：30から18：30休所日は日曜日及び祝日、12/29から1/3まで",
            sat,
            "7:30-18:30",
        ),
        (
            "月火水木金土",
            "7:30",
            "19:00",
            "土曜日の開所時間は07：30から18：30休所日は日曜日及び祝日、12/29から1/3まで",
            holiday,
            "閉",
        ),
        (
            "月火水木金土",
            "7:30",
            "19:00",
            "土曜日の開所時間は07：30から18：30休所日は日曜日及び祝日、12/29から1/3まで",
            day(2027, 1, 2),
            "閉",
        ),
        (
            "月水木金土日",
            "9:00",
            "17:00",
            "火曜・休日（5月5日こどもの日は開館し翌日休み）・年末年始（12/28～1/4）はお休み。",
            sun,
            "9:00-17:00",
        ),
        (
            "月水木金土日",
            "9:00",
            "17:00",
            "火曜・休日（5月5日こどもの日は開館し翌日休み）・年末年始（12/28～1/4）はお休み。",
            day(2027, 1, 4),
            "閉",
        ),
        (
            "月火水木金",
            "9:00",
            "14:00",
            "月曜日の開園時間は11：30から14：00休園日は土曜日、日曜日、春季・夏季・冬季・学年末休業日、開園記念日（６月３日）、県民の日（１１月１４日）",
            day(2026, 11, 16),
            "11:30-14:00",
        ),
        (
            "月火水木金",
            "9:00",
            "14:00",
            "月曜日の開園時間は11：30から14：00休園日は土曜日、日曜日、春季・夏季・冬季・学年末休業日、開園記念日（６月３日）、県民の日（１１月１４日）",
            day(2026, 6, 3),
            "閉",
        ),
        (
            "月火水木金土",
            "",
            "",
            "平日：放課後～18：30（延長利用：19：00）\n土曜（学校休業日含む）：8：30～18：30（延長利用：19：00）\n学校休業日等の平日：8：00～18：30\n閉室日：日曜日、祝日、年末年始（12/29～1/3）",
            fri,
            "？",
        ),
        (
            "月火水木金土",
            "",
            "",
            "平日：放課後～18：30（延長利用：19：00）\n土曜（学校休業日含む）：8：30～18：30（延長利用：19：00）\n学校休業日等の平日：8：00～18：30\n閉室日：日曜日、祝日、年末年始（12/29～1/3）",
            sat,
            "8:30-18:30",
        ),
        (
            "月火水木金土",
            "",
            "",
            "平日：放課後～18：30\n土曜（学校休業日含む）：8：30～18：30\n閉室日：日曜日、祝日、年末年始（12/29～1/3）",
            day(2026, 12, 30),
            "閉",
        ),
        ("月～土", "9:00", "18:00", "12:00～15:00は休診。木曜日、日曜日、祝日は休診", wed, "9:00-12:00 15:00-18:00"),
        ("月～土", "9:00", "18:00", "12:00～15:00は休診。木曜日、日曜日、祝日は休診", thu, "閉"),
        ("月～土", "9:00", "18:00", "土曜は9:00～12:30。日曜日、祝日は休診", sat, "9:00-12:30"),
        ("火～日", "9:30", "17:00", "月末の木曜日、12/28～1/4は休館", day(2026, 11, 26), "閉"),
        ("火～日", "9:30", "17:00", "月末の木曜日、12/28～1/4は休館", thu, "9:30-17:00"),
        ("水～月", "9:00", "17:00", "火曜日は休み。7月・8月は毎日", wed, "9:00-17:00"),
        (
            "月～金",
            "9:00",
            "14:00",
            "預かり保育は17：00まで。水曜日は11：30まで。夏休みなどの長期休業があります",
            fri,
            "9:00-14:00",
        ),
    ] {
        assert_eq!(open(days, from, to, note, date), expected, "{note} on {date}");
    }
    assert!(parse_time_range("9:00～翌9:00").is_some_and(|r| r.close.minutes() == 33 * 60));
}
