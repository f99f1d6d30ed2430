//! The desk at work: files laid on it, what is wrong in which cell, changes that can be taken back, and the files as they are
//! to be published.

use super::folder::{City, Gathered, Named, free, gather};
use super::list::List;
use crate::calendar::Date;
use crate::data::columns::{Field, Header, field};
use crate::data::encoding::Cp932Decoder;
use crate::data::settings::SETTINGS;
use crate::data::{Dataset, FileReport, Problem, ProblemKind};
use std::sync::Arc;

/// How many changes can be taken back.
const STEPS: usize = 100;

/// A problem and the cell that it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub problem: Problem,
    /// Row (the first is 1) and column (the first is 0), where it is about one cell.
    pub cell: Option<(u32, usize)>,
}

/// What stands about a list: what it was taken for and what was found in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    pub dataset: Option<Dataset>,
    /// The row of the header; 0 where there is none.
    pub header_row: u32,
    /// What each column means, where it is known.
    pub fields: Vec<Option<Field>>,
    /// Whether a column is understood: known, or another one in another language.
    pub understood: Vec<bool>,
    pub rows: usize,
    pub records: usize,
    pub found: Vec<Found>,
}

/// What lay on the desk before a change.
#[derive(Clone)]
struct Former {
    lists: Vec<List>,
    others: Arc<Vec<Named>>,
    shut: Vec<(String, ProblemKind, String)>,
    unknown: Vec<String>,
}

/// The files of a city while somebody works on them.
pub struct Workbench {
    lists: Vec<List>,
    others: Arc<Vec<Named>>,
    shut: Vec<(String, ProblemKind, String)>,
    unknown: Vec<String>,
    /// Each workbook with the lists that were made of it.
    workbooks: Vec<(String, Vec<String>)>,
    former: Vec<Former>,
    city: City,
    today: Date,
}

impl Workbench {
    /// An empty desk.
    pub fn new(today: Date) -> Workbench {
        let city = City::of(Gathered::default(), &|_| None, today);
        let (lists, others, shut, unknown, workbooks, former) = Default::default();
        Workbench { lists, others, shut, unknown, workbooks, former, city, today }
    }

    /// Lays files on the desk. One of a name that lies there takes its place; a sheet of a workbook only that of the same workbook.
    pub fn put(&mut self, given: Vec<Named>, cp932: Cp932Decoder) {
        self.keep();
        // What could not be opened before is told no longer once it comes anew.
        let anew = |name: &String| given.iter().any(|(given, _)| given == name);
        self.shut.retain(|(name, ..)| !anew(name));
        self.unknown.retain(|name| !anew(name));
        let mut gathered = gather(given, cp932);
        for (book, made) in &mut gathered.workbooks {
            for name in made {
                let own = self.workbooks.iter().any(|(known, lists)| known == book && lists.contains(name));
                let taken = |name: &str| self.lists.iter().any(|list| list.name == name);
                if !own && taken(name) {
                    let free = free(name, taken);
                    gathered
                        .lists
                        .iter_mut()
                        .filter(|(list, _)| list == name)
                        .for_each(|(list, _)| list.clone_from(&free));
                    *name = free;
                }
            }
        }
        for (name, bytes) in gathered.lists {
            let list = List::read(&name, bytes, cp932);
            match self.lists.iter_mut().find(|known| known.name == name) {
                Some(known) => *known = list,
                None => self.lists.push(list),
            }
        }
        for (name, bytes) in gathered.others {
            let others = Arc::make_mut(&mut self.others);
            others.retain(|(known, _)| *known != name);
            others.push((name, bytes));
        }
        self.workbooks.retain(|(book, _)| !gathered.workbooks.iter().any(|(anew, _)| anew == book));
        self.workbooks.extend(gathered.workbooks);
        self.shut.extend(gathered.shut);
        self.unknown.extend(gathered.unknown);
        if let Some(settings) = self.lists.iter_mut().find(|list| list.name == SETTINGS) {
            settings.name_workbooks(&self.workbooks);
        }
        self.check(cp932);
    }

    /// Tells of files that could not be read at all; what lies on the desk under their names stays.
    pub fn tell_shut(&mut self, names: Vec<String>) {
        self.shut.extend(names.into_iter().map(|name| (name, ProblemKind::FileBroken, String::new())));
    }

    /// Reads everything anew.
    fn check(&mut self, cp932: Cp932Decoder) {
        let lists = self.lists.iter().map(|list| (list.name.clone(), list.bytes())).collect();
        let gathered = Gathered { lists, others: self.others.to_vec(), shut: self.shut.clone(), ..Gathered::default() };
        self.city = City::of(gathered, cp932, self.today);
        // What was made of the lists can be worked on like the rest.
        if !self.lists.is_empty()
            && !self.lists.iter().any(|list| list.name == SETTINGS)
            && let Some((name, bytes)) = self.city.files.iter().find(|(name, _)| name == SETTINGS)
        {
            self.lists.push(List::read(name, bytes.clone(), cp932));
        }
    }

    fn keep(&mut self) {
        let Workbench { lists, others, shut, unknown, .. } = &*self;
        let former =
            Former { lists: lists.clone(), others: Arc::clone(others), shut: shut.clone(), unknown: unknown.clone() };
        self.former.push(former);
        if self.former.len() > STEPS {
            self.former.remove(0);
        }
    }

    /// Changes a list and reads everything anew. Nothing happens to a list that is not there.
    pub fn change(&mut self, name: &str, cp932: Cp932Decoder, change: impl FnOnce(&mut List)) {
        if let Some(at) = self.lists.iter().position(|list| list.name == name) {
            let mut list = self.lists[at].clone();
            change(&mut list);
            if list != self.lists[at] {
                self.keep();
                self.lists[at] = list;
                self.check(cp932);
            }
        }
    }

    /// Adds a row to a list's end, with what all of its rows share and the next number, or as a copy of another row. Gives its
    /// number.
    pub fn add_row(&mut self, name: &str, of: Option<u32>, cp932: Cp932Decoder) -> u32 {
        let seen = self.seen(name);
        let is = |wanted: &[Field]| {
            let known = seen.fields.iter().enumerate();
            known.filter(|(_, f)| f.is_some_and(|f| wanted.contains(&f))).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let shared = is(&[Field::MunicipalityCode, Field::MunicipalityName, Field::PrefectureName, Field::CityName]);
        let number = is(&[Field::Id]).first().copied();
        let mut made = 0;
        self.change(name, cp932, |list| {
            let mut cells = list.next_row(seen.header_row + 1, &shared, number);
            if let Some(row) = of {
                let own = number.map(|at| cells[at].clone());
                cells = list.row(row).to_vec();
                if let Some((at, own)) = number.zip(own).filter(|(at, _)| *at < cells.len()) {
                    cells[at] = own;
                }
            }
            made = list.len() as u32 + 1;
            list.insert(made, cells);
        });
        made
    }

    /// Names a list in the settings, so that it is part of the site.
    pub fn name_list(&mut self, name: &str, cp932: Cp932Decoder) {
        self.change(SETTINGS, cp932, |list| list.name_list(name));
    }

    /// Takes a file off the desk.
    pub fn remove(&mut self, name: &str, cp932: Cp932Decoder) {
        self.keep();
        self.lists.retain(|list| list.name != name);
        Arc::make_mut(&mut self.others).retain(|(known, _)| known != name);
        self.shut.retain(|(known, ..)| known != name);
        self.unknown.retain(|known| known != name);
        let settings = self.lists.iter_mut().find(|list| list.name == SETTINGS);
        if let Some((settings, row)) =
            settings.and_then(|settings| settings.row_naming(name).map(|row| (settings, row)))
        {
            settings.remove(row);
        }
        self.check(cp932);
    }

    /// Takes the last change back; whether there was one.
    pub fn undo(&mut self, cp932: Cp932Decoder) -> bool {
        let Some(Former { lists, others, shut, unknown }) = self.former.pop() else { return false };
        (self.lists, self.others, self.shut, self.unknown) = (lists, others, shut, unknown);
        self.check(cp932);
        true
    }

    pub fn can_undo(&self) -> bool {
        !self.former.is_empty()
    }

    pub fn lists(&self) -> &[List] {
        &self.lists
    }

    pub fn list(&self, name: &str) -> Option<&List> {
        self.lists.iter().find(|list| list.name == name)
    }

    /// Forms, pictures: files that are no lists.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        self.others.iter().map(|(name, _)| name.as_str())
    }

    /// Files that could not be opened, with what was found, and those that no site has a use for.
    pub fn closed(&self) -> (Vec<Problem>, &[String]) {
        let shut = self.shut.iter().map(|(name, kind, found)| Problem::of_file(name, *kind, found.as_str()));
        (shut.collect(), &self.unknown)
    }

    /// The city as families would see it.
    pub fn city(&self) -> &City {
        &self.city
    }

    /// Whether anything was changed that has not been taken back.
    pub fn is_changed(&self) -> bool {
        self.lists.iter().any(List::is_changed)
    }

    /// Whether a list is part of the site.
    pub fn is_named(&self, name: &str) -> bool {
        self.city.files.iter().any(|(known, _)| known == name)
    }

    /// What stands about a list; nothing of one that is not part of the site.
    pub fn seen(&self, name: &str) -> Seen {
        let Some(report) = self.city.catalog.reports.iter().find(|report| report.file == name) else {
            return Seen::default();
        };
        let header = &report.header;
        let found = report.problems.iter().map(|problem| self.found(problem, report)).collect();
        Seen {
            dataset: report.dataset,
            header_row: report.header_row,
            fields: header.fields.clone(),
            understood: header.fields.iter().zip(&header.translated).map(|(f, t)| f.is_some() || t.is_some()).collect(),
            rows: report.rows,
            records: report.records,
            found,
        }
    }

    fn found(&self, problem: &Problem, report: &FileReport) -> Found {
        let row = problem.row.and_then(|row| Some(self.list(&report.file)?.row(row))).unwrap_or_default();
        let column = problem.column.as_deref().and_then(|label| column_of(&report.header, label, row, &problem.value));
        Found { problem: problem.clone(), cell: problem.row.zip(column) }
    }

    /// How many problems there are in all.
    pub fn count(&self) -> usize {
        let forms: usize = self.city.forms.iter().map(|(_, problems)| problems.len()).sum();
        forms + self.city.catalog.reports.iter().map(|report| report.problems.len()).sum::<usize>()
    }

    /// The changed lists alone, as files.
    pub fn corrected(&self) -> Vec<Named> {
        self.lists.iter().filter(|list| list.is_changed()).map(|list| (list.name.clone(), list.bytes())).collect()
    }
}

/// The column of a label: as the file writes it, else by what it means. Of several the one that holds what was found.
fn column_of(header: &Header, label: &str, row: &[String], value: &str) -> Option<usize> {
    let meant = field(label);
    let same = |at: &usize| header.labels[*at] == label;
    let alike = |at: &usize| meant.is_some() && header.fields.get(*at).copied().flatten() == meant;
    let holds = |at: &usize| row.get(*at).is_some_and(|cell| cell == value);
    let all = || 0..header.labels.len();
    all()
        .find(|at| same(at) && holds(at))
        .or_else(|| all().find(|at| alike(at) && holds(at)))
        .or_else(|| all().find(same))
        .or_else(|| all().find(alike))
}
