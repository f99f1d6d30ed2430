//! The code that is said aloud: sixteen digits in four groups, the last of them a check digit.
//!
//! Fifteen random digits are 49.8 bits. What a guess costs, and so how long guessing takes, stands in `docs/handover.md`.
//! The check digit tells a slip of the ear or the thumb at once; it is by Damm's method, which notices every wrong
//! digit and every two neighbours that changed places (H. M. Damm, Total anti-symmetrische Quasigruppen, 2004).

use crate::text::width::narrow;

/// Digits of a code, its check digit among them.
pub const DIGITS: usize = 16;

/// Damm's quasigroup of order ten.
const STEPS: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

fn walk(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |at, digit| STEPS[at as usize][*digit as usize])
}

/// A new code. `random` fills bytes from the system's source.
pub fn new(random: impl Fn(&mut [u8])) -> String {
    let mut digits = Vec::with_capacity(DIGITS);
    while digits.len() < DIGITS - 1 {
        let mut bytes = [0; 32];
        random(&mut bytes);
        // 250 is the greatest multiple of ten in a byte: every digit is as likely as any other.
        digits.extend(bytes.iter().filter(|b| **b < 250).map(|b| b % 10).take(DIGITS - 1 - digits.len()));
    }
    digits.push(walk(&digits));
    digits.iter().map(|d| char::from(b'0' + d)).collect()
}

/// What is wrong with a code that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeTrouble {
    /// So many digits were found.
    Length(usize),
    /// A digit is wrong, or two changed places.
    Slip,
}

/// The code of what was typed: with or without spaces and hyphens, in digits of any width.
///
/// ```
/// use tsunagi::plan::handover::code::{CodeTrouble, grouped, read};
/// assert_eq!(read("００００ 0000-0000 0000").as_deref(), Ok("0000000000000000"));
/// assert_eq!(read("0000 0000 0000 0001"), Err(CodeTrouble::Slip));
/// assert_eq!(read("0000 0000"), Err(CodeTrouble::Length(8)));
/// assert_eq!(grouped("0000000000000000"), "0000 0000 0000 0000");
/// ```
pub fn read(typed: &str) -> Result<String, CodeTrouble> {
    let digits: Vec<u8> = narrow(typed).bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
    if digits.len() != DIGITS {
        return Err(CodeTrouble::Length(digits.len()));
    }
    if walk(&digits) != 0 {
        return Err(CodeTrouble::Slip);
    }
    Ok(digits.iter().map(|d| char::from(b'0' + d)).collect())
}

/// A code in groups of four, as it is read out.
pub fn grouped(code: &str) -> String {
    let digits: Vec<char> = code.chars().collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn every_slip_of_one_digit_or_of_two_neighbours_is_noticed() {
        let seed = Cell::new(1_u32);
        let random = |bytes: &mut [u8]| {
            for byte in bytes {
                seed.set(seed.get().wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
                *byte = (seed.get() >> 24) as u8;
            }
        };
        for _ in 0..50 {
            let code = new(random);
            assert_eq!(read(&code).as_deref(), Ok(code.as_str()));
            let digits = code.as_bytes();
            for at in 0..DIGITS {
                for other in b'0'..=b'9' {
                    let mut slip = digits.to_vec();
                    slip[at] = other;
                    let slip = String::from_utf8(slip).expect("digits");
                    assert_eq!(read(&slip).is_ok(), slip == code);
                }
                if at + 1 < DIGITS && digits[at] != digits[at + 1] {
                    let mut slip = digits.to_vec();
                    slip.swap(at, at + 1);
                    assert_eq!(read(&String::from_utf8(slip).expect("digits")), Err(CodeTrouble::Slip));
                }
            }
        }
    }

    #[test]
    fn no_digit_is_likelier_than_another() {
        let seed = Cell::new(7_u64);
        let random = |bytes: &mut [u8]| {
            for byte in bytes {
                seed.set(seed.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
                *byte = (seed.get() >> 56) as u8;
            }
        };
        let mut counts = [0_u32; 10];
        for _ in 0..1000 {
            new(random).bytes().take(DIGITS - 1).for_each(|b| counts[(b - b'0') as usize] += 1);
        }
        // 1,500 each; 200 is more than five standard deviations.
        assert!(counts.iter().all(|n| (1300..1700).contains(n)), "{counts:?}");
    }
}
