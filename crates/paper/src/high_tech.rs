//! A commission's decision on referral to high-tech care, for the patient's file.

use crate::say::Say;
use crate::seal::{Seal, Signed};
use crate::sheet::{Block, Fact, Sheet, paragraphs};
use saraptama_core::htmc::referral::Referral;
use saraptama_core::law::{HtmcRow, SectionTitle};
use saraptama_core::terms::{FormId, Instant};
use saraptama_wire::words::{Lang, Words};

/// The names of the referral and of its signature inside the PDF.
const DATA: &str = "referral.json";
const CMS: &str = "referral.json.p7s";

/// A referral to print.
#[derive(Clone, Copy)]
pub struct HighTechReferral<'a> {
    /// Its id.
    pub id: FormId,
    /// What it says.
    pub content: &'a Referral,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The chair's signature.
    pub seal: Option<Seal<'a>>,
    /// The row of the list.
    pub row: Option<&'a HtmcRow>,
    /// The section of the list.
    pub section: Option<&'a SectionTitle>,
    /// Since when it is what it is.
    pub made_at: Instant,
    /// Signed with test keys.
    pub demo: bool,
}

/// Personal data stand in it: `Debug` shows the id only.
impl std::fmt::Debug for HighTechReferral<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HighTechReferral({})", self.id)
    }
}

impl<'a> HighTechReferral<'a> {
    /// The referral as it reads.
    pub fn sheet(&self, words: &Words, lang: Lang) -> Sheet<'a> {
        let (say, of) = (Say::new(words, lang), self.content);
        let signed = Signed { role: "chair", of: "hightech", data: (self.bytes, DATA), cms: CMS };
        let heading = |key: &str| Block::Heading { text: say.text(key) };
        let key = if of.granted { "hightech-granted" } else { "hightech-not-granted" };
        let service = say.with("hightech-service", &[("code", of.code.as_str().into()), ("edition", of.edition.as_str().into())]);
        let person = vec![
            say.fact("form-name", &of.patient_name),
            say.fact("form-iin", of.patient.as_str()),
            say.fact("form-birth", say.date(of.birth_date)),
            say.fact("form-icd10", of.icd10.to_string()),
            say.fact("form-diagnosis-text", &of.diagnosis),
        ];
        let mut service = vec![say.fact("hightech-code", service)];
        service.extend(self.row.map(|row| say.fact("hightech-name", say.of(&row.name))));
        service.extend(self.section.map(|section| say.fact("hightech-section", say.of(&section.name))));
        service.push(say.fact("hightech-urgency", say.value("hightech-urgency", of.urgency.as_str())));
        service.push(say.fact("hightech-payer", say.value("hightech-payer", of.payer.as_str())));
        let commission = vec![
            say.fact("form-commission-number", &of.number),
            say.fact("form-commission-date", say.date(of.decided_on)),
            say.fact("form-chair", &of.chair),
            Fact { label: say.text("hightech-members"), value: of.members.clone() },
        ];
        let id = self.id.to_string();
        Sheet {
            name: format!("high-tech-referral-{id}"),
            lang,
            over: say.text("hightech-over"),
            title: say.text("hightech-title"),
            under: say.with("hightech-under", &[("bin", of.organisation.as_str().into())]),
            demo: self.demo.then(|| say.text("demo")),
            blocks: vec![
                Block::Verdict { label: say.text("hightech-decision"), text: say.text(key), facts: vec![] },
                heading("form-patient"),
                Block::Facts { facts: person },
                heading("hightech-what"),
                Block::Facts { facts: service },
                heading("hightech-grounds"),
                Block::Text { paragraphs: paragraphs(&of.grounds) },
                heading("form-commission"),
                Block::Facts { facts: commission },
                signed.block(self.seal.as_ref(), say),
                Block::Note { text: say.text("hightech-stays") },
            ],
            foot: say.with("foot-hightech", &[("id", id.as_str().into())]),
            unprintable: say.text("unprintable"),
            made_at: self.made_at,
            enclosed: signed.enclosed(self.seal.as_ref()),
        }
    }
}
