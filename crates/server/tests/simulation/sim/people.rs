//! Doctors and chairs.

use super::bed::{Bed, Paper};
use super::clients::Ask;
use super::places::at_a_page;
use super::state::Sim;
use saraptama_core::referral::HandBackReason;
use saraptama_core::terms::Sha256;
use std::time::Duration;

const JSON: &str = "application/json";
const CMS: &str = "application/pkcs7-signature";

fn put(bed: &Bed, paper: &Paper, bytes: &[u8]) -> Ask {
    let token = &bed.doctor(paper.clinic).token;
    Ask::send("PUT", "mis", format!("/api/v1/forms/{}", paper.form), token, JSON, bytes.to_vec())
}

fn freeze(bed: &Bed, paper: &Paper) -> Ask {
    let token = &bed.chair(paper.clinic).token;
    Ask::send("POST", "mis", format!("/api/v1/forms/{}/freeze", paper.form), token, "", "")
}

fn sign(bed: &Bed, paper: &Paper, signature: &[u8]) -> Ask {
    let token = &bed.chair(paper.clinic).token;
    Ask::send("POST", "mis", format!("/api/v1/forms/{}/signature", paper.form), token, CMS, signature.to_vec())
}

/// Hands in a good form, and insists until its signature is acknowledged.
pub(crate) async fn hand_in(sim: Sim, bed: &'static Bed, paper: &'static Paper) {
    sim.sleep(Duration::from_millis(sim.below(400_000))).await;
    sim.state().journal.send(paper.form, &paper.bytes);
    let stored = put(bed, paper, &paper.bytes).insist(&sim, &[]).await;
    // 409: an earlier try of ours was taken after all, and it is frozen already.
    if ![200, 201, 409].contains(&stored.status) {
        return sim.unlawful(format!("a good form was answered {}", stored.status));
    }
    if sim.below(3) == 0 {
        another_chair(&sim, bed, paper).await;
    }
    if sim.below(4) == 0 {
        over_the_desk(&sim, bed, paper).await;
    }
    if sim.below(4) == 0 {
        thaw_and_change(&sim, bed, paper).await;
    }
    if !frozen_right(&sim, bed, paper).await {
        return;
    }
    if sim.below(3) == 0 {
        change_what_is_frozen(&sim, bed, paper).await;
    }
    let copies = 1 + sim.below(4) / 3;
    let signing = sign(bed, paper, &paper.signature);
    let again = signing.clone();
    if copies > 1 {
        let other = sim.clone();
        tokio::spawn(async move { drop(again.once(&other).await) });
    }
    let mut signed = signing.insist(&sim, &[]).await;
    // 409: a late copy has taken the freeze back, or by the node's clock the day has not come yet. Anything
    // else is a good form's answer only if late copies have put other bytes in the place of the right ones.
    while signed.status == 409 || (signed.status == 422 && others_are_frozen(&sim, bed, paper).await) {
        sim.sleep(Duration::from_secs(5)).await;
        if !frozen_right(&sim, bed, paper).await {
            return;
        }
        signed = signing.insist(&sim, &[]).await;
    }
    if signed.status == 201 {
        sim.state().journal.signed.insert(paper.form, Sha256::of(&paper.bytes));
        sim.note("a signature is acknowledged");
    } else {
        sim.unlawful(format!("a good form's signature was answered {}", signed.status));
    }
}

/// Freezes the right bytes: where a late copy of an older request has put others there, the chair sees it,
/// takes the freeze back and has the right ones stored.
async fn frozen_right(sim: &Sim, bed: &Bed, paper: &Paper) -> bool {
    loop {
        // 409: by the node's clock the commission's day has not come yet.
        let frozen = freeze(bed, paper).insist(sim, &[409]).await;
        if frozen.status != 200 {
            sim.unlawful(format!("a good form's freezing was answered {}", frozen.status));
            return false;
        }
        if frozen.json()["sha256"] == Sha256::of(&paper.bytes).to_string() {
            return true;
        }
        thaw(bed, paper).insist(sim, &[]).await;
        put(bed, paper, &paper.bytes).insist(sim, &[]).await;
    }
}

/// Whether other bytes than the chair signs are frozen.
async fn others_are_frozen(sim: &Sim, bed: &Bed, paper: &Paper) -> bool {
    let frozen = freeze(bed, paper).insist(sim, &[409]).await;
    frozen.status == 200 && frozen.json()["sha256"] != Sha256::of(&paper.bytes).to_string()
}

fn thaw(bed: &Bed, paper: &Paper) -> Ask {
    Ask { method: "DELETE", ..freeze(bed, paper) }
}

/// A chair of another clinic tries to freeze and to sign.
async fn another_chair(sim: &Sim, bed: &Bed, paper: &Paper) {
    let other = bed.chair((paper.clinic + 1) % bed.clinics());
    let Ok(signature) = bed.sign(other, &paper.bytes) else { return };
    let mut asked = sign(bed, paper, &signature);
    for token in [other.token.clone(), bed.chair(paper.clinic).token.clone()] {
        asked.token = token;
        if asked.once(sim).await.is_some_and(|reply| reply.status == 201) {
            sim.unlawful("another chair's signature was acknowledged".to_owned());
        }
    }
}

/// The doctor's system sends other bytes while the chair reads the frozen ones. Whether they were taken the
/// form's history tells: a late copy of another request may have taken the freeze back.
async fn change_what_is_frozen(sim: &Sim, bed: &Bed, paper: &Paper) {
    let other = [paper.bytes.as_slice(), b" "].concat();
    sim.state().journal.send(paper.form, &other);
    put(bed, paper, &other).once(sim).await;
}

/// Freezes, takes it back, stores other bytes and the right ones again.
async fn thaw_and_change(sim: &Sim, bed: &Bed, paper: &Paper) {
    freeze(bed, paper).once(sim).await;
    thaw(bed, paper).insist(sim, &[]).await;
    let other = [paper.bytes.as_slice(), b"\n"].concat();
    sim.state().journal.send(paper.form, &other);
    put(bed, paper, &other).once(sim).await;
    put(bed, paper, &paper.bytes).insist(sim, &[]).await;
}

/// The doctor presents the form at a page, another chair and then the named one hand it back, and it is
/// presented again. Whether any of it is kept depends on what happens to the node.
async fn over_the_desk(sim: &Sim, bed: &'static Bed, paper: &'static Paper) {
    let (doctor, chair) = (bed.doctor(paper.clinic), bed.chair(paper.clinic));
    let stranger = bed.chair((paper.clinic + 1) % bed.clinics());
    let (form, within) = (paper.form, sim.clone());
    let hands_back = sim.below(2) == 0;
    at_a_page(sim, move |mis| async move {
        let reason = || HandBackReason::parse("Рентген суреті анық емес").expect("it says something");
        drop(mis.present(&doctor.principal, form).await);
        if mis.hand_back(&stranger.principal, form, reason()).await.is_ok() {
            within.unlawful("another chair handed a form back".to_owned());
        }
        if hands_back && mis.hand_back(&chair.principal, form, reason()).await.is_ok() {
            within.note("a form is handed back");
            drop(mis.present(&doctor.principal, form).await);
        }
    })
    .await;
}

/// A form that the check blocks may be stored, and neither frozen nor signed.
pub(crate) async fn hand_in_blocked(sim: Sim, bed: &'static Bed, paper: &'static Paper) {
    sim.sleep(Duration::from_millis(sim.below(400_000))).await;
    sim.state().journal.send(paper.form, &paper.bytes);
    put(bed, paper, &paper.bytes).insist(&sim, &[]).await;
    for asked in [freeze(bed, paper), sign(bed, paper, &paper.signature)] {
        let reply = asked.insist(&sim, &[]).await;
        if [200, 201].contains(&reply.status) {
            sim.unlawful(format!(
                "a blocked form was answered {} by {}",
                reply.status,
                asked.path.rsplit('/').next().unwrap_or("")
            ));
        }
    }
}
