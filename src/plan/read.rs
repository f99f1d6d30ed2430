//! A form's file: TOML, read with the place of everything that was not understood.
//!
//! What is not known is told and passed over, so that a form of a newer version opens with what is understood; a family's
//! words under a field that is gone stay in its record.

use super::form::{Choice, Field, FieldKind, Form, Paper, Section, Stage, Voice};
use crate::directory::Kind;
use crate::words::Word;
use std::collections::HashSet;
use toml_span::Value;
use toml_span::value::{Table, ValueInner};

/// What was found in a form's file that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Not TOML.
    Syntax,
    /// A value that has to be there is not.
    Missing,
    /// Another kind of value than is expected: a number for a text.
    Type,
    /// A name that this version does not know: of a key, a kind, a stage, a kind of place.
    Unknown,
    /// An id that stands twice.
    Twice,
    /// `format` is newer than this software.
    Newer,
}

/// One trouble with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormProblem {
    /// Line and column in the file, from 1.
    pub line: usize,
    pub column: usize,
    /// The path of the value: `section.2.field.1.kind`.
    pub key: String,
    pub trouble: Trouble,
    /// What stands there, or the names that could.
    pub found: String,
}

impl FormProblem {
    /// What is wrong, and what one can do: two sentences.
    pub fn sentences(&self) -> (Word, Word) {
        match self.trouble {
            Trouble::Syntax => (Word::FormSyntax, Word::FormSyntaxRemedy),
            Trouble::Missing => (Word::FormMissing, Word::FormMissingRemedy),
            Trouble::Type => (Word::FormType, Word::FormTypeRemedy),
            Trouble::Unknown => (Word::FormUnknown, Word::FormUnknownRemedy),
            Trouble::Twice => (Word::FormTwice, Word::FormTwiceRemedy),
            Trouble::Newer => (Word::FormNewer, Word::FormNewerRemedy),
        }
    }
}

/// The format that this version writes and wholly understands.
pub const FORMAT: i64 = 1;

/// What stands between the forms of a file that holds several.
pub const BETWEEN: &str = "\n#%%\n";

/// The forms of a file that holds several; what cannot be read is left out.
pub fn read_all(text: &str) -> Vec<Form> {
    text.split(BETWEEN).filter(|part| !part.trim().is_empty()).filter_map(|part| read(part).0).collect()
}

/// The built-in forms of a language, each with what it says in Japanese laid beside it where `original` is not empty.
pub fn beside_originals(built_in: &str, original: &str) -> Vec<Form> {
    let originals = read_all(original);
    let mut forms = read_all(built_in);
    for form in &mut forms {
        if let Some(original) = originals.iter().find(|original| original.id == form.id) {
            form.lay_beside(original);
        }
    }
    forms
}

/// Built-in forms with a city's own, of which each may stand in the place of a built-in one of the same id.
pub fn with_own(mut forms: Vec<Form>, own: &[String]) -> Vec<Form> {
    for form in own.iter().filter_map(|text| read(text).0) {
        match forms.iter_mut().find(|known| known.id == form.id) {
            Some(known) => *known = form,
            None => forms.push(form),
        }
    }
    forms
}

/// Reads a form. `None` where it has no id, no name or no section to show; the problems say why.
///
/// ```
/// use tsunagi::plan::read::read;
/// let text = "format = 1\nid = \"a\"\nname = \"ためし\"\n[[section]]\nid = \"s\"\ntitle = \"はじめに\"\n[[section.field]]\nid = \"f\"\nkind = \"text\"\nlabel = \"いま、どんなことが気になりますか\"\n";
/// let (form, problems) = read(text);
/// assert_eq!(form.unwrap().sections[0].fields[0].id, "f");
/// assert!(problems.is_empty());
/// ```
pub fn read(text: &str) -> (Option<Form>, Vec<FormProblem>) {
    let mut reader = Reader { text, problems: Vec::new() };
    let mut root = match toml_span::parse(text) {
        Ok(root) => root,
        Err(error) => {
            reader.tell(error.span.start, "", Trouble::Syntax, error.to_string());
            return (None, reader.problems);
        }
    };
    let ValueInner::Table(table) = root.take() else { return (None, reader.problems) };
    let form = reader.form(&table);
    (form, reader.problems)
}

struct Reader<'a> {
    text: &'a str,
    problems: Vec<FormProblem>,
}

impl Reader<'_> {
    fn tell(&mut self, at: usize, key: &str, trouble: Trouble, found: String) {
        let before = self.text.get(..at.min(self.text.len())).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        self.problems.push(FormProblem { line, column, key: key.to_owned(), trouble, found });
    }

    /// Every key of a table is one of these.
    fn known(&mut self, table: &Table, path: &str, names: &[&str]) {
        for (key, _) in table.iter().filter(|(key, _)| !names.contains(&key.name.as_ref())) {
            self.tell(key.span.start, &join(path, &key.name), Trouble::Unknown, key.name.to_string());
        }
    }

    /// The text of a key; empty where there is none. Where it is needed one of blanks alone is none.
    fn text_of(&mut self, table: &Table, path: &str, name: &str, needed: Option<usize>) -> String {
        match table.get(name) {
            Some(value) => match value.as_str().map(str::trim) {
                Some("") if needed.is_some() => {
                    self.tell(value.span.start, &join(path, name), Trouble::Missing, name.to_owned());
                    String::new()
                }
                Some(text) => text.to_owned(),
                None => {
                    self.tell(value.span.start, &join(path, name), Trouble::Type, "text".into());
                    String::new()
                }
            },
            None => {
                if let Some(at) = needed {
                    self.tell(at, &join(path, name), Trouble::Missing, name.to_owned());
                }
                String::new()
            }
        }
    }

    fn list_of<'v, 'de>(&mut self, table: &'v Table<'de>, path: &str, name: &str) -> &'v [Value<'de>] {
        match table.get(name) {
            None => &[],
            Some(value) => match value.as_array() {
                Some(list) => list,
                None => {
                    self.tell(value.span.start, &join(path, name), Trouble::Type, "list".into());
                    &[]
                }
            },
        }
    }

    fn texts_of(&mut self, table: &Table, path: &str, name: &str) -> Vec<String> {
        let list = self.list_of(table, path, name);
        let mut texts = Vec::new();
        for value in list {
            match value.as_str() {
                Some(text) => texts.push(text.trim().to_owned()),
                None => self.tell(value.span.start, &join(path, name), Trouble::Type, "text".into()),
            }
        }
        texts
    }

    /// One of the named things.
    fn one_of<T: Copy>(&mut self, table: &Table, path: &str, name: &str, all: &[(T, &str)], usual: T) -> T {
        let Some(value) = table.get(name) else { return usual };
        match value.as_str().and_then(|text| all.iter().find(|(_, known)| *known == text)) {
            Some((one, _)) => *one,
            None => {
                let names: Vec<&str> = all.iter().map(|(_, name)| *name).collect();
                self.tell(value.span.start, &join(path, name), Trouble::Unknown, names.join(", "));
                usual
            }
        }
    }

    fn form(&mut self, table: &Table) -> Option<Form> {
        self.known(table, "", &["format", "id", "name", "lead", "stage", "paper", "section"]);
        match table.get("format") {
            None => self.tell(0, "format", Trouble::Missing, "format = 1".into()),
            Some(value) => match value.as_integer() {
                Some(format) if format > FORMAT => {
                    self.tell(value.span.start, "format", Trouble::Newer, format.to_string());
                }
                Some(1..) => {}
                _ => self.tell(value.span.start, "format", Trouble::Type, "1".into()),
            },
        }
        let papers = [(Paper::Portrait, "portrait"), (Paper::Landscape, "landscape")];
        let mut form = Form {
            id: self.text_of(table, "", "id", Some(0)),
            name: self.text_of(table, "", "name", Some(0)),
            lead: self.text_of(table, "", "lead", None),
            stage: self.one_of(table, "", "stage", &Stage::ALL, Stage::Any),
            paper: self.one_of(table, "", "paper", &papers, Paper::Portrait),
            sections: Vec::new(),
            originals: Vec::new(),
        };
        let mut ids = HashSet::new();
        let sections = self.list_of(table, "", "section");
        if sections.is_empty() {
            self.tell(0, "section", Trouble::Missing, "[[section]]".into());
        }
        for (at, value) in sections.iter().enumerate() {
            let path = format!("section.{}", at + 1);
            match value.as_table() {
                Some(table) => {
                    let section = self.section(table, &path, value.span.start, &mut ids);
                    form.sections.extend(section);
                }
                None => self.tell(value.span.start, &path, Trouble::Type, "[[section]]".into()),
            }
        }
        (!form.id.is_empty() && !form.name.is_empty() && !form.sections.is_empty()).then_some(form)
    }

    fn section(&mut self, table: &Table, path: &str, at: usize, ids: &mut HashSet<String>) -> Option<Section> {
        self.known(table, path, &["id", "title", "lead", "back", "field"]);
        let id = self.text_of(table, path, "id", Some(at));
        // The signs between parts in what is handed over, and between a part and who spoke to it.
        if id.contains([';', '@']) {
            self.tell(at, &join(path, "id"), Trouble::Unknown, id);
            return None;
        }
        if !id.is_empty() && !ids.insert(format!("section {id}")) {
            self.tell(at, &join(path, "id"), Trouble::Twice, id.clone());
        }
        let back = match table.get("back") {
            None => false,
            Some(value) => value.as_bool().unwrap_or_else(|| {
                self.tell(value.span.start, &join(path, "back"), Trouble::Type, "true, false".into());
                false
            }),
        };
        let (title, lead) = (self.text_of(table, path, "title", Some(at)), self.text_of(table, path, "lead", None));
        let mut fields = Vec::new();
        for (n, value) in self.list_of(table, path, "field").iter().enumerate() {
            let path = format!("{path}.field.{}", n + 1);
            match value.as_table() {
                Some(table) => fields.extend(self.field(table, &path, value.span.start, ids)),
                None => self.tell(value.span.start, &path, Trouble::Type, "[[section.field]]".into()),
            }
        }
        (!id.is_empty()).then_some(Section { id, title, lead, back, fields })
    }

    fn field(&mut self, table: &Table, path: &str, at: usize, ids: &mut HashSet<String>) -> Option<Field> {
        self.known(table, path, &["id", "kind", "label", "hint", "examples", "voices", "choices"]);
        let id = self.text_of(table, path, "id", Some(at));
        // The sign between a field and its voice in the record.
        if id.contains(['@', '.']) {
            self.tell(at, &join(path, "id"), Trouble::Unknown, id.clone());
            return None;
        }
        if !id.is_empty() && !ids.insert(id.clone()) {
            self.tell(at, &join(path, "id"), Trouble::Twice, id.clone());
            return None;
        }
        let label = self.text_of(table, path, "label", Some(at));
        let mut field = Field {
            kind: self.one_of(table, path, "kind", &FieldKind::ALL, FieldKind::Text),
            hint: self.text_of(table, path, "hint", None),
            examples: self.texts_of(table, path, "examples"),
            voices: Vec::new(),
            choices: Vec::new(),
            id,
            label,
        };
        for value in self.list_of(table, path, "voices") {
            if let Some((id, label, _)) = self.named(value, &join(path, "voices"), &["id", "label"]) {
                field.voices.push(Voice { id, label });
            }
        }
        for value in self.list_of(table, path, "choices") {
            let path = join(path, "choices");
            if let Some((id, label, table)) = self.named(value, &path, &["id", "label", "words", "places"]) {
                let (words, places) = (self.texts_of(table, &path, "words"), self.texts_of(table, &path, "places"));
                for key in places.iter().filter(|key| !Kind::ALL.iter().any(|k| k.key() == *key)) {
                    self.tell(value.span.start, &join(&path, "places"), Trouble::Unknown, key.clone());
                }
                field.choices.push(Choice { id, label, words, places });
            }
        }
        let mut seen = HashSet::new();
        let twice =
            field.choices.iter().map(|c| &c.id).chain(field.voices.iter().map(|v| &v.id)).find(|id| !seen.insert(*id));
        if let Some(id) = twice {
            self.tell(at, path, Trouble::Twice, id.clone());
        }
        (!field.id.is_empty()).then_some(field)
    }

    /// A small table with an id and a label.
    fn named<'v, 'de>(
        &mut self,
        value: &'v Value<'de>,
        path: &str,
        names: &[&str],
    ) -> Option<(String, String, &'v Table<'de>)> {
        let Some(table) = value.as_table() else {
            self.tell(value.span.start, path, Trouble::Type, "{ id = …, label = … }".into());
            return None;
        };
        self.known(table, path, names);
        let at = value.span.start;
        let (id, label) = (self.text_of(table, path, "id", Some(at)), self.text_of(table, path, "label", Some(at)));
        // The signs between what is ticked.
        if id.contains([';', '@']) {
            self.tell(at, &join(path, "id"), Trouble::Unknown, id);
            return None;
        }
        (!id.is_empty()).then_some((id, label, table))
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "format = 1\nid = \"a\"\nname = \"ためし\"\n";

    #[test]
    fn a_citys_form_stands_in_the_place_of_a_built_in_one_or_beside_them() {
        let form = |id: &str, name: &str| {
            format!("format = 1\nid = \"{id}\"\nname = \"{name}\"\n[[section]]\nid = \"s\"\ntitle = \"{name}\"\n")
        };
        let several =
            |all: &[(&str, &str)]| all.iter().map(|(id, name)| form(id, name)).collect::<Vec<_>>().join(BETWEEN);
        let built_in = several(&[("a", "A"), ("b", "B")]);
        let own = [form("b", "市のB"), form("c", "市のC"), "broken".to_owned()];
        let names = |forms: &[Form]| forms.iter().map(|form| form.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&with_own(read_all(&built_in), &own)), ["A", "市のB", "市のC"]);
        // What is the city's own is in one language alone.
        let beside = with_own(beside_originals(&built_in, &several(&[("a", "あ"), ("b", "い")])), &own);
        assert_eq!(beside.iter().map(|form| form.originals.is_empty()).collect::<Vec<_>>(), [false, true, true]);
        // A city's form serves where the built-in ones did not come.
        assert_eq!(names(&with_own(Vec::new(), &own)), ["市のB", "市のC"]);
    }

    #[test]
    fn every_trouble_has_its_place() {
        let troubles = |text: &str| {
            let (_, problems) = read(text);
            problems.into_iter().map(|p| (p.line, p.key, p.trouble)).collect::<Vec<_>>()
        };
        assert_eq!(troubles("format = \n")[0].2, Trouble::Syntax);
        assert_eq!(troubles(HEAD), [(1, "section".to_owned(), Trouble::Missing)]);
        // What is there and says nothing is missing all the same, and what is passed over for its id is told.
        let empty = HEAD.replace("ためし", "\u{3000}") + "[[section]]\nid = \"s\"\ntitle = \"x\"\n";
        assert_eq!(troubles(&empty), [(3, "name".to_owned(), Trouble::Missing)]);
        let ids = "[[section]]\nid = \"s\"\ntitle = \"x\"\n[[section.field]]\nid = \"\"\nlabel = \"y\"\n[[section.field]]\nid = \"f\"\nlabel = \"z\"\nchoices = [{ id = \"a;b\", label = \"c\" }]\n";
        assert_eq!(
            troubles(&format!("{HEAD}{ids}")),
            [
                (8, "section.1.field.1.id".to_owned(), Trouble::Missing),
                (13, "section.1.field.2.choices.id".to_owned(), Trouble::Unknown),
            ]
        );
        let body = "[[section]]\nid = \"s\"\ntitle = \"x\"\ncolour = \"red\"\n[[section.field]]\nid = \"f\"\nkind = \"film\"\nlabel = 3\n[[section.field]]\nid = \"f\"\nlabel = \"y\"\n";
        assert_eq!(
            troubles(&format!("{HEAD}{body}")),
            [
                (7, "section.1.colour".to_owned(), Trouble::Unknown),
                (11, "section.1.field.1.label".to_owned(), Trouble::Type),
                (10, "section.1.field.1.kind".to_owned(), Trouble::Unknown),
                (12, "section.1.field.2.id".to_owned(), Trouble::Twice),
            ]
        );
    }

    #[test]
    fn a_newer_form_opens_with_what_is_understood() {
        let text = "format = 7\nid = \"a\"\nname = \"先の様式\"\nhologram = true\n[[section]]\nid = \"s\"\ntitle = \"x\"\n[[section.field]]\nid = \"f\"\nkind = \"film\"\nlabel = \"y\"\n";
        let (form, problems) = read(text);
        assert_eq!(form.map(|f| f.sections[0].fields[0].kind), Some(FieldKind::Text));
        assert!(problems.iter().any(|p| p.trouble == Trouble::Newer));
    }
}
