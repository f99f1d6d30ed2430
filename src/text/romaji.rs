//! Latin letters to hiragana: Hepburn, Kunrei and what a keyboard takes.
//!
//! A table of our own: the crate made for this (wana_kana) brings regular expressions and a dictionary of
//! characters, several times the weight of the whole search engine in wasm.

/// The hiragana of a text of Latin letters; `None` when any part of it is no romaji.
///
/// A last consonant still being typed is left off: `jidouk` is じどう.
///
/// ```
/// use tsunagi::text::romaji_to_kana;
/// assert_eq!(romaji_to_kana("jidoukan").as_deref(), Some("じどうかん"));
/// assert_eq!(romaji_to_kana("sakaecho").as_deref(), Some("さかえちょ"));
/// assert_eq!(romaji_to_kana("kke"), Some("っけ".into()));
/// assert_eq!(romaji_to_kana("xq!"), None);
/// ```
pub fn romaji_to_kana(text: &str) -> Option<String> {
    let letters: Vec<u8> =
        text.bytes().map(|b| b.to_ascii_lowercase()).filter(|b| !matches!(b, b'-' | b'\'')).collect();
    if letters.is_empty() || !letters.iter().all(u8::is_ascii_lowercase) {
        return None;
    }
    let mut out = String::new();
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        if let Some((length, kana)) = syllable(rest) {
            out.push_str(kana);
            at += length;
        } else if rest[0] == b'n' || (rest[0] == b'm' && matches!(rest.get(1), Some(b'b' | b'p' | b'm'))) {
            out.push('ん');
            at += if rest.starts_with(b"nn") && !matches!(rest.get(2), Some(b'a' | b'i' | b'u' | b'e' | b'o' | b'y')) {
                2
            } else {
                1
            };
        } else if rest.len() > 1 && (rest[0] == rest[1] || rest.starts_with(b"tch")) && !b"aiueo".contains(&rest[0]) {
            out.push('っ');
            at += 1;
        } else if rest.len() <= 2 && !out.is_empty() && rest.iter().all(|b| !b"aiueo".contains(b)) {
            // Still being typed.
            break;
        } else {
            return None;
        }
    }
    // Doubled consonants alone are no word.
    out.chars().any(|c| c != 'っ').then_some(out)
}

/// The longest syllable that comes next.
fn syllable(rest: &[u8]) -> Option<(usize, &'static str)> {
    const ROWS: [(&str, [&str; 5]); 41] = [
        ("", ["あ", "い", "う", "え", "お"]),
        ("k", ["か", "き", "く", "け", "こ"]),
        ("c", ["か", "し", "く", "せ", "こ"]),
        ("s", ["さ", "し", "す", "せ", "そ"]),
        ("sh", ["しゃ", "し", "しゅ", "しぇ", "しょ"]),
        ("t", ["た", "ち", "つ", "て", "と"]),
        ("ts", ["つぁ", "つぃ", "つ", "つぇ", "つぉ"]),
        ("ch", ["ちゃ", "ち", "ちゅ", "ちぇ", "ちょ"]),
        ("n", ["な", "に", "ぬ", "ね", "の"]),
        ("h", ["は", "ひ", "ふ", "へ", "ほ"]),
        ("f", ["ふぁ", "ふぃ", "ふ", "ふぇ", "ふぉ"]),
        ("m", ["ま", "み", "む", "め", "も"]),
        ("y", ["や", "い", "ゆ", "いぇ", "よ"]),
        ("r", ["ら", "り", "る", "れ", "ろ"]),
        ("l", ["ら", "り", "る", "れ", "ろ"]),
        ("w", ["わ", "うぃ", "う", "うぇ", "を"]),
        ("g", ["が", "ぎ", "ぐ", "げ", "ご"]),
        ("z", ["ざ", "じ", "ず", "ぜ", "ぞ"]),
        ("j", ["じゃ", "じ", "じゅ", "じぇ", "じょ"]),
        ("d", ["だ", "ぢ", "づ", "で", "ど"]),
        ("b", ["ば", "び", "ぶ", "べ", "ぼ"]),
        ("p", ["ぱ", "ぴ", "ぷ", "ぺ", "ぽ"]),
        ("v", ["ゔぁ", "ゔぃ", "ゔ", "ゔぇ", "ゔぉ"]),
        ("ky", ["きゃ", "きぃ", "きゅ", "きぇ", "きょ"]),
        ("sy", ["しゃ", "しぃ", "しゅ", "しぇ", "しょ"]),
        ("ty", ["ちゃ", "ちぃ", "ちゅ", "ちぇ", "ちょ"]),
        ("cy", ["ちゃ", "ちぃ", "ちゅ", "ちぇ", "ちょ"]),
        ("ny", ["にゃ", "にぃ", "にゅ", "にぇ", "にょ"]),
        ("hy", ["ひゃ", "ひぃ", "ひゅ", "ひぇ", "ひょ"]),
        ("my", ["みゃ", "みぃ", "みゅ", "みぇ", "みょ"]),
        ("ry", ["りゃ", "りぃ", "りゅ", "りぇ", "りょ"]),
        ("gy", ["ぎゃ", "ぎぃ", "ぎゅ", "ぎぇ", "ぎょ"]),
        ("zy", ["じゃ", "じぃ", "じゅ", "じぇ", "じょ"]),
        ("jy", ["じゃ", "じぃ", "じゅ", "じぇ", "じょ"]),
        ("dy", ["ぢゃ", "ぢぃ", "ぢゅ", "ぢぇ", "ぢょ"]),
        ("by", ["びゃ", "びぃ", "びゅ", "びぇ", "びょ"]),
        ("py", ["ぴゃ", "ぴぃ", "ぴゅ", "ぴぇ", "ぴょ"]),
        ("fy", ["ふゃ", "ふぃ", "ふゅ", "ふぇ", "ふょ"]),
        ("th", ["てゃ", "てぃ", "てゅ", "てぇ", "てょ"]),
        ("dh", ["でゃ", "でぃ", "でゅ", "でぇ", "でょ"]),
        ("kw", ["くぁ", "くぃ", "く", "くぇ", "くぉ"]),
    ];
    let consonants = rest.iter().take_while(|b| !b"aiueo".contains(b)).count();
    let vowel = rest.get(consonants).and_then(|v| b"aiueo".iter().position(|w| w == v))?;
    let (_, kana) = ROWS.iter().find(|(row, _)| row.as_bytes() == &rest[..consonants])?;
    Some((consonants + 1, kana[vowel]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_field() {
        for (romaji, kana) in [
            ("hoikuen", "ほいくえん"),
            ("kosodate", "こそだて"),
            ("kennshin", "けんしん"),
            ("sampo", "さんぽ"),
            ("matcha", "まっちゃ"),
            ("gakkou", "がっこう"),
            ("shien", "しえん"),
            ("sien", "しえん"),
            ("jidouk", "じどう"),
        ] {
            assert_eq!(romaji_to_kana(romaji).as_deref(), Some(kana), "{romaji}");
        }
        assert_eq!(romaji_to_kana("保育"), None);
        assert_eq!(romaji_to_kana("qqq"), None);
    }
}
