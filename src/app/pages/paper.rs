//! A plan on paper: A4, one sheet on both sides, black and white; filled or blank, one copy or two.

use crate::app::parts::form::action;
use crate::app::parts::keeping::with_forms;
use crate::app::parts::paper::{Copy, fixed, paper};
use crate::app::parts::qr::qr_code;
use crate::app::parts::query::parameter;
use crate::app::parts::title::set_title;
use crate::app::record::record;
use crate::app::site::site;
use crate::plan::sheet::find;
use crate::words::Word;
use leptos::prelude::*;

#[component]
pub fn PaperPage() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::PlanPaperTitle)));
    let (id, blank) = (parameter("id"), parameter("form"));
    let two = RwSignal::new(false);
    let body = with_forms(move |site, list| {
        let record = record();
        let keeper = record.keeper();
        let plan = find(keeper.book(), &id.get());
        let wanted = plan.as_ref().map_or_else(|| blank.get(), |p| p.form.clone());
        let Some(form) = list.iter().find(|f| f.id == wanted) else {
            return view! { <p>{site.text(Word::PlanNotFound)}</p> }.into_any();
        };
        let copies: &[Word] =
            if two.get() { &[Word::PlanPaperFamily, Word::PlanPaperSupporter] } else { &[Word::PlanPaperFamily] };
        let sheets: Vec<_> = copies
            .iter()
            .map(|whose| {
                // Nothing of the sheet is in the code: only this browser's own record can open it.
                let own = plan.as_ref().filter(|_| *whose == Word::PlanPaperFamily);
                let code = own.map(|p| {
                    let address = crate::app::parts::qr::absolute(site, &format!("sheet/#id={}", p.id));
                    view! { <div class="paper-qr">{qr_code(&address, "", Word::PlanPaperQr)}<p>{fixed(site, Word::PlanPaperQr)}</p></div> }.into_any()
                });
                let copy = Copy {
                    book: keeper.book(),
                    form,
                    plan: plan.as_ref(),
                    whose: Some(*whose),
                    parts: None,
                    code,
                };
                paper(site, copy)
            })
            .collect();
        view! { <div class="papers">{sheets}</div> }.into_any()
    });
    let print = action("button call", Word::PlanPaperButton, || {
        #[cfg(feature = "app")]
        crate::app::browser::print();
    });
    view! {
        <div class="no-print">
            <h1>{site.text(Word::PlanPaperTitle)}</h1>
            <p class="page-lead">{site.text(Word::PlanPaperLead)}</p>
            <label class="check" data-jotted=""><input type="checkbox" on:change=move |event| two.set(event_target_checked(&event))/><span>{site.text(Word::PlanPaperTwo)}</span></label>
            <p class="actions">{print}<a class="button" href=site.link("plan/")>{site.text(Word::PlanToPlans)}</a></p>
        </div>
        {body}
    }
}
