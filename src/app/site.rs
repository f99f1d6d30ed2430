//! What every page is given: the words, the city's catalog, today, and the way to the site's root.

use crate::calendar::Date;
use crate::data::Catalog;
use crate::data::columns::Field;
use crate::directory::around::Spots;
use crate::directory::filter::{Now, Switches};
use crate::directory::{Facts, Place, Translated, translated};
use crate::family::rules::{Rule, rules_in};
use crate::plan::form::Form;
use crate::search::records::{self, of_events, of_places, of_programmes};
use crate::search::{Gradual, Results};
use crate::words::{Word, Words};
#[cfg(feature = "app")]
use leptos::prelude::Set;
use leptos::prelude::{ArcRwSignal, Get, GetUntracked, expect_context, use_context};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A city's catalog as a site holds it: in the app for as long as the page lives, so that nothing has to know how to take it apart.
#[cfg(not(feature = "press"))]
pub type Held = &'static Catalog;
/// On the host, where sites come and go.
#[cfg(feature = "press")]
pub type Held = Box<Catalog>;

/// A catalog, to be held.
pub fn held(catalog: Catalog) -> Held {
    #[cfg(not(feature = "press"))]
    return Box::leak(Box::new(catalog));
    #[cfg(feature = "press")]
    Box::new(catalog)
}

/// How far a city's catalog has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Its settings are there, its lists on their way.
    Coming,
    Here,
    /// They did not come.
    Failed,
}

/// One city's site, as read when the page was opened.
pub struct Site {
    pub words: Words,
    /// The address of the site's root as links need it, with a slash at its end: `/kosodate/`, or `../` on a
    /// page rendered on the host. In another language than Japanese it is that language's: `/kosodate/en/`.
    pub root: String,
    /// The address of what is the same in every language: the city's lists, the app's own files.
    pub top: String,
    catalog: Held,
    /// All of it, where the site began with its settings alone.
    whole: OnceLock<Held>,
    /// How far that has come, for what is drawn of it.
    state: ArcRwSignal<Whole>,
    /// Today in Japan.
    pub today: Date,
    ready: bool,
    /// Each place, event and programme has a page of its own on the server (`event/ID/`), as a publisher writes it: what links lead to when they are
    /// handed on. Without one, a page that is asked for an id serves for all.
    pub paged: bool,
    /// The forms of plans, where they were read before the page; else none.
    pub forms: Arc<Vec<Form>>,
    original: OnceLock<Words>,
    rules: OnceLock<Vec<Rule>>,
    spots: OnceLock<Spots>,
    switches: Mutex<Option<(Option<Now>, Arc<Switches>)>>,
    places: Gradual,
    events: Gradual,
    programmes: Gradual,
}

/// What a field for searching looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    Places,
    Events,
    Programmes,
    PlacesAndProgrammes,
}

/// What is made ready before somebody looks for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// The index, so that the first letter does not wait for it: so many records more.
    Records(usize),
    /// The answer to what somebody has typed, of an index that is made.
    Answer(String),
}

/// Makes something ready. Whether the index is made.
pub type Prepare = fn(Arc<Site>, Sought, Ahead) -> bool;

/// The same, where what makes it is there.
pub fn prepare(site: Arc<Site>, sought: Sought, ahead: Ahead) -> bool {
    match ahead {
        Ahead::Records(count) => site.prepare(sought, count),
        Ahead::Answer(query) => {
            site.answer(sought, &query);
            true
        }
    }
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
    /// `top`: where the site lies, whatever the language. `ready`: the catalog is whole; else there are its settings alone, or what can
    /// be painted.
    pub fn new(words: Words, top: String, catalog: Held, today: Date, ready: bool) -> Site {
        let root = format!("{top}{}", words.folder());
        Site {
            words,
            root,
            top,
            catalog,
            whole: OnceLock::new(),
            state: ArcRwSignal::new(if ready { Whole::Here } else { Whole::Coming }),
            ready,
            today,
            paged: false,
            forms: Arc::default(),
            original: OnceLock::new(),
            rules: OnceLock::new(),
            spots: OnceLock::new(),
            switches: Mutex::default(),
            places: Gradual::default(),
            events: Gradual::default(),
            programmes: Gradual::default(),
        }
    }

    /// The city's files have been read; before that pages show where things will be.
    pub fn ready(&self) -> bool {
        // In the app whatever asks this begins once they are: nothing of what stands for them is in it.
        cfg!(not(feature = "press")) || self.ready
    }

    /// What is known of the city: its whole catalog, or its settings alone while the rest is on its way.
    pub fn catalog(&self) -> &Catalog {
        self.whole.get().unwrap_or(&self.catalog)
    }

    /// How far that has come; what asks it is drawn anew when that changes.
    pub fn whole(&self) -> Whole {
        self.state.get()
    }

    /// The same for whoever is not to be told of a change.
    pub fn whole_now(&self) -> Whole {
        self.state.get_untracked()
    }

    /// What did not come is on its way once more.
    #[cfg(feature = "app")]
    pub fn await_again(&self) {
        self.state.set(Whole::Coming);
    }

    /// The whole catalog, which was on its way, has come, or has not.
    #[cfg(feature = "app")]
    pub fn complete(&self, whole: Option<Held>) {
        let came = whole.is_some();
        if let Some(whole) = whole {
            // It comes once.
            let _ = self.whole.set(whole);
        }
        self.settle(came);
    }

    /// What was missing of the catalog is there, or did not come.
    #[cfg(feature = "app")]
    pub fn settle(&self, came: bool) {
        self.state.set(if came { Whole::Here } else { Whole::Failed });
    }

    /// Whether there is what a field looks for: さがす has its places before the rest of the lists.
    pub fn has(&self, sought: Sought) -> bool {
        let places = sought == Sought::Places && !self.catalog().places.is_empty();
        places || self.whole_now() == Whole::Here
    }

    /// This moment in Japan; on the host there is none.
    pub fn now(&self) -> Option<(Date, u16)> {
        #[cfg(feature = "app")]
        return Some((self.today, crate::app::browser::minute()));
        #[cfg(not(feature = "app"))]
        None
    }

    pub fn text(&self, word: Word) -> &'static str {
        self.words.text(word)
    }

    /// The Japanese words, where the page is in another language; with the city's own in their places.
    pub fn original(&self) -> Option<Words> {
        self.words.is_foreign().then(|| *self.original.get_or_init(|| self.catalog().settings.words()))
    }

    /// The address of a page: `places/`, `place/?id=…`; empty for home.
    pub fn link(&self, page: &str) -> String {
        format!("{}{page}", self.root)
    }

    /// The address of a file that is the same in every language: `feeds/all.ics`.
    pub fn file(&self, path: &str) -> String {
        format!("{}{path}", self.top)
    }

    /// The language of what a city wrote, where that is another than the page's: for the `lang` attribute.
    pub fn written_in(&self) -> Option<&'static str> {
        self.words.is_foreign().then_some("ja")
    }

    /// The same of one text, where it is in Japanese letters at all: 「CC BY 4.0」 is not.
    pub fn written_in_of(&self, text: &str) -> Option<&'static str> {
        self.written_in().filter(|_| text.chars().any(|c| is_kana(c) || is_kanji(c)))
    }

    /// The same of a text that may be the city's or ours. Where the page's own language is written with such characters too, kana alone
    /// tell: whoever knows that the city wrote it asks [`Site::written_in_of`].
    pub fn language_of(&self, text: &str) -> Option<&'static str> {
        let told = |c: char| is_kana(c) || is_kanji(c) && !self.words.language.starts_with("zh");
        self.written_in().filter(|_| text.chars().any(told))
    }

    /// What a city says of a field: in the page's language where the city has it in it, else as it wrote it; with the language for
    /// the `lang` attribute, where it is another than the page's.
    pub fn told(&self, all: &[Translated], field: Field, written: &str) -> (String, Option<&'static str>) {
        match translated(all, field, self.words.tag) {
            Some(text) => (text.to_owned(), None),
            None => (written.to_owned(), self.written_in()),
        }
    }

    /// The same of the first of some fields that there is.
    pub fn told_first(
        &self,
        facts: &Facts,
        all: &[Translated],
        fields: &[Field],
    ) -> Option<(String, Option<&'static str>)> {
        let written = |field: Field| facts.get(field).unwrap_or_default();
        fields.iter().map(|field| self.told(all, *field, written(*field))).find(|(text, _)| !text.is_empty())
    }

    /// What is painted leads to what is painted, which can be read before the app is there; the app to the page that it has already.
    fn thing_link(&self, kind: &str, id: &str) -> String {
        match cfg!(feature = "press") {
            true => self.link(&self.own_page(kind, id)),
            false => self.link(&format!("{kind}/?id={id}")),
        }
    }

    pub fn place_link(&self, id: &str) -> String {
        self.thing_link("place", id)
    }

    pub fn event_link(&self, id: &str) -> String {
        self.thing_link("event", id)
    }

    /// The page of an event, below the site's root, for whoever it is handed on to.
    pub fn event_page(&self, id: &str) -> String {
        self.own_page("event", id)
    }

    /// The same of a place.
    pub fn place_page(&self, id: &str) -> String {
        self.own_page("place", id)
    }

    /// The same of a programme.
    pub fn programme_page(&self, id: &str) -> String {
        self.own_page("programme", id)
    }

    fn own_page(&self, kind: &str, id: &str) -> String {
        if self.paged { format!("{kind}/{id}/") } else { format!("{kind}/?id={id}") }
    }

    /// Where this site is on the web, with a slash at its end: by its own setting, else where it was opened.
    pub fn address(&self) -> String {
        match self.catalog().settings.site_address.as_str() {
            "" => crate::app::parts::qr::absolute_file(self, ""),
            known => known.to_owned(),
        }
    }

    pub fn programme_link(&self, id: &str) -> String {
        self.thing_link("programme", id)
    }

    /// The site's own name, else the product's.
    pub fn name(&self) -> String {
        match self.catalog().settings.site_name.as_str() {
            "" => self.text(Word::SiteName).to_owned(),
            name => name.to_owned(),
        }
    }

    /// A kind as a family reads it: our word for it, or the city's own where we have none.
    pub fn kind_label(&self, place: &Place) -> String {
        records::kind_label(&self.words, place)
    }

    /// The other places where a place is.
    pub fn at_same_place(&self, place: &Place) -> Vec<&Place> {
        let places = &self.catalog().places;
        let Some(at) = places.iter().position(|p| p.id == place.id) else { return Vec::new() };
        self.spots.get_or_init(|| Spots::of(places)).with(places, at).collect()
    }

    /// Which switches each place has now: found out anew with each minute.
    pub fn switches(&self) -> Arc<Switches> {
        let now = self.now();
        let mut known = self.switches.lock().unwrap_or_else(PoisonError::into_inner);
        match &*known {
            Some((at, switches)) if *at == now => Arc::clone(switches),
            _ => {
                let switches = Arc::new(Switches::of(&self.catalog().places, now));
                *known = Some((now, Arc::clone(&switches)));
                switches
            }
        }
    }

    /// What comes when: the national rules, and the city's own over them.
    pub fn rules(&self) -> &[Rule] {
        self.rules.get_or_init(|| rules_in(self.words.tag, &self.catalog().schedule))
    }

    /// The places that answer a query. The index is made for the first one that has any letters.
    pub fn search_places(&self, query: &str) -> Results {
        searched(query, self.catalog().places.len(), || {
            self.places.search(&of_places(self.catalog(), &self.words), query)
        })
    }

    /// The same of programmes.
    pub fn search_programmes(&self, query: &str) -> Results {
        searched(query, self.catalog().programmes.len(), || {
            self.programmes.search(&of_programmes(self.catalog()), query)
        })
    }

    /// The same of events.
    pub fn search_events(&self, query: &str) -> Results {
        searched(query, self.catalog().events.len(), || self.events.search(&of_events(self.catalog()), query))
    }

    /// How many records there are to look through: most of what a field looks for.
    pub fn count(&self, sought: Sought) -> usize {
        match sought {
            Sought::Places | Sought::PlacesAndProgrammes => self.catalog().places.len(),
            Sought::Events => self.catalog().events.len(),
            Sought::Programmes => self.catalog().programmes.len(),
        }
    }

    /// Looks for something before it is asked for; beside places programmes are few, and found at once.
    fn answer(&self, sought: Sought, query: &str) {
        match sought {
            Sought::Places | Sought::PlacesAndProgrammes => drop(self.search_places(query)),
            Sought::Events => drop(self.search_events(query)),
            Sought::Programmes => drop(self.search_programmes(query)),
        }
    }

    fn prepare(&self, sought: Sought, count: usize) -> bool {
        let places = || self.places.go_on(&of_places(self.catalog(), &self.words), count);
        let programmes = || self.programmes.go_on(&of_programmes(self.catalog()), count);
        match sought {
            Sought::Places => places(),
            Sought::Events => self.events.go_on(&of_events(self.catalog()), count),
            Sought::Programmes => programmes(),
            Sought::PlacesAndProgrammes => places() && programmes(),
        }
    }
}

/// All records where nothing is asked for, else what an index answers.
fn searched(query: &str, all: usize, search: impl FnOnce() -> Results) -> Results {
    if query.is_empty() { Results::all(all) } else { search() }
}

fn is_kana(c: char) -> bool {
    ('\u{3041}'..='\u{30ff}').contains(&c)
}

fn is_kanji(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(all(test, feature = "press"))]
mod tests {
    use super::*;

    #[test]
    fn what_a_city_wrote_is_marked_in_chinese_too_though_both_have_the_characters() {
        let site = |tag: &str| {
            let words = Words::of(tag).expect("there is such a language");
            Site::new(words, String::new(), held(Catalog::default()), Date::default(), true)
        };
        let all = |text: &str| {
            ["ja", "easy", "en", "zh"].map(|tag| (site(tag).written_in_of(text), site(tag).language_of(text)))
        };
        let (no, ja) = ((None, None), (Some("ja"), Some("ja")));
        assert_eq!(all("親子ひろば"), [no, no, ja, ja]);
        // Of 「妊娠」 alone nobody could say which language it is: the city's is marked, ours is not.
        assert_eq!(all("妊娠"), [no, no, ja, (Some("ja"), None)]);
        assert_eq!(all("CC BY 4.0"), [no; 4]);
    }
}
