//! 保存と引っこし: what is kept, a backup, restoring it here or on a new phone, the lock, forgetting everything.

use crate::app::parts::form::{Field, action, choosing, clear, field, fold, form, value};
use crate::app::parts::install::install_part;
use crate::app::parts::keeping::{keeping_notice, working_line};
use crate::app::parts::state::skeleton;
use crate::app::parts::title::set_title;
use crate::app::record::{Record, record};
use crate::app::site::{Site, site};
use crate::plan::handover::handed::handed;
use crate::plan::sheet::plans;
use crate::text::width::narrow;
use crate::vault::away;
use crate::vault::backup::{Preview, Restore, preview, restored};
use crate::vault::book::Book;
use crate::vault::keeper::{NotForgotten, State};
#[cfg(feature = "app")]
use crate::vault::lock::{LOG_N, LockKey, LockParams};
use crate::words::family as say;
use crate::words::{Word, format};
use leptos::prelude::*;
use std::sync::Arc;

/// The fewest letters of a passphrase for a file, which may fall into other hands.
const SHORTEST: usize = 8;

/// The fewest of a lock: a number that one types with a thumb keeps out a glance, not a search; the page says so.
const SHORTEST_LOCK: usize = 4;

#[component]
pub fn Keep() -> impl IntoView {
    let site = site();
    set_title(Some(site.text(Word::KeepTitle)));
    if !site.ready() {
        return view! { <h1>{site.text(Word::KeepTitle)}</h1>{skeleton(3)} }.into_any();
    }
    let record = record();
    let state = {
        let status = record.status;
        Memo::new(move |_| status.get().state)
    };
    // A locked record can be forgotten and restored over, not looked into; one of a newer version only forgotten.
    let inside = move |part: fn() -> AnyView| move || matches!(state.get(), State::Open | State::Denied).then(part);
    view! {
        <h1>{site.text(Word::KeepTitle)}</h1>
        {keeping_notice()}
        {kept(&site, &record)}
        {inside(backup_part)}
        {inside(restore_part)}
        {move || (state.get() == State::Open).then(lock_part)}
        {install_part()}
        {forget_part(&site, &record)}
    }
    .into_any()
}

fn kept(site: &Arc<Site>, record: &Record) -> AnyView {
    let (site, record) = (Arc::clone(site), record.clone());
    (move || {
        let family = record.family();
        record.status.track();
        let count = |word: Word, n: usize| {
            (n > 0).then(|| view! { <li>{site.words.fill(word, &[("count", &n.to_string())])}</li> })
        };
        let members = family.children.len() + family.pregnancies.len();
        let home = &family.household;
        let household = !home.district.is_empty() || !home.note.is_empty();
        let cards = family.vouchers.len() + family.registrations.len();
        // Of the sheets every version, and what was handed over: the record of うちの記録 holds only those in use.
        let (sheets, given) = {
            let keeper = record.keeper();
            (plans(keeper.book()).len(), handed(keeper.book()).len())
        };
        let kept = family.kept.len();
        let counted = members + family.marks.len() + family.visits.len() + cards + sheets + given + kept;
        let empty = counted == 0 && !household;
        let keys: Vec<_> = record
            .keeper()
            .kept()
            .into_iter()
            .map(|(key, size)| {
                view! { <li>{site.words.fill(Word::KeepWhatSize, &[("key", &key), ("size", &size.to_string())])}</li> }
            })
            .collect();
        let list = view! {
            <ul class="kept">
                {count(Word::KeepWhatMembers, members)}
                {count(Word::KeepWhatMarks, family.marks.len())}
                {count(Word::KeepWhatVisits, family.visits.len())}
                {count(Word::KeepWhatCards, cards)}
                {count(Word::KeepWhatPlaces, kept)}
                {count(Word::KeepWhatSheets, sheets)}
                {count(Word::KeepWhatHanded, given)}
                {household.then(|| view! { <li>{site.text(Word::KeepWhatHousehold)}</li> })}
            </ul>
        };
        let all: Vec<_> = say::all_of(&site.words, &family, &record.steps())
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect();
        let all = (!all.is_empty()).then(|| fold(Word::KeepWhatAll, view! { <ul class="kept">{all}</ul> }.into_any()));
        let technical = (!keys.is_empty())
            .then(|| fold(Word::KeepWhatTechnical, view! { <ul class="kept small">{keys}</ul> }.into_any()));
        view! {
            <section class="panel" aria-labelledby="keep-where">
                <h2 id="keep-where">{site.text(Word::KeepWhereTitle)}</h2>
                <p>{site.text(Word::KeepWhere)}</p>
                <h3>{site.text(Word::KeepWhat)}</h3>
                {empty.then(|| view! { <p>{site.text(Word::KeepWhereEmpty)}</p> })}
                {list}
                {all}
                {technical}
            </section>
        }
        .into_any()
    })
    .into_any()
}

/// The two passphrases of a form, where they are fit to be used.
fn passphrases(first: &str, again: &str, shortest: usize) -> Result<String, Word> {
    // A Japanese keyboard gives full-width letters now and then: they are the same.
    let typed = |id: &str| narrow(&value(id)).into_owned();
    let passphrase = typed(first);
    if passphrase.chars().count() < shortest {
        return Err(if shortest == SHORTEST { Word::KeepTroubleShort } else { Word::KeepTroubleShortLock });
    }
    if passphrase != typed(again) {
        return Err(Word::KeepTroubleDiffer);
    }
    Ok(passphrase)
}

/// Puts a trouble with two passphrases beside the one that it is about: that they differ is seen at the second.
fn tell(word: Word, first: Trouble, again: Trouble) {
    let differ = word == Word::KeepTroubleDiffer;
    first.set((!differ).then_some(word));
    again.set(differ.then_some(word));
}

fn backup_part() -> AnyView {
    let site = site();
    let record = record();
    let (trouble, again) = (RwSignal::new(None), RwSignal::new(None));
    let working = RwSignal::new(false);
    let done = RwSignal::new(false);
    let last = {
        let (site, record) = (Arc::clone(&site), record.clone());
        move || match record.family().household.backed_up {
            None => site.text(Word::KeepBackupNever).to_owned(),
            Some(on) => site.words.fill(Word::KeepBackupLast, &[("date", &format::date_with_year(&site.words, on))]),
        }
    };
    let send = {
        let site = Arc::clone(&site);
        move || match passphrases("backup", "backup-again", SHORTEST) {
            Err(word) => tell(word, trouble, again),
            Ok(passphrase) if !working.get_untracked() => {
                trouble.set(None);
                again.set(None);
                done.set(false);
                working.set(true);
                let text = crate::vault::backup::text(record.keeper().book());
                seal(Arc::clone(&site), record.clone(), passphrase, text, working, done, trouble);
            }
            Ok(_) => {}
        }
    };
    let fields = vec![
        field(Field::new("backup", "password", Word::KeepPassphrase).hint(Word::KeepPassphraseHint), Some(trouble)),
        field(Field::new("backup-again", "password", Word::KeepPassphraseAgain), Some(again)),
    ];
    view! {
        <section class="panel" aria-labelledby="keep-backup">
            <h2 id="keep-backup">{site.text(Word::KeepBackupTitle)}</h2>
            <p>{site.text(Word::KeepBackupLead)}</p>
            <p class="small">{last}</p>
            {form(fields, Word::KeepBackupButton, send)}
            {working_line(working)}
            <p class="said" role="status">{move || done.get().then(|| site.text(Word::KeepBackupDone))}</p>
        </section>
    }
    .into_any()
}

type Flag = RwSignal<bool>;
type Trouble = RwSignal<Option<Word>>;

#[cfg(feature = "app")]
fn seal(
    site: Arc<Site>,
    record: Record,
    passphrase: String,
    text: String,
    working: Flag,
    done: Flag,
    trouble: Trouble,
) {
    use crate::app::browser::files::{Work, Worked, save_file, work};
    wasm_bindgen_futures::spawn_local(async move {
        let task = Work::Seal { passphrase: &passphrase, bytes: text.as_bytes() };
        let answer = work(&site.top, task).await;
        working.set(false);
        match answer {
            Worked::Bytes(bytes) => {
                save_file(&format!("tsunagi-{}.age", site.today), "application/octet-stream", &bytes);
                clear(&["backup", "backup-again"]);
                done.set(true);
                record.change_household(|home| home.backed_up = Some(site.today));
            }
            answer => trouble.set(Some(worker_word(&answer))),
        }
    });
}
#[cfg(not(feature = "app"))]
fn seal(_: Arc<Site>, _: Record, _: String, _: String, _: Flag, _: Flag, _: Trouble) {}

/// The sentence for what the sealing worker could not do.
#[cfg(feature = "app")]
fn worker_word(answer: &crate::app::browser::files::Worked) -> Word {
    use crate::app::browser::files::Worked;
    match answer {
        Worked::Refused(word) => match word.as_str() {
            "passphrase" => Word::KeepUnlockWrong,
            "foreign" => Word::KeepTroubleForeign,
            "heavy" => Word::KeepTroubleHeavy,
            _ => Word::KeepTroubleDamaged,
        },
        Worked::NoWorker | Worked::Bytes(_) => Word::KeepTroubleWorker,
    }
}

/// The key of a lock, from a passphrase and how it was made.
#[cfg(feature = "app")]
pub async fn derive(passphrase: &str, params: LockParams) -> Result<LockKey, Word> {
    use crate::app::browser::files::{Work, Worked, work};
    let root = crate::app::browser::root();
    let task = Work::Derive { passphrase, salt: &params.salt, log_n: params.log_n };
    match work(&root, task).await {
        Worked::Bytes(bytes) => {
            let key = bytes.try_into().map_err(|_| Word::KeepTroubleWorker)?;
            Ok(LockKey::new(params, key))
        }
        answer => Err(worker_word(&answer)),
    }
}

fn restore_part() -> AnyView {
    let site = site();
    let record = record();
    let file_trouble = RwSignal::new(None);
    let trouble = RwSignal::new(None);
    let working = RwSignal::new(false);
    let done = RwSignal::new(false);
    let opened: RwSignal<Option<Arc<Book>>> = RwSignal::new(None);
    let send = move || {
        if working.get_untracked() {
            return;
        }
        file_trouble.set(None);
        trouble.set(None);
        done.set(false);
        opened.set(None);
        unseal(value("restore"), working, file_trouble, trouble, opened);
    };
    let fields = vec![
        field(Field::new("file", "file", Word::KeepFile), Some(file_trouble)),
        field(Field::new("restore", "password", Word::KeepPassphrase), Some(trouble)),
    ];
    let choice = {
        let (site, record) = (Arc::clone(&site), record.clone());
        move || opened.get().map(|file| choose(&site, &record, file, opened, done))
    };
    view! {
        <section class="panel" aria-labelledby="keep-restore">
            <h2 id="keep-restore">{site.text(Word::KeepRestoreTitle)}</h2>
            <p>{site.text(Word::KeepRestoreLead)}</p>
            {form(fields, Word::KeepOpenButton, send)}
            {working_line(working)}
            {choice}
            <p class="said" role="status">{move || done.get().then(|| site.text(Word::KeepRestored))}</p>
        </section>
    }
    .into_any()
}

#[cfg(feature = "app")]
fn unseal(
    passphrase: String,
    working: Flag,
    file_trouble: Trouble,
    trouble: Trouble,
    opened: RwSignal<Option<Arc<Book>>>,
) {
    use crate::app::browser::files::{Work, Worked, chosen_file, work};
    use crate::vault::backup;
    use crate::vault::layout::NotABook;
    wasm_bindgen_futures::spawn_local(async move {
        let Some(bytes) = chosen_file("file").await else {
            file_trouble.set(Some(Word::KeepTroubleFile));
            return;
        };
        working.set(true);
        let root = crate::app::browser::root();
        let answer = work(&root, Work::Unseal { passphrase: &passphrase, bytes: &bytes }).await;
        working.set(false);
        match answer {
            Worked::Bytes(text) => match backup::read(&String::from_utf8_lossy(&text)) {
                Ok(book) => opened.set(Some(Arc::new(book))),
                Err(NotABook::Newer) => file_trouble.set(Some(Word::KeepTroubleNewer)),
                Err(NotABook::Foreign) => file_trouble.set(Some(Word::KeepTroubleForeign)),
            },
            Worked::Refused(word) if word == "passphrase" => trouble.set(Some(Word::KeepUnlockWrong)),
            answer => file_trouble.set(Some(worker_word(&answer))),
        }
    });
}
#[cfg(not(feature = "app"))]
fn unseal(_: String, _: Flag, _: Trouble, _: Trouble, _: RwSignal<Option<Arc<Book>>>) {}

/// What either way would change, and the two buttons.
fn choose(
    site: &Arc<Site>,
    record: &Record,
    file: Arc<Book>,
    opened: RwSignal<Option<Arc<Book>>>,
    done: Flag,
) -> AnyView {
    let ours = record.keeper().book().clone();
    let way = |how: Restore, title: Word, detail: Word| {
        let after = restored(&ours, &file, how);
        let Preview { added, changed, removed, .. } = preview(&ours, &after);
        let counts = [("added", added.to_string()), ("changed", changed.to_string()), ("removed", removed.to_string())];
        let counts: Vec<(&str, &str)> = counts.iter().map(|(name, n)| (*name, n.as_str())).collect();
        let same = added + changed + removed == 0;
        let detail = if same { site.text(Word::KeepPreviewSame).to_owned() } else { site.words.fill(detail, &counts) };
        let (record, file) = (record.clone(), Arc::clone(&file));
        let go = action(if how == Restore::Merge { "button call" } else { "button" }, title, move || {
            let file = Arc::clone(&file);
            if record.change(move |book| *book = restored(book, &file, how)) {
                done.set(true);
            }
            opened.set(None);
            clear(&["file", "restore"]);
        });
        view! { <div class="way-to-restore"><p>{detail}</p>{go}</div> }.into_any()
    };
    view! {
        <div class="preview" role="group" aria-labelledby="preview">
            <h3 id="preview">{site.text(Word::KeepPreviewTitle)}</h3>
            {way(Restore::Merge, Word::KeepPreviewMerge, Word::KeepPreviewMergeDetail)}
            {way(Restore::Replace, Word::KeepPreviewReplace, Word::KeepPreviewReplaceDetail)}
            {action("button", Word::KeepCancel, move || opened.set(None))}
        </div>
    }
    .into_any()
}

fn lock_part() -> AnyView {
    let site = site();
    let record = record();
    let (trouble, again) = (RwSignal::new(None), RwSignal::new(None));
    let working = RwSignal::new(false);
    let said = RwSignal::new(None::<Word>);
    let locked = RwSignal::new(record.keeper().locked_with().is_some());
    let send = {
        let record = record.clone();
        move || match passphrases("lock", "lock-again", SHORTEST_LOCK) {
            Err(word) => tell(word, trouble, again),
            Ok(passphrase) if !working.get_untracked() => {
                trouble.set(None);
                again.set(None);
                working.set(true);
                lock(record.clone(), passphrase, working, trouble, said, locked);
            }
            Ok(_) => {}
        }
    };
    let send = Callback::new(move |()| send());
    let off = {
        let record = record.clone();
        Callback::new(move |()| {
            let result = record.keeper().set_lock(None);
            record.show(result.err());
            if result.is_ok() {
                locked.set(false);
                said.set(Some(Word::KeepLockOffDone));
            }
        })
    };
    let now = {
        let record = record.clone();
        Callback::new(move |()| {
            #[cfg(feature = "app")]
            record.lock_again();
            #[cfg(not(feature = "app"))]
            let _ = &record;
        })
    };
    let away = {
        let record = record.clone();
        let after = {
            let record = record.clone();
            Memo::new(move |_| record.family().household.lock_after)
        };
        move || lock_comes_back(&record, after.get())
    };
    let inner = {
        let site = Arc::clone(&site);
        move || {
            if locked.get() {
                return view! {
                    <p>{site.text(Word::KeepLockOn)}</p>
                    <div class="actions">
                        {action("button", Word::KeepLockNow, move || now.run(()))}
                        {action("button", Word::KeepLockOff, move || off.run(()))}
                    </div>
                    {away.clone()}
                }
                .into_any();
            }
            let fields = vec![
                field(Field::new("lock", "password", Word::KeepPassphrase).hint(Word::KeepLockHint), Some(trouble)),
                field(Field::new("lock-again", "password", Word::KeepPassphraseAgain), Some(again)),
            ];
            let body = view! { <p>{site.text(Word::KeepLockWarning)}</p>{form(fields, Word::KeepLockButton, move || send.run(()))} };
            fold(Word::KeepLockButton, body.into_any())
        }
    };
    view! {
        <section class="panel" aria-labelledby="keep-lock">
            <h2 id="keep-lock">{site.text(Word::KeepLockTitle)}</h2>
            <p>{site.text(Word::KeepLockLead)}</p>
            <p class="small"><a href=site.link("safety/")>{site.text(Word::SafetyTitle)}</a></p>
            {inner}
            {working_line(working)}
            <p class="said" role="status">{move || said.get().map(|word| site.text(word))}</p>
        </section>
    }
    .into_any()
}

/// Whether the lock comes back by itself once nobody is there, and after how long.
fn lock_comes_back(record: &Record, after: Option<u16>) -> AnyView {
    let (site, record) = (site(), record.clone());
    let minutes = |minutes: u16| {
        let text = site.words.fill(Word::KeepAwayMinutes, &[("minutes", &minutes.to_string())]);
        (minutes.to_string(), text)
    };
    let mut options = vec![(String::new(), site.text(Word::KeepAwayNever).to_owned())];
    options.extend(away::CHOICES.map(minutes));
    let chosen = after.map(|minutes| minutes.to_string()).unwrap_or_default();
    choosing("lock-after", Word::KeepAway, Some(Word::KeepAwayHint), options, &chosen, move |text| {
        record.change_household(|home| home.lock_after = away::read(&text));
    })
}

#[cfg(feature = "app")]
fn lock(record: Record, passphrase: String, working: Flag, trouble: Trouble, said: Trouble, locked: Flag) {
    wasm_bindgen_futures::spawn_local(async move {
        let mut salt = [0; 16];
        crate::app::browser::store::random(&mut salt);
        let key = derive(&passphrase, LockParams { salt, log_n: LOG_N }).await;
        working.set(false);
        match key {
            Ok(key) => {
                let result = record.keeper().set_lock(Some(key));
                record.show(result.err());
                if result.is_ok() {
                    if record.family_now().household.lock_after.is_none() {
                        record.change_household(|home| home.lock_after = Some(away::USUAL));
                    }
                    locked.set(true);
                    said.set(Some(Word::KeepLockDone));
                }
            }
            Err(word) => trouble.set(Some(word)),
        }
    });
}
#[cfg(not(feature = "app"))]
fn lock(_: Record, _: String, _: Flag, _: Trouble, _: Trouble, _: Flag) {}

fn forget_part(site: &Arc<Site>, record: &Record) -> AnyView {
    let told = RwSignal::new(None::<String>);
    let forget = {
        let (site, record) = (Arc::clone(site), record.clone());
        action("button danger-button", Word::KeepForgetButton, move || {
            #[cfg(feature = "app")]
            crate::app::browser::forget_session();
            let result = record.keeper().forget();
            // What was kept of the site's own pages shows where one has been.
            #[cfg(feature = "app")]
            crate::app::browser::behind::tell("tsunagi-forget");
            record.show(None);
            told.set(Some(match result {
                Ok(()) => site.text(Word::KeepForgetDone).to_owned(),
                Err(NotForgotten::Denied) => site.text(Word::KeepForgetUnsure).to_owned(),
                Err(NotForgotten::Left(keys)) => {
                    site.words.fill(Word::KeepForgetLeft, &[("keys", &site.words.list(&keys))])
                }
            }));
        })
    };
    view! {
        <section class="panel" aria-labelledby="keep-forget">
            <h2 id="keep-forget">{site.text(Word::KeepForgetTitle)}</h2>
            <p>{site.text(Word::KeepForgetLead)}</p>
            {fold(Word::KeepForgetConfirm, forget)}
            <p class="said" role="status">{move || told.get()}</p>
        </section>
    }
    .into_any()
}
