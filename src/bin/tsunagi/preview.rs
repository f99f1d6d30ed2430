//! `tsunagi preview`: the site on this machine alone, made anew when a file of the city's folder has changed.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::time::{Instant, SystemTime};
use tiny_http::{Header, Response, Server};
use tsunagi::calendar::Date;
use tsunagi::publish::{Parts, PublishError, publish, read_city};
use tsunagi::words::desk::{Desk, DeskWords};

/// Types by ending, as `docs/hosting.md` gives them to servers.
const TYPES: [(&str, &str); 14] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("json", "application/json"),
    ("jsonld", "application/ld+json"),
    ("csv", "text/csv"),
    ("ics", "text/calendar; charset=utf-8"),
    ("atom", "application/atom+xml"),
    ("xml", "application/xml"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("txt", "text/plain; charset=utf-8"),
    ("toml", "text/plain; charset=utf-8"),
];

/// Serves a city until the program is ended.
pub fn serve(
    words: &DeskWords,
    folder: &Path,
    port: u16,
    parts: &Parts,
    today: Date,
) -> Result<ExitCode, PublishError> {
    // One folder for each port: what was made last is made over, and nothing piles up.
    let out = std::env::temp_dir().join(format!("tsunagi-preview-{port}"));
    let make = || publish(parts, &read_city(folder, today)?, &out, today, &|_| {});
    make()?;
    let server = match Server::http(("127.0.0.1", port)) {
        Ok(server) => server,
        Err(why) => {
            let values = [("port", port.to_string()), ("why", why.to_string())];
            let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
            return Ok(super::fail(&words.fill(Desk::CliPortTaken, &values)));
        }
    };
    println!("{}", words.fill(Desk::CliServing, &[("address", &format!("http://127.0.0.1:{port}/"))]));
    let mut seen = state(folder);
    for request in server.incoming_requests() {
        let asked = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
        // A page is asked for anew: then what has changed is seen.
        if asked.ends_with('/') && state(folder) != seen {
            seen = state(folder);
            let began = Instant::now();
            match make() {
                Ok(_) => {
                    let seconds = format!("{:.1}", began.elapsed().as_secs_f64());
                    println!("{}", words.fill(Desk::CliRebuilt, &[("seconds", &seconds)]));
                }
                // What was made before is still there.
                Err(error) => eprintln!("tsunagi: {error}"),
            }
        }
        // Whoever has closed the page meanwhile needs no answer.
        let _ = match file(&out, &asked) {
            None => request.respond(Response::from_string("404").with_status_code(404)),
            Some(path) => match fs::read(&path) {
                Err(_) => request.respond(Response::from_string("404").with_status_code(404)),
                Ok(bytes) => {
                    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
                    let kind =
                        TYPES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, t)| t);
                    let response = Response::from_data(bytes);
                    let header = |name: &str, value: &str| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok();
                    let headers = [header("Content-Type", kind), header("Cache-Control", "no-cache")];
                    let response = headers.into_iter().flatten().fold(response, Response::with_header);
                    request.respond(response)
                }
            },
        };
    }
    Ok(ExitCode::SUCCESS)
}

/// The file of an address below a folder; nothing above it.
fn file(out: &Path, asked: &str) -> Option<PathBuf> {
    let below = Path::new(asked.trim_start_matches('/'));
    if below.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let path = out.join(below);
    Some(if path.is_dir() { path.join("index.html") } else { path })
}

/// Names, sizes and times of a folder's files.
fn state(folder: &Path) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let one = |entry: fs::DirEntry| {
        let known = entry.metadata().ok();
        (entry.path(), known.as_ref().map_or(0, fs::Metadata::len), known.and_then(|m| m.modified().ok()))
    };
    let mut all: Vec<_> = entries.map(one).collect();
    all.sort();
    all
}
