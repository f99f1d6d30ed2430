//! 券と登録: how many are left and until when; where one is registered.

use crate::app::parts::form::{Field, action, clear, field, fold, form, value};
use crate::app::parts::keeping::of_record;
use crate::app::parts::title::set_title;
use crate::app::record::{Record, record};
use crate::app::site::{Site, site};
use crate::calendar::parse_date;
use crate::family::belongings::{Registration, Voucher, put_registration, put_voucher};
use crate::family::record::Family;
use crate::words::{Word, format};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn Cards() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::CardsTitle)));
    let body = {
        let site = Arc::clone(&site);
        move || {
            let record = record();
            let vouchers = list(&site, &record, Word::CardsEmptyVouchers, |site, record, family| {
                family.vouchers.iter().map(|v| voucher_card(site, record, v)).collect()
            });
            let registrations = list(&site, &record, Word::CardsEmptyRegistrations, |site, record, family| {
                family.registrations.iter().map(|r| registration_card(site, record, r)).collect()
            });
            view! {
                <section>
                    <h2>{site.text(Word::CardsVouchers)}</h2>
                    {vouchers}
                    {fold(Word::CardsAddVoucher, voucher_form())}
                </section>
                <section>
                    <h2>{site.text(Word::CardsRegistrations)}</h2>
                    {registrations}
                    {fold(Word::CardsAddRegistration, registration_form())}
                </section>
            }
            .into_any()
        }
    };
    view! {
        <h1>{site.text(Word::CardsTitle)}</h1>
        <p class="page-lead">{site.text(Word::CardsLead)}</p>
        {of_record(3, body)}
    }
}

fn list(
    site: &Arc<Site>,
    record: &Record,
    empty: Word,
    cards: fn(&Arc<Site>, &Record, &Family) -> Vec<AnyView>,
) -> AnyView {
    let (site, record) = (Arc::clone(site), record.clone());
    (move || {
        let cards = cards(&site, &record, &record.family());
        if cards.is_empty() {
            return view! { <p>{site.text(empty)}</p> }.into_any();
        }
        view! { <ul class="cards">{cards}</ul> }.into_any()
    })
    .into_any()
}

fn voucher_card(site: &Site, record: &Record, voucher: &Voucher) -> AnyView {
    let left = if voucher.left() == 0 {
        site.text(Word::CardsLeftNone).to_owned()
    } else {
        let (left, total) = (voucher.left().to_string(), voucher.total.to_string());
        site.words.fill(Word::CardsLeft, &[("left", &left), ("total", &total)])
    };
    let until = voucher.until.map(|d| format::date(&site.words, d, site.today));
    let over = voucher.over(site.today).then(|| view! { <span class="badge">{site.text(Word::CardsOver)}</span> });
    let count = |by: i64| {
        let (record, voucher) = (record.clone(), voucher.clone());
        move || {
            let used = (i64::from(voucher.used) + by).clamp(0, i64::from(voucher.total));
            let changed = Voucher { used: used as u32, ..voucher.clone() };
            record.change(move |book| put_voucher(book, &changed));
        }
    };
    let use_one = (voucher.left() > 0).then(|| action("button call", Word::CardsUseOne, count(1)));
    let undo = (voucher.used > 0).then(|| action("button", Word::CardsUndoOne, count(-1)));
    view! {
        <li class="card">
            <h3 class="card-name">{voucher.name.clone()}</h3>
            <p class="voucher-left">{left}</p>
            {until.map(|d| view! { <p class="card-line">{site.words.fill(Word::StepUntil, &[("date", &d)])}" "{over}</p> })}
            {(!voucher.note.is_empty()).then(|| view! { <p class="card-text as-said">{voucher.note.clone()}</p> })}
            <div class="actions">{use_one}{undo}</div>
            {remove_fold(record, "voucher", &voucher.id)}
        </li>
    }
    .into_any()
}

fn registration_card(site: &Site, record: &Record, registration: &Registration) -> AnyView {
    let line = |word: Word, text: String| {
        (!text.is_empty()).then(|| view! { <p class="card-line">{site.words.labelled(site.text(word), &text)}</p> })
    };
    let day =
        |date: Option<crate::calendar::Date>| date.map(|d| format::date_with_year(&site.words, d)).unwrap_or_default();
    view! {
        <li class="card">
            <h3 class="card-name">{registration.name.clone()}</h3>
            {line(Word::CardsNumber, registration.number.clone())}
            {line(Word::CardsSince, day(registration.since))}
            {line(Word::CardsRenew, day(registration.until))}
            {(!registration.note.is_empty()).then(|| view! { <p class="card-text as-said">{registration.note.clone()}</p> })}
            {remove_fold(record, "registration", &registration.id)}
        </li>
    }
    .into_any()
}

fn remove_fold(record: &Record, kind: &'static str, id: &str) -> AnyView {
    let (record, id) = (record.clone(), id.to_owned());
    fold(
        Word::CardsRemove,
        action("button", Word::CardsRemove, move || {
            let id = id.clone();
            record.change(move |book| book.remove(kind, &id));
        }),
    )
}

fn voucher_form() -> AnyView {
    let record = record();
    let name_trouble = RwSignal::new(None);
    let total_trouble = RwSignal::new(None);
    let fields = vec![
        field(
            Field::new("voucher", "text", Word::CardsVoucherName).hint(Word::CardsVoucherExample),
            Some(name_trouble),
        ),
        field(Field::new("total", "number", Word::CardsTotal), Some(total_trouble)),
        field(Field::new("voucher-until", "date", Word::CardsUntil), None),
        field(Field::new("voucher-note", "area", Word::CardsNote), None),
    ];
    let send = move || {
        let name = value("voucher");
        let total = crate::text::width::narrow(&value("total")).parse::<u32>().ok().filter(|n| (1..=999).contains(n));
        name_trouble.set(name.is_empty().then_some(Word::CardsTroubleName));
        total_trouble.set(total.is_none().then_some(Word::CardsTroubleTotal));
        let Some(total) = total.filter(|_| !name.is_empty()) else { return };
        let (until, note) = (parse_date(&value("voucher-until")), value("voucher-note"));
        let mut voucher = Voucher { id: String::new(), name, total, used: 0, until, note };
        let salt = record.salt();
        record.change(move |book| {
            voucher.id = book.free_id("voucher", 't', salt);
            put_voucher(book, &voucher);
        });
        clear(&["voucher", "total", "voucher-until", "voucher-note"]);
    };
    form(fields, Word::FamilyAdd, send)
}

fn registration_form() -> AnyView {
    let record = record();
    let trouble = RwSignal::new(None);
    let fields = vec![
        field(
            Field::new("registration", "text", Word::CardsRegistrationName).hint(Word::CardsRegistrationExample),
            Some(trouble),
        ),
        field(Field::new("number", "text", Word::CardsNumber), None),
        field(Field::new("since", "date", Word::CardsSince), None),
        field(Field::new("renew", "date", Word::CardsRenew), None),
        field(Field::new("registration-note", "area", Word::CardsNote), None),
    ];
    let send = move || {
        let name = value("registration");
        trouble.set(name.is_empty().then_some(Word::CardsTroubleName));
        if name.is_empty() {
            return;
        }
        let mut registration = Registration {
            id: String::new(),
            name,
            number: value("number"),
            since: parse_date(&value("since")),
            until: parse_date(&value("renew")),
            note: value("registration-note"),
        };
        let salt = record.salt();
        record.change(move |book| {
            registration.id = book.free_id("registration", 'r', salt);
            put_registration(book, &registration);
        });
        clear(&["registration", "number", "since", "renew", "registration-note"]);
    };
    form(fields, Word::FamilyAdd, send)
}
