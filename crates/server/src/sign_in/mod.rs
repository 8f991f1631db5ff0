//! How people show who they are at this node: what is offered, how often it may be tried, and the provider
//! that says so for others. The pages of it are `pages/enter/`.

pub mod password;
mod provider;
mod throttle;

pub use provider::{Begun, Provider, ProviderFault};
pub use throttle::{Throttle, Wait};

use crate::config::{Config, SignIn as Settings};
use jiff::SignedDuration;
use saraptama_core::terms::Instant;
use std::net::IpAddr;

/// Wrong passwords of one account at once, and how long it takes until one more may be tried.
const OF_AN_ACCOUNT: (u32, SignedDuration) = (5, SignedDuration::from_secs(60));
/// Wrong passwords from one address, a clinic's too: who tries one password with every account meets this.
const OF_AN_ADDRESS: (u32, SignedDuration) = (60, SignedDuration::from_secs(2));
/// Wrong passwords of all accounts of this process: far more than one address may, or it would shut out everybody.
const OF_ALL: (u32, SignedDuration) = (2000, SignedDuration::from_millis(100));
/// Questions from one address that are kept for an answer: everybody may ask for one without being known.
const ASKED_OF_AN_ADDRESS: (u32, SignedDuration) = (300, SignedDuration::from_millis(500));
/// Questions of everybody together.
const ASKED: (u32, SignedDuration) = (10_000, SignedDuration::from_millis(10));
/// Accounts share so many places, and addresses too. A place is chosen by a hash that nobody outside can foresee.
const PLACES: usize = 4096;

/// Signing in at a node.
pub struct SignIn {
    settings: Settings,
    origin: String,
    provider: Option<Provider>,
    of_an_account: Throttle,
    of_an_address: Throttle,
    of_all: Throttle,
    asked_of_an_address: Throttle,
    asked: Throttle,
}

impl SignIn {
    /// As the configuration says.
    ///
    /// # Errors
    /// When the provider's secret cannot be read.
    pub fn open(config: &Config) -> Result<Self, String> {
        let settings = config.sign_in.clone();
        Ok(Self {
            origin: settings.origin(config.listen),
            provider: settings.oidc.as_ref().map(Provider::open).transpose()?,
            settings,
            of_an_account: Throttle::new(PLACES, OF_AN_ACCOUNT),
            of_an_address: Throttle::new(PLACES, OF_AN_ADDRESS),
            of_all: Throttle::new(1, OF_ALL),
            asked_of_an_address: Throttle::new(PLACES, ASKED_OF_AN_ADDRESS),
            asked: Throttle::new(1, ASKED),
        })
    }

    /// The node's address as browsers know it.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The same, only where the configuration says it.
    pub fn configured_origin(&self) -> Option<&str> {
        self.settings.origin.as_deref()
    }

    /// Whether local accounts are offered.
    pub fn by_account(&self) -> bool {
        self.settings.accounts
    }

    /// Whether people may sign in by digital signature.
    pub fn by_signature(&self) -> bool {
        self.settings.signature
    }

    /// The provider, where there is one.
    pub fn provider(&self) -> Option<&Provider> {
        self.provider.as_ref()
    }

    /// Takes a try of a password; [`Self::fitted`] gives it back.
    ///
    /// # Errors
    /// How long to wait.
    pub fn try_account(&self, account: &str, from: IpAddr, now: Instant) -> Result<(), Wait> {
        self.of_an_account.take(account, now)?;
        let from = from.to_string();
        let address = self.of_an_address.take(&from, now);
        let all = address.and_then(|()| self.of_all.take("", now).inspect_err(|_| self.of_an_address.give_back(&from)));
        all.inspect_err(|_| self.of_an_account.give_back(account))
    }

    /// The password was right: what was tried before it does not count against its owner.
    pub fn fitted(&self, account: &str, from: IpAddr) {
        self.of_an_account.give_back(account);
        self.of_an_address.give_back(&from.to_string());
        self.of_all.give_back("");
    }

    /// Takes a question.
    ///
    /// # Errors
    /// How long to wait.
    pub fn ask(&self, from: IpAddr, now: Instant) -> Result<(), Wait> {
        let from = from.to_string();
        self.asked_of_an_address.take(&from, now)?;
        self.asked.take("", now).inspect_err(|_| self.asked_of_an_address.give_back(&from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn one_address_that_tries_many_accounts_must_wait_and_no_other_one() {
        let config = "node = \"mis\"\nlisten = \"127.0.0.1:1\"\ndata = \"x\"\nprincipals = \"x\"\ntrust = \"x\"\n";
        let sign_in = SignIn::open(&toml::from_str(config).unwrap()).unwrap();
        let (here, there) = (Ipv4Addr::new(198, 51, 100, 7).into(), Ipv4Addr::new(198, 51, 100, 8).into());
        let now = Instant::UNIX_EPOCH;
        let tried = (0..1000).take_while(|n| sign_in.try_account(&format!("nobody-{n}"), here, now).is_ok()).count();
        assert!((1..200).contains(&tried), "{tried}");
        assert_eq!(sign_in.try_account("somebody", there, now), Ok(()));
        // A right password costs nothing, and what is refused takes nothing from the account.
        sign_in.fitted("somebody", there);
        assert!((0..20).all(|_| sign_in.try_account("another", here, now).is_err()));
        assert_eq!(sign_in.try_account("another", there, now), Ok(()));
    }
}
