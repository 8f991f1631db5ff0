use super::{Reason, Scope};
use crate::form::{AnatomicalForm, Form, Given};
use crate::law::{Law, Nosology, PilotRules, Starts};
use jiff::civil::Date;

/// Whether the form is in the pilot on the day `at`, and the first reason if not.
///
/// Where a member that decides cannot be read, the answer is neither "in" nor a reason: nothing is
/// taken as started that is not known to be (AMB-3). The reader's finding blocks such a form.
pub(super) fn of(form: &Form<'_>, at: Option<Date>, nosology: Option<&Nosology>, law: &Law) -> Scope {
    let answer = at.map_or(Answer::Unknown, |at| match law.pilot.on(at) {
        Err(_) => Answer::Out(Reason::OrderNotInForce),
        Ok(rules) => answer(form, at, at, rules, nosology),
    });
    Scope {
        pilot: matches!(answer, Answer::In),
        reason: if let Answer::Out(reason) = answer { Some(reason) } else { None },
        nosology: nosology.map(|nosology| nosology.id.clone()),
    }
}

/// Whether a form of the day `at` would be in the pilot under `rules` on their day `by`: what has started by then takes
/// part, and a patient is as old as on the form's own day. For what is only tried: nothing is decided by it.
pub fn would_admit(form: &Form<'_>, at: Date, rules: &PilotRules, by: Date) -> bool {
    let nosology = form.main.code.and_then(|code| rules.nosology_of(code));
    matches!(answer(form, at, by, rules, nosology), Answer::In)
}

enum Answer {
    In,
    Out(Reason),
    Unknown,
}

/// The reasons in the contract's order, on a day on which the order is in force; `by` is that by which a subject must
/// have started.
fn answer(form: &Form<'_>, at: Date, by: Date, rules: &PilotRules, nosology: Option<&Nosology>) -> Answer {
    let Some(nosology) = nosology else { return Answer::Out(Reason::NosologyNotListed) };
    if let Some(limit) = nosology.below_age_years {
        match form.patient.birth_date {
            None => return Answer::Unknown,
            Some(birth) if full_years(birth, at) >= limit => return Answer::Out(Reason::AgeOutOfScope),
            Some(_) => {}
        }
    }
    if nosology.needs_sub_form && form.main.anatomical_form == Given::Value(AnatomicalForm::NotListed) {
        return Answer::Out(Reason::FormNotListed);
    }
    let Some(subject) = form.organisation.region.and_then(|region| rules.subject_of(region)) else { return Answer::Unknown };
    let start = match (&subject.starts, form.vendor) {
        (Starts::On(day), _) => *day,
        (Starts::ByVendor(_), None) => return Answer::Unknown,
        (Starts::ByVendor(vendors), Some(ours)) => match vendors.iter().find(|start| start.vendor == ours) {
            None => return Answer::Out(Reason::VendorUndefined),
            Some(start) => start.on,
        },
    };
    if by < start { Answer::Out(Reason::SubjectNotStarted) } else { Answer::In }
}

/// Age in full years; born on 29 February, one comes of age on 1 March of a common year.
pub(super) fn full_years(birth: Date, on: Date) -> i16 {
    let birthday_ahead = (on.month(), on.day()) < (birth.month(), birth.day());
    on.year() - birth.year() - i16::from(birthday_ahead)
}

#[cfg(test)]
mod tests {
    use super::full_years;
    use jiff::civil::date;

    #[test]
    fn age_is_in_full_years_and_29_february_waits_for_1_march() {
        for (birth, on, years) in [
            (date(2007, 12, 6), date(2025, 12, 5), 17),
            (date(2007, 12, 6), date(2025, 12, 6), 18),
            (date(2008, 2, 29), date(2026, 2, 28), 17),
            (date(2008, 2, 29), date(2026, 3, 1), 18),
            (date(2008, 2, 29), date(2028, 2, 29), 20),
            (date(2025, 7, 1), date(2025, 6, 30), -1),
        ] {
            assert_eq!(full_years(birth, on), years, "{birth} on {on}");
        }
    }
}
