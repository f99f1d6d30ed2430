//! Which list a file is: by its name and by its header.

use super::columns::{Field, Header, key};
use super::table::Row;
use serde::{Deserialize, Serialize};

/// The lists read: seven of 自治体標準オープンデータセット, three of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Dataset {
    /// 01 公共施設一覧
    PublicFacilities,
    /// 05 子育て施設一覧
    ChildcareFacilities,
    /// 10 医療機関一覧
    Medical,
    /// 12 イベント一覧
    Events,
    /// 22 支援制度情報
    Programmes,
    /// 24 教育機関一覧
    Schools,
    /// 29 赤ちゃんの駅一覧
    BabyStations,
    /// 相談窓口一覧 (ours)
    Desks,
    /// 子育て予定 (ours): what comes when in this city
    Schedule,
    /// サイトの設定 (ours)
    Settings,
}

impl Dataset {
    pub const ALL: [Dataset; 10] = [
        Dataset::PublicFacilities,
        Dataset::ChildcareFacilities,
        Dataset::Medical,
        Dataset::Events,
        Dataset::Programmes,
        Dataset::Schools,
        Dataset::BabyStations,
        Dataset::Desks,
        Dataset::Schedule,
        Dataset::Settings,
    ];

    /// The list's name in the standard.
    pub fn title(self) -> &'static str {
        match self {
            Dataset::PublicFacilities => "公共施設一覧",
            Dataset::ChildcareFacilities => "子育て施設一覧",
            Dataset::Medical => "医療機関一覧",
            Dataset::Events => "イベント一覧",
            Dataset::Programmes => "支援制度情報",
            Dataset::Schools => "教育機関一覧",
            Dataset::BabyStations => "赤ちゃんの駅一覧",
            Dataset::Desks => "相談窓口一覧",
            Dataset::Schedule => "子育て予定",
            Dataset::Settings => "サイトの設定",
        }
    }

    /// One letter for the ids of records that have none of their own, so that two lists never share an id.
    pub fn letter(self) -> char {
        match self {
            Dataset::PublicFacilities => 'p',
            Dataset::ChildcareFacilities => 'k',
            Dataset::Medical => 'm',
            Dataset::Events => 'e',
            Dataset::Programmes => 's',
            Dataset::Schools => 'g',
            Dataset::BabyStations => 'b',
            Dataset::Desks => 'd',
            Dataset::Schedule => 't',
            Dataset::Settings => 'x',
        }
    }

    /// The names that files of this list usually have: parts of a file's name, and its number in the standard.
    fn file_names(self) -> (&'static [&'static str], &'static str) {
        match self {
            Dataset::PublicFacilities => (&["public_facility", "public_facilities", "公共施設"], "01"),
            Dataset::ChildcareFacilities => (&["preschool", "childcare", "子育て施設"], "05"),
            Dataset::Medical => (&["hospital", "medical", "医療機関"], "10"),
            Dataset::Events => (&["event", "イベント"], "12"),
            Dataset::Programmes => (&["support", "支援制度"], "22"),
            Dataset::Schools => (&["school", "教育機関", "学校"], "24"),
            Dataset::BabyStations => (&["baby", "赤ちゃんの駅", "あかちゃんの駅"], "29"),
            Dataset::Desks => (&["soudan", "相談窓口"], ""),
            Dataset::Schedule => (&["schedule", "子育て予定"], ""),
            Dataset::Settings => (&["settings", "設定"], ""),
        }
    }

    /// Which list a file's name speaks of, if any.
    ///
    /// ```
    /// use tsunagi::data::Dataset;
    /// assert_eq!(Dataset::of_file_name("112038_preschool.csv"), Some(Dataset::ChildcareFacilities));
    /// assert_eq!(Dataset::of_file_name("12_イベント一覧.csv"), Some(Dataset::Events));
    /// assert_eq!(Dataset::of_file_name("list.csv"), None);
    /// ```
    pub fn of_file_name(name: &str) -> Option<Dataset> {
        let name = key(name.rsplit('/').next().unwrap_or(name));
        // 「preschool」 holds 「school」: the longest name that fits is meant.
        let by_words = Dataset::ALL
            .into_iter()
            .filter_map(|d| {
                let longest = d.file_names().0.iter().filter(|w| name.contains(&key(w))).map(|w| w.len()).max()?;
                Some((longest, d))
            })
            .max_by_key(|(length, _)| *length)
            .map(|(_, d)| d);
        by_words.or_else(|| {
            let number: String = name.chars().take_while(char::is_ascii_digit).collect();
            Dataset::ALL.into_iter().find(|d| !number.is_empty() && d.file_names().1 == number)
        })
    }

    /// How well a header fits this list: columns that only this list has count most. 0 when it cannot be this list.
    fn fit(self, header: &Header) -> usize {
        use Field::*;
        let (needed, typical): (&[Field], &[Field]) = match self {
            Dataset::Events => (&[Name], &[StartDate, EndDate, VenueName, Organiser, Repeats, DateList]),
            Dataset::Programmes => (&[Name], &[Support, HowToApply, Papers, ApplyBy, Amount, Law, ApplyUntil, Purpose]),
            Dataset::Medical => (&[Name], &[MedicalFields, Beds, AfterHours]),
            Dataset::ChildcareFacilities => {
                (&[Name], &[Ages, Capacity, TemporaryCare, ApprovedOn, SickChildCare, CareFee])
            }
            Dataset::BabyStations => (&[Name], &[NappyChanging, NursingRoom, HotWater, FathersWelcome]),
            Dataset::Schools => (&[Name], &[Establishment]),
            Dataset::PublicFacilities => (&[Name], &[PoiCode, CommonName, BarrierFree]),
            Dataset::Desks => (&[Name, Phone], &[]),
            Dataset::Schedule => (&[Name], &[]),
            Dataset::Settings => (&[], &[]),
        };
        if !needed.iter().all(|f| header.has(*f)) {
            return 0;
        }
        1 + typical.iter().filter(|f| header.has(**f)).count() * 10
    }
}

/// Where a file's header stands and which list the file is.
#[derive(Clone, Debug)]
pub struct Recognised {
    pub dataset: Dataset,
    pub header: Header,
    /// How many of the given rows come before the first record: titles and the header itself.
    pub skip: usize,
}

/// Finds the header among the first rows (title rows may stand above it) and says which list this is.
///
/// The file's name decides where the header allows it; the header decides alone where the name says nothing.
/// `None` when no row of the first twenty looks like a header.
pub fn recognise(file: &str, rows: &[Row]) -> Option<Recognised> {
    let hint = Dataset::of_file_name(file);
    if hint == Some(Dataset::Settings) {
        return settings(rows);
    }
    let (at, header) = rows
        .iter()
        .take(20)
        .enumerate()
        .map(|(at, row)| (at, Header::read(&row.cells)))
        .filter(|(_, header)| header.known() >= 2 && header.has(Field::Name))
        .max_by(|(a, x), (b, y)| x.known().cmp(&y.known()).then(b.cmp(a)))?;
    let best = Dataset::ALL
        .into_iter()
        .filter(|d| !matches!(d, Dataset::Settings | Dataset::Desks | Dataset::Schedule))
        .max_by_key(|d| d.fit(&header))
        .filter(|d| d.fit(&header) > 0);
    let dataset = hint.filter(|d| d.fit(&header) > 0).or(best)?;
    // A header with nothing that tells lists apart is a list of places.
    let dataset = if hint.is_none() && dataset.fit(&header) == 1 { Dataset::PublicFacilities } else { dataset };
    Some(Recognised { dataset, header, skip: at + 1 })
}

fn settings(rows: &[Row]) -> Option<Recognised> {
    let at = rows.iter().take(20).position(|row| {
        row.cells.first().is_some_and(|c| key(c) == key("項目"))
            && row.cells.get(1).is_some_and(|c| key(c) == key("値"))
    })?;
    Some(Recognised { dataset: Dataset::Settings, header: Header::read(&rows[at].cells), skip: at + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::table::rows;

    fn of(file: &str, text: &str) -> Option<(Dataset, usize)> {
        recognise(file, &rows(text).0).map(|r| (r.dataset, r.skip))
    }

    #[test]
    fn by_header_alone() {
        assert_eq!(of("a.csv", "イベント名,開始日\nx,2026-04-01\n"), Some((Dataset::Events, 1)));
        assert_eq!(of("a.csv", "名称,住所,受入年齢\nx,y,z\n"), Some((Dataset::ChildcareFacilities, 1)));
        assert_eq!(of("a.csv", "名称,診療科目\nx,小児科\n"), Some((Dataset::Medical, 1)));
        assert_eq!(of("a.csv", "名称,住所,授乳室,おむつ替えコーナー\nx,y,有,有\n"), Some((Dataset::BabyStations, 1)));
        assert_eq!(of("a.csv", "名称,住所\nx,y\n"), Some((Dataset::PublicFacilities, 1)));
        assert_eq!(of("a.csv", "こんにちは\nx\n"), None);
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        let text = "子育て施設一覧（令和8年4月1日現在）,,\n,,\n名称,住所,電話番号\n栄町保育所,栄町1,048\n";
        assert_eq!(of("05.csv", text), Some((Dataset::ChildcareFacilities, 2)));
    }

    #[test]
    fn the_name_decides_where_the_header_allows() {
        assert_eq!(of("990019_soudan.csv", "名称,電話番号\nx,1\n"), Some((Dataset::Desks, 1)));
        assert_eq!(of("x_school.csv", "名称,学校種別\nx,小学校\n"), Some((Dataset::Schools, 1)));
        assert_eq!(of("990019_schedule.csv", "ID,名称,開始,終了\na,x,出生日,1歳\n"), Some((Dataset::Schedule, 1)));
        assert_eq!(of("settings.csv", "項目,値,説明\nサイト名,x,\n"), Some((Dataset::Settings, 1)));
    }
}
