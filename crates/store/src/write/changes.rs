use super::{Session, Writer};
use crate::rows::{ActRow, DocumentRow, FormRow, RegisterRow, SeedRow, SignatureRow};
use crate::value::{Value, count, misfit, nanoseconds, number_key, or_never};
use crate::{Change, CommitError, Fault};
use saraptama_core::terms::{FormId, Instant};

impl<S: Session> Writer<'_, S> {
    /// Writes the change of a row.
    pub(super) fn change(&mut self, change: &Change) -> Result<(), CommitError> {
        let cell = Value::Int(self.cell);
        match change {
            Change::Form(row) => self.put_form(row),
            Change::FormStage { form, stage, at } => self.put_stage(form, stage, *at),
            Change::Signature(row) => self.put_signature(row),
            Change::Document(row) => self.put_document(row),
            Change::Act(row) => self.put_act(row),
            Change::TakeNumbers { year, expected, last } => self.take_numbers(*year, *expected, *last),
            Change::Register(row) => self.register(row),
            Change::Checkpoint(row) => self.put(
                "storing a checkpoint",
                "INSERT INTO checkpoint(cell, size, note) VALUES (?1, ?2, ?3)
                 ON CONFLICT (cell, size) DO UPDATE SET note = excluded.note",
                &[cell, count(row.size)?.into(), (&row.note).into()],
            ),
            Change::Seed(row) => self.put_seed(row),
        }
    }

    fn put(&mut self, doing: &'static str, sql: &str, values: &[Value<'_>]) -> Result<(), CommitError> {
        self.session.execute(doing, sql, values).map(drop)
    }

    /// A statement that must touch its row; that it does not is a conflict.
    fn one(&mut self, doing: &'static str, sql: &str, values: &[Value<'_>]) -> Result<(), CommitError> {
        if self.session.execute(doing, sql, values)? == 1 { Ok(()) } else { Err(CommitError::Conflict) }
    }

    fn put_form(&mut self, row: &FormRow) -> Result<(), CommitError> {
        let organisation = row.organisation.as_ref().map(|bin| bin.as_str());
        self.put(
            "storing a form",
            "INSERT INTO form(cell, form, organisation, sha256, stage, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (cell, form) DO UPDATE SET organisation = excluded.organisation, sha256 = excluded.sha256,
               stage = excluded.stage, updated_at = excluded.updated_at",
            &[
                self.cell.into(),
                (&row.form).into(),
                organisation.into(),
                (&row.sha256).into(),
                (&row.stage).into(),
                nanoseconds(row.updated_at)?.into(),
            ],
        )?;
        self.put(
            "storing a form's bytes",
            "INSERT INTO form_bytes(cell, form, sha256, bytes) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (cell, form) DO UPDATE SET sha256 = excluded.sha256, bytes = excluded.bytes
               WHERE form_bytes.sha256 <> excluded.sha256",
            &[self.cell.into(), (&row.form).into(), (&row.sha256).into(), (&row.bytes).into()],
        )
    }

    fn put_stage(&mut self, form: &FormId, stage: &str, at: Instant) -> Result<(), CommitError> {
        const DOING: &str = "storing a stage";
        let sql = "UPDATE form SET stage = ?3, updated_at = ?4 WHERE cell = ?1 AND form = ?2";
        let values = [self.cell.into(), form.into(), stage.into(), nanoseconds(at)?.into()];
        match self.session.execute(DOING, sql, &values)? {
            1 => Ok(()),
            _ => Err(Fault { doing: DOING, cause: "there is no such form".to_owned() }.into()),
        }
    }

    fn put_signature(&mut self, row: &SignatureRow) -> Result<(), CommitError> {
        let (form, role, at) = ((&row.form).into(), (&row.role).into(), nanoseconds(row.at)?.into());
        self.put(
            "storing a signature",
            "INSERT INTO signature(cell, form, role, sha256, bytes, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (cell, form, role, sha256) DO NOTHING",
            &[self.cell.into(), form, role, (&row.sha256).into(), (&row.bytes).into(), at],
        )
    }

    fn put_document(&mut self, row: &DocumentRow) -> Result<(), CommitError> {
        let (form, media_type, at) = ((&row.form).into(), (&row.media_type).into(), nanoseconds(row.at)?.into());
        self.put(
            "storing a document",
            "INSERT INTO document(cell, form, sha256, media_type, bytes, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (cell, form, sha256) DO NOTHING",
            &[self.cell.into(), form, (&row.sha256).into(), media_type, (&row.bytes).into(), at],
        )
    }

    fn put_act(&mut self, row: &ActRow) -> Result<(), CommitError> {
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
    }

    /// Numbers have no gaps: they are taken only from where the taker saw the row of the year end.
    fn take_numbers(&mut self, year: i16, expected: u32, last: u32) -> Result<(), CommitError> {
        if last <= expected {
            return Err(Fault { doing: "taking numbers", cause: "the last one lies before the first".to_owned() }.into());
        }
        let values = [self.cell.into(), i64::from(year).into(), last.into(), expected.into()];
        match expected {
            0 => self.one(
                "taking the first numbers of a year",
                "INSERT INTO counter(cell, year, last) VALUES (?1, ?2, ?3) ON CONFLICT (cell, year) DO NOTHING",
                &values[..3],
            ),
            _ => self.one("taking numbers", "UPDATE counter SET last = ?3 WHERE cell = ?1 AND year = ?2 AND last = ?4", &values),
        }
    }

    /// The register only grows, by one entry behind the last.
    fn register(&mut self, row: &RegisterRow) -> Result<(), CommitError> {
        let doing = "reading the size of the register";
        let found = self.session.rows(doing, "SELECT max(place) FROM register WHERE cell = ?1", &[self.cell.into()])?;
        let last: Option<i64> = found.into_iter().next().ok_or_else(misfit)?.take()?;
        let place = count(row.index)?;
        if place != last.map_or(0, |last| last + 1) {
            return Err(CommitError::Conflict);
        }
        self.put(
            "storing an entry of the register",
            "INSERT INTO register(cell, place, form, number, registered_at, result, expert, iin_key, name_key, leaf,
               leaf_hash, salt, verification_code) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
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
            ],
        )
    }

    fn put_seed(&mut self, row: &SeedRow) -> Result<(), CommitError> {
        let (day, at) = (row.day.to_string(), nanoseconds(row.at)?.into());
        self.one(
            "storing a day's seed",
            "INSERT INTO seed(cell, day, seed, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (cell, day) DO NOTHING",
            &[self.cell.into(), day.into(), (&row.seed).into(), at],
        )
    }
}
