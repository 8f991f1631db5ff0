use super::{Call, Refused};
use crate::node::Host;
use jiff::civil::Date;
use saraptama_core::terms::parse_date;
use saraptama_wire::fhir::Asked;
use saraptama_wire::fhir::terms::{Set, System, anatomical, htmc, htmc_sets, pilot_sets};

/// Every code system in every edition: what is in force on `day` first, then the later before the earlier.
pub(super) async fn systems(call: &Call<'_>, host: &Host, day: Date) -> Result<Vec<System>, Refused> {
    let law = &*call.node.law;
    let editions = host.htmc_editions().await.map_err(|error| call.flow(error))?;
    let mut systems: Vec<System> = editions.all().iter().map(|edition| htmc(&edition.list, law)).collect();
    systems.extend(law.pilot.editions.iter().map(|rules| anatomical(rules, law, &call.node.words)));
    systems.sort_by_key(|one| {
        (!is_in_force(one.from, one.until, day), one.url != saraptama_wire::fhir::system::HTMC, std::cmp::Reverse(one.from))
    });
    Ok(systems)
}

/// Every value set in every edition, in the same order.
pub(super) async fn sets(call: &Call<'_>, host: &Host, day: Date) -> Result<Vec<Set>, Refused> {
    let law = &*call.node.law;
    let editions = host.htmc_editions().await.map_err(|error| call.flow(error))?;
    let mut sets: Vec<Set> = editions.all().iter().flat_map(|edition| htmc_sets(&edition.list, law)).collect();
    sets.extend(law.pilot.editions.iter().flat_map(|rules| pilot_sets(rules, law, &call.node.words)));
    sets.sort_by_key(|one| (!is_in_force(one.from, one.until, day), std::cmp::Reverse(one.from)));
    Ok(sets)
}

fn is_in_force(from: Date, until: Option<Date>, day: Date) -> bool {
    from <= day && until.is_none_or(|until| day <= until)
}

/// The edition that is meant: the one of `version`, else the one in force on the day of the parameter `date`, else
/// on the server's day. A version may also stand behind the canonical URL.
///
/// # Errors
/// 404 where it is not held, 400 for a date that is none.
pub(super) fn meant<T>(
    call: &Call<'_>,
    asked: &Asked,
    (url, version): (&str, Option<&str>),
    held: Vec<T>,
    of: impl Fn(&T) -> (&str, &str, Date, Option<Date>),
) -> Result<T, Refused> {
    let (url, behind) = url.split_once('|').map_or((url, None), |(url, version)| (url, Some(version)));
    let day = match call.text(asked, "date")? {
        None => call.today(),
        Some(text) => parse_date(text.get(..10).unwrap_or(text)).map_err(|_| call.unreadable())?,
    };
    let is_meant = |one: &T| {
        let (own_url, own_version, from, until) = of(one);
        own_url == url
            && match version.or(behind) {
                Some(version) => own_version == version,
                None => is_in_force(from, until, day),
            }
    };
    held.into_iter().find(is_meant).ok_or_else(|| not_held(call))
}

/// 404: there is no such system, set or edition.
pub(super) fn not_held(call: &Call<'_>) -> Refused {
    let messages = call.node.words.text("problem-fhir-not-held", &[]);
    call.told("existence", axum::http::StatusCode::NOT_FOUND, messages)
}

/// What [`meant`] needs to know of a code system.
pub(super) fn of_system(one: &System) -> (&str, &str, Date, Option<Date>) {
    (one.url, &one.version, one.from, one.until)
}

/// What [`meant`] needs to know of a value set.
pub(super) fn of_set(one: &Set) -> (&str, &str, Date, Option<Date>) {
    (&one.url, &one.version, one.from, one.until)
}
