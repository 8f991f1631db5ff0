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

/// Wrong passwords of one account at once, and how long it takes until one more may be tried.
const OF_AN_ACCOUNT: (u32, SignedDuration) = (5, SignedDuration::from_secs(60));
/// Wrong passwords of all accounts of this process: who tries one password with every account meets this.
const OF_ALL: (u32, SignedDuration) = (100, SignedDuration::from_secs(2));
/// Questions that are kept for an answer: everybody may ask for one without being known.
const ASKED: (u32, SignedDuration) = (300, SignedDuration::from_millis(100));
/// Accounts share so many places. A place is chosen by a hash that nobody outside can foresee.
const PLACES: usize = 4096;

/// Signing in at a node.
pub struct SignIn {
    settings: Settings,
    origin: String,
    provider: Option<Provider>,
    of_an_account: Throttle,
    of_all: Throttle,
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
            of_all: Throttle::new(1, OF_ALL),
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
    pub fn try_account(&self, account: &str, now: Instant) -> Result<(), Wait> {
        self.of_an_account.take(account, now)?;
        self.of_all.take("", now).inspect_err(|_| self.of_an_account.give_back(account))
    }

    /// The password was right: what was tried before it does not count against its owner.
    pub fn fitted(&self, account: &str) {
        self.of_an_account.give_back(account);
        self.of_all.give_back("");
    }

    /// Takes a question.
    ///
    /// # Errors
    /// How long to wait.
    pub fn ask(&self, now: Instant) -> Result<(), Wait> {
        self.asked.take("", now)
    }
}
