//! A city's files as they are given, whoever gives them: a folder on disk, files dropped onto a page. Spreadsheets become
//! lists, archives the files that lie in them; settings are made where there are none.

use super::list::List;
use crate::calendar::Date;
use crate::data::archive::{LARGEST, Packed, entries, packed};
use crate::data::columns::Field;
use crate::data::encoding::Cp932Decoder;
use crate::data::settings::{PICTURES, SETTINGS, ends};
use crate::data::sheets::{is_workbook, lists};
use crate::data::{Catalog, FileReport, Problem, ProblemKind, Settings, SourceFile};
use crate::plan::read::{FormProblem, Trouble, read};
use crate::text::written::cell;

/// A file: its name and its bytes.
pub type Named = (String, Vec<u8>);

/// Files as they were given, opened as far as that goes.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// Lists as text (CSV, TSV).
    pub lists: Vec<Named>,
    /// What belongs to a site beside its lists: forms for plans, a logo.
    pub others: Vec<Named>,
    /// What could not be opened, and why.
    pub shut: Vec<(String, ProblemKind, String)>,
    /// Files that no site has a use for.
    pub unknown: Vec<String>,
    /// Each workbook with the lists that were made of it.
    pub workbooks: Vec<(String, Vec<String>)>,
}

/// Whether a file of this name is looked at.
pub fn is_ours(name: &str) -> bool {
    // What Excel leaves beside an open file, other hidden files, and what explains a folder are none of its lists.
    let aside = name.starts_with(['.', '~']) || name.to_lowercase().starts_with("readme");
    !aside && (is_list(name) || is_workbook(name) || is_other(name) || ends(name, &[".zip"]))
}

fn is_list(name: &str) -> bool {
    ends(name, &[".csv", ".tsv", ".txt"])
}

fn is_other(name: &str) -> bool {
    ends(name, &[".toml"]) || ends(name, &PICTURES)
}

/// Opens what was given. A list that lies there by itself stands before one of the same name in a workbook or an archive: it is
/// the later form of the same list.
pub fn gather(given: Vec<Named>, cp932: Cp932Decoder) -> Gathered {
    let mut gathered = Gathered::default();
    let mut packs = Vec::new();
    for (name, bytes) in given {
        match packed(&bytes) {
            // A list whose name says otherwise is opened as what it is.
            Some(kind) => packs.push((name, bytes, kind)),
            None if bytes.len() > LARGEST => {
                gathered.shut.push((name, ProblemKind::FileTooLarge, format!("{} MB", bytes.len() >> 20)));
            }
            None if is_list(&name) => gathered.lists.push((name, bytes)),
            None if is_other(&name) => gathered.others.push((name, bytes)),
            None if is_workbook(&name) => packs.push((name, bytes, Packed::Workbook)),
            None if ends(&name, &[".zip"]) => packs.push((name, bytes, Packed::Archive)),
            None => gathered.unknown.push(name),
        }
    }
    for (name, bytes, kind) in packs {
        if kind != Packed::Archive {
            gathered.workbook(name, bytes);
            continue;
        }
        match entries(&bytes, cp932, false) {
            Ok(files) => {
                // Workbooks after lists: a list of the same name is the later form.
                let (books, lists): (Vec<Named>, Vec<Named>) =
                    files.into_iter().partition(|(_, bytes)| packed(bytes).is_some());
                lists.into_iter().chain(books).for_each(|(name, bytes)| gathered.entry(name, bytes));
            }
            Err((kind, found)) => gathered.shut.push((name, kind, found)),
        }
    }
    gathered
}

impl Gathered {
    /// One file of an archive. An archive within an archive is not opened.
    fn entry(&mut self, name: String, bytes: Vec<u8>) {
        match packed(&bytes) {
            Some(Packed::Archive) => self.shut.push((name, ProblemKind::FileZip, String::new())),
            Some(_) => self.workbook(name, bytes),
            None if !is_ours(&name) => {}
            // Two folders may each have a file of one name: none goes unseen.
            None if is_list(&name) => {
                let name = free(&name, |name| self.has(name));
                self.lists.push((name, bytes));
            }
            None => {
                let name = free(&name, |name| self.others.iter().any(|(known, _)| known == name));
                self.others.push((name, bytes));
            }
        }
    }

    fn has(&self, list: &str) -> bool {
        self.lists.iter().any(|(known, _)| known == list)
    }

    fn workbook(&mut self, name: String, bytes: Vec<u8>) {
        match lists(&name, bytes) {
            Ok(made) => {
                let own: Vec<String> = self.workbooks.iter().flat_map(|(_, lists)| lists.clone()).collect();
                let mut names = Vec::new();
                for (list, bytes) in made {
                    if self.has(&list) && !own.contains(&list) && !names.contains(&list) {
                        // Its later form stands there already, and is what the workbook's name means.
                        names.push(list);
                        continue;
                    }
                    // Two workbooks may each have a sheet of one name.
                    let list = free(&list, |name| self.has(name));
                    names.push(list.clone());
                    self.lists.push((list, bytes));
                }
                self.workbooks.push((name, names));
            }
            Err((kind, found)) => self.shut.push((name, kind, found)),
        }
    }
}

/// A name, numbered where it is taken: `event-2.csv`.
pub(super) fn free(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let dot = if ending.is_empty() { "" } else { "." };
    let numbered = (2..).map(|n| format!("{stem}-{n}{dot}{ending}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_else(|| name.to_owned())
}

/// A city's folder as read.
pub struct City {
    pub catalog: Catalog,
    /// What belongs into the site's `data/`: name and bytes, the settings first, then the lists as these name them.
    pub files: Vec<Named>,
    /// The city's own forms for plans (様式ファイル), and what was not understood in each.
    pub forms: Vec<(String, Vec<FormProblem>)>,
}

impl City {
    /// Reads what was gathered. Without a `settings.csv` one is made that names the lists found and the municipality that they
    /// name.
    pub fn of(gathered: Gathered, cp932: Cp932Decoder, today: Date) -> City {
        let Gathered { lists: mut files, others, shut, workbooks, .. } = gathered;
        files.sort_by(|(a, _), (b, _)| a.cmp(b));
        name_lists(&mut files, &workbooks, cp932);
        if !files.iter().any(|(name, _)| name == SETTINGS) {
            let read = catalog(&files, cp932, today);
            files.push((SETTINGS.to_owned(), made_settings(&read).into_bytes()));
        }
        let at = files.iter().position(|(name, _)| name == SETTINGS).unwrap_or(0);
        files[..=at].rotate_right(1);
        let Catalog { mut settings, reports, .. } = catalog(&files[..1], cp932, today);
        let readable = reports.first().is_some_and(|report| report.dataset.is_some());
        if settings.files.is_empty() && readable {
            // A site finds its lists by their names: settings that name none name all that there are.
            name_all(&mut files, cp932, today);
            settings = catalog(&files[..1], cp932, today).settings;
        }
        // Lists that lie in the folder but are not named in the settings are not part of the site, which is told.
        // Settings that cannot be read name nothing, and take no list away.
        let named = |name: &str| !readable || settings.files.iter().any(|known| known == name);
        let aside: Vec<String> = files[1..].iter().map(|(name, _)| name.clone()).filter(|name| !named(name)).collect();
        files.retain(|(name, _)| name == SETTINGS || named(name));
        // As the app reads them: what is published stands in the order in which families see it.
        files[1..].sort_by_key(|(name, _)| settings.files.iter().position(|known| known == name));
        let mut catalog = catalog(&files, cp932, today);
        let absent = settings.files.iter().filter(|name| !files.iter().any(|(known, _)| known == *name));
        // One that could not be opened is told of as that.
        let absent = absent.filter(|name| !shut.iter().any(|(shut, ..)| shut == *name));
        catalog.reports.extend(absent.map(|name| FileReport::closed(name, ProblemKind::FileMissing, "")));
        let of_settings = catalog.reports.iter_mut().find(|report| report.file == SETTINGS);
        let told = aside.iter().map(|name| Problem::of_file(SETTINGS, ProblemKind::NotNamed, name.as_str()));
        of_settings.into_iter().for_each(|report| report.problems.extend(told.clone()));
        let other = |name: &str| others.iter().find(|(known, _)| known == name);
        let mut forms = Vec::new();
        for name in &settings.forms {
            let problems = match other(name) {
                Some((_, bytes)) => {
                    if !files.iter().any(|(known, _)| known == name) {
                        files.push((name.clone(), bytes.clone()));
                    }
                    read(&String::from_utf8_lossy(bytes)).1
                }
                // The site stands without it; the city is told.
                None => vec![FormProblem {
                    line: 1,
                    column: 1,
                    key: String::new(),
                    trouble: Trouble::Missing,
                    found: String::new(),
                }],
            };
            forms.push((name.clone(), problems));
        }
        put_logo(&settings, &mut files, other, &mut catalog);
        for (name, kind, found) in shut {
            catalog.reports.push(FileReport::closed(&name, kind, &found));
        }
        City { catalog, files, forms }
    }

    /// The lists that the site reads, the settings first, then as these name them.
    pub fn lists(&self) -> Vec<&str> {
        self.catalog.settings.lists().collect()
    }

    /// A list as the site finds it, or does not.
    pub fn source(&self, name: &str) -> SourceFile {
        let found = self.files.iter().find(|(known, _)| known == name);
        let bytes = found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| "HTTP 404".to_owned());
        SourceFile { name: name.to_owned(), bytes }
    }
}

/// The city's logo, where its settings name one. Without the file the site shows its own sign.
fn put_logo<'a>(
    settings: &Settings,
    files: &mut Vec<Named>,
    other: impl Fn(&str) -> Option<&'a Named>,
    catalog: &mut Catalog,
) {
    if settings.logo.is_empty() {
        return;
    }
    match other(&settings.logo) {
        Some((name, bytes)) => files.push((name.clone(), bytes.clone())),
        None => {
            catalog.settings.logo.clear();
            let missing = Problem {
                file: SETTINGS.to_owned(),
                row: None,
                column: Some("ロゴ".to_owned()),
                value: settings.logo.clone(),
                kind: ProblemKind::Logo,
            };
            catalog.reports.iter_mut().filter(|report| report.file == SETTINGS).for_each(|report| {
                report.problems.push(missing.clone());
            });
        }
    }
}

/// データファイル names a workbook: the site reads the lists made of it.
fn name_lists(files: &mut [Named], workbooks: &[(String, Vec<String>)], cp932: Cp932Decoder) {
    let settings = files.iter_mut().find(|(name, _)| name == SETTINGS);
    let Some((_, bytes)) = settings.filter(|_| !workbooks.is_empty()) else { return };
    let mut settings = List::read(SETTINGS, bytes.clone(), cp932);
    settings.name_workbooks(workbooks);
    *bytes = settings.bytes();
}

/// Adds the lists to settings, which stand first, that name none.
fn name_all(files: &mut [Named], cp932: Cp932Decoder, today: Date) {
    let read = catalog(&files[1..], cp932, today);
    let mut settings = List::read(SETTINGS, files[0].1.clone(), cp932);
    for report in &read.reports {
        settings.name_list(&report.file);
    }
    files[0].1 = settings.bytes();
}

fn catalog(files: &[Named], cp932: Cp932Decoder, today: Date) -> Catalog {
    let sources: Vec<SourceFile> =
        files.iter().map(|(name, bytes)| SourceFile { name: name.clone(), bytes: Ok(bytes.clone()) }).collect();
    Catalog::read(&sources, cp932, today)
}

/// Settings for lists without any: 項目, 値, 説明.
fn made_settings(catalog: &Catalog) -> String {
    let municipality = catalog
        .places
        .iter()
        .find_map(|p| p.fact(Field::MunicipalityName).or(p.fact(Field::CityName)))
        .or_else(|| catalog.events.iter().find_map(|e| e.fact(Field::MunicipalityName)))
        .unwrap_or_default();
    let mut out = String::from("項目,値,説明\n");
    if !municipality.is_empty() {
        out.push_str(&format!("自治体名,{},\n", cell(municipality)));
    }
    // One that is not understood is named too: why it is not is then told.
    for report in &catalog.reports {
        out.push_str(&format!("データファイル,{},\n", cell(&report.file)));
    }
    out
}
