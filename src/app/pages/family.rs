//! うちの記録: who is in it, the next three things, the ways on. Begins with one date.

use crate::app::parts::form::{Field, Options, action, choice, clear, field, fold, form, value};
use crate::app::parts::icon::{Icon, icon};
use crate::app::parts::keeping::{guarded, of_record};
use crate::app::parts::next::next_things;
use crate::app::parts::state::skeleton;
use crate::app::parts::title::{Heading, set_title};
use crate::app::record::record;
use crate::app::site::{Site, site};
use crate::family::record::{
    Child, Course, DateTrouble, Family, Household, Pregnancy, check_birth, check_due, put_child, put_pregnancy,
};
use crate::words::family as say;
use crate::words::{Word, format};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn FamilyPage() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::FamilyTitle)));
    let body = {
        let site = Arc::clone(&site);
        move || {
            if !site.ready() {
                return skeleton(3).into_any();
            }
            let record = record();
            let empty = Memo::new(move |_| record.family().is_empty());
            let site = Arc::clone(&site);
            (move || if empty.get() { welcome(&site) } else { overview() }).into_any()
        }
    };
    view! {
        <h1>{site.text(Word::FamilyTitle)}</h1>
        {if site.ready() { guarded(body) } else { welcome(&site) }}
    }
}

/// The sentence for a date that was not taken.
fn trouble_word(trouble: DateTrouble, due: bool) -> Word {
    match trouble {
        DateTrouble::Missing => Word::FamilyTroubleMissing,
        DateTrouble::Ahead => Word::FamilyTroubleAhead,
        DateTrouble::TooFar if due => Word::FamilyTroubleFarDue,
        DateTrouble::TooFar => Word::FamilyTroubleFarBorn,
    }
}

fn due_form(button: Word) -> AnyView {
    let record = record();
    let today = site().today;
    let trouble = RwSignal::new(None);
    let send = move || match check_due(&value("due"), today) {
        Ok(due) => {
            trouble.set(None);
            let salt = record.salt();
            record.change(move |book| {
                let id = book.free_id("pregnancy", 'p', salt);
                let pregnancy = Pregnancy { id, name: String::new(), due, count: 1, course: Course::Expecting };
                put_pregnancy(book, &pregnancy);
            });
            begun();
        }
        Err(why) => trouble.set(Some(trouble_word(why, true))),
    };
    form(vec![field(Field::new("due", "date", Word::FamilyBeginDueLabel), Some(trouble))], button, send)
}

fn born_form(button: Word) -> AnyView {
    let record = record();
    let today = site().today;
    let trouble = RwSignal::new(None);
    let send = move || match check_birth(&value("born"), today) {
        Ok(born) => {
            trouble.set(None);
            let salt = record.salt();
            record.change(move |book| {
                let id = book.free_id("child", 'c', salt);
                let name = String::new();
                put_child(book, &Child { id, name, born, due: None, weight: None, pregnancy: None, away: false });
            });
            begun();
        }
        Err(why) => trouble.set(Some(trouble_word(why, false))),
    };
    form(vec![field(Field::new("born", "date", Word::FamilyBeginBornLabel), Some(trouble))], button, send)
}

/// There is now something worth keeping: the browser is asked to keep it.
fn begun() {
    clear(&["due", "born"]);
    #[cfg(feature = "app")]
    {
        crate::app::browser::store::ask_to_persist();
        crate::app::browser::focus("main");
    }
}

fn welcome(site: &Site) -> AnyView {
    view! {
        <p class="page-lead">{site.text(Word::FamilyLead)}</p>
        <div class="begin">
            <section class="panel" aria-labelledby="begin-due"><h2 id="begin-due">{site.text(Word::FamilyBeginDue)}</h2>{due_form(Word::FamilyBegin)}</section>
            <section class="panel" aria-labelledby="begin-born"><h2 id="begin-born">{site.text(Word::FamilyBeginBorn)}</h2>{born_form(Word::FamilyBegin)}</section>
        </div>
        <p class="assurance">{icon(Icon::Lock)}<span>{site.text(Word::FamilyPrivacy)}" "<a href=site.link("safety/")>{site.text(Word::SafetyTitle)}</a></span></p>
        <p class="small"><a href=site.link("keep/")>{site.text(Word::KeepRestoreTitle)}</a></p>
        {ways(site)}
    }
    .into_any()
}

fn overview() -> AnyView {
    let site = site();
    let record = record();
    let members = {
        let (site, record) = (Arc::clone(&site), record.clone());
        move || members(&site, &record.family())
    };
    let household = record.family_now().household.clone();
    let unread = {
        let (site, record) = (Arc::clone(&site), record.clone());
        move || {
            let count = record.family().unread;
            (count > 0).then(|| {
                let text = site.words.fill(Word::FamilyUnread, &[("count", &count.to_string())]);
                view! { <p class="notice">{text}</p> }
            })
        }
    };
    view! {
        <section aria-labelledby="next">
            <h2 id="next">{site.text(Word::FamilyNext)}</h2>
            {next_things()}
            <p class="more"><a class="button" href=site.link("timeline/")>{icon(Icon::Calendar)}<span>{site.text(Word::FamilyTimeline)}</span></a></p>
        </section>
        <section aria-labelledby="members">
            <h2 id="members">{site.text(Word::FamilyMembers)}</h2>
            {members}
            {unread}
            {fold(Word::FamilyAddTitle, view! {
                <div class="begin">
                    <div class="panel"><h3>{site.text(Word::FamilyAddDue)}</h3>{due_form(Word::FamilyAdd)}</div>
                    <div class="panel"><h3>{site.text(Word::FamilyAddBorn)}</h3>{born_form(Word::FamilyAdd)}</div>
                </div>
            }.into_any())}
        </section>
        {week_notice(&site)}
        {ways(&site)}
        <section>{fold(Word::FamilyHousehold, household_form(&site, household))}</section>
        <p class="assurance">{icon(Icon::Lock)}<span>{site.text(Word::FamilyPrivacy)}" "<a href=site.link("safety/")>{site.text(Word::SafetyTitle)}</a></span></p>
    }
    .into_any()
}

/// The ways on from here; they are open without anybody's birthday too.
fn ways(site: &Site) -> AnyView {
    let ways = [
        ("timeline/", Word::FamilyTimeline, Word::FamilyTimelineHint, Icon::Calendar),
        ("plan/", Word::FamilyPlan, Word::FamilyPlanHint, Icon::Ask),
        ("year/", Word::FamilyYear, Word::FamilyYearHint, Icon::Document),
        ("diary/", Word::FamilyDiary, Word::FamilyDiaryHint, Icon::Pin),
        ("cards/", Word::FamilyCards, Word::FamilyCardsHint, Icon::Ticket),
        ("keep/", Word::FamilyKeep, Word::FamilyKeepHint, Icon::Lock),
    ]
    .map(|(page, name, hint, picture)| {
        view! {
            <li><a class="way" href=site.link(page)>{icon(picture)}<span class="group-name">{site.text(name)}</span><span class="group-hint">{site.text(hint)}</span></a></li>
        }
    });
    view! {
        <section aria-labelledby="ways">
            <h2 id="ways">{site.text(Word::FamilyMore)}</h2>
            <ul class="ways">{ways.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// For browsers that delete what a site keeps.
fn week_notice(site: &Site) -> Option<AnyView> {
    #[cfg(feature = "app")]
    let forgets = crate::app::browser::store::forgets_after_a_week();
    #[cfg(not(feature = "app"))]
    let forgets = false;
    forgets.then(|| {
        view! {
            <div class="notice">
                <p class="notice-title">{site.text(Word::TroubleWeekTitle)}</p>
                <p>{site.text(Word::TroubleWeek)}</p>
                <div class="notice-actions"><a class="button" href=site.link("keep/")>{site.text(Word::TroubleToKeep)}</a></div>
            </div>
        }
        .into_any()
    })
}

fn members(site: &Site, family: &Family) -> AnyView {
    let today = site.today;
    let mut rows = Vec::new();
    let mut row = |id: &str, name: String, lines: Vec<String>, warm: bool| {
        let lines: Vec<_> = lines
            .into_iter()
            .filter(|l| !l.is_empty())
            .map(|l| view! { <span class="member-line">{l}</span> })
            .collect();
        rows.push(
            view! {
                <li><a class="member" class:member-warm=warm href=site.link(&format!("child/#id={id}"))>
                    {icon(Icon::Birth)}<span class="member-text"><span class="member-name">{name}</span>{lines}</span>
                </a></li>
            }
            .into_any(),
        );
    };
    for pregnancy in family.pregnancies.iter().filter(|p| p.course != Course::Born) {
        let name = say::pregnancy_name(&site.words, pregnancy);
        if pregnancy.course == Course::Ended {
            row(&pregnancy.id, site.text(Word::FamilyNameAway).to_owned(), Vec::new(), false);
            continue;
        }
        let due = site.words.fill(Word::FamilyDueOn, &[("date", &format::date(&site.words, pregnancy.due, today))]);
        let left = (pregnancy.due - today).num_days();
        let late = (left < 0).then(|| site.text(Word::FamilyOverdue).to_owned());
        let left = (left > 0).then(|| site.words.fill(Word::FamilyUntilDue, &[("days", &left.to_string())]));
        let lines = vec![say::weeks(&site.words, pregnancy.due, today), due, left.or(late).unwrap_or_default()];
        row(&pregnancy.id, name, lines, true);
    }
    for child in &family.children {
        let name = say::child_name(&site.words, family, child);
        if child.away {
            row(&child.id, site.words.aside(site.text(Word::FamilyNameAway), &name), Vec::new(), false);
            continue;
        }
        let corrected = child.corrected_months(today).map(|months| {
            let age = say::age_of_months(&site.words, months);
            site.words.fill(Word::FamilyCorrected, &[("age", &age)])
        });
        let date = format::date_with_year(&site.words, child.born);
        let born = site.words.fill(Word::FamilyBornOn, &[("date", &date)]);
        row(
            &child.id,
            name,
            vec![say::age(&site.words, child.born, today), corrected.unwrap_or_default(), born],
            false,
        );
    }
    view! { <ul class="members">{rows}</ul> }.into_any()
}

fn household_form(site: &Arc<Site>, household: Household) -> AnyView {
    let record = record();
    let mut options = vec![(String::new(), site.text(Word::FamilyDistrictNone).to_owned())];
    options.extend(crate::app::parts::nearby::district_options(site));
    let saved = RwSignal::new(false);
    let mut fields = Vec::new();
    if options.len() > 1 {
        fields.push(choice(
            "district",
            Word::FamilyDistrict,
            Some(Word::FamilyDistrictHint),
            Options::written(options),
            &household.district,
        ));
    }
    fields.push(field(
        Field::new("note", "area", Word::FamilyNote).hint(Word::FamilyNoteHint).value(household.note),
        None,
    ));
    let send = move || {
        saved.set(record.change_household(|home| (home.district, home.note) = (value("district"), value("note"))));
    };
    let site = Arc::clone(site);
    view! {
        {form(fields, Word::FamilySave, send)}
        <p class="said" role="status">{move || saved.get().then(|| site.text(Word::FamilySaved))}</p>
    }
    .into_any()
}

/// The page of one child or pregnancy.
#[component]
pub fn ChildPage() -> impl IntoView {
    let site = site();
    let id = crate::app::parts::query::parameter("id");
    let heading = Heading::new(site.text(Word::ChildTitle));
    let body = {
        let site = Arc::clone(&site);
        move || {
            let id = id.get();
            let record = record();
            // Drawn anew only when another person is meant or its course changes, not at every letter saved.
            let what = {
                let (record, id) = (record.clone(), id.clone());
                Memo::new(move |_| {
                    let family = record.family();
                    let course = family.pregnancy(&id).map(|p| p.course);
                    (course, family.child(&id).map(|c| c.away))
                })
            };
            let site = Arc::clone(&site);
            (move || {
                // Read, not only tracked: a memo that nobody reads never looks at its sources.
                let _ = what.get();
                let family = record.family_now();
                let body = match (family.pregnancy(&id), family.child(&id)) {
                    (Some(pregnancy), _) if pregnancy.course == Course::Ended => ended(&site, pregnancy),
                    (Some(pregnancy), _) if pregnancy.course == Course::Expecting => edit_pregnancy(&site, pregnancy),
                    (_, Some(child)) => edit_child(&site, &family, child),
                    _ => missing(&site),
                };
                let named = {
                    let (site, record, id) = (Arc::clone(&site), record.clone(), id.clone());
                    Memo::new(move |_| name_of(&site, &record.family(), &id))
                };
                Effect::new(move |_| heading.say(&named.get()));
                body
            })
            .into_any()
        }
    };
    view! { <div class="page">{heading.view()}{of_record(3, body)}</div> }
}

/// What the page of a child or a pregnancy is called.
fn name_of(site: &Site, family: &Family, id: &str) -> String {
    match (family.pregnancy(id), family.child(id)) {
        (Some(pregnancy), _) if pregnancy.course == Course::Ended => site.text(Word::FamilyNameAway).to_owned(),
        (Some(pregnancy), _) if pregnancy.course == Course::Expecting => say::pregnancy_name(&site.words, pregnancy),
        (_, Some(child)) => say::child_name(&site.words, family, child),
        _ => site.text(Word::ChildNotFoundTitle).to_owned(),
    }
}

fn missing(site: &Site) -> AnyView {
    view! {
        <p>{site.text(Word::ChildNotFound)}</p>
        <p><a class="button" href=site.link("family/")>{site.text(Word::ChildToFamily)}</a></p>
    }
    .into_any()
}

/// The way back, and the way to the steps of this one.
fn ways_on(site: &Site, id: &str, name: &str) -> AnyView {
    let steps = site.words.fill(Word::ChildSteps, &[("name", name)]);
    view! {
        <p class="actions">
            <a class="button" href=site.link(&format!("timeline/#of={id}"))>{icon(Icon::Calendar)}<span>{steps}</span></a>
            <a class="button" href=site.link("family/")>{site.text(Word::ChildToFamily)}</a>
        </p>
    }
    .into_any()
}

fn said(saved: RwSignal<bool>) -> AnyView {
    let site = site();
    view! { <p class="said" role="status">{move || saved.get().then(|| site.text(Word::FamilySaved))}</p> }.into_any()
}

/// A warning and the one button that does it.
fn fold_action(title: Word, lead: Word, button: Word, run: impl Fn() + 'static) -> AnyView {
    let site = site();
    fold(title, view! { <p>{site.text(lead)}</p>{action("button", button, run)} }.into_any())
}

fn remove_fold(id: &str) -> AnyView {
    let record = record();
    let id = id.to_owned();
    fold_action(Word::ChildRemoveTitle, Word::ChildRemoveLead, Word::ChildRemoveButton, move || {
        let id = id.clone();
        record.change(move |book| crate::family::record::remove(book, &id));
    })
}

fn edit_pregnancy(site: &Arc<Site>, pregnancy: &Pregnancy) -> AnyView {
    let record = record();
    let today = site.today;
    let name = say::pregnancy_name(&site.words, pregnancy);
    let trouble = RwSignal::new(None);
    let saved = RwSignal::new(false);
    let counts = [Word::ChildCountOne, Word::ChildCountTwo, Word::ChildCountThree, Word::ChildCountFour];
    let options =
        counts.iter().enumerate().map(|(at, w)| ((at + 1).to_string(), site.text(*w).to_owned())).collect::<Vec<_>>();
    let fields = vec![
        field(Field::new("name", "text", Word::ChildName).hint(Word::ChildNameHint).value(&pregnancy.name), None),
        field(Field::new("due", "date", Word::ChildDue).value(pregnancy.due.to_string()), Some(trouble)),
        choice("count", Word::ChildCount, None, options, &pregnancy.count.min(4).to_string()),
    ];
    let id = pregnancy.id.clone();
    let save = {
        let (record, id) = (record.clone(), id.clone());
        move || match check_due(&value("due"), today) {
            Ok(due) => {
                trouble.set(None);
                let Some(now) = record.family_now().pregnancy(&id).cloned() else { return };
                let changed = Pregnancy { name: value("name"), due, count: value("count").parse().unwrap_or(1), ..now };
                saved.set(record.change(move |book| put_pregnancy(book, &changed)));
            }
            Err(why) => trouble.set(Some(trouble_word(why, true))),
        }
    };
    let born_trouble = RwSignal::new(None);
    let born = {
        let (record, id) = (record.clone(), id.clone());
        let navigate = leptos_router::hooks::use_navigate();
        let root = site.root.clone();
        move || match check_birth(&value("birth"), today) {
            Ok(day) => {
                let Some(now) = record.family_now().pregnancy(&id).cloned() else { return };
                let salt = record.salt();
                record.change(move |book| crate::family::record::birth(book, &now, day, salt));
                let options = leptos_router::NavigateOptions { resolve: false, ..Default::default() };
                navigate(&format!("{root}family/"), options);
            }
            Err(why) => born_trouble.set(Some(trouble_word(why, false))),
        }
    };
    let born_form = view! {
        <p>{site.text(Word::ChildBornLead)}</p>
        {form(vec![field(Field::new("birth", "date", Word::ChildBorn), Some(born_trouble))], Word::ChildBornButton, born)}
    }
    .into_any();
    // Long before the time it is no invitation, only within reach.
    let near = crate::family::age::gestation(pregnancy.due, today).is_some_and(|(weeks, _)| weeks >= 34);
    let (born_form, early) =
        if near { (Some(born_form), None) } else { (None, Some(fold(Word::ChildBornTitle, born_form))) };
    let end = {
        let (record, id) = (record.clone(), id.clone());
        move || {
            let Some(now) = record.family_now().pregnancy(&id).cloned() else { return };
            record.change(move |book| crate::family::record::end(book, &now));
        }
    };
    view! {
        <p class="page-lead">{say::weeks(&site.words, pregnancy.due, today)}</p>
        {ways_on(site, &pregnancy.id, &name)}
        {near.then(|| view! { <section class="panel first-visit"><h2>{site.text(Word::ChildBornTitle)}</h2>{born_form}</section> })}
        <section class="panel"><h2>{site.text(Word::ChildTitlePregnancy)}</h2>{form(fields, Word::FamilySave, save)}{said(saved)}</section>
        <section>
            {early}
            {fold_action(Word::ChildStopTitle, Word::ChildStopLead, Word::ChildStopButton, end)}
            {remove_fold(&pregnancy.id)}
        </section>
    }
    .into_any()
}

/// A pregnancy that has ended: a few quiet words, whom to talk to, and no more.
fn ended(site: &Arc<Site>, pregnancy: &Pregnancy) -> AnyView {
    let record = record();
    let id = pregnancy.id.clone();
    let resume = move || {
        let Some(now) = record.family_now().pregnancy(&id).cloned() else { return };
        record.change(move |book| put_pregnancy(book, &Pregnancy { course: Course::Expecting, ..now }));
    };
    view! {
        <p>{site.text(Word::FamilyEndedNote)}</p>
        <p>{site.text(Word::FamilyEndedHelp)}</p>
        <p class="actions"><a class="button call" href=site.link("now/")>{icon(Icon::Phone)}<span>{site.text(Word::NavNow)}</span></a></p>
        {fold(Word::FamilyEndedMore, view! {
            <p>{site.text(Word::FamilyEndedGrant)}</p>
            <p>{site.text(Word::FamilyEndedRest)}</p>
            <p>{site.text(Word::FamilyEndedNotice)}</p>
        }.into_any())}
        {fold(Word::ChildResumeButton, action("button", Word::ChildResumeButton, resume))}
        {remove_fold(&pregnancy.id)}
        <p><a class="button" href=site.link("family/")>{site.text(Word::ChildToFamily)}</a></p>
    }
    .into_any()
}

/// A weight at birth in grams as written, none where nothing is; what no child weighs is told and not dropped.
fn grams(text: &str) -> Result<Option<u32>, Word> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = crate::text::width::narrow(text).parse().ok().filter(|w| (200..=9000).contains(w));
    read.map(Some).ok_or(Word::AccessWeight)
}

fn edit_child(site: &Arc<Site>, family: &Family, child: &Child) -> AnyView {
    let record = record();
    let today = site.today;
    let name = say::child_name(&site.words, family, child);
    let (trouble, weight_trouble) = (RwSignal::new(None), RwSignal::new(None));
    let saved = RwSignal::new(false);
    let weight = child.weight.map(|w| w.to_string()).unwrap_or_default();
    let due = child.due.map(|d| d.to_string()).unwrap_or_default();
    let fields = vec![
        field(Field::new("name", "text", Word::ChildName).hint(Word::ChildNameHint).value(&child.name), None),
        field(Field::new("born", "date", Word::ChildBorn).value(child.born.to_string()), Some(trouble)),
        field(Field::new("due", "date", Word::ChildDue).hint(Word::ChildDueHint).value(due), None),
        field(
            Field::new("weight", "number", Word::ChildWeight).hint(Word::ChildWeightHint).value(weight),
            Some(weight_trouble),
        ),
    ];
    let save = {
        let (record, id) = (record.clone(), child.id.clone());
        move || match (check_birth(&value("born"), today), grams(&value("weight"))) {
            (Ok(born), Ok(weight)) => {
                trouble.set(None);
                weight_trouble.set(None);
                let Some(now) = record.family_now().child(&id).cloned() else { return };
                let due = crate::calendar::parse_date(&value("due"));
                let changed = Child { name: value("name"), born, due, weight, ..now };
                saved.set(record.change(move |book| put_child(book, &changed)));
            }
            (born, weight) => {
                saved.set(false);
                trouble.set(born.err().map(|why| trouble_word(why, false)));
                weight_trouble.set(weight.err());
            }
        }
    };
    let put_away = {
        let (record, id, away) = (record.clone(), child.id.clone(), child.away);
        move || {
            let Some(now) = record.family_now().child(&id).cloned() else { return };
            record.change(move |book| put_child(book, &Child { away: !away, ..now }));
        }
    };
    let away = if child.away {
        action("button", Word::ChildBackButton, put_away)
    } else {
        fold_action(Word::ChildAwayTitle, Word::ChildAwayLead, Word::ChildAwayButton, put_away)
    };
    let corrected = child.corrected_months(today).map(|months| {
        let age = say::age_of_months(&site.words, months);
        let text = site.words.fill(Word::FamilyCorrected, &[("age", &age)]);
        view! { <p class="small">{text}{site.text(Word::MarkGap)}{site.text(Word::FamilyCorrectedAbout)}</p> }
    });
    view! {
        <p class="page-lead">{say::age(&site.words, child.born, today)}</p>
        {corrected}
        {ways_on(site, &child.id, &name)}
        <section class="panel"><h2>{site.text(Word::ChildTitle)}</h2>{form(fields, Word::FamilySave, save)}{said(saved)}</section>
        <section>{away}{remove_fold(&child.id)}</section>
    }
    .into_any()
}
