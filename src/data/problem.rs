//! What a file held that was not understood: where, what was found, what was expected, what to do.

use crate::words::desk::{Desk, DeskWords};
use serde::{Deserialize, Serialize};

/// How much a problem matters to the one who publishes the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A row or a whole file could not be shown.
    Error,
    /// Shown, but not as its publisher may have meant: kept as written.
    Warning,
}

/// What is wrong. Each has its own sentences in the words of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ProblemKind {
    /// The file could not be fetched or opened.
    FileMissing,
    /// The file holds nothing, or only a header.
    FileEmpty,
    /// A zip or an .xlsx, whatever the name says.
    FileZip,
    /// Larger than is opened, packed or unfolded.
    FileTooLarge,
    /// Behind a password.
    FileLocked,
    /// Cut off, or damaged.
    FileBroken,
    /// A list beside the settings that they do not name, so that it is no part of the site.
    NotNamed,
    /// A web page in place of data, as some servers answer for a missing file.
    FileHtml,
    /// Bytes that belong to none of the encodings read.
    Encoding,
    /// No row of the file looks like the header of a known dataset.
    NoHeader,
    /// A required column is not in the header.
    ColumnMissing,
    /// A row without its name.
    NameMissing,
    /// The same id twice in one file.
    DuplicateId,
    /// More cells than the header has columns.
    ExtraCells,
    /// Two columns with the same meaning hold different values.
    ColumnTwice,
    Date,
    DateList,
    /// The last day comes before the first.
    DateOrder,
    Time,
    Weekdays,
    Recurrence,
    /// 回 that is no list of hours.
    Sessions,
    /// 日程変更 without its two days.
    MovedDates,
    /// A single day called off or moved that is none of the event's days.
    NotItsDay,
    Ages,
    Phone,
    Coordinates,
    /// Latitude and longitude stand in each other's column; read the other way round.
    CoordinatesSwapped,
    YesNo,
    /// An event that names a place by an id that no list has.
    UnknownPlace,
    /// A setting whose name is not known.
    UnknownSetting,
    /// 言いかえ without its two sides.
    Synonym,
    /// 地図タイル that is no address of tiles.
    Tiles,
    /// 確認の期限 that is no number of days.
    Days,
    /// ロゴ that is no picture, or is not there.
    Logo,
    /// 色 that is no colour.
    Color,
    /// 色 on which white letters, or which on white, cannot be read.
    Contrast,
    /// 地区 without a name before its arrow.
    Districts,
    /// 言語 that the site has no words of.
    Language,
    /// 埋め込みを許すサイト that is no host.
    Host,
    /// 文言 that names no text of the site, or has other places in braces.
    Text,
    /// A cell that a spreadsheet would take for a formula.
    Formula,
    /// 種別のまとめ without a kind and one of our groups.
    OwnKind,
    /// A column of 子育て予定 whose header is not known.
    UnknownColumn,
    /// Not a time counted from a pregnancy, a birth or the school year.
    Moment,
    Url,
}

/// One thing found in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file's name as its publisher knows it.
    pub file: String,
    /// The row as a spreadsheet numbers it: the first line of the file is 1. `None` for the file as a whole.
    pub row: Option<u32>,
    /// The column's header as written in the file.
    pub column: Option<String>,
    /// What stands there, as written.
    pub value: String,
    pub kind: ProblemKind,
}

impl Problem {
    /// A problem of the whole file.
    pub fn of_file(file: &str, kind: ProblemKind, value: impl Into<String>) -> Problem {
        Problem { file: file.to_owned(), row: None, column: None, value: value.into(), kind }
    }

    /// Its kind in words with hyphens, the same in every version: `date-order`.
    pub fn key(&self) -> String {
        let mut key = String::new();
        for c in format!("{:?}", self.kind).chars() {
            if c.is_ascii_uppercase() && !key.is_empty() {
                key.push('-');
            }
            key.push(c.to_ascii_lowercase());
        }
        key
    }

    pub fn severity(&self) -> Severity {
        use ProblemKind::*;
        match self.kind {
            FileMissing | FileEmpty | FileZip | FileTooLarge | FileLocked | FileBroken | FileHtml | Encoding
            | NoHeader | ColumnMissing | NameMissing => Severity::Error,
            _ => Severity::Warning,
        }
    }

    /// What was expected there, in a sentence.
    pub fn expected(&self, words: &DeskWords) -> String {
        words.text(self.sentences().0).to_owned()
    }

    /// What its publisher can do, in a sentence.
    pub fn remedy(&self, words: &DeskWords) -> String {
        words.text(self.sentences().1).to_owned()
    }

    /// Where it is: file, row and column in one phrase.
    pub fn place(&self, words: &DeskWords) -> String {
        match (self.row, &self.column) {
            (Some(row), Some(column)) => words
                .fill(Desk::ProblemPlaceCell, &[("file", &self.file), ("row", &row.to_string()), ("column", column)]),
            (Some(row), None) => words.fill(Desk::ProblemPlaceRow, &[("file", &self.file), ("row", &row.to_string())]),
            (None, Some(column)) => words.fill(Desk::ProblemPlaceColumn, &[("file", &self.file), ("column", column)]),
            (None, None) => self.file.clone(),
        }
    }

    fn sentences(&self) -> (Desk, Desk) {
        use ProblemKind::*;
        match self.kind {
            FileMissing => (Desk::ProblemFileMissingExpected, Desk::ProblemFileMissingRemedy),
            FileEmpty => (Desk::ProblemFileEmptyExpected, Desk::ProblemFileEmptyRemedy),
            FileZip => (Desk::ProblemFileZipExpected, Desk::ProblemFileZipRemedy),
            FileTooLarge => (Desk::ProblemFileTooLargeExpected, Desk::ProblemFileTooLargeRemedy),
            FileLocked => (Desk::ProblemFileLockedExpected, Desk::ProblemFileLockedRemedy),
            FileBroken => (Desk::ProblemFileBrokenExpected, Desk::ProblemFileBrokenRemedy),
            NotNamed => (Desk::ProblemNotNamedExpected, Desk::ProblemNotNamedRemedy),
            Logo => (Desk::ProblemLogoExpected, Desk::ProblemLogoRemedy),
            Color => (Desk::ProblemColorExpected, Desk::ProblemColorRemedy),
            Contrast => (Desk::ProblemContrastExpected, Desk::ProblemContrastRemedy),
            Districts => (Desk::ProblemDistrictsExpected, Desk::ProblemDistrictsRemedy),
            Language => (Desk::ProblemLanguageExpected, Desk::ProblemLanguageRemedy),
            Host => (Desk::ProblemHostExpected, Desk::ProblemHostRemedy),
            Text => (Desk::ProblemTextExpected, Desk::ProblemTextRemedy),
            Formula => (Desk::ProblemFormulaExpected, Desk::ProblemFormulaRemedy),
            FileHtml => (Desk::ProblemFileHtmlExpected, Desk::ProblemFileHtmlRemedy),
            Encoding => (Desk::ProblemEncodingExpected, Desk::ProblemEncodingRemedy),
            NoHeader => (Desk::ProblemNoHeaderExpected, Desk::ProblemNoHeaderRemedy),
            ColumnMissing => (Desk::ProblemColumnMissingExpected, Desk::ProblemColumnMissingRemedy),
            NameMissing => (Desk::ProblemNameMissingExpected, Desk::ProblemNameMissingRemedy),
            DuplicateId => (Desk::ProblemDuplicateIdExpected, Desk::ProblemDuplicateIdRemedy),
            ExtraCells => (Desk::ProblemExtraCellsExpected, Desk::ProblemExtraCellsRemedy),
            ColumnTwice => (Desk::ProblemColumnTwiceExpected, Desk::ProblemColumnTwiceRemedy),
            Date => (Desk::ProblemDateExpected, Desk::ProblemDateRemedy),
            DateList => (Desk::ProblemDateListExpected, Desk::ProblemDateListRemedy),
            DateOrder => (Desk::ProblemDateOrderExpected, Desk::ProblemDateOrderRemedy),
            Time => (Desk::ProblemTimeExpected, Desk::ProblemTimeRemedy),
            Weekdays => (Desk::ProblemWeekdaysExpected, Desk::ProblemWeekdaysRemedy),
            Recurrence => (Desk::ProblemRecurrenceExpected, Desk::ProblemRecurrenceRemedy),
            Sessions => (Desk::ProblemSessionsExpected, Desk::ProblemSessionsRemedy),
            MovedDates => (Desk::ProblemMovedDatesExpected, Desk::ProblemMovedDatesRemedy),
            NotItsDay => (Desk::ProblemNotItsDayExpected, Desk::ProblemNotItsDayRemedy),
            Ages => (Desk::ProblemAgesExpected, Desk::ProblemAgesRemedy),
            Phone => (Desk::ProblemPhoneExpected, Desk::ProblemPhoneRemedy),
            Coordinates => (Desk::ProblemCoordinatesExpected, Desk::ProblemCoordinatesRemedy),
            CoordinatesSwapped => (Desk::ProblemCoordinatesSwappedExpected, Desk::ProblemCoordinatesSwappedRemedy),
            YesNo => (Desk::ProblemYesNoExpected, Desk::ProblemYesNoRemedy),
            UnknownPlace => (Desk::ProblemUnknownPlaceExpected, Desk::ProblemUnknownPlaceRemedy),
            UnknownColumn => (Desk::ProblemUnknownColumnExpected, Desk::ProblemUnknownColumnRemedy),
            Moment => (Desk::ProblemMomentExpected, Desk::ProblemMomentRemedy),
            Synonym => (Desk::ProblemSynonymExpected, Desk::ProblemSynonymRemedy),
            Tiles => (Desk::ProblemTilesExpected, Desk::ProblemTilesRemedy),
            Days => (Desk::ProblemDaysExpected, Desk::ProblemDaysRemedy),
            OwnKind => (Desk::ProblemOwnKindExpected, Desk::ProblemOwnKindRemedy),
            UnknownSetting => (Desk::ProblemUnknownSettingExpected, Desk::ProblemUnknownSettingRemedy),
            Url => (Desk::ProblemUrlExpected, Desk::ProblemUrlRemedy),
        }
    }
}
