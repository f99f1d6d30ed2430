//! Forms as a publisher has read them, so that a phone need not: the built-in ones of a language in one file of the app, which is
//! published with the program that reads it and named by its content. A city's own forms stay the files that it wrote.

use super::form::Form;

/// The bytes of some forms.
pub fn write(forms: &[Form]) -> Vec<u8> {
    // Only a type that refuses to be written can fail, and none of these does; no bytes are read as none.
    postcard::to_extend(forms, Vec::new()).unwrap_or_default()
}

/// The forms in bytes that [`write`] made; `None` where they are anything else.
///
/// ```
/// use tsunagi::plan::{packed, read::read_all};
/// let forms = read_all("format = 1\nid = \"a\"\nname = \"ためし\"\n[[section]]\nid = \"s\"\ntitle = \"はじめに\"\n");
/// assert_eq!(packed::read(&packed::write(&forms)), Some(forms));
/// assert_eq!(packed::read(b"<!doctype html>"), None);
/// ```
pub fn read(bytes: &[u8]) -> Option<Vec<Form>> {
    let (forms, left) = postcard::take_from_bytes::<Vec<Form>>(bytes).ok()?;
    left.is_empty().then_some(forms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_built_in_forms_are_the_same_again_and_cut_ones_are_none() {
        let texts: Vec<_> = std::fs::read_dir("forms")
            .expect("the folder of forms")
            .filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok())
            .collect();
        let forms: Vec<Form> = texts.iter().filter_map(|text| crate::plan::read::read(text).0).collect();
        assert_eq!(forms.len(), 8);
        let bytes = write(&forms);
        assert_eq!(read(&bytes), Some(forms));
        for end in (0..bytes.len()).step_by(97) {
            assert_eq!(read(&bytes[..end]), None, "{end}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_forms_or_none(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }
    }
}
