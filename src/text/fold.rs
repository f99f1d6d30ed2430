//! One form for all spellings that a search takes as equal.
//!
//! Width, case, katakana and hiragana, small kana, long vowels, spaces and signs do not matter. A long vowel is
//! written ー, う or お and often not at all (さかえちょう, サカエチョー, sakaecho): all of these go. That makes
//! 大野 and 小野 one in kana, which is the lesser harm: both are found, and the eye chooses.

use super::width::narrow_char;

/// A folded text and where each of its characters came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    pub text: String,
    /// For each character of `text`: the byte range of the source that it stands for.
    pub source: Vec<(u32, u32)>,
}

/// The folded text alone.
///
/// ```
/// use tsunagi::text::fold;
/// assert_eq!(fold("ｻｶｴﾁｮｳ"), fold("さかえちょー"));
/// assert_eq!(fold("ABC １２３"), "abc123");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    walk(text, |c, _, _| out.push(c));
    out
}

/// The folded text with its way back, for marking what was found.
pub fn fold_with_map(text: &str) -> Folded {
    let mut folded = Folded::default();
    walk(text, |c, start, end| {
        folded.text.push(c);
        folded.source.push((start as u32, end as u32));
    });
    folded
}

/// The small letter of a capital of the alphabets in which names and words are typed here: Latin with the marks of Portuguese,
/// Vietnamese and its neighbours, Greek, Cyrillic. Unicode's own table of all alphabets is a fiftieth of what home fetches.
fn small(c: char) -> char {
    let n = c as u32;
    let other = match n {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f => n + 32,
        0x400..=0x40f => n + 80,
        // Beside each other, the capital first.
        0x100..=0x12f | 0x132..=0x137 | 0x14a..=0x177 | 0x1de..=0x1ef | 0x1f8..=0x21f | 0x222..=0x233 => n | 1,
        0x460..=0x481 | 0x48a..=0x4bf | 0x4d0..=0x52f | 0x1e00..=0x1e95 | 0x1ea0..=0x1eff => n | 1,
        // The same, but the capitals are the odd ones.
        0x139..=0x148 | 0x179..=0x17e | 0x1cd..=0x1dc => n + (n & 1),
        0x178 => 0xff,
        0x1a0 | 0x1af => n + 1,
        _ => n,
    };
    char::from_u32(other).unwrap_or(c)
}

fn walk(text: &str, mut give: impl FnMut(char, usize, usize)) {
    // The folded character held back, until it is known that no voicing mark follows it.
    let mut held: Option<(char, usize, usize)> = None;
    let mut before = None;
    // A vowel that only lengthens is known as one when its mark can no longer follow: 「コｳﾞ」 is no long コ.
    let mut settle = |held: Option<(char, usize, usize)>| {
        if let Some((kana, from, to)) = held
            && !before.is_some_and(|b| lengthens(b, kana))
        {
            before = Some(kana);
            give(kana, from, to);
        }
    };
    for (start, source) in text.char_indices() {
        let end = start + source.len_utf8();
        let mut take = |c: char| {
            if let Some(mark) = voicing(c) {
                // ち and つ become ぢ and づ, which are じ and ず to a search.
                if let Some((kana, from, _)) = held
                    && let Some(voiced) = voice(kana, mark).and_then(letter)
                {
                    held = Some((voiced, from, end));
                }
            // Spaces and signs go, and part nothing: 「子どもの うみ」 is typed without the space as well.
            } else if let Some(c) = letter(c) {
                settle(held.replace((c, start, end)));
            }
        };
        take(small(narrow_char(source)));
    }
    settle(held);
}

#[derive(Clone, Copy)]
enum Mark {
    Voiced,
    SemiVoiced,
}

fn voicing(c: char) -> Option<Mark> {
    match c {
        '\u{3099}' | '゛' | 'ﾞ' => Some(Mark::Voiced),
        '\u{309a}' | '゜' | 'ﾟ' => Some(Mark::SemiVoiced),
        _ => None,
    }
}

fn voice(kana: char, mark: Mark) -> Option<char> {
    const PLAIN: &str = "うかきくけこさしすせそたちつてとはひふへほ";
    const VOICED: &str = "ゔがぎぐげござじずぜぞだぢづでどばびぶべぼ";
    match mark {
        Mark::Voiced => PLAIN.chars().position(|p| p == kana).and_then(|at| VOICED.chars().nth(at)),
        Mark::SemiVoiced => match kana {
            'は' => Some('ぱ'),
            'ひ' => Some('ぴ'),
            'ふ' => Some('ぷ'),
            'へ' => Some('ぺ'),
            'ほ' => Some('ぽ'),
            _ => None,
        },
    }
}

/// The form of one letter or digit; `None` for what a search passes over.
fn letter(c: char) -> Option<char> {
    let c = match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        'ヽ' => 'ゝ',
        'ヾ' => 'ゞ',
        _ => c,
    };
    let c = match c {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'っ' => 'つ',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        'ゎ' => 'わ',
        // ヶ in names and counters: 霞ヶ関, 3ヶ月.
        'ゕ' => 'か',
        'ゖ' => 'け',
        'ぢ' => 'じ',
        'づ' => 'ず',
        'を' => 'お',
        // Variants of one kanji, as names have them.
        '邊' | '邉' => '辺',
        '齋' | '齊' | '斉' => '斎',
        '﨑' | '嵜' => '崎',
        '髙' => '高',
        '濵' | '濱' => '浜',
        '澤' => '沢',
        '廣' => '広',
        '櫻' => '桜',
        '龍' => '竜',
        '嶋' | '嶌' => '島',
        '國' => '国',
        '學' => '学',
        '圖' => '図',
        '兒' => '児',
        _ => c,
    };
    let stays = match c {
        // Most of what is read, without a look into Unicode's tables.
        'ぁ'..='ゖ' | '一'..='龥' | '々' | 'ゝ' | 'ゞ' => true,
        'ー' => false,
        c => c.is_alphanumeric(),
    };
    stays.then_some(c)
}

/// Whether a vowel only lengthens the kana before it: う and お after the お row, う after the う row.
fn lengthens(before: char, c: char) -> bool {
    const O_ROW: &str = "おこごそぞとどのほぼぽもよろを";
    const U_ROW: &str = "うくぐすずつづぬふぶぷむゆる";
    match c {
        'う' => O_ROW.contains(before) || U_ROW.contains(before),
        'お' => O_ROW.contains(before),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_and_letters_are_as_unicode_has_them() {
        let blocks =
            ('\0'..='\u{17f}').chain('\u{1cd}'..='\u{21f}').chain('\u{391}'..='\u{3ce}').chain('\u{400}'..='\u{52f}');
        for c in blocks.chain('\u{1e00}'..='\u{9fff}') {
            // What is no pair: İ, which becomes two; the palochka; letters of two, of which only the first is capital.
            let apart = matches!(c, '\u{130}' | '\u{3cf}' | '\u{4c0}'..='\u{4cf}' | '\u{1f1}'..='\u{1f7}' | '\u{220}' | '\u{1e9e}');
            // Ancient Greek, numbers, units and signs in Latin letters.
            let old = matches!(c, '\u{1f00}'..='\u{2dff}');
            assert!(apart || old || c.to_lowercase().eq([small(c)]), "{c} {:x}", c as u32);
        }
        for c in ('ぁ'..='ゖ').chain('一'..='龥') {
            assert!(c.is_alphanumeric(), "{c}");
        }
    }

    #[test]
    fn spellings_become_one() {
        for (a, b) in [
            ("サカエチョウ", "さかえちょー"),
            ("ｻｶｴﾁｮｳ", "さかえちょ"),
            ("ジドウカン", "じどーかん"),
            ("ﾊﾞﾊﾟ", "ばぱ"),
            ("は゛", "ば"),
            ("が\u{3099}", "が"),
            ("ﾁﾞ", "ぢ"),
            ("ﾂﾞ", "ず"),
            ("ｺｳﾞ", "コヴ"),
            ("ヾ", "ゞ"),
            ("お母さん　教室", "お母さん教室"),
            ("ﾌｧﾐﾘｰ・ｻﾎﾟｰﾄ", "ファミリーサポート"),
            ("髙橋﨑", "高橋崎"),
            ("Ｃａｆé", "cafÉ"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        assert_ne!(fold("こども園"), fold("こども"));
    }

    #[test]
    fn each_letter_knows_its_source() {
        let source = "ｶﾞ・さー";
        let folded = fold_with_map(source);
        assert_eq!(folded.text, "がさ");
        let parts: Vec<&str> = folded.source.iter().map(|(a, b)| &source[*a as usize..*b as usize]).collect();
        assert_eq!(parts, ["ｶﾞ", "さ"]);
    }
}
