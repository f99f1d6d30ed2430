//! Where the words of a [`Poster`] stand, in pixels: rectangles and lines of text in the order in which they are painted.
//!
//! Widths are reckoned with a full letter as wide as it is high and a half one 0.58 of that, which no Japanese face exceeds: so
//! the browser's canvas and the publisher's own brush break lines alike, whatever faces they have.

use super::poster::{Line, Poster};
use crate::choices;
use crate::text::json::Json;

/// A colour as red, green, blue.
pub type Color = [u8; 3];

const GROUND: Color = [0xfb, 0xfa, 0xf7];
const WHITE: Color = [0xff, 0xff, 0xff];
const INK: Color = [0x1a, 0x1a, 0x1a];
const INK_2: Color = [0x4a, 0x4a, 0x4a];
const MAIN: Color = [0x00, 0x61, 0x73];
const TINT: Color = [0xe9, 0xf7, 0xf9];

/// The pictures that posts and previews take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 1080 × 1080, for a post
    Square,
    /// 1080 × 1920, for a story
    Tall,
    /// 1200 × 630, for the preview of a link (Open Graph)
    Wide,
}

impl Shape {
    pub const ALL: [(Shape, &'static str); 3] =
        [(Shape::Square, "square"), (Shape::Tall, "tall"), (Shape::Wide, "wide")];

    pub fn key(self) -> &'static str {
        choices::key(&Shape::ALL, &self)
    }

    pub fn from_key(key: &str) -> Shape {
        choices::of_key(&Shape::ALL, key).unwrap_or(Shape::Square)
    }

    /// Width and height in pixels.
    pub fn size(self) -> (u32, u32) {
        match self {
            Shape::Square => (1080, 1080),
            Shape::Tall => (1080, 1920),
            Shape::Wide => (1200, 630),
        }
    }
}

/// One stroke.
#[derive(Clone, Debug, PartialEq)]
pub enum Draw {
    Rect {
        x: u32,
        y: u32,
        width: u32,
        height: u32,
        color: Color,
    },
    /// `y` is the baseline; `on` the colour that lies under it.
    Text {
        x: u32,
        y: u32,
        size: u32,
        bold: bool,
        color: Color,
        on: Color,
        text: String,
    },
}

/// How wide a text is at most, in hundredths of its size.
fn width(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() || ('\u{ff61}'..='\u{ff9f}').contains(&c) { 58 } else { 100 }).sum()
}

/// What no line begins with (JIS X 4051).
const NOT_FIRST: &str = "、。，．・：；？！）」』】〕〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜～,.)!?";

/// A text in lines of a width, at most so many; what is left over is cut off with 「…」.
fn wrap(text: &str, size: u32, room: u32, most: usize) -> Vec<String> {
    let room = room * 100 / size.max(1);
    let mut lines: Vec<String> = vec![String::new()];
    for c in text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
        let Some(line) = lines.last_mut() else { break };
        let mut next = line.clone();
        next.push(c);
        if width(&next) <= room || (NOT_FIRST.contains(c) && width(&next) <= room + 100) {
            *line = next;
        } else {
            lines.push(if c == ' ' { String::new() } else { c.to_string() });
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while width(last) + 100 > room && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A page being filled from top to bottom.
struct Sheet {
    draws: Vec<Draw>,
    width: u32,
    margin: u32,
}

impl Sheet {
    fn rect(&mut self, x: u32, y: u32, width: u32, height: u32, color: Color) {
        self.draws.push(Draw::Rect { x, y, width, height, color });
    }

    #[allow(clippy::too_many_arguments)]
    fn text(&mut self, x: u32, y: u32, size: u32, bold: bool, color: Color, on: Color, text: String) {
        self.draws.push(Draw::Text { x, y, size, bold, color, on, text });
    }
}

/// The strokes of a picture.
///
/// ```
/// use tsunagi::spread::{Draw, Line, Poster, Shape, draws};
/// let line = Line { label: "日時".into(), text: "11月24日（火） 10:30〜11:30".into(), more: String::new() };
/// let poster = Poster { kicker: "みんな はじめて".into(), title: "2・3か月の会".into(), lines: vec![line], foot: "しおみ子育てつなぎ".into(), more: "" };
/// let draws = draws(&poster, Shape::Square);
/// assert!(draws.iter().any(|d| matches!(d, Draw::Text { text, .. } if text == "2・3か月の会")));
/// ```
pub fn draws(poster: &Poster, shape: Shape) -> Vec<Draw> {
    let (width, height) = shape.size();
    let wide = shape == Shape::Wide;
    let margin = if wide { 56 } else { 72 };
    let mut sheet = Sheet { draws: Vec::new(), width, margin };
    sheet.rect(0, 0, width, height, GROUND);
    let (kicker, band) = if wide { (36, 96) } else { (46, 132) };
    sheet.rect(0, 0, width, band, MAIN);
    let room = width - 2 * margin;
    for text in wrap(&poster.kicker, kicker, room, 1) {
        sheet.text(margin, (band + kicker) / 2 - kicker / 10, kicker, true, WHITE, MAIN, text);
    }
    let (foot, foot_band) = if wide { (30, 72) } else { (36, 104) };
    sheet.rect(0, height - foot_band, width, foot_band, TINT);
    for text in wrap(&poster.foot, foot, room, 1) {
        sheet.text(margin, height - foot_band + (foot_band + foot) / 2 - foot / 10, foot, true, MAIN, TINT, text);
    }
    // The largest size at which the title has the fewest lines: no last letter stands alone.
    let weekly = poster.lines.iter().any(|line| !line.more.is_empty());
    let (sizes, most): (&[u32], usize) = match (wide, weekly) {
        (true, _) => (&[72, 60, 50], 2),
        (false, true) => (&[60], 1),
        (false, false) => (&[92, 76, 64], 3),
    };
    let lines = |size: u32| wrap(&poster.title, size, room, 99).len();
    let fewest = sizes.iter().map(|size| lines(*size)).min().unwrap_or(1);
    let size = sizes.iter().find(|size| lines(**size) == fewest).copied().unwrap_or(60);
    let mut y = band + if wide || weekly { 36 } else { 64 };
    for text in wrap(&poster.title, size, room, most) {
        y += size * 13 / 10;
        sheet.text(margin, y, size, true, INK, GROUND, text);
    }
    y += if wide { 28 } else { 52 };
    let bottom = height - foot_band - if wide { 16 } else { 36 };
    let weekly = poster.lines.iter().any(|line| !line.more.is_empty());
    if weekly {
        week(&mut sheet, poster, y, bottom, wide)
    } else {
        facts(&mut sheet, &poster.lines, y, bottom, wide)
    }
    sheet.draws
}

/// 「日時」 and its kin: the label before the text.
fn facts(sheet: &mut Sheet, lines: &[Line], mut y: u32, bottom: u32, wide: bool) {
    let size = if wide { 34 } else { 48 };
    let step = size * 14 / 10;
    let labels = lines.iter().map(|line| self::width(&line.label) * (size - 10) / 100).max().unwrap_or(0);
    let labels = if labels > 0 { labels + 36 } else { 0 };
    let room = sheet.width - 2 * sheet.margin - labels;
    for line in lines {
        let most = match (wide, labels) {
            (_, 0) => 5,
            (true, _) => 1,
            (false, _) => 2,
        };
        let texts = wrap(&line.text, size, room, most);
        if y + step * texts.len() as u32 > bottom {
            return;
        }
        if !line.label.is_empty() {
            sheet.text(sheet.margin, y + size, size - 10, true, MAIN, GROUND, line.label.clone());
        }
        for text in texts {
            sheet.text(sheet.margin + labels, y + size, size, false, INK, GROUND, text);
            y += step;
        }
        y += if wide { 6 } else { 20 };
    }
}

/// A week: each day once, and below it what is on.
fn week(sheet: &mut Sheet, poster: &Poster, mut y: u32, bottom: u32, wide: bool) {
    let lines = &poster.lines;
    let size = if wide { 28 } else { 38 };
    let (small, room) = (size * 3 / 4, sheet.width - 2 * sheet.margin);
    let mut day = "";
    for (at, line) in lines.iter().enumerate() {
        let head = if line.label == day { 0 } else { size * 15 / 10 };
        let one = size * 13 / 10 + small * 14 / 10;
        // Room for 「ほか」 where this is not the last.
        let rest = if at + 1 < lines.len() { small * 3 / 2 } else { 0 };
        if y + head + one + rest > bottom {
            let more = poster.more.replace("{count}", &(lines.len() - at).to_string());
            sheet.text(sheet.margin, y + small + 8, small, true, MAIN, GROUND, more);
            return;
        }
        if head > 0 {
            sheet.rect(sheet.margin, y + head - size - 8, room, size * 14 / 10, TINT);
            sheet.text(sheet.margin + 16, y + head - 6, small + 4, true, MAIN, TINT, line.label.clone());
            y += head + size / 3;
            day = &line.label;
        }
        for text in wrap(&line.text, size, room, 1) {
            sheet.text(sheet.margin, y + size, size, true, INK, GROUND, text);
        }
        y += size * 13 / 10;
        for text in wrap(&line.more, small, room, 1) {
            sheet.text(sheet.margin, y + small, small, false, INK_2, GROUND, text);
        }
        y += small * 14 / 10;
    }
}

/// The strokes for a script that paints them: `["r", x, y, width, height, colour]`, `["t", x, y, size, bold, colour, text]`.
pub fn json(draws: &[Draw]) -> String {
    let color = |[r, g, b]: Color| Json::text(format!("#{r:02x}{g:02x}{b:02x}"));
    let number = |n: u32| Json::Number(f64::from(n));
    let one = |draw: &Draw| {
        Json::List(match draw {
            Draw::Rect { x, y, width, height, color: c } => {
                vec![Json::text("r"), number(*x), number(*y), number(*width), number(*height), color(*c)]
            }
            Draw::Text { x, y, size, bold, color: c, text, .. } => {
                let bold = number(u32::from(*bold));
                vec![Json::text("t"), number(*x), number(*y), number(*size), bold, color(*c), Json::text(text)]
            }
        })
    };
    Json::List(draws.iter().map(one).collect()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poster(title: &str, lines: usize, more: &str) -> Poster {
        let line = |n: usize| Line {
            label: format!("11月{}日（土）", n / 3 + 1),
            text: title.to_owned(),
            more: more.to_owned(),
        };
        Poster {
            kicker: title.to_owned(),
            title: title.to_owned(),
            lines: (0..lines).map(line).collect(),
            foot: title.to_owned(),
            more: "ほか{count}件",
        }
    }

    #[test]
    fn nothing_is_painted_beyond_the_edge() {
        let long = "とても長い名前のイベント（赤ちゃんと、おとうさん・おかあさん、みんなでいっしょに）のおしらせ WithALongEnglishName".repeat(2);
        for title in ["会", "2・3か月の会", &long, "", "🎈🎉 パーティー"] {
            for (lines, more) in [(0, ""), (3, ""), (40, ""), (1, "10:00〜11:00"), (60, &*long)] {
                for (shape, _) in Shape::ALL {
                    let (width_px, height_px) = shape.size();
                    for draw in draws(&poster(title, lines, more), shape) {
                        match draw {
                            Draw::Rect { x, y, width, height, .. } => {
                                assert!(x + width <= width_px && y + height <= height_px, "{shape:?} {title} {lines}");
                            }
                            Draw::Text { x, y, size, text, .. } => {
                                // One closing sign may stand over the edge of its column, never of the picture.
                                assert!(x + width(&text) * size / 100 <= width_px, "{shape:?} {text}");
                                assert!(y >= size && y <= height_px, "{shape:?} {title} {lines} {y}");
                                assert!(!text.is_empty());
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn no_line_begins_with_a_closing_sign_and_what_is_left_over_is_told() {
        let lines = wrap("おはなし会（赤ちゃん）、わらべうた。", 10, 60, 9);
        assert!(lines.iter().all(|line| !line.starts_with(['、', '。', '）'])), "{lines:?}");
        assert_eq!(lines.concat(), "おはなし会（赤ちゃん）、わらべうた。");
        assert_eq!(wrap("あいうえおかきく", 10, 40, 1), ["あいう…"]);
        let many = draws(&poster("会", 60, "10:00"), Shape::Square);
        assert!(many.iter().any(|d| matches!(d, Draw::Text { text, .. } if text.starts_with("ほか"))));
    }
}
