//! Handing a sheet over (手交) and taking it back, without any server: the parts that the family chose are packed, sealed
//! with a code that is said aloud, carried by a link, by QR codes or as a file, written on by the other side, and brought
//! back part by part. `docs/handover.md` reasons about what this protects and what it does not.
//!
//! - [`parcel`]: what is handed over: the chosen parts, to whom, for what, until when
//! - [`code`]: the code that is said aloud
//! - [`frame`]: sealed bytes as the part of a link behind `#`, or as several QR codes
//! - `seal` (feature `seal`): the parcel's text, made small and sealed with the code
//! - [`merge`]: what came back beside what stands here: three texts become one, and nothing goes unless someone chose so
//! - [`handed`]: 渡した記録: what was handed to whom

pub mod code;
pub mod frame;
pub mod handed;
pub mod merge;
pub mod parcel;
#[cfg(feature = "seal")]
pub mod seal;
