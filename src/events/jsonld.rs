//! Events for search engines: JSON-LD in the words of schema.org.

use super::event::{Event, Times};
use super::listing::{Held, Occurrence, occurrences};
use crate::calendar::{Date, TimeOfDay};
use crate::data::columns::Field;
use crate::directory::jsonld::whereabouts;
use crate::text::json::Json;
use chrono::Days;

/// How far ahead days are told, in days, and how many of one event at most.
const AHEAD: u64 = 92;
const MOST: usize = 12;

/// The coming days of an event, each an Event of its own: search engines know a meeting by its day. `url` is the address of its
/// page, `city` 自治体名. An event without a day to come has none.
pub fn events(event: &Event, today: Date, url: &str, city: &str) -> Vec<Json> {
    let last = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let mut days = occurrences(event, 0, today, last);
    // Where it went is told on the day to which it went; several days in a row are one.
    days.retain(|o| !matches!(o.held, Held::MovedTo(_)) && o.day_of.is_none_or(|(day, _)| day == 1));
    days.iter().take(MOST).map(|day| one(event, day, url, city)).collect()
}

/// A moment as ISO 8601 has it, in Japan; the day alone where no hour is known.
fn moment(day: Date, time: Option<TimeOfDay>) -> String {
    let Some(time) = time else { return day.to_string() };
    let over = u64::from(time.minutes() / (24 * 60));
    let (day, minutes) = (day.checked_add_days(Days::new(over)).unwrap_or(day), time.minutes() % (24 * 60));
    format!("{day}T{:02}:{:02}:00+09:00", minutes / 60, minutes % 60)
}

fn one(event: &Event, day: &Occurrence, url: &str, city: &str) -> Json {
    let Times { start, end } = day.times(event);
    let status = match day.held {
        Held::Cancelled => "EventCancelled",
        Held::Postponed => "EventPostponed",
        Held::InsteadOf(_) => "EventRescheduled",
        Held::AsPlanned | Held::MovedTo(_) => "EventScheduled",
    };
    let mut pairs = vec![
        ("@context", Json::text("https://schema.org")),
        ("@type", Json::text("Event")),
        ("name", Json::text(&event.name)),
        ("url", Json::text(url)),
        ("startDate", Json::text(moment(day.date, start))),
        ("eventStatus", Json::text(format!("https://schema.org/{status}"))),
    ];
    let last = event.end.filter(|_| day.day_of.is_some());
    if let Some(end) = end.map(|end| moment(last.unwrap_or(day.date), Some(end))).or(last.map(|last| last.to_string()))
    {
        pairs.push(("endDate", Json::text(end)));
    }
    if let Held::InsteadOf(from) = day.held {
        pairs.push(("previousStartDate", Json::text(moment(from, event.times.start))));
    }
    if let Some(text) = event.fact(Field::Description).or(event.fact(Field::Summary)) {
        pairs.push(("description", Json::text(text)));
    }
    let venue = venue(event, city);
    let online =
        event.online.then(|| Json::object([("@type", Json::text("VirtualLocation")), ("url", Json::text(url))]));
    let mode = match (&venue, &online) {
        (Some(_), Some(_)) => "MixedEventAttendanceMode",
        (None, Some(_)) => "OnlineEventAttendanceMode",
        _ => "OfflineEventAttendanceMode",
    };
    pairs.push(("eventAttendanceMode", Json::text(format!("https://schema.org/{mode}"))));
    let mut places: Vec<Json> = venue.into_iter().chain(online).collect();
    match places.len() {
        0 => {}
        1 => pairs.push(("location", places.remove(0))),
        _ => pairs.push(("location", Json::List(places))),
    }
    if let Some(name) = event.fact(Field::Organiser) {
        pairs.push(("organizer", Json::object([("@type", Json::text("Organization")), ("name", Json::text(name))])));
    }
    if event.fact(Field::Fee).is_some_and(|fee| fee.starts_with("無料")) {
        let free = [
            ("@type", Json::text("Offer")),
            ("price", Json::Number(0.0)),
            ("priceCurrency", Json::text("JPY")),
            ("url", Json::text(url)),
        ];
        pairs.push(("offers", Json::object(free)));
    }
    Json::object(pairs)
}

fn venue(event: &Event, city: &str) -> Option<Json> {
    if event.venue.is_empty() && event.address.is_empty() {
        return None;
    }
    let name = if event.venue.is_empty() { &event.address } else { &event.venue };
    let mut pairs = vec![("@type", Json::text("Place")), ("name", Json::text(name))];
    pairs.extend(whereabouts(&event.address, &event.address, city, event.position));
    Some(Json::object(pairs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Catalog, SourceFile};

    #[test]
    fn each_day_is_an_event_of_its_own() {
        let text = "ID,イベント名,開始日,終了日,開始時間,終了時間,くりかえし,中止日,日程変更,場所名称,住所,料金(基本),主催者,開催方法\n\
            a,おはなし会,2026-11-01,2026-12-20,10:30,11:00,毎週日,2026-11-29,2026-12-06→2026-12-08,図書館,汐見市本町1,無料,汐見市,\n\
            b,夜の相談,2026-11-25,,20:00,21:30,,,,,,,,オンライン\n\
            c,まつり,2026-11-25,2026-11-26,,,,,,広場,,,,\n";
        let file = SourceFile { name: "event.csv".into(), bytes: Ok(text.as_bytes().to_vec()) };
        let today = Date::from_ymd_opt(2026, 11, 21).expect("a day");
        let catalog = Catalog::read(&[file], &|_| None, today);
        let of = |at: usize| events(&catalog.events[at], today, "https://example.jp/event/?id=a", "汐見市");
        let all = of(0);
        let text = Json::List(all.clone()).to_string();
        assert_eq!(all.len(), 5);
        assert_eq!(text.matches("EventCancelled").count(), 1);
        assert!(text.contains(r#""startDate":"2026-12-08T10:30:00+09:00""#), "{text}");
        assert!(text.contains(r#""previousStartDate":"2026-12-06T10:30:00+09:00""#));
        assert!(text.contains(r#""price":0"#) && text.contains("OfflineEventAttendanceMode"));
        let online = Json::List(of(1)).to_string();
        assert!(online.contains("OnlineEventAttendanceMode") && online.contains("VirtualLocation"));
        let festival = of(2);
        assert_eq!(festival.len(), 1);
        assert!(festival[0].to_string().contains(r#""startDate":"2026-11-25""#));
        assert!(festival[0].to_string().contains(r#""endDate":"2026-11-26""#));
    }
}
