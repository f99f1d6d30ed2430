//! The same work on many things, on as many cores as there are.

use super::{Progress, PublishError, Stage, Tell};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does something with each and tells how far it has come; the first error ends it.
pub(super) fn each<T: Sync>(
    stage: Stage,
    things: &[T],
    tell: Tell,
    work: impl Fn(&T) -> Result<(), PublishError> + Sync,
) -> Result<(), PublishError> {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let run = || -> Result<(), PublishError> {
        while let Some(thing) = things.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(thing)?;
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            // Each hundredth once.
            if done == things.len() || done * 100 / things.len() != (done - 1) * 100 / things.len() {
                tell(Progress { stage, done, of: things.len() });
            }
        }
        Ok(())
    };
    // A browser has no threads to give.
    if cfg!(target_arch = "wasm32") {
        return run();
    }
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(run)).collect();
        // A worker that panicked has met a fault of ours; the others' errors are told as they are.
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}
