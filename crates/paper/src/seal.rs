//! Who signed, and how anybody can check it.

use crate::qr;
use crate::say::{Say, grouped};
use crate::sheet::{Block, Enclosed, Relation, Tone};
use saraptama_core::terms::{Instant, Sha256};

/// A signature over the bytes that a document shows. Its name comes from the certificate, not from the
/// document: what the page says of the signer is what the signature proves.
#[derive(Clone, Copy)]
pub struct Seal<'a> {
    /// The common name of the signer's certificate.
    pub name: &'a str,
    /// The BIN of the organisation, where the certificate states one.
    pub bin: Option<&'a str>,
    /// When, as the node that proved it recorded it.
    pub signed_at: Instant,
    /// SHA-256 of the certificate.
    pub certificate: Sha256,
    /// The CMS as it came.
    pub cms: &'a [u8],
}

/// Personal data stand in it: `Debug` shows the certificate only.
impl std::fmt::Debug for Seal<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Seal(certificate {})", self.certificate)
    }
}

/// How anybody can check a document.
#[derive(Clone, Copy, Debug)]
pub struct Check<'a> {
    /// The address of the page, with the document's code: `https://example.kz/v/CODE`.
    pub link: &'a str,
}

/// The data that are signed, by their names inside the PDF.
pub(crate) struct Signed<'a> {
    /// `chair` or `expert`.
    pub(crate) role: &'static str,
    /// `form` or `act`.
    pub(crate) of: &'static str,
    /// The bytes and their name.
    pub(crate) data: (&'a [u8], &'static str),
    /// The signature's name.
    pub(crate) cms: &'static str,
}

impl<'a> Signed<'a> {
    /// The block of the signature, or that there is none yet.
    pub(crate) fn block(&self, seal: Option<&Seal<'a>>, say: Say<'_>) -> Block {
        let data = say.fact(if seal.is_some() { "seal-data" } else { "seal-data-open" }, grouped(Sha256::of(self.data.0)));
        let Some(seal) = seal else {
            let note = say.text(&format!("seal-open-{}", self.of));
            return Block::Seal {
                label: say.text("seal"),
                name: say.text("seal-open"),
                facts: vec![data],
                note,
                tone: Tone::Open,
            };
        };
        let facts = [
            Some(say.fact("seal-role", say.text(&format!("seal-role-{}", self.role)))),
            say.fact_if("seal-bin", seal.bin),
            Some(say.fact("seal-at", say.moment(seal.signed_at))),
            Some(data),
            Some(say.fact("seal-certificate", grouped(seal.certificate))),
        ];
        let note =
            [say.text("seal-name-from"), say.with("seal-enclosed", &[("data", self.data.1.into()), ("cms", self.cms.into())])];
        Block::Seal {
            label: say.text("seal"),
            name: seal.name.to_owned(),
            facts: facts.into_iter().flatten().collect(),
            note: note.join(" "),
            tone: Tone::Done,
        }
    }

    /// The data and the signature as files: the page was made from the data, the signature proves them.
    pub(crate) fn enclosed(&self, seal: Option<&Seal<'a>>) -> Vec<Enclosed<'a>> {
        let (bytes, name) = self.data;
        let data = Enclosed { name, media_type: "application/json", relation: Relation::Source, bytes };
        let cms = seal.map(|seal| Enclosed {
            name: self.cms,
            media_type: "application/pkcs7-signature",
            relation: Relation::Data,
            bytes: seal.cms,
        });
        std::iter::once(data).chain(cms).collect()
    }
}

impl Check<'_> {
    /// The block that leads to the page; none for an address that no code can hold.
    pub(crate) fn block(&self, say: Say<'_>) -> Option<Block> {
        Some(Block::Check {
            label: say.text("check"),
            text: say.text("check-text"),
            link: self.link.to_owned(),
            svg: qr::svg(self.link)?,
            alt: say.with("check-alt", &[("link", self.link.into())]),
        })
    }
}

/// The proof of the register as a file.
pub(crate) fn proof(bytes: &[u8]) -> Enclosed<'_> {
    Enclosed { name: "register-proof.json", media_type: "application/json", relation: Relation::Data, bytes }
}
