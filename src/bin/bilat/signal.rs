//! Ctrl-C and SIGTERM: the first asks a run to end, the second ends it.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// The signals that ask a run to end.
pub(crate) struct Signals {
    raised: Arc<AtomicBool>,
    caught: Arc<AtomicUsize>,
}

impl Signals {
    /// Watches for them from now on.
    pub(crate) fn watch() -> io::Result<Self> {
        let signals = Self { raised: Arc::default(), caught: Arc::default() };
        for (signal, number) in [(SIGINT, 2_usize), (SIGTERM, 15)] {
            // In this order: the second signal meets a raised flag and ends the program, the first
            // raises it.
            let code = 128 + signal;
            flag::register_conditional_shutdown(signal, code, Arc::clone(&signals.raised))?;
            flag::register_usize(signal, Arc::clone(&signals.caught), number)?;
            flag::register(signal, Arc::clone(&signals.raised))?;
        }
        Ok(signals)
    }

    /// Raised by the first signal.
    pub(crate) fn flag(&self) -> &AtomicBool {
        &self.raised
    }

    /// The number of the signal that came, if one came.
    pub(crate) fn caught(&self) -> Option<u8> {
        let number = self.caught.load(Ordering::Relaxed);
        u8::try_from(number).ok().filter(|number| *number > 0)
    }
}
