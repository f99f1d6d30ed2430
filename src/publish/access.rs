//! The page アクセシビリティ: policy and test results in the form that public sites publish them in. Painted whole; no app starts on it.

use crate::access::{Criterion, Looked, STATEMENT, criteria, figure, period, phrase};
use crate::app::pages::place::safe_url;
use crate::app::parts::call::dial_link;
use crate::app::parts::title::full_title;
use crate::app::prerender::{Assets, PAGES, Plain, plain};
use crate::app::site::Site;
use crate::text::ruby;
use crate::text::written::markup as escape;
use crate::words::{Language, Word, Words, format, message};

/// The page's folder, below the site's root or a language's.
pub const FOLDER: &str = "accessibility/";

/// Pages that were tried beside those of the app.
pub const OTHERS: [&str; 6] = [FOLDER, "all/", "desk/", "place/ID/", "event/ID/", "programme/ID/"];

/// The page in the language of `site`, whose root is the way from its folder; the statement itself is in Japanese.
pub fn page(site: &Site, assets: &Assets) -> String {
    let words = site.words;
    let text = |word: Word| ruby::in_markup(&escape(words.text(word)));
    let japanese = words.tag == "ja";
    let statement = statement(site);
    let (summary, lang) = if japanese {
        (String::new(), "")
    } else {
        (format!("<p class=\"page-lead\">{}</p>\n", text(Word::AccessSummary)), " lang=\"ja\"")
    };
    let tables = if japanese { String::new() } else { format!("<h2>{}</h2>\n", text(Word::AccessTables)) };
    let body = format!(
        r#"<p>{lead}</p>
{summary}{tables}<div class="access"{lang}>
{statement}</div>
<p class="actions"><a class="button" href="{root}about/">{about}</a> <a class="button" href="{root}now/">{now}</a></p>"#,
        root = site.root,
        lead = text(Word::AccessLead),
        about = text(Word::NavAbout),
        now = text(Word::NavNow),
    );
    let page = Plain {
        title: escape(&ruby::plain(&full_title(site, Some(words.text(Word::AccessTitle))))),
        name: ruby::in_markup(&escape(&site.name())),
        written: (!japanese).then_some("ja"),
        heading: text(Word::AccessTitle),
        body,
    };
    plain(words, &site.root, &site.top, page, assets)
}

/// The statement, in Japanese.
fn statement(site: &Site) -> String {
    let words = Words::japanese();
    let settings = &site.catalog().settings;
    let all = criteria();
    let (jis, added): (Vec<&Criterion>, Vec<&Criterion>) = all.iter().partition(|c| c.standard == "JIS");
    let count = |n: usize| n.to_string();
    let day = |day| format::date_with_year(&words, day);
    let (first, last) = period().map(|(first, last)| (day(first), day(last))).unwrap_or_default();
    let whose =
        if settings.municipality.is_empty() { ruby::plain(&site.name()) } else { settings.municipality.clone() };
    let mut page = STATEMENT.to_owned();
    for (name, value) in [
        ("city", city(site, &whose)),
        ("contact", contact(site)),
        ("name", escape(&whose)),
        ("declared", last.clone()),
        ("period", if first == last { last } else { say("period", &[("first", &first), ("last", &last)]) }),
        ("jis", count(jis.len())),
        ("applied", count(jis.iter().filter(|c| c.applies).count())),
        ("added", count(added.len())),
        ("pages", count(PAGES.len() + OTHERS.len())),
        ("table_pages", table_pages()),
        ("table_jis", table(&jis, "table-jis")),
        ("table_added", table(&added, "table-added")),
    ] {
        page = page.replace(&format!("{{{name}}}"), &value);
    }
    for name in [
        "axe",
        "chromium",
        "runs",
        "languages",
        "states",
        "states_elsewhere",
        "measured",
        "measured_open",
        "violations",
    ] {
        page = page.replace(&format!("{{{name}}}"), &escape(figure(name)));
    }
    page
}

/// A phrase of the statement with its places filled, with markup.
fn say(name: &str, values: &[(&str, &str)]) -> String {
    message::fill(phrase(name), values, "ja")
}

/// What the city publishes of its own, or that it has yet to.
fn city(site: &Site, whose: &str) -> String {
    let whose = escape(whose);
    match safe_url(&site.catalog().settings.access_url) {
        Some(url) => {
            let link = format!("<a href=\"{0}\">{0}</a>", escape(&url));
            format!("<p>{}</p>", say("city_own", &[("city", &whose), ("link", &link)]))
        }
        None => format!("<p>{}</p>", say("city_none", &[("city", &whose)])),
    }
}

/// Where one can write or ring: the settings' contact.
fn contact(site: &Site) -> String {
    let settings = &site.catalog().settings;
    let name = escape(&settings.contact_name);
    let phone = settings
        .contact_phone
        .as_ref()
        .map(|phone| format!(" <a href=\"{}\">{}</a>", escape(&dial_link(&phone.dial)), escape(&phone.written)));
    let official = safe_url(&settings.official_url).map(|url| format!(" <a href=\"{0}\">{0}</a>", escape(&url)));
    let line = [name, phone.unwrap_or_default(), official.unwrap_or_default()].concat();
    format!("<p>{}</p>", if line.is_empty() { phrase("contact_none") } else { &line })
}

/// How often each page was looked at in each language, and what was found, as a table.
fn table_pages() -> String {
    let head = |tag: &str| {
        Language::of(tag)
            .map(|of| format!("<th scope=\"col\" lang=\"{}\">{}</th>", of.lang, escape(of.name)))
            .unwrap_or_default()
    };
    let heads: String = Looked::languages().into_iter().map(head).collect();
    let cell = |of: &Option<(u32, u32)>| {
        let said = of.map(|(looked, found)| {
            let numbers = [("looked", looked), ("found", found)].map(|(name, n)| (name, n.to_string()));
            say("looked", &numbers.each_ref().map(|(name, n)| (*name, n.as_str())))
        });
        format!("<td>{}</td>", said.as_deref().unwrap_or(phrase("no_page")))
    };
    let rows: String = Looked::all()
        .iter()
        .map(|row| {
            let cells: String = row.of.iter().map(cell).collect();
            format!("<tr><th scope=\"row\"><code>{}</code>\n</th>{cells}</tr>\n", escape(&row.page))
        })
        .collect();
    framed("table-pages", "pages-table", &format!("<th scope=\"col\">{}</th>{heads}", phrase("page")), &rows)
}

/// The criteria as a table, named by the heading with this id.
fn table(criteria: &[&Criterion], heading: &str) -> String {
    let rows: String = criteria.iter().map(|criterion| row(criterion)).collect();
    let heads = ["number", "criterion", "level", "applies", "result", "how"];
    let heads = heads.map(|name| format!("<th scope=\"col\">{}</th>", phrase(name))).concat();
    framed(heading, "access-table", &heads, &rows)
}

/// A table that can be moved about in where it is wider than the page.
fn framed(heading: &str, class: &str, heads: &str, rows: &str) -> String {
    format!(
        "<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{heading}\">\n<table class=\"table {class}\">\n\
         <thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>"
    )
}

fn row(criterion: &Criterion) -> String {
    let mut files: Vec<&str> = criterion.tests.iter().map(|(file, _)| file.as_str()).collect();
    files.dedup();
    let mut how = Vec::new();
    if !files.is_empty() {
        how.push(say("automatic", &[("files", &escape(&Words::japanese().list(&files)))]));
    }
    if !criterion.by_hand.is_empty() {
        how.push(say("by_hand", &[("what", &escape(&criterion.by_hand))]));
    }
    if !criterion.note.is_empty() {
        how.push(escape(&criterion.note));
    }
    format!(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        escape(&criterion.number),
        escape(&criterion.name),
        escape(&criterion.level),
        phrase(if criterion.applies { "applies_yes" } else { "applies_no" }),
        phrase(if criterion.met { "met" } else { "not_met" }),
        how.join("<br>"),
    )
}
