use super::{Lang, Words, cite};
use saraptama_core::check::{Code, Finding};
use saraptama_core::law::Law;
use saraptama_core::terms::Trilingual;
use std::borrow::Cow;

/// What a finding's message depends on besides its pointer: code, requirement, and the member that
/// the requirement asks for. All of them come from the law's data, so the messages kept are few.
pub(super) type Key = (Code, Option<String>, Option<String>);

/// Stands for the pointer in a message that is kept.
const POINTER: &str = "\u{FFFC}";

impl Words {
    /// What a finding says. Messages are kept by code and requirement: a check may run over a hundred
    /// thousand forms.
    pub fn finding(&self, finding: &Finding, law: &Law) -> Trilingual {
        let member = finding.requirement.as_ref().and_then(|_| finding.pointer.rsplit('/').next());
        let key = (finding.code, finding.requirement.clone(), member.map(str::to_owned));
        if finding.pointer.is_empty() {
            return self.text("finding-json-not-json", &[]);
        }
        if let Some(kept) = self.findings.read().ok().and_then(|kept| kept.get(&key).map(|text| at(text, &finding.pointer))) {
            return kept;
        }
        let text = self.render(finding, member.unwrap_or_default(), law);
        let message = at(&text, &finding.pointer);
        if let Ok(mut kept) = self.findings.write() {
            kept.insert(key, text);
        }
        message
    }

    fn render(&self, finding: &Finding, member: &str, law: &Law) -> Trilingual {
        let key = format!("finding-{}", finding.code.as_str().replace('.', "-"));
        let requirement = finding.requirement.as_deref().and_then(|id| name_of(id, law));
        let paragraph = cite(&finding.source);
        self.each(|lang| {
            let requirement = requirement.map_or("", |name| lang.of(name));
            let fact = self.fact(lang, member);
            let args = [
                ("pointer", POINTER.into()),
                ("member", member.into()),
                ("requirement", requirement.into()),
                ("paragraph", lang.of(&paragraph).into()),
                ("fact", fact.as_ref().into()),
            ];
            self.one(lang, &key, &args)
        })
    }

    /// The name of an objective datum; one that a later law asks for keeps its own name.
    fn fact<'m>(&self, lang: Lang, member: &'m str) -> Cow<'m, str> {
        let key = format!("fact-{member}");
        if self.has(&key) { Cow::Owned(self.one(lang, &key, &[])) } else { Cow::Borrowed(member) }
    }
}

/// The name of a requirement (`E1.3`) or of a nosology (`N1`).
fn name_of<'l>(id: &str, law: &'l Law) -> Option<&'l Trilingual> {
    law.pilot.editions.iter().rev().find_map(|rules| {
        let requirement = rules.requirements.iter().find(|item| item.id == id).map(|item| &item.name);
        let row = || id.strip_prefix('N').and_then(|row| row.parse::<usize>().ok()).and_then(|row| row.checked_sub(1));
        requirement.or_else(|| rules.nosologies.get(row()?).map(|nosology| &nosology.name))
    })
}

fn at(text: &Trilingual, pointer: &str) -> Trilingual {
    let put = |text: &str| text.replace(POINTER, pointer);
    Trilingual { kk: put(&text.kk), ru: put(&text.ru), en: put(&text.en) }
}
