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
    let mut new: Vec<Reached> = reported.iter().filter(|r| !known.iter().any(|k| k.stage == r.stage)).cloned().collect();
    new.sort_by_key(|reached| reached.stage);
    new.dedup_by_key(|reached| reached.stage);
    new
}

/// Puts a stage into its place; a stage that is known stays as it was first reported.
pub(super) fn insert(stages: &mut Vec<Reached>, reached: &Reached) {
    if let Err(place) = stages.binary_search_by_key(&reached.stage, |known| known.stage) {
        stages.insert(place, reached.clone());
    }
}
