//! The words of somebody beside the family: a supporter who writes on the same phone, or on what was handed over. Each
//! stands under its name.

use super::Ctx;
use crate::plan::form::Section;
use crate::plan::sheet::{Voice, put_voice, voices};
use crate::words::{Word, plan as say};
use leptos::prelude::*;

/// What others say to this part, and a field for whoever writes now. `name` is who that is; nobody where it is empty.
pub fn voices_part(ctx: &Ctx, section: &Section, name: Signal<String>) -> AnyView {
    let (ctx, id) = (ctx.clone(), section.id.clone());
    (move || {
        let name = name.get();
        let all = ctx.read(|book, plan| voices(book, plan, &id));
        let others: Vec<_> = all.iter().filter(|v| v.who != name).map(|v| quote(&ctx, &id, v)).collect();
        let own = (!name.is_empty()).then(|| {
            let kept = all.iter().find(|v| v.who == name).map(|v| v.text.clone()).unwrap_or_default();
            write(&ctx, &id, name.clone(), kept)
        });
        view! { {others}{own} }
    })
    .into_any()
}

fn quote(ctx: &Ctx, section: &str, voice: &Voice) -> AnyView {
    let who = say::from(&ctx.site.words, &voice.who);
    let gone = RwSignal::new(false);
    // On its own sheet the family may take any words away.
    let remove = ctx.guest.is_none().then(|| {
        let (ctx, section, who) = (ctx.clone(), section.to_owned(), voice.who.clone());
        crate::app::parts::form::action("button", Word::PlanRemove, move || {
            let nothing = Voice { who: who.clone(), text: String::new() };
            ctx.jot(|book, plan| put_voice(book, plan, &section, &nothing));
            gone.set(true);
        })
    });
    view! {
        <blockquote class="quote quote-other" hidden=move || gone.get()>
            <p class="quote-who">{who}</p>
            <p class="quote-text">{voice.text.clone()}</p>
            {remove}
        </blockquote>
    }
    .into_any()
}

fn write(ctx: &Ctx, section: &str, name: String, kept: String) -> AnyView {
    let id = format!("v-{section}");
    let label = say::from(&ctx.site.words, &name);
    let (ctx, section) = (ctx.clone(), section.to_owned());
    let input = move |event: leptos::ev::Event| {
        let voice = Voice { who: name.clone(), text: event_target_value(&event) };
        ctx.jot(|book, plan| put_voice(book, plan, &section, &voice));
    };
    view! {
        <div class="field field-other">
            <label for=id.clone()>{label}</label>
            <textarea id=id.clone() rows="3" on:input=input>{kept}</textarea>
        </div>
    }
    .into_any()
}
