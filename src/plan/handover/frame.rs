//! Sealed bytes as text that a link or a QR code carries.
//!
//! What is handed over is cut into as many pieces as it needs: one for a link, several for QR codes. Each piece says to
//! which parcel it belongs, which of how many it is, and carries a checksum, so that a link that a messenger cut off is
//! told from a wrong code. In a link a piece is base64url after `#t`; in a QR code it is digits after `#n`, since digits
//! take the least room there (ISO/IEC 18004, numeric mode).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use crc::{CRC_32_ISO_HDLC, Crc};

/// The format that this version writes. 1 is the first.
pub const FORMAT: u8 = 1;

/// The most sealed bytes of one QR code: with an address of 60 letters it is of version 20 (97 modules wide), which a
/// phone reads from another phone's screen.
pub const QR_BYTES: usize = 560;

const CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// Before the sealed bytes: format, the parcel's id (4), the checksum of the whole (4), number, count.
const HEAD: usize = 11;
const TAIL: usize = 4;

/// One piece of a sealed parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The parcel's id, in the clear: by it the family's own page finds the code.
    pub parcel: u32,
    /// The checksum of all sealed bytes: pieces of two sealings are not mixed.
    pub whole: u32,
    /// From 0.
    pub number: u8,
    pub count: u8,
    pub bytes: Vec<u8>,
}

/// Why a text is no piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceTrouble {
    /// Not a parcel of ours at all.
    Foreign,
    /// Cut off, or changed on the way.
    Cut,
    /// A newer version wrote it.
    Newer,
}

/// Cuts sealed bytes into pieces of at most `most` bytes, of about the same size. At most 255, which is far more than a
/// sheet of paper has words for.
pub fn cut(parcel: u32, sealed: &[u8], most: usize) -> Vec<Piece> {
    let count = sealed.len().div_ceil(most.max(1)).clamp(1, 255);
    let size = sealed.len().div_ceil(count).max(1);
    let whole = CRC.checksum(sealed);
    let mut pieces: Vec<Piece> = (0_u8..)
        .zip(sealed.chunks(size))
        .map(|(number, bytes)| Piece { parcel, whole, number, count: 0, bytes: bytes.to_vec() })
        .collect();
    let count = u8::try_from(pieces.len()).unwrap_or(u8::MAX);
    pieces.iter_mut().for_each(|p| p.count = count);
    pieces
}

impl Piece {
    fn frame(&self) -> Vec<u8> {
        let mut frame = vec![FORMAT];
        frame.extend(self.parcel.to_be_bytes());
        frame.extend(self.whole.to_be_bytes());
        frame.extend([self.number, self.count]);
        frame.extend(&self.bytes);
        frame.extend(CRC.checksum(&frame).to_be_bytes());
        frame
    }

    /// The part of a link after `#`.
    pub fn letters(&self) -> String {
        format!("t{}", BASE64.encode(self.frame()))
    }

    /// The part of a QR code's address after `#`: all but its first letter are digits.
    pub fn digits(&self) -> String {
        format!("n{}", digits(&self.frame()))
    }

    /// Reads what stands after `#`, or a whole link.
    ///
    /// ```
    /// use tsunagi::plan::handover::frame::{Piece, PieceTrouble, cut};
    /// let piece = cut(7, b"sealed", 560).remove(0);
    /// assert_eq!(Piece::read(&piece.letters()).as_ref(), Ok(&piece));
    /// assert_eq!(Piece::read(&format!("https://city.example.jp/receive/#{}", piece.digits())), Ok(piece));
    /// assert_eq!(Piece::read("こんにちは"), Err(PieceTrouble::Foreign));
    /// ```
    pub fn read(text: &str) -> Result<Piece, PieceTrouble> {
        let text = text.rsplit('#').next().unwrap_or_default().trim();
        let (sign, rest) = text.split_at_checked(1).ok_or(PieceTrouble::Foreign)?;
        // What a messenger or a sentence put behind the link is none of it.
        let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let rest: String = rest.chars().take_while(fits).collect();
        let frame = match sign {
            "t" => BASE64.decode(&rest).ok(),
            "n" => undigits(&rest),
            _ => return Err(PieceTrouble::Foreign),
        };
        // A link cut within a letter's bits does not decode, and yet it was one of ours.
        let frame = frame.ok_or(if rest.len() > HEAD { PieceTrouble::Cut } else { PieceTrouble::Foreign })?;
        match frame.first() {
            None | Some(0) => return Err(PieceTrouble::Foreign),
            Some(format) if *format > FORMAT => return Err(PieceTrouble::Newer),
            Some(_) => {}
        }
        let body = frame.len().checked_sub(TAIL).filter(|n| *n >= HEAD).ok_or(PieceTrouble::Cut)?;
        let (body, check) = frame.split_at(body);
        let number = |at: usize| u32::from_be_bytes([body[at], body[at + 1], body[at + 2], body[at + 3]]);
        let piece = Piece {
            parcel: number(1),
            whole: number(5),
            number: body[9],
            count: body[10],
            bytes: body[HEAD..].to_vec(),
        };
        let sound = CRC.checksum(body).to_be_bytes() == *check && piece.number < piece.count;
        if sound { Ok(piece) } else { Err(PieceTrouble::Cut) }
    }
}

/// Pieces of one sealing that have come so far, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    pieces: Vec<Piece>,
}

impl Gathered {
    /// Takes a piece in. One of another sealing begins anew.
    pub fn add(&mut self, piece: Piece) {
        if self.pieces.first().is_some_and(|p| (p.parcel, p.whole, p.count) != (piece.parcel, piece.whole, piece.count))
        {
            self.pieces.clear();
        }
        if !self.pieces.iter().any(|p| p.number == piece.number) {
            self.pieces.push(piece);
            crate::order::by_key(&mut self.pieces, |p| p.number);
        }
    }

    /// What has come so far, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// How many have come, of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.pieces.len(), self.pieces.first().map_or(0, |p| p.count as usize))
    }

    /// The numbers that are still missing, from 1.
    pub fn missing(&self) -> Vec<usize> {
        let (_, count) = self.progress();
        (0..count).filter(|n| !self.pieces.iter().any(|p| p.number as usize == *n)).map(|n| n + 1).collect()
    }

    /// The parcel's id.
    pub fn parcel(&self) -> Option<u32> {
        self.pieces.first().map(|p| p.parcel)
    }

    /// The sealed bytes, once all have come.
    pub fn whole(&self) -> Option<Vec<u8>> {
        let first = self.pieces.first()?;
        if self.pieces.len() != first.count as usize {
            return None;
        }
        let all: Vec<u8> = self.pieces.iter().flat_map(|p| p.bytes.iter().copied()).collect();
        (CRC.checksum(&all) == first.whole).then_some(all)
    }
}

/// Twelve bytes are 29 digits, the last few bytes as many as they need: 8.06 bits of room for each 8.
fn digits(bytes: &[u8]) -> String {
    bytes
        .chunks(12)
        .map(|chunk| {
            let number = chunk.iter().fold(0_u128, |n, b| n << 8 | u128::from(*b));
            format!("{number:0width$}", width = DIGITS_OF[chunk.len()])
        })
        .collect()
}

/// How many digits so many bytes need.
const DIGITS_OF: [usize; 13] = [0, 3, 5, 8, 10, 13, 15, 17, 20, 22, 25, 27, 29];

fn undigits(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    for chunk in text.as_bytes().chunks(29) {
        let length = DIGITS_OF.iter().position(|n| *n == chunk.len())?;
        let number: u128 =
            std::str::from_utf8(chunk).ok().filter(|t| t.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
        if number >> (8 * length) != 0 {
            return None;
        }
        bytes.extend(&number.to_be_bytes()[16 - length..]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(length: usize) -> Vec<u8> {
        (0..length).map(|n| (n * 31 + n / 256) as u8).collect()
    }

    #[test]
    fn pieces_come_in_any_order_and_twice() {
        for length in [0, 1, 12, 559, 560, 561, 2000] {
            let sealed = sealed(length);
            let mut pieces = cut(9, &sealed, QR_BYTES);
            assert!(pieces.iter().all(|p| p.bytes.len() <= QR_BYTES));
            pieces.reverse();
            let mut gathered = Gathered::default();
            for (at, piece) in pieces.iter().enumerate() {
                assert_eq!(gathered.whole(), None);
                gathered.add(Piece::read(&piece.digits()).expect("a piece"));
                gathered.add(Piece::read(&piece.letters()).expect("a piece"));
                assert_eq!(gathered.missing().len(), pieces.len() - at - 1);
            }
            assert_eq!(gathered.whole(), (length > 0).then_some(sealed));
        }
    }

    #[test]
    fn pieces_of_another_sealing_begin_anew() {
        let (first, second) = (cut(9, &sealed(1000), QR_BYTES), cut(9, &sealed(1001), QR_BYTES));
        let mut gathered = Gathered::default();
        gathered.add(first[0].clone());
        gathered.add(second[1].clone());
        assert_eq!((gathered.progress(), gathered.whole()), ((1, 2), None));
        gathered.add(second[0].clone());
        assert_eq!(gathered.whole(), Some(sealed(1001)));
    }

    #[test]
    fn a_cut_or_changed_link_is_told_from_a_foreign_one() {
        let piece = cut(9, &sealed(300), 10_000).remove(0);
        for text in [piece.letters(), piece.digits()] {
            for at in 40..text.len() {
                assert_eq!(Piece::read(&text[..at]), Err(PieceTrouble::Cut), "{at}");
            }
            for at in 20..text.len() {
                let mut changed = text.clone().into_bytes();
                changed[at] = if changed[at] == b'1' { b'2' } else { b'1' };
                assert_eq!(Piece::read(&String::from_utf8(changed).expect("letters")), Err(PieceTrouble::Cut), "{at}");
            }
            assert_eq!(Piece::read(&format!("{text}。よろしくね")).as_ref(), Ok(&piece));
        }
        let newer = { Piece { ..piece }.frame() };
        let newer = [&[9], &newer[1..]].concat();
        assert_eq!(Piece::read(&format!("t{}", BASE64.encode(newer))), Err(PieceTrouble::Newer));
        for text in ["", "#", "q=あ", "top", "https://example.jp/"] {
            assert_eq!(Piece::read(text), Err(PieceTrouble::Foreign), "{text}");
        }
    }
}
