//! The site's settings: a list of 項目, 値, 説明, which an officer edits in Excel like every other list.

use super::color::{self, Rgb};
use super::columns::key;
use super::problem::{Problem, ProblemKind};
use super::table::Row;
use crate::directory::{Group, Phone};
use crate::words::{Language, Number, OFFERED, Words};
use serde::{Deserialize, Serialize};

/// The name of the list of settings, from which all other files are known.
pub const SETTINGS: &str = "settings.csv";

/// What a city says of itself and of its files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    /// アクセシビリティの試験結果: where the city publishes its own policy and test results; an address of the web.
    pub access_url: String,
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
    /// 色: the city's own colour; what cannot be read is made darker where it is used ([`color::Palette`]).
    pub color: Option<Rgb>,
    /// ロゴ: the file of a picture beside the lists.
    pub logo: String,
    /// 地区, one row each: a district (小学校区 or 中学校区) and its 町丁目. What has an address and no district gets its own by them.
    pub districts: Vec<(String, Vec<String>)>,
    /// 言語: the tags of the languages that are offered, the first of them first; none: all that there are.
    pub languages: Vec<String>,
    /// 埋め込みを許すサイト, one row each: the hosts whose pages may show the lists; none: all.
    pub hosts: Vec<String>,
    /// 文言, one row each: a text of the site, by its key or as it is written, and what stands in its place.
    pub texts: Vec<(Number, String)>,
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

    /// The names of the lists that the site reads: the settings first, then as these name them.
    ///
    /// ```
    /// let settings = tsunagi::data::Settings { files: vec!["event.csv".to_owned()], ..Default::default() };
    /// assert!(settings.lists().eq(["settings.csv", "event.csv"]));
    /// ```
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        std::iter::once(SETTINGS).chain(self.files.iter().map(String::as_str))
    }

    /// The languages that are offered, those that the city names in its order; else all.
    pub fn offered(&self) -> Vec<Language> {
        if self.languages.is_empty() {
            return OFFERED.to_vec();
        }
        // Japanese is what the lists are written in: it is always there.
        let mut tags = vec!["ja"];
        tags.extend(self.languages.iter().map(String::as_str).filter(|tag| *tag != "ja"));
        tags.into_iter().filter_map(Language::of).collect()
    }

    /// The texts of the site with the city's own in their places.
    pub fn words(&self) -> Words {
        Words::japanese().with(&self.texts)
    }

    /// The district that an address lies in, by the 町丁目 that the city lists; the longest that fits is meant.
    pub fn district_of(&self, address: &str) -> Option<&str> {
        Towns::of(self).district_of(address)
    }

    /// A district with the 町丁目 that lie in it, for those who know where they live and not what that is called.
    pub fn district_label(&self, district: &str) -> String {
        let towns = self.districts.iter().find(|(name, towns)| name == district && !towns.is_empty());
        towns.map_or(district.to_owned(), |(_, towns)| format!("{district}（{}）", towns.join("・")))
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

/// The 町丁目 of all districts as they are compared, for the addresses of many records.
pub(super) struct Towns<'a>(Vec<(&'a str, String)>);

impl<'a> Towns<'a> {
    pub fn of(settings: &'a Settings) -> Towns<'a> {
        let districts = settings.districts.iter();
        Towns(districts.flat_map(|(name, towns)| towns.iter().map(|town| (name.as_str(), fold_town(town)))).collect())
    }

    /// The district that an address lies in; the longest name that fits is meant.
    pub fn district_of(&self, address: &str) -> Option<&'a str> {
        let address = fold_town(address);
        // 「栄町」 is no part of 「東栄町」, and 「栄町1」 no beginning of 「栄町11」.
        let fits = self.0.iter().filter(|(_, town)| {
            address.match_indices(town.as_str()).any(|(at, _)| {
                let (before, after) = (&address[..at], &address[at + town.len()..]);
                let begins =
                    before.is_empty() || before.ends_with(['市', '区', '町', '村', '郡', '県', '都', '府', '字']);
                begins
                    && !(town.ends_with(|c: char| c.is_ascii_digit())
                        && after.starts_with(|c: char| c.is_ascii_digit()))
            })
        });
        fits.max_by_key(|(_, town)| town.len()).map(|(name, _)| *name)
    }
}

/// A 町丁目 as it is compared: one width, digits for the numbers of 丁目, `-` and 丁目 alike.
fn fold_town(text: &str) -> String {
    let narrow: String = crate::text::width::narrow(text).split_whitespace().collect();
    let mut out = String::new();
    let chars: Vec<char> = narrow.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let number = "一二三四五六七八九".chars().position(|k| k == *c).map(|n| n + 1);
        // A numeral of Chinese characters counts as one only before 丁目: 三条町 stays.
        match number.filter(|_| chars.get(at + 1) == Some(&'丁')) {
            Some(number) => out.push_str(&number.to_string()),
            None => out.push(*c),
        }
    }
    out.replace("丁目", "-").replace(['‐', '−', '–', '—', 'ー'], "-")
}

/// The host of a page that may show the lists: `www.example.jp`, with or without a scheme and a path.
fn host(text: &str) -> Option<String> {
    let text = crate::text::width::narrow(text).trim().to_lowercase();
    let rest = text.strip_prefix("https://").or(text.strip_prefix("http://")).unwrap_or(&text);
    let host = rest.split('/').next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '*');
    (host.contains('.') && host.chars().all(plain)).then(|| host.to_owned())
}

/// The texts that a row of 文言 means, with what stands in their place: named by their key or written as they are. The places in
/// braces are the same on both sides.
fn texts(value: &str) -> Option<Vec<(Number, String)>> {
    let (old, new) = value.split_once(['→', '＝'])?;
    let (old, new) = (old.trim(), new.trim());
    let meant = Number::meant(old);
    let same = |text: &str| crate::words::message::holes(text) == crate::words::message::holes(new);
    let fits = !new.is_empty() && !meant.is_empty() && meant.iter().all(|(_, text)| same(text));
    fits.then(|| meant.into_iter().map(|(number, _)| (number, new.to_owned())).collect())
}

/// How the names of pictures end that a browser shows.
pub const PICTURES: [&str; 5] = [".svg", ".png", ".jpg", ".jpeg", ".webp"];

/// Whether a name ends in one of these, in capitals or not.
pub fn ends(name: &str, endings: &[&str]) -> bool {
    let name = name.to_lowercase();
    endings.iter().any(|ending| name.ends_with(ending))
}

/// An address of the web that can stand as it is in a page, a calendar and a sitemap.
fn is_address(address: &str) -> bool {
    let stands = |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`');
    let rest = address.strip_prefix("https://").unwrap_or_default();
    rest.starts_with(char::is_alphanumeric) && rest.chars().all(stands)
}

/// A file of a picture, by its name alone.
fn is_picture(name: &str) -> bool {
    !name.contains(['/', '\\', ':', '?', '#']) && !name.contains(char::is_control) && ends(name, &PICTURES)
}

/// The parts of a value that lists several: `中央小;東小`.
fn listed(value: &str) -> impl Iterator<Item = &str> {
    value.split([';', '；', '、', ',']).map(str::trim).filter(|part| !part.is_empty())
}

/// An address of tiles: a host that a policy can name, and the three places to fill in.
fn is_tiles(address: &str) -> bool {
    let host = address.strip_prefix("https://").and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    is_address(address) && host.chars().all(plain) && ["{z}", "{x}", "{y}"].iter().all(|hole| address.contains(hole))
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
            if is_address(value) && !value.contains(['?', '#']) {
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
        } else if is("色") {
            match color::read(value) {
                Some(read) => {
                    settings.color = Some(read);
                    if !color::is_readable(read) {
                        wrong(ProblemKind::Contrast);
                    }
                }
                None => wrong(ProblemKind::Color),
            }
        } else if is("ロゴ") {
            if is_picture(value) {
                settings.logo = value.to_owned();
            } else {
                wrong(ProblemKind::Logo);
            }
        } else if is("地区") {
            match value.split_once(['→', '=', '＝']) {
                Some((name, towns)) if !name.trim().is_empty() => {
                    let towns = listed(towns).map(str::to_owned).collect();
                    settings.districts.push((name.trim().to_owned(), towns));
                }
                Some(_) => wrong(ProblemKind::Districts),
                None => settings.districts.push((value.to_owned(), Vec::new())),
            }
        } else if is("言語") {
            for tag in listed(value) {
                if Language::of(tag).is_some() {
                    settings.languages.push(tag.to_owned());
                } else {
                    wrong(ProblemKind::Language);
                }
            }
        } else if is("埋め込みを許すサイト") {
            match host(value) {
                Some(host) => settings.hosts.push(host),
                None => wrong(ProblemKind::Host),
            }
        } else if is("文言") {
            match texts(value) {
                Some(texts) => settings.texts.extend(texts),
                None => wrong(ProblemKind::Text),
            }
        } else if is("地図の出典") {
            settings.tiles_credit = value.to_owned();
        } else if is("地図タイル") {
            if is_tiles(value) {
                settings.tiles = value.to_owned();
            } else {
                wrong(ProblemKind::Tiles);
            }
        } else if is("アクセシビリティの試験結果") {
            if value.starts_with("https://") || value.starts_with("http://") {
                settings.access_url = value.to_owned();
            } else {
                wrong(ProblemKind::Url);
            }
        } else if is("閉じたあとのページ") {
            if is_address(value) {
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
    use crate::words::Word;

    fn read(rows: &[(&str, &str)]) -> (Settings, Vec<ProblemKind>) {
        let rows: Vec<Row> = (2..)
            .zip(rows)
            .map(|(number, (name, value))| Row { number, cells: vec![(*name).to_owned(), (*value).to_owned()] })
            .collect();
        let (settings, problems) = settings("settings.csv", &rows);
        (settings, problems.into_iter().map(|p| p.kind).collect())
    }

    #[test]
    fn colours_logos_and_hosts_are_checked() {
        let (own, problems) = read(&[
            ("色", "#0b6e4f"),
            ("ロゴ", "logo.svg"),
            ("埋め込みを許すサイト", "https://www.example.jp/kosodate/"),
        ]);
        assert_eq!(
            (own.color, own.logo.as_str(), own.hosts.as_slice()),
            (Some([11, 110, 79]), "logo.svg", &["www.example.jp".to_owned()][..])
        );
        assert!(problems.is_empty());
        let pale = read(&[("色", "#ffc700")]);
        assert_eq!((pale.0.color.is_some(), pale.1), (true, vec![ProblemKind::Contrast]));
        let bad = [
            ("色", "みどり"),
            ("ロゴ", "../logo.svg"),
            ("ロゴ", "logo.exe"),
            ("言語", "xx"),
            ("埋め込みを許すサイト", "a b"),
        ];
        use ProblemKind::*;
        assert_eq!(read(&bad).1, [Color, Logo, Logo, Language, Host]);
        assert_eq!(read(&[("言語", "ja")]).0.languages, ["ja"]);
    }

    #[test]
    fn an_address_lies_in_the_district_that_lists_its_town() {
        let (own, problems) = read(&[
            ("地区", "栄町小学校区→栄町一丁目;栄町２丁目"),
            ("地区", "東栄町小学校区→東栄町;栄町11丁目"),
            ("地区", "三条小学校区→三条町"),
            ("地区", "名前だけ"),
        ]);
        assert!(problems.is_empty());
        for (address, district) in [
            ("見本県汐見市栄町1-2-3", Some("栄町小学校区")),
            ("汐見市栄町１丁目２", Some("栄町小学校区")),
            ("汐見市東栄町1-1", Some("東栄町小学校区")),
            ("汐見市栄町11-1", Some("東栄町小学校区")),
            ("汐見市三条町5", Some("三条小学校区")),
            ("汐見市栄町3-1", None),
            ("汐見市西三条町1", None),
            ("", None),
        ] {
            assert_eq!(own.district_of(address), district, "{address}");
        }
        assert_eq!(own.district_label("三条小学校区"), "三条小学校区（三条町）");
        assert_eq!(own.district_label("名前だけ"), "名前だけ");
        assert_eq!(read(&[("地区", "→栄町")]).1, [ProblemKind::Districts]);
    }

    #[test]
    fn texts_are_put_in_the_place_of_ours_where_they_fit() {
        let (own, problems) =
            read(&[("文言", "さがす→探す"), ("文言", "places.count→{count} 件"), ("文言", "nav.now→いま相談")]);
        assert!(problems.is_empty());
        let words = own.words();
        assert_eq!([Word::NavPlaces, Word::NavNow].map(|w| words.text(w)), ["探す", "いま相談"]);
        assert_eq!(words.fill(Word::PlacesCount, &[("count", "3")]), "3 件");
        assert_eq!(words.text(Word::NavHome), Words::japanese().text(Word::NavHome));
        for bad in ["ないことば→x", "さがす", "places.count→たくさん", "さがす→"] {
            assert_eq!(read(&[("文言", bad)]).1, [ProblemKind::Text], "{bad}");
        }
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
        let (settings, problems) = read(&[("アクセシビリティの試験結果", "/accessibility.html")]);
        assert!(settings.access_url.is_empty() && problems == [ProblemKind::Url]);
        let (settings, problems) = read(&[("閉じたあとのページ", "javascript:alert(1)")]);
        assert!(settings.way_out().starts_with("https://") && problems == [ProblemKind::Url]);
    }
}
