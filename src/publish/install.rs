//! What a home screen takes the site by: a manifest for each language (W3C, Web Application Manifest) with its pictures, and a
//! second one of a plain name, for those whose phone is looked at by others (docs/offline.md).
//!
//! Addresses in it are relative to the manifest, so that a site may lie at any path. It has no `id`, which would be read from
//! the server's root: the address it starts at stands for that, and is another for the plain one, so that no phone ever takes
//! the one for an update of the other.

use super::assets::digest;
use super::icons::{Cut, Logo, Sign, paint};
use super::place::{Out, put};
use super::{City, During, PublishError};
use crate::app::parts::icon::Icon;
use crate::app::prerender::{ICONS, MANIFEST, PLAIN};
use crate::app::site::Site;
use crate::data::color::{Palette, Rgb};
use crate::spread::picture::Color;
use crate::text::json::Json;
use crate::text::ruby;
use crate::words::Word;
use std::io;

/// Our own colour, as in `style/1-tokens.css`, and a grey that belongs to nobody.
const MAIN: Rgb = [0x00, 0x61, 0x73];
const GREY: Color = [0x5f, 0x63, 0x68];

/// The ground of pages in the light, which is what a phone shows while one opens.
const GROUND: &str = "#fbfaf7";

/// The pages that one can go to straight from the home screen.
const SHORTCUTS: [(&str, Word, Icon); 4] = [
    ("now/", Word::NavNow, Icon::Phone),
    ("places/", Word::NavPlaces, Icon::Search),
    ("events/", Word::NavEvents, Icon::Calendar),
    ("family/", Word::NavFamily, Icon::Family),
];

/// The names of the pictures, below the site's root.
pub(super) struct Icons {
    own: Face,
    plain: Face,
    shortcuts: Vec<String>,
}

/// One sign in every size that is asked for.
struct Face {
    small: String,
    large: String,
    cut: String,
    apple: String,
}

impl Icons {
    /// For iPhones, which read no manifest for it: ours, and the plain one.
    pub(super) fn apple(&self) -> (String, String) {
        (self.own.apple.clone(), self.plain.apple.clone())
    }
}

/// Paints the pictures.
pub(super) fn icons(city: &City, out: &dyn Out) -> Result<Icons, PublishError> {
    let settings = &city.catalog.settings;
    let color = Palette::of(settings.color.unwrap_or(MAIN)).light.main;
    let own = city.files.iter().find(|(name, _)| *name == settings.logo && !name.is_empty());
    let logo = own.and_then(|(_, bytes)| Logo::read(bytes));
    let sign = logo.as_ref().map_or(Sign::Drawn(Icon::Knot, color), Sign::Logo);
    let keep = |stem: &str, size: u32, cut: Cut, sign: &Sign| -> Result<String, PublishError> {
        let bytes = paint(size, cut, sign).map_err(io::Error::other).during(|| format!("painting {stem}"))?;
        let name = format!("{ICONS}{stem}-{}.png", digest(&bytes));
        put(out, &name, bytes)?;
        Ok(name)
    };
    let face = |stem: &str, sign: &Sign| -> Result<Face, PublishError> {
        Ok(Face {
            small: keep(&format!("{stem}-192"), 192, Cut::Rounded, sign)?,
            large: keep(&format!("{stem}-512"), 512, Cut::Rounded, sign)?,
            cut: keep(&format!("{stem}-cut"), 512, Cut::Whole, sign)?,
            apple: keep(&format!("{stem}-apple"), 180, Cut::Whole, sign)?,
        })
    };
    let shortcuts = SHORTCUTS.map(|(page, _, icon)| {
        let stem = format!("icon-{}", page.trim_end_matches('/'));
        keep(&stem, 96, Cut::Rounded, &Sign::Drawn(icon, color))
    });
    Ok(Icons {
        own: face("icon", &sign)?,
        plain: face("plain", &Sign::Drawn(Icon::Document, GREY))?,
        shortcuts: shortcuts.into_iter().collect::<Result<_, _>>()?,
    })
}

/// Writes the two manifests of a language, beside its home page. `site`: in that language.
pub(super) fn write(site: &Site, icons: &Icons, out: &dyn Out) -> Result<(), PublishError> {
    let (below, up) = (site.words.folder(), site.words.above());
    let text = |word: Word| Json::text(ruby::plain(site.text(word)));
    let picture = |name: &str, size: u32, purpose: &str| {
        Json::object([
            ("src", Json::text(format!("{up}{name}"))),
            ("sizes", Json::text(format!("{size}x{size}"))),
            ("type", Json::text("image/png")),
            ("purpose", Json::text(purpose)),
        ])
    };
    let pictures = |face: &Face| {
        Json::List(vec![
            picture(&face.small, 192, "any"),
            picture(&face.large, 512, "any"),
            picture(&face.cut, 512, "maskable"),
        ])
    };
    let manifest = |name: Json, start: &str, face: &Face| {
        vec![
            ("lang", Json::text(site.words.language)),
            ("name", name.clone()),
            ("short_name", name),
            ("start_url", Json::text(start)),
            // Whatever the language, the whole site.
            ("scope", Json::text(if up.is_empty() { "./" } else { up })),
            ("display", Json::text("standalone")),
            ("background_color", Json::text(GROUND)),
            ("theme_color", Json::text("#ffffff")),
            ("icons", pictures(face)),
        ]
    };
    let mut own = manifest(Json::text(ruby::plain(&site.name())), "./", &icons.own);
    own.push(("description", text(Word::SiteDescription)));
    let shortcuts = SHORTCUTS.iter().zip(&icons.shortcuts).map(|((page, word, _), icon)| {
        let icon = Json::List(vec![picture(icon, 96, "any")]);
        Json::object([("name", text(*word)), ("url", Json::text(*page)), ("icons", icon)])
    });
    own.push(("shortcuts", Json::List(shortcuts.collect())));
    put(out, &format!("{below}{MANIFEST}"), Json::object(own).to_string())?;
    let plain = manifest(text(Word::InstallPlainName), "./?memo", &icons.plain);
    put(out, &format!("{below}{PLAIN}"), Json::object(plain).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_here_are_those_of_the_pages() {
        let tokens = include_str!("../../style/1-tokens.css");
        assert!(tokens.contains(GROUND));
        assert!(tokens.contains(&crate::data::color::written(MAIN)));
    }
}
