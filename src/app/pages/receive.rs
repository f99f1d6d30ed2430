//! 渡されたプランを開く: a sealed parcel comes by link, QR codes or file; its code opens it; the other side adds words and
//! gives it back. Nothing of it is kept in this browser.

use crate::app::parts::answers::beside::voices_part;
use crate::app::parts::answers::{Ctx, Guest, field_part};
use crate::app::parts::carry::carry;
use crate::app::parts::faces::ruby;
use crate::app::parts::form::{Field, action, field, fold, form as form_part, value};
use crate::app::parts::ground::{Ground, Loose};
use crate::app::parts::keeping::working_line;
use crate::app::parts::paper::{Copy, paper};
use crate::app::parts::state::skeleton;
use crate::app::parts::title::set_title;
use crate::app::plans::forms;
use crate::app::record::{Record, record};
use crate::app::site::{Site, site};
use crate::plan::form::Form;
use crate::plan::handover::code::{self, CodeTrouble};
use crate::plan::handover::frame::{Gathered, Piece, PieceTrouble};
use crate::plan::handover::handed;
use crate::plan::handover::parcel::{NotAParcel, Parcel, Way, id_text};
use crate::plan::sheet::{Plan, find};
use crate::vault::keeper::State;
use crate::words::{Word, format, plan as say};
use leptos::prelude::*;
use std::sync::Arc;

/// How far one has come.
#[derive(Clone, PartialEq)]
enum Stage {
    Waiting,
    /// All its bytes are here: the code is asked for.
    Sealed(Arc<Vec<u8>>, u32),
    /// Open, with the code that opened it.
    Open(Arc<Parcel>, String),
    Closed,
}

/// What every part of the page is given.
#[derive(Clone)]
struct Desk {
    site: Arc<Site>,
    record: Record,
    /// To another page, in the place of this one.
    go: Callback<String>,
    stage: RwSignal<Stage>,
    gathered: RwSignal<Gathered>,
    /// In the words of the page.
    trouble: RwSignal<Option<String>>,
    /// The field that the trouble is about, if any is.
    wrong: RwSignal<Option<&'static str>>,
    working: RwSignal<bool>,
}

#[component]
pub fn ReceivePage() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::ReceiveTitle)));
    let navigate = leptos_router::hooks::use_navigate();
    let go = Callback::new(move |address: String| {
        let quiet =
            leptos_router::NavigateOptions { resolve: false, replace: true, scroll: false, ..Default::default() };
        navigate(&address, quiet);
    });
    let desk = Desk {
        site: Arc::clone(&site),
        record: record(),
        go,
        stage: RwSignal::new(Stage::Waiting),
        gathered: RwSignal::new(Gathered::default()),
        trouble: RwSignal::new(None),
        wrong: RwSignal::new(None),
        working: RwSignal::new(false),
    };
    #[cfg(feature = "app")]
    if site.ready() {
        let desk = desk.clone();
        // This page's own: that of the answer, which one may go on to, has another thing there.
        let url = leptos_router::hooks::use_url();
        let page = site.link("receive/");
        Effect::new(move |_| {
            let hash = url.with(|url| url.hash().to_owned());
            if hash.len() > 1 {
                // What was handed over does not stay in the address, nor in what is shared or shown of it.
                desk.go.run(page.clone());
                desk.take(&hash);
            }
        });
    }
    // Whoever goes on to another page gathers no longer. Each code opens a page of its own, and leaves none.
    on_cleanup(forget_pieces);
    let body = {
        let desk = desk.clone();
        move || match desk.stage.get() {
            Stage::Waiting => waiting(&desk),
            Stage::Sealed(sealed, id) => asking(&desk, sealed, id),
            Stage::Open(parcel, code) => opened(&desk, &parcel, &code),
            Stage::Closed => {
                view! { <p class="said" role="status">{desk.site.text(Word::ReceiveClosed)}</p> }.into_any()
            }
        }
    };
    let told = {
        let trouble = desk.trouble;
        move || trouble.get().map(|text| view! { <p class="notice" id="receive-told" role="alert">{text}</p> })
    };
    view! {
        <div class="no-print page-head">
            <h1>{site.text(Word::ReceiveTitle)}</h1>
            <p class="page-lead">{site.text(Word::ReceiveLead)}</p>
            {told}
        </div>
        {if site.ready() { body.into_any() } else { skeleton(3).into_any() }}
    }
}

impl Desk {
    /// A field whose trouble stands at the head of the page.
    fn about(&self, id: &'static str, kind: &'static str, label: Word) -> Field {
        let (trouble, wrong) = (self.trouble, self.wrong);
        let is_wrong = Signal::derive(move || wrong.get() == Some(id) && trouble.with(Option::is_some));
        Field::new(id, kind, label).told_at("receive-told", is_wrong)
    }

    fn tell(&self, word: Word) {
        self.trouble.set(Some(self.site.text(word).to_owned()));
    }

    /// Takes a link, what stands behind its `#`, or the text of a file.
    fn take(&self, text: &str) {
        self.trouble.set(None);
        let piece = match Piece::read(text) {
            Ok(piece) => piece,
            Err(trouble) => {
                return self.tell(match trouble {
                    PieceTrouble::Foreign => Word::ReceiveTroubleForeign,
                    PieceTrouble::Cut => Word::ReceiveTroubleCut,
                    PieceTrouble::Newer => Word::ReceiveTroubleNewer,
                });
            }
        };
        let mut gathered = self.gathered.get_untracked();
        if piece.count > 1 {
            // Each code of several opens a page of its own: the others wait, sealed, in this browser.
            for earlier in waiting_pieces() {
                gathered.add(earlier);
            }
        }
        gathered.add(piece);
        match gathered.whole() {
            Some(sealed) => {
                forget_pieces();
                let id = gathered.parcel().unwrap_or_default();
                self.gathered.set(Gathered::default());
                self.found(Arc::new(sealed), id);
            }
            None => {
                keep_pieces(&gathered);
                self.gathered.set(gathered);
                self.stage.set(Stage::Waiting);
            }
        }
    }

    /// All is here. The family's own page knows the code of what it handed over.
    fn found(&self, sealed: Arc<Vec<u8>>, id: u32) {
        let known = handed::find(self.record.keeper().book(), &id_text(id)).map(|h| h.code).filter(|c| !c.is_empty());
        self.stage.set(Stage::Sealed(Arc::clone(&sealed), id));
        if let Some(code) = known {
            self.open(sealed, code);
        }
    }

    fn open(&self, sealed: Arc<Vec<u8>>, code: String) {
        if self.working.get_untracked() {
            return;
        }
        self.trouble.set(None);
        self.working.set(true);
        let desk = self.clone();
        unsealed(&self.site.top, Arc::clone(&sealed), code.clone(), move |answer| {
            desk.working.set(false);
            let parcel = answer.and_then(|text| {
                Parcel::read(&text).map_err(|trouble| match trouble {
                    NotAParcel::Foreign => Word::ReceiveTroubleForeign,
                    NotAParcel::Newer => Word::ReceiveTroubleNewer,
                })
            });
            match parcel {
                Err(word) => desk.tell(word),
                Ok(parcel) => desk.read(parcel, code),
            }
        });
    }

    /// What was opened: shown, or refused since its day has passed, or, where it is an answer to this family, kept and
    /// gone to.
    fn read(&self, parcel: Parcel, code: String) {
        let (record, today, words) = (&self.record, self.site.today, &self.site.words);
        let locked = matches!(record.status.get_untracked().state, State::Locked(_));
        if parcel.way == Way::Back && locked {
            self.tell(Word::ReceiveLocked);
            return self.stage.set(Stage::Waiting);
        }
        let id = id_text(parcel.id);
        let own = handed::find(record.keeper().book(), &id).is_some();
        if parcel.way == Way::Back && own {
            let kept = record.change(|book| {
                handed::put_back(book, &parcel, today);
            });
            if kept {
                self.go.run(self.site.link(&format!("reply/#id={id}")));
            }
        } else if parcel.expired(today) && !own {
            let date = parcel.until.map(|d| format::date_with_year(words, d)).unwrap_or_default();
            self.trouble.set(Some(words.fill(Word::ReceiveTroubleExpired, &[("date", &date)])));
            self.stage.set(Stage::Waiting);
        } else {
            self.stage.set(Stage::Open(Arc::new(parcel), code));
            // The form is gone, and what was opened stands in its place.
            #[cfg(feature = "app")]
            crate::app::browser::arrive("main h2");
        }
    }
}

/// Opens sealed bytes beside the page; `then` is told the text, or what to say.
#[cfg(feature = "app")]
fn unsealed(root: &str, sealed: Arc<Vec<u8>>, code: String, then: impl FnOnce(Result<String, Word>) + 'static) {
    use crate::app::browser::files::{Work, Worked, work};
    let root = root.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        then(match work(&root, Work::Unwrap { code: &code, sealed: &sealed }).await {
            Worked::Bytes(bytes) => String::from_utf8(bytes).map_err(|_| Word::ReceiveTroubleDamaged),
            Worked::NoWorker => Err(Word::ReceiveTroubleWorker),
            Worked::Refused(word) => Err(match word.as_str() {
                "passphrase" => Word::ReceiveTroubleCode,
                "foreign" => Word::ReceiveTroubleForeign,
                "heavy" => Word::ReceiveTroubleHeavy,
                _ => Word::ReceiveTroubleDamaged,
            }),
        });
    });
}

/// On the host there is no worker, and nobody to type a code.
#[cfg(not(feature = "app"))]
fn unsealed(_: &str, _: Arc<Vec<u8>>, _: String, then: impl FnOnce(Result<String, Word>) + 'static) {
    then(Err(Word::ReceiveTroubleWorker));
}

/// Pieces that wait for the others, from this browser's store.
fn waiting_pieces() -> Vec<Piece> {
    #[cfg(feature = "app")]
    return crate::app::browser::store::pieces().iter().filter_map(|text| Piece::read(text).ok()).collect();
    #[cfg(not(feature = "app"))]
    Vec::new()
}

fn keep_pieces(gathered: &Gathered) {
    #[cfg(feature = "app")]
    crate::app::browser::store::keep_pieces(&gathered.pieces().iter().map(Piece::letters).collect::<Vec<_>>());
    #[cfg(not(feature = "app"))]
    let _ = gathered;
}

fn forget_pieces() {
    #[cfg(feature = "app")]
    crate::app::browser::store::keep_pieces(&[]);
}

fn waiting(desk: &Desk) -> AnyView {
    let site = &desk.site;
    let (n, count) = desk.gathered.with(Gathered::progress);
    let progress = (count > 0).then(|| {
        let missing = desk.gathered.with(Gathered::missing);
        let numbers = missing.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let values = [("n", n.to_string()), ("count", count.to_string())];
        let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let again = {
            let desk = desk.clone();
            action("button", Word::ReceiveAgain, move || {
                forget_pieces();
                desk.gathered.set(Gathered::default());
            })
        };
        view! {
            <section class="panel" role="status">
                <p><b>{site.words.fill(Word::ReceiveProgress, &values)}</b></p>
                <p>{site.words.fill(Word::ReceiveProgressMissing, &[("numbers", &numbers)])}</p>
                {again}
            </section>
        }
    });
    let paste = {
        let desk = desk.clone();
        move || {
            desk.take(&value("link"));
            desk.wrong.set(desk.trouble.with_untracked(Option::is_some).then_some("link"));
        }
    };
    let from_file = {
        let desk = desk.clone();
        move || {
            #[cfg(feature = "app")]
            {
                let desk = desk.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    match crate::app::browser::files::chosen_file("parcel").await {
                        Some(bytes) => desk.take(&String::from_utf8_lossy(&bytes)),
                        None => desk.tell(Word::ReceiveFileNone),
                    }
                    desk.wrong.set(desk.trouble.with_untracked(Option::is_some).then_some("parcel"));
                });
            }
            #[cfg(not(feature = "app"))]
            let _ = &desk;
        }
    };
    view! {
        {progress}
        <section class="panel">
            {form_part(vec![field(desk.about("link", "area", Word::ReceiveLink), None)], Word::ReceiveLinkButton, paste)}
        </section>
        <section class="panel">
            {form_part(vec![field(desk.about("parcel", "file", Word::ReceiveFile), None)], Word::ReceiveFileButton, from_file)}
        </section>
        <p class="small">{site.text(Word::ReceiveCamera)}</p>
    }
    .into_any()
}

fn asking(desk: &Desk, sealed: Arc<Vec<u8>>, id: u32) -> AnyView {
    let site = &desk.site;
    // While the family's own code is tried there is nothing to type.
    let own = handed::find(desk.record.keeper().book(), &id_text(id)).is_some();
    let send = {
        let desk = desk.clone();
        move || match code::read(&value("code")) {
            Ok(code) => {
                desk.wrong.set(Some("code"));
                desk.open(Arc::clone(&sealed), code);
            }
            Err(CodeTrouble::Length(n)) => {
                let text = desk.site.words.fill(Word::ReceiveTroubleLength, &[("n", &n.to_string())]);
                desk.trouble.set(Some(text));
                desk.wrong.set(Some("code"));
            }
            Err(CodeTrouble::Slip) => {
                desk.tell(Word::ReceiveTroubleSlip);
                desk.wrong.set(Some("code"));
            }
        }
    };
    let wanted = {
        let trouble = desk.trouble;
        Memo::new(move |_| !own || trouble.with(Option::is_some))
    };
    let form = {
        let site = Arc::clone(site);
        let desk = desk.clone();
        move || wanted.get().then(|| asking_form(&site, &desk, send.clone()))
    };
    view! { {form}{working_line(desk.working)} }.into_any()
}

fn asking_form(site: &Site, desk: &Desk, send: impl Fn() + 'static) -> AnyView {
    let input = desk.about("code", "digits", Word::ReceiveCode).hint(Word::ReceiveCodeHint);
    let form = form_part(vec![field(input, None)], Word::ReceiveCodeButton, send);
    view! { <section class="panel"><h2>{site.text(Word::ReceiveCodeTitle)}</h2>{form}</section> }.into_any()
}

fn opened(desk: &Desk, parcel: &Arc<Parcel>, code: &str) -> AnyView {
    let site = &desk.site;
    let own = handed::find(desk.record.keeper().book(), &id_text(parcel.id)).is_some();
    let row = |word: Word, text: String| {
        (!text.is_empty()).then(|| view! { <div><dt>{site.text(word)}</dt><dd>{text}</dd></div> })
    };
    let until = parcel.until.map(|d| format::date_with_year(&site.words, d)).unwrap_or_default();
    let notice = if parcel.way == Way::Back { Some(Word::ReceiveUnknownBack) } else { own.then_some(Word::ReceiveOwn) };
    let notice = notice.map(|word| view! { <p class="notice">{site.text(word)}</p> });
    let close = {
        let desk = desk.clone();
        action("button", Word::ReceiveClose, move || {
            forget_pieces();
            desk.trouble.set(None);
            desk.stage.set(Stage::Closed);
        })
    };
    let print = action("button", Word::ReceivePrint, || {
        #[cfg(feature = "app")]
        crate::app::browser::print();
    });
    let sheet = {
        let (desk, parcel, code) = (desk.clone(), Arc::clone(parcel), code.to_owned());
        move || {
            let Some(list) = forms().get() else { return skeleton(2).into_any() };
            let plan = find(&parcel.book, &parcel.plan);
            let form = plan.as_ref().and_then(|p| list.iter().find(|f| f.id == p.form)).cloned();
            match (plan, form) {
                (Some(plan), Some(form)) => {
                    let copy = Copy {
                        book: &parcel.book,
                        form: &form,
                        plan: Some(&plan),
                        whose: None,
                        parts: Some(&parcel.sections),
                        code: None,
                    };
                    let shown = paper(&desk.site, copy);
                    let writing = (parcel.way == Way::There && !own)
                        .then(|| writing(&desk, &parcel, plan, Arc::new(form), &code));
                    view! { {shown}{writing} }.into_any()
                }
                _ => words_only(&desk.site, &parcel),
            }
        }
    };
    view! {
        <div class="no-print page-head">
            {notice}
            <h2>{site.text(Word::ReceiveFromFamily)}</h2>
            <dl class="facts">
                {row(Word::ReceiveTo, parcel.to.clone())}
                {row(Word::ReceivePurpose, parcel.purpose.clone())}
                {row(Word::ReceiveUntil, until)}
            </dl>
            <p class="small">{site.text(Word::ReceiveNotKept)}</p>
            <p class="actions">{print}{close}</p>
        </div>
        {sheet}
    }
    .into_any()
}

/// What was written, without its form.
fn words_only(site: &Arc<Site>, parcel: &Parcel) -> AnyView {
    let rows: Vec<_> = parcel
        .book
        .entries()
        .filter(|e| e.kind != "plan")
        .map(|entry| {
            let label = say::place(&site.words, None, &parcel.plan, entry);
            view! { <div><dt>{label}</dt><dd>{say::said(&site.words, None, &parcel.plan, Some(entry))}</dd></div> }
        })
        .collect();
    view! { <p class="notice">{site.text(Word::ReceiveFormGone)}</p><dl class="facts">{rows}</dl> }.into_any()
}

/// The other side's own words: first who it is, then the sheet, then the way back.
fn writing(desk: &Desk, parcel: &Arc<Parcel>, plan: Plan, form: Arc<Form>, code: &str) -> AnyView {
    let site = Arc::clone(&desk.site);
    let name = RwSignal::new(String::new());
    let trouble = RwSignal::new(None);
    let begin = move || {
        let typed = value("guest");
        trouble.set(typed.is_empty().then_some(Word::ReceiveNameTrouble));
        name.set(typed);
    };
    let body = {
        let (site, parcel, code) = (Arc::clone(&site), Arc::clone(parcel), code.to_owned());
        move || {
            let who = name.get();
            if who.is_empty() {
                let input = Field::new("guest", "text", Word::ReceiveName).hint(Word::ReceiveNameHint).complete("name");
                return form_part(vec![field(input, Some(trouble))], Word::ReceiveNameButton, begin);
            }
            guest_sheet(&site, &parcel, plan.clone(), Arc::clone(&form), &code, who)
        }
    };
    let lead = site.text(Word::ReceiveWriteLead);
    view! {
        <section class="no-print page-head">
            <h2>{site.text(Word::ReceiveWriteTitle)}</h2>
            <p>{lead}</p>
            {body}
        </section>
    }
    .into_any()
}

fn guest_sheet(
    site: &Arc<Site>,
    parcel: &Arc<Parcel>,
    plan: Plan,
    form: Arc<Form>,
    code: &str,
    who: String,
) -> AnyView {
    let loose = Loose::new(parcel.book.clone());
    let mut ctx = Ctx::new(Arc::clone(site), Ground::Theirs(loose.clone()), plan, Arc::clone(&form));
    ctx.guest = Some(Guest { name: who.clone(), settled: Arc::new(parcel.book.clone()) });
    let name = RwSignal::new(who.clone());
    let sections: Vec<_> = form
        .sections
        .iter()
        .filter(|s| parcel.sections.contains(&s.id))
        .map(|section| {
            let fields: Vec<_> = section.fields.iter().map(|f| field_part(&ctx, f)).collect();
            view! {
                <section class="panel">
                    <h3>{ruby(&section.title)}</h3>
                    {voices_part(&ctx, section, name.into())}
                    {fold(Word::ReceiveFields, fields.into_any())}
                </section>
            }
        })
        .collect();
    let back = RwSignal::new(None::<Arc<Parcel>>);
    let nothing = RwSignal::new(false);
    let written = loose.written;
    #[cfg(feature = "app")]
    {
        // What was written lives on this page alone: leaving it is asked about once there is anything.
        Effect::new(move |_| crate::app::browser::ask_before_leaving(written.get() && back.with(Option::is_none)));
        on_cleanup(|| crate::app::browser::ask_before_leaving(false));
    }
    let give_back = {
        let (parcel, loose) = (Arc::clone(parcel), loose.clone());
        action("button call", Word::ReceiveBack, move || {
            if !written.get_untracked() {
                nothing.set(true);
                return;
            }
            nothing.set(false);
            let answer = Parcel { way: Way::Back, from: who.clone(), book: loose.copy(), ..(*parcel).clone() };
            back.set(Some(Arc::new(answer)));
        })
    };
    let ways = {
        let code = code.to_owned();
        move || back.get().map(|parcel| carry(&parcel, &code, true))
    };
    let told = {
        let site = Arc::clone(site);
        move || nothing.get().then(|| site.text(Word::ReceiveBackNothing))
    };
    view! {
        <div class="sheet">{sections}</div>
        <p class="field-trouble" role="alert">{told}</p>
        {give_back}
        {ways}
    }
    .into_any()
}
