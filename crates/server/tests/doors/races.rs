//! Several at once: one wins, nobody is told otherwise, nothing is done twice.

use crate::cases::{Act, Form, chair};
use crate::gateway::{envelope, post};
use crate::harness::{Got, person};
use std::collections::BTreeSet;

/// The answers to the same question asked eight times at once.
fn at_once(ask: impl Fn(usize) -> Got + Sync) -> Vec<Got> {
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..8)
            .map(|n| {
                scope.spawn({
                    let ask = &ask;
                    move || ask(n)
                })
            })
            .collect();
        asked.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

fn statuses(answers: &[Got]) -> Vec<u16> {
    let mut statuses: Vec<u16> = answers.iter().map(|got| got.status).collect();
    statuses.sort_unstable();
    statuses
}

#[test]
fn a_form_that_is_put_eight_times_at_once_is_new_once() {
    let form = Form::new(1);
    assert_eq!(statuses(&at_once(|_| form.put())), [200, 200, 200, 200, 200, 200, 200, 201]);
}

#[test]
fn of_eight_signatures_at_once_one_is_taken() {
    let form = Form::new(2).frozen();
    let seals: Vec<_> = (0..8)
        .map(|n| chair(2).key().sign_detached(&form.bytes, format!("2025-09-02T04:3{n}:00Z").parse().unwrap()).unwrap())
        .collect();
    let answers = at_once(|n| form.sign(seals[n].clone()));
    assert_eq!(statuses(&answers), [201, 409, 409, 409, 409, 409, 409, 409]);
    let taken = answers.iter().position(|got| got.status == 201).unwrap();
    form.sign(seals[taken].clone()).expect(201);
    Act::assigned(&form);
}

#[test]
fn the_same_signature_eight_times_at_once_is_one_signature() {
    let form = Form::new(3).frozen();
    let seal = form.seal();
    assert_eq!(statuses(&at_once(|_| form.sign(seal.clone()))), [201; 8]);
    assert_eq!(form.stages().iter().filter(|stage| *stage == "signed").count(), 1);
}

#[test]
fn a_form_submitted_eight_times_at_once_becomes_one_act() {
    let form = Form::new(4);
    let seal = form.seal();
    let answers = at_once(|n| {
        post(person("integrator"), envelope(&form, "2025-09-02T09:00:00+05:00", seal.clone(), &format!("{}-{}", form.id, n / 2)))
    });
    assert_eq!(statuses(&answers), [200; 8]);
    assert!(answers.iter().all(|got| got.text().contains("SCSS001")), "{}", answers[0].text());
}

#[test]
fn a_decision_signed_eight_times_at_once_has_one_place_and_acts_signed_at_once_have_places_of_their_own() {
    let act = Act::assigned(&Form::new(5).signed());
    let decision = act.not_established();
    act.decide(&decision).expect(200);
    let seal = act.expert.seal(&serde_json::to_vec(&decision).unwrap());
    let answers = at_once(|_| act.sign(seal.clone()));
    assert_eq!(statuses(&answers), [201; 8]);
    assert_eq!(answers.iter().map(Got::text).collect::<BTreeSet<_>>().len(), 1);
    let acts: Vec<Act> = (0..8).map(|_| Form::new(5).signed()).collect::<Vec<_>>().iter().map(Act::assigned).collect();
    let places: BTreeSet<u64> = std::thread::scope(|scope| {
        let places: Vec<_> = acts.iter().map(|act| scope.spawn(|| act.registered())).collect();
        places.into_iter().map(|place| place.join().unwrap()).collect()
    });
    assert_eq!(places.len(), 8);
}
