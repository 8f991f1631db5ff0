//! What was kept is there after the program has ended and begun again.

use crate::harness::{Ask, Server, folder};
use saraptama_core::terms::{Instant, parse_instant};
use serde_json::Value;

fn instant(text: &Value) -> Instant {
    parse_instant(text.as_str().unwrap()).unwrap()
}

fn now(server: &Server) -> Instant {
    instant(&server.ask(Ask::get("/health/ready")).expect(200).value()["now"])
}

#[test]
fn identities_acts_and_register_outlive_the_program_and_the_clock_never_runs_back() {
    let data = folder("restart");
    let first = Server::start(&data);
    let people = first.people();
    let staff = people.iter().find(|one| one.role == "staff").unwrap();
    let doctor = people.iter().find(|one| one.role == "doctor").unwrap();
    let settled = || {
        let acts = first.ask(Ask::get("/api/v1/acts").by(staff)).expect(200).value();
        let register = first.ask(Ask::new("POST", "/api/v1/register/search").by(staff).json("{}")).expect(200).value();
        (register["items"].as_array()?.len() >= 24).then_some((acts, register))
    };
    let (_, register) = crate::harness::wait_for("the demonstration's decisions", settled);
    let number = register["items"][0]["number"].as_str().unwrap();
    let path = format!("/api/v1/acts/{number}");
    let ask = |server: &Server| server.ask(Ask::get(&path).by(staff)).expect(200).value();
    let act = ask(&first);
    // The clock goes on from the last stored instant (contract, `cli.md`).
    let before = register["items"].as_array().unwrap().iter().map(|one| instant(&one["registered_at"])).max().unwrap();
    assert!(first.stop(), "asked to end, the program ends well");

    let second = Server::start(&data);
    assert!(now(&second) >= before, "{} after {before}", now(&second));
    let tokens = |people: &[crate::harness::Person]| people.iter().map(|one| one.token.clone()).collect::<Vec<_>>();
    assert_eq!(tokens(&second.people()), tokens(&people));
    assert_eq!(ask(&second), act);
    let found: Value = second.ask(Ask::new("POST", "/api/v1/register/search").by(staff).json("{}")).expect(200).value();
    assert_eq!(found, register);
    second.ask(Ask::get(&format!("{path}/proof")).by(staff)).expect(200);
    second.ask(Ask::get("/api/v1/forms/00000000-0000-4000-8000-000000000000").by(doctor)).problem(404);
    assert!(second.stop());
}
