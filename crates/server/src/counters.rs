//! What a node counts, for `/metrics`. No label carries personal data.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

macro_rules! counters {
    ($($name:ident: $help:literal;)*) => {
        /// Counts since the process started.
        #[derive(Debug, Default)]
        pub struct Counters { $(#[doc = $help] pub $name: AtomicU64,)* }

        impl Counters {
            /// The text of the Prometheus exposition format, version 0.0.4.
            pub fn write(&self, node: &str, into: &mut String) {
                use std::fmt::Write as _;
                $(
                    let name = concat!("saraptama_", stringify!($name), "_total");
                    let value = self.$name.load(Relaxed);
                    let _ = writeln!(into, "# HELP {name} {}\n# TYPE {name} counter\n{name}{{node=\"{node}\"}} {value}", $help);
                )*
            }
        }
    };
}

counters! {
    forms_stored: "Forms stored or replaced.";
    forms_blocked: "Freezes and signatures refused because the check found errors.";
    forms_signed: "Forms signed by their chair.";
    forms_awaiting_proof: "Signatures kept because it could not be told yet whether they hold.";
    submissions_not_proved_yet: "Signed forms not taken yet, because their signature could not be proved yet.";
    signatures_refused: "Signatures that did not hold.";
    submissions_accepted: "Signed forms accepted from another node.";
    submissions_refused: "Signed forms refused, with their reason.";
    messages_sent: "Messages delivered.";
    messages_retried: "Attempts that failed and are repeated.";
    messages_dead: "Messages given up.";
    channel_undelivered: "Messages that another's gateway did not deliver.";
    channel_stopped: "Messages kept for a receiver whose delivery was stopped.";
    acts_numbered: "Draft acts numbered.";
    acts_assigned: "Draft acts given to an expert.";
    acts_without_expert: "Draws at which nobody was eligible.";
    acts_registered: "Acts entered in the register.";
}

/// Counts one more.
pub fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Relaxed);
}
