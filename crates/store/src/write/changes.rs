use super::{Session, Writer};
use crate::rows::{ActRow, DocumentRow, EvidenceRow, FormRow, OriginalRow, RegisterRow, SeedRow, SignatureRow};
use crate::value::{Value, count, misfit, nanoseconds, number_key, or_never};
use crate::{Change, CommitError, Fault};
use saraptama_core::terms::{FormId, Instant};

impl<S: Session> Writer<'_, S> {
    /// Writes the change of a row.
    pub(super) async fn change(&self, change: &Change) -> Result<(), CommitError> {
        let cell = Value::Int(self.cell);
        match change {
            Change::Form(row) => self.put_form(row).await,
            Change::Original(row) => self.put_original(row).await,
            Change::FormStage { form, stage, at } => self.put_stage(form, stage, *at).await,
            Change::FormDesk { form, presented_at, handed_back_at } => self.put_desk(form, *presented_at, *handed_back_at).await,
            Change::Signature(row) => self.put_signature(row).await,
            Change::Evidence(row) => self.put_evidence(row).await,
            Change::Document(row) => self.put_document(row).await,
            Change::Act(row) => self.put_act(row).await,
            Change::TakeNumbers { year, expected, last } => self.take_numbers(*year, *expected, *last).await,
            Change::Register(row) => self.register(row).await,
            Change::RegisterHeading { index, heading } => self.put_register_heading(*index, heading).await,
            Change::Absence(row) => self.put_absence(row).await,
            Change::AbsenceWithdrawn { id, withdrawn } => self.withdraw_absence(id, withdrawn).await,
            Change::Checkpoint(row) => {
                self.put(
                    "storing a checkpoint",
                    "INSERT INTO checkpoint(cell, size, note) VALUES (?1, ?2, ?3)
                 ON CONFLICT (cell, size) DO UPDATE SET note = excluded.note",
                    &[cell, count(row.size)?.into(), (&row.note).into()],
                )
                .await
            }
            Change::Seed(row) => self.put_seed(row).await,
            Change::ChannelMessage(row) => self.put_channel_message(row).await,
            Change::ChannelBody { id, bytes } => self.put_channel_body(*id, bytes).await,
            Change::StillOnDuty { expert, day, .. } => self.still_on_duty(expert, *day).await,
            Change::ClaimLost { leased_until } => self.forget_claim(*leased_until).await,
            Change::Lease { id, fence, until } => self.lengthen(*id, *fence, *until).await,
            Change::Session(row) => self.put_session(row).await,
            Change::SessionSeen { id, at } => self.see_session(id, *at).await,
            Change::SessionEnded(id) => self.end_session(id).await,
            Change::Challenge(row) => self.put_challenge(row).await,
            Change::TakeChallenge(id) => self.take_challenge(id).await,
            Change::Draft(row) => self.put_draft(row).await,
            Change::DraftsEnded(form) => self.end_drafts(form).await,
            Change::Practice(row) => self.put_practice(row).await,
            Change::Status(row) => self.put_status(row).await,
            Change::ActFact(row) => Box::pin(self.put_act_fact(row)).await,
            Change::Roster(roster) => self.put_roster(roster).await,
            Change::DraftFact(row) => self.put_draft_fact(row).await,
            Change::Mark(row) => self.put_mark(row).await,
            Change::Closed(row) => self.put_closed(row).await,
            Change::Denied { form, at } => self.deny(form, *at).await,
            Change::Dossier(row) => self.put_dossier(row).await,
            Change::Figures(row) => self.put_figures(row).await,
            Change::HtmcReferral(row) => self.put_htmc_referral(row).await,
            Change::HtmcEdition(row) => self.put_edition(row).await,
            Change::ForgetVisits { seen_before, now } => self.forget_visits(*seen_before, *now).await,
        }
    }

    pub(super) async fn put(&self, doing: &'static str, sql: &'static str, values: &[Value<'_>]) -> Result<(), CommitError> {
        self.session.execute(doing, sql, values).await.map(drop)
    }

    /// A statement that must touch its row; that it does not is a conflict.
    pub(super) async fn one(&self, doing: &'static str, sql: &'static str, values: &[Value<'_>]) -> Result<(), CommitError> {
        if self.session.execute(doing, sql, values).await? == 1 { Ok(()) } else { Err(CommitError::Conflict) }
    }

    async fn put_form(&self, row: &FormRow) -> Result<(), CommitError> {
        let organisation = row.organisation.as_ref().map(|bin| bin.as_str());
        self.put(
            "storing a form",
            "INSERT INTO form(cell, form, organisation, sha256, stage, updated_at, vendor, patient, patient_name, name_key, icd10,
               chair, decision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
             ON CONFLICT (cell, form) DO UPDATE SET organisation = excluded.organisation, sha256 = excluded.sha256,
               stage = excluded.stage, updated_at = excluded.updated_at, vendor = excluded.vendor,
               patient = excluded.patient, patient_name = excluded.patient_name, name_key = excluded.name_key,
               icd10 = excluded.icd10, chair = excluded.chair, decision = excluded.decision,
               presented_at = NULL, handed_back_at = NULL",
            &[
                self.cell.into(),
                (&row.form).into(),
                organisation.into(),
                (&row.sha256).into(),
                (&row.stage).into(),
                nanoseconds(row.updated_at)?.into(),
                row.vendor.as_ref().into(),
                row.heading.patient.as_ref().map(|iin| iin.as_str()).into(),
                row.heading.patient_name.as_ref().into(),
                row.heading.name_key.as_ref().into(),
                row.heading.icd10.map(|code| code.to_string()).into(),
                row.heading.chair.as_ref().map(|iin| iin.as_str()).into(),
                row.heading.decision.as_ref().into(),
            ],
        )
        .await?;
        self.put(
            "storing a form's bytes",
            "INSERT INTO form_bytes(cell, form, sha256, bytes) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (cell, form) DO UPDATE SET sha256 = excluded.sha256, bytes = excluded.bytes
               WHERE form_bytes.sha256 <> excluded.sha256",
            &[self.cell.into(), (&row.form).into(), (&row.sha256).into(), (&row.bytes).into()],
        )
        .await
    }

    async fn put_original(&self, row: &OriginalRow) -> Result<(), CommitError> {
        self.put(
            "storing an original",
            "INSERT INTO original(cell, form, form_sha256, format, media_type, sha256, bytes, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (cell, form) DO UPDATE SET form_sha256 = excluded.form_sha256, format = excluded.format,
               media_type = excluded.media_type, sha256 = excluded.sha256, bytes = excluded.bytes, at = excluded.at",
            &[
                self.cell.into(),
                (&row.form).into(),
                (&row.form_sha256).into(),
                (&row.format).into(),
                (&row.media_type).into(),
                (&row.sha256).into(),
                (&row.bytes).into(),
                nanoseconds(row.at)?.into(),
            ],
        )
        .await
    }

    async fn put_stage(&self, form: &FormId, stage: &str, at: Instant) -> Result<(), CommitError> {
        const DOING: &str = "storing a stage";
        let sql = "UPDATE form SET stage = ?3, updated_at = ?4 WHERE cell = ?1 AND form = ?2";
        let values = [self.cell.into(), form.into(), stage.into(), nanoseconds(at)?.into()];
        match self.session.execute(DOING, sql, &values).await? {
            1 => Ok(()),
            _ => Err(Fault { doing: DOING, cause: "there is no such form".to_owned() }.into()),
        }
    }

    async fn put_desk(
        &self,
        form: &FormId,
        presented_at: Option<Instant>,
        handed_back_at: Option<Instant>,
    ) -> Result<(), CommitError> {
        let sql = "UPDATE form SET presented_at = ?3, handed_back_at = ?4 WHERE cell = ?1 AND form = ?2";
        let at = |at: Option<Instant>| at.map(nanoseconds).transpose();
        let values = [self.cell.into(), form.into(), at(presented_at)?.into(), at(handed_back_at)?.into()];
        self.put("storing on whose desk a form lies", sql, &values).await
    }

    async fn put_signature(&self, row: &SignatureRow) -> Result<(), CommitError> {
        let (form, role, at) = ((&row.form).into(), (&row.role).into(), nanoseconds(row.at)?.into());
        self.put(
            "storing a signature",
            "INSERT INTO signature(cell, form, role, sha256, bytes, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (cell, form, role, sha256) DO NOTHING",
            &[self.cell.into(), form, role, (&row.sha256).into(), (&row.bytes).into(), at],
        )
        .await
    }

    async fn put_evidence(&self, row: &EvidenceRow) -> Result<(), CommitError> {
        let (form, at) = ((&row.form).into(), nanoseconds(row.at)?.into());
        self.put(
            "storing the bytes of evidence",
            "INSERT INTO evidence_bytes(cell, sha256, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (cell, sha256) DO NOTHING",
            &[self.cell.into(), (&row.sha256).into(), (&row.bytes).into()],
        )
        .await?;
        self.put(
            "storing evidence",
            "INSERT INTO evidence(cell, form, signature, kind, sha256, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (cell, form, signature, kind, sha256) DO NOTHING",
            &[self.cell.into(), form, (&row.signature).into(), (&row.kind).into(), (&row.sha256).into(), at],
        )
        .await
    }

    async fn put_document(&self, row: &DocumentRow) -> Result<(), CommitError> {
        let (form, media_type, at) = ((&row.form).into(), (&row.media_type).into(), nanoseconds(row.at)?.into());
        self.put(
            "storing a document",
            "INSERT INTO document(cell, form, sha256, media_type, bytes, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (cell, form, sha256) DO NOTHING",
            &[self.cell.into(), form, (&row.sha256).into(), media_type, (&row.bytes).into(), at],
        )
        .await
    }

    async fn put_act(&self, row: &ActRow) -> Result<(), CommitError> {
        let people: Vec<&str> = row.people.iter().map(|iin| iin.as_str()).collect();
        let region = |region: Option<saraptama_core::terms::Region>| Value::from(region.map(|r| i64::from(r.number())));
        self.put(
            "storing an act",
            "INSERT INTO act(cell, form, state, number, icd10, patient_region, organisation_region, people, reply_route,
               accepted_at, arrived_at, due_at, expert, alarm, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
             ON CONFLICT (cell, form) DO UPDATE SET state = excluded.state, number = excluded.number, icd10 = excluded.icd10,
               patient_region = excluded.patient_region, organisation_region = excluded.organisation_region,
               people = excluded.people, reply_route = excluded.reply_route, accepted_at = excluded.accepted_at,
               arrived_at = excluded.arrived_at, due_at = excluded.due_at, expert = excluded.expert,
               alarm = excluded.alarm, reason = excluded.reason",
            &[
                self.cell.into(),
                (&row.form).into(),
                (row.state as i64).into(),
                number_key(row.number).into(),
                row.icd10.map(|code| code.to_string()).into(),
                region(row.patient_region),
                region(row.organisation_region),
                people.join(" ").into(),
                (&row.reply_route).into(),
                nanoseconds(row.accepted_at)?.into(),
                row.arrived_at.map(nanoseconds).transpose()?.into(),
                or_never(row.due_at)?.into(),
                row.expert.as_ref().into(),
                row.alarm.into(),
                row.reason.as_ref().into(),
            ],
        )
        .await
    }

    /// Numbers have no gaps: they are taken only from where the taker saw the row of the year end.
    async fn take_numbers(&self, year: i16, expected: u32, last: u32) -> Result<(), CommitError> {
        if last <= expected {
            return Err(Fault { doing: "taking numbers", cause: "the last one lies before the first".to_owned() }.into());
        }
        let values = [self.cell.into(), i64::from(year).into(), last.into(), expected.into()];
        match expected {
            0 => {
                self.one(
                    "taking the first numbers of a year",
                    "INSERT INTO counter(cell, year, last) VALUES (?1, ?2, ?3) ON CONFLICT (cell, year) DO NOTHING",
                    &values[..3],
                )
                .await
            }
            _ => {
                let sql = "UPDATE counter SET last = ?3 WHERE cell = ?1 AND year = ?2 AND last = ?4";
                self.one("taking numbers", sql, &values).await
            }
        }
    }

    /// The register only grows, by one entry behind the last.
    async fn register(&self, row: &RegisterRow) -> Result<(), CommitError> {
        let doing = "reading the size of the register";
        let found = self.session.rows(doing, "SELECT max(place) FROM register WHERE cell = ?1", &[self.cell.into()]).await?;
        let last: Option<i64> = found.into_iter().next().ok_or_else(misfit)?.take()?;
        let place = count(row.index)?;
        if place != last.map_or(0, |last| last + 1) {
            return Err(CommitError::Conflict);
        }
        self.put(
            "storing an entry of the register",
            "INSERT INTO register(cell, place, form, number, registered_at, result, expert, iin_key, name_key, leaf,
               leaf_hash, salt, verification_code, patient_name, region, icd10, nosology)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            &[
                self.cell.into(),
                place.into(),
                (&row.form).into(),
                number_key(Some(row.number)).into(),
                nanoseconds(row.registered_at)?.into(),
                (&row.result).into(),
                (&row.expert).into(),
                (&row.iin_key).into(),
                (&row.name_key).into(),
                (&row.leaf).into(),
                (&row.leaf_hash).into(),
                (&row.salt).into(),
                (&row.verification_code).into(),
                row.heading.patient_name.as_ref().into(),
                row.heading.region.map(|region| i64::from(region.number())).into(),
                row.heading.icd10.map(|code| code.to_string()).into(),
                row.heading.nosology.as_ref().into(),
            ],
        )
        .await
    }

    async fn put_seed(&self, row: &SeedRow) -> Result<(), CommitError> {
        let (day, at) = (row.day.to_string(), nanoseconds(row.at)?.into());
        self.one(
            "storing a day's seed",
            "INSERT INTO seed(cell, day, seed, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (cell, day) DO NOTHING",
            &[self.cell.into(), day.into(), (&row.seed).into(), at],
        )
        .await
    }
}
