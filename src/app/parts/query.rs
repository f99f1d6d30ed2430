//! The part of a page's address behind `?`: what is searched and chosen, so that a view can be shared and reloaded.

use crate::app::site::site;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use std::fmt::Write;

/// One value of the address, empty where it has none.
pub fn parameter(name: &'static str) -> Memo<String> {
    let map = use_query_map();
    Memo::new(move |_| map.with(|m| m.get_str(name).unwrap_or_default().to_owned()))
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

/// The address of a page with these values; empty ones are left out.
pub fn address(root: &str, page: &str, values: &[(&str, &str)]) -> String {
    let mut address = format!("{root}{page}");
    let mut sign = '?';
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = write!(address, "{sign}{name}={}", escape(value));
        sign = '&';
    }
    address
}

/// Percent-encoding of all but letters and digits (RFC 3986's unreserved).
pub fn escape(value: &str) -> String {
    let mut out = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(byte as char);
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
