//! What a family keeps beside its children: visits (利用記録), vouchers, registrations.

use super::record::day;
use crate::calendar::{Date, iso};
use crate::vault::book::Book;
use crate::vault::entry::Entry;

/// A visit to a place or an event: a small diary in the family's own hands (seed 003: 利用者に対する利用履歴を記録する媒体).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    pub id: String,
    pub on: Date,
    /// Where, in words: the directory may lose the place, the diary does not.
    pub title: String,
    pub place_id: String,
    pub event_id: String,
    /// With whom, what was done, what was said.
    pub note: String,
    /// What next.
    pub next: String,
    /// また行きたい
    pub again: bool,
}

impl Visit {
    pub(super) fn read(entry: &Entry) -> Option<Visit> {
        Some(Visit {
            id: entry.id.clone(),
            on: iso(entry.get("on"))?,
            title: entry.get("title").to_owned(),
            place_id: entry.get("place").to_owned(),
            event_id: entry.get("event").to_owned(),
            note: entry.get("note").to_owned(),
            next: entry.get("next").to_owned(),
            again: entry.get("again") == "1",
        })
    }
}

/// A voucher (無料券, 家事援助・一時預かりのチケット, 産後ケアの回数).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    pub id: String,
    pub name: String,
    /// How many there were.
    pub total: u32,
    pub used: u32,
    /// The last day on which it is good.
    pub until: Option<Date>,
    pub note: String,
}

impl Voucher {
    pub(super) fn read(entry: &Entry) -> Voucher {
        Voucher {
            id: entry.id.clone(),
            name: entry.get("name").to_owned(),
            total: entry.get("total").parse().unwrap_or(0),
            used: entry.get("used").parse().unwrap_or(0),
            until: iso(entry.get("until")),
            note: entry.get("note").to_owned(),
        }
    }

    /// How many are left.
    pub fn left(&self) -> u32 {
        self.total.saturating_sub(self.used)
    }

    /// Past its last day.
    pub fn over(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }
}

/// A registration (マイ保育園, ファミサポ, 登録票).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    pub id: String,
    pub name: String,
    /// Number of the card.
    pub number: String,
    pub since: Option<Date>,
    /// To be renewed by this day.
    pub until: Option<Date>,
    pub note: String,
}

impl Registration {
    pub(super) fn read(entry: &Entry) -> Registration {
        Registration {
            id: entry.id.clone(),
            name: entry.get("name").to_owned(),
            number: entry.get("number").to_owned(),
            since: iso(entry.get("since")),
            until: iso(entry.get("until")),
            note: entry.get("note").to_owned(),
        }
    }
}

/// Writes a visit down.
pub fn put_visit(book: &mut Book, visit: &Visit) {
    book.change("visit", &visit.id, |entry| {
        entry.set("on", &day(Some(visit.on)));
        entry.set("title", &visit.title);
        entry.set("place", &visit.place_id);
        entry.set("event", &visit.event_id);
        entry.set("note", &visit.note);
        entry.set("next", &visit.next);
        entry.set("again", if visit.again { "1" } else { "" });
    });
}

/// Writes a voucher down.
pub fn put_voucher(book: &mut Book, voucher: &Voucher) {
    book.change("voucher", &voucher.id, |entry| {
        entry.set("name", &voucher.name);
        entry.set("total", &voucher.total.to_string());
        entry.set("used", &voucher.used.to_string());
        entry.set("until", &day(voucher.until));
        entry.set("note", &voucher.note);
    });
}

/// Writes a registration down.
pub fn put_registration(book: &mut Book, registration: &Registration) {
    book.change("registration", &registration.id, |entry| {
        entry.set("name", &registration.name);
        entry.set("number", &registration.number);
        entry.set("since", &day(registration.since));
        entry.set("until", &day(registration.until));
        entry.set("note", &registration.note);
    });
}

#[cfg(test)]
mod tests {
    use super::super::record::Family;
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let on = Date::from_ymd_opt(2026, 11, 21).expect("a day");
        let mut book = Book::default();
        let visit = Visit {
            id: "v1".into(),
            on,
            title: "ひだまりひろば".into(),
            place_id: "k1".into(),
            event_id: String::new(),
            note: "となりの席の方と\n話せた".into(),
            next: "来週も".into(),
            again: true,
        };
        let voucher = Voucher {
            id: "t1".into(),
            name: "産後ケア".into(),
            total: 7,
            used: 2,
            until: Some(on),
            note: String::new(),
        };
        let registration = Registration {
            id: "r1".into(),
            name: "マイ保育園".into(),
            number: "12".into(),
            since: Some(on),
            until: None,
            note: String::new(),
        };
        put_visit(&mut book, &visit);
        put_voucher(&mut book, &voucher);
        put_registration(&mut book, &registration);
        let family = Family::read(&Book::read(&book.text()));
        assert_eq!(
            (family.visits, family.vouchers, family.registrations),
            (vec![visit], vec![voucher.clone()], vec![registration])
        );
        assert_eq!(voucher.left(), 5);
        assert!(!voucher.over(on));
    }
}
