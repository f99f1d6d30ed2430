//! Cells with a reader of their own: phones, colours, days of booking, meetings of a day, for whom, who is there, what comes when.

use super::given::{cp932, one, text_of, today};
use super::lists::{file, nothing_dropped, settings, well_formed};
use arbitrary::Unstructured;
use tsunagi::data::{Catalog, color};
use tsunagi::directory::{Phone, staff};
use tsunagi::events::{BookingDay, Target};
use tsunagi::family::record::{Family, MarkState};
use tsunagi::family::rules::{COLUMNS, StepKind, rules};
use tsunagi::family::timeline::steps;
use tsunagi::plan::sheet::Outcome;
use tsunagi::vault::{book::Book, entry::Entry};

/// What such cells are made of.
const PARTS: [&str; 152] = [
    "0",
    "1",
    "2",
    "3",
    "5",
    "7",
    "9",
    "10",
    "15",
    "30",
    "42",
    "99",
    "2026",
    "2027-01-15",
    "2026-12-01",
    "12月8日",
    "９",
    "・",
    "、",
    ";",
    "；",
    ",",
    "/",
    "-",
    "～",
    "→",
    "(",
    ")",
    "（",
    "）",
    " ",
    "　",
    "\n",
    ":",
    ".",
    "|",
    "｜",
    "#",
    "+",
    "＃",
    "%",
    "<",
    "\"",
    "&",
    "'",
    "=",
    "0990-00-1234",
    "(0990)00-1234",
    "０９９０",
    "#8000",
    "+81",
    "内線",
    "代表",
    "FAX",
    "110",
    "#0b6e4f",
    "#06f",
    "#fff",
    "#000000",
    "開催日の",
    "各回の",
    "日前",
    "前日",
    "当日",
    "1週間前",
    "1か月前",
    "まで",
    "10:00",
    "10:45",
    "11:00～11:45",
    "10:00～10:45（8組）",
    "1回目",
    "①",
    "午前",
    "午後",
    "正午",
    "翌",
    "組",
    "名",
    "みんなはじめて",
    "有",
    "無",
    "要",
    "不要",
    "可",
    "不可",
    "あり",
    "なし",
    "電話",
    "フォーム",
    "オンライン",
    "来所",
    "無料",
    "500円",
    "中止",
    "延期",
    "満員",
    "妊娠",
    "妊婦",
    "父親",
    "祖父母",
    "多胎",
    "外国",
    "発達",
    "ひとり親",
    "転入",
    "助産師",
    "保健師",
    "保育士",
    "月1回",
    "予定日",
    "出生日",
    "生後",
    "歳",
    "か月",
    "週",
    "日",
    "年",
    "前年",
    "就学の",
    "年度はじめ",
    "年度おわり",
    "の",
    "前",
    "後",
    "日後",
    "週間前",
    "4月1日",
    "こども",
    "出産",
    "単胎",
    "低体重",
    "健診",
    "接種",
    "面談",
    "しない",
    "法定",
    "本町",
    "東町",
    "栄町1",
    "https://example.jp/",
    "{z}/{x}/{y}.png",
    "example.jp",
    "en",
    "vi",
    "遊ぶ・集う",
    "見本",
    "はい",
    "さがす",
    "{count}件",
    "event.csv",
    "3",
];

const EVENT: [&str; 25] = [
    "イベント名",
    "開始日",
    "終了日",
    "開始時間",
    "くりかえし",
    "日程変更",
    "回",
    "対象者",
    "対象年齢",
    "初めての方歓迎",
    "申込",
    "参加申込開始日",
    "参加申込終了日",
    "参加申込終了時間",
    "スタッフ",
    "託児",
    "きょうだい同伴",
    "料金(基本)",
    "開催方法",
    "状態",
    "連絡先電話番号",
    "緯度",
    "経度",
    "イベント名（英語）",
    "独自",
];

/// Columns of an event whose text may stay behind once it was understood.
const UNDERSTOOD: [&str; 12] = [
    "開始日",
    "終了日",
    "開始時間",
    "日程変更",
    "回",
    "初めての方歓迎",
    "参加申込開始日",
    "参加申込終了日",
    "参加申込終了時間",
    "連絡先電話番号",
    "緯度",
    "経度",
];

const PLACE: [&str; 12] = [
    "名称",
    "種別",
    "住所",
    "電話番号",
    "受入年齢",
    "緯度",
    "経度",
    "診療科目",
    "中学校区",
    "地区",
    "タグ",
    "名称（英語）",
];

const DESK: [&str; 6] = ["名称", "電話番号", "受付曜日", "対象者", "相談方法", "施設ID"];

const SETTINGS: [&str; 24] = [
    "サイト名",
    "自治体名",
    "公式サイト",
    "問い合わせ先電話番号",
    "見本",
    "データファイル",
    "様式ファイル",
    "言いかえ",
    "種別のまとめ",
    "閉じたあとのページ",
    "サイトのアドレス",
    "確認の期限",
    "地図タイル",
    "地図の出典",
    "色",
    "ロゴ",
    "地区",
    "言語",
    "埋め込みを許すサイト",
    "文言",
    "アクセシビリティの試験結果",
    "全国地方公共団体コード",
    "データの日付",
    "独自",
];

/// One list with cells of such values, and one cell by its own reader.
pub fn values(bytes: &[u8]) {
    let mut u = Unstructured::new(bytes);
    let which = one(&mut u, &[0, 1, 2, 3, 4]);
    let (name, header): (&str, &[&str]) = match which {
        0 => ("event.csv", &EVENT),
        1 => ("preschool.csv", &PLACE),
        2 => ("soudan.csv", &DESK),
        3 => ("schedule.csv", &COLUMNS),
        _ => ("settings.csv", &["項目", "値", "説明"]),
    };
    let count = usize::from(u.arbitrary::<u8>().unwrap_or(0)) % 3 + 1;
    let mut cell = |most: usize| text_of(&mut u, most, &PARTS).replace(['\u{feff}', '\0'], "").trim().to_owned();
    let mut rows: Vec<Vec<String>> = (0..count).map(|_| header.iter().map(|_| cell(8)).collect()).collect();
    let own = cell(24);
    if which == 4 {
        rows.iter_mut().for_each(|row| row[0] = SETTINGS[row[0].len() % SETTINGS.len()].to_owned());
    }
    reader(&own);
    let csv: String = std::iter::once(header.join(","))
        .chain(rows.iter().map(|row| row.iter().map(|cell| tsunagi::desk::cell(cell)).collect::<Vec<_>>().join(",")))
        .collect::<Vec<_>>()
        .join("\r\n");
    if which == 4 {
        return settings(csv.as_bytes());
    }
    let catalog = Catalog::read(&[file(name, csv.as_bytes())], &cp932, today());
    nothing_dropped(&catalog);
    well_formed(&catalog);
    for desk in &catalog.desks {
        desk.phones.iter().for_each(phone);
    }
    for place in &catalog.places {
        place.phones.iter().for_each(phone);
        let known = |at: f64, from: f64, to: f64| (from..to).contains(&at);
        assert!(place.position.is_none_or(|p| known(p.latitude, 20.0, 46.0) && known(p.longitude, 122.0, 154.0)));
    }
    events(&catalog, &rows);
    schedule(&catalog);
}

/// A number that can be dialled, and is the one that was written.
fn phone(phone: &Phone) {
    let digits: String = phone.dial.chars().filter(char::is_ascii_digit).collect();
    assert!(digits.len() >= 3 && digits.len() + 1 >= phone.dial.len(), "{phone:?}");
    let written: String = phone.written.chars().filter(char::is_ascii_digit).collect();
    assert!(written.starts_with(&digits), "{phone:?}");
}

fn reader(cell: &str) {
    let (phones, rest) = Phone::read(cell);
    phones.iter().for_each(phone);
    let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).count();
    let kept: usize = phones.iter().map(|phone| digits(&phone.written)).chain(rest.iter().map(|r| digits(r))).sum();
    assert_eq!(kept, digits(&tsunagi::text::width::narrow(cell)), "digits of {cell:?} are gone");
    if let Some(color) = color::read(cell) {
        assert_eq!(color::read(&color::written(color)), Some(color), "{cell:?}");
        palette(color);
    }
    if let Some(day) = BookingDay::read(cell) {
        assert!(BookingDay::read(cell.trim()) == Some(day));
        match day {
            BookingDay::On(on) => assert_eq!(day.for_day(today()), on),
            BookingDay::Before(days) => {
                assert_eq!((today() - day.for_day(today())).num_days(), i64::from(days), "{cell:?}")
            }
        }
    }
    let targets = Target::read(cell);
    assert!(
        targets.windows(2).all(|two| two[0] < two[1]) && targets.iter().all(|t| Target::from_key(t.key()) == Some(*t))
    );
    let all = staff::staff(cell);
    assert!(all.iter().all(|one| !one.name.is_empty() && cell.contains(&one.name)), "{all:?}");
    assert!(staff::professions(cell).count() <= all.len());
    let _ = (StepKind::read(cell), Outcome::read(cell), MarkState::read(cell).map(MarkState::key));
}

/// Every colour of a palette can be read on its ground (WCAG 2.2, 1.4.3).
fn palette(color: color::Rgb) {
    let palette = color::Palette::of(color);
    for tones in [palette.light, palette.dark] {
        let pairs = [(tones.on_main, tones.main), (tones.link, tones.tint)];
        assert!(pairs.iter().all(|(letters, ground)| color::contrast(*letters, *ground) >= 4.5), "{color:?} {tones:?}");
    }
}

/// No cell of an event is lost: it is shown, was understood, or is told.
fn events(catalog: &Catalog, rows: &[Vec<String>]) {
    for event in &catalog.events {
        event.phones.iter().for_each(phone);
        assert!(event.sessions.windows(2).all(|two| two[0].times <= two[1].times));
        assert!(event.sessions.iter().all(|session| session.times.start <= session.times.end), "{:?}", event.sessions);
        let mut own = rows.iter().filter(|row| row[0] == event.name);
        let (Some(row), None) = (own.next(), own.next()) else { continue };
        for (cell, column) in row.iter().zip(EVENT).filter(|(cell, _)| !cell.is_empty()) {
            // The apostrophe that was before a formula is none of the text.
            let is = |text: &str| text == cell || Some(text) == cell.strip_prefix('\'');
            let shown = is(&event.name)
                || event.facts.iter().any(|fact| is(fact.value))
                || event.extras.iter().any(|extra| is(&extra.value))
                || event.translated.iter().any(|told| is(&told.value));
            let told = || catalog.reports[0].problems.iter().any(|p| p.row == Some(event.origin.row));
            assert!(shown || UNDERSTOOD.contains(&column) || told(), "{column}: {cell:?} is gone");
        }
    }
}

/// What a city's rules say is understood or told, and makes the steps of a family.
fn schedule(catalog: &Catalog) {
    for row in &catalog.schedule {
        for (column, value) in row.unread() {
            let told = |p: &tsunagi::data::Problem| p.column.as_deref() == Some(column) && p.value == value;
            assert!(catalog.reports[0].problems.iter().any(told), "{column}: {value:?} was passed over");
        }
    }
    if catalog.schedule.is_empty() {
        return;
    }
    let mut book = Book::default();
    book.put(Entry::new("child", "c1").with("born", "2026-08-01").with("weight", "1480"));
    book.put(Entry::new("child", "c2").with("born", "2020-02-29"));
    book.put(Entry::new("pregnancy", "p1").with("due", "2027-01-10"));
    let all = steps(&Family::read(&book), &rules(&catalog.schedule), today());
    assert!(all.len() < 10_000);
    for step in &all {
        let _ = (step.phase(today()), step.look_by(today()), step.day());
    }
}
