//! Texts with places to fill, as ICU MessageFormat writes them: `{name}`, `{n, plural, one {# place} other {# places}}`,
//! `{month, select, 1 {Jan} other {?}}`, `{n, number}`. Which forms a language has for numbers, and with which signs it writes them,
//! is in its row of `others/languages.toml`.

use super::pieces::{DEEPEST, Piece, branches, pieces};
use super::{category, signs};

pub use super::pieces::holes;

/// A number as a language writes it: `1234.5` in threes with the signs of the language. What is no number stays as it is.
fn number_of(language: &str, plain: &str) -> String {
    let (whole, part) = plain.split_once('.').map_or((plain, None), |(whole, part)| (whole, Some(part)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !part.is_none_or(digits) {
        return plain.to_owned();
    }
    let (group, point) = signs(language);
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if let Some(part) = part {
        out.push(point);
        out.push_str(part);
    }
    out
}

/// A text with its places filled. A name that is not given stays as it is, so that it is seen.
pub fn fill(text: &str, values: &[(&str, &str)], language: &str) -> String {
    let mut out = String::new();
    fill_into(&mut out, text, values, language, None, 0);
    out
}

/// `number`: what `#` stands for, within the branches of a plural.
fn fill_into(
    out: &mut String,
    text: &str,
    values: &[(&str, &str)],
    language: &str,
    number: Option<&str>,
    depth: usize,
) {
    let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    for piece in pieces(text) {
        match piece {
            // Only a sign of the text itself is the number: one in what is filled in stays.
            Piece::Text(text) => match number {
                Some(number) => out.push_str(&text.replace('#', number)),
                None => out.push_str(text),
            },
            Piece::Place { whole, name, choice } => match (value(name), choice) {
                (None, _) => out.push_str(whole),
                (Some(value), None) => out.push_str(value),
                (Some(value), Some(("number", _))) => out.push_str(&number_of(language, value)),
                (Some(_), Some(_)) if depth == DEEPEST => out.push_str(whole),
                (Some(value), Some((kind, text))) => {
                    let all = branches(text);
                    let find = |key: &str| all.iter().find(|(known, _)| *known == key).map(|(_, text)| *text);
                    let plural = kind == "plural";
                    let counted: Option<u64> = value.parse().ok().filter(|_| plural);
                    let exact = if plural { find(&format!("={value}")) } else { find(value) };
                    let usual = || counted.and_then(|number| find(category(language, number)));
                    let branch = exact.or_else(usual).or_else(|| find("other")).unwrap_or_default();
                    let own = plural.then(|| number_of(language, value));
                    fill_into(out, branch, values, language, own.as_deref().or(number), depth + 1);
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_choose_their_form_by_the_language() {
        let text = "{count, plural, =0 {nothing} one {# place} other {# places}} in {town}";
        let filled = |n: &str, language: &str| fill(text, &[("count", n), ("town", "汐見")], language);
        assert_eq!(filled("0", "en"), "nothing in 汐見");
        assert_eq!(filled("1", "en"), "1 place in 汐見");
        assert_eq!(filled("1234", "en"), "1,234 places in 汐見");
        let text = "{n, plural, one {# lugar} other {# lugares}}";
        assert_eq!(["0", "1", "2"].map(|n| fill(text, &[("n", n)], "pt")), ["0 lugar", "1 lugar", "2 lugares"]);
        assert_eq!(["0", "1"].map(|n| fill(text, &[("n", n)], "vi")), ["0 lugares", "1 lugares"]);
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        let filled = |n: &str, language: &str| fill("{n, number} km", &[("n", n)], language);
        assert_eq!(
            ["0", "999", "1000", "1234567", "1.2", "12345.67"].map(|n| filled(n, "ja")),
            ["0 km", "999 km", "1,000 km", "1,234,567 km", "1.2 km", "12,345.67 km"]
        );
        assert_eq!(["1.2", "1000"].map(|n| filled(n, "pt")), ["1,2 km", "1.000 km"]);
        assert_eq!(["1.2", "1000"].map(|n| filled(n, "vi")), ["1,2 km", "1.000 km"]);
        assert_eq!(
            ["", "-", "1.", ".5", "1e9", "１"].map(|n| filled(n, "pt")),
            [" km", "- km", "1. km", ".5 km", "1e9 km", "１ km"]
        );
        assert_eq!(holes("{n, number}"), ["n"]);
    }

    #[test]
    fn names_choose_theirs_and_may_hold_places() {
        let text = "{day} {month, select, 1 {Jan} 11 {Nov} other {month {month}}}";
        let filled = |month: &str| fill(text, &[("day", "21"), ("month", month)], "en");
        assert_eq!((filled("11"), filled("13")), ("21 Nov".to_owned(), "21 month 13".to_owned()));
        assert_eq!(holes(text), ["day", "month"]);
        assert_eq!(holes("{a, plural, one {# {b}} other {# {c}}}"), ["a", "b", "c"]);
    }

    #[test]
    fn what_is_not_given_or_not_closed_stays_to_be_seen() {
        assert_eq!(fill("{count}件", &[], "ja"), "{count}件");
        assert_eq!(fill("{n, plural, other {#}} {", &[], "ja"), "{n, plural, other {#}} {");
        assert_eq!(fill("a } b", &[], "ja"), "a } b");
        assert_eq!(fill("{n, plural, one {x}}", &[("n", "5")], "en"), "");
    }
}
