//! Home: look for something, choose a purpose, see what is on today and tomorrow, know whom to ask. It can be used with the city's
//! settings alone; what it shows of the lists ([`super::home_lists`]) follows.

use super::Piece;
use crate::app::outlet::Parts;
use crate::app::parts::icon::{Icon, icon};
use crate::app::parts::query::address;
use crate::app::parts::search_box::SearchBox;
use crate::app::parts::state::{nothing_came, skeleton};
use crate::app::parts::title::set_title;
use crate::app::record::record;
use crate::app::site::{Site, Sought, Whole, site};
use crate::app::turns::in_turn_after;
use crate::directory::Group;
use crate::words::Word;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;

#[component]
pub fn Home() -> impl IntoView {
    let site = site();
    set_title(None);
    // `App` provides them before anything else is made.
    let prepare = expect_context::<Parts>().prepare;
    let query = RwSignal::new(String::new());
    let navigate = use_navigate();
    let root = site.root.clone();
    // The keyboard's button opens さがす, where the same words can be narrowed further.
    let submit = Callback::new(move |text: String| {
        let address = address(&root, "places/", &[("q", &text)]);
        navigate(&address, NavigateOptions { resolve: false, ..NavigateOptions::default() });
    });
    let type_ = Callback::new(move |text: String| query.set(text));
    let below = {
        let site = Arc::clone(&site);
        // What is found stands right under the field. Moving to another page at the first letter would take the
        // field away from under a Japanese keyboard, which is still composing.
        move || {
            if query.with(String::is_empty) {
                front(&site)
            } else {
                awaited(&site, move || Piece::Found(query.get()), || skeleton(3).into_any())
            }
        }
    };
    view! {
        <section class="hero">
            <h1>{site.text(Word::SiteTagline)}</h1>
            <SearchBox prepare=prepare sought=Sought::PlacesAndProgrammes label=Word::HomeSearchLabel placeholder=Word::PlacesSearchPlaceholder value=String::new() action="places/" on_input=type_ on_submit=submit/>
        </section>
        {awaited(&site, || Piece::Trouble, || ().into_any())}
        {below}
    }
}

/// A piece that comes with the city's lists; until they are there, what `before` draws. Where they do not come, that is said once.
fn awaited(
    site: &Arc<Site>,
    piece: impl Fn() -> Piece + Send + Sync + 'static,
    before: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    // `App` provides them before anything else is made.
    let (site, parts) = (Arc::clone(site), expect_context::<Parts>());
    let (piece, before) = (Arc::new(piece), Arc::new(before));
    (move || match site.whole() {
        Whole::Here => {
            let (piece, before) = (Arc::clone(&piece), Arc::clone(&before));
            in_turn_after(move || before(), move || (parts.piece)(piece()))
        }
        Whole::Coming => before(),
        Whole::Failed if piece() == Piece::Trouble => nothing_came(),
        Whole::Failed => ().into_any(),
    })
    .into_any()
}

/// What home shows while nothing is typed.
fn front(site: &Arc<Site>) -> AnyView {
    let empty = record().is_empty();
    let soon = site.text(Word::HomeSoon);
    view! {
        {awaited(site, || Piece::Own, || ().into_any())}
        <section aria-labelledby="groups">
            <h2 id="groups">{site.text(Word::HomeGroups)}</h2>
            <ul class="groups">{Group::ALL.map(|g| group_tile(site, g)).collect_view()}</ul>
        </section>
        {invitation(site, empty)}
        {awaited(site, || Piece::FirstStep, || ().into_any())}
        {awaited(site, || Piece::Soon, move || view! { <section><h2>{soon}</h2>{skeleton(2)}</section> }.into_any())}
        <section class="band">
            <h2>{site.text(Word::HomeProgrammesTitle)}</h2>
            <p>{site.text(Word::HomeProgrammesLead)}</p>
            <a class="button" href=site.link("programmes/")>{icon(Icon::Document)}<span>{site.text(Word::HomeProgrammesLink)}</span></a>
        </section>
        <section class="band band-now">
            <h2>{site.text(Word::NavNow)}</h2>
            <p>{site.text(Word::HomeNowLead)}</p>
            <a class="button" href=site.link("now/")>{icon(Icon::Phone)}<span>{site.text(Word::NavNow)}</span></a>
        </section>
    }
    .into_any()
}

/// Before there is a record, the way to begin one.
fn invitation(site: &Site, empty: Memo<bool>) -> AnyView {
    let (title, link) = (site.text(Word::FamilyHomeTitle), site.link("family/"));
    let (plan, write) = (site.link("plan/"), site.text(Word::PlanTitle));
    let (invite, begin) = (site.text(Word::FamilyHomeInvite), site.text(Word::FamilyHomeInviteLink));
    (move || {
        let link = link.clone();
        empty.get().then(|| {
            view! {
                <section class="band band-family">
                    <h2>{title}</h2>
                    <p>{invite}</p>
                    <p class="actions">
                        <a class="button" href=link>{icon(Icon::Family)}<span>{begin}</span></a>
                        <a class="button" href=plan.clone()>{icon(Icon::Ask)}<span>{write}</span></a>
                    </p>
                </section>
            }
            .into_any()
        })
    })
    .into_any()
}

fn group_tile(site: &Site, group: Group) -> impl IntoView + use<> {
    let hint = Word::by_data(&format!("group.{}_hint", group.key())).map(|w| site.text(w));
    view! {
        <li>
            <a class=format!("group group-{}", group.key()) href=site.link(&format!("places/?group={}", group.key()))>
                {icon(group.into())}
                <span class="group-name">{site.text(group.word())}</span>
                <span class="group-hint">{hint}</span>
            </a>
        </li>
    }
}
