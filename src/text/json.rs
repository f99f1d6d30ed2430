//! Writing JSON (RFC 8259) for the few places that need it: data for search engines, and for the map.

use std::borrow::Cow;
use std::fmt::Write;

const LARGEST: f64 = 9_007_199_254_740_992.0;

/// A value to be written.
///
/// ```
/// use tsunagi::text::json::Json;
/// let value = Json::object([("name", Json::text("ひろば")), ("tags", Json::List(vec![]))]);
/// assert_eq!(value.to_string(), r#"{"name":"ひろば","tags":[]}"#);
/// assert_eq!(Json::text("</script>").to_string(), r#""\u003c/script\u003e""#);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Text(String),
    /// A number, to nine decimals. One that JSON has no word for, or that its readers do not all hold (beyond 2⁵³: RFC 7493, 2.2), is
    /// written as null.
    Number(f64),
    List(Vec<Json>),
    Object(Vec<(Cow<'static, str>, Json)>),
}

impl Json {
    pub fn text(text: impl Into<String>) -> Json {
        Json::Text(text.into())
    }

    pub fn object<Name: Into<Cow<'static, str>>>(pairs: impl IntoIterator<Item = (Name, Json)>) -> Json {
        Json::Object(pairs.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

impl std::fmt::Display for Json {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Json::Text(text) => write_text(f, text),
            Json::Number(number) if number.abs() <= LARGEST => f.write_str(&super::decimal::at_most(*number, 9)),
            Json::Number(_) => f.write_str("null"),
            Json::List(items) => {
                f.write_char('[')?;
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        f.write_char(',')?;
                    }
                    write!(f, "{item}")?;
                }
                f.write_char(']')
            }
            Json::Object(pairs) => {
                f.write_char('{')?;
                for (at, (name, value)) in pairs.iter().enumerate() {
                    if at > 0 {
                        f.write_char(',')?;
                    }
                    write_text(f, name)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn write_text(f: &mut std::fmt::Formatter, text: &str) -> std::fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            // Inside a page's script element nothing may look like its end (HTML 4.12.1.3).
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => write!(f, "\\u{:04x}", c as u32)?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}
