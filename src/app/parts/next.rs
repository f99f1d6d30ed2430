//! The next three things, on home and on うちの記録.

use crate::app::record::record;
use crate::app::site::site;
use crate::family::timeline::next;
use crate::words::Word;
use crate::words::family as say;
use leptos::prelude::*;

/// How many things are shown: as many as one can hold in the head.
const SHOWN: usize = 3;

/// The list; drawn anew when the record changes.
pub fn next_things() -> AnyView {
    let site = site();
    let record = record();
    (move || {
        let (family, steps) = (record.family(), record.steps());
        let several = family.children.len() + family.pregnancies.len() > 1;
        let cards: Vec<_> = next(&steps, site.today, SHOWN)
            .iter()
            .filter_map(|next| {
                let first = next.steps.first()?;
                let whose = several.then(|| say::subject_name(&site.words, &family, &first.subject));
                let kind = say::kind(&site.words, first.kind);
                let kind = whose.map_or(kind.to_owned(), |whose| site.words.beside(&[&*whose, kind]));
                let link = site.link(&format!(
                    "timeline/#of={}&open={}",
                    first.subject,
                    crate::app::parts::query::escape(&first.key)
                ));
                Some(view! {
                    <li class="card">
                        <p class="card-kind">{kind}</p>
                        <h3 class="card-name"><a href=link>{say::next_name(&site.words, next)}</a></h3>
                        <p class="card-line">{say::when(&site.words, first, site.today)}</p>
                    </li>
                })
            })
            .collect();
        if cards.is_empty() {
            return view! { <p>{site.text(Word::FamilyNextNone)}</p> }.into_any();
        }
        view! { <ul class="cards cards-three">{cards}</ul> }.into_any()
    })
    .into_any()
}
