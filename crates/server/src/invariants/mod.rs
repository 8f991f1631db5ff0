//! What must be true of the three archives after every fault, judged from what they hold and from what
//! the clients remember of their answers. `saraptama store check` asks it of stores, the tests, the
//! simulation and the measurements of whatever they did to the nodes.
//!
//! The checker trusts nothing that the nodes concluded: it reads the events, proves the signatures over
//! the stored bytes again, reckons terms and draws anew, and builds the register's tree itself.

mod acts;
mod audit;
mod beside;
mod forms;
mod journal;
mod judging;
mod marks;
mod monitoring;
mod register;
mod report;
mod seals;
mod snapshot;
mod transitions;
mod travel;

pub use audit::audit;
pub use journal::{Journal, Seen};
pub use report::{Invariant, Judged, Report};
pub use snapshot::Snapshot;

use crate::people::People;
use judging::Judging;
use saraptama_core::law::Law;
use saraptama_sign::Trust;
use saraptama_sign::log::PublicKey;

/// What is judged, and by what.
#[derive(Clone, Copy)]
pub struct Evidence<'e> {
    /// The archive of the medical information system.
    pub mis: Option<&'e Snapshot>,
    /// The archive of the ministry's system.
    pub ministry: Option<&'e Snapshot>,
    /// The archive of the data bank.
    pub databank: Option<&'e Snapshot>,
    /// What the clients were answered.
    pub journal: Option<&'e Journal>,
    /// The law of the nodes.
    pub law: &'e Law,
    /// Whom the nodes trust.
    pub trust: &'e Trust,
    /// The register of roles of the data bank.
    pub people: &'e People,
    /// The key of the register's checkpoints.
    pub log_key: Option<&'e PublicKey>,
    /// Every node has had time to send what it recorded: nothing may wait any more.
    pub settled: bool,
}

/// Judges all twelve.
pub fn check(evidence: &Evidence<'_>) -> Report {
    let mut judged = vec![];
    for invariant in Invariant::ALL {
        let mut judging = Judging::default();
        match invariant {
            Invariant::Kept => forms::kept(evidence, &mut judging),
            Invariant::Sent => forms::sent(evidence, &mut judging),
            Invariant::OneExpert => acts::one_expert(evidence, &mut judging),
            Invariant::Deadline => acts::deadline(evidence, &mut judging),
            Invariant::Examined => seals::examined(evidence, &mut judging),
            Invariant::Signed => seals::signed(evidence, &mut judging),
            Invariant::Register => register::register(evidence, &mut judging),
            Invariant::Audited => judging.later("the archives keep no rows of who read what yet"),
            Invariant::Legal => transitions::legal(evidence, &mut judging),
            Invariant::Encrypted => judging.later("the archives are not encrypted by column yet"),
            Invariant::Monitoring => {
                monitoring::counted(evidence, &mut judging);
                marks::counted(evidence, &mut judging);
            }
            Invariant::Drained => travel::drained(evidence, &mut judging),
        }
        judged.push((invariant, judging.end()));
    }
    Report { judged }
}
