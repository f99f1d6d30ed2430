//! Cities of any size for `run.mjs`: the sample city's places and events again and again, under numbers, names and spots of their
//! own, with the compact catalog that a publisher would have made of them.
//!
//! `scale SAMPLE OUT PLACES EVENTS`: the folder of the sample city, where to, and how many of each.

use std::error::Error;
use std::path::Path;
use std::time::Instant;
use tsunagi::data::settings::SETTINGS;
use tsunagi::data::{Catalog, SourceFile, compact};
use tsunagi::search::records;
use tsunagi::words::Words;

const PLACES: &str = "990019_preschool.csv";
const EVENTS: &str = "990019_event.csv";

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [sample, out, places, events] = given.as_slice() else {
        return Err("scale SAMPLE OUT PLACES EVENTS".into());
    };
    let (sample, out) = (Path::new(sample), Path::new(out));
    let (places, events): (usize, usize) = (places.parse()?, events.parse()?);
    std::fs::create_dir_all(out)?;

    let settings = std::fs::read_to_string(sample.join(SETTINGS))?;
    let mut files = vec![file(SETTINGS, settings.clone().into_bytes())];
    let lists = settings.lines().filter_map(|line| line.strip_prefix("データファイル,")?.split(',').next());
    for name in lists {
        let bytes = std::fs::read(sample.join(name))?;
        // The places of the other lists are few, and count as well.
        files.push(file(name, if name == EVENTS { many(&bytes, events)? } else { bytes }));
    }
    let here = Catalog::as_written(&files, &cp932).places.len();
    let list = files.iter_mut().find(|list| list.name == PLACES).ok_or("the sample city has no list of places")?;
    let own = list.bytes.as_ref().map_or(0, |bytes| rows(bytes).map_or(0, |(_, rows)| rows.len()));
    if places + own > here {
        let bytes = std::fs::read(sample.join(PLACES))?;
        list.bytes = Ok(many(&bytes, places + own - here)?);
    }

    let start = Instant::now();
    let catalog = Catalog::as_written(&files, &cp932);
    let read = start.elapsed().as_millis();
    let start = Instant::now();
    let compact::Written { first, rest } = compact::write(&catalog, &files);
    let written = start.elapsed().as_millis();
    let start = Instant::now();
    let index = records::places(&catalog, &Words::japanese());
    println!(
        "{} places, {} events: on this machine read in {read} ms, written in {written} ms ({} bytes), indexed in {} ms ({} bytes)",
        index.len(),
        catalog.events.len(),
        first.len() + rest.len(),
        start.elapsed().as_millis(),
        index.bytes(),
    );
    std::fs::write(out.join(compact::FILE), first)?;
    std::fs::write(out.join(compact::REST), rest)?;
    for list in files {
        std::fs::write(out.join(&list.name), list.bytes?)?;
    }
    Ok(())
}

/// The one list that is not in UTF-8.
fn cp932(bytes: &[u8]) -> Option<String> {
    encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into)
}

fn file(name: &str, bytes: Vec<u8>) -> SourceFile {
    SourceFile { name: name.to_owned(), bytes: Ok(bytes) }
}

type Row = Vec<String>;

/// The header and the rows of a list in UTF-8.
fn rows(bytes: &[u8]) -> Result<(Row, Vec<Row>), csv::Error> {
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes));
    let cells = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect::<Row>();
    let header = cells(reader.headers()?);
    let rows: Result<Vec<Row>, csv::Error> = reader.records().map(|row| Ok(cells(&row?))).collect();
    Ok((header, rows?))
}

/// A list of so many rows, the given ones over and over: the first time as they are, then with a number behind ID and name, and
/// some metres away.
fn many(bytes: &[u8], count: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let (header, given) = rows(bytes)?;
    let column = |name: &str| header.iter().position(|known| known == name);
    let id = column("ID").ok_or("no ID")?;
    let name = column("名称").or(column("イベント名")).ok_or("no name")?;
    let spot = [column("緯度"), column("経度")];
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(&header)?;
    for (at, row) in given.iter().cycle().take(count).enumerate() {
        let round = at / given.len();
        let mut row = row.clone();
        if round > 0 {
            row[id] = format!("{}x{round}", row[id]);
            row[name] = format!("{} {round}号", row[name]);
            for (axis, column) in spot.into_iter().flatten().enumerate() {
                if let Ok(degrees) = row[column].parse::<f64>() {
                    let step = (round * (axis * 2 + 7) % 97) as f64 - 48.0;
                    row[column] = format!("{:.6}", degrees + step / 2500.0);
                }
            }
        }
        writer.write_record(&row)?;
    }
    Ok(writer.into_inner()?)
}
