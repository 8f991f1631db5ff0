//! From where a request came, for limits that one address must not use up for everybody.

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::{HeaderMap, request::Parts};
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The address from which a request came. Clinics and mobile networks share one: therefore codes that are
/// known cost nothing.
pub(super) struct Peer(IpAddr);

impl Peer {
    /// What counts as one address.
    pub(super) fn network(&self) -> IpAddr {
        self.0
    }
}

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        let address = address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        Ok(Self(network(asked_for(&parts.headers).filter(|_| is_near(address)).unwrap_or(address))))
    }
}

/// For whom the proxy in front of us asks: the last address of the list is the one that it saw itself.
fn asked_for(headers: &HeaderMap) -> Option<IpAddr> {
    let list = headers.get_all("x-forwarded-for").into_iter().next_back()?.to_str().ok()?;
    list.rsplit(',').next()?.trim().parse().ok()
}

/// Whether the address may be that of our own proxy; what others say of whom they ask for is not believed.
fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

/// Whoever has one address of version 6 has the 64 bits behind it.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn our_own_proxy_says_for_whom_it_asks_and_nobody_else_is_believed() {
        let mut headers = HeaderMap::new();
        assert_eq!(asked_for(&headers), None);
        headers.insert("x-forwarded-for", HeaderValue::from_static("10.9.9.9, 203.0.113.7"));
        assert_eq!(asked_for(&headers), Some(IpAddr::from([203, 0, 113, 7])));
        headers.insert("x-forwarded-for", HeaderValue::from_static("unknown"));
        assert_eq!(asked_for(&headers), None);
        let near = ["127.0.0.1", "10.0.0.1", "::1", "fd00::1", "203.0.113.7", "2001:db8::1"];
        assert_eq!(near.map(|text| is_near(text.parse().unwrap())), [true, true, true, true, false, false]);
    }

    #[test]
    fn addresses_of_one_network_count_as_one() {
        let address = |text: &str| network(text.parse().unwrap());
        assert_eq!(address("2001:db8::1"), address("2001:db8::ffff:2"));
        assert_ne!(address("2001:db8::1"), address("2001:db8:0:1::1"));
        assert_eq!(address("::ffff:10.0.0.1"), address("10.0.0.1"));
    }
}
