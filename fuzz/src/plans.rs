//! Forms, what is handed over and comes back, links and the code that is said aloud.

use super::given::{day, one, rest, text};
use arbitrary::Unstructured;
use std::collections::HashSet;
use tsunagi::plan::form::Form;
use tsunagi::plan::handover::code;
use tsunagi::plan::handover::frame::{Gathered, Piece, PieceTrouble, cut};
use tsunagi::plan::handover::merge::{Change, Take, compare, decide, moved};
use tsunagi::plan::handover::parcel::{Parcel, Way, parts};
use tsunagi::plan::packed;
use tsunagi::plan::read::{read, read_all};
use tsunagi::plan::sheet::{
    Item, Plan, Voice, add_item, answer, find, items, memo, put_answer, put_memo, put_plan, put_voice, tick, ticked,
    voices,
};
use tsunagi::vault::book::Book;

/// The file of a form: what is not understood is told where it stands; what is understood can be written on and handed over.
pub fn form(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // What a server sends in the place of packed forms is none, or forms that can be written again.
    if let Some(forms) = packed::read(bytes) {
        assert_eq!(packed::read(&packed::write(&forms)), Some(forms));
    }
    let (form, problems) = read(&text);
    let lines = text.matches('\n').count() + 1;
    for problem in &problems {
        assert!((1..=lines).contains(&problem.line) && problem.column >= 1, "{problem:?}");
    }
    let Some(form) = form else {
        assert!(!problems.is_empty(), "not read, and not told");
        return;
    };
    assert!(!form.id.is_empty() && !form.name.is_empty() && !form.sections.is_empty());
    let fields: Vec<&str> = form.sections.iter().flat_map(|s| &s.fields).map(|field| field.id.as_str()).collect();
    assert_eq!(fields.iter().collect::<HashSet<_>>().len(), fields.len(), "two fields of one id");
    assert!(read_all(&text).len() <= 1 + text.matches("#%%").count());
    let packed = packed::read(&packed::write(std::slice::from_ref(&form)));
    assert_eq!(packed.as_deref(), Some(std::slice::from_ref(&form)), "another form once packed");
    filled(&form);
}

/// Something in every field, looked at, handed over whole: the other side sees all of it, and none of the private words.
fn filled(form: &Form) {
    let today = super::given::today();
    let mut book = Book::default();
    let plan = Plan::new("s1".into(), form, today);
    put_plan(&mut book, &plan);
    let mut written = 0;
    for section in form.sections.iter().take(40) {
        put_memo(&mut book, "s1", &section.id, "だれにも見せない");
        assert_eq!(memo(&book, "s1", &section.id), "だれにも見せない");
        put_voice(&mut book, "s1", &section.id, &Voice { who: "保健師".into(), text: "よい".into() });
        assert!(voices(&book, "s1", &section.id).iter().any(|voice| voice.who == "保健師"), "{:?}", section.id);
        for field in section.fields.iter().take(40) {
            for voice in field.voices.iter().map(|voice| voice.id.as_str()).chain([""]) {
                match field.choices.first() {
                    Some(choice) => {
                        tick(&mut book, "s1", &field.id, voice, &choice.id, true);
                        assert_eq!(
                            ticked(&book, "s1", &field.id, voice),
                            std::slice::from_ref(&choice.id),
                            "{field:?}"
                        );
                    }
                    None => {
                        put_answer(&mut book, "s1", &field.id, voice, "夜がつらい");
                        assert_eq!(answer(&book, "s1", &field.id, voice), "夜がつらい", "{field:?}");
                    }
                }
                written += 1;
            }
        }
    }
    let sections: Vec<String> = form.sections.iter().map(|section| section.id.clone()).collect();
    let parcel = Parcel {
        id: 7,
        way: Way::There,
        plan: "s1".into(),
        to: String::new(),
        purpose: String::new(),
        made: Some(today),
        until: None,
        book: parts(&book, form, &plan, &sections),
        sections,
        from: String::new(),
    };
    let there = Parcel::read(&parcel.text()).expect("what is handed over can be read");
    assert_eq!(there, parcel);
    assert_eq!(there.book.of("answer").count(), written.min(book.of("answer").count()), "an answer stayed behind");
    assert_eq!(there.book.of("voice").count(), book.of("voice").count(), "a voice stayed behind");
    assert!(there.book.of("memo").next().is_none() && !parcel.text().contains("だれにも"), "private words went along");
}

const FORM: &str = "format = 1\nid = \"a\"\nname = \"ためし\"\n[[section]]\nid = \"one\"\ntitle = \"x\"\n\
    [[section.field]]\nid = \"f\"\nkind = \"text\"\nlabel = \"y\"\n\
    [[section.field]]\nid = \"c\"\nkind = \"checks\"\nlabel = \"y\"\nchoices = [{ id = \"p\", label = \"P\" }, { id = \"q\", label = \"Q\" }]\n\
    [[section.field]]\nid = \"s\"\nkind = \"scale\"\nlabel = \"y\"\n[[section.field]]\nid = \"g\"\nkind = \"goals\"\nlabel = \"w\"\n\
    [[section.field]]\nid = \"n\"\nkind = \"review\"\nlabel = \"v\"\n";

/// What comes as a parcel: read and written again it is the same. And what two sides did to a sheet, joined: nothing of the
/// family's goes unless it chose so.
pub fn handover(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    if first & 1 == 0 {
        let text = String::from_utf8_lossy(bytes);
        let Ok(parcel) = Parcel::read(&text) else { return };
        let again = Parcel::read(&parcel.text());
        assert_eq!(again.as_ref(), Ok(&parcel), "{text:?}");
        let form = read(FORM).0.expect("a form");
        let own = Book::default();
        for part in compare(Some(&form), &parcel.plan, &own, &own, &parcel.book) {
            let mut ours = own.clone();
            decide(&mut ours, Some(&form), &part, Take::Theirs);
            decide(&mut ours, None, &part, Take::Both);
        }
        let _ = moved(&parcel.book, &parcel.plan, "s2");
        return;
    }
    let mut u = Unstructured::new(bytes);
    let form = read(FORM).0.expect("a form");
    let mut base = Book::default();
    put_plan(&mut base, &Plan::new("s1".into(), &form, day(&mut u)));
    change(&mut u, &mut base, 4);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    change(&mut u, &mut ours, 6);
    change(&mut u, &mut theirs, 6);
    let parts = compare(Some(&form), "s1", &base, &ours, &theirs);
    assert!(compare(Some(&form), "s1", &base, &ours, &base).is_empty(), "what only this side changed is no question");
    let said = |book: &Book| -> Vec<String> { book.of("answer").map(|e| e.get("text").to_owned()).collect() };
    let mut mine = ours.clone();
    parts.iter().for_each(|part| decide(&mut mine, Some(&form), part, Take::Mine));
    assert_eq!(mine, ours, "as it stands here is as it stands here");
    let mut yours = ours.clone();
    parts.iter().for_each(|part| decide(&mut yours, Some(&form), part, Take::Theirs));
    assert!(compare(Some(&form), "s1", &base, &yours, &theirs).is_empty(), "all was taken in");
    let mut both = ours.clone();
    for part in &parts {
        decide(&mut both, Some(&form), part, Take::Both);
        if part.change == Change::Both && part.joinable && part.kind == "answer" {
            let now = both.get("answer", &part.id).map(|e| e.get("text").to_owned()).unwrap_or_default();
            for side in [&part.ours, &part.theirs].into_iter().flatten() {
                let parts: Vec<&str> = side.get("text").split(';').collect();
                assert!(parts.iter().all(|text| now.contains(text)), "{now:?} without {side:?}");
            }
        }
    }
    assert!(said(&both).len() >= said(&ours).len(), "something of the family's went");
}

fn change(u: &mut Unstructured, book: &mut Book, most: u8) {
    for _ in 0..u.arbitrary::<u8>().unwrap_or(0) % (most + 1) {
        let words = text(u, 6);
        match u.arbitrary::<u8>().unwrap_or(0) % 7 {
            0 => put_answer(book, "s1", "f", one(u, &["", "me"]), &words),
            1 => tick(book, "s1", "c", "", one(u, &["p", "q"]), u.arbitrary().unwrap_or(true)),
            2 => put_answer(book, "s1", "s", "", one(u, &["10", "40", ""])),
            3 => drop(add_item(book, "s1", &Item { field: "g".into(), text: words, ..Item::default() }, 5)),
            4 => {
                let item = items(book, "s1", "g").into_iter().next();
                item.into_iter().for_each(|item| book.remove("item", &item.id));
            }
            5 => put_voice(book, "s1", "one", &Voice { who: one(u, &["母", "保健師"]).into(), text: words }),
            _ => {
                if let Some(mut plan) = find(book, "s1") {
                    plan.review = u.arbitrary::<bool>().unwrap_or(false).then(|| day(u));
                    put_plan(book, &plan);
                }
            }
        }
    }
}

/// A link, or what a camera read, or a code that was typed; and bytes cut into pieces, which are the same once all have come.
pub fn link(bytes: &[u8]) {
    let mut u = Unstructured::new(bytes);
    let (most, salt) = (u.arbitrary::<u8>().unwrap_or(1), u.arbitrary::<u8>().unwrap_or(0));
    let sealed = u.peek_bytes(u.len()).unwrap_or_default();
    if sealed.len() < 60 * usize::from(most) {
        let mut pieces = cut(u32::from(salt), sealed, usize::from(most) * 7);
        let at = usize::from(salt) % pieces.len().max(1);
        pieces.rotate_left(at);
        let mut gathered = Gathered::default();
        for (done, piece) in pieces.iter().enumerate() {
            assert_eq!(gathered.whole(), None, "whole before all have come");
            assert_eq!(Piece::read(&piece.letters()).as_ref(), Ok(piece));
            assert_eq!(Piece::read(&format!("https://example.jp/receive/#{}", piece.digits())).as_ref(), Ok(piece));
            gathered.add(piece.clone());
            gathered.add(piece.clone());
            assert_eq!(gathered.missing().len(), pieces.len() - done - 1);
        }
        assert_eq!(gathered.whole().unwrap_or_default(), if sealed.is_empty() { &[] } else { sealed });
    }
    let typed = rest(u);
    match Piece::read(&typed) {
        Ok(piece) => {
            assert_eq!(Piece::read(&piece.letters()).as_ref(), Ok(&piece));
            let mut gathered = Gathered::default();
            gathered.add(piece.clone());
            assert!(gathered.missing().len() < usize::from(piece.count));
        }
        Err(PieceTrouble::Foreign | PieceTrouble::Cut | PieceTrouble::Newer) => {}
    }
    if let Ok(code) = code::read(&typed) {
        assert!(code.len() == code::DIGITS && code::read(&code::grouped(&code)).as_ref() == Ok(&code));
    }
    if typed.len() < 400
        && let Some((width, path)) = tsunagi::qr::code(&typed, "")
    {
        assert!(width > 8 && path.starts_with('M') && !path.contains(['"', '<']));
    }
}
