//! How often one address may try a code.

use super::super::peer::Peer;
use super::super::refused::Refused;
use super::super::visit::Visit;
use axum::http::{HeaderValue, StatusCode, header};
use maud::html;
use saraptama_core::terms::Instant;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{LazyLock, Mutex, PoisonError};

/// So many unknown codes in a row may one address ask for: a clinic behind one address mistypes some, and of the
/// 60 bits of a code nobody finds any in so few,
const BURST: i64 = 300;
/// and one more after so many seconds each.
const SECONDS_EACH: i64 = 1;
/// So many addresses are remembered; the one that was seen longest ago goes first.
const ADDRESSES: usize = 10_000;

static LIMITER: LazyLock<Mutex<Limiter>> = LazyLock::new(Mutex::default);

impl Peer {
    /// Refuses whoever asked for too many codes that do not exist: even a right one is not told then, else
    /// the limit would not slow down a search.
    pub(super) fn may_ask(&self, visit: &Visit) -> Result<(), Refused> {
        let wait = locked(|limiter| limiter.wait_seconds(self.network(), visit.now));
        wait.map_or(Ok(()), |seconds| Err(too_often(visit, seconds)))
    }

    /// The code was unknown.
    pub(super) fn missed(&self, visit: &Visit) {
        locked(|limiter| limiter.miss(self.network(), visit.now));
    }
}

fn locked<T>(work: impl FnOnce(&mut Limiter) -> T) -> T {
    work(&mut LIMITER.lock().unwrap_or_else(PoisonError::into_inner))
}

fn too_often(visit: &Visit, seconds: i64) -> Refused {
    let body = html! { p.govuk-body-l { (visit.say("person-too-often-hint", &[("seconds", seconds.into())])) } };
    let mut response = visit.sheet(visit.t("person-too-often")).status(StatusCode::TOO_MANY_REQUESTS).show(body);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Refused::of(response)
}

/// A bucket of misses for each address: it runs empty as time goes by.
#[derive(Default)]
struct Limiter {
    /// When the last of the misses of an address is forgotten, in seconds, and when it was seen last.
    empty_at: BTreeMap<IpAddr, i64>,
}

impl Limiter {
    /// How long an address must wait; none where it may ask.
    fn wait_seconds(&self, address: IpAddr, now: Instant) -> Option<i64> {
        let full = self.empty_at.get(&address)? - now.as_second();
        (full > (BURST - 1) * SECONDS_EACH).then_some(full - (BURST - 1) * SECONDS_EACH)
    }

    fn miss(&mut self, address: IpAddr, now: Instant) {
        let now = now.as_second();
        if self.empty_at.len() >= ADDRESSES {
            self.empty_at.retain(|_, empty_at| *empty_at > now);
        }
        if self.empty_at.len() >= ADDRESSES
            && let Some(soonest) = self.empty_at.iter().min_by_key(|(_, empty_at)| **empty_at).map(|(address, _)| *address)
        {
            self.empty_at.remove(&soonest);
        }
        let empty_at = self.empty_at.entry(address).or_insert(now);
        *empty_at = (*empty_at).max(now) + SECONDS_EACH;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Instant {
        Instant::from_second(second).unwrap()
    }

    #[test]
    fn an_address_that_guesses_must_wait_and_others_need_not() {
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        let mut limiter = Limiter::default();
        for _ in 0..BURST {
            assert_eq!(limiter.wait_seconds(one, at(1000)), None);
            limiter.miss(one, at(1000));
        }
        assert_eq!(limiter.wait_seconds(one, at(1000)), Some(SECONDS_EACH));
        assert_eq!(limiter.wait_seconds(other, at(1000)), None);
        assert_eq!(limiter.wait_seconds(one, at(1000 + SECONDS_EACH)), None);
    }

    #[test]
    fn no_number_of_addresses_fills_the_memory() {
        let mut limiter = Limiter::default();
        for n in 0..ADDRESSES + 50 {
            limiter.miss(IpAddr::from(u32::try_from(n).unwrap().to_be_bytes()), at(5));
        }
        assert!(limiter.empty_at.len() <= ADDRESSES);
    }
}
