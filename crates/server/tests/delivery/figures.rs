//! Every figure of a month's report is what a recount gives: of the journals of events, of the logs of messages, and of
//! what this test did to the nodes and saw of it, through their own doors, corridors and couriers.

use crate::counting::{Beside, differences};
use crate::harness::{Bed, DATA_BANK, Fate, MINISTRY, MIS, names, to_ministry};
use axum::body::Body;
use axum::http::Request as HttpRequest;
use jiff::SignedDuration;
use saraptama_core::authority::Role;
use saraptama_core::check::{Decision, Severity};
use saraptama_core::indicators::{Month, Report, System};
use saraptama_core::referral::HandBackReason;
use saraptama_core::terms::{FormId, civil_date};
use saraptama_server::demo::Identified;
use saraptama_server::doors;
use saraptama_server::flow::{FlowError, reading};
use saraptama_server::monitoring::{Archives, report};
use saraptama_server::synth::{self, Options, Person};
use saraptama_wire::exchange::{self, Request, Submission};
use saraptama_wire::shep::{self, Payload, Sender};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tower::ServiceExt as _;

type Paper = (FormId, Vec<u8>);

fn month(bed: &Bed) -> Month {
    Month::of(civil_date(bed.now)).unwrap()
}

fn archives(bed: &Bed) -> Archives {
    let store = |kind| bed.node(kind).store.clone();
    Archives { mis: vec![store(MIS)], ministry: Some(store(MINISTRY)), databank: Some(store(DATA_BANK)) }
}

async fn told(bed: &Bed, month: Month) -> Report {
    report(&archives(bed), &bed.law, month, bed.now).await.unwrap()
}

async fn otherwise(bed: &Bed, month: Month, beside: &Beside) -> Vec<String> {
    differences(&archives(bed), &bed.law, month, bed.now, beside).await
}

/// The chair whom a form names.
fn chair<'b>(bed: &'b Bed, bytes: &[u8]) -> &'b Identified {
    let named = reading::passport(bytes, &bed.law).unwrap().chair;
    bed.world.in_role(Role::Chair).find(|one| one.principal.iin == Some(named)).unwrap()
}

fn seal(bed: &Bed, paper: &Paper) -> Vec<u8> {
    chair(bed, &paper.1).identity.as_ref().unwrap().sign_detached(&paper.1, bed.now).unwrap()
}

/// A form that the check blocks, and by what.
fn blocked(bed: &Bed, nth: usize) -> (Paper, Vec<String>) {
    let (doctor, chair) = (bed.world.in_role(Role::Doctor).next().unwrap(), bed.world.in_role(Role::Chair).next().unwrap());
    let person = |one: &Identified| one.principal.iin.map(|iin| Person { iin, name: one.principal.name.clone() });
    let (organisation, doctor, chair) = (Some(doctor.organisation.clone()), person(doctor), person(chair));
    let options = Options { defects_percent: 100, organisation, doctor, chair, ..Options::default() };
    let mut made = (0..).filter_map(|index| {
        let bytes = synth::form(12, index, &options, &bed.law).bytes;
        let (check, passport) = reading::check(&bytes, None, &bed.law);
        let passport = passport
            .filter(|one| check.decision == Decision::Blocked && Some(one.chair) == options.chair.as_ref().map(|one| one.iin))?;
        let errors = check.findings.iter().filter(|finding| finding.severity() == Severity::Error);
        let by = errors.map(|one| one.requirement.clone().unwrap_or_else(|| one.code.as_str().to_owned())).collect();
        Some(((passport.id, bytes), by))
    });
    made.nth(nth).unwrap()
}

fn submission(bed: &Bed, paper: &Paper, signature: &[u8], message_id: &str) -> Submission {
    Submission {
        message_id: message_id.to_owned(),
        form_id: paper.0,
        signed_at: bed.now,
        form: paper.1.clone(),
        signature: signature.to_vec(),
        documents: vec![],
    }
}

async fn to_the_ministry(bed: &Bed, submission: Submission) {
    let body = exchange::write_submissions(&Request { batch: false, submissions: vec![submission] });
    bed.post(MINISTRY, "/exchange/v1/submissions", "mis-node", body).await;
}

/// Hands an envelope to the data bank as the ministry does; under its seal or not.
async fn to_the_data_bank(bed: &Bed, submission: Submission, is_sealed: bool) {
    let token = bed.world.by_id("ministry-node").unwrap().token.clone();
    let envelope = shep::SendMessage {
        message_id: submission.message_id.clone(),
        correlation_id: None,
        service_id: shep::FORM031_SUBMIT.to_owned(),
        message_date: bed.now,
        route_id: None,
        sender: Sender { id: "ministry-node".to_owned(), password: Some(token.clone()) },
        properties: vec![],
        session_id: None,
        data: Payload::Form031(Box::new(submission)),
    };
    let text = shep::write_request(&envelope);
    let text = if is_sealed { bed.seal_of("ministry").seal_envelope(&text, true).unwrap() } else { text };
    let request = HttpRequest::post("/ws/SyncChannel").header("authorization", format!("Bearer {token}"));
    let request = request.header("content-type", "text/xml; charset=utf-8").body(Body::from(text)).unwrap();
    drop(doors::router(bed.host(DATA_BANK).clone()).oneshot(request).await.unwrap());
}

/// The chair hands the form back once before it is signed.
async fn over_the_desk(bed: &Bed, paper: &Paper) {
    let mis = bed.host(MIS).mis();
    let organisation = reading::passport(&paper.1, &bed.law).unwrap().organisation;
    let doctor = bed.world.in_role(Role::Doctor).find(|one| one.organisation.bin == organisation).unwrap();
    mis.present(&doctor.principal, paper.0).await.unwrap();
    let reason = HandBackReason::parse("Сурет анық емес").unwrap();
    mis.hand_back(&chair(bed, &paper.1).principal, paper.0, reason).await.unwrap();
    mis.present(&doctor.principal, paper.0).await.unwrap();
    bed.sign(paper.0, &paper.1).await.unwrap();
}

/// A signature over another form is handed in twice, then the right one. Answers why the wrong one was refused.
async fn wrongly_signed(bed: &Bed, paper: &Paper, other: &Paper) -> String {
    let (mis, chair) = (bed.host(MIS).mis(), chair(bed, &paper.1));
    mis.freeze(&chair.principal, paper.0).await.unwrap();
    let wrong = chair.identity.as_ref().unwrap().sign_detached(&other.1, bed.now).unwrap();
    let mut why = String::new();
    for _ in 0..2 {
        match mis.sign(&chair.principal, paper.0, &wrong).await {
            Err(FlowError::Signature(fault)) => fault.key().clone_into(&mut why),
            other => panic!("{other:?}"),
        }
    }
    mis.sign(&chair.principal, paper.0, &seal(bed, paper)).await.unwrap();
    why
}

#[tokio::test]
async fn every_figure_of_a_month_is_what_journals_logs_and_the_hands_of_the_test_say() {
    let mut bed = Bed::new().await;
    let mut beside = Beside::default();
    let papers = bed.forms(8, &Options::default());
    let [straight, tried, rejected, returned, twice, stolen, old, foreign] = &papers[..] else { panic!("eight") };
    let this = month(&bed);

    // The one is not let in by the ministry, the other is not let in at once by the data bank.
    let (one, other, times) = (rejected.0, tried.0, Arc::new(AtomicU32::new(0)));
    bed.rule(move |request| match request {
        request if to_ministry(request) && names(request, one) => Fate::Status(422),
        request if request.uri().port_u16() == Some(3) && names(request, other) && times.fetch_add(1, Ordering::Relaxed) == 0 => {
            Fate::Status(503)
        }
        _ => Fate::Pass,
    });
    for (form, bytes) in [straight, tried, rejected, returned, twice] {
        bed.store(*form, bytes).await;
        bed.seconds(61);
    }
    for (form, bytes) in [straight, tried, rejected] {
        bed.sign(*form, bytes).await.unwrap();
    }
    over_the_desk(&bed, returned).await;
    let why = wrongly_signed(&bed, twice, straight).await;
    beside.signatures.insert((twice.0, why.clone()));
    for _ in 0..12 {
        bed.seconds(400);
        bed.run().await;
    }
    let trouble = |system, route: &str, form: FormId, why: Option<&str>| {
        (system, route.to_owned(), form.to_string(), why.map(str::to_owned))
    };
    beside.troubles.insert(trouble(System::Mis, "ministry", rejected.0, None));
    beside.troubles.insert(trouble(System::Mis, "ministry", rejected.0, Some("rejected")));
    beside.troubles.insert(trouble(System::Ministry, "data-bank", tried.0, None));

    let (paper, by) = blocked(&bed, 0);
    for _ in 0..2 {
        beside.blocked.extend(by.iter().map(|name| (paper.0, name.clone(), bed.now)));
        bed.store(paper.0, &paper.1).await;
        assert!(bed.sign(paper.0, &paper.1).await.is_err());
        bed.seconds(1);
    }
    let (paper, _) = blocked(&bed, 1);
    to_the_ministry(&bed, submission(&bed, &paper, &seal(&bed, &paper), "blocked")).await;
    to_the_ministry(&bed, submission(&bed, stolen, &seal(&bed, straight), "stolen")).await;
    to_the_data_bank(&bed, submission(&bed, foreign, &seal(&bed, straight), "foreign"), true).await;
    to_the_data_bank(&bed, submission(&bed, foreign, &seal(&bed, foreign), "unsealed"), false).await;
    // Signed now, and handed in when it is too old.
    let late = submission(&bed, old, &seal(&bed, old), "old");
    bed.run().await;

    let said = told(&bed, this).await;
    let one = |system, table: &str, row: &str, column: &str| said.table(system, table).unwrap().value(row, column);
    assert_eq!(one(System::Mis, "signatures", &why, "count"), Some(1));
    assert_eq!(one(System::Mis, "drafts", "handed-back", "count"), Some(1));
    assert_eq!(one(System::Mis, "delivery", "ministry", "given-up"), Some(1));
    assert_eq!(one(System::Ministry, "delivery", "data-bank", "tried-again"), Some(1));
    assert_eq!(one(System::Ministry, "refused-by-ministry", "refused-form-blocked", "count"), Some(1));
    let wrong =
        |system| said.table(system, "signatures").unwrap().rows.iter().map(|row| (&*row.key, row.values[0])).collect::<Vec<_>>();
    assert_eq!(wrong(System::Ministry), [(&*why, Some(1))], "what holds is no refused signature");
    assert_eq!(wrong(System::DataBank), [("signature-no-signer", Some(1)), (&*why, Some(1))]);
    assert_eq!(said.table(System::DataBank, "arrivals").unwrap().value("accepted", "count"), Some(4));
    assert_eq!(otherwise(&bed, this, &beside).await, Vec::<String>::new());

    // What comes in the next month changes nothing of this one, and is in the next.
    bed.pass(SignedDuration::from_hours(24 * 40));
    to_the_ministry(&bed, late).await;
    for _ in 0..3 {
        bed.run().await;
        bed.seconds(400);
    }
    assert_eq!(told(&bed, this).await.tables, said.tables);
    let next = month(&bed);
    let behind = told(&bed, next).await.table(System::Ministry, "refused-behind").unwrap().clone();
    assert_eq!(behind.sum("count"), 1, "{behind:?}");
    assert_eq!(otherwise(&bed, next, &Beside::default()).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_refusal_that_nobody_saw_and_a_message_that_went_at_once_are_seen_to_be_miscounted() {
    let bed = Bed::new().await;
    bed.signed(1).await;
    bed.run().await;
    let (this, mut beside) = (month(&bed), Beside::default());
    assert_eq!(otherwise(&bed, this, &beside).await, Vec::<String>::new());
    beside.troubles.insert((System::Mis, "ministry".to_owned(), "x".to_owned(), Some("rejected".to_owned())));
    beside.blocked.push((FormId::from_bytes([1; 16]), "E1.1".to_owned(), bed.now));
    beside.signatures.insert((FormId::from_bytes([1; 16]), "signature-expired".to_owned()));
    let found = otherwise(&bed, this, &beside).await.join("\n");
    for table in ["mis delivery", "mis dead", "mis signatures"] {
        assert!(found.contains(table), "{table}: {found}");
    }
}
