//! `tsunagi`: the command line for municipalities. Messages in Japanese and English; exit codes 0, 1 (something to mend), 2
//! (it could not be tried).

mod preview;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use tsunagi::calendar::Date;
use tsunagi::desk::told::{Form, file_line, standing, told};
use tsunagi::desk::{diff, report, starter};
use tsunagi::plan::read::FormProblem;
use tsunagi::publish::{City, Parts, Progress, PublishError, Stage, build, publish, read_city};
use tsunagi::words::desk::{Desk, DeskWords};
use tsunagi::words::{Word, Words};

#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[arg(long, global = true, value_name = "ja|en")]
    lang: Option<String>,
    #[arg(long, global = true, value_name = "2026-11-21")]
    today: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check {
        folder: PathBuf,
        #[arg(long, default_value = "text", value_parser = ["text", "json", "csv", "sarif"])]
        format: String,
        #[arg(long)]
        strict: bool,
    },
    Publish {
        folder: PathBuf,
        #[arg(short, long)]
        out: PathBuf,
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        kit: Kit,
    },
    Preview {
        folder: PathBuf,
        #[arg(long, default_value_t = 8080)]
        port: u16,
        #[command(flatten)]
        kit: Kit,
    },
    New {
        folder: PathBuf,
    },
    Diff {
        old: PathBuf,
        new: PathBuf,
    },
    Report {
        folder: PathBuf,
        #[arg(long, default_value = "text", value_parser = ["text", "csv", "html"])]
        format: String,
    },
    #[command(hide = true)]
    Build {
        #[arg(long)]
        app: PathBuf,
        #[arg(long, default_value = "sample")]
        site: PathBuf,
        #[arg(long, default_value = "dist")]
        out: PathBuf,
        #[arg(long, default_value = "style")]
        style: PathBuf,
        #[arg(long, default_value = "public")]
        public: PathBuf,
        #[arg(long, default_value = "forms")]
        forms: PathBuf,
        #[arg(long, default_value = "node_modules")]
        vendor: PathBuf,
    },
}

/// Where the app's parts are: one folder with `app`, `style`, `public`, `forms` and `vendor` in it.
#[derive(Args)]
struct Kit {
    #[arg(long)]
    kit: Option<PathBuf>,
}

impl Kit {
    fn folder(&self) -> PathBuf {
        let beside = || std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("kit")));
        self.kit.clone().or_else(beside).unwrap_or_else(|| PathBuf::from("kit"))
    }
}

/// The folders of a kit.
struct Folders([PathBuf; 5]);

impl Folders {
    fn of(kit: &Path) -> Folders {
        Folders(["app", "style", "forms", "public", "vendor"].map(|name| kit.join(name)))
    }

    fn parts(&self) -> Parts<'_> {
        let [app, style, forms, public, vendor] = &self.0;
        Parts { app, style, forms, public, vendor }
    }
}

/// Something to mend in what was given; what could not be tried at all.
const TO_MEND: u8 = 1;
const NOT_TRIED: u8 = 2;

fn main() -> ExitCode {
    let words = DeskWords::of(&language());
    let matches = command(&words).get_matches();
    let arguments = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let today = match &arguments.today {
        None => today(),
        Some(text) => match text.parse() {
            Ok(day) => day,
            Err(_) => return fail(words.text(Desk::CliBadDay)),
        },
    };
    run(&words, arguments.command, today).unwrap_or_else(|error| fail(&error.to_string()))
}

/// The language of the messages: asked for, else that of the machine, Japanese for any but English.
fn language() -> String {
    let mut asked = std::env::args().skip_while(|a| a != "--lang" && !a.starts_with("--lang="));
    let asked = asked.next().and_then(|a| a.strip_prefix("--lang=").map(str::to_owned).or_else(|| asked.next()));
    let machine = || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok());
    let tag = asked.or_else(machine).unwrap_or_default();
    if tag.starts_with("en") { "en".to_owned() } else { "ja".to_owned() }
}

/// The command line with its help in a language.
fn command(words: &DeskWords) -> clap::Command {
    let argument =
        |command: clap::Command, id: &'static str, word: Desk| command.mut_arg(id, |arg| arg.help(words.text(word)));
    let mut command = Arguments::command().about(words.text(Desk::CliAbout));
    command = argument(command, "lang", Desk::CliLang);
    command = argument(command, "today", Desk::CliToday);
    let about = |name: &'static str, word: Desk, more: Option<Desk>, args: &'static [(&'static str, Desk)]| {
        move |command: clap::Command| {
            command.mut_subcommand(name, |sub| {
                let sub = sub.about(words.text(word));
                let sub = match more {
                    Some(more) => sub.after_help(words.text(more)),
                    None => sub,
                };
                args.iter().fold(sub, |sub, (id, word)| sub.mut_arg(*id, |arg| arg.help(words.text(*word))))
            })
        }
    };
    use Desk::*;
    let command = about(
        "check",
        CliCheck,
        Some(CliCheckMore),
        &[("folder", CliFolder), ("format", CliCheckFormat), ("strict", CliCheckStrict)],
    )(command);
    let command = about(
        "publish",
        CliPublish,
        Some(CliPublishMore),
        &[("folder", CliFolder), ("out", CliPublishOut), ("force", CliPublishForce), ("kit", CliPublishKit)],
    )(command);
    let command =
        about("preview", CliPreview, None, &[("folder", CliFolder), ("port", CliPreviewPort), ("kit", CliPublishKit)])(
            command,
        );
    let command = about("new", CliNew, None, &[("folder", CliNewFolder)])(command);
    let command = about("diff", CliDiff, None, &[("old", CliDiffOld), ("new", CliDiffNew)])(command);
    let command = about("report", CliReport, None, &[("folder", CliFolder), ("format", CliReportFormat)])(command);
    about("build", CliBuild, None, &[])(command)
}

fn fail(message: &str) -> ExitCode {
    eprintln!("tsunagi: {message}");
    ExitCode::from(NOT_TRIED)
}

fn run(words: &DeskWords, command: Command, today: Date) -> Result<ExitCode, PublishError> {
    match command {
        Command::Check { folder, format, strict } => {
            let city = match read(words, &folder, today)? {
                Ok(city) => city,
                Err(code) => return Ok(code),
            };
            print!("{}", told(words, &city.catalog, Form::from_key(&format).unwrap_or_default()));
            let forms = if format == "text" { report_forms(&city.forms) } else { 0 };
            let standing = standing(&city.catalog);
            let mend = standing.errors > 0 || (strict && standing.warnings + forms > 0);
            Ok(if mend { ExitCode::from(TO_MEND) } else { ExitCode::SUCCESS })
        }
        Command::Publish { folder, out, force, kit } => publish_command(words, &folder, &out, force, &kit, today),
        Command::Preview { folder, port, kit } => {
            let kit = kit.folder();
            if !kit.join("app").is_dir() {
                return Ok(fail(&words.fill(Desk::CliNoKit, &[("kit", &kit.display().to_string())])));
            }
            preview::serve(words, &folder, port, &Folders::of(&kit).parts(), today)
        }
        Command::New { folder } => Ok(new(words, &folder)),
        Command::Diff { old, new } => {
            let (old, new) = (read(words, &old, today)?, read(words, &new, today)?);
            let (old, new) = match (old, new) {
                (Ok(old), Ok(new)) => (old, new),
                (Err(code), _) | (_, Err(code)) => return Ok(code),
            };
            print!("{}", diff::text(words, &diff::diff(words, &old.catalog, &new.catalog, today)));
            Ok(ExitCode::SUCCESS)
        }
        Command::Report { folder, format } => {
            let city = match read(words, &folder, today)? {
                Ok(city) => city,
                Err(code) => return Ok(code),
            };
            let lines = report::lines(words, &city.catalog, today);
            let name = &city.catalog.settings.site_name;
            match format.as_str() {
                "csv" => print!("{}", report::csv(words, &lines)),
                "html" => print!("{}", report::html(words, &lines, name, today)),
                _ => print!("{}", report::text(words, &lines, name, today)),
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Build { app, site, out, style, public, forms, vendor } => {
            let parts = Parts { app: &app, style: &style, public: &public, forms: &forms, vendor: &vendor };
            let city = build(&parts, &site, &out, today)?;
            for report in &city.catalog.reports {
                println!("  {}", file_line(words, report));
            }
            report_forms(&city.forms);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// A city's folder; a folder that cannot be opened or has nothing in it is told.
fn read(words: &DeskWords, folder: &Path, today: Date) -> Result<Result<City, ExitCode>, PublishError> {
    let shown = folder.display().to_string();
    if let Err(why) = std::fs::read_dir(folder) {
        return Ok(Err(fail(&words.fill(Desk::CliFolderMissing, &[("folder", &shown), ("why", &why.to_string())]))));
    }
    eprintln!("{}", words.fill(Desk::CliReading, &[("folder", &shown)]));
    let city = read_city(folder, today)?;
    if city.catalog.is_empty() && city.catalog.reports.iter().all(|r| r.dataset.is_none() || r.records == 0) {
        print!("{}", told(words, &city.catalog, Form::Text));
        return Ok(Err(fail(&words.fill(Desk::CliNothingRead, &[("folder", &shown)]))));
    }
    Ok(Ok(city))
}

fn publish_command(
    words: &DeskWords,
    folder: &Path,
    out: &Path,
    force: bool,
    kit: &Kit,
    today: Date,
) -> Result<ExitCode, PublishError> {
    let began = Instant::now();
    let kit = kit.folder();
    if !kit.join("app").is_dir() {
        return Ok(fail(&words.fill(Desk::CliNoKit, &[("kit", &kit.display().to_string())])));
    }
    let city = match read(words, folder, today)? {
        Ok(city) => city,
        Err(code) => return Ok(code),
    };
    let count = city.catalog.reports.iter().map(|r| r.problems.len()).sum::<usize>();
    for report in &city.catalog.reports {
        println!("{}", file_line(words, report));
    }
    if count > 0 {
        println!("{}", words.fill(Desk::CliProblems, &[("count", &count.to_string())]));
    }
    if city.catalog.unreadable().next().is_some() && !force {
        eprintln!("{}", words.text(Desk::CliStopped));
        return Ok(ExitCode::from(TO_MEND));
    }
    let terminal = std::io::stderr().is_terminal();
    let tell = |Progress { stage, done, of }: Progress| {
        let what = words.text(match stage {
            Stage::Pages => Desk::CliMakingPages,
            Stage::Pictures => Desk::CliMakingPictures,
            Stage::Feeds => Desk::CliMakingFeeds,
        });
        let share = (done * 100).checked_div(of).unwrap_or(100).to_string();
        let line = words.fill(Desk::CliMaking, &[("what", what), ("done", &share)]);
        // On a terminal one line that goes on; in a log a line at every quarter.
        if terminal {
            eprint!("\r{line}\u{1b}[K{}", if done == of { "\n" } else { "" });
        } else if done == of || (done * 4 / of != (done.max(1) - 1) * 4 / of) {
            eprintln!("{line}");
        }
    };
    let shown = out.display().to_string();
    let published = match publish(&Folders::of(&kit).parts(), &city, out, today, &tell) {
        Err(error) if error.already_there() => {
            return Ok(fail(&words.fill(Desk::CliNotOurs, &[("out", &shown)])));
        }
        done => done?,
    };
    let numbers = [published.written, published.same, published.gone].map(|n| n.to_string());
    let seconds = format!("{:.1}", began.elapsed().as_secs_f64());
    let values = [
        ("out", shown.as_str()),
        ("written", &numbers[0]),
        ("same", &numbers[1]),
        ("gone", &numbers[2]),
        ("seconds", &seconds),
    ];
    println!("{}", words.fill(Desk::CliPublished, &values));
    Ok(ExitCode::SUCCESS)
}

/// Makes a folder to begin with.
fn new(words: &DeskWords, folder: &Path) -> ExitCode {
    let shown = folder.display().to_string();
    if folder.exists() {
        return fail(&words.fill(Desk::CliExists, &[("folder", &shown)]));
    }
    let made = std::fs::create_dir_all(folder).and_then(|()| {
        starter::files().into_iter().try_for_each(|(name, text)| std::fs::write(folder.join(name), text))
    });
    if let Err(why) = made {
        return fail(&words.fill(Desk::CliFolderMissing, &[("folder", &shown), ("why", &why.to_string())]));
    }
    println!("{}", words.fill(Desk::CliMade, &[("folder", &shown)]));
    println!("{}", words.fill(Desk::CliMadeNext, &[("folder", &shown)]));
    ExitCode::SUCCESS
}

/// What was not understood in the city's own forms, with line and column. Gives how many.
fn report_forms(forms: &[(String, Vec<FormProblem>)]) -> usize {
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
    forms.iter().map(|(_, problems)| problems.len()).sum()
}

/// Today in Japan, from this machine's clock.
fn today() -> Date {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let days = (seconds + 9 * 3600) / 86_400;
    Date::from_ymd_opt(1970, 1, 1).and_then(|epoch| epoch.checked_add_days(chrono::Days::new(days))).unwrap_or_default()
}
