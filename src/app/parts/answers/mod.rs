//! The fields of a plan's sheet, each kept at each stroke.
//!
//! - [`writing`]: words and scales
//! - [`choosing`]: ticks, faces, and what answers a tick
//! - [`listing`]: goals, actions, services
//! - [`looking_back`]: what the version before said, a scale's history
//! - [`beside`]: the words of somebody beside the family

pub mod beside;
mod choosing;
mod listing;
mod looking_back;
mod writing;

pub use looking_back::said;

use super::faces::ruby;
use super::ground::Ground;
use crate::app::site::Site;
use crate::plan::form::{Field, FieldKind, Form};
use crate::plan::sheet::{Plan, find, put_plan};
use crate::vault::book::Book;
use crate::words::{Word, format};
use chrono::Months;
use leptos::prelude::*;
use std::sync::Arc;

/// What every field of one sheet is given.
#[derive(Clone)]
pub struct Ctx {
    pub site: Arc<Site>,
    pub ground: Ground,
    pub plan: Plan,
    pub form: Arc<Form>,
    /// Where somebody else writes: who, and the sheet as the family handed it over, whose words stand as they are.
    pub guest: Option<Guest>,
    /// Changes when something is ticked, added or taken away.
    changed: Trigger,
}

/// Somebody who writes on a sheet that a family handed over.
#[derive(Clone)]
pub struct Guest {
    pub name: String,
    pub settled: Arc<Book>,
}

impl Ctx {
    pub fn new(site: Arc<Site>, ground: Ground, plan: Plan, form: Arc<Form>) -> Ctx {
        Ctx { site, ground, plan, form, guest: None, changed: Trigger::new() }
    }

    /// Looks something up, under the sheet's id.
    fn read<T>(&self, run: impl FnOnce(&Book, &str) -> T) -> T {
        self.ground.read(|book| run(book, &self.plan.id))
    }

    /// Writes on the sheet.
    fn jot(&self, change: impl FnOnce(&mut Book, &str)) {
        self.ground.jot(|book| change(book, &self.plan.id));
    }

    /// What the family wrote itself, for a guest to read.
    fn settled<T>(&self, run: impl FnOnce(&Book, &str) -> T) -> Option<T> {
        self.guest.as_ref().map(|guest| run(&guest.settled, &self.plan.id))
    }

    fn touch(&self) {
        self.changed.notify();
    }
}

/// One field.
pub fn field_part(ctx: &Ctx, field: &Field) -> AnyView {
    let body = match field.kind {
        FieldKind::Text | FieldKind::Strengths | FieldKind::Contacts | FieldKind::Agreement => {
            writing::texts(ctx, field)
        }
        FieldKind::Scale => writing::scale(ctx, field),
        FieldKind::Checks => choosing::checks(ctx, field),
        FieldKind::Faces => choosing::faces(ctx, field),
        FieldKind::Goals => listing::goals(ctx, field),
        FieldKind::Actions => listing::actions(ctx, field),
        FieldKind::Services => listing::services(ctx, field),
        FieldKind::Review => review(ctx, field),
        FieldKind::Former => looking_back::whole(ctx),
    };
    let site = &ctx.site;
    let hint = (!field.hint.is_empty()).then(|| view! { <p class="field-hint">{field.hint.clone()}</p> });
    let examples = (!field.examples.is_empty()).then(|| {
        let text = field.examples.join(site.text(Word::MarkOr));
        view! { <p class="examples"><b>{site.text(Word::PlanExample)}</b>" "{text}</p> }
    });
    view! {
        <div class="question">
            <h3 id=format!("q-{}", field.id)>{ruby(&field.label)}</h3>
            {hint}
            {looking_back::field(ctx, field)}
            {examples}
            {body}
        </div>
    }
    .into_any()
}

/// What stands there already in the family's own words: to be read, not written over.
fn family_words(ctx: &Ctx, label: Option<String>, text: String) -> AnyView {
    let label = label.map(|label| view! { <p class="paper-voice">{ruby(&label)}</p> });
    view! {
        <blockquote class="quote">
            <p class="quote-who">{ctx.site.text(Word::PlanSettled)}</p>
            {label}
            <p class="quote-text">{text}</p>
        </blockquote>
    }
    .into_any()
}

fn review(ctx: &Ctx, field: &Field) -> AnyView {
    let site = &ctx.site;
    let id = format!("r-{}", field.id);
    let kept = RwSignal::new(ctx.plan.review);
    let write = {
        let ctx = ctx.clone();
        Callback::new(move |date: Option<crate::calendar::Date>| {
            kept.set(date);
            // The timeline shows the day: the record as a whole is read anew.
            ctx.ground.change(|book| {
                if let Some(now) = find(book, &ctx.plan.id) {
                    put_plan(book, &Plan { review: date, ..now });
                }
            });
        })
    };
    let three = site.today.checked_add_months(Months::new(3));
    let propose = three.map(|day| {
        let text = site.words.fill(Word::PlanReviewPropose, &[("date", &format::date_with_year(&site.words, day))]);
        view! { <button type="button" class="button" on:click=move |_| write.run(Some(day))>{text}</button> }
    });
    let shown = move || kept.get().map(|d| d.to_string()).unwrap_or_default();
    view! {
        <div class="field">
            <label for=id.clone() class="visually-hidden">{field.label.clone()}</label>
            <input id=id.clone() type="date" prop:value=shown on:change=move |event| write.run(crate::calendar::parse_date(&event_target_value(&event)))/>
        </div>
        <div class="actions">{propose}</div>
    }
    .into_any()
}
