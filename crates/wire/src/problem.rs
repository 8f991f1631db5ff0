//! Problem documents (RFC 9457): how every refusal over HTTP looks.

use saraptama_core::terms::Trilingual;

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A problem document; `messages` carries the detail in three languages.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Problem {
    /// A URI that names the kind of problem: `urn:saraptama:problem:state`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words, in English.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened here, in the reader's language; never personal data.
    pub detail: String,
    /// The detail in Kazakh, Russian and English.
    pub messages: Trilingual,
    /// Where a rule speaks: its findings, each with code, pointer and source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<serde_json::Value>,
}

impl Problem {
    /// A problem of the kind `kind` (a word, such as `state`), its detail in Kazakh.
    pub fn new(kind: &str, title: &str, status: u16, messages: Trilingual) -> Self {
        let detail = messages.kk.clone();
        let (kind, title) = (format!("urn:saraptama:problem:{kind}"), title.to_owned());
        Self { kind, title, status, detail, messages, findings: Vec::new() }
    }

    /// With the findings of a rule.
    #[must_use]
    pub fn with_findings(mut self, findings: Vec<serde_json::Value>) -> Self {
        self.findings = findings;
        self
    }

    /// With its detail in another of the three languages; an unknown one leaves it as it is.
    #[must_use]
    pub fn in_language(mut self, language: &str) -> Self {
        self.detail = match language {
            "kk" => self.messages.kk.clone(),
            "ru" => self.messages.ru.clone(),
            "en" => self.messages.en.clone(),
            _ => self.detail,
        };
        self
    }

    /// The document.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("texts, numbers and lists always have a JSON form: tests/exchange.rs")
    }
}
