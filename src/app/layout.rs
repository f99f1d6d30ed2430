//! What stands around every page: the way past it, the name of the site, the navigation, the footer.

use super::parts::icon::{Icon, icon};
use super::site::{Site, site};
use crate::words::Word;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub fn Layout(children: Children) -> impl IntoView {
    let site = site();
    let path = use_location().pathname;
    let tabs = [
        ("", Word::NavHome, Icon::Home),
        ("places/", Word::NavPlaces, Icon::Search),
        ("events/", Word::NavEvents, Icon::Calendar),
        ("programmes/", Word::NavProgrammes, Icon::Document),
        ("family/", Word::NavFamily, Icon::Family),
        ("now/", Word::NavNow, Icon::Phone),
    ];
    let main = NodeRef::<leptos::html::Main>::new();
    let root = site.root.clone();
    let links = tabs.map(|(page, word, picture)| {
        let root = root.clone();
        // A place belongs to さがす as an event does to イベント: the tab stays marked on its pages.
        let current = move || {
            let here = path.get();
            let here =
                here.strip_prefix(&root).unwrap_or(here.trim_start_matches('/')).trim_end_matches('/').to_owned();
            // The page of one event lies in a folder of its own.
            let here = here.split('/').next().unwrap_or_default().to_owned();
            let page = page.trim_end_matches('/');
            // The pages of the record are うちの記録.
            let ours = [
                "child", "timeline", "year", "diary", "cards", "keep", "plan", "sheet", "paper", "hub", "hand",
                "handed", "receive", "reply",
            ]
            .contains(&here.as_str());
            if ours {
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
    let settings = &site.catalog.settings;
    let municipality = settings.municipality.clone();
    let sample =
        settings.sample.then(|| view! { <p class="sample-notice">{site.text(Word::SiteSampleNoticeShort)}</p> });
    let contact = (!settings.contact_name.is_empty()).then(|| {
        let phone = settings.contact_phone.clone();
        view! {
            <p>
                {site.text(Word::AboutContact)}"："{settings.contact_name.clone()}" "
                {phone.map(|p| view! { <a href=super::parts::call::dial_link(&p.dial)>{p.written}</a> })}
            </p>
        }
    });
    view! {
        <a class="skip" href="#main" on:click=move |event| {
            // The part of the address behind # is for what is searched; the way past the navigation leaves it alone.
            event.prevent_default();
            if let Some(main) = main.get() {
                let _ = main.focus();
            }
        }>{site.text(Word::SiteSkip)}</a>
        <header class="top">
            {sample}
            <a class="brand" href=site.link("")>
                {sign(&site)}
                <span class="brand-name">{site.name()}</span>
            </a>
        </header>
        <nav class="tabs" aria-label=site.text(Word::NavLabel)>
            <ul>{links.collect_view()}</ul>
        </nav>
        <main id="main" tabindex="-1" node_ref=main>{children()}</main>
        <footer class="bottom">
            {(!municipality.is_empty()).then(|| view! { <p class="bottom-name">{municipality.clone()}</p> })}
            {contact}
            <p><a href=site.link("about/")>{site.text(Word::NavAbout)}</a></p>
        </footer>
    }
}

/// The city's logo beside its name, which says what it is; else ours.
fn sign(site: &Site) -> AnyView {
    let logo = site.catalog.settings.logo.as_str();
    if logo.is_empty() {
        return icon(Icon::Knot).into_any();
    }
    #[cfg(feature = "app")]
    let address = super::browser::trial::picture(&site.root, logo);
    #[cfg(not(feature = "app"))]
    let address = format!("{}data/{}", site.root, crate::text::written::percent(logo));
    view! { <img class="brand-logo" src=address alt=""/> }.into_any()
}
