//! `tsunagi`: the command line for municipalities.

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use tsunagi::calendar::Date;
use tsunagi::plan::read::FormProblem;
use tsunagi::publish::{Parts, build, read_city};
use tsunagi::words::{Word, Words};

/// つなぎ（Tsunagi）: 自治体のオープンデータから、子育て支援のサイトをつくります。
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a whole site that any static server can host.
    Build {
        /// The folder with app.js and app_bg.wasm.
        #[arg(long)]
        app: PathBuf,
        /// The city's folder of CSV files.
        #[arg(long, default_value = "sample")]
        site: PathBuf,
        /// Where the site goes; emptied first.
        #[arg(long, default_value = "dist")]
        out: PathBuf,
        /// The folder of style sheets.
        #[arg(long, default_value = "style")]
        style: PathBuf,
        /// The folder of files served beside the app.
        #[arg(long, default_value = "public")]
        public: PathBuf,
        /// The folder of the built-in forms for plans.
        #[arg(long, default_value = "forms")]
        forms: PathBuf,
        /// The folder of libraries served as they are.
        #[arg(long, default_value = "node_modules")]
        vendor: PathBuf,
    },
    /// Reads a city's folder and says what was understood and what was not.
    Check {
        /// The city's folder of CSV files.
        site: PathBuf,
    },
}

fn main() -> ExitCode {
    let today = today();
    let done = match Arguments::parse().command {
        Command::Build { app, site, out, style, public, forms, vendor } => build(
            &Parts { app: &app, style: &style, public: &public, forms: &forms, vendor: &vendor },
            &site,
            &out,
            today,
        )
        .map(|city| (city, false)),
        Command::Check { site } => read_city(&site, today).map(|city| (city, true)),
    };
    match done {
        Ok((city, whole)) => {
            report(&city.catalog, whole);
            report_forms(&city.forms);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("tsunagi: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A line a file, and with `whole` every problem beneath it.
fn report(catalog: &tsunagi::data::Catalog, whole: bool) {
    let words = Words::japanese();
    for report in &catalog.reports {
        let list = report.dataset.map_or(words.text(Word::AboutStateFailed), |d| d.title());
        let encoding = report.encoding.map_or("", |e| e.label());
        println!(
            "  {:<32} {list}  {encoding}  {} → {}  ({})",
            report.file,
            report.rows,
            report.records,
            words.fill(Word::AboutStateNotes, &[("count", &report.problems.len().to_string())])
        );
        for problem in report.problems.iter().filter(|_| whole) {
            println!(
                "    {}: {}: {} / {}: {} / {}",
                problem.place(&words),
                words.text(Word::AboutFound),
                problem.value,
                words.text(Word::AboutExpected),
                problem.expected(&words),
                problem.remedy(&words)
            );
        }
    }
}

/// What was not understood in the city's own forms, with line and column.
fn report_forms(forms: &[(String, Vec<FormProblem>)]) {
    let words = Words::japanese();
    for (name, problems) in forms {
        let count = words.fill(Word::AboutStateNotes, &[("count", &problems.len().to_string())]);
        println!("  {name:<32} {}  ({count})", words.text(Word::PlanFormFile));
        for problem in problems {
            let place =
                [("file", name.clone()), ("line", problem.line.to_string()), ("column", problem.column.to_string())];
            let place: Vec<(&str, &str)> = place.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let (what, remedy) = problem.sentences();
            println!(
                "    {}: {} {}: {} / {}",
                words.fill(Word::PlanFormPlace, &place),
                problem.key,
                words.text(what),
                problem.found,
                words.text(remedy)
            );
        }
    }
}

/// Today in Japan, from this machine's clock.
fn today() -> Date {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let days = (seconds + 9 * 3600) / 86_400;
    Date::from_ymd_opt(1970, 1, 1).and_then(|epoch| epoch.checked_add_days(chrono::Days::new(days))).unwrap_or_default()
}
