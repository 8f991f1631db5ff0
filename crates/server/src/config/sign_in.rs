//! How people sign in at a node's pages. Roles are never part of it: they come from the register of roles.

use reqwest::Url;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The ways that are offered.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignIn {
    /// The node's address as browsers know it, `https://mis.example.kz`: what a person signs in by a signature
    /// names it, and the provider sends people back to it. Where it is absent it is `http://` and `listen`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Local accounts: those entries of the register of roles that have a password.
    pub accounts: bool,
    /// By digital signature.
    pub signature: bool,
    /// By an OpenID Connect provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oidc: Option<Oidc>,
}

/// An OpenID Connect provider.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oidc {
    /// Its name for itself, exactly as its tokens write it.
    pub issuer: String,
    /// Its name for us.
    pub client_id: String,
    /// The file that holds our secret; the owner alone may read it. Without it we are a public client, by PKCE alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret_file: Option<PathBuf>,
    /// The secret goes into the body of the request, for providers that do not read the header.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub secret_in_body: bool,
    /// What is asked for beside `openid`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// The claim that is the person's IIN.
    #[serde(default = "iin")]
    pub claim: String,
    /// Its addresses, where it has no discovery that can be relied on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoints: Option<Endpoints>,
}

/// The addresses of a provider.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoints {
    /// Where people are sent.
    pub authorization: String,
    /// Where a code becomes a token.
    pub token: String,
    /// Where its keys are (JWKS).
    pub keys: String,
    /// Where claims are that its tokens lack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_info: Option<String>,
}

fn iin() -> String {
    "iin".to_owned()
}

impl Default for SignIn {
    fn default() -> Self {
        Self { origin: None, accounts: true, signature: true, oidc: None }
    }
}

impl SignIn {
    pub(super) fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Makes the paths absolute.
    pub(super) fn below(mut self, base: &Path) -> Self {
        if let Some(oidc) = &mut self.oidc {
            oidc.client_secret_file = oidc.client_secret_file.take().map(|file| base.join(file));
        }
        self
    }

    /// The node's address as browsers know it.
    pub fn origin(&self, listen: SocketAddr) -> String {
        self.origin.clone().unwrap_or_else(|| format!("http://{listen}"))
    }

    /// Whether its members make sense.
    ///
    /// # Errors
    /// The member that does not.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        if self.origin.as_deref().is_some_and(|origin| !is_origin(origin)) {
            return Err("sign_in.origin: https://HOST (or http:// on this machine), nothing behind it");
        }
        if !(self.accounts || self.signature || self.oidc.is_some()) {
            return Err("sign_in: one way at least, or nobody gets in");
        }
        self.oidc.as_ref().map_or(Ok(()), Oidc::check)
    }
}

impl Oidc {
    fn check(&self) -> Result<(), &'static str> {
        if !is_safe(&self.issuer) {
            return Err("sign_in.oidc.issuer: an address with https:// (http:// on this machine only)");
        }
        if self.client_id.is_empty() || self.claim.is_empty() {
            return Err("sign_in.oidc: client_id and claim are not empty");
        }
        if self.scopes.iter().any(|scope| scope.is_empty() || scope.contains(char::is_whitespace)) {
            return Err("sign_in.oidc.scopes: one word each");
        }
        if self.secret_in_body && self.client_secret_file.is_none() {
            return Err("sign_in.oidc.secret_in_body goes with client_secret_file only");
        }
        let Some(Endpoints { authorization, token, keys, user_info }) = &self.endpoints else { return Ok(()) };
        let all = [Some(authorization), Some(token), Some(keys), user_info.as_ref()];
        if all.into_iter().flatten().all(|address| is_safe(address)) {
            return Ok(());
        }
        Err("sign_in.oidc.endpoints: addresses with https:// (http:// on this machine only)")
    }
}

/// An address that nobody on the way can read: over TLS, or on this machine.
fn is_safe(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let is_named = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    is_named && (url.scheme() == "https" || (url.scheme() == "http" && super::check::is_loopback(&url)))
}

fn is_origin(address: &str) -> bool {
    is_safe(address) && Url::parse(address).is_ok_and(|url| url.origin().ascii_serialization() == address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> SignIn {
        toml::from_str(text).expect("a configuration")
    }

    #[test]
    fn an_origin_is_scheme_host_and_port_and_nothing_else() {
        let with = |origin: &str| SignIn { origin: Some(origin.to_owned()), ..SignIn::default() };
        for origin in ["https://mis.example.kz", "https://mis.example.kz:8443", "http://127.0.0.1:8080", "http://localhost"] {
            assert_eq!(with(origin).check(), Ok(()), "{origin}");
        }
        for origin in ["http://mis.example.kz", "https://mis.example.kz/", "https://a:b@mis.example.kz", "mis.example.kz", ""] {
            assert!(with(origin).check().is_err(), "{origin}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_by_name() {
        let provider = "[oidc]\nissuer = \"https://idp.example.kz\"\nclient_id = \"mis\"\n";
        assert_eq!(read(provider).check(), Ok(()));
        assert_eq!(read(provider).oidc.map(|oidc| oidc.claim).as_deref(), Some("iin"));
        for (text, member) in [
            ("accounts = false\nsignature = false\n".to_owned(), "sign_in: "),
            (provider.replace("https", "http"), "sign_in.oidc.issuer"),
            (provider.replace("\"mis\"", "\"\""), "sign_in.oidc: "),
            (format!("{provider}scopes = [\"a b\"]\n"), "sign_in.oidc.scopes"),
            (format!("{provider}secret_in_body = true\n"), "sign_in.oidc.secret_in_body"),
            (
                format!(
                    "{provider}[oidc.endpoints]\nauthorization = \"https://a.kz\"\ntoken = \"http://a.kz\"\nkeys = \"https://a.kz\"\n"
                ),
                "sign_in.oidc.endpoints",
            ),
        ] {
            let fault = read(&text).check().expect_err(&text);
            assert!(fault.starts_with(member), "{fault}");
        }
    }
}
