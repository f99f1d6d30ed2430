//! Text as other formats have it: HTML and XML, addresses, CSV.

use std::fmt::Write;

/// Text inside an element or a quoted attribute of HTML or XML.
///
/// ```
/// assert_eq!(tsunagi::text::written::markup("<a \"b\" & c>"), "&lt;a &quot;b&quot; &amp; c&gt;");
/// ```
pub fn markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Percent-encoding of all but letters and digits (RFC 3986's unreserved).
///
/// ```
/// assert_eq!(tsunagi::text::written::percent("夜 a-b"), "%E5%A4%9C%20a-b");
/// ```
pub fn percent(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(byte as char);
        } else {
            // A String takes whatever is written.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The text behind percent-encoding; what is none stays as it is.
///
/// ```
/// use tsunagi::text::written::{from_percent, percent};
/// assert_eq!(from_percent(&percent("夜泣き & 100%")), "夜泣き & 100%");
/// assert_eq!(from_percent("100%"), "100%");
/// ```
pub fn from_percent(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A cell of CSV (RFC 4180).
///
/// ```
/// assert_eq!(tsunagi::text::written::cell("a,\"b\""), "\"a,\"\"b\"\"\"");
/// ```
pub fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
