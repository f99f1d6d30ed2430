//! All of a city's files read together: what families see, and a report of each file for those who publish it.

use super::columns::{Field, Header};
use super::dataset::{Dataset, Recognised, recognise};
use super::encoding::{Cp932Decoder, Encoding, decode};
use super::later::{Later, Listed};
use super::problem::{Problem, ProblemKind};
use super::record::Record;
use super::rolling;
use super::settings::{self, Settings};
use super::table::{Row, is_formula, rows};
use super::{events, merge, places, programmes, schedule};
use crate::calendar::Date;
use crate::directory::{Desk, Kind, Place};
use crate::events::Event;
use crate::family::rules::RuleRow;
use crate::programmes::Programme;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// A file as it came, or why it did not.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The name by which its publisher knows it.
    pub name: String,
    /// The bytes; an error's words where the file could not be fetched.
    pub bytes: Result<Vec<u8>, String>,
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileReport {
    pub file: String,
    pub dataset: Option<Dataset>,
    pub encoding: Option<Encoding>,
    /// Rows below the header that hold anything.
    pub rows: usize,
    /// Records made of them.
    pub records: usize,
    /// Rows that hold nothing.
    pub blank_rows: u32,
    /// The header, and the row that it stands in as a spreadsheet numbers it; 0 where there is none.
    #[serde(skip)]
    pub header: Header,
    pub header_row: u32,
    pub problems: Vec<Problem>,
}

impl FileReport {
    /// Of a file that nothing has been read of.
    fn new(file: &str) -> FileReport {
        FileReport {
            file: file.to_owned(),
            dataset: None,
            encoding: None,
            rows: 0,
            records: 0,
            blank_rows: 0,
            header: Header::default(),
            header_row: 0,
            problems: Vec::new(),
        }
    }

    /// A file that could not be opened at all, with why and what was found.
    pub fn closed(file: &str, why: ProblemKind, found: &str) -> FileReport {
        FileReport { problems: vec![Problem::of_file(file, why, found)], ..FileReport::new(file) }
    }

    /// The file as a whole could not be read.
    pub fn unreadable(&self) -> bool {
        self.dataset.is_none()
    }
}

/// Everything that a site shows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Catalog {
    pub settings: Settings,
    // The longest lists lie apart in a compact catalog (src/data/compact.rs).
    #[serde(skip)]
    pub places: Later<Place>,
    #[serde(skip)]
    pub events: Later<Event>,
    #[serde(skip)]
    pub programmes: Later<Programme>,
    pub desks: Vec<Desk>,
    /// The city's own rows over the national rules of what comes when.
    #[serde(skip)]
    pub schedule: Later<RuleRow>,
    pub reports: Vec<FileReport>,
    /// Where each place stands, by every number that a list knows it by; made when it is first asked for.
    #[serde(skip)]
    pub(crate) ids: OnceLock<HashMap<String, u32>>,
}

impl Catalog {
    /// What is known of a city before its lists are read: its settings.
    pub fn of_settings(settings: Settings) -> Catalog {
        Catalog { settings, ..Catalog::default() }
    }

    /// Reads the files in the order given. A file that cannot be read leaves the others untouched.
    ///
    /// `today` (in Japan) only moves the dates of a sample city.
    pub fn read(files: &[SourceFile], cp932: Cp932Decoder, today: Date) -> Catalog {
        let mut catalog = Catalog::as_written(files, cp932);
        catalog.roll(today);
        catalog
    }

    /// The same with the dates of a sample city as they are written.
    pub fn as_written(files: &[SourceFile], cp932: Cp932Decoder) -> Catalog {
        let mut catalog = Catalog::default();
        for file in files {
            catalog.add(file, cp932);
        }
        catalog.finish();
        catalog
    }

    /// Moves the dates of a sample city to around a day; those of others stay.
    pub(super) fn roll(&mut self, today: Date) {
        if self.settings.sample {
            self.places.roll(today);
            self.events.roll(today);
            self.programmes.roll(today);
        }
    }

    fn add(&mut self, file: &SourceFile, cp932: Cp932Decoder) {
        let mut report = FileReport::new(&file.name);
        if let Err((kind, value)) = self.add_rows(file, cp932, &mut report) {
            report.problems.push(Problem::of_file(&file.name, kind, value));
        }
        self.reports.push(report);
    }

    fn add_rows(
        &mut self,
        file: &SourceFile,
        cp932: Cp932Decoder,
        report: &mut FileReport,
    ) -> Result<(), (ProblemKind, String)> {
        let bytes = file.bytes.as_ref().map_err(|why| (ProblemKind::FileMissing, why.clone()))?;
        let (text, encoding) = decode(bytes, cp932).map_err(|kind| (kind, String::new()))?;
        report.encoding = Some(encoding);
        let (all, blank) = rows(&text);
        report.blank_rows = blank;
        let Some(Recognised { dataset, header, skip }) = recognise(&file.name, &all) else {
            let first = all.first().map(|row| row.cells.join(",")).unwrap_or_default();
            return Err((ProblemKind::NoHeader, first.chars().take(80).collect()));
        };
        report.dataset = Some(dataset);
        report.header_row = all.get(skip.wrapping_sub(1)).map_or(0, |row| row.number);
        report.header = header.clone();
        let rows = &all[skip.min(all.len())..];
        report.rows = rows.len();
        if rows.is_empty() {
            return Err((ProblemKind::FileEmpty, String::new()));
        }
        repeated_columns(&file.name, &header, rows, &mut report.problems);
        formulas(&file.name, &header, rows, &mut report.problems);
        if dataset == Dataset::Settings {
            let (read, problems) = settings::settings(&file.name, rows);
            self.settings = read;
            report.records = rows.len();
            report.problems.extend(problems);
            return Ok(());
        }
        if dataset == Dataset::Schedule {
            let (read, problems) = schedule::schedule(&file.name, &header, rows);
            report.records = read.len();
            report.problems.extend(problems);
            self.schedule.extend(read);
            return Ok(());
        }
        for row in rows {
            self.add_row(row, &header, dataset, report);
        }
        Ok(())
    }

    fn add_row(&mut self, row: &Row, header: &Header, dataset: Dataset, report: &mut FileReport) {
        let file = report.file.clone();
        let record = Record::new(&file, header, row);
        let (made, problems) = match dataset {
            Dataset::Events => {
                let (event, problems) = events::event(record, &file);
                (push(&mut self.events, event), problems)
            }
            Dataset::Programmes => {
                let (programme, problems) = programmes::programme(record, &file);
                (push(&mut self.programmes, programme), problems)
            }
            Dataset::Desks => {
                let (desk, problems) = places::desk(record, &file);
                (push(&mut self.desks, desk), problems)
            }
            _ => {
                let (place, problems) = places::place(record, &file, dataset);
                (push(&mut self.places, place), problems)
            }
        };
        report.records += usize::from(made);
        report.problems.extend(problems);
    }

    /// What needs all files: ids of their own, links between lists.
    fn finish(&mut self) {
        for place in &mut self.places {
            let own = self.settings.kinds.iter().find(|(text, _)| *text == place.kind_text);
            if let Some((_, group)) = own {
                // The city's own word stands before ours.
                (place.kind, place.group) = (Kind::Other, *group);
            }
        }
        if !self.settings.districts.is_empty() {
            let towns = settings::Towns::of(&self.settings);
            let places = self.places.iter_mut().map(|place| (&mut place.district, &place.address));
            let events = self.events.iter_mut().map(|event| (&mut event.district, &event.address));
            for (district, address) in places.chain(events).filter(|(district, _)| district.is_empty()) {
                *district = towns.district_of(address).unwrap_or_default().to_owned();
            }
        }
        let mut doubled = Vec::new();
        unique(self.places.iter_mut().map(|p| (&mut p.id, &p.origin.file, p.origin.row)), &mut doubled);
        unique(self.events.iter_mut().map(|e| (&mut e.id, &e.origin.file, e.origin.row)), &mut doubled);
        unique(self.programmes.iter_mut().map(|p| (&mut p.id, &p.origin.file, p.origin.row)), &mut doubled);
        self.places = merge::merge(std::mem::take(&mut self.places).into_vec(), &self.settings.municipality).into();
        // Under every number that a list knows a place by, the one by which its page is known.
        let mut ids: HashMap<&str, &str> = HashMap::new();
        for place in &self.places {
            ids.insert(&place.id, &place.id);
            ids.extend(place.also.iter().map(|also| (also.id.as_str(), place.id.as_str())));
        }
        let place_lists = self.places.len();
        let mut link = |id: &mut Option<String>, file: &str, row: u32| {
            let Some(named) = id.as_deref() else { return };
            if let Some(known) = ids.get(named) {
                if *known != named {
                    *id = Some((*known).to_owned());
                }
            // Without any list of places there is nothing to link to, and nothing to tell.
            } else if place_lists > 0 {
                let unknown = named.to_owned();
                doubled.push(Problem {
                    file: file.to_owned(),
                    row: Some(row),
                    column: Some(super::columns::header(Field::PlaceId).to_owned()),
                    value: unknown,
                    kind: ProblemKind::UnknownPlace,
                });
                *id = None;
            }
        };
        for event in &mut self.events {
            link(&mut event.place_id, &event.origin.file, event.origin.row);
        }
        for programme in &mut self.programmes {
            link(&mut programme.place_id, &programme.origin.file, programme.origin.row);
        }
        for desk in &mut self.desks {
            link(&mut desk.place_id, &desk.origin.file, desk.origin.row);
        }
        for problem in doubled {
            if let Some(report) = self.reports.iter_mut().find(|r| r.file == problem.file) {
                report.problems.push(problem);
            }
        }
    }

    pub fn place(&self, id: &str) -> Option<&Place> {
        let ids = self.ids.get_or_init(|| {
            let mut ids = HashMap::new();
            for (at, place) in self.places.iter().enumerate() {
                let also = place.also.iter().map(|also| &also.id);
                for id in std::iter::once(&place.id).chain(also) {
                    ids.entry(id.clone()).or_insert(at as u32);
                }
            }
            ids
        });
        self.places.get(*ids.get(id)? as usize).filter(|place| place.has_id(id))
    }

    pub fn event(&self, id: &str) -> Option<&Event> {
        self.events.iter().find(|e| e.id == id)
    }

    pub fn programme(&self, id: &str) -> Option<&Programme> {
        self.programmes.iter().find(|p| p.id == id)
    }

    /// The files that could not be read at all.
    pub fn unreadable(&self) -> impl Iterator<Item = &FileReport> {
        self.reports.iter().filter(|r| r.unreadable() || (r.rows > 0 && r.records == 0))
    }

    /// Nothing at all to show: no file could be read.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.events.is_empty() && self.programmes.is_empty() && self.desks.is_empty()
    }
}

impl Listed for Place {
    fn roll(&mut self, today: Date) {
        if let Some(updated) = &mut self.updated {
            *updated = rolling::last_before(*updated, today);
        }
    }
}

impl Listed for Programme {
    fn roll(&mut self, today: Date) {
        if let Some(updated) = &mut self.updated {
            *updated = rolling::last_before(*updated, today);
        }
    }
}

impl Listed for RuleRow {
    /// It says ages and seasons, and no dates.
    fn roll(&mut self, _: Date) {}
}

impl Listed for Event {
    fn roll(&mut self, today: Date) {
        rolling::roll_event(self, today);
    }
}

fn push<T>(list: &mut Vec<T>, item: Option<T>) -> bool {
    let made = item.is_some();
    list.extend(item);
    made
}

/// Two columns that mean the same: the first is used, the other stays to be seen.
fn repeated_columns(file: &str, header: &Header, rows: &[Row], problems: &mut Vec<Problem>) {
    for (at, field) in header.fields.iter().enumerate() {
        let Some(field) = field else { continue };
        let Some(first) = header.fields[..at].iter().position(|f| f == &Some(*field)) else { continue };
        let cell = |row: &Row, at: usize| row.cells.get(at).cloned().unwrap_or_default();
        if let Some(row) = rows.iter().find(|row| {
            let (a, b) = (cell(row, first), cell(row, at));
            !a.is_empty() && !b.is_empty() && a != b
        }) {
            problems.push(Problem {
                file: file.to_owned(),
                row: Some(row.number),
                column: Some(header.labels[at].clone()),
                value: cell(row, at),
                kind: ProblemKind::ColumnTwice,
            });
        }
    }
}

/// Cells that would run in a spreadsheet: shown as they are, and told.
fn formulas(file: &str, header: &Header, rows: &[Row], problems: &mut Vec<Problem>) {
    for row in rows {
        for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| is_formula(cell)) {
            problems.push(Problem {
                file: file.to_owned(),
                row: Some(row.number),
                column: header.labels.get(at).cloned(),
                value: cell.clone(),
                kind: ProblemKind::Formula,
            });
        }
    }
}

/// Gives every record an id of its own; a repeated one is told and numbered.
fn unique<'a>(records: impl Iterator<Item = (&'a mut String, &'a String, u32)>, problems: &mut Vec<Problem>) {
    let mut seen: HashSet<String> = HashSet::new();
    for (id, file, row) in records {
        if seen.insert(id.clone()) {
            continue;
        }
        problems.push(Problem {
            file: file.clone(),
            row: Some(row),
            column: Some(super::columns::header(Field::Id).to_owned()),
            value: id.clone(),
            kind: ProblemKind::DuplicateId,
        });
        let free = (2..).map(|n| format!("{id}-{n}")).find(|candidate| !seen.contains(candidate));
        if let Some(free) = free {
            seen.insert(free.clone());
            *id = free;
        }
    }
}
