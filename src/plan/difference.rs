//! What changed from one version of a sheet to the next, field by field.

use super::form::{FieldKind, Form};
use super::sheet::{Item, answer, items, ticked};
use crate::vault::book::Book;

/// What one field or item says before and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field's label, with the voice's where there are several.
    pub label: String,
    /// Empty: it was not there.
    pub before: String,
    /// Empty: it is there no longer.
    pub now: String,
}

/// Every change between two sheets of one form, in the order of the form.
pub fn difference(book: &Book, form: &Form, before: &str, now: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    for field in form.sections.iter().flat_map(|s| &s.fields) {
        match field.kind {
            FieldKind::Goals | FieldKind::Actions | FieldKind::Services => {
                let (old, new) = (items(book, before, &field.id), items(book, now, &field.id));
                let name = |i: &Item| i.text.clone();
                for item in old.iter().filter(|i| !new.iter().any(|n| name(n) == name(i))) {
                    changes.push(Change { label: field.label.clone(), before: name(item), now: String::new() });
                }
                for item in new.iter().filter(|i| !old.iter().any(|o| name(o) == name(i))) {
                    changes.push(Change { label: field.label.clone(), before: String::new(), now: name(item) });
                }
            }
            FieldKind::Checks | FieldKind::Faces => {
                for (voice, label) in columns(field) {
                    let named = |plan: &str| {
                        let ids = ticked(book, plan, &field.id, voice);
                        field
                            .choices
                            .iter()
                            .filter(|c| ids.contains(&c.id))
                            .map(|c| c.label.as_str())
                            .collect::<Vec<_>>()
                            .join("、")
                    };
                    push(&mut changes, label, named(before), named(now));
                }
            }
            _ => {
                for (voice, label) in columns(field) {
                    let text = |plan: &str| answer(book, plan, &field.id, voice);
                    push(&mut changes, label, text(before), text(now));
                }
            }
        }
    }
    changes
}

fn push(changes: &mut Vec<Change>, label: String, before: String, now: String) {
    if before.trim() != now.trim() {
        changes.push(Change { label, before, now });
    }
}

/// The voices of a field with their labels; one without a name where it has none.
pub fn columns(field: &super::form::Field) -> Vec<(&str, String)> {
    if field.voices.is_empty() {
        return vec![("", field.label.clone())];
    }
    field.voices.iter().map(|v| (v.id.as_str(), format!("{}（{}）", field.label, v.label))).collect()
}
