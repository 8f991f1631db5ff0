use super::{all, first};
use crate::rows::FeedRow;
use crate::value::{Row, Value};
use crate::write::id_of;
use crate::{Family, Fault, Store};
use jiff::SignedDuration;
use saraptama_core::terms::{Bin, Instant};

/// So many events are looked through for one page: whoever sees few of them waits no longer than the others.
const WINDOW: i64 = 10_000;
/// Where several writers share a database a commit has ended, one way or the other, after this long.
const SETTLED: SignedDuration = SignedDuration::from_secs(60);
/// A caller belongs to so many organisations and vendors at most.
const MOST_OWNERS: usize = 100;

/// Whose forms a feed is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// Forms of these organisations,
    pub organisations: Vec<Bin>,
    /// and forms that systems of these vendors wrote.
    pub vendors: Vec<String>,
}

/// A part of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The events, in the order of their ids.
    pub events: Vec<FeedRow>,
    /// Everything up to this id has been looked through.
    pub until: i64,
    /// There is more after it.
    pub more: bool,
}

impl Store {
    /// Up to which id events of now may be read so that none can appear below them later; none where that
    /// holds of every id. See [`Store::feed`].
    pub fn feed_before(&self, now: Instant) -> Option<i64> {
        let settled = now.saturating_sub(SETTLED).unwrap_or(Instant::MIN);
        self.engine.has_many_writers().then(|| id_of(settled))
    }

    /// The events of `family` about the owners' forms that come after the id `after`, at most `limit`.
    ///
    /// One writer gives ids in the order in which it commits, so nothing can appear later below an id that
    /// was once seen. Where several writers share a database their ids interleave: then events younger than
    /// `before` are left for the next time, and `before` lies as far back as a commit can take.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn feed(
        &self,
        family: Family,
        owners: &Owners,
        after: i64,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Feed, Fault> {
        let before = before.unwrap_or(i64::MAX);
        // First how far to look: what is committed meanwhile has larger ids.
        let sql = "SELECT max(id), count(*) FROM (SELECT id FROM event WHERE cell = ?1 AND id > ?2 AND id < ?3
                   ORDER BY id LIMIT ?4) AS part";
        let window = vec![after.into(), before.into(), WINDOW.into()];
        let found = self.walk("looking through a feed", sql, window).await?;
        let (last, looked) = first(found, |mut row| Ok((row.take::<Option<i64>>()?, row.take::<i64>()?)))?.unwrap_or_default();
        let Some(until) = last else { return Ok(Feed { events: vec![], until: after, more: false }) };
        let (condition, mut owned) = owned(owners);
        let sql = format!(
            "SELECT e.id, e.form, e.at, e.body FROM event e JOIN form f ON f.cell = e.cell AND f.form = e.form
             WHERE e.cell = ?1 AND e.id > ?2 AND e.id <= ?3 AND e.family = ?4 AND ({condition}) ORDER BY e.id LIMIT ?5"
        );
        let mut values: Vec<Value<'static>> =
            vec![after.into(), until.into(), (family as i64).into(), limit.saturating_add(1).into()];
        values.append(&mut owned);
        let mut events = all(self.walk("reading a feed", sql, values).await?, row)?;
        let full = events.len() > limit as usize;
        events.truncate(limit as usize);
        let until = if full { events.last().map_or(until, |event| event.id) } else { until };
        Ok(Feed { events, until, more: full || looked == WINDOW })
    }
}

/// The condition on a form, with its values from `?6` on.
fn owned(owners: &Owners) -> (String, Vec<Value<'static>>) {
    let mut values: Vec<Value<'static>> = vec![];
    let mut list = |column: &str, texts: Vec<String>| {
        let places = texts.into_iter().take(MOST_OWNERS).map(|text| {
            values.push(text.into());
            format!("?{}", values.len() + 5)
        });
        let places: Vec<String> = places.collect();
        (!places.is_empty()).then(|| format!("{column} IN ({})", places.join(", ")))
    };
    let organisations = list("f.organisation", owners.organisations.iter().map(|bin| bin.as_str().to_owned()).collect());
    let vendors = list("f.vendor", owners.vendors.clone());
    let conditions: Vec<String> = organisations.into_iter().chain(vendors).collect();
    (if conditions.is_empty() { "1 = 0".to_owned() } else { conditions.join(" OR ") }, values)
}

fn row(mut row: Row) -> Result<FeedRow, Fault> {
    Ok(FeedRow { id: row.take()?, form: row.take()?, at: row.take()?, body: row.take()? })
}
