//! Which pairs of letters a text has, in a few bits: most records are passed over without reading them.

/// Bits of a signature. A record of a hundred and fifty letters fills a quarter of them.
const BITS: usize = 512;

/// The pairs of letters of a text, each as one bit (a Bloom filter with one hash): what a text holds, its signature holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signature([u64; BITS / 64]);

impl Signature {
    /// A text's; nothing in it for a text of one letter.
    ///
    /// Whatever stands in a text is in its signature; the converse holds most of the time.
    pub fn of(text: &str) -> Signature {
        let mut bits = [0_u64; BITS / 64];
        let mut before = None;
        for c in text.chars() {
            let c = c as u32;
            if let Some(before) = before {
                // Fibonacci hashing (Knuth, 6.4): the upper bits of a product with the golden ratio are well spread.
                let pair = u32::wrapping_mul(before, 0x01f3_5a7b) ^ c;
                let bit = (pair.wrapping_mul(0x9e37_79b9) >> (32 - BITS.trailing_zeros())) as usize;
                bits[bit / 64] |= 1 << (bit % 64);
            }
            before = Some(c);
        }
        Signature(bits)
    }

    /// The words of bits that are not empty: what [`Signature::may_have`] looks at.
    pub fn asked(&self) -> Vec<(usize, u64)> {
        self.0.iter().copied().enumerate().filter(|(_, bits)| *bits != 0).collect()
    }

    /// Whether a text with these bits can be in it.
    pub fn may_have(&self, asked: &[(usize, u64)]) -> bool {
        asked.iter().all(|(at, bits)| self.0[*at] & bits == *bits)
    }
}

/// As bytes, since its numbers are any: as numbers they would be written longer.
#[cfg(feature = "engine")]
impl serde::Serialize for Signature {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0.map(u64::to_le_bytes).concat())
    }
}

#[cfg(feature = "engine")]
impl<'de> serde::Deserialize<'de> for Signature {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Signature, D::Error> {
        let bytes: &'de [u8] = serde::Deserialize::deserialize(deserializer)?;
        let mut bits = [0; BITS / 64];
        bits.iter_mut().zip(bytes.as_chunks().0).for_each(|(bits, bytes)| *bits = u64::from_le_bytes(*bytes));
        Ok(Signature(bits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_a_text_holds_its_signature_holds(text in "[ぁ-んァ-ヶ一-龥a-z]{0,60}", from in 0..60_usize, length in 0..12_usize) {
            let part: String = text.chars().skip(from).take(length).collect();
            prop_assert!(Signature::of(&text).may_have(&Signature::of(&part).asked()));
        }
    }

    #[test]
    fn most_other_texts_are_passed_over() {
        let text = "一時預かりや子育ての相談ができます。はじめての方も、お子さんといっしょにお越しください。";
        let signature = Signature::of(text);
        let words = ["児童館", "病児保育", "ほいくえん", "助産師", "学習支援", "水遊び", "離乳食", "図書館"];
        let passed = words.iter().filter(|word| !signature.may_have(&Signature::of(word).asked())).count();
        assert!(passed >= 7, "{passed}");
    }
}
