//! A page as a reader of HTML that is not ours takes it apart (html5ever).

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// What a page is made of: each element with each of its attributes, addresses, scripts, and the text.
#[derive(Default)]
pub struct Page {
    pub made: BTreeSet<(String, String)>,
    pub addresses: Vec<(String, String)>,
    pub scripts: Vec<String>,
    pub text: String,
    inside: String,
}

struct Sink(RefCell<Page>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let page = &mut *self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => match page.inside.as_str() {
                "script" => page.scripts.last_mut().expect("begun").push_str(&text),
                "style" => {}
                _ => page.text.push_str(&text),
            },
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                // Between two elements words do not run together.
                if !matches!(name.as_str(), "mark" | "wbr" | "b" | "span") {
                    page.text.push(' ');
                }
                if tag.kind == TagKind::EndTag {
                    page.inside.clear();
                    return TokenSinkResult::Continue;
                }
                page.made.insert((name.clone(), String::new()));
                for attribute in &tag.attrs {
                    let label = attribute.name.local.to_string();
                    if matches!(label.as_str(), "href" | "src" | "action" | "formaction" | "data" | "poster" | "srcset")
                    {
                        page.addresses.push((name.clone(), attribute.value.to_string()));
                    }
                    page.made.insert((name.clone(), label));
                }
                page.inside = name.clone();
                match name.as_str() {
                    "script" => {
                        page.scripts.push(String::new());
                        return TokenSinkResult::RawData(ScriptData);
                    }
                    "style" => return TokenSinkResult::RawData(Rawtext),
                    "title" | "textarea" => return TokenSinkResult::RawData(Rcdata),
                    _ => {}
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What a page's markup makes.
pub fn page(html: &str) -> Page {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Sink(RefCell::default()), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// Text as it is compared: control characters, which no page shows, and spaces as one.
pub fn plain(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c }).collect();
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An address leads to this site, to the web, to a phone or a mailbox.
pub fn is_safe(element: &str, address: &str) -> bool {
    let head: String = address.chars().take_while(|c| !matches!(c, '/' | '?' | '#')).collect();
    match head.split_once(':') {
        None => !address.starts_with("//"),
        Some((scheme, _)) => match element {
            "a" | "link" => matches!(scheme, "https" | "http" | "tel" | "mailto" | "geo"),
            _ => false,
        },
    }
}
