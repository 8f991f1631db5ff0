use crate::planted;
use crate::terms::Instant;

macro_rules! stages {
    ($($name:ident = $text:literal, $doc:literal;)*) => {
        /// A stage of a form's journey, in order (contract, `http.md`). The last four stand beside the way.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum Stage { $(#[doc = $doc] #[serde(rename = $text)] $name,)* }

        impl Stage {
            /// Every stage, in order.
            pub const ALL: &'static [Stage] = &[$(Stage::$name,)*];

            /// As the contract writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Stage::$name => $text,)* }
            }
        }
    };
}

stages! {
    Checked = "checked", "Stored in the MIS and checked (p. 3, 4).";
    Frozen = "frozen", "Frozen for the chair's signature (p. 4).";
    Signed = "signed", "Signed by the chair (p. 2(4), 5).";
    AcceptedByMinistry = "accepted-by-ministry", "Proved again by the Ministry of Health's system (p. 5).";
    AcceptedByDataBank = "accepted-by-data-bank", "Proved again by the disability data bank (p. 5).";
    Numbered = "numbered", "The draft act has its number (p. 6, 9).";
    Waiting = "waiting", "The draft act is on the waiting list (p. 7).";
    Assigned = "assigned", "Given to exactly one expert (p. 7).";
    Decided = "decided", "The expert has decided and signed (p. 9).";
    Registered = "registered", "The act stands in the register of acts (p. 9).";
    AwaitingProof = "awaiting-proof", "Waits until a signature's status can be proved.";
    Returned = "returned", "Returned to the organisation (MSE Rules).";
    Refused = "refused", "Refused, with its reason.";
    Withdrawn = "withdrawn", "Withdrawn by the organisation.";
}

impl Stage {
    /// Whether the journey ends here unless a new form goes on in its place.
    pub fn is_final(self) -> bool {
        matches!(self, Stage::Registered | Stage::Returned | Stage::Refused | Stage::Withdrawn)
    }
}

impl std::fmt::Display for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A stage that was reached.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reached {
    /// The stage.
    pub stage: Stage,
    /// When, by the clock of the node where it happened.
    pub at: Instant,
    /// The act's number with `numbered`; the reason's key with `refused`, `returned`, `withdrawn`,
    /// `awaiting-proof`. Never personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// Reports come twice, late and out of order: those of `reported` whose stage is not known yet, in
/// order, each stage once.
pub(super) fn new_among(reported: &[Reached], known: &[Reached]) -> Vec<Reached> {
    let all: Vec<&Reached> = reported.iter().chain(known).collect();
    // A wait that these reports end makes room for a later one among them.
    let stands = |one: &Reached| one.stage != Stage::AwaitingProof || !is_over(one, all.iter().copied());
    let is_known = |reached: &Reached| known.iter().any(|one| one.stage == reached.stage && stands(one));
    let mut new: Vec<Reached> =
        reported.iter().filter(|reached| planted!("stage-told-twice") || !is_known(reached)).cloned().collect();
    new.retain(stands);
    new.sort_by_key(|reached| reached.stage);
    new.dedup_by_key(|reached| reached.stage);
    new
}

/// The stage at which a form stands that has reached `stages`: the last on its way, however late the
/// others were told. A wait for proof is over once anything later has happened.
pub fn standing(stages: &[Reached]) -> Option<Stage> {
    let (waits, ways): (Vec<&Reached>, Vec<&Reached>) = stages.iter().partition(|one| one.stage == Stage::AwaitingProof);
    let last = ways.into_iter().max_by_key(|one| one.stage);
    match (last, waits.first()) {
        (Some(last), Some(wait)) if wait.at > last.at => Some(Stage::AwaitingProof),
        (Some(last), _) => Some(last.stage),
        (None, wait) => wait.map(|wait| wait.stage),
    }
}

/// Whether waiting for a proof is over: some node behind has moved on since.
fn is_over<'r>(waiting: &Reached, mut stages: impl Iterator<Item = &'r Reached>) -> bool {
    stages.any(|other| other.stage > Stage::Signed && other.stage != Stage::AwaitingProof && other.at >= waiting.at)
}

/// Puts a stage into its place; a stage that is known stays as it was first reported. Waiting for a proof
/// is shown while it lasts.
pub(super) fn insert(stages: &mut Vec<Reached>, reached: &Reached) {
    match stages.binary_search_by_key(&reached.stage, |known| known.stage) {
        Err(place) => stages.insert(place, reached.clone()),
        // A later wait takes the place of one that ends with the same report.
        Ok(place) if reached.stage == Stage::AwaitingProof && reached.at > stages[place].at => stages[place] = reached.clone(),
        Ok(_) => {}
    }
    let waiting = stages.iter().position(|known| known.stage == Stage::AwaitingProof);
    if let Some(place) = waiting.filter(|place| is_over(&stages[*place], stages.iter())) {
        stages.remove(place);
    }
}
