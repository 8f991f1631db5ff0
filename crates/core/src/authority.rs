//! Who may do what: role × organisation × dates. Doors, pages and `actions` all ask this one type.

use crate::terms::{Bin, Iin, Region};
use jiff::civil::Date;

/// What a person or a program does in the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Fills form 031/e (algorithm p. 3).
    Doctor,
    /// Chairs the medical consultative commission and signs the form (algorithm p. 2(4), 4).
    Chair,
    /// Decides, as the head of a department of medical-social expertise (algorithm p. 7, 9).
    Expert,
    /// Keeps the data bank.
    Staff,
    /// Watches the pilot for the ministries (order p. 3).
    Monitor,
    /// Scores technologies of high-tech care.
    Analyst,
    /// A program: a medical information system or a node that passes messages.
    Integrator,
    /// Runs the machines and sees no clinical data.
    Operator,
}

/// One entry of the register of roles.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The organisation in which it holds; a role of the data bank or of a ministry names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Bin>,
    /// First day.
    pub from: Date,
    /// Last day, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Grant {
    /// Whether it holds on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// A person or program that the node knows.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Principal {
    /// A short id that is no personal data; receipts and logs name people by it.
    pub id: String,
    /// The name, for screens.
    pub name: String,
    /// The person's IIN; a program has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iin: Option<Iin>,
    /// The region where the person works; an expert always has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// What the person may do.
    pub grants: Vec<Grant>,
    /// Stretches of days on which the person is not on duty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Absence>,
}

/// A stretch of days off duty, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

impl Principal {
    /// Whether the person holds `role` on `day`, in whatever organisation.
    pub fn holds(&self, role: Role, day: Date) -> bool {
        self.grants.iter().any(|grant| grant.role == role && grant.holds_on(day))
    }

    /// Whether the person holds `role` in `organisation` on `day`.
    pub fn holds_in(&self, role: Role, organisation: Bin, day: Date) -> bool {
        self.grants.iter().any(|grant| grant.role == role && grant.organisation == Some(organisation) && grant.holds_on(day))
    }

    /// Whether the person is on duty on `day`.
    pub fn is_on_duty(&self, day: Date) -> bool {
        !self.absences.iter().any(|absence| absence.from <= day && day <= absence.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn chair(from: Date, until: Option<Date>, bin: &str) -> Principal {
        let grant = Grant { role: Role::Chair, organisation: Some(Bin::parse(bin).unwrap()), from, until };
        Principal { id: "c".into(), name: String::new(), iin: None, region: None, grants: vec![grant], absences: vec![] }
    }

    #[test]
    fn a_chair_is_one_from_the_first_to_the_last_day_and_in_that_organisation_only() {
        let (here, there) = ("990440000385", "130740994501");
        let chair = chair(date(2025, 9, 1), Some(date(2025, 9, 30)), here);
        let holds = |bin: &str, day| chair.holds_in(Role::Chair, Bin::parse(bin).unwrap(), day);
        for (bin, day, expected) in [
            (here, date(2025, 8, 31), false),
            (here, date(2025, 9, 1), true),
            (here, date(2025, 9, 30), true),
            (here, date(2025, 10, 1), false),
            (there, date(2025, 9, 15), false),
        ] {
            assert_eq!(holds(bin, day), expected, "{bin} {day}");
        }
        assert!(!chair.holds(Role::Doctor, date(2025, 9, 15)));
    }

    #[test]
    fn both_ends_of_an_absence_are_off_duty() {
        let mut expert = chair(date(2025, 1, 1), None, "990440000385");
        expert.absences.push(Absence { from: date(2025, 9, 2), until: date(2025, 9, 3) });
        let duty: Vec<bool> = (1..=4).map(|day| expert.is_on_duty(date(2025, 9, day))).collect();
        assert_eq!(duty, [true, false, false, true]);
    }
}
