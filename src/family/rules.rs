//! What comes when, as data: the national rules beside this file, and a city's own rows over them.
//!
//! `national.ja.csv` holds facts with the law they come from, the day from which they hold and whether they were
//! compared with municipal notices (確認). A city's 子育て予定 (`schedule.csv`) has the same columns: a row with the ID of
//! a national rule changes just the cells that it fills, 実施 = しない takes the rule away, any other row adds one.

use super::moment::Moment;
use crate::calendar::{Date, parse_date};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// What kind of thing a step is; the label a family sees is the word `step.<key>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StepKind {
    /// 健診
    Checkup,
    /// 予防接種
    Vaccine,
    /// 手続き
    Application,
    /// 面談
    Talk,
    /// 教室
    Class,
    /// 訪問
    Visit,
    /// 休業
    Leave,
    /// 園・放課後
    Childcare,
    /// 学校
    School,
    /// サービス
    Service,
    /// 券と登録: what the family keeps itself.
    Belonging,
}

impl StepKind {
    pub const ALL: [(StepKind, &str); 11] = [
        (StepKind::Checkup, "健診"),
        (StepKind::Vaccine, "接種"),
        (StepKind::Application, "手続き"),
        (StepKind::Talk, "面談"),
        (StepKind::Class, "教室"),
        (StepKind::Visit, "訪問"),
        (StepKind::Leave, "休業"),
        (StepKind::Childcare, "園"),
        (StepKind::School, "学校"),
        (StepKind::Service, "サービス"),
        (StepKind::Belonging, "券と登録"),
    ];

    /// From a city's 種類; whatever else it says is a service.
    pub fn read(text: &str) -> StepKind {
        StepKind::ALL.into_iter().find(|(_, word)| text.contains(word)).map_or(StepKind::Service, |(kind, _)| kind)
    }
}

/// Whom a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// 妊娠: while pregnant.
    Pregnancy,
    /// 出産: once for each birth, however many children it brought.
    Birth,
    /// こども: once for each child.
    Child,
}

/// When a rule is for some families only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// 単胎: one child expected.
    Single,
    /// 多胎: twins or more expected.
    Multiple,
    /// 低体重: below 2,500 g at birth (母子保健法18条).
    LowWeight,
    /// 外国籍: without Japanese nationality. Nobody is asked for theirs: see [`rules_in`].
    OtherNationality,
}

/// The columns of a rule, in the order of our own file. Each is the header that an officer writes.
pub const COLUMNS: [&str; 24] = [
    "ID",
    "名称",
    "種類",
    "対象",
    "条件",
    "開始",
    "終了",
    "目安の開始",
    "目安の終了",
    "回ごとの開始",
    "毎年の始め",
    "毎年の終わり",
    "期限",
    "説明",
    "聞くところ",
    "場所の種類",
    "関係することば",
    "有効開始",
    "有効終了",
    "根拠",
    "確認",
    "実施",
    "実施方法",
    "施設ID",
];

/// The columns that hold moments.
pub const MOMENTS: [&str; 7] =
    ["開始", "終了", "目安の開始", "目安の終了", "回ごとの開始", "毎年の始め", "毎年の終わり"];

/// One row of a rules file: cells in the order of [`COLUMNS`], empty where the file has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleRow(pub [String; COLUMNS.len()]);

impl RuleRow {
    /// The cell under one of our headers.
    pub fn cell(&self, column: &str) -> &str {
        COLUMNS.iter().position(|c| *c == column).map_or("", |at| self.0[at].trim())
    }

    /// The parts of a cell that lists several things.
    fn list(&self, column: &str) -> Vec<String> {
        self.cell(column)
            .split(['|', ';', '；', '｜'])
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// The cells that were meant as moments or dates and are none: column and text.
    pub fn unread(&self) -> Vec<(&'static str, String)> {
        let mut unread = Vec::new();
        for column in MOMENTS {
            let parts =
                if column == "回ごとの開始" { self.list(column) } else { vec![self.cell(column).to_owned()] };
            unread
                .extend(parts.into_iter().filter(|p| !p.is_empty() && Moment::read(p).is_none()).map(|p| (column, p)));
        }
        for column in ["有効開始", "有効終了"] {
            let text = self.cell(column);
            if !text.is_empty() && parse_date(text).is_none() {
                unread.push((column, text.to_owned()));
            }
        }
        unread
    }
}

/// One thing that comes at a certain time.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Stable over versions: the family's own marks hang on it.
    pub id: String,
    pub name: String,
    pub kind: StepKind,
    pub about: About,
    pub condition: Option<Condition>,
    /// The first and last day on which it is possible.
    pub from: Option<Moment>,
    pub to: Option<Moment>,
    /// The days on which it is usually done.
    pub aim_from: Option<Moment>,
    pub aim_to: Option<Moment>,
    /// 回ごとの開始: one step for each.
    pub starts: Vec<Moment>,
    /// Between which moments a yearly rule comes round.
    pub yearly_from: Option<Moment>,
    pub yearly_to: Option<Moment>,
    /// The last day is set by law.
    pub legal: bool,
    pub text: String,
    pub ask: String,
    /// Keys of the kinds of places that help with it.
    pub places: Vec<String>,
    /// Words by which programmes and events that belong to it are found.
    pub words: Vec<String>,
    /// The fact holds from this day to that.
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub source: String,
    /// How it is done: 個別 or 集団, as the city writes it.
    pub method: String,
    /// The place of the directory where it is done.
    pub place_id: Option<String>,
    /// From a city's own file.
    pub local: bool,
}

impl Rule {
    fn of(row: &RuleRow, local: bool) -> Rule {
        let moment = |column: &str| Moment::read(row.cell(column));
        Rule {
            id: row.cell("ID").to_owned(),
            name: row.cell("名称").to_owned(),
            kind: StepKind::read(row.cell("種類")),
            about: match row.cell("対象") {
                text if text.contains("妊") => About::Pregnancy,
                text if text.contains("産") || text.contains("親") || text.contains("母") => About::Birth,
                _ => About::Child,
            },
            condition: match row.cell("条件") {
                text if text.contains("単胎") => Some(Condition::Single),
                text if text.contains("多胎") || text.contains("ふたご") => Some(Condition::Multiple),
                text if text.contains("低体重") => Some(Condition::LowWeight),
                text if text.contains("外国籍") => Some(Condition::OtherNationality),
                _ => None,
            },
            from: moment("開始"),
            to: moment("終了"),
            aim_from: moment("目安の開始"),
            aim_to: moment("目安の終了"),
            starts: row.list("回ごとの開始").iter().filter_map(|p| Moment::read(p)).collect(),
            yearly_from: moment("毎年の始め"),
            yearly_to: moment("毎年の終わり"),
            legal: row.cell("期限").contains("法定"),
            text: row.cell("説明").to_owned(),
            ask: row.cell("聞くところ").to_owned(),
            places: row.list("場所の種類"),
            words: row.list("関係することば"),
            valid_from: parse_date(row.cell("有効開始")),
            valid_to: parse_date(row.cell("有効終了")),
            source: row.cell("根拠").to_owned(),
            method: row.cell("実施方法").to_owned(),
            place_id: Some(row.cell("施設ID").to_owned()).filter(|id| !id.is_empty()),
            local,
        }
    }
}

/// The rows of a rules file of our own making.
fn rows(text: &str) -> Vec<RuleRow> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let at: Vec<Option<usize>> = reader
        .headers()
        .map(|headers| headers.iter().map(|h| COLUMNS.iter().position(|c| *c == h)).collect())
        .unwrap_or_default();
    reader
        .records()
        .filter_map(Result::ok)
        .map(|record| {
            let mut row = RuleRow::default();
            for (cell, at) in record.iter().zip(&at) {
                if let Some(at) = at {
                    row.0[*at] = cell.to_owned();
                }
            }
            row
        })
        .collect()
}

fn national_rows() -> &'static [RuleRow] {
    static ROWS: OnceLock<Vec<RuleRow>> = OnceLock::new();
    ROWS.get_or_init(|| rows(include_str!("national.ja.csv")))
}

/// Whether a rule with this ID is among the national ones.
pub fn is_national(id: &str) -> bool {
    national_rows().iter().any(|row| row.cell("ID") == id)
}

/// The national rules with a city's rows over them, in the order of the files.
///
/// ```
/// use tsunagi::family::rules::rules;
/// let national = rules(&[]);
/// assert!(national.iter().any(|r| r.id == "birth-registration" && r.legal));
/// ```
pub fn rules(city: &[RuleRow]) -> Vec<Rule> {
    let mut all: Vec<(RuleRow, bool)> = national_rows().iter().map(|row| (row.clone(), false)).collect();
    for row in city {
        let at = all.iter().position(|(known, _)| !row.cell("ID").is_empty() && known.cell("ID") == row.cell("ID"));
        let off = |row: &RuleRow| matches!(row.cell("実施"), "しない" | "無" | "なし");
        match at {
            Some(at) if off(row) => {
                all.remove(at);
            }
            Some(at) => {
                let unread = row.unread();
                for ((cell, own), column) in all[at].0.0.iter_mut().zip(&row.0).zip(COLUMNS) {
                    // What was not understood leaves the national cell as it is.
                    if !own.trim().is_empty() && !unread.iter().any(|(name, _)| *name == column) {
                        cell.clone_from(own);
                    }
                }
                all[at].1 = true;
            }
            None if off(row) => {}
            None => all.push((row.clone(), true)),
        }
    }
    all.iter().map(|(row, local)| Rule::of(row, *local)).collect()
}

/// The rules as a language's readers see them: what is for children without Japanese nationality comes in every language but
/// ordinary Japanese, where it would stand in most families' way.
///
/// ```
/// use tsunagi::family::rules::rules_in;
/// let has = |language: &str| rules_in(language, &[]).iter().any(|r| r.id == "residence-status");
/// assert!(has("vi") && has("easy") && !has("ja"));
/// ```
pub fn rules_in(language: &str, city: &[RuleRow]) -> Vec<Rule> {
    let mut all = rules(city);
    all.retain(|rule| language != "ja" || rule.condition != Some(Condition::OtherNationality));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_national_rule_is_whole() {
        let rows = national_rows();
        assert!(rows.len() >= 40);
        let mut ids = HashSet::new();
        for row in rows {
            let id = row.cell("ID");
            assert_eq!(row.unread(), Vec::<(&str, String)>::new(), "{id}");
            assert!(ids.insert(id), "{id} twice");
            for column in ["名称", "開始", "終了", "説明", "聞くところ", "有効開始", "根拠"] {
                assert!(!row.cell(column).is_empty(), "{id} {column}");
            }
            let rule = Rule::of(row, false);
            for key in &rule.places {
                assert!(crate::directory::Kind::ALL.iter().any(|k| k.key() == key), "{id}: {key}");
            }
            assert_ne!(rule.kind, StepKind::Belonging, "{id}");
            assert!(StepKind::ALL.iter().any(|(_, word)| *word == row.cell("種類")), "{id}");
            assert!(["妊娠", "出産", "こども"].contains(&row.cell("対象")), "{id}");
        }
    }

    fn row(cells: &[(&str, &str)]) -> RuleRow {
        let mut row = RuleRow::default();
        for (column, text) in cells {
            row.0[COLUMNS.iter().position(|c| c == column).expect("a column")] = (*text).to_owned();
        }
        row
    }

    #[test]
    fn a_city_changes_adds_and_takes_away() {
        let city = [
            row(&[("ID", "checkup-18m"), ("目安の開始", "1歳7か月"), ("実施方法", "集団"), ("施設ID", "p2")]),
            row(&[("ID", "checkup-5y"), ("実施", "しない")]),
            row(&[("ID", "shiomi-book"), ("名称", "ブックスタート"), ("開始", "生後4か月"), ("終了", "1歳")]),
        ];
        let rules = rules(&city);
        let changed = rules.iter().find(|r| r.id == "checkup-18m").expect("changed");
        assert_eq!((changed.name.as_str(), changed.method.as_str()), ("1歳6か月児健診", "集団"));
        assert_eq!(changed.aim_from, Moment::read("1歳7か月"));
        assert_eq!(changed.to, Moment::read("2歳の前日"));
        assert!(changed.local);
        assert!(!rules.iter().any(|r| r.id == "checkup-5y"));
        assert_eq!(rules.last().map(|r| r.name.as_str()), Some("ブックスタート"));
    }

    #[test]
    fn what_a_city_writes_wrong_is_told() {
        let row = row(&[("開始", "春ごろ"), ("回ごとの開始", "妊娠8週|そのうち"), ("有効開始", "来年")]);
        let unread: Vec<_> = row.unread().into_iter().map(|(column, _)| column).collect();
        assert_eq!(unread, ["開始", "回ごとの開始", "有効開始"]);
    }
}
