//! Turns the language files of `src/words/` into Rust: a name for each text, so that a missing or misspelt one
//! is an error of the build and not a hole on a page.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path, process::exit};

fn main() {
    println!("cargo::rerun-if-changed=src/words");
    println!("cargo::rerun-if-changed=build.rs");
    let Some(out) = env::var_os("OUT_DIR") else { fail("OUT_DIR is not set") };
    let write = |name: &str, text: String| {
        fs::write(Path::new(&out).join(name), text).unwrap_or_else(|e| fail(&e.to_string()));
    };
    write("words.rs", table("src/words", "Word", true));
    write("desk.rs", table("src/words/desk", "Desk", false));
}

/// The language files of a folder as an enum of this name, with the texts of each language in its order. `by_key`: with a list
/// of the keys, for texts that data choose.
fn table(folder: &str, name: &str, by_key: bool) -> String {
    let mut languages: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    let mut files: Vec<_> = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(|e| e.ok().map(|e| e.path())).collect(),
        Err(error) => fail(&format!("{folder}: {error}")),
    };
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "toml")) {
        let tag = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let text = fs::read_to_string(file).unwrap_or_else(|e| fail(&format!("{}: {e}", file.display())));
        let table: toml::Table = text.parse().unwrap_or_else(|e| fail(&format!("{}: {e}", file.display())));
        let mut words = BTreeMap::new();
        flatten("", &table, &mut words, file);
        languages.push((tag, words));
    }
    let Some((_, japanese)) = languages.iter().find(|(tag, _)| tag == "ja") else {
        fail(&format!("{folder}/ja.toml is missing"));
    };
    let japanese = japanese.clone();
    for (tag, words) in &languages {
        if let Some(key) = japanese.keys().find(|k| !words.contains_key(*k)) {
            fail(&format!("{folder}/{tag}.toml: the text `{key}` is missing ({folder}/ja.toml has it)"));
        }
        for (key, text) in words {
            match japanese.get(key) {
                None => fail(&format!("{folder}/{tag}.toml: `{key}` is not a text of {folder}/ja.toml")),
                Some(original) if holes(original) != holes(text) => fail(&format!(
                    "{folder}/{tag}.toml: `{key}` has the places {:?}, {folder}/ja.toml has {:?}",
                    holes(text),
                    holes(original)
                )),
                Some(_) => {}
            }
        }
    }

    let mut out = String::new();
    let _ = write!(
        out,
        "/// A text of the language files, by its key.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n#[repr(u16)]\npub enum {name} {{\n"
    );
    for key in japanese.keys() {
        let _ = writeln!(out, "    /// `{key}`\n    {},", camel(key));
    }
    out.push_str("}\n\n");
    let _ = writeln!(out, "const COUNT: usize = {};", japanese.len());
    if by_key {
        let _ = writeln!(out, "static KEYS: [&str; COUNT] = {:?};", japanese.keys().collect::<Vec<_>>());
        let _ = writeln!(out, "static ALL: [{name}; COUNT] = [");
        for key in japanese.keys() {
            let _ = writeln!(out, "    {name}::{},", camel(key));
        }
        out.push_str("];\n");
    }
    let _ = writeln!(out, "static LANGUAGES: [(&str, [&str; COUNT]); {}] = [", languages.len());
    for (tag, words) in &languages {
        let _ = writeln!(out, "    ({tag:?}, {:?}),", words.values().collect::<Vec<_>>());
    }
    out.push_str("];\n");
    out
}

fn flatten(prefix: &str, table: &toml::Table, out: &mut BTreeMap<String, String>, file: &Path) {
    for (key, value) in table {
        let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::Table(inner) => flatten(&key, inner, out, file),
            toml::Value::String(text) => {
                out.insert(key, text.trim().to_owned());
            }
            other => fail(&format!("{}: `{key}` is {}, expected a text", file.display(), other.type_str())),
        }
    }
}

/// The names in braces, sorted: a translation has the same ones.
fn holes(text: &str) -> Vec<String> {
    let mut names: Vec<String> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned())).collect();
    names.sort();
    names
}

/// `nav.my_hub` to `NavMyHub`.
fn camel(key: &str) -> String {
    key.split(['.', '_', '-'])
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
        })
        .collect()
}

fn fail(message: &str) -> ! {
    println!("cargo::error={message}");
    exit(1)
}
