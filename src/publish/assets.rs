//! The app's own files, named by their content: a server or a phone may keep each for ever.

use super::PublishError;
use super::place::{Kit, Out, part, put, text_part};
use crate::app::prerender::Assets;
use crate::data::Settings;
use crate::data::color::Palette;
use crate::words::{OFFERED, Words};

/// Writes `assets/` and says under which names.
pub(super) fn write(kit: &dyn Kit, settings: &Settings, out: &dyn Out) -> Result<Assets, PublishError> {
    let keep = |stem: &str, ending: &str, bytes: &[u8]| -> Result<String, PublishError> {
        let name = format!("{stem}-{}.{ending}", digest(bytes));
        put(out, &format!("assets/{name}"), bytes)?;
        Ok(name)
    };
    // A program and its WebAssembly; the script that starts it, which names both.
    let program = |name: &str, stem: &str| -> Result<(String, String), PublishError> {
        let wasm = keep(stem, "wasm", &part(kit, &format!("app/{name}_bg.wasm"))?)?;
        Ok((keep(stem, "js", &part(kit, &format!("app/{name}.js"))?)?, wasm))
    };
    let script = |name: &str, holes: &[(&str, &str)]| -> Result<String, PublishError> {
        let text = text_part(kit, &format!("public/{name}.js"))?;
        let text = holes.iter().fold(text, |text, (hole, value)| text.replace(hole, value));
        keep(name, "js", text.as_bytes())
    };
    let (app_js, app_wasm) = program("app", "app")?;
    let start = script("start", &[("APP_JS", &app_js), ("APP_WASM", &app_wasm)])?;
    let (seal_js, seal_wasm) = program("sealer", "seal")?;
    let sealer = script("sealer", &[("SEAL_JS", &seal_js), ("SEAL_WASM", &seal_wasm)])?;
    let (desk_js, desk_wasm) = program("desk", "desk")?;
    let desk_start = script("desk-start", &[("DESK_JS", &desk_js), ("DESK_WASM", &desk_wasm)])?;
    let (press_js, press_wasm) = program("press", "press-core")?;
    let press = script("press", &[("PRESS_JS", &press_js), ("PRESS_WASM", &press_wasm)])?;
    let mut languages = Vec::new();
    for language in OFFERED {
        let Some(texts) = Words::bundle(language.tag) else { continue };
        // The kit is handed on whole: all forms are read, and those written that are offered.
        let forms = forms(kit, &format!("forms/{}", language.tag))?;
        if settings.offered().contains(&language) {
            let texts = keep(&format!("texts-{}", language.tag), "txt", texts.as_bytes())?;
            let own = keep(&format!("forms-{}", language.tag), "txt", forms.as_bytes())?;
            languages.push((language.tag, format!("assets/{texts}"), format!("assets/{own}")));
        }
    }
    let forms = keep("forms", "txt", forms(kit, "forms")?.as_bytes())?;
    let furigana = script("furigana", &[])?;
    let way_out = script("way-out", &[])?;
    let kept = script("keep", &[])?;
    let old = script("old", &[])?;
    let leaflet_js = keep("leaflet", "js", &part(kit, "vendor/leaflet/dist/leaflet.js")?)?;
    let leaflet_css = keep("leaflet", "css", &part(kit, "vendor/leaflet/dist/leaflet.css")?)?;
    let supercluster_js = keep("supercluster", "js", &part(kit, "vendor/supercluster/dist/supercluster.min.js")?)?;
    let map = script(
        "map",
        &[("LEAFLET_JS", &leaflet_js), ("LEAFLET_CSS", &leaflet_css), ("SUPERCLUSTER_JS", &supercluster_js)],
    )?;
    let picture = script("picture", &[])?;
    licences(kit, out)?;
    let icon = keep("icon", "svg", &part(kit, "public/icon.svg")?)?;
    let (mut style, mut desk_style) = (String::new(), String::new());
    for sheet in kit.names("style").map_err(|why| PublishError { what: "reading style".to_owned(), why })? {
        if sheet.ends_with(".css") {
            // Families have no use for the desk's.
            let whose = if sheet.starts_with("desk") { &mut desk_style } else { &mut style };
            whose.push_str(&squeeze(&text_part(kit, &format!("style/{sheet}"))?));
        }
    }
    // The city's own colour stands after ours, and so in its place.
    style.push_str(&settings.color.map(|color| Palette::of(color).css()).unwrap_or_default());
    let style = keep("style", "css", style.as_bytes())?;
    let desk_style = keep("desk", "css", desk_style.as_bytes())?;
    let named = |name: String| format!("assets/{name}");
    Ok(Assets {
        style: named(style),
        start: named(start),
        way_out: named(way_out),
        keep: named(kept),
        old: named(old),
        app_js: named(app_js),
        app_wasm: named(app_wasm),
        map: named(map),
        picture: named(picture),
        icon: named(icon),
        sealer: named(sealer),
        forms: named(forms),
        languages,
        furigana: named(furigana),
        desk_start: named(desk_start),
        desk_style: named(desk_style),
        press: named(press),
    })
}

/// The licences of the libraries that are served as they are: theirs ask for it.
fn licences(kit: &dyn Kit, out: &dyn Out) -> Result<(), PublishError> {
    let mut all = String::new();
    for name in ["leaflet", "supercluster", "kdbush"] {
        let text = text_part(kit, &format!("vendor/{name}/LICENSE"))?;
        all.push_str(&format!("{name}\n\n{}\n\n", text.trim()));
    }
    put(out, "assets/licences.txt", all)
}

/// The built-in forms of a folder in one file, each behind the line that parts them.
fn forms(kit: &dyn Kit, folder: &str) -> Result<String, PublishError> {
    let mut all = String::new();
    for name in kit.names(folder).map_err(|why| PublishError { what: format!("reading {folder}"), why })? {
        if name.ends_with(".toml") {
            all.push_str(&text_part(kit, &format!("{folder}/{name}"))?);
            all.push_str(crate::plan::read::BETWEEN);
        }
    }
    Ok(all)
}

/// Sixteen hexadecimal digits that change with the content (FNV-1a; a name for caches, no proof of origin).
pub(super) fn digest(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

/// A style sheet without comments and indentation.
pub(super) fn squeeze(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_lose_only_what_nobody_reads() {
        assert_eq!(squeeze("/* a */\n.x {\n  color: red; /* b */\n}\n"), ".x {\ncolor: red;\n}\n");
        assert_ne!(digest(b"a"), digest(b"b"));
    }
}
