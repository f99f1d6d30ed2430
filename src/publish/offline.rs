//! `sw.js`: the worker that lets the pages open without a network (docs/offline.md), with the names of all that it keeps.

use super::assets::digest;
use super::place::{Kit, Out, put, text_part};
use super::{Page, PublishError};
use crate::app::prerender::{Assets, PAGES};
use crate::text::json::Json;
use crate::words::Language;

/// The pages that are kept first and whatever else: numbers to ring are needed most when nothing else works.
const FIRST: [&str; 2] = ["now/", "kids/"];

/// The pages that are for those who run a hub, at a desk of their own: they are not sent to every phone.
const NOT_KEPT: [&str; 2] = ["embed/", "spread/"];

/// Whether the worker keeps a page of each language.
pub(super) fn is_kept(page: &Page) -> bool {
    !NOT_KEPT.contains(&page.folder)
}

/// Writes the worker. `pages`: what all kept pages hold, or a digest of it; the worker's cache has a name of its own for each
/// content, so that a new site never mixes with a former one.
pub(super) fn write(
    kit: &dyn Kit,
    assets: &Assets,
    languages: &[Language],
    pages: &str,
    out: &dyn Out,
) -> Result<(), PublishError> {
    let Assets {
        style, start, way_out, keep, face, old, app_js, app_wasm, icon, apple, sealer, forms, trusted, ..
    } = assets;
    let first = vec![style.as_str(), icon, way_out, trusted];
    let mut every = first.clone();
    every.extend([start.as_str(), keep, face, old, app_js, app_wasm, apple, sealer, &assets.sealing, forms]);
    every.extend(assets.bundles.values().map(String::as_str));
    let own = |tag: &str| -> Vec<&str> {
        let texts = assets.languages.iter().filter(|(of, ..)| *of == tag);
        let texts = texts.flat_map(|(_, texts, forms)| [texts.as_str(), forms]);
        texts.chain((tag == "easy").then_some(assets.furigana.as_str())).collect()
    };
    let mut named = every.clone();
    named.extend(languages.iter().flat_map(|language| own(language.tag)));
    let sums = assets.sums.iter().filter(|(name, _)| named.contains(&name.as_str()));
    let sums = Json::object(sums.map(|(name, sum)| (name.clone(), Json::text(sum)))).to_string();
    let kept = languages.iter().map(|language| {
        (language.tag, Json::object([("below", Json::text(language.folder())), ("assets", list(own(language.tag)))]))
    });
    let folders = list(PAGES.iter().filter(|page| is_kept(page)).map(|page| page.folder));
    let holes = [
        ("PAGES_KEPT", folders.to_string()),
        ("FIRST_KEPT", list(FIRST).to_string()),
        ("FIRST_ASSETS_KEPT", list(first).to_string()),
        ("ASSETS_KEPT", list(every).to_string()),
        ("LANGUAGES_KEPT", Json::object(kept).to_string()),
        ("SUMS_KEPT", sums.clone()),
        ("START_NAME", start.trim_start_matches("assets/").to_owned()),
        ("CONTENT", digest(format!("{sums}{pages}").as_bytes())),
    ];
    // A list stands where its name did, a text between the quotes that are there.
    let fill = |script: String, (hole, value): &(&str, String)| {
        let script = script.replace(&format!("= {hole};"), &format!("= {value};"));
        script.replace(&format!("\"{hole}\""), &format!("\"{value}\""))
    };
    put(out, "sw.js", holes.iter().fold(text_part(kit, "public/sw.js")?, fill))
}

fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> Json {
    Json::List(names.into_iter().map(Json::text).collect())
}
