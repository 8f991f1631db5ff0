//! The node's register of roles, and the tokens by which programs show who calls.

use crate::config::SealedBy;
use crate::sign_in::password::is_digest;
use jiff::civil::Date;
use saraptama_core::assign::Candidate;
use saraptama_core::authority::{Principal, Role};
use saraptama_core::terms::Sha256;
use std::collections::{BTreeMap, BTreeSet};
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
    /// The Argon2id digest of a local account's password, as PHC writes it; the account is the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// A system's: whose signature its envelopes through the gateway must bear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<SealedBy>,
}

/// Everybody whom the node knows.
#[derive(Debug, Default)]
pub struct People {
    by_id: BTreeMap<String, Principal>,
    by_token: BTreeMap<Sha256, String>,
    seals: BTreeMap<String, SealedBy>,
    passwords: BTreeMap<String, String>,
}

impl People {
    /// The register from its entries.
    ///
    /// # Errors
    /// When two entries share an id or a token.
    pub fn new(entries: Vec<Entry>) -> Result<Self, String> {
        let mut people = Self::default();
        for Entry { principal, token_sha256, password, seal } in entries {
            let id = principal.id.clone();
            if token_sha256.is_some_and(|token| people.by_token.insert(token, id.clone()).is_some()) {
                return Err(format!("the token of {id} belongs to somebody else too"));
            }
            if let Some(password) = password {
                if !is_digest(&password) {
                    return Err(format!("the password of {id} is no Argon2id digest: `saraptama account hash` makes one"));
                }
                people.passwords.insert(id.clone(), password);
            }
            if let Some(seal) = seal {
                people.seals.insert(id.clone(), seal);
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

    /// How many the node knows.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether the node knows nobody.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Whether anybody was ever granted `role`.
    pub fn has_role(&self, role: Role) -> bool {
        self.by_id.values().flat_map(|principal| &principal.grants).any(|grant| grant.role == role)
    }

    /// Whose signature the envelopes of this sender must bear; none where they may be unsigned.
    pub fn sealed_by(&self, id: &str) -> Option<&SealedBy> {
        self.seals.get(id)
    }

    /// The digest of a local account's password.
    pub fn password_of(&self, id: &str) -> Option<&str> {
        self.passwords.get(id).map(String::as_str)
    }

    /// Whether anybody has a local account.
    pub fn has_accounts(&self) -> bool {
        !self.passwords.is_empty()
    }

    /// Everybody who holds `role` on `day`, in the order of their ids.
    pub fn in_role(&self, role: Role, day: jiff::civil::Date) -> impl Iterator<Item = &Principal> {
        self.by_id.values().filter(move |who| who.holds(role, day))
    }

    /// Who has this IIN; several where the register of roles has several entries of one person.
    pub fn by_iin(&self, iin: saraptama_core::terms::Iin) -> impl Iterator<Item = &Principal> {
        self.by_id.values().filter(move |who| who.iin == Some(iin))
    }

    /// Who has this id.
    pub fn by_id(&self, id: &str) -> Option<&Principal> {
        self.by_id.get(id)
    }

    /// Everybody who is or was an expert, in the order of their ids.
    pub fn all_experts(&self) -> impl Iterator<Item = &Principal> {
        self.by_id.values().filter(|principal| principal.grants.iter().any(|grant| grant.role == Role::Expert))
    }

    /// The register of experts on `day`, each with the open load that `open` tells. Off duty is who is absent
    /// by the register of roles or among `absent`, whom the staff entered.
    pub fn experts(&self, day: Date, open: &BTreeMap<String, u32>, absent: &BTreeSet<String>) -> Vec<Candidate> {
        let candidate = |principal: &Principal| {
            Some(Candidate {
                id: principal.id.clone(),
                iin: principal.iin?,
                region: principal.region?,
                takes_part: principal.holds(Role::Expert, day),
                on_duty: principal.is_on_duty(day) && !absent.contains(&principal.id),
                open_load: open.get(&principal.id).copied().unwrap_or(0),
            })
        };
        self.all_experts().filter_map(candidate).collect()
    }
}
