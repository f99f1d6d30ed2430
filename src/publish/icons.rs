//! The pictures under which a site stands on home screens: the city's logo where it can be one, else our knot on the city's colour.
//! Lines are those of the pages' own icons; kurbo reads them, and what lies within half a line's width is painted.

use crate::app::parts::icon::Icon;
use crate::spread::picture::Color;
use kurbo::{BezPath, CubicBez, ParamCurve, PathEl, Point};
use std::io::Cursor;

/// The side of the field on which icons are drawn, and the width of their lines there.
const FIELD: f64 = 24.0;
const LINE: f64 = 2.0;

/// In how many straight pieces a curve is painted: of one size for all, since how few would do is not told alike on every machine.
const STEPS: u32 = 24;

const WHITE: Color = [0xff; 3];

/// The smallest and the largest side of a logo, in pixels, and how much longer one side of it may be than the other.
const LOGO_SIDE: std::ops::RangeInclusive<u32> = 128..=4096;
const LOGO_RATIO: f64 = 1.25;

/// What shows through around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// Rounded, with nothing around it.
    Rounded,
    /// The whole square: the phone cuts it as it likes. What is drawn keeps to the middle four fifths (W3C, "maskable").
    Whole,
}

/// What stands on an icon.
pub(super) enum Sign<'a> {
    Drawn(Icon, Color),
    Logo(&'a Logo),
}

/// A city's own picture: red, green, blue and how opaque.
pub(super) struct Logo {
    width: u32,
    height: u32,
    pixels: Vec<[u8; 4]>,
}

impl Logo {
    /// A logo that can stand on a home screen: a PNG, about as high as wide, and large enough. None where it is anything else.
    pub(super) fn read(bytes: &[u8]) -> Option<Logo> {
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
        let mut reader = decoder.read_info().ok()?;
        let (width, height) = (reader.info().width, reader.info().height);
        let ratio = f64::from(width.max(height)) / f64::from(width.min(height).max(1));
        if !LOGO_SIDE.contains(&width) || !LOGO_SIDE.contains(&height) || ratio > LOGO_RATIO {
            return None;
        }
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let frame = reader.next_frame(&mut bytes).ok()?;
        let pixels = match frame.color_type {
            png::ColorType::Rgba => bytes.as_chunks::<4>().0.to_vec(),
            png::ColorType::GrayscaleAlpha => bytes.as_chunks::<2>().0.iter().map(|[l, a]| [*l, *l, *l, *a]).collect(),
            _ => return None,
        };
        (pixels.len() == (width * height) as usize).then_some(Logo { width, height, pixels })
    }

    /// What lies within a rectangle of it, on white: the mean of its pixels. `left` and so on are shares of the whole.
    fn mean(&self, (left, right): (f64, f64), (top, bottom): (f64, f64)) -> Color {
        let range = |from: f64, to: f64, side: u32| {
            let side = f64::from(side);
            let first = (from * side).floor().clamp(0.0, side - 1.0) as usize;
            first..((to * side).ceil().clamp(0.0, side) as usize).max(first + 1)
        };
        let (columns, rows) = (range(left, right, self.width), range(top, bottom, self.height));
        let count = (columns.len() * rows.len()) as u32;
        let mut sum = [0_u32; 3];
        for row in rows {
            let row = &self.pixels[row * self.width as usize..][columns.clone()];
            for [r, g, b, a] in row {
                let on_white = |c: u8| (u32::from(c) * u32::from(*a) + 255 * (255 - u32::from(*a))) / 255;
                for (sum, c) in sum.iter_mut().zip([*r, *g, *b]) {
                    *sum += on_white(c);
                }
            }
        }
        sum.map(|sum| (sum / count) as u8)
    }
}

/// A square picture as PNG.
pub(super) fn paint(size: u32, cut: Cut, sign: &Sign) -> Result<Vec<u8>, png::EncodingError> {
    let side = f64::from(size);
    let mut pixels = vec![[0_u8; 4]; (size * size) as usize];
    let strokes = match sign {
        Sign::Drawn(icon, _) => covered(icon.path(), size, if cut == Cut::Whole { 0.7 } else { 0.84 }),
        Sign::Logo(_) => Vec::new(),
    };
    for (at, pixel) in pixels.iter_mut().enumerate() {
        let (x, y) = (at as u32 % size, at as u32 / size);
        let color = match sign {
            Sign::Drawn(_, ground) => mix(*ground, WHITE, strokes[at]),
            Sign::Logo(logo) => logo_at(logo, size, cut, (x, y)),
        };
        let opaque = match cut {
            Cut::Whole => 1.0,
            Cut::Rounded => within_rounded(f64::from(x) + 0.5, f64::from(y) + 0.5, side),
        };
        *pixel = [color[0], color[1], color[2], (opaque * 255.0).round() as u8];
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, size, size);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels.as_flattened())?;
    writer.finish()?;
    Ok(bytes)
}

fn mix(from: Color, to: Color, share: f64) -> Color {
    [0, 1, 2].map(|i| (f64::from(from[i]) + (f64::from(to[i]) - f64::from(from[i])) * share).round() as u8)
}

/// How much of each pixel the lines of an icon cover, 0 to 1; `share`: how much of the picture's side its field takes.
fn covered(path: &str, size: u32, share: f64) -> Vec<f64> {
    let mut covered = vec![0.0; (size * size) as usize];
    let scale = f64::from(size) * share / FIELD;
    let margin = f64::from(size) * (1.0 - share) / 2.0;
    let half = LINE * scale / 2.0;
    // Our own paths are known to be right: an icon that is not is an empty one (see the tests).
    let path = BezPath::from_svg(path).unwrap_or_default();
    let place = |p: Point| Point::new(exact(margin + p.x * scale), exact(margin + p.y * scale));
    let (mut begun, mut pen) = (Point::ZERO, Point::ZERO);
    for piece in path.elements() {
        let (one, two, to) = match *piece {
            PathEl::MoveTo(to) => {
                begun = place(to);
                pen = begun;
                continue;
            }
            PathEl::LineTo(to) => (pen, place(to), place(to)),
            PathEl::QuadTo(by, to) => (pen.lerp(place(by), 2.0 / 3.0), place(to).lerp(place(by), 2.0 / 3.0), place(to)),
            PathEl::CurveTo(one, two, to) => (place(one), place(two), place(to)),
            PathEl::ClosePath => (pen, begun, begun),
        };
        let curve = CubicBez::new(pen, one, two, to);
        let straight = !matches!(piece, PathEl::QuadTo(..) | PathEl::CurveTo(..));
        for step in 1..=if straight { 1 } else { STEPS } {
            let next = if step == STEPS || straight { to } else { curve.eval(f64::from(step) / f64::from(STEPS)) };
            line(&mut covered, size, (pen.x, pen.y), (next.x, next.y), half);
            pen = next;
        }
    }
    covered
}

/// A place on a fine grid. Sines are not the same to the last digit on every machine; a picture is to be, the browser's too.
fn exact(place: f64) -> f64 {
    (place * 4096.0).round() / 4096.0
}

/// As `hypot`, of operations that are exact on every machine.
fn distance(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// Covers what lies within `half` of a line, with round ends.
fn line(covered: &mut [f64], size: u32, (ax, ay): (f64, f64), (bx, by): (f64, f64), half: f64) {
    let reach = half + 1.0;
    let span = |a: f64, b: f64| {
        let last = f64::from(size);
        (a.min(b) - reach).clamp(0.0, last) as u32..(a.max(b) + reach).clamp(0.0, last) as u32
    };
    let (dx, dy) = (bx - ax, by - ay);
    let long = (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
    for y in span(ay, by) {
        for x in span(ax, bx) {
            let (px, py) = (f64::from(x) + 0.5 - ax, f64::from(y) + 0.5 - ay);
            let along = ((px * dx + py * dy) / long).clamp(0.0, 1.0);
            let far = distance(px - along * dx, py - along * dy);
            let cover = &mut covered[(y * size + x) as usize];
            *cover = cover.max((half - far + 0.5).clamp(0.0, 1.0));
        }
    }
}

/// How much of the pixel around a point lies within a square with rounded corners.
fn within_rounded(x: f64, y: f64, side: f64) -> f64 {
    let radius = side * 14.0 / 64.0;
    let beyond = |v: f64| ((v - side / 2.0).abs() - (side / 2.0 - radius)).max(0.0);
    (radius - distance(beyond(x), beyond(y)) + 0.5).clamp(0.0, 1.0)
}

/// The colour of a pixel of a logo in the middle of its icon.
fn logo_at(logo: &Logo, size: u32, cut: Cut, (x, y): (u32, u32)) -> Color {
    // The middle of a circle of four fifths holds a square of 0.56.
    let room = f64::from(size) * if cut == Cut::Whole { 0.56 } else { 0.8 };
    let longest = f64::from(logo.width.max(logo.height));
    let (wide, high) = (room * f64::from(logo.width) / longest, room * f64::from(logo.height) / longest);
    let (left, top) = ((f64::from(size) - wide) / 2.0, (f64::from(size) - high) / 2.0);
    let share = |at: u32, begin: f64, long: f64| {
        let at = f64::from(at);
        ((at - begin) / long, (at + 1.0 - begin) / long)
    };
    let (across, down) = (share(x, left, wide), share(y, top, high));
    let outside = |(from, to): (f64, f64)| to <= 0.0 || from >= 1.0;
    if outside(across) || outside(down) { WHITE } else { logo.mean(across, down) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUND: Color = [0, 97, 115];

    fn pixels(png: &[u8]) -> (u32, Vec<[u8; 4]>) {
        let mut reader = png::Decoder::new(Cursor::new(png)).read_info().expect("our own picture");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a small picture")];
        reader.next_frame(&mut bytes).expect("our own picture");
        (reader.info().width, bytes.as_chunks::<4>().0.to_vec())
    }

    fn drawn(icon: Icon, size: u32, cut: Cut) -> Vec<[u8; 4]> {
        let (width, pixels) = pixels(&paint(size, cut, &Sign::Drawn(icon, GROUND)).expect("memory is enough"));
        assert_eq!(width, size);
        pixels
    }

    /// How far the farthest white pixel is from the middle, as a share of the side.
    fn reach(pixels: &[[u8; 4]], size: u32) -> f64 {
        let far = |at: usize| {
            let middle = |v: u32| f64::from(v) + 0.5 - f64::from(size) / 2.0;
            middle(at as u32 % size).hypot(middle(at as u32 / size)) / f64::from(size)
        };
        let white = pixels.iter().enumerate().filter(|(_, p)| p[0] > 200);
        white.map(|(at, _)| far(at)).fold(0.0, f64::max)
    }

    #[test]
    fn every_sign_is_drawn_and_none_is_cut_by_a_phone() {
        for icon in [Icon::Knot, Icon::Document, Icon::Phone, Icon::Search, Icon::Calendar, Icon::Family] {
            let whole = drawn(icon, 96, Cut::Whole);
            let white = whole.iter().filter(|p| p[0] > 200).count();
            assert!((200..4000).contains(&white), "{white} white pixels");
            let reach = reach(&whole, 96);
            assert!(reach > 0.2 && reach <= 0.4, "{reach}");
            assert!(whole.iter().all(|p| p[3] == 255));
        }
    }

    #[test]
    fn corners_are_clear_only_where_we_round_them() {
        let rounded = drawn(Icon::Knot, 192, Cut::Rounded);
        assert_eq!((rounded[0][3], rounded[192 * 96][3]), (0, 255));
        assert_eq!(drawn(Icon::Knot, 192, Cut::Whole)[0], [0, 97, 115, 255]);
    }

    fn logo(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&[200, 0, 0].repeat((width * height) as usize)).expect("memory is enough");
        writer.finish().expect("memory is enough");
        bytes
    }

    #[test]
    fn a_logo_stands_on_white_in_the_middle() {
        let own = Logo::read(&logo(200, 180)).expect("a logo that can be used");
        let (_, whole) = pixels(&paint(100, Cut::Whole, &Sign::Logo(&own)).expect("memory is enough"));
        assert_eq!((whole[0], whole[50 * 100 + 50]), ([255; 4], [200, 0, 0, 255]));
        // Corners of the logo stay within the circle that every phone leaves.
        let far = |at: usize| (at as f64 % 100.0 - 49.5).hypot((at / 100) as f64 - 49.5);
        let red = whole.iter().enumerate().filter(|(_, p)| p[1] < 128);
        assert!(red.map(|(at, _)| far(at)).fold(0.0, f64::max) <= 40.0);
    }

    #[test]
    fn a_banner_a_stamp_and_what_is_no_picture_are_no_icons() {
        for (width, height) in [(600, 130), (64, 64)] {
            assert!(Logo::read(&logo(width, height)).is_none());
        }
        let whole = logo(200, 200);
        assert!(Logo::read(&whole[..whole.len() / 2]).is_none());
        assert!(Logo::read(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>").is_none());
    }
}
