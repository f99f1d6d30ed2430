//! What stands around every page: the way past it, the name of the site, the navigation, the footer.

use super::outlet::below;
use super::parts::icon::{Icon, icon};
use super::parts::way_out::{way_out_above, way_out_below};
use super::site::{Site, site};
use super::turns::in_turn;
use crate::words::{Language, Word};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::sync::Arc;

/// The folders of the pages that show the family's record, beside `family/` itself.
const RECORD: [&str; 14] = [
    "child", "timeline", "year", "diary", "cards", "keep", "plan", "sheet", "paper", "hub", "hand", "handed",
    "receive", "reply",
];

/// The pages from which one can leave at once, beside those that have 閉じる in a place of their own (now/, kids/).
fn private(folder: &str) -> bool {
    matches!(folder, "family" | "safety") || RECORD.contains(&folder)
}

/// The first folder of an address below the site's root.
fn folder(root: &str, path: &str) -> String {
    below(root, path).split('/').next().unwrap_or_default().to_owned()
}

#[component]
pub fn Layout(children: Children) -> impl IntoView {
    let site = site();
    let path = use_location().pathname;
    let main = NodeRef::<leptos::html::Main>::new();
    let leaving = {
        let root = site.root.clone();
        // Home shows something of the record where there is one.
        let kept = super::record::record().is_kept();
        Memo::new(move |_| match folder(&root, &path.get()) {
            home if home.is_empty() => kept.get(),
            other => private(&other),
        })
    };
    view! {
        <a class="skip" href="#main" on:click=move |event| {
            // The part of the address behind # is for what is searched; the way past the navigation leaves it alone.
            event.prevent_default();
            if let Some(main) = main.get() {
                let _ = main.focus();
            }
        }>{site.text(Word::SiteSkip)}</a>
        <header class="top">{piece(&site, top)}</header>
        <nav class="tabs" aria-label=site.text(Word::NavLabel)>{piece(&site, tabs)}</nav>
        {piece(&site, |site| (super::parts::standing::standing(site), offer(site)).into_any())}
        <main id="main" tabindex="-1" node_ref=main>
            {move || leaving.get().then(way_out_above)}
            {children()}
            {move || leaving.get().then(way_out_below)}
        </main>
        {piece(&site, bottom)}
    }
}

/// Drawn in its turn.
fn piece(site: &Arc<Site>, draw: fn(&Arc<Site>) -> AnyView) -> AnyView {
    let site = Arc::clone(site);
    in_turn(move || draw(&site))
}

fn top(site: &Arc<Site>) -> AnyView {
    let sample = site.catalog().settings.sample;
    view! {
        {sample.then(|| view! { <p class="sample-notice">{site.text(Word::SiteSampleNoticeShort)}</p> })}
        <a class="brand" href=site.link("")>
            {sign(site)}
            <span class="brand-name" lang=site.written_in()>{site.name()}</span>
        </a>
        {languages(site)}
    }
    .into_any()
}

fn tabs(site: &Arc<Site>) -> AnyView {
    let path = use_location().pathname;
    let tabs = [
        ("", Word::NavHome, Icon::Home),
        ("places/", Word::NavPlaces, Icon::Search),
        ("events/", Word::NavEvents, Icon::Calendar),
        ("programmes/", Word::NavProgrammes, Icon::Document),
        ("family/", Word::NavFamily, Icon::Family),
        ("now/", Word::NavNow, Icon::Phone),
    ];
    let links = tabs.map(|(page, word, picture)| {
        let root = site.root.clone();
        // A place belongs to さがす as an event does to イベント: the tab stays marked on its pages.
        let current = move || {
            // The page of one event lies in a folder of its own.
            let here = folder(&root, &path.get());
            let page = page.trim_end_matches('/');
            // The pages of the record are うちの記録.
            if RECORD.contains(&here.as_str()) {
                return (page == "family").then_some("page");
            }
            match here.as_str() {
                "kids" => return (page == "now").then_some("page"),
                "subscribe" | "embed" | "spread" => return (page == "events").then_some("page"),
                "arriving" => return (page == "places").then_some("page"),
                _ => {}
            }
            (here == page || (!here.is_empty() && format!("{here}s") == page)).then_some("page")
        };
        view! {
            <li class:tab-wide=page == "programmes/">
                <a class="tab" class:tab-now=page == "now/" href=site.link(page) aria-current=current>
                    {icon(picture)}
                    <span>{site.text(word)}</span>
                </a>
            </li>
        }
    });
    view! { <ul>{links.collect_view()}</ul> }.into_any()
}

fn bottom(site: &Arc<Site>) -> AnyView {
    let settings = &site.catalog().settings;
    let (written_in, municipality) = (site.written_in(), settings.municipality.clone());
    let contact = (!settings.contact_name.is_empty()).then(|| {
        let phone = settings.contact_phone.clone();
        view! {
            <p>
                <span lang=site.written_in()>{site.words.labelled(site.text(Word::AboutContact), &settings.contact_name)}</span>" "
                {phone.map(|p| view! { <a href=super::parts::call::dial_link(&p.dial)>{p.written}</a> })}
            </p>
        }
    });
    view! {
        {stopped(site)}
        <footer class="bottom">
            {(!municipality.is_empty()).then(|| view! { <p class="bottom-name" lang=written_in>{municipality}</p> })}
            {contact}
            <p class="bottom-links">
                <a href=site.link("about/")>{site.text(Word::NavAbout)}</a>
                // A page that is painted alone, without the app.
                <a href=site.link("accessibility/") rel="external">{site.text(Word::AccessName)}</a>
            </p>
        </footer>
    }
    .into_any()
}

/// What public/begin.js shows once the program has stopped by a fault of its own. The links lead to pages that are loaded anew,
/// since nothing here answers any longer.
fn stopped(site: &Site) -> impl IntoView + use<> {
    view! {
        <div id="stopped" class="notice stopped" role="alert" hidden>
            <p class="notice-title">{site.text(Word::StartStoppedTitle)}</p>
            <p>{site.text(Word::StartStopped)}</p>
            <p class="notice-actions">
                <a class="button" rel="external" href="">{site.text(Word::StartRetry)}</a>
                <a class="button" rel="external" href=site.link("now/")>{site.text(Word::NavNow)}</a>
            </p>
        </div>
    }
}

/// The city's logo beside its name, which says what it is; else ours.
fn sign(site: &Site) -> AnyView {
    let logo = site.catalog().settings.logo.as_str();
    if logo.is_empty() {
        return icon(Icon::Knot).into_any();
    }
    #[cfg(feature = "app")]
    let address = super::browser::trial::picture(&site.top, logo);
    #[cfg(not(feature = "app"))]
    let address = picture(&site.top, logo);
    view! { <img class="brand-logo" src=address alt=""/> }.into_any()
}

/// The address of a picture that lies beside the lists.
pub fn picture(top: &str, name: &str) -> String {
    format!("{top}data/{}", crate::text::written::percent(name))
}

/// To somebody whose browser speaks another language than the page: that there is one in it, in its words.
fn offer(site: &Site) -> Option<AnyView> {
    #[cfg(feature = "app")]
    let theirs = Language::of_browser(&super::browser::language());
    #[cfg(not(feature = "app"))]
    let theirs = None::<Language>;
    let theirs = theirs.filter(|language| language.lang != site.words.language && site.words.tag == "ja")?;
    let offered = site.catalog().settings.offered().into_iter().any(|language| language.tag == theirs.tag);
    let link = page_in(site);
    offered.then(|| {
        view! {
            <p class="offer" lang=theirs.lang><a href=move || link(theirs) rel="external" hreflang=theirs.lang>{theirs.offer}</a></p>
        }
        .into_any()
    })
}

/// The address of this page in a language.
fn page_in(site: &Site) -> impl Fn(Language) -> String + Clone + Send + Sync + 'static {
    let (path, query) = (use_location().pathname, use_location().search);
    // What is searched for stands behind #, where no server sees it; a page painted on the host has nothing there.
    #[cfg(feature = "app")]
    let hash = use_location().hash;
    #[cfg(not(feature = "app"))]
    let hash = Memo::new(|_| String::new());
    let (root, top) = (site.root.clone(), site.top.clone());
    move |language: Language| {
        let here = path.get();
        let page = below(&root, &here).to_owned();
        let query = query.get();
        let query = query.trim_start_matches('?');
        // A thing has a page of its own in Japanese alone.
        let page = match page.trim_end_matches('/').split_once('/') {
            Some((kind, id)) if !language.folder().is_empty() => format!("{kind}/?id={id}"),
            _ => page,
        };
        let sign = if page.contains('?') { "&" } else { "?" };
        let query = if query.is_empty() { String::new() } else { format!("{sign}{query}") };
        let hash = hash.get();
        let hash = hash.trim_start_matches('#');
        let hash = if hash.is_empty() { String::new() } else { format!("#{hash}") };
        format!("{top}{}{page}{query}{hash}", language.folder())
    }
}

/// The same page in the other languages. They are pages of their own: the address says which it is.
fn languages(site: &Site) -> AnyView {
    let offered = site.catalog().settings.offered();
    if offered.len() < 2 {
        return ().into_any();
    }
    let (own, link) = (site.words.tag, page_in(site));
    let items = offered.into_iter().map(|language| {
        let link = link.clone();
        let current = (language.tag == own).then_some("true");
        // Each is a page of its own, which the router has no part in.
        view! {
            <li><a href=move || link(language) rel="external" hreflang=language.lang lang=language.lang aria-current=current>{language.name}</a></li>
        }
    });
    view! {
        <details class="languages">
            <summary>{icon(Icon::Globe)}<span>{site.text(Word::SiteLanguage)}</span></summary>
            <ul>{items.collect_view()}</ul>
        </details>
    }
    .into_any()
}
