//! こどもの そうだん: for children themselves, with readings over every kanji; as a card for the wallet, too.

use crate::app::parts::call::call_line;
use crate::app::parts::faces::ruby;
use crate::app::parts::qr::{absolute, qr_code};
use crate::app::parts::title::set_title;
use crate::app::parts::way_out::way_out;
use crate::app::site::{Site, site};
use crate::calendar::Moment;
use crate::directory::Kind;
use crate::helplines::{KidsLine, kids_lines, lines, rank, written};
use crate::order;
use crate::text::ruby::plain;
use crate::text::width::hiragana;
use crate::words::Word;
use leptos::prelude::*;

/// Cards on a sheet of A4: two beside each other, four under each other.
const CARDS: usize = 8;

/// Where children can write instead of speaking.
const WRITING: [(Word, &str); 2] = [
    (Word::KidsWriteChildline, "https://childline.or.jp/chat"),
    (Word::KidsWriteJinken, "https://www.jinken.go.jp/kodomo"),
];

#[component]
pub fn Kids() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::KidsTitle)));
    let text = |word: Word| ruby(site.text(word));
    let now = if site.ready() { site.now() } else { None };
    let hours = |dial: &str| lines().find(|l| l.dial == dial).map(|l| l.hours).unwrap_or_default();
    let moment = now.map(|(date, minute)| Moment::new(date, minute));
    let open = |dial: &str| moment.is_some_and(|moment| hours(dial).is_open(&moment));
    let mut list: Vec<KidsLine> = kids_lines().collect();
    order::by_key(&mut list, |kids| rank(&hours(kids.dial), "", &[], now));
    let rows: Vec<_> = list
        .iter()
        .map(|kids| {
            let open = open(kids.dial)
                .then(|| view! { <p class="openness openness-now"><b>{site.text(Word::KidsOpen)}</b></p> });
            let text = view! {
                <h3>{ruby(site.words.of_ours(kids.name))}</h3>
                <p>{ruby(site.words.of_ours(kids.when))}</p>
                <p class="line-hours">{ruby(site.words.of_ours(kids.hours))}</p>
                {open}
            };
            call_line(
                &plain(site.words.of_ours(kids.name)),
                kids.dial,
                &written(kids.dial),
                text.into_any(),
                ().into_any(),
            )
        })
        .collect();
    let writing: Vec<_> = WRITING
        .into_iter()
        .map(|(word, address)| view! { <li><a href=address target="_blank" rel="noopener noreferrer external">{text(word)}</a></li> })
        .collect();
    let how =
        [Word::KidsHow1, Word::KidsHow2, Word::KidsHow3, Word::KidsHow4].map(|word| view! { <li>{text(word)}</li> });
    let carer = [Word::KidsCarer1, Word::KidsCarer2, Word::KidsCarer3].map(|word| view! { <p>{text(word)}</p> });
    let wanted = RwSignal::new(false);
    let print = move |_| {
        wanted.set(true);
        #[cfg(feature = "app")]
        crate::app::browser::print_when_drawn();
    };
    let cards = {
        let site = site.clone();
        move || {
            let one = |_| card(&site, wanted.get());
            view! { <div class="kid-cards">{(0..if wanted.get() { CARDS } else { 1 }).map(one).collect_view()}</div> }
        }
    };
    view! {
        <article class="kids">
            <div class="no-print">
                <h1>{text(Word::KidsTitle)}</h1>
                {way_out(Word::KidsClose, Word::KidsCloseHint)}
                <p class="page-lead">{text(Word::KidsLead)}</p>
                <p>{text(Word::KidsLead2)}</p>
                <section class="danger">
                    <h2>{text(Word::KidsDanger)}</h2>
                    <p>{text(Word::KidsDangerText)}</p>
                </section>
                <section><h2>{text(Word::KidsLines)}</h2><ul class="lines">{rows}</ul></section>
                <section>
                    <h2>{text(Word::KidsWrite)}</h2>
                    <ul class="links">{writing}</ul>
                    <p class="small">{text(Word::KidsWriteNote)}</p>
                </section>
                {city(&site)}
                <section class="panel"><h2>{text(Word::KidsHow)}</h2><ul>{how}</ul></section>
                <section class="panel"><h2>{text(Word::KidsCarer)}</h2>{carer}</section>
                <h2>{text(Word::KidsCard)}</h2>
                <p>{text(Word::KidsCardLead)}</p>
                <p class="actions"><button type="button" class="button" on:click=print>{text(Word::KidsCardPrint)}</button></p>
            </div>
            {cards}
        </article>
    }
}

/// The city's own: where one can also go.
fn city(site: &Site) -> Option<AnyView> {
    let place = site.catalog().places.iter().find(|p| p.kind == Kind::FamilyCentre)?;
    let phone = place.phones.first()?;
    let read = |name: &str, reading: &str| match hiragana(reading).as_str() {
        "" => name.to_owned(),
        reading => format!("《{name}|{reading}》"),
    };
    let settings = &site.catalog().settings;
    let city = read(&settings.municipality, settings.other("自治体名_カナ"));
    let city = site.words.fill(Word::KidsCity, &[("city", &city)]);
    let name = read(&place.name, &place.reading);
    let text = view! { <h3>{ruby(&name)}</h3><p>{ruby(site.text(Word::KidsCityNote))}</p> };
    let line = call_line(&place.name, &phone.dial, &phone.written, text.into_any(), ().into_any());
    Some(view! { <section><h2>{ruby(&city)}</h2><ul class="lines">{line}</ul></section> }.into_any())
}

/// A card to cut out: the numbers, and the way to this page.
fn card(site: &Site, whole: bool) -> AnyView {
    let rows: Vec<_> =
        kids_lines().map(|kids| view! { <li><span>{ruby(kids.name)}</span><b>{written(kids.dial)}</b></li> }).collect();
    let code = whole.then(|| qr_code(&absolute(site, "kids/"), "", Word::KidsCardQr));
    view! {
        <div class="kid-card">
            <p class="kid-card-say">{ruby(site.text(Word::KidsCardSay))}</p>
            <ul>{rows}</ul>
            <p class="kid-card-foot">{site.text(Word::KidsCardNoName)}</p>
            {code}
        </div>
    }
    .into_any()
}
