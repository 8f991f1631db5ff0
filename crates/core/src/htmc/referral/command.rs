use super::{Event, Fault, Referral, State};
use crate::authority::{Principal, Role};
use crate::law::{HtmcList, SectionTitle};
use crate::terms::{Instant, Sha256, civil_date};

/// What is asked of a referral.
#[derive(Clone, Debug)]
pub enum Command<'c> {
    /// Write down what the commission decided.
    Write {
        /// What it says.
        content: &'c Referral,
        /// The digest of its bytes.
        sha256: Sha256,
    },
    /// Take the chair's signature, verified over these bytes and found to be theirs.
    Sign {
        /// The digest of the bytes.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
    },
}

/// By whom, when, and by which list.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// Who asks.
    pub who: &'c Principal,
    /// When.
    pub at: Instant,
    /// The list of the day.
    pub list: &'c HtmcList,
    /// Its sections.
    pub sections: &'c [SectionTitle],
}

/// Why not, now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is none, or none for this person.
    #[error("no such referral")]
    NoSuchReferral,
    /// What was sent is not what it should be.
    #[error("fields are wrong")]
    Faulty(Vec<Fault>),
    /// Only a chair of this organisation's commission may do this.
    #[error("only the chair of this organisation's commission may do this")]
    NotTheChair,
    /// Other bytes stand there by now.
    #[error("it was written anew meanwhile")]
    WrittenAnew,
    /// It is signed; nothing changes it.
    #[error("it is signed already")]
    AlreadySigned,
}

impl Refusal {
    /// The key of its message.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoSuchReferral => "hightech-refusal-no-such",
            Self::Faulty(_) => "hightech-refusal-faulty",
            Self::NotTheChair => "hightech-refusal-not-the-chair",
            Self::WrittenAnew => "hightech-refusal-written-anew",
            Self::AlreadySigned => "hightech-refusal-signed",
        }
    }
}

/// What happens when `command` is asked of `state`; nothing happens where it has happened already.
///
/// # Errors
/// Why it does not happen now.
pub fn decide(state: &State, command: &Command<'_>, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let (by, at, today) = (context.who.id.clone(), context.at, civil_date(context.at));
    let chairs = |organisation| context.who.holds_in(Role::Chair, organisation, today);
    if state.written().is_some_and(|written| !chairs(written.organisation)) {
        return Err(Refusal::NoSuchReferral);
    }
    match (state, command) {
        (State::Signed { written, signature: held, .. }, Command::Sign { sha256, signature })
            if held == signature && written.sha256 == *sha256 =>
        {
            Ok(vec![])
        }
        (State::Signed { .. }, _) => Err(Refusal::AlreadySigned),
        (State::Absent, Command::Sign { .. }) => Err(Refusal::NoSuchReferral),
        (State::Written(written), Command::Write { sha256, .. }) if written.sha256 == *sha256 => Ok(vec![]),
        (State::Absent | State::Written(_), Command::Write { content, sha256 }) => {
            if !chairs(content.organisation) {
                return Err(Refusal::NotTheChair);
            }
            let faults = content.faults(context.list, context.sections, today);
            if !faults.is_empty() {
                return Err(Refusal::Faulty(faults));
            }
            Ok(vec![Event::Written { organisation: content.organisation, sha256: *sha256, by, at }])
        }
        (State::Written(written), Command::Sign { sha256, signature }) => {
            if written.sha256 != *sha256 {
                return Err(Refusal::WrittenAnew);
            }
            Ok(vec![Event::Signed { sha256: *sha256, signature: *signature, by, at }])
        }
    }
}
