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

/// Kana, kanji and their signs: none of them is a capital letter, which would be looked up for each.
const NO_CASE_FROM: char = '\u{2e80}';
const NO_CASE_TO: char = '\u{9fff}';

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
        match narrow_char(source) {
            c @ NO_CASE_FROM..=NO_CASE_TO => take(c),
            c => c.to_lowercase().for_each(take),
        }
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
    fn what_is_not_looked_up_is_as_unicode_has_it() {
        for c in NO_CASE_FROM..=NO_CASE_TO {
            assert!(c.to_lowercase().eq([c]), "{c}");
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
