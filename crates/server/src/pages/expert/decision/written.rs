//! What the expert has written: the fields of the form as the decision's JSON (contract, `decision.md`), and back.

use super::offered;
use crate::pages::fields::{Fields, day};
use saraptama_core::decision::{Activity, CapacityLoss, Cause, Decision, DecisionFault, Measure, MeasureKind, Outcome, validate};
use saraptama_core::terms::ActNumber;
use saraptama_wire::decision;
use serde_json::{Map, Value, json};

/// The most measures of one decision on the page.
pub(super) const MEASURES: usize = 40;
/// The two degrees of loss of work capacity.
pub(super) const LOSSES: [&str; 2] = ["general_capacity_loss", "professional_capacity_loss"];

/// What a form said, and which of its rows became which items of the decision.
pub(super) struct Written {
    value: Value,
    limitations: Vec<Activity>,
    measures: Vec<usize>,
}

/// The decision's bytes to sign: the contract's members in the contract's order.
#[derive(serde::Serialize)]
struct Signed<'d> {
    decision: u8,
    #[serde(flatten)]
    members: &'d Decision,
}

impl Written {
    /// Reads a form. Nothing is judged here: what is no number stays a text, and is refused by name.
    pub(super) fn read(fields: &Fields, number: ActNumber) -> Self {
        let is_established = fields.one("result") == Outcome::Established.as_str();
        let needs_link = Cause::parse(fields.one("cause")).is_some_and(Cause::needs_causal_link);
        let mut value = json!({ "decision": 1, "act": number, "rationale": lines(fields.one("rationale")) });
        let members = [
            ("result", true),
            ("category", is_established),
            ("cause", is_established),
            ("causal_link", is_established && needs_link),
            ("from", is_established),
            ("term", is_established),
        ];
        for (member, _) in members.into_iter().filter(|(_, counts)| *counts) {
            if let Some(given) = fields.given(member) {
                value[member] = written(member, given).into();
            }
        }
        for loss in LOSSES {
            let given = object(fields, loss, &["percent", "term", "from"]);
            if !given.is_empty() {
                value[loss] = given.into();
            }
        }
        let limits = Activity::ALL.iter().map(|activity| (*activity, fields.one(&limitation(*activity))));
        let limits: Vec<_> = limits.filter(|(_, degree)| !degree.is_empty()).collect();
        value["limitations"] =
            limits.iter().map(|(activity, degree)| json!({ "activity": activity, "degree": whole(degree) })).collect();
        let rows =
            (1..=MEASURES).map(|row| (row, object(fields, &format!("measure.{row}"), &["kind", "text", "quantity", "term"])));
        let rows: Vec<(usize, Map<String, Value>)> = rows.filter(|(_, given)| !given.is_empty()).collect();
        let measures = rows.iter().map(|(row, _)| *row).collect();
        value["measures"] = rows.into_iter().map(|(_, given)| Value::Object(given)).collect();
        Self { value, limitations: limits.into_iter().map(|(activity, _)| activity).collect(), measures }
    }

    /// The decision's bytes, if it is lawful for the act and the age.
    ///
    /// # Errors
    /// Everything that is wrong, by member.
    pub(super) fn bytes(&self, number: ActNumber, age: i16) -> Result<Vec<u8>, Vec<DecisionFault>> {
        let sent = serde_json::to_vec(&self.value).unwrap_or_default();
        let decision = match decision::read(&sent) {
            Err(faults) => return Err(self.with_rules(faults, number, age)),
            Ok(decision) => decision,
        };
        let faults = validate(&decision, number, age);
        let bytes = serde_json::to_vec(&Signed { decision: 1, members: &decision }).unwrap_or_default();
        if faults.is_empty() { Ok(bytes) } else { Err(faults) }
    }

    /// What cannot be read, and of the rest what the rules refuse: a person is told all at once.
    fn with_rules(&self, mut faults: Vec<DecisionFault>, number: ActNumber, age: i16) -> Vec<DecisionFault> {
        let members: Vec<String> = faults.iter().filter_map(|fault| fault.pointer.split('/').nth(1).map(str::to_owned)).collect();
        let mut rest = self.value.clone();
        for member in &members {
            match member.as_str() {
                "limitations" | "measures" => rest[member] = json!([]),
                "result" => rest[member] = Outcome::NotEstablished.as_str().into(),
                _ => drop(rest.as_object_mut().and_then(|members| members.remove(member))),
            }
        }
        let read = decision::read(&serde_json::to_vec(&rest).unwrap_or_default());
        let refused = read.map(|decision| validate(&decision, number, age)).unwrap_or_default();
        let is_told =
            |fault: &DecisionFault| fault.pointer.split('/').nth(1).is_some_and(|member| members.iter().any(|m| m == member));
        faults.extend(refused.into_iter().filter(|fault| !is_told(fault)));
        faults
    }

    /// The field that a fault is about; empty where the form has none for it.
    pub(super) fn field(&self, pointer: &str) -> String {
        let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
        let item = parts.get(1).and_then(|place| place.parse::<usize>().ok());
        match (parts.as_slice(), item) {
            (["limitations", ..], Some(at)) => self.limitations.get(at).map(|one| limitation(*one)).unwrap_or_default(),
            (["measures", _, member], Some(at)) => {
                self.measures.get(at).map(|row| format!("measure.{row}.{member}")).unwrap_or_default()
            }
            ([loss, member], _) if LOSSES.contains(loss) => format!("{loss}.{member}"),
            (["decision" | "act" | ""], _) => String::new(),
            ([member], _) => (*member).to_owned(),
            _ => String::new(),
        }
    }
}

/// The field of an activity.
pub(super) fn limitation(activity: Activity) -> String {
    format!("limitation.{}", activity.as_str())
}

/// The given members of a group of fields.
fn object(fields: &Fields, group: &str, members: &[&str]) -> Map<String, Value> {
    let given = members.iter().filter_map(|member| {
        let text = fields.given(&format!("{group}.{member}"))?;
        let value = if matches!(*member, "percent" | "quantity") { whole(text) } else { written(member, text).into() };
        Some(((*member).to_owned(), value))
    });
    given.collect()
}

/// What a member is to hold of what was typed: a day is written as the decision has it.
fn written(member: &str, text: &str) -> String {
    let day = (member == "from").then(|| day(text)).flatten();
    day.map_or_else(|| text.to_owned(), |day| day.to_string())
}

fn whole(text: &str) -> Value {
    text.parse::<u64>().map_or_else(|_| text.into(), Into::into)
}

/// Browsers send two signs for the end of a line.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// How many rows of measures a form has: those that were sent, at most [`MEASURES`].
pub(super) fn rows(fields: &Fields) -> usize {
    let row = |name: &str| name.strip_prefix("measure.")?.split('.').next()?.parse::<usize>().ok();
    fields.pairs().filter_map(|(name, _)| row(name)).max().unwrap_or_default().min(MEASURES)
}

/// A decision as the fields of the form: one that was sent by a program, or whose draft is gone.
pub(super) fn fields(decision: &Decision) -> Fields {
    let mut pairs: Vec<(String, String)> = vec![];
    let mut put = |name: String, value: Option<String>| pairs.extend(value.map(|value| (name, value)));
    put("result".into(), Some(decision.result.as_str().into()));
    put("category".into(), decision.category.map(|one| one.as_str().into()));
    put("cause".into(), decision.cause.map(|one| one.as_str().into()));
    put("causal_link".into(), decision.causal_link.clone());
    put("from".into(), decision.from.map(|day| day.to_string()));
    put("term".into(), decision.term.map(|one| one.as_str().into()));
    for (name, loss) in LOSSES.into_iter().zip([decision.general_capacity_loss, decision.professional_capacity_loss]) {
        let Some(CapacityLoss { percent, term, from }) = loss else { continue };
        for (member, value) in [("percent", percent.to_string()), ("term", term.as_str().into()), ("from", from.to_string())] {
            put(format!("{name}.{member}"), Some(value));
        }
    }
    for one in &decision.limitations {
        put(limitation(one.activity), Some(one.degree.to_string()));
    }
    for (at, Measure { kind, text, quantity, term }) in decision.measures.iter().enumerate() {
        let row = format!("measure.{}", at + 1);
        put(format!("{row}.kind"), Some(MeasureKind::as_str(*kind).into()));
        put(format!("{row}.text"), Some(text.clone()));
        put(format!("{row}.quantity"), quantity.map(|n| n.to_string()));
        put(format!("{row}.term"), term.map(|one| one.as_str().into()));
    }
    put("rationale".into(), Some(decision.rationale.clone()));
    Fields::new(pairs)
}

/// What a form is filled with before anybody has written in it: only what has no alternative.
pub(super) fn blank(age: i16) -> Fields {
    match offered::categories(age).as_slice() {
        [only] => Fields::new(vec![("category".to_owned(), only.as_str().to_owned())]),
        _ => Fields::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saraptama_core::decision::Wrong;

    fn sent(pairs: &[(&str, &str)]) -> Fields {
        Fields::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn number() -> ActNumber {
        ActNumber::new(2025, 7)
    }

    const FULL: &[(&str, &str)] = &[
        ("result", "established"),
        ("category", "group-2"),
        ("cause", "service-injury"),
        ("causal_link", "№ 12"),
        ("from", "2025-09-01"),
        ("term", "1-year"),
        ("general_capacity_loss.percent", "60"),
        ("general_capacity_loss.term", "1-year"),
        ("general_capacity_loss.from", "2025-09-01"),
        ("limitation.movement", "2"),
        ("limitation.work", "1"),
        ("measure.1.kind", ""),
        ("measure.3.kind", "prosthesis"),
        ("measure.3.text", "Протез"),
        ("measure.3.quantity", "2"),
        ("rationale", "Бірінші жол\r\nекінші"),
    ];

    #[test]
    fn a_form_becomes_a_decision_and_the_decision_the_same_form() {
        let bytes = Written::read(&sent(FULL), number()).bytes(number(), 40).expect("lawful");
        assert!(bytes.starts_with(br#"{"decision":1,"act":"2025-000007","result":"established","category":"group-2""#));
        let decision = decision::read(&bytes).expect("a decision");
        assert_eq!((decision.limitations.len(), decision.measures.len()), (2, 1));
        assert_eq!(decision.rationale, "Бірінші жол\nекінші");
        let again = Written::read(&fields(&decision), number()).bytes(number(), 40).expect("lawful");
        assert_eq!(again, bytes);
    }

    #[test]
    fn what_is_not_established_says_nothing_of_category_and_cause() {
        let fields =
            sent(&[("result", "not-established"), ("category", "group-2"), ("cause", "work-injury"), ("rationale", "жоқ")]);
        let bytes = Written::read(&fields, number()).bytes(number(), 40).expect("lawful");
        let decision = decision::read(&bytes).expect("a decision");
        assert_eq!((decision.category, decision.cause, decision.from, decision.term), (None, None, None, None));
    }

    #[test]
    fn every_fault_leads_to_its_field() {
        for (pairs, wrong, field) in [
            (&[("result", "")][..], Wrong::Missing, "result"),
            (&[("category", "child")], Wrong::CategoryAge, "category"),
            (&[("causal_link", " ")], Wrong::CausalLinkMissing, "causal_link"),
            (&[("from", "31.09.2025")], Wrong::Invalid, "from"),
            (&[("term", "until-18")], Wrong::TermAge, "term"),
            (&[("term", "")], Wrong::RequiredWhenEstablished, "term"),
            (&[("general_capacity_loss.percent", "101")], Wrong::PercentRange, "general_capacity_loss.percent"),
            (&[("general_capacity_loss.percent", "жүз")], Wrong::Invalid, "general_capacity_loss.percent"),
            (&[("general_capacity_loss.term", "")], Wrong::Missing, "general_capacity_loss.term"),
            (&[("limitation.work", "4")], Wrong::DegreeRange, "limitation.work"),
            (&[("measure.3.text", "")], Wrong::Missing, "measure.3.text"),
            (&[("measure.3.quantity", "көп")], Wrong::Invalid, "measure.3.quantity"),
            (&[("measure.1.text", "Арба")], Wrong::Missing, "measure.1.kind"),
            (&[("rationale", "  ")], Wrong::Blank, "rationale"),
        ] {
            let others = FULL.iter().filter(|(name, _)| pairs.iter().all(|(changed, _)| name != changed));
            let written = Written::read(&sent(&others.chain(pairs).copied().collect::<Vec<_>>()), number());
            let faults = written.bytes(number(), 40).expect_err("refused");
            let seen: Vec<_> = faults.iter().map(|fault| (fault.wrong, written.field(&fault.pointer))).collect();
            assert_eq!(seen, [(wrong, field.to_owned())]);
        }
    }

    #[test]
    fn what_cannot_be_read_hides_nothing_of_what_is_refused() {
        let pairs =
            [("result", "established"), ("category", "child"), ("from", "кеше"), ("measure.1.text", "x"), ("rationale", "")];
        let written = Written::read(&sent(&pairs), number());
        let faults = written.bytes(number(), 40).expect_err("refused");
        let mut fields: Vec<String> = faults.iter().map(|fault| written.field(&fault.pointer)).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["category", "cause", "from", "measure.1.kind", "rationale", "term"]);
    }

    #[test]
    fn rows_are_counted_up_to_a_limit() {
        for (name, count) in [("measure.7.kind", 7), ("measure.400.kind", MEASURES), ("measure.x.kind", 0), ("rationale", 0)] {
            assert_eq!(rows(&sent(&[(name, "")])), count, "{name}");
        }
    }
}
