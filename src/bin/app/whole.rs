//! The app as one program: as trunk builds it, which knows nothing of parts.

use super::reading::{self, Reading};
use leptos::wasm_split::SplitLoaderError;
use std::sync::Arc;
use tsunagi::app::outlet::Parts;
use tsunagi::app::pages::Page;
use tsunagi::app::plans::fetched;
use tsunagi::app::record::reckon;
use tsunagi::app::site::Held;
use tsunagi::calendar::Date;
use tsunagi::data::{Catalog, SourceFile};
use tsunagi::plan::form::Form;

/// All pages at once.
pub const PARTS: Parts = Parts {
    fetch: |page| {
        let without = page == Page::Home || super::can_begin_apart(page);
        Box::pin(async move { without || super::lists_there().await })
    },
    steps: |family, site| Box::pin(async move { super::lists_there().await.then(|| reckon(&family, &site)) }),
    ..Parts::WHOLE
};

/// What reads the city's lists.
pub async fn reading(top: String, today: Date, begun: Option<Held>, apart: bool) -> Result<Reading, SplitLoaderError> {
    Ok(reading::reading(top, today, begun, apart))
}

/// What reckons the steps of a family is there.
pub async fn have_steps() -> bool {
    true
}

/// Reads a city's lists.
pub async fn read_lists(files: Vec<SourceFile>, today: Date) -> Result<Catalog, SplitLoaderError> {
    Ok(reading::of_lists(&files, today))
}

/// The forms, for a page of the plan that the app starts on.
pub async fn forms(_: Page, top: String, own: Vec<String>) -> Arc<Vec<Form>> {
    fetched(top, own, PARTS).await
}
