//! For whom an event is in particular, read from the words of its list (対象者, タグ, カテゴリー).

use serde::{Deserialize, Serialize};
/// Those whom events are made for (seed 003, part 5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Target {
    /// 妊娠中の方
    Pregnant,
    Fathers,
    Grandparents,
    /// 多胎
    Multiples,
    /// 外国につながる家庭
    Foreigners,
    /// 発達が気になる
    Development,
    /// ひとり親
    SingleParents,
    /// 転入してきた方
    Arrivals,
}

impl Target {
    /// All of them, with their names in addresses and the words by which a list names them.
    pub const ALL: [(Target, &'static str, &'static [&'static str]); 8] = [
        (Target::Pregnant, "pregnant", &["妊娠", "妊婦", "プレママ", "出産を迎える", "両親学級"]),
        (Target::Fathers, "fathers", &["父親", "お父さん", "パパ"]),
        (Target::Grandparents, "grandparents", &["祖父母", "孫育て", "おじいちゃん"]),
        (Target::Multiples, "multiples", &["多胎", "双子", "ふたご", "みつご"]),
        (Target::Foreigners, "foreigners", &["外国", "多文化"]),
        (Target::Development, "development", &["発達", "ことばの"]),
        (Target::SingleParents, "single-parents", &["ひとり親", "母子家庭", "父子家庭"]),
        (Target::Arrivals, "arrivals", &["転入", "引っ越し", "引越し"]),
    ];

    pub fn key(self) -> &'static str {
        Target::ALL.iter().find(|(target, ..)| *target == self).map_or("", |(_, key, _)| key)
    }

    pub fn from_key(key: &str) -> Option<Target> {
        Target::ALL.iter().find(|(_, known, _)| *known == key).map(|(target, ..)| *target)
    }

    /// Those that a text names, in the order of [`Target::ALL`].
    ///
    /// ```
    /// use tsunagi::events::Target;
    /// assert_eq!(Target::read("多胎のお子さんと家族、多胎妊娠中の方"), [Target::Pregnant, Target::Multiples]);
    /// assert_eq!(Target::read("就学前の親子"), []);
    /// ```
    pub fn read(text: &str) -> Vec<Target> {
        let named = Target::ALL.iter().filter(|(_, _, words)| words.iter().any(|word| text.contains(word)));
        named.map(|(target, ..)| *target).collect()
    }
}
