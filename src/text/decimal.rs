//! Numbers with decimals, by whole numbers alone: what the standard library brings for all that a float can be is a twentieth of
//! what the home page fetches.

/// A number with so many decimals (at most 9). Beyond ±9.2 × 10¹⁸ it is the nearest that is not.
///
/// ```
/// use tsunagi::text::decimal::fixed;
/// assert_eq!(fixed(35.6812362, 6), "35.681236");
/// assert_eq!(fixed(-0.96, 1), "-1.0");
/// ```
pub fn fixed(number: f64, places: u32) -> String {
    let one = 10_u64.pow(places.min(9));
    let whole = number.abs().trunc();
    let part = ((number.abs() - whole) * one as f64).round() as u64;
    let (whole, part) = if part == one { (whole as u64 + 1, 0) } else { (whole as u64, part) };
    let sign = if number < 0.0 && (whole, part) != (0, 0) { "-" } else { "" };
    match places.min(9) as usize {
        0 => format!("{sign}{whole}"),
        places => format!("{sign}{whole}.{part:0places$}"),
    }
}

/// The same without zeros at its end.
///
/// ```
/// use tsunagi::text::decimal::at_most;
/// assert_eq!(at_most(139.767125, 9), "139.767125");
/// assert_eq!(at_most(12.0, 9), "12");
/// ```
pub fn at_most(number: f64, places: u32) -> String {
    let text = fixed(number, places);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_rounds_up_to_the_next_whole_number_is_it() {
        assert_eq!(fixed(1.96, 1), "2.0");
        assert_eq!(fixed(0.5, 0), "1");
        assert_eq!(fixed(-0.04, 1), "0.0");
        assert_eq!(at_most(100.0, 0), "100");
        assert_eq!(at_most(f64::MAX, 9), u64::MAX.to_string());
        assert_eq!(at_most(f64::NAN, 2), "0");
    }

    proptest! {
        /// Whatever has so few decimals is written as the standard library writes it.
        #[test]
        fn as_the_standard_library_writes_it(millionths in -200_000_000_i64..200_000_000) {
            let number = millionths as f64 / 1e6;
            prop_assert_eq!(at_most(number, 9), number.to_string());
            prop_assert_eq!(fixed(number, 6), format!("{number:.6}"));
        }

        #[test]
        fn near_to_what_it_was(number in -1e9..1e9) {
            let read: f64 = fixed(number, 3).parse().unwrap();
            prop_assert!((read - number).abs() <= 0.000_501);
        }
    }
}
