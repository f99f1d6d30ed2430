//! Kinds of places: from a city's own 種別 to the few groups that a family looks for.

use crate::data::Dataset;
use crate::text::width::narrow;
use crate::words::Word;
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $key:literal $group:ident: $($part:literal)|*;)*) => {
        /// What a place is. The label a family sees is the word `kind.<key>`; for [`Kind::Other`] the file's own 種別.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// Every kind, in the order in which families are shown them.
            pub const ALL: &[Kind] = &[$(Kind::$kind,)*];

            /// The kind's name in addresses (`?kind=…`) and in the language files.
            pub fn key(self) -> &'static str { match self { $(Kind::$kind => $key,)* } }

            /// The group it belongs to.
            pub fn group(self) -> Group { match self { $(Kind::$kind => Group::$group,)* } }

            /// Parts of a 種別 or a name by which it is known.
            fn parts(self) -> &'static [&'static str] { match self { $(Kind::$kind => &[$($part),*],)* } }
        }
    };
}

kinds! {
    /// 児童福祉法10条の2
    FamilyCentre "family_centre" Ask: "こども家庭センター" | "子ども家庭センター" | "子育て世代包括支援センター" | "子ども家庭総合支援拠点";
    /// 児童福祉法10条の3
    ConsultationBody "consultation_body" Ask: "地域子育て相談機関" | "かかりつけ相談";
    /// 子ども・子育て支援法59条1号
    UserSupport "user_support" Ask: "利用者支援" | "子育てコンシェルジュ" | "母子保健型" | "保育コンシェルジュ";
    /// 児童福祉法44条の2
    FamilySupportCentre "family_support_centre" Ask: "児童家庭支援センター" | "家庭児童相談" | "児童相談所";
    WomensConsultation "womens_consultation" Ask: "女性相談" | "男女共同参画" | "婦人相談" | "ひとり親相談";
    EducationConsultation "education_consultation" Ask: "教育相談" | "教育支援センター" | "教育支援" | "適応指導" | "教育研究所";
    /// 地域子育て支援拠点: 児童福祉法6条の3第6項
    SupportHub "support_hub" Play: "地域子育て支援拠点" | "地域子育て支援センター" | "子育て支援センター" | "子育てひろば" | "つどいの広場" | "つどいのひろば" | "地域子育て支援";
    /// 児童福祉法40条
    ChildrensHall "childrens_hall" Play: "児童館" | "児童センター" | "児童厚生施設" | "こども館" | "子ども館";
    Park "park" Play: "公園" | "児童遊園" | "緑地" | "遊び場";
    Library "library" Play: "図書館" | "図書室";
    Circle "circle" Play: "サークル" | "サロン";
    /// 児童福祉法6条の3第7項
    TemporaryCare "temporary_care" Care: "一時預かり" | "一時保育" | "乳児等通園" | "こども誰でも通園";
    /// 児童福祉法6条の3第13項
    SickChildCare "sick_child_care" Care: "病児" | "病後児";
    /// 児童福祉法6条の3第14項
    MutualHelp "mutual_help" Care: "ファミリー・サポート" | "ファミリーサポート" | "ファミサポ" | "子育て援助活動";
    /// 児童福祉法6条の3第3項
    ShortStay "short_stay" Care: "ショートステイ" | "トワイライト" | "短期支援" | "短期入所生活援助";
    /// 児童福祉法6条の3第2項
    AfterSchool "after_school" Care: "放課後" | "学童" | "留守家庭";
    /// 児童福祉法39条
    Nursery "nursery" School: "認可公立保育所" | "認定公立保育所" | "認可私立保育所" | "認可保育" | "保育所" | "保育園";
    /// 就学前の子どもに関する教育、保育等の総合的な提供の推進に関する法律
    Kodomoen "kodomoen" School: "認定こども園" | "こども園";
    /// 学校教育法22条
    Kindergarten "kindergarten" School: "幼稚園" | "幼児園";
    /// 児童福祉法6条の3第9項から第12項
    SmallNursery "small_nursery" School: "小規模保育" | "地域型保育" | "家庭的保育" | "事業所内保育" | "居宅訪問型保育" | "保育ママ";
    UnlicensedNursery "unlicensed_nursery" School: "認可外保育" | "認可外" | "無認可" | "認証保育" | "企業主導型";
    ElementarySchool "elementary_school" School: "小学校" | "義務教育学校";
    JuniorHigh "junior_high" School: "中学校" | "中等教育学校";
    HighSchool "high_school" School: "高等学校" | "高校";
    SpecialSchool "special_school" School: "特別支援学校" | "聾学校" | "盲学校" | "養護学校";
    /// 母子保健法17条の2
    PostnatalCare "postnatal_care" Birth: "産後ケア" | "産前産後";
    /// 医療法2条
    Midwifery "midwifery" Birth: "助産所" | "助産院";
    Obstetrics "obstetrics" Birth: "産婦人科" | "産科" | "婦人科";
    /// 地域保健法18条
    HealthCentre "health_centre" Birth: "保健センター" | "保健所" | "健康福祉センター" | "健康センター";
    BabyStation "baby_station" Birth: "赤ちゃんの駅" | "授乳室";
    Paediatrics "paediatrics" Health: "小児科";
    EmergencyClinic "emergency_clinic" Health: "急患" | "休日診療" | "夜間診療" | "休日夜間";
    Dentist "dentist" Health: "歯科";
    Clinic "clinic" Health: "病院" | "診療所" | "クリニック" | "医院";
    /// 児童福祉法43条
    Development "development" Growth: "児童発達支援" | "発達支援" | "発達相談" | "療育" | "障害児" | "障がい児";
    /// 児童福祉法6条の3第20項 and kin
    ThirdPlace "third_place" Growth: "児童育成支援拠点" | "居場所" | "学習支援" | "フリースクール";
    ChildrensCafeteria "childrens_cafeteria" Growth: "子ども食堂" | "こども食堂" | "地域食堂" | "フードパントリー";
    CommunityHall "community_hall" Town: "公民館" | "コミュニティ" | "市民センター" | "交流センター" | "集会所" | "生涯学習";
    Sports "sports" Town: "プール" | "体育館" | "運動場" | "スポーツ" | "グラウンド";
    Museum "museum" Town: "博物館" | "美術館" | "郷土" | "資料館" | "科学館" | "動物園" | "水族館";
    CityOffice "city_office" Town: "市役所" | "区役所" | "町役場" | "村役場" | "庁舎" | "役所" | "支所" | "出張所";
    Other "other" Town: ;
}

/// What a family comes for: the headings under which kinds are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Group {
    /// 相談する
    Ask,
    /// 遊ぶ・集う
    Play,
    /// 預ける
    Care,
    /// 園・学校
    School,
    /// 妊娠・出産・赤ちゃん
    Birth,
    /// 病院
    Health,
    /// 育ち・居場所
    Growth,
    /// 公共施設
    Town,
}

impl Group {
    pub const ALL: [Group; 8] =
        [Group::Ask, Group::Play, Group::Care, Group::Birth, Group::School, Group::Health, Group::Growth, Group::Town];

    /// The group's name in addresses (`?group=…`) and in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Group::Ask => "ask",
            Group::Play => "play",
            Group::Care => "care",
            Group::School => "school",
            Group::Birth => "birth",
            Group::Health => "health",
            Group::Growth => "growth",
            Group::Town => "town",
        }
    }

    pub fn from_key(key: &str) -> Option<Group> {
        Group::ALL.into_iter().find(|g| g.key() == key)
    }

    /// The group by the name that families read: 「遊ぶ・集う」.
    pub fn from_name(words: &crate::words::Words, name: &str) -> Option<Group> {
        Group::ALL.into_iter().find(|g| words.text(g.word()) == name)
    }

    /// The word that names it.
    pub fn word(self) -> Word {
        match self {
            Group::Ask => Word::GroupAsk,
            Group::Play => Word::GroupPlay,
            Group::Care => Word::GroupCare,
            Group::School => Word::GroupSchool,
            Group::Birth => Word::GroupBirth,
            Group::Health => Word::GroupHealth,
            Group::Growth => Word::GroupGrowth,
            Group::Town => Word::GroupTown,
        }
    }
}

impl Kind {
    /// The kind of a place from its 種別, else from its name, else from the list it stands in.
    ///
    /// The longest part that fits is meant: 「児童発達支援センター」 is not a 「支援センター」.
    ///
    /// ```
    /// use tsunagi::{data::Dataset, directory::Kind};
    /// let kind = Kind::of("認定こども園（幼保連携型）", "", Dataset::ChildcareFacilities);
    /// assert_eq!(kind, Kind::Kodomoen);
    /// ```
    pub fn of(kind_text: &str, name: &str, dataset: Dataset) -> Kind {
        match dataset {
            Dataset::BabyStations => return Kind::BabyStation,
            Dataset::Schools => {
                return Kind::from_text(kind_text).or_else(|| Kind::from_text(name)).unwrap_or(Kind::Other);
            }
            _ => {}
        }
        Kind::from_text(kind_text).or_else(|| Kind::from_text(name)).unwrap_or(if dataset == Dataset::Medical {
            Kind::Clinic
        } else {
            Kind::Other
        })
    }

    /// The kind of a clinic: what it treats says more to a family than its size.
    pub fn of_clinic(kind_text: &str, name: &str, fields: &str) -> Kind {
        for kind in [Kind::EmergencyClinic, Kind::Midwifery] {
            if kind.parts().iter().any(|p| name.contains(p) || kind_text.contains(p)) {
                return kind;
            }
        }
        for kind in [Kind::Paediatrics, Kind::Obstetrics, Kind::Dentist] {
            if kind.parts().iter().any(|p| fields.contains(p) || name.contains(p)) {
                return kind;
            }
        }
        Kind::Clinic
    }

    fn from_text(text: &str) -> Option<Kind> {
        let text = narrow(text);
        Kind::ALL
            .iter()
            .filter_map(|kind| {
                let longest = kind.parts().iter().filter(|p| text.contains(*p)).map(|p| p.len()).max()?;
                Some((longest, *kind))
            })
            .max_by(|(a, x), (b, y)| a.cmp(b).then(y.cmp(x)))
            .map(|(_, kind)| kind)
    }

    pub fn from_key(key: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|k| k.key() == key)
    }

    /// The word that names it, where it has one ([`Kind::Other`] goes by the file's own).
    pub fn word(self) -> Option<Word> {
        Word::by_data(&format!("kind.{}", self.key()))
    }
}

/// A kind that one can choose: one of ours, or a city's own 種別 where we have none for it.
///
/// ```
/// use tsunagi::directory::{Kind, KindChoice};
/// assert_eq!(KindChoice::from_key("park"), Some(KindChoice::Known(Kind::Park)));
/// assert_eq!(KindChoice::Own("プレーパーク".into()).key(), "own:プレーパーク");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KindChoice {
    Known(Kind),
    Own(String),
}

impl KindChoice {
    const OWN: &str = "own:";

    /// Its name in addresses (`?kind=…`).
    pub fn key(&self) -> String {
        match self {
            KindChoice::Known(kind) => kind.key().to_owned(),
            KindChoice::Own(text) => format!("{}{text}", KindChoice::OWN),
        }
    }

    pub fn from_key(key: &str) -> Option<KindChoice> {
        match key.strip_prefix(KindChoice::OWN) {
            Some(text) => (!text.is_empty()).then(|| KindChoice::Own(text.to_owned())),
            None => Kind::from_key(key).map(KindChoice::Known),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_real_and_sample_lists() {
        let of = |text| Kind::of(text, "", Dataset::ChildcareFacilities);
        assert_eq!(of("認可公立保育所"), Kind::Nursery);
        assert_eq!(of("認定公立保育所"), Kind::Nursery);
        assert_eq!(of("認可外保育所"), Kind::UnlicensedNursery);
        assert_eq!(of("認定こども園（幼保連携型）"), Kind::Kodomoen);
        assert_eq!(of("私立幼稚園"), Kind::Kindergarten);
        assert_eq!(of("地域子育て支援拠点"), Kind::SupportHub);
        assert_eq!(of("児童発達支援センター"), Kind::Development);
        assert_eq!(of("児童家庭支援センター"), Kind::FamilySupportCentre);
        assert_eq!(of("ファミリー・サポート・センター"), Kind::MutualHelp);
        assert_eq!(of("放課後児童クラブ"), Kind::AfterSchool);
        assert_eq!(of("病児保育"), Kind::SickChildCare);
        assert_eq!(of("小規模保育事業"), Kind::SmallNursery);
        assert_eq!(of("なにか新しいもの"), Kind::Other);
        assert_eq!(Kind::of("", "中央図書館", Dataset::PublicFacilities), Kind::Library);
        assert_eq!(Kind::of_clinic("無床診療所", "うみべクリニック", "内科;小児科"), Kind::Paediatrics);
    }

    #[test]
    fn every_kind_has_a_word_and_a_key_of_its_own() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_key(kind.key()), Some(*kind));
            assert!(kind.word().is_some(), "kind.{}", kind.key());
        }
    }
}
