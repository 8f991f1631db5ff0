use super::{Rule, Tree, rules, source, tree::Tree as Files, walls};

/// The rule whose name is `name`.
fn rule(name: &str) -> Rule {
    rules().into_iter().find(|rule| rule.name == name).unwrap()
}

fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree = Files::default();
    files.iter().for_each(|(path, text)| tree.add((*path).to_owned(), (*text).to_owned()));
    tree
}

#[test]
fn the_house_keeps_its_rules() {
    let tree = Tree::of_workspace().unwrap();
    let broken: Vec<String> = rules()
        .iter()
        .flat_map(|rule| {
            let because = format!("{}, because {}", rule.name, rule.because);
            (rule.broken)(&tree).into_iter().map(move |place| format!("{place}\n    {because}"))
        })
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// One line a case: the rule, a file that keeps it, and the same file breaking it.
#[test]
fn every_rule_can_be_broken() {
    let in_core = "core names no input, output, clock, chance, float or unordered map";
    let sql = "the SQL is portable and takes a row once";
    let foreign = "no file names a path of a machine or a mirror of a registry";
    for (name, path, kept, broken) in [
        (in_core, "crates/core/src/a.rs", "// HashMap\nfn f(x: u32) {}", "fn f(x: f32) {}"),
        (in_core, "crates/core/src/a.rs", "const A: &str = \"f64\"; fn operand() {}", "use std::collections::HashMap;"),
        (in_core, "crates/core/src/a.rs", "fn f(now: Instant) {}", "fn f() { jiff::Timestamp::now(); }"),
        ("wire opens no socket and no file", "crates/wire/src/a.rs", "use std::fmt;", "use std::net::TcpStream;"),
        ("paper opens no socket and no file", "crates/paper/src/a.rs", "use std::fmt;", "use std::fs::read;"),
        ("only paper names the typesetter", "crates/server/src/a.rs", "// typst\nfn f() {}", "use typst::World;"),
        ("only flow decides", "crates/server/src/doors.rs", "flow.submit(form)", "use saraptama_core::{act::decide};"),
        ("only flow decides", "crates/server/src/doors.rs", "let act = 1;", "let e = referral::decide(&s, &c, &x);"),
        (
            "only store contains SQL",
            "crates/sign/src/a.rs",
            "const A: &str = \"select one\";",
            "const A: &str = \"select a\n from b\";",
        ),
        ("only store contains SQL", "crates/sign/src/a.rs", "// INSERT INTO a", "const A: &str = r#\"INSERT INTO a\"#;"),
        (sql, "crates/store/src/a.rs", "const A: &str = \"INSERT INTO listener\";", "const A: &str = \"LISTEN a\";"),
        (
            sql,
            "crates/store/src/write/a.rs",
            "const A: &str = \"SELECT a FROM b FOR UPDATE\";",
            "const A: &str = \"SELECT pg_try_advisory_lock(hashtext('a'))\";",
        ),
        (sql, "crates/store/src/a.sql", "SELECT now_at FROM a", "SELECT NOW() FROM a"),
        (
            sql,
            "crates/store/src/a.rs",
            "const A: &str = \"WHERE id = (SELECT max(id) FROM a)\";",
            "const A: &str = \"WHERE id = (SELECT id FROM a ORDER BY id LIMIT 1)\";",
        ),
        ("nothing is left undone", "xtask/src/a.rs", "// todo!()\nfn f() {}", "fn f() { todo!() }"),
        ("nothing is left undone", "crates/core/tests/a.rs", "#[test] fn f() {}", "#[test] #[ignore] fn f() {}"),
        (
            "only tests unwrap",
            "crates/core/src/a.rs",
            "#[cfg(test)]\nmod tests {\n fn f() { x.unwrap(); }\n}",
            "fn f() { x.unwrap(); }",
        ),
        (foreign, "docs/a.md", "https://example.kz/home/x", concat!("see /ho", "me/x")),
    ] {
        let rule = rule(name);
        assert_eq!((rule.broken)(&tree(&[(path, kept)])), Vec::<String>::new(), "{name}: {kept}");
        if !broken.is_empty() {
            assert_ne!((rule.broken)(&tree(&[(path, broken)])), Vec::<String>::new(), "{name}: {broken}");
        }
    }
}

#[test]
fn a_source_of_400_lines_is_too_long() {
    let broken = |lines: usize| (rule("every source is under 400 lines").broken)(&tree(&[("a.rs", &"\n".repeat(lines))]));
    assert!(broken(399).is_empty());
    assert_eq!(broken(400), ["a.rs: 400 lines"]);
}

#[test]
fn a_message_that_one_language_lacks_is_named() {
    let rule = rule("every message exists in Kazakh, Russian and English");
    let files = [("w/kk/a.ftl", "x = 1\ny = 2\n"), ("w/ru/a.ftl", "x = 1\n"), ("w/en/a.ftl", "x = 1\ny = 2\ny = 3\n")];
    assert_eq!((rule.broken)(&tree(&files)), ["w/en/a.ftl: `y` stands twice", "w/ru/a.ftl: `y` is missing"]);
}

#[test]
fn a_dependency_through_a_wall_is_named() {
    let package = |name: &str, on: &str| serde_json::json!({ "name": name, "dependencies": [{ "name": on }] });
    let of = |core: &str| {
        let rest =
            ["wire", "sign", "store", "paper", "server"].map(|name| package(&format!("saraptama-{name}"), "saraptama-core"));
        let packages = [&[package("saraptama-core", core)][..], &rest].concat();
        serde_json::json!({ "packages": packages })
    };
    assert!(walls::breaches(&of("serde")).is_empty());
    assert_eq!(walls::breaches(&of("saraptama-store")), ["saraptama-core depends on saraptama-store"]);
}

#[test]
fn texts_comments_and_characters_are_told_from_code() {
    let text = "let a = \"x \\\" // y\"; /* f32 /* in */ */ let b = 'c'; let c = '\\''; fn f<'a>(r: &'a str) { r#\"q \"z\"# }";
    let read = source::Source::read("a.rs", text);
    let code: String = read.code.concat();
    assert!(code.contains("fn f<'a>(r: &'a str)") && code.contains("let b =") && !code.contains("f32") && !code.contains('z'));
    let literals: Vec<&str> = read.literals.iter().map(|(_, literal)| literal.as_str()).collect();
    assert_eq!(literals, ["\"x \\\" // y\"", "'c'", "'\\''", "r#\"q \"z\"#"]);
}
