//! The app as one program: as trunk builds it, which knows nothing of parts.

use leptos::wasm_split::SplitLoaderError;
use tsunagi::app::browser;
use tsunagi::app::outlet::Parts;
use tsunagi::calendar::Date;
use tsunagi::data::{Catalog, SourceFile};

/// All pages at once.
pub const PARTS: Parts = Parts::WHOLE;

/// What reckons the steps of a family is there.
pub async fn have_steps() -> bool {
    true
}

/// Reads a city's lists.
pub async fn read_lists(files: Vec<SourceFile>, today: Date) -> Result<Catalog, SplitLoaderError> {
    Ok(Catalog::read(&files, &browser::cp932, today))
}
