//! A proposed technology from its first evidence to the signed protocol (order B, annex 1 p. 2).

use crate::browser::{Answer, Browser};
use crate::harness::person;
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// What is filled in of a proposal.
const PROPOSAL: [(&str, &str); 7] = [
    ("name.kk", "Ішек трансплантациясы"),
    ("name.ru", "Трансплантация кишечника"),
    ("name.en", "Transplantation of the intestine"),
    ("proposer", "Хирургия институты"),
    ("in-use-since", "1998"),
    ("analogues.text", "Аналогы жоқ"),
    ("analogues.sources", "PMID 1\nPMID 2"),
];

/// A new dossier of the first analyst; answers where it stands.
fn proposed() -> String {
    let analyst = Browser::of("analyst");
    let page = analyst.get("/htmc/dossiers/new").expect(200);
    let entered = analyst.submit(&page, "/htmc/dossiers/new", &PROPOSAL);
    let place = entered.header("location").to_owned();
    analyst.follow(&entered).expect(200);
    place
}

fn levels(picked: [u8; 3]) -> Vec<(String, String)> {
    let mut fields = vec![];
    for (criterion, level) in ["innovation", "resources", "uniqueness"].iter().zip(picked) {
        fields.push((format!("{criterion}.level"), level.to_string()));
        fields.push((format!("{criterion}.justification"), "Дәлелдерге сай".to_owned()));
        fields.push((format!("{criterion}.sources"), "PMID 3".to_owned()));
    }
    fields
}

fn sent(browser: &Browser, path: &str, fields: &[(String, String)], more: &[(&str, &str)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &[fields.as_slice(), more].concat())
}

fn score(who: &str, place: &str, picked: [u8; 3]) {
    let answer = sent(&Browser::of(who), &format!("{place}/score"), &levels(picked), &[]);
    assert_eq!(answer.status, 303, "{}", answer.words("main"));
}

#[test]
fn the_sum_of_all_64_combinations_and_what_would_turn_it_are_shown_before_anything_is_saved() {
    let (analyst, place) = (Browser::of("analyst-02"), proposed());
    let page = analyst.get(&format!("{place}/score")).expect(200);
    assert_eq!(page.count("input[type=radio][checked]"), 0, "nothing is picked for anybody");
    assert_eq!(page.count("#sum"), 0);
    for at in 0..64u8 {
        let picked = [at / 16 + 1, at / 4 % 4 + 1, at % 4 + 1];
        let worth = |place: usize, table: [u32; 4]| table[usize::from(picked[place]) - 1];
        let tenths = worth(0, [20, 15, 5, 0]) + worth(1, [40, 30, 10, 0]) + worth(2, [40, 30, 10, 0]);
        let shown = sent(&analyst, &format!("{place}/score"), &levels(picked), &[("reckon", "1")]).expect(200);
        assert_eq!(shown.words("[data-points]"), format!("{}.{}", tenths / 10, tenths % 10), "{picked:?}");
        assert_eq!(shown.count("#sum .govuk-tag--green") == 1, tenths >= 70, "{picked:?}");
        assert_eq!(shown.count("input[type=radio][checked]"), 3, "what was picked is not lost");
    }
    let edge = sent(&analyst, &format!("{place}/score"), &levels([4, 1, 2]), &[("reckon", "1")]);
    let tips = edge.words(".sa-tips");
    assert!(tips.contains("Uniqueness: level 3 instead of 2 makes 5.0 points, not listed"), "{tips}");
    let seen = analyst.get(&place).expect(200);
    assert!(seen.words("#scores").contains("Nobody has scored"), "a sum that was reckoned is not kept");
}

#[test]
fn from_a_proposal_to_a_signed_protocol_by_three_people() {
    let place = proposed();
    score("analyst", &place, [3, 1, 1]);
    score("analyst-02", &place, [4, 1, 1]);
    let third = Browser::of("analyst-03");
    let page = third.get(&place).expect(200);
    assert!(page.words("#innovation").contains("Opinions differ"), "{}", page.words("#innovation"));
    assert!(!page.words("#resources").contains("Opinions differ"));
    assert!(page.words("#resources").contains("Not known"), "what nobody entered is shown as unknown");
    // Whoever entered or scored it is a first person.
    for first in ["analyst", "analyst-02"] {
        let refused = Browser::of(first).get(&format!("{place}/confirm")).expect(409);
        assert!(refused.words("main").contains("second person"), "{}", refused.words("main"));
    }
    let confirm = format!("{place}/confirm");
    let page = third.get(&confirm).expect(200);
    assert_eq!(page.attributes("#innovation input[type=radio]", "value"), ["3", "4"], "only levels that were given");
    assert_eq!(page.count("input[type=radio][checked]"), 0);
    let picked = [("innovation.level", "4"), ("resources.level", "1"), ("uniqueness.level", "1")];
    let refused = third.post(&confirm, &picked).expect(422);
    assert!(refused.words(".govuk-error-summary").contains("Opinions differ"));
    assert_eq!(refused.attribute(".govuk-error-summary a", "href").as_deref(), Some("#innovation.reason"));
    let between = third.post(&confirm, &[("innovation.level", "2"), ("innovation.reason", "x")]).expect(422);
    assert!(between.words(".govuk-error-summary").contains("nobody picked this level"));
    let reason = [picked.as_slice(), &[("innovation.reason", "1998 жылдан бері – 15 жылдан астам")]].concat();
    let page = third.follow(&third.post(&confirm, &reason)).expect(200);
    let offered = page.attribute("a[data-bytes]", "href").unwrap();
    let bytes = STANDARD.decode(offered.split_once(',').unwrap().1).unwrap();
    let protocol: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!((&protocol["points"], &protocol["listed"]), (&"8.0".into(), &true.into()));
    assert_eq!(protocol["criteria"][0]["scores"].as_array().unwrap().len(), 2);
    assert!(protocol["criteria"][0]["levels"][3]["text"]["kk"].as_str().unwrap().contains("15 жылдан"), "the printed text");
    let digest = page.attribute("[data-sign] input[name=signed]", "value").unwrap();
    let signature = format!("{place}/signature");
    let stranger = STANDARD.encode(person("analyst-02").seal(&bytes));
    let refused = third.post(&signature, &[("signed", &digest), ("signature", &stranger)]).expect(422);
    assert!(refused.words("main").contains("not signed"));
    let own = STANDARD.encode(person("analyst-03").seal(&bytes));
    let page = third.follow(&third.post(&signature, &[("signed", &digest), ("signature", &own)])).expect(200);
    assert!(page.words("#state").contains("Approved"), "{}", page.words("#state"));
    assert_eq!(page.count("#actions"), 0, "nothing is left to do");
    let late = sent(&Browser::of("analyst-02"), &format!("{place}/score"), &levels([1, 1, 1]), &[]);
    assert!(late.expect(409).words("main").contains("signed"));
    for (lang, said) in [("kk", "15 жылдан астам"), ("ru", "более 15 лет"), ("en", "more than 15 years")] {
        let printed = third.get(&format!("{place}/protocol?in={lang}")).expect(200);
        assert!(printed.words("article").contains(said), "{lang}: {}", printed.words("article"));
        assert!(!printed.words("article").contains("paper-"), "{lang}");
    }
    if cfg!(feature = "pdf") {
        let pdf = third.get(&format!("{place}/protocol/pdf?in=kk")).expect(200);
        let holds = |what: &[u8]| pdf.body.windows(what.len()).any(|window| window == what);
        assert!(pdf.body.starts_with(b"%PDF-1.7") && holds(b"protocol.json.p7s"));
    }
}

#[test]
fn evidence_that_changes_makes_earlier_scores_scores_of_other_evidence() {
    let place = proposed();
    score("analyst-02", &place, [1, 1, 1]);
    let analyst = Browser::of("analyst");
    let page = analyst.get(&format!("{place}/evidence")).expect(200);
    let changed = analyst.submit(&page, &format!("{place}/evidence"), &[("in-use-since", "2020")]);
    let page = analyst.follow(&changed).expect(200);
    assert!(page.words("#scores").contains("Of earlier evidence"), "{}", page.words("#scores"));
    let refused = Browser::of("analyst-03").get(&format!("{place}/confirm")).expect(409);
    assert!(refused.words("main").contains("nobody has scored"), "{}", refused.words("main"));
    assert_eq!(Browser::of("analyst-02").get(&format!("{place}/evidence")).status, 409, "only whoever entered it");
    let mute = analyst.post(&format!("{place}/withdraw"), &[("reason", " ")]).expect(422);
    assert!(mute.words(".govuk-error-summary").contains("Fill in"));
    let page = analyst.follow(&analyst.post(&format!("{place}/withdraw"), &[("reason", "Қате енгізілді")])).expect(200);
    assert!(page.words("main").contains("Қате енгізілді") && page.count("#actions") == 0);
}

#[test]
fn what_is_wrong_with_a_proposal_is_named_beside_its_field_and_nothing_typed_is_lost() {
    let analyst = Browser::of("analyst");
    let page = analyst.get("/htmc/dossiers/new").expect(200);
    let fields = [("name.kk", ""), ("name.ru", "Т"), ("in-use-since", "көп"), ("code", "абв"), ("drugs.text", "Қымбат")];
    let refused = analyst.submit(&page, "/htmc/dossiers/new", &fields).expect(422);
    let led = refused.attributes(".govuk-error-summary a", "href");
    for field in ["#name.kk", "#name.en", "#proposer", "#in-use-since", "#code", "#drugs.sources"] {
        assert!(led.contains(&field.to_owned()), "{field}: {led:?}");
    }
    assert!(refused.words("title").starts_with("Error:"));
    assert_eq!(refused.attribute("[id='in-use-since']", "value").as_deref(), Some("көп"));
    let whole: Vec<(&str, &str)> = PROPOSAL.to_vec();
    let first = analyst.submit(&refused, "/htmc/dossiers/new", &[whole.as_slice(), &[("code", ""), ("drugs.text", "")]].concat());
    let again = analyst.submit(&refused, "/htmc/dossiers/new", &[whole.as_slice(), &[("code", ""), ("drugs.text", "")]].concat());
    assert_eq!((first.status, first.header("location")), (303, again.header("location")), "sent twice, entered once");
}

#[test]
fn the_list_shows_where_each_stands_and_nobody_else_sees_it() {
    let page = Browser::of("analyst").get("/htmc/dossiers").expect(200);
    assert!(page.count("#dossiers tbody tr") >= 2);
    assert!(page.words("#dossiers").contains("Proton beam therapy"));
    for lang in ["kk", "ru"] {
        let page = Browser::of("analyst").reading(lang).get("/htmc/dossiers").expect(200);
        assert!(!page.words("main").contains("dossier-"), "{lang}");
    }
    assert_eq!(Browser::of("staff").get("/htmc/dossiers").status, 403);
    assert_eq!(Browser::of("analyst").get("/htmc/dossiers?cursor=x").status, 404);
}
