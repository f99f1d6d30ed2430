//! QR codes (ISO/IEC 18004), by Nayuki's encoder, as the path of an SVG.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// Light modules around a code, as the standard asks for.
pub const QUIET: i32 = 4;

/// The width of a code with its quiet margin, in modules, and the path of its dark ones (`d` of an SVG's `path`, one unit
/// a module). `digits` follow the address directly and take less room than letters would. `None` where it is too long.
///
/// ```
/// let (width, path) = tsunagi::qr::code("https://city.example.jp/sheet/", "").unwrap();
/// assert_eq!(width, 29 + 8);
/// assert!(path.starts_with("M4 4h7v1h-7z"));
/// ```
pub fn code(address: &str, digits: &str) -> Option<(i32, String)> {
    let mut segments = vec![QrSegment::make_bytes(address.as_bytes())];
    if !digits.is_empty() {
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        segments.push(QrSegment::make_numeric(digits));
    }
    let code =
        QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, Version::MIN, Version::MAX, None, true).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let run = x - start;
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", start + QUIET, y + QUIET));
            }
            x += 1;
        }
    }
    Some((code.size() + 2 * QUIET, path))
}
