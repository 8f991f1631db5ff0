use super::Outcome;
use super::call::answer;
use super::sent::{Opened, Sent};
use axum::http::StatusCode;
use saraptama_wire::fhir::coding_of;
use saraptama_wire::fhir::terms::System;

const KNOWN: &[&str] = &["code", "system", "version", "coding", "date", "displayLanguage", "property"];

/// `GET` and `POST /fhir/CodeSystem/$lookup`: what is known of a code.
pub(super) async fn lookup(Sent(request, body): Sent) -> Outcome {
    let opened = Opened::<System>::of(&request, body, KNOWN).await?;
    let Opened { call, asked, .. } = &opened;
    let coding = asked.value("coding").map_err(|_| call.unreadable())?;
    let [system, version, code] = match coding.map(|coding| coding_of(coding).ok_or_else(|| call.unreadable())).transpose()? {
        Some([system, version, code, _]) => [system, version, code],
        None => [call.text(asked, "system")?, call.text(asked, "version")?, call.text(asked, "code")?],
    };
    let (Some(url), Some(code)) = (system, code) else { return Err(call.unreadable()) };
    let lang = call.display_language(asked)?;
    let system = opened.edition(|| Ok((url, version)))?;
    let Some(concept) = system.concept(code) else {
        let words = [("code", code.chars().take(64).collect::<String>().into()), ("version", system.version.as_str().into())];
        return Err(call.told("code", StatusCode::NOT_FOUND, call.node.words.text("fhir-code-unknown", &words)));
    };
    let wanted: Vec<&str> = asked.texts("property").collect();
    Ok(answer(&system.lookup(concept, &wanted, lang)))
}
