//! Texts that are worked on: messages with places to fill, readings over kanji, spellings made one.

use super::given::text;
use arbitrary::Unstructured;
use tsunagi::search::{Document, Index, highlight};
use tsunagi::text::width::narrow;
use tsunagi::text::written::{markup, percent};
use tsunagi::text::{fold, fold_with_map, romaji_to_kana, ruby};
use tsunagi::words::message::{fill, holes};

/// A text with places to fill (a city may write its own): what is filled in stands there as it was given, whatever signs it
/// has; and what else is done with any text.
pub fn message(bytes: &[u8]) {
    let mut u = Unstructured::new(bytes);
    let value = text(&mut u, 8);
    let written = String::from_utf8_lossy(u.take_rest()).into_owned();
    for language in ["ja", "en", "pt"] {
        let plain = fill(&written, &[], language);
        assert_eq!(plain, written, "a text without values is as it was");
        let names = holes(&written);
        assert!(names.windows(2).all(|two| two[0] < two[1]), "{names:?}");
        let values: Vec<(&str, &str)> = names.iter().map(|name| (*name, value.as_str())).collect();
        let filled = fill(&written, &values, language);
        assert!(filled.len() <= written.len() * (value.len() + 1) + 1);
    }
    // Beside a number, whatever the value holds.
    let beside = fill("{n, plural, one {# of {name}} other {# of {name}}}", &[("n", "3"), ("name", &value)], "en");
    assert_eq!(beside, format!("3 of {value}"));
    readings(&written);
    spellings(&written, &value);
}

fn readings(text: &str) {
    assert!(ruby::plain(text).len() <= text.len() && (text.contains('《') || ruby::plain(text) == text));
    let page = format!("<p title=\"{0}\">{0}</p>", markup(text));
    let with = ruby::in_markup(&page);
    let xml = with.replace(
        |c: char| (c.is_control() && c != '\n' && c != '\t' && c != '\r') || ('\u{fffe}'..='\u{ffff}').contains(&c),
        "",
    );
    let tree = roxmltree::Document::parse(&xml).unwrap_or_else(|why| panic!("{why}: {xml}"));
    let known = ["p", "ruby", "rp", "rt"];
    assert!(tree.descendants().filter(|n| n.is_element()).all(|n| known.contains(&n.tag_name().name())), "{xml}");
    assert!(tree.descendants().all(|n| n.attributes().all(|a| a.name() == "title")), "{xml}");
    assert!(percent(text).bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~' | b'%')));
}

fn spellings(text: &str, query: &str) {
    let once = fold(text);
    assert_eq!(fold(&once), once, "folding twice changes nothing");
    assert_eq!(fold(&narrow(text)), once);
    let folded = fold_with_map(text);
    assert_eq!(folded.text, once);
    assert_eq!(folded.source.len(), once.chars().count());
    assert!(folded.source.iter().all(|(from, to)| from < to && text.get(*from as usize..*to as usize).is_some()));
    let marks = highlight(text, query);
    assert!(marks.iter().all(|mark| mark.start < mark.end && text.get(mark.clone()).is_some()));
    assert!(marks.windows(2).all(|two| two[0].end < two[1].start), "marks overlap");
    let _ = romaji_to_kana(text);
    let index = Index::build([Document { name: text, ..Document::default() }]);
    let found = index.search(query);
    assert!(found.hits.windows(2).all(|two| two[0].score >= two[1].score));
}
