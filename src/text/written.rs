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
