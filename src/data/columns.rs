//! Headers: every spelling met for a column, and the one thing that it means.
//!
//! Source: 自治体標準オープンデータセット (definition book A 3.09), the older 推奨データセット, and real files.
//! Headers are compared after [`key`]: width, spaces, brackets and hyphens do not matter.

use crate::text::width::narrow;
use crate::words::COLUMNS;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::OnceLock;

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident => $($alias:literal)|+;)*) => {
        /// What a column means, whichever list it stands in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Field {
            $($(#[$doc])* $field,)*
        }

        /// The spellings of each field; the first is the one that our documents use.
        pub const FIELDS: &[(Field, &[&str])] = &[$((Field::$field, &[$($alias),+]),)*];
    };
}

fields! {
    // Who publishes, and the record's own number.
    MunicipalityCode => "全国地方公共団体コード" | "都道府県コード又は市区町村コード" | "市区町村コード" | "自治体コード" | "地方公共団体コード" | "団体コード" | "都道府県コード";
    Id => "ID" | "NO" | "No." | "番号" | "識別番号" | "制度番号";
    MunicipalityName => "地方公共団体名" | "自治体名" | "データ提供者";
    PrefectureName => "都道府県名";
    CityName => "市区町村名" | "市町村名";
    // Names.
    Name => "名称" | "施設名" | "施設名称" | "施設_名称" | "学校名" | "園名" | "医療機関名" | "医療機関名称" | "窓口名" | "イベント名" | "イベント名称" | "行事名" | "制度名" | "制度名称" | "支援制度名" | "支援制度名称" | "支援制度（給付金）名称" | "タイトル（制度名）" | "タイトル";
    Reading => "名称_カナ" | "名称カナ" | "名称（カナ）" | "名称_かな" | "施設名_カナ" | "施設名カナ" | "フリガナ" | "ふりがな" | "学校名カナ表記" | "学校名_カナ" | "イベント名_カナ" | "イベント名カナ" | "制度名_カナ" | "制度名カナ" | "支援制度名_カナ" | "名称_読み";
    EnglishName => "名称_英字" | "名称_英語" | "イベント名_英字" | "イベント名_英語" | "学校名_英字" | "制度名_英字";
    CommonName => "名称_通称" | "通称" | "愛称" | "イベント通称" | "サブタイトル（通称）";
    // What it is.
    Kind => "種別" | "施設種別" | "施設の種類" | "医療機関の種類" | "学校種別" | "学校種" | "制度種別" | "カテゴリー" | "カテゴリ" | "イベント種別" | "イベント種類" | "イベントカテゴリ" | "タイプ" | "分類";
    Establishment => "設置区分" | "設置者" | "設置主体" | "公立私立の別" | "公私の別" | "運営主体" | "経営主体";
    PoiCode => "POIコード";
    // Where.
    AddressCode => "所在地_全国地方公共団体コード";
    TownId => "町字ID" | "町字コード";
    Address => "所在地_連結表記" | "所在地_連結標記" | "住所" | "所在地" | "住所_連結表記";
    AddressPrefecture => "所在地_都道府県" | "所在地（都道府県）";
    AddressCity => "所在地_市区町村" | "所在地（市区町村）";
    AddressTown => "所在地_町字" | "所在地（町字）";
    AddressNumber => "所在地_番地以下" | "所在地（番地以下）";
    Building => "建物名等(方書)" | "方書" | "建物名等" | "建物名";
    PostalCode => "郵便番号";
    Latitude => "緯度";
    Longitude => "経度";
    ElevationKind => "高度の種別";
    Elevation => "高度の値" | "標高";
    Access => "アクセス方法" | "交通アクセス" | "アクセス" | "最寄り駅";
    Parking => "駐車場情報" | "駐車場" | "駐車場の有無";
    District => "地区" | "地区名" | "区";
    JuniorHighDistrict => "中学校区";
    ElementaryDistrict => "小学校区";
    // How to reach it.
    Phone => "電話番号" | "連絡先電話番号" | "TEL" | "電話" | "問い合わせ先電話番号" | "問合せ先電話番号" | "代表電話番号" | "連絡先_電話番号";
    PhoneExtension => "内線番号" | "連絡先内線番号";
    Fax => "FAX番号" | "FAX" | "ファックス番号" | "連絡先FAX番号";
    Email => "連絡先メールアドレス" | "メールアドレス" | "Eメール";
    FormUrl => "連絡先FormURL" | "申込URL" | "電子申請URL" | "連絡先フォームURL" | "問い合わせフォームURL" | "申込フォームURL";
    ContactNote => "連絡先備考(その他、SNSなど)" | "連絡先備考" | "SNS";
    ContactName => "連絡先名称" | "問い合わせ先" | "問合せ先" | "お問い合わせ先" | "窓口名称" | "担当課" | "担当部署" | "担当窓口";
    Url => "URL" | "ホームページ" | "ホームページURL" | "参照URL" | "詳細URL" | "ウェブサイト" | "コンテンツURL" | "詳細参照先";
    // Who runs it.
    CorporateNumber => "法人番号";
    Operator => "団体名" | "実施組織・支援機関" | "運営団体名" | "設置者名" | "事業者名";
    Organiser => "主催者" | "主催";
    CoOrganiser => "共催協力" | "共催・協力" | "共催" | "協力" | "共催団体";
    ApprovedOn => "認可等年月日" | "許可等年月日" | "設置年月日" | "認可年月日";
    // For whom.
    Capacity => "収容定員" | "定員" | "利用定員";
    Ages => "受入年齢" | "対象年齢" | "対象月齢" | "受入れ年齢" | "受入年齢(月齢)";
    Target => "対象者" | "対象" | "利用対象者" | "支援対象者" | "参加資格" | "参加条件" | "参加条件_詳細";
    // When.
    Days => "利用可能曜日" | "利用可能日" | "診療曜日" | "受付曜日" | "開館曜日" | "開所曜日" | "利用可能曜日等";
    OpensAt => "開始時間" | "利用可能時間" | "診療開始時間" | "受付開始時間" | "開所時間" | "開館時間";
    ClosesAt => "終了時間" | "診療終了時間" | "受付終了時間" | "閉所時間" | "閉館時間";
    HoursNote => "利用可能日時特記事項" | "利用可能時間特記事項" | "利用可能日時特記" | "診療日時特記事項" | "特記事項" | "利用日時特記事項" | "開始日時特記事項" | "開催日時特記事項";
    AfterHours => "時間外における対応";
    StartDate => "開始日" | "開催日" | "開催開始日" | "開催日時_開始";
    EndDate => "終了日" | "開催終了日" | "開催日時_終了";
    DateList => "開催日一覧" | "開催日リスト";
    Repeats => "くりかえし" | "繰り返し" | "開催頻度";
    CancelledDates => "中止日" | "休止日";
    MovedDates => "日程変更" | "開催日変更";
    Sessions => "回" | "実施回" | "時間帯";
    Status => "状態" | "開催状態" | "開催状況";
    PublishedOn => "公開日" | "掲載日" | "掲載開始日";
    PublishedUntil => "公開終了日" | "掲載終了日";
    UpdatedOn => "更新日" | "最終更新日" | "最終確認日" | "データ更新日";
    // What it offers.
    Summary => "概要" | "制度概要" | "支援内容の概要";
    Description => "説明" | "事業内容" | "施設概要" | "イベント内容";
    TemporaryCare => "一時預かりの有無" | "一時預かり";
    CareFeeKind => "子供預かり料金種別";
    CareFee => "子供預かり料金";
    CareFeeNote => "子供預かり料金備考";
    CareOpensAt => "子供預かり開所時間";
    CareClosesAt => "子供預かり閉所時間";
    SickChildCare => "病児保育の有無" | "病児保育";
    NursingRoom => "授乳室" | "授乳室の有無" | "授乳スペース" | "授乳コーナー" | "授乳場所";
    NappyChanging => "おむつ替えコーナー" | "おむつ替え" | "おむつ替えスペース" | "おむつ交換台" | "おむつ替えコーナーの有無" | "おむつ替え台";
    HotWater => "調乳用のお湯" | "ミルク用のお湯" | "調乳用給湯設備" | "給湯設備" | "お湯の提供" | "調乳設備";
    FathersWelcome => "男性の利用" | "男性の利用可否" | "男性利用";
    Eating => "飲食可否" | "飲食";
    PushchairLoan => "ベビーカー貸出";
    PushchairUse => "ベビーカー利用" | "ベビーカーでの入室";
    BarrierFree => "バリアフリー情報" | "バリアフリー";
    MedicalFields => "診療科目" | "診療科";
    Beds => "病床数";
    // Cost, booking and what to know before coming.
    Fee => "料金" | "利用料" | "料金(基本)" | "参加費" | "費用" | "利用者負担" | "自己負担額";
    FeeDetail => "料金(詳細)" | "料金備考";
    Booking => "予約" | "申込" | "事前申込" | "申込の有無" | "予約の要否" | "参加申込";
    BookingMethod => "参加申込方法" | "申込方法" | "予約方法";
    BookingFrom => "参加申込開始日" | "申込開始日";
    BookingUntil => "参加申込終了日" | "申込終了日" | "申込締切日" | "申込期限";
    BookingUntilTime => "参加申込終了時間" | "申込終了時間";
    Languages => "対応言語" | "言語" | "外国語対応";
    ConsultBy => "相談方法";
    PrivateRoom => "個室";
    Staff => "スタッフ" | "専門職" | "配置職員";
    FirstVisit => "初めての方へ" | "はじめての方へ";
    FirstTimersWelcome => "初めての方歓迎" | "はじめての方歓迎";
    Bring => "持ち物" | "持参品";
    Outreach => "出張ひろば";
    Siblings => "きょうだい同伴" | "下の子同伴" | "兄弟同伴" | "上の子同伴";
    HeldBy => "開催方法" | "開催形式" | "実施方法";
    Childcare => "託児" | "託児所_有無" | "託児の有無";
    ChildcareDetail => "託児所_詳細";
    Tags => "タグ" | "困りごと";
    Keywords => "キーワード";
    ChildrearingFlag => "子育て情報";
    // Events: where they take place.
    VenueName => "場所名称" | "会場" | "開催場所" | "会場名" | "場所";
    PlaceId => "施設ID" | "施設No." | "会場ID" | "開催施設ID";
    // Programmes and benefits.
    Support => "支援内容" | "内容" | "給付内容" | "助成内容" | "サービス内容" | "支援の内容";
    Amount => "支給額" | "給付額" | "助成額" | "支援額" | "金額";
    HowToApply => "申請方法" | "利用・申請方法" | "手続き方法" | "利用方法" | "手続方法" | "申請手続き" | "利用手続き" | "申請・利用方法";
    Papers => "必要書類" | "手続きに必要なもの" | "申請に必要なもの" | "必要なもの";
    ApplyBy => "申請期限" | "受付備考" | "申請期間" | "手続き期限" | "受付期間";
    ApplyFrom => "受付開始日" | "申請開始日" | "募集開始日";
    ApplyUntil => "受付終了日" | "申請終了日" | "募集終了日" | "募集締切日";
    Law => "根拠法令" | "根拠法令等" | "根拠";
    Purpose => "目的" | "制度の目的";
    // The rest of the standard.
    LanguageCode => "言語コード";
    Industry => "対象となる産業" | "標準産業分類";
    Pattern => "開催パターン";
    Image => "画像";
    ImageLicence => "画像_ライセンス" | "画像ライセンス";
    Note => "備考";
}

/// A header as it is compared: one width, no spaces, brackets or quotation marks, one hyphen, lower case.
///
/// ```
/// use tsunagi::data::columns::key;
/// assert_eq!(key("料金（基本）"), key("料金 (基本)"));
/// assert_eq!(key("Ｎｏ．"), key("NO."));
/// ```
pub fn key(header: &str) -> String {
    narrow(header)
        .chars()
        .filter(|c| {
            !c.is_whitespace()
                && !matches!(c, '(' | ')' | '「' | '」' | '"' | '\'' | '、' | ',' | '・' | '.' | '*' | '※' | '\u{feff}')
        })
        .map(|c| match c {
            '＿' | '-' | '‐' | '−' | '–' | '—' => '_',
            _ => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// What a header means, where it is known.
///
/// A header of the newer data models has the thing's name before it (`公園_名称`, `教育機関_学校名カナ表記`): that
/// is taken off when the whole is not known.
pub fn field(header: &str) -> Option<Field> {
    let wanted = key(header);
    if wanted.is_empty() {
        return None;
    }
    meant(&wanted).filter(|_| known().contains_key(&wanted) || language_in(&wanted).is_none())
}

/// The field of a header that is made alike, with or without the name of its thing before it.
fn meant(wanted: &str) -> Option<Field> {
    let known = |wanted: &str| known().get(wanted).copied();
    known(wanted).or_else(|| wanted.split_once('_').and_then(|(_, rest)| known(rest)))
}

/// A column that says another one in another language: that one, and the language's tag. Before it or behind it: 「概要（英語）」, 「概要_en」,
/// 「英語_概要」.
///
/// ```
/// use tsunagi::data::columns::{Field, translation};
/// assert_eq!(translation("概要（英語）"), Some((Field::Summary, "en")));
/// assert_eq!(translation("施設名_ポルトガル語"), Some((Field::Name, "pt")));
/// assert_eq!(translation("対応言語"), None);
/// ```
pub fn translation(header: &str) -> Option<(Field, &'static str)> {
    let wanted = key(header);
    if known().contains_key(&wanted) { None } else { language_in(&wanted) }
}

fn language_in(wanted: &str) -> Option<(Field, &'static str)> {
    COLUMNS.iter().find_map(|(tag, words)| {
        let of = |word: &&str| {
            let behind = wanted.strip_suffix(*word).map(|rest| rest.trim_end_matches('_'));
            let before = || wanted.strip_prefix(*word)?.strip_prefix('_');
            behind.and_then(meant).or_else(|| before().and_then(meant))
        };
        words.iter().find_map(of).map(|field| (field, *tag))
    })
}

/// Every spelling, as [`key`] makes it alike, with its field: made once, for each row of a list may be asked whether it is the
/// header.
fn known() -> &'static HashMap<String, Field> {
    static KNOWN: OnceLock<HashMap<String, Field>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let spelt =
            |(field, spellings): &(Field, &[&str])| spellings.iter().map(|s| (key(s), *field)).collect::<Vec<_>>();
        // Of one spelling for two fields, the first is meant.
        FIELDS.iter().rev().flat_map(spelt).collect()
    })
}

/// The spelling of a field that our documents use.
pub fn header(field: Field) -> &'static str {
    FIELDS.iter().find(|(f, _)| *f == field).map_or("", |(_, aliases)| aliases[0])
}

/// A header resolved against the file at hand: each column's field, and which columns repeat an earlier one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// The headers as written, one a column.
    pub labels: Vec<String>,
    /// The fields, one a column; `None` where the header is not known or blank.
    pub fields: Vec<Option<Field>>,
    /// What a column says in which other language, one a column.
    pub translated: Vec<Option<(Field, &'static str)>>,
}

impl Header {
    pub fn read(cells: &[String]) -> Header {
        Header {
            labels: cells.to_vec(),
            fields: cells.iter().map(|cell| field(cell)).collect(),
            translated: cells.iter().map(|cell| translation(cell)).collect(),
        }
    }

    /// How many of the columns are known.
    pub fn known(&self) -> usize {
        self.fields.iter().flatten().count()
    }

    pub fn has(&self, field: Field) -> bool {
        self.fields.contains(&Some(field))
    }

    /// The column's header as the file writes it, for messages.
    pub fn label_of(&self, field: Field) -> Option<&str> {
        let at = self.fields.iter().position(|f| *f == Some(field))?;
        self.labels.get(at).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn no_spelling_means_two_things() {
        let mut seen: HashMap<String, Field> = HashMap::new();
        for (field, aliases) in FIELDS {
            for alias in *aliases {
                if let Some(other) = seen.insert(key(alias), *field) {
                    assert_eq!(other, *field, "{alias}");
                }
            }
        }
    }

    #[test]
    fn every_language_that_is_offered_can_have_columns_of_its_own() {
        for language in crate::words::OFFERED.iter().filter(|language| language.tag != "ja") {
            let names = COLUMNS.iter().find(|(tag, _)| *tag == language.tag).map(|(_, names)| *names);
            for name in names.expect("its row names them") {
                for header in [format!("概要（{name}）"), format!("概要_{name}"), format!("{name}_概要")] {
                    assert_eq!(translation(&header), Some((Field::Summary, language.tag)), "{header}");
                }
            }
        }
    }

    #[test]
    fn spellings_met_in_real_files() {
        assert_eq!(field("公園_名称"), Some(Field::Name));
        assert_eq!(field("教育機関_学校名カナ表記"), Some(Field::Reading));
        assert_eq!(field("所在地_連結標記"), Some(Field::Address));
        assert_eq!(field(" 建物名等（方書） "), Some(Field::Building));
        assert_eq!(field("連絡先備考（その他、SNSなど）"), Some(Field::ContactNote));
        assert_eq!(field("都道府県コード 又は 市区町村コード"), Some(Field::MunicipalityCode));
        assert_eq!(field("画像_ライセンス"), Some(Field::ImageLicence));
        assert_eq!(field("世帯数"), None);
        assert_eq!(field(""), None);
    }
}
