//! The node's register of roles, and the tokens by which programs show who calls.

use saraptama_core::assign::Candidate;
use saraptama_core::authority::{Principal, Role};
use saraptama_core::terms::Sha256;
use std::collections::BTreeMap;
use std::path::Path;

/// One entry of the file: a principal, and the digest of its token.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Who.
    pub principal: Principal,
    /// The SHA-256 of the bearer token; the token itself is kept by its owner only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_sha256: Option<Sha256>,
}

/// Everybody whom the node knows.
#[derive(Debug, Default)]
pub struct People {
    by_id: BTreeMap<String, Principal>,
    by_token: BTreeMap<Sha256, String>,
}

impl People {
    /// The register from its entries.
    ///
    /// # Errors
    /// When two entries share an id or a token.
    pub fn new(entries: Vec<Entry>) -> Result<Self, String> {
        let mut people = Self::default();
        for Entry { principal, token_sha256 } in entries {
            let id = principal.id.clone();
            if token_sha256.is_some_and(|token| people.by_token.insert(token, id.clone()).is_some()) {
                return Err(format!("the token of {id} belongs to somebody else too"));
            }
            if people.by_id.insert(id.clone(), principal).is_some() {
                return Err(format!("the id {id} stands twice"));
            }
        }
        Ok(people)
    }

    /// The register from a JSON file.
    ///
    /// # Errors
    /// When it cannot be read, is not what it should be or contradicts itself.
    pub fn load(path: &Path) -> Result<Self, String> {
        let fault = |error: &dyn std::fmt::Display| format!("reading the register of roles {}: {error}", path.display());
        let bytes = std::fs::read(path).map_err(|e| fault(&e))?;
        Self::new(serde_json::from_slice(&bytes).map_err(|e| fault(&e))?)
    }

    /// Who holds this token. The lookup is by digest, so that its time tells nothing about a token.
    pub fn by_token(&self, token: &str) -> Option<&Principal> {
        self.by_id.get(self.by_token.get(&Sha256::of(token.as_bytes()))?)
    }

    /// Who has this id.
    pub fn by_id(&self, id: &str) -> Option<&Principal> {
        self.by_id.get(id)
    }

    /// The register of experts on `day`, each with the open load that `open` tells.
    pub fn experts(&self, day: jiff::civil::Date, open: &BTreeMap<String, u32>) -> Vec<Candidate> {
        let is_expert = |principal: &&Principal| principal.grants.iter().any(|grant| grant.role == Role::Expert);
        let candidate = |principal: &Principal| {
            Some(Candidate {
                id: principal.id.clone(),
                iin: principal.iin?,
                region: principal.region?,
                takes_part: principal.holds(Role::Expert, day),
                on_duty: principal.is_on_duty(day),
                open_load: open.get(&principal.id).copied().unwrap_or(0),
            })
        };
        self.by_id.values().filter(is_expert).filter_map(candidate).collect()
    }
}
