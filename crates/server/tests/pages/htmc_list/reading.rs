use super::{folded, printed};
use crate::browser::{Answer, Browser};
use scraper::Selector;

/// Section, number, code and official name of every row on a page.
fn rows(page: &Answer) -> Vec<(String, String, String, String)> {
    let html = page.html();
    let of = |selector: &str| Selector::parse(selector).unwrap();
    let (row, number, code, name) = (of("table[id^=section-] tbody tr"), of("td:first-child"), of("th a"), of("[data-official]"));
    let read = |tr: scraper::ElementRef<'_>| {
        let text = |selector: &Selector| folded(&tr.select(selector).next().unwrap().text().collect::<String>());
        let section = tr.attr("id").unwrap().rsplit_once('-').unwrap().0.to_owned();
        (section, text(&number), text(&code), text(&name))
    };
    html.select(&row).map(read).collect()
}

fn codes(page: &Answer) -> Vec<String> {
    rows(page).into_iter().map(|(_, _, code, _)| code).collect()
}

#[test]
fn the_page_shows_the_orders_108_rows_to_the_letter_in_every_language() {
    let printed: Vec<_> =
        printed().into_iter().map(|(section, number, code, name)| (section.to_owned(), number, code, name)).collect();
    for lang in ["kk", "ru", "en"] {
        let page = Browser::of("doctor-01").reading(lang).get("/htmc").expect(200);
        assert_eq!(rows(&page), printed, "{lang}");
    }
    let page = Browser::of("doctor-01").get("/htmc").expect(200);
    assert!(
        page.words("#of-edition").starts_with("2024-90 . Act No. 90 of 01.11.2024; in force from 12.11.2024."),
        "{}",
        page.words("#of-edition")
    );
    assert_eq!(page.attributes("nav.sa-lists a", "href"), ["/htmc/editions", "/htmc/diff"], "drafts are for analysts");
}

#[test]
fn a_code_is_found_by_its_beginning_as_printed_and_a_name_from_any_keyboard() {
    let reader = Browser::of("staff");
    let find = |text: &str| {
        let to = reqwest::Url::parse_with_params("http://x/htmc", [("q", text)]).unwrap();
        codes(&reader.get(&format!("/htmc?{}", to.query().unwrap())).expect(200))
    };
    assert_eq!(find("35.99"), ["35.9900", "35.991"]);
    assert_eq!(find("35.9900"), ["35.9900"]);
    assert_eq!(find("35.990000"), [""; 0]);
    assert_eq!(find("5.99"), [""; 0], "a code begins where it begins");
    // Kazakh on a Russian layout; Russian; English; a part of a word; several words in any order.
    for text in
        ["экстракорпоралдык мембраналык", "Экстракорпоральная", "extracorporeal membrane", "оксигенация экстракорпоралдық"]
    {
        assert!(find(text).contains(&"39.65".to_owned()), "{text}: {:?}", find(text));
    }
    let gloss = find("without mention of defibrillation");
    assert!(gloss.contains(&"00.50".to_owned()), "{gloss:?}");
    assert_eq!(find("жоқ-нәрсе"), [""; 0]);
    let none = reader.get("/htmc?q=zzz").expect(200);
    assert!(none.words("main").contains("Nothing found"));
}

#[test]
fn a_day_before_the_first_edition_is_answered_by_none_and_never_by_the_later_text() {
    let reader = Browser::of("staff");
    for day in ["2024-11-11", "2020-11-01"] {
        let page = reader.get(&format!("/htmc?at={day}")).expect(404);
        assert!(page.count("#not-held") == 1 && rows(&page).is_empty(), "{day}");
    }
    assert_eq!(rows(&reader.get("/htmc?at=2024-11-12").expect(200)).len(), 108);
    for (wrong, field) in
        [("at=2025-02-30", "at"), ("section=4", "section"), ("payer=cash", "payer"), ("admission=x", "admission")]
    {
        let page = reader.get(&format!("/htmc?{wrong}")).expect(422);
        assert_eq!(page.attribute(".govuk-error-summary a", "href"), Some(format!("#{field}")), "{wrong}");
        assert!(rows(&page).is_empty(), "what cannot be read restricts nothing by mistake");
    }
    let long = format!("/htmc?q={}", "a".repeat(300));
    assert_eq!(reader.get(&long).expect(422).attribute(".govuk-error-summary a", "href").as_deref(), Some("#q"));
    reader.get("/htmc?edition=2030-1").expect(404);
}

#[test]
fn which_section_answers_is_said_and_of_several_none_is_chosen_silently() {
    let reader = Browser::of("monitor");
    let ask = |query: &str| reader.get(&format!("/htmc?{query}")).expect(200);
    for (query, count) in [
        ("admission=emergency&payer=guaranteed-volume", 25),
        ("admission=emergency&payer=insurance", 0),
        ("admission=planned&payer=guaranteed-volume", 8),
        ("admission=planned&payer=insurance", 83),
    ] {
        let page = ask(query);
        assert_eq!(rows(&page).len(), count, "{query}");
        assert_eq!(page.count("#answer a[href='/law/readings#AMB-39']"), 1, "{query}");
    }
    assert!(ask("admission=planned&payer=insurance").words("#answer").starts_with("Several sections answer: Section 2"));
    assert!(ask("admission=emergency&payer=insurance").words("#answer").contains("No other section stands in"));
    assert_eq!(ask("payer=insurance").count("#answer"), 0, "half a question is not answered");
}

#[test]
fn a_code_in_two_sections_is_shown_side_by_side_and_differing_names_are_marked() {
    let reader = Browser::of("expert-01");
    let page = reader.get("/htmc/codes/00.50").expect(200);
    assert_eq!(page.attributes("#rows section", "data-section"), ["emergency", "planned-insurance"]);
    assert!(page.words("main").contains("Name differs") && page.words("#rows").contains("Gloss"));
    assert_eq!(page.attributes("#rows .sa-law a", "href").len(), 2, "each row leads to its place in the order");
    let both = reader.get("/htmc/codes/92.291?admission=planned&payer=insurance").expect(200);
    assert_eq!(both.attributes("#rows section", "data-section"), ["planned-both", "planned-insurance"]);
    assert!(both.words("#rows section:nth-child(1)").contains("The section asked for"));
    assert!(both.words("#rows section:nth-child(2)").contains("The section asked for"));
    let one = reader.get("/htmc/codes/92.291?admission=planned&payer=guaranteed-volume").expect(200);
    assert!(!one.words("#rows section:nth-child(2)").contains("The section asked for"));
    assert_eq!(reader.get("/htmc/codes/92.291?admission=emergency&payer=guaranteed-volume").expect(200).count("#not-given"), 1);
    for unknown in ["35.99", "35.990", "9999", "00.5"] {
        reader.get(&format!("/htmc/codes/{unknown}")).expect(404);
    }
    let list = reader.get("/htmc").expect(200);
    assert_eq!(list.words("main").matches("Name differs").count(), 24, "12 codes, in both of their sections");
}
