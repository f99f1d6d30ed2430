//! The city's own colour, and the ones made of it that can be read: WCAG 2.2, 1.4.3, asks for 4.5 : 1.

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// What letters need against their ground.
const READABLE: f64 = 4.5;

/// The grounds that the main colour stands on, as in `style/1-tokens.css`: the page in the light, its surface in the dark.
const LIGHT: Rgb = [0xfb, 0xfa, 0xf7];
const DARK: Rgb = [0x1f, 0x24, 0x27];
const WHITE: Rgb = [0xff; 3];
const BLACK: Rgb = [0; 3];

/// A colour as pages write it: `#0b6e4f`, `#06f`, in any width of letters.
///
/// ```
/// use tsunagi::data::color::read;
/// assert_eq!(read("＃0B6E4F"), Some([11, 110, 79]));
/// assert_eq!(read("#06f"), Some([0, 102, 255]));
/// assert_eq!(read("みどり"), None);
/// ```
pub fn read(text: &str) -> Option<Rgb> {
    let text = crate::text::width::narrow(text);
    let digits = text.trim().strip_prefix('#')?;
    let digit = |at: usize| digits.get(at..at + 1).and_then(|d| u8::from_str_radix(d, 16).ok());
    match digits.len() {
        3 => Some([digit(0)? * 17, digit(1)? * 17, digit(2)? * 17]),
        6 => Some([digit(0)? * 16 + digit(1)?, digit(2)? * 16 + digit(3)?, digit(4)? * 16 + digit(5)?]),
        _ => None,
    }
}

/// As pages write it.
pub fn written([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// How light a colour is, 0 to 1 (WCAG 2.2, relative luminance).
fn luminance(color: Rgb) -> f64 {
    let part = |byte: u8| {
        let part = f64::from(byte) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(color[0]) + 0.7152 * part(color[1]) + 0.0722 * part(color[2])
}

/// The contrast of two colours, 1 to 21.
///
/// ```
/// use tsunagi::data::color::contrast;
/// assert_eq!(contrast([0; 3], [255; 3]), 21.0);
/// ```
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// So many hundredths of the way from one colour to another.
fn mix(from: Rgb, to: Rgb, hundredths: i32) -> Rgb {
    [0, 1, 2].map(|i| (i32::from(from[i]) + (i32::from(to[i]) - i32::from(from[i])) * hundredths / 100) as u8)
}

/// The nearest to a colour on the way to another that is readable on a ground.
fn readable(color: Rgb, towards: Rgb, ground: Rgb) -> Rgb {
    let steps = (0..=100).map(|step| mix(color, towards, step));
    steps.into_iter().find(|color| contrast(*color, ground) >= READABLE).unwrap_or(towards)
}

/// The colours of a site, made of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    pub light: Tones,
    pub dark: Tones,
}

/// The colours of one scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tones {
    /// Buttons, marks, what is chosen.
    pub main: Rgb,
    /// The same under a finger.
    pub strong: Rgb,
    /// The ground of what is chosen.
    pub tint: Rgb,
    /// Letters on the main colour.
    pub on_main: Rgb,
    pub link: Rgb,
}

impl Palette {
    /// The palette of a colour: as it is where it can be read, else moved until it can.
    pub fn of(color: Rgb) -> Palette {
        let main = readable(color, BLACK, LIGHT);
        let light = Tones {
            main,
            strong: mix(main, BLACK, 25),
            tint: mix(main, WHITE, 92),
            on_main: WHITE,
            link: readable(mix(main, BLACK, 15), BLACK, mix(main, WHITE, 92)),
        };
        let bright = readable(mix(color, WHITE, 45), WHITE, DARK);
        let tint = mix(DARK, bright, 14);
        let dark = Tones {
            main: bright,
            strong: mix(bright, WHITE, 35),
            tint,
            on_main: readable(mix(bright, BLACK, 85), BLACK, bright),
            link: readable(bright, WHITE, tint),
        };
        Palette { light, dark }
    }

    /// As a style sheet for the end of the site's own.
    pub fn css(&self) -> String {
        let tones = |tones: &Tones| {
            let pairs = tones.properties().map(|(name, value)| format!("{name}:{value}"));
            format!(":root{{{}}}", pairs.join(";"))
        };
        format!("{}\n@media (prefers-color-scheme: dark){{{}}}\n", tones(&self.light), tones(&self.dark))
    }
}

impl Tones {
    /// The custom properties of the site's style that they stand for.
    pub fn properties(&self) -> [(&'static str, String); 5] {
        [
            ("--main", written(self.main)),
            ("--main-strong", written(self.strong)),
            ("--main-tint", written(self.tint)),
            ("--on-main", written(self.on_main)),
            ("--link", written(self.link)),
        ]
    }
}

/// Whether a colour can be used as it is on light pages.
pub fn is_readable(color: Rgb) -> bool {
    contrast(color, LIGHT) >= READABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_colour_what_is_made_of_it_can_be_read() {
        for r in (0..=255).step_by(51) {
            for g in (0..=255).step_by(51) {
                for b in (0..=255).step_by(51) {
                    let Palette { light, dark } = Palette::of([r, g, b]);
                    for (tones, grounds) in
                        [(light, [LIGHT, WHITE, light.tint]), (dark, [[0x15, 0x18, 0x1a], DARK, dark.tint])]
                    {
                        assert!(contrast(tones.on_main, tones.main) >= READABLE, "{r} {g} {b}");
                        assert!(contrast(tones.main, grounds[0]) >= READABLE, "{r} {g} {b}");
                        assert!(contrast(tones.main, grounds[1]) >= READABLE, "{r} {g} {b}");
                        assert!(contrast(tones.link, grounds[2]) >= READABLE, "{r} {g} {b}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays() {
        assert_eq!(Palette::of([0, 97, 115]).light.main, [0, 97, 115]);
        assert!(is_readable([0, 97, 115]) && !is_readable([0xff, 0xc7, 0]));
        let css = Palette::of([0, 97, 115]).css();
        assert!(css.starts_with(":root{--main:#006173;") && css.contains("(prefers-color-scheme: dark)"), "{css}");
    }
}
