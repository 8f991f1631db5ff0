use saraptama_core::indicators::System;

/// Why a month is not handed out or not corrected, now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// What leaves the ministries is of a month that is over.
    #[error("the month is not over")]
    NotOver,
    /// And closed: two counts of one month give small numbers back.
    #[error("the month is not closed")]
    NotClosed,
    /// A recount beside the closed version is a second count.
    #[error("a recount is not handed out")]
    Recount,
    /// The archive that keeps closed months is not at hand.
    #[error("the archive of the data bank is not at hand")]
    NoDataBank,
    /// The version to be corrected has a part whose archive is not at hand.
    #[error("the archive of {} is not at hand, which the closed version has", .0.as_str())]
    Lacks(System),
}

impl Refusal {
    /// The key of its message.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotOver => "refusal-month-not-over",
            Self::NotClosed => "refusal-month-not-closed",
            Self::Recount => "refusal-month-recount",
            Self::NoDataBank => "refusal-month-no-data-bank",
            Self::Lacks(System::Mis) => "refusal-month-lacks-mis",
            Self::Lacks(System::Ministry) => "refusal-month-lacks-ministry",
            Self::Lacks(System::DataBank) => "refusal-month-lacks-data-bank",
        }
    }
}
