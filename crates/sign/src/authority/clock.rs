//! Instants in the encodings of answers and time-stamps.

use super::AuthorityFault;
use der::DateTime;
use der::asn1::GeneralizedTime;
use saraptama_core::terms::Instant;

/// An instant to the second, as GeneralizedTime.
pub(super) fn generalized(at: Instant) -> Result<GeneralizedTime, AuthorityFault> {
    let seconds = u64::try_from(at.as_second()).map_err(|_| AuthorityFault::Encoding)?;
    Ok(GeneralizedTime::from_date_time(DateTime::from_unix_duration(std::time::Duration::from_secs(seconds))?))
}
