use super::{
    act::Window,
    dated::{self, Dated, Days},
    desk::Desk,
    evidence, nosology, procedure, rollout,
    sources::Sources,
};
use crate::law::{EvidenceNote, Nosology, Pilot, PilotRules, Requirement, Starts};
use crate::terms::Icd10;
use jiff::civil::Date;
use std::collections::BTreeSet;

struct Pieces {
    nosologies: Vec<Dated<nosology::Pieces>>,
    requirements: Vec<Dated<Requirement>>,
    notes: Vec<Dated<EvidenceNote>>,
    rollout: rollout::Rollout,
    procedure: procedure::Pieces,
}

pub(super) fn read(desk: &mut Desk<'_>, sources: &Sources, window: Window) -> Option<Pilot> {
    let (act, path) = (window.days(), format!("{}/act.toml", window.act.id));
    desk.expect(window.act.until.is_some(), &path, || "the window has no last day".into());
    let nosologies = nosology::read(desk, sources, act);
    let evidence = evidence::read(desk, sources, act);
    let rollout = rollout::read(desk, sources, act, &window.act.short);
    let procedure = procedure::read(desk, sources, act);
    let ((requirements, notes), rollout, procedure) = (evidence?, rollout?, procedure?);
    let pieces = Pieces { nosologies, requirements, notes, rollout, procedure };
    let editions = stretches(&pieces, act).into_iter().map(|days| pieces.edition(desk, days)).collect::<Option<Vec<_>>>()?;
    Some(Pilot { act: window.act, editions })
}

/// The act's days, cut wherever some value begins or ends.
fn stretches(pieces: &Pieces, act: Days) -> Vec<Days> {
    let mut firsts = BTreeSet::from([act.from]);
    for days in pieces.days() {
        firsts.extend([Some(days.from), days.until.tomorrow().ok()].into_iter().flatten().filter(|day| act.hold(*day)));
    }
    let firsts: Vec<Date> = firsts.into_iter().collect();
    let last = |at: usize| firsts.get(at + 1).and_then(|next| next.yesterday().ok()).unwrap_or(act.until);
    firsts.iter().enumerate().map(|(at, from)| Days { from: *from, until: last(at) }).collect()
}

impl Pieces {
    fn days(&self) -> Vec<Days> {
        let mut days: Vec<Days> = self.procedure.days().collect();
        for nosology in &self.nosologies {
            days.push(nosology.days);
            days.extend(nosology.value.codes.iter().map(|codes| codes.days));
            days.extend(nosology.value.forms.iter().map(|form| form.days));
        }
        days.extend(self.requirements.iter().map(|requirement| requirement.days));
        days.extend(self.notes.iter().map(|note| note.days));
        days.extend(self.rollout.subjects.iter().map(|subject| subject.days));
        days.extend(self.rollout.vendors.iter().map(|vendor| vendor.days));
        days
    }

    /// The rules of a stretch on which nothing changes: those of its first day.
    fn edition(&self, desk: &mut Desk<'_>, days: Days) -> Option<PilotRules> {
        let date = days.from;
        let listed: Vec<&nosology::Pieces> = dated::on(&self.nosologies, date).collect();
        let nosologies: Vec<Nosology> = listed
            .iter()
            .map(|pieces| Nosology { printed: dated::on(&pieces.codes, date).cloned().collect(), ..pieces.nosology.clone() })
            .collect();
        let sub_forms = listed.iter().flat_map(|pieces| dated::on(&pieces.forms, date)).cloned().collect();
        let requirements: Vec<Requirement> = dated::on(&self.requirements, date).cloned().collect();
        let twice =
            |ids: Vec<&str>| ids.iter().enumerate().find(|(at, id)| ids[..*at].contains(id)).map(|(_, id)| (*id).to_owned());
        let vendors = dated::on(&self.rollout.vendors, date).map(|vendor| vendor.vendor.as_str()).collect();
        for (file, ids) in [
            ("mse-pilot-2025/nosology", nosologies.iter().map(|nosology| nosology.id.as_str()).collect()),
            (evidence::PATH, requirements.iter().map(|requirement| requirement.id.as_str()).collect()),
            (rollout::PATH, vendors),
        ] {
            if let Some(id) = twice(ids) {
                desk.fault(file, format!("{id} stands twice on {date}"));
            }
        }
        let known = |id: &str| nosologies.iter().any(|nosology| nosology.id == id);
        for requirement in &requirements {
            desk.expect(known(&requirement.nosology), evidence::PATH, || {
                format!("{} is asked for {:?} on {date}, which is not listed then", requirement.id, requirement.nosology)
            });
        }
        let asked: BTreeSet<&str> = requirements.iter().map(|requirement| requirement.nosology.as_str()).collect();
        for nosology in &nosologies {
            desk.expect(asked.contains(nosology.id.as_str()), evidence::PATH, || {
                format!("nothing is asked for {:?} on {date}: its mandatory examinations are not written down", nosology.id)
            });
        }
        let codes = codes(desk, &listed, &nosologies, date);
        Some(PilotRules {
            from: days.from,
            until: days.until,
            codes,
            nosologies,
            sub_forms,
            requirements,
            notes: dated::on(&self.notes, date).cloned().collect(),
            subjects: self.subjects(date),
            procedure: self.procedure.on(desk, date)?,
        })
    }

    fn subjects(&self, date: Date) -> Vec<crate::law::Subject> {
        let mut subjects: Vec<_> = dated::on(&self.rollout.subjects, date).cloned().collect();
        for subject in &mut subjects {
            if let Starts::ByVendor(vendors) = &mut subject.starts {
                *vendors = dated::on(&self.rollout.vendors, date).cloned().collect();
            }
        }
        subjects
    }
}

/// Every listed code with its nosology; a code that two of them claim on one day is a fault.
fn codes(desk: &mut Desk<'_>, listed: &[&nosology::Pieces], nosologies: &[Nosology], date: Date) -> Vec<(Icd10, usize)> {
    let mut codes: Vec<(Icd10, usize)> = Vec::new();
    for (at, nosology) in nosologies.iter().enumerate() {
        codes.extend(nosology.printed.iter().flat_map(|line| &line.codes).map(|code| (*code, at)));
    }
    codes.sort();
    for pair in codes.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (first, second) = (&nosologies[pair[0].1].id, listed[pair[1].1]);
        desk.fault(&second.file, format!("{} is claimed by {first} and {} on {date}", pair[0].0, second.nosology.id));
    }
    codes
}
