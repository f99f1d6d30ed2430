//! The site's settings: a list of 項目, 値, 説明, which an officer edits in Excel like every other list.

use super::columns::key;
use super::problem::{Problem, ProblemKind};
use super::table::Row;
use crate::directory::{Group, Phone};
use crate::words::Words;

/// What a city says of itself and of its files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// サイト名
    pub site_name: String,
    /// 自治体名
    pub municipality: String,
    /// 公式サイト
    pub official_url: String,
    /// 問い合わせ先名称
    pub contact_name: String,
    /// 問い合わせ先電話番号
    pub contact_phone: Option<Phone>,
    /// データの日付, as written.
    pub data_date: String,
    /// データのライセンス
    pub licence: String,
    /// 見本: a fictional city whose dates move with the day.
    pub sample: bool,
    /// データファイル, one row each: what the site reads beside this file.
    pub files: Vec<String>,
    /// 様式ファイル, one row each: the city's own forms for plans (TOML), beside the built-in ones.
    pub forms: Vec<String>,
    /// 言いかえ, one row each: what a parent types, and the words to look for; several parted by `;`.
    pub synonyms: Vec<(String, String)>,
    /// 種別のまとめ, one row each: a 種別 of the city's own, and what a family comes for there.
    pub kinds: Vec<(String, Group)>,
    /// 閉じたあとのページ: where いますぐ相談 leads when one has to leave it quickly; an address of the web.
    pub way_out: String,
    /// サイトのアドレス: where the site is on the web, with a slash at its end; for feeds, which leave it.
    pub site_address: String,
    /// 確認の期限: after how many days what was last confirmed is marked as old; none: nothing is marked.
    pub stale_days: Option<u16>,
    /// 地図タイル: the address of the map's tiles with `{z}`, `{x}` and `{y}` in it; 地理院タイル where the city names none.
    pub tiles: String,
    /// 地図の出典: whose map it is.
    pub tiles_credit: String,
    /// Settings that later parts of the site read, or that are not known: name and value as written.
    pub others: Vec<(String, String)>,
}

impl Settings {
    /// Whether what was last confirmed on a day is old by the city's own limit.
    pub fn is_stale(&self, updated: Option<crate::calendar::Date>, today: crate::calendar::Date) -> bool {
        let limit = self.stale_days.map(i64::from);
        updated.zip(limit).is_some_and(|(day, limit)| (today - day).num_days() > limit)
    }

    /// The address of the map's tiles.
    pub fn tiles(&self) -> &str {
        if self.tiles.is_empty() { GSI_TILES } else { &self.tiles }
    }

    /// The scheme and host that the tiles come from.
    ///
    /// ```
    /// assert_eq!(tsunagi::data::Settings::default().tiles_origin(), "https://cyberjapandata.gsi.go.jp");
    /// ```
    pub fn tiles_origin(&self) -> &str {
        let tiles = self.tiles();
        let end = tiles.get("https://".len()..).and_then(|rest| rest.find('/')).map(|at| at + "https://".len());
        &tiles[..end.unwrap_or(tiles.len())]
    }

    /// A setting that has no field of its own, as written; empty where there is none.
    pub fn other(&self, name: &str) -> &str {
        self.others.iter().find(|(known, _)| key(known) == key(name)).map_or("", |(_, value)| value)
    }

    /// Where one goes who has to leave quickly: a page that anyone may have open.
    pub fn way_out(&self) -> &str {
        if self.way_out.is_empty() { WEATHER } else { &self.way_out }
    }
}

/// An address of tiles: a host that a policy can name, and the three places to fill in.
fn is_tiles(address: &str) -> bool {
    let host = address.strip_prefix("https://").and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    !host.is_empty() && host.chars().all(plain) && ["{z}", "{x}", "{y}"].iter().all(|hole| address.contains(hole))
}

/// 国土地理院's pale map, which anyone may show who names it (国土地理院コンテンツ利用規約).
const GSI_TILES: &str = "https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png";

/// 気象庁's forecasts.
const WEATHER: &str = "https://www.jma.go.jp/bosai/forecast/";

/// Settings that are known but have no use of their own here yet; they are kept as written.
const KEPT: [&str; 8] = [
    "自治体名_カナ",
    "自治体名_英字",
    "都道府県",
    "全国地方公共団体コード",
    "緯度",
    "経度",
    "問い合わせ先メールアドレス",
    "データの日付",
];

/// Reads the rows below the header 項目, 値.
pub(super) fn settings(file: &str, rows: &[Row]) -> (Settings, Vec<Problem>) {
    let mut settings = Settings::default();
    let mut problems = Vec::new();
    for row in rows {
        let name = row.cells.first().map(String::as_str).unwrap_or("");
        let value = row.cells.get(1).map(String::as_str).unwrap_or("");
        if value.is_empty() {
            continue;
        }
        let is = |known: &str| key(name) == key(known);
        let mut wrong = |kind: ProblemKind| {
            problems.push(Problem {
                file: file.to_owned(),
                row: Some(row.number),
                column: Some("値".to_owned()),
                value: value.to_owned(),
                kind,
            });
        };
        if is("サイト名") {
            settings.site_name = value.to_owned();
        } else if is("自治体名") {
            settings.municipality = value.to_owned();
        } else if is("公式サイト") {
            settings.official_url = value.to_owned();
        } else if is("問い合わせ先名称") {
            settings.contact_name = value.to_owned();
        } else if is("問い合わせ先電話番号") {
            settings.contact_phone = Phone::read(value).0.into_iter().next();
        } else if is("データの日付") {
            settings.data_date = value.to_owned();
        } else if is("データのライセンス") {
            settings.licence = value.to_owned();
        } else if is("見本") {
            settings.sample = value == "はい";
        } else if is("データファイル") {
            settings.files.push(value.to_owned());
        } else if is("様式ファイル") {
            settings.forms.push(value.to_owned());
        } else if is("言いかえ") {
            match value.split_once(['→', '=', '＝']) {
                Some((typed, meant)) if !typed.trim().is_empty() && !meant.trim().is_empty() => {
                    settings.synonyms.push((typed.trim().to_owned(), meant.trim().to_owned()));
                }
                _ => wrong(ProblemKind::Synonym),
            }
        } else if is("サイトのアドレス") {
            if value.starts_with("https://") && !value.contains(['?', '#', ' ', '"', '<']) {
                settings.site_address = format!("{}/", value.trim_end_matches('/'));
            } else {
                wrong(ProblemKind::Url);
            }
        } else if is("確認の期限") {
            let days = crate::text::width::narrow(value);
            match days.trim().trim_end_matches('日').parse().ok().filter(|days| (1..=3650).contains(days)) {
                Some(days) => settings.stale_days = Some(days),
                None => wrong(ProblemKind::Days),
            }
        } else if is("地図の出典") {
            settings.tiles_credit = value.to_owned();
        } else if is("地図タイル") {
            if is_tiles(value) {
                settings.tiles = value.to_owned();
            } else {
                wrong(ProblemKind::Tiles);
            }
        } else if is("閉じたあとのページ") {
            if value.starts_with("https://") {
                settings.way_out = value.to_owned();
            } else {
                wrong(ProblemKind::Url);
            }
        } else if is("種別のまとめ") {
            let read = value.split_once(['→', '=', '＝']).and_then(|(kind, group)| {
                let group = Group::from_name(&Words::japanese(), group.trim()).or(Group::from_key(group.trim()))?;
                Some((kind.trim().to_owned(), group)).filter(|(kind, _)| !kind.is_empty())
            });
            match read {
                Some(kind) => settings.kinds.push(kind),
                None => wrong(ProblemKind::OwnKind),
            }
        } else {
            if !KEPT.iter().any(|known| is(known)) {
                problems.push(Problem {
                    file: file.to_owned(),
                    row: Some(row.number),
                    column: Some("項目".to_owned()),
                    value: name.to_owned(),
                    kind: ProblemKind::UnknownSetting,
                });
            }
            settings.others.push((name.to_owned(), value.to_owned()));
        }
    }
    (settings, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &[(&str, &str)]) -> (Settings, Vec<ProblemKind>) {
        let rows: Vec<Row> = (2..)
            .zip(rows)
            .map(|(number, (name, value))| Row { number, cells: vec![(*name).to_owned(), (*value).to_owned()] })
            .collect();
        let (settings, problems) = settings("settings.csv", &rows);
        (settings, problems.into_iter().map(|p| p.kind).collect())
    }

    #[test]
    fn what_is_old_is_for_the_city_to_say() {
        let day = |d| crate::calendar::Date::from_ymd_opt(2026, 11, d).expect("a day");
        let (none, _) = read(&[]);
        assert!(!none.is_stale(Some(day(1)), day(30)));
        let (own, problems) = read(&[("確認の期限", "１４日")]);
        assert!(problems.is_empty());
        assert_eq!([day(15), day(16)].map(|d| own.is_stale(Some(day(1)), d)), [false, true]);
        assert!(!own.is_stale(None, day(30)));
        assert_eq!(read(&[("確認の期限", "いつか")]).1, [ProblemKind::Days]);
    }

    #[test]
    fn tiles_and_the_way_out_are_addresses_that_a_policy_can_name() {
        let (none, problems) = read(&[]);
        assert!(none.tiles().contains("cyberjapandata.gsi.go.jp") && none.way_out().contains("jma.go.jp"));
        assert!(problems.is_empty());
        let tiles = "https://map.city.shiomi.example.jp/tiles/{z}/{x}/{y}.png";
        let own =
            [("地図タイル", tiles), ("地図の出典", "汐見市都市計画図"), ("閉じたあとのページ", "https://example.jp/")];
        let (own, problems) = read(&own);
        assert_eq!((own.tiles_origin(), own.way_out()), ("https://map.city.shiomi.example.jp", "https://example.jp/"));
        assert!(problems.is_empty());
        for bad in [
            "http://example.jp/{z}/{x}/{y}.png",
            "https://a b;script-src *\"/{z}/{x}/{y}",
            "https://example.jp/map.png",
        ] {
            let (settings, problems) = read(&[("地図タイル", bad)]);
            assert_eq!((settings.tiles_origin(), problems.len()), ("https://cyberjapandata.gsi.go.jp", 1), "{bad}");
        }
        let (settings, problems) = read(&[("閉じたあとのページ", "javascript:alert(1)")]);
        assert!(settings.way_out().starts_with("https://") && problems == [ProblemKind::Url]);
    }
}
