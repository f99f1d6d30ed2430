//! The pages painted before wasm arrives: the same views, rendered on the host with no city's lists in them.

use super::App;
use super::parts::title::full_title;
use super::site::Site;
use crate::data::Settings;
use crate::words::{Word, Words};
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use std::sync::Arc;

/// A page of the site: its folder, and the word that names it (none for home).
pub struct Page {
    /// `places/`; empty for home.
    pub folder: &'static str,
    pub title: Option<Word>,
}

/// Every page that the app has. Each is a folder with an `index.html`, so that any plain server can serve it.
pub const PAGES: [Page; 29] = [
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
    Page { folder: "about/", title: Some(Word::AboutTitle) },
];

/// The names of the files that every page asks for, below the site's root.
pub struct Assets {
    pub style: String,
    pub start: String,
    /// What 閉じる does.
    pub way_out: String,
    /// What lets the browser keep the pages of いますぐ相談.
    pub keep: String,
    pub old: String,
    pub app_js: String,
    pub app_wasm: String,
    /// The map, which is loaded when it is asked for.
    pub map: String,
    /// What paints pictures for posts, loaded when it is asked for.
    pub picture: String,
    pub icon: String,
    /// The worker for passphrases.
    pub sealer: String,
    /// The built-in forms.
    pub forms: String,
}

/// What the pages allow themselves: nothing but this server, no inline script or style, wasm; pictures also from where the
/// map's tiles come, which are asked for only once somebody has agreed to it.
pub fn policy(settings: &Settings) -> String {
    let tiles = settings.tiles_origin();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: {tiles}; \
         font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
    )
}

/// One page as a whole HTML document.
pub fn page(page: &Page, make_site: impl Fn(Words, String) -> Site, assets: &Assets) -> String {
    let words = Words::japanese();
    let root = if page.folder.is_empty() { "./" } else { "../" };
    let site = Arc::new(make_site(words, root.to_owned()));
    let title = full_title(&site, page.title.map(|w| words.text(w)));
    let body = render(Arc::clone(&site), page.folder);
    let policy = escape(&policy(&site.catalog.settings));
    let text = |word: Word| escape(words.text(word));
    let Assets { style, start, way_out, keep, old, app_js, app_wasm, map, picture, icon, sealer, forms } = assets;
    let language = words.language;
    format!(
        r##"<!doctype html>
<html lang="{language}" data-root="{root}" data-sealer="{sealer}" data-forms="{forms}" data-map="{map}" data-picture-script="{picture}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>{title}</title>
<meta name="description" content="{description}">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#1f2427">
<link rel="icon" href="{root}{icon}" type="image/svg+xml">
<link rel="stylesheet" href="{root}{style}">
<link rel="modulepreload" href="{root}{app_js}">
<link rel="preload" href="{root}{app_wasm}" as="fetch" type="application/wasm" crossorigin>
<script type="module" src="{root}{way_out}"></script>
<script type="module" src="{root}{start}"></script>
<script type="module" src="{root}{keep}"></script>
<script nomodule defer src="{root}{old}"></script>
</head>
<body>
<div id="start-failed" class="notice" role="alert" hidden><p class="notice-title">{failed_title}</p><p>{failed}</p><p class="notice-actions"><a class="button" href="">{retry}</a> <a class="button" href="{root}now/">{now}</a></p></div>
<noscript><div class="notice"><p class="notice-title">{noscript_title}</p><p>{noscript}</p><p class="notice-actions"><a class="button" href="{root}now/">{now}</a></p></div></noscript>
{body}
</body>
</html>
"##,
        title = escape(&title),
        description = text(Word::SiteDescription),
        failed_title = text(Word::StartFailedTitle),
        failed = text(Word::StartFailed),
        retry = text(Word::StartRetry),
        now = text(Word::NavNow),
        noscript_title = text(Word::StartNoscriptTitle),
        noscript = text(Word::StartNoscript),
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
        let html = view! { <App site=site base=String::new()/> }.to_html();
        // Marks for taking the page over in place, which this app does not do.
        html.replace("<!>", "").replace("<!---->", "")
    })
}

/// Text inside an element or a quoted attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
