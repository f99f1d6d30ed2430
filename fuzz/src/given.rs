//! Bytes as the texts and choices that a target needs.

use arbitrary::Unstructured;
use tsunagi::calendar::Date;

/// What cells of municipal lists are made of. A fuzzer that has to find 「毎月第3日曜」 letter by letter finds little else.
const PARTS: [&str; 129] = [
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "10",
    "12",
    "17",
    "24",
    "29",
    "30",
    "31",
    "2026",
    "2027",
    "9999",
    "９",
    "年",
    "月",
    "日",
    "時",
    "分",
    "半",
    ":",
    "：",
    "/",
    "-",
    "～",
    "〜",
    "ー",
    ".",
    ";",
    "、",
    "・",
    "，",
    ",",
    "(",
    ")",
    "（",
    "）",
    " ",
    "　",
    "\n",
    "。",
    "→",
    "令和",
    "平成",
    "昭和",
    "R",
    "H",
    "元",
    "午前",
    "午後",
    "正午",
    "翌",
    "まで",
    "から",
    "9:00",
    "12:00",
    "13:00",
    "17:00",
    "24時間",
    "毎週",
    "毎月",
    "毎年",
    "毎日",
    "隔週",
    "隔月",
    "第",
    "最終",
    "火",
    "水",
    "木",
    "金",
    "土",
    "日曜",
    "月曜日",
    "祝日",
    "祝",
    "平日",
    "土日祝",
    "を除く",
    "休館",
    "休診",
    "休み",
    "休館日",
    "開館時間",
    "年末年始",
    "祝日の場合は翌日",
    "祝日の翌日",
    "は",
    "も",
    "開いています",
    "のみ",
    "歳",
    "か月",
    "未満",
    "以上",
    "就学前",
    "小学生",
    "妊婦",
    "産休明け",
    "FREQ=",
    "WEEKLY",
    "MONTHLY",
    "DAILY",
    "YEARLY",
    ";BYDAY=",
    "MO",
    "-1FR",
    ";INTERVAL=",
    ";COUNT=",
    ";UNTIL=",
    "T145959Z",
    ";BYMONTH=",
    ";BYMONTHDAY=",
    ";WKST=SU",
    "0990-00-1234",
    "#8000",
    "=1+1",
    "'",
    "\"",
    "<b>",
    "&amp;",
    "中止",
];

/// A text of at most `most` parts, put together of what cells hold, or of as many letters, whatever they are.
pub fn text(u: &mut Unstructured, most: usize) -> String {
    text_of(u, most, &PARTS)
}

/// The same of other parts.
pub fn text_of(u: &mut Unstructured, most: usize, parts: &[&str]) -> String {
    let plain = u.arbitrary::<u8>().unwrap_or(0).is_multiple_of(4);
    // A letter of Japanese is three bytes.
    let most = if plain { most * 3 } else { most };
    let length = usize::from(u.arbitrary::<u8>().unwrap_or(0)) % (most + 1);
    let bytes = u.bytes(length.min(u.len())).unwrap_or_default();
    if plain {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    bytes.iter().map(|b| parts[usize::from(*b) % parts.len()]).collect()
}

/// What is left, as text.
pub fn rest(u: Unstructured) -> String {
    String::from_utf8_lossy(u.take_rest()).into_owned()
}

/// One of some.
pub fn one<T: Copy>(u: &mut Unstructured, all: &[T]) -> T {
    all[usize::from(u.arbitrary::<u8>().unwrap_or(0)) % all.len()]
}

/// A day between 1900 and 2140.
pub fn day(u: &mut Unstructured) -> Date {
    let days = i64::from(u.arbitrary::<u16>().unwrap_or(46_000));
    Date::from_ymd_opt(1900, 1, 1).unwrap_or_default() + chrono::Duration::days(days)
}

/// The day on which everything is looked at.
pub fn today() -> Date {
    Date::from_ymd_opt(2026, 11, 21).unwrap_or_default()
}

/// CP932 as the host reads it.
pub fn cp932(bytes: &[u8]) -> Option<String> {
    encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}
