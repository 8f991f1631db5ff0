use super::{Call, Refused};
use crate::node::Host;
use jiff::civil::Date;
use saraptama_core::htmc::edition::Editions;
use saraptama_core::terms::parse_date;
use saraptama_wire::fhir::terms::{Set, Shape, System, anatomical, htmc, htmc_sets, pilot_sets};
use saraptama_wire::fhir::{Asked, system};
use serde_json::Value;
use std::cmp::Reverse;

/// A code system or a value set in one edition.
pub(super) trait Edition: Sized + Send + Sync {
    /// The type of the resource.
    const KIND: &'static str;

    /// Every one in every edition: what is in force on `day` first, then the later before the earlier.
    fn all(call: &Call<'_>, editions: &Editions, day: Date) -> Vec<Self>;

    /// The id of the edition.
    fn id(&self) -> &str;

    /// Its canonical URL, its version, its first and its last day.
    fn known_by(&self) -> (&str, &str, Date, Option<Date>);

    /// It as a resource.
    fn written(&self, shape: Shape) -> Value;
}

impl Edition for System {
    const KIND: &'static str = "CodeSystem";

    fn all(call: &Call<'_>, editions: &Editions, day: Date) -> Vec<Self> {
        let law = &*call.node.law;
        let mut systems: Vec<Self> = editions.all().iter().map(|edition| htmc(&edition.list, law)).collect();
        systems.extend(law.pilot.editions.iter().map(|rules| anatomical(rules, law, &call.node.words)));
        systems.sort_by_key(|one| (!is_in_force(one.from, one.until, day), one.url != system::HTMC, Reverse(one.from)));
        systems
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn known_by(&self) -> (&str, &str, Date, Option<Date>) {
        (self.url, &self.version, self.from, self.until)
    }

    fn written(&self, shape: Shape) -> Value {
        self.resource(shape)
    }
}

impl Edition for Set {
    const KIND: &'static str = "ValueSet";

    fn all(call: &Call<'_>, editions: &Editions, day: Date) -> Vec<Self> {
        let law = &*call.node.law;
        let mut sets: Vec<Self> = editions.all().iter().flat_map(|edition| htmc_sets(&edition.list, law)).collect();
        sets.extend(law.pilot.editions.iter().flat_map(|rules| pilot_sets(rules, law, &call.node.words)));
        sets.sort_by_key(|one| (!is_in_force(one.from, one.until, day), Reverse(one.from)));
        sets
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn known_by(&self) -> (&str, &str, Date, Option<Date>) {
        (&self.url, &self.version, self.from, self.until)
    }

    fn written(&self, shape: Shape) -> Value {
        self.resource(shape)
    }
}

/// Every edition that the process holds.
///
/// # Errors
/// When the store fails.
pub(super) async fn held<T: Edition>(call: &Call<'_>, host: &Host) -> Result<Vec<T>, Refused> {
    let editions = host.htmc_editions().await.map_err(|error| call.flow(error))?;
    Ok(T::all(call, &editions, call.today()))
}

fn is_in_force(from: Date, until: Option<Date>, day: Date) -> bool {
    from <= day && until.is_none_or(|until| day <= until)
}

/// The edition that is meant: the one of `version`, else the one in force on the day of the parameter `date`, else
/// on the server's day. A version may also stand behind the canonical URL.
///
/// # Errors
/// 404 where it is not held, 400 for a date that is none.
pub(super) fn meant<'h, T: Edition>(
    call: &Call<'_>,
    asked: &Asked,
    (url, version): (&str, Option<&str>),
    held: &'h [T],
) -> Result<&'h T, Refused> {
    let (url, behind) = url.split_once('|').map_or((url, None), |(url, version)| (url, Some(version)));
    let day = match call.text(asked, "date")? {
        None => call.today(),
        Some(text) => parse_date(text.get(..10).unwrap_or(text)).map_err(|_| call.unreadable())?,
    };
    let is_meant = |one: &&T| {
        let (own_url, own_version, from, until) = one.known_by();
        own_url == url
            && match version.or(behind) {
                Some(version) => own_version == version,
                None => is_in_force(from, until, day),
            }
    };
    held.iter().find(is_meant).ok_or_else(|| not_held(call))
}

/// 404: there is no such system, set or edition.
fn not_held(call: &Call<'_>) -> Refused {
    let messages = call.node.words.text("problem-fhir-not-held", &[]);
    call.told("existence", axum::http::StatusCode::NOT_FOUND, messages)
}
