use super::{all, first};
use crate::page::MOST_ROWS;
use crate::rows::{ActFactRow, ClosedRow, DraftFactRow, Mark, TroubleCount};
use crate::value::{Row, Value, misfit, nearest, unless_never};
use crate::{Direction, Fault, Store};
use saraptama_core::decision::{Category, Term};
use saraptama_core::indicators::{ActFact, AgeGroup, Course, Draft, DraftFact, Draws, Ended, Month, Roster, Ruling};
use saraptama_core::terms::{FormId, Instant};

/// How many facts are read at once: few enough to be held, many enough that asking costs nothing.
const AT_ONCE: u32 = 20_000;

/// Where a walk over a month's facts goes on: at the beginning where it is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactsAfter {
    last_at: i64,
    form: Option<FormId>,
}

impl FactsAfter {
    /// Before the first fact of `month`: everything that was not over when the month began.
    pub fn start_of(month: &Month) -> Self {
        Self { last_at: nearest(month.from), form: None }
    }

    fn values(self, month: &Month) -> Vec<Value<'static>> {
        let form = self.form.map_or_else(Vec::new, |form| form.as_bytes().to_vec());
        vec![self.last_at.into(), Value::Bytes(form.into()), nearest(month.to).into(), AT_ONCE.into()]
    }
}

macro_rules! act_columns {
    () => {
        "known, vendor, organisation_region, patient_region, nosology, sub_form, signed_at, accepted_at, refused_at, ended_at,
         ended, reason, numbered_at, nobody_at, assigned_at, first_due_at, due_at, moved, moved_at, moved_why, expert,
         decided_at, registered_at, ruling, age_group, draws FROM month_act"
    };
}

macro_rules! draft_columns {
    () => {
        "first_at, vendor, handed_back, handed_back_at, signed_at, refused_at, reason FROM month_form"
    };
}

macro_rules! of_month {
    ($columns:expr) => {
        concat!(
            "SELECT form, last_at, ",
            $columns,
            " WHERE cell = ?1 AND (last_at, form) > (?2, ?3) AND first_at < ?4 ORDER BY last_at, form LIMIT ?5"
        )
    };
}

impl Store {
    /// The acts that count in a month, a helping after `after`, and where to go on; nothing where there are no more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn act_facts(&self, month: &Month, after: FactsAfter) -> Result<(Vec<ActFactRow>, Option<FactsAfter>), Fault> {
        let sql = of_month!(act_columns!());
        let rows = self.walk("reading what is counted of acts", sql, after.values(month)).await?;
        helping(rows, act_fact)
    }

    /// The forms that count in a month, a helping after `after`, and where to go on; nothing where there are no more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn draft_facts(&self, month: &Month, after: FactsAfter) -> Result<(Vec<DraftFactRow>, Option<FactsAfter>), Fault> {
        let sql = of_month!(draft_columns!());
        let rows = self.walk("reading what is counted of forms", sql, after.values(month)).await?;
        helping(rows, draft_fact)
    }

    /// Everybody from whom acts were ever drawn, roster by roster.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn rosters(&self) -> Result<Vec<Roster>, Fault> {
        let sql = "SELECT experts FROM roster WHERE cell = ?1 ORDER BY roster";
        all(self.walk("reading whom acts are drawn from", sql, vec![]).await?, |mut row| {
            Ok(Roster::parse(&row.take::<String>()?))
        })
    }

    /// What is counted of an act.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn act_fact(&self, form: FormId) -> Result<Option<ActFactRow>, Fault> {
        let sql = concat!("SELECT form, last_at, ", act_columns!(), " WHERE cell = ?1 AND form = ?2");
        first(self.point("reading what is counted of an act", sql, vec![form.into()]).await?, act_fact)
    }

    /// What is counted of a form.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn draft_fact(&self, form: FormId) -> Result<Option<DraftFactRow>, Fault> {
        let sql = concat!("SELECT form, last_at, ", draft_columns!(), " WHERE cell = ?1 AND form = ?2");
        first(self.point("reading what is counted of a form", sql, vec![form.into()]).await?, draft_fact)
    }

    /// How many forms bear each mark of a kind since some instant of the month, by its name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn marks(&self, kind: Mark, month: &Month) -> Result<Vec<(String, u64)>, Fault> {
        let sql = "SELECT name, count(*) FROM month_mark WHERE cell = ?1 AND kind = ?2 AND at >= ?3 AND at < ?4
                   GROUP BY name ORDER BY name";
        let values = vec![(kind as i64).into(), nearest(month.from).into(), nearest(month.to).into()];
        all(self.walk("counting marks", sql, values).await?, |mut row| Ok((row.take()?, row.take()?)))
    }

    /// How many forms bear any mark of a kind since some instant of the month.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn marked(&self, kind: Mark, month: &Month) -> Result<u64, Fault> {
        let sql = "SELECT count(DISTINCT form) FROM month_mark WHERE cell = ?1 AND kind = ?2 AND at >= ?3 AND at < ?4";
        let values = vec![(kind as i64).into(), nearest(month.from).into(), nearest(month.to).into()];
        let found = first(self.walk("counting marked forms", sql, values).await?, |mut row| row.take())?;
        Ok(found.unwrap_or_default())
    }

    /// The forms that bear marks of a kind since some instant of the month, with each mark's name: at most 1000.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn marked_forms(&self, kind: Mark, month: &Month) -> Result<Vec<(String, FormId)>, Fault> {
        let sql = "SELECT name, form FROM month_mark WHERE cell = ?1 AND kind = ?2 AND at >= ?3 AND at < ?4
                   ORDER BY name, form LIMIT ?5";
        let values = vec![(kind as i64).into(), nearest(month.from).into(), nearest(month.to).into(), MOST_ROWS.into()];
        all(self.walk("reading marked forms", sql, values).await?, |mut row| Ok((row.take()?, row.take()?)))
    }

    /// The messages recorded in a month that were tried more than once, by route and the reason for giving them up.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn troubles(&self, month: &Month) -> Result<Vec<TroubleCount>, Fault> {
        let sql = "SELECT route, reason, count(CASE WHEN given_up = 0 THEN 1 END), count(CASE WHEN given_up = 1 THEN 1 END)
                   FROM month_trouble WHERE cell = ?1 AND at >= ?2 AND at < ?3 GROUP BY route, reason ORDER BY route, reason";
        let values = vec![nearest(month.from).into(), nearest(month.to).into()];
        all(self.walk("counting messages that were not delivered at once", sql, values).await?, |mut row| {
            Ok(TroubleCount { route: row.take()?, reason: row.take()?, tried_again: row.take()?, given_up: row.take()? })
        })
    }

    /// The messages that came in a month and were not taken, by what their signature showed: only those that bear one.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn not_taken(&self, month: &Month) -> Result<Vec<(String, u64)>, Fault> {
        let sql = "SELECT signature, count(*) FROM message_log WHERE cell = ?1 AND at >= ?2 AND at < ?3
                   AND direction = ?4 AND verdict <> 'taken' AND verdict <> 'again' AND signature <> '' GROUP BY signature ORDER BY signature";
        let came = Direction::Received as i64;
        let values = vec![nearest(month.from).into(), nearest(month.to).into(), came.into()];
        all(self.walk("counting messages that were not taken", sql, values).await?, |mut row| Ok((row.take()?, row.take()?)))
    }

    /// Acts of which nothing is counted yet, or not what their forms say, in their own order after `after`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn acts_uncounted(&self, after: Option<FormId>, limit: u32) -> Result<Vec<FormId>, Fault> {
        let sql = "SELECT a.form FROM act a WHERE a.cell = ?1 AND a.form > ?2 AND NOT EXISTS
                     (SELECT 1 FROM month_act m WHERE m.cell = a.cell AND m.form = a.form AND m.known = 1
                        AND m.age_group IS NOT NULL AND m.drawn = m.moved + CASE WHEN m.assigned_at IS NULL THEN 0 ELSE 1 END)
                   ORDER BY a.form LIMIT ?3";
        let after = after.map_or_else(Vec::new, |form| form.as_bytes().to_vec());
        let values = vec![Value::Bytes(after.into()), limit.into()];
        all(self.walk("looking for acts that are not counted", sql, values).await?, |mut row| row.take())
    }

    /// Forms of which nothing is counted yet, in their own order after `after`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forms_uncounted(&self, after: Option<FormId>, limit: u32) -> Result<Vec<FormId>, Fault> {
        let sql = "SELECT f.form FROM form f WHERE f.cell = ?1 AND f.form > ?2 AND NOT EXISTS
                     (SELECT 1 FROM month_form m WHERE m.cell = f.cell AND m.form = f.form)
                   ORDER BY f.form LIMIT ?3";
        let after = after.map_or_else(Vec::new, |form| form.as_bytes().to_vec());
        let values = vec![Value::Bytes(after.into()), limit.into()];
        all(self.walk("looking for forms that are not counted", sql, values).await?, |mut row| row.take())
    }

    /// Every version of a closed month, the first one first; nothing while it is open.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn closed(&self, month: &str) -> Result<Vec<ClosedRow>, Fault> {
        let sql = "SELECT month, version, digest, body, closed_by, at FROM month_closed WHERE cell = ?1 AND month = ?2
                   ORDER BY version";
        all(self.point("reading a closed month", sql, vec![month.to_owned().into()]).await?, |mut row| {
            let (month, version, digest) = (row.take()?, row.take()?, row.take()?);
            Ok(ClosedRow { month, version, digest, body: row.take()?, closed_by: row.take()?, at: row.take()? })
        })
    }
}

/// Facts of one helping, and the place of the last one where there may be more.
fn helping<T>(rows: Vec<Row>, read: impl Fn(Row) -> Result<T, Fault>) -> Result<(Vec<T>, Option<FactsAfter>), Fault> {
    let is_full = rows.len() == AT_ONCE as usize;
    let mut next = None;
    if is_full && let Some(last) = rows.last() {
        let mut last = last.clone();
        let form = last.take()?;
        next = Some(FactsAfter { form: Some(form), last_at: last.take()? });
    }
    Ok((all(rows, read)?, next))
}

fn act_fact(mut row: Row) -> Result<ActFactRow, Fault> {
    let form = row.take()?;
    unless_never(row.take()?)?;
    let is_known = row.take()?;
    let (vendor, organisation_region, patient_region) = (row.take()?, row.take()?, row.take()?);
    let nosology = row.take()?;
    let sub_form = row.take::<Option<u32>>()?.map(u8::try_from).transpose().map_err(|_| misfit())?;
    let mut course = Course {
        signed_at: row.take()?,
        accepted_at: row.take()?,
        refused_at: row.take()?,
        ended_at: row.take()?,
        ended: row.take::<Option<u32>>()?.map(|how| if how == 1 { Ended::Returned } else { Ended::Withdrawn }),
        reason: row.take()?,
        numbered_at: row.take()?,
        nobody_at: row.take()?,
        assigned_at: row.take()?,
        first_due_at: row.take()?,
        due_at: row.take()?,
        moved: row.take()?,
        moved_at: row.take()?,
        moved_why: row.take()?,
        expert: row.take()?,
        decided_at: row.take()?,
        registered_at: row.take()?,
        draws: Draws::default(),
    };
    let ruling = row.take::<Option<String>>()?.map(|text| ruling(&text).ok_or_else(misfit)).transpose()?;
    let age = row.take::<Option<String>>()?.as_deref().and_then(AgeGroup::parse);
    course.draws = Draws::from_bytes(row.take::<Option<Vec<u8>>>()?.unwrap_or_default()).ok_or_else(misfit)?;
    let fact = ActFact { vendor, organisation_region, patient_region, nosology, sub_form, age, course, ruling };
    Ok(ActFactRow { form, fact, is_known })
}

fn draft_fact(mut row: Row) -> Result<DraftFactRow, Fault> {
    let (form, _, begun_at): (FormId, i64, Instant) = (row.take()?, row.take()?, row.take()?);
    let vendor = row.take()?;
    let (handed_back, handed_back_at) = (row.take()?, row.take()?);
    let (signed_at, refused_at, reason) = (row.take()?, row.take()?, row.take()?);
    let draft = Draft { begun_at: Some(begun_at), handed_back_at, handed_back, signed_at, refused_at, reason };
    Ok(DraftFactRow { form, fact: DraftFact { vendor, draft } })
}

fn ruling(text: &str) -> Option<Ruling> {
    if text == "not-established" {
        return Some(Ruling::NotEstablished);
    }
    let (category, term) = text.split_once(' ')?;
    Some(Ruling::Established(Category::parse(category), Term::parse(term)))
}
