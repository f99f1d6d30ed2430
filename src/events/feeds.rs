//! What is on, for readers of news: Atom (RFC 4287) and JSON Feed 1.1. One entry for each event, on its next day.

use super::event::Event;
use super::icalendar::Made;
use super::listing::next_day;
use crate::calendar::Date;
use crate::data::columns::Field;
use crate::text::json::Json;
use crate::words::{Words, format};
use chrono::Days;

/// How far ahead events are told of, in days.
const AHEAD: u64 = 60;

/// One event on the next of its days.
struct Entry<'a> {
    event: &'a Event,
    day: Date,
}

fn entries<'a>(made: &Made, events: impl Iterator<Item = &'a Event>) -> Vec<Entry<'a>> {
    let last = made.stamp.checked_add_days(Days::new(AHEAD)).unwrap_or(made.stamp);
    let mut all: Vec<Entry> =
        events.filter_map(|event| Some(Entry { event, day: next_day(event, made.stamp, last)? })).collect();
    crate::order::by(&mut all, |a, b| {
        (a.day, a.event.times.start, &a.event.id).cmp(&(b.day, b.event.times.start, &b.event.id))
    });
    all
}

impl Entry<'_> {
    /// A name that stays while the event and its day do (RFC 4151).
    fn id(&self, made: &Made) -> String {
        format!("tag:tsunagi.invalid,2026:{}/{}/{}", made.city, self.event.id, self.day)
    }

    fn title(&self, words: &Words, made: &Made) -> String {
        format!("{} {}", format::date(words, self.day, made.stamp), self.event.name)
    }

    fn text(&self, words: &Words) -> String {
        let times = format::times(words, self.event.times);
        let facts = [Field::Summary, Field::Description, Field::Target, Field::Booking];
        let facts = facts.iter().filter_map(|field| self.event.fact(*field));
        let first = [times.as_str(), self.event.venue.as_str()];
        first.into_iter().chain(facts).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// When it was last changed, as RFC 3339 has it: the list knows the day alone.
    fn changed(&self, made: &Made) -> String {
        format!("{}T00:00:00+09:00", self.event.updated.unwrap_or(made.stamp).min(made.stamp))
    }

    fn link(&self, made: &Made) -> Option<String> {
        (!made.site.is_empty()).then(|| made.page(self.event))
    }
}

/// The events as an Atom feed; `own` is the feed's own address below the site's root.
pub fn atom<'a>(words: &Words, made: &Made, own: &str, events: impl Iterator<Item = &'a Event>) -> String {
    let language = words.language;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n"
    );
    let all = entries(made, events);
    let changed = all.iter().map(|e| e.changed(made)).max().unwrap_or_else(|| format!("{}T00:00:00+09:00", made.stamp));
    out.push_str(&element("title", made.name));
    out.push_str(&element("id", &format!("tag:tsunagi.invalid,2026:{}/{own}", made.city)));
    out.push_str(&element("updated", &changed));
    out.push_str(&format!("<author>{}</author>\n", element("name", made.name).trim_end()));
    if !made.site.is_empty() {
        out.push_str(&format!(
            "<link rel=\"self\" href=\"{}{}\"/>\n<link href=\"{}events/\"/>\n",
            xml(made.site),
            xml(own),
            xml(made.site)
        ));
    }
    for entry in &all {
        out.push_str("<entry>\n");
        out.push_str(&element("title", &entry.title(words, made)));
        out.push_str(&element("id", &entry.id(made)));
        out.push_str(&element("updated", &entry.changed(made)));
        if let Some(link) = entry.link(made) {
            out.push_str(&format!("<link href=\"{}\"/>\n", xml(&link)));
        }
        if !entry.event.category.is_empty() {
            out.push_str(&format!("<category term=\"{}\"/>\n", xml(&entry.event.category)));
        }
        out.push_str(&element("content", &entry.text(words)));
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>\n", xml(text))
}

/// Text in XML 1.0: what it reserves as entities; what it forbids left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

/// The same as JSON Feed; `own` as for [`atom`].
pub fn json<'a>(words: &Words, made: &Made, own: &str, events: impl Iterator<Item = &'a Event>) -> String {
    let items = entries(made, events).into_iter().map(|entry| {
        let mut pairs = vec![
            ("id", Json::text(entry.id(made))),
            ("title", Json::text(entry.title(words, made))),
            ("content_text", Json::text(entry.text(words))),
            ("date_modified", Json::text(entry.changed(made))),
        ];
        if let Some(link) = entry.link(made) {
            pairs.push(("url", Json::text(link)));
        }
        if !entry.event.category.is_empty() {
            pairs.push(("tags", Json::List(vec![Json::text(&entry.event.category)])));
        }
        Json::object(pairs)
    });
    let mut pairs = vec![
        ("version", Json::text("https://jsonfeed.org/version/1.1")),
        ("title", Json::text(made.name)),
        ("language", Json::text(words.language)),
    ];
    if !made.site.is_empty() {
        pairs.push(("home_page_url", Json::text(format!("{}events/", made.site))));
        pairs.push(("feed_url", Json::text(format!("{}{own}", made.site))));
    }
    pairs.push(("items", Json::List(items.collect())));
    Json::object(pairs).to_string()
}
