use super::{Code, Finding};
use crate::form::Form;
use jiff::civil::Date;
use std::borrow::Cow;

const ESTABLISHED: &str = "/diagnosis/main/established_on";

/// Evidence, diagnosis, birth and commission after the day of the check.
pub(super) fn in_future(form: &Form<'_>, at: Option<Date>, findings: &mut Vec<Finding>) {
    let Some(at) = at else { return };
    let members = [
        ("/patient/birth_date", form.patient.birth_date),
        (ESTABLISHED, form.main.established_on),
        ("/commission/date", form.commission.date),
    ];
    report(Code::DateInFuture, form, &members, |day| day > at, findings);
}

/// Evidence and diagnosis before birth.
pub(super) fn before_birth(form: &Form<'_>, findings: &mut Vec<Finding>) {
    let Some(birth) = form.patient.birth_date else { return };
    report(Code::DateBeforeBirth, form, &[(ESTABLISHED, form.main.established_on)], |day| day < birth, findings);
}

/// One finding for each of `members` and of the evidence dates that is `wrong`.
fn report(
    code: Code,
    form: &Form<'_>,
    members: &[(&'static str, Option<Date>)],
    wrong: impl Fn(Date) -> bool,
    findings: &mut Vec<Finding>,
) {
    let wrong = |date: &Option<Date>| date.is_some_and(&wrong);
    let members = members.iter().filter(|(_, date)| wrong(date)).map(|(pointer, _)| Cow::Borrowed(*pointer));
    let evidence = form.evidence.iter().enumerate().filter(|(_, entry)| wrong(&entry.date));
    let evidence = evidence.map(|(at, _)| Cow::Owned(format!("/evidence/{at}/date")));
    findings.extend(members.chain(evidence).map(|pointer| Finding::contract(code, pointer)));
}
