//! Programs that hand in what may not be taken, or the right thing in an odd way.

use super::bed::{Bed, Paper, start};
use super::state::Sim;
use super::wire::{To, asked, insist, submission, verdict};
use jiff::SignedDuration;
use saraptama_core::terms::Instant;
use saraptama_wire::exchange::{ReceiptVerdict, Submission};
use saraptama_wire::shep::Code;
use std::time::Duration;

/// What is odd about a submission.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Odd {
    /// Nothing; but no MIS holds the form.
    Nothing,
    /// The signature is another form's.
    OtherSeal,
    /// Other bytes under an id that is held, signed as well as the first.
    OtherBytes,
    /// The message bears the id of another message.
    OtherForm,
    /// The form is blocked.
    Blocked,
    /// It was signed half a year ago.
    TooOld,
    /// No node can read it.
    Poison,
}

pub(crate) const ODDITIES: [Odd; 7] =
    [Odd::Nothing, Odd::OtherSeal, Odd::OtherBytes, Odd::OtherForm, Odd::Blocked, Odd::TooOld, Odd::Poison];

/// Hands in something odd, to one node, and looks at what it says.
pub(crate) async fn try_it(sim: Sim, bed: &'static Bed, odd: Odd, to: To, papers: [&'static Paper; 2]) {
    sim.sleep(Duration::from_millis(sim.below(300_000))).await;
    let [one, other] = papers;
    let id = |n: u8| format!("odd-{}-{n}", one.form);
    let right = |message: &str| submission(one, &one.bytes, &one.signature, message, start());
    let half_a_year = start().checked_sub(SignedDuration::from_hours(24 * 200)).unwrap_or_default();
    match odd {
        Odd::Nothing => drop(hand_in(&sim, bed, to, right(&id(0))).await),
        Odd::OtherSeal => {
            let wrong = submission(one, &one.bytes, &other.signature, &id(0), start());
            refused(&sim, bed, to, wrong, "a form with another form's signature").await;
            // A message that proved nothing took no id: the right one still comes through.
            hand_in(&sim, bed, to, right(&id(0))).await;
        }
        Odd::OtherBytes => {
            if hand_in(&sim, bed, to, right(&id(0))).await.is_none() {
                return;
            }
            let bytes = [one.bytes.as_slice(), b" "].concat();
            let Ok(signature) = bed.sign(bed.chair(one.clinic), &bytes) else { return };
            let changed = submission(one, &bytes, &signature, &id(1), start());
            refused(&sim, bed, to, changed, "other bytes under an id that is held").await;
        }
        Odd::OtherForm => {
            if hand_in(&sim, bed, to, right(&id(0))).await.is_none() {
                return;
            }
            let twin = submission(other, &other.bytes, &other.signature, &id(0), start());
            refused(&sim, bed, to, twin, "another form under a message's id").await;
        }
        Odd::Blocked => refused(&sim, bed, to, right(&id(0)), "a blocked form").await,
        // The age is the data bank's to judge; the ministry passes the form on.
        Odd::TooOld => refused(&sim, bed, To::DataBank, aged(one, &id(0), half_a_year), "a form of last spring").await,
        Odd::Poison => poison(&sim, bed, to, right(&id(0))).await,
    }
}

fn aged(paper: &Paper, message: &str, signed_at: Instant) -> Submission {
    submission(paper, &paper.bytes, &paper.signature, message, signed_at)
}

/// Hands in a good form and remembers its receipt.
async fn hand_in(sim: &Sim, bed: &Bed, to: To, submission: Submission) -> Option<Instant> {
    let (form, message_id) = (submission.form_id, submission.message_id.clone());
    sim.state().journal.send(form, &submission.form);
    let reply = insist(sim, bed, to, &submission).await;
    match verdict(to, &message_id, &reply) {
        Some(ReceiptVerdict::Accepted(at)) => {
            sim.state().journal.accepted.entry(form).or_default().insert(at);
            sim.note("a submission is accepted");
            Some(at)
        }
        // By a clock that is wrong it may lie in the future, or be too old.
        _ => None,
    }
}

/// What must not be taken. What is refused with a reason is kept, so it counts as sent.
async fn refused(sim: &Sim, bed: &Bed, to: To, submission: Submission, what: &str) {
    let message_id = submission.message_id.clone();
    if what.starts_with("a blocked") || what.contains("last spring") {
        sim.state().journal.send(submission.form_id, &submission.form);
    }
    let form = submission.form_id;
    let reply = insist(sim, bed, to, &submission).await;
    match verdict(to, &message_id, &reply) {
        Some(ReceiptVerdict::Accepted(_)) => sim.unlawful(format!("{what} was accepted")),
        Some(ReceiptVerdict::Refused(why)) if KEPT.iter().any(|code| code.as_str() == why.code) => {
            sim.state().journal.refused.insert(form);
        }
        _ => {}
    }
}

/// The codes under which a form is refused for what it says, and kept.
const KEPT: [Code; 3] = [Code::EvidenceMissing, Code::OutsidePilot, Code::FormTooOld];

/// Bytes that cannot be read are answered, by anything but "done" and not by silence.
async fn poison(sim: &Sim, bed: &Bed, to: To, submission: Submission) {
    let mut ask = asked(bed, to, submission, start());
    let half = ask.body.len() / 2;
    let cut = ask.body.slice(..half);
    let noise: Vec<u8> = (0..half).map(|at| (at as u8).wrapping_mul(31) ^ 0x80).collect();
    let nested = "[".repeat(20_000).into_bytes();
    for body in [cut.to_vec(), noise, nested, vec![]] {
        ask.body = body.into();
        let reply = ask.insist(sim, &[]).await;
        if reply.status < 400 {
            sim.unlawful(format!("poison was answered {}", reply.status));
        }
    }
}
