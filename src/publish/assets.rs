//! The app's own files, named by their content: a server or a phone may keep each for ever.

use super::place::{Kit, Out, part, put, text_part};
use super::{PublishError, gzip};
use crate::app::prerender::Assets;
use crate::data::Settings;
use crate::data::color::Palette;
use crate::data::compact;
use crate::plan::form::Form;
use crate::plan::packed;
use crate::plan::read::{beside_originals, read_all};
use crate::text::json::Json;
use crate::words::{OFFERED, Words};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Writes `assets/` and says under which names.
pub(super) fn write(kit: &dyn Kit, settings: &Settings, lists: &[&str], out: &dyn Out) -> Result<Assets, PublishError> {
    let sums = RefCell::new(BTreeMap::new());
    let keep = |stem: &str, ending: &str, bytes: &[u8]| -> Result<String, PublishError> {
        let sum = Sha256::digest(bytes);
        let name = format!("{stem}-{}.{ending}", digits(&sum));
        put(out, &format!("assets/{name}"), bytes)?;
        sums.borrow_mut().insert(format!("assets/{name}"), integrity(&sum));
        Ok(name)
    };
    // A program's WebAssembly, and the text of the script that wasm-bindgen made for it.
    let program = |name: &str, stem: &str| -> Result<(String, String), PublishError> {
        let wasm = keep(stem, "wasm", &part(kit, &format!("app/{name}_bg.wasm"))?)?;
        Ok((wasm, classic(name, &text_part(kit, &format!("app/{name}.js"))?)?))
    };
    let keep_script = |name: &str, script: String| keep(name, "js", alone(&script).as_bytes());
    // The script of a page's program: start.js finds it where it leaves itself.
    let own = |stem: &str, script: String| keep_script(stem, script + "globalThis.tsunagiProgram = program;\n");
    // `APP_WASM` in a script is the name of a file, `APP_SUM_WASM` what it has to be.
    let filled = |text: String, holes: &[(&str, &str, &str)]| -> String {
        let text = holes.iter().fold(text, |text, (stem, ending, file)| {
            let sum = sums.borrow().get(&format!("assets/{file}")).cloned().unwrap_or_default();
            text.replace(&format!("{stem}_SUM_{ending}"), &sum).replace(&format!("{stem}_{ending}"), file)
        });
        squeeze_script(&text)
    };
    let public = |name: &str| text_part(kit, &format!("public/{name}.js"));
    let script = |name: &str, holes: &[(&str, &str, &str)]| keep_script(name, filled(public(name)?, holes));
    // A page's program begins with what all of them begin with: a file less to fetch, and it is there if nothing else comes.
    let starter =
        |name: &str, holes: &[(&str, &str, &str)]| keep_script(name, filled(public("begin")? + &public(name)?, holes));
    // A worker and its program's script are one file.
    let worker = |name: &str, script: String, holes: &[(&str, &str, &str)]| {
        keep_script(name, script + &filled(public(name)?, holes))
    };
    let (app_wasm, script_of_app) = program("app", "app")?;
    let app_js = own("app", script_of_app)?;
    let lists = Json::List(lists.iter().map(|name| Json::text(*name)).collect()).to_string();
    let (parts, files) = parts(kit)?;
    let mut bundles = BTreeMap::new();
    for file in files {
        let name = keep(&format!("app-{file}"), "wasm", &part(kit, &format!("app/part-{file}.wasm"))?)?;
        bundles.insert(file, name);
    }
    // What each has to be says how it is named: start.js puts the two together.
    let bundled = Json::object(bundles.iter().map(|(file, name)| {
        let sum = sums.borrow().get(&format!("assets/{name}")).cloned().unwrap_or_default();
        (file.clone(), Json::text(sum.trim_start_matches(SHA_256)))
    }))
    .to_string();
    let start = starter(
        "start",
        &[
            ("PARTS", "NAMED", &bundled),
            ("APP", "WASM", &app_wasm),
            ("CATALOG", "FILE", compact::FILE),
            ("REST", "FILE", compact::REST),
            ("LISTS", "NAMED", &lists),
        ],
    )?;
    let (seal_wasm, script_of_seal) = program("sealer", "seal")?;
    let sealer = worker("sealer", script_of_seal, &[("SEAL", "WASM", &seal_wasm)])?;
    let (desk_wasm, script_of_desk) = program("desk", "desk")?;
    let desk_js = own("desk", script_of_desk)?;
    let desk_start = starter("desk-start", &[("DESK", "WASM", &desk_wasm)])?;
    let (press_wasm, script_of_press) = program("press", "press-core")?;
    let press = worker("press", script_of_press, &[("PRESS", "WASM", &press_wasm)])?;
    let mut languages = Vec::new();
    for language in OFFERED {
        let Some(texts) = Words::bundle(language.tag) else { continue };
        // The kit is handed on whole: all forms are read, and those written that are offered.
        let forms = forms_in(kit, language.tag, language.lang != "ja")?;
        if settings.offered().contains(&language) {
            let texts = keep(&format!("texts-{}", language.tag), "txt", texts.as_bytes())?;
            let own = keep(&format!("forms-{}", language.tag), "bin", &gzip("forms", &packed::write(&forms))?)?;
            languages.push((language.tag, format!("assets/{texts}"), format!("assets/{own}")));
        }
    }
    let forms = keep("forms", "bin", &gzip("forms", &packed::write(&forms_in(kit, "ja", false)?))?)?;
    let trusted = script("trusted", &[])?;
    let furigana = script("furigana", &[])?;
    let way_out = script("way-out", &[])?;
    let kept = script("keep", &[])?;
    let face = script("face", &[])?;
    // The one script for browsers that know no modules: it stays as old as they are.
    let old = keep("old", "js", filled(public("old")?, &[]).as_bytes())?;
    let leaflet_js = keep("leaflet", "js", &part(kit, "vendor/leaflet/dist/leaflet.js")?)?;
    let leaflet_css = keep("leaflet", "css", &part(kit, "vendor/leaflet/dist/leaflet.css")?)?;
    let supercluster_js = keep("supercluster", "js", &part(kit, "vendor/supercluster/dist/supercluster.min.js")?)?;
    let map = script(
        "map",
        &[("LEAFLET", "JS", &leaflet_js), ("LEAFLET", "CSS", &leaflet_css), ("SUPERCLUSTER", "JS", &supercluster_js)],
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
    let bundles = bundles.into_iter().map(|(file, name)| (file, named(name))).collect();
    Ok(Assets {
        style: named(style),
        start: named(start),
        way_out: named(way_out),
        keep: named(kept),
        face: named(face),
        apple: String::new(),
        apple_plain: String::new(),
        old: named(old),
        app_js: named(app_js),
        app_wasm: named(app_wasm),
        parts,
        bundles,
        map: named(map),
        picture: named(picture),
        icon: named(icon),
        sealer: named(sealer),
        sealing: named(seal_wasm),
        forms: named(forms),
        languages,
        furigana: named(furigana),
        desk_start: named(desk_start),
        desk_style: named(desk_style),
        press: named(press),
        desk_js: named(desk_js),
        trusted: named(trusted),
        sums: sums.into_inner(),
    })
}

/// The parts that the app is fetched in (scripts/parts.mjs): each with the files that it needs, and all the files. None where the
/// app was built as a whole.
fn parts(kit: &dyn Kit) -> Result<(Needs, BTreeSet<String>), PublishError> {
    let names = kit.names("app").map_err(|why| PublishError { what: "reading app".to_owned(), why })?;
    let text =
        if names.iter().any(|name| name == "parts.txt") { text_part(kit, "app/parts.txt")? } else { String::new() };
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    let needs: Needs =
        lines.map(|(part, files)| (part.to_owned(), files.split_whitespace().map(str::to_owned).collect())).collect();
    let files = needs.values().flatten().cloned().collect();
    Ok((needs, files))
}

/// What each part of the app needs.
type Needs = BTreeMap<String, Vec<String>>;

/// The licences of the libraries that are served as they are: theirs ask for it.
fn licences(kit: &dyn Kit, out: &dyn Out) -> Result<(), PublishError> {
    let mut all = String::new();
    for name in ["leaflet", "supercluster", "kdbush"] {
        let text = text_part(kit, &format!("vendor/{name}/LICENSE"))?;
        all.push_str(&format!("{name}\n\n{}\n\n", text.trim()));
    }
    put(out, "assets/licences.txt", all)
}

/// The built-in forms in a language. On paper they stand with their Japanese where that is another (`foreign`).
pub(super) fn forms_in(kit: &dyn Kit, tag: &str, foreign: bool) -> Result<Vec<Form>, PublishError> {
    let japanese = forms(kit, "forms")?;
    if tag == "ja" {
        return Ok(read_all(&japanese));
    }
    Ok(beside_originals(&forms(kit, &format!("forms/{tag}"))?, if foreign { &japanese } else { "" }))
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

/// Sixteen hexadecimal digits that change with the content, a name for caches: the beginning of its SHA-256. Who knows what a file has to be
/// ([`integrity`]) knows them too.
pub(super) fn digest(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

/// The same of a SHA-256 that is known.
fn digits(sum: &[u8]) -> String {
    sum.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// What stands before the digest.
const SHA_256: &str = "sha256-";

/// What a file of this SHA-256 has to be, as browsers check it (W3C Subresource Integrity).
fn integrity(sum: &[u8]) -> String {
    format!("{SHA_256}{}", STANDARD.encode(sum))
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

/// The script that wasm-bindgen made (`--target web`, a module) for a program, as what a classic script can hold: nothing is exported, and `program` has what
/// was, `start` being what reads the WebAssembly.
fn classic(name: &str, module: &str) -> Result<String, PublishError> {
    const LAST: &str = "export { initSync, __wbg_init as default };";
    let other = || {
        let why = io::Error::new(io::ErrorKind::InvalidData, "wasm-bindgen writes its script in another way");
        PublishError { what: format!("reading app/{name}.js"), why }
    };
    let (body, rest) = module.split_once(LAST).ok_or_else(other)?;
    let mut exported = vec!["start: __wbg_init"];
    let mut out = String::with_capacity(body.len());
    for line in body.lines() {
        let own = line.strip_prefix("export ").unwrap_or(line);
        if own.len() < line.len() {
            let function = own.strip_prefix("function ").and_then(|rest| rest.split_once('('));
            match function {
                Some((name, _)) if name != "start" => exported.push(name),
                None if own.starts_with("class ") => {}
                _ => return Err(other()),
            }
        }
        // Where the WebAssembly lies is always said.
        out += &own.replace("import.meta.url", "location.href");
        out.push('\n');
    }
    let left = |line: &str| line.starts_with("import") || line.starts_with("export") || line.contains("import.meta");
    if !rest.trim().is_empty() || out.lines().any(left) {
        return Err(other());
    }
    Ok(format!("{out}const program = {{ {} }};\n", exported.join(", ")))
}

/// A classic script with names of its own: those of a page share one room. Where it has other letters than ASCII it says that it is UTF-8, whatever a
/// server says of it (of modules nobody asks).
fn alone(script: &str) -> String {
    let mark = if script.is_ascii() { "" } else { "\u{feff}" };
    format!("{mark}(() => {{\n\"use strict\";\n{script}}})();\n")
}

/// A script of ours without the comments that have lines of their own, and without indentation: families fetch what runs. No text of
/// these scripts goes over several lines.
fn squeeze_script(js: &str) -> String {
    let mut within = false;
    let mut out = String::new();
    for line in js.lines().map(str::trim) {
        let comment = within || line.starts_with("//") || line.starts_with("/*");
        within = (within || line.starts_with("/*")) && !line.ends_with("*/");
        if !comment && !line.is_empty() {
            out += line;
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lose_only_what_nobody_runs() {
        let script =
            "// a\n/** b */\nconst x = \"https://example.jp/\"; // c\n\n/*\n * d\n */\nif (x) {\n  go(`/*`);\n}\n";
        assert_eq!(squeeze_script(script), "const x = \"https://example.jp/\"; // c\nif (x) {\ngo(`/*`);\n}\n");
    }

    #[test]
    fn a_module_of_wasm_bindgen_becomes_a_classic_script() {
        let module = "export class Left {\n}\n\nexport function derive(a, b) {\n}\nasync function __wbg_init(m) {\n    m = \
                      new URL('x_bg.wasm', import.meta.url);\n}\n\nexport { initSync, __wbg_init as default };\n";
        let script = "class Left {\n}\n\nfunction derive(a, b) {\n}\nasync function __wbg_init(m) {\n    m = new URL('x_bg.wasm', \
                      location.href);\n}\n\nconst program = { start: __wbg_init, derive };\n";
        assert_eq!(classic("x", module).ok().as_deref(), Some(script));
        // Of another version's script nothing is made that would fail on phones.
        let last = "export { initSync, __wbg_init as default };\n";
        let others = [
            "import * as a from 'b';",
            "export * from 'b';",
            "export default f;",
            "export { f };",
            "export async function f() {}",
            "export function start() {}",
        ];
        let others = others.map(|line| format!("{line}\n{last}"));
        for other in others.iter().chain([&"export default __wbg_init;\n".to_owned(), &format!("{last}f();\n")]) {
            let refused = classic("x", other).map_err(|error| error.to_string());
            assert_eq!(refused, Err("reading app/x.js: wasm-bindgen writes its script in another way".to_owned()));
        }
        assert_eq!(alone("go();\n"), "(() => {\n\"use strict\";\ngo();\n})();\n");
        assert!(alone("go('《');\n").starts_with("\u{feff}(() => {\n"));
    }

    #[test]
    fn sheets_lose_only_what_nobody_reads() {
        assert_eq!(squeeze("/* a */\n.x {\n  color: red; /* b */\n}\n"), ".x {\ncolor: red;\n}\n");
        assert_ne!(digest(b"a"), digest(b"b"));
    }

    /// The first example of the specification (3.1), in its sha256 form as `openssl dgst -sha256 -binary | base64` prints it.
    #[test]
    fn a_sum_is_what_browsers_reckon() {
        assert_eq!(
            integrity(&Sha256::digest(b"alert('Hello, world.');")),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
    }
}
