//! PEM texts, so that a demonstration finds its authority and its people again after a restart.

use super::{Authority, AuthorityFault, Identity, PrivateKey};
use crate::certificate::Certificate;
use crate::pem;

impl Authority {
    /// The root's certificate as PEM.
    pub fn root_pem(&self) -> String {
        pem::write("CERTIFICATE", self.root.der())
    }

    /// The issuing authority's certificate as PEM.
    pub fn issuing_pem(&self) -> String {
        pem::write("CERTIFICATE", self.issuing.der())
    }

    /// The issuing authority's private key as PKCS #8 PEM: a secret.
    ///
    /// # Errors
    /// When the key cannot be written.
    pub fn key_pem(&self) -> Result<String, AuthorityFault> {
        self.issuing_key.to_pem()
    }

    /// The authority from what [`Authority::root_pem`], [`Authority::issuing_pem`] and
    /// [`Authority::key_pem`] gave.
    ///
    /// # Errors
    /// When a text holds something else, or the three do not belong together.
    pub fn from_pem(root: &str, issuing: &str, key: &str) -> Result<Self, AuthorityFault> {
        let (root, issuing) = (certificate(root)?, certificate(issuing)?);
        let issuing_key = PrivateKey::from_pem(key)?;
        if issuing.is_signed_by(&root).is_err() {
            return Err(AuthorityFault::OtherKey);
        }
        fits(&issuing, &issuing_key)?;
        Ok(Self { root, issuing, issuing_key, root_key: None })
    }
}

impl Identity {
    /// The leaf as PEM.
    pub fn certificate_pem(&self) -> String {
        pem::write("CERTIFICATE", self.certificate.der())
    }

    /// The private key as PKCS #8 PEM: a secret.
    ///
    /// # Errors
    /// When the key cannot be written.
    pub fn key_pem(&self) -> Result<String, AuthorityFault> {
        self.key.to_pem()
    }

    /// The identity from its two PEM texts.
    ///
    /// # Errors
    /// When a text holds something else, or the two do not belong together.
    pub fn from_pem(leaf: &str, key: &str) -> Result<Self, AuthorityFault> {
        let (certificate, key) = (certificate(leaf)?, PrivateKey::from_pem(key)?);
        fits(&certificate, &key)?;
        Ok(Self { certificate, key })
    }
}

fn certificate(text: &str) -> Result<Certificate, AuthorityFault> {
    let der = pem::only(text.as_bytes(), "CERTIFICATE").ok_or(AuthorityFault::File)?;
    Certificate::from_der(&der).map_err(|_| AuthorityFault::File)
}

fn fits(certificate: &Certificate, key: &PrivateKey) -> Result<(), AuthorityFault> {
    let stated = &certificate.parsed().tbs_certificate.subject_public_key_info;
    if *stated == key.public()? { Ok(()) } else { Err(AuthorityFault::OtherKey) }
}
