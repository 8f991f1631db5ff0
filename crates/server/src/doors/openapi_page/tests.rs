use super::write;

const DOCUMENT: &str = include_str!("../openapi.json");

#[test]
fn the_page_names_every_path_and_every_schema() {
    let (page, document) = (write(DOCUMENT), serde_json::from_str::<serde_json::Value>(DOCUMENT).unwrap());
    for path in document["paths"].as_object().unwrap().keys() {
        assert!(page.contains(&format!(" {path}</code>")), "{path}");
    }
    for schema in document["components"]["schemas"].as_object().unwrap().keys() {
        assert!(page.contains(&format!("<article id=\"schema-{schema}\">")), "{schema}");
    }
}

#[test]
fn every_link_within_the_page_has_its_end() {
    let page = write(DOCUMENT);
    let links: Vec<&str> = page.split("href=\"#").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
    assert!(links.len() > 50, "{}", links.len());
    for link in links {
        assert!(page.contains(&format!("id=\"{link}\"")), "{link} leads nowhere");
    }
}

#[test]
fn the_page_asks_no_other_host_for_anything_and_runs_nothing() {
    let page = write(DOCUMENT);
    for foreign in ["<script", "src=", "http://", "https://", "@import", "url("] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(page.starts_with("<!doctype html><html lang=\"en\">") && page.contains("scope=\"col\""));
}

#[test]
fn a_text_of_the_document_never_becomes_markup() {
    let page = write(r#"{"info": {"title": "<b>\"&", "description": "<script>"}}"#);
    assert!(page.contains("<h1>&lt;b&gt;&quot;&amp; API</h1>") && !page.contains("<script>"), "{page}");
}

#[test]
fn a_document_that_is_none_gives_an_empty_page() {
    assert!(write("no document").contains("<h1> API</h1>"));
}

#[test]
fn the_journey_says_of_nested_members_whose_they_are() {
    let page = write(DOCUMENT);
    for member in ["patient.representative.name", "evidence[].document.sha256", "stages[].stage"] {
        assert!(page.contains(&format!("<code>{member}</code>")), "{member}");
    }
}
