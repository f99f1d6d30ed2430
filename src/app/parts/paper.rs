//! A sheet as it lies on paper: A4, both sides, black and white; filled or blank. In another language all that is printed on it stands
//! with its Japanese, so that whoever sits beside the family reads the same sheet.

use crate::app::parts::answers::said;
use crate::app::parts::faces::{face, ruby};
use crate::app::site::Site;
use crate::calendar::Date;
use crate::plan::form::{Field, FieldKind, Form, Paper, Section};
use crate::plan::sheet::{Item, Outcome, Plan, answer, find, items, ticked, voices};
use crate::vault::book::Book;
use crate::words::{Word, Words, plan as say};
use leptos::prelude::*;

/// One copy of a sheet.
pub struct Copy<'a> {
    pub book: &'a Book,
    pub form: &'a Form,
    /// `None`: a blank one.
    pub plan: Option<&'a Plan>,
    /// Whose copy it is; nothing on the screen of somebody it was handed to.
    pub whose: Option<Word>,
    /// The ids of the parts that stand on it; `None`: all.
    pub parts: Option<&'a [String]>,
    /// The QR code by which the family comes back to it.
    pub code: Option<AnyView>,
}

/// The paper.
pub fn paper(site: &Site, copy: Copy) -> AnyView {
    let Copy { book, form, plan, whose, parts, code } = copy;
    let class = match form.paper {
        Paper::Portrait => "paper paper-portrait",
        Paper::Landscape => "paper paper-landscape",
    };
    let side = |back: bool| -> Vec<AnyView> {
        let shown = |s: &&Section| s.back == back && parts.is_none_or(|ids| ids.contains(&s.id));
        form.sections.iter().filter(shown).map(|s| section(site, book, form, s, plan)).collect()
    };
    let (front, back) = (side(false), side(true));
    let made = day(site, plan.and_then(|p| p.made));
    let name = plan.map(|p| p.whose.clone()).unwrap_or_default();
    let version = plan.map(|p| p.version.to_string());
    let version = version.map(|n| both(site, &|words| words.fill(Word::PlanVersion, &[("n", &n)])));
    let copy = || whose.map(|word| fixed(site, word));
    let head = view! {
        <header class="paper-head">
            <div class="paper-title">
                <p class="paper-copy">{copy()}</p>
                <h2>{of_form(site, form, &form.name)}</h2>
            </div>
            {code}
            <p class="paper-line"><span>{name}</span><span>{version}</span><span>{fixed(site, Word::PlanPaperMade)}" "{made}</span></p>
        </header>
    };
    let back = (!back.is_empty()).then(|| {
        view! {
            <div class="paper-side paper-back">
                <p class="paper-copy">{copy()}{site.text(Word::MarkGap)}{fixed(site, Word::PlanPaperBack)}</p>
                {back}
                <p class="paper-foot" lang=site.written_in()>{site.catalog().settings.contact_name.clone()}" "{site.catalog().settings.contact_phone.clone().map(|p| p.written)}</p>
            </div>
        }
    });
    view! { <article class=class class:paper-filled=plan.is_some() class:paper-both=site.original().is_some()><div class="paper-side">{head}{front}</div>{back}</article> }.into_any()
}

fn section(site: &Site, book: &Book, form: &Form, section: &Section, plan: Option<&Plan>) -> AnyView {
    let fields: Vec<_> = section.fields.iter().map(|f| field(site, book, form, f, plan)).collect();
    // What others said to it, each under its name.
    let said = plan.map(|p| voices(book, &p.id, &section.id)).unwrap_or_default();
    let said: Vec<_> = said
        .into_iter()
        .map(|voice| {
            let who = both(site, &|words| say::from(words, &voice.who));
            view! { <div class="paper-field paper-other">{words(Some(who), voice.text)}</div> }
        })
        .collect();
    view! { <section class="paper-section"><h3>{of_form(site, form, &section.title)}</h3>{fields}{said}</section> }
        .into_any()
}

/// What is fixed on the sheet, in the page's language and after it in Japanese, where that is another.
pub fn both(site: &Site, say: &dyn Fn(&Words) -> String) -> AnyView {
    let text = say(&site.words);
    let original = site.original().map(|words| say(&words)).filter(|original| *original != text);
    view! { {text}{original.as_deref().map(in_japanese)} }.into_any()
}

/// The same of one text.
pub fn fixed(site: &Site, word: Word) -> AnyView {
    both(site, &|words| words.text(word).to_owned())
}

/// The same of a day; of the line to write one on, where there is none.
fn day(site: &Site, day: Option<Date>) -> AnyView {
    both(site, &|words| say::day_on_paper(words, &site.words, day))
}

/// The same of a text of the form. One that the city wrote itself is in Japanese alone.
fn of_form(site: &Site, form: &Form, text: &str) -> AnyView {
    let original = site.original().and_then(|_| form.original(text));
    match (original, site.language_of(text)) {
        (None, Some(lang)) => view! { <span lang=lang>{ruby(text)}</span> }.into_any(),
        _ => view! { {ruby(text)}{original.map(in_japanese)} }.into_any(),
    }
}

fn in_japanese(text: &str) -> AnyView {
    view! { <span class="paper-original" lang="ja">{ruby(text)}</span> }.into_any()
}

fn field(site: &Site, book: &Book, form: &Form, field: &Field, plan: Option<&Plan>) -> AnyView {
    let text = |voice: &str| plan.map(|p| answer(book, &p.id, &field.id, voice)).unwrap_or_default();
    let label = view! { <p class="paper-label">{of_form(site, form, &field.label)}</p> };
    let body = match field.kind {
        FieldKind::Text | FieldKind::Strengths | FieldKind::Contacts => {
            let columns: Vec<_> = if field.voices.is_empty() {
                vec![words(None, text(""))]
            } else {
                field.voices.iter().map(|v| words(Some(of_form(site, form, &v.label)), text(&v.id))).collect()
            };
            view! { <div class="paper-columns">{columns}</div> }.into_any()
        }
        FieldKind::Checks | FieldKind::Faces => {
            let on = plan.map(|p| ticked(book, &p.id, &field.id, "")).unwrap_or_default();
            let boxes: Vec<_> = field
                .choices
                .iter()
                .map(|choice| {
                    let chosen = on.contains(&choice.id);
                    let sign = if chosen { "☑" } else { "☐" };
                    let picture = (field.kind == FieldKind::Faces).then(|| face(&choice.id));
                    view! { <li class:chosen=chosen>{picture}<span class="tick">{sign}</span><span>{of_form(site, form, &choice.label)}</span></li> }
                })
                .collect();
            view! { <ul class="paper-checks">{boxes}</ul> }.into_any()
        }
        FieldKind::Scale => {
            let now = text("");
            let mark = now.parse::<u8>().ok().filter(|n| *n <= 100);
            let mark = mark.map(|n| view! { <circle cx=(u16::from(n) * 2).to_string() cy="4" r="3"/> });
            view! {
                <p class="paper-scale">
                    <span>"0"</span>
                    <svg class="paper-bar" viewBox="-4 0 208 8" aria-hidden="true" focusable="false"><path d="M0 4h200M0 1v6M50 2v4M100 2v4M150 2v4M200 1v6" fill="none" stroke="#000"/>{mark}</svg>
                    <span>"100"</span>
                    <b>{now}</b>
                </p>
            }
            .into_any()
        }
        FieldKind::Goals | FieldKind::Actions | FieldKind::Services => {
            let all = plan.map(|p| items(book, &p.id, &field.id)).unwrap_or_default();
            rows(site, field.kind, &all)
        }
        FieldKind::Review => {
            let next = day(site, plan.and_then(|p| p.review));
            view! { <p class="paper-words paper-one">{next}</p> }.into_any()
        }
        FieldKind::Former => former(site, book, plan),
        FieldKind::Agreement => view! {
            <p class="paper-sign"><span>{fixed(site, Word::PlanSignature)}" "{text("")}</span><span>{fixed(site, Word::PlanPaperSignatureDay)}" "{day(site, None)}</span></p>
        }
        .into_any(),
    };
    view! { <div class="paper-field">{label}{body}</div> }.into_any()
}

/// What the version before said; lines to write on where there is none.
fn former(site: &Site, book: &Book, plan: Option<&Plan>) -> AnyView {
    let former = plan.and_then(|p| p.former.as_deref()).and_then(|id| find(book, id));
    let all = crate::app::plans::forms().get();
    let form = former.as_ref().zip(all).and_then(|(p, all)| all.iter().find(|f| f.id == p.form).cloned());
    let (Some(former), Some(form)) = (former, form) else {
        return view! { <div class="paper-columns">{words(None, String::new())}</div> }.into_any();
    };
    let rows: Vec<_> = form
        .sections
        .iter()
        .flat_map(|s| &s.fields)
        .filter_map(|f| {
            let lines = former_lines(site, book, &former.id, &form, f);
            (!lines.is_empty())
                .then(|| view! { <tr><th scope="row">{of_form(site, &form, &f.label)}</th><td>{strung(lines, "\n")}</td></tr> })
        })
        .collect();
    view! {
        <p class="paper-voice">{both(site, &|words| say::former(words, former.made))}</p>
        <table class="paper-table paper-former"><tbody>{rows}</tbody></table>
    }
    .into_any()
}

/// What it says to one question, a line each.
fn former_lines(site: &Site, book: &Book, plan: &str, form: &Form, field: &Field) -> Vec<AnyView> {
    match field.kind {
        FieldKind::Goals | FieldKind::Actions | FieldKind::Services => {
            let written = |text: String| (!text.is_empty()).then(|| text.into_any());
            let line = |item: Item| {
                let how = item.outcome.map(|o| outcome(site, o));
                let parts = [written(item.who), written(item.text), how, written(item.words)];
                strung(parts.into_iter().flatten().collect(), site.text(Word::MarkGap))
            };
            items(book, plan, &field.id).into_iter().map(line).collect()
        }
        FieldKind::Checks | FieldKind::Faces => {
            let label = |id: String| match field.choices.iter().find(|c| c.id == id) {
                Some(choice) => of_form(site, form, &choice.label),
                None => id.into_any(),
            };
            let labels: Vec<_> = ticked(book, plan, &field.id, "").into_iter().map(label).collect();
            let line = (!labels.is_empty()).then(|| strung(labels, site.text(Word::DateComma)));
            line.into_iter().collect()
        }
        _ => said(&site.words, book, plan, field).into_iter().map(IntoAny::into_any).collect(),
    }
}

/// Several after each other, with a sign between them.
fn strung(parts: Vec<AnyView>, between: &'static str) -> AnyView {
    let parts = parts.into_iter().enumerate();
    parts.map(|(n, part)| view! { {(n > 0).then_some(between)}{part} }).collect_view().into_any()
}

fn outcome(site: &Site, outcome: Outcome) -> AnyView {
    both(site, &|words| say::outcome(words, outcome).to_owned())
}

fn words(voice: Option<AnyView>, text: String) -> AnyView {
    let voice = voice.map(|voice| view! { <p class="paper-voice">{voice}</p> });
    view! { <div class="paper-column">{voice}<p class="paper-words">{text}</p></div> }.into_any()
}

/// A table of goals, actions or services; with empty lines to write on where there are few.
fn rows(site: &Site, kind: FieldKind, all: &[Item]) -> AnyView {
    let cells = |item: &Item| -> Vec<AnyView> {
        let by = both(site, &|words| say::by(words, &item.by));
        let written = |text: &String| text.clone().into_any();
        match kind {
            FieldKind::Goals => {
                let how = item.outcome.map(|o| outcome(site, o));
                let parts = how.into_iter().chain((!item.words.is_empty()).then(|| written(&item.words)));
                vec![written(&item.text), by, strung(parts.collect(), " ")]
            }
            FieldKind::Actions => vec![written(&item.who), written(&item.text), by],
            _ => vec![written(&item.text), written(&item.phone)],
        }
    };
    let (heads, class): (&[Word], _) = match kind {
        FieldKind::Goals => (&[Word::PlanGoal, Word::PlanBy, Word::PlanOutcome], "paper-table paper-goals"),
        FieldKind::Actions => (&[Word::PlanWho, Word::PlanAction, Word::PlanBy], "paper-table paper-actions"),
        _ => (&[Word::PlanService, Word::PlanPhone], "paper-table paper-services"),
    };
    let head: Vec<_> = heads.iter().map(|w| view! { <th scope="col">{fixed(site, *w)}</th> }).collect();
    let mut body: Vec<Vec<AnyView>> = all.iter().map(cells).collect();
    while body.len() < 3 {
        body.push(heads.iter().map(|_| ().into_any()).collect());
    }
    let body: Vec<_> = body
        .into_iter()
        .map(|row| {
            let row: Vec<_> = row.into_iter().map(|cell| view! { <td>{cell}</td> }).collect();
            view! { <tr>{row}</tr> }
        })
        .collect();
    view! { <table class=class><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table> }.into_any()
}

#[cfg(all(test, feature = "press"))]
mod tests {
    use super::*;
    use crate::app::plans::Forms;
    use crate::app::site::held;
    use crate::data::Catalog;
    use crate::plan::read::{beside_originals, read_all};
    use crate::plan::sheet::{Voice, add_item, put_answer, put_plan, put_voice, tick};
    use crate::words::Language;
    use std::sync::Arc;

    /// Before whatever a family or somebody beside it writes here.
    const WRITTEN: char = '✎';

    fn forms(tag: &str) -> Vec<Form> {
        let texts = |folder: &str| {
            let files = std::fs::read_dir(folder).expect("the folder of forms").filter_map(Result::ok);
            let files = files.filter(|file| file.path().extension().is_some_and(|e| e == "toml"));
            let texts: Vec<_> = files.map(|file| std::fs::read_to_string(file.path()).expect("a form")).collect();
            texts.join(crate::plan::read::BETWEEN)
        };
        match tag {
            "ja" => read_all(&texts("forms")),
            tag => beside_originals(&texts(&format!("forms/{tag}")), &texts("forms")),
        }
    }

    /// Writes into every field, and looks back on a version that says all of it too.
    fn fill(book: &mut Book, form: &Form, id: &str) {
        let (today, former) = (Date::from_ymd_opt(2026, 11, 21), (id == "s2").then(|| "s1".to_owned()));
        let plan = Plan {
            whose: format!("{WRITTEN}ミカ"),
            review: today,
            former,
            version: 2,
            ..Plan::new(id.to_owned(), form, today.expect("a day"))
        };
        put_plan(book, &plan);
        for section in &form.sections {
            put_voice(book, id, &section.id, &Voice { who: format!("{WRITTEN}山田"), text: format!("{WRITTEN}はい") });
            for field in &section.fields {
                if field.kind.is_text() {
                    put_answer(book, id, &field.id, "", &format!("{WRITTEN}電車"));
                } else if field.kind == FieldKind::Scale {
                    put_answer(book, id, &field.id, "", "40");
                }
                for voice in &field.voices {
                    put_answer(book, id, &field.id, &voice.id, &format!("{WRITTEN}絵本"));
                }
                for choice in &field.choices {
                    tick(book, id, &field.id, "", &choice.id, true);
                }
                for (by, (outcome, _)) in ["now", "1m", "3m", "1y"].into_iter().zip(Outcome::ALL) {
                    let own = || format!("{WRITTEN}散歩");
                    let item = Item {
                        field: field.id.clone(),
                        text: own(),
                        who: own(),
                        phone: own(),
                        words: own(),
                        by: by.to_owned(),
                        outcome: Some(outcome),
                        ..Item::default()
                    };
                    let salt = book.of("item").count() as u32;
                    add_item(book, id, &item, salt);
                }
            }
        }
    }

    fn drawn(tag: &str, all: &[Form], form: &Form, filled: bool) -> String {
        let words = Language::of(tag).and_then(|language| Words::of(language.tag)).expect("a language");
        let mut book = Book::default();
        fill(&mut book, form, "s1");
        fill(&mut book, form, "s2");
        let plan = find(&book, "s2").filter(|_| filled);
        Owner::new().with(|| {
            provide_context(Forms::new(&Arc::new(all.to_vec())));
            let catalog = held(Catalog::default());
            let site = Site::new(words, String::new(), catalog, Date::from_ymd_opt(2026, 11, 21).expect("a day"), true);
            let copy = Copy {
                book: &book,
                form,
                plan: plan.as_ref(),
                whose: Some(Word::PlanPaperSupporter),
                parts: None,
                code: None,
            };
            paper(&site, copy).to_html().replace("<!>", "").replace("<!---->", "")
        })
    }

    /// What stands on it in words, and what follows each.
    fn texts(html: &str) -> Vec<(&str, &str)> {
        let ends = html.match_indices('<').map(|(end, _)| (html[..end].rfind('>').map_or(0, |start| start + 1), end));
        let texts = ends.map(|(start, end)| (&html[start..end], &html[end..]));
        texts
            .map(|(text, after)| (text.trim(), after))
            .filter(|(text, _)| text.chars().any(char::is_alphabetic))
            .collect()
    }

    const ORIGINAL: &str = "<span lang=\"ja\" class=\"paper-original\">";

    #[test]
    fn whatever_is_printed_in_another_language_stands_with_its_japanese() {
        let japanese = forms("ja");
        for language in crate::words::OFFERED {
            let all = forms(language.tag);
            assert_eq!(all.len(), japanese.len(), "{}", language.tag);
            for (form, filled) in all.iter().flat_map(|form| [(form, false), (form, true)]) {
                let html = drawn(language.tag, &all, form, filled);
                let two = html.contains(ORIGINAL);
                assert_eq!(two, language.lang != "ja", "{} {}", language.tag, form.id);
                // All that can be printed is.
                let words = Words::of(language.tag).expect("a language");
                let goals = form.sections.iter().flat_map(|s| &s.fields).any(|f| f.kind == FieldKind::Goals);
                if filled && goals {
                    assert!(html.contains(words.text(Word::PlanByYear)), "{}", form.id);
                    assert!(html.contains(words.text(Word::PlanOutcomeDropped)), "{}", form.id);
                }
                if !two {
                    continue;
                }
                let known = japanese.iter().find(|known| known.id == form.id).expect("the same form");
                let same = drawn("ja", &japanese, known, filled);
                let same = texts(&same).into_iter().map(|(text, _)| text).collect::<String>();
                // Without what is Japanese itself: its readings are in it.
                let mut own = String::new();
                for (n, part) in html.split(ORIGINAL).enumerate() {
                    own += if n == 0 { part } else { part.split_once("</span>").expect("its end").1 };
                    own += "<original>";
                }
                // What somebody wrote begins with its sign.
                let written = |text: &str| !text.split(WRITTEN).next().unwrap_or(text).chars().any(char::is_alphabetic);
                for (text, after) in texts(&own) {
                    let beside = after.starts_with("<original>") || written(text) || same.contains(text);
                    assert!(beside, "{} {} {filled}: {text}", language.tag, form.id);
                }
            }
        }
    }
}
