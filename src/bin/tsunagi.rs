//! `tsunagi`: the command line for municipalities.

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use tsunagi::calendar::Date;
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
        Command::Build { app, site, out, style, public } => {
            build(&Parts { app: &app, style: &style, public: &public }, &site, &out, today).map(|city| (city, false))
        }
        Command::Check { site } => read_city(&site, today).map(|city| (city, true)),
    };
    match done {
        Ok((city, whole)) => {
            report(&city.catalog, whole);
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

/// Today in Japan, from this machine's clock.
fn today() -> Date {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let days = (seconds + 9 * 3600) / 86_400;
    Date::from_ymd_opt(1970, 1, 1).and_then(|epoch| epoch.checked_add_days(chrono::Days::new(days))).unwrap_or_default()
}
