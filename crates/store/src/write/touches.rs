//! What units, and the parts of a unit, have in common. Those that have nothing in common may run in
//! any order.

use crate::rows::{AbsenceRow, ChallengeRow, SessionRow};
use crate::{Change, Unit};
use saraptama_core::indicators::RosterId;
use saraptama_core::terms::{FormId, Sha256};
use std::collections::BTreeSet;

/// Something that a unit reads or writes, and that others may too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Touched<'u> {
    /// Anything about a form, or about a message of the asynchronous channel, whose ids are like theirs.
    Form(FormId),
    /// A message that was received, by sender and id.
    Received(&'u str, &'u str),
    /// A message that was claimed.
    Message(i64),
    /// The numbers of a year.
    Numbers(i16),
    /// The register and its checkpoints.
    Register,
    /// The seed of a day.
    Seed(jiff::civil::Date),
    /// A session, or something that may be answered once.
    Visit(Sha256),
    /// An absence of an expert.
    Absence(Sha256),
    /// The editions of the list of high-tech services: two may be about to take one place.
    Editions,
    /// All sessions that are over: of two who forget them one is enough at a time.
    Visits,
    /// The experts from whom acts are drawn.
    Roster(RosterId),
    /// The closed months.
    Months,
    /// The outbox is added to.
    Sends,
    /// The outbox is settled: what stands behind a settled message is not told by the unit.
    Settles,
}

/// Everything that a unit touches.
pub(crate) fn touched(unit: &Unit) -> Vec<Touched<'_>> {
    let mut all: Vec<Touched<'_>> = unit.appends.iter().map(|append| Touched::Form(append.stream.form)).collect();
    all.extend(unit.received.iter().map(|message| Touched::Received(&message.source, &message.message_id)));
    all.extend(unit.changes.iter().map(|change| match change {
        Change::Form(row) => Touched::Form(row.form),
        Change::FormStage { form, .. } | Change::FormDesk { form, .. } => Touched::Form(*form),
        Change::Signature(row) => Touched::Form(row.form),
        Change::Document(row) => Touched::Form(row.form),
        Change::Evidence(row) => Touched::Form(row.form),
        Change::Act(row) => Touched::Form(row.form),
        Change::Original(row) => Touched::Form(row.form),
        Change::ChannelMessage(row) => Touched::Form(row.id),
        Change::ChannelBody { id, .. } => Touched::Form(*id),
        Change::Draft(row) => Touched::Form(row.form),
        Change::DraftsEnded(form) => Touched::Form(*form),
        Change::TakeNumbers { year, .. } => Touched::Numbers(*year),
        Change::Register(_) | Change::Checkpoint(_) | Change::RegisterHeading { .. } | Change::Practice(_) => Touched::Register,
        Change::Absence(AbsenceRow { id, .. }) | Change::AbsenceWithdrawn { id, .. } => Touched::Absence(*id),
        Change::Seed(row) => Touched::Seed(row.day),
        Change::StillOnDuty { form, .. } => Touched::Form(*form),
        Change::ClaimLost { .. } => Touched::Settles,
        Change::Lease { id, .. } => Touched::Message(*id),
        Change::Session(SessionRow { id, .. }) | Change::SessionSeen { id, .. } | Change::SessionEnded(id) => Touched::Visit(*id),
        Change::Challenge(ChallengeRow { id, .. }) | Change::TakeChallenge(id) => Touched::Visit(*id),
        Change::ForgetVisits { .. } => Touched::Visits,
        Change::Status(row) => Touched::Form(row.form),
        Change::Dossier(row) => Touched::Form(row.form),
        Change::Figures(row) => Touched::Form(row.form),
        Change::HtmcReferral(row) => Touched::Form(row.form),
        Change::ActFact(row) => Touched::Form(row.form),
        Change::DraftFact(row) => Touched::Form(row.form),
        Change::Roster(roster) => Touched::Roster(roster.id()),
        Change::Mark(row) => Touched::Form(row.form),
        Change::Closed(_) => Touched::Months,
        Change::Denied { form, .. } => Touched::Form(*form),
        Change::HtmcEdition(_) => Touched::Editions,
    }));
    all.extend(unit.sends.iter().flat_map(|message| [Touched::Form(message.form), Touched::Sends]));
    all.extend(unit.settled.iter().flat_map(|settlement| [Touched::Message(settlement.id), Touched::Settles]));
    all
}

/// Whether no two appends are of one stream.
pub(super) fn streams_differ(unit: &Unit) -> bool {
    differ(unit.appends.iter().map(|append| append.stream))
}

/// Whether no two changes are of one row.
pub(super) fn rows_differ(unit: &Unit) -> bool {
    const FORM: u8 = 0;
    differ(unit.changes.iter().map(|change| match change {
        Change::Form(row) => (FORM, Some(row.form)),
        Change::FormStage { form, .. } | Change::FormDesk { form, .. } => (FORM, Some(*form)),
        Change::Signature(row) => (1, Some(row.form)),
        Change::Document(row) => (2, Some(row.form)),
        Change::Evidence(row) => (11, Some(row.form)),
        Change::Act(row) => (3, Some(row.form)),
        Change::TakeNumbers { .. } => (4, None),
        Change::Register(_) | Change::RegisterHeading { .. } => (5, None),
        Change::Absence(_) | Change::AbsenceWithdrawn { .. } => (13, None),
        Change::Checkpoint(_) => (6, None),
        Change::Seed(_) => (7, None),
        Change::ChannelMessage(row) => (8, Some(row.id)),
        Change::ChannelBody { id, .. } => (9, Some(*id)),
        Change::Original(row) => (10, Some(row.form)),
        Change::Draft(row) => (13, Some(row.form)),
        Change::DraftsEnded(form) => (13, Some(*form)),
        Change::Practice(_) => (14, None),
        Change::StillOnDuty { form, .. } => (20, Some(*form)),
        // Several of these in one unit are rare: they follow one another.
        Change::ClaimLost { .. }
        | Change::Lease { .. }
        | Change::Session(_)
        | Change::SessionSeen { .. }
        | Change::SessionEnded(_) => (12, None),
        Change::Challenge(_) | Change::TakeChallenge(_) | Change::ForgetVisits { .. } => (12, None),
        Change::Status(row) => (15, Some(row.form)),
        Change::ActFact(row) => (16, Some(row.form)),
        Change::DraftFact(row) => (17, Some(row.form)),
        Change::Roster(_) => (24, None),
        // Several of one form are written one after the other.
        Change::Mark(row) => (18, Some(row.form)),
        Change::Closed(_) => (19, None),
        Change::Denied { form, .. } => (15, Some(*form)),
        Change::Dossier(row) => (21, Some(row.form)),
        Change::Figures(row) => (22, Some(row.form)),
        Change::HtmcReferral(row) => (23, Some(row.form)),
        Change::HtmcEdition(row) => (40, Some(row.id)),
    }))
}

/// Whether no two messages are of one form on one route.
pub(super) fn addressees_differ(unit: &Unit) -> bool {
    differ(unit.sends.iter().map(|message| (&message.route, message.form)))
}

/// Whether no two settlements are of one message.
pub(super) fn settlements_differ(unit: &Unit) -> bool {
    differ(unit.settled.iter().map(|settlement| settlement.id))
}

fn differ<T: Ord>(keys: impl Iterator<Item = T>) -> bool {
    if keys.size_hint().1.is_some_and(|most| most < 2) {
        return true;
    }
    let mut seen = BTreeSet::new();
    keys.into_iter().all(|key| seen.insert(key))
}
