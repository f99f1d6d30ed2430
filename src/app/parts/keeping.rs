//! What the person has to know about the keeping of its record: it could not be saved, it is locked, something is damaged.

use super::form::{Field, action, field, form, value};
use super::state::skeleton;
use crate::app::plans::forms;
use crate::app::record::{Record, record};
use crate::app::site::{Site, site};
use crate::plan::form::Form;
use crate::vault::keeper::{State, Unsaved};
use crate::words::Word;
use leptos::prelude::*;
use std::sync::Arc;

/// The notice, where there is anything to say; the page itself stands below it.
pub fn keeping_notice() -> AnyView {
    let record = record();
    let status = record.status;
    (move || {
        let now = status.get();
        let record = record.clone();
        match (now.state, now.unsaved) {
            (State::Newer, _) => notice(Word::TroubleNewerTitle, Word::TroubleNewer, Vec::new()),
            (State::Locked(_), _) => ().into_any(),
            (_, Some(Unsaved::Full)) => {
                notice(Word::TroubleFullTitle, Word::TroubleFull, vec![retry(record), to_keep()])
            }
            (_, Some(Unsaved::Torn)) => {
                notice(Word::TroubleTornTitle, Word::TroubleTorn, vec![retry(record), to_keep()])
            }
            (State::Denied, _) => notice(Word::TroubleDeniedTitle, Word::TroubleDenied, vec![to_keep()]),
            (State::Open, _) if now.damaged > 0 => damaged(record, now.empty),
            (State::Open, _) => ().into_any(),
        }
    })
    .into_any()
}

fn notice(title: Word, text: Word, actions: Vec<AnyView>) -> AnyView {
    let site = site();
    view! {
        <div class="notice" role="alert" id="keeping">
            <p class="notice-title">{site.text(title)}</p>
            <p>{site.text(text)}</p>
            <div class="notice-actions">{actions}</div>
        </div>
    }
    .into_any()
}

fn retry(record: Record) -> AnyView {
    action("button", Word::TroubleRetry, move || {
        record.change(|_| {});
    })
}

fn to_keep() -> AnyView {
    let site = site();
    view! { <a class="button" href=site.link("keep/")>{site.text(Word::TroubleToKeep)}</a> }.into_any()
}

fn damaged(record: Record, empty: bool) -> AnyView {
    let text = if empty { Word::TroubleDamagedAll } else { Word::TroubleDamagedKept };
    let save = {
        let record = record.clone();
        action("button", Word::TroubleDamagedFile, move || {
            let texts: Vec<String> = record.keeper().damaged().iter().map(|(_, text)| text.clone()).collect();
            give("tsunagi-damaged.txt", "text/plain", texts.join("\n\n").as_bytes());
        })
    };
    let discard = action("button", Word::TroubleDamagedDiscard, move || {
        record.keeper().discard_damaged();
        record.show(None);
    });
    notice(Word::TroubleDamagedTitle, text, vec![save, discard])
}

/// Hands a file to the person.
pub fn give(name: &str, mime: &str, bytes: &[u8]) {
    // Outside of a page nobody draws readings over kanji.
    let plain = std::str::from_utf8(bytes).ok().filter(|text| text.contains('《')).map(crate::text::ruby::plain);
    let bytes = plain.as_ref().map_or(bytes, String::as_bytes);
    #[cfg(feature = "app")]
    crate::app::browser::files::save_file(name, mime, bytes);
    #[cfg(not(feature = "app"))]
    let _ = (name, mime, bytes);
}

/// What a page of the record shows: its body, or the lock's own form, or nothing while a newer version's record lies there.
pub fn guarded(body: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let status = record().status;
    let state = Memo::new(move |_| status.get().state);
    view! {
        {keeping_notice()}
        {move || match state.get() {
            State::Locked(_) => unlock(),
            State::Newer => ().into_any(),
            State::Open | State::Denied => body(),
        }}
    }
    .into_any()
}

/// [`guarded`] once the city's files are here; until then the space where it will be, of so many cards.
pub fn of_record(cards: usize, body: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    if site().ready() { guarded(body) } else { skeleton(cards).into_any() }
}

/// [`of_record`] for what needs the forms: drawn once they have come, and anew when what it looks up changes.
pub fn with_forms(body: impl Fn(&Arc<Site>, &[Form]) -> AnyView + Send + Sync + 'static) -> AnyView {
    let (site, body) = (site(), Arc::new(body));
    of_record(3, move || {
        let (site, body) = (Arc::clone(&site), Arc::clone(&body));
        (move || match forms().get() {
            Some(list) => body(&site, &list),
            None => skeleton(3).into_any(),
        })
        .into_any()
    })
}

fn unlock() -> AnyView {
    let site = site();
    let record = record();
    let trouble = RwSignal::new(None);
    let working = RwSignal::new(false);
    let send = move || {
        let passphrase = value("unlock");
        let State::Locked(params) = record.status.get_untracked().state else { return };
        if working.get_untracked() {
            return;
        }
        working.set(true);
        trouble.set(None);
        #[cfg(feature = "app")]
        {
            let record = record.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let answer = crate::app::pages::keep::derive(&passphrase, params).await;
                working.set(false);
                match answer {
                    Ok(key) => {
                        let opened = record.keeper().unlock(key);
                        if opened {
                            record.show(None);
                        } else {
                            trouble.set(Some(Word::KeepUnlockWrong));
                        }
                    }
                    Err(word) => trouble.set(Some(word)),
                }
            });
        }
        #[cfg(not(feature = "app"))]
        let _ = (passphrase, params);
    };
    view! {
        <section class="panel">
            <h2>{site.text(Word::KeepUnlockTitle)}</h2>
            {form(vec![field(Field::new("unlock", "password", Word::KeepPassphrase), Some(trouble))], Word::KeepUnlockButton, send)}
            {working_line(working)}
            <p class="small"><a href=site.link("keep/")>{site.text(Word::KeepTitle)}</a></p>
        </section>
    }
    .into_any()
}

/// Says that the passphrase is being worked on.
pub fn working_line(working: RwSignal<bool>) -> AnyView {
    let site = site();
    view! { <p class="said" role="status">{move || working.get().then(|| site.text(Word::KeepWorking))}</p> }.into_any()
}
