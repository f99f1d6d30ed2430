//! 返事を確かめる: what came back, part by part, beside what stands in the plan; each is taken in or not.

use crate::app::parts::form::action;
use crate::app::parts::keeping::with_forms;
use crate::app::parts::query::parameter;
use crate::app::parts::title::set_title;
use crate::app::record::{Record, record};
use crate::app::site::{Site, site};
use crate::plan::form::Form;
use crate::plan::handover::handed::{self, Handed};
use crate::plan::handover::merge::{Change, Part, Take, compare, decide, moved, newest};
use crate::plan::handover::parcel::Parcel;
use crate::vault::book::Book;
use crate::words::{Word, format, plan as say};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn ReplyPage() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::ReplyTitle)));
    let id = parameter("id");
    let body = with_forms(move |site, list| {
        let record = record();
        let found = handed::find(record.keeper().book(), &id.get());
        let answer = found.and_then(|h| Some((h.sent()?, h.returned()?, h)));
        match answer {
            None => missing(site),
            Some((sent, back, handed)) => answers(site, &record, list, sent, back, handed),
        }
    });
    view! {
        <h1>{site.text(Word::ReplyTitle)}</h1>
        {body}
    }
}

fn missing(site: &Site) -> AnyView {
    let link = site.link("handed/");
    view! { <p>{site.text(Word::ReplyMissing)}</p><p><a class="button" href=link>{site.text(Word::HandedList)}</a></p> }
        .into_any()
}

/// What came back, laid over the version of the sheet that stands now.
#[derive(Clone)]
struct Answer {
    id: String,
    /// The sheet into which it is taken.
    plan: String,
    form: Option<Arc<Form>>,
    base: Arc<Book>,
    theirs: Arc<Book>,
}

impl Answer {
    /// What is still to be decided.
    fn left(&self, book: &Book) -> Vec<Part> {
        let declined = handed::find(book, &self.id).map(|h| h.declined).unwrap_or_default();
        let parts = compare(self.form.as_deref(), &self.plan, &self.base, book, &self.theirs);
        parts.into_iter().filter(|p| !declined.contains(&p.key())).collect()
    }
}

fn answers(site: &Arc<Site>, record: &Record, list: &[Form], sent: Parcel, back: Parcel, handed: Handed) -> AnyView {
    let target = newest(record.keeper().book(), &handed.plan);
    let lead = if back.from.is_empty() {
        site.text(Word::ReplyLeadNobody).to_owned()
    } else {
        site.words.fill(Word::ReplyLead, &[("who", &say::named(&site.words, &back.from))])
    };
    let on =
        handed.back_on.map(|d| site.words.fill(Word::ReplyOn, &[("date", &format::date_with_year(&site.words, d))]));
    let Some(target) = target else {
        let rows: Vec<_> = back
            .book
            .entries()
            .filter(|e| sent.book.get(&e.kind, &e.id).is_none_or(|known| known.fields != e.fields))
            .map(|entry| {
                let label = say::place(&site.words, None, &back.plan, entry);
                view! { <div><dt>{label}</dt><dd>{say::said(&site.words, None, &back.plan, Some(entry))}</dd></div> }
            })
            .collect();
        return view! { <p class="notice">{site.text(Word::ReplyPlanGone)}</p><dl class="facts">{rows}</dl> }
            .into_any();
    };
    let answer = Answer {
        id: handed.id.clone(),
        form: list.iter().find(|f| f.id == target.form).cloned().map(Arc::new),
        base: Arc::new(moved(&sent.book, &handed.plan, &target.id)),
        theirs: Arc::new(moved(&back.book, &handed.plan, &target.id)),
        plan: target.id.clone(),
    };
    if !handed.settled && answer.left(record.keeper().book()).is_empty() {
        let id = answer.id.clone();
        record.change(move |book| handed::settle(book, &id));
    }
    let newer = (target.id != handed.plan).then(|| view! { <p class="notice">{site.text(Word::ReplyNewer)}</p> });
    let rows = {
        let (site, record, answer) = (Arc::clone(site), record.clone(), answer.clone());
        move || {
            let _ = record.version();
            let left = answer.left(record.keeper().book());
            if left.is_empty() {
                return view! { <p class="said" id="left" tabindex="-1" role="status">{site.text(Word::ReplyDone)}</p> }
                    .into_any();
            }
            let cards: Vec<_> = left.iter().map(|part| card(&site, &record, &answer, part)).collect();
            let all = (left.len() > 1).then(|| take_all(&site, &record, &answer));
            let count = site.words.fill(Word::ReplyLeft, &[("n", &left.len().to_string())]);
            view! { <p class="said" id="left" tabindex="-1" role="status">{count}</p>{all}<div class="sheet">{cards}</div> }
                .into_any()
        }
    };
    let link = site.link(&format!("sheet/#id={}", target.id));
    view! {
        <p class="page-lead">{lead}</p>
        <p class="small">{on}</p>
        {newer}
        {rows}
        <p class="actions">
            <a class="button" href=link>{site.text(Word::ReplyToSheet)}</a>
            <a class="button" href=site.link("handed/")>{site.text(Word::HandedList)}</a>
        </p>
    }
    .into_any()
}

/// Does what was chosen, and remembers it; whoever has chosen for the last part has looked through all.
fn choose(record: &Record, answer: &Answer, chosen: &[(Part, Take)]) {
    record.change(|book| {
        for (part, take) in chosen {
            decide(book, answer.form.as_deref(), part, *take);
            // Where both words stay, the sheet still says another thing than the answer does: it is settled all the same.
            if *take != Take::Theirs {
                handed::decline(book, &answer.id, &part.key());
            }
        }
        if answer.left(book).is_empty() {
            handed::settle(book, &answer.id);
        }
    });
    #[cfg(feature = "app")]
    crate::app::browser::focus("left");
}

fn take_all(site: &Arc<Site>, record: &Record, answer: &Answer) -> AnyView {
    let (record, answer) = (record.clone(), answer.clone());
    let all = action("button call", Word::ReplyTakeAll, move || {
        let left = answer.left(record.keeper().book());
        let chosen: Vec<(Part, Take)> = left
            .into_iter()
            .filter_map(|part| match (part.change, part.joinable) {
                (Change::Both, true) => Some((part, Take::Both)),
                // One number or one day cannot be two: that is for the family to choose.
                (Change::Both, false) => None,
                _ => Some((part, Take::Theirs)),
            })
            .collect();
        choose(&record, &answer, &chosen);
    });
    view! { <div>{all}<p class="small">{site.text(Word::ReplyTakeAllLead)}</p></div> }.into_any()
}

fn card(site: &Arc<Site>, record: &Record, answer: &Answer, part: &Part) -> AnyView {
    let form = answer.form.as_deref();
    let entry = part.theirs.as_ref().or(part.base.as_ref());
    let label = entry.map(|e| say::place(&site.words, form, &answer.plan, e)).unwrap_or_default();
    let said = |entry| {
        let text = say::said(&site.words, form, &answer.plan, entry);
        if text.is_empty() { site.text(Word::ReplyNothing).to_owned() } else { text }
    };
    let word = match part.change {
        Change::Added => Word::ReplyAdded,
        Change::Changed => Word::ReplyChanged,
        Change::Removed => Word::ReplyRemoved,
        Change::Both => Word::ReplyBoth,
    };
    let gone = part.theirs.is_none();
    let button = |class: &'static str, word: Word, take: Take| {
        let (record, answer, part) = (record.clone(), answer.clone(), part.clone());
        action(class, word, move || choose(&record, &answer, &[(part.clone(), take)]))
    };
    let join = part.joinable.then(|| button("button call", Word::ReplyJoin, Take::Both));
    let (yes, no) =
        if gone { (Word::ReplyTakeRemoved, Word::ReplyLeaveRemoved) } else { (Word::ReplyTake, Word::ReplyLeave) };
    let class = if part.joinable { "button" } else { "button call" };
    let mine = part.ours.is_some().then(|| {
        view! { <div><dt>{site.text(Word::ReplyMine)}</dt><dd>{said(part.ours.as_ref())}</dd></div> }
    });
    let id = format!("part-{}", part.key());
    let named = id.clone();
    view! {
        <section class="panel reply" aria-labelledby=named>
            <p class="card-kind">{site.text(word)}</p>
            <h2 id=id>{label}</h2>
            <dl class="facts">
                {mine}
                <div><dt>{site.text(Word::ReplyTheirs)}</dt><dd>{said(part.theirs.as_ref())}</dd></div>
            </dl>
            <p class="actions">{join}{button(class, yes, Take::Theirs)}{button("button", no, Take::Mine)}</p>
        </section>
    }
    .into_any()
}
