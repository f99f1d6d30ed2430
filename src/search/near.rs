//! Words with a slip in them: one wrong, missing or doubled letter in four, two neighbours that changed places.

/// How many slips a word of so many letters may have.
pub(super) fn slips(letters: usize) -> usize {
    (letters / 4).min(3)
}

/// How many slips lie between two words (optimal string alignment); `None` beyond `most`.
///
/// ```text
/// じどうかm → じどうかん: 1
/// ```
pub(super) fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            row[j + 1] = cost;
        }
        if row.iter().all(|cost| *cost > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|cost| *cost <= most)
}

/// The fewest slips with which a word stands anywhere in a text; `None` beyond `most`.
fn within(word: &[char], text: &[char], most: usize) -> Option<usize> {
    // Sellers: a match may begin and end anywhere.
    let mut last = vec![0; text.len() + 1];
    for (i, x) in word.iter().enumerate() {
        let mut row = vec![i + 1; text.len() + 1];
        for (j, y) in text.iter().enumerate() {
            row[j + 1] = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
        }
        last = row;
    }
    last.into_iter().min().filter(|cost| *cost <= most)
}

/// Where in a text of fields a word stands with a few slips: the byte at which it begins at the latest, and the slips.
/// Of `k` slips in a word cut into `k + 1` pieces, one piece has none: it is found first, and its surroundings looked at.
pub(super) fn find(text: &str, word: &str, separator: char) -> Vec<(usize, usize)> {
    let letters: Vec<char> = word.chars().collect();
    let most = slips(letters.len());
    if most == 0 {
        return Vec::new();
    }
    let mut found = Vec::new();
    let size = letters.len().div_ceil(most + 1);
    for (n, piece) in letters.chunks(size).enumerate() {
        let piece: String = piece.iter().collect();
        for at in memchr::memmem::find_iter(text.as_bytes(), piece.as_bytes()) {
            let (before, after) = text.split_at(at);
            let back = n * size + most;
            let head: Vec<char> = before.chars().rev().take_while(|c| *c != separator).take(back).collect();
            let forth = letters.len() - n * size + most;
            let tail = after.chars().take_while(|c| *c != separator).take(forth);
            let window: Vec<char> = head.into_iter().rev().chain(tail).collect();
            if let Some(cost) = within(&letters, &window, most) {
                found.push((at, cost));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn slips_are_counted() {
        let of = |a: &str, b: &str| distance(&chars(a), &chars(b), 2);
        assert_eq!(of("じどうかん", "じどうかん"), Some(0));
        assert_eq!(of("じどうかm", "じどうかん"), Some(1));
        assert_eq!(of("じどかん", "じどうかん"), Some(1));
        assert_eq!(of("じうどかん", "じどうかん"), Some(1));
        assert_eq!(of("ほいくえん", "じどうかん"), None);
    }

    #[test]
    fn a_word_with_a_slip_is_found_within_its_field() {
        let text = "ちゅうおうじどうかん\u{1}さかえほいくしょ\u{1}";
        assert_eq!(find(text, "じどかん", '\u{1}').first().map(|(_, cost)| *cost), Some(1));
        assert!(!find(text, "さかいほいくしょ", '\u{1}').is_empty());
        // Not over the end of a field.
        assert!(find(text, "かんさかえよ", '\u{1}').is_empty());
        // Three letters have no slip.
        assert!(find(text, "じどか", '\u{1}').is_empty());
    }
}
