//! The act for staff and its expert; extract and notice for staff, who hand them to the person.

use super::{Paper, shown};
use crate::doors::Named;
use crate::flow::papers::ActPaper;
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use saraptama_core::law::{Law, PilotRules, SubForm};
use saraptama_core::terms::{ActNumber, civil_date, full_years};
use saraptama_paper::{Act, Check, Diagnosed, Extract, Impairment, Notice, Sheet};
use saraptama_wire::pseudonym;
use saraptama_wire::words::{Lang, Words};
use serde_json::{Map, Value};

/// An act with the case as its expert saw it.
struct Case {
    act: ActPaper,
    /// The form's members without names; free text is masked.
    seen: Map<String, Value>,
    link: Option<String>,
}

/// Which document of an act.
#[derive(Clone, Copy)]
enum Kind {
    Act,
    Extract,
    Notice,
}

/// One document of an act.
struct OfAct(Case, Kind);

pub(super) async fn page(visit: Visit, Named(number): Named<String>) -> Page {
    shown(&visit, &paper(&visit, &number, Kind::Act).await?)
}

pub(super) async fn extract_page(visit: Visit, Named(number): Named<String>) -> Page {
    shown(&visit, &paper(&visit, &number, Kind::Extract).await?)
}

pub(super) async fn notice_page(visit: Visit, Named(number): Named<String>) -> Page {
    shown(&visit, &paper(&visit, &number, Kind::Notice).await?)
}

#[cfg(feature = "pdf")]
pub(super) async fn pdf(visit: Visit, Named(number): Named<String>) -> Page {
    super::press::printed(&visit, paper(&visit, &number, Kind::Act).await?).await
}

#[cfg(feature = "pdf")]
pub(super) async fn extract_pdf(visit: Visit, Named(number): Named<String>) -> Page {
    super::press::printed(&visit, paper(&visit, &number, Kind::Extract).await?).await
}

#[cfg(feature = "pdf")]
pub(super) async fn notice_pdf(visit: Visit, Named(number): Named<String>) -> Page {
    super::press::printed(&visit, paper(&visit, &number, Kind::Notice).await?).await
}

async fn paper(visit: &Visit, number: &str, kind: Kind) -> Result<OfAct, Refused> {
    let number = ActNumber::parse(number).map_err(|_| visit.not_found())?;
    let act = visit.host.databank().act_paper(visit.who()?, number).await.map_err(|error| visit.refuse(error))?;
    let seen = pseudonym::view(&act.form_bytes, civil_date(act.decided_at)).ok_or_else(|| visit.not_found())?;
    // Where anybody checks the act: this node.
    let link = visit.origin.as_ref().zip(act.entry.as_ref());
    let link = link.map(|(origin, (entry, _))| format!("{origin}/v/{}", entry.verification_code));
    Ok(OfAct(Case { act, seen, link }, kind))
}

impl Paper for OfAct {
    fn sheet<'a>(&'a self, words: &Words, lang: Lang, law: &'a Law) -> Option<Sheet<'a>> {
        let Self(case, kind) = self;
        match kind {
            Kind::Act => case.act(words, lang, law),
            Kind::Extract => case.extract(words, lang),
            Kind::Notice => case.notice(words, lang),
        }
    }
}

impl Case {
    fn age_years(&self) -> i16 {
        full_years(self.act.passport.birth_date, civil_date(self.act.decided_at))
    }

    fn check(&self) -> Option<Check<'_>> {
        self.link.as_deref().map(|link| Check { link })
    }

    fn proof(&self) -> Option<&[u8]> {
        self.act.entry.as_ref().map(|(_, proof)| proof.as_slice())
    }

    fn act<'a>(&'a self, words: &Words, lang: Lang, law: &'a Law) -> Option<Sheet<'a>> {
        let ActPaper { passport, decision, bytes, sealed, .. } = &self.act;
        let rules = law.pilot.nearest(civil_date(self.act.received_at));
        let main = self.seen.get("diagnosis")?.get("main")?;
        let impairments = self.seen.get("impairments")?.as_array()?.iter().filter_map(impairment).collect();
        let act = Act {
            decision,
            bytes,
            seal: sealed.as_ref().map(|sealed| sealed.seal()),
            form: self.act.form,
            received_at: self.act.received_at,
            decided_at: self.act.decided_at,
            purpose: passport.purpose,
            earlier_act: passport.earlier_act.as_deref(),
            sex: passport.sex,
            age_years: self.age_years(),
            diagnosis: Diagnosed {
                icd10: main.get("icd10")?.as_str()?,
                text: main.get("text")?.as_str()?,
                nosology: rules.nosology_of(passport.main).map(|nosology| &nosology.name),
                anatomical: anatomical(main, rules).map(|row| &row.name),
            },
            impairments,
            place: self.act.place,
            register: self.proof(),
            check: self.check(),
            demo: self.act.is_test,
        };
        Some(act.sheet(words, lang))
    }

    fn extract(&self, words: &Words, lang: Lang) -> Option<Sheet<'_>> {
        let ActPaper { passport, decision, sealed, .. } = &self.act;
        let extract = Extract {
            decision,
            person: &passport.patient_name,
            iin: passport.patient.as_str(),
            birth_date: passport.birth_date,
            decided_at: self.act.decided_at,
            seal: sealed.as_ref()?.seal(),
            register: self.proof(),
            check: self.check(),
            demo: self.act.is_test,
        };
        Some(extract.sheet(words, lang))
    }

    fn notice(&self, words: &Words, lang: Lang) -> Option<Sheet<'_>> {
        let ActPaper { passport, decision, sealed, .. } = &self.act;
        // What is not signed is not decided, and nobody is told of it.
        sealed.as_ref()?;
        let notice = Notice {
            decision,
            person: &passport.patient_name,
            age_years: self.age_years(),
            decided_at: self.act.decided_at,
            register: self.proof(),
            check: self.check(),
            demo: self.act.is_test,
        };
        Some(notice.sheet(words, lang))
    }
}

fn impairment(one: &Value) -> Option<Impairment<'_>> {
    let degree = one.get("degree")?.as_u64().and_then(|degree| u8::try_from(degree).ok())?;
    Some(Impairment { function: one.get("function")?.as_str()?, degree, text: one.get("text").and_then(Value::as_str) })
}

/// The row of the order's list of limb defects that the form names.
fn anatomical<'r>(main: &Value, rules: &'r PilotRules) -> Option<&'r SubForm> {
    let number = main.get("anatomical_form")?.as_u64()?;
    rules.sub_forms.iter().find(|row| u64::from(row.number) == number)
}
