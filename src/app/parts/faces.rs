//! Faces for feelings, drawn for this site: a circle, eyes, a mouth. Always beside the word.

use leptos::prelude::*;

/// The face with this id; a plain one for an id of a city's own.
pub fn face(id: &str) -> AnyView {
    let (eyes, mouth) = match id {
        "happy" => ("M9 13q1.500-2.500 3 0M20 13q1.500-2.500 3 0", "M9.500 18.500q6.500 7 13 0"),
        "calm" => ("M9 13.500q1.500 1.500 3 0M20 13.500q1.500 1.500 3 0", "M11 20q5 3 10 0"),
        "tired" => ("M8.500 14h4M19.500 14h4", "M12 21.500q4-2 8 0"),
        "sad" => ("M10.500 13v1M21.500 13v1M22 17q2 3 0 4q-2-1 0-4", "M11 22.500q5-4.500 10 0"),
        "angry" => ("M8 11l4.500 2M24 11l-4.500 2M10.500 14.500v.5M21.500 14.500v.5", "M11 22q5-3.500 10 0"),
        "scared" => (
            "M10.500 12a1.500 1.500 0 1 1 0 3a1.500 1.500 0 1 1 0-3M21.500 12a1.500 1.500 0 1 1 0 3a1.500 1.500 0 1 1 0-3",
            "M10 21q1.500-2 3 0t3 0t3 0t3 0",
        ),
        "worried" => ("M8.500 12l4-1.500M23.500 12l-4-1.500M10.500 14v1M21.500 14v1", "M12 21.500h8"),
        _ => ("M10.500 13v1.500M21.500 13v1.500", "M11 20.500h10"),
    };
    view! {
        <svg class="face" viewBox="0 0 32 32" width="48" height="48" aria-hidden="true" focusable="false">
            <circle cx="16" cy="16" r="13.500" fill="none" stroke="currentColor" stroke-width="1.600"/>
            <path d=eyes fill="none" stroke="currentColor" stroke-width="1.800" stroke-linecap="round"/>
            <path d=mouth fill="none" stroke="currentColor" stroke-width="1.800" stroke-linecap="round"/>
        </svg>
    }
    .into_any()
}

/// A label with its readings: 《漢字|かんじ》 becomes ruby.
pub fn ruby(text: &str) -> AnyView {
    let parts = crate::text::ruby::parts(text).map(|(base, reading)| {
        let base = base.to_owned();
        match reading.map(str::to_owned) {
            None => base.into_any(),
            Some(reading) => view! { <ruby>{base}<rt>{reading}</rt></ruby> }.into_any(),
        }
    });
    parts.collect_view().into_any()
}
