use super::fault::{Fault, Wrong, sources_fault, text_fault};
use super::{CRITERIA, Confirmed, Event, Open, Rated, State, Technology};
use crate::law::Htmc;
use crate::terms::{Instant, Sha256, civil_date};

/// The longest justification, in characters.
const JUSTIFICATION: usize = 4000;
/// The longest reason.
const REASON: usize = 2000;

/// What is asked of a dossier.
#[derive(Clone, Debug)]
pub enum Command<'c> {
    /// Enter a proposal.
    Propose(&'c Technology),
    /// Change it, as the one who entered it.
    Amend(&'c Technology),
    /// Pick a level of each criterion.
    Score(&'c [Rated; CRITERIA]),
    /// Confirm one level of each criterion and freeze the protocol.
    Confirm {
        /// The levels, in the order of the table.
        confirmed: &'c [Confirmed; CRITERIA],
        /// The digest of the protocol that says so.
        protocol: Sha256,
    },
    /// Take the signature, verified over the frozen protocol and found to be of the one who confirmed it.
    Approve {
        /// The digest of the protocol that was signed.
        protocol: Sha256,
        /// The digest of the signature.
        signature: Sha256,
    },
    /// Withdraw it, as the one who entered it.
    Withdraw {
        /// Why.
        reason: &'c str,
    },
}

/// By whom, when, and by which law.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// Who asks: an id of the register of roles.
    pub by: &'c str,
    /// When.
    pub at: Instant,
    /// The order.
    pub htmc: &'c Htmc,
}

/// Why not, now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such dossier.
    #[error("no such dossier")]
    NoSuchDossier,
    /// What was sent is not what it should be.
    #[error("fields are wrong")]
    Faulty(Vec<Fault>),
    /// Only whoever entered a proposal changes or withdraws it.
    #[error("only the analyst who entered the proposal may do this")]
    NotTheirs,
    /// Whoever entered or scored a proposal does not approve it: that takes a second person.
    #[error("whoever entered or scored the proposal does not approve it")]
    NotASecondPerson,
    /// Nobody has scored the evidence as it stands.
    #[error("nobody has scored the evidence as it stands")]
    NothingScored,
    /// No protocol is frozen for this person's signature.
    #[error("no protocol is frozen for signing")]
    NothingFrozen,
    /// Its protocol is signed; nothing changes it.
    #[error("the protocol is signed already")]
    AlreadyApproved,
    /// It was withdrawn.
    #[error("the proposal was withdrawn")]
    Withdrawn,
}

impl Refusal {
    /// The key of its message.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoSuchDossier => "dossier-refusal-no-such",
            Self::Faulty(_) => "dossier-refusal-faulty",
            Self::NotTheirs => "dossier-refusal-not-theirs",
            Self::NotASecondPerson => "dossier-refusal-not-a-second-person",
            Self::NothingScored => "dossier-refusal-nothing-scored",
            Self::NothingFrozen => "dossier-refusal-nothing-frozen",
            Self::AlreadyApproved => "dossier-refusal-approved",
            Self::Withdrawn => "dossier-refusal-withdrawn",
        }
    }
}

/// What happens when `command` is asked of `state`; nothing happens where it has happened already.
///
/// # Errors
/// Why it does not happen now.
pub fn decide(state: &State, command: &Command<'_>, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let (by, at) = (context.by.to_owned(), context.at);
    let open = match (state, command) {
        (State::Absent, Command::Propose(technology)) => {
            sound(technology.faults(civil_date(at).year()))?;
            return Ok(vec![Event::Proposed { technology: Box::new((*technology).clone()), by, at }]);
        }
        (State::Absent, _) => return Err(Refusal::NoSuchDossier),
        (State::Withdrawn { .. }, _) => return Err(Refusal::Withdrawn),
        (State::Approved { signature: held, .. }, Command::Approve { signature, .. }) if held == signature => return Ok(vec![]),
        (State::Approved { .. }, _) => return Err(Refusal::AlreadyApproved),
        (State::Open(open), _) => open,
    };
    match command {
        // The same id again is the same request again: it stands already.
        Command::Propose(technology) if open.technology == **technology && open.by == by => Ok(vec![]),
        Command::Propose(_) => Err(Refusal::NotTheirs),
        Command::Amend(_) | Command::Withdraw { .. } if open.by != by => Err(Refusal::NotTheirs),
        Command::Amend(technology) => {
            sound(technology.faults(civil_date(at).year()))?;
            let is_new = open.technology != **technology;
            Ok(is_new.then(|| Event::Amended { technology: Box::new((*technology).clone()), at }).into_iter().collect())
        }
        Command::Withdraw { reason } => {
            sound(text_fault("reason", reason, REASON).into_iter().collect())?;
            Ok(vec![Event::Withdrawn { reason: (*reason).to_owned(), at }])
        }
        Command::Score(rated) => {
            sound(rated_faults(rated, context.htmc))?;
            Ok(vec![Event::Scored { rated: Box::new((*rated).clone()), by, at }])
        }
        Command::Confirm { confirmed, protocol } => {
            second_person(open, &by)?;
            if open.standing().next().is_none() {
                return Err(Refusal::NothingScored);
            }
            sound(confirmed_faults(open, confirmed, context.htmc))?;
            Ok(vec![Event::Confirmed { confirmed: Box::new((*confirmed).clone()), protocol: *protocol, by, at }])
        }
        Command::Approve { protocol, signature } => {
            second_person(open, &by)?;
            let frozen = open.frozen.as_ref().filter(|frozen| frozen.by == by && frozen.protocol == *protocol);
            let frozen = frozen.ok_or(Refusal::NothingFrozen)?;
            Ok(vec![Event::Approved { protocol: frozen.protocol, signature: *signature, at }])
        }
    }
}

fn sound(faults: Vec<Fault>) -> Result<(), Refusal> {
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Faulty(faults)) }
}

/// Four eyes: whoever entered the evidence or scored it, by whatever revision, has said what they think.
fn second_person(open: &Open, by: &str) -> Result<(), Refusal> {
    if open.by == by || open.scores.contains_key(by) { Err(Refusal::NotASecondPerson) } else { Ok(()) }
}

fn rated_faults(rated: &[Rated; CRITERIA], htmc: &Htmc) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (criterion, rated) in htmc.criteria.iter().zip(rated) {
        let field = |member: &str| format!("{}.{member}", criterion.id);
        if !(1..=criterion.levels.len()).contains(&usize::from(rated.level)) {
            faults.push(Fault::new(field("level"), Wrong::NoSuchLevel));
        }
        faults.extend(text_fault(&field("justification"), &rated.justification, JUSTIFICATION));
        faults.extend(sources_fault(&field("sources"), &rated.sources));
    }
    faults
}

/// Whoever approves does not score: a level is one that was given, and a disagreement is settled with a reason.
fn confirmed_faults(open: &Open, confirmed: &[Confirmed; CRITERIA], htmc: &Htmc) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (place, (criterion, confirmed)) in htmc.criteria.iter().zip(confirmed).enumerate() {
        let (field, given) = (|member: &str| format!("{}.{member}", criterion.id), open.given(place));
        if !(1..=criterion.levels.len()).contains(&usize::from(confirmed.level)) {
            faults.push(Fault::new(field("level"), Wrong::NoSuchLevel));
        } else if !given.contains(&confirmed.level) {
            faults.push(Fault::new(field("level"), Wrong::LevelOfNobody));
        }
        if given.len() > 1 && confirmed.reason.trim().is_empty() {
            faults.push(Fault::new(field("reason"), Wrong::ReasonMissing));
        } else if confirmed.reason.chars().count() > REASON {
            faults.push(Fault::new(field("reason"), Wrong::TooLong));
        }
    }
    faults
}
