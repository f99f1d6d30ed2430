//! ホームページにはる: what a hub lays into its own page, with a view of it as it will be.

use crate::app::parts::copy::copy_button;
use crate::app::parts::form::{Options, choosing, select};
use crate::app::parts::nearby::district_options;
use crate::app::parts::query::{asked, rewriter};
use crate::app::parts::state::{Trouble, skeleton};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, site};
use crate::directory::Kind;
use crate::embed::{Of, Snippet};
use crate::events::Of as Feed;
use crate::family::hub::can_be_hub;
use crate::words::Word;
use leptos::prelude::*;
use std::sync::Arc;

/// The numbers of entries that are offered.
const COUNTS: [u16; 5] = [3, 5, 10, 20, 50];

/// The ages that are offered, in months.
const AGES: [(u16, Word); 4] =
    [(6, Word::FilterAge0), (18, Word::FilterAge1), (30, Word::FilterAge2), (54, Word::FilterAge3)];

#[component]
pub fn EmbedPage() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::EmbedTitle)));
    let asked = asked();
    let snippet = Memo::new(move |_| asked.with(|asked| Snippet::read(|name| asked.get(name))));
    let rewrite = rewriter("embed/");
    let choose = Callback::new(move |snippet: Snippet| {
        let pairs = snippet.pairs();
        rewrite(&pairs.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>());
    });
    #[cfg(feature = "app")]
    crate::app::browser::place::load_script(&format!("{}embed.js", site.top));
    let body = {
        let site = Arc::clone(&site);
        move || {
            if !site.ready() {
                return skeleton(3).into_any();
            }
            let snippet = snippet.get();
            view! {
                <div class="embed-builder">
                    <div class="embed-choices">{choices(&site, &snippet, choose)}</div>
                    <div class="embed-result">{preview(&site, &snippet)}{codes(&site, &snippet)}</div>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <h1>{site.text(Word::EmbedTitle)}</h1>
        <p class="page-lead">{site.text(Word::EmbedLead)}</p>
        <p class="side-links"><a href=site.link("spread/")>{site.text(Word::EmbedLinkTitle)}</a></p>
        <Trouble/>
        {body}
        <ul class="notes">
            <li>{site.text(Word::EmbedPrivacy)}</li>
            <li>{site.text(Word::EmbedUpdate)}</li>
            <li>{site.text(Word::EmbedCsp)}</li>
        </ul>
    }
}

/// The places that somebody keeps a page for: those with events, then those that one goes to.
pub fn hubs(site: &Site) -> Vec<(String, String)> {
    let catalog = site.catalog();
    let held = Feed::every(catalog)
        .into_iter()
        .filter_map(|of| if let Feed::Place(id) = of { catalog.place(id) } else { None });
    let mut all: Vec<(String, String)> = held.map(|p| (p.id.clone(), p.name.clone())).collect();
    for place in catalog.places.iter().filter(|p| can_be_hub(p.kind) && p.kind != Kind::Other) {
        if !all.iter().any(|(id, _)| *id == place.id) {
            all.push((place.id.clone(), place.name.clone()));
        }
    }
    all
}

fn choices(site: &Site, snippet: &Snippet, choose: Callback<Snippet>) -> AnyView {
    let with = |change: fn(&mut Snippet, String)| {
        let snippet = snippet.clone();
        move |value: String| {
            let mut next = snippet.clone();
            change(&mut next, value);
            choose.run(next);
        }
    };
    let of = [(Of::Events, Word::EmbedOfEvents), (Of::Places, Word::EmbedOfPlaces), (Of::Place, Word::EmbedOfPlace)];
    let of = of.map(|(of, word)| (of.key().to_owned(), site.text(word).to_owned())).to_vec();
    let mut hubs = hubs(site);
    if !snippet.hub.is_empty() && !hubs.iter().any(|(id, _)| *id == snippet.hub) {
        hubs.extend(site.catalog().place(&snippet.hub).map(|p| (p.id.clone(), p.name.clone())));
    }
    hubs.insert(0, (String::new(), site.text(Word::EmbedPlaceAll).to_owned()));
    let kinds: Vec<(String, String)> = match snippet.of {
        Of::Events => Feed::every(site.catalog())
            .into_iter()
            .filter_map(
                |of| if let Feed::Category(name) = of { Some((name.to_owned(), name.to_owned())) } else { None },
            )
            .collect(),
        _ => {
            let mut labels: Vec<String> = site.catalog().places.iter().map(|p| site.kind_label(p)).collect();
            crate::order::by(&mut labels, |a, b| a.cmp(b));
            labels.dedup();
            labels.into_iter().map(|label| (label.clone(), label)).collect()
        }
    };
    let ages = AGES.map(|(months, word)| (months.to_string(), site.text(word).to_owned())).to_vec();
    let counts = COUNTS.map(|n| (n.to_string(), site.words.fill(Word::EmbedCountN, &[("n", &n.to_string())]))).to_vec();
    let themes = [("", Word::EmbedThemeLight), ("dark", Word::EmbedThemeDark), ("auto", Word::EmbedThemeAuto)];
    let themes = themes.map(|(key, word)| (key.to_owned(), site.text(word).to_owned())).to_vec();
    let number = |n: Option<u16>| n.map(|n| n.to_string()).unwrap_or_default();
    let list = (snippet.of != Of::Place).then(|| {
        view! {
            {select("embed-kind", Word::EmbedKind, None, kinds, &snippet.kind, with(|s, kind| s.kind = kind))}
            {select("embed-district", Word::PlaceDistrict, None, Options::written(district_options(site)), &snippet.district, with(|s, district| s.district = district))}
            {select("embed-age", Word::FilterAge, None, ages, &number(snippet.age), with(|s, age| s.age = age.parse().ok()))}
        }
    });
    let hub = (snippet.of != Of::Places).then(|| {
        choosing("embed-hub", Word::EmbedPlace, None, Options::written(hubs), &snippet.hub, with(|s, hub| s.hub = hub))
    });
    let color = {
        let choose = with(|s, color| s.color = color);
        let shown = if snippet.color.is_empty() { "#006173" } else { &snippet.color }.to_owned();
        view! {
            <div class="field">
                <label for="embed-color">{site.text(Word::EmbedColor)}</label>
                <p class="hint" id="embed-color-hint">{site.text(Word::EmbedColorHint)}</p>
                <input type="color" id="embed-color" aria-describedby="embed-color-hint" value=shown on:change=move |event| choose(event_target_value(&event))/>
            </div>
        }
    };
    view! {
        {choosing("embed-of", Word::EmbedOf, None, of, snippet.of.key(), with(|s, of| {
            s.of = Of::from_key(&of);
            s.kind = String::new();
        }))}
        {hub}
        {list}
        {select("embed-count", Word::EmbedCount, None, counts, &number(snippet.count), with(|s, count| s.count = count.parse().ok()))}
        {choosing("embed-theme", Word::EmbedTheme, None, themes, &snippet.theme, with(|s, theme| s.theme = theme))}
        {color}
    }
    .into_any()
}

/// The very element, as it will stand on the hub's page.
fn preview(site: &Site, snippet: &Snippet) -> AnyView {
    let pairs = snippet.pairs();
    let value = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, value)| value.clone());
    let element = view! {
        <tsunagi-list of=value("of") hub=value("hub") kind=value("kind") district=value("district")
            age=value("age") count=value("count") theme=value("theme") color=value("color")></tsunagi-list>
    };
    view! { <section><h2>{site.text(Word::EmbedPreview)}</h2><div class="embed-preview">{element}</div></section> }
        .into_any()
}

fn codes(site: &Site, snippet: &Snippet) -> AnyView {
    let root = site.address();
    let name = match snippet.of {
        Of::Places => site.words.fill(Word::EmbedPlaces, &[("name", &site.catalog().settings.municipality)]),
        Of::Place => site.catalog().place(&snippet.hub).map(|p| p.name.clone()).unwrap_or_default(),
        Of::Events => {
            let of = site.catalog().place(&snippet.hub).map(|p| p.name.as_str()).filter(|_| !snippet.hub.is_empty());
            let of = of.unwrap_or(if snippet.kind.is_empty() {
                &site.catalog().settings.municipality
            } else {
                &snippet.kind
            });
            site.words.fill(Word::EmbedEvents, &[("name", of)])
        }
    };
    let code = |id: &'static str, title: Word, hint: Word, text: String| {
        let (copy, said) = copy_button(Word::EmbedCopy, text.clone(), Word::EmbedCopied, Word::EmbedCopyFailed);
        view! {
            <section class="field">
                <label for=id>{site.text(title)}</label>
                <p class="hint">{site.text(hint)}</p>
                <textarea id=id class="code" readonly=true rows="5" spellcheck="false">{text}</textarea>
                <p class="actions">{copy}</p>
                {said}
            </section>
        }
    };
    view! {
        {code("embed-script", Word::EmbedScript, Word::EmbedScriptHint, snippet.script(&root, &name))}
        {code("embed-frame", Word::EmbedFrame, Word::EmbedFrameHint, snippet.frame(&root, &name))}
    }
    .into_any()
}
