//! One pass over the parsed tape along the schema, reporting every structural fault on the way.

use super::path::{Path, Step};
use super::schema::KINDS;
use super::shape::{Closes, Draft, Object, Shape};
use super::{MAX_FACTS, MAX_FINDINGS, MAX_ITEMS, MAX_TEXT_BYTES};
use saraptama_core::check::{Code, Finding};
use saraptama_core::form::{AnatomicalForm, Fact};
use saraptama_core::law::{Law, Status};
use saraptama_core::terms::{self, Bin, FormId, Icd10, Iin, Region, Sha256};
use simd_json::{Node, StaticNode};

/// The walker: the tape, what was read and what was found.
pub(super) struct Walk<'t, 'a> {
    pub(super) nodes: &'t [Node<'a>],
    pub(super) law: &'t Law,
    pub(super) draft: Draft<'a>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Walk<'_, 'a> {
    /// Reads the object whose members start at `at`; returns the place behind it.
    pub(super) fn object(&mut self, at: usize, len: usize, object: &'static Object, path: &Path<'_>) -> usize {
        let (mut at, mut seen, mut expected) = (at, 0u32, 0);
        for _ in 0..len {
            let Some(Node::String(name)) = self.nodes.get(at).copied() else { break };
            let here = path.member(name);
            // Members mostly come in the table's order: look from the one expected, all around.
            let (before, after) = object.members.split_at(expected);
            let found = after.iter().position(|member| member.name == name).map(|place| place + expected);
            at = match found.or_else(|| before.iter().position(|member| member.name == name)) {
                None => self.skip_with(Code::FieldUnknown, at + 1, &here),
                Some(place) if seen & 1 << place != 0 => self.skip_with(Code::JsonInvalid, at + 1, &here),
                Some(place) => {
                    seen |= 1 << place;
                    expected = place + 1;
                    self.value(at + 1, &object.members[place].shape, &here)
                }
            };
        }
        let attached = self.draft.entry.status == Some(Status::Attached);
        let mut missing = !seen & (object.required | if attached { object.when_attached } else { 0 });
        while missing != 0 {
            self.find(Code::FieldMissing, &path.member(object.members[missing.trailing_zeros() as usize].name));
            missing &= missing - 1;
        }
        if object.closes == Closes::Entry {
            self.close_entry(path);
        }
        at
    }

    fn close_entry(&mut self, path: &Path<'_>) {
        let entry = std::mem::take(&mut self.draft.entry);
        if std::mem::take(&mut self.draft.conclusion_is_blank) && entry.status == Some(Status::Attached) {
            self.find(Code::FieldInvalid, &path.member("conclusion"));
        }
        self.draft.form.evidence.push(entry);
    }

    /// Reads one value; returns the place behind it.
    fn value(&mut self, at: usize, shape: &'static Shape, path: &Path<'_>) -> usize {
        const INVALID: Code = Code::FieldInvalid;
        match *shape {
            Shape::Object(object) => match self.nodes.get(at) {
                Some(Node::Object { len, .. }) => return self.object(at + 1, *len, object, path),
                _ => self.find(Code::JsonInvalid, path),
            },
            Shape::List(least, item) => match self.nodes.get(at) {
                Some(Node::Array { len, .. }) => self.list(at + 1, *len, least, item, path),
                _ => self.find(Code::JsonInvalid, path),
            },
            Shape::Facts => match self.nodes.get(at) {
                Some(Node::Object { len, .. }) => self.facts(at + 1, *len, path),
                _ => self.find(Code::JsonInvalid, path),
            },
            Shape::Text(keep) => {
                let text = self.text(at, path, INVALID, |text| (!text.trim_start().is_empty()).then_some(text));
                keep(&mut self.draft, text);
            }
            Shape::Remark(keep) => {
                let text = self.text(at, path, INVALID, Some);
                keep(&mut self.draft, text);
            }
            Shape::Literal(only) => {
                self.text(at, path, INVALID, |text| (text == only).then_some(()));
            }
            Shape::Choice(texts, keep) => {
                let place = self.text(at, path, INVALID, |text| texts.iter().position(|known| *known == text));
                keep(&mut self.draft, place);
            }
            Shape::Integer(from, to, keep) => {
                let number = self.integer(at, from, to, path);
                keep(&mut self.draft, number);
            }
            Shape::Date(keep) => {
                let date = self.text(at, path, INVALID, |text| terms::parse_date(text).ok());
                keep(&mut self.draft, date);
            }
            Shape::Instant(keep) => {
                let instant = self.text(at, path, INVALID, |text| terms::parse_instant(text).ok());
                keep(&mut self.draft, instant);
            }
            Shape::Id(keep) => {
                let id = self.text(at, path, INVALID, |text| FormId::parse(text).ok());
                keep(&mut self.draft, id);
            }
            Shape::Sha256(keep) => {
                let digest = self.text(at, path, INVALID, |text| Sha256::parse(text).ok());
                keep(&mut self.draft, digest);
            }
            Shape::Region(keep) => {
                let law = self.law;
                let region = self.text(at, path, INVALID, |text| region(text, law));
                keep(&mut self.draft, region);
            }
            Shape::Iin(keep) => {
                let iin = self.text(at, path, Code::IinChecksum, |text| Iin::parse(text).ok());
                keep(&mut self.draft, iin);
            }
            Shape::Bin(keep) => {
                let bin = self.text(at, path, Code::BinChecksum, |text| Bin::parse(text).ok());
                keep(&mut self.draft, bin);
            }
            Shape::Icd10(keep) => {
                let code = self.text(at, path, Code::Icd10Malformed, |text| Icd10::parse(text).ok());
                keep(&mut self.draft, code);
            }
            Shape::Kind => {
                let law = self.law;
                self.draft.entry.kind = self.text(at, path, INVALID, |text| is_kind(text, law).then_some(text));
            }
            Shape::AnatomicalForm(keep) => {
                let form = self.anatomical_form(at, path);
                keep(&mut self.draft, form);
            }
        }
        self.behind(at)
    }

    fn list(&mut self, at: usize, len: usize, least: usize, item: &'static Shape, path: &Path<'_>) {
        if len < least || len > MAX_ITEMS {
            self.find(Code::FieldInvalid, path);
        }
        (0..len.min(MAX_ITEMS)).fold(at, |at, number| self.value(at, item, &path.to(Step::Item(number))));
    }

    /// Objective data: any name once, text each.
    fn facts(&mut self, mut at: usize, len: usize, path: &Path<'_>) {
        if len > MAX_FACTS {
            self.find(Code::FieldInvalid, path);
        }
        let first = self.draft.form.facts.len();
        for _ in 0..len.min(MAX_FACTS) {
            let Some(Node::String(name)) = self.nodes.get(at).copied() else { break };
            let here = path.member(name);
            if self.draft.form.facts[first..].iter().any(|fact| fact.name == name) {
                self.find(Code::JsonInvalid, &here);
            } else if let Some(text) = self.text(at + 1, &here, Code::FieldInvalid, Some) {
                self.draft.form.facts.push(Fact { name, text });
            }
            at = self.behind(at + 1);
        }
        self.draft.entry.facts = first..self.draft.form.facts.len();
    }

    /// A text that `parse` can read; `wrong` is what it is otherwise.
    fn text<T>(&mut self, at: usize, path: &Path<'_>, wrong: Code, parse: impl FnOnce(&'a str) -> Option<T>) -> Option<T> {
        let Some(Node::String(text)) = self.nodes.get(at).copied() else {
            self.find(Code::JsonInvalid, path);
            return None;
        };
        if text.len() > MAX_TEXT_BYTES {
            self.find(Code::FieldInvalid, path);
            return None;
        }
        let read = parse(text);
        if read.is_none() {
            self.find(wrong, path);
        }
        read
    }

    fn integer(&mut self, at: usize, from: u64, to: u64, path: &Path<'_>) -> Option<u64> {
        let number = match self.nodes.get(at) {
            Some(Node::Static(StaticNode::U64(number))) => Some(*number),
            Some(Node::Static(StaticNode::I64(number))) => u64::try_from(*number).ok(),
            Some(Node::Static(StaticNode::F64(_))) => None,
            _ => {
                self.find(Code::JsonInvalid, path);
                return None;
            }
        };
        let number = number.filter(|number| (from..=to).contains(number));
        if number.is_none() {
            self.find(Code::FieldInvalid, path);
        }
        number
    }

    fn anatomical_form(&mut self, at: usize, path: &Path<'_>) -> Option<AnatomicalForm> {
        if let Some(Node::String(_)) = self.nodes.get(at) {
            return self.text(at, path, Code::FieldInvalid, |text| (text == "none").then_some(AnatomicalForm::NotListed));
        }
        let rows = self.law.pilot.nearest(jiff::civil::Date::MAX).sub_forms.len() as u64;
        self.integer(at, 1, rows, path).and_then(|row| u8::try_from(row).ok()).map(AnatomicalForm::Row)
    }

    /// Reports the value at `at` and passes over it.
    fn skip_with(&mut self, code: Code, at: usize, path: &Path<'_>) -> usize {
        self.find(code, path);
        self.behind(at)
    }

    /// The place behind the value at `at`.
    fn behind(&self, at: usize) -> usize {
        match self.nodes.get(at) {
            Some(Node::Object { count, .. } | Node::Array { count, .. }) => at + 1 + count,
            _ => at + 1,
        }
    }

    fn find(&mut self, code: Code, path: &Path<'_>) {
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(Finding::contract(code, path.pointer()));
        }
    }
}

/// A region that the order's annex 1 names, in its latest wording.
fn region(text: &str, law: &Law) -> Option<Region> {
    let region = Region::parse(text).ok()?;
    law.pilot.nearest(jiff::civil::Date::MAX).subject_of(region).map(|_| region)
}

/// A kind of the contract, or one that a later wording of the law asks for.
fn is_kind(text: &str, law: &Law) -> bool {
    let of_the_law = || law.pilot.editions.iter().flat_map(|rules| &rules.requirements).flat_map(|item| &item.any_of);
    KINDS.contains(&text) || of_the_law().any(|kind| kind == text)
}
