//! Backup files against the age format's own implementation, and the texts of every layout that there has been.
//!
//! The vectors of `tests/vault/*.b64` were written by the age crate 0.12 (work factor 10, passphrase 「tsunagi の合言葉」).

use tsunagi::family::record::Family;
use tsunagi::vault::{backup, layout};

#[cfg(feature = "seal")]
mod age {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use tsunagi::vault::seal::{self, SealError};

    const PASSPHRASE: &str = "tsunagi の合言葉";

    fn vector(text: &str) -> Vec<u8> {
        STANDARD.decode(text.trim()).expect("a vector is base64")
    }

    #[test]
    fn a_file_of_age_itself_is_opened() {
        let file = vector(include_str!("vault/age-0.12-record.b64"));
        assert!(seal::is_sealed(&file));
        let text = seal::unseal(PASSPHRASE, &file).expect("opened");
        let book = super::backup::read(&String::from_utf8(text).expect("a text")).expect("a book");
        assert_eq!(book.get("child", "c1").map(|c| c.get("name")), Some("はる"));
        let one = vector(include_str!("vault/age-0.12-one-byte.b64"));
        assert_eq!(seal::unseal(PASSPHRASE, &one).as_deref(), Ok(&b"a"[..]));
        assert_eq!(seal::unseal("ちがう合言葉", &one), Err(SealError::Passphrase));
    }

    /// Prints a file of ours, for opening it with age by hand: `cargo test --features seal -- --ignored --nocapture`.
    #[test]
    #[ignore = "for trying with another tool by hand"]
    fn a_file_of_ours_for_age() {
        let random = |bytes: &mut [u8]| bytes.iter_mut().enumerate().for_each(|(at, b)| *b = at as u8);
        for length in [0, 1, 65_536, 65_537, 200_000] {
            let sealed = seal::seal(PASSPHRASE, &vec![b'a'; length], seal::LOG_N, random).expect("sealed");
            println!("FILE {}", STANDARD.encode(sealed));
        }
    }
}

/// A layout without a text here was never tested: one is added with each new layout.
#[test]
fn every_layout_that_there_has_been_is_read() {
    let texts = [include_str!("vault/layout-1.txt")];
    assert_eq!(texts.len() as u32, layout::LAYOUT);
    for text in texts {
        let book = backup::read(text).expect("a book");
        let family = Family::read(&book);
        assert_eq!((family.children.len(), family.pregnancies.len(), family.unread), (1, 1, 0));
        assert_eq!(family.children[0].name, "はる\nちゃん");
        assert_eq!(family.marks.len(), 1);
        assert_eq!((family.visits.len(), family.vouchers[0].left()), (1, 5));
        assert!(book.strays().is_empty());
    }
}
