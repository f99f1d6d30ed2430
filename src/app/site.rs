//! What every page is given: the words, the city's catalog, today, and the way to the site's root.

use crate::calendar::Date;
use crate::data::{Catalog, columns::Field};
use crate::directory::{Fact, Place};
use crate::events::Event;
use crate::programmes::Programme;
use crate::search::{Document, Index};
use crate::words::{Word, Words};
use leptos::prelude::{expect_context, use_context};
use std::sync::{Arc, OnceLock};

/// One city's site, as read when the page was opened.
pub struct Site {
    pub words: Words,
    /// The address of the site's root as links need it, with a slash at its end: `/kosodate/`, or `../` on a
    /// page rendered on the host.
    pub root: String,
    pub catalog: Catalog,
    /// Today in Japan.
    pub today: Date,
    /// The city's files have been read; before that pages show where things will be.
    pub ready: bool,
    places: OnceLock<Index>,
    events: OnceLock<Index>,
    programmes: OnceLock<Index>,
}

/// The site, from any component.
pub fn site() -> Arc<Site> {
    // `App` provides it before anything else is made.
    expect_context::<Arc<Site>>()
}

/// The site, where there is one.
pub fn maybe_site() -> Option<Arc<Site>> {
    use_context::<Arc<Site>>()
}

impl Site {
    pub fn new(words: Words, root: String, catalog: Catalog, today: Date, ready: bool) -> Site {
        Site {
            words,
            root,
            catalog,
            today,
            ready,
            places: OnceLock::new(),
            events: OnceLock::new(),
            programmes: OnceLock::new(),
        }
    }

    pub fn text(&self, word: Word) -> &'static str {
        self.words.text(word)
    }

    /// The address of a page: `places/`, `place/?id=…`; empty for home.
    pub fn link(&self, page: &str) -> String {
        format!("{}{page}", self.root)
    }

    pub fn place_link(&self, id: &str) -> String {
        self.link(&format!("place/?id={id}"))
    }

    pub fn event_link(&self, id: &str) -> String {
        self.link(&format!("event/?id={id}"))
    }

    pub fn programme_link(&self, id: &str) -> String {
        self.link(&format!("programme/?id={id}"))
    }

    /// The site's own name, else the product's.
    pub fn name(&self) -> String {
        match self.catalog.settings.site_name.as_str() {
            "" => self.text(Word::SiteName).to_owned(),
            name => name.to_owned(),
        }
    }

    /// A kind as a family reads it: our word for it, or the city's own where we have none.
    pub fn kind_label(&self, place: &Place) -> String {
        match place.kind {
            crate::directory::Kind::Other if !place.kind_text.is_empty() => place.kind_text.clone(),
            kind => kind.word().map(|w| self.text(w).to_owned()).unwrap_or_default(),
        }
    }

    pub fn places_index(&self) -> &Index {
        self.places.get_or_init(|| {
            let rows: Vec<(String, String)> = self
                .catalog
                .places
                .iter()
                .map(|p| {
                    let kind = format!("{} {}", p.kind_text, self.kind_label(p));
                    let mut text = format!("{} {} {}", p.address, p.district, p.tags.join(" "));
                    add_facts(&mut text, &p.facts);
                    (kind, text)
                })
                .collect();
            Index::build(self.catalog.places.iter().zip(&rows).map(|(p, (kind, text))| Document {
                name: &p.name,
                reading: &p.reading,
                kind,
                text,
            }))
        })
    }

    pub fn events_index(&self) -> &Index {
        self.events.get_or_init(|| {
            let texts: Vec<String> = self.catalog.events.iter().map(event_text).collect();
            Index::build(self.catalog.events.iter().zip(&texts).map(|(e, text)| Document {
                name: &e.name,
                reading: &e.reading,
                kind: &e.category,
                text,
            }))
        })
    }

    pub fn programmes_index(&self) -> &Index {
        self.programmes.get_or_init(|| {
            let texts: Vec<String> = self.catalog.programmes.iter().map(programme_text).collect();
            Index::build(self.catalog.programmes.iter().zip(&texts).map(|(p, text)| Document {
                name: &p.name,
                reading: &p.reading,
                kind: &p.kind_text,
                text,
            }))
        })
    }
}

fn event_text(event: &Event) -> String {
    let mut text = format!("{} {} {}", event.venue, event.address, event.district);
    add_facts(&mut text, &event.facts);
    text
}

fn programme_text(programme: &Programme) -> String {
    let mut text = programme.tags.join(" ");
    add_facts(&mut text, &programme.facts);
    text
}

/// The facts that a family might search for; codes and addresses of pages are not among them.
fn add_facts(text: &mut String, facts: &[Fact]) {
    const SEARCHED: [Field; 18] = [
        Field::Description,
        Field::Summary,
        Field::Keywords,
        Field::Target,
        Field::Support,
        Field::MedicalFields,
        Field::FirstVisit,
        Field::Languages,
        Field::ConsultBy,
        Field::Staff,
        Field::Note,
        Field::CommonName,
        Field::Operator,
        Field::Organiser,
        Field::JuniorHighDistrict,
        Field::ElementaryDistrict,
        Field::Access,
        Field::BarrierFree,
    ];
    for fact in facts.iter().filter(|f| SEARCHED.contains(&f.field)) {
        text.push(' ');
        text.push_str(&fact.value);
    }
}
