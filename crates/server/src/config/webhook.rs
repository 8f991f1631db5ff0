//! A vendor's endpoint that hears of every stage of the vendor's forms.

use super::{Breaker, Retry, Route};
use reqwest::Url;
use saraptama_core::referral::Stage;
use std::net::IpAddr;
use std::path::PathBuf;

/// One `[[webhooks]]`. The address comes from here alone: nothing that a caller sends becomes an address.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// The vendor's id, as the forms write it.
    pub vendor: String,
    /// The endpoint, `http://…`; TLS is the matter of a forwarder beside the node, as for every route.
    pub url: String,
    /// The file that holds the secret, `whsec_…`; the owner alone may read it.
    pub secret_file: PathBuf,
    /// The stages that are told of; all where it is empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Stage>,
    /// The endpoint may lie on this machine or in a private network.
    #[serde(default)]
    pub private: bool,
    /// When a message is tried again, and when it is given up.
    #[serde(default)]
    pub retry: Retry,
    /// When the endpoint is left alone.
    #[serde(default)]
    pub breaker: Breaker,
}

impl Webhook {
    /// The name of its route in the outbox.
    pub fn route_name(&self) -> String {
        route_name(&self.vendor)
    }

    /// Its route.
    pub fn route(&self) -> Route {
        let route = Route::new(self.url.clone(), String::new(), String::new(), false);
        Route { retry: self.retry.clone(), breaker: self.breaker.clone(), ..route }
    }

    /// Whether its members make sense.
    ///
    /// # Errors
    /// The member that does not.
    pub fn check(&self) -> Result<(), &'static str> {
        let id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.vendor.is_empty() || self.vendor.len() > 64 || !self.vendor.chars().all(id) {
            return Err("vendor: an id of lower-case letters, digits and hyphens");
        }
        let url = Url::parse(&self.url).map_err(|_| "url: not an address")?;
        if !matches!(url.scheme(), "http" | "https")
            || !url.username().is_empty()
            || url.password().is_some()
            || url.fragment().is_some()
        {
            return Err("url: https://HOST/PATH (or http) without a name, a password and a fragment");
        }
        if !self.private && url.host_str().is_none_or(is_private) {
            return Err("url: an address of this machine or of a private network needs `private = true`");
        }
        self.route().check()
    }
}

/// The name of the route to a vendor's endpoint.
pub fn route_name(vendor: &str) -> String {
    format!("webhook:{vendor}")
}

/// Whether a host is written as an address that is not public. A name is not looked up here.
fn is_private(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(v4)) => {
            let shared = v4.octets()[0] == 100 && (64..128).contains(&v4.octets()[1]);
            v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified() || v4.is_broadcast() || shared
        }
        Ok(IpAddr::V6(v6)) => {
            let mapped = v6.to_ipv4_mapped().is_some_and(|v4| is_private(&v4.to_string()));
            mapped || v6.is_loopback() || v6.is_unspecified() || v6.is_unique_local() || v6.is_unicast_link_local()
        }
        Err(_) => host == "localhost" || host.ends_with(".localhost") || host.ends_with(".local") || host.ends_with(".internal"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hook(url: &str, private: bool) -> Webhook {
        let (retry, breaker) = (Retry::default(), Breaker::default());
        Webhook { vendor: "damu".into(), url: url.into(), secret_file: "s".into(), kinds: vec![], private, retry, breaker }
    }

    #[test]
    fn an_address_that_is_not_public_needs_to_be_said_so() {
        for url in [
            "http://127.0.0.1:9000/hook",
            "http://localhost/hook",
            "http://10.1.2.3/",
            "http://192.168.0.9/",
            "http://169.254.169.254/latest",
            "http://[::1]/",
            "http://[fd00::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://0.0.0.0/",
            "http://2130706433/",
            "http://vault.internal/",
        ] {
            assert!(hook(url, false).check().is_err(), "{url}");
            assert_eq!(hook(url, true).check(), Ok(()), "{url}");
        }
        for url in ["http://hooks.example.kz/saraptama", "https://hooks.example.kz/saraptama"] {
            assert_eq!(hook(url, false).check(), Ok(()), "{url}");
        }
    }

    #[test]
    fn what_is_no_plain_address_is_refused_by_name() {
        for url in ["ftp://example.kz/", "http://a:b@example.kz/", "http://example.kz/#x", "nonsense"] {
            assert!(hook(url, true).check().unwrap_err().starts_with("url: "), "{url}");
        }
        let named = Webhook { vendor: "Damu:1".into(), ..hook("http://example.kz/", false) };
        assert!(named.check().unwrap_err().starts_with("vendor: "));
    }
}
