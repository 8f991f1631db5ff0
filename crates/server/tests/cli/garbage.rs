use crate::harness::{Ran, example, root, run, run_with};

fn blocked_as_no_json(ran: &Ran, what: &str) {
    let check = ran.json();
    assert_eq!((ran.code, &check["decision"]), (3, &"blocked".into()), "{what}");
    assert_eq!(check["findings"][0]["code"], "json.invalid", "{what}");
    assert_eq!(check["scope"], serde_json::json!({ "pilot": false, "reason": null, "nosology": null }), "{what}");
    assert!(!ran.err.contains("panicked"), "{what}: {}", ran.err);
}

#[test]
fn what_is_no_json_object_is_blocked_and_nothing_worse() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let deep_object = "{\"form\":".repeat(50_000) + "1" + &"}".repeat(50_000);
    for (what, bytes) in [
        ("nothing", &b""[..]),
        ("blanks", b" \n\t "),
        ("a number", b"1"),
        ("a list", b"[]"),
        ("half an object", b"{\"form\": \"031/e\""),
        ("text after the object", b"{} {}"),
        ("not UTF-8", b"{\"form\": \"\xff\xfe\"}"),
        ("a zero byte", b"{\"form\": \"\0\"}"),
        ("NaN", b"{\"version\": NaN}"),
        ("a deep list", deep.as_bytes()),
        ("a deep object", deep_object.as_bytes()),
        ("UTF-16", b"\xff\xfe{\0}\0"),
    ] {
        blocked_as_no_json(&run_with(&["check", "-", "--json"], bytes), what);
    }
}

#[test]
fn fifty_megabytes_are_refused_without_being_parsed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.json");
    for bytes in [50 << 20, (50 << 20) + 1] {
        std::fs::write(&file, vec![b'['; bytes]).unwrap();
        blocked_as_no_json(&run(&["check", file.to_str().unwrap(), "--json"]), "50 MB");
    }
}

#[test]
fn a_byte_order_mark_never_ends_in_a_wrong_decision() {
    let form = std::fs::read(root().join(example("down-blocked"))).unwrap();
    let ran = run_with(&["check", "-", "--json"], &[b"\xef\xbb\xbf", form.as_slice()].concat());
    assert_eq!((ran.code, &ran.json()["decision"]), (3, &"blocked".into()));
}

#[test]
fn verify_answers_4_to_whatever_it_can_open() {
    let large = vec![b'0'; 5 << 20];
    for bytes in
        [&b""[..], b"{", b"{}", b"<a/>", b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", b"\x30\x84\xff\xff\xff\xff", &large]
    {
        let ran = run_with(&["verify", "-", "--json"], bytes);
        assert_eq!((ran.code, &ran.json()["holds"]), (4, &false.into()), "{:?}", &bytes[..bytes.len().min(20)]);
    }
}
