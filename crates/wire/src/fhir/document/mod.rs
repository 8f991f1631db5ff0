//! Form 031/e as a document: Composition first, everything that it refers to behind it, and the chair's signature over
//! the bytes that were signed. Every reference stays inside.

mod composition;
mod medicine;
mod people;
mod seal;

use super::data::{coding, concept, identifier, instant, part_id, pruned, reference};
use super::form::{Unwritable, response};
use super::system;
use crate::words::{Lang, Words};
use saraptama_core::terms::{Instant, Sha256, Trilingual};
use serde_json::{Map, Value, json};

/// A form as it is stored.
pub struct Source<'s> {
    /// Its id, as the address has it.
    pub id: &'s str,
    /// Its bytes.
    pub bytes: &'s [u8],
    /// Its members.
    pub form: &'s Map<String, Value>,
    /// Their digest.
    pub sha256: Sha256,
    /// When it was changed last.
    pub changed_at: Instant,
    /// The chair's signature, if there is one.
    pub seal: Option<Seal<'s>>,
}

/// A signature.
#[derive(Clone, Copy)]
pub struct Seal<'s> {
    /// The detached CMS, DER.
    pub cms: &'s [u8],
    /// When it was taken.
    pub at: Instant,
}

struct Maker<'m> {
    source: &'m Source<'m>,
    words: &'m Words,
    lang: Lang,
    entries: Vec<Value>,
}

/// The document. A form whose structure is faulty has none.
///
/// # Errors
/// The first member that cannot be written.
pub fn document(source: &Source<'_>, words: &Words, lang: Lang) -> Result<Value, Unwritable> {
    let answers = response(source.form)?;
    let form = Value::Object(source.form.clone());
    let mut maker = Maker { source, words, lang, entries: vec![] };
    maker.people(&form);
    let conditions = maker.conditions(&form["diagnosis"]);
    let impairments = maker.impairments(&form["impairments"]);
    let evidence = maker.evidence(&form["evidence"]);
    maker.answers(answers, &form);
    maker.original();
    maker.provenance();
    let composition = maker.composition(&form, &conditions, &impairments, &evidence);
    let entries: Vec<Value> = std::iter::once(entry(source.id, composition)).chain(maker.entries).collect();
    // What is signed says the same for ever, however far the form travels.
    let since = instant(source.seal.map_or(source.changed_at, |seal| seal.at));
    Ok(pruned(json!({
        "resourceType": "Bundle",
        "id": source.id,
        "meta": { "lastUpdated": since },
        "language": lang.as_str(),
        "identifier": identifier(system::URI, &urn(source.id)),
        "type": "document",
        "timestamp": since,
        "entry": entries,
    })))
}

fn urn(id: &str) -> String {
    format!("urn:uuid:{id}")
}

fn entry(id: &str, resource: Value) -> Value {
    json!({ "fullUrl": urn(id), "resource": resource })
}

impl Maker<'_> {
    fn id(&self, part: &str) -> String {
        part_id(self.source.id, part)
    }

    fn to(&self, part: &str) -> Value {
        reference(&urn(&self.id(part)))
    }

    /// Adds a resource under the id of its part.
    fn add(&mut self, part: &str, mut resource: Value) {
        let id = self.id(part);
        resource["id"] = id.as_str().into();
        self.entries.push(entry(&id, resource));
    }

    fn text(&self, key: &str) -> Trilingual {
        self.words.text(key, &[])
    }

    fn say(&self, key: &str) -> String {
        self.words.one(self.lang, key, &[])
    }

    fn kind(&self) -> Value {
        concept(coding(system::DOCUMENT, "form-031e", Some(&self.say("fhir-form-title"))), None)
    }

    /// Whether what is stated is final: once the form is signed.
    fn stands(&self) -> &'static str {
        if self.source.seal.is_some() { "final" } else { "preliminary" }
    }
}

fn choice(member: &str) -> String {
    format!("{}{member}", system::CHOICE)
}

fn each(list: &Value) -> impl Iterator<Item = (usize, &Value)> {
    list.as_array().into_iter().flatten().enumerate()
}
