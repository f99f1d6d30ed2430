//! Files as cities really save them, read from the outside: encodings, shapes, notations, and what becomes of what is
//! not understood.

mod support;

use support::read;
use tsunagi::calendar::{Weekday, Weekdays};
use tsunagi::data::columns::Field;
use tsunagi::data::{Catalog, Dataset, Encoding, ProblemKind, Severity};
use tsunagi::directory::{Kind, translated};

const LIST: &str = "名称,名称_カナ,種別,住所,電話番号,利用可能曜日,開始時間,終了時間,独自の列\r\n\
    栄町保育所,ｻｶｴﾁｮｳﾎｲｸｼｮ,認可公立保育所,汐見市栄町１－２,(0990)00-1234,月～金,９：００,17:00,\"上の行\r\n下の行\"\r\n\
    浜手児童館,ハマテジドウカン,児童館,汐見市浜手町3,0990-00-5678,火;水;木;金;土;日,9:00,18:00まで,\r\n";

fn one(name: &str, bytes: Vec<u8>) -> Catalog {
    read(&[(name, bytes)])
}

fn kinds(catalog: &Catalog) -> Vec<ProblemKind> {
    catalog.reports[0].problems.iter().map(|p| p.kind).collect()
}

#[test]
fn every_encoding_gives_the_same_places() {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff_u16).chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    let tabs = LIST.replace(',', "\t");
    let bom = format!("\u{feff}{LIST}");
    let files = [
        (LIST.as_bytes().to_vec(), Encoding::Utf8),
        (bom.into_bytes(), Encoding::Utf8Bom),
        (encoding_rs::SHIFT_JIS.encode(LIST).0.into_owned(), Encoding::Cp932),
        (utf16(&tabs, false), Encoding::Utf16Le),
        (utf16(&tabs, true), Encoding::Utf16Be),
        // Some systems leave the mark out.
        (utf16(LIST, false)[2..].to_vec(), Encoding::Utf16Le),
    ];
    let first = one("05.csv", files[0].0.clone()).places;
    assert_eq!(first.len(), 2);
    for (bytes, encoding) in files {
        let catalog = one("05.csv", bytes);
        assert_eq!(catalog.reports[0].encoding, Some(encoding));
        assert_eq!(catalog.reports[0].dataset, Some(Dataset::ChildcareFacilities));
        assert_eq!(catalog.places, first, "{encoding:?}");
    }
}

#[test]
fn a_row_is_understood_as_far_as_it_can_be_and_the_rest_is_kept() {
    let catalog = one("05.csv", LIST.as_bytes().to_vec());
    let place = &catalog.places[0];
    assert_eq!(place.kind, Kind::Nursery);
    assert_eq!(place.phones[0].dial, "0990001234");
    assert_eq!(place.hours.days, Weekdays::WORKDAYS);
    assert_eq!(place.hours.on(Weekday::Mon).map(|r| r[0].open.to_string()).as_deref(), Some("9:00"));
    assert_eq!((place.extras[0].label.as_str(), place.extras[0].value.as_str()), ("独自の列", "上の行\r\n下の行"));
    assert_eq!(catalog.places[1].origin.row, 3);
    assert!(catalog.reports[0].problems.is_empty());
}

#[test]
fn what_is_not_understood_stays_as_written_and_is_told() {
    let text = "名称,住所,緯度,経度,利用可能曜日,開始時間,終了時間,電話番号,受入年齢,認可等年月日\n\
        ふしぎ園,汐見市1,999,0,そのつど,随時,17:00,お電話は役所へ,5歳から1歳,未定\n";
    let catalog = one("05_子育て施設一覧.csv", text.as_bytes().to_vec());
    let place = &catalog.places[0];
    let values: Vec<&str> = place.facts.iter().map(|f| f.value).collect();
    for kept in ["999", "0", "そのつど", "随時", "17:00", "お電話は役所へ", "5歳から1歳", "未定"] {
        assert!(values.contains(&kept), "{kept} is gone: {values:?}");
    }
    let found = kinds(&catalog);
    for kind in
        [ProblemKind::Coordinates, ProblemKind::Weekdays, ProblemKind::Time, ProblemKind::Phone, ProblemKind::Ages]
    {
        assert!(found.contains(&kind), "{kind:?}");
    }
    let problem = catalog.reports[0].problems.iter().find(|p| p.kind == ProblemKind::Weekdays).expect("one of them");
    assert_eq!(
        (problem.row, problem.column.as_deref(), problem.value.as_str()),
        (Some(2), Some("利用可能曜日"), "そのつど")
    );
    assert_eq!(problem.severity(), Severity::Warning);
}

#[test]
fn every_header_version_of_the_standard_is_known() {
    // The two generations of 子育て施設一覧 and イベント一覧, and one city's own spellings of them.
    let versions = [
        (
            "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,種別,住所,方書,緯度,経度,アクセス方法,駐車場情報,電話番号,内線番号,FAX番号,法人番号,団体名,認可等年月日,収容定員,受入年齢,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,一時預かりの有無,URL,備考",
            Dataset::ChildcareFacilities,
        ),
        (
            "全国地方公共団体コード,ID,地方公共団体名,名称,名称_カナ,名称_英字,種別,所在地_全国地方公共団体コード,町字ID,所在地_連結表記,所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下,建物名等(方書),緯度,経度,高度の種別,高度の値,アクセス方法,駐車場情報,電話番号,内線番号,FAX番号,連絡先メールアドレス,連絡先FormURL,連絡先備考（その他、SNSなど）,郵便番号,法人番号,団体名,認可等年月日,収容定員,受入年齢,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,一時預かりの有無,子供預かり料金種別,子供預かり料金,子供預かり料金備考,子供預かり開所時間,子供預かり閉所時間,病児保育の有無,授乳室,おむつ替えコーナー,飲食可否,ベビーカー貸出,ベビーカー利用,URL,画像,画像_ライセンス,備考",
            Dataset::ChildcareFacilities,
        ),
        (
            "自治体コード,ID,名称,名称_カナ,種別,所在地_連結標記,建物名等,メールアドレス,許可等年月日,収容定員,受入年齢,利用可能日時特記,画像ライセンス",
            Dataset::ChildcareFacilities,
        ),
        (
            "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,イベント名,イベント名_カナ,イベント名_英語,開始日,終了日,開始時間,終了時間,開始日時特記事項,説明,料金(基本),料金(詳細),連絡先名称,連絡先電話番号,連絡先内線番号,主催者,場所名称,住所,方書,緯度,経度,アクセス方法,駐車場情報,定員,参加申込終了日,参加申込終了時間,参加申込方法,URL,備考,カテゴリー,区,公開日,更新日,子育て情報,施設No.,参加条件_詳細,託児所_有無,託児所_詳細,画像,画像_ライセンス,共催協力,最終確認日,開催日一覧,対象者,タグ",
            Dataset::Events,
        ),
        (
            "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,名称_通称,POIコード,住所,方書,緯度,経度,電話番号,内線番号,法人番号,団体名,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,説明,バリアフリー情報,URL,備考",
            Dataset::PublicFacilities,
        ),
        (
            "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,医療機関の種類,住所,方書,緯度,経度,電話番号,内線番号,FAX番号,法人番号,団体名,診療曜日,診療開始時間,診療終了時間,診療日時特記事項,時間外における対応,診療科目,病床数,URL,備考",
            Dataset::Medical,
        ),
        (
            "教育機関_全国地方公共団体コード,教育機関_ID,教育機関_学校名,教育機関_学校名カナ表記,教育機関_学校種別,教育機関_設置区分,教育機関_所在地_連結表記,教育機関_緯度,教育機関_経度",
            Dataset::Schools,
        ),
        (
            "全国地方公共団体コード,ID,名称,所在地_連結表記,緯度,経度,授乳室,おむつ替えコーナー,調乳用のお湯",
            Dataset::BabyStations,
        ),
        (
            "全国地方公共団体コード,ID,制度名,概要,対象者,支援内容,申請方法,必要書類,受付開始日,受付終了日,根拠法令",
            Dataset::Programmes,
        ),
    ];
    for (header, dataset) in versions {
        for spaced in [header.to_owned(), header.replace(',', " , ").replace('(', "（").replace(')', "）")] {
            let text = format!("{spaced}\n{}\n", "x,".repeat(header.matches(',').count()) + "x");
            let recognised =
                tsunagi::data::dataset::recognise("list.csv", &tsunagi::data::table::rows(&text).0).expect(header);
            assert_eq!(recognised.dataset, dataset, "{header}");
            let unknown: Vec<&String> = recognised
                .header
                .labels
                .iter()
                .zip(&recognised.header.fields)
                .filter(|(_, f)| f.is_none())
                .map(|(l, _)| l)
                .collect();
            assert!(unknown.is_empty(), "{unknown:?}");
        }
    }
}

#[test]
fn a_column_in_another_language_says_the_one_that_it_is_of() {
    let header =
        "ID,名称,名称（中国語）,名称_英字,説明,説明_en,ベトナム語_説明,説明（ポルトガル語）,説明（スワヒリ語）";
    let row = "k1,ひろば,广场,Plaza,あそべます,Come and play,Mời các bạn đến chơi,,Karibu";
    let catalog = one("preschool.csv", format!("{header}\n{row}\n").into_bytes());
    let place = &catalog.places[0];
    let said = |field, language| translated(&place.translated, field, language);
    assert_eq!(said(Field::Name, "zh"), Some("广场"));
    assert_eq!(said(Field::Description, "en"), Some("Come and play"));
    assert_eq!(said(Field::Description, "vi"), Some("Mời các bạn đến chơi"));
    assert_eq!(said(Field::Description, "pt"), None);
    // What the standard has stays what it is, and a language that is none of ours stays to be seen.
    assert_eq!((place.fact(Field::EnglishName), place.fact(Field::Description)), (Some("Plaza"), Some("あそべます")));
    assert_eq!(place.extras.iter().map(|e| e.label.as_str()).collect::<Vec<_>>(), ["説明（スワヒリ語）"]);
    assert!(catalog.reports[0].problems.is_empty(), "{:?}", catalog.reports[0].problems);
    // Whoever reads the site in it finds by it.
    let index = tsunagi::search::records::places(&catalog, &tsunagi::words::Words::japanese());
    assert_eq!(["come and play", "广场", "plaza"].map(|query| index.search(query).hits.len()), [1, 1, 1]);
}

#[test]
fn the_newest_event_list_is_read_as_published() {
    // The 79 columns of the newer イベント一覧, as three municipalities publish it.
    let header = "全国地方公共団体コード,法人番号,ID,地方公共団体名,イベント名,言語コード,イベント通称,サブタイトル,イベント名_カナ,イベント名_英語,コンテンツURL,状態,キーワード,タグ,対象となる産業,開催パターン,開始日,終了日,開始時間,終了時間,開始日時特記事項,所要時間,掲載開始日,掲載終了日,概要,説明,サブイベント,イベント種類,料金(基本),料金(詳細),連絡先名称,連絡先電話番号,連絡先内線番号,主催者,共催団体,関連組織,対象者,対象者備考,場所名称,集合（受付）場所,所在地_全国地方公共団体コード,町字ID,所在地_連結表記,所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下,建物名等(方書),緯度,経度,アクセス方法,駐車場情報,駐車場料金,駐輪場情報,Web開催,Web開催URL,ツール・環境,定員,定員備考,料金種別,決済種別,外国語対応,外国語対応備考,開催条件,参加申込終了日,参加申込終了時間,参加申込方法,申込開始日,申込開始時刻,申込URL,URL,授乳室,おむつ替えコーナー,飲食可否,ベビーカー貸出,ベビーカー利用,画像,画像_ライセンス,備考";
    let cells: Vec<String> = header
        .split(',')
        .map(|column| match column {
            "イベント名" => "ひろば".into(),
            "開始日" => "2026-12-01".into(),
            "終了日" => "9999-12-31".into(),
            "開始時間" => "0.375".into(),
            "緯度" => "34.7".into(),
            "経度" => "137.1".into(),
            "連絡先電話番号" => "0990-00-0001".into(),
            "概要" => "短い説明".into(),
            "開催条件" => "雨天中止".into(),
            _ => String::new(),
        })
        .collect();
    let catalog = one("event.csv", format!("{header}\n{}\n", cells.join(",")).into_bytes());
    let event = &catalog.events[0];
    assert_eq!(event.start, Some(support::day(2026, 12, 1)));
    assert_eq!(event.end, None);
    assert_eq!(event.times.start.map(|t| t.to_string()).as_deref(), Some("9:00"));
    assert_eq!(event.extras.iter().map(|e| e.value.as_str()).collect::<Vec<_>>(), ["雨天中止"]);
    assert!(catalog.reports[0].problems.is_empty(), "{:?}", catalog.reports[0].problems);
}

#[test]
fn a_file_that_is_no_list_is_named_and_leaves_the_others() {
    let broken: [(&str, &[u8], ProblemKind); 6] = [
        ("zip_event.csv", b"PK\x03\x04abc", ProblemKind::FileZip),
        ("page_event.csv", b"<!DOCTYPE html><html></html>", ProblemKind::FileHtml),
        ("empty_event.csv", b"\xef\xbb\xbf \r\n", ProblemKind::FileEmpty),
        ("head_event.csv", "イベント名,開始日\r\n".as_bytes(), ProblemKind::FileEmpty),
        ("noise_event.csv", b"\xff\xff\x00\x81\x00", ProblemKind::Encoding),
        ("prose_event.csv", "これは表ではありません。\n".as_bytes(), ProblemKind::NoHeader),
    ];
    for (name, bytes, kind) in broken {
        let catalog = read(&[(name, bytes.to_vec()), ("preschool.csv", LIST.as_bytes().to_vec())]);
        assert_eq!(catalog.places.len(), 2, "{name}");
        assert_eq!(kinds(&catalog), [kind], "{name}");
        // A header alone is a list that has nothing just now: told to the city, no failure to families.
        let unreadable = usize::from(name != "head_event.csv");
        assert_eq!(catalog.unreadable().count(), unreadable, "{name}");
    }
}

#[test]
fn a_row_without_a_name_is_explained() {
    let catalog = one("preschool.csv", "名称,住所\n,汐見市1\nあ園,汐見市2\n,\n".as_bytes().to_vec());
    let report = &catalog.reports[0];
    assert_eq!((report.rows, report.records, report.blank_rows), (2, 1, 1));
    assert_eq!(report.problems[0].kind, ProblemKind::NameMissing);
    assert_eq!(report.problems[0].row, Some(2));
}

#[test]
fn repeated_ids_keep_both_records() {
    let catalog = one("preschool.csv", "ID,名称,住所\n1,あ園,a\n1,い園,b\n,う園,c\n".as_bytes().to_vec());
    let ids: Vec<&str> = catalog.places.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(&ids[..2], ["k1", "k1-2"]);
    assert_eq!(kinds(&catalog), [ProblemKind::DuplicateId]);
}

#[test]
fn an_event_with_a_date_that_is_not_understood_is_still_there() {
    let text =
        "イベント名,開始日,終了日,開始時間,場所名称\nひろば,近日,,10:00,会場\n逆,2026-05-02,2026-05-01,10:00,会場\n";
    let catalog = one("event.csv", text.as_bytes().to_vec());
    assert_eq!(catalog.events.len(), 2);
    assert_eq!(catalog.events[0].start, None);
    assert!(catalog.events[0].facts.iter().any(|f| f.value == "近日"));
    assert_eq!(kinds(&catalog), [ProblemKind::Date, ProblemKind::DateOrder]);
}

#[test]
fn problems_speak_plain_japanese() {
    let catalog = one("05.csv", "名称,住所,利用可能曜日\nあ園,汐見市,そのつど\n".as_bytes().to_vec());
    let words = tsunagi::words::desk::DeskWords::japanese();
    let problem = &catalog.reports[0].problems[0];
    insta::assert_snapshot!(
        format!("{}\n{}\n{}\n{}", problem.place(&words), problem.value, problem.expected(&words), problem.remedy(&words)),
        @r"
    05.csv 2行目「利用可能曜日」
    そのつど
    「月火水木金」「月～金」のような曜日
    曜日だけを入れ、説明は「利用可能日時特記事項」に書くと、曜日で見やすくなります。
    "
    );
}
