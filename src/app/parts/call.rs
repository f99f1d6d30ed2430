//! A telephone number one can tap.

use super::icon::{Icon, icon};
use crate::app::site::site;
use crate::directory::Phone;
use crate::words::Word;
use leptos::prelude::*;

/// The large button: 「電話する」 with the number.
pub fn call_button(phone: &Phone) -> impl IntoView + use<> {
    let site = site();
    view! {
        <a class="button call" href=dial_link(&phone.dial)>
            {icon(Icon::Phone)}
            <span>
                <span class="button-main">{site.text(Word::PlaceCall)}</span>
                <span class="button-sub">{phone.written.clone()}</span>
            </span>
        </a>
    }
}

/// The small one on a card: it says aloud whom it rings.
pub fn call_link(phone: &Phone, name: &str) -> impl IntoView + use<> {
    let site = site();
    let label = site.words.fill(Word::NowCallNumber, &[("name", name), ("number", &phone.written)]);
    view! {
        <a class="card-call" href=dial_link(&phone.dial) aria-label=label>
            {icon(Icon::Phone)}
            <span>{phone.written.clone()}</span>
        </a>
    }
}

/// A number in a line of text.
pub fn call_link_plain(phone: &Phone, name: &str) -> impl IntoView + use<> {
    let site = site();
    let label = site.words.fill(Word::NowCallNumber, &[("name", name), ("number", &phone.written)]);
    view! { <a class="call-plain" href=dial_link(&phone.dial) aria-label=label>{phone.written.clone()}</a> }
}

/// An entry of a list of numbers: what it is, and a large button. `name` is what the button says aloud.
pub fn call_line(name: &str, dial: &str, written: &str, text: AnyView, beside: AnyView) -> AnyView {
    let label = site().words.fill(Word::NowCallNumber, &[("name", name), ("number", written)]);
    view! {
        <li class="line">
            <div class="line-text">{text}</div>
            <a class="button call" href=dial_link(dial) aria-label=label>
                {icon(Icon::Phone)}
                <span class="button-main">{written.to_owned()}</span>
            </a>
            {beside}
        </li>
    }
    .into_any()
}

/// `#` begins a fragment in an address and has to be written as its code (RFC 3966).
pub fn dial_link(dial: &str) -> String {
    format!("tel:{}", dial.replace('#', "%23"))
}
