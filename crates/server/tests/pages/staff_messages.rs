//! Messages: for staff those of the data bank, for operators those of every node; never what they say.

use crate::browser::Browser;
use crate::staff::acts;

#[test]
fn routes_messages_and_the_log_are_there_and_say_nothing_of_anybody() {
    // Something was received and sent by then.
    let _ = acts("registered");
    let operator = Browser::of("operator");
    let page = operator.get("/staff/messages").expect(200);
    assert!(page.count("#routes tbody tr") > 0 && page.count("#lanes tbody tr") > 0, "{}", page.words("main"));
    assert!(page.words("main").contains("No message was given up"));
    assert_eq!(page.count(".sa-tabs li"), 3, "every node of the process");
    for node in ["mis", "ministry", "databank"] {
        operator.get(&format!("/staff/messages?node={node}")).expect(200);
        for state in ["waiting", "delivered", "dead"] {
            operator.get(&format!("/staff/messages/list?node={node}&state={state}")).expect(200);
        }
    }
    let log = operator.get(&page.attribute("#lanes a", "href").unwrap()).expect(200);
    assert!(log.count("#records tbody tr") > 0 && log.words(".govuk-summary-list").contains("Holds"));
    for lang in ["kk", "ru", "en"] {
        let read = Browser::of("operator").reading(lang).get(&page.attribute("#lanes a", "href").unwrap()).expect(200);
        let (cells, codes) = ("#records tbody td:nth-child(6)", "#records tbody td:nth-child(6) code");
        assert_eq!(read.count(cells), read.count(codes), "the code stands beside its words");
        assert!(
            read.words(cells).chars().count() > read.words(codes).chars().count() + read.count(cells),
            "{}",
            read.words(cells)
        );
        let kazakh = read.words(cells).chars().any(|c| "әғқңөұүһі".contains(c));
        let cyrillic = read.words(cells).chars().any(|c| ('а'..='я').contains(&c));
        assert_eq!((kazakh, cyrillic), (lang == "kk", lang != "en"), "{lang}: {}", read.words(cells));
    }
    let lane = log.attribute("#walk input[name=lane]", "value").unwrap();
    let walked = operator.post("/staff/messages/log", &[("node", "databank"), ("lane", &lane)]).expect(200);
    assert!(walked.words("#walked").contains("the chain holds"), "{}", walked.words("#walked"));
    let all = [page.text(), log.text()].concat();
    let digits = all.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 12);
    let iins: Vec<&str> = digits.filter(|run| saraptama_core::terms::Iin::parse(run).is_ok()).collect();
    assert!(iins.is_empty(), "{iins:?}");
}

#[test]
fn staff_see_the_data_bank_only_and_nothing_is_redriven_that_was_not_given_up() {
    let staff = Browser::of("staff");
    let page = staff.get("/staff/messages").expect(200);
    assert_eq!(page.count(".sa-tabs"), 0);
    for hidden in ["/staff/messages?node=mis", "/staff/messages/list?node=ministry", "/staff/messages/log?node=mis&lane=0"] {
        assert_eq!(staff.get(hidden).status, 404, "{hidden}");
    }
    for wrong in ["route=ministry&reason=gone", "id=1", "id=x", ""] {
        assert_eq!(staff.get(&format!("/staff/messages/redrive?{wrong}")).status, 404, "{wrong}");
    }
    assert_eq!(staff.post("/staff/messages/redrive", &[("id", "1")]).status, 404);
    assert_eq!(staff.get("/staff/messages/log?lane=99").status, 404);
    assert_eq!(staff.get("/staff/messages/list?cursor=x").status, 404);
}
