//! The pages painted before wasm arrives: the same views, rendered on the host with no city's lists in them.

use super::App;
use super::outlet::Parts;
use super::parts::card::{named_otherwise, when_of};
use super::parts::title::full_title;
use super::site::Site;
use crate::calendar::Date;
use crate::data::columns::Field;
use crate::data::compact::settings_word;
use crate::data::{Catalog, Settings};
use crate::directory::{Facts, Place, Translated};
use crate::events::{Event, next_day};
use crate::text::ruby;
use crate::text::written::markup as escape;
use crate::words::desk::{Desk, DeskWords};
use crate::words::{Word, Words};
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A page of the site: its folder, and the word that names it (none for home).
pub struct Page {
    /// `places/`; empty for home.
    pub folder: &'static str,
    pub title: Option<Word>,
}

/// What of a city's lists a page is painted with, made on a day: さがす with the places, イベント with the coming days, the others
/// with none.
pub fn to_paint(page: &Page, catalog: &Catalog, today: Date) -> Option<Catalog> {
    let (mut places, mut events) = (Vec::new(), Vec::new());
    match page.folder {
        "places/" => places.clone_from(&catalog.places),
        "events/" => events = super::pages::events::to_paint(&catalog.events, today),
        _ => return None,
    }
    Some(Catalog { places: places.into(), events: events.into(), ..Catalog::default() })
}

/// Every page that the app has. Each is a folder with an `index.html`, so that any plain server can serve it.
pub const PAGES: [Page; 30] = [
    Page { folder: "", title: None },
    Page { folder: "places/", title: Some(Word::PlacesTitle) },
    Page { folder: "place/", title: Some(Word::PlacesTitle) },
    Page { folder: "events/", title: Some(Word::EventsTitle) },
    Page { folder: "embed/", title: Some(Word::EmbedTitle) },
    Page { folder: "spread/", title: Some(Word::SpreadTitle) },
    Page { folder: "event/", title: Some(Word::EventsTitle) },
    Page { folder: "programmes/", title: Some(Word::ProgrammesTitle) },
    Page { folder: "programme/", title: Some(Word::ProgrammesTitle) },
    Page { folder: "family/", title: Some(Word::FamilyTitle) },
    Page { folder: "child/", title: Some(Word::ChildTitle) },
    Page { folder: "timeline/", title: Some(Word::TimelineTitle) },
    Page { folder: "year/", title: Some(Word::YearTitle) },
    Page { folder: "diary/", title: Some(Word::DiaryTitle) },
    Page { folder: "cards/", title: Some(Word::CardsTitle) },
    Page { folder: "keep/", title: Some(Word::KeepTitle) },
    Page { folder: "plan/", title: Some(Word::PlanTitle) },
    Page { folder: "sheet/", title: Some(Word::PlanTitle) },
    Page { folder: "paper/", title: Some(Word::PlanPaperTitle) },
    Page { folder: "hub/", title: Some(Word::HubTitle) },
    Page { folder: "hand/", title: Some(Word::HandTitle) },
    Page { folder: "handed/", title: Some(Word::HandedTitle) },
    Page { folder: "receive/", title: Some(Word::ReceiveTitle) },
    Page { folder: "reply/", title: Some(Word::ReplyTitle) },
    Page { folder: "now/", title: Some(Word::NowTitle) },
    Page { folder: "subscribe/", title: Some(Word::SubscribeTitle) },
    Page { folder: "arriving/", title: Some(Word::ArrivingTitle) },
    Page { folder: "kids/", title: Some(Word::KidsTitle) },
    Page { folder: "safety/", title: Some(Word::SafetyTitle) },
    Page { folder: "about/", title: Some(Word::AboutTitle) },
];

/// The names of the files that every page asks for, below the site's root.
#[derive(Default)]
pub struct Assets {
    pub style: String,
    pub start: String,
    /// What 閉じる does.
    pub way_out: String,
    /// What gives the browser the worker that keeps the site, and what puts it on the home screen.
    pub keep: String,
    pub face: String,
    /// The pictures for the home screens of iPhones: the site's, and a plain one.
    pub apple: String,
    pub apple_plain: String,
    pub old: String,
    pub app_js: String,
    pub app_wasm: String,
    /// The parts of the app that are fetched later, by name, each with what it needs of `bundles`.
    pub parts: BTreeMap<String, Vec<String>>,
    /// The files that they lie in: what start.js calls each, and its name.
    pub bundles: BTreeMap<String, String>,
    /// The map, which is loaded when it is asked for.
    pub map: String,
    /// What paints pictures for posts, loaded when it is asked for.
    pub picture: String,
    pub icon: String,
    /// The worker for passphrases.
    pub sealer: String,
    /// Its WebAssembly.
    pub sealing: String,
    /// The built-in forms.
    pub forms: String,
    /// For each language beside Japanese: its tag, its texts, its forms.
    pub languages: Vec<(&'static str, String, String)>,
    /// Puts readings over kanji, in easy Japanese alone.
    pub furigana: String,
    /// What starts the desk of those who publish, its style, and the worker that makes a site there.
    pub desk_start: String,
    pub desk_style: String,
    pub press: String,
    pub desk_js: String,
    /// What lets markup and addresses of scripts through (Trusted Types); first on every page.
    pub trusted: String,
    /// What each of the files has to be, as browsers check it, by its name.
    pub sums: BTreeMap<String, String>,
}

impl Assets {
    /// What a file has to be (Subresource Integrity).
    fn sum(&self, name: &str) -> &str {
        self.sums.get(name).map_or("", String::as_str)
    }

    /// A file's name and what it has to be, for whoever loads it later.
    fn checked(&self, name: &str) -> String {
        format!("{name} {}", self.sum(name))
    }

    /// A script of ours, checked by the browser, which runs once the page is read. A classic one: modules do not run where a server
    /// calls them another type.
    pub fn script(&self, top: &str, name: &str) -> String {
        format!("<script defer src=\"{top}{name}\" integrity=\"{}\"></script>\n", self.sum(name))
    }

    /// A style sheet, checked by the browser.
    pub fn sheet(&self, top: &str, name: &str) -> String {
        format!("<link rel=\"stylesheet\" href=\"{top}{name}\" integrity=\"{}\">\n", self.sum(name))
    }
}

/// The names of the manifests, beside a language's home page: the site's, and the plain one. Every server knows `.json`, not all
/// of them know `.webmanifest`.
pub const MANIFEST: &str = "manifest.json";
pub const PLAIN: &str = "memo.json";

/// Where pictures for home screens lie: their names change with their content, as all names there.
pub const ICONS: &str = "assets/";

/// What the pages allow themselves: nothing but this server, no inline script or style, wasm, no text as markup or as a script's
/// address but through one gate (public/trusted.js); pictures also from where the
/// map's tiles come, which are asked for only once somebody has agreed to it.
pub fn policy(settings: &Settings) -> String {
    let tiles = settings.tiles_origin();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: {tiles}; \
         font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
         require-trusted-types-for 'script'; trusted-types default"
    )
}

/// What a page says of itself to those who have not opened it: search engines, previews of links (Open Graph).
struct Head {
    /// The page's own name; none for home.
    title: Option<String>,
    description: String,
    /// The page's address below the site's root.
    address: String,
    /// The picture of its preview, below the site's root: 1200 × 630 pixels; empty for none.
    image: String,
}

/// One page as a whole HTML document, in the language of `words`; `make_site` is given them and the way to the site's root. `image`: the
/// picture of its preview, below the site's root.
pub fn page(
    page: &Page,
    words: Words,
    make_site: impl Fn(Words, String) -> Site,
    image: &str,
    assets: &Assets,
) -> String {
    let top = if page.folder.is_empty() { "./" } else { "../" };
    let site = Arc::new(make_site(words, format!("{}{top}", words.above())));
    let head = Head {
        title: page.title.map(|w| words.text(w).to_owned()),
        description: words.text(Word::SiteDescription).to_owned(),
        address: page.folder.to_owned(),
        image: image.to_owned(),
    };
    document(&site, page.folder, &head, assets)
}

/// The page of one thing: whole, so that it can be read before the app arrives, and without it. `site` is one whose root is
/// `../../` and whose lists are read; `folder` the thing's own (`event/ID/`).
pub fn thing(site: &Arc<Site>, folder: &str, name: &str, about: &str, image: &str, assets: &Assets) -> String {
    let head = Head {
        title: Some(name.to_owned()),
        description: about.chars().map(|c| if c.is_control() { ' ' } else { c }).take(DESCRIPTION).collect(),
        address: folder.to_owned(),
        image: image.to_owned(),
    };
    document(site, folder, &head, assets)
}

/// What an event's page says of itself: when next, where, what.
pub fn about_event(site: &Site, event: &Event) -> String {
    let ahead = site.today.checked_add_days(chrono::Days::new(366)).unwrap_or(site.today);
    let when = next_day(event, site.today, ahead).map(|day| when_of(site, event, day)).unwrap_or_default();
    let about = event.fact(Field::Summary).or(event.fact(Field::Description)).unwrap_or_default();
    let parts = [when.as_str(), event.venue.as_str(), about];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What a place's page says of itself: its kind, where, what.
pub fn about_place(site: &Site, place: &Place) -> String {
    let about = place.fact(Field::Description).or(place.fact(Field::Summary)).unwrap_or_default();
    let (kind, address) = (site.kind_label(place), place.local_address(&site.catalog().settings.municipality));
    [kind.as_str(), address, about].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Every place, event and programme as a plain page of links: for whoever has no JavaScript, and for search engines. `site` is one
/// whose root is the way from the page's folder, and whose lists are read. The pages that it leads to are in Japanese alone.
pub fn all(site: &Site, assets: &Assets) -> String {
    let words = site.words;
    let text = |word: Word| escape(words.text(word));
    let said = |lang: Option<&str>| lang.map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default();
    let leads_to = if words.tag == "ja" { "" } else { " hreflang=\"ja\"" };
    let list = |title: Word, items: Vec<(String, String)>| {
        let item =
            |(page, name): &(String, String)| format!("<li><a href=\"{}{page}\"{leads_to}>{name}</a></li>\n", site.top);
        let items: String = items.iter().map(item).collect();
        if items.is_empty() {
            String::new()
        } else {
            format!("<h2>{}</h2>\n<ul class=\"links\">\n{items}</ul>\n", text(title))
        }
    };
    let name = |facts: &Facts, all: &[Translated], written: &str| {
        let other = named_otherwise(site, facts, all)
            .map(|(name, lang)| format!("<span class=\"english\"{}>{}</span> ", said(lang), escape(&name)));
        let written = escape(written);
        match (other.unwrap_or_default(), site.written_in()) {
            (other, None) if other.is_empty() => written,
            (other, lang) => format!("{other}<span{}>{written}</span>", said(lang)),
        }
    };
    let catalog = site.catalog();
    let places = catalog.places.iter().map(|p| (site.place_page(&p.id), name(&p.facts, &p.translated, &p.name)));
    let events = catalog.events.iter().map(|e| (site.event_page(&e.id), name(&e.facts, &e.translated, &e.name)));
    let programmes =
        catalog.programmes.iter().map(|p| (site.programme_page(&p.id), name(&p.facts, &p.translated, &p.name)));
    let body = [
        format!("<p class=\"page-lead\">{}</p>\n", text(Word::AllLead)),
        list(Word::HomeFoundPlaces, places.collect()),
        list(Word::EventsTitle, events.collect()),
        list(Word::ProgrammesTitle, programmes.collect()),
    ];
    let page = Plain {
        title: escape(&ruby::plain(&full_title(site, Some(words.text(Word::AllTitle))))),
        name: ruby::in_markup(&escape(&site.name())),
        written: site.written_in(),
        heading: ruby::in_markup(&text(Word::AllTitle)),
        // Our texts have readings in easy Japanese alone; there a city may have written some over its names as well.
        body: if words.tag == "easy" { ruby::in_markup(&body.concat()) } else { body.concat() },
    };
    plain(words, &site.root, &site.top, page, assets)
}

/// What a page says that is painted whole, as markup.
pub struct Plain {
    pub title: String,
    /// The site's name.
    pub name: String,
    /// The language of that name, where it has to be said.
    pub written: Option<&'static str>,
    pub heading: String,
    /// What stands below the heading.
    pub body: String,
}

/// A page on which no app starts: nothing but markup and the style sheet. `root` and `top`: the ways to the home page of its language
/// and to the site's root.
pub fn plain(words: Words, root: &str, top: &str, page: Plain, assets: &Assets) -> String {
    let Plain { title, name, written, heading, body } = page;
    let written = written.map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default();
    let (language, style) = (words.language, assets.sheet(top, &assets.style));
    format!(
        r#"<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; base-uri 'none'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
{style}</head>
<body>
<header class="top"><a class="brand" href="{root}"><span class="brand-name"{written}>{name}</span></a></header>
<main>
<h1>{heading}</h1>
{body}
</main>
</body>
</html>
"#
    )
}

/// How long a description is at most, in letters.
const DESCRIPTION: usize = 120;

/// Open Graph (ogp.me): what a link shows of itself where it is sent on. Addresses have to be whole ones, so that a site that
/// does not know its own has none.
fn open_graph(site: &Site, head: &Head, title: &str) -> String {
    let mut out = String::new();
    let mut put = |name: &str, value: &str| {
        out.push_str(&format!("<meta property=\"og:{name}\" content=\"{}\">\n", escape(value)));
    };
    put("type", "website");
    if site.words.language == "ja" {
        put("locale", "ja_JP");
    }
    put("site_name", &site.name());
    put("title", &ruby::plain(head.title.as_deref().unwrap_or(title)));
    put("description", &ruby::plain(&head.description));
    let root = &site.catalog().settings.site_address;
    if !root.is_empty() {
        put("url", &format!("{root}{}{}", site.words.folder(), head.address));
    }
    if !root.is_empty() && !head.image.is_empty() {
        put("image", &format!("{root}{}", head.image));
        put("image:width", "1200");
        put("image:height", "630");
        out.push_str("<meta name=\"twitter:card\" content=\"summary_large_image\">\n");
    }
    out
}

/// The same page in the other languages (hreflang); where the site does not know its own address there are none.
fn others(site: &Site, folder: &str) -> String {
    let settings = &site.catalog().settings;
    if settings.site_address.is_empty() || site.ready() {
        return String::new();
    }
    let address = escape(&settings.site_address);
    let all = settings.offered().into_iter().filter(|language| language.tag != "easy").map(|language| {
        let (lang, below) = (language.lang, language.folder());
        format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{address}{below}{folder}\">\n")
    });
    all.collect()
}

fn document(site: &Arc<Site>, folder: &str, head: &Head, assets: &Assets) -> String {
    let (words, root, top) = (site.words, &site.root, &site.top);
    let title = ruby::plain(&full_title(site, head.title.as_deref()));
    let body = render(Arc::clone(site), folder);
    let graph = open_graph(site, head, &title);
    // A page of one thing has one address; the others show what their address asks for.
    let canonical = Some(&site.catalog().settings.site_address).filter(|address| site.ready() && !address.is_empty());
    let canonical =
        canonical.map(|address| format!("<link rel=\"canonical\" href=\"{}{}\">\n", escape(address), head.address));
    let canonical = canonical.unwrap_or_default();
    let policy = escape(&policy(&site.catalog().settings));
    let text = |word: Word| ruby::in_markup(&escape(words.text(word)));
    let Assets { start, way_out, keep, face, old, app_js, app_wasm, icon, forms, trusted, .. } = assets;
    let Assets { apple, apple_plain, .. } = assets;
    let [map, picture, sealer] = [&assets.map, &assets.picture, &assets.sealer].map(|name| assets.checked(name));
    let script = |name: &String| assets.script(top, name);
    let (name, plain_name) =
        (escape(&ruby::plain(&site.name())), escape(&ruby::plain(words.text(Word::InstallPlainName))));
    let language = words.language;
    let own = assets.languages.iter().find(|(tag, ..)| *tag == words.tag);
    let forms = own.map_or(forms, |(_, _, forms)| forms);
    let page = super::pages::Page::of(folder);
    // Home begins with the city's settings alone, others with its places.
    let settings = match page {
        super::pages::Page::Home => format!(" data-settings=\"{}\"", settings_word(&site.catalog().settings)),
        page if page.begins_apart() => " data-apart".to_owned(),
        _ => String::new(),
    };
    // The texts of another language are fetched beside the app.
    let texts = own.map(|(tag, texts, _)| format!(" data-language=\"{tag}\" data-words=\"{texts}\""));
    let texts = texts.unwrap_or_default();
    // The rest that the page needs, asked for once the painted page is seen (public/start.js).
    let forms_too = page.has_forms().then_some(forms);
    let parts = page.part().and_then(|part| assets.parts.get(part)).into_iter().flatten();
    let beside: Vec<&str> =
        own.map(|(_, texts, _)| texts).into_iter().chain(forms_too).chain(parts).map(String::as_str).collect();
    let beside = if beside.is_empty() { String::new() } else { format!(" data-beside=\"{}\"", beside.join(" ")) };
    let furigana = if words.tag == "easy" { script(&assets.furigana) } else { String::new() };
    // The program's own script stands before the one that starts it.
    let scripts: String = [trusted, app_js, way_out, start, keep, face].map(script).concat();
    let (style, old_sum) = (assets.sheet(top, &assets.style), assets.sum(old));
    let others = others(site, folder);
    format!(
        r##"<!doctype html>
<html lang="{language}" data-root="{top}"{texts} data-sealer="{sealer}" data-forms="{forms}" data-map="{map}" data-picture-script="{picture}"{settings}{beside} data-paged>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>{title}</title>
<meta name="description" content="{description}">
{graph}{canonical}{others}<meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#1f2427">
<link rel="icon" href="{top}{icon}" type="image/svg+xml">
<link rel="manifest" href="{root}{MANIFEST}" data-plain="{root}{PLAIN}">
<link rel="apple-touch-icon" href="{top}{apple}" data-plain="{top}{apple_plain}">
<meta name="apple-mobile-web-app-title" content="{name}" data-plain="{plain_name}">
{style}<link rel="preload" href="{top}{app_wasm}" as="fetch" type="application/wasm" crossorigin>
{furigana}{scripts}<script nomodule defer src="{top}{old}" integrity="{old_sum}"></script>
</head>
<body>
<div id="start-failed" class="notice" role="alert" hidden><p class="notice-title">{failed_title}</p><p>{failed}</p><p class="notice-actions"><a class="button" href="">{retry}</a> <a class="button" href="{root}now/">{now}</a></p></div>
<div id="framed" class="notice" role="alert" hidden><p class="notice-title">{framed_title}</p><p>{framed}</p><p class="notice-actions"><a class="button" href="" target="_blank" rel="noopener">{framed_open}</a></p></div>
<noscript><div class="notice"><p class="notice-title">{noscript_title}</p><p>{noscript}</p><p class="notice-actions"><a class="button" href="{root}now/">{now}</a> <a class="button" href="{root}all/">{all}</a></p></div></noscript>
{body}
</body>
</html>
"##,
        title = escape(&title),
        description = escape(&ruby::plain(&head.description)),
        failed_title = text(Word::StartFailedTitle),
        failed = text(Word::StartFailed),
        retry = text(Word::StartRetry),
        framed_title = text(Word::StartFramedTitle),
        framed = text(Word::StartFramed),
        framed_open = text(Word::StartFramedOpen),
        now = text(Word::NavNow),
        noscript_title = text(Word::StartNoscriptTitle),
        noscript = text(Word::StartNoscript),
        all = text(Word::AllTitle),
    )
}

/// The desk of those who publish (担当者の机): a page of its own, with a program of its own. Beside what the other pages allow
/// themselves it shows the site as a family would see it, in a frame.
pub fn desk(settings: &Settings, assets: &Assets) -> String {
    let words = DeskWords::japanese();
    let text = |word: Desk| escape(words.text(word));
    let icon = &assets.icon;
    let press = assets.checked(&assets.press);
    let sheets = assets.sheet("../", &assets.style) + &assets.sheet("../", &assets.desk_style);
    let scripts =
        [&assets.trusted, &assets.desk_js, &assets.desk_start].map(|name| assets.script("../", name)).concat();
    let policy = format!("{}; frame-src 'self'", policy(settings));
    format!(
        r##"<!doctype html>
<html lang="ja" data-root="../" data-press="{press}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>{title}</title>
<link rel="icon" href="../{icon}" type="image/svg+xml">
{sheets}{scripts}</head>
<body class="desk">
<header class="top"><p class="brand"><span class="brand-name">{title}</span></p></header>
<main id="main">
<h1>{title}</h1>
<p>{lead}</p>
<p id="desk-coming" role="status">{coming}</p>
<div id="start-failed" class="notice" role="alert" hidden><p>{failed}</p></div>
<noscript><div class="notice"><p>{noscript}</p></div></noscript>
</main>
</body>
</html>
"##,
        policy = escape(&policy),
        title = text(Desk::DeskTitle),
        lead = text(Desk::DeskPrivate),
        coming = text(Desk::DeskComing),
        failed = text(Desk::DeskFailed),
        noscript = text(Desk::DeskNoscript),
    )
}

/// The page behind 閉じる: nothing of this site, and at once on to another.
pub fn way_out(to: &str) -> String {
    let to = escape(to);
    format!(
        r#"<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'">
<meta http-equiv="refresh" content="0; url={to}">
<title>&#8203;</title>
</head>
<body></body>
</html>
"#
    )
}

fn render(site: Arc<Site>, folder: &str) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(RequestUrl::new(&format!("/{folder}")));
        let easy = site.words.tag == "easy";
        let html = view! { <App site=site base=String::new() parts=Parts::WHOLE/> }.to_html();
        // Marks for taking the page over in place, which this app does not do.
        let html = html.replace("<!>", "").replace("<!---->", "");
        if easy { ruby::in_markup(&html) } else { html }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::pages;

    #[test]
    fn every_painted_page_is_one_that_the_app_draws_and_lies_in_a_part() {
        for page in &PAGES {
            let drawn = pages::Page::of(page.folder);
            // Home is there with the app itself.
            let there = drawn == pages::Page::Home || drawn.part().is_some();
            assert!(drawn != pages::Page::NotFound && there, "{}", page.folder);
        }
        assert_eq!(pages::Page::of("plan/p1/"), pages::Page::NotFound);
        assert_eq!((pages::Page::id("event/e1/"), pages::Page::id("event/")), ("e1", ""));
    }
}
