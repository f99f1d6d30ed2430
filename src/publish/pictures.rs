//! `pictures/`: what is painted for posts and for the previews of links. The strokes are the core's ([`crate::spread::picture`]),
//! the letters BIZ UDPGothic (SIL Open Font License), which is painted with; pages are not written in it.

use super::cores::each;
use super::place::{Kit, Out, part, put};
use super::{During, PublishError, Stage, Tell};
use crate::calendar::Date;
use crate::data::Catalog;
use crate::events::{Event, Occurrence, by_day, occurrences};
use crate::spread::picture::Color;
use crate::spread::{Draw, Line, Poster, Shape, draws};
use crate::words::Word;
use ab_glyph::{Font, FontVec, Glyph, PxScale, point};
use chrono::Days;
use std::collections::HashMap;
use std::io;

/// How far ahead an event has a picture for the preview of its link, and one for a post, in days.
const PREVIEW: u64 = 92;
const POST: u64 = 14;

/// How many are painted at most, the nearest days first: the events of posts and of previews, the hubs with their weeks. A large
/// city has more than anybody looks at; what has no picture of its own shows the site's.
const POSTS: usize = 150;
const PREVIEWS: usize = 600;
const HUBS: usize = 100;

/// Steps between a letter's colour and the ground's.
const STEPS: usize = 15;

struct Faces {
    regular: FontVec,
    bold: FontVec,
}

impl Faces {
    fn read(kit: &dyn Kit) -> Result<Faces, PublishError> {
        let face = |name: &str| {
            let path = format!("vendor/@expo-google-fonts/biz-udpgothic/{name}");
            let bytes = part(kit, &path)?;
            let read = FontVec::try_from_vec(bytes).map_err(|why| io::Error::new(io::ErrorKind::InvalidData, why));
            read.during(|| format!("reading {path}"))
        };
        let (regular, bold) = ("400Regular/BIZUDPGothic_400Regular.ttf", "700Bold/BIZUDPGothic_700Bold.ttf");
        Ok(Faces { regular: face(regular)?, bold: face(bold)? })
    }
}

/// A picture of at most 256 colours: each pixel the number of one.
struct Canvas {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
    colors: Vec<Color>,
    known: HashMap<Color, u8>,
}

impl Canvas {
    fn new(width: u32, height: u32) -> Canvas {
        let pixels = vec![0; (width * height) as usize];
        Canvas { width, height, pixels, colors: Vec::new(), known: HashMap::new() }
    }

    /// The number of a colour; beyond 256 that of the nearest.
    fn number(&mut self, color: Color) -> u8 {
        if let Some(number) = self.known.get(&color) {
            return *number;
        }
        let number = if self.colors.len() < 256 {
            self.colors.push(color);
            (self.colors.len() - 1) as u8
        } else {
            let far = |other: &Color| (0..3).map(|i| (i32::from(other[i]) - i32::from(color[i])).pow(2)).sum::<i32>();
            (0..=255_u8).min_by_key(|at| far(&self.colors[usize::from(*at)])).unwrap_or(0)
        };
        self.known.insert(color, number);
        number
    }

    fn rect(&mut self, x: u32, y: u32, width: u32, height: u32, color: Color) {
        let number = self.number(color);
        for row in y.min(self.height)..(y + height).min(self.height) {
            let (from, to) = (x.min(self.width), (x + width).min(self.width));
            self.pixels[(row * self.width + from) as usize..(row * self.width + to) as usize].fill(number);
        }
    }

    /// A line of letters from `x` on, its baseline at `y`; pressed together where it is wider than the room that is left.
    fn text(&mut self, face: &FontVec, (x, y): (u32, u32), size: u32, colors: (Color, Color), text: &str) {
        let (color, on) = colors;
        let mix = |step: usize, i: usize| {
            let (a, b) = (i32::from(on[i]), i32::from(color[i]));
            (a + (b - a) * step as i32 / STEPS as i32) as u8
        };
        let ramp: Vec<u8> = (0..=STEPS).map(|s| self.number([mix(s, 0), mix(s, 1), mix(s, 2)])).collect();
        let em = face.units_per_em().unwrap_or(1000.0);
        let unit = size as f32 / em;
        // A letter that the face does not have (an emoji) leaves no box behind.
        let glyphs: Vec<_> = text.chars().map(|c| face.glyph_id(c)).filter(|id| id.0 != 0).collect();
        let long: f32 = glyphs.iter().map(|id| face.h_advance_unscaled(*id) * unit).sum();
        let room = (self.width.saturating_sub(x + 8)) as f32;
        let press = if long > room { room / long } else { 1.0 };
        let height = face.height_unscaled() * unit;
        let scale = PxScale { x: height * press, y: height };
        let mut pen = x as f32;
        for id in glyphs {
            let glyph = Glyph { id, scale, position: point(pen, y as f32) };
            pen += face.h_advance_unscaled(id) * unit * press;
            let Some(outline) = face.outline_glyph(glyph) else { continue };
            let bounds = outline.px_bounds();
            outline.draw(|dx, dy, cover| {
                let (px, py) = (bounds.min.x as i64 + i64::from(dx), bounds.min.y as i64 + i64::from(dy));
                let step = (cover.clamp(0.0, 1.0) * STEPS as f32).round() as usize;
                let inside = (0..i64::from(self.width)).contains(&px) && (0..i64::from(self.height)).contains(&py);
                if step > 0 && inside {
                    self.pixels[py as usize * self.width as usize + px as usize] = ramp[step];
                }
            });
        }
    }

    fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(self.colors.concat());
        encoder.set_compression(png::Compression::Fast);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()?;
        Ok(bytes)
    }
}

fn paint(faces: &Faces, poster: &Poster, shape: Shape) -> Result<Vec<u8>, png::EncodingError> {
    let (width, height) = shape.size();
    let mut canvas = Canvas::new(width, height);
    for draw in draws(poster, shape) {
        match draw {
            Draw::Rect { x, y, width, height, color } => canvas.rect(x, y, width, height, color),
            Draw::Text { x, y, size, bold, color, on, text } => {
                let face = if bold { &faces.bold } else { &faces.regular };
                canvas.text(face, (x, y), size, (color, on), &text);
            }
        }
    }
    canvas.png()
}

/// An event with its next day.
pub(super) type Next<'a> = (&'a Event, Occurrence);

/// The events that have a picture for the preview of their link, the nearest first.
pub(super) fn nearest(catalog: &Catalog, today: Date) -> Vec<Next<'_>> {
    let last = today.checked_add_days(Days::new(PREVIEW)).unwrap_or(today);
    let next = |event| Some((event, occurrences(event, 0, today, last).into_iter().find(|o| !o.is_off())?));
    let mut all: Vec<Next> = catalog.events.iter().filter_map(next).collect();
    all.sort_by(|(a, x), (b, y)| (x.date, a.times, &a.id).cmp(&(y.date, b.times, &b.id)));
    all.truncate(PREVIEWS);
    all
}

/// The picture for the preview of an event's link, below the site's root.
pub(super) fn preview(event: &str) -> String {
    format!("pictures/event-{event}-wide.png")
}

/// The picture for the preview of every other page.
pub(super) const SITE: &str = "pictures/site.png";

/// One picture that is to be painted.
struct Job {
    /// Below the site's root.
    path: String,
    poster: Poster,
    shape: Shape,
}

/// Everything that has a picture.
fn jobs(catalog: &Catalog, next: &[Next], today: Date) -> Vec<Job> {
    let settings = &catalog.settings;
    let words = settings.words();
    let name = if settings.site_name.is_empty() { words.text(Word::SiteName) } else { &settings.site_name };
    let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let mut jobs = Vec::new();
    let line = Line { label: String::new(), text: words.text(Word::SiteDescription).to_owned(), more: String::new() };
    let site = Poster {
        kicker: settings.municipality.clone(),
        title: name.to_owned(),
        lines: vec![line],
        foot: settings.site_address.clone(),
        more: "",
    };
    jobs.push(Job { path: SITE.to_owned(), poster: site, shape: Shape::Wide });
    let posts = [Shape::Square, Shape::Tall];
    let week = by_day(&catalog.events, today, after(6));
    let mut put_week = |file: String, whose: &str, has: &dyn Fn(&Event) -> bool| {
        let poster = Poster::of_week(&words, whose, &week, &catalog.events, has, today, name);
        if poster.lines.is_empty() {
            return false;
        }
        for shape in posts {
            let path = format!("pictures/{file}-{}.png", shape.key());
            jobs.push(Job { path, poster: poster.clone(), shape });
        }
        true
    };
    put_week("week".to_owned(), &settings.municipality, &|_| true);
    let hubs = catalog.places.iter().filter(|place| {
        put_week(format!("week-{}", place.id), &place.name, &|event| event.place_id.as_deref() == Some(&place.id))
    });
    // Each that has a week is counted; the others cost a look at the week alone.
    let _ = hubs.take(HUBS).count();
    for (at, (event, day)) in next.iter().enumerate() {
        let poster = Poster::of_event(&words, event, day, today, name);
        let near = at < POSTS && day.date <= after(POST);
        let shapes = if near { &[Shape::Wide, Shape::Square, Shape::Tall][..] } else { &[Shape::Wide] };
        for shape in shapes {
            let path = format!("pictures/event-{}-{}.png", event.id, shape.key());
            jobs.push(Job { path, poster: poster.clone(), shape: *shape });
        }
    }
    jobs
}

/// Reads what letters are painted with, and paints none.
pub(super) fn read_faces(kit: &dyn Kit) -> Result<(), PublishError> {
    Faces::read(kit).map(|_| ())
}

/// Paints all of them. `next`: the events that have a picture, as [`nearest`] gives them.
pub(super) fn write(
    kit: &dyn Kit,
    catalog: &Catalog,
    next: &[Next],
    out: &dyn Out,
    today: Date,
    tell: Tell,
) -> Result<(), PublishError> {
    let faces = Faces::read(kit)?;
    each(Stage::Pictures, &jobs(catalog, next, today), tell, |job| {
        let bytes = paint(&faces, &job.poster, job.shape).map_err(io::Error::other);
        put(out, &job.path, bytes.during(|| format!("painting {}", job.path))?)
    })
}
