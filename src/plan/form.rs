//! What a form is: sections, fields, choices, voices. A city edits it as a file (see `docs/forms.md`).

use serde::{Deserialize, Serialize};

/// For whom a form is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// 妊娠中
    Pregnancy,
    /// 妊娠中から生後4か月
    Newborn,
    /// 乳幼児
    Infant,
    /// 学齢児
    School,
    /// いつでも
    Any,
    /// こども本人
    Child,
    /// 見直し（モニタリング）
    Review,
}

impl Stage {
    /// The names used in files.
    pub const ALL: [(Stage, &'static str); 7] = [
        (Stage::Pregnancy, "pregnancy"),
        (Stage::Newborn, "newborn"),
        (Stage::Infant, "infant"),
        (Stage::School, "school"),
        (Stage::Any, "any"),
        (Stage::Child, "child"),
        (Stage::Review, "review"),
    ];
}

/// How a form lies on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paper {
    Portrait,
    Landscape,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// 自由に書く. Also whatever kind this version does not know: its words are kept.
    Text,
    /// できていること・得意なこと: lines of text, shown as what one can be proud of.
    Strengths,
    /// あてはまるものに印
    Checks,
    /// 0から100
    Scale,
    /// きもちの顔
    Faces,
    /// 目標: text, by when, how it went.
    Goals,
    /// だれが・なにを・いつまでに
    Actions,
    /// 使うサービス, from the directory.
    Services,
    /// 相談先: name and phone.
    Contacts,
    /// つぎに話す日
    Review,
    /// 同意: a name and a day; a signature line on paper.
    Agreement,
    /// 前のプランの言葉: what the version before said, to be read and, its goals, looked back on.
    Former,
}

impl FieldKind {
    /// The names used in files.
    pub const ALL: [(FieldKind, &'static str); 12] = [
        (FieldKind::Text, "text"),
        (FieldKind::Strengths, "strengths"),
        (FieldKind::Checks, "checks"),
        (FieldKind::Scale, "scale"),
        (FieldKind::Faces, "faces"),
        (FieldKind::Goals, "goals"),
        (FieldKind::Actions, "actions"),
        (FieldKind::Services, "services"),
        (FieldKind::Contacts, "contacts"),
        (FieldKind::Review, "review"),
        (FieldKind::Agreement, "agreement"),
        (FieldKind::Former, "former"),
    ];

    /// Whether its words are typed as running text.
    pub fn is_text(self) -> bool {
        matches!(self, FieldKind::Text | FieldKind::Strengths | FieldKind::Contacts)
    }
}

/// One thing to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: String,
    pub label: String,
    /// Words by which places, programmes and events that answer it are found.
    pub words: Vec<String>,
    /// Keys of kinds of places.
    pub places: Vec<String>,
}

/// One voice of a column: わたし, お子さん, あなた.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    pub id: String,
    pub label: String,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Unique in its form; a family's words hang on it.
    pub id: String,
    pub kind: FieldKind,
    pub label: String,
    pub hint: String,
    /// 記入例
    pub examples: Vec<String>,
    /// Columns beside each other; none is one column.
    pub voices: Vec<Voice>,
    pub choices: Vec<Choice>,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub id: String,
    pub title: String,
    pub lead: String,
    /// On the back of the sheet.
    pub back: bool,
    pub fields: Vec<Field>,
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    pub id: String,
    pub name: String,
    pub lead: String,
    pub stage: Stage,
    pub paper: Paper,
    pub sections: Vec<Section>,
    /// Where the form is in another language: its texts with those of the Japanese form, sorted, so that whoever sits beside the
    /// family reads the same sheet.
    pub originals: Vec<(String, String)>,
}

impl Form {
    /// Lays the Japanese form beside this one, which has the same parts under the same ids.
    pub fn lay_beside(&mut self, original: &Form) {
        let mut pairs = vec![(self.name.clone(), original.name.clone())];
        for section in &self.sections {
            let Some(other) = original.sections.iter().find(|s| s.id == section.id) else { continue };
            pairs.push((section.title.clone(), other.title.clone()));
        }
        for field in self.sections.iter().flat_map(|s| &s.fields) {
            let Some(other) = original.field(&field.id) else { continue };
            pairs.push((field.label.clone(), other.label.clone()));
            let of = |id: &str| other.choices.iter().find(|c| c.id == id).map(|c| c.label.clone());
            pairs.extend(field.choices.iter().filter_map(|c| Some((c.label.clone(), of(&c.id)?))));
            let of = |id: &str| other.voices.iter().find(|v| v.id == id).map(|v| v.label.clone());
            pairs.extend(field.voices.iter().filter_map(|v| Some((v.label.clone(), of(&v.id)?))));
        }
        pairs.retain(|(text, original)| text != original);
        crate::order::by(&mut pairs, |a, b| a.cmp(b));
        pairs.dedup();
        self.originals = pairs;
    }

    /// The Japanese of one of its texts, where it is in another language.
    pub fn original(&self, text: &str) -> Option<&str> {
        let at = self.originals.binary_search_by(|(known, _)| known.as_str().cmp(text)).ok()?;
        Some(&self.originals[at].1)
    }

    pub fn field(&self, id: &str) -> Option<&Field> {
        self.sections.iter().flat_map(|s| &s.fields).find(|f| f.id == id)
    }
}
