//! The snippet that a hub lays into its own page: what `<tsunagi-list>` is asked for, as an address, as HTML, as an iframe.
//!
//! The element itself is `public/embed.js`; docs/embed.md says what each attribute means.

use crate::choices;
use crate::text::written::{markup as html, percent};
use std::fmt::Write;

/// What a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Of {
    #[default]
    Events,
    Places,
    /// One place, with what is on next.
    Place,
}

impl Of {
    pub const ALL: [(Of, &'static str); 3] = [(Of::Events, "events"), (Of::Places, "places"), (Of::Place, "place")];

    pub fn key(self) -> &'static str {
        choices::key(&Of::ALL, &self)
    }

    pub fn from_key(key: &str) -> Of {
        choices::of_key(&Of::ALL, key).unwrap_or_default()
    }
}

/// The attributes of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    pub of: Of,
    /// A place's id.
    pub hub: String,
    pub kind: String,
    pub district: String,
    /// The child's age in months.
    pub age: Option<u16>,
    /// How many entries at most; the element's own number where none is given.
    pub count: Option<u16>,
    /// `dark`, `auto`; light where empty.
    pub theme: String,
    /// `#rrggbb`; the site's own where empty.
    pub color: String,
}

/// The themes that can be chosen beside the light one.
pub const THEMES: [&str; 2] = ["dark", "auto"];

impl Snippet {
    /// The choices in an address: `get` gives the value of a name.
    pub fn read(get: impl Fn(&str) -> String) -> Snippet {
        let color = get("color");
        let hex = color.strip_prefix('#').is_some_and(|c| c.len() == 6 && c.bytes().all(|b| b.is_ascii_hexdigit()));
        Snippet {
            of: Of::from_key(&get("of")),
            hub: get("hub"),
            kind: get("kind"),
            district: get("district"),
            age: get("age").parse().ok(),
            count: get("count").parse().ok().filter(|n| (1..=50).contains(n)),
            theme: Some(get("theme")).filter(|theme| THEMES.contains(&theme.as_str())).unwrap_or_default(),
            color: if hex { color } else { String::new() },
        }
    }

    /// The choices as names and values, of an address and of the element alike; what is usual has none.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let number = |n: Option<u16>| n.map(|n| n.to_string()).unwrap_or_default();
        let all = vec![
            ("of", if self.of == Of::Events { String::new() } else { self.of.key().to_owned() }),
            ("hub", if self.of == Of::Places { String::new() } else { self.hub.clone() }),
            ("kind", if self.of == Of::Place { String::new() } else { self.kind.clone() }),
            ("district", if self.of == Of::Place { String::new() } else { self.district.clone() }),
            ("age", if self.of == Of::Place { String::new() } else { number(self.age) }),
            ("count", number(self.count)),
            ("theme", self.theme.clone()),
            ("color", self.color.clone()),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The page of the site on which the same is to be seen, below its root.
    pub fn page(&self) -> String {
        match (self.of, self.hub.as_str(), self.kind.as_str()) {
            (Of::Place, "", _) | (Of::Places, ..) => "places/".to_owned(),
            (Of::Place, hub, _) => format!("place/?id={}", percent(hub)),
            (Of::Events, "", "") => "events/".to_owned(),
            (Of::Events, "", kind) => format!("events/?kind={}", percent(kind)),
            (Of::Events, hub, _) => format!("events/?place={}", percent(hub)),
        }
    }

    /// The script and the element. `site` is where the site is on the web, with a slash at its end; `label` names the link that
    /// stands there for whoever has no JavaScript.
    ///
    /// ```
    /// use tsunagi::embed::Snippet;
    /// let snippet = Snippet { hub: "k1".into(), count: Some(5), ..Snippet::default() };
    /// assert_eq!(
    ///     snippet.script("https://example.jp/", "ひろばのイベント"),
    ///     "<script src=\"https://example.jp/embed.js\" async></script>\n\
    ///      <tsunagi-list hub=\"k1\" count=\"5\"><a href=\"https://example.jp/events/?place=k1\">ひろばのイベント</a></tsunagi-list>\n"
    /// );
    /// ```
    pub fn script(&self, site: &str, label: &str) -> String {
        let mut out = format!("<script src=\"{}embed.js\" async></script>\n<tsunagi-list", html(site));
        for (name, value) in self.pairs() {
            // A String takes whatever is written.
            let _ = write!(out, " {name}=\"{}\"", html(&value));
        }
        let link = format!("{site}{}", self.page());
        let _ = writeln!(out, "><a href=\"{}\">{}</a></tsunagi-list>", html(&link), html(label));
        out
    }

    /// The same in an iframe, for pages that allow no script of others.
    pub fn frame(&self, site: &str, label: &str) -> String {
        let query: Vec<String> =
            self.pairs().iter().map(|(name, value)| format!("{name}={}", percent(value))).collect();
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        format!(
            "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"600\" loading=\"lazy\" referrerpolicy=\"no-referrer\" style=\"border:0\"></iframe>\n",
            html(&format!("{site}embed/frame/{query}")),
            html(label)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_come_back_and_nothing_breaks_out() {
        let snippet = Snippet {
            of: Of::Events,
            hub: String::new(),
            kind: "相談 \"><script>".into(),
            district: "本町&北".into(),
            age: Some(8),
            count: Some(5),
            theme: "dark".into(),
            color: "#006173".into(),
        };
        let pairs = snippet.pairs();
        let get = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone()).unwrap_or_default();
        assert_eq!(Snippet::read(get), snippet);
        let script = snippet.script("https://example.jp/", "<b>");
        assert_eq!(script.matches('<').count(), 6, "{script}");
        assert!(script.contains("kind=\"相談 &quot;&gt;&lt;script&gt;\""));
        let frame = snippet.frame("https://example.jp/", "a\"b");
        assert!(frame.contains("?kind=%E7%9B%B8%E8%AB%87%20%22%3E%3Cscript%3E&amp;district="), "{frame}");
        let odd = |name: &str| if name == "color" { "red;}".into() } else { "x".to_owned() };
        let odd = Snippet::read(odd);
        assert_eq!((odd.color.as_str(), odd.theme.as_str(), odd.count), ("", "", None));
        let place = Snippet { of: Of::Place, hub: "k1".into(), kind: "x".into(), ..Snippet::default() };
        assert_eq!(place.page(), "place/?id=k1");
        assert!(!place.script("", "").contains("kind"));
    }
}
