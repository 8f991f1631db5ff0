use super::Told;
use super::bed::Bed;
use saraptama_core::authority::Role;
use saraptama_core::check::Decision;
use saraptama_core::terms::{FormId, Instant, parse_instant};
use saraptama_server::demo::{CLOCK_STARTS_AT, Identified};
use saraptama_server::flow::reading;
use saraptama_server::synth::{self, Options, Person};

/// A signable form with its chair and the chair's signature, made before anybody's time is taken.
pub(crate) struct Case<'b> {
    pub(crate) form: FormId,
    pub(crate) bytes: Vec<u8>,
    pub(crate) doctor: &'b Identified,
    pub(crate) chair: &'b Identified,
    /// Detached CMS, DER.
    pub(crate) signature: Vec<u8>,
}

/// `count` signable forms of all clinics in turn.
///
/// # Errors
/// When a form cannot be signed.
pub(crate) fn cases(bed: &Bed, seed: u64, count: usize) -> Told<Vec<Case<'_>>> {
    let clinics: Vec<_> = bed.people.in_role(Role::Doctor).zip(bed.people.in_role(Role::Chair)).collect();
    let made = (0..).zip(clinics.iter().cycle()).map(|(index, (doctor, chair))| case(bed, seed, index, doctor, chair));
    made.filter_map(Result::transpose).take(count).collect()
}

fn case<'b>(bed: &'b Bed, seed: u64, index: u64, doctor: &'b Identified, chair: &'b Identified) -> Told<Option<Case<'b>>> {
    let person = |one: &Identified| one.principal.iin.map(|iin| Person { iin, name: one.principal.name.clone() });
    let options = Options {
        organisation: Some(doctor.organisation.clone()),
        doctor: person(doctor),
        chair: person(chair),
        ..Options::default()
    };
    let bytes = synth::form(seed, index, &options, &bed.law).bytes;
    let (check, passport) = reading::check(&bytes, None, &bed.law);
    let Some(passport) = passport.filter(|_| check.decision == Decision::Signable) else { return Ok(None) };
    let identity = chair.identity.as_ref().ok_or("the chair has no key")?;
    let signature = identity.sign_detached(&bytes, signing_time()?).map_err(|e| e.to_string())?;
    Ok(Some(Case { form: passport.id, bytes, doctor, chair, signature }))
}

/// The instant that signatures claim: the one at which the testbed's clocks start.
pub(crate) fn signing_time() -> Told<Instant> {
    parse_instant(CLOCK_STARTS_AT).map_err(|e| e.to_string())
}
