//! The expert's decision as JSON (contract, `decision.md`): strict, and every fault named at once.

use saraptama_core::decision::{
    Activity, CapacityLoss, Category, Cause, Decision, DecisionFault, Limitation, Measure, MeasureKind, Outcome, Term, Wrong,
};
use saraptama_core::terms::{ActNumber, parse_date};
use serde_json::{Map, Value};

/// The most bytes of a decision.
pub const DECISION_BYTES: usize = 256 * 1024;

/// Reads a decision. Whether it is lawful for the person is asked afterwards
/// ([`saraptama_core::decision::validate`]).
///
/// # Errors
/// Every structural fault, each by JSON pointer.
pub fn read(bytes: &[u8]) -> Result<Decision, Vec<DecisionFault>> {
    if bytes.len() > DECISION_BYTES {
        return Err(vec![DecisionFault::new(Wrong::TooLarge, "")]);
    }
    let Some(Value::Object(object)) = crate::strict::parse(bytes) else {
        return Err(vec![DecisionFault::new(Wrong::NotJson, "")]);
    };
    let mut faults = Vec::new();
    let decision = decision(object, &mut faults);
    match decision {
        Some(decision) if faults.is_empty() => Ok(decision),
        _ => Err(faults),
    }
}

/// Reads every member even where one fails, so that all faults are named in one answer.
fn decision(object: Map<String, Value>, faults: &mut Vec<DecisionFault>) -> Option<Decision> {
    let mut at = Members { object, base: String::new(), faults };
    let version = at.required("decision", |value| (value.as_u64() == Some(1)).then_some(()));
    let act = at.required("act", |value| ActNumber::parse(value.as_str()?).ok());
    let result = at.required("result", |value| Outcome::parse(value.as_str()?));
    let category = at.optional("category", |value| Category::parse(value.as_str()?));
    let cause = at.optional("cause", |value| Cause::parse(value.as_str()?));
    let causal_link = at.optional("causal_link", text);
    let from = at.optional("from", |value| parse_date(value.as_str()?).ok());
    let term = at.optional("term", |value| Term::parse(value.as_str()?));
    let general_capacity_loss = at.nested("general_capacity_loss", capacity_loss);
    let professional_capacity_loss = at.nested("professional_capacity_loss", capacity_loss);
    let limitations = at.list("limitations", limitation);
    let measures = at.list("measures", measure);
    let rationale = at.required("rationale", text);
    at.nothing_else();
    version?;
    Some(Decision {
        act: act?,
        result: result?,
        category: category?,
        cause: cause?,
        causal_link: causal_link?,
        from: from?,
        term: term?,
        general_capacity_loss: general_capacity_loss?,
        professional_capacity_loss: professional_capacity_loss?,
        limitations: limitations?,
        measures: measures?,
        rationale: rationale?,
    })
}

fn capacity_loss(at: &mut Members<'_>) -> Option<CapacityLoss> {
    // Beyond 100 is the rules' to refuse by its own name, beyond 255 it is no percentage at all.
    let percent = at.required("percent", |value| u8::try_from(value.as_u64()?).ok());
    let term = at.required("term", |value| Term::parse(value.as_str()?));
    let from = at.required("from", |value| parse_date(value.as_str()?).ok());
    Some(CapacityLoss { percent: percent?, term: term?, from: from? })
}

fn limitation(at: &mut Members<'_>) -> Option<Limitation> {
    let activity = at.required("activity", |value| Activity::parse(value.as_str()?));
    let degree = at.required("degree", |value| u8::try_from(value.as_u64()?).ok());
    Some(Limitation { activity: activity?, degree: degree? })
}

fn measure(at: &mut Members<'_>) -> Option<Measure> {
    let kind = at.required("kind", |value| MeasureKind::parse(value.as_str()?));
    let words = at.required("text", text);
    let quantity = at.optional("quantity", |value| u32::try_from(value.as_u64()?).ok());
    let term = at.optional("term", |value| Term::parse(value.as_str()?));
    Some(Measure { kind: kind?, text: words?, quantity: quantity?, term: term? })
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// The members of an object, taken one by one; what nobody took is unknown. A member that is given as
/// `null` is of the wrong type: absent means absent.
struct Members<'f> {
    object: Map<String, Value>,
    base: String,
    faults: &'f mut Vec<DecisionFault>,
}

impl Members<'_> {
    fn fault(&mut self, wrong: Wrong, name: &str) {
        let name = name.replace('~', "~0").replace('/', "~1");
        self.faults.push(DecisionFault::new(wrong, format!("{}/{name}", self.base)));
    }

    fn required<T>(&mut self, name: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        let read = self.optional(name, read)?;
        if read.is_none() {
            self.fault(Wrong::Missing, name);
        }
        read
    }

    /// `None` where the member is at fault, `Some(None)` where it is absent.
    fn optional<T>(&mut self, name: &str, read: impl Fn(&Value) -> Option<T>) -> Option<Option<T>> {
        let Some(value) = self.object.remove(name) else { return Some(None) };
        let read = read(&value);
        if read.is_none() {
            self.fault(Wrong::Invalid, name);
        }
        read.map(Some)
    }

    fn nested<T>(&mut self, name: &str, read: impl Fn(&mut Members<'_>) -> Option<T>) -> Option<Option<T>> {
        match self.object.remove(name) {
            None => Some(None),
            Some(Value::Object(object)) => {
                let base = format!("{}/{name}", self.base);
                self.within(object, base, &read).map(Some)
            }
            Some(_) => {
                self.fault(Wrong::Invalid, name);
                None
            }
        }
    }

    fn list<T>(&mut self, name: &str, read: impl Fn(&mut Members<'_>) -> Option<T>) -> Option<Vec<T>> {
        let items = self.required(name, |value| value.as_array().cloned())?;
        let base = format!("{}/{name}", self.base);
        let read_one = |(place, item): (usize, Value)| match item {
            Value::Object(object) => self.within(object, format!("{base}/{place}"), &read),
            _ => {
                self.faults.push(DecisionFault::new(Wrong::Invalid, format!("{base}/{place}")));
                None
            }
        };
        let read: Vec<Option<T>> = items.into_iter().enumerate().map(read_one).collect();
        read.into_iter().collect()
    }

    fn within<T>(&mut self, object: Map<String, Value>, base: String, read: impl Fn(&mut Members<'_>) -> Option<T>) -> Option<T> {
        let mut at = Members { object, base, faults: self.faults };
        let result = read(&mut at);
        at.nothing_else();
        result
    }

    fn nothing_else(&mut self) {
        let unknown: Vec<String> = self.object.keys().map(|name| name.chars().take(64).collect()).collect();
        unknown.iter().for_each(|name| self.fault(Wrong::Unknown, name));
    }
}
