//! Turns the language files of `src/words/` into Rust: a name for each text, so that a missing or misspelt one
//! is an error of the build and not a hole on a page.

#[path = "build/check.rs"]
mod check;
#[allow(dead_code)]
#[path = "src/text/hash.rs"]
mod hash;
#[allow(dead_code)]
#[path = "src/words/pieces.rs"]
mod pieces;
#[path = "build/plural.rs"]
mod plural;

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path, process::exit};

fn main() {
    println!("cargo::rerun-if-changed=src/words");
    println!("cargo::rerun-if-changed=forms");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=build.rs");
    let Some(out) = env::var_os("OUT_DIR") else { fail("OUT_DIR is not set") };
    let write = |name: &str, text: String| {
        fs::write(Path::new(&out).join(name), text).unwrap_or_else(|e| fail(&e.to_string()));
    };
    write("words.rs", table("src/words", "Word", true) + &languages(&out));
    write("desk.rs", table("src/words/desk", "Desk", false));
    // What a publisher writes for the app (src/data/compact.rs) is read by an app alone that knows its parts in the very same way.
    for path in READING {
        println!("cargo::rerun-if-changed={path}");
    }
    let digest = READING.iter().fold(hash::START, |hash, path| digest_of(Path::new(path), hash));
    write("sources.rs", format!("{digest:#018x}_u64"));
}

/// All that reading a city's lists stands on.
const READING: [&str; 10] = [
    "Cargo.lock",
    "src/calendar",
    "src/data",
    "src/directory",
    "src/events",
    "src/family/rules.rs",
    "src/programmes",
    "src/text",
    // The numbers of the texts, and what a column of another language is called.
    "src/words/ja.toml",
    "src/words/others/languages.toml",
];

/// The digest of a file, or of all files below a folder in the order of their names.
fn digest_of(path: &Path, before: u64) -> u64 {
    if path.is_dir() {
        let mut inner: Vec<_> = match fs::read_dir(path) {
            Ok(entries) => entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect(),
            Err(error) => fail(&format!("{}: {error}", path.display())),
        };
        inner.sort();
        return inner.iter().fold(before, |hash, path| digest_of(path, hash));
    }
    let bytes = fs::read(path).unwrap_or_else(|e| fail(&format!("{}: {e}", path.display())));
    hash::more(before, bytes)
}

/// The languages: names of all for whoever chooses, how each goes with numbers, what a city's columns in it are called; and the texts
/// of each beside Japanese as one file, for the publisher alone. The app fetches the one that it shows.
fn languages(out: &std::ffi::OsStr) -> String {
    let file = Path::new("src/words/others/languages.toml");
    let wrong = |why: String| -> ! { fail(&format!("{}: {why}", file.display())) };
    let list = toml_of(file).get("language").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let original = words_of(Path::new("src/words/ja.toml"));
    let (mut known, mut texts, mut columns) = (String::new(), String::new(), String::new());
    let (mut categories, mut signs) = (String::new(), String::new());
    for language in &list {
        let cell = |name: &str| {
            let text = language.get(name).and_then(toml::Value::as_str);
            text.unwrap_or_else(|| wrong(format!("a language has no `{name}`"))).to_owned()
        };
        let sign = |name: &str| match cell(name).chars().collect::<Vec<_>>().as_slice() {
            [sign] => *sign,
            _ => wrong(format!("`{name}` of {} is not one sign", cell("tag"))),
        };
        let (tag, lang, name, offer) = (cell("tag"), cell("lang"), cell("name"), cell("offer"));
        let _ = writeln!(known, "    Language {{ tag: {tag:?}, lang: {lang:?}, name: {name:?}, offer: {offer:?} }},");
        let rules = language.get("plural").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        for (form, rule) in &rules {
            let rule = rule.as_str().unwrap_or_default();
            let condition = plural::condition(rule).unwrap_or_else(|why| wrong(format!("plural of {tag}: {why}")));
            let _ = writeln!(categories, "        {tag:?} if {condition} => {form:?},");
        }
        let _ = writeln!(signs, "        {tag:?} => ({:?}, {:?}),", sign("thousands"), sign("decimal"));
        if tag == "ja" {
            continue;
        }
        let called = language.get("columns").and_then(toml::Value::as_array).cloned().unwrap_or_default();
        let called: Vec<&str> = called.iter().filter_map(toml::Value::as_str).collect();
        if called.is_empty() {
            wrong(format!("{tag} has no `columns`"));
        }
        let _ = writeln!(columns, "    ({tag:?}, &{called:?}),");
        let folder = Path::new("src/words/others").join(&tag);
        let file = folder.join("words.toml");
        let words = words_of(&file);
        let forms: Vec<String> = rules.keys().cloned().collect();
        check::words(&words, &original, Some(&forms)).unwrap_or_else(|why| fail(&format!("{}: {why}", file.display())));
        same_forms(&tag);
        let mut bundle: String = words.values().map(|text| format!("{text}\u{1f}")).collect();
        bundle.push('\u{1d}');
        for (original, key, columns) in DATA {
            for (from, to) in pairs(Path::new(original), &folder, key, columns) {
                bundle.push_str(&format!("{from}\u{1f}{to}\u{1f}"));
            }
        }
        let path = Path::new(out).join(format!("texts-{tag}.txt"));
        fs::write(&path, bundle).unwrap_or_else(|e| fail(&e.to_string()));
        let _ = writeln!(texts, "    ({tag:?}, include_str!(concat!(env!(\"OUT_DIR\"), \"/texts-{tag}.txt\"))),");
    }
    format!(
        "/// The languages that the site is offered in.\npub const OFFERED: [Language; {}] = [\n{known}];\n\
         #[cfg(feature = \"press\")]\nstatic TEXTS: [(&str, &str); {}] = [\n{texts}];\n\
         /// What a language is called in a header of a city's list, by its tag.\n\
         pub(crate) const COLUMNS: &[(&str, &[&str])] = &[\n{columns}];\n\
         /// The plural category of a whole number in a language.\n\
         fn category(language: &str, n: u64) -> &'static str {{\n    match language {{\n{categories}        _ => \"other\",\n    }}\n}}\n\
         /// What stands between thousands, and before tenths.\n\
         fn signs(language: &str) -> (char, char) {{\n    match language {{\n{signs}        _ => (',', '.'),\n    }}\n}}\n",
        list.len(),
        list.len() - 1
    )
}

/// Stops where a built-in form of a language is not the Japanese one but for its texts, or one of them lacks the other.
fn same_forms(tag: &str) {
    let folder = Path::new("forms").join(tag);
    let names = |folder: &Path| -> Vec<std::ffi::OsString> {
        let entries = fs::read_dir(folder).unwrap_or_else(|e| fail(&format!("{}: {e}", folder.display())));
        let files = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
        let mut names: Vec<_> = files.filter(|f| f.is_file()).filter_map(|f| f.file_name().map(Into::into)).collect();
        names.sort();
        names
    };
    let (ours, theirs) = (names(Path::new("forms")), names(&folder));
    if let Some(name) = ours.iter().find(|name| !theirs.contains(name)) {
        fail(&format!("{}: {} is missing", folder.display(), name.display()));
    }
    if let Some(name) = theirs.iter().find(|name| !ours.contains(name)) {
        fail(&format!("{}: {} is no form of ours", folder.display(), name.display()));
    }
    for name in ours {
        let file = folder.join(&name);
        let read = |file: &Path| toml::Value::Table(toml_of(file));
        check::form(&read(&Path::new("forms").join(&name)), &read(&file), "", false)
            .unwrap_or_else(|why| fail(&format!("{}: {why}", file.display())));
    }
}

/// The lists of ours whose texts are translated: the Japanese file, the column that tells rows apart, the columns of texts.
const DATA: [(&str, &str, &[&str]); 5] = [
    ("src/family/national.ja.csv", "ID", &["名称", "説明", "聞くところ"]),
    ("src/family/vaccines.ja.csv", "ワクチン", &["名称", "説明"]),
    ("src/helplines/lines.ja.csv", "番号", &["名称", "どんなとき", "受付", "特記"]),
    ("src/helplines/kids.ja.csv", "番号", &["名称", "どんなとき", "いつ"]),
    ("src/directory/professions.ja.csv", "職種", &["どんな人か"]),
];

/// Each Japanese text of a list with its translation: the rows of both files are the same, in the same order.
fn pairs(original: &Path, folder: &Path, key: &str, columns: &[&str]) -> Vec<(String, String)> {
    let stem = original.file_name().and_then(|name| name.to_str()).unwrap_or_default().replace(".ja.csv", ".csv");
    let other = folder.join(stem);
    let (ours, theirs) = (rows_of(original), rows_of(&other));
    if ours.len() != theirs.len() {
        fail(&format!("{}: {} rows, {} has {}", other.display(), theirs.len(), original.display(), ours.len()));
    }
    let mut pairs = Vec::new();
    for (at, (a, b)) in ours.iter().zip(&theirs).enumerate() {
        let of = |row: &BTreeMap<String, String>, name: &str| row.get(name).cloned().unwrap_or_default();
        if of(a, key) != of(b, key) {
            fail(&format!("{}, row {}: {key} is {:?}, {:?} expected", other.display(), at + 2, of(b, key), of(a, key)));
        }
        for column in columns {
            let pair = (of(a, column), of(b, column));
            check::cell(column, &pair.0, &pair.1)
                .unwrap_or_else(|why| fail(&format!("{}, row {}: {why}", other.display(), at + 2)));
            if !pair.0.is_empty() && !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    pairs
}

/// The rows of a CSV, each by its headers.
fn rows_of(file: &Path) -> Vec<BTreeMap<String, String>> {
    println!("cargo::rerun-if-changed={}", file.display());
    let mut reader = csv::Reader::from_path(file).unwrap_or_else(|e| fail(&format!("{}: {e}", file.display())));
    let header = reader.headers().cloned().unwrap_or_else(|e| fail(&format!("{}: {e}", file.display())));
    let rows = reader.records().map(|row| {
        let row = row.unwrap_or_else(|e| fail(&format!("{}: {e}", file.display())));
        header.iter().map(|h| h.trim_start_matches('\u{feff}').to_owned()).zip(row.iter().map(str::to_owned)).collect()
    });
    rows.collect()
}

/// The texts of a language file by their keys.
fn words_of(file: &Path) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    flatten("", &toml_of(file), &mut words, file);
    words
}

fn toml_of(file: &Path) -> toml::Table {
    let text = fs::read_to_string(file).unwrap_or_else(|e| fail(&format!("{}: {e}", file.display())));
    text.parse().unwrap_or_else(|e| fail(&format!("{}: {e}", file.display())))
}

/// The tables of texts that data choose in the app. The keys of all others are known to those who read a city's settings alone.
const BY_DATA: [&str; 2] = ["group.", "kind."];

/// The sign that stands before a text and is its number: those that Unicode leaves to each program.
const ALL_SIGNS: std::ops::RangeInclusive<char> = '\u{e000}'..='\u{f8ff}';

/// The language files of a folder as an enum of this name, with the texts of each language in its order. `by_key`: as constants
/// that are the Japanese texts themselves, with a list of the keys, for texts that data choose.
fn table(folder: &str, name: &str, by_key: bool) -> String {
    let mut languages: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    let mut files: Vec<_> = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(|e| e.ok().map(|e| e.path())).collect(),
        Err(error) => fail(&format!("{folder}: {error}")),
    };
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "toml")) {
        let tag = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        languages.push((tag, words_of(file)));
    }
    let Some((_, japanese)) = languages.iter().find(|(tag, _)| tag == "ja") else {
        fail(&format!("{folder}/ja.toml is missing"));
    };
    let japanese = japanese.clone();
    for (tag, words) in &languages {
        check::words(words, &japanese, None).unwrap_or_else(|why| fail(&format!("{folder}/{tag}.toml: {why}")));
    }

    let mut out = String::new();
    let _ = writeln!(out, "const COUNT: usize = {};", japanese.len());
    if by_key {
        let signs = ALL_SIGNS.clone().count();
        if japanese.len() > signs {
            fail(&format!("{folder}/ja.toml: {} texts, there are signs for {signs}", japanese.len()));
        }
        // Each text is a constant of its own and lies where it is named: a part of the app that is fetched has its own alone.
        let _ = writeln!(out, "#[allow(non_upper_case_globals)]\nimpl {name} {{");
        for ((key, text), sign) in japanese.iter().zip(ALL_SIGNS) {
            let _ = writeln!(
                out,
                "    /// `{key}`\n    pub const {}: {name} = {name}({:?});",
                camel(key),
                format!("{sign}{text}")
            );
        }
        out.push_str("}\n");
        let names = |keys: Vec<&String>| {
            keys.into_iter().map(|key| format!("{name}::{}", camel(key))).collect::<Vec<_>>().join(", ")
        };
        let _ = writeln!(out, "static ALL: [{name}; COUNT] = [{}];", names(japanese.keys().collect()));
        let _ = writeln!(out, "static KEYS: [&str; COUNT] = {:?};", japanese.keys().collect::<Vec<_>>());
        let chosen: Vec<&String> =
            japanese.keys().filter(|key| BY_DATA.iter().any(|table| key.starts_with(table))).collect();
        let _ = writeln!(out, "static BY_DATA: [(&str, {name}); {}] = [", chosen.len());
        for key in chosen {
            let _ = writeln!(out, "    ({key:?}, {name}::{}),", camel(key));
        }
        out.push_str("];\n");
        // All of them once more for who reads a city's settings: through the constants it would fetch every part.
        let whole: String = japanese.values().map(|text| format!("{text}\u{1f}")).collect();
        let _ = writeln!(out, "static JAPANESE: &str = {whole:?};");
        return out;
    }
    let _ = write!(
        out,
        "/// A text of the language files, by its key.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n#[repr(u16)]\npub enum {name} {{\n"
    );
    for key in japanese.keys() {
        let _ = writeln!(out, "    /// `{key}`\n    {},", camel(key));
    }
    out.push_str("}\n\n");
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
                // A text of blanks alone is one to be put between others.
                let inner = text.trim();
                out.insert(
                    key,
                    if inner.is_empty() { text.to_owned() } else { text.trim_matches(['\n', '\r']).to_owned() },
                );
            }
            other => fail(&format!("{}: `{key}` is {}, expected a text", file.display(), other.type_str())),
        }
    }
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
