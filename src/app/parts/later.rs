//! What can wait until the screen has been painted.

/// Runs something after some milliseconds. On the host nothing is waited for, and nothing is run.
pub fn later(milliseconds: u32, run: impl FnOnce() + 'static) {
    #[cfg(feature = "app")]
    leptos::prelude::set_timeout(run, std::time::Duration::from_millis(milliseconds.into()));
    #[cfg(not(feature = "app"))]
    drop((milliseconds, run));
}
