//! A programme's page: who can use it, what one gets, how to apply and by when, where to ask.

use super::not_found::missing;
use super::place::safe_url;
use crate::app::parts::call::call_button;
use crate::app::parts::card::{other_name, place_card};
use crate::app::parts::facts::{extras_list, facts_list, lead, original_notice, source_details, stale_notice};
use crate::app::parts::icon::{Icon, icon};
use crate::app::parts::pass_on::pass_on;
use crate::app::parts::query::id_asked;
use crate::app::parts::state::{Trouble, awaited_thing};
use crate::app::parts::title::set_title;
use crate::app::site::{Site, site};
use crate::data::columns::Field;
use crate::programmes::Programme;
use crate::words::{Word, format};
use leptos::prelude::*;

#[component]
pub fn ProgrammePage() -> impl IntoView {
    let id = id_asked();
    move || {
        let site = site();
        if !site.ready() {
            return awaited_thing(Word::ProgrammesTitle);
        }
        match site.catalog().programme(&id.get()) {
            Some(programme) => page(&site, programme).into_any(),
            None => view! {
                <Trouble/>
                {missing(Word::ProgrammeNotFoundTitle, Word::ProgrammeNotFound, "programmes/", Word::ProgrammeList)}
            }
            .into_any(),
        }
    }
}

fn page(site: &Site, programme: &Programme) -> impl IntoView + use<> {
    set_title(Some(&programme.name));
    let updated = programme
        .updated
        .map(|d| site.words.fill(Word::PlaceUpdated, &[("date", &format::date(&site.words, d, site.today))]));
    let tags: Vec<_> = programme.tags.iter().map(|t| view! { <li>{t.clone()}</li> }).collect();
    let day =
        |d: Option<crate::calendar::Date>| d.map(|d| format::date(&site.words, d, site.today)).unwrap_or_default();
    let period = (programme.apply_from.is_some() || programme.apply_until.is_some()).then(|| {
        let text = site
            .words
            .fill(Word::DateRange, &[("from", &day(programme.apply_from)), ("to", &day(programme.apply_until))]);
        view! { <dl class="facts"><div><dt>{site.text(Word::ProgrammeBy)}</dt><dd>{text}</dd></div></dl> }
    });
    let desk = programme.place_id.as_deref().and_then(|id| site.catalog().place(id)).map(|p| {
        view! { <ul class="cards">{place_card(p, "")}</ul> }
    });
    let url = programme.fact(Field::Url).and_then(safe_url).map(|url| {
        view! {
            <a class="button" href=url target="_blank" rel="noopener noreferrer external">{icon(Icon::Globe)}<span>{site.text(Word::PlaceSite)}</span></a>
        }
    });
    let (kind, kind_lang) = site.told(&programme.translated, Field::Kind, &programme.kind_text);
    view! {
        <article class="page">
            <p class="card-kind" lang=kind_lang>{kind}</p>
            <h1>{other_name(site, &programme.facts, &programme.translated)}<span lang=site.written_in()>{programme.name.clone()}</span></h1>
            {original_notice(site)}
            {(!tags.is_empty()).then(|| view! { <ul class="tags" lang=site.written_in()>{tags}</ul> })}
            {lead(site, &programme.facts, &programme.translated, &[Field::Summary, Field::Description])}
            {stale_notice(programme.updated)}
            <section>
                <h2>{site.text(Word::PlaceAbout)}</h2>
                {period}
                {facts_list(&programme.facts, &programme.translated)}
            </section>
            <section>
                <h2>{site.text(Word::ProgrammeDesk)}</h2>
                {desk}
                <div class="actions">
                    {programme.phones.iter().map(call_button).collect_view()}
                    {url}
                </div>
                <p class="small">{site.text(Word::ProgrammePriority)}</p>
            </section>
            {pass_on(site, &programme.name, &site.programme_page(&programme.id))}
            {extras_list(&programme.extras)}
            {source_details(&programme.facts, &[(programme.origin.dataset.title(), programme.origin.row)], updated)}
            <p class="more"><a class="button" href=site.link("programmes/")>{icon(Icon::Document)}<span>{site.text(Word::ProgrammeList)}</span></a></p>
        </article>
    }
}
