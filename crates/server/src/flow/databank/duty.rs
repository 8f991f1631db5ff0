use super::FlowError;
use crate::flow::{Attempt, attempt};
use crate::node::DataBank;
use jiff::civil::Date;
use saraptama_core::authority::Principal;
use saraptama_core::terms::{Sha256, civil_date};
use saraptama_store::rows::{AbsenceRow, Withdrawn};
use saraptama_store::{Change, Unit};

/// Why an expert is not on duty: the keys of the reasons. With the last one a note says why.
pub const ABSENCES: [&str; 5] = ["absence-ill", "absence-leave", "absence-trip", "absence-training", OTHER];
const OTHER: &str = "absence-other";

/// The longest absence that is entered at once; whoever is away longer leaves the register of experts.
const LONGEST_DAYS: i32 = 366;
/// The longest note, in characters.
pub(super) const NOTE: usize = 300;

/// Days on which an expert will not be on duty, before they are taken.
#[derive(Clone, Debug)]
pub struct NewAbsence<'a> {
    /// The expert's id.
    pub expert: &'a str,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// One of [`ABSENCES`].
    pub reason: &'a str,
    /// What is to be said beside it.
    pub note: &'a str,
}

/// Why an absence is not taken or withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AbsenceFault {
    /// It ends before it begins.
    #[error("the last day lies before the first")]
    EndsBeforeItBegins,
    /// All its days are over: the draws of those days are done.
    #[error("all its days are over")]
    Over,
    /// It is longer than a year.
    #[error("it is longer than a year")]
    TooLong,
    /// It gives no reason of the list.
    #[error("there is no such reason")]
    NoReason,
    /// The reason asks for words, or they are too many.
    #[error("the note is missing or too long")]
    Note,
    /// It was withdrawn before.
    #[error("it was withdrawn before")]
    Withdrawn,
}

impl AbsenceFault {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::EndsBeforeItBegins => "staff-absence-backwards",
            Self::Over => "staff-absence-over",
            Self::TooLong => "staff-absence-too-long",
            Self::NoReason => "staff-absence-no-reason",
            Self::Note => "staff-absence-note-wrong",
            Self::Withdrawn => "staff-absence-withdrawn-before",
        }
    }

    /// The field of the form that it is about.
    pub fn field(self) -> &'static str {
        match self {
            Self::EndsBeforeItBegins | Self::Over | Self::TooLong => "until",
            Self::NoReason => "reason",
            Self::Note | Self::Withdrawn => "note",
        }
    }
}

/// What is wrong with an absence that is entered on `today`, all of it.
fn faults(new: &NewAbsence<'_>, today: Date) -> Vec<AbsenceFault> {
    let days = new.until.since(new.from).map_or(0, |span| span.get_days());
    let is_blank = new.note.trim().is_empty();
    [
        (new.until < new.from, AbsenceFault::EndsBeforeItBegins),
        (new.until >= new.from && new.until < today, AbsenceFault::Over),
        (days >= LONGEST_DAYS, AbsenceFault::TooLong),
        (!ABSENCES.contains(&new.reason), AbsenceFault::NoReason),
        ((new.reason == OTHER && is_blank) || new.note.chars().count() > NOTE, AbsenceFault::Note),
    ]
    .into_iter()
    .filter_map(|(is_so, fault)| is_so.then_some(fault))
    .collect()
}

impl DataBank {
    /// Enters days on which an expert is not on duty; from the next draw on nobody is given to them.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is no such expert, or when the store fails. What is wrong with the
    /// absence itself is the inner answer.
    pub async fn enter_absence(&self, by: &Principal, new: &NewAbsence<'_>) -> Result<Result<(), Vec<AbsenceFault>>, FlowError> {
        self.people.all_experts().find(|one| one.id == new.expert).ok_or(FlowError::NotFound)?;
        let now = self.clock.now();
        let wrong = faults(new, civil_date(now));
        if !wrong.is_empty() {
            return Ok(Err(wrong));
        }
        // Another process's clock may be ahead of ours: what was given before shows no later time than this.
        let at = self.store.latest_instant().await?.map_or(now, |latest| now.max(latest));
        let id = self.secrets.draw().ok_or_else(|| FlowError::Event("the system gives no randomness".to_owned()))?;
        let row = AbsenceRow {
            id: Sha256(id),
            expert: new.expert.to_owned(),
            from: new.from,
            until: new.until,
            reason: new.reason.to_owned(),
            note: new.note.trim().to_owned(),
            by: by.id.clone(),
            at,
            withdrawn: None,
        };
        attempt(self.store.commit(Unit { changes: vec![Change::Absence(row)], ..Unit::default() }).await)?;
        tracing::info!(expert = new.expert, who = by.id, from = %new.from, until = %new.until, "an absence was entered");
        Ok(Ok(()))
    }

    /// Withdraws an absence that was entered: from now on it keeps nobody off duty. It stays to be seen.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none of this expert, or when the store fails.
    pub async fn withdraw_absence(
        &self,
        by: &Principal,
        expert: &str,
        id: Sha256,
        note: &str,
    ) -> Result<Result<(), AbsenceFault>, FlowError> {
        let found = self.store.absence(id).await?.filter(|row| row.expert == expert).ok_or(FlowError::NotFound)?;
        let now = self.clock.now();
        let note = note.trim();
        if found.withdrawn.is_some() {
            return Ok(Err(AbsenceFault::Withdrawn));
        }
        if found.until < civil_date(now) {
            return Ok(Err(AbsenceFault::Over));
        }
        if note.is_empty() || note.chars().count() > NOTE {
            return Ok(Err(AbsenceFault::Note));
        }
        let withdrawn = Withdrawn { note: note.to_owned(), by: by.id.clone(), at: now };
        let unit = Unit { changes: vec![Change::AbsenceWithdrawn { id, withdrawn }], ..Unit::default() };
        if let Attempt::Again = attempt(self.store.commit(unit).await)? {
            return Ok(Err(AbsenceFault::Withdrawn));
        }
        tracing::info!(expert, who = by.id, "an absence was withdrawn");
        // Somebody may wait for this very expert.
        self.allocation_bell.notify_one();
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_absence_has_days_to_come_a_reason_and_words_where_the_reason_has_none() {
        let today = date(2025, 9, 2);
        for (from, until, reason, note, expected) in [
            (date(2025, 9, 2), date(2025, 9, 2), "absence-ill", "", vec![]),
            (date(2025, 8, 1), date(2025, 9, 2), "absence-ill", "", vec![]),
            (date(2025, 8, 1), date(2025, 9, 1), "absence-ill", "", vec![AbsenceFault::Over]),
            (date(2025, 9, 3), date(2025, 9, 2), "absence-ill", "", vec![AbsenceFault::EndsBeforeItBegins]),
            (date(2025, 9, 2), date(2026, 9, 2), "absence-leave", "", vec![]),
            (date(2025, 9, 2), date(2026, 9, 3), "absence-leave", "", vec![AbsenceFault::TooLong]),
            (date(2025, 9, 2), date(2025, 9, 3), "", "", vec![AbsenceFault::NoReason]),
            (date(2025, 9, 2), date(2025, 9, 3), "absence-other", " ", vec![AbsenceFault::Note]),
            (date(2025, 9, 2), date(2025, 9, 3), "absence-other", "Сот", vec![]),
        ] {
            let new = NewAbsence { expert: "expert-1", from, until, reason, note };
            assert_eq!(faults(&new, today), expected, "{from} to {until}, {reason}");
        }
        let long = "я".repeat(NOTE + 1);
        let new = NewAbsence { expert: "e", from: today, until: today, reason: "absence-ill", note: &long };
        assert_eq!(faults(&new, today), [AbsenceFault::Note]);
    }
}
