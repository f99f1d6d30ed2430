//! The forms that come with the site, and what holds for any form's file.

use proptest::prelude::*;
use std::collections::HashSet;
use tsunagi::directory::Kind;
use tsunagi::plan::form::{FieldKind, Stage};
use tsunagi::plan::read::read;

fn files() -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir("forms")
        .expect("the folder of forms")
        .filter_map(Result::ok)
        .filter(|e| e.path().extension().is_some_and(|e| e == "toml"))
        .map(|e| (e.file_name().to_string_lossy().into_owned(), std::fs::read_to_string(e.path()).expect("a form")))
        .collect();
    files.sort();
    files
}

#[test]
fn every_form_is_whole() {
    let mut ids = HashSet::new();
    let mut stages = Vec::new();
    for (file, text) in files() {
        let (form, problems) = read(&text);
        assert_eq!(problems, [], "{file}");
        let form = form.expect("a form");
        assert_eq!(format!("{}.toml", form.id), file);
        assert!(ids.insert(form.id.clone()));
        stages.push(form.stage);
        let fields: Vec<_> = form.sections.iter().flat_map(|s| &s.fields).collect();
        // Strengths come before worries: the seeds are of one mind.
        let first = |kind: FieldKind| fields.iter().position(|f| f.kind == kind);
        let strengths = first(FieldKind::Strengths).expect("every form has strengths");
        if form.id != "portrait" && form.stage != Stage::Child {
            assert!(first(FieldKind::Checks).is_none_or(|checks| strengths < checks), "{file}");
        }
        for field in &fields {
            assert!(!field.label.is_empty(), "{file} {}", field.id);
            if matches!(field.kind, FieldKind::Checks | FieldKind::Faces) {
                assert!(!field.choices.is_empty(), "{file} {}", field.id);
            }
            for key in field.choices.iter().flat_map(|c| &c.places) {
                assert!(Kind::ALL.iter().any(|k| k.key() == key), "{file} {key}");
            }
        }
        // No words that judge a family.
        for word in ["問題", "指導", "リスク", "虐待", "改善"] {
            assert!(!text.contains(word), "{file}: {word}");
        }
    }
    assert_eq!(ids.len(), 8);
    for stage in [Stage::Pregnancy, Stage::Newborn, Stage::Infant, Stage::School, Stage::Child, Stage::Review] {
        assert!(stages.contains(&stage), "{stage:?}");
    }
}

/// A seven-year-old has read the kanji of one school year: each of ours has its reading above it.
#[test]
fn the_childs_sheet_is_readable_at_seven() {
    let (_, text) = files().into_iter().find(|(file, _)| file == "child.toml").expect("the child's form");
    let form = read(&text).0.expect("a form");
    let mut texts = vec![form.name, form.lead];
    for section in form.sections {
        texts.extend([section.title, section.lead]);
        for field in section.fields {
            texts.extend([field.label, field.hint]);
            texts.extend(field.examples);
            texts.extend(field.choices.into_iter().map(|c| c.label));
        }
    }
    for text in texts {
        let mut plain = String::new();
        for (n, part) in text.split(['《', '》']).enumerate() {
            if n % 2 == 0 {
                plain.push_str(part);
            } else {
                let (_, reading) = part.split_once('|').expect("a reading");
                assert!(reading.chars().all(|c| ('ぁ'..='ゖ').contains(&c)), "{text}");
            }
        }
        assert!(!plain.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_file_makes_the_reader_panic(text in "[a-z\\[\\]=\"{}., \n0-9あ-ん#']{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn a_form_cut_anywhere_is_told(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let files = files();
        let (_, text) = which.get(&files);
        let cut = text.chars().take(at.index(text.chars().count())).collect::<String>();
        let (form, problems) = read(&cut);
        prop_assert!(form.is_some() || !problems.is_empty());
        for problem in problems {
            prop_assert!(problem.line <= cut.matches('\n').count() + 1);
        }
    }
}
