//! What is searched and chosen stands in the address, so that a view can be shared and reloaded: choices behind `?`,
//! words typed behind `#`, which no server ever receives.

use crate::app::outlet::below;
use crate::app::pages::Page;
use crate::app::site::site;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map, use_url};
use std::fmt::Write;

use crate::text::written::from_percent as unescape;
pub use crate::text::written::percent as escape;

/// One value of the address, empty where it has none.
pub fn parameter(name: &'static str) -> Memo<String> {
    let map = use_query_map();
    Memo::new(move |_| map.with(|m| m.get_str(name).unwrap_or_default().to_owned()))
}

/// The id that a page is asked for: behind `?id=`, or as the folder of its own that a publisher wrote.
pub fn id_asked() -> Memo<String> {
    let (asked, url, root) = (parameter("id"), use_url(), site().root.clone());
    Memo::new(move |_| match asked.get() {
        id if id.is_empty() => url.with(|url| unescape(Page::id(below(&root, url.path())))),
        id => id,
    })
}

/// The words searched for. A form sent before the app had started has them behind `?`.
pub fn words_searched() -> Memo<String> {
    let sent = parameter("q");
    // On the host there is no such part of an address.
    #[cfg(not(feature = "app"))]
    return sent;
    #[cfg(feature = "app")]
    {
        let hash = leptos_router::hooks::use_location().hash;
        Memo::new(move |_| match hash.with(|h| h.trim_start_matches('#').strip_prefix("q=").map(unescape)) {
            Some(words) => words,
            None => sent.get(),
        })
    }
}

/// A function that writes the address of this page anew without a new step in the browser's history.
pub fn rewriter(page: &'static str) -> impl Fn(&[(&str, &str)]) + Clone {
    let navigate = use_navigate();
    let root = site().root.clone();
    move |values: &[(&str, &str)]| {
        let address = address(&root, page, values);
        navigate(
            &address,
            NavigateOptions { resolve: false, replace: true, scroll: false, ..NavigateOptions::default() },
        );
    }
}

/// Runs something with the conditions of a list as an address has them, and the words searched for.
pub fn with_words<T>(query: &str, pairs: &[(&str, String)], run: impl FnOnce(&[(&str, &str)]) -> T) -> T {
    let mut all: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.push(("q", query));
    run(&all)
}

/// The address of a page with these values; empty ones are left out. The words (`q`) go behind `#`.
pub fn address(root: &str, page: &str, values: &[(&str, &str)]) -> String {
    let mut address = format!("{root}{page}");
    let mut sign = '?';
    for (name, value) in values.iter().filter(|(name, value)| *name != "q" && !value.is_empty()) {
        let _ = write!(address, "{sign}{name}={}", escape(value));
        sign = '&';
    }
    if let Some((_, words)) = values.iter().find(|(name, words)| *name == "q" && !words.is_empty()) {
        let _ = write!(address, "#q={}", escape(words));
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_where_no_server_sees_them() {
        let values = [("q", "夜泣き & 100%"), ("group", "care"), ("kind", "")];
        let written = address("/kosodate/", "places/", &values);
        let (before, words) = written.split_once("#q=").expect("words");
        assert_eq!(before, "/kosodate/places/?group=care");
        assert_eq!(unescape(words), "夜泣き & 100%");
        assert_eq!(unescape("100%"), "100%");
    }
}
