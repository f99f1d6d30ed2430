//! What can wait until the screen has been painted.

use leptos::prelude::*;

/// Runs something after some milliseconds. On the host nothing is waited for, and nothing is run.
pub fn later(milliseconds: u32, run: impl FnOnce() + 'static) {
    #[cfg(feature = "app")]
    leptos::prelude::set_timeout(run, std::time::Duration::from_millis(milliseconds.into()));
    #[cfg(not(feature = "app"))]
    drop((milliseconds, run));
}

/// Tells that something has changed in a piece of work after the one that this brings about: what stands beside a list follows a letter so, which
/// keeps an old phone from nothing else for as long.
pub fn following<T: Send + Sync + 'static>(of: Memo<T>) -> RwSignal<()> {
    let told = RwSignal::new(());
    Effect::new(move |before: Option<()>| {
        of.track();
        if before.is_some() {
            // The page may be gone by then.
            later(0, move || {
                let _ = told.try_set(());
            });
        }
    });
    told
}
