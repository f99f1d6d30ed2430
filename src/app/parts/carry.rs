//! The ways of a sealed parcel: the code that is said aloud, a link, QR codes, a file.

use super::form::action;
use super::icon::{Icon, icon};
use super::qr::{absolute, qr_code};
use crate::app::site::{Site, site};
use crate::plan::handover::code::grouped;
use crate::plan::handover::frame::{Piece, QR_BYTES, cut};
use crate::plan::handover::parcel::Parcel;
use crate::words::Word;
use leptos::prelude::*;
use std::sync::Arc;

/// Seals a parcel and shows its ways. `same` where the other side has the code already.
pub fn carry(parcel: &Parcel, code: &str, same: bool) -> AnyView {
    let site = site();
    let sealed = RwSignal::new(None::<Result<Vec<u8>, Word>>);
    #[cfg(feature = "app")]
    {
        use crate::app::browser::files::{Work, Worked, work};
        let (text, code, root) = (parcel.text(), code.to_owned(), site.top.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let answer = work(&root, Work::Wrap { code: &code, text: text.as_bytes() }).await;
            sealed.set(Some(match answer {
                Worked::Bytes(bytes) => Ok(bytes),
                Worked::Refused(_) | Worked::NoWorker => Err(Word::CarryFailed),
            }));
        });
    }
    let code_part = if same {
        view! { <p>{site.text(Word::CarryCodeSame)}</p> }.into_any()
    } else {
        view! {
            <section class="panel">
                <h2>{site.text(Word::CarryCodeTitle)}</h2>
                <p class="spoken-code">{grouped(code)}</p>
                <p class="small">{site.text(Word::CarryCodeLead)}</p>
            </section>
        }
        .into_any()
    };
    let id = parcel.id;
    let ways = move || match sealed.get() {
        None => view! { <p class="said" role="status">{site.text(Word::CarryPreparing)}</p> }.into_any(),
        Some(Err(word)) => view! { <p class="notice" role="alert">{site.text(word)}</p> }.into_any(),
        Some(Ok(bytes)) => ways(&site, id, &bytes),
    };
    view! { {code_part}{ways} }.into_any()
}

fn ways(site: &Arc<Site>, id: u32, sealed: &[u8]) -> AnyView {
    let address = absolute(site, "receive/");
    let whole = cut(id, sealed, usize::MAX);
    let link = whole.first().map(|piece| format!("{address}#{}", piece.letters())).unwrap_or_default();
    let said = RwSignal::new(None::<Word>);
    let told = {
        let site = Arc::clone(site);
        move || said.get().map(|word| site.text(word))
    };
    let send = |copy: bool| {
        let (link, title) = (link.clone(), site.text(Word::CarryShareTitle));
        move |_| {
            #[cfg(feature = "app")]
            {
                let link = link.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    said.set(crate::app::browser::send_link(title, &link, copy).await);
                });
            }
            #[cfg(not(feature = "app"))]
            let _ = (&link, title, copy);
        }
    };
    let file = {
        let text = format!("{}\n\n{link}\n", site.text(Word::CarryFileText));
        action("button", Word::CarryFile, move || {
            super::keeping::give("tsunagi-plan.txt", "text/plain;charset=utf-8", text.as_bytes());
        })
    };
    let pieces = Arc::new(cut(id, sealed, QR_BYTES));
    let shown = RwSignal::new(None::<usize>);
    let codes = {
        let site = Arc::clone(site);
        move || shown.get().and_then(|at| Some(one_code(&site, &address, &pieces, at, shown, pieces.get(at)?)))
    };
    view! {
        <section class="panel">
            <h2>{site.text(Word::CarryWayTitle)}</h2>
            <p class="actions">
                <button type="button" class="button call" on:click=send(false)>{icon(Icon::Share)}<span>{site.text(Word::CarryShare)}</span></button>
                <button type="button" class="button" on:click=send(true)>{site.text(Word::CarryCopy)}</button>
                {action("button", Word::CarryQr, move || shown.set(Some(0)))}
                {file}
            </p>
            <p class="said" role="status">{told}</p>
            {codes}
            <p class="small">{site.text(Word::CarrySafe)}</p>
        </section>
    }
    .into_any()
}

/// One of several codes, with the way to the others.
fn one_code(
    site: &Site,
    address: &str,
    pieces: &[Piece],
    at: usize,
    shown: RwSignal<Option<usize>>,
    piece: &Piece,
) -> AnyView {
    let count = pieces.len();
    let digits = piece.digits();
    // The sign between the two stands with the address: it is a letter.
    let (sign, digits) = digits.split_at(1);
    let values = [("n", (at + 1).to_string()), ("count", count.to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let lead =
        if count > 1 { site.words.fill(Word::CarryQrLead, &values) } else { site.text(Word::CarryQrOne).to_owned() };
    let back = (at > 0).then(|| action("button", Word::CarryQrBack, move || shown.set(Some(at - 1))));
    let next = (at + 1 < count).then(|| action("button call", Word::CarryQrNext, move || shown.set(Some(at + 1))));
    view! {
        <p>{lead}</p>
        {qr_code(&format!("{address}#{sign}"), digits, Word::CarryQr)}
        <div class="turning">
            {back}
            <p role="status">{(count > 1).then(|| site.words.fill(Word::CarryQrProgress, &values))}</p>
            {next}
        </div>
    }
    .into_any()
}
