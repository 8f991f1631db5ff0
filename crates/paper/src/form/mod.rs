//! Form 031/e (contract, `form-031e.md`), printed from the bytes that the chair signs.

mod medical;
mod passport;
mod read;

use crate::say::Say;
use crate::seal::{Seal, Signed};
use crate::sheet::{Block, Sheet};
use saraptama_core::law::PilotRules;
use saraptama_core::terms::Instant;
use saraptama_wire::words::{Lang, Words};
use serde_json::Value;

/// The names of the form and of its signature inside the PDF.
const DATA: &str = "form-031e.json";
const CMS: &str = "form-031e.json.p7s";

/// A form to print. It may be a draft, and then it says so.
#[derive(Clone, Copy)]
pub struct Form031<'a> {
    /// The form: the signed bytes, or what is stored so far.
    pub bytes: &'a [u8],
    /// The chair's signature.
    pub seal: Option<Seal<'a>>,
    /// Since when the form is what it is: when it was stored or signed.
    pub made_at: Instant,
    /// The rules that name anatomical forms and vendors.
    pub rules: &'a PilotRules,
    /// Signed with test keys.
    pub demo: bool,
}

/// Personal data stand in it: `Debug` shows its size only.
impl std::fmt::Debug for Form031<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Form031({} bytes)", self.bytes.len())
    }
}

/// Why a form cannot be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormFault {
    /// The bytes are no JSON object.
    #[error("the form is no JSON object")]
    NotJson,
}

impl<'a> Form031<'a> {
    /// The form as it reads.
    ///
    /// # Errors
    /// When the bytes are no JSON object.
    pub fn sheet(&self, words: &Words, lang: Lang) -> Result<Sheet<'a>, FormFault> {
        let say = Say::new(words, lang);
        let form: Value = serde_json::from_slice(self.bytes).map_err(|_| FormFault::NotJson)?;
        if !form.is_object() {
            return Err(FormFault::NotJson);
        }
        let signed = Signed { role: "chair", of: "form", data: (self.bytes, DATA), cms: CMS };
        let mut blocks = passport::blocks(&form, self.rules, say);
        blocks.extend(medical::blocks(&form, self.rules, say));
        blocks.extend(commission(&form, say));
        blocks.push(signed.block(self.seal.as_ref(), say));
        let id = id(&form);
        Ok(Sheet {
            name: format!("form-031e-{}", id.as_deref().unwrap_or("draft")),
            lang,
            over: say.text("form-over"),
            title: say.text("form-title"),
            under: say.text("form-under"),
            demo: self.demo.then(|| say.text("demo")),
            blocks,
            foot: say.with("foot-form", &[("id", id.unwrap_or_else(|| say.text("none")).into())]),
            unprintable: say.text("unprintable"),
            made_at: self.made_at,
            enclosed: signed.enclosed(self.seal.as_ref()),
        })
    }
}

/// The form's id, where it is one: it names a file.
fn id(form: &Value) -> Option<String> {
    read::text(form, "/id").filter(|id| saraptama_core::terms::FormId::parse(id).is_ok())
}

fn commission(form: &Value, say: Say<'_>) -> [Block; 2] {
    let members = read::list(form, "/commission/members").iter().filter_map(|member| read::person(member, say));
    let chair = form.pointer("/commission/chair").and_then(|chair| read::person(chair, say));
    let members = members.collect::<Vec<_>>().join("\n");
    let facts = [
        Some(say.fact("form-commission-number", read::required(form, "/commission/number", say))),
        Some(
            say.fact("form-commission-date", read::date(form, "/commission/date", say).unwrap_or_else(|| say.text("not-filled"))),
        ),
        Some(say.fact("form-chair", chair.unwrap_or_else(|| say.text("not-filled")))),
        say.fact_if("form-members", Some(members)),
    ];
    [Block::Heading { text: say.text("form-commission") }, Block::Facts { facts: facts.into_iter().flatten().collect() }]
}
