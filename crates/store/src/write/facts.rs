use super::{Session, Writer};
use crate::CommitError;
use crate::rows::{ActFactRow, ClosedRow, DraftFactRow, MarkRow};
use crate::value::{Value, count, nanoseconds, or_never};
use saraptama_core::indicators::{AgeGroup, Ended, Roster, Ruling};
use saraptama_core::terms::{Instant, Region};

/// How a ruling is kept: `not-established`, or category and term, each empty where the decision names none.
pub(crate) fn ruling_text(ruling: Ruling) -> String {
    match ruling {
        Ruling::NotEstablished => "not-established".to_owned(),
        Ruling::Established(category, term) => {
            let (category, term) = (category.map(|c| c.as_str()), term.map(|t| t.as_str()));
            format!("{} {}", category.unwrap_or_default(), term.unwrap_or_default())
        }
    }
}

impl<S: Session> Writer<'_, S> {
    pub(super) async fn put_act_fact(&self, row: &ActFactRow) -> Result<(), CommitError> {
        let (fact, course) = (&row.fact, &row.fact.course);
        // What waits for its proof is counted nowhere yet.
        let Some(first_at) = course.first_at() else { return Ok(()) };
        let at = |at: Option<Instant>| at.map(nanoseconds).transpose().map(Value::from);
        // That an age is not known is known too, and not looked for again.
        let age = fact.age.map(AgeGroup::as_str).or_else(|| row.is_known.then_some(""));
        let region = |region: Option<Region>| Value::from(region.map(|region| i64::from(region.number())));
        self.put(
            "counting an act",
            "INSERT INTO month_act(cell, form, first_at, last_at, known, vendor, organisation_region, patient_region, nosology,
               sub_form, signed_at, accepted_at, refused_at, ended_at, ended, reason, numbered_at, nobody_at, assigned_at,
               first_due_at, due_at, moved, moved_at, moved_why, expert, decided_at, registered_at, ruling,
               age_group, draws, drawn)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
               ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31)
             ON CONFLICT (cell, form) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at,
               known = CASE WHEN excluded.known = 1 THEN 1 ELSE month_act.known END,
               vendor = CASE WHEN excluded.known = 1 THEN excluded.vendor ELSE month_act.vendor END,
               organisation_region =
                 CASE WHEN excluded.known = 1 THEN excluded.organisation_region ELSE month_act.organisation_region END,
               patient_region = CASE WHEN excluded.known = 1 THEN excluded.patient_region ELSE month_act.patient_region END,
               nosology = CASE WHEN excluded.known = 1 THEN excluded.nosology ELSE month_act.nosology END,
               sub_form = CASE WHEN excluded.known = 1 THEN excluded.sub_form ELSE month_act.sub_form END,
               signed_at = excluded.signed_at, accepted_at = excluded.accepted_at, refused_at = excluded.refused_at,
               ended_at = excluded.ended_at, ended = excluded.ended, reason = excluded.reason,
               numbered_at = excluded.numbered_at, nobody_at = excluded.nobody_at, assigned_at = excluded.assigned_at,
               first_due_at = excluded.first_due_at, due_at = excluded.due_at, moved = excluded.moved,
               moved_at = excluded.moved_at, moved_why = excluded.moved_why, expert = excluded.expert,
               decided_at = excluded.decided_at, registered_at = excluded.registered_at,
               ruling = coalesce(excluded.ruling, month_act.ruling),
               age_group = coalesce(excluded.age_group, month_act.age_group), draws = excluded.draws, drawn = excluded.drawn",
            &[
                self.cell.into(),
                (&row.form).into(),
                nanoseconds(first_at)?.into(),
                or_never(course.last_at())?.into(),
                row.is_known.into(),
                fact.vendor.as_ref().into(),
                region(fact.organisation_region),
                region(fact.patient_region),
                fact.nosology.as_ref().into(),
                fact.sub_form.map(i64::from).into(),
                at(course.signed_at)?,
                at(course.accepted_at)?,
                at(course.refused_at)?,
                at(course.ended_at)?,
                course.ended.map(|how| if how == Ended::Returned { 1_i64 } else { 2 }).into(),
                course.reason.as_ref().into(),
                at(course.numbered_at)?,
                at(course.nobody_at)?,
                at(course.assigned_at)?,
                at(course.first_due_at)?,
                at(course.due_at)?,
                i64::from(course.moved).into(),
                at(course.moved_at)?,
                course.moved_why.as_ref().into(),
                course.expert.as_ref().into(),
                at(course.decided_at)?,
                at(course.registered_at)?,
                fact.ruling.map(ruling_text).into(),
                age.into(),
                course.draws.as_bytes().into(),
                count(course.draws.iter().count() as u64)?.into(),
            ],
        )
        .await
    }

    /// A roster never changes: another one has another name.
    pub(super) async fn put_roster(&self, roster: &Roster) -> Result<(), CommitError> {
        let id = roster.id();
        self.put(
            "keeping whom acts are drawn from",
            "INSERT INTO roster(cell, roster, experts) VALUES (?1, ?2, ?3) ON CONFLICT (cell, roster) DO NOTHING",
            &[self.cell.into(), id.0.as_slice().into(), roster.text().into()],
        )
        .await
    }

    pub(super) async fn put_draft_fact(&self, row: &DraftFactRow) -> Result<(), CommitError> {
        let draft = &row.fact.draft;
        let Some(begun_at) = draft.begun_at else { return Ok(()) };
        let at = |at: Option<Instant>| at.map(nanoseconds).transpose().map(Value::from);
        self.put(
            "counting a form",
            "INSERT INTO month_form(cell, form, first_at, last_at, vendor, handed_back, handed_back_at, signed_at, refused_at,
               reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (cell, form) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at,
               vendor = coalesce(excluded.vendor, month_form.vendor), handed_back = excluded.handed_back,
               handed_back_at = excluded.handed_back_at, signed_at = excluded.signed_at, refused_at = excluded.refused_at,
               reason = excluded.reason",
            &[
                self.cell.into(),
                (&row.form).into(),
                nanoseconds(begun_at)?.into(),
                or_never(draft.last_at())?.into(),
                row.fact.vendor.as_ref().into(),
                i64::from(draft.handed_back).into(),
                at(draft.handed_back_at)?,
                at(draft.signed_at)?,
                at(draft.refused_at)?,
                draft.reason.as_ref().into(),
            ],
        )
        .await
    }

    pub(super) async fn put_mark(&self, row: &MarkRow) -> Result<(), CommitError> {
        self.put(
            "marking a form",
            "INSERT INTO month_mark(cell, form, kind, name, at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (cell, form, kind, name) DO NOTHING",
            &[self.cell.into(), (&row.form).into(), (row.kind as i64).into(), (&row.name).into(), nanoseconds(row.at)?.into()],
        )
        .await
    }

    /// A message that was not delivered at once, counted in the month in which it was recorded.
    pub(super) async fn put_trouble(
        &self,
        message: i64,
        created_at: i64,
        route: &str,
        is_given_up: bool,
        reason: &str,
    ) -> Result<(), CommitError> {
        let values = [self.cell.into(), message.into(), is_given_up.into(), created_at.into(), route.into(), reason.into()];
        self.put(
            "counting a message that was not delivered",
            "INSERT INTO month_trouble(cell, message, given_up, at, route, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (cell, message, given_up) DO NOTHING",
            &values,
        )
        .await
    }

    /// A month is closed once; a correction stands beside it and changes nothing of it.
    pub(super) async fn put_closed(&self, row: &ClosedRow) -> Result<(), CommitError> {
        let (month, version, closed_by) = ((&row.month).into(), i64::from(row.version).into(), (&row.closed_by).into());
        self.one(
            "closing a month",
            "INSERT INTO month_closed(cell, month, version, digest, body, closed_by, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (cell, month, version) DO NOTHING",
            &[self.cell.into(), month, version, (&row.digest).into(), (&row.body).into(), closed_by, nanoseconds(row.at)?.into()],
        )
        .await
    }
}
