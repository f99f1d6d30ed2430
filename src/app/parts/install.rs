//! How the site goes onto a home screen; and, for those whose phone is looked at by others, under a name and picture that say nothing.

use super::form::{action, fold};
use crate::app::site::{Site, site};
use crate::words::Word;
use leptos::prelude::*;
use std::sync::Arc;

/// What the scripts of the page say of an attribute now, and from now on.
fn told(name: &'static str) -> RwSignal<Option<String>> {
    let now = RwSignal::new(None);
    #[cfg(feature = "app")]
    {
        use crate::app::browser::behind;
        now.set(behind::told(name));
        // A page that was left has no use for it any longer.
        behind::on("tsunagi-home-screen", move || {
            let _ = now.try_set(behind::told(name));
        });
    }
    #[cfg(not(feature = "app"))]
    let _ = name;
    now
}

fn tell(event: &'static str) {
    #[cfg(feature = "app")]
    crate::app::browser::behind::tell(event);
    #[cfg(not(feature = "app"))]
    let _ = event;
}

/// What one does, in this browser.
fn way(site: &Arc<Site>) -> AnyView {
    let (site, state) = (Arc::clone(site), told("install"));
    (move || match state.get().as_deref() {
        Some("offer") => action("button call", Word::InstallButton, || tell("tsunagi-install")),
        Some("done") => view! { <p>{site.text(Word::InstallDone)}</p> }.into_any(),
        Some("apple") => view! { <p>{site.text(Word::InstallApple)}</p> }.into_any(),
        _ => view! { <p>{site.text(Word::InstallMenu)}</p> }.into_any(),
    })
    .into_any()
}

/// For このサイトについて.
pub fn install_section() -> AnyView {
    let site = site();
    view! {
        <section>
            <h2>{site.text(Word::InstallTitle)}</h2>
            <p>{site.text(Word::InstallLead)}</p>
            <div role="status">{way(&site)}</div>
            <p class="small"><a href=site.link("keep/")>{site.text(Word::InstallPlainTitle)}</a></p>
        </section>
    }
    .into_any()
}

/// For 保存と引っこし, where the choice of the plain name lies as well.
pub fn install_part() -> AnyView {
    let site = site();
    let name = site.text(Word::InstallPlainName);
    let of_name = |word: Word| site.words.fill(word, &[("name", name)]);
    let (lead, is_on) = (of_name(Word::InstallPlainLead), of_name(Word::InstallPlainIsOn));
    let face = told("face");
    let plain = Memo::new(move |_| face.get().as_deref() == Some("plain"));
    let chosen = RwSignal::new(false);
    let choose = move || {
        tell(if plain.get_untracked() { "tsunagi-face-own" } else { "tsunagi-face-plain" });
        chosen.set(true);
    };
    let said = {
        let site = Arc::clone(&site);
        // What was chosen on an earlier day is said as well; that nothing is plain, only to whoever has just undone it.
        move || match (plain.get(), chosen.get()) {
            (true, _) => Some(is_on.clone()),
            (false, true) => Some(site.text(Word::InstallPlainIsOff).to_owned()),
            (false, false) => None,
        }
    };
    let label = {
        let site = Arc::clone(&site);
        move || site.text(if plain.get() { Word::InstallPlainOff } else { Word::InstallPlainOn })
    };
    let limits = [Word::InstallPlainHides, Word::InstallPlainShows, Word::InstallPlainAlready];
    let limits = limits.map(|word| view! { <li>{site.text(word)}</li> });
    let body = view! {
        <p>{lead}</p>
        <ul class="limits">{limits.into_iter().collect_view()}</ul>
        <button type="button" class="button" on:click=move |_| choose()>{label}</button>
        <p class="said" role="status">{said}</p>
    };
    view! {
        <section class="panel">
            <h2>{site.text(Word::InstallTitle)}</h2>
            <p>{site.text(Word::InstallLead)}</p>
            <div role="status">{way(&site)}</div>
            {fold(Word::InstallPlainTitle, body.into_any())}
        </section>
    }
    .into_any()
}
