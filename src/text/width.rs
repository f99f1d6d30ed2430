//! Width: full-width letters, digits and signs to half-width, half-width katakana to full-width.

use std::borrow::Cow;

/// The text with one width for each character: ASCII half-width, katakana full-width, ideographic space to a plain one.
///
/// Only width changes; kana, kanji and case stay. Municipal files mix all of these in one column.
///
/// ```
/// use tsunagi::text::width::narrow;
/// assert_eq!(narrow("０７：００　ﾊﾁｵｳｼﾞ（ﾎｲｸｴﾝ）"), "07:00 ハチオウジ(ホイクエン)");
/// ```
pub fn narrow(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| narrow_char(c) == c && !is_half_kana(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let wide = narrow_char(c);
        // A half-width katakana carries its voicing mark as a character of its own.
        let voiced = chars.peek().and_then(|&mark| match mark {
            'ﾞ' | '\u{3099}' if is_half_kana(c) => voiced(wide),
            'ﾟ' | '\u{309a}' if is_half_kana(c) => semi_voiced(wide),
            _ => None,
        });
        match voiced {
            Some(v) => {
                chars.next();
                out.push(v);
            }
            None => out.push(wide),
        }
    }
    Cow::Owned(out)
}

/// The text with hiragana in place of katakana, as a reading for children.
///
/// ```
/// assert_eq!(tsunagi::text::width::hiragana("ｼｵﾐシ コドモセンター"), "しおみし こどもせんたー");
/// ```
pub fn hiragana(text: &str) -> String {
    let hiragana = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        _ => c,
    };
    narrow(text).chars().map(hiragana).collect()
}

fn is_half_kana(c: char) -> bool {
    ('\u{ff61}'..='\u{ff9f}').contains(&c)
}

/// One character's counterpart of the usual width, voicing marks apart.
pub fn narrow_char(c: char) -> char {
    // U+FF61..U+FF9F in code order.
    const HALF: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '￥' => '¥',
        '\u{ff61}'..='\u{ff9f}' => HALF.chars().nth(c as usize - 0xff61).unwrap_or(c),
        _ => c,
    }
}

/// The voiced form of a full-width katakana: カ to ガ.
fn voiced(c: char) -> Option<char> {
    match c {
        'ウ' => Some('ヴ'),
        'カ'..='ヂ' | 'ツ' | 'テ' | 'ト' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => char::from_u32(c as u32 + 1),
        _ => None,
    }
}

/// The half-voiced form of a full-width katakana: ハ to パ.
fn semi_voiced(c: char) -> Option<char> {
    match c {
        'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => char::from_u32(c as u32 + 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_become_one() {
        assert_eq!(narrow("ｷｬﾗﾒﾙｶﾞﾊﾟｳﾞ"), "キャラメルガパヴ");
        assert_eq!(narrow("（０４８）２５２ー４３８４"), "(048)252ー4384");
        assert_eq!(narrow("料金（基本）"), "料金(基本)");
        assert!(matches!(narrow("栄町保育所"), Cow::Borrowed(_)));
        assert_eq!(narrow("ｱﾞ"), "ア゛");
    }
}
