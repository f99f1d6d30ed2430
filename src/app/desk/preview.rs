//! The site as a family would see it: this very site in a frame, which reads the desk's lists in place of the published ones.

use super::State;
use crate::app::browser::trial;
use crate::words::desk::Desk;
use leptos::prelude::*;

pub fn preview(state: State) -> impl IntoView {
    // Each time it is opened it is a new frame.
    let opened = RwSignal::new(0_u32);
    let wide = RwSignal::new(false);
    let show = move |_| {
        state.bench.with_untracked(|bench| trial::lay_out(&bench.city().files));
        opened.update(|n| *n += 1);
    };
    let frame = move || {
        let number = opened.get();
        (number > 0).then(|| {
            view! {
                <p class="actions">
                    <button type="button" class="chip" aria-pressed=move || (!wide.get()).to_string() on:click=move |_| wide.set(false)>
                        {move || state.text(Desk::DeskPreviewPhone)}
                    </button>
                    <button type="button" class="chip" aria-pressed=move || wide.get().to_string() on:click=move |_| wide.set(true)>
                        {move || state.text(Desk::DeskPreviewWide)}
                    </button>
                </p>
                <div class="desk-phone" class:desk-wide=move || wide.get()>
                    <iframe src=format!("../?{number}") title=move || state.text(Desk::DeskPreviewFrame)></iframe>
                </div>
            }
        })
    };
    view! {
        <section aria-labelledby="desk-preview-title">
            <h2 id="desk-preview-title">{move || state.text(Desk::DeskPreview)}</h2>
            <p>{move || state.text(Desk::DeskPreviewLead)}</p>
            <p class="actions">
                <button type="button" class="button" on:click=show>
                    {move || state.text(if opened.get() > 0 { Desk::DeskPreviewAgain } else { Desk::DeskPreviewShow })}
                </button>
            </p>
            {frame}
        </section>
    }
}
