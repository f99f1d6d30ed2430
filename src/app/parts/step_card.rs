//! One step of the timeline: folded it says what, for whom and when; unfolded what it is, where, and one's own mark.

use super::card::when_of;
use super::form::{Field, action, field, is_open, value};
use super::keeping::give;
use crate::app::record::record;
use crate::app::site::{Site, site};
use crate::calendar::ics::{self, Item};
use crate::calendar::parse_date;
use crate::data::columns;
use crate::family::help::help;
use crate::family::record::{Mark, MarkState, put_mark};
use crate::family::timeline::{Phase, Step};
use crate::words::family as say;
use crate::words::{Word, format};
use leptos::prelude::*;
use std::sync::Arc;

/// The step with this key. `whose` where several children stand in one list. `open` holds the keys of unfolded steps, so
/// that one that moves in the list stays as it was.
pub fn step_card(key: &str, whose: Option<String>, open: RwSignal<Vec<String>>) -> AnyView {
    let site = site();
    let step = record().step(key);
    let is_shown = {
        let key = key.to_owned();
        Memo::new(move |_| open.with(|keys| keys.contains(&key)))
    };
    let key = key.to_owned();
    let toggled = move |event: leptos::ev::Event| {
        let now = is_open(&event);
        if now != is_shown.get_untracked() {
            open.update(|keys| {
                keys.retain(|k| *k != key);
                if now {
                    keys.push(key.clone());
                }
            });
        }
    };
    let class = {
        let today = site.today;
        move || match step.get().map(|s| s.phase(today)) {
            Some(Phase::Done | Phase::NotForUs) => "step step-done",
            Some(Phase::Past) => "step step-past",
            Some(Phase::Open) => "step step-open",
            _ => "step",
        }
    };
    let summary = {
        let site = Arc::clone(&site);
        move || step.get().map(|step| summary(&site, &step, whose.as_deref()))
    };
    // Made once when it is unfolded: a mark changes what is in it, never takes it away from under the finger.
    let body = move || is_shown.get().then(|| step.get_untracked().map(|now| details(&site, &now, step)));
    view! {
        <div class=class>
            <details open=move || is_shown.get() on:toggle=toggled>
                <summary>{summary}</summary>
                {body}
            </details>
        </div>
    }
    .into_any()
}

fn summary(site: &Site, step: &Step, whose: Option<&str>) -> AnyView {
    let today = site.today;
    let badge = say::badge(&site.words, &step.mark);
    let when = say::when(&site.words, step, today);
    let mut badges = Vec::new();
    let mut add = |class: &'static str, text: &'static str| {
        badges.push(view! { <span class=class>{text}</span> }.into_any());
    };
    match badge {
        Some(text) => add("badge badge-mark", text),
        None if step.phase(today) == Phase::Open => add("badge badge-open", site.text(Word::StepOpen)),
        None => {}
    }
    if step.estimated {
        add("badge", site.text(Word::StepEstimated));
    }
    if step.optional {
        add("badge", site.text(Word::StepOptional));
    }
    let kind = say::kind(&site.words, step.kind);
    let kind = whose.map_or(kind.to_owned(), |whose| site.words.beside(&[whose, kind]));
    view! {
        <span class="step-kind">{kind}</span>
        <span class="step-name">{say::step_name(&site.words, step)}</span>
        <span class="step-when">{when}</span>
        <span class="step-badges">{badges}</span>
    }
    .into_any()
}

fn details(site: &Arc<Site>, step: &Arc<Step>, live: Memo<Option<Arc<Step>>>) -> AnyView {
    let today = site.today;
    let row = |word: Word, text: String| {
        (!text.is_empty()).then(|| view! { <div><dt>{site.text(word)}</dt><dd>{text}</dd></div> }.into_any())
    };
    let aimed = step.aim_from.is_some() || step.aim_to.is_some();
    let aim = if aimed {
        say::span(&site.words, step.aim_from.or(step.from), step.aim_to.or(step.to), today)
    } else {
        String::new()
    };
    let source = match step.since {
        Some(since) if !step.source.is_empty() => {
            let date = format::date_with_year(&site.words, since);
            site.words.fill(Word::StepSourceSince, &[("source", &step.source), ("date", &date)])
        }
        _ => step.source.clone(),
    };
    let local = step.local.then(|| {
        let city = &site.catalog().settings.municipality;
        if city.is_empty() {
            site.text(Word::StepLocal).to_owned()
        } else {
            site.words.fill(Word::StepLocalOf, &[("city", city)])
        }
    });
    view! {
        <div class="step-body">
            {local.map(|text| view! { <p class="badge">{text}</p> })}
            {sheet_link(site, step)}
            {(!step.text.is_empty()).then(|| view! { <p>{step.text.clone()}</p> })}
            {step.waits.then(|| view! { <p class="small">{site.text(Word::StepWaits)}</p> })}
            {(!step.estimated).then(|| marking(site, step, live))}
            <dl class="facts">
                {row(Word::StepAim, aim)}
                {row(Word::StepWindow, say::span(&site.words, step.from, step.to, today))}
                {row(Word::StepMethod, step.method.clone())}
                {row(Word::StepAsk, step.ask.clone())}
                {row(Word::StepSource, source)}
            </dl>
            {helpers(site, step)}
        </div>
    }
    .into_any()
}

/// The way from the day of the next talk to the sheet that it is about.
fn sheet_link(site: &Site, step: &Step) -> Option<AnyView> {
    let id = step.key.strip_prefix("plan.")?;
    let link = site.link(&format!("sheet/#id={id}"));
    Some(view! { <p><a class="button" href=link>{site.text(Word::ReplyToSheet)}</a></p> }.into_any())
}

/// The buttons and fields of one's own mark.
fn marking(site: &Arc<Site>, step: &Arc<Step>, live: Memo<Option<Arc<Step>>>) -> AnyView {
    let record = record();
    let key = step.key.clone();
    let id = format!("m-{}", key.replace(['.', '#'], "-"));
    let (on_id, note_id) = (format!("{id}-on"), format!("{id}-note"));
    let state = Memo::new(move |_| live.get().and_then(|s| s.mark.state));
    let saved = RwSignal::new(false);
    let set = {
        let (record, on_id, note_id) = (record.clone(), on_id.clone(), note_id.clone());
        Callback::new(move |state: Option<MarkState>| {
            // Without a state there is no day of it.
            let on = state.and_then(|_| parse_date(&value(&on_id)));
            let mark = Mark { state, on, note: value(&note_id) };
            let key = key.clone();
            saved.set(record.change(move |book| put_mark(book, &key, &mark)));
        })
    };
    let buttons: Vec<_> = [
        (MarkState::Done, Word::StepDone),
        (MarkState::Booked, Word::StepBooked),
        (MarkState::Ask, Word::StepAskMark),
        (MarkState::NotForUs, Word::StepSkip),
    ]
    .into_iter()
    .map(|(mine, word)| {
        let chosen = move || state.get() == Some(mine);
        // A second tap takes the mark back.
        let tap = move |_| set.run((state.get_untracked() != Some(mine)).then_some(mine));
        view! {
            <button type="button" class="chip" aria-pressed=move || chosen().to_string() on:click=tap>{site.text(word)}</button>
        }
    })
    .collect();
    let date_field = move || {
        let on = live.get_untracked().and_then(|s| s.mark.on).map(|d| d.to_string()).unwrap_or_default();
        let label = match state.get()? {
            MarkState::Booked => Word::StepBookedOn,
            MarkState::Done => Word::StepDoneOn,
            _ => return None,
        };
        Some(field(Field::new(&on_id, "date", label).value(on), None))
    };
    let note = step.mark.note.clone();
    let note_field = field(Field::new(&note_id, "area", Word::StepNote).hint(Word::StepNoteHint).value(note), None);
    let calendar = action("button", Word::StepCalendar, move || {
        let (site, Some(step)) = (self::site(), live.get_untracked()) else { return };
        let items: Vec<Item> = item(&site, &record.family_now(), &step).into_iter().collect();
        let text = ics::calendar(site.text(Word::TimelineExportName), &items, site.today);
        give("tsunagi.ics", "text/calendar", text.as_bytes());
    });
    let said = {
        let site = Arc::clone(site);
        move || saved.get().then(|| site.text(Word::FamilySaved))
    };
    view! {
        <div class="marking">
            <div class="marks" role="group" aria-label=site.text(Word::StepMark)>{buttons}</div>
            <form class="form" novalidate on:submit=move |event| { event.prevent_default(); set.run(state.get_untracked()); }>
                {date_field}
                {note_field}
                <div class="actions"><button type="submit" class="button">{site.text(Word::StepSave)}</button>{calendar}</div>
                <p class="said" role="status">{said}</p>
            </form>
        </div>
    }
    .into_any()
}

/// A step as an entry of a calendar: the booked day, else the usual days, else the possible ones.
pub fn item(site: &Site, family: &crate::family::record::Family, step: &Step) -> Option<Item> {
    let (first, last) = match (step.mark.state, step.mark.on) {
        (Some(MarkState::Booked), Some(on)) => (on, on),
        _ => (step.aim_from.or(step.from)?, step.aim_to.or(step.to)?),
    };
    // A span of months would fill the calendar: its first day stands for it, a deadline for its last.
    let (first, last) = match (last - first).num_days() {
        _ if step.legal => (last, last),
        0..=13 => (first, last),
        _ => (first, first),
    };
    let name = say::step_name(&site.words, step);
    let whose = say::subject_name(&site.words, family, &step.subject);
    Some(Item {
        uid: step.key.clone(),
        first,
        last,
        summary: format!("{name} {whose}"),
        description: [
            say::span(&site.words, step.from, step.to, site.today),
            step.text.clone(),
            step.mark.note.clone(),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n"),
    })
}

/// Places, programmes and events of the city that belong to the step.
fn helpers(site: &Site, step: &Step) -> AnyView {
    let family = record().family_now();
    let months = family.child(&step.subject).map(|c| c.months(site.today));
    let help = help(step, site.catalog(), &family.household.district, months, site.today);
    let section = |title: Word, links: Vec<AnyView>| {
        (!links.is_empty()).then(|| {
            view! { <div class="helpers"><p class="helpers-title">{site.text(title)}</p><ul class="links">{links}</ul></div> }
        })
    };
    let places = help.places.iter().map(|p| {
        let district = (!p.district.is_empty()).then(|| site.words.aside("", &p.district));
        let (name, lang) = site.told(&p.translated, columns::Field::Name, &p.name);
        view! { <li><a href=site.place_link(&p.id)><span lang=lang>{name}</span><span lang=site.written_in()>{district}</span></a></li> }
            .into_any()
    });
    let programmes = help.programmes.iter().map(|p| {
        let (name, lang) = site.told(&p.translated, columns::Field::Name, &p.name);
        view! { <li><a href=site.programme_link(&p.id) lang=lang>{name}</a></li> }.into_any()
    });
    let events = help.events.iter().map(|(event, date)| {
        let when = when_of(site, event, *date);
        let (name, lang) = site.told(&event.translated, columns::Field::Name, &event.name);
        view! { <li><a href=site.event_link(&event.id)>{when}" "<span lang=lang>{name}</span></a></li> }.into_any()
    });
    view! {
        {section(Word::StepPlaces, places.collect())}
        {section(Word::StepProgrammes, programmes.collect())}
        {section(Word::StepEvents, events.collect())}
    }
    .into_any()
}
