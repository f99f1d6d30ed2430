//! The problems of a folder, for people (text), for spreadsheets (CSV), for programs (JSON), for code hosts (SARIF 2.1.0).

use super::row;
use crate::data::problem::Severity;
use crate::data::{Catalog, FileReport, Problem};
use crate::text::json::Json;
use crate::words::desk::{Desk, DeskWords};

/// In which form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    #[default]
    Text,
    Json,
    Csv,
    Sarif,
}

impl Form {
    /// The form of a name: `text`, `json`, `csv`, `sarif`.
    pub fn from_key(key: &str) -> Option<Form> {
        Some(match key {
            "text" => Form::Text,
            "json" => Form::Json,
            "csv" => Form::Csv,
            "sarif" => Form::Sarif,
            _ => return None,
        })
    }
}

/// How a folder stands: what decides a check's exit code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub errors: usize,
    pub warnings: usize,
}

/// Counts the problems of a catalog.
pub fn standing(catalog: &Catalog) -> Standing {
    let mut standing = Standing::default();
    for problem in catalog.reports.iter().flat_map(|r| &r.problems) {
        match problem.severity() {
            Severity::Error => standing.errors += 1,
            Severity::Warning => standing.warnings += 1,
        }
    }
    standing
}

/// Everything that was found, in a form.
pub fn told(words: &DeskWords, catalog: &Catalog, form: Form) -> String {
    match form {
        Form::Text => text(words, catalog),
        Form::Csv => csv(words, catalog),
        Form::Json => json(words, catalog),
        Form::Sarif => sarif(words, catalog),
    }
}

fn severity(words: &DeskWords, problem: &Problem) -> &'static str {
    words.text(match problem.severity() {
        Severity::Error => Desk::CliSeverityError,
        Severity::Warning => Desk::CliSeverityWarning,
    })
}

/// One line a file: what it was taken for, and how much of it was read.
pub fn file_line(words: &DeskWords, report: &FileReport) -> String {
    match report.dataset {
        None => words.fill(Desk::CliFileFailed, &[("file", &report.file)]),
        Some(dataset) => words.fill(
            Desk::CliFileLine,
            &[
                ("file", &report.file),
                ("list", dataset.title()),
                ("encoding", report.encoding.map_or("", |e| e.label())),
                ("rows", &report.rows.to_string()),
                ("records", &report.records.to_string()),
            ],
        ),
    }
}

fn text(words: &DeskWords, catalog: &Catalog) -> String {
    let mut out = String::new();
    for report in &catalog.reports {
        out.push_str(&format!("{}\n", file_line(words, report)));
        for problem in &report.problems {
            let found = words.fill(Desk::CliProblemFound, &[("value", &problem.value)]);
            let expected = words.fill(Desk::CliProblemExpected, &[("text", &problem.expected(words))]);
            let remedy = words.fill(Desk::CliProblemRemedy, &[("text", &problem.remedy(words))]);
            out.push_str(&format!("  {} {}\n", severity(words, problem), problem.place(words)));
            for line in [found, expected, remedy] {
                out.push_str(&format!("      {}\n", line.replace('\n', " ")));
            }
        }
    }
    let count = catalog.reports.iter().map(|r| r.problems.len()).sum::<usize>();
    let files = catalog.reports.len().to_string();
    let numbers = [catalog.places.len(), catalog.events.len(), catalog.programmes.len()].map(|n| n.to_string());
    let values =
        [("files", files.as_str()), ("places", &numbers[0]), ("events", &numbers[1]), ("programmes", &numbers[2])];
    out.push_str(&format!("\n{}\n", words.fill(Desk::CliSummary, &values)));
    out.push_str(&match count {
        0 => words.text(Desk::CliProblemsNone).to_owned(),
        count => words.fill(Desk::CliProblems, &[("count", &count.to_string())]),
    });
    out.push('\n');
    out
}

fn all(catalog: &Catalog) -> impl Iterator<Item = &Problem> {
    catalog.reports.iter().flat_map(|r| &r.problems)
}

/// With a byte order mark: so Excel knows that it is UTF-8.
fn csv(words: &DeskWords, catalog: &Catalog) -> String {
    let header: Vec<&str> = words.text(Desk::CliCsvHeader).split(',').collect();
    let mut out = format!("\u{feff}{}", row(&header));
    for problem in all(catalog) {
        let line = problem.row.map(|n| n.to_string()).unwrap_or_default();
        let (key, expected, remedy) = (problem.key(), problem.expected(words), problem.remedy(words));
        out.push_str(&row(&[
            severity(words, problem),
            &key,
            &problem.file,
            &line,
            problem.column.as_deref().unwrap_or_default(),
            &problem.value,
            &expected,
            &remedy,
        ]));
    }
    out
}

fn level(problem: &Problem) -> &'static str {
    match problem.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn json(words: &DeskWords, catalog: &Catalog) -> String {
    let number = |n: usize| Json::Number(n as f64);
    let one = |problem: &Problem| {
        let mut pairs = vec![
            ("severity", Json::text(level(problem))),
            ("kind", Json::text(problem.key())),
            ("file", Json::text(&problem.file)),
        ];
        pairs.extend(problem.row.map(|row| ("row", Json::Number(f64::from(row)))));
        pairs.extend(problem.column.as_ref().map(|column| ("column", Json::text(column))));
        pairs.push(("found", Json::text(&problem.value)));
        pairs.push(("expected", Json::text(problem.expected(words))));
        pairs.push(("remedy", Json::text(problem.remedy(words))));
        Json::object(pairs)
    };
    let file = |report: &FileReport| {
        Json::object([
            ("file", Json::text(&report.file)),
            ("list", report.dataset.map_or(Json::Number(f64::NAN), |d| Json::text(d.title()))),
            ("encoding", report.encoding.map_or(Json::Number(f64::NAN), |e| Json::text(e.label()))),
            ("rows", number(report.rows)),
            ("records", number(report.records)),
            ("problems", Json::List(report.problems.iter().map(one).collect())),
        ])
    };
    let Standing { errors, warnings } = standing(catalog);
    let whole = Json::object([
        ("places", number(catalog.places.len())),
        ("events", number(catalog.events.len())),
        ("programmes", number(catalog.programmes.len())),
        ("errors", number(errors)),
        ("warnings", number(warnings)),
        ("files", Json::List(catalog.reports.iter().map(file).collect())),
    ]);
    format!("{whole}\n")
}

fn sarif(words: &DeskWords, catalog: &Catalog) -> String {
    let mut kinds: Vec<String> = all(catalog).map(Problem::key).collect();
    kinds.sort();
    kinds.dedup();
    let rule = |key: &String| {
        let problem = all(catalog).find(|p| p.key() == *key);
        let text = problem.map(|p| p.expected(words)).unwrap_or_default();
        Json::object([("id", Json::text(key)), ("shortDescription", Json::object([("text", Json::text(text))]))])
    };
    let result = |problem: &Problem| {
        let message = [
            words.fill(Desk::CliProblemFound, &[("value", &problem.value)]),
            words.fill(Desk::CliProblemExpected, &[("text", &problem.expected(words))]),
            words.fill(Desk::CliProblemRemedy, &[("text", &problem.remedy(words))]),
        ];
        let mut place = vec![("artifactLocation", Json::object([("uri", Json::text(&problem.file))]))];
        if let Some(row) = problem.row {
            place.push(("region", Json::object([("startLine", Json::Number(f64::from(row)))])));
        }
        let mut location = vec![("physicalLocation", Json::object(place))];
        if let Some(column) = &problem.column {
            location.push(("logicalLocations", Json::List(vec![Json::object([("name", Json::text(column))])])));
        }
        Json::object([
            ("ruleId", Json::text(problem.key())),
            ("level", Json::text(level(problem))),
            ("message", Json::object([("text", Json::text(message.join(" ")))])),
            ("locations", Json::List(vec![Json::object(location)])),
        ])
    };
    let driver = Json::object([
        ("name", Json::text("tsunagi")),
        ("version", Json::text(env!("CARGO_PKG_VERSION"))),
        ("rules", Json::List(kinds.iter().map(rule).collect())),
    ]);
    let run = Json::object([
        ("tool", Json::object([("driver", driver)])),
        ("results", Json::List(all(catalog).map(result).collect())),
    ]);
    let whole = Json::object([
        ("$schema", Json::text("https://json.schemastore.org/sarif-2.1.0.json")),
        ("version", Json::text("2.1.0")),
        ("runs", Json::List(vec![run])),
    ]);
    format!("{whole}\n")
}
