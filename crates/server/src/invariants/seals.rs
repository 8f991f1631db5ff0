//! I5 and I6: nothing is signed that may not be, and every signature holds over what is stored.

use super::judging::Judging;
use super::{Evidence, Snapshot};
use crate::flow::reading;
use jiff::civil::Date;
use saraptama_core::act::Event as ActEvent;
use saraptama_core::check::Decision;
use saraptama_core::referral::relay::Event as RelayEvent;
use saraptama_core::referral::{Event, Route};
use saraptama_core::terms::{FormId, Instant, KAZAKHSTAN, Sha256, civil_date};
use saraptama_sign::{Revocation, require_signer};

/// A signature of a chair that an archive holds as good.
struct Taken {
    form: FormId,
    signature: Sha256,
    signed_at: Instant,
    /// Whether the node acted on it as on a form of the pilot.
    accepted: bool,
    /// The day whose law was read, and what was made of it.
    law: Date,
    /// When it arrived.
    at: Instant,
}

fn taken(archive: &Snapshot) -> Vec<Taken> {
    let mut taken = vec![];
    let mut add = |form: &FormId, signature: &Sha256, signed_at: &Instant, accepted: bool, law: Date, at: &Instant| {
        taken.push(Taken { form: *form, signature: *signature, signed_at: *signed_at, accepted, law, at: *at });
    };
    for (form, event) in archive.referrals.iter().flat_map(|(form, events)| events.iter().map(move |event| (form, event))) {
        if let Event::Signed { signature, law, route, at, .. } = event {
            add(form, signature, at, *route == Route::Pilot, *law, at);
        }
    }
    for (form, event) in archive.relays.iter().flat_map(|(form, events)| events.iter().map(move |event| (form, event))) {
        if let RelayEvent::Accepted { signature, signed_at, at, .. } = event {
            add(form, signature, signed_at, true, civil_date(*signed_at), at);
        }
    }
    for (form, event) in archive.acts.iter().flat_map(|(form, events)| events.iter().map(move |event| (form, event))) {
        match event {
            ActEvent::Accepted { signature, signed_at, at, .. } => {
                add(form, signature, signed_at, true, civil_date(*signed_at), at)
            }
            ActEvent::Refused { signature, signed_at, at, .. } => {
                add(form, signature, signed_at, false, civil_date(*signed_at), at)
            }
            _ => {}
        }
    }
    taken
}

/// What was signed or accepted passes the check of the day, made again from the stored bytes.
pub(super) fn examined(evidence: &Evidence<'_>, judging: &mut Judging) {
    for archive in archives(evidence, judging) {
        let name = archive.kind.as_str();
        for one in taken(archive) {
            let Some(row) = archive.forms.get(&one.form) else { continue };
            let (check, passport) = reading::check(&row.bytes, Some(one.law), evidence.law);
            let refused = !one.accepted && archive.kind != crate::config::NodeKind::Mis;
            judging
                .that(refused || check.decision != Decision::Blocked, || format!("{name}: {} is signed and blocked", one.form));
            judging.that(!one.accepted || check.decision == Decision::Signable, || {
                format!("{name}: {} travels and is outside the pilot or blocked", one.form)
            });
            judging.that(passport.is_some_and(|passport| passport.id == one.form), || {
                format!("{name}: the bytes kept under {} are of another form", one.form)
            });
            let months = evidence.law.pilot.nearest(one.law).procedure.form_valid_months;
            let last = KAZAKHSTAN.to_datetime(one.signed_at).checked_add(jiff::Span::new().months(i64::from(months)));
            judging.that(!one.accepted || last.is_ok_and(|last| KAZAKHSTAN.to_datetime(one.at) <= last), || {
                format!("{name}: {} was accepted after its term", one.form)
            });
        }
    }
}

/// Every signature holds over the stored bytes, for its own instant and by what is kept beside it, and is the named
/// person's.
pub(super) fn signed(evidence: &Evidence<'_>, judging: &mut Judging) {
    for archive in archives(evidence, judging) {
        let name = archive.kind.as_str();
        for one in taken(archive) {
            let Some(holds) = holds(evidence, archive, &one) else { continue };
            judging.that(holds, || format!("{name}: the signature of {} is not its chair's over the stored bytes", one.form));
        }
        for (form, events) in &archive.acts {
            // The one who has it last: nobody may sign what was taken from them.
            let expert = events.iter().rev().find_map(|event| match event {
                ActEvent::Assigned { expert, .. } | ActEvent::Reassigned { expert, .. } => evidence.people.by_id(expert)?.iin,
                _ => None,
            });
            for event in events {
                let ActEvent::Decided { sha256, signature, at } = event else { continue };
                let decision = archive.decisions.get(&(*form, *sha256)).filter(|row| Sha256::of(&row.bytes) == *sha256);
                let holds =
                    decision.zip(seal(archive, *form, "expert", *signature)).zip(expert).is_some_and(|((row, der), iin)| {
                        let verified = archive.beside.judge(*form, (&row.bytes, der), evidence.trust, *at, *at);
                        verified.is_ok_and(|verified| require_signer(&verified, iin, None).is_ok())
                    });
                judging.that(holds, || format!("{name}: the decision on {form} is not signed by its expert"));
            }
        }
    }
}

/// Whether an archive holds a form under a signature that proves it to everybody. Where there is somebody to ask about
/// its certificate, another node may have been told later, and with right, what is not known here.
pub(super) fn proved_in(evidence: &Evidence<'_>, archive: &Snapshot, form: FormId) -> bool {
    let lasts = |one: &Taken| verified(evidence, archive, one).flatten() == Some(Revocation::NoSource);
    taken(archive).iter().any(|one| one.form == form && lasts(one))
}

/// Whether a signature is its chair's over the stored bytes; nothing where the bytes are not there.
fn holds(evidence: &Evidence<'_>, archive: &Snapshot, one: &Taken) -> Option<bool> {
    verified(evidence, archive, one).map(|found| found.is_some())
}

/// What is known of the revocation of a signature that is its chair's over the stored bytes, and nothing within where
/// it is not.
fn verified(evidence: &Evidence<'_>, archive: &Snapshot, one: &Taken) -> Option<Option<Revocation>> {
    let row = archive.forms.get(&one.form)?;
    let of_the_chair = || {
        let passport = reading::passport(&row.bytes, evidence.law)?;
        let seal = (&*row.bytes, seal(archive, one.form, "chair", one.signature)?);
        let verified = archive.beside.judge(one.form, seal, evidence.trust, one.signed_at, one.at).ok()?;
        require_signer(&verified, passport.chair, Some(passport.organisation)).ok()?;
        Some(verified.revocation)
    };
    Some(of_the_chair())
}

/// The stored signature of that digest, if its bytes are the digest's.
fn seal<'e>(archive: &'e Snapshot, form: FormId, role: &str, sha256: Sha256) -> Option<&'e [u8]> {
    let seal = archive.signatures.get(&form)?.iter().find(|seal| seal.role == role && seal.sha256 == sha256)?;
    (Sha256::of(&seal.bytes) == sha256).then_some(seal.bytes.as_slice())
}

fn archives<'e>(evidence: &Evidence<'e>, judging: &mut Judging) -> Vec<&'e Snapshot> {
    let given: Vec<&Snapshot> = [evidence.mis, evidence.ministry, evidence.databank].into_iter().flatten().collect();
    judging.needs(given.first(), "an archive");
    given
}
