//! Documents: whom they are for, what they say, and as which files they come.

use crate::browser::{Answer, Browser};
use crate::cases::{Act, Form, in_role};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

/// An act that stands in the register, with the form that it came from.
static REGISTERED: LazyLock<(Form, Act)> = LazyLock::new(|| {
    let form = Form::new(1).signed();
    let act = Act::assigned(&form);
    act.registered();
    (form, act)
});

/// Somebody who is an expert, and not this act's.
fn other_expert(act: &Act) -> &'static str {
    in_role("expert").map(|one| one.id.as_str()).find(|id| *id != act.expert.id).unwrap()
}

/// The PDF of a page: what says so and what it is called.
#[track_caller]
fn file(answer: &Answer) -> &str {
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/pdf"), "{}", answer.text());
    assert!(answer.body.starts_with(b"%PDF-1.7"));
    assert_eq!(answer.header("cache-control"), "no-store");
    answer.header("content-disposition")
}

/// Whoever fills the queue would take its places from the tests beside.
fn one_at_a_time() -> MutexGuard<'static, ()> {
    static PRESS: Mutex<()> = Mutex::new(());
    PRESS.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn each_document_is_for_those_whom_it_concerns_and_for_nobody_else() {
    let _alone = one_at_a_time();
    let (form, act) = &*REGISTERED;
    let (of_form, of_act) = (format!("/documents/forms/{}", form.id), format!("/documents/acts/{}", act.number));
    let (mine, other) = (act.expert.id.as_str(), other_expert(act));
    let (extract, notice) = (format!("{of_act}/extract"), format!("{of_act}/notice"));
    for (path, allowed, unknown, wrong) in [
        (&of_form, &["doctor-01", "chair-01"][..], &["doctor-02", "chair-02"][..], &["staff", mine][..]),
        (&of_act, &["staff", mine][..], &[other][..], &["doctor-01", "chair-01"][..]),
        (&extract, &["staff"][..], &[][..], &[mine, "doctor-01"][..]),
        (&notice, &["staff"][..], &[][..], &[mine, "doctor-01"][..]),
    ] {
        let pdf = cfg!(feature = "pdf").then(|| format!("{path}/pdf"));
        for path in std::iter::once(path).chain(&pdf) {
            let answer = Browser::new("kk").get(path);
            assert_eq!((answer.status, answer.header("location").starts_with("/enter?")), (303, true), "{path}");
            for (people, status) in [(allowed, 200), (unknown, 404), (wrong, 403)] {
                for who in people {
                    assert_eq!(Browser::of(who).get(path).status, status, "{path} as {who}");
                }
            }
        }
    }
}

#[test]
fn what_does_not_exist_or_is_not_decided_has_no_document() {
    let staff = Browser::of("staff");
    for path in ["/documents/acts/2025-999999", "/documents/acts/x", "/documents/acts/2025-999999/extract"] {
        staff.get(path).expect(404);
    }
    Browser::of("doctor-01").get("/documents/forms/0197f3a0-0000-4000-8000-00000000ffff").expect(404);
    let act = Act::assigned(&Form::new(1).signed());
    let path = format!("/documents/acts/{}", act.number);
    staff.get(&path).expect(404);
    Browser::of(&act.expert.id).get(&path).expect(404);
    // Before signing the expert sees the act as it will be; nobody else does.
    act.decide(&act.not_established()).expect(200);
    let draft = Browser::of(&act.expert.id).get(&path).expect(200);
    assert!(draft.text().contains("Not signed"), "{}", draft.words("article"));
    staff.get(&path).expect(404);
    staff.get(&format!("{path}/notice")).expect(404);
}

#[test]
fn a_draft_of_the_form_says_that_nobody_signed_it_and_a_signed_one_says_who() {
    let form = Form::new(2).stored();
    let doctor = Browser::of("doctor-02");
    let path = format!("/documents/forms/{}", form.id);
    assert!(doctor.get(&path).words("article").contains("Not signed"));
    form.freeze().expect(200);
    form.sign(form.seal()).expect(201);
    let page = doctor.get(&path);
    let said = page.words("article");
    let family_name = form.value()["patient"]["family_name"].as_str().unwrap().to_owned();
    assert!(said.contains("chair of the VKK") && said.contains(&family_name), "{said}");
    assert!(said.contains("DEMONSTRATION"), "signed with keys of a demonstration: {said}");
}

#[test]
fn the_act_names_no_person_and_extract_and_notice_do() {
    let (form, act) = &*REGISTERED;
    let staff = Browser::of("staff");
    let path = format!("/documents/acts/{}", act.number);
    let value = form.value();
    let (iin, icd10) = (value["patient"]["iin"].as_str().unwrap(), value["diagnosis"]["main"]["icd10"].as_str().unwrap());
    let whole = staff.get(&path).text();
    assert!(!whole.contains(iin) && whole.contains(icd10));
    let to_the_expert = Browser::of(&act.expert.id).get(&path);
    assert_eq!((to_the_expert.count("svg"), staff.get(&path).count("svg")), (0, 1), "the code of the check is the person's");
    let extract = staff.get(&format!("{path}/extract")).text();
    assert!(extract.contains(iin) && !extract.contains(icd10));
    let notice = staff.get(&format!("{path}/notice"));
    assert!(!notice.text().contains(icd10) && notice.words("article").contains("If you disagree"));
    assert_eq!(notice.count("svg"), 1, "the code that leads to the check");
}

#[test]
fn a_document_is_in_the_language_that_is_asked_for_and_the_page_in_the_readers() {
    let (_, act) = &*REGISTERED;
    let page = Browser::of("staff").get(&format!("/documents/acts/{}?in=kk", act.number));
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"));
    assert_eq!(page.attribute("article", "lang").as_deref(), Some("kk"));
    assert_eq!(page.words("h1"), "Медициналық-әлеуметтік сараптама актісі");
}

#[test]
#[cfg(feature = "pdf")]
fn a_file_is_called_by_the_act_or_the_form_and_holds_what_was_signed() {
    let _alone = one_at_a_time();
    let (form, act) = &*REGISTERED;
    let path = format!("/documents/acts/{}", act.number);
    let staff = Browser::of("staff");
    for (tail, name) in [("", "act"), ("/extract", "extract"), ("/notice", "notice")] {
        let answer = staff.get(&format!("{path}{tail}/pdf?in=ru"));
        assert_eq!(file(&answer), format!("inline; filename=\"{name}-{}.ru.pdf\"", act.number));
        let holds = |what: &[u8]| answer.body.windows(what.len()).any(|window| window == what);
        assert_eq!(holds(b"decision.json.p7s"), tail.is_empty(), "{tail}");
        assert!(holds(b"register-proof.json"), "{tail}");
    }
    let answer = Browser::of("chair-01").get(&format!("/documents/forms/{}/pdf", form.id));
    assert_eq!(file(&answer), format!("inline; filename=\"form-031e-{}.en.pdf\"", form.id));
}

#[test]
#[cfg(feature = "pdf")]
fn whoever_comes_when_the_queue_is_full_is_told_to_come_again_and_the_rest_are_served() {
    let _alone = one_at_a_time();
    let (_, act) = &*REGISTERED;
    let path = format!("/documents/acts/{}/pdf", act.number);
    let crowd: Vec<_> = (0..48)
        .map(|_| {
            let path = path.clone();
            std::thread::spawn(move || {
                let answer = Browser::of("staff").get(&path);
                (answer.status, answer.header("retry-after").to_owned(), answer.words("main"))
            })
        })
        .collect();
    let answers: Vec<_> = crowd.into_iter().map(|one| one.join().unwrap()).collect();
    assert!(answers.iter().all(|(status, ..)| [200, 503].contains(status)), "{answers:?}");
    assert!(answers.iter().filter(|(status, ..)| *status == 200).count() >= 16);
    for (status, again, said) in answers {
        assert_eq!((status == 503, !again.is_empty()), (status == 503, status == 503), "{said}");
    }
}
