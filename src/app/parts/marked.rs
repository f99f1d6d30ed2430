//! A text with what was searched for marked in it.

use crate::search::highlight;
use leptos::prelude::*;

pub fn marked(text: &str, query: &str) -> AnyView {
    let ranges = highlight(text, query);
    if ranges.is_empty() {
        return text.to_owned().into_any();
    }
    let mut parts = Vec::new();
    let mut at = 0;
    for range in ranges {
        parts.push(text[at..range.start].to_owned().into_any());
        parts.push(view! { <mark>{text[range.clone()].to_owned()}</mark> }.into_any());
        at = range.end;
    }
    parts.push(text[at..].to_owned().into_any());
    parts.into_any()
}
