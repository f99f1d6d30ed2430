//! What is asked of the texts of a language before there is a build: each answer is what is wrong, for whoever translates.

use super::pieces::{Piece, branches, holes, pieces};
use std::collections::BTreeMap;

/// The keys, places and forms for numbers of a language against those of the Japanese original. `forms`: the plural categories that
/// its rules have beside `other`; none where they are not known.
pub fn words(
    words: &BTreeMap<String, String>,
    original: &BTreeMap<String, String>,
    forms: Option<&[String]>,
) -> Result<(), String> {
    if let Some(key) = original.keys().find(|key| !words.contains_key(*key)) {
        return Err(format!("the text `{key}` is missing (the Japanese has it)"));
    }
    for (key, text) in words {
        let Some(original) = original.get(key) else {
            return Err(format!("`{key}` is not a text of the Japanese"));
        };
        if holes(original) != holes(text) {
            return Err(format!("`{key}` has the places {:?}, the Japanese has {:?}", holes(text), holes(original)));
        }
        if text.trim().is_empty() && !original.trim().is_empty() {
            return Err(format!("`{key}` is empty (the Japanese is {original:?})"));
        }
        choices(text, forms).map_err(|why| format!("`{key}`: {why}"))?;
    }
    Ok(())
}

/// The branches of each choice of a text: all that the language needs, and none that it never takes.
pub fn choices(text: &str, forms: Option<&[String]>) -> Result<(), String> {
    for piece in pieces(text) {
        let Piece::Place { whole, name, choice: Some((kind, text)) } = piece else { continue };
        if kind == "number" {
            continue;
        }
        if kind != "plural" && kind != "select" {
            return Err(format!("{whole}: `{kind}` is no kind of choice (plural, select, number)"));
        }
        let branches = branches(text);
        let has = |wanted: &str| branches.iter().any(|(key, _)| *key == wanted);
        if !has("other") {
            return Err(format!("the choice of `{name}` has no branch `other`"));
        }
        if let (Some(forms), "plural") = (forms, kind) {
            if let Some(form) = forms.iter().find(|form| !has(form)) {
                return Err(format!(
                    "the plural of `{name}` has no branch `{form}`, which the language has a form for"
                ));
            }
            let exact = |key: &str| key.strip_prefix('=').is_some_and(|n| n.parse::<u64>().is_ok());
            let known = |key: &str| key == "other" || exact(key) || forms.iter().any(|form| form == key);
            if let Some((key, _)) = branches.iter().find(|(key, _)| !known(key)) {
                return Err(format!("the plural of `{name}` has a branch `{key}`, which the language has no form for"));
            }
        }
        for (_, text) in branches {
            choices(text, forms)?;
        }
    }
    Ok(())
}

/// A cell of a list of ours beside its translation: both say something, or neither does.
pub fn cell(column: &str, ours: &str, theirs: &str) -> Result<(), String> {
    match (ours.trim().is_empty(), theirs.trim().is_empty()) {
        (false, true) => Err(format!("{column} is empty (the Japanese is {ours:?})")),
        (true, false) => Err(format!("{column} is {theirs:?}, the Japanese is empty")),
        _ => Ok(()),
    }
}

/// What of a form is text; all else is the same in every language.
const TEXTS: [&str; 6] = ["name", "lead", "title", "label", "hint", "examples"];

/// A built-in form beside the Japanese one: the same ids and fields in the same order, with texts where that has them. `at`: where
/// in the form, for whoever reads what is wrong; `text`: whether it is one of a text's.
pub fn form(ours: &toml::Value, theirs: &toml::Value, at: &str, text: bool) -> Result<(), String> {
    match (ours, theirs) {
        (toml::Value::Table(a), toml::Value::Table(b)) => {
            // Its own id says more than its number.
            let at = match a.get("id").and_then(toml::Value::as_str) {
                Some(id) if at.is_empty() => id.to_owned(),
                Some(id) => format!("{at} `{id}`"),
                None => at.to_owned(),
            };
            for (key, value) in a {
                let Some(other) = b.get(key) else {
                    return Err(format!("{at}: `{key}` is missing (the Japanese has it)"));
                };
                form(value, other, &format!("{at}, {key}"), TEXTS.contains(&key.as_str()))?;
            }
            match b.keys().find(|key| !a.contains_key(*key)) {
                Some(key) => Err(format!("{at}: the Japanese has no `{key}`")),
                None => Ok(()),
            }
        }
        (toml::Value::Array(a), toml::Value::Array(b)) => {
            // Which is missing is told by its id: the first that differs comes before how many there are.
            for (a, b) in a.iter().zip(b) {
                form(a, b, at, text)?;
            }
            if a.len() == b.len() { Ok(()) } else { Err(format!("{at}: {}, the Japanese has {}", b.len(), a.len())) }
        }
        (toml::Value::String(a), toml::Value::String(b)) if text => cell(at, a, b),
        _ if ours == theirs => Ok(()),
        _ => Err(format!("{at} is {theirs}, {ours} expected")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_language_has_each_text_with_its_places_and_no_other() {
        let original = all(&[("a", "{n}件"), ("b", "はい"), ("c", "")]);
        let of = |b: &[(&str, &str)]| words(&all(b), &original, None).err().unwrap_or_default();
        assert_eq!(of(&[("a", "{n} found"), ("b", "yes"), ("c", " ")]), "");
        assert!(of(&[("a", "{n} found"), ("c", "")]).contains("`b` is missing"));
        assert!(of(&[("a", "{m} found"), ("b", "yes"), ("c", "")]).contains("has the places [\"m\"]"));
        assert!(of(&[("a", "{n}"), ("b", "yes"), ("c", ""), ("d", "?")]).contains("`d` is not a text"));
        assert!(of(&[("a", "{n}"), ("b", "  "), ("c", "")]).contains("`b` is empty"));
    }

    #[test]
    fn numbers_have_the_forms_of_the_language() {
        let of = |text: &str, forms: &[&str]| {
            let forms: Vec<String> = forms.iter().map(|form| (*form).to_owned()).collect();
            choices(text, Some(&forms)).err().unwrap_or_default()
        };
        let whole = "{n, plural, =0 {none} one {# place} other {# places}}";
        assert_eq!((of(whole, &["one"]), of("{n, number}", &["one"])), (String::new(), String::new()));
        assert!(of(whole, &[]).contains("a branch `one`, which the language has no form for"));
        assert!(of(whole, &["one", "few"]).contains("no branch `few`"));
        assert!(of("{n, plural, one {# place}}", &["one"]).contains("no branch `other`"));
        assert!(of("{m, select, 1 {Jan}}", &[]).contains("no branch `other`"));
        assert!(of("{n, plurals, other {#}}", &[]).contains("no kind of choice"));
        // A choice within a choice.
        assert!(of("{m, select, other {{n, plural, other {#}}}}", &["one"]).contains("no branch `one`"));
        // Where nothing is known of the language's forms, only what every language has is asked.
        assert!(choices(whole, None).is_ok());
    }

    #[test]
    fn a_cell_is_not_empty_in_one_language_alone() {
        assert!(cell("説明", "a", "b").is_ok() && cell("説明", "", "").is_ok());
        assert!(cell("説明", "あ", " ").is_err_and(|why| why.contains("説明 is empty")));
        assert!(cell("説明", "", "b").is_err());
    }

    #[test]
    fn a_form_is_the_same_in_every_language_but_for_its_texts() {
        let read = |text: &str| toml::Value::Table(text.parse().expect("it is a form"));
        let japanese = "id = 'talk'\nname = 'はなす'\n[[section]]\nid = 'good'\ntitle = 'よい'\n[[section.field]]\nid = 'house'\nkind = 'checks'\nlabel = 'いえ'\nchoices = [{ id = 'cook', label = 'りょうり', words = ['家事'] }, { id = 'rest', label = 'やすむ' }]\n";
        let of = |other: &str| form(&read(japanese), &read(other), "", false).err().unwrap_or_default();
        let english = japanese.replace("はなす", "Talk").replace("よい", "Good").replace("りょうり", "Cooking");
        assert_eq!(of(&english), "");
        let wrong = |from: &str, to: &str| of(&english.replace(from, to));
        assert_eq!(
            wrong("id = 'cook'", "id = 'cooking'"),
            "talk, section `good`, field `house`, choices `cook`, id is \"cooking\", \"cook\" expected"
        );
        assert!(wrong("kind = 'checks'", "kind = 'faces'").contains("kind is \"faces\""));
        assert!(wrong("家事", "housework").contains("words is \"housework\""));
        assert!(wrong(", { id = 'rest', label = 'やすむ' }", "").contains("choices: 1, the Japanese has 2"));
        assert!(wrong("label = 'いえ'\n", "").contains("field `house`: `label` is missing"));
        assert!(wrong("label = 'いえ'\n", "label = ''\n").contains("label is empty"));
        assert!(wrong("label = 'いえ'\n", "label = 'Home'\nhint = 'x'\n").contains("the Japanese has no `hint`"));
        let swapped = english.replace("'cook'", "'x'").replace("'rest'", "'cook'").replace("'x'", "'rest'");
        assert!(of(&swapped).contains("choices `cook`, id is \"rest\""));
    }
}
