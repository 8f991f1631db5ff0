use super::all;
use super::register::{ENTRY, entry};
use crate::page::MOST_ROWS;
use crate::rows::{RegisterFilter, RegisterRow, Unread};
use crate::value::{Value, nanoseconds, nearest, number_key};
use crate::{Fault, ListError, Page, Store};

/// What a search walks along: the one field of which there is an index that finds the fewest. The others
/// are read from the same index, and spelled so that no engine is tempted to walk along them instead.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Along {
    Number,
    Iin,
    Name,
    Expert,
    Region,
    Nosology,
    Time,
}

impl Along {
    fn of(filter: &RegisterFilter) -> Self {
        match filter {
            RegisterFilter { number: Some(_), .. } => Self::Number,
            RegisterFilter { iin_key: Some(_), .. } => Self::Iin,
            RegisterFilter { name_key: Some(_), .. } => Self::Name,
            RegisterFilter { expert: Some(_), .. } => Self::Expert,
            RegisterFilter { region: Some(_), .. } => Self::Region,
            RegisterFilter { nosology: Some(_), .. } => Self::Nosology,
            _ => Self::Time,
        }
    }

    /// How the time is spelled: plainly where the index is in its order.
    fn time(self) -> &'static str {
        if self >= Self::Expert { "registered_at" } else { "registered_at + 0" }
    }
}

/// A query in the making. The cell is ?1.
struct Search {
    conditions: String,
    values: Vec<Value<'static>>,
}

impl Search {
    /// The condition with `?` for its one value.
    fn also(&mut self, condition: &str, value: impl Into<Value<'static>>) {
        self.values.push(value.into());
        let place = format!("?{}", self.values.len() + 1);
        self.conditions.push_str(" AND ");
        self.conditions.push_str(&condition.replace('?', &place));
    }

    fn of(filter: &RegisterFilter, along: Along) -> Self {
        let mut search = Self { conditions: "cell = ?1".to_owned(), values: vec![] };
        let spelled = |is: Along, plain: &'static str, otherwise: &'static str| if is == along { plain } else { otherwise };
        if let Some(number) = filter.number {
            search.also("number = ?", number_key(Some(number)));
        }
        if let Some(key) = filter.iin_key {
            search.also("iin_key = ?", key);
        }
        if let Some(name) = &filter.name_key {
            let (from, to) = ("name_key >= ?", "name_key < ?");
            search.also(spelled(Along::Name, from, "coalesce(name_key, '') >= ?"), name.clone());
            search.also(spelled(Along::Name, to, "coalesce(name_key, '') < ?"), format!("{name}{}", char::MAX));
        }
        if let Some(expert) = &filter.expert {
            search.also(spelled(Along::Expert, "expert = ?", "coalesce(expert, '') = ?"), expert.clone());
        }
        if let Some(region) = filter.region {
            search.also(spelled(Along::Region, "region = ?", "coalesce(region, 0) = ?"), i64::from(region.number()));
        }
        if let Some(nosology) = &filter.nosology {
            search.also(spelled(Along::Nosology, "nosology = ?", "coalesce(nosology, '') = ?"), nosology.clone());
        }
        if let Some(from) = filter.from {
            search.also(&format!("{} >= ?", along.time()), nearest(from));
        }
        if let Some(to) = filter.to {
            search.also(&format!("{} < ?", along.time()), nearest(to));
        }
        search
    }
}

const LIST: &str = "register";

/// Where the list goes on: behind an entry of this time and place.
fn cursor(text: &str) -> Result<(i64, i64), ListError> {
    let read = || {
        let (at, place) = text.strip_prefix(LIST)?.strip_prefix('.')?.split_once('.')?;
        Some((i64::from_str_radix(at, 16).ok()?, i64::from_str_radix(place, 16).ok()?))
    };
    let read = if text.len() > 60 { None } else { read() };
    read.filter(|(at, place)| format!("{LIST}.{at:x}.{place:x}") == text).ok_or(ListError::WrongCursor)
}

impl Store {
    /// The entries that answer a filter, the latest registered first.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn register_listed(
        &self,
        filter: &RegisterFilter,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Page<RegisterRow>, ListError> {
        let limit = limit.min(MOST_ROWS);
        let along = Along::of(filter);
        let time = along.time();
        let mut search = Search::of(filter, along);
        if let Some(text) = after {
            let (at, place) = cursor(text)?;
            search.also(&format!("{time} <= ?"), at);
            // Of the same instant only those that stand before.
            let (at, place_at) = (search.values.len() + 1, search.values.len() + 2);
            search.conditions.push_str(&format!(" AND ({time} < ?{at} OR place < ?{place_at})"));
            search.values.push(place.into());
        }
        // What is shown is looked up by its place, whatever the engine thinks of the order.
        let sql = format!(
            "SELECT {ENTRY} FROM register WHERE cell = ?1 AND place IN (SELECT place FROM register WHERE {} \
             ORDER BY {time} DESC, place DESC LIMIT {}) ORDER BY registered_at + 0 DESC, place + 0 DESC",
            search.conditions,
            limit + 1
        );
        let mut rows = all(self.walk("searching the register", sql, search.values).await?, entry)?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = match rows.last() {
            Some(last) if more => Some(format!("{LIST}.{:x}.{:x}", nanoseconds(last.registered_at)?, last.index)),
            _ => None,
        };
        Ok(Page { rows, next })
    }

    /// Entries whose heading is not filled in, in the order of the register.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn register_unread(&self, limit: u32) -> Result<Vec<Unread>, Fault> {
        let sql = "SELECT place, form FROM register WHERE cell = ?1 AND nosology IS NULL ORDER BY place LIMIT ?2";
        let rows = self.walk("finding entries without a heading", sql, vec![limit.min(MOST_ROWS).into()]).await?;
        all(rows, |mut row| Ok(Unread { index: row.take()?, form: row.take()? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_only_as_its_list_wrote_it() {
        for (at, place) in [(0, 0), (1_756_800_000_000_000_000, 77), (i64::MAX, 1)] {
            assert_eq!(cursor(&format!("register.{at:x}.{place:x}")).unwrap(), (at, place));
        }
        for wrong in ["", "register", "register.1", "register.01.2", "register.1.2.3", "acts.1.2", "register.-.2"] {
            assert!(cursor(wrong).is_err(), "{wrong}");
        }
    }
}
