//! The app's own files, named by their content: a server or a phone may keep each for ever.

use super::{During, Parts, PublishError};
use crate::app::prerender::Assets;
use std::fs;
use std::path::Path;

/// Writes `assets/` and says under which names.
pub(super) fn write(parts: &Parts, out: &Path) -> Result<Assets, PublishError> {
    let folder = out.join("assets");
    fs::create_dir_all(&folder).during(|| format!("making {}", folder.display()))?;
    let read = |path: &Path| fs::read(path).during(|| format!("reading {}", path.display()));
    let put = |stem: &str, ending: &str, bytes: &[u8]| -> Result<String, PublishError> {
        let name = format!("{stem}-{}.{ending}", digest(bytes));
        let path = folder.join(&name);
        fs::write(&path, bytes).during(|| format!("writing {}", path.display()))?;
        Ok(name)
    };
    let app_wasm = put("app", "wasm", &read(&parts.app.join("app_bg.wasm"))?)?;
    let app_js = put("app", "js", &read(&parts.app.join("app.js"))?)?;
    let start = String::from_utf8_lossy(&read(&parts.public.join("start.js"))?)
        .replace("APP_JS", &app_js)
        .replace("APP_WASM", &app_wasm);
    let start = put("start", "js", start.as_bytes())?;
    let seal_wasm = put("sealer", "wasm", &read(&parts.app.join("sealer_bg.wasm"))?)?;
    let seal_js = put("seal", "js", &read(&parts.app.join("sealer.js"))?)?;
    let sealer = String::from_utf8_lossy(&read(&parts.public.join("sealer.js"))?)
        .replace("SEAL_JS", &seal_js)
        .replace("SEAL_WASM", &seal_wasm);
    let sealer = put("sealer", "js", sealer.as_bytes())?;
    let forms = put("forms", "txt", forms(parts.forms)?.as_bytes())?;
    let way_out = put("way-out", "js", &read(&parts.public.join("way-out.js"))?)?;
    let keep = put("keep", "js", &read(&parts.public.join("keep.js"))?)?;
    let old = put("old", "js", &read(&parts.public.join("old.js"))?)?;
    let vendor = |path: &str| read(&parts.vendor.join(path));
    let leaflet_js = put("leaflet", "js", &vendor("leaflet/dist/leaflet.js")?)?;
    let leaflet_css = put("leaflet", "css", &vendor("leaflet/dist/leaflet.css")?)?;
    let supercluster_js = put("supercluster", "js", &vendor("supercluster/dist/supercluster.min.js")?)?;
    let map = String::from_utf8_lossy(&read(&parts.public.join("map.js"))?)
        .replace("LEAFLET_JS", &leaflet_js)
        .replace("LEAFLET_CSS", &leaflet_css)
        .replace("SUPERCLUSTER_JS", &supercluster_js);
    let map = put("map", "js", map.as_bytes())?;
    let picture = put("picture", "js", &read(&parts.public.join("picture.js"))?)?;
    licences(parts, &folder)?;
    let icon = put("icon", "svg", &read(&parts.public.join("icon.svg"))?)?;
    let mut sheets: Vec<_> = fs::read_dir(parts.style)
        .during(|| format!("reading {}", parts.style.display()))?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "css"))
        .collect();
    sheets.sort();
    let mut style = String::new();
    for sheet in &sheets {
        style.push_str(&squeeze(&String::from_utf8_lossy(&read(sheet)?)));
    }
    let style = put("style", "css", style.as_bytes())?;
    let named = |name: String| format!("assets/{name}");
    Ok(Assets {
        style: named(style),
        start: named(start),
        way_out: named(way_out),
        keep: named(keep),
        old: named(old),
        app_js: named(app_js),
        app_wasm: named(app_wasm),
        map: named(map),
        picture: named(picture),
        icon: named(icon),
        sealer: named(sealer),
        forms: named(forms),
    })
}

/// The licences of the libraries that are served as they are: theirs ask for it.
fn licences(parts: &Parts, folder: &Path) -> Result<(), PublishError> {
    let mut all = String::new();
    for name in ["leaflet", "supercluster", "kdbush"] {
        let path = parts.vendor.join(name).join("LICENSE");
        let text = fs::read_to_string(&path).during(|| format!("reading {}", path.display()))?;
        all.push_str(&format!("{name}\n\n{}\n\n", text.trim()));
    }
    let path = folder.join("licences.txt");
    fs::write(&path, all).during(|| format!("writing {}", path.display()))
}

/// The built-in forms in one file, each behind the line that parts them.
fn forms(folder: &Path) -> Result<String, PublishError> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .during(|| format!("reading {}", folder.display()))?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let mut all = String::new();
    for file in files {
        let text = fs::read_to_string(&file).during(|| format!("reading {}", file.display()))?;
        all.push_str(&text);
        all.push_str(crate::plan::read::BETWEEN);
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
