//! What is searched and chosen stands in the address, so that a view can be shared and reloaded: what says nothing of a family behind
//! `?`, what may say something of it behind `#`, which no server ever receives. What stands behind `#` comes first; from an address
//! of former times it is read behind `?` as well, and moved.

use crate::app::outlet::below;
use crate::app::pages::Page;
use crate::app::site::site;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_url};
use leptos_router::location::Url;
use std::fmt::Write;

use crate::text::written::from_percent as unescape;
pub use crate::text::written::percent as escape;

/// What goes behind `#` on every page: the words searched for, and what a family says of itself when it narrows a list (the child's
/// age, 困りごと, where it lives, whom it looks for, for whom it is).
const UNSENT: [&str; 8] = ["q", "age", "need", "district", "near", "target", "staff", "for"];

/// What the address asks for: names and values. The first of a name counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked(Vec<(String, String)>);

impl Asked {
    fn of(url: &Url) -> Asked {
        let mut all = pairs(hash(url));
        all.extend(url.search_params().latest_values().map(|(name, value)| (name.to_string(), value.to_owned())));
        Asked(all)
    }

    /// One value, empty where the address has none.
    pub fn get(&self, name: &str) -> String {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// What stands behind `#`; on the host there is no such part of an address.
fn hash(url: &Url) -> &str {
    #[cfg(feature = "app")]
    return url.hash().trim_start_matches('#');
    #[cfg(not(feature = "app"))]
    {
        let _ = url;
        ""
    }
}

/// The names and values of a part of an address.
fn pairs(part: &str) -> Vec<(String, String)> {
    part.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), unescape(value)))
        .collect()
}

/// All that the address asks for.
pub fn asked() -> Memo<Asked> {
    let url = use_url();
    Memo::new(move |_| url.with(Asked::of))
}

/// One value of the address, empty where it has none.
pub fn parameter(name: &'static str) -> Memo<String> {
    let asked = asked();
    Memo::new(move |_| asked.with(|asked| asked.get(name)))
}

/// The id that a page is asked for: as the folder of its own that a publisher wrote, else by name.
pub fn id_asked() -> Memo<String> {
    let (asked, url, root) = (parameter("id"), use_url(), site().root.clone());
    Memo::new(move |_| match asked.get() {
        id if id.is_empty() => url.with(|url| unescape(Page::id(below(&root, url.path())))),
        id => id,
    })
}

/// The words searched for.
pub fn words_searched() -> Memo<String> {
    parameter("q")
}

/// Which thing an address is about, by its id.
pub fn thing(url: &Url) -> String {
    Asked::of(url).get("id")
}

/// The address that an address of former times has now, where what no server should receive stands behind `?`: on pages of the record
/// all of it.
pub fn moved(url: &Url, page: Page) -> Option<String> {
    let ours = matches!(page, Page::Record(_) | Page::Kept(_) | Page::Plan(_) | Page::Hand(_));
    // Forms write a space as a plus.
    let search = url.search().replace('+', "%20");
    let (unsent, sent): (Vec<&str>, Vec<&str>) = search
        .split('&')
        .filter(|pair| !pair.is_empty())
        .partition(|pair| ours || UNSENT.contains(&pair.split('=').next().unwrap_or_default()));
    if unsent.is_empty() {
        return None;
    }
    let behind: Vec<&str> = Some(hash(url)).filter(|hash| !hash.is_empty()).into_iter().chain(unsent).collect();
    let sign = if sent.is_empty() { "" } else { "?" };
    Some(format!("{}{sign}{}#{}", url.path(), sent.join("&"), behind.join("&")))
}

/// A function that writes the address of this page anew without a new step in the browser's history.
pub fn rewriter(page: &'static str) -> impl Fn(&[(&str, &str)]) + Clone {
    let navigate = use_navigate();
    let root = site().root.clone();
    move |values: &[(&str, &str)]| {
        let address = address(&root, page, values);
        navigate(&address, quietly());
    }
}

/// Without a new step in the browser's history, and without a move on the page.
pub fn quietly() -> NavigateOptions {
    NavigateOptions { resolve: false, replace: true, scroll: false, ..NavigateOptions::default() }
}

/// Runs something with the conditions of a list as an address has them, and the words searched for.
pub fn with_words<T>(query: &str, pairs: &[(&str, String)], run: impl FnOnce(&[(&str, &str)]) -> T) -> T {
    let mut all: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.push(("q", query));
    run(&all)
}

/// The address of a page with these values; empty ones are left out. What no server should receive goes behind `#`.
pub fn address(root: &str, page: &str, values: &[(&str, &str)]) -> String {
    let mut address = format!("{root}{page}");
    for (unsent, first) in [(false, '?'), (true, '#')] {
        let mut sign = first;
        let here = |name: &str| UNSENT.contains(&name) == unsent;
        for (name, value) in values.iter().filter(|(name, value)| here(name) && !value.is_empty()) {
            // A String takes whatever is written.
            let _ = write!(address, "{sign}{name}={}", escape(value));
            sign = '&';
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::pages::RecordPage;

    #[test]
    fn words_go_where_no_server_sees_them() {
        let values = [("q", "夜泣き & 100%"), ("group", "care"), ("kind", "")];
        let written = address("/kosodate/", "places/", &values);
        let (before, words) = written.split_once("#q=").expect("words");
        assert_eq!(before, "/kosodate/places/?group=care");
        assert_eq!(unescape(words), "夜泣き & 100%");
        assert_eq!(unescape("100%"), "100%");
    }

    #[test]
    fn so_does_what_a_family_says_of_itself() {
        let values = [("group", "care"), ("need", "夜泣き&"), ("age", "6"), ("only", "free"), ("q", "")];
        let written = address("/", "places/", &values);
        let (before, behind) = written.split_once('#').expect("conditions");
        assert_eq!(before, "/places/?group=care&only=free");
        let asked = Asked(pairs(behind));
        assert_eq!(["need", "age", "q"].map(|name| asked.get(name)), ["夜泣き&", "6", ""]);
        assert_eq!(address("/", "places/", &[("age", "")]), "/places/");
    }

    #[test]
    fn an_address_of_former_times_is_moved() {
        let url = |search: &str| {
            let mut url = Url::default();
            *url.search_mut() = search.to_owned();
            url
        };
        let places = |search: &str| moved(&url(search), Page::Places);
        assert_eq!(places("q=a+b&group=care&age=6").as_deref(), Some("?group=care#q=a%20b&age=6"));
        assert_eq!(places("need=%E5%A4%9C").as_deref(), Some("#need=%E5%A4%9C"));
        assert_eq!((places("group=care&kind=park"), places("")), (None, None));
        // The id of a place says nothing of whoever looks at it; that of a child does.
        assert_eq!(moved(&url("id=k1"), Page::Place), None);
        let timeline = Page::Record(RecordPage::Timeline);
        assert_eq!(moved(&url("of=c1&open=c1.low-weight"), timeline).as_deref(), Some("#of=c1&open=c1.low-weight"));
    }
}
